"""What is said of rules on the request: words, shortfalls, notices, paths as triples, and messages on wrong input."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from antecede.knowledge.cache import load_plan
from tests.support import ROOT, TESTS, called, written

Json = dict[str, Any]
CASE = "https://w3id.org/antecede/case/s"
ANT = "https://w3id.org/antecede/ontology#"
FULL: Json = {
    "id": "s",
    "as_of": "2025-11-18",
    "policy": "session",
    "contractor": "Palmetto",
    "patient": {"age": 17, "sex": "female"},
    "diagnoses": [{"code": "M47.812"}, {"code": "M54.5"}],
    "request": [
        {"line": 1, "code": "64493", "levels": ["L3", "L4", "L5"], "side": "left", "units": 3, "modifiers": ["KX", "LT"],
         "guidance": "fluoroscopy", "same_day": ["CaudalEpiduralInjection", {"code": "20552", "side": "right"}]},
        {"line": 2, "code": "64495", "levels": ["L3-L4"], "side": "left", "sedation": "deep", "modifiers": []},
    ],
    "events": [
        *({"type": "MedialBranchBlock", "date": f"2025-0{month}-10", "levels": ["L4-L5"], "modifiers": ["KX"]}
          for month in (1, 3, 5, 7)),
        {"type": "FacetRadiofrequencyAblation", "status": "planned", "date": "2026-02"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("session")
    (folder / "session.ttl").write_text((TESTS / "policies" / "session.ttl").read_text(encoding="utf-8"))
    return folder


@pytest.fixture(scope="module")
def full(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(FULL, tmp_path_factory.mktemp("case"))


@pytest.fixture(scope="module")
def answered(folder: Path, full: Path) -> Json:
    status, out, err = called("review", full, "--kg", folder, "--format", "json")
    assert (status, err) == (0, "")
    answer: Json = json.loads(out)
    return answer


def finding(answered: Json, notation: str, line: int = 0) -> Json:
    (only,) = [each for each in answered["lines"][line]["findings"] if each["notation"] == notation]
    result: Json = only
    return result


SAID = [
    ("units", 0, "3 units asked for, 2 made by the levels and sides named"),
    ("units", 0, "L3, L4 and L5 name what serves 2 joints, L4-L5 and L5-S1"),
    ("most-units", 0, "3 units asked for, at most 1 a day"),
    (
        "levels",
        1,
        "3 in this region with this line, at most 2: line 1 (64493, L3, L4 and L5) and line 2 (64495, L3-L4)",
    ),
    ("alone", 0, "caudal epidural injection planned for the same day"),
    ("diagnostic", 0, "5, at most 4"),
    ("diagnostic", 0, "line 1 (64493)"),
    ("guidance", 0, "guidance fluoroscopy"),
    ("guidance", 1, "not shown: image guidance fluoroscopy or image guidance CT"),
    ("sedation", 1, "sedation deep"),
    ("sedation", 1, "no modifier"),
    ("listed-region", 0, "(cervical and thoracic)"),
    ("adult", 0, "patient, female, 17 years: not age at least 18 years"),
    ("planned", 0, "lumbar facet radiofrequency ablation planned"),
    ("palmetto", 0, "submission"),
]


@pytest.mark.parametrize(("notation", "line", "words"), SAID)
def test_found_is_told(notation: str, line: int, words: str, answered: Json) -> None:
    assert words in finding(answered, notation, line)["found"]


SHORT = [
    ("units", 0, {"required": 2, "found": 3, "unit": "units"}),
    ("most-units", 0, {"required": 1, "found": 3, "unit": "units"}),
    ("levels", 1, {"required": 2, "found": 3, "unit": "several times facet procedure asked for"}),
    ("diagnostic", 0, {"required": 4, "found": 5, "unit": "several times block with KX"}),
]


@pytest.mark.parametrize(("notation", "line", "shortfall"), SHORT)
def test_shortfall_is_measured(notation: str, line: int, shortfall: Json, answered: Json) -> None:
    assert finding(answered, notation, line)["shortfall"] == shortfall


def test_facts_name_their_places(answered: Json) -> None:
    assert finding(answered, "alone")["facts"] == ["request/0/same_day/0"]
    assert finding(answered, "levels", 1)["facts"] == ["request/0", "request/1"]
    assert finding(answered, "adult")["facts"] == ["patient"]
    assert finding(answered, "palmetto")["facts"] == ["case"]
    assert finding(answered, "diagnostic")["facts"] == [*(f"events/{n}" for n in range(4)), "request/0"]


def test_a_code_that_is_not_valid_is_noticed(answered: Json) -> None:
    (notice,) = [each for each in answered["notices"] if each["place"] == "diagnoses/1"]
    assert (notice["kind"], "M54.5 is not valid on the day of service" in notice["text"]) == ("code_not_valid", True)


def test_every_edge_is_a_triple(answered: Json, folder: Path, full: Path) -> None:
    store = ox.Store()
    files = [path for name in ("ontology", "kg") for path in (ROOT / name).rglob("*.ttl")]
    for path in (*files, folder / "session.ttl"):
        store.bulk_extend(ox.Quad(*triple.triple) for triple in ox.parse(path=path))
    status, out, _ = called("review", full, "--kg", folder, "--format", "ttl")
    store.bulk_extend(ox.Quad(*triple.triple) for triple in ox.parse(out.encode(), format=ox.RdfFormat.TURTLE))
    edges = {tuple(edge) for line in answered["lines"] for each in line["findings"] for edge in each["path"]}
    assert (status, len(edges) > 100) == (0, True)
    assert [edge for edge in edges if ox.Quad(*map(ox.NamedNode, edge)) not in store] == []


LINKS = [
    ("request/0", "modifier", ANT + "Modifier-KX"),
    ("request/0", "guidance", ANT + "Fluoroscopy"),
    ("request/1", "sedation", ANT + "DeepSedation"),
    ("request/0/same_day/0", "requestsAct", ANT + "CaudalEpiduralInjection"),
    ("request/0/same_day/0", "otherLine", f"{CASE}#request/0"),
    ("request/0/same_day/1", "side", ANT + "Right"),
    ("patient", "sex", ANT + "Female"),
    ("case", "contractor", ANT + "Palmetto-JJ"),
    ("case", "contractor", ANT + "Palmetto-JM"),
]
TYPES = {
    "request/0": "RequestLine",
    "request/0/same_day/1": "RequestedService",
    "patient": "Patient",
    "case": "Submission",
    "events/4": "PlannedEvent",
}


def test_what_is_asked_for_is_written_as_facts(folder: Path, full: Path) -> None:
    _, out, _ = called("review", full, "--kg", folder, "--format", "ttl")
    triples = {each.triple for each in ox.parse(out.encode(), format=ox.RdfFormat.TURTLE)}
    edges = {tuple(str(node.value) for node in triple) for triple in triples}
    is_a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert [link for link in LINKS if (f"{CASE}#{link[0]}", ANT + link[1], link[2]) not in edges] == []
    assert {ref: (f"{CASE}#{ref}", is_a, ANT + cls) in edges for ref, cls in TYPES.items()} == dict.fromkeys(
        TYPES, True
    )
    assert (f"{CASE}#patient", ANT + "ageYears", "17") in edges
    assert {other for node, link, other in edges if (node, link) == (f"{CASE}#request/0", is_a)} == {
        ANT + "RequestLine"
    }


WRONG = [
    ({"modifiers": ["kx"]}, "request/0/modifiers", "'kx' is no modifier"),
    ({"sedation": "heavy"}, "request/0/sedation", "unknown word 'heavy'"),
    ({"guidance": "xray"}, "request/0/guidance", "unknown word 'xray'"),
    ({"region": "neck"}, "request/0/region", "unknown word 'neck'"),
    ({"same_day": ["TriggerPoint"]}, "request/0/same_day/0/act", "unknown type 'TriggerPoint'"),
    ({"same_day": [{}]}, "request/0/same_day/0", "neither act nor code"),
    ({"same_day": [{"code": "99999"}]}, "request/0/same_day/0/code", "unknown procedure code '99999'"),
    ({"same_day": [{"act": "Discectomy", "levels": ["L9"]}]}, "request/0/same_day/0/levels", "unknown level 'L9'"),
    ({"same_day": [{"act": "Discectomy", "dose": "1"}]}, "request/0/same_day/0/dose", "unknown key 'dose'"),
    ({"same_day": "Discectomy"}, "request/0/same_day", "'Discectomy' will not do"),
]


@pytest.mark.parametrize(("line", "place", "what"), WRONG)
def test_wrong_input_is_named(line: Json, place: str, what: str, tmp_path: Path) -> None:
    case = FULL | {"policy": "cpb", "contractor": "", "request": [{"line": 1, "code": "64493"} | line]}
    status, out, err = called("review", written(case, tmp_path))
    assert (status, out) == (2, "")
    assert [each for each in err.splitlines() if f"case.json: {place}: {what}" in each]


def test_wrong_patient_and_agent_are_named(tmp_path: Path) -> None:
    case = FULL | {"patient": {"sex": "f"}, "events": [{"type": "MedialBranchBlock", "agent": ["lidocain"]}]}
    _, _, err = called("review", written(case, tmp_path))
    assert "patient/sex: unknown word 'f'" in err
    assert "events/0/agent: unknown word 'lidocain'" in err


def test_regions_of_the_graph_are_sound() -> None:
    """Every level lies in some coding region, and only sacral ones may lie in two."""
    levels = load_plan().lexicon.levels
    assert {len(level.coding) for name, level in levels.items() if not name.startswith("S")} == {1}
    assert {len(level.coding) for name, level in levels.items() if name.startswith("S")} == {2}
    assert levels["T12-L1"].coding == levels["C3"].coding != levels["L1-L2"].coding

"""Bad input: exit status 2, nothing on standard output, and one line per problem that says where, what, and what to do."""

import json
from pathlib import Path

import pytest
import yaml

from tests.refusals import Json, Wrong, at, is_told, problems, refused
from tests.support import CASE_FILES, antecede, called, case, written

GOOD = CASE_FILES["facet-rfa-all-met"]


# --- files that are no case ---------------------------------------------------------------------------------------

NO_CASES: dict[str, tuple[str, bytes, str, str]] = {
    "not JSON": ("case.json", b'{"id": "x",\n "as_of" 5}', "line 2, column 10", "not JSON"),
    "cut off": ("case.json", b'{"id": "x", "events": [', "line 1, column", "not JSON"),
    "empty": ("case.json", b"", "line 1, column 1", "not JSON"),
    "not YAML": ("case.yaml", b"id: x\nevents: [a, b\nrequest: 5", "line", "not YAML"),
    "Latin-1": ("case.json", '{"id": "Müller"}'.encode("latin-1"), "byte 9", "not UTF-8"),
    "UTF-16": ("case.json", '{"id": "x"}'.encode("utf-16"), "byte 0", "not UTF-8"),
    "a list": ("case.json", b"[1, 2]", "", "a case is an object"),
    "deep JSON": ("case.json", b'{"id": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "", "nested"),
    "deep objects": ("case.json", b'{"id":' * 30 + b"1" + b"}" * 30, "", "nested"),
    "deep YAML": ("case.yaml", b"id: " + b"[" * 5_000 + b"]" * 5_000, "", "nested"),
    "key twice": ("case.json", b'{"id": "x", "as_of": "2025-01-01", "id": "y"}', "", "'id' stands twice"),
    "key twice in YAML": ("case.yaml", b"id: x\nas_of: '2025-01-01'\nid: y", "", "'id' stands twice"),
    "key twice within": (
        "case.json",
        b'{"id": "x", "events": [{"relief": 5, "relief": 90}]}',
        "",
        "'relief' stands twice",
    ),
    "YAML aliases": ("case.yaml", b"a: &a [1]\nb: *a", "", "aliases"),
    "YAML key that is a list": ("case.yaml", b"{[a]: 1}", "line 1, column 2", "key"),
    "YAML number too long": (
        "case.yaml",
        b"{as_of: '2025-11-18', policy: cpb, request: [{line: 1, code: '64635'}], id: 0x" + b"f" * 10_000 + b"}",
        "id",
        "digits",
    ),
    "number too long": ("case.json", b'{"id": ' + b"9" * 5_000 + b"}", "", "digits"),
}


@pytest.mark.parametrize("kind", NO_CASES)
def test_file_that_is_no_case(kind: str, tmp_path: Path) -> None:
    name, content, place, what = NO_CASES[kind]
    path = tmp_path / name
    path.write_bytes(content)
    (line,) = refused(path)
    assert line.startswith(f"{path}: {place}")
    assert what in line
    assert "; " in line


def test_file_of_50_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    (line,) = refused(path)
    assert line.startswith(f"{path}: 50,000,000 bytes are no case; ")


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        (line,) = refused(path)
        assert line.startswith(f"{path}: ")
        assert "; " in line


# --- cases with something wrong -----------------------------------------------------------------------------------


WRONG: dict[str, Wrong] = {
    "type": (
        at("events", 3, "type", value="MedialBranchBlok"),
        "events/3/type",
        "'MedialBranchBlok'",
        "'MedialBranchBlock'",
    ),
    "no type": (at("events", 3, "type", value=""), "events/3/type", "''", ""),
    "type that groups": (at("findings", 0, "type", value="RadicularSign"), "findings/0/type", "groups", "FootDrop"),
    "finding as event": (at("events", 0, "type", value="LegPain"), "events/0/type", "does not belong here", "finding"),
    "act": (
        at("request", 0, "act", value="FacetRadiofrequencyAblatio"),
        "request/0/act",
        "unknown",
        "'FacetRadiofrequencyAblation'",
    ),
    "complete": (at("complete", value=["MedialBranchBlck"]), "complete/0", "unknown", "'MedialBranchBlock'"),
    "key": (at("events", 3, "releif", value=80), "events/3/releif", "unknown key 'releif'", "'relief'"),
    "key of the case": (at("evnts", value=[]), "evnts", "unknown key 'evnts'", "'events'"),
    "key far from all": (at("patient", "weight", value=80), "patient/weight", "unknown key 'weight'", "age, sex"),
    "missing": (lambda changed: changed.pop("as_of"), "as_of", "missing", "'as_of'"),
    "relief of 180": (at("events", 3, "relief", value=180), "events/3/relief", "180", "100"),
    "relief of -5": (at("events", 3, "relief", value=-5), "events/3/relief", "-5", "0"),
    "relief range": (at("events", 3, "relief", value=[80, 180]), "events/3/relief", "180", "100"),
    "relief not a number": (at("events", 3, "relief", value=float("nan")), "events/3/relief", "nan", ""),
    "value not a number": (at("findings", 0, "value", value=float("inf")), "findings/0/value", "inf", ""),
    "end before start": (at("events", 0, "end", value="2025-03-01"), "events/0/end", "before it starts", "dates"),
    "end without start": (lambda case: case["events"][0].pop("start"), "events/0/end", "without a start", "start"),
    "impossible date": (at("events", 3, "date", value="2025-02-30"), "events/3/date", "'2025-02-30'", "2025-08-04"),
    "impossible month": (at("findings", 0, "since", value="2025-13"), "findings/0/since", "'2025-13'", "2025-08"),
    "month zero": (at("findings", 0, "since", value="2025-00"), "findings/0/since", "'2025-00'", "2025-08"),
    "American date": (at("events", 3, "date", value="10/07/2025"), "events/3/date", "'10/07/2025'", "2025-08-04"),
    "day of review": (at("as_of", value="today"), "as_of", "'today'", "2025-08-04"),
    "day of service": (at("service_date", value="soon"), "service_date", "'soon'", "2025-08-04"),
    "duration": (at("events", 0, "duration", value="6 weeks"), "events/0/duration", "'6 weeks'", "P6W"),
    "level": (at("request", 0, "levels", value=["L4-5"]), "request/0/levels", "'L4-5'", "'L4-L5'"),
    "side": (at("request", 0, "side", value="both"), "request/0/side", "'both'", "'bilateral'"),
    "outcome": (at("events", 0, "outcome", value="faild"), "events/0/outcome", "'faild'", "failed"),
    "status": (at("findings", 0, "status", value="actve"), "findings/0/status", "'actve'", "active"),
    "scale": (at("events", 3, "scale", value="NSR"), "events/3/scale", "'NSR'", "NRS"),
    "procedure": (lambda c: c["request"][0].update(code="64634X", act=""), "request/0/code", "'64634X'", "act"),
    "procedure without act": (
        lambda c: c["request"][0].update(code="99999", act=""),
        "request/0/code",
        "'99999'",
        "act",
    ),
    "diagnosis": (at("diagnoses", 0, "code", value="M47.889"), "diagnoses/0/code", "'M47.889'", "'M47.89"),
    "diagnosis in words": (
        at("diagnoses", 0, "code", value="low back pain"),
        "diagnoses/0/code",
        "'low back pain'",
        "",
    ),
    "policy": (at("policy", value="cbp"), "policy", "'cbp'", "cpb"),
    "no policy": (at("policy", value=""), "policy", "no policy", "cpb"),
    "before the policy": (at("as_of", value="2024-12-31"), "policy", "2024-12-31", "another day"),
    "empty request": (at("request", value=[]), "request", "[]", "at least 1"),
    "line number twice": (at("request", 1, "line", value=1), "request/1/line", "1 stands twice", "apart"),
    "no id": (at("id", value=""), "id", "", ""),
}


@pytest.mark.parametrize("kind", WRONG)
def test_case_with_something_wrong(kind: str, tmp_path: Path) -> None:
    is_told(WRONG[kind], tmp_path)


def test_each_problem_is_told_once(tmp_path: Path) -> None:
    changed = case("facet-rfa-all-met")
    for kind in ("type", "impossible date", "level", "diagnosis", "line number twice"):
        WRONG[kind][0](changed)
    path = written(changed, tmp_path)
    assert sorted(place for place, _, _ in problems(refused(path), path)) == [
        "diagnoses/0/code",
        "events/3/date",
        "events/3/type",
        "request/0/levels",
        "request/1/line",
    ]


def test_wrong_shapes_and_wrong_names_are_told_together(tmp_path: Path) -> None:
    changed = case("facet-rfa-all-met")
    for kind in ("relief of 180", "type", "key", "policy", "side"):
        WRONG[kind][0](changed)
    path = written(changed, tmp_path)
    places = {place for place, _, _ in problems(refused(path), path)}
    assert places == {"events/3/relief", "events/3/type", "events/3/releif", "policy", "request/0/side"}


def test_wrong_value_in_a_list_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("id: a\nas_of: 2025-09-15\nrequest: [{line: 1, code: 64635}]\npolicy: cpb\n", encoding="utf-8")
    assert [place for place, _, _ in problems(refused(path), path)] == ["request/0/code"]


@pytest.mark.parametrize("form", ["text", "json", "ttl"])
@pytest.mark.parametrize("kind", ["key", "type", "policy"])
def test_one_bad_file_among_good_ones_prints_nothing_of_the_others(kind: str, form: str, tmp_path: Path) -> None:
    changed = case("facet-rfa-all-met")
    WRONG[kind][0](changed)
    bad = written(changed, tmp_path)
    done = antecede("review", GOOD, bad, GOOD, "--format", form)
    assert (done.returncode, done.stdout) == (2, "")
    assert {line.split(": ")[0] for line in done.stderr.splitlines()} == {str(bad)}


@pytest.mark.parametrize("kind", ["key", "type", "policy"])
def test_every_bad_file_is_named(kind: str, tmp_path: Path) -> None:
    changed = case("facet-rfa-all-met")
    WRONG[kind][0](changed)
    bad = [written(changed, tmp_path, name) for name in ("one.json", "two.json")]
    assert [line.split(": ")[0] for line in refused(*bad)] == list(map(str, bad))


OPTIONS: list[tuple[list[str], str]] = [
    (["--as-of", "2025-02-30"], "'2025-02-30' is no date"),
    (["--as-of", "tomorrow"], "'tomorrow' is no date"),
    (["--policy", "cbp"], "unknown policy 'cbp'"),
    (["--kg", "/nowhere/at/all"], "no such folder"),
    (["--without", "https://w3id.org/antecede/source#nothing"], "not in the graph"),
    (["--format", "pdf"], "pdf"),
]


@pytest.mark.parametrize(("options", "what"), OPTIONS)
def test_option_that_will_not_do(options: list[str], what: str) -> None:
    assert what in "\n".join(refused(GOOD, *options))


# --- input that is well -------------------------------------------------------------------------------------------


def answer(path: Path, *options: str) -> Json:
    status, out, err = called("review", path, "--format", "json", *options)
    assert (status, err) == (0, "")
    answered: Json = json.loads(out)
    return answered


def test_date_after_the_day_of_review_is_noticed(tmp_path: Path, answers: Json) -> None:
    changed = case("facet-rfa-all-met")
    changed["events"].append({"type": "MedialBranchBlock", "date": "2025-09-16", "levels": ["L4-L5"], "relief": 0})
    found = answer(written(changed, tmp_path))
    assert [(notice["place"], notice["kind"]) for notice in found["notices"]] == [("events/7", "after_as_of")]
    assert found["lines"] == answers["facet-rfa-all-met"]["lines"]


def test_what_lies_after_the_day_of_service_is_no_prerequisite_of_it(tmp_path: Path) -> None:
    changed = case("facet-rfa-all-met") | {"as_of": "2025-10-15", "service_date": "2025-07-15"}
    found = answer(written(changed, tmp_path))
    second = [place for place, event in enumerate(changed["events"]) if event.get("date") == "2025-07-22"]
    assert [(each["place"], each["kind"]) for each in found["notices"]] == [(f"events/{second[0]}", "after_service")]
    assert {each["status"] for line in found["lines"] for each in line["findings"] if each["notation"] == "R3"} == {
        "conflicting"
    }


def test_care_that_goes_on_after_the_service_counts_until_then(tmp_path: Path) -> None:
    changed = case("facet-rfa-all-met") | {"as_of": "2025-10-15", "service_date": "2025-08-01"}
    [therapy] = [event for event in changed["events"] if event["type"] == "PhysicalTherapy"]
    del therapy["duration"]
    therapy |= {"start": "2025-07-01", "end": "2025-09-01"}
    found = answer(written(changed, tmp_path))
    assert ("events/0", "end_after_service") in [(each["place"], each["kind"]) for each in found["notices"]]
    assert {each["status"] for line in found["lines"] for each in line["findings"] if each["notation"] == "R4"} == {
        "not_met"
    }


def test_options_take_the_place_of_what_the_case_says(tmp_path: Path) -> None:
    changed = case("facet-rfa-all-met") | {"policy": "other", "as_of": "2019-01-01"}
    found = answer(written(changed, tmp_path), "--policy", "cpb", "--as-of", "2025-09-15")
    assert found == answer(GOOD)


@pytest.mark.parametrize("name", CASE_FILES)
def test_yaml_is_read_alike(name: str, tmp_path: Path, answers: Json) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(yaml.safe_dump(case(name), allow_unicode=True), encoding="utf-8")
    assert answer(path) == answers[name]


def test_yaml_written_by_hand_is_read_alike(tmp_path: Path, answers: Json) -> None:
    path = tmp_path / "case.yml"
    lines = [f"{key}: {json.dumps(value)}" for key, value in case("facet-rfa-all-met").items()]
    path.write_text("\n".join(lines).replace('"2025-09-15"', "2025-09-15"), encoding="utf-8")
    assert answer(path) == answers["facet-rfa-all-met"]


CONTEXTS = ["https://w3id.org/antecede/context.jsonld", {"@vocab": "https://w3id.org/antecede/ontology#"}]


@pytest.mark.parametrize("context", CONTEXTS)
def test_json_ld_is_read_alike(context: object, tmp_path: Path, answers: Json) -> None:
    path = written({"@context": context} | case("seed-001"), tmp_path)
    assert answer(path) == answers["seed-001"]


def test_byte_order_mark_is_no_matter(tmp_path: Path, answers: Json) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case("seed-004")), encoding="utf-8-sig")
    assert answer(path) == answers["seed-004"]

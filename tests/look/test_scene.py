"""What is shown is what was decided: boxes, states, counts and paths against the answer, for every line of every case."""

from collections import Counter
from typing import Any

import pytest

from antecede.determination.result import Determination, LineResult
from antecede.diagram.line import line_scene
from antecede.diagram.look import LOOKS
from antecede.diagram.pathway import ROLE_STATES
from antecede.diagram.scene import JUDGED, Panel, Scene
from antecede.explanation.picture import FIRST_OPEN, REQUESTED, STANDS
from antecede.knowledge.cache import load_plan
from antecede.report.answer import answer
from antecede.report.text import decides
from tests.look.scenes import determination, field, lines, listed, scene_key, scenes
from tests.support import CASES

LINES = [pytest.param(found, result, id=f"{found.case.id}.{result.line.number}") for found, result in lines()]


def told(found: Determination, result: LineResult) -> dict[str, Any]:
    [line] = [each for each in answer(found)["lines"] if each["line"] == result.line.number]
    return dict(line)


def state(finding: dict[str, Any]) -> str:
    return ROLE_STATES.get((finding["kind"], finding["status"]), finding["status"])


def test_every_line_is_looked_at() -> None:
    assert len(LINES) == sum(len(case["request"]) for case in CASES.values()) == 35
    assert len(listed()) == len(LINES) + 5


@pytest.mark.parametrize(("found", "result"), LINES)
def test_boxes_are_the_findings(found: Determination, result: LineResult) -> None:
    """Each finding is a box in its state, but for those of phases that were passed over; nothing else has a status."""
    scene = line_scene(found, result)
    boxes = {box.iri: box for box in scene.boxes if box.kind in JUDGED}
    statuses = {each["id"]: state(each) for each in told(found, result)["findings"]}
    shown = {iri: box.state for iri, box in boxes.items() if box.state != "not_reached"}
    assert shown == {iri: status for iri, status in statuses.items() if iri in boxes}
    assert {status for iri, status in statuses.items() if iri not in boxes} <= {"not_applicable"}


@pytest.mark.parametrize(("found", "result"), LINES)
def test_counts_are_those_of_the_findings(found: Determination, result: LineResult) -> None:
    scene = line_scene(found, result)
    shown: Counter[str] = Counter()
    for band in scene.bands:
        shown.update(dict(band.counts))
    once = {box.iri: box.state for box in scene.boxes if box.kind in JUDGED}
    assert shown.total() == len([box for box in scene.boxes if box.kind in JUDGED])
    wanted = Counter(state(each) for each in told(found, result)["findings"] if each["id"] in once)
    repeated = [box.iri for box in scene.boxes if box.kind in JUDGED]
    if len(repeated) == len(set(repeated)):
        assert {key: n for key, n in shown.items() if key != "not_reached"} == dict(wanted)


@pytest.mark.parametrize(("found", "result"), LINES)
def test_the_walk_is_shown(found: Determination, result: LineResult) -> None:
    """One gate for each step in its state; first open gate, requested step and recommendation marked once."""
    scene = line_scene(found, result)
    walked = {each["id"]: each for each in answer(found)["pathway"] if each["line"] == result.line.number}
    gates = {box.iri: box for box in scene.boxes if box.kind == "gate" and box.iri}
    assert gates.keys() == walked.keys()
    for iri, gate in gates.items():
        expected = {"reached": "open", "later": "blocked"}.get(gate.state, gate.state)
        assert expected == walked[iri]["state"]
        assert (REQUESTED in gate.tags) == bool(walked[iri].get("requested"))
    marked = [gate.label.lower() for gate in gates.values() if {FIRST_OPEN, STANDS} & set(gate.tags)]
    assert marked == [each for each in [told(found, result)["stands_at"]] if each]
    outcomes = {box.id: box.state for box in scene.boxes if box.kind == "outcome"}
    assert len(outcomes) == 4
    assert [key for key, each in outcomes.items() if each == "taken"] == [f"outcome-{result.recommendation}"]


@pytest.mark.parametrize(("found", "result"), LINES)
def test_alternatives_are_shown_with_their_coverage(found: Determination, result: LineResult) -> None:
    scene = line_scene(found, result)
    shown = {(box.iri, box.state) for box in scene.boxes if box.kind == "alternative"}
    listed = [each for each in answer(found)["alternatives"] if each["line"] == result.line.number]
    assert shown == {(each["id"], each["coverage"]) for each in listed}


@pytest.mark.parametrize(("found", "result"), LINES)
def test_each_reason_has_a_short_path(found: Determination, result: LineResult) -> None:
    """Two to seven boxes, joined by edges, from the rule or the request to the recommendation."""
    scene = line_scene(found, result)
    reasons = [each for each in told(found, result)["findings"] if decides(each)]
    assert {path.about for path in scene.paths} >= {each["id"] for each in reasons}
    boxes = {box.id: box for box in scene.boxes}
    for path in scene.paths:
        assert 2 <= len(path.boxes) <= 7
        assert boxes[path.boxes[-1]].state == "taken"
        assert path.about in {boxes[id].iri for id in path.boxes}
        assert len(scene.links(path)) == len(path.boxes) - 1


@pytest.mark.parametrize(("found", "result"), LINES)
def test_paths_are_the_paths_of_the_answer(found: Determination, result: LineResult) -> None:
    """Every step and rule that a picture's path goes through is on the finding's path of triples."""
    scene = line_scene(found, result)
    boxes = {box.id: box for box in scene.boxes}
    triples = {each["id"]: {node for edge in each["path"] for node in edge} for each in told(found, result)["findings"]}
    for path in scene.paths:
        if path.about in triples:
            named = {boxes[id].iri for id in path.boxes if boxes[id].iri}
            assert named <= triples[path.about]


def test_branches_not_taken_stay_visible() -> None:
    scene = line_scene(found := determination("facet-rfa-all-met"), found.lines[0])
    dotted = {edge.head for edge in scene.edges if not edge.taken}
    assert dotted == {"outcome-pend", "outcome-refer", "outcome-non_certify"}
    assert all(edge.taken for edge in scene.edges if edge.kind == "requires")


def test_an_exclusion_leads_past_the_steps() -> None:
    scene = line_scene(found := determination("seed-000"), found.lines[0])
    taken = {(edge.tail, edge.head) for edge in scene.edges if edge.kind == "decides" and edge.taken}
    assert ("rules", "outcome-non_certify") in taken
    assert {box.state for box in scene.boxes if box.kind == "exclusion"} == {"fires"}


def test_looks_differ_without_colour() -> None:
    """Icon and border tell states apart that mean different things; colour is not needed for it."""
    main = ["met", "not_met", "not_documented", "conflicting", "fires", "not_reached", "waived", "not_applicable"]
    assert len({(LOOKS[each].icon, LOOKS[each].border) for each in main}) == len(main)
    assert len({LOOKS[each].icon for each in main}) == len(main)


def test_stages_are_in_order() -> None:
    """A step stands in a later stage than all that it requires."""
    for policy in load_plan().policies:
        for pathway in policy.pathways:
            scene = next(s for key, s in scenes().items() if key == scene_key(policy, pathway))
            stage = {n.head.iri: at for at, band in enumerate(scene.bands) for n in band.nodes if isinstance(n, Panel)}
            assert len(stage) == len(pathway.steps) > 0
            for step in pathway.steps:
                assert all(stage[before] < stage[step.iri] for before in step.before)


def test_arrow_keys_lead_to_boxes() -> None:
    """From every box every other can be reached by arrow keys, and each key leads to a box that exists."""
    for key, scene in scenes().items():
        if not key.startswith("anatomy."):
            assert reached(scene) == {box.id for box in scene.boxes}, key
            assert key.startswith("policy-") or len([box for box in scene.boxes if not scene.ways[box.id]["up"]]) == 1


def reached(scene: Scene) -> set[str]:
    found: set[str] = set()
    waiting = [box.id for box in scene.boxes if not scene.ways[box.id]["up"]]
    while waiting:
        box = waiting.pop()
        if box not in found:
            found.add(box)
            waiting += [id for ids in scene.ways[box].values() for id in ids]
    return found


def test_a_case_stands_on_the_way_to_what_it_asks_for() -> None:
    """Not at a step beside that way, such as the first injection where a repeated one is asked for and all before is done."""
    for name, step in (
        ("aetna-epidural-repeated-with-two-of-three", "repeated transforaminal injection"),
        ("medicare-facet-former-jurisdiction-f", "first facet ablation"),
        ("bcbs-al-facet-ablation-without-function", "diagnostic facet injection"),
    ):
        found = field(name)
        assert {told(found, each)["stands_at"] for each in found.lines} == {step}

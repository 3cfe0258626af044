"""Whatever is altered in a published determination, in its case or in the graph is found, and the place is named."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.verification.verify import verify
from tests.published import ANT, Edit, Quads, added, cut, published, replaced, said, together, without, written_as
from tests.support import TESTS, case
from tests.test_new_policy import MET, POLICY, folder_of

NAME = "facet-rfa-all-met"
DETERMINATION = f"determination/{NAME}/cpb/2025"


def field(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((TESTS / "cases-field" / f"{name}.json").read_text("utf-8"))["case"]
    return found


@pytest.fixture(scope="module")
def original(cache: Path) -> Quads:
    full = case(NAME)
    return published(full | {"request": full["request"][:1]}, Reviewer())


def rehashed(statements: Quads) -> Quads:
    """The receipt of the case made to fit whatever the case's text now is."""
    (text,) = [said(each)[2] for each in statements if said(each)[1] == "canonicalCase"]
    (old,) = [said(each)[2] for each in statements if said(each)[1] == "caseSha256"]
    return replaced(DETERMINATION, "caseSha256", old, sha256(text.encode()).hexdigest())(statements)


def reordered(subject: str) -> Edit:
    """An edge taken out, and the others counted through again."""

    def edit(statements: Quads) -> Quads:
        left = without(f"{subject}/edge/3")(statements)
        for number in range(4, 30):
            if any(said(each)[0].endswith(f"{subject}/edge/{number}") for each in left):
                left = replaced(f"{subject}/edge/{number}", "order", str(number), str(number - 1))(left)
        return left

    return edit


RELIEF = together(
    replaced("events/3/relief", "given", "80", "90"),
    replaced("events/3/relief", "low", "80", "90"),
    replaced("events/3/relief", "high", "80", "90"),
    replaced("events/3", "reliefPercent", "80", "90"),
)
WEAK = together(
    replaced(f"case/{NAME}", "canonicalCase", '"relief":80.0', '"relief":60.0'),
    replaced("events/3/relief", "given", "80", "60"),
    replaced("events/3/relief", "low", "80", "60"),
    replaced("events/3/relief", "high", "80", "60"),
    replaced("events/3", "reliefPercent", "80", "60"),
    rehashed,
)
#: What is done, where it is found, and what is said there.
TAMPERED: dict[str, tuple[Edit, str, str]] = {
    "status changed": (replaced("#line-1-R5", "hasStatus", "met", "not_met"), "line-1-R5", "from met as prerequisite follows met"),
    "truth value changed": (replaced("#line-1-R5", "truthValue", "met", "not_met"), "line-1-R5", "recorded as not_met, and from what is"),
    "both changed": (
        together(replaced("#line-1-R5", "hasStatus", "met", "not_met"), replaced("#line-1-R5", "truthValue", "met", "not_met")),
        "line-1-R5", "follows met"),
    "status of a part changed": (replaced("R4/part/1", "truthValue", "met", "not_met"), "line-1-R4/part/1", "follows met"),
    "status of a reading changed": (replaced("R3/part/2", "truthValue", "met", "not_met"), "line-1-R3", "follows conflicting"),
    "status of a waiver changed": (replaced("R4/waiver", "truthValue", "not_met", "met"), "line-1-R4/waiver", "follows not_met"),
    "bracket changed": (replaced("R3/part/2", "foundAtLeast", "2", "1"), "line-1-R3/part/2", "follows not_documented"),
    "bracket raised": (replaced("R3/part/2", "foundAtMost", "2", "1"), "line-1-R3/part/2", "follows not_met"),
    "number asked for changed": (replaced("R3/part/2", "askedAtLeast", "2", "1"), "line-1-R3/part/2", "is 2 in the graph, 1 in the determination"),
    "duration asked for changed": (replaced("R4/part/1", "askedDays", "42", "35"), "line-1-R4/part/1", "42 days in the graph, at least 0 months and 35 days"),
    "threshold changed": (replaced("R3/part/2/threshold/1", "bound", "80", "70"), "line-1-R3/part/2", "minInclusive 70; the graph says 80"),
    "edge dropped": (without("#line-1-R3/edge/3"), "line-1-R3", "lacks an edge: number 3"),
    "edge dropped, others counted through": (reordered("#line-1-R3"), "line-1-R3", "its path does not come to cpb:AblationBlocks"),
    "last edge dropped": (without("#line-1-R3/edge/16"), "line-1-R3", "does not lead to a source, src:determination-002"),
    "edge bent": (replaced("R3/edge/3", "object", "AblationBlocks", "Neurectomy"), "line-1-R3", "goes over cpb:FacetAblationStep ant:requires cpb:Neurectomy"),
    "citation swapped": (replaced("#line-1-R3", "cites", "c-004-4", "c-000-1"), "line-1-R3", "cites cpb:c-000-1, which its rule does not"),
    "source of a citation swapped": (replaced("R3/edge/14", "object", "determination-004", "bmj-2025"), "line-1-R3", "goes over cpb:c-004-4 ant:source src:bmj-2025"),
    "value of a fact changed": (RELIEF, "events/3", "relief is 80 in the text of the case, 90 in its RDF"),
    "short value of a fact changed": (replaced("events/3", "reliefPercent", "80", "90"), "events/3", "ant:reliefPercent is 90, given is 80"),
    "typed value of a fact changed": (replaced("events/3/relief", "low", "80", "20"), "events/3", "relief is given as 80, but ant:low is 20"),
    "date of a fact changed": (replaced("events/3/date", "earliest", "2025-07-01", "2025-06-01"), "events/3", "date is given as 2025-07-01, but ant:earliest"),
    "text of the case changed": (replaced(f"case/{NAME}", "canonicalCase", '"relief":80.0', '"relief":90.0'), NAME, "case: SHA-256"),
    "case changed throughout": (WEAK, "line-1-R3/part/2/use/1", "qualifies, and it does not keep 'at least 80 % relief'"),
    "fact removed": (without("#events/3"), "events/3", "is in the text of the case and not in its RDF"),
    "standing of a fact changed": (replaced("findings/1", "standing", "denied", "done"), "findings/1", "stands as done in the RDF"),
    "use of a fact changed": (replaced("R3/part/2/use/1", "fared", "qualifies", "fails"), "line-1-R3/part/2", "found at least 2, and what it used makes 1"),
    "use of another fact": (replaced("R3/part/2/use/1", "ofFact", "events/3", "events/9"), "line-1-R3/part/2/use/1", "events/9, which is no entry of the case"),
    "assessment removed": (without("#line-1-R4"), "line-1", "cpb:R4 concerns this line and was not assessed"),
    "requested place removed": (without("#line-1-R7/part/1"), "line-1-R7", "for the places are not those requested"),
    "part removed": (without("#line-1-R2/part/3"), "line-1-R2", "for its parts are others"),
    "role changed": (replaced("#line-1-R4", "inRole", "prerequisite", "flag"), "line-1-R4", "is taken as flag, its rule is prerequisite"),
    "recommendation of a line changed": (replaced("#line-1", "recommends", "certify", "pend"), "line-1", "recommends pend, and from its statuses and coverage follows certify"),
    "recommendation changed": (replaced(DETERMINATION, "recommends", "certify", "pend"), DETERMINATION, "recommends pend, and from its lines follows certify"),
    "line removed": (without("#line-1"), "request/0", "is asked for and has no determination"),
    "coverage changed": (replaced("#line-1", "foundCoverage", "covered", "unproven"), "line-1", "finds the act unproven, and by the policy it is covered"),
    "step changed": (replaced("#line-1", "atStep", "FacetAblationStep", "Neurectomy"), "line-1", "cpb:Neurectomy, which does not offer what is asked for"),
    "number in a sentence edited": (replaced("#line-1-R7", "sentence", "85 % relief", "95 % relief"), "line-1-R7", "does not say what it used"),
    "number edited throughout": (
        together(*(replaced(f"#line-1-R7{node}", key, "85 %", "95 %") for node, key in (
            ("", "sentence"), *((f"/part/{n}/use/2", "told") for n in (1, 2))))),
        "line-1-R7/part/1/use/2", "tells of events/4 what it does not say: '95'"),
    "claim added to a sentence": (
        replaced("#line-1-R5", "sentence", "lumbar region)", "lumbar region), after two failed surgeries"), "line-1-R5", "claims what nothing supports: 'two', 'surgeries'"),
    "requirement in a sentence edited": (replaced("#line-1-R4", "sentence", "at least 42 days", "at least 35 days"), "line-1-R4", "does not say what its rule asks for"),
    "status in a sentence edited": (replaced("#line-1-R4", "sentence", "care: met", "care: not met"), "line-1-R4", "does not say its rule and status"),
    "strength of guidance edited": (replaced("", "sentence", "strength: strong", "strength: weak"), "", "its sentence does not say 'strong'"),
    "sentence of no finding": (added("graphSha256", f"{DETERMINATION}#line-1-X", ANT + "sentence", "All is well."), "line-1-X", "belongs to no finding"),
    "hash of the graph changed": (replaced(DETERMINATION, "graphSha256", "", "0"), DETERMINATION, "graph: made from files with SHA-256"),
    "day changed": (replaced(DETERMINATION, "asOf", "2025-09-15", "2024-09-15"), DETERMINATION, "cpb:policy was not in force on 2024-09-15"),
    "name of the edition changed": (replaced(DETERMINATION, "edition", "2025", "2026"), DETERMINATION, "name of the edition"),
    "edition not in force": (replaced("#considered-1", "why", "in_force", "ended"), DETERMINATION, "edition cpb:policy is recorded as not in force"),
    "left-out node on a path": (added("graphSha256", DETERMINATION, ANT + "withoutNode", "cpb:R3"), "line-1-R3", "goes through cpb:R3, which was to be left out"),
    "graph's words in the file": (added("askedAtLeast", "policy/cpb#R3-B", ANT + "atLeast", "1"), "cpb:R3-B", "is described in the determination's own file"),
    "level of a fact in short": (replaced("events/3", "level", "L5-S1", "L4-L5"), "events/3", "lies at other levels than it names"),
    "side of a fact in short": (replaced("events/3", "side", "Bilateral", "Left"), "events/3", "its side is another"),
    "day of a fact in short": (replaced("events/3", "earliest", "2025-07-01", "2024-07-01"), "events/3", "lies on other days"),
    "word of a fact in short": (replaced("events/1", "outcome", "Failed", "Completed"), "events/1", "ant:outcome is not what its outcome says"),
    "number of a fact in short dropped": (cut("events/3", "reliefPercent"), "events/3", "ant:reliefPercent is not what its relief says"),
    "class of a fact dropped": (cut("events/2", "type"), "events/2", "is not of the class that it names"),
    "what is denied changed": (replaced("findings/1", "denies", "", "Other"), "findings/1", "denies another class than it names"),
    "day of the case changed": (replaced(f"case/{NAME}", "asOf", "2025-09-15", "2024-09-15"), NAME, "the day of the review is another"),
    "curable changed": (replaced("#line-1", "curableLine", "true", "false"), "line-1", "whether it can be cured"),
    "robust changed": (replaced("#line-1", "robust", "true", "false"), "line-1", "whether missing facts can move it"),
    "place of the patient changed": (replaced("#line-1", "standsAt", "FacetAblationStep", "ConservativeCare"), "line-1", "stands at a step that is not told as open"),
    "state of a step cut off": (cut("#line-1", "hasStepState"), "line-1", "does not tell the state of every step"),
    "reason changed": (replaced("#line-1-R7", "hasReason", "satisfied", "waived"), "line-1-R7", "is met, for the reason waived"),
    "guidance cut off": (cut("#line-1", "hasAdvice"), "", "nothing in the determination leads to it"),
    "disagreement cut off": (cut("#line-1", "hasDisagreement"), "line-1/disagreement", "nothing in the determination leads to it"),
    "waiver cut off": (cut("#line-1-R4", "waiver"), "line-1-R4/waiver", "nothing in the determination leads to it"),
    "kind of a node changed": (replaced("#line-1-R5", "type", "Assessment", "Anything"), "line-1", "says ant:hasAssessment line-1-R5, which is no ant:Assessment"),
    "edition considered renamed": (replaced("#considered-1", "edition", "2025", "2026"), "considered-1", "name of the edition"),
    "engine changed": (replaced(DETERMINATION, "wasAttributedTo", "0.1.0", "9.9"), DETERMINATION, "which is no prov:SoftwareAgent"),
}  # fmt: skip


def test_there_is_something_to_tamper_with(original: Quads, tmp_path: Path) -> None:
    assert verify(written_as(original, tmp_path)).problems == ()
    assert len(TAMPERED) > 64


def assert_found(tampered: tuple[Edit, str, str], original: Quads, folder: Path) -> None:
    """What is done to a determination is complained of, at its place and in these words."""
    edit, place, what = tampered
    problems = verify(written_as(edit(original), folder)).problems
    assert [each for each in problems if what in each.what and each.place.endswith(place)], "\n".join(
        map(str, problems)
    )


@pytest.mark.parametrize("kind", TAMPERED)
def test_tampering_is_found(kind: str, original: Quads, tmp_path: Path) -> None:
    assert_found(TAMPERED[kind], original, tmp_path)


#: What is done to a determination that passed over a step, where it is found, and what is said there.
PHASES: dict[str, tuple[Edit, str, str]] = {
    "phase of another step": (
        replaced("phase/FacetAblationAgain", "onStep", "FacetAblationAgain", "FacetCare"),
        "line-1/phase/FacetAblationAgain", "a phase that is of no step for what is asked for"),
    "phase of the step beside it": (
        replaced("phase/FacetAblationAgain", "onStep", "FacetAblationAgain", "FacetAblation"),
        "line-1/phase/FacetAblationAgain", "a phase that is of no step for what is asked for"),
    "phase cut off": (cut("line-1/phase/FacetAblationAgain", "onStep"), "phase/FacetAblationAgain", "says no ant:onStep"),
    "phase left out": (without("line-1/phase/FacetAblationAgain"), "line-1", "does not tell once what came of the phase"),
    "passed over dropped": (cut("#line-1", "passedOver"), "line-1/phase/FacetAblationAgain", "a phase that is of no step"),
    "another passed over": (
        replaced("#line-1", "passedOver", "FacetAblationAgain", "FacetDiagnosis"),
        "line-1", "passed over evicore:FacetDiagnosis, which it would not have had to leave out"),
    "unknown one passed over": (
        replaced("#line-1", "passedOver", "FacetAblationAgain", "Anything"),
        "line-1", "passed over evicore:Anything, which it would not have had to leave out"),
    "stands at what was passed over": (
        replaced("#line-1", "atStep", "FacetAblation", "FacetAblationAgain"),
        "line-1", "stands at evicore:FacetAblationAgain, which does not apply, beside one that may"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ablation(cache: Path) -> Quads:
    return published(field("evicore-facet-ablation-two-blocks-at-75"), Reviewer())


@pytest.mark.parametrize("kind", PHASES)
def test_tampering_with_steps_for_one_act_is_found(kind: str, ablation: Quads, tmp_path: Path) -> None:
    assert verify(written_as(ablation, tmp_path)).problems == ()
    assert_found(PHASES[kind], ablation, tmp_path)


def test_another_day_of_service_is_found(cache: Path, tmp_path: Path) -> None:
    full = case(NAME)
    dated = published(full | {"request": full["request"][:1], "service_date": "2025-09-20"}, Reviewer())
    assert verify(written_as(dated, tmp_path)).problems == ()
    edited = replaced(f"case/{NAME}/service_date", "earliest", "2025-09-20", "2025-09-01")(dated)
    found = [str(each) for each in verify(written_as(edited, tmp_path)).problems]
    assert [each for each in found if "service_date is given as 2025-09-20, but ant:earliest" in each], found


GRAPH: dict[str, tuple[Callable[[str], str], str, str]] = {
    "threshold altered": (
        lambda text: text.replace("xsd:minInclusive 75.0", "xsd:minInclusive 60.0"),
        "line-1-G2", "minInclusive 75; the graph says 60"),
    "number altered": (lambda text: text.replace("ant:atLeast 2 ;", "ant:atLeast 1 ;"), "line-1-G2", "is 1 in the graph, 2 in the determination"),
    "duration altered": (lambda text: text.replace('"P3M"^^xsd:duration', '"P1M"^^xsd:duration'), "line-1-G3", "at least 1 months and 0 days in the graph, at least 3"),
    "edge dropped": (lambda text: text.replace("ant:requires knee:Care ;", ""), "line-1-G1", "goes over knee:Blocks ant:requires knee:Care, which is nowhere"),
    "rule dropped from its step": (lambda text: text.replace("knee:G1 , knee:G3", "knee:G3"), "line-1", "knee:G1 was assessed and does not concern this line"),
    "rule added to a step": (lambda text: text.replace("ant:completedBy knee:G2 , knee:G8", "ant:completedBy knee:G2 , knee:G8 , knee:EarlierAblation"),
                             "line-1", "knee:EarlierAblation concerns this line and was not assessed"),
    "coverage altered": (lambda text: text.replace("ant:coverageStatus ant:Covered", "ant:coverageStatus ant:Unproven"), "line-1", "by the policy it is unproven"),
    "citation altered": (lambda text: text + "knee:other a ant:Citation ; ant:source knee:source . knee:G7 ant:citation knee:other .",
                         "line-1-G7", "does not cite knee:other"),
    "role altered": (lambda text: text.replace("ant:role ant:Exclusion", "ant:role ant:Flag"), "line-1-G4", "is taken as exclusion, its rule is flag"),
    "edition ended": (lambda text: text.replace('"2026-12-31"^^xsd:date', '"2025-06-30"^^xsd:date'), "knee/1", "was not in force on 2025-11-18"),
    "words altered": (lambda text: text.replace("latest pain score of at least 4", "latest pain score of at least 7"), "line-1-G7", "does not say what its rule asks for"),
}  # fmt: skip


@pytest.fixture(scope="module")
def knee(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Quads:
    return published(MET, Reviewer([folder_of(POLICY, tmp_path_factory.mktemp("knee"))]))


@pytest.mark.parametrize("kind", GRAPH)
def test_altered_graph_is_found(kind: str, knee: Quads, tmp_path: Path) -> None:
    edit, place, what = GRAPH[kind]
    path = written_as(knee, tmp_path)
    assert edit(POLICY) != POLICY
    folder_of(edit(POLICY), tmp_path)
    problems = verify(path, [tmp_path]).problems
    assert any("graph: made from files with SHA-256" in each.what for each in problems)
    assert [each for each in problems if what in each.what and each.place.endswith(place)], "\n".join(
        map(str, problems)
    )

"""Rules on what is asked for, for whom and when: each on small cases around the point where it turns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer
from tests.support import TESTS

Json = dict[str, Any]
Review = Callable[[Json], Json]
BLOCK = {"type": "MedialBranchBlock", "levels": ["L4-L5"], "side": "left"}
ABLATION = {"type": "FacetRadiofrequencyAblation"}
MET, NOT_MET, OPEN, ASIDE = "met", "not_met", "not_documented", "not_applicable"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Review:
    folder = tmp_path_factory.mktemp("session")
    policy = (TESTS / "policies" / "session.ttl").read_text(encoding="utf-8")
    (folder / "session.ttl").write_text(policy, encoding="utf-8")
    reviewer = Reviewer([folder])
    return lambda case: answer(reviewer.review(Case.model_validate(case)))


def asked(*lines: Json, **more: Any) -> Json:
    """A case of lines for facet blocks at L4-L5, numbered from 1."""
    numbered = [{"line": n, "code": "64493", "levels": ["L4-L5"]} | line for n, line in enumerate(lines or ({},), 1)]
    return {"id": "s", "as_of": "2025-11-18", "policy": "session", "request": numbered} | more


def block(**more: Any) -> Json:
    return BLOCK | more


def sessions(*dates: str, **more: Any) -> list[Json]:
    return [block(date=date, modifiers=["KX"], **more) for date in dates]


def found(answered: Json, notation: str) -> list[str]:
    """Status of a rule for each line, in the order of their numbers."""
    lines = sorted(answered["lines"], key=lambda line: int(line["line"]))
    return [each["status"] for line in lines for each in line["findings"] if each["notation"] == notation]


T12 = {"code": "64490", "act": "ThoracicMedialBranchBlock", "levels": ["T12-L1"]}
DAYS = ["2025-01-10", "2025-03-10", "2025-05-10", "2025-07-10"]
ROWS = [
    # what is not said of a line is not documented; what is said is held against it
    ("guidance", asked({}), [OPEN]),
    ("guidance", asked({"guidance": "CT"}), [MET]),
    ("guidance", asked({"guidance": "ultrasound"}), [NOT_MET]),
    ("guidance", asked({"guidance": "fluoroscopy"}, {"guidance": "none"}), [MET, NOT_MET]),
    ("sedation", asked({}), [OPEN]),
    ("sedation", asked({"sedation": "minimal"}), [MET]),
    ("sedation", asked({"sedation": "monitored"}), [NOT_MET]),
    ("contrast", asked({}), [OPEN]),
    ("contrast", asked({"contrast": False}), [NOT_MET]),
    ("contrast", asked({"contrast": True}), [MET]),
    ("two-levels", asked({"levels": []}), [OPEN]),
    ("two-levels", asked({"levels": ["L3", "L4", "L5"]}), [MET]),
    ("two-levels", asked({"levels": ["L3-L4", "L4-L5", "L5-S1"]}), [NOT_MET]),
    ("two-levels", asked({"levels": ["L2", "L3", "L4", "L5"]}), [NOT_MET]),
    ("two-levels", asked({"levels": ["L3-L4", "L5-S1", "L1"]}), [OPEN]),
    ("one-side", asked({}), [OPEN]),
    ("one-side", asked({"side": "right"}), [MET]),
    ("one-side", asked({"side": "bilateral"}), [NOT_MET]),
    # what is asked for is listed completely
    ("alone", asked({}), [MET]),
    ("alone", asked({"same_day": ["CaudalEpiduralInjection"]}), [NOT_MET]),
    ("alone", asked({"same_day": [{"code": "62323"}]}), [NOT_MET]),
    ("alone", asked({"same_day": ["TriggerPointInjection"]}), [MET]),
    ("alone", asked({}, {"code": "62323", "levels": []}), [NOT_MET, MET]),
    ("alone", asked({}, events=[{"type": "CaudalEpiduralInjection", "date": "2025-11-18"}]), [MET]),
    ("alone", asked({}, events=[{"type": "CaudalEpiduralInjection", "status": "planned"}]), [MET]),
    # coding regions: the boundary segment counts above, nerves as the joints they serve
    ("one-region", asked({}), [MET]),
    ("one-region", asked({}, T12), [NOT_MET, NOT_MET]),
    ("one-region", asked({"levels": ["L1-L2"]}, {"levels": ["L5-S1"]}), [MET, MET]),
    ("one-region", asked({"levels": ["T12-L1", "L1-L2"]}), [NOT_MET]),
    ("one-region", asked({"same_day": [{"act": "IntraarticularFacetInjection"}]}), [OPEN]),
    ("one-region", asked({"same_day": [{"act": "IntraarticularFacetInjection", "region": "cervical"}]}), [NOT_MET]),
    ("one-region", asked({"same_day": [{"act": "IntraarticularFacetInjection", "region": "lumbar"}]}), [MET]),
    ("one-region", asked({}, {"code": "27096", "levels": []}), [MET, NOT_MET]),
    # levels of a session: only lines that go beyond fail
    ("levels", asked({}, {"levels": ["L5-S1"]}, {"levels": ["L3-L4"]}), [MET, MET, NOT_MET]),
    ("levels", asked({}, {"levels": ["L5-S1"]}, {"side": "right"}), [MET, MET, MET]),
    ("levels", asked({}, {"levels": ["L5-S1"]}, {"levels": ["L3-L4"]}, {}), [MET, MET, NOT_MET, MET]),
    ("levels", asked({"levels": ["L4-L5", "L5-S1", "L3-L4"]}), [NOT_MET]),
    ("levels", asked({"levels": ["L3", "L4", "L5"]}), [MET]),
    ("levels", asked({"levels": ["L3", "L4"]}, {"levels": ["L5"]}), [MET, MET]),
    ("levels", asked({"levels": ["L2", "L3", "L4"]}, {"levels": ["L5"]}), [MET, NOT_MET]),
    ("levels", asked({"levels": ["L5"]}, {"levels": ["L1"]}, {"levels": ["L3-L4"]}), [MET, MET, OPEN]),
    ("levels", asked(T12, {"levels": ["L1-L2"]}, {"levels": ["L2-L3"]}), [MET, MET, MET]),
    ("levels", asked({"levels": []}, {"code": "64494", "levels": []}, {"code": "64495", "levels": []}), [MET, MET, NOT_MET]),
    ("levels", asked({"code": "64635", "levels": []}, {"code": "64636", "levels": []}), [MET, OPEN]),
    ("levels", asked({"code": "64635", "levels": []}, {"code": "64636", "levels": [], "units": 1}), [MET, MET]),
    ("levels", asked({"code": "64635", "levels": []}, {"code": "64636", "levels": [], "units": 2, "side": "left"}), [MET, NOT_MET]),
    ("levels", asked({"code": "64635", "levels": []}, {"code": "64636", "levels": [], "units": 2}), [MET, OPEN]),
    ("levels", asked({"code": "64999", "act": "FacetCystAspiration", "levels": []}), [OPEN]),
    ("levels", asked({"code": "62323", "levels": ["L3-L4", "L4-L5", "L5-S1"]}), [ASIDE]),
    ("levels", asked({"code": "64490", "levels": ["C3", "C4", "C5"], "act": "CervicalMedialBranchBlock"}), [MET]),
    ("levels", asked({"code": "64490", "levels": ["TON", "C3", "C4", "C5"], "act": "CervicalMedialBranchBlock"}), [NOT_MET]),
    # units
    ("units", asked({"units": 1}), [MET]),
    ("units", asked({"levels": ["L3", "L4", "L5"], "units": 3, "side": "left"}), [NOT_MET]),
    ("units", asked({"levels": ["L3", "L4", "L5"], "units": 2, "side": "left"}), [MET]),
    ("units", asked({"units": 1, "side": "bilateral", "modifiers": ["50"]}), [MET]),
    ("units", asked({"units": 2, "side": "bilateral"}), [NOT_MET]),
    ("units", asked({"units": 1, "levels": []}), [OPEN]),
    ("units", asked({"units": 2, "levels": ["L2", "L5"]}), [OPEN]),
    ("units", asked({"units": 3, "levels": ["L2", "L5"]}), [NOT_MET]),
    ("units", asked({}), [ASIDE]),
    ("units", asked({"code": "27096", "levels": [], "units": 2, "side": "bilateral"}), [MET]),
    ("units", asked({"code": "27096", "levels": [], "units": 2, "side": "left"}), [NOT_MET]),
    ("units", asked({"code": "27096", "levels": [], "units": 2}), [OPEN]),
    ("most-units", asked({"units": 1}, {"code": "64494", "units": 2}), [MET, MET]),
    ("most-units", asked({"units": 2}, {"code": "64494", "units": 3}), [NOT_MET, NOT_MET]),
    ("most-units", asked({}, {"code": "64495", "units": 9}), [ASIDE, ASIDE]),
    # region of the diagnoses
    ("region", asked({}), [OPEN]),
    ("region", asked({}, diagnoses=[{"code": "M47.816"}]), [MET]),
    ("region", asked({}, T12, diagnoses=[{"code": "M47.815"}]), [MET, MET]),
    ("region", asked({}, diagnoses=[{"code": "M47.812"}]), [NOT_MET]),
    ("region", asked({}, diagnoses=[{"code": "M54.16"}]), [NOT_MET]),
    ("region", asked({"code": "62323", "levels": []}, diagnoses=[{"code": "M54.16"}]), [MET]),
    ("listed-region", asked({}, T12, diagnoses=[{"code": "M47.812"}, {"code": "M54.2"}]), [NOT_MET, MET]),
    ("listed-region", asked({}, diagnoses=[{"code": "M47.812"}, {"code": "M47.816"}]), [MET]),
    # codes by the day of service
    ("listed", asked({}, diagnoses=[{"code": "M54.5"}], service_date="2021-09-30"), [MET]),
    ("listed", asked({}, diagnoses=[{"code": "M54.5"}], service_date="2021-10-01"), [NOT_MET]),
    ("listed", asked({}, diagnoses=[{"code": "M54.59"}], service_date="2021-10-01"), [MET]),
    ("listed", asked({}, diagnoses=[{"code": "M54.59"}], service_date="2021-09-30"), [NOT_MET]),
    ("listed", asked({}, diagnoses=[{"code": "I10"}, {"code": "M47.816"}]), [MET]),
    # sessions in twelve months, the one asked for among them
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS[:3])), [MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS)), [NOT_MET]),
    ("diagnostic", asked({"modifiers": ["RT"]}, events=sessions(*DAYS)), [MET]),
    ("diagnostic", asked({}, events=sessions(*DAYS)), [OPEN]),
    ("diagnostic", asked({"modifiers": []}, events=sessions(*DAYS)), [MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=[*sessions(*DAYS[:3]), block(date=DAYS[3], modifiers=[])]), [MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=[*sessions(*DAYS[:3]), block(date=DAYS[3])]), [OPEN]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS[:3], DAYS[2])), [MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS[1:], "2024-11-18")), [NOT_MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS[1:], "2024-11-17")), [MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS[1:], "2024-11")), [OPEN]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS, "2024"), service_date="2026-01-10"), [NOT_MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS), service_date="2026-01-11"), [MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS), service_date="2026-01"), [OPEN]),
    ("diagnostic", asked({"modifiers": ["KX"]}, T12 | {"modifiers": ["KX"]}, events=sessions(*DAYS)), [NOT_MET, MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS, levels=["T12-L1"])), [MET]),
    ("diagnostic", asked({"modifiers": ["KX"]}, events=sessions(*DAYS[:3], "2025-11-18")), [MET]),
    ("therapeutic", asked({"modifiers": []}, events=[block(date=d, modifiers=[]) for d in DAYS[:1]]), [MET]),
    ("therapeutic", asked({"modifiers": []}, events=[block(date=d, modifiers=[]) for d in DAYS[:2]]), [NOT_MET]),
    ("therapeutic", asked({"modifiers": ["KX"]}, events=[block(date=d, modifiers=[]) for d in DAYS[:2]]), [MET]),
    ("therapeutic", asked({"modifiers": []}), [OPEN]),
    ("apart", asked({}, events=[block(date="2025-11-04")]), [MET]),
    ("apart", asked({}, events=[block(date="2025-11-05")]), [NOT_MET]),
    ("apart", asked({}, events=[block(date="2025-11-05")], service_date="2025-11-19"), [MET]),
    ("apart", asked({}, events=[block(date="2025-11")]), [OPEN]),
    ("apart", asked({}), [OPEN]),
    ("elapsed", asked({}, events=[ABLATION | {"date": "2025-05-18"}]), [MET]),
    ("elapsed", asked({}, events=[ABLATION | {"date": "2025-05-19"}]), [NOT_MET]),
    ("elapsed", asked({}, events=[ABLATION | {"date": "2025-05-19"}], service_date="2025-11-19"), [MET]),
    ("elapsed", asked({}, events=[ABLATION | {"date": "2025-05-19"}], service_date="2025-11"), [OPEN]),
    ("elapsed", asked({}, events=[ABLATION | {"date": "2025-05-18"}], service_date="2025-06-18"), [NOT_MET]),
    ("elapsed", asked({}, service_date="2025-06-18",
                      events=[ABLATION | {"date": "2024-12-18"}, ABLATION | {"date": "2025-08-01"}]), [MET]),
    # patient, submission, plans
    ("adult", asked({}, patient={"age": 18}), [MET]),
    ("adult", asked({}, patient={"age": 17.9}), [NOT_MET]),
    ("adult", asked({}, patient={"sex": "male"}), [OPEN]),
    ("adult", asked({}), [OPEN]),
    ("woman", asked({}, patient={"sex": "other"}), [NOT_MET]),
    ("noridian", asked({}, contractor="Noridian JE"), [MET]),
    ("noridian", asked({}, state="CA"), [MET]),
    ("noridian", asked({}, contractor="Noridian"), [OPEN]),
    ("noridian", asked({}, contractor="CGS"), [NOT_MET]),
    ("noridian", asked({}), [OPEN]),
    ("palmetto", asked({}, contractor="Palmetto"), [MET]),
    ("planned", asked({}, events=[ABLATION | {"status": "planned", "date": "2026-02-01"}]), [MET]),
    ("planned", asked({}, events=[ABLATION | {"date": "2025-02-01"}]), [OPEN]),
    ("planned", asked({}, events=[ABLATION | {"status": "not_done"}]), [OPEN]),
    ("none-planned", asked({}, events=[ABLATION | {"status": "planned"}]), [NOT_MET]),
    ("none-planned", asked({}), [OPEN]),
    # attributes of what was done
    ("function", asked({}, events=[block(function_gain=50)]), [MET]),
    ("function", asked({}, events=[block(function_gain=[40, 60])]), [OPEN]),
    ("function", asked({}, events=[block(function_gain=49)]), [NOT_MET]),
    ("steroid", asked({}, events=[block(agent="lidocaine")]), [MET]),
    ("steroid", asked({}, events=[block(agent=["lidocaine", "triamcinolone"])]), [NOT_MET]),
    ("steroid", asked({}, events=[block()]), [OPEN]),
    ("dexamethasone", asked({}, events=[block(agent="steroid")]), [OPEN]),
    ("dexamethasone", asked({}, events=[block(agent="triamcinolone")]), [NOT_MET]),
    ("relief", asked({}, events=[block(score_before=10, score_after=2, scale="NRS")]), [MET]),
    ("relief", asked({}, events=[block(score_before=10, score_after=3, scale="NRS")]), [NOT_MET]),
    ("relief", asked({}, events=[block(score_before=10, score_after=3, relief=80)]), [MET]),
    ("relief", asked({}, events=[block(outcome="negative")]), [NOT_MET]),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "case", "statuses"), ROWS)
def test_each_rule_draws_its_line(notation: str, case: Json, statuses: list[str], session: Review) -> None:
    assert found(session(case), notation) == statuses


def test_all_rules_are_tried(session: Review) -> None:
    tried = {notation for notation, _, _ in ROWS}
    assert {each["notation"] for each in session(asked())["lines"][0]["findings"]} == tried
    assert len(tried) == 27

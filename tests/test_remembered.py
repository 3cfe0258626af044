"""What an engine remembers between cases has an end, and what is forgotten is worked out again."""

from pathlib import Path

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.criterion import engine
from antecede.report.answer import encoded
from tests.support import case


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setattr(engine, "MOST_REMEMBERED", 25)
    reviewer = Reviewer()
    first = encoded(reviewer.review(Case.model_validate(case("seed-000"))))
    for number in range(60):
        made = case("seed-000") | {"id": f"made-{number}"}
        made["request"] = [{**made["request"][0], "code": f"{number:04}Z"}]
        encoded(reviewer.review(Case.model_validate(made)))
        assert 0 < len(reviewer.engine._memory) <= 25
    assert encoded(reviewer.review(Case.model_validate(case("seed-000")))) == first

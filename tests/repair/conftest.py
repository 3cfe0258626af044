"""Answers with what was proved to be enough."""

from collections.abc import Callable
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer

Json = dict[str, Any]


@pytest.fixture(scope="module")
def proved(cache: object) -> Callable[[Json], Json]:
    reviewer = Reviewer()
    return lambda case: answer(reviewer.review(Case.model_validate(case)), proved=True)

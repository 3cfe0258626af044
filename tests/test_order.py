"""An answer hangs on its case alone: cases that were reviewed before it leave no trace in it."""

import json

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import encoded
from tests.support import TESTS

FIELD = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))["case"]
    for path in sorted((TESTS / "cases-field").glob("*.json"))
}


def test_cases_reviewed_earlier_change_nothing(cache: object) -> None:
    """A code that is no longer valid is told alike whether or not a valid code of its list was used before."""
    late = Case.model_validate(FIELD["medicare-facet-code-that-is-none-any-more"])
    alone = encoded(Reviewer().review(late), proved=False)
    busy = Reviewer()
    for case in [*FIELD.values()][::3]:
        busy.review(Case.model_validate(case))
    assert encoded(busy.review(late), proved=False) == alone

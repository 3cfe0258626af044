"""Authorities that point opposite ways on one act: both sides as they are, nothing weighed and nothing averaged."""

from collections.abc import Iterable, Iterator

from antecede.determination.precedence import Stated
from antecede.determination.recommend import GRANTING_COVERAGE
from antecede.determination.result import Advice, Side

FOR, AGAINST = "for", "against"
#: Statuses of advice that may speak of the case at hand.
SPEAKING = ("applies", "scope_unknown")


def dispute(statements: Iterable[Stated], advice: Iterable[Advice]) -> tuple[Side, ...]:
    """All sides on an act where two authorities point opposite ways; none where nobody disagrees.

    A document takes a side by what it says of coverage, a guideline by a recommendation in whose scope the case lies or
    may lie.
    """
    sides = tuple(_sides(statements, advice))
    granting = {each.authority for each in sides if each.direction == FOR}
    refusing = {each.authority for each in sides if each.direction == AGAINST}
    opposed = any(one != other for one in granting for other in refusing)
    return sides if opposed else ()


def _sides(statements: Iterable[Stated], advice: Iterable[Advice]) -> Iterator[Side]:
    for each in statements:
        yield Side(FOR if each.coverage.status in GRANTING_COVERAGE else AGAINST, "applies", stated=each)
    for said in advice:
        direction = said.recommendation.direction if said.recommendation else ""
        if said.status in SPEAKING and direction in (FOR, AGAINST):
            yield Side(direction, said.status, advice=said)

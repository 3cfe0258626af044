"""Numbers are read of the classes that take one, and a number said of another is told of."""

from collections.abc import Iterable, Iterator

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.knowledge.expression import All, AnyExpression, No, Related, Some, Within
from tests.support import case

ENGINE = Reviewer().engine
LEXICON = ENGINE.plan.lexicon
VALUE = {each.iri for each in LEXICON.attributes.values() if each.key == "value"}
TAKING = {each.iri for each in LEXICON.classes.values() if each.takes_number}


def reads_number(expressions: Iterable[AnyExpression]) -> bool:
    """Whether a number of the fact itself is read somewhere in expressions."""
    for each in expressions:
        match each:
            case Within() if each.attribute in VALUE:
                return True
            case All() | Some() if reads_number(each.parts):
                return True
            case No() if reads_number((each.part,)):
                return True
            case Related():
                pass
    return False


def read() -> Iterator[tuple[str, str]]:
    """Each class of which a number is read, with the rule, pattern or class that reads it."""
    for criterion in ENGINE.plan.criteria.values():
        patterns = (getattr(criterion, "pattern", None), *getattr(criterion, "members", ()))
        for pattern in filter(None, patterns):
            if reads_number(pattern.conditions) or getattr(criterion, "attribute", "") in VALUE:
                yield from ((base, pattern.iri) for base in pattern.bases)
    for defined in LEXICON.defined:
        if reads_number((defined.condition,)):
            yield from ((base, defined.cls) for base in defined.bases)


def test_a_number_is_read_of_classes_alone_that_take_one() -> None:
    found = set(read())
    assert len(found) > 10
    assert {each for each in found if each[0] not in TAKING} == set()


@pytest.mark.parametrize(("kind", "told"), [("AxialLowBackPain", True), ("PainScore", False), ("ModicChange", False)])
def test_a_number_that_is_not_read_is_told(kind: str, told: bool) -> None:
    submitted = case("facet-rfa-all-met")
    submitted["findings"].append({"type": kind, "value": 6})
    place = f"findings/{len(submitted['findings']) - 1}"
    notices = ENGINE.record(Case.model_validate(submitted)).notices
    assert [each for each in notices if each.kind == "number_not_read"] == (
        [(place, "number_not_read", kind)] if told else []
    )

"""Repairs: they answer what stands in the way, on days that can be; that they are enough is not derived here."""

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from antecede.verification.line import CERTIFY, DECIDING, GRANTING, REFUSING
from antecede.verification.published import Complaint, Published
from antecede.verification.reason import OPEN
from antecede.verification.rule import kind
from antecede.verification.terms import ANT, PROV

AGAINST = ("not_met", "fires", *OPEN)


def check_repairs(published: Published, determination: URIRef, line: URIRef) -> Iterator[Complaint]:
    """Everything that is told of what would change a line."""
    repairs, sought = published.links(line, ANT.hasRepair), published.text(line, ANT.allRepairsFound)
    barred = set(published.links(line, ANT.barredBy))
    if (repairs or barred) and not sought:
        yield Complaint(str(line), "tells of repairs, and not whether they are all")
    if sought and published.text(line, ANT.recommends) == CERTIFY:
        yield Complaint(str(line), "is certified, and tells what would change it")
    against = _in_the_way(published, line)
    final = {each for each in against if _final(published, each)}
    if repairs and (final or published.text(line, ANT.foundCoverage) in REFUSING):
        yield Complaint(str(line), "tells of repairs, and nothing lifts what it is refused by")
    if sought and ((final and barred != final) or not barred <= set(against)):
        yield Complaint(str(line), "is barred by other assessments than those that nothing lifts")
    if repairs and barred:
        yield Complaint(str(line), "tells of repairs, and of what bars them")
    for each in repairs:
        yield from _repair(published, determination, line, each)
        yield from _answers(published, each, against.values())


def _in_the_way(published: Published, line: URIRef) -> dict[URIRef, URIRef]:
    """Assessments that keep a line from being certified, with their criteria."""
    return {
        each: criterion
        for each in published.links(line, ANT.hasAssessment)
        for criterion in published.links(each, ANT.assesses)
        if published.text(each, ANT.inRole) in DECIDING and published.text(each, ANT.hasStatus) in AGAINST
    }


def _final(published: Published, assessment: URIRef) -> bool:
    """Whether an assessment refuses by a rule that nothing cures."""
    refuses = published.text(assessment, ANT.hasStatus) in ("not_met", "fires")
    return refuses and not published.flag(published.link(assessment, ANT.assesses), ANT.curable, True)


def _repair(published: Published, determination: URIRef, line: URIRef, repair: URIRef) -> Iterator[Complaint]:
    """What a repair reaches, and when."""
    day, until = published.text(determination, ANT.asOf), published.text(repair, ANT.reviewedAsOf)
    granted = published.text(line, ANT.foundCoverage) in GRANTING
    if published.text(repair, ANT.reaches) == CERTIFY and not granted and published.links(line, ANT.byCoverage):
        yield Complaint(str(repair), "leads to certification, and the policy grants no coverage")
    if until < day:
        yield Complaint(str(repair), f"was proved as of {until}, before the day of the determination, {day}")
    for change in published.links(repair, ANT.hasChange):
        yield from _change(published, determination, change, (day, until))


def _change(published: Published, determination: URIRef, change: URIRef, days: tuple[str, str]) -> Iterator[Complaint]:
    """The days of a change lie where they can, and its entry is one of the case."""
    word, done = published.text(change, ANT.changeKind), published.text(change, ANT.earliestDone)
    other = published.text(change, ANT.elseEarliestDone)
    if done and (word != "do" or not days[0] <= done <= days[1]):
        yield Complaint(str(change), f"is of kind {word}, and can be complete by {done} at the earliest")
    if other and (done or other < days[0]):
        yield Complaint(str(change), f"can be complete by {other} where it was not done before")
    entries = published.links(published.link(determination, PROV.wasDerivedFrom), ANT.hasFact)
    for entry in published.links(change, ANT.aboutEntry):
        if entry not in entries:
            yield Complaint(str(change), f"is about {published.short(entry)}, which is no entry of the case")


def _answers(published: Published, repair: URIRef, against: Iterable[URIRef]) -> Iterator[Complaint]:
    """Each change answers to a criterion of the graph; with time they answer all that stands in the way."""
    answered = set(published.links(repair, ANT.meanwhile))
    for change in published.links(repair, ANT.hasChange):
        own = published.links(change, ANT.answersTo)
        answered.update(own)
        for each in own:
            if kind(published, each) is None:
                yield Complaint(str(change), f"answers to {published.short(each)}, which is no criterion of the graph")
    for each in sorted(set(against) - answered):
        yield Complaint(str(repair), f"answers nothing to {published.short(each)}, which stands in the way")

"""Editions: each of the family is told, with why it was taken or not, by its own dates and where it holds."""

import json
from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF

from antecede.verification.documents import IN_FORCE, named, used
from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, PROV
from antecede.verification.value import ends

NOT_YET, ENDED, ELSEWHERE = "not_yet_in_force", "ended", "other_jurisdiction"


def check_editions(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """Those that were taken, and every remark on one that was looked at."""
    yield from _taken(published, determination)
    remarks = [(node, published.link(node, ANT.ofEdition)) for node in published.links(determination, ANT.considered)]
    editions = [policy for _, policy in remarks if (policy, RDF.type, ANT.Policy) in published.graph]
    why = _why(published, determination, [each for each in editions if each is not None])
    for node, policy in remarks:
        if policy not in why:
            continue
        if published.text(node, ANT.edition) != published.text(policy, ANT.edition):
            yield Complaint(str(node), "the name of the edition is not the one that the graph gives it")
        stated = published.text(node, ANT.why)
        if stated != why[policy]:
            yield Complaint(
                str(node), f"says {stated} of {published.short(policy)}, and from the graph follows {why[policy]}"
            )
    for policy in sorted(_family(published, why) - why.keys()):
        yield Complaint(str(determination), f"does not tell of {published.short(policy)}, an edition of its family")
    if len(remarks) > len(set(editions)):
        yield Complaint(str(determination), "tells twice of an edition, or of what is none")


def _taken(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """Each edition is one of the graph, by its own name, and in force on the day of service by its own dates."""
    told = {str(each) for each in published.told.objects(determination, ANT.edition)}
    editions, taken = published.links(determination, ANT.underEdition), used(published, determination)
    for policy in sorted({*editions, *taken}):
        if (policy, RDF.type, ANT.Policy) not in published.graph:
            yield Complaint(str(determination), f"edition {published.short(policy)} is no policy of the graph")
        elif not _in_force(published, policy, _day(published, determination)):
            day = _day(published, determination) or "any day"
            yield Complaint(str(determination), f"edition {published.short(policy)} was not in force on {day}")
    if told != {published.text(each, ANT.edition) for each in editions}:
        yield Complaint(str(determination), "the name of the edition is not the one that the graph gives it")
    for policy in editions:
        if policy not in taken:
            yield Complaint(str(determination), f"edition {published.short(policy)} is recorded as not in force")


def _family(published: Published, editions: dict[URIRef, str]) -> set[URIRef]:
    """All editions that cases ask for by the name by which they ask for these."""
    families = {named(published, each, ANT.family) for each in editions}
    policies = (each for each in published.graph.subjects(RDF.type, ANT.Policy) if isinstance(each, URIRef))
    return {each for each in policies if named(published, each, ANT.family) in families}


def _why(published: Published, determination: URIRef, editions: list[URIRef]) -> dict[URIRef, str]:
    """Why each edition was taken or not: of one document the latest in force, and none that another one replaces."""
    day, here = _day(published, determination), set(_contractors(published, determination))
    known = {each for policy in editions for each in published.links(policy, ANT.administeredBy)}
    first = {each: _by_itself(published, each, day, here & known if here else known) for each in editions}
    taken = [each for each, why in first.items() if why == IN_FORCE]

    def replaced(policy: URIRef) -> bool:
        return any(_takes_place(published, other, policy) for other in taken)

    return {each: ENDED if why == IN_FORCE and replaced(each) else why for each, why in first.items()}


def _by_itself(published: Published, edition: URIRef, day: str, here: set[URIRef]) -> str:
    """Why an edition would be taken or not if there were no other."""
    holders = set(published.links(edition, ANT.administeredBy))
    unsure = bool(holders) and holders & here != here
    if holders and (not holders & here or (unsure and not published.flag(edition, ANT.representative))):
        return ELSEWHERE
    if published.text(edition, ANT.inForceFrom) > day:
        return NOT_YET
    return IN_FORCE if _in_force(published, edition, day) else ENDED


def _takes_place(published: Published, later: URIRef, edition: URIRef) -> bool:
    same = named(published, later, ANT.documentId) == named(published, edition, ANT.documentId)
    newer = published.text(later, ANT.inForceFrom) > published.text(edition, ANT.inForceFrom)
    return (same and newer) or edition in published.links(later, ANT.replaces)


def _in_force(published: Published, policy: URIRef, day: str) -> bool:
    first, last = published.text(policy, ANT.inForceFrom), published.text(policy, ANT.inForceUntil)
    return bool(day) and first <= day and (not last or day <= last)


def _contractors(published: Published, determination: URIRef) -> Iterator[URIRef]:
    """Those to whom the case may have been submitted."""
    for fact in published.links(published.link(determination, PROV.wasDerivedFrom), ANT.hasFact):
        yield from published.links(fact, ANT.contractor)


def _day(published: Published, determination: URIRef) -> str:
    """Day of service, or that of the review where the case names no other."""
    case = published.link(determination, PROV.wasDerivedFrom)
    try:
        text = str(json.loads(published.text(case, ANT.canonicalCase)).get("service_date") or "")
    except (ValueError, AttributeError):
        text = ""
    return ends(text)[1] or published.text(determination, ANT.asOf)

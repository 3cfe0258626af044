"""Sentences: each belongs to a finding, says its status and its rule's words, and claims nothing without support."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, PROV
from antecede.verification.words import STATUS_WORDS, of_case, of_fact, of_numbers, of_rule, unsupported

#: Statuses after which nothing is left to do.
SETTLED = ("met", "clear", "waived", "not_applicable")
OPEN = ("not_documented", "conflicting")


def check_sentences(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """Every sentence of a determination maps to a finding or to a recommendation of a guideline."""
    case = published.link(determination, PROV.wasDerivedFrom)
    days = of_case(published, case) if case is not None else set()
    facts = {fact: of_fact(published, fact) | days for fact in published.links(case, ANT.hasFact)}
    everything = set().union(*facts.values()) if facts else set()
    for node in sorted(set(published.told.subjects(ANT.sentence)), key=str):
        if isinstance(node, URIRef) and str(node).startswith(f"{determination}#"):
            if published.links(node, ANT.assesses):
                yield from _finding(published, node, facts, everything)
            elif not published.links(node, ANT.byGuideline):
                yield Complaint(str(node), "says a sentence that belongs to no finding")
    for line in published.links(determination, ANT.hasLine):
        for each in published.links(line, ANT.hasAssessment):
            if not published.text(each, ANT.sentence):
                yield Complaint(str(each), "has no sentence")


def _finding(
    published: Published, node: URIRef, facts: dict[URIRef, set[str]], everything: set[str]
) -> Iterator[Complaint]:
    criterion = published.link(node, ANT.assesses)
    text = published.text(node, ANT.sentence)
    for what, words in _frame(published, node, criterion):
        if words.lower() not in text.lower():
            yield Complaint(str(node), f"its sentence does not say {what}: {words!r}")
            return
        text = _without(text, words)
    for use, told in _told(published, node):
        if told not in text and told not in published.text(node, ANT.sentence):
            yield Complaint(str(node), f"its sentence does not say what it used: {told!r}")
            return
        text = text.replace(told, " ")
        yield from _use(published, use, told, criterion, facts)
    support = of_rule(published, criterion) if criterion is not None else frozenset()
    loose = unsupported(text, support | of_numbers(published, node) | everything)
    if loose:
        yield Complaint(str(node), f"its sentence claims what nothing supports: {', '.join(map(repr, loose[:5]))}")


def _frame(published: Published, node: URIRef, criterion: Node | None) -> Iterator[tuple[str, str]]:
    """What the sentence has to say: name and status, what the rule asks for, what is to be done."""
    graph, status = published.graph, published.text(node, ANT.hasStatus)
    label = str(graph.value(criterion, RDFS.label) or "")
    yield "its rule and status", f"{label}: {STATUS_WORDS.get(status, status)}"
    if status == "not_applicable":
        return
    asked = status in OPEN and graph.value(criterion, ANT.question) is not None
    for property_, what, wanted in (
        (ANT.requirement, "what its rule asks for", True),
        (ANT.question if asked else ANT.remedy, "what to do", status not in SETTLED),
    ):
        words = str(graph.value(criterion, property_) or "").rstrip(".")
        if words and wanted:
            yield what, words


def _without(text: str, words: str) -> str:
    at = text.lower().index(words.lower())
    return f"{text[:at]} {text[at + len(words) :]}"


def _told(published: Published, node: URIRef) -> list[tuple[URIRef, str]]:
    """Phrases about facts, longest first, so that none hides in another."""
    uses = [
        use for use in published.told.subjects(ANT.told) if isinstance(use, URIRef) and str(use).startswith(f"{node}/")
    ]
    return sorted(((use, published.text(use, ANT.told)) for use in uses), key=lambda each: (-len(each[1]), each))


def _use(
    published: Published, use: URIRef, told: str, criterion: Node | None, facts: dict[URIRef, set[str]]
) -> Iterator[Complaint]:
    """A phrase speaks of its own fact, and its remark is that of how the fact fared."""
    fact = published.link(use, ANT.ofFact)
    against = published.text(use, ANT.heldAgainst)
    word = published.text(use, ANT.fared)
    wanted = {"fails": ("not", against.removeprefix("not ")), "open": ("not shown", against)}.get(word, ())
    if against and not all(each in told for each in wanted):
        yield Complaint(str(use), f"is told as {told!r}, and the fact {word} on {against!r}")
        return
    support = facts.get(fact, set()) if fact is not None else set()
    rule = of_rule(published, criterion) if criterion is not None else frozenset()
    beside = published.links(use, ANT.confoundingFact)
    if word == "confounded":
        support = support.union(rule, *(facts.get(each, set()) for each in beside))
        yield from _same_day(published, use, fact, beside, told)
    elif not word:
        support = support | rule
    elif word not in ("qualifies", "fails", "open", "denies", "contraindicated"):
        support = support.union(*facts.values(), rule)
    loose = unsupported(told.replace(against, " ") if against else told, support)
    if loose:
        yield Complaint(
            str(use), f"tells of {published.short(fact)} what it does not say: {', '.join(map(repr, loose[:5]))}"
        )


def _same_day(
    published: Published, use: URIRef, fact: URIRef | None, beside: list[URIRef], told: str
) -> Iterator[Complaint]:
    """What a use says of the day of its fact: the others may lie on it, and each is named."""
    for other in beside:
        days = [[published.text(each, end) for end in (ANT.earliest, ANT.latest)] for each in (fact, other)]
        if not all(map(all, days)) or days[0][0] > days[1][1] or days[1][0] > days[0][1]:
            yield Complaint(str(use), f"{published.short(other)} does not lie on the day of {published.short(fact)}")
        label = str(published.graph.value(published.link(other, ANT.names), RDFS.label) or "")
        if label not in told:
            yield Complaint(str(use), f"does not name {published.short(other)}: {label!r}")

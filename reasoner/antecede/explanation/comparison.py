"""Comparisons, changes and conflicts in words: what was proved and by which axioms, never more."""

from collections.abc import Iterable, Mapping

from antecede.comparison import proof
from antecede.comparison.compare import Relation
from antecede.comparison.conflicts import Opposed, Population, Voice
from antecede.comparison.difference import Difference
from antecede.comparison.impact import ADDED, CHANGED, REMOVED, Change, Flip
from antecede.comparison.proof import Axiom
from antecede.comparison.separation import Separation
from antecede.criterion.engine import Engine
from antecede.determination.result import Assessment, LineResult
from antecede.explanation.authority import COVERAGE_WORDS
from antecede.explanation.fact import describe
from antecede.explanation.words import RECOMMENDATION_WORDS, STATUS_WORDS, listing, sentence
from antecede.graph.vocabulary import curie
from antecede.knowledge.criterion import AnyCriterion

RELATION_WORDS = {
    Relation.EQUAL: "asks for the same as",
    Relation.STRICTER: "is stricter than",
    Relation.LOOSER: "is looser than",
    Relation.INCOMPARABLE: "is incomparable with",
    Relation.UNPROVED: "stands beside",
}
POPULATION_WORDS = {
    Population.SAME: "both speak of the same patients",
    Population.WITHIN: "whoever {one} speaks of, {other} speaks of, too",
    Population.AROUND: "whoever {other} speaks of, {one} speaks of, too",
    Population.OPEN: "one patient may be both; neither population is proved to lie in the other",
}
#: Facts of a case that are told where two criteria come apart.
MOST_FACTS = 4
FIELD_WORDS = {
    "at_least": "at least", "at_most": "at most", "more_than": "more than", "less_than": "less than",
    "threshold": "duration", "strict": "has to be exceeded", "window": "within", "earlier": "earlier than",
    "apart": "apart at least", "pattern": "class counted", "each": "class of each", "members": "members",
    "waived_by": "waived by", "applies_when": "applies when", "parts": "part", "match": "matches request",
    "for_each": "for each requested", "contradicted_by": "contradicted by", "distinct_dates": "on distinct dates",
}  # fmt: skip
PROOF_WORDS = {
    proof.TOLD: "{one} rdfs:subClassOf {other} (written)",
    proof.INFERRED: "{one} rdfs:subClassOf {other} (inferred)",
    proof.BROADER: "{one} skos:broader {other}",
    proof.RANGE: "“{one}” holds only where “{other}” holds",
    proof.NUMBER: "what is “{one}” is “{other}”",
    proof.SAME: "{one} and {other} ask for the same",
    proof.PART: "{one} has the part {other}",
    proof.WAIVER: "{one} can be waived by {other}, the stricter one cannot",
}


def axiom(each: Axiom, prefixes: Mapping[str, str]) -> str:
    """An axiom of a proof.

    >>> axiom(Axiom("number", "at least 2", "at least 1"), {})
    'what is “at least 2” is “at least 1”'
    """
    if each.kind == proof.SCOPE:
        return f"only {curie(each.object, prefixes)} is bound by {each.subject}"
    names = (curie(name, prefixes) for name in (each.subject, each.object))
    return PROOF_WORDS[each.kind].format(one=next(names), other=next(names))


def relation(one: AnyCriterion, other: AnyCriterion, found: Relation) -> str:
    """How a criterion stands to another."""
    return sentence(f"{_titled(one)} {RELATION_WORDS[found]} {_titled(other)}")


def apart(one: AnyCriterion, other: AnyCriterion, found: Separation, engine: Engine) -> str:
    """A case that passes one criterion and not the other, by the facts that both look at."""
    facts = [describe(fact, engine) for fact in found.facts[:MOST_FACTS]]
    more = f" and {len(found.facts) - MOST_FACTS} more" if len(found.facts) > MOST_FACTS else ""
    how = "and fails" if found.firm else "and leaves open"
    shown = f": {'; '.join(facts)}{more}" if facts else ", with nothing on record that either looks at"
    return f"a case passes {_called(one)} {how} {_called(other)}{shown}"


def _titled(criterion: AnyCriterion) -> str:
    return f"{criterion.notation} ({criterion.label})" if criterion.notation else criterion.label


def _called(criterion: AnyCriterion) -> str:
    return criterion.notation or criterion.label


def change(each: Change, prefixes: Mapping[str, str]) -> str:
    """What became of a criterion."""
    if each.kind == CHANGED and each.old and each.new and each.relation:
        told = "; ".join(difference(found, prefixes) for found in each.differences)
        proved = {
            Relation.EQUAL: "the same cases pass",
            Relation.STRICTER: "the old one was stricter",
            Relation.LOOSER: "the new one is stricter",
            Relation.UNPROVED: "neither is proved to be stricter",
        }[each.relation]
        return sentence(f"{_called(each.new)} {each.new.label}: {told}; {proved}")
    criterion = each.new if each.kind == ADDED else each.old
    assert criterion
    verb = {ADDED: "is new", REMOVED: "is gone"}[each.kind]
    return sentence(f"{_called(criterion)} {criterion.label} {verb}")


def difference(each: Difference, prefixes: Mapping[str, str]) -> str:
    """One thing that a criterion says otherwise.

    >>> difference(Difference("x", "at_most", "3", "2"), {})
    'at most: 3 before, 2 now'
    """
    before, after = (curie(value, prefixes) or "nothing" for value in (each.before, each.after))
    field = FIELD_WORDS.get(each.field) or curie(each.field, prefixes).replace("_", " ")
    return f"{field}: {before} before, {after} now"


def flip(each: Flip) -> str:
    """That a recommendation turns, and by what."""
    old, new = each.old, each.new
    turns = f"{RECOMMENDATION_WORDS[old.recommendation]} before, {RECOMMENDATION_WORDS[new.recommendation]} now"
    by = [turned(found.old, found.new) for found in each.by]
    if _status(old) != _status(new):
        by.append(f"coverage: {COVERAGE_WORDS[_status(old)]} before, {COVERAGE_WORDS[_status(new)]} now")
    why = f", by {'; '.join(by)}" if by else ""
    return sentence(f"line {new.line.number}, {new.line.code}: {turns}{why}")


def turned(old: Assessment | None, new: Assessment | None) -> str:
    """How one finding differs between the sides."""
    known = new or old
    assert known
    before, after = (STATUS_WORDS[each.status] if each else "not asked" for each in (old, new))
    return f"{_called(known.criterion)} {known.criterion.label} ({before} before, {after} now)"


def _status(line: LineResult) -> str:
    return line.coverage.status if line.coverage else "silent"


def voice(each: Voice) -> str:
    """Who takes a side, told apart from others of the same label: a document by its number, guidance by its subject."""
    if each.stated:
        document = each.stated.document
        return f"{document.label} ({document.notation}: {COVERAGE_WORDS[each.stated.coverage.status]})"
    said = each.recommendation
    assert said
    certainty = f"certainty {said.certainty}" if said.certainty else ""
    grades = ", ".join(filter(None, (said.strength, certainty, said.system)))
    return f"{each.authority.label} on {said.label} ({grades})"


def opposed(pair: Opposed, acts: Iterable[str]) -> str:
    """Two voices on an act; nothing is weighed."""
    told = f"on {listing(acts)}: for it {voice(pair.granting)}; against it {voice(pair.refusing)}"
    names = {"one": pair.granting.authority.label, "other": pair.refusing.authority.label}
    return sentence(f"{told}; {POPULATION_WORDS[pair.population].format(**names)}")

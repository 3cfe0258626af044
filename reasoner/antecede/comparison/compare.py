"""Two policies against each other, act by act: coverage, and each criterion with what the other has in its place."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import NamedTuple

import networkx as nx

from antecede.comparison.bearing import Bearing, Side, acts, bearing, side
from antecede.comparison.claim import Books, Claim
from antecede.comparison.entailment import Entailment
from antecede.comparison.proof import Proof
from antecede.comparison.separation import Separation, Separator
from antecede.comparison.subject import Subjects
from antecede.comparison.subsumption import Subsumption
from antecede.criterion.engine import Engine
from antecede.determination.precedence import coverage_of
from antecede.graph.hierarchy import Hierarchy
from antecede.knowledge.policy import Coverage

EXCLUSION = "exclusion"
#: Two criteria of which nothing is proved stand side by side where they share at least this much of what they look at.
AT_LEAST_HALF = 0.5


class Relation(StrEnum):
    """How one criterion stands to another, as far as it is proved.

    ``stricter``: whatever case passes the first passes the second, and the converse was not proved.
    ``incomparable``: there is a case that passes the first alone, and one that passes the second alone.
    """

    EQUAL = "equal"
    STRICTER = "stricter"
    LOOSER = "looser"
    INCOMPARABLE = "incomparable"
    UNPROVED = "not proved"


class Pair(NamedTuple):
    """Two criteria that look at the same, and how the first stands to the second.

    ``forth`` proves that passing the first is passing the second, ``back`` the converse; none where there is no proof.
    ``apart``: a case that passes the first and not the second, and one the other way, where such were found.
    """

    one: Bearing
    other: Bearing
    relation: Relation
    forth: Proof | None
    back: Proof | None
    apart: tuple[Separation | None, Separation | None] = (None, None)


class Beside(NamedTuple):
    """An act, or several that fare alike, under both policies: coverage, pairs, criteria without a counterpart."""

    acts: tuple[str, ...]
    coverage: tuple[Coverage | None, Coverage | None]
    pairs: tuple[Pair, ...]
    only: tuple[tuple[Bearing, ...], tuple[Bearing, ...]]


class Comparison(NamedTuple):
    """Two policies compared."""

    sides: tuple[Side, Side]
    beside: tuple[Beside, ...]


class Comparer:
    """Compares policies of one graph."""

    def __init__(self, engine: Engine, added: Sequence[Path] = ()) -> None:
        self.engine = engine
        self._hierarchy = Hierarchy.read(added)
        self._subsumption = Subsumption(engine.plan.lexicon, self._hierarchy)

    def compare(self, one: str, other: str, *, act: str = "", as_of: str = "", cases: bool = False) -> Comparison:
        """Two policies by name, on one act (its IRI) or on every act of which either speaks.

        ``cases``: where there is no proof, cases that tell two criteria apart are looked for.
        Raises :class:`antecede.errors.InputError` for a name that is not known.
        """
        sides = side(self.engine, one, as_of), side(self.engine, other, as_of)
        spoken = [act] if act else list(dict.fromkeys((*acts(sides[0], self.engine), *acts(sides[1], self.engine))))
        return Comparison(sides, tuple(_grouped(self._beside(sides, each, cases=cases) for each in spoken)))

    def books(self, act: str = "") -> Books:
        """The criteria of the graph, for lines that ask for an act."""
        return Books((self.engine.plan.criteria,), self.engine.reader.relation, act)

    def entailment(self, act: str = "") -> Entailment:
        """What proves implications between criteria, for lines that ask for an act."""
        return Entailment(self.books(act), self._subsumption)

    def _beside(self, sides: tuple[Side, Side], act: str, *, cases: bool) -> Beside:
        one, other = (self._applying(each, act) for each in sides)
        covered = [coverage_of(each.policy, self.engine, act) for each in sides]
        pairs = self._pairs(one, other, act)
        pairs = self._told_apart(pairs, act) if cases else pairs
        matched = {pair.one.criterion.iri for pair in pairs}, {pair.other.criterion.iri for pair in pairs}
        first = tuple(each for each in one if each.criterion.iri not in matched[0])
        second = tuple(each for each in other if each.criterion.iri not in matched[1])
        return Beside((act,), (covered[0], covered[1]), pairs, (first, second))

    def _told_apart(self, pairs: tuple[Pair, ...], act: str) -> tuple[Pair, ...]:
        """Pairs with cases that tell them apart, under the documents that they are of."""
        open_ones = [pair for pair in pairs if pair.relation is not Relation.EQUAL]
        documents = dict.fromkeys(each.document for pair in open_ones for each in (pair.one, pair.other))
        separator = Separator(self.engine, tuple(documents), act)
        return tuple(_apart(separator, pair) if pair in open_ones else pair for pair in pairs)

    def _applying(self, side: Side, act: str) -> list[Bearing]:
        """Criteria that bear on an act, without those whose condition the act itself rules out."""
        books = self.books(act)
        return [each for each in bearing(side, self.engine, act) if books.condition(Claim(each.criterion)) is not None]

    def _pairs(self, one: list[Bearing], other: list[Bearing], act: str) -> tuple[Pair, ...]:
        entailment, subjects = (
            self.entailment(act),
            Subjects(self.books(act), self._hierarchy, self.engine.plan.lexicon),
        )
        made = [pair_of(entailment, mine, theirs) for mine, theirs in product(one, other)]
        proved = _telling([pair for pair in made if pair.relation is not Relation.UNPROVED])
        known = {pair.one.criterion.iri for pair in proved}, {pair.other.criterion.iri for pair in proved}
        rest = [
            pair for pair in made if pair.one.criterion.iri not in known[0] and pair.other.criterion.iri not in known[1]
        ]
        return (*proved, *_nearest(rest, subjects))


def pair_of(entailment: Entailment, one: Bearing, other: Bearing, books: tuple[int, int] = (0, 0)) -> Pair:
    """Two criteria, each of one of the books, with what is proved of them."""
    mine, theirs = (passing(each, book) for each, book in zip((one, other), books, strict=True))
    forth, back = entailment.proof(mine, theirs), entailment.proof(theirs, mine)
    return Pair(one, other, relation_of(forth, back), forth, back)


def passing(each: Bearing, book: int = 0) -> Claim:
    """That a criterion does not stand in the way: it holds, or does not where it excludes."""
    return Claim(each.criterion, book, holds=each.criterion.role != EXCLUSION)


def relation_of(forth: Proof | None, back: Proof | None) -> Relation:
    """The relation that two proofs, or the want of them, come to.

    >>> relation_of((), None).value, relation_of(None, ()).value, relation_of((), ()).value
    ('stricter', 'looser', 'equal')
    """
    if forth is None:
        return Relation.UNPROVED if back is None else Relation.LOOSER
    return Relation.STRICTER if back is None else Relation.EQUAL


def _apart(separator: Separator, pair: Pair) -> Pair:
    """A pair with a case for each direction that was not proved; incomparable where there are both."""
    mine, theirs = passing(pair.one), passing(pair.other)
    here = separator.separate(mine, theirs) if pair.forth is None else None
    there = separator.separate(theirs, mine) if pair.back is None else None
    relation = Relation.INCOMPARABLE if here and there else pair.relation
    return pair._replace(relation=relation, apart=(here, there))


def _telling(pairs: list[Pair]) -> list[Pair]:
    """Pairs without those of which both criteria have an equal, which tells more."""
    equal = [pair for pair in pairs if pair.relation is Relation.EQUAL]
    known = {pair.one.criterion.iri for pair in equal}, {pair.other.criterion.iri for pair in equal}
    return [
        pair
        for pair in pairs
        if pair.relation is Relation.EQUAL
        or pair.one.criterion.iri not in known[0]
        or pair.other.criterion.iri not in known[1]
    ]


def _nearest(pairs: Iterable[Pair], subjects: Subjects) -> Iterator[Pair]:
    """Of pairs without a proof those that look at most of the same: each criterion once, so that most is paired."""
    near: nx.Graph[tuple[int, str]] = nx.Graph()
    for pair in pairs:
        share = subjects.share(pair.one.criterion, pair.other.criterion)
        if share >= AT_LEAST_HALF:
            near.add_edge((1, pair.one.criterion.iri), (2, pair.other.criterion.iri), weight=share, pair=pair)
    matched = {frozenset(each) for each in nx.max_weight_matching(near)}
    yield from (data["pair"] for *ends, data in near.edges(data=True) if frozenset(ends) in matched)


def _grouped(each: Iterable[Beside]) -> Iterator[Beside]:
    """Acts that fare alike as one."""
    groups: dict[object, Beside] = {}
    for beside in each:
        key = (
            *(coverage.iri if coverage else "" for coverage in beside.coverage),
            *((pair.one.criterion.iri, pair.other.criterion.iri, pair.relation) for pair in beside.pairs),
            *(tuple(one.criterion.iri for one in only) for only in beside.only),
        )
        known = groups.get(key)
        groups[key] = known._replace(acts=(*known.acts, *beside.acts)) if known else beside
    yield from groups.values()

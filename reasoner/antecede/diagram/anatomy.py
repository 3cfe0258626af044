"""The scene of an act's anatomy: what it is aimed at, what that serves, and which pain generators it reaches."""

from collections.abc import Iterator

from antecede.diagram.scene import Band, Box, Edge, Scene, slug
from antecede.errors import InputError, Problem
from antecede.explanation.picture import ADDRESSED, ANATOMY, title_case
from antecede.graph.triples import Triples
from antecede.graph.vocabulary import LABEL, TYPE, ant, name
from antecede.knowledge.lexicon import Lexicon

TARGETS, INNERVATES, GENERATES, ADDRESSES = (ant(each) for each in ("targets", "innervates", "generates", "addresses"))


def anatomy_scene(act: str, lexicon: Lexicon, triples: Triples) -> Scene:
    """The anatomy of an act, by its name in case files.  Raises :class:`InputError` where no act has that name."""
    known = lexicon.classes.get(act)
    if known is None or known.kind != "act":
        acts = sorted(key for key, each in lexicon.classes.items() if each.kind == "act" and not each.abstract)
        raise InputError(Problem("draw", "act", f"unknown act {act!r}", f"known are {', '.join(acts)}"))
    return _Anatomy(triples, known.iri).scene()


class _Anatomy:
    """Follows the property chain from one act."""

    def __init__(self, triples: Triples, act: str) -> None:
        self._triples = triples
        self._act = act
        aimed = self._triples.links(act, TARGETS)
        self._served = list(dict.fromkeys(each for target in aimed for each in triples.links(target, INNERVATES)))
        self._aimed = [each for each in aimed if each not in self._served]
        self._all_aimed = aimed
        sources = (*aimed, *self._served)
        self._generators = list(dict.fromkeys(each for node in sources for each in triples.links(node, GENERATES)))

    def scene(self) -> Scene:
        """Bands from the act to the generators; bands in which there is nothing are left out."""
        rows = ([self._act], self._aimed, self._served, self._generators)
        bands = [
            Band(title, "", (tuple(self._box(node, kind) for node in row),))
            for (title, kind), row in zip(ANATOMY, rows, strict=True)
            if row
        ]
        label = title_case(self._triples.text(self._act, LABEL))
        note = ADDRESSED if self._generators else "no target of its own is named"
        return Scene(f"anatomy-{slug(name(self._act))}", label, note, tuple(bands), tuple(self._edges()))

    def _box(self, node: str, kind: str) -> Box:
        inferred = node in self._triples.links(self._act, ADDRESSES)
        cls = next((each for each in self._triples.links(node, TYPE) if each.startswith(ant(""))), "")
        word = self._triples.text(cls, LABEL) if cls else self._triples.text(node, ant("pluralLabel")) and "act"
        state = {"act": "requested", "generator": "covered" if inferred else "silent"}.get(kind, "plain")
        label = title_case(self._triples.text(node, LABEL))
        return Box(slug(name(node)), kind if kind == "act" else "outcome", label, state, title_case(word), iri=node)

    def _edges(self) -> Iterator[Edge]:
        act = slug(name(self._act))
        yield from (Edge(act, slug(name(each)), "targets") for each in self._all_aimed)
        for one in self._all_aimed:
            for other in self._triples.links(one, INNERVATES):
                yield Edge(slug(name(one)), slug(name(other)), "innervates")
        for one in dict.fromkeys((*self._all_aimed, *self._served)):
            for other in self._triples.links(one, GENERATES):
                yield Edge(slug(name(one)), slug(name(other)), "generates")

"""The graph as if something were not there, with all that rests on it alone."""

from collections.abc import Mapping, Sequence

from antecede.errors import GraphError, Problem
from antecede.graph.triples import Triples
from antecede.graph.vocabulary import ant

#: What a statement may rest on: without any of these left it is gone too.
RESTS_ON = (ant("source"), ant("citation"), ant("part"), ant("reading"), ant("member"), ant("hasRecommendation"))


def leave_out(triples: Triples, without: Sequence[str]) -> Triples:
    """A copy without the nodes (IRIs or prefixed names) and without what rested on them alone.

    Raises :class:`GraphError` for a node that is not in the graph.
    """
    gone = {_iri(name, triples.prefixes) for name in without}
    strangers = sorted(each for each in gone if each not in triples)
    if strangers:
        raise GraphError(
            *(
                Problem("--without", each, "not in the graph", "give an IRI that the graph describes")
                for each in strangers
            )
        )
    while fresh := _orphans(triples, gone):
        gone |= fresh
    kept = (triple for triple in triples if triple[0] not in gone and triple[2] not in gone)
    return Triples(kept, triples.prefixes)


def _iri(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else name


def _orphans(triples: Triples, gone: set[str]) -> set[str]:
    """Subjects that rested on something gone, and on nothing else of the kind."""
    return {
        subject
        for predicate in RESTS_ON
        for node in gone
        for subject in triples.subjects(predicate, node)
        if subject not in gone and gone.issuperset(triples.links(subject, predicate))
    }

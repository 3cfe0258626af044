"""One change to a store as SPARQL 1.1 Update: drop graphs, fill graphs, and last of all write down what was done.

A server that runs a request as one transaction makes each change whole or not at all.  On one that does not, the
ledger is written last, so that what was cut short is found unfinished and done again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from antecede.graph.vocabulary import XSD, ant
from antecede.store.graphs import LEDGER

STORED_AS = ant("storedAs")


@dataclass(frozen=True, slots=True)
class Change:
    """Graphs to drop, graphs to fill, and hashes to keep (by what they are of) once both are done."""

    drop: Sequence[str] = ()
    fill: Mapping[str, Sequence[ox.Triple]] = field(default_factory=dict)
    keep: Mapping[str, str] = field(default_factory=dict)

    def requests(self, most: int) -> Iterator[str]:
        """Texts of update requests that hold at most so many triples each; the last of them writes the ledger."""
        waiting = [f"DROP SILENT GRAPH {_iri(graph)}" for graph in self.drop]
        waiting += [_forget(node) for node in self.keep]
        held = 0
        for graph, triples in self.fill.items():
            for start in range(0, len(triples), most):
                part = triples[start : start + most]
                if held and held + len(part) > most:
                    yield " ;\n".join(waiting)
                    waiting, held = [], 0
                waiting.append(_insert(graph, part))
                held += len(part)
        waiting += [_note(node, key) for node, key in self.keep.items()]
        yield " ;\n".join(waiting)

    def quads(self) -> Iterator[ox.Quad]:
        """Everything it puts into a store, the ledger's entries too."""
        for graph, triples in self.fill.items():
            yield from _named(graph, triples)
        yield from _named(LEDGER, [_entry(node, key) for node, key in self.keep.items()])


def ledger_query() -> str:
    """The query for the whole ledger: ``?node`` and ``?key``."""
    return f"SELECT ?node ?key WHERE {{ GRAPH {_iri(LEDGER)} {{ ?node {_iri(STORED_AS)} ?key }} }}"


def _insert(graph: str, triples: Sequence[ox.Triple]) -> str:
    plain = " .\n".join(str(each) for each in triples if not _is_duration(each.object))
    parts = [f"INSERT DATA {{ GRAPH {_iri(graph)} {{\n{plain}\n}} }}"]
    parts += [_insert_duration(graph, each) for each in triples if _is_duration(each.object)]
    return " ;\n".join(parts)


def _insert_duration(graph: str, triple: ox.Triple) -> str:
    """The same for a duration, built while it is inserted: there are servers that cannot read one as data."""
    assert isinstance(triple.object, ox.Literal)
    built = f"STRDT({ox.Literal(triple.object.value)}, {triple.object.datatype})"
    pattern = f"{triple.subject} {triple.predicate} ?built"
    return f"INSERT {{ GRAPH {_iri(graph)} {{ {pattern} }} }} WHERE {{ BIND({built} AS ?built) }}"


def _is_duration(node: object) -> bool:
    return isinstance(node, ox.Literal) and node.datatype.value == XSD + "duration"


def _forget(node: str) -> str:
    return f"DELETE WHERE {{ GRAPH {_iri(LEDGER)} {{ {_iri(node)} {_iri(STORED_AS)} ?key }} }}"


def _note(node: str, key: str) -> str:
    return _insert(LEDGER, (_entry(node, key),))


def _entry(node: str, key: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(node), ox.NamedNode(STORED_AS), ox.Literal(key))


def _named(graph: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    name = ox.NamedNode(graph)
    return (ox.Quad(each.subject, each.predicate, each.object, name) for each in triples)


def _iri(text: str) -> str:
    return str(ox.NamedNode(text))

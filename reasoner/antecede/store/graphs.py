"""What stands in which graph of a store.

==================================  ===================================================================
``…/graph/ontology``                the files of ``ontology``
``…/graph/inferred``                what follows from the graph (written by ``antecede build``)
``…/graph/kg/…``                    one graph for each file of ``kg``, by its path
``…/graph/added/…``                 the same for files that were added with ``--kg``
``…/graph/ledger``                  hashes of what was loaded, the last thing written of each load
IRI of a case, of a determination   the case, and what was decided on it
==================================  ===================================================================

No triple stands in two graphs, so their union holds nothing twice; blank nodes become IRIs, so that loading the same
files again gives the same triples.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from antecede.errors import GraphError, Problem
from antecede.graph.data import INFERRED as INFERRED_FILE
from antecede.graph.data import folder, shipped_files, turtle_files

BASE = "https://w3id.org/antecede/graph/"
ONTOLOGY = BASE + "ontology"
INFERRED = BASE + "inferred"
LEDGER = BASE + "ledger"
GENERATED = "https://w3id.org/antecede/.well-known/genid/"

Graphs = Mapping[str, list[ox.Triple]]


def published(added: Iterable[Path] = ()) -> Graphs:
    """The shipped graph and the Turtle files below the folders in ``added``, by the name of their graph.

    Raises :class:`antecede.errors.GraphError` with line and column for a file that is no Turtle.
    """
    named = [(_shipped_name(path), path) for path in shipped_files()]
    for each in added:
        named += [(BASE + "added/" + _name(path, each), path) for path in turtle_files(each)]
    graphs: dict[str, list[ox.Triple]] = {}
    seen: set[ox.Triple] = set()
    for graph, path in named:
        triples = [triple for triple in _triples(graph, path) if triple not in seen]
        seen.update(triples)
        graphs.setdefault(graph, []).extend(dict.fromkeys(triples))
    return graphs


def _shipped_name(path: Path) -> str:
    if folder("kg") in path.parents:
        return BASE + "kg/" + _name(path, folder("kg"))
    return INFERRED if path.name == INFERRED_FILE else ONTOLOGY


def _name(path: Path, root: Path) -> str:
    return quote(path.relative_to(root).with_suffix("").as_posix())


def _triples(graph: str, path: Path) -> Iterable[ox.Triple]:
    """Triples of a file; its blank nodes get IRIs, numbered in the order in which the file brings them."""
    known: dict[ox.BlankNode, ox.NamedNode] = {}
    stem = quote(path.stem if graph == ONTOLOGY else graph.removeprefix(BASE))

    def node(term: Any) -> Any:
        if not isinstance(term, ox.BlankNode):
            return term
        return known.setdefault(term, ox.NamedNode(f"{GENERATED}{stem}/{len(known) + 1}"))

    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            yield ox.Triple(node(quad.subject), quad.predicate, node(quad.object))
    except SyntaxError as error:
        place = f"line {error.lineno}, column {error.offset}" if error.lineno else ""
        raise GraphError(Problem(str(path), place, f"not Turtle: {error.msg}", "mend the syntax")) from None

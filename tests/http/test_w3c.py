"""W3C's SPARQL 1.1 tests for what the catalogue uses, asked of the endpoint over HTTP.

They are read where they lie, beside the checkout or at ``$ANTECEDE_W3C``, and are not part of the project.  Each file of
data is a graph of one store; a test names its graphs by the protocol's own parameters.
"""

import os
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

import httpx
import pyoxigraph as ox
import pytest

from tests.serving import serving, store_of, triples
from tests.support import ROOT

FOLDER = Path(os.environ.get("ANTECEDE_W3C") or ROOT.parent / "shared" / "w3c-sparql11")
GROUPS = ("aggregates", "exists", "negation", "property-path")
BASE = "http://w3c.example/"
MF, QT = (
    "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#",
    "http://www.w3.org/2001/sw/DataAccess/tests/test-query#",
)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"

needs_tests = pytest.mark.skipif(not FOLDER.is_dir() and not os.environ.get("CI"), reason=f"no W3C tests at {FOLDER}")


class Test(NamedTuple):
    """A test of a manifest."""

    __test__ = False
    name: str
    kind: str
    query: Path
    default: tuple[Path, ...]
    named: tuple[Path, ...]
    result: Path | None

    def parameters(self) -> dict[str, list[str]]:
        """Its graphs, by the parameters of the protocol; no data is a graph that is not there."""
        default = [iri(path) for path in self.default] or [BASE + "nothing"]
        return {"default-graph-uri": default, "named-graph-uri": [iri(path) for path in self.named]}


def iri(path: Path) -> str:
    return BASE + path.relative_to(FOLDER).as_posix()


def manifest(group: str) -> ox.Store:
    store = ox.Store()
    base = f"{BASE}{group}/"
    store.load(path=FOLDER / group / "manifest.ttl", format=ox.RdfFormat.TURTLE, base_iri=base)
    return store


def read_tests(group: str) -> Iterator[Test]:
    store = manifest(group)
    rows = store.query(
        f"SELECT ?test ?kind ?action ?result {{ [] <{MF}entries>/<{RDF}rest>*/<{RDF}first> ?test ."
        f" ?test a ?kind ; <{MF}action> ?action . OPTIONAL {{ ?test <{MF}result> ?result }} }}"
    )
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        action = row["action"]
        files = {
            key: tuple(path(quad.object) for quad in store.quads_for_pattern(action, ox.NamedNode(QT + key), None))
            for key in ("query", "data", "graphData")
        }
        (query,) = files["query"] or (path(action),)
        name = f"{group}/{row['test'].value.rpartition('#')[2]}"
        result = path(row["result"]) if row["result"] else None
        yield Test(name, row["kind"].value.removeprefix(MF), query, files["data"], files["graphData"], result)


def path(node: object) -> Path:
    assert isinstance(node, ox.NamedNode)
    return FOLDER / node.value.removeprefix(BASE)


#: In one order: the rows of a query come in none.
READ = (
    sorted((test for group in GROUPS for test in read_tests(group)), key=lambda test: test.name)
    if FOLDER.is_dir()
    else []
)
TESTS = {test.name: test for test in READ}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The endpoint over a store that holds each file of data as a graph."""
    files = {each for test in TESTS.values() for each in (*test.default, *test.named)}
    graphs = {iri(each): triples(each, iri(each)) for each in files}
    with serving(store_of(graphs, tmp_path_factory.mktemp("w3c") / "store")) as client:
        yield client


@needs_tests
def test_all_tests_were_collected() -> None:
    assert Counter(name.partition("/")[0] for name in TESTS) == {
        "aggregates": 47,
        "exists": 6,
        "negation": 12,
        "property-path": 33,
    }
    assert Counter(test.kind for test in TESTS.values()) == {"QueryEvaluationTest": 93, "NegativeSyntaxTest11": 5}


@needs_tests
@pytest.mark.parametrize("name", TESTS)
def test_answer_is_that_of_w3c(name: str, endpoint: httpx.Client) -> None:
    test = TESTS[name]
    query = f"BASE <{iri(test.query)}>\n{test.query.read_text(encoding='utf-8')}"
    answer = endpoint.post("/sparql", data={"query": query, **test.parameters()}, headers={"Accept": JSON})
    if test.kind == "NegativeSyntaxTest11":
        assert answer.status_code == 400
        return
    assert answer.status_code == 200, answer.text
    assert test.result
    assert told(answer.content, JSON) == expected(test.result)


def expected(path: Path) -> object:
    if path.suffix == ".ttl":
        return Counter(result_set(path))
    return told(path.read_bytes(), JSON if path.suffix == ".srj" else XML)


def told(data: bytes, media: str) -> object:
    """Truth value, or how often each row stands there; numbers by their value, blank nodes all alike."""
    form = {JSON: ox.QueryResultsFormat.JSON, XML: ox.QueryResultsFormat.XML}[media]
    results = ox.parse_query_results(data, form)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    names = sorted(each.value for each in results.variables)
    return Counter(tuple((name, plain(row[name])) for name in names if row[name] is not None) for row in results)


def plain(term: object) -> object:
    if isinstance(term, ox.BlankNode):
        return "_:"
    if isinstance(term, ox.Literal) and term.datatype.value.rpartition("#")[2] in (
        "integer",
        "decimal",
        "double",
        "float",
    ):
        try:
            return Decimal(term.value), term.datatype.value
        except InvalidOperation:
            return term.value
    return str(term)


def result_set(path: Path) -> Iterator[tuple[tuple[str, object], ...]]:
    """Rows of a result that is written in Turtle."""
    store, rs = ox.Store(), "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    store.load(path=path, format=ox.RdfFormat.TURTLE, base_iri=iri(path))
    for solution in store.quads_for_pattern(None, ox.NamedNode(rs + "solution"), None):
        bindings = [
            each.object for each in store.quads_for_pattern(solution.object, ox.NamedNode(rs + "binding"), None)
        ]
        pairs = [[next(store.quads_for_pattern(each, ox.NamedNode(rs + key), None)).object for key in ("variable", "value")]
                 for each in bindings]  # fmt: skip
        yield tuple(sorted((name.value, plain(value)) for name, value in pairs))

"""What the engine gets wrong is asked in other words: exactly that, and with the answers that SPARQL defines."""

import random
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from antecede.errors import UnansweredError
from antecede.store.embedded import BASE_IRI, Embedded
from antecede.store.question import catalogue
from antecede.store.rewording.algebra import read
from antecede.store.rewording.doubts import ABSENT, LANGUAGE, SCOPE
from antecede.store.rewording.reworded import reworded, said
from antecede.store.rewording.suspicion import suspected
from tests.serving import store_of
from tests.store.naive import Data, counted, solved
from tests.store.naive import said as said_naively
from tests.store.risky import Maker, data

MANY, SEED = 1500, 20260101
TRIG = b"""
@prefix : <x:> .
:g1 { :s :p :o ; :label "one"@en , "two"@en . :o :p :s }
:g2 { :s :q :o . :t :label "three"@en ; :n 1 , 2 }
"""


def filled(trig: bytes) -> ox.Store:
    store = ox.Store()
    store.load(trig, format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in filled(TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    return Embedded(store_of(graphs, tmp_path_factory.mktemp("reworded") / "store"))


def rows(result: object) -> Counter[tuple[tuple[str, str], ...]]:
    """How often each row is there; words of a text, whose order is not defined, by the alphabet."""
    assert isinstance(result, ox.QuerySolutions)
    found = [{str(name): row[name] for name in result.variables if row[name] is not None} for row in result]
    return counted({name: sorted_words(term) for name, term in row.items()} for row in found)


def sorted_words(term: object) -> str:
    if not isinstance(term, ox.Literal):
        return str(term)
    words = " ".join(sorted(term.value.split(" ")))
    return str(
        ox.Literal(words, language=term.language) if term.language else ox.Literal(words, datatype=term.datatype)
    )


# --- which queries ----------------------------------------------------------------------------------------------------

MET = {
    "SELECT (GROUP_CONCAT(?l) AS ?t) { ?s <x:label> ?l }": {LANGUAGE},
    "SELECT (group_concat(DISTINCT ?l; separator=', ') AS ?t) { ?s <x:label> ?l } GROUP BY ?s": {LANGUAGE},
    "SELECT ?s { ?s <x:label> ?l } GROUP BY ?s HAVING(GROUP_CONCAT(?l) = 'one')": {LANGUAGE},
    "SELECT ?s { ?s <x:label> ?l } GROUP BY ?s ORDER BY GROUP_CONCAT(?l)": {LANGUAGE},
    "SELECT * { { SELECT (GROUP_CONCAT(UCASE(?l)) AS ?t) { ?s <x:label> ?l } } }": {LANGUAGE},
    "SELECT * { <x:s> <x:p>* ?o }": {ABSENT},
    "SELECT * { ?s <x:p>? <x:o> }": {ABSENT},
    "SELECT * { ?s (<x:p>|<x:q>)* 'text' }": {ABSENT},
    "PREFIX : <x:> SELECT * { ?s :p ?o ; ^(:p?) :o . }": {ABSENT},
    "PREFIX : <x:> SELECT * { :s a ?c , ?d ; (:p/:q)* ?o }": {ABSENT},
    "PREFIX : <x:> SELECT * { ?s a* :c }": {ABSENT},
    "ASK { FILTER NOT EXISTS { <x:s> (<x:p>?)+ ?o } }": {ABSENT},
    "PREFIX : <x:> ASK { :s :p?/:q? :s }": {ABSENT},
    "SELECT * { GRAPH ?g { ?s ?p ?o MINUS { ?s <x:q> ?o } } }": {SCOPE},
    "SELECT * { graph $g { { SELECT ?s { ?s ?p ?o } } } }": {SCOPE},
    "SELECT * { GRAPH ?g { ?s ?p ?o FILTER(?g = ?s) } }": {SCOPE},
    "SELECT * { GRAPH ?g { OPTIONAL { ?s ?p ?o } } }": {SCOPE},
    "SELECT * { GRAPH#\n?g { ?s ?p ?o BIND(?g AS ?h) } }": {SCOPE},
    "SELECT * { GRAPH <x:g> { GRAPH ?g { VALUES ?x { 1 } } } }": {SCOPE},
    "ASK { FILTER EXISTS { GRAPH ?g { FILTER(true) } } }": {SCOPE},
    "SELECT (GROUP_CONCAT(?o) AS ?t) { GRAPH ?g { {} UNION { <x:s> <x:p>* ?o } } }": {LANGUAGE, SCOPE, ABSENT},
}
NOT_MET = (
    "SELECT (GROUP_CONCAT(STR(?l)) AS ?t) { ?s <x:label> ?l }",
    "SELECT ('GROUP_CONCAT(?l)' AS ?t) { ?s <x:label> ?l }  # GROUP_CONCAT(?l)",
    "SELECT * { ?s <x:p>* ?o }",
    "SELECT * { <x:s> <x:p>+ ?o }",
    "SELECT * { <x:s> <x:p>/<x:q>* ?o }",
    "SELECT * { <x:s> <x:p>?/<x:q>? ?o }",
    "SELECT * { [] <x:p>* _:b }",
    "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?o FILTER(?o * 2 > 4) }",
    "SELECT * { GRAPH ?g { ?s ?p ?o . ?o <x:q>+ ?g } }",
    "SELECT * { GRAPH <x:g1> { ?s ?p ?o MINUS { ?t <x:q> ?u } } }",
    "PREFIX graph: <x:> SELECT * { ?graph graph:graph ?g }",
)


@pytest.mark.parametrize("query", MET)
def test_fault_is_seen(query: str) -> None:
    assert suspected(query)
    assert set(reworded(query, BASE_IRI).because) == MET[query]


@pytest.mark.parametrize("query", NOT_MET)
def test_right_query_is_asked_as_it_stands(query: str) -> None:
    assert reworded(query, BASE_IRI) == (query, ())


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?n*2 > ?o) }"])
def test_common_query_is_not_read_at_all(query: str) -> None:
    assert not suspected(query)


@pytest.mark.parametrize("name", catalogue())
def test_no_question_of_the_catalogue_is_reworded(name: str) -> None:
    text = catalogue()[name].text
    assert not suspected(text) or reworded(text, BASE_IRI) == (text, ())


# --- answers ----------------------------------------------------------------------------------------------------------


def test_answers_are_those_of_the_definitions() -> None:
    """Random queries over random data, as the store asks them and by hand: none is wrong, few are refused."""
    told: Counter[str] = Counter()
    for number in range(MANY):
        by = random.Random(f"{SEED} {number}")
        told[outcome(data(by), Maker(by).pattern())] += 1
    assert told["other words"] > MANY / 5
    assert told["as it stands"] > MANY / 5
    assert told["refused"] < MANY / 50


def outcome(given: Data, pattern: object) -> str:
    text = said_naively(pattern)
    names = sorted(set(text.replace("(", " ").replace(")", " ").split()) & {f"?{n}" for n in "xyzg"}) or ["?x"]
    names += [f"?n{number}" for number in range(20) if f"AS ?n{number})" in text]
    query = f"SELECT {' '.join(names)} WHERE {{ {text} }}"
    quads = "".join(f"{name} {{ {' . '.join(map(' '.join, graph))} }}" for name, graph in given.named.items())
    try:
        asked = reworded(query, BASE_IRI)
    except UnansweredError:
        return "refused"
    found = rows(filled(quads.encode()).query(asked.query, use_default_graph_as_union=True))
    right = counted({n: t for n, t in row.items() if n in names} for row in solved(pattern, given, given.default))
    assert found == right, (query, asked.query, quads)
    return "other words" if asked.because else "as it stands"


@pytest.mark.parametrize("name", catalogue())
def test_words_of_the_algebra_say_the_same(name: str) -> None:
    """Every question of the catalogue, said again as if it had to be."""
    store = ox.Store()
    store.load(path=Path(__file__).with_name("known.trig"))
    text = catalogue()[name].text
    first = store.query(text, use_default_graph_as_union=True)
    columns = [each.value for each in first.variables] if isinstance(first, ox.QuerySolutions) else []
    algebra = read(text, BASE_IRI)
    assert algebra is not None
    again = store.query(said(algebra, text, columns), use_default_graph_as_union=True)
    if isinstance(first, ox.QuerySolutions):
        assert isinstance(again, ox.QuerySolutions)
        assert again.variables == first.variables
        assert Counter(map(str, again)) == Counter(map(str, first))
    else:
        assert set(map(str, again)) == set(map(str, first))  # type: ignore[call-overload]

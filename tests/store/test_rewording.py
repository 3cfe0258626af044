"""What the engine gets wrong is asked in other words: exactly that, and with the answers that SPARQL defines."""

import random
import socket
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from antecede.errors import NotSparqlError, UnansweredError
from antecede.graph.vocabulary import XSD
from antecede.store.ask import ask
from antecede.store.embedded import BASE_IRI, Embedded
from antecede.store.place import Dataset
from antecede.store.question import catalogue
from antecede.store.rewording.algebra import read
from antecede.store.rewording.doubts import ABSENT, LANGUAGE, SCOPE
from antecede.store.rewording.reworded import REMEDIES, reworded, said
from antecede.store.rewording.suspicion import suspected
from tests.serving import store_of
from tests.store.naive import Data, counted, solved
from tests.store.naive import said as said_naively
from tests.store.risky import Maker, data

MANY, SEED = 1000, 20260101
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


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?n*2 > ?o) }",
        "SELECT * { ?s a/(<x:p>|^<x:q>)* ?o . <x:s> <x:p> ?s }",
        "SELECT * { ?s <x:p>?/<x:q>*?o ; <x:p> <x:o> }",
    ],
)
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
    assert suspected(query) or not asked.because, query
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


# --- the whole query --------------------------------------------------------------------------------------------------

G1, G2 = "x:g1", "x:g2"
MET_SOMEWHERE = "OPTIONAL { <x:none> <x:p>? ?none }"


def said_rows(place: Embedded, query: str, dataset: Dataset = Dataset()) -> list[tuple[str | None, ...]]:  # noqa: B008
    result = ask(place, query, dataset)
    assert isinstance(result, ox.QuerySolutions)
    return [tuple(None if term is None else str(term) for term in row) for row in result]


def test_the_three_faults_are_answered_right(place: Embedded) -> None:
    language = "SELECT (GROUP_CONCAT(?l) AS ?t) { { SELECT ?l { <x:s> <x:label> ?l } ORDER BY ?l } }"
    assert said_rows(place, language) == [('"one two"',)]
    assert place.reworded == (LANGUAGE,)
    scope = "SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s <x:q> ?o } } } ORDER BY ?g"
    numbers = [f'"{n}"^^<{XSD}integer>' for n in (0, 1)]
    assert said_rows(place, scope) == [(f"<{G1}>", numbers[0]), (f"<{G2}>", numbers[1])]
    assert place.reworded == (SCOPE,)
    assert said_rows(place, "SELECT ?o { <x:none> <x:p>* ?o }") == [("<x:none>",)]
    assert place.reworded == (ABSENT,)
    ask(place, "ASK { ?s ?p ?o }")
    assert place.reworded == ()


def test_every_form_is_reworded(place: Embedded) -> None:
    assert bool(ask(place, "ASK { <x:none> <x:p>* <x:none> }")) is True
    made = ask(place, "CONSTRUCT { ?o <x:is> _:it } WHERE { <x:none> <x:p>* ?o }")
    assert [(str(each.subject), type(each.object)) for each in made] == [("<x:none>", ox.BlankNode)]  # type: ignore[union-attr]
    described = ask(place, f"DESCRIBE ?s <x:t> WHERE {{ ?s <x:q> ?o {MET_SOMEWHERE} }}")
    assert {str(each.subject) for each in described} == {"<x:s>", "<x:t>"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "tail",
    ["ORDER BY DESC(?l) LIMIT 2", "ORDER BY ?s STRLEN(?l) OFFSET 1", "ORDER BY LANG(?l) ?l LIMIT 1 OFFSET 1"],
)
def test_what_comes_after_the_pattern_stays(tail: str, place: Embedded) -> None:
    plain, met = (f"SELECT ?s ?l {{ ?s <x:label> ?l {more} }} {tail}" for more in ("", MET_SOMEWHERE))
    assert said_rows(place, met) == said_rows(place, plain)
    assert reworded(met, BASE_IRI).because == (ABSENT,)


def test_dataset_is_the_same(place: Embedded) -> None:
    query = "SELECT ?s ?g {0} {{ {{ ?s <x:q> ?o }} UNION {{ GRAPH ?g {{ ?s <x:q> ?o FILTER(true) }} }} }}"
    everything = [("<x:s>", None), ("<x:s>", f"<{G2}>")]
    for clauses, dataset, right in (
        ("", Dataset(), everything),
        (f"FROM <{G1}>", Dataset(), []),
        (f"FROM <{G2}>", Dataset(), everything[:1]),
        (f"FROM NAMED <{G2}>", Dataset(), everything[1:]),
        (f"FROM NAMED <{G1}> FROM <{G2}>", Dataset(), everything[:1]),
        (f"FROM <{G1}>", Dataset((G2,)), everything[:1]),
        ("", Dataset((), (G2,)), everything[1:]),
        ("", Dataset((G2,), (G1, G2)), everything),
    ):
        assert sorted(said_rows(place, query.format(clauses), dataset), key=str) == sorted(right, key=str)
        assert place.reworded == (SCOPE,)


def test_names_are_resolved_as_before(place: Embedded) -> None:
    query = "BASE <http://a.example/a/> PREFIX : <x:> SELECT ?x { :none :p? ?n VALUES ?x { <b> <../c> :a\\-b :a%20b 01 1.50 '\t' '\\t' } }"
    assert Counter(said_rows(place, query)) == Counter(said_rows(place, query.replace(":none :p? ?n", "")))
    assert len(said_rows(place, "SELECT ?case { BIND(<case/a> AS ?case) <x:none> <x:p>? ?n }")) == 1


def test_variables_of_ours_take_no_name_of_theirs(place: Embedded) -> None:
    blank = "SELECT (COUNT(*) AS ?n) { _:b <x:p> ?s . ?own_b <x:q> ?o . <x:none> <x:p>? ?none }"
    assert said_rows(place, blank) == [(f'"2"^^<{XSD}integer>',)]
    query = "SELECT ?own1 ?own2 { VALUES (?own1 ?own2) { (1 2) } <x:none> <x:p>? ?own3 GRAPH ?own4 { ?a <x:q> ?own4 } }"
    assert said_rows(place, query) == []
    assert len(said_rows(place, query.replace("?a <x:q> ?own4", "?a <x:q> ?b FILTER(!BOUND(?own4))"))) == 1


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT * { GRAPH ?g { SELECT ?s { ?s ?p ?o } LIMIT 1 } }", "LIMIT or OFFSET inside GRAPH with a variable"),
        ("SELECT ?o { <x:a> <x:p>* ?o . ?o !(^<x:p>) ?z }", "an inverse in a negated set of properties"),
        ("SELECT (COUNT(DISTINCT *) AS ?n) { <x:a> <x:p>* ?o }", "COUNT(DISTINCT *)"),
        ("ASK { <x:a> <x:p>* ?o FILTER EXISTS { ?s ?p ?o MINUS { ?o ?p ?s } } }", "MINUS inside EXISTS"),
        ("SELECT (EXISTS { <x:a> <x:p>* ?o } AS ?e) {}", "rdflib does not read"),
        ("SELECT (GROUP_CONCAT('\\u0022') AS ?e) {}", "rdflib does not read"),
        ("SELECT (GROUP_CONCAT(?o) AS ?e) { VALUES ?o { -1.5 } }", "rdflib does not read"),
        ("SELECT ?o { <x:a> <x:p>* ?o FILTER(false) }", "rdflib does not read"),
        ("CONSTRUCT { } WHERE { <x:a> <x:p>* ?o }", "CONSTRUCT without a template"),
        ("SELECT ?o { <x:a> <x:p>* ?o FILTER(CONCAT() = ?o) }", "a function of nothing"),
        (f"ASK {{ <x:a> <x:p>* ?o {'{' * 300} {'}' * 300} }}", "rdflib does not read"),
    ],
)
def test_what_cannot_be_said_otherwise_is_refused(query: str, why: str, place: Embedded) -> None:
    with pytest.raises(UnansweredError) as refused:
        ask(place, query)
    assert why in str(refused.value)
    assert any(remedy in str(refused.value) for remedy in REMEDIES.values())


@pytest.mark.parametrize(
    "query", ["SELECT * { <x:a> <x:p>* }", "SELECT (GROUP_CONCAT(?x AS ?y) {}", "ASK { GRAPH ?g { "]
)
def test_what_is_no_sparql_is_told_as_that(query: str, place: Embedded) -> None:
    with pytest.raises(NotSparqlError, match="line 1, column"):
        ask(place, query)


def test_nothing_is_fetched(place: Embedded) -> None:
    """A graph that a query names is one of the store, or none."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        there = f"http://127.0.0.1:{listener.getsockname()[1]}/g"
        for clause in (f"FROM <{there}>", f"FROM NAMED <{there}>"):
            assert said_rows(place, f"SELECT ?s {clause} {{ ?s ?p ?o GRAPH ?g {{ ?s ?p ?o FILTER(true) }} }}") == []
        with pytest.raises(TimeoutError):
            listener.accept()

"""Every path of every finding can be checked by anyone: with the published Turtle, what ``--format ttl`` prints, and a parser.

Nothing of the program is imported here; both outputs come from a process of its own.
"""

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from tests.support import CASE_FILES, ROOT, antecede

Json = dict[str, Any]
ANT = "https://w3id.org/antecede/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CASE = "https://w3id.org/antecede/case/"


@pytest.fixture(scope="module")
def published() -> ox.Store:
    """All Turtle under ``ontology`` and ``kg``."""
    store = ox.Store()
    files = [path for folder in ("ontology", "kg") for path in sorted((ROOT / folder).rglob("*.ttl"))]
    assert len(files) > 40
    for path in files:
        store.bulk_extend(ox.Quad(*triple.triple) for triple in ox.parse(path=path))
    return store


@pytest.fixture(scope="module")
def printed(answers: Json) -> dict[str, ox.Store]:
    """What the command line prints on each case as Turtle, by case."""
    done = antecede("review", *CASE_FILES.values(), "--format", "ttl")
    assert (done.returncode, done.stderr) == (0, "")
    quads = list(ox.parse(done.stdout.encode(), format=ox.RdfFormat.TURTLE))
    stores = {name: ox.Store() for name in answers}
    for quad in quads:
        for name in answers:
            if f"/{name}/" in quad.subject.value.replace("#", "/") + "/":
                stores[name].add(ox.Quad(*quad.triple))
    agent = {quad for quad in quads if "/engine/" in quad.subject.value}
    assert sum(map(len, stores.values())) == len(set(quads) - agent)
    return stores


def findings(answer: Json) -> Iterator[tuple[str, Json]]:
    """Each finding with the IRI of its request line."""
    for index, line in enumerate(answer["lines"]):
        for finding in line["findings"]:
            yield f"{CASE}{answer['case']}#request/{index}", finding


def triple(edge: list[str]) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
    one, link, other = map(ox.NamedNode, edge)
    return one, link, other


def test_there_are_paths_to_check(answers: Json) -> None:
    assert len(answers) == 17
    assert sum(1 for answer in answers.values() for _ in findings(answer)) > 300


@pytest.mark.parametrize("name", CASE_FILES)
def test_every_edge_is_a_triple(name: str, answers: Json, published: ox.Store, printed: dict[str, ox.Store]) -> None:
    edges = {tuple(edge) for _, finding in findings(answers[name]) for edge in finding["path"]}
    stores = (published, printed[name])
    invented = [edge for edge in edges if not any(ox.Quad(*triple(list(edge))) in store for store in stores)]
    assert sorted(invented) == []


@pytest.mark.parametrize("name", ["seed-000", "facet-rfa-all-met"])
def test_case_alone_prints_the_same_turtle(name: str, printed: dict[str, ox.Store]) -> None:
    done = antecede("review", CASE_FILES[name], "--format", "ttl")
    alone = {ox.Quad(*quad.triple) for quad in ox.parse(done.stdout.encode(), format=ox.RdfFormat.TURTLE)}
    alone = {quad for quad in alone if "/engine/" not in quad.subject.value}
    assert alone == set(printed[name])


@pytest.mark.parametrize("name", CASE_FILES)
def test_every_path_starts_at_its_request_line(name: str, answers: Json, printed: dict[str, ox.Store]) -> None:
    for line, finding in findings(answers[name]):
        assert len(finding["path"]) >= 2
        assert finding["path"][0][0] == line
        assert ox.Quad(*triple([line, TYPE, ANT + "RequestLine"])) in printed[name]


@pytest.mark.parametrize("name", CASE_FILES)
def test_every_path_hangs_together(name: str, answers: Json) -> None:
    loose = {}
    for line, finding in findings(answers[name]):
        edges, reached = [set(edge[::2]) for edge in finding["path"]], {line}
        while touched := [edge for edge in edges if edge & reached]:
            reached = reached.union(*touched)
            edges = [edge for edge in edges if edge not in touched]
        if edges:
            loose[line, finding["notation"]] = edges
    assert loose == {}


@pytest.mark.parametrize("name", CASE_FILES)
def test_every_path_reaches_rule_facts_and_sources(name: str, answers: Json) -> None:
    for line, finding in findings(answers[name]):
        nodes = {node for one, _, other in finding["path"] for node in (one, other)}
        links = {link for _, link, _ in finding["path"]}
        facts = {line.partition("#")[0] + "#" + ref for ref in finding["facts"]}
        assert finding["id"] in nodes
        assert facts <= nodes
        assert {citation["id"] for citation in finding["citations"]} <= nodes
        assert ANT + "source" in links
        if not facts and finding["reason"] == "nothing_recorded":
            assert ANT + "lookedFor" in links

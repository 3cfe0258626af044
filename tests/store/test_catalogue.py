"""The catalogue: every question answers a store written by hand (``known.trig``) with the rows that can be read from it.

``known.txt`` holds the rows that follow from that store, told by reading it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from antecede.errors import QueryError
from antecede.graph.data import folder
from antecede.store.answer import Table, table
from antecede.store.ask import ask
from antecede.store.embedded import Embedded
from antecede.store.question import Question, catalogue, question
from tests.serving import store_of

HERE = Path(__file__).parent
QUESTIONS = catalogue()
SHORT = {
    "https://w3id.org/antecede/ontology#": "ant:",
    "http://known.example/plan#": "p:",
    "http://known.example/": "k:",
    "http://purl.bioontology.org/ontology/ICD10CM/": "icd:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
}


def read_known() -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Questions with parameters and rows, as they stand in the file."""
    for block in (HERE / "known.txt").read_text(encoding="utf-8").split("\n== ")[1:]:
        head, *rows = block.strip().splitlines()
        name, *given = head.split()
        yield name, dict(each.split("=", 1) for each in given), [row.removeprefix("   ") for row in rows]


KNOWN = {name: (given, rows) for name, given, rows in read_known()}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(path=HERE / "known.trig", format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(ox.Triple(quad.subject, quad.predicate, quad.object))
    return Embedded(store_of(graphs, tmp_path_factory.mktemp("known") / "store"))


def shown(answer: Table) -> list[str]:
    return [" | ".join(map(cell, row)) for row in answer.rows]


def cell(value: object) -> str:
    text = "" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)
    for namespace, prefix in SHORT.items():
        text = text.replace(namespace, prefix)
    return text


def test_every_question_is_known() -> None:
    assert len(QUESTIONS) == 34
    assert KNOWN.keys() == QUESTIONS.keys()


@pytest.mark.parametrize("name", QUESTIONS)
def test_rows_are_those_that_follow(name: str, known: Embedded) -> None:
    given, rows = KNOWN[name]
    asked = QUESTIONS[name]
    answer = table(ask(known, asked.asked(given)))
    assert rows, "a question that finds nothing in the known store is not tested by it"
    if asked.columns:
        assert answer.columns == tuple(asked.columns)
        assert shown(answer) == rows
    else:
        assert sorted(shown(answer)) == sorted(rows)


@pytest.mark.parametrize("name", QUESTIONS)
def test_header_says_everything(name: str) -> None:
    asked = QUESTIONS[name]
    assert asked.title
    assert asked.topic
    assert asked.purpose.endswith(".")
    assert all(asked.columns.values())
    assert bool(asked.columns) == ("SELECT" in asked.text)
    lines = [line for line in asked.text.splitlines() if line.startswith("# parameter")]
    assert len(asked.parameters) == len(lines)
    for parameter in asked.parameters:
        slot = re.search(rf"VALUES \?{parameter.name} \{{ (.+?) \}}", asked.text)
        assert slot
        assert parameter.default in (slot[1], slot[1].strip('"'))
        assert parameter.term(parameter.default.strip("<>")).split("^^")[0].strip('"') == slot[1].strip('"')


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_stands_alone(name: str) -> None:
    """Every prefix is declared and used, so that the text runs anywhere as it is."""
    text = QUESTIONS[name].text
    declared = re.findall(r"^PREFIX (\w+):", text, re.MULTILINE)
    body = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "PREFIX")))
    used = set(re.findall(r"(?<![<\w])(\w+):(?=\w|\))", body)) - {"https", "http"}
    assert used == set(declared)


def test_no_question_outside_the_folder_of_questions() -> None:
    assert {path.stem for path in (folder("queries") / "analyst").iterdir()} == QUESTIONS.keys()


# --- parameters -------------------------------------------------------------------------------------------------------

ASKED = Question(
    "asked",
    '# parameter: a (text) = "x": a text\n# parameter: n (integer) = 1: a number\n# parameter: i (iri) = <http://a.example/>: an IRI\n'
    'SELECT ?a ?n ?i WHERE { VALUES ?a { "x" } VALUES ?n { 1 } VALUES ?i { <http://a.example/> } }',
)


@pytest.mark.parametrize("text", ['"', "\\", '} } SERVICE <http://a.example/> {', "VALUES ?n { 1 }", "\n", "ü", "' \" ''' \"\"\""])  # fmt: skip
def test_text_stays_text(text: str) -> None:
    rows = table(ox.Store().query(ASKED.asked({"a": text, "n": "7"}))).rows
    assert rows == [(text, 7, "http://a.example/")]


@pytest.mark.parametrize(
    ("given", "what"),
    [({"n": "seven"}, "'seven' is no integer"), ({"n": "1 } {"}, "is no integer"), ({"i": "no iri>"}, "is no IRI"), ({"m": "1"}, "no parameter 'm'")],
)  # fmt: skip
def test_what_does_not_fit_is_refused(given: dict[str, str], what: str) -> None:
    with pytest.raises(QueryError, match=what):
        ASKED.asked(given)


def test_short_iris_are_taken() -> None:
    assert "<https://w3id.org/antecede/ontology#Step>" in ASKED.asked({"i": "ant:Step"})
    assert "<https://a.example/b>" in ASKED.asked({"i": "https://a.example/b"})


def test_unknown_question_is_told_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean 'paper-denials'"):
        question("paper-denial")

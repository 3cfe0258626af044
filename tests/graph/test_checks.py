"""The shipped graph is sound, and each planted fault is told once, with its file and node and nothing beside it.

A fault is a file under ``faults``; its first lines, ``# expect: PLACE: WHAT``, are all that may be said of it.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from antecede.errors import GraphError, Problem
from antecede.graph import checks
from antecede.graph.checks import check, query_problems, term_problems
from antecede.graph.data import folder, shipped_files
from antecede.graph.shapes import shape_problems

FAULTS = {path.stem: path for path in sorted((Path(__file__).parent / "faults").glob("*.ttl"))}
MARK = "# expect: "


@pytest.fixture(scope="module")
def found() -> Mapping[str, list[Problem]]:
    """All problems of all fault files, loaded beside each other, by file."""
    problems = check(shipped_files(), focus=list(FAULTS.values()))
    return {str(path): [each for each in problems if each.file == str(path)] for path in FAULTS.values()}


def expected(fault: Path) -> list[str]:
    lines = fault.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(MARK) for line in lines if line.startswith(MARK)]


def test_all_faults_were_collected() -> None:
    assert len(FAULTS) == 98


def test_shipped_graph_has_the_right_shape() -> None:
    assert shape_problems(shipped_files()) == []


def test_shipped_graph_answers_no_check() -> None:
    assert query_problems(shipped_files()) == []


def test_shipped_terms_are_used() -> None:
    """Terms for the RDF of cases and determinations are excepted: rooms above this one write it."""
    unused = term_problems(shipped_files())
    assert [problem for problem in unused if problem.file != str(folder("ontology") / "core.ttl")] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_told(fault: str, found: Mapping[str, list[Problem]]) -> None:
    problems = found[str(FAULTS[fault])]
    assert [f"{problem.place}: {problem.what}" for problem in problems] == expected(FAULTS[fault])
    assert all(problem.remedy for problem in problems)


@pytest.mark.parametrize("fault", ["undefined-class", "six-of-five", "notation-twice"])
def test_fault_alone_is_told_alike(fault: str, found: Mapping[str, list[Problem]]) -> None:
    assert check(shipped_files(), focus=[FAULTS[fault]]) == found[str(FAULTS[fault])]


def test_every_check_has_a_fault() -> None:
    told = " ".join(line for path in FAULTS.values() for line in expected(path))
    for query in (folder("queries") / "checks").glob("*.rq"):
        header = re.match(r"# title: .+\n# message: (.+); .+\n", query.read_text(encoding="utf-8"))
        assert header, f"{query.name} begins with no title and message"
        assert header[1] in told, f"no fault shows what {query.name} finds"


def test_every_message_says_what_to_do() -> None:
    for path in (folder("ontology") / "shapes").glob("*.ttl"):
        messages = re.findall(r'sh:message "((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8"))
        assert [message for message in messages if "; " not in message] == []


def test_without_focus_all_files_speak() -> None:
    fault = FAULTS["source-known-by-nothing"]
    problems = shape_problems([*shipped_files(), fault])
    assert [(problem.file, problem.what) for problem in problems] == [(str(fault), "does not say how it is known")]


def test_focus_leaves_other_files_alone() -> None:
    others = [FAULTS["note-never-told"], FAULTS["step-of-no-pathway"]]
    told = check([*shipped_files(), *others], focus=[FAULTS["six-of-five"]])
    assert {problem.file for problem in told} == {str(FAULTS["six-of-five"])}


def test_file_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "my policy, v1.2.ttl"
    text = "[] a <https://w3id.org/antecede/ontology#Citation>, <https://w3id.org/antecede/ontology#Cite> ."
    path.write_text(text, encoding="utf-8")
    assert [problem.place for problem in query_problems(shipped_files(), focus=[path])] == ["[ ] rdf:type"]


def test_prefixes_of_a_file_are_used_in_messages(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    text = "@prefix mine: <https://example.org/mine#> .\nmine:c a <https://w3id.org/antecede/ontology#Citation> ."
    path.write_text(text, encoding="utf-8")
    assert {problem.place for problem in shape_problems(shipped_files(), focus=[path])} == {"mine:c ant:source"}


def test_syntax_error_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix ant: <https://w3id.org/antecede/ontology#> .\nant:Case a ;\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"broken\.ttl: line 2"):
        check(shipped_files(), focus=[path])


def test_unused_term_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ontology" / "idle.ttl"
    path.parent.mkdir()
    path.write_text(
        "@prefix ant: <https://w3id.org/antecede/ontology#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "ant:Idle a owl:Class .\n"
        "ant:Busy a owl:Class ; rdfs:subClassOf ant:Event , ant:BusyParent .\n"
        "ant:BusyParent a owl:Class .\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(checks, "folder", lambda name: tmp_path / name)
    assert [problem.place for problem in term_problems([path])] == ["ant:Idle"]


def test_importing_the_checks_imports_no_engine() -> None:
    program = "import sys, antecede.graph.checks; sys.exit('rdflib' in sys.modules or 'pyshacl' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", program], check=False, env=environment).returncode == 0

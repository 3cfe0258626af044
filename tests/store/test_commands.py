"""``load`` and ``query`` at the command line: results to standard output, all else to standard error."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from antecede.store.question import catalogue
from tests.serving import ENVIRONMENT
from tests.support import CASE_FILES, called

ROWS = {
    "csv": None,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLES = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}


def test_list_has_every_question_below_its_topic() -> None:
    status, out, err = called("query", "--list")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert [line.strip() for line in lines if line.startswith("  ")] == [
        f"{q.name}: {q.title}" for q in catalogue().values()
    ]
    assert len([line for line in lines if not line.startswith("  ")]) == 6


@pytest.mark.parametrize("form", ROWS)
def test_rows_in_each_format(form: str, decided: Path) -> None:
    status, out, err = called("query", "recommendations-by-act", "--format", form, "--store", decided)
    assert (status, err) == (0, "")
    parsed = ROWS[form]
    if parsed is None:
        found = len(list(csv.DictReader(io.StringIO(out))))
    else:
        found = len(list(ox.parse_query_results(out.encode(), parsed)))
    assert found == 11


@pytest.mark.parametrize("form", TRIPLES)
def test_triples_in_each_format(form: str, decided: Path) -> None:
    status, out, err = called("query", "case-record", "--param", "case=seed-004", "--format", form, "--store", decided)
    assert (status, err) == (0, "")
    found = {str(each.predicate) for each in ox.parse(out.encode(), TRIPLES[form])}
    assert "<https://w3id.org/antecede/ontology#hasFact>" in found
    assert len(found) >= 5


def test_table_is_for_people(decided: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.rq"
    file.write_text(
        'SELECT (<https://w3id.org/antecede/ontology#Step> AS ?iri) (1.50 AS ?n) ("a\tb" AS ?t) (?u AS ?none) (true AS ?yes) {}'
    )
    status, out, _ = called("query", file, "--store", decided)
    assert status == 0
    assert out.splitlines() == [
        "iri         n  t    none  yes",
        "--------  ---  ---  ----  ----",
        "ant:Step  1.5  a b        true",
    ]
    file.write_text("ASK {}")
    assert called("query", file, "--store", decided)[1] == "true\n"
    file.write_text("CONSTRUCT { <http://a.example/> a <http://b.example/> } {}")
    assert called("query", file, "--store", decided)[1].endswith("<http://a.example/> a <http://b.example/> .\n")


def test_parameters_change_the_answer(decided: Path) -> None:
    answers = {
        json.dumps(called("query", "denial-steps", "--param", f"case={case}", "--format", "csv", "--store", decided)[1])
        for case in ("seed-000", "seed-001", "nobody")
    }
    assert len(answers) == 3


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("query",), "query: nothing is asked; name a question"),
        (
            ("query", "paper-denial"),
            "paper-denial: no question of the catalogue and no file; did you mean 'paper-denials'?",
        ),
        (("query", "near-misses", "--param", "within"), "--param: within: no value; write name=value"),
        (("query", "near-misses", "--param", "within=far"), "query: within: 'far' is no decimal"),
        (("query", "near-misses", "--param", "witin=1"), "near-misses: no parameter 'witin'; did you mean 'within'?"),
        (
            ("query", "near-misses", "--format", "ttl"),
            "--format: ttl: the answer cannot be written so; one of json, xml, csv, tsv",
        ),
        (
            ("query", "case-record", "--format", "csv"),
            "--format: csv: the answer cannot be written so; one of ttl, nt, jsonld",
        ),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: tuple[str, ...], what: str, decided: Path) -> None:
    status, out, err = called(*arguments, "--store", decided)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith(what)


@pytest.mark.parametrize(
    ("query", "what"),
    [("SELECT * {\n ?s ?p }", "query: line 2, column 8: not SPARQL from '}' on"), ("SELECT * { SERVICE <http://a.example/> {} }", "query: line 1, column 12: SERVICE is refused")],
)  # fmt: skip
def test_wrong_query_is_told_with_its_place(query: str, what: str, decided: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong.rq").write_text(query)
    status, out, err = called("query", tmp_path / "wrong.rq", "--store", decided)
    assert (status, out) == (2, "")
    assert err.startswith(what)


def test_other_words_are_told(decided: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.rq"
    file.write_text("ASK { <http://a.example/> <http://b.example/>* ?o }")
    status, out, err = called("query", file, "--store", decided)
    assert (status, out) == (0, "true\n")
    what = "asked in other words, for the engine gets this wrong: a path of length zero from or to a constant"
    assert err == f"{decided}: {what}\n"
    file.write_text("SELECT * { GRAPH ?g { SELECT ?s { ?s ?p ?o } LIMIT 1 } }")
    status, out, err = called("query", file, "--store", decided)
    assert (status, out) == (2, "")
    assert err.startswith("query: the engine gets wrong GRAPH with a variable around more than triples; it cannot be")
    assert err.endswith("for LIMIT or OFFSET inside GRAPH with a variable; name the graph\n")


def test_place_of_the_store_may_stand_in_the_environment(
    decided: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ANTECEDE_STORE", str(decided))
    assert called("query", "recommendations-by-edition")[0] == 0
    monkeypatch.delenv("ANTECEDE_STORE")
    monkeypatch.chdir(tmp_path)
    assert (
        "antecede-store: holds no decided cases; run antecede load CASES"
        in called("query", "recommendations-by-edition")[2]
    )
    assert called("load", CASE_FILES["seed-004"])[0] == 0
    assert (tmp_path / "antecede-store").is_dir()


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "antecede.cli.main",
        "load",
        str(CASE_FILES["seed-004"]),
        "--store",
        str(tmp_path / "store"),
    ]
    reader, writer = pty.openpty()
    process = subprocess.Popen(command, stderr=writer, stdout=subprocess.PIPE, env=ENVIRONMENT | {"TERM": "xterm"})
    os.close(writer)
    shown = b""
    while True:
        try:
            part = os.read(reader, 4096)
        except OSError:
            break
        shown += part
        if not part:
            break
    os.close(reader)
    assert process.stdout
    with process.stdout:
        assert process.stdout.read() == b""
    assert process.wait() == 0
    assert b"reviewing" in shown
    plain = subprocess.run(command, capture_output=True, check=True, env=ENVIRONMENT)
    assert (plain.stdout, plain.stderr.count(b"\n")) == (b"", 1)
    assert b"0 cases stored, 1 there already" in plain.stderr

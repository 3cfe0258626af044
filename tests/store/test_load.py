"""Loading: each case whole or not at all, each once, whatever happens meanwhile."""

import contextlib
import json
import signal
import subprocess
import time
from collections import defaultdict
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.determination.result import Determination
from antecede.errors import StoreError
from antecede.explanation.path import case_iri
from antecede.report.rdf import graphs
from antecede.store.embedded import Embedded
from antecede.store.graphs import LEDGER, published
from antecede.store.load import change_of, load
from antecede.store.place import Dataset
from tests.decided import made_cases, written_cases
from tests.serving import started
from tests.support import CASE_FILES, antecede, called, case, written

EVERYTHING = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def reviewer(cache: Path) -> Reviewer:
    return Reviewer()


def contents(folder: Path) -> list[str]:
    """Every quad of a store as it is read, in order."""
    rows = Embedded(folder).run(EVERYTHING, Dataset())
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(" ".join(map(str, (row["g"], row["s"], row["p"], row["o"]))) for row in rows)


def told(determination: Determination) -> set[str]:
    """Every quad that the report makes of a case and its determination, without what proves it."""
    made = graphs(determination, proof=False)
    return {f"<{name}> {each.subject} {each.predicate} {each.object}" for name in made for each in made[name]}


def test_same_case_again_changes_nothing(reviewer: Reviewer, tmp_path: Path) -> None:
    files, place = [CASE_FILES["seed-000"], CASE_FILES["seed-004"]], Embedded(tmp_path / "store")
    assert load(place, files, reviewer).stored == 2
    before = contents(tmp_path / "store")
    again = load(place, files, reviewer)
    assert (again.stored, again.unchanged) == (0, 2)
    assert contents(tmp_path / "store") == before


def test_changed_case_replaces_what_was_there(reviewer: Reviewer, tmp_path: Path) -> None:
    changed, place = case("seed-000"), Embedded(tmp_path / "store")
    load(place, [CASE_FILES["seed-000"]], reviewer)
    changed["findings"] = changed["findings"][:2]
    assert load(place, [written(changed, tmp_path)], reviewer).stored == 1
    fresh = tmp_path / "fresh"
    load(Embedded(fresh), [written(changed, tmp_path)], reviewer)
    assert contents(tmp_path / "store") == contents(fresh)
    assert not [row for row in contents(fresh) if "#findings/2>" in row]


def test_determinations_of_earlier_editions_stay(reviewer: Reviewer, tmp_path: Path) -> None:
    place = Embedded(tmp_path / "store")
    found = reviewer.review(Case.model_validate(case("seed-000")))
    earlier = msgspec.structs.replace(found, policy=msgspec.structs.replace(found.policy, edition="2024"))
    with place.writing() as writer:
        for each in (earlier, found, earlier, found):
            writer.apply(change_of(each, "key"))
    graphs = {row.split()[0] for row in contents(tmp_path / "store")}
    assert {graph.rpartition("/")[2] for graph in graphs if "/determination/" in graph} == {"2024>", "2025>"}
    assert len(graphs) == 4


def test_what_is_in_a_graph_is_what_the_report_says(decided: Path, reviewer: Reviewer) -> None:
    found = contents(decided)
    for name in ("seed-000", "facet-rfa-all-met"):
        made = told(reviewer.review(Case.model_validate(case(name))))
        own = (f"<{case_iri(name)}> ", f"<https://w3id.org/antecede/determination/{name}/")
        assert {row for row in found if row.startswith(own)} == made


def test_no_triple_stands_in_two_graphs(decided: Path) -> None:
    """But those that say in each determination which engine made it."""
    triples = [row.partition(" ")[2] for row in contents(decided) if "> <https://w3id.org/antecede/engine/" not in row]
    assert len(triples) > 20_000
    assert len(set(triples)) == len(triples)


def test_published_graph_is_there_whole(decided: Path) -> None:
    found = contents(decided)
    graphs = published()
    assert len(graphs) > 20
    for graph, triples in graphs.items():
        assert sum(row.startswith(f"<{graph}> ") for row in found) == len(triples) > 0
    assert not [row for row in found if "_:" in row.split()[1]]


def test_files_folders_and_lines(tmp_path: Path) -> None:
    """A folder, and a file of lines, with some cases that will not do: those are told of and left out."""
    folder = tmp_path / "cases"
    folder.mkdir()
    written(case("seed-000"), folder, "one.json")
    (folder / "notes.txt").write_text("no case")
    lines = [
        json.dumps(case("seed-001")),
        "{",
        "",
        json.dumps(case("seed-002") | {"as_of": "soon"}),
        json.dumps(case("seed-000")),
    ]
    (tmp_path / "more.jsonl").write_text("\n".join(lines))
    status, out, err = called("load", folder, tmp_path / "more.jsonl", "--store", tmp_path / "store")
    assert (status, out) == (2, "")
    problems = err.splitlines()
    assert len(problems) == 4
    assert problems[0].startswith(f"{tmp_path / 'more.jsonl'}:2: line 1, column 2: not JSON")
    assert problems[1].startswith(f"{tmp_path / 'more.jsonl'}:4: as_of: 'soon' is no date")
    assert "case 'seed-000' stands in" in problems[2]
    assert problems[3].endswith("2 cases stored, 0 there already, 3 left out (see above)")


def test_missing_files_are_told_before_anything_is_written(tmp_path: Path) -> None:
    status, _, err = called("load", tmp_path / "none.json", tmp_path / "nothing", "--store", tmp_path / "store")
    assert (status, len(err.splitlines())) == (2, 2)
    assert not (tmp_path / "store").exists()


# --- what happens meanwhile -------------------------------------------------------------------------------------------


def test_only_one_writes_and_all_read(decided: Path, reviewer: Reviewer, tmp_path: Path) -> None:
    place = Embedded(tmp_path / "store")
    load(place, [CASE_FILES["seed-000"]], reviewer)
    before = contents(tmp_path / "store")
    with place.writing() as writer:
        writer.apply(change_of(reviewer.review(Case.model_validate(case("seed-001"))), "key"))
        other = antecede("load", CASE_FILES["seed-002"], "--store", tmp_path / "store")
        assert (other.returncode, other.stdout) == (2, "")
        assert "is being written by another process; wait for it" in other.stderr
        assert contents(tmp_path / "store") == before
        asked = antecede("query", "recommendations-by-edition", "--store", tmp_path / "store")
        assert (asked.returncode, len(asked.stdout.splitlines())) == (0, 3)
        assert "cases are being loaded" in asked.stderr
    assert len(contents(tmp_path / "store")) > len(before)


def test_reader_keeps_what_it_reads(reviewer: Reviewer, tmp_path: Path) -> None:
    """A result that is being read stays readable while loads publish one copy after another."""
    place = Embedded(tmp_path / "store")
    load(place, [CASE_FILES["seed-000"]], reviewer)
    reader = Embedded(tmp_path / "store")
    rows = reader.run(EVERYTHING, Dataset())
    assert isinstance(rows, ox.QuerySolutions)
    first = next(rows)
    for name in ("seed-001", "seed-002", "seed-003"):
        load(place, [CASE_FILES[name]], reviewer)
    assert first["g"]
    assert sum(1 for _ in rows) > 5000
    copies = [path for path in (tmp_path / "store" / "published").iterdir() if path.is_dir()]
    assert len(copies) == 2


def test_store_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no decided cases; run antecede load"):
        contents(tmp_path / "none")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"), Embedded(tmp_path / "file").writing():
        pass


def whole_cases(folder: Path, expected: dict[str, set[str]]) -> int:
    """How many cases a store holds; each of them whole, or the test fails."""
    rows = contents(folder)
    held = {row.split()[1] for row in rows if row.startswith(f"<{LEDGER}> <https://w3id.org/antecede/case/")}
    graphs: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        graphs[row.split(" ")[0]].add(row)
    for iri, whole in expected.items():
        own = set().union(*(graphs[graph] for graph in {row.split(" ")[0] for row in whole}))
        assert own == (whole if f"<{iri}>" in held else set())
    return len(held)


def test_killed_in_mid_load_and_taken_up_again(reviewer: Reviewer, tmp_path: Path) -> None:
    number = 120
    file, store = written_cases(number, tmp_path / "cases.jsonl"), tmp_path / "store"
    made = [reviewer.review(Case.model_validate(each)) for each in made_cases(number)]
    expected = {case_iri(each.case.id): told(each) for each in made}
    held: list[int] = []
    load(Embedded(store), [], reviewer)
    for kilobytes in (200, 700, 1500):
        with started("load", file, "--store", store) as process:
            wait_for_more(store, process, kilobytes)
            process.send_signal(signal.SIGKILL)
            process.wait()
        held.append(whole_cases(store, expected))
    assert held == sorted(held)
    assert 0 < held[-1] < number, held
    done = antecede("load", file, "--store", store)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"{number - held[-1]} cases stored, {held[-1]} there already" in done.stderr
    fresh = tmp_path / "fresh"
    load(Embedded(fresh), [file], reviewer)
    assert contents(store) == contents(fresh)


def wait_for_more(store: Path, process: subprocess.Popen[str], kilobytes: int) -> None:
    """Wait until a load has written so much more than there was."""
    before = size(store)
    while process.poll() is None and size(store) < before + 1000 * kilobytes:
        time.sleep(0.005)


def size(store: Path) -> int:
    """Bytes in the files of the database; what goes away meanwhile does not count."""
    total = 0
    for path in (store / "data").iterdir():
        with contextlib.suppress(FileNotFoundError):
            total += path.stat().st_size
    return total

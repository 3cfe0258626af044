"""The README and the pages: their excerpts, pictures, names and examples are what the product does today."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from antecede.graph.vocabulary import name
from antecede.knowledge.cache import load_plan

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def antecede(*arguments: str) -> str:
    command = [sys.executable, "-m", "antecede.cli.main", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def block(text: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", text, re.S)
    assert found
    return found.group(1)


def is_real_output(session: str) -> int:
    """Hold the pieces of a console session up to what the command prints; gives their number."""
    command, _, excerpt = session.partition("\n")
    shown = antecede(*command.removeprefix("$ antecede ").split())
    pieces = [piece.strip("\n") for piece in excerpt.split("...\n")]
    position = 0
    for piece in pieces:
        assert piece in shown[position:], piece
        position = shown.index(piece, position)
    return len(pieces)


def test_the_excerpt_is_real_output() -> None:
    assert is_real_output(block(README, "console")) >= 4


def test_the_excerpts_on_comparison_are_real_output() -> None:
    page = (ROOT / "docs/comparison.md").read_text(encoding="utf-8")
    sessions = re.findall(r"```console\n(.*?)```", page, re.S)
    assert [session.split()[2] for session in sessions] == ["compare", "impact", "conflicts"]
    assert sum(map(is_real_output, sessions)) >= 6
    done = subprocess.run(
        [sys.executable, "-c", block(page, "python")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['equal', 'looser', 'not proved', 'stricter']"


def test_the_picture_is_the_pathway() -> None:
    picture = block(README, "mermaid")
    boxes = dict(re.findall(r"(\w+)\[\"(.*?)<br/>", picture))
    edges = {(boxes[one], boxes[other]) for one, other in re.findall(r"(\w+)(?:\[.*?\])? --> (\w+)", picture)}
    cpb = next(policy for policy in load_plan().policies if policy.notation == "cpb")
    pathway = next(each for each in cpb.pathways if each.label == "sacroiliac pathway")
    labels = {step.iri: step.label for step in pathway.steps}
    assert set(boxes.values()) == set(labels.values())
    assert edges == {(labels[before], step.label) for step in pathway.steps for before in step.requires}
    for step in pathway.steps:
        assert all(name(iri) in picture for iri in step.completed_by)


def test_every_name_of_case_files_is_listed() -> None:
    listed = set(re.findall(r"^\| (\w+) \|", (ROOT / "docs/names.md").read_text(encoding="utf-8"), re.M)) - {"name"}
    known = {case_name for case_name, cls in load_plan().lexicon.classes.items() if not cls.abstract}
    assert listed == known
    assert len(known) == 340


def test_every_command_is_described() -> None:
    page = "\n".join(path.read_text(encoding="utf-8") for path in [*ROOT.glob("docs/*.md"), ROOT / "README.md"])
    commands = re.findall(r"^  (\w+) ", antecede("--help").partition("Commands")[2], re.M)
    assert len(commands) >= 4
    assert not [command for command in commands if f"antecede {command}" not in page and f"make {command}" not in page]


def test_the_policy_in_the_authors_page_works(tmp_path: Path) -> None:
    page = (ROOT / "docs/authoring.md").read_text(encoding="utf-8")
    (tmp_path / "my.ttl").write_text(block(page, "turtle"), encoding="utf-8")
    assert "nothing wrong" in antecede("check", "--kg", str(tmp_path))
    case = tmp_path / "case.json"
    case.write_text(
        '{"id": "knee", "as_of": "2025-11-18", "policy": "my", "request": [{"line": 1, "code": "64624"}],'
        ' "events": [{"type": "GenicularNerveBlock", "relief": 60}]}'
    )
    assert "knee: CERTIFY" in antecede("review", str(case), "--kg", str(tmp_path))


def test_the_excerpts_in_the_authors_page_are_real() -> None:
    page = (ROOT / "docs/authoring.md").read_text(encoding="utf-8")
    written = "\n".join(each.read_text(encoding="utf-8") for each in ROOT.glob("kg/policies/bcbs-nd/*.ttl"))
    _, *excerpts = re.findall(r"```turtle\n(.*?)```", page, re.S)
    assert len(excerpts) == 3
    assert not [each for each in excerpts if each not in written]


def test_the_python_in_the_pages_runs() -> None:
    code = block((ROOT / "docs/answers.md").read_text(encoding="utf-8"), "python")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "certify"


def test_the_small_case_in_the_pages_is_read(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(block((ROOT / "docs/cases.md").read_text(encoding="utf-8"), "json"), encoding="utf-8")
    assert antecede("review", str(case)).startswith("demo-1: ")


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*.json")), ids=lambda path: path.stem)
def test_examples_are_reviewed(path: Path) -> None:
    assert antecede("review", str(path)).startswith(f"{path.stem}: ")

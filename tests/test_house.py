"""The house: sizes, names, and no clinical content in the program."""

import ast
import re
import statistics
from pathlib import Path

import antecede

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "reasoner" / "antecede").rglob("*.py"))
FILES = [*MODULES, *(path for room in ("tests", "benchmarks") for path in sorted((ROOT / room).rglob("*.py")))]
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 300, 40, 8


def functions() -> list[tuple[Path, ast.FunctionDef]]:
    found = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [(path, node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return found


def length(node: ast.FunctionDef) -> int:
    """Lines of a function without its docstring."""
    start = node.body[0]
    documented = (
        isinstance(start, ast.Expr) and isinstance(start.value, ast.Constant) and isinstance(start.value.value, str)
    )
    docstring = (start.end_lineno or 0) - start.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_files_are_short() -> None:
    assert len(MODULES) > 60
    assert len(FILES) > len(MODULES) + 20
    long = {str(path): lines for path in FILES if (lines := len(path.read_text().splitlines())) > LONGEST_FILE}
    assert not long


def test_functions_are_short() -> None:
    lengths = {f"{path.name}:{node.name}": length(node) for path, node in functions()}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}
    assert statistics.median(length(node) for _, node in functions()) <= MEDIAN_FUNCTION


def test_public_functions_say_what_they_mean() -> None:
    bare = [f"{path.name}:{node.name}" for path, node in functions() if not node.name.startswith("_") and not inner(path, node)
            and not ast.get_docstring(node)]  # fmt: skip
    assert not bare


def inner(path: Path, node: ast.FunctionDef) -> bool:
    """Whether a function stands inside another."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        child.name == node.name and child.lineno == node.lineno
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef)
        for child in ast.walk(outer)
        if isinstance(child, ast.FunctionDef) and child is not outer
    )


def test_no_code_or_rule_stands_in_the_program() -> None:
    code = re.compile(r"\b(6\d{4}|2[0-9]{4}|J\d{4}|[A-TV-Z]\d\d\.\d\w*)\b|\bcpb\b|\b[NMRKL]\d{1,2}\b(?![\w-]*[.:])")
    hits = {}
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        found = [text for text in texts if text not in docs and code.search(text)]
        if found:
            hits[path.name] = found
    assert not hits


def test_exported_names() -> None:
    assert antecede.__all__ == sorted(antecede.__all__)
    assert all(getattr(antecede, name) is not None for name in antecede.__all__)
    assert not hasattr(antecede, "nothing_of_the_kind")

"""Rows as a table of plain text: numbers to the right, IRIs in their short form."""

import shutil
import sys
import unicodedata

import antecede.store.answer as answers
from antecede.store.place import Result
from antecede.store.prefixes import curie

WIDEST = 60


def print_table(result: Result) -> None:
    """Print rows to standard output; a truth value as one word."""
    truth = answers.truth(result)
    if truth is not None:
        sys.stdout.write(f"{'true' if truth else 'false'}\n")
        return
    table = answers.table(result)
    rows = [tuple(map(_shown, row)) for row in table.rows]
    right = [_is_number(index, table.rows) for index in range(len(table.columns))]
    widths = [min(_widest(), max(map(_width, column))) for column in zip(table.columns, *rows, strict=True)]
    for row in (table.columns, tuple("-" * width for width in widths), *rows):
        cells = [_cell(text, width, to_right) for text, width, to_right in zip(row, widths, right, strict=True)]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def _widest() -> int:
    """On a terminal long texts are cut; in a file they are not."""
    return WIDEST if sys.stdout.isatty() and shutil.get_terminal_size().columns else 10**6


def _shown(value: answers.Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6g}" if value != int(value) else str(int(value))
    text = curie(value) if isinstance(value, str) else str(value)
    return "".join(each if each.isprintable() else " " for each in text)


def _is_number(index: int, rows: list[tuple[answers.Value, ...]]) -> bool:
    values = [row[index] for row in rows if row[index] is not None]
    return bool(values) and all(isinstance(each, int | float) and not isinstance(each, bool) for each in values)


def _cell(text: str, width: int, to_right: bool) -> str:
    if _width(text) > width:
        text = text[: width - 1] + "…"
    pad = " " * (width - _width(text))
    return pad + text if to_right else text + pad


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)

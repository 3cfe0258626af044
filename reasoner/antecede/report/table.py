"""Plain tables, and one case under several policies side by side."""

from collections.abc import Iterator, Sequence

from antecede.explanation.words import RECOMMENDATION_WORDS, clean
from antecede.report.cited import Json

HEADINGS = ("policy", "line", "recommendation", "coverage", "robust", "failed", "open", "edition")
OPEN = ("not_documented", "conflicting")


def columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows under their headings, each column as wide as its widest cell.

    >>> columns(("a", "b"), [("one", "2")])
    ['a    b', 'one  2']
    """
    every = [headings, *rows]
    widths = [max(len(row[place]) for row in every) for place in range(len(headings))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in every]


def beside(case: str, answers: Sequence[Json]) -> Iterator[str]:
    """What each policy comes to on each line of one case."""
    if not answers:
        yield f"{clean(case)}: no policy carried here speaks of what is asked for."
        return
    yield f"{clean(case)} under {len(answers)} {'policy' if len(answers) == 1 else 'policies'}"
    yield from columns(HEADINGS, [_row(answer, line) for answer in answers for line in answer["lines"]])


def _row(answer: Json, line: Json) -> tuple[str, ...]:
    return (
        answer["policy"],
        f"{line['line']}, {clean(line['code'])}",
        RECOMMENDATION_WORDS[line["recommendation"]],
        line["coverage"].replace("_", " "),
        "yes" if line["robust"] else "no",
        _ids(line, ("not_met", "fires")),
        _ids(line, OPEN),
        "; ".join(each["edition"] for each in line["documents"]),
    )


def _ids(line: Json, statuses: Sequence[str]) -> str:
    deciding = (each for each in line["findings"] if each["kind"] not in ("exception", "flag"))
    return " ".join(dict.fromkeys(each["notation"] for each in deciding if each["status"] in statuses)) or "-"

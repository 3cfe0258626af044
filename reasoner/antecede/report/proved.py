"""Sets of changes that are enough, for a reviewer at a terminal."""

from collections.abc import Iterator
from typing import Any

from antecede.explanation.words import listing

Json = dict[str, Any]
Line = tuple[int, str, str]
#: More sets than this are told only in JSON.
MOST_SETS = 4


def proved(answer: Json, group: list[Json]) -> Iterator[Line]:
    """What would be enough, for lines on which much the same is said; nothing where it was not worked out."""
    told: dict[tuple[Line, ...], list[int]] = {}
    for line in group:
        told.setdefault(tuple(_line(answer, line)), []).append(line["line"])
    for lines, numbers in told.items():
        if lines:
            only = "" if len(numbers) == len(group) else f" [line {listing(map(str, numbers))}]"
            yield 1, "underline", f"What would be enough{only}"
        yield from lines


def _line(answer: Json, line: Json) -> Iterator[Line]:
    summary = line.get("repair", {}).get("text", "")
    if not summary:
        return
    yield 2, "", summary
    sets = [each for each in answer["repair_sets"] if each["line"] == line["line"]]
    for each in sets[:MOST_SETS]:
        if len(sets) > 1:
            yield 2, "", f"Set {each['set']} of {len(sets)}:"
        for change in each["changes"]:
            yield 3, "", f"{change['text'].rstrip('.')} ({', '.join(change['notations'])})"
        if each["meanwhile"]:
            yield 3, "", f"By {each['as_of']} time alone has brought right: {listing(each['meanwhile'])}."
    if len(line["ask_first"]) > 1:
        first = line["ask_first"][0]
        yield 2, "", f"Ask for this first: {first['what']} ({', '.join(first['notations'])})."

"""Sets of changes that are enough, for a reviewer at a terminal."""

from collections.abc import Iterator
from typing import Any

from antecede.explanation.words import listing
from antecede.report.sets import Enough, Group, Told, enough

Json = dict[str, Any]
Line = tuple[int, str, str]
#: More ways than this to put one change otherwise are told only on the page and in JSON.
MOST_WAYS = 8


def proved(answer: Json, group: list[Json]) -> Iterator[Line]:
    """What would be enough, for lines on which much the same is said; nothing where it was not worked out."""
    for each in enough(answer, group):
        only = "" if len(each.lines) == len(group) else f" [line {listing(map(str, each.lines))}]"
        yield 1, "underline", f"What would be enough{only}"
        yield 2, "", each.summary
        yield from _sets(each)
        if each.ask_first:
            yield 2, "", f"Ask for this first: {each.ask_first}."


def _sets(found: Enough) -> Iterator[Line]:
    for group in found.shown:
        if found.sets > 1:
            yield 2, "", f"Set {group.number} of {found.sets}:"
        yield from _group(group)


def _group(group: Group) -> Iterator[Line]:
    for place in group.places:
        yield 3, "", f"{place.told[0].capitalize()}: {place.told[1]} ({', '.join(place.rules)})"
        for way in place.instead[:MOST_WAYS]:
            yield 4, "", f"or {'; and '.join(map(_text, way))}"
        if len(place.instead) > MOST_WAYS:
            yield 4, "", f"or {len(place.instead) - MOST_WAYS} other ways"
    if group.combined:
        yield 3, "", f"Sets that combine these: {group.combined}."
    if group.meanwhile:
        yield 3, "", f"By {group.as_of} time alone has brought right: {listing(group.meanwhile)}."


def _text(told: Told) -> str:
    return ": ".join(told)

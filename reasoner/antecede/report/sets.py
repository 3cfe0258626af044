"""Sets of changes that are enough, told together: one set, and what may stand in for each change of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

Json = dict[str, Any]
#: Kind of a change, and the change in words; those that are told alike stand there once.
Told = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A change of a set, and those that were tried in its place and are enough with all the others."""

    told: Told
    rules: tuple[str, ...]
    instead: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A set and those that are like it.

    ``number``: its own among all of the line; ``combined``: how many more put several of its changes otherwise;
    ``meanwhile``: rules that time alone has brought right by the day ``as_of``.
    """

    number: int
    places: tuple[Place, ...]
    combined: int
    meanwhile: tuple[str, ...]
    as_of: str


@dataclass(frozen=True, slots=True)
class Enough:
    """What would be enough for lines of which the same is to be said; ``ask_first``: the change to ask for first."""

    summary: str
    sets: int
    groups: tuple[Group, ...]
    ask_first: str
    lines: tuple[int, ...] = ()


def enough(answer: Json, lines: list[Json]) -> list[Enough]:
    """What would be enough for each of some lines, the same once; nothing where nothing was worked out."""
    found: dict[Enough, list[int]] = {}
    for line in lines:
        if line.get("repair", {}).get("text"):
            found.setdefault(_of_line(answer, line), []).append(line["line"])
    return [replace(each, lines=tuple(numbers)) for each, numbers in found.items()]


def _of_line(answer: Json, line: Json) -> Enough:
    sets = [each for each in answer["repair_sets"] if each["line"] == line["line"]]
    first = [f"{each['what']} ({', '.join(each['notations'])})" for each in line["ask_first"]]
    return Enough(line["repair"]["text"], len(sets), tuple(grouped(sets)), first[0] if len(first) > 1 else "")


def grouped(sets: list[Json]) -> Iterator[Group]:
    """All sets, each in just one group: as the first of it, with one change put otherwise, or combined of such."""
    left = sets
    while left:
        first, *others = left
        group, left = _group(first, others)
        yield group


def _group(first: Json, others: list[Json]) -> tuple[Group, list[Json]]:
    """The group of one set, and the sets that are not in it."""
    changes: list[Json] = first["changes"]
    instead: dict[str, list[list[Json]]] = {_key(each): [] for each in changes}
    apart = []
    for other in others:
        gone = _beyond(changes, other["changes"])
        if len(gone) == 1:
            instead[_key(gone[0])].append(_beyond(other["changes"], changes))
        else:
            apart.append(other)
    known = [*changes, *(change for ways in instead.values() for way in ways for change in way)]
    left = [each for each in apart if _beyond(each["changes"], known)]
    places = [
        Place(told, tuple(change["notations"]), tuple(map(_told, instead[_key(change)])))
        for change, told in _once(changes)
    ]
    return Group(first["set"], tuple(places), len(apart) - len(left), tuple(first["meanwhile"]), first["as_of"]), left


def _beyond(changes: list[Json], others: list[Json]) -> list[Json]:
    """Changes that are not among others, each as often as it is not."""
    there = Counter(map(_key, others))
    left = []
    for each in changes:
        there[_key(each)] -= 1
        if there[_key(each)] < 0:
            left.append(each)
    return left


def _once(changes: list[Json]) -> Iterator[tuple[Json, Told]]:
    """Changes and how they are told, those alike once, with their number."""
    number = Counter(map(_key, changes))
    for key, change in {_key(each): each for each in changes}.items():
        words = key.rstrip(".").partition(": ")[2]
        yield change, (change["kind"], f"{number[key]} of these: {words}" if number[key] > 1 else words)


def _told(way: list[Json]) -> tuple[Told, ...]:
    return tuple(told for _, told in _once(way))


def _key(change: Json) -> str:
    text: str = change["text"]
    return text

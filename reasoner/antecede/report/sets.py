"""Sets of changes that are enough, told together: one set, and what may stand in for each change of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

Json = dict[str, Any]
#: Kind of a change, and the change in words.
Told = tuple[str, str]
#: More groups of sets than this are told only in JSON.
MOST_GROUPS = 3


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

    @property
    def shown(self) -> tuple[Group, ...]:
        """The groups that are told to people."""
        return self.groups[:MOST_GROUPS]


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
    changes = _by_text(first)
    instead: dict[str, list[tuple[Told, ...]]] = {text: [] for text in changes}
    known, apart = set(changes), []
    for other in others:
        theirs = _by_text(other)
        gone, came = [text for text in changes if text not in theirs], [text for text in theirs if text not in changes]
        if len(gone) == 1:
            instead[gone[0]].append(tuple(_told(theirs[text]) for text in came))
            known.update(came)
        else:
            apart.append(other)
    left = [each for each in apart if not known.issuperset(_by_text(each))]
    places = (Place(_told(each), tuple(each["notations"]), tuple(instead[text])) for text, each in changes.items())
    return Group(first["set"], tuple(places), len(apart) - len(left), tuple(first["meanwhile"]), first["as_of"]), left


def _by_text(found: Json) -> dict[str, Json]:
    return {change["text"]: change for change in found["changes"]}


def _told(change: Json) -> Told:
    return change["kind"], change["text"].rstrip(".").partition(": ")[2]

"""Check the values that an entry gives: words, names, dates, durations."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

from antecede.case.model import Entry, Event
from antecede.truth.day import days
from antecede.truth.span import span

#: What is wrong with a value and what to do; none where it is well.
Complaint = tuple[str, str] | None
Checker = Callable[[Any], Complaint]
EMPTY: tuple[object, ...] = ("", (), None)
DATES = ("date", "start", "end", "since")
#: Keys whose values are read at each check.
READ = (*DATES, "duration", "relief_duration", "relief", "function_gain")
MODIFIER = re.compile("[0-9A-Z]{2}")
BACKWARDS = ("a range that runs backwards", "write its lower end first")


class Checks:
    """The checks of one kind of entry by key; ``without`` are keys that the shape of the file has settled.

    ``named`` are the keys of its names and words, of which there are few.  Dates and durations, of which there are too
    many to be remembered, are read each time.
    """

    def __init__(self, shape: type[Entry], checkers: dict[str, Checker], without: tuple[str, ...] = ()) -> None:
        self._checkers = {key: checkers[key] for key in shape.__struct_fields__ if key in checkers.keys() - {*without}}
        self.named = tuple(key for key in self._checkers if key not in READ)

    def well(self, entry: Entry) -> bool:
        """Whether nothing is wrong with the names and words of an entry."""
        return not any(key not in READ for key, _ in self._wrong(entry))

    def complaints(self, place: str, entry: Entry) -> Iterator[tuple[str, tuple[str, str]]]:
        """What is wrong with the values that an entry gives."""
        yield from ((f"{place}/{key}", complaint) for key, complaint in self._wrong(entry))
        if isinstance(entry, Event) and entry.end:
            yield from _period(place, entry)

    def _wrong(self, entry: Entry) -> Iterator[tuple[str, tuple[str, str]]]:
        for key, checker in self._checkers.items():
            value = getattr(entry, key)
            complaint = checker(value) if key == "type" or value not in EMPTY else None
            if complaint:
                yield key, complaint


def in_order(event: Event) -> bool:
    """Whether a period starts, and not after its end."""
    return bool(event.start) and days(event.start).first <= days(event.end).last


def _period(place: str, event: Event) -> Iterator[tuple[str, tuple[str, str]]]:
    dated = event.start and event.end and not date(event.start) and not date(event.end)
    if dated and days(event.end).last < days(event.start).first:
        yield (
            f"{place}/end",
            (f"ends on {event.end}, before it starts on {event.start}", "correct one of the dates"),
        )
    if event.end and not event.start:
        yield f"{place}/end", ("an end without a start", "give start, or date for a single day")


def near(name: str, names: list[str], otherwise: str = "see docs/names.md for the names", cutoff: float = 0.6) -> str:
    """What to do about an unknown name: the one known that is written alike, has these initials, or is nearest."""
    alike = {_plain(each): each for each in names}
    initials = [each for each in names if name.isupper() and "".join(filter(str.isupper, each)) == name]
    found = get_close_matches(_plain(name), alike, 1, cutoff)
    best = initials[0] if len(initials) == 1 else alike[found[0]] if found else ""
    return f"did you mean {best!r}?" if best else otherwise


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def word(words: list[str]) -> Checker:
    """Each given word is one of these."""
    allowed = frozenset(words)

    def check(given: str | tuple[str, ...]) -> Complaint:
        wrong = [word for word in ((given,) if isinstance(given, str) else given) if word not in allowed]
        return (f"unknown word {wrong[0]!r}", f"one of {', '.join(words)}") if wrong else None

    return check


def modifier(given: tuple[str, ...]) -> Complaint:
    """Each has the form of a modifier of a procedure code."""
    wrong = [each for each in given if not MODIFIER.fullmatch(each)]
    return (f"{wrong[0]!r} is no modifier", "write two digits or capital letters, such as KX or 50") if wrong else None


def date(text: str) -> Complaint:
    """A day, a month or a year."""
    try:
        days(text)
    except ValueError:
        return f"{text!r} is no date", "write 2025-08-04, 2025-08 or 2025"
    return None


def duration(text: str) -> Complaint:
    """A duration of ISO 8601."""
    try:
        span(text)
    except ValueError:
        return f"{text!r} is no duration", "write an ISO 8601 duration: P6W, P42D, P3M, PT6H"
    return None


def durations(value: str | tuple[str, ...]) -> Complaint:
    """One duration, or the least and the greatest it may be."""
    if isinstance(value, str):
        return duration(value)
    return next((complaint for text in value if (complaint := duration(text))), None) or _backwards(value)


def _backwards(value: tuple[str, ...]) -> Complaint:
    """A range whose ends stand the wrong way round."""
    spans = [span(text) for text in value]
    return BACKWARDS if len(spans) > 1 and spans[0].shortest > spans[1].longest else None


def percent(value: float | tuple[float, ...] | str) -> Complaint:
    """A percentage, the least and the greatest it may be, or a word; no number as a text, and no fraction of one."""
    if isinstance(value, str):
        figure = any(map(str.isdigit, value))
        return (f"{value!r} is a number written as a text", "write 80, or [80, 90] for a range") if figure else None
    least, most = value if isinstance(value, tuple) else (value, value)
    if 0 < least < 1 or 0 < most < 1:
        return f"{value} is less than 1 percent", "write the percentage: 80 for 80 %"
    return BACKWARDS if least > most else None

"""Typed values of a case: numbers, partial dates and durations, read again from what was given."""

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Any

from rdflib import URIRef

from antecede.verification.published import Published
from antecede.verification.terms import ANT

DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
DURATION = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
#: Keys whose texts are dates, and those whose texts are durations.
DATES = {"date", "start", "end", "since", "service_date"}
DURATIONS = {"duration", "relief_duration"}


def spellings(value: Any) -> Iterator[str]:
    """A value of a case, or each of several, in the letters in which the RDF gives it.

    >>> list(spellings([80.0, 90.5])), list(spellings(True))
    (['80', '90.5'], ['true'])
    """
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, bool):
            yield str(each).lower()
        else:
            yield str(int(each)) if isinstance(each, float) and each == int(each) else str(each)


def mistyped(published: Published, key: str, node: URIRef, value: Any) -> str:
    """What is wrong with the typed form of a value; empty where nothing is."""
    wanted: dict[URIRef, str | float] = {}
    found: dict[URIRef, str | float | None] = {}
    if key in DATES:
        wanted = {ANT[end]: day for end, day in zip(("earliest", "latest"), ends(value), strict=True)}
        found = {end: published.text(node, end) for end in wanted}
    elif key in DURATIONS:
        for end, (months, days) in zip(("low", "high"), lengths(value), strict=True):
            wanted |= {ANT[f"{end}Months"]: months, ANT[f"{end}Days"]: days}
            found |= {each: published.number(node, each) for each in (ANT[f"{end}Months"], ANT[f"{end}Days"])}
    else:
        numbers = [each for each in (value if isinstance(value, list) else [value]) if _is_number(each)]
        wanted = {ANT.low: min(numbers), ANT.high: max(numbers)} if numbers else {}
        found = {end: published.number(node, end) for end in wanted}
    wrong = [end for end, each in wanted.items() if not _same(each, found[end])]
    return f"{published.short(wrong[0])} is {found[wrong[0]]} and should be {wanted[wrong[0]]}" if wrong else ""


def ends(text: str) -> tuple[str, str]:
    """First and last day that a partial date may stand for.

    >>> ends("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    match = DATE.fullmatch(text)
    if not match:
        return "", ""
    year, month, day = match[1], match[2], match[3]
    if day:
        return text, text
    first, last = month or "01", month or "12"
    return f"{year}-{first}-01", f"{year}-{last}-{monthrange(int(year), int(last))[1]:02}"


def lengths(value: str | list[str]) -> list[tuple[float, float]]:
    """Calendar months and days of the shortest and the longest that a duration may be.

    >>> lengths(["P2M", "P6W"])
    [(0.0, 42.0), (2.0, 0.0)]
    """
    texts = value if isinstance(value, list) else [value, value]
    read = []
    for text in texts:
        match = DURATION.fullmatch(text)
        years, months, weeks, days, hours, minutes, seconds = (
            float(part or 0) for part in (match.groups() if match else [0] * 7)
        )
        read.append((years * 12 + months, weeks * 7 + days + hours / 24 + minutes / 1440 + seconds / 86400))
    return sorted(read, key=lambda each: each[0] * 30.4 + each[1])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) or other is None:
        return bool(one == other)
    return abs(float(one) - float(other)) <= 1e-6 * max(1.0, abs(float(one)))

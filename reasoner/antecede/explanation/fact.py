"""A fact in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from antecede.case.model import Source
from antecede.criterion.engine import Engine
from antecede.explanation.words import clean, duration, listing, number
from antecede.record.fact import CONTRAINDICATED, DENIED, PLANNED, Fact
from antecede.truth.span import span

#: Values of an entry by key.
Given = Mapping[str, Any]
SIDES = {"left": "left", "right": "right", "bilateral": "both sides"}
#: Words of an entry that are told as they stand, with what is put before them.
TOLD = {
    "status": "",
    "extent": "to the ",
    "severity": "",
    "workup": "work-up ",
    "outcome": "outcome ",
    "technique": "technique ",
}


def describe(fact: Fact, engine: Engine) -> str:
    """Name, state, date, place and measures of a fact.

    Facts are told by the labels of the graph and the values of the entry; text of the entry's source comes last.
    """
    if not fact.words:
        parts = [part for part in (_name(fact, engine), *_details(fact.given)) if part]
        fact.words = ", ".join(parts)
    return fact.words


def name(fact: Fact, engine: Engine) -> str:
    """Label of a fact's class; of a coded diagnosis the code and its title."""
    code = engine.reader.code(fact.cls)
    if code:
        return f"{fact.entry.code} ({code.label})"
    known = engine.reader.by_iri.get(fact.cls)
    return known.label if known else clean(fact.entry.code)


def _name(fact: Fact, engine: Engine) -> str:
    label = name(fact, engine)
    if fact.standing == DENIED:
        return f"{label} recorded as {'absent' if fact.ref.startswith('findings') else 'not done'}"
    standing = {PLANNED: " planned", CONTRAINDICATED: " contraindicated"}.get(fact.standing, "")
    return label + standing


def _details(given: Given) -> Iterator[str]:
    yield _when(given)
    yield listing(clean(level) for level in given.get("levels", ()))
    yield SIDES.get(given.get("side") or "", "")
    yield relief(given)
    yield _measures(given)
    yield from (before + clean(value).replace("_", " ") for key, before in TOLD.items() if (value := _told(given, key)))
    count = given.get("count", 1)
    yield "number not given" if count is None else f"{count} times" if count != 1 else ""
    yield source(given.get("source", ""))


def _told(given: Given, key: str) -> str:
    value = given.get(key, "")
    return "" if value in ("done", "not_done", "planned", "contraindicated", "active", None) else str(value)


def _when(given: Given) -> str:
    date, start, end = (clean(given.get(key, "")) for key in ("date", "start", "end"))
    since, length = clean(given.get("since", "")), given.get("duration", "")
    period = f"{start} to {end or 'today'}" if start else ""
    told = [date, period, f"since {since}" if since else "", _length(length) if length else ""]
    return ", ".join(each for each in told if each)


def _length(text: str) -> str:
    return duration(span(text))


def relief(given: Given) -> str:
    """The relief after an act, and how long it lasted."""
    value, lasted = given.get("relief"), given.get("relief_duration", "")
    parts = []
    if isinstance(value, tuple):
        parts.append(f"{number(min(value))}-{number(max(value))} % relief")
    elif isinstance(value, str):
        parts.append(f'relief "{clean(value)}"')
    elif value is not None:
        parts.append(f"{number(value)} % relief")
    if lasted:
        spans = [lasted] if isinstance(lasted, str) else sorted(lasted, key=lambda text: span(text).longest)
        parts.append(f"for {' to '.join(duration(span(text)) for text in spans)}")
    return " ".join(parts)


def _measures(given: Given) -> str:
    parts = []
    before, after = given.get("score_before"), given.get("score_after")
    if before is not None and after is not None:
        parts.append(f"score {number(before)} to {number(after)}")
    sessions, value = given.get("sessions"), given.get("value")
    if sessions is not None:
        parts.append(f"{sessions} visit{'' if sessions == 1 else 's'}")
    if value is not None:
        parts.append(f"value {number(value)}")
    return ", ".join(parts)


def source(given: str | Source) -> str:
    """Where an entry was read, in brackets."""
    text = (
        given
        if isinstance(given, str)
        else " ".join(filter(None, (given.document, given.date, given.quote and f'"{given.quote}"')))
    )
    return f"[{clean(text)}]" if text else ""

"""A fact in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from antecede.criterion.engine import Engine
from antecede.explanation.words import clean, duration, extent, listing, number
from antecede.record.fact import CONTRAINDICATED, DENIED, PLANNED, REQUESTED, Fact
from antecede.truth.span import span

#: Values of an entry by key.
Given = Mapping[str, Any]
SIDES = {"left": "left", "right": "right", "bilateral": "both sides"}
#: Words of an entry that are told as they stand, with what is put before them.
THE = "the "
TOLD = {
    "status": "",
    "extent": "to the ",
    "severity": "",
    "workup": "work-up ",
    "outcome": "outcome ",
    "technique": "technique ",
    "guidance": "guidance ",
    "sedation": "sedation ",
    "sex": "",
}

#: Keys of which relief, scores and what stands beside a code are told.
RELIEF = frozenset(("relief", "relief_duration"))
MEASURED = frozenset(("score_before", "score_after", "function_gain", "sessions", "value"))
CODED = frozenset(("modifiers", "agent", "contrast", "units", "age"))

#: States that go without saying.
PLAIN = ("done", "not_done", "planned", "contraindicated", "active")


def describe(fact: Fact, engine: Engine) -> str:
    """Name, state, date, place and measures of a fact.

    Facts are told by the labels of the graph and the values of the entry; text of the entry's source comes last.
    """
    if not fact.words:
        fact.words = ", ".join([_name(fact, engine), *filter(None, _details(fact.said))])
    return fact.words


def name(fact: Fact, engine: Engine) -> str:
    """Label of a fact's class; of a coded diagnosis the code and its title."""
    if fact.ref.startswith("diagnoses"):
        code = engine.reader.code(fact.cls)
        return f"{fact.entry.code} ({code.label})" if code else clean(fact.entry.code)
    return engine.reader.by_iri[fact.cls].label


def _name(fact: Fact, engine: Engine) -> str:
    label = name(fact, engine)
    if fact.standing == DENIED:
        return f"{label} recorded as {'absent' if fact.ref.startswith('findings') else 'not done'}"
    if fact.standing == REQUESTED:
        return _asked(fact, label)
    standing = {PLANNED: " planned", CONTRAINDICATED: " contraindicated"}.get(fact.standing, "")
    return label + standing


def _asked(fact: Fact, label: str) -> str:
    """A request line by its number and code, or its act where it has none; another act as planned for its day."""
    code = clean(fact.entry.code or "")
    if "/same_day/" in fact.ref:
        return f"{label} ({code}) planned for the same day" if code else f"{label} planned for the same day"
    return f"line {fact.entry.line} ({code or label})"


def _details(given: Given) -> list[str]:
    told = _when(given) + measures(given)
    count = given.get("count", 1)
    if count != 1:
        told.append("number not given" if count is None else f"{count} times")
    if "source" in given:
        told.append(source(given["source"]))
    return told


def measures(given: Given) -> list[str]:
    """Where something was, what it gave, and what is called what; empty texts may be among them."""
    told: list[str] = []
    if "levels" in given:
        told.append(listing([clean(level) for level in given["levels"]]))
    if side := given.get("side"):
        told.append(SIDES.get(side, ""))
    if not RELIEF.isdisjoint(given):
        told.append(relief(given))
    if not MEASURED.isdisjoint(given):
        told.append(_measures(given))
    for key, before in TOLD.items():
        if key in given and (value := given[key]) and value not in PLAIN:
            told.append(_word(before, clean(value)))
    if not CODED.isdisjoint(given):
        told.extend(_coded(given))
    return told


def _word(before: str, value: str) -> str:
    """A word with what stands before it.

    >>> _word("to the ", "knee"), _word("to the ", "below_knee"), _word("", "not_done")
    ('to the knee', 'to below the knee', 'not done')
    """
    if before.endswith(THE) and "_" in value:
        return before.removesuffix(THE) + value.replace("_", f" {THE}")
    return before + value.replace("_", " ")


def _coded(given: Given) -> Iterator[str]:
    """What a line says beside its code, and what was injected."""
    modifiers, agent, contrast = given.get("modifiers"), given.get("agent") or (), given.get("contrast")
    if modifiers is not None:
        yield f"modifier {listing(map(clean, modifiers))}" if modifiers else "no modifier"
    if agent:
        yield listing(clean(each) for each in ((agent,) if isinstance(agent, str) else agent))
    if contrast is not None:
        yield "with contrast" if contrast else "without contrast"
    units, age = given.get("units"), given.get("age")
    if units is not None:
        yield f"{units} unit{'' if units == 1 else 's'}"
    if age is not None:
        yield f"{number(age)} years"


def _when(given: Given) -> list[str]:
    told: list[str] = []
    if date := given.get("date"):
        told.append(clean(date))
    if start := given.get("start"):
        told.append(f"{clean(start)} to {clean(given.get('end', '')) or 'today'}")
    if since := given.get("since"):
        told.append(f"since {clean(since)}")
    if length := given.get("duration"):
        told.append(_length(length))
    return told


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
    gain = given.get("function_gain")
    if gain is not None:
        low, high = (min(gain), max(gain)) if isinstance(gain, tuple) else (gain, gain)
        parts.append(f"{extent(low, high)} % gain of function")
    sessions, value = given.get("sessions"), given.get("value")
    if sessions is not None:
        parts.append(f"{sessions} visit{'' if sessions == 1 else 's'}")
    if value is not None:
        parts.append(f"value {number(value)}")
    return ", ".join(parts)


def source(given: str | Given) -> str:
    """Where an entry was read, in brackets."""
    if isinstance(given, str):
        return f"[{clean(given)}]" if given else ""
    quote = f'"{given["quote"]}"' if given.get("quote") else ""
    text = " ".join(filter(None, (given.get("document"), given.get("date"), quote)))
    return f"[{clean(text)}]" if text else ""

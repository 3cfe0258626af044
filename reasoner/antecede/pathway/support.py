"""Pain generators that a record points to, and the acts that address them."""

from collections.abc import Iterable
from typing import NamedTuple

from antecede.record.fact import DONE, Fact
from antecede.record.reader import CaseReader
from antecede.record.record import Record


class Support(NamedTuple):
    """Facts that point to a generator: coded diagnoses and findings apart."""

    codes: tuple[Fact, ...]
    findings: tuple[Fact, ...]


def supported(record: Record, reader: CaseReader) -> dict[str, Support]:
    """Every generator that something on record points to."""
    known = record.memo.get("support")
    if known is None:
        known = _supported(record, reader)
        record.memo["support"] = known
    assert isinstance(known, dict)
    return known


def _supported(record: Record, reader: CaseReader) -> dict[str, Support]:
    found: dict[str, tuple[list[Fact], list[Fact]]] = {}
    for fact in record.facts:
        if fact.standing != DONE or fact.ref.startswith("events"):
            continue
        code = reader.code(fact.cls)
        for generator in code.generators if code else _suggested(fact, reader):
            found.setdefault(generator, ([], []))[0 if code else 1].append(fact)
    return {generator: Support(tuple(codes), tuple(findings)) for generator, (codes, findings) in found.items()}


def _suggested(fact: Fact, reader: CaseReader) -> Iterable[str]:
    """Generators that a finding points to, each once, always in the same order."""
    classes = (reader.by_iri[cls] for cls in fact.types if cls in reader.by_iri)
    return dict.fromkeys(generator for cls in classes for generator in cls.generators)


def addressed(act: str, reader: CaseReader) -> tuple[str, ...]:
    """Generators that an act addresses, as inferred; none where its target is not named."""
    cls = reader.by_iri.get(act)
    return cls.generators if cls else ()

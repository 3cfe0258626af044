"""Pain generators that a record points to, and the acts that address them."""

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
    pointing = reader.pointing
    for fact in record.facts:
        if fact.standing == DONE:
            generators = pointing.get(fact.kind)
            if generators is None:
                generators = pointing[fact.kind] = _pointing(fact, reader)
            for generator in generators:
                known = found.get(generator) or found.setdefault(generator, ([], []))
                known[0 if fact.ref.startswith("diagnoses") else 1].append(fact)
    return {generator: Support(tuple(codes), tuple(findings)) for generator, (codes, findings) in found.items()}


def _pointing(fact: Fact, reader: CaseReader) -> tuple[str, ...]:
    """Generators that facts of a kind point to, each once, always in the same order; events point to none."""
    if fact.ref.startswith("events"):
        return ()
    code = reader.code(fact.cls)
    if code:
        return code.generators
    classes = (reader.by_iri[cls] for cls in fact.types if cls in reader.by_iri)
    return tuple(dict.fromkeys(generator for cls in classes for generator in cls.generators))


def addressed(act: str, reader: CaseReader) -> tuple[str, ...]:
    """Generators that an act addresses, as inferred; none where its target is not named."""
    cls = reader.by_iri.get(act)
    return cls.generators if cls else ()

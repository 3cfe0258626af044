"""What is known of which act, as rows for programs and as a table for people."""

from collections.abc import Iterable, Iterator, Sequence

from antecede.criterion.engine import Engine
from antecede.determination.survey import Entry
from antecede.graph.vocabulary import name
from antecede.report.cited import READ_AT_SOURCE, Json
from antecede.report.table import columns
from antecede.truth.day import text

HEADINGS = ("family", "coverage", "rules", "read at source", "documents")


def rows(entries: Iterable[Entry], engine: Engine) -> list[Json]:
    """One row for each act and document, by act, family and document."""
    made = [_row(each, engine) for each in entries]
    return sorted(made, key=lambda row: (row["act"], row["family"], row["document"], row["in_force_from"]))


def _row(entry: Entry, engine: Engine) -> Json:
    document, known = entry.document, engine.reader.by_iri.get(entry.act)
    names = {each.iri: each.notation for each in engine.plan.lexicon.contractors}
    return {
        "act": known.label if known else name(entry.act),
        "id": entry.act,
        "family": document.family,
        "policy": document.notation,
        "document": document.document,
        "edition": document.edition,
        "tier": document.tier,
        "contractors": [names[iri] for iri in document.contractors if iri in names],
        "in_force_from": text(document.from_day),
        "in_force_until": text(document.until_day) if document.until_day is not None else "",
        "coverage": entry.coverage.status if entry.coverage else "silent",
        "criteria": len(entry.criteria),
        "provenance": dict(sorted(entry.known.items())),
        "to_be_confirmed": bool(set(entry.known) - {READ_AT_SOURCE}),
    }


def table(made: Sequence[Json]) -> Iterator[str]:
    """The rows act by act; documents of a family that say the same in one."""
    acts = dict.fromkeys(row["act"] for row in made)
    for act in acts:
        alike: dict[tuple[str, ...], list[str]] = {}
        for row in (each for each in made if each["act"] == act):
            key = (row["family"], row["coverage"].replace("_", " "), str(row["criteria"]), _share(row["provenance"]))
            alike.setdefault(key, []).append(_document(row))
        yield act
        yield from (f"  {line}" for line in columns(HEADINGS, [(*key, "; ".join(said)) for key, said in alike.items()]))
        yield ""


def _share(provenance: dict[str, int]) -> str:
    every = sum(provenance.values())
    return f"{provenance.get(READ_AT_SOURCE, 0)} of {every}" if every else "nothing cited"


def _document(row: Json) -> str:
    ended = f", ended {row['in_force_until']}" if row["in_force_until"] else ""
    return f"{row['edition']}{ended}"

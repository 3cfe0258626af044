"""What is known of which act, by family and document, without a case."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from antecede.criterion.engine import Engine
from antecede.determination.choice import families
from antecede.determination.precedence import acts_of, stated
from antecede.knowledge.criterion import Citation
from antecede.knowledge.policy import Coverage, Pathway, Policy
from antecede.record.reader import YES


class Entry(NamedTuple):
    """What one document has on one act.

    ``coverage`` is none where it is silent on that; ``criteria`` are IRIs of rules that can come to bear on the act;
    ``known`` counts the places cited for all of that, by how they are known.
    """

    act: str
    document: Policy
    coverage: Coverage | None
    criteria: tuple[str, ...]
    known: Counter[str]


def survey(engine: Engine, family: str = "", day: int | None = None) -> list[Entry]:
    """Every act that a document speaks of: of one family or all; in force on a day, or in its latest edition."""
    chosen = [editions for name, editions in families(engine).items() if name == family or not family]
    documents = [each for editions in chosen for each in (_on(editions, day) if day is not None else _latest(editions))]
    return [
        _entry(act, document, engine)
        for document in documents
        for act in dict.fromkeys(acts_of(document, engine))
        if act
    ]


def _on(editions: Iterable[Policy], day: int) -> Iterator[Policy]:
    return (each for each in editions if each.from_day <= day and (each.until_day is None or day <= each.until_day))


def _latest(editions: Iterable[Policy]) -> Iterable[Policy]:
    latest: dict[str, Policy] = {}
    for each in sorted(editions, key=lambda edition: edition.from_day):
        latest[each.document] = each
    return latest.values()


def _entry(act: str, document: Policy, engine: Engine) -> Entry:
    said = next(iter(stated(document, engine, act)), None)
    criteria = tuple(dict.fromkeys(_criteria(act, document, engine)))
    cited: list[Citation] = [each for iri in criteria for each in engine.plan.criteria[iri].citations]
    cited.extend(said.coverage.citations if said else ())
    known = Counter(each.known_by for each in {each.iri: each for each in cited}.values())
    return Entry(act, document, said.coverage if said else None, criteria, known)


def _criteria(act: str, document: Policy, engine: Engine) -> Iterator[str]:
    """Rules on the act or on every act, then those of the pathways that offer it, up to the steps that do."""
    for iri in document.rules:
        acts, codes = engine.plan.criteria[iri].concerned_acts, engine.plan.criteria[iri].concerned_codes
        if _among(act, acts, engine) or not (acts or codes):
            yield iri
    for pathway in document.pathways:
        yield from _of_pathway(act, pathway, engine)


def _of_pathway(act: str, pathway: Pathway, engine: Engine) -> Iterator[str]:
    steps = {each.iri: each for each in pathway.steps}
    for step in pathway.steps:
        if _among(act, step.offers, engine):
            yield from pathway.entry
            yield from (iri for before in step.before for iri in steps[before].completed_by)
            yield from step.entry


def _among(act: str, acts: Iterable[str], engine: Engine) -> bool:
    return any(engine.reader.relation(act, each) == YES for each in acts)

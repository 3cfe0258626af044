"""Several documents used together: what they are as one policy, which of them speak of an act, and which decides."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from antecede.criterion.engine import Engine
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Coverage, Policy
from antecede.pathway.place import TARGETED
from antecede.record.line import Line
from antecede.record.reader import YES

TOGETHER = "https://w3id.org/antecede/together/"


class Stated(NamedTuple):
    """What a document says about covering an act, by its statement on the nearest class."""

    document: Policy
    coverage: Coverage


def compose(chosen: Iterable[Policy], editions: Iterable[Policy], engine: Engine) -> Policy:
    """The chosen documents as one policy; a document that is the only one of its family as it stands."""
    documents = tuple(sorted(chosen, key=lambda each: (each.rank, -each.from_day, each.notation)))
    if len({each.document for each in editions}) == 1 and len(documents) == 1:
        return documents[0]
    return _together(documents, engine)


def _together(documents: tuple[Policy, ...], engine: Engine) -> Policy:
    family, names = documents[0].family, "+".join(quote(each.notation, safe="") for each in documents)
    iri = f"{TOGETHER}{quote(family, safe='')}#{names}"
    return engine.remember(("together", iri), lambda: _joined(iri, documents))


def _joined(iri: str, documents: tuple[Policy, ...]) -> Policy:
    first = documents[0]
    return msgspec.structs.replace(
        first,
        iri=iri,
        notation=first.family,
        label=first.family,
        document="",
        issuer=_each(document.issuer for document in documents),
        edition=_each(document.notation for document in documents),
        known_by=_each(document.known_by for document in documents),
        from_day=max(document.from_day for document in documents),
        until_day=min((each.until_day for each in documents if each.until_day is not None), default=None),
        pathways=tuple({each.iri: each for document in documents for each in document.pathways}.values()),
        rules=tuple(dict.fromkeys(rule for document in documents for rule in document.rules)),
        coverage=tuple(each for document in documents for each in document.coverage),
        documents=documents,
    )


def _each(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def applying(policy: Policy, engine: Engine, act: str) -> Policy:
    """The policy without what holds only where others are silent, where a document of lower rank speaks of the act."""
    if not act or not policy.documents or not any(each.only_where_silent for each in policy.documents):
        return policy

    def made() -> Policy:
        least = min((each.rank for each in policy.documents if speaks(each, engine, act)), default=inf)
        kept = tuple(each for each in policy.documents if not each.only_where_silent or each.rank <= least)
        return _together(kept, engine) if kept != policy.documents else policy

    return engine.remember(("applying", policy.iri, act), made)


def speaks(document: Policy, engine: Engine, act: str) -> bool:
    """Whether a document says anything of an act: on its coverage, by a step for it, or by a rule on it."""
    relation = engine.reader.relation

    def made() -> bool:
        return any(relation(act, each) == YES for each in acts_of(document, engine)) or (
            relation(act, TARGETED) != YES and any(relation(act, each) == YES for each in _general_acts(document))
        )

    return engine.remember(("speaks", document.iri, act), made)


def acts_of(document: Policy, engine: Engine) -> Iterator[str]:
    """Classes of act that a document names: by its coverage, by a step that offers them, or by a rule on them."""
    yield from (each.act for each in document.coverage)
    yield from (act for pathway in document.pathways for step in pathway.steps for act in step.offers)
    for rule in document.rules:
        yield from engine.plan.criteria[rule].concerned_acts


def _general_acts(document: Policy) -> Iterator[str]:
    """Classes that steps offer to acts without a target of their own."""
    return (act for pathway in document.pathways for step in pathway.steps for act in step.may_offer)


def stated(policy: Policy, engine: Engine, act: str) -> tuple[Stated, ...]:
    """What each document says about covering an act; first what decides: of lowest rank, on the nearest class."""
    if not act:
        return ()
    return engine.remember(
        ("stated coverage", policy.iri, act), lambda: _stated(applying(policy, engine, act), engine, act)
    )


def _stated(policy: Policy, engine: Engine, act: str) -> tuple[Stated, ...]:
    def depth(coverage: Coverage) -> int:
        return len(engine.reader.above.get(coverage.act, ()))

    found = []
    for document in policy.members:
        fitting = [each for each in document.coverage if engine.reader.relation(act, each.act) == YES]
        if fitting:
            found.append(Stated(document, max(fitting, key=depth)))
    return tuple(sorted(found, key=lambda each: (each.document.rank, -depth(each.coverage))))


def coverage_of(policy: Policy, engine: Engine, act: str) -> Coverage | None:
    """What a policy says about covering an act; none where it is silent."""
    found = stated(policy, engine, act)
    return found[0].coverage if found else None


def concerned_rules(policy: Policy, engine: Engine, line: Line, placed: Iterable[str]) -> tuple[str, ...]:
    """Rules of a policy that hold for a line; ``placed`` are the pathways in which it has a place.

    A rule that names no act and no code holds for every line.  Where a family has several documents it holds for those
    of which its document speaks, unless that consists of such rules alone.
    """
    found: dict[str, None] = {}
    for document in policy.members:
        every = not policy.documents or _general(document) or _about(document, engine, line, placed)
        for iri in document.rules:
            criterion = engine.plan.criteria[iri]
            named = criterion.concerned_acts or criterion.concerned_codes
            if _concerns(criterion, engine, line) if named else every:
                found[iri] = None
    return tuple(found)


def _general(document: Policy) -> bool:
    return not document.pathways and not document.coverage


def _about(document: Policy, engine: Engine, line: Line, placed: Iterable[str]) -> bool:
    return speaks_of(document, engine, line) or not {each.iri for each in document.pathways}.isdisjoint(placed)


def speaks_of(document: Policy, engine: Engine, line: Line) -> bool:
    """Whether a document says anything of the act of a line, of one that its code may stand for, or of the code."""
    code = engine.reader.procedures.get(line.code)
    acts = (line.act,) if line.act else code.may_be if code else ()
    by_code = (line.code in engine.plan.criteria[iri].concerned_codes for iri in document.rules)
    return any(speaks(document, engine, act) for act in acts) or any(by_code)


def _concerns(criterion: AnyCriterion, engine: Engine, line: Line) -> bool:
    return line.code in criterion.concerned_codes or any(
        line.act and engine.reader.relation(line.act, act) == YES for act in criterion.concerned_acts
    )

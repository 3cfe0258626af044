"""The part of an answer on who decides and who advises: documents, editions, coverage, advice, disagreements."""

from collections.abc import Container, Iterable, Iterator

from antecede.criterion.engine import Engine
from antecede.determination.choice import Considered
from antecede.determination.precedence import Stated, speaks
from antecede.determination.result import Advice, Determination, LineResult, Side
from antecede.explanation.authority import COVERAGE_WORDS, consideration, disagreement
from antecede.explanation.words import sentence
from antecede.knowledge.policy import Policy
from antecede.report.cited import READ_AT_SOURCE, Json, citation, kept, of_line, to_be_confirmed


def spoken(determination: Determination) -> tuple[Policy, ...]:
    """Documents that spoke on a line of the request, lowest rank first."""
    iris = {each.iri for line in determination.lines for each in line.documents}
    return tuple(each for each in determination.policy.members if each.iri in iris)


def heading(determination: Determination) -> Json:
    """Which policy, which editions of it, and how they are known."""
    documents = spoken(determination)
    return {
        "policy": determination.policy.family,
        "edition": "; ".join(each.edition for each in documents),
        "policy_known_by": "; ".join(dict.fromkeys(each.known_by for each in documents)),
    }


def documents(result: LineResult) -> list[Json]:
    """Documents that spoke on a line."""
    return [
        {"id": each.iri, "policy": each.notation, "document": each.document, "edition": each.edition, "tier": each.tier}
        for each in result.documents
    ]


def coverage(result: LineResult, act: str) -> Json:
    """The status that decides, and beside it what documents say that it goes before."""
    first, others = result.stated[:1], result.stated[1:]
    return {
        "coverage": first[0].coverage.status if first else "silent",
        "coverage_to_be_confirmed": any(to_be_confirmed(each.coverage.citations) for each in first),
        "other_coverage": [_coverage(each, first[0], act) for each in others],
    }


def _coverage(each: Stated, deciding: Stated, act: str) -> Json:
    said = f"{act} is {COVERAGE_WORDS[each.coverage.status]} by {each.document.label} ({each.document.tier})"
    text = f"{said}; {deciding.document.label} ({deciding.document.tier}) decides"
    entry = {"policy": each.document.notation, "document": each.document.document, "edition": each.document.edition}
    return entry | {"id": each.coverage.iri, "status": each.coverage.status, "text": sentence(text)}


def considered(determination: Determination) -> list[Json]:
    """Every edition of the family, with why it was taken or not; ``speaks``: of an act that is asked for."""
    engine, used = determination.engine, {each.iri for each in spoken(determination)}
    acts = tuple(dict.fromkeys(each.line.act for each in determination.lines if each.line.act))
    return [_considered(each, engine, used, acts) for each in determination.considered]


def _considered(each: Considered, engine: Engine, used: Container[str], acts: Iterable[str]) -> Json:
    """An edition; why it was taken or not is said once for all cases."""
    key = ("considered", each.policy.iri, each.why, each.open, each.by.iri if each.by else "")
    return {
        "policy": each.policy.notation,
        "document": each.policy.document,
        "edition": each.policy.edition,
        "why": each.why,
        "speaks": each.policy.iri in used or any(speaks(each.policy, engine, act) for act in acts),
        "text": engine.remember(key, lambda: consideration(each, engine)),
    }


def advisory(advice: Advice, text: str) -> Json:
    """What a guideline says on an act; direction, strength, certainty, system and edition apart."""
    guideline, said = advice.guideline, advice.recommendation
    return {
        "notation": guideline.notation,
        "guideline": guideline.label,
        "edition": guideline.edition,
        "recommendation": said.notation if said else "",
        "direction": said.direction if said else "",
        "strength": said.strength if said else "",
        "certainty": said.certainty if said else "",
        "system": said.system if said else "",
        "tier": said.tier if said else "",
        "status": advice.status,
        "disclosed_for_later_act": advice.disclosed,
        "to_be_confirmed": guideline.known_by != READ_AT_SOURCE,
        "citations": [citation(cited) for cited in (said.citations if said else guideline.citations)],
        "text": text,
    }


def disagreements(result: LineResult, act: str, engine: Engine) -> Iterator[str]:
    """Where authorities point opposite ways on the act of a line."""
    sides = result.beside.dispute
    if sides:
        told = [(each.authority, statement_iri(each), each.direction, each.status) for each in sides]
        key = ("disagreement", result.line.act, *told)
        said = engine.remember(key, lambda: kept(_disagreement(result.line.act, act, sides)))
        yield of_line(result.line.number, said)


def _disagreement(iri: str, act: str, sides: tuple[Side, ...]) -> Json:
    """Both sides, which follow from the plan and from what scopes came to."""
    return {"act": act, "id": iri, "sides": [_side(each) for each in sides], "text": disagreement(act, sides)}


def statement_iri(side: Side) -> str:
    """The node that takes a side: a recommendation, or a coverage statement."""
    if side.advice and side.advice.recommendation:
        return side.advice.recommendation.iri
    return side.stated.coverage.iri if side.stated else side.authority


def _side(side: Side) -> Json:
    if side.stated:
        return _of_document(side, side.stated)
    return _of_guideline(side, side.advice) if side.advice else {}


def _of_document(side: Side, stated: Stated) -> Json:
    graded = {"strength": "", "certainty": "", "system": "", "coverage": stated.coverage.status}
    return {
        "authority": stated.document.label,
        "id": statement_iri(side),
        "kind": "policy",
        "direction": side.direction,
        **graded,
        "edition": stated.document.edition,
        "status": side.status,
        "citations": [citation(cited) for cited in stated.coverage.citations],
    }


def _of_guideline(side: Side, advice: Advice) -> Json:
    entry = advisory(advice, "")
    graded = {key: entry[key] for key in ("strength", "certainty", "system", "tier", "edition", "status", "citations")}
    named = {"authority": advice.guideline.label, "id": statement_iri(side), "kind": "guideline"}
    return named | {"direction": side.direction} | graded

"""Findings of an answer: what is said of a rule's outcome, and the path by which a line comes to it.

They are most of an answer, so they are written as JSON at once: what follows from the plan is encoded once and kept,
and only what a case adds to it is encoded for that case.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from antecede.criterion.outcome import Outcome
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.explanation.path import (
    ASSESSES,
    FOR_LINE,
    LOOKED_FOR,
    USED_FACT,
    Edge,
    Known,
    OfLine,
    Pathfinder,
    local_name,
)
from antecede.explanation.sentence import Narrator
from antecede.knowledge.criterion import AnyCriterion
from antecede.report.cited import citation, kept, to_be_confirmed, told
from antecede.report.remedy import shortfall
from antecede.truth.status import MET


class Fixed(NamedTuple):
    """What is said of a criterion whatever it comes to, encoded.

    It stands before the status, before what was found, before the text, and after it.
    """

    head: bytes
    asked: bytes
    cited: bytes
    rest: bytes


class Edges(NamedTuple):
    """Edges of a path that follow from the plan, encoded; a comma goes before each that is not the first.

    ``down`` lead to the criterion, ``cited`` to its citations; ``name`` is that of its assessments.
    """

    down: str
    name: str
    criterion: str
    looked_for: tuple[str, ...]
    cited: str


class Findings:
    """Makes the findings of one determination; what lines share is said once."""

    def __init__(self, determination: Determination, narrator: Narrator) -> None:
        self._engine = determination.engine
        self._narrator = narrator
        self._paths = Pathfinder(determination.engine, determination.policy, determination.case.id)
        self._said: dict[tuple[str, Outcome, str], bytes] = {}
        self._requests: dict[str, str] = {}

    def finding(self, result: LineResult, each: Assessment) -> msgspec.Raw:
        """A finding: what is said of its outcome, with the step and the path by which this line comes to it."""
        return msgspec.Raw(self._saying(each) + self._place(result, each).encode())

    def _place(self, result: LineResult, each: Assessment) -> str:
        """The step, and the path to the rule in walking order.  IRIs of a case are quoted: they stand as they are."""
        line, known = self._paths.way(result, each)
        edges = self._engine.remember(("edges", known), partial(_edges, known, each.criterion))
        step = _text(each.step.label) if each.step else '""'
        own, case, used = f'"{line.assessed}{edges.name}"', self._paths.case, each.outcome.used
        if used:
            refs = dict.fromkeys([one.fact.ref for one in used])
            end = "".join([f',[{own},"{USED_FACT}","{case}#{ref}"]' for ref in refs])
        else:
            end = "".join([f',[{own},"{LOOKED_FOR}",{cls}]' for cls in edges.looked_for])
        judged = f',[{own},"{FOR_LINE}","{line.iri}"],[{own},"{ASSESSES}",{edges.criterion}]'
        return f',"step":{step},"path":[{self._request(line)}{edges.down}{judged}{end}{edges.cited}]}}'

    def _request(self, line: OfLine) -> str:
        """Edges that all paths of a line begin with."""
        known = self._requests.get(line.iri)
        if known is None:
            known = self._requests[line.iri] = ",".join(_encoded(line.request))
        return known

    def _saying(self, each: Assessment) -> bytes:
        """What is said of an outcome, from memory: the plan's where it follows from the plan, else this answer's."""
        key = (each.criterion.iri, each.outcome, each.status)
        if each.outcome.kept and self._narrator.heeds_nothing_else(each.criterion):
            return self._engine.remember(("said", *key), lambda: self._say(each))
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._say(each)
        return said

    def _say(self, each: Assessment) -> bytes:
        """An object that is not closed yet."""
        criterion, outcome = each.criterion, each.outcome
        fixed = self._engine.remember(("fixed words", criterion.iri), partial(_fixed, criterion))
        short = shortfall(criterion, outcome) if each.status is not MET else None
        return b"".join(
            (
                fixed.head,
                f'"status":"{each.status}","reason":"{outcome.reason}",'.encode(),
                fixed.asked,
                kept(self._narrator.found(each)),
                b',"facts":',
                kept(list(dict.fromkeys([used.fact.ref for used in outcome.used]))),
                fixed.cited,
                kept(self._narrator.assessment(each)),
                b',"shortfall":' + kept(short) if short else b"",
                fixed.rest,
            )
        )


def _fixed(criterion: AnyCriterion) -> Fixed:
    head = {
        "notation": criterion.notation,
        "id": criterion.iri,
        "kind": criterion.role,
        "label": criterion.label,
    }
    asked = {"curable": criterion.curable, "required": criterion.requirement}
    cited = {
        "citations": [citation(each) for each in criterion.citations],
        "to_be_confirmed": to_be_confirmed(criterion.citations),
    }
    rest = told(caution=criterion.caution, assumption=criterion.assumption)
    return Fixed(
        kept(head)[:-1] + b",",
        kept(asked)[1:-1] + b',"found":',
        b"," + kept(cited)[1:-1] + b',"text":',
        b"," + kept(rest)[1:-1] if rest else b"",
    )


def _edges(known: Known, criterion: AnyCriterion) -> Edges:
    down, cited = ("".join(f",{each}" for each in _encoded(edges)) for edges in (known.down, known.cited))
    looked_for = tuple(map(_text, known.looked_for))
    return Edges(down, _text(local_name(criterion))[1:-1], _text(criterion.iri), looked_for, cited)


def _encoded(edges: Iterable[Edge]) -> Iterator[str]:
    return (kept(each).decode() for each in edges)


def _text(text: str) -> str:
    return kept(text).decode()

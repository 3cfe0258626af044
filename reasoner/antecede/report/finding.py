"""Findings of an answer: what is said of a rule's outcome, and the path by which a line comes to it.

They are most of an answer, so they are written as JSON at once: what follows from the plan is encoded once and kept,
and only what a case adds to it is encoded for that case.
"""

from functools import lru_cache, partial
from typing import NamedTuple

import msgspec

from antecede.determination.result import Assessment, Determination, LineResult
from antecede.explanation.path import (
    ASSESSES,
    FOR_LINE,
    LOOKED_FOR,
    USED_FACT,
    Known,
    OfLine,
    Pathfinder,
    local_name,
)
from antecede.explanation.sentence import Narrator
from antecede.knowledge.criterion import AnyCriterion
from antecede.report.cited import citation, kept, of_line, to_be_confirmed, told
from antecede.report.remedy import remedy_kind, shortfall
from antecede.truth.status import MET

#: What stands between the places of two facts.
_APART = '","'


class Fixed(NamedTuple):
    """What is said of a criterion whatever it comes to, encoded.

    It stands before the status, before what was found, before the text, and after it.
    """

    head: str
    asked: str
    cited: str
    rest: str


class Said(NamedTuple):
    """What is said of an outcome, encoded: ``words`` are the pieces of an object that is not closed yet.

    ``refs`` are the places of the facts it was seen in; ``remedy`` an object, or nothing where nothing is asked for.
    """

    words: tuple[str, ...]
    refs: tuple[str, ...]
    remedy: str


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
    """Makes the findings of one determination; what lines share is said once, and what follows from the plan kept."""

    def __init__(self, determination: Determination, narrator: Narrator) -> None:
        engine = determination.engine
        self._engine = engine
        self._narrator = narrator
        self._paths = Pathfinder(engine, determination.policy, determination.case.id)
        self._of_case: dict[object, Said] = {}
        self._of_plan: dict[object, Said] = engine.remember(("said of outcomes",), dict)

    def of_line(self, result: LineResult) -> msgspec.Raw:
        """The findings of a line: what is said of each outcome, with the step and the path by which it is come to."""
        line = self._paths.line(result)
        edges: dict[Known, Edges] = self._engine.remember(("edges", *line.alike), dict)
        request = ",".join(map(kept, line.request))
        parts: list[str] = []
        for each in result.assessments:
            said, known = self._saying(each), self._paths.known(line, result, each)
            if known not in edges:
                edges[known] = _edges(known, each.criterion)
            step = _label(each.step.label) if each.step else '""'
            parts += (",", *said.words, f',"step":{step},"path":[', request, *self._path(line, edges[known], said.refs))
        return msgspec.Raw("".join(["[", *parts[1:], "]"]))

    def remedies(self, result: LineResult) -> list[str]:
        """What the rules of a line ask for."""
        remedies = [self._saying(each).remedy for each in result.assessments]
        return [of_line(result.line.number, each) for each in remedies if each]

    def _path(self, line: OfLine, edges: Edges, refs: tuple[str, ...]) -> tuple[str, ...]:
        """The path after what the line shares, in walking order.  IRIs of a case are quoted: they stand as they are."""
        down, name, criterion, looked_for, cited = edges
        own = f'"{line.assessed}{name}"'
        judged = f',[{own},"{FOR_LINE}","{line.iri}"],[{own},"{ASSESSES}",{criterion}]'
        if refs:
            used = f',[{own},"{USED_FACT}","{self._paths.case}#'
            end = "".join([f'{used}{ref}"]' for ref in refs])
        else:
            end = "".join([f',[{own},"{LOOKED_FOR}",{cls}]' for cls in looked_for])
        return down, judged, end, cited, "]}"

    def _saying(self, each: Assessment) -> Said:
        """What is said of an outcome, from memory: the plan's where it follows from the plan, else this answer's."""
        key = (each.criterion.iri, each.outcome, each.status)
        said = self._of_plan.get(key) or self._of_case.get(key)
        if said is None:
            follows = each.outcome.kept and self._narrator.heeds_nothing_else(each.criterion)
            said = (self._of_plan if follows else self._of_case)[key] = self._say(each)
        return said

    def _say(self, each: Assessment) -> Said:
        criterion, outcome = each.criterion, each.outcome
        fixed = self._engine.remember(("fixed words", criterion.iri), partial(_fixed, criterion))
        short = shortfall(criterion, outcome) if each.status is not MET else None
        refs = tuple(dict.fromkeys([used.fact.ref for used in outcome.used]))
        words = (
            fixed.head,
            f'"status":"{each.status}","reason":"{outcome.reason}",',
            fixed.asked,
            kept(self._narrator.found(each)),
            f',"facts":["{_APART.join(refs)}"]' if refs else ',"facts":[]',
            fixed.cited,
            kept(self._narrator.assessment(each)),
            f',"shortfall":{kept(short)}' if short else "",
            fixed.rest,
        )
        return Said(words, refs, self._remedy(each))

    def _remedy(self, each: Assessment) -> str:
        """What an open or failed rule asks for.  Needed, not said to be enough: nothing here has been re-run."""
        kind = remedy_kind(each, self._engine)
        if not kind:
            return ""
        key = ("remedy", each.criterion.iri, kind, each.asks)
        return self._engine.remember(key, partial(_remedy, each, kind))


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
        f"{kept(head)[:-1]},",
        f'{kept(asked)[1:-1]},"found":',
        f',{kept(cited)[1:-1]},"text":',
        f",{kept(rest)[1:-1]}" if rest else "",
    )


def _edges(known: Known, criterion: AnyCriterion) -> Edges:
    down, cited = ("".join(f",{kept(each)}" for each in edges) for edges in (known.down, known.cited))
    looked_for = tuple(map(kept, known.looked_for))
    return Edges(down, kept(local_name(criterion))[1:-1], kept(criterion.iri), looked_for, cited)


def _remedy(each: Assessment, kind: str) -> str:
    return kept({"notation": each.criterion.notation, "kind": kind, "text": each.remedy})


@lru_cache(maxsize=4096)
def _label(text: str) -> str:
    """A label of the plan, encoded."""
    return kept(text)

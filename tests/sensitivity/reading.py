"""What a published determination says that each of its sentences rests on, read from its RDF alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.determination.determine import determine
from antecede.report.rdf import quads

Json = dict[str, Any]
ANT = "https://w3id.org/antecede/ontology#"
CASE = "https://w3id.org/antecede/case/"
#: What leads from an assessment to what was judged inside it.
INSIDE = ("hasPart", "condition", "waiver")


class Told(NamedTuple):
    """An assessment that has a sentence: which rule, its status, and what the record of the determination names for it.

    ``facts`` are the entries it rests on: those used by itself, its parts, its condition or its waiver, and what lies on
    the day of one that was used.
    ``criteria`` are those that were judged for it; ``told`` what its sentence says of single facts, by entry; ``came``
    what each of its nodes came to, and how each fact fared there.
    """

    rule: str
    sentence: str
    status: str
    facts: frozenset[str]
    criteria: frozenset[str]
    told: dict[str, frozenset[str]]
    came: frozenset[tuple[str, ...]]


class Published:
    """The assessments of a determination by their nodes (line and rule).

    ``phases`` are, by line, the entries by which one of several steps for the act was chosen, ``choosing`` the criteria.
    """

    def __init__(self, statements: Iterable[ox.Quad]) -> None:
        self._out: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for each in statements:
            subject, predicate = getattr(each.subject, "value", ""), each.predicate.value
            value = each.object.value if isinstance(each.object, ox.NamedNode | ox.Literal) else ""
            self._out[subject][predicate.removeprefix(ANT)].append(value)
        self._together = self._same_day()
        lines = [node for node, said in self._out.items() if "recommends" in said and "ofLine" in said]
        self.choosing = {node.partition("#")[2]: self._choosing(node) for node in lines}
        self.phases = {node.partition("#")[2]: self._phase_facts(node) for node in lines}
        nodes = [node for node, said in self._out.items() if "inRole" in said and "sentence" in said]
        self.assessments = {node.partition("#")[2]: self._told(node) for node in sorted(nodes)}

    def _same_day(self) -> dict[str, set[str]]:
        """Entries that may share a day with an entry, by the days in the RDF of the case."""
        days = {}
        for node, said in self._out.items():
            if node.startswith(CASE) and "ref" in said:
                first, last = (said.get(key, []) for key in ("earliest", "latest"))
                if first and last:
                    days[ref(node)] = (min(first), max(last))
        return {
            one: {other for other, theirs in days.items() if theirs[0] <= mine[1] and mine[0] <= theirs[1]}
            for one, mine in days.items()
        }

    def _choosing(self, line: str) -> frozenset[str]:
        phases = [inner for phase in self._out[line].get("hasPhase", ()) for inner in self._inside(phase)]
        return frozenset(criterion for each in phases for criterion in self._out[each].get("assesses", ()))

    def _phase_facts(self, line: str) -> frozenset[str]:
        phases = [inner for phase in self._out[line].get("hasPhase", ()) for inner in self._inside(phase)]
        return self._with_neighbours(self._facts(phases))

    def _with_neighbours(self, facts: list[str]) -> frozenset[str]:
        return frozenset(facts) | {near for fact in facts for near in self._together.get(fact, ())}

    def _facts(self, nodes: list[str]) -> list[str]:
        facts = [fact for each in nodes for fact in self._out[each].get("usedFact", ())]
        uses = [use for each in nodes for use in self._out[each].get("usage", ())]
        return list(map(ref, [*facts, *(fact for use in uses for fact in self._out[use]["ofFact"])]))

    def _told(self, node: str) -> Told:
        inside = self._inside(node)
        uses = [use for each in inside for use in self._out[each].get("usage", ())]
        used = self._facts(inside)
        told: dict[str, set[str]] = defaultdict(set)
        for use in uses:
            told[ref(self._out[use]["ofFact"][0])].update(self._out[use].get("told", ()))
        said = self._out[node]
        return Told(
            said["assesses"][0],
            said["sentence"][0],
            said["hasStatus"][0],
            self._with_neighbours(used),
            frozenset(criterion for each in inside for criterion in self._out[each].get("assesses", ())),
            {fact: frozenset(texts) for fact, texts in told.items() if texts},
            frozenset(self._came(node, inside, uses)),
        )

    def _came(self, node: str, inside: list[str], uses: list[str]) -> Iterator[tuple[str, ...]]:
        for each in inside:
            said = self._out[each]
            values = (said.get(key, [""])[0] for key in ("truthValue", "foundAtLeast", "foundAtMost"))
            yield (each.removeprefix(node), *values)
        for use in uses:
            yield (self._out[use]["ofFact"][0], self._out[use]["fared"][0])

    def _inside(self, node: str) -> list[str]:
        """A node and all that was judged inside it."""
        found, waiting = [], [node]
        while waiting:
            each = waiting.pop()
            found.append(each)
            waiting += [inner for predicate in INSIDE for inner in self._out[each].get(predicate, ())]
        return found


def line_of(node: str) -> str:
    """The line of an assessment's node: ``line-2-FJ-07`` is of ``line-2``."""
    return "-".join(node.split("-")[:2])


def ref(fact: str) -> str:
    """The place of an entry in its case, from its IRI."""
    return fact.partition("#")[2]


def published(engine: Engine, case: Json) -> Published:
    """The determination on a case, as it is published."""
    return Published(quads(determine(Case.model_validate(case), engine)))

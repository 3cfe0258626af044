"""Random prerequisite graphs as data: small policies of nested criteria over a few findings, and a case under each.

Criteria are those of steps that require one another; of the steps that the one which is asked for does not require,
directly or not, nothing may be asked.  Several steps may offer the act that is asked for, most of them under a
condition: the last one that applies is asked for, or the first where none does.

What a rule applies under is made of plain combinations: with readings or k of n, a change could turn silence on whether
a rule applies into a contradiction, after which the rule is judged; such sets are not among those that are looked for.
Nor are those that leave it open whether a step applies that did not: so no step applies under several things at once.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import IsA, Pattern
from antecede.knowledge.plan import Plan
from antecede.knowledge.policy import Pathway, Step

FAMILY, ACT_CODE = "cpb", "64635"
#: What a record says of a finding: nothing, that it is there, that it is not, or both.
STATES = ("silent", "present", "absent", "both")
KINDS = ("leaf", "all", "any", "negation", "k", "readings")
PHASES = ("leaf", "any", "negation")
NAMES = 6
DEPTH = 3


@dataclass
class Graph:
    """A plan with a pathway, the case under it, and the same as a tree for the oracle.

    ``nodes`` are by IRI: kind, arguments; ``rules`` all criteria of the steps; ``states`` by name of finding.
    ``steps``: criteria of each step and which steps it requires; ``offering``: those that offer the act, each with what
    it applies under, or nothing.
    """

    plan: Plan
    case: dict[str, Any]
    nodes: dict[str, tuple[str, tuple[Any, ...]]]
    rules: list[str]
    conditions: dict[str, tuple[str, str]]
    states: dict[str, str]
    steps: list[tuple[list[str], list[int]]]
    offering: dict[int, str]


@dataclass
class Grower:
    """Grows the criteria of one graph."""

    chance: random.Random
    names: list[str]
    iris: dict[str, str]
    criteria: dict[str, AnyCriterion] = field(default_factory=dict)
    nodes: dict[str, tuple[str, tuple[Any, ...]]] = field(default_factory=dict)

    def grow(self, depth: int = DEPTH, kinds_used: tuple[str, ...] = KINDS) -> str:
        """A criterion with all below it; its IRI."""
        chosen = ["leaf"] if depth == 0 else list(kinds_used)
        kind = self.chance.choice(chosen)
        iri = f"urn:node:{len(self.nodes)}"
        self.nodes[iri] = (kind, ())
        base = {"iri": iri, "label": iri, "notation": iri.rpartition(":")[2], "role": "prerequisite"}
        if kind == "leaf":
            self._leaf(base, self.chance.choice(self.names))
        elif kind == "k":
            members = self.chance.sample(self.names, self.chance.randint(2, 4))
            least = self.chance.randint(1, len(members))
            patterns = tuple(map(self._pattern, members))
            self.criteria[iri] = kinds.KOfN(**base, members=patterns, at_least=least)
            self.nodes[iri] = (kind, (least, *members))
        else:
            self._combination(kind, base, depth)
        return iri

    def _leaf(self, base: dict[str, str], name: str) -> None:
        absence, silence = self.chance.random() < 0.4, self.chance.random() < 0.2
        bounds: dict[str, Any] = {"at_most": 0, "silence_satisfies": silence} if absence else {"at_least": 1}
        self.criteria[base["iri"]] = kinds.Count(**base, pattern=self._pattern(name), **bounds)
        self.nodes[base["iri"]] = (
            "absent_or_silent" if absence and silence else "absent" if absence else "present",
            (name,),
        )

    def _combination(self, kind: str, base: dict[str, str], depth: int) -> None:
        built = {"all": kinds.AllOf, "any": kinds.AnyOf, "negation": kinds.Not, "readings": kinds.Readings}[kind]
        number = 1 if kind == "negation" else self.chance.randint(2, 3) if kind != "readings" else 2
        parts = tuple(self.grow(depth - 1) for _ in range(number))
        self.criteria[base["iri"]] = built(**base, parts=parts)
        self.nodes[base["iri"]] = (kind, parts)

    def _pattern(self, name: str) -> Pattern:
        iri = self.iris[name]
        assert IsA(cls=iri)
        return Pattern(iri=f"urn:class:{name}", label=name, plural=name, bases=(iri,), closing=(iri,), names=(iri,))


def graph(seed: int, shipped: Plan) -> Graph:
    """The graph of a seed."""
    chance = random.Random(seed)
    iris = unrelated(shipped)
    names = chance.sample(sorted(iris), NAMES)
    grower = Grower(chance, names, iris)
    rules = [grower.grow() for _ in range(chance.randint(1, 4))]
    steps = laid_out(rules, chance)
    offering = {len(steps) - 1: ""} | dict(others(steps, rules, grower))
    conditions = dict.fromkeys(rules, ("", ""))
    for rule in rules:
        applies = grower.grow(1, KINDS[:4]) if chance.random() < 0.25 else ""
        waiver = grower.grow(1) if chance.random() < 0.25 else ""
        conditions[rule] = (applies, waiver)
        grower.criteria[rule] = msgspec.structs.replace(grower.criteria[rule], applies_when=applies, waived_by=waiver)
    states = {name: chance.choice(STATES) for name in names}
    case = {
        "id": f"graph-{seed}",
        "as_of": "2025-11-18",
        "policy": FAMILY,
        "request": [{"line": 1, "code": ACT_CODE}],
        "findings": [
            {"type": name, "present": present}
            for name, state in states.items()
            for present in (True, False)
            if state in ("both", "present" if present else "absent")
        ],
    }
    plan = _planned(shipped, grower.criteria, steps, offering)
    return Graph(plan, case, grower.nodes, rules, conditions, states, steps, offering)


def laid_out(rules: list[str], chance: random.Random) -> list[tuple[list[str], list[int]]]:
    """Rules spread over steps, each of which requires some of those before it; the last step has a rule of its own."""
    number = chance.randint(1, 4)
    spread = [rules[:1]] + [[] for _ in range(number - 1)]
    for rule in rules[1:]:
        chance.choice(spread).append(rule)
    spread.append(spread.pop(0))
    return [(own, [before for before in range(index) if chance.random() < 0.5]) for index, own in enumerate(spread)]


def others(steps: list[tuple[list[str], list[int]]], rules: list[str], grower: Grower) -> Iterator[tuple[int, str]]:
    """Lays out more steps for the act, each with a rule of its own; gives what each of all such steps applies under."""
    chance, first = grower.chance, len(steps) - 1
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        own = [grower.grow(), *chance.sample(rules, chance.randint(0, 1))]
        rules.append(own[0])
        steps.append((own, [before for before in range(first) if chance.random() < 0.5]))
    for index in range(first, len(steps)):
        alone = len(steps) == first + 1
        yield index, "" if alone or chance.random() < 0.3 else grower.grow(1, PHASES)


def all_before(steps: list[tuple[list[str], list[int]]], index: int) -> list[int]:
    """Steps that one requires, directly or not, in walking order."""
    found = {before for one in steps[index][1] for before in (one, *all_before(steps, one))}
    return sorted(found)


def _planned(
    shipped: Plan,
    criteria: dict[str, AnyCriterion],
    steps: list[tuple[list[str], list[int]]],
    offering: dict[int, str],
) -> Plan:
    policy = next(each for each in shipped.policies if FAMILY in (each.family, each.notation))
    act = shipped.lexicon.procedures[ACT_CODE].act
    made = tuple(
        Step(
            iri=f"urn:step:{index}",
            label=f"step {index}",
            requires=tuple(f"urn:step:{each}" for each in requires),
            before=tuple(f"urn:step:{each}" for each in all_before(steps, index)),
            offers=(act,) if index in offering else (),
            entry=tuple(own) if index in offering else (),
            completed_by=() if index in offering else tuple(own),
            applies_when=offering.get(index, ""),
        )
        for index, (own, requires) in enumerate(steps)
    )
    pathway = Pathway(iri="urn:pathway", label="pathway", generators=(), steps=made)
    bare = msgspec.structs.replace(policy, pathways=(pathway,), rules=())
    return msgspec.structs.replace(shipped, criteria=criteria, policies=(bare,), guidelines=(), notes=())


def unrelated(plan: Plan) -> dict[str, str]:
    """Names of findings that may go, of which none says anything of another: none above another, none by what it says."""
    refined = {base for each in plan.lexicon.defined for base in (each.cls, *each.bases)}
    findings = {
        name: cls for name, cls in plan.lexicon.classes.items()
        if cls.kind == "finding" and not (cls.abstract or cls.endures) and refined.isdisjoint(cls.above)
    }  # fmt: skip
    taken: dict[str, str] = {}
    for name, cls in sorted(findings.items()):
        others = (other for key, other in findings.items() if key != name)
        if not any(cls.iri in other.above or other.iri in cls.above for other in others):
            taken[name] = cls.iri
    return taken

"""Criteria made up at random, of every kind that can be told apart by numbers, classes, places and parts."""

import random
from collections.abc import Callable

import msgspec
from hypothesis import strategies as st

from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import AnyExpression, HasWord, IsA, No, Pattern, Some, Within
from antecede.knowledge.plan import Plan
from antecede.truth.span import span
from antecede.truth.window import Window
from tests.random_cases import Json

ANT = "https://w3id.org/antecede/ontology#"
MADE = "https://example.org/made#"
#: Bases that lie above, below and beside each other.
BASES = [
    ("MedialBranchBlock",), ("DiagnosticFacetProcedure",), ("FacetNerveBlock",), ("MedialBranchBlock", "FacetNerveBlock"),
    ("PhysicalTherapy",), ("ConservativeCare",), ("LowBackPain",), ("AxialLowBackPain",), ("RadicularPain",), ("RadicularFinding",),
]  # fmt: skip
SPANS = [span(text) for text in ("P41D", "P42D", "P6W", "P1M", "P2M", "P3M", "P91D", "P92D", "P1Y")]
WINDOWS = [None, None, Window(span("P6M")), Window(span("P12M")), Window(), Window(span("P366D"))]
FEW = [0, 1, 1, 2, 3]


class Maker:
    """Makes criteria; what was made earlier may be part of what is made later."""

    def __init__(self, seed: int, plan: Plan) -> None:
        self._dice = random.Random(seed)
        self._above = {cls.iri: cls.above for cls in plan.lexicon.classes.values()}
        self.criteria: dict[str, AnyCriterion] = {}
        self._patterns = 0

    def make(self, leaves: int, joined: int) -> dict[str, AnyCriterion]:
        """So many criteria on facts, half of them like an earlier one but for one thing, and so many made of others."""
        fresh = [self._count, self._count, self._count, self._duration, self._elapsed, self._every, self._k_of_n]
        leaf = [*fresh, *[self._like_another] * len(fresh)]
        for _ in range(leaves):
            self._add(self._dice.choice(leaf))
        for _ in range(joined):
            self._add(self._dice.choice([self._all_of, self._any_of, self._not, self._readings]))
        return self.criteria

    def _add(self, build: Callable[[dict[str, str]], AnyCriterion]) -> None:
        iri = f"{MADE}{len(self.criteria)}"
        self.criteria[iri] = build({"iri": iri, "label": iri})

    def pattern(self) -> Pattern:
        """A class of facts: a few bases, under a few conditions."""
        bases = tuple(ANT + name for name in self._dice.choice(BASES))
        conditions = tuple(self._condition() for _ in range(self._dice.choice([0, 0, 1, 2])))
        self._patterns += 1
        iri = f"{MADE}P{self._patterns}"
        return Pattern(
            iri=iri, label=iri, plural=iri, bases=bases, closing=bases, names=bases, conditions=conditions
        )  # fmt: skip

    def _condition(self) -> AnyExpression:
        dice = self._dice
        relief = Within(
            attribute=ANT + "reliefPercent", low=dice.choice([50.0, 80.0, 30.0]), low_strict=dice.choice([True, False])
        )  # fmt: skip
        failed = HasWord(attribute=ANT + "outcome", word=ANT + "Failed")
        named = IsA(cls=ANT + dice.choice(["MedialBranchBlock", "PhysicalTherapy", "RadicularPain"]))
        simple: AnyExpression = dice.choice([relief, relief, failed, named])
        return dice.choice([simple, simple, No(part=simple), Some(parts=(simple, relief))])

    def _facts(self) -> dict[str, object]:
        dice = self._dice
        places = dice.choice([{}, {}, {"match": ("level",)}, {"match": ("level", "side")}, {"for_each": ("level",)}])
        against = {"contradicted_by": self.pattern()} if dice.random() < 0.15 else {}
        chosen = {name: True for name in ("silence_satisfies", "contraindication_satisfies") if dice.random() < 0.15}
        return {"pattern": self.pattern(), "window": dice.choice(WINDOWS), **places, **against, **chosen}

    def _count(self, base: dict[str, str]) -> AnyCriterion:
        dice, number = self._dice, self._dice.choice(FEW)
        bound = {"at_most": number} if number == 0 or dice.random() < 0.3 else {"at_least": number}
        apart = dice.choice([{}, {}, {"distinct_dates": True}, {"distinct_dates": True, "apart": span("P14D")}])
        latest = {"latest_decides": True} if dice.random() < 0.1 else {}
        return kinds.Count(**base, **self._facts(), **bound, **apart, **latest)  # type: ignore[arg-type]

    def _duration(self, base: dict[str, str]) -> AnyCriterion:
        strict = self._dice.choice([True, False])
        return kinds.Duration(**base, **self._facts(), threshold=self._dice.choice(SPANS), strict=strict)  # type: ignore[arg-type]

    def _elapsed(self, base: dict[str, str]) -> AnyCriterion:
        strict = self._dice.choice([True, False])
        return kinds.Elapsed(**base, **self._facts(), threshold=self._dice.choice(SPANS), strict=strict)  # type: ignore[arg-type]

    def _every(self, base: dict[str, str]) -> AnyCriterion:
        return kinds.Every(**base, **self._facts(), each=self.pattern())  # type: ignore[arg-type]

    def _k_of_n(self, base: dict[str, str]) -> AnyCriterion:
        members = tuple(self.pattern() for _ in range(self._dice.choice([2, 3])))
        return kinds.KOfN(**base, members=members, at_least=self._dice.choice([1, 2]))  # type: ignore[arg-type]

    def _some_parts(self) -> tuple[str, ...]:
        return tuple(self._dice.sample(sorted(self.criteria), self._dice.choice([2, 2, 3])))

    def _guards(self) -> dict[str, str]:
        names = [name for name in ("applies_when", "waived_by") if self._dice.random() < 0.15]
        return {name: self._dice.choice(sorted(self.criteria)) for name in names}

    def _like_another(self, base: dict[str, str]) -> AnyCriterion:
        """A criterion that differs from an earlier one in one thing."""
        dice = self._dice
        old = dice.choice([*self.criteria.values()]) if self.criteria else self._count(base)
        changes: dict[str, object] = {
            "window": dice.choice(WINDOWS),
            "pattern": self._widened(old.pattern) if isinstance(old, kinds.Counting) else None,
            "at_least": dice.choice(FEW[1:]),
            "at_most": dice.choice(FEW),
            "threshold": dice.choice(SPANS),
            "strict": dice.choice([True, False]),
            "match": dice.choice([(), ("level",), ("level", "side")]),
            "distinct_dates": dice.choice([True, False]),
            "silence_satisfies": dice.choice([True, False]),
        }
        able = [name for name in changes if hasattr(old, name) and getattr(old, name) is not None]
        name = dice.choice(able)
        return msgspec.structs.replace(old, **base, **{name: changes[name]})

    def _widened(self, pattern: Pattern) -> Pattern:
        """A class of facts with a condition less, or one more."""
        fewer = pattern.conditions[:-1] if pattern.conditions else (self._condition(),)
        self._patterns += 1
        return msgspec.structs.replace(pattern, iri=f"{MADE}P{self._patterns}", conditions=fewer)

    def _all_of(self, base: dict[str, str]) -> AnyCriterion:
        return kinds.AllOf(**base, **self._guards(), parts=self._some_parts())  # type: ignore[arg-type]

    def _any_of(self, base: dict[str, str]) -> AnyCriterion:
        return kinds.AnyOf(**base, **self._guards(), parts=self._some_parts())  # type: ignore[arg-type]

    def _not(self, base: dict[str, str]) -> AnyCriterion:
        return kinds.Not(**base, **self._guards(), parts=self._some_parts()[:1])  # type: ignore[arg-type]

    def _readings(self, base: dict[str, str]) -> AnyCriterion:
        return kinds.Readings(**base, **self._guards(), parts=self._some_parts())  # type: ignore[arg-type]


EVENTS = ["MedialBranchBlock", "MedialBranchBlock", "CervicalMedialBranchBlock", "PhysicalTherapy", "ExerciseTherapy"]
FINDINGS = ["LowBackPain", "AxialLowBackPain", "RadicularPain", "LegPain"]
DATES = ["2025-11-01", "2025-11-08", "2025-11-15", "2025-11", "2025-06-01", "2024-11-17", "2024-12-01", "2024-11"]
LASTING = ["P41D", "P42D", "P1M", "P30D", "P2M", "P61D", "P3M", "P91D", "P92D"]
PLACES = [{}, {"levels": ["L4-L5"]}, {"levels": ["L4-L5"], "side": "left"}, {"levels": ["L5-S1"], "side": "right"}]
STANDING = ["done", "done", "done", "not_done", "contraindicated"]
RELIEFS = [30, 31, 50, 51, 79, 80, [50, 80], "good"]


@st.composite
def close_cases(draw: st.DrawFn) -> Json:
    """A few facts of neighbouring classes that say nearly everything, with values on both sides of what is made up."""
    request = {
        "line": 1,
        "code": "64635",
        "levels": draw(st.sampled_from([["L4-L5"], ["L4-L5", "L5-S1"]])),
        "side": "left",
    }
    events = [
        {"type": name, "relief": draw(st.sampled_from(RELIEFS)), "status": draw(st.sampled_from(STANDING))}
        | draw(st.sampled_from([{"outcome": "failed"}, {"outcome": "improved"}, {}]))
        | draw(st.sampled_from(PLACES))
        | ({"date": draw(st.sampled_from(DATES))} if draw(st.booleans()) else {})
        | ({"duration": draw(st.sampled_from(LASTING))} if draw(st.booleans()) else {})
        for name in draw(st.lists(st.sampled_from(EVENTS), max_size=4))
    ]
    findings = [
        {"type": name, "present": draw(st.sampled_from([True, True, False]))}
        | draw(st.sampled_from(PLACES))
        | ({"since": draw(st.sampled_from(DATES))} if draw(st.booleans()) else {})
        for name in draw(st.lists(st.sampled_from(FINDINGS), max_size=3))
    ]
    complete = draw(st.lists(st.sampled_from([*EVENTS, *FINDINGS]), max_size=1))
    return {
        "id": "close", "as_of": "2025-11-18", "policy": "cpb", "request": [request], "events": events,
        "findings": findings, "complete": complete,
    }  # fmt: skip

"""Membership of a fact in a class, as SPARQL: patterns that bind its values, and an expression that is 2, 1 or 0."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

import pyoxigraph as ox

from antecede.opinion.reading import Reading, name
from antecede.opinion.terms import (
    ANT,
    LONGEST,
    NO,
    OP,
    OWL,
    PREFIXES,
    SHORTEST,
    UNKNOWN,
    XSD,
    YES,
    Unsupported,
    days_between,
    greatest,
    least,
    longest,
    months_beyond,
    perhaps,
    quoted,
    shortest,
    span_difference,
)
from antecede.opinion.words import Said, Words

FACETS = {
    "minInclusive": (1, False),
    "minExclusive": (1, True),
    "maxInclusive": (-1, False),
    "maxExclusive": (-1, True),
}

#: Classes that say which facts are seen, and how those stand.
STAGES = {ANT + "RequestedService": "requested", ANT + "PlannedEvent": "planned"}
#: Relations between facts; which facts stand in them is written beforehand.
RELATIONS = ("sameDayAs", "ruledOutBy", "follows", "precedes")


class Shape(NamedTuple):
    """A class of facts: its named classes, what it asks for besides, and what takes the meaning from its facts.

    ``names`` are what a denial or a complete list has to take in; ``stage``: what facts it sees, done where empty.
    """

    bases: tuple[str, ...]
    conditions: tuple[str, ...]
    confounders: tuple[str, ...]
    names: tuple[str, ...]
    stage: str = ""


class Membership:
    """Writes memberships; every variable it makes is new.

    ``members`` are classes that other facts are looked for in, with the update that finds their members beforehand.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = Words(reading)
        self._numbers = count(1)
        self.members: dict[str, tuple[str, str]] = {}

    def new(self, stem: str) -> str:
        """A variable that nothing else uses."""
        return f"?{stem}{next(self._numbers)}"

    # --- the reading of a class -------------------------------------------------------------------------------------

    def shape(self, cls: str) -> Shape:
        """A class taken apart: the first part that is all names is what facts are looked up by."""
        if not self._reading.is_name(cls):
            return self._shape(list(self._conjuncts(cls)))
        defined = self._reading.link(cls, OWL + "equivalentClass")
        refined = [each for each in self._conjuncts(defined) if self._names(each)] if defined else []
        return self._shape([*refined[:1], cls])._replace(names=(cls,))

    def definition(self, cls: str) -> Shape:
        """A name of case files by what defines it."""
        return self._shape(list(self._conjuncts(self._reading.link(cls, OWL + "equivalentClass"))))

    def _shape(self, parts: list[str]) -> Shape:
        stage = next((STAGES[part] for part in parts if part in STAGES), "")
        parts = [part for part in parts if part not in STAGES] or parts
        bases, rest = self._split(parts)
        above = {each for base in bases for each in self._reading.up(base)}
        confounders = {cls for each in above for cls in self._reading.links(each, ANT + "confoundedBySameDay")}
        return Shape(bases, rest, tuple(sorted(confounders)), bases, stage)

    def _split(self, parts: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Named classes that facts are looked up by, and what they have to meet besides."""
        at = next((index for index, part in enumerate(parts) if self._names(part)), None)
        if at is not None:
            return tuple(self._names(parts[at])), tuple(part for index, part in enumerate(parts) if index != at)
        return next(filter(None, map(self._alternatives, parts)), ()), tuple(parts)

    def _alternatives(self, node: str) -> tuple[str, ...]:
        """Names of a union all of whose alternatives name a class."""
        defined = self._reading.link(node, OWL + "equivalentClass")
        each = self._reading.items(self._reading.link(defined or node, OWL + "unionOf"))
        named = [self._split(list(self._conjuncts(part)))[0] for part in each]
        return tuple(dict.fromkeys(name for names in named for name in names)) if all(named) else ()

    def _conjuncts(self, node: str) -> Iterator[str]:
        if self._reading.is_name(node):
            yield node
            return
        defined = self._reading.link(node, OWL + "equivalentClass")
        head = self._reading.link(node, OWL + "intersectionOf")
        if defined:
            yield from self._conjuncts(defined)
        elif head:
            for part in self._reading.items(head):
                yield from self._conjuncts(part)
        else:
            yield node

    def _names(self, node: str) -> list[str]:
        if self._reading.is_name(node):
            return [node]
        defined = self._reading.link(node, OWL + "equivalentClass")
        parts = list(self._reading.items(self._reading.link(defined or node, OWL + "unionOf")))
        return parts if parts and all(self._reading.is_name(part) for part in parts) else []

    # --- expressions ------------------------------------------------------------------------------------------------

    def kind(self, shape: Shape, fact: str) -> Said:
        """Whether a fact is of one of the named classes."""
        if not shape.bases:
            return Said("", YES)
        said = [self.is_a(base, fact) for base in shape.bases]
        return Said("".join(each.patterns for each in said), greatest(*(each.value for each in said)))

    def conditions(self, shape: Shape, fact: str) -> Said:
        """Whether a fact meets all that is asked besides."""
        said = [self.of(part, fact) for part in shape.conditions]
        return Said("".join(each.patterns for each in said), least(*(each.value for each in said)))

    def of(self, node: str, fact: str) -> Said:
        """Whether a fact is of a class, named or anonymous."""
        reading = self._reading
        if reading.is_name(node):
            return self.is_a(node, fact)
        defined = reading.link(node, OWL + "equivalentClass")
        if defined:
            return self.of(defined, fact)
        for term, join in ((OWL + "intersectionOf", least), (OWL + "unionOf", greatest)):
            head = reading.link(node, term)
            among = self._words.one_of_alternatives(list(reading.items(head))) if head and join is greatest else None
            if among:
                return self._words.among(*among, fact)
            if head:
                said = [self.of(part, fact) for part in reading.items(head)]
                return Said("".join(each.patterns for each in said), join(*(each.value for each in said)))
        inner = reading.link(node, OWL + "complementOf")
        if inner:
            said_inner = self.of(inner, fact)
            return Said(said_inner.patterns, f"(2 - ({said_inner.value}))")
        return self._restriction(node, fact)

    def is_a(self, cls: str, fact: str) -> Said:
        """By name: below it yes, above it not known, elsewhere no; by definition where one speaks of it."""
        own = self.new("own")
        wider = [each for each in self._reading.up(cls) if each not in (cls, ANT + "Diagnosis")]
        narrower = f"{own} IN ({', '.join(f'<{each}>' for each in wider)})"
        never, maybe = (f"EXISTS {{ {fact} op:{term} <{cls}> }}" for term in ("never", "maybe"))
        value = (
            f"IF(EXISTS {{ {fact} op:above <{cls}> }}, {YES}, "
            f"IF({narrower}, IF({never}, {NO}, {UNKNOWN}), IF({maybe}, {UNKNOWN}, {NO})))"
        )
        return Said(f"\n  {fact} ant:names {own} .", value)

    def _restriction(self, node: str, fact: str) -> Said:
        reading = self._reading
        attribute, filler = reading.link(node, OWL + "onProperty"), reading.link(node, OWL + "someValuesFrom")
        local = attribute.removeprefix(ANT)
        if filler and local in RELATIONS:
            return self.related(local, filler, fact)
        if filler and reading.link(filler, OWL + "onDatatype"):
            return self._within(attribute, filler, fact)
        if filler:
            return self._recorded(attribute, fact)
        values = reading.nodes(node, OWL + "hasValue")
        if not values:
            raise Unsupported(f"a restriction on {local} of another kind")
        return self._value(attribute, values[0], fact)

    def _value(self, attribute: str, value: "ox.NamedNode | ox.BlankNode | ox.Literal", fact: str) -> Said:
        given = self.new("given")
        if attribute == ANT + "states":
            return self._words.states(name(value), fact)
        if isinstance(value, ox.Literal):
            absent = self._reading.text(attribute, ANT + "absentMeans")
            missing = UNKNOWN if not absent else YES if absent == value.value else NO
            same = f"IF(STR({given}) = {quoted(value.value)}, {YES}, {NO})"
            return Said(f"\n  OPTIONAL {{ {fact} <{attribute}> {given} }}", f"IF(!BOUND({given}), {missing}, {same})")
        if attribute == ANT + "level":
            at = f"EXISTS {{ {fact} op:level <{name(value)}> }}"
            return Said("", f"IF({at}, {YES}, IF(EXISTS {{ {fact} op:level {given} }}, {NO}, {UNKNOWN}))")
        if self._reading.flag(attribute, "alternatives"):
            return self._words.among(attribute, [name(value)], fact)
        return self._words.word(attribute, name(value), fact)

    def _recorded(self, attribute: str, fact: str) -> Said:
        """Whether an attribute is recorded at all."""
        key = self._reading.text(attribute, ANT + "caseKey")
        words = self._reading.subjects(ANT + "wordOf", attribute)
        if words and not self._reading.text(attribute, ANT + "unit"):
            return Said("", f"IF(EXISTS {{ {fact} <{attribute}> ?any }}, {YES}, {UNKNOWN})")
        if key in ("duration", "relief_duration"):
            dated = f" || EXISTS {{ {fact} op:s1 ?any }}" if key == "duration" else ""
            return Said("", f"IF(EXISTS {{ {fact} <{OP}{key}/lowDays> ?any }}{dated}, {YES}, {UNKNOWN})")
        return Said("", f"IF(EXISTS {{ {fact} <{attribute}/low> ?any }}, {YES}, {UNKNOWN})")

    def _within(self, attribute: str, datatype: str, fact: str) -> Said:
        """Yes when all of a number lies in a range, no when none does."""
        key = self._reading.text(attribute, ANT + "caseKey")
        said = [
            self._bound(attribute, key, facet, bound, fact)
            for item in self._reading.items(self._reading.link(datatype, OWL + "withRestrictions"))
            for facet in FACETS
            for bound in [self._reading.text(item, XSD + facet)]
            if bound
        ]
        return Said("".join(each.patterns for each in said), least(*(each.value for each in said)))

    def _bound(self, attribute: str, key: str, facet: str, bound: str, fact: str) -> Said:
        sign, strict = FACETS[facet]
        if key in ("duration", "relief_duration"):
            unit = self._reading.text(attribute, ANT + "unit")
            months, days = (int(float(bound)), 0.0) if unit == "month" else (0, float(bound))
            patterns, low, high, known = self.lasting(key, months, days, fact)
        else:
            least_, most = self.new("low"), self.new("high")
            patterns = perhaps(fact, (f"<{attribute}/low>", least_), (f"<{attribute}/high>", most))
            low, high, known = f"({least_} - {bound})", f"({most} - {bound})", f"BOUND({least_})"
        near, far = (low, high) if sign > 0 else (f"(-{high})", f"(-{low})")
        yes = f"{near} > 0" if strict else f"{near} >= 0"
        no = f"{far} <= 0" if strict else f"{far} < 0"
        return Said(patterns, f"IF(!({known}), {UNKNOWN}, IF({yes}, {YES}, IF({no}, {NO}, {UNKNOWN})))")

    def lasting(self, key: str, months: int, days: float, fact: str) -> tuple[str, str, str, str]:
        """How a time compares with a duration: patterns, least and greatest difference, whether there is a time at all.

        A documented duration goes before dates; between months and days only what holds on every calendar is sure.
        """
        if months and days:
            raise Unsupported("a duration of months and days together")
        lm, ld, hm, hd = (self.new(stem) for stem in ("lm", "ld", "hm", "hd"))
        ends = zip(("lowMonths", "lowDays", "highMonths", "highDays"), (lm, ld, hm, hd), strict=True)
        patterns = perhaps(fact, *((f"<{OP}{key}/{end}>", to) for end, to in ends))
        low = span_difference(lm, ld, SHORTEST, months, days, longest(months, days))
        high = span_difference(hm, hd, LONGEST, months, days, shortest(months, days))
        if key != "duration":
            return patterns, f"({low})", f"({high})", f"BOUND({lm})"
        s1, s2, e1, e2 = (self.new(stem) for stem in ("sa", "sb", "ea", "eb"))
        patterns += perhaps(fact, ("op:s1", s1), ("op:s2", s2), ("op:e1", e1), ("op:e2", e2))
        if months:
            dated_low, dated_high = months_beyond(e1, s2, months), months_beyond(e2, s1, months)
        else:
            dated_low, dated_high = (f"({days_between(e, s)} - {days})" for e, s in ((e1, s2), (e2, s1)))
        return (
            patterns,
            f"(IF(BOUND({lm}), {low}, {dated_low}))",
            f"(IF(BOUND({lm}), {high}, {dated_high}))",
            f"BOUND({lm}) || BOUND({s1})",
        )

    def related(self, relation: str, to: str, fact: str) -> Said:
        """Whether some other fact of a class stands in a relation: the best that any of them does."""
        surely, possibly = f"op:{relation}", f"op:perhaps{relation[0].upper()}{relation[1:]}"
        member, other = self._member(to), self.new("other")
        yes = f"EXISTS {{ {fact} {surely} {other} . {other} <{member}> 2 }}"
        open_ = f"EXISTS {{ {fact} {surely}|{possibly} {other} . {other} <{member}> ?of_class }}"
        return Said("", f"IF({yes}, {YES}, IF({open_}, {UNKNOWN}, {NO}))")

    def _member(self, cls: str) -> str:
        """Name of the property that says of done facts whether they are of a class: 2 surely, 1 possibly."""
        known = next((name for name, (of, _) in self.members.items() if of == cls), "")
        if known:
            return known
        said = self.of(cls, "?fact")
        key = f"urn:member:{len(self.members)}"
        where = f"""
  ?case op:fact ?fact . ?fact op:standing "done" .{said.patterns}
  BIND({said.value} AS ?of_class) FILTER(?of_class > 0)"""
        self.members[key] = cls, f"{PREFIXES}\nINSERT {{ ?fact <{key}> ?of_class }}\nWHERE {{{where}\n}}"
        return key

"""Read OWL class expressions into :mod:`antecede.knowledge.expression`."""

from collections.abc import Iterable

from antecede.errors import GraphError, Problem
from antecede.graph.triples import Literal, Triples
from antecede.graph.vocabulary import EQUIVALENT, LABEL, OWL, XSD, ant
from antecede.knowledge.expression import (
    All,
    AnyExpression,
    HasAny,
    HasFlag,
    HasLevel,
    HasWord,
    IsA,
    No,
    Pattern,
    Related,
    Some,
    States,
    Within,
)

RELATIONS = (ant("sameDayAs"), ant("ruledOutBy"), ant("follows"), ant("precedes"))
BOUND_WORDS = {
    XSD + "minInclusive": "at least",
    XSD + "minExclusive": "more than",
    XSD + "maxInclusive": "at most",
    XSD + "maxExclusive": "less than",
}
#: Classes that say which facts a pattern sees, and are no condition.
STAGES = {ant("RequestedService"): "requested", ant("PlannedEvent"): "planned"}
BOUNDS = {
    XSD + "minInclusive": ("low", False),
    XSD + "minExclusive": ("low", True),
    XSD + "maxInclusive": ("high", False),
    XSD + "maxExclusive": ("high", True),
}


class ExpressionReader:
    """Reads expressions and patterns; a class with a definition is read as what defines it."""

    def __init__(self, triples: Triples) -> None:
        self._triples = triples
        self._patterns: dict[str, Pattern] = {}

    def pattern(self, cls: str) -> Pattern:
        """The class of facts that a criterion counts."""
        if cls not in self._patterns:
            self._patterns[cls] = self._pattern(cls)
        return self._patterns[cls]

    def definition(self, cls: str) -> Pattern:
        """A class of the vocabulary by its definition alone."""
        return self._compose(cls, self._conjuncts(self._triples.links(cls, EQUIVALENT)[0]))

    def conjunction(self, parts: tuple[AnyExpression, ...]) -> AnyExpression:
        """One expression for several that all have to hold."""
        return parts[0] if len(parts) == 1 else All(parts=parts)

    def _pattern(self, cls: str) -> Pattern:
        return self._compose(cls, self._named(cls) if self._is_name(cls) else self._conjuncts(cls))

    def _named(self, cls: str) -> list[AnyExpression]:
        """A name as itself; one that is defined, as what it refines, so that a fact which fails is listed."""
        definitions = self._triples.links(cls, EQUIVALENT)
        refined = [each for each in self._conjuncts(definitions[0]) if self._names(each)] if definitions else []
        return [*refined[:1], IsA(cls=cls, label=self._label(cls))]

    def _compose(self, cls: str, conjuncts: list[AnyExpression]) -> Pattern:
        marks = [part for part in conjuncts if isinstance(part, IsA) and part.cls in STAGES]
        rest = [part for part in conjuncts if part not in marks]
        if len(marks) > 1 or any(map(_marked, rest)):
            raise GraphError(self._problem(cls, "names requested services or planned events in a part of a definition"))
        bases, conditions = self._split(rest or conjuncts)
        if not bases and self._triples.links(cls, EQUIVALENT) and not conditions:
            raise GraphError(self._problem(cls, "says nothing about a fact"))
        label = self._label(cls)
        names = (cls,) if self._is_name(cls) else bases
        return Pattern(
            iri=cls,
            label=label,
            plural=self._triples.text(cls, ant("pluralLabel"), label),
            bases=bases,
            conditions=tuple(conditions),
            closing=self._closing(bases),
            names=names,
            apart=len(names) > 1 and not self._triples.flag(cls, ant("namesOneThing")),
            confounders=self._confounders(bases),
            stage=next((STAGES[mark.cls] for mark in marks), ""),
        )

    def _split(self, conjuncts: list[AnyExpression]) -> tuple[tuple[str, ...], list[AnyExpression]]:
        """Named classes that facts are looked up by, and what they have to meet besides."""
        for index, part in enumerate(conjuncts):
            names = self._names(part)
            if names:
                return names, conjuncts[:index] + conjuncts[index + 1 :]
        return next(filter(None, map(self._alternatives, conjuncts)), ()), conjuncts

    def _alternatives(self, part: AnyExpression) -> tuple[str, ...]:
        """Names of a union all of whose alternatives name a class; what each asks besides stays a condition."""
        if not isinstance(part, Some):
            return ()
        named = [self._split(list(self._flat(each)))[0] for each in part.parts]
        return tuple(dict.fromkeys(name for names in named for name in names)) if all(named) else ()

    def _names(self, part: AnyExpression) -> tuple[str, ...]:
        if isinstance(part, IsA):
            return (part.cls,)
        if isinstance(part, Some) and all(isinstance(each, IsA) for each in part.parts):
            return tuple(each.cls for each in part.parts if isinstance(each, IsA))
        return ()

    def _closing(self, bases: Iterable[str]) -> tuple[str, ...]:
        """Classes one listed member of which closes the list."""
        together = (
            parent
            for base in bases
            for parent in sorted(self._triples.ancestors(base))
            if self._triples.flag(parent, ant("listedTogether"))
        )
        return tuple(dict.fromkeys((*bases, *together)))

    def _confounders(self, bases: Iterable[str]) -> tuple[AnyExpression, ...]:
        above = {parent for base in bases for parent in self._triples.ancestors(base)}
        classes = sorted({cls for each in above for cls in self._triples.links(each, ant("confoundedBySameDay"))})
        return tuple(
            Related(relation=ant("sameDayAs"), to=self.expression(cls), label=self._label(cls)) for cls in classes
        )

    def _is_name(self, cls: str) -> bool:
        """Whether a class is a name of case files (or a code), and so is looked up rather than unfolded."""
        triples = self._triples
        named = ant("Fact") in triples.ancestors(cls) and not cls.startswith("_:")
        return named and (not triples.links(cls, EQUIVALENT) or self._case_name(cls))

    def _case_name(self, cls: str) -> bool:
        return cls.startswith(ant("")) and bool({ant("Event"), ant("Finding")} & self._triples.ancestors(cls))

    def _conjuncts(self, node: str) -> list[AnyExpression]:
        expression = self.expression(node)
        return list(self._flat(expression))

    def _flat(self, expression: AnyExpression) -> Iterable[AnyExpression]:
        if isinstance(expression, All) and not self._keeps_together(expression):
            for part in expression.parts:
                yield from self._flat(part)
        else:
            yield expression

    def _keeps_together(self, expression: All) -> bool:
        """A labelled conjunction of plain values ("levels S1, S2 and S3") is told as one condition."""
        return bool(expression.label) and all(isinstance(part, HasLevel) for part in expression.parts)

    def expression(self, node: str) -> AnyExpression:
        """Expression of a named class or of an anonymous one."""
        if not node.startswith("_:") and self._is_name(node):
            return IsA(cls=node, label=self._label(node))
        definitions = self._triples.links(node, EQUIVALENT)
        if definitions:
            return self._relabel(self.expression(definitions[0]), self._label(node))
        return self._anonymous(node)

    def _anonymous(self, node: str) -> AnyExpression:
        triples, label = self._triples, self._triples.text(node, LABEL)
        for predicate, build in ((OWL + "intersectionOf", All), (OWL + "unionOf", Some)):
            head = triples.link(node, predicate)
            if head:
                parts = tuple(self.expression(part) for part in triples.items(head) if isinstance(part, str))
                return build(parts=parts, label=label)
        complement = triples.link(node, OWL + "complementOf")
        if complement:
            return No(part=self.expression(complement), label=label)
        if triples.link(node, OWL + "onProperty"):
            return self._restriction(node)
        raise GraphError(self._problem(node, "is no class expression that can be read here"))

    def _restriction(self, node: str) -> AnyExpression:
        triples, attribute = self._triples, self._triples.link(node, OWL + "onProperty") or ""
        filler = triples.link(node, OWL + "someValuesFrom")
        if filler and attribute in RELATIONS:
            return Related(relation=attribute, to=self.expression(filler))
        if filler and triples.link(filler, OWL + "onDatatype"):
            return self._range(attribute, filler)
        if filler:
            return HasAny(attribute=attribute, label=f"{self._label(attribute)} recorded")
        return self._value(attribute, triples.nodes(node, OWL + "hasValue"))

    def _value(self, attribute: str, values: list[str | Literal]) -> AnyExpression:
        if not values:
            raise GraphError(self._problem(attribute, "is restricted in a way that cannot be read here"))
        value = values[0]
        if isinstance(value, Literal) and attribute == ant("states"):
            return States(key=value.text, label=f"with {value.text} stated")
        if isinstance(value, Literal):
            label = self._label(attribute)
            return HasFlag(
                attribute=attribute, value=value.value is True, label=label if value.value else f"not {label}"
            )
        if attribute == ant("level"):
            return HasLevel(level=value, label=self._label(value))
        return HasWord(attribute=attribute, word=value, label=f"{self._label(attribute)} {self._label(value)}")

    def _range(self, attribute: str, datatype: str) -> Within:
        bounds: dict[str, float | bool] = {}
        told: list[str] = []
        for facet in self._triples.items(self._triples.link(datatype, OWL + "withRestrictions")):
            for predicate, nodes in self._triples.predicates(str(facet)).items():
                end, strict = BOUNDS[predicate]
                assert isinstance(nodes[0], Literal)
                bounds |= {end: float(nodes[0].text), f"{end}_strict": strict}
                told.append(f"{BOUND_WORDS[predicate]} {self._amount(attribute, nodes[0])}")
        label = f"{self._label(attribute)} {' and '.join(told)}"
        return Within(attribute=attribute, label=label, **bounds)  # type: ignore[arg-type]

    def _amount(self, attribute: str, bound: Literal) -> str:
        """A bound with the unit of its attribute: "18 years", "50 %"."""
        number, unit = bound.text.removesuffix(".0"), self._triples.text(attribute, ant("unit"))
        several = "s" if unit.isalpha() and number != "1" else ""
        return f"{number} {unit}{several}".strip()

    def _relabel(self, expression: AnyExpression, label: str) -> AnyExpression:
        fields = {field: getattr(expression, field) for field in expression.__struct_fields__}
        return type(expression)(**{**fields, "label": label or expression.label})

    def _label(self, node: str) -> str:
        return self._triples.text(node, LABEL)

    def _problem(self, node: str, what: str) -> Problem:
        where = self._triples.origin.get(node, "graph")
        return Problem(where, self._triples.curie(node), what, "use the constructs listed in docs/authoring.md")


def _marked(expression: AnyExpression) -> bool:
    """Whether a part of a definition names a class that only the whole may name."""
    if isinstance(expression, IsA):
        return expression.cls in STAGES
    inner = (*getattr(expression, "parts", ()), *(getattr(expression, name, None) for name in ("part", "to")))
    return any(_marked(part) for part in inner if part is not None)

"""Read criteria into :mod:`antecede.knowledge.criterion`, one function a kind."""

from collections.abc import Callable, Iterable
from typing import Any

from antecede.errors import GraphError, Problem
from antecede.graph.triples import Triples
from antecede.graph.vocabulary import ANT, HCPCS, LABEL, NOTATION, TYPE, ant, name
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion, Citation, NotCounted
from antecede.knowledge.reading.expression import ExpressionReader
from antecede.truth.span import Span, span
from antecede.truth.window import Window

#: Local names of roles as they stand in an answer.
ROLES = {
    ant("Prerequisite"): "prerequisite",
    ant("Exclusion"): "exclusion",
    ant("Exception"): "exception",
    ant("Consistency"): "consistency",
    ant("LineRule"): "line_rule",
    ant("Flag"): "flag",
}
CALENDAR_YEAR = ant("CalendarYear")
MATCHES = {ant(term): term for term in ("level", "side", "region", "otherRegion", "line", "otherLine")}


class CriterionReader:
    """Reads criteria on demand, each once."""

    def __init__(self, triples: Triples, expressions: ExpressionReader) -> None:
        self._triples = triples
        self._expressions = expressions
        self._builders: dict[str, Callable[[str, dict[str, Any]], AnyCriterion]] = {
            "CountCriterion": self._count,
            "PresenceCriterion": self._presence,
            "AbsenceCriterion": self._absence,
            "DurationCriterion": self._duration,
            "ValueCriterion": self._value,
            "ElapsedCriterion": self._elapsed,
            "EveryCriterion": self._every,
            "KOfNCriterion": self._k_of_n,
            "AllOfCriterion": self._parts(kinds.AllOf, "part"),
            "AnyOfCriterion": self._parts(kinds.AnyOf, "part"),
            "NotCriterion": self._parts(kinds.Not, "part"),
            "ReadingsCriterion": self._parts(kinds.Readings, "reading"),
            "AgreementCriterion": self._agreement,
            "CodeAgreementCriterion": self._code_agreement,
            "RequestCriterion": self._request,
            "UnitsCriterion": lambda iri, base: kinds.Units(**base),
            "AddOnCriterion": lambda iri, base: kinds.AddOn(**base),
            "PartOfCriterion": lambda iri, base: kinds.PartOf(**base, codes=self._codes(iri, "partOf")),
            "SameWorkCriterion": lambda iri, base: kinds.SameWork(**base),
            "CodeNamesActCriterion": lambda iri, base: kinds.CodeNamesAct(**base),
            "LevelLimitCriterion": self._level_limit,
            "UnitLimitCriterion": lambda iri, base: kinds.UnitLimit(**base),
            "RegionAgreementCriterion": self._region_agreement,
        }

    def read_all(self) -> dict[str, AnyCriterion]:
        """Every criterion of the graph by IRI.  Raises :class:`GraphError` naming each that cannot be read."""
        types = [ANT + kind for kind in self._builders]
        return {iri: self.read(iri) for iri in self._triples.instances(*types)}

    def read(self, iri: str) -> AnyCriterion:
        """One criterion.  Raises :class:`GraphError` where it cannot be read."""
        kind = next(name(cls) for cls in self._triples.links(iri, TYPE) if name(cls) in self._builders)
        return self._builders[kind](iri, self._base(iri))

    def _base(self, iri: str) -> dict[str, Any]:
        t = self._triples
        return {
            "iri": iri,
            "label": t.text(iri, LABEL),
            "notation": t.text(iri, NOTATION),
            "role": ROLES.get(t.link(iri, ant("role")) or "", ""),
            "curable": t.flag(iri, ant("curable"), True),
            "requirement": t.text(iri, ant("requirement")),
            "remedy": t.text(iri, ant("remedy")),
            "question": t.text(iri, ant("question")),
            "caution": t.text(iri, ant("caution")),
            "assumption": t.text(iri, ant("assumption")),
            "citations": read_citations(t, iri),
            "concerned_acts": tuple(c for c in t.links(iri, ant("concerns")) if not c.startswith(HCPCS)),
            "concerned_codes": self._codes(iri, "concerns"),
            "applies_when": t.link(iri, ant("appliesWhen")) or "",
            "waived_by": t.link(iri, ant("waivedBy")) or "",
            "not_counted": tuple(NotCounted(cls=c, label=t.text(c, LABEL)) for c in t.links(iri, ant("doesNotCount"))),
            "not_counted_because": t.text(iri, ant("doesNotCountBecause")),
            "shows_attribute": t.link(iri, ant("showsAttribute")) or "",
            "shows_of": t.link(iri, ant("showsOf")) or "",
        }

    def _counting(self, iri: str) -> dict[str, Any]:
        t, contradicted = self._triples, self._triples.link(iri, ant("contradictedBy"))
        return {
            "pattern": self._expressions.pattern(self._required(iri, "counts")),
            "match": self._targets(iri, "matchesRequest"),
            "for_each": self._targets(iri, "forEachRequested"),
            "window": self._window(iri, "within"),
            "earlier": self._window(iri, "earlierThan"),
            "after": t.link(iri, ant("after")) or "",
            "contradicted_by": self._expressions.pattern(contradicted) if contradicted else None,
            "silence_satisfies": t.flag(iri, ant("silenceSatisfies")),
            "contraindication_satisfies": t.flag(iri, ant("contraindicationSatisfies")),
            "latest_decides": t.flag(iri, ant("latestDecides")),
        }

    def _count(self, iri: str, base: dict[str, Any], **bounds: int | bool) -> AnyCriterion:
        t = self._triples
        least, most = t.number(iri, ant("atLeast")), t.number(iri, ant("atMost"))
        given: dict[str, Any] = {
            "at_least": None if least is None else int(least),
            "at_most": None if most is None else int(most),
            "distinct_dates": t.flag(iri, ant("onDistinctDates")),
            "apart": self._span(iri, "apartAtLeast"),
            "counts_requested": t.flag(iri, ant("countsRequested")),
        }
        return kinds.Count(**base, **self._counting(iri), **(given | bounds))

    def _presence(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        return self._count(iri, base, at_least=1)

    def _absence(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        return self._count(iri, base, at_most=0)

    def _duration(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        return kinds.Duration(**base, **self._counting(iri), **self._threshold(iri))

    def _elapsed(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        return kinds.Elapsed(**base, **self._counting(iri), **self._threshold(iri))

    def _threshold(self, iri: str) -> dict[str, Any]:
        strict = self._span(iri, "lastsMoreThan")
        threshold = strict or self._span(iri, "lastsAtLeast")
        if threshold is None:
            raise self._fault(iri, "names no duration", "give ant:lastsAtLeast or ant:lastsMoreThan")
        return {"threshold": threshold, "strict": strict is not None}

    def _value(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        number = self._triples.number
        return kinds.Value(
            **base,
            **self._counting(iri),
            attribute=self._required(iri, "attribute"),
            aggregate=name(self._required(iri, "aggregate")),
            at_least=number(iri, ant("atLeast")),
            at_most=number(iri, ant("atMost")),
            more_than=number(iri, ant("moreThan")),
            less_than=number(iri, ant("lessThan")),
        )

    def _every(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        each = self._expressions.pattern(self._required(iri, "each"))
        return kinds.Every(**base, **self._counting(iri), each=each)

    def _k_of_n(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        members = tuple(self._expressions.pattern(cls) for cls in self._triples.links(iri, ant("member")))
        least = int(self._triples.number(iri, ant("atLeast")) or 0)
        return kinds.KOfN(**base, members=members, at_least=least, for_each=self._targets(iri, "forEachRequested"))

    def _parts(
        self, kind: type[kinds.AllOf | kinds.AnyOf | kinds.Not | kinds.Readings], term: str
    ) -> Callable[[str, dict[str, Any]], AnyCriterion]:
        def build(iri: str, base: dict[str, Any]) -> AnyCriterion:
            parts = tuple(self._triples.links(iri, ant(term)))
            if not parts:
                raise self._fault(iri, "has no parts", f"name at least one with ant:{term}")
            return kind(**base, parts=parts)

        return build

    def _agreement(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        one, other = (self._expressions.pattern(cls) for cls in self._triples.links(iri, ant("between"))[:2])
        pattern = self._expressions.pattern(self._required(iri, "counts"))
        return kinds.Agreement(**base, pattern=pattern, between=(one, other))

    def _code_agreement(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        return kinds.CodeAgreement(**base, denied=tuple(self._triples.links(iri, ant("deniedClass"))))

    def _request(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        return kinds.Request(
            **base,
            acts=tuple(self._triples.links(iri, ant("requestIs"))),
            codes=self._codes(iri, "requestCode"),
            else_not_documented=self._triples.flag(iri, ant("elseNotDocumented")),
        )

    def _level_limit(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        most = int(self._triples.number(iri, ant("atMost")) or 0)
        return kinds.LevelLimit(**base, pattern=self._expressions.pattern(self._required(iri, "counts")), at_most=most)

    def _region_agreement(self, iri: str, base: dict[str, Any]) -> AnyCriterion:
        counted = self._triples.link(iri, ant("counts"))
        return kinds.RegionAgreement(**base, pattern=self._expressions.pattern(counted) if counted else None)

    def _codes(self, iri: str, term: str) -> tuple[str, ...]:
        return tuple(c.removeprefix(HCPCS) for c in self._triples.links(iri, ant(term)) if c.startswith(HCPCS))

    def _targets(self, iri: str, term: str) -> tuple[str, ...]:
        return tuple(sorted(MATCHES[each] for each in self._triples.links(iri, ant(term))))

    def _span(self, iri: str, term: str) -> Span | None:
        text = self._triples.text(iri, ant(term))
        try:
            return span(text) if text else None
        except ValueError as error:
            raise self._fault(iri, f"ant:{term}: {error}", 'write it like "P42D"^^xsd:duration') from None

    def _window(self, iri: str, term: str) -> Window | None:
        if self._triples.link(iri, ant(term)) == CALENDAR_YEAR:
            return Window()
        length = self._span(iri, term)
        return Window(length) if length else None

    def _required(self, iri: str, term: str) -> str:
        value = self._triples.link(iri, ant(term))
        if value is None:
            raise self._fault(iri, f"lacks ant:{term}", "add it")
        return value

    def _fault(self, iri: str, what: str, remedy: str) -> GraphError:
        return GraphError(Problem(self._triples.origin.get(iri, "graph"), self._triples.curie(iri), what, remedy))


def read_citations(triples: Triples, iri: str) -> tuple[Citation, ...]:
    """Citations of anything that is cited."""
    return tuple(_citations(triples, triples.links(iri, ant("citation"))))


def _citations(triples: Triples, iris: Iterable[str]) -> Iterable[Citation]:
    for iri in iris:
        source = triples.link(iri, ant("source")) or ""
        marked = iri if triples.link(iri, ant("knownBy")) else source
        known_by = triples.link(marked, ant("knownBy")) or ""
        yield Citation(
            iri=iri,
            source=source,
            source_label=triples.text(source, LABEL),
            locator=triples.text(iri, ant("locator")),
            grade=triples.text(iri, ant("grade")),
            known_by=triples.text(known_by, NOTATION),
            confidence=triples.text(marked, ant("confidence")),
        )

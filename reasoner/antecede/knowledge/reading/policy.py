"""Read policies, guidelines and notes, and put steps in walking order."""

import networkx as nx

from antecede.errors import GraphError, Problem
from antecede.graph.triples import Triples
from antecede.graph.vocabulary import HCPCS, LABEL, NOTATION, ant, name
from antecede.knowledge.policy import Coverage, Guideline, Note, Pathway, Policy, Recommendation, Step
from antecede.knowledge.reading.criterion import read_citations
from antecede.truth.day import days

#: Kinds of notes, by their class.
NOTE_KINDS = ("Alert", "Pitfall", "Risk", "Correction", "Note", "Evidence")


class PolicyReader:
    """Reads what is made of criteria."""

    def __init__(self, triples: Triples) -> None:
        self._triples = triples

    def policies(self) -> tuple[Policy, ...]:
        """All policies."""
        return tuple(self.policy(iri) for iri in self._triples.instances(ant("Policy")))

    def guidelines(self) -> tuple[Guideline, ...]:
        """All guidelines."""
        return tuple(self._guideline(iri) for iri in self._triples.instances(ant("Guideline")))

    def notes(self) -> tuple[Note, ...]:
        """All notes and evidence, in the order of their notations."""
        notes = [self._note(iri, kind) for kind in NOTE_KINDS for iri in self._triples.instances(ant(kind))]
        return tuple(sorted(notes, key=lambda note: (note.kind, len(note.notation), note.notation)))

    def policy(self, iri: str) -> Policy:
        """One policy, with its pathways and what it says of coverage."""
        t = self._triples
        notation, tier = t.text(iri, NOTATION), t.link(iri, ant("precedence")) or ant("PayerPolicy")
        return Policy(
            iri=iri,
            notation=notation,
            family=t.text(iri, ant("family"), notation),
            document=t.text(iri, ant("documentId"), notation),
            contractors=self._links(iri, "administeredBy"),
            representative=t.flag(iri, ant("representative")),
            rank=int(t.number(tier, ant("rank")) or 0),
            tier=t.text(tier, LABEL),
            only_where_silent=t.flag(iri, ant("onlyWhereSilent")),
            replaces=self._links(iri, "replaces"),
            label=t.text(iri, LABEL),
            issuer=t.text(iri, ant("issuer")),
            edition=t.text(iri, ant("edition")),
            from_day=self._day(iri, "inForceFrom"),
            until_day=self._last_day(iri),
            known_by=self._known(iri),
            pathways=tuple(self._pathway(each) for each in t.links(iri, ant("hasPathway"))),
            rules=self._links(iri, "hasRule"),
            coverage=tuple(self._coverage(each) for each in t.links(iri, ant("hasCoverage"))),
        )

    def _last_day(self, iri: str) -> int | None:
        return self._day(iri, "inForceUntil") if self._triples.text(iri, ant("inForceUntil")) else None

    def _coverage(self, iri: str) -> Coverage:
        t = self._triples
        return Coverage(
            iri=iri,
            label=t.text(iri, LABEL),
            act=t.link(iri, ant("coverageOf")) or "",
            status=t.text(t.link(iri, ant("coverageStatus")) or "", NOTATION),
            notation=t.text(iri, NOTATION),
            citations=read_citations(t, iri),
        )

    def _pathway(self, iri: str) -> Pathway:
        t = self._triples
        return Pathway(
            iri=iri,
            label=t.text(iri, LABEL),
            generators=self._links(iri, "forGenerator"),
            steps=self._steps(iri, t.links(iri, ant("hasStep"))),
            entry=self._links(iri, "entryCriterion"),
            caution=t.text(iri, ant("caution")),
        )

    def _steps(self, pathway: str, iris: list[str]) -> tuple[Step, ...]:
        """Steps in walking order, each with the closure of what it requires."""
        order: nx.DiGraph[str] = nx.DiGraph()
        order.add_nodes_from(iris)
        order.add_edges_from((before, iri) for iri in iris for before in self._triples.links(iri, ant("requires")))
        self._check(pathway, iris, order)
        walk = list(nx.lexicographical_topological_sort(order, key=iris.index))
        return tuple(self._step(iri, [each for each in walk if each in nx.ancestors(order, iri)]) for iri in walk)

    def _check(self, pathway: str, iris: list[str], order: "nx.DiGraph[str]") -> None:
        where, curie = self._triples.origin.get(pathway, "graph"), self._triples.curie
        strangers = sorted(set(order) - set(iris))
        if strangers:
            what, remedy = f"required, and no step of {curie(pathway)}", "add it with ant:hasStep, or mend the name"
            raise GraphError(*(Problem(where, curie(each), what, remedy) for each in strangers))
        if not nx.is_directed_acyclic_graph(order):
            circle = " requires ".join(curie(edge[1]) for edge in reversed(nx.find_cycle(order)))
            what = f"steps require each other in a circle: {circle}"
            raise GraphError(Problem(where, curie(pathway), what, "remove one ant:requires"))

    def _step(self, iri: str, before: list[str]) -> Step:
        t = self._triples
        return Step(
            iri=iri,
            label=t.text(iri, LABEL),
            requires=self._links(iri, "requires"),
            before=tuple(before),
            offers=self._links(iri, "offers"),
            may_offer=self._links(iri, "mayOffer"),
            entry=self._links(iri, "entryCriterion"),
            completed_by=self._links(iri, "completedBy"),
            applies_when=t.link(iri, ant("appliesWhen")) or "",
            leads_to=self._links(iri, "leadsTo"),
            caution=t.text(iri, ant("caution")),
        )

    def _guideline(self, iri: str) -> Guideline:
        t = self._triples
        return Guideline(
            iri=iri,
            notation=t.text(iri, NOTATION),
            label=t.text(iri, LABEL),
            edition=t.text(iri, ant("edition")),
            from_day=self._day(iri, "inForceFrom"),
            until_day=self._last_day(iri),
            known_by=self._known(iri),
            told_always=t.flag(iri, ant("toldAlways")),
            recommendations=tuple(self._recommendation(each, iri) for each in t.links(iri, ant("hasRecommendation"))),
            citations=read_citations(t, iri),
            caution=t.text(iri, ant("caution")),
        )

    def _recommendation(self, iri: str, guideline: str) -> Recommendation:
        t = self._triples
        system = t.link(iri, ant("gradingSystem")) or t.link(guideline, ant("gradingSystem")) or ""
        return Recommendation(
            iri=iri,
            notation=t.text(iri, NOTATION),
            label=t.text(iri, LABEL),
            acts=self._links(iri, "onAct"),
            disclosed_for=self._links(iri, "disclosedFor"),
            scope=self._links(iri, "scopeCriterion"),
            direction=t.text(t.link(iri, ant("direction")) or "", NOTATION),
            strength=t.text(iri, ant("strength")),
            certainty=t.text(iri, ant("certainty")),
            caution=t.text(iri, ant("caution")),
            system=t.text(system, LABEL),
            tier=t.text(t.link(iri, ant("hasTier")) or "", NOTATION),
            citations=read_citations(t, iri) or read_citations(t, guideline),
        )

    def _note(self, iri: str, kind: str) -> Note:
        t = self._triples
        return Note(
            iri=iri,
            kind=kind.lower(),
            notation=t.text(iri, NOTATION),
            label=t.text(iri, LABEL),
            text=t.text(iri, ant("text")),
            acts=tuple(each for each in t.links(iri, ant("concerns")) if not each.startswith(HCPCS)),
            codes=tuple(name(each) for each in t.links(iri, ant("concerns")) if each.startswith(HCPCS)),
            told_with=self._links(iri, "toldWith"),
            told_when=tuple(t.texts(iri, ant("toldWhen"))),
            told_under=tuple(t.texts(iri, ant("toldUnder"))),
            applies_when=t.link(iri, ant("appliesWhen")) or "",
            direction=t.text(t.link(iri, ant("direction")) or "", NOTATION),
            strength=t.text(iri, ant("strength")),
            grade=t.text(iri, ant("grade")),
            known_by=self._known(iri),
            citations=read_citations(t, iri),
        )

    def _links(self, iri: str, term: str) -> tuple[str, ...]:
        return tuple(self._triples.links(iri, ant(term)))

    def _known(self, iri: str) -> str:
        return self._triples.text(self._triples.link(iri, ant("knownBy")) or "", NOTATION)

    def _day(self, iri: str, term: str) -> int:
        text = self._triples.text(iri, ant(term))
        try:
            return days(text).first
        except ValueError as error:
            where, what = self._triples.origin.get(iri, "graph"), f"ant:{term}: {error}"
            raise GraphError(Problem(where, self._triples.curie(iri), what, "write it like 2025-01-31")) from None

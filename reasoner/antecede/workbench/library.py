"""The policies that are carried, to browse: families, documents, pathways with pictures, rules with sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from antecede.criterion.engine import Engine
from antecede.determination.choice import families
from antecede.diagram.coverage import CoverageMap, coverage_map
from antecede.diagram.drawing import draw
from antecede.diagram.pathway import pathway_scene
from antecede.diagram.svg import Writer
from antecede.explanation.picture import ROLES, title_case
from antecede.graph.vocabulary import name
from antecede.knowledge.criterion import AnyCriterion, Citation
from antecede.knowledge.policy import Pathway, Policy
from antecede.report.cited import READ_AT_SOURCE
from antecede.report.page import coverage_mark
from antecede.report.reason import Mark
from antecede.truth.day import text


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a source, and whether it was not read there."""

    text: str
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a policy as it is shown: what it asks, and where that is said."""

    notation: str
    label: str
    role: str
    required: str
    remark: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pathway, its picture, and its rules."""

    key: str
    label: str
    picture: Markup
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """What a policy says of covering an act."""

    act: str
    mark: Mark
    notation: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An edition of a document, in short; ``confirmed`` of ``cited`` places were read at source."""

    name: str
    label: str
    family: str
    issuer: str
    edition: str
    in_force: str
    tier: str
    where: str
    known_by: str
    acts: int
    rules: int
    cited: int
    confirmed: int


class Library:
    """Reads the plan of an engine; what was read is kept, for the plan does not change."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._drawn: dict[str, tuple[Drawn, ...]] = {}

    @cached_property
    def families(self) -> dict[str, tuple[Document, ...]]:
        """Every document, by its family."""
        return {family: tuple(map(self._document, found)) for family, found in families(self._engine).items()}

    @cached_property
    def coverage(self) -> CoverageMap:
        """Who covers what."""
        return coverage_map(self._engine)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of families, then of documents: what :meth:`policies` takes, and what can be compared."""
        documents = (each.name for found in self.families.values() for each in found)
        return tuple(dict.fromkeys((*self.families, *documents)))

    @cached_property
    def acts(self) -> dict[str, str]:
        """Names of acts in case files, by IRI; classes that no case may name have none."""
        classes = self._engine.plan.lexicon.classes
        return {each.iri: key for key, each in classes.items() if each.kind == "act" and not each.abstract}

    def policies(self, wanted: str) -> tuple[Policy, ...]:
        """Documents of a notation, else those of a family; none where the name is not known."""
        policies = self._engine.plan.policies
        exact = tuple(each for each in policies if each.notation == wanted)
        return exact or tuple(each for each in policies if each.family == wanted)

    def document(self, policy: Policy) -> Document:
        """A document in short."""
        return next(each for each in self.families[policy.family] if each.name == policy.notation)

    def _document(self, policy: Policy) -> Document:
        criteria = [self._engine.plan.criteria[iri] for iri in _criteria(policy)]
        citing = (*(each.citations for each in criteria), *(each.citations for each in policy.coverage))
        places = {each.iri: each.known_by == READ_AT_SOURCE for citations in citing for each in citations}
        names = {each.iri: each.notation for each in self._engine.plan.lexicon.contractors}
        until = f" until {text(policy.until_day)}" if policy.until_day is not None else ""
        return Document(
            name=policy.notation,
            label=title_case(policy.label),
            family=policy.family,
            issuer=policy.issuer,
            edition=policy.edition,
            in_force=f"from {text(policy.from_day)}{until}",
            tier=policy.tier,
            where=", ".join(names[iri] for iri in policy.contractors if iri in names),
            known_by=policy.known_by,
            acts=len({each.act for each in policy.coverage}),
            rules=len(criteria),
            cited=len(places),
            confirmed=sum(places.values()),
        )

    def covered(self, policy: Policy) -> tuple[Covered, ...]:
        """What a document says of covering acts, by their names."""
        made = (
            Covered(
                self._act(each.act),
                coverage_mark(each.status),
                each.notation,
                _sources(each.citations),
            )
            for each in policy.coverage
        )
        return tuple(sorted(made, key=lambda each: each.act))

    def _act(self, iri: str) -> str:
        known = self._engine.reader.by_iri.get(iri)
        return title_case(known.label if known else name(iri))

    def rules(self, policy: Policy) -> tuple[Rule, ...]:
        """Rules that a document has on requests, whatever the pathway."""
        return tuple(self._rules(policy.rules))

    def drawn(self, policy: Policy) -> tuple[Drawn, ...]:
        """The pathways of a document."""
        if policy.iri not in self._drawn:
            self._drawn[policy.iri] = tuple(
                self._pathway(policy, each, f"p{n}") for n, each in enumerate(policy.pathways)
            )
        return self._drawn[policy.iri]

    def _pathway(self, policy: Policy, pathway: Pathway, key: str) -> Drawn:
        made = Writer(draw(pathway_scene(policy, pathway, self._engine)), prefix=f"{key}.").fragment()
        rules = tuple(self._rules(dict.fromkeys(_of_pathway(pathway))))
        return Drawn(key, title_case(pathway.label), Markup(made), rules)  # noqa: S704 - the writer escapes every text

    def _rules(self, iris: Iterable[str]) -> Iterator[Rule]:
        return (_rule(self._engine.plan.criteria[iri]) for iri in iris)


def _criteria(policy: Policy) -> tuple[str, ...]:
    """Every rule of a policy, those of its pathways included, each once."""
    return tuple(dict.fromkeys((*policy.rules, *(iri for each in policy.pathways for iri in _of_pathway(each)))))


def _of_pathway(pathway: Pathway) -> Iterator[str]:
    yield from pathway.entry
    for step in pathway.steps:
        yield from step.entry
        yield from step.completed_by


def _rule(criterion: AnyCriterion) -> Rule:
    remark = " ".join(filter(None, (criterion.caution, criterion.assumption)))
    return Rule(
        criterion.notation,
        title_case(criterion.label),
        ROLES.get(criterion.role, ""),
        criterion.requirement,
        remark,
        _sources(criterion.citations),
    )


def _sources(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    return tuple(Cited(_place(each), each.known_by != READ_AT_SOURCE) for each in citations)


def _place(cited: Citation) -> str:
    """Source, place in it, grade, and how surely it is known where it was not read."""
    sure = f"{cited.confidence} confidence" if cited.confidence else ""
    return ", ".join(filter(None, (cited.source_label, cited.locator, cited.grade, sure)))

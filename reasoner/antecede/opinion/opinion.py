"""The second opinion: statuses of all criteria for all request lines, from the graph and the RDF of cases alone."""

from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from antecede.graph.data import folder, shipped_files, turtle_files
from antecede.opinion.counting import Counting
from antecede.opinion.lasting import Lasting
from antecede.opinion.logic import Logic
from antecede.opinion.measuring import Measuring
from antecede.opinion.membership import Membership
from antecede.opinion.reading import Reading
from antecede.opinion.request import Request
from antecede.opinion.rows import Rows
from antecede.opinion.session import Session
from antecede.opinion.tally import Tally
from antecede.opinion.terms import ANT, PREFIXES, RDF, Unsupported, least

COMBINED = {
    "AllOfCriterion": "AllOf",
    "AnyOfCriterion": "AnyOf",
    "NotCriterion": "Not",
    "ReadingsCriterion": "Readings",
}
#: What is read after names by definition are found: clashes look at those too.
LAST = "6"
#: From a criterion to those whose statuses it is made of or waits for.
RESTS_ON = ("part", "reading", "appliesWhen", "waivedBy", "after")


class Opinion:
    """All criteria of the graph as updates, made once.

    ``kinds``: of each criterion; ``limits`` says of each that is not told why not.
    """

    def __init__(self, added: Iterable[Path] = ()) -> None:
        self.reading = Reading([*shipped_files(), *turtle_files(*added)])
        self._membership = Membership(self.reading)
        self._rows = Rows(self.reading, self._membership)
        self._tally = Tally(self.reading, self._membership)
        self._counting = Counting(self.reading, self._rows, self._tally)
        self._measuring = Measuring(self.reading, self._rows, self._tally)
        self._lasting = Lasting(self.reading, self._membership, self._rows, self._tally)
        self._session = Session(self.reading)
        self._request, self._logic = Request(self.reading, self._membership), Logic(self.reading)
        self.limits: dict[str, str] = {}
        self.updates: dict[str, list[str]] = {}
        for criterion in self._in_order():
            self._write(criterion)
        self._prepared = list(self.prepare())

    def prepare(self) -> Iterator[str]:
        """Updates that read the entries of cases: the files of ``queries/opinion``, then what the graph calls for."""
        files = sorted((folder("queries") / "opinion").glob("*.ru"))
        for path in files:
            if path.name.startswith(LAST):
                for cls in self.reading.defined_names():
                    yield from self._realise(cls)
            yield path.read_text(encoding="utf-8")
        for cls in self._counted():
            yield from self._rows.kinds(cls)
        yield from (update for _, update in self._membership.members.values())

    def _counted(self) -> list[str]:
        """Classes of facts that criteria look at, one for each set of named classes."""
        terms = ("counts", "contradictedBy", "member", "between")
        classes = {cls for each in self.kinds for term in terms for cls in self.reading.links(each, ANT + term)}
        return list({self._membership.shape(cls).bases: cls for cls in sorted(classes)}.values())

    def family(self, stem: str) -> set[str]:
        """Criteria whose names begin so, with all that they rest on."""
        wanted = {each for each in self.kinds if each.startswith(stem)}
        found: dict[str, None] = {}
        for criterion in sorted(wanted):
            self._visit(criterion, found)
        return set(found)

    def statuses(self, cases: Iterable[ox.Triple], only: Container[str] | None = None) -> dict[tuple[str, str], str]:
        """Status by request line and criterion, from the triples of any number of cases; of ``only`` some criteria."""
        wanted = dict.fromkeys(each for each in self.updates if only is None or each in only)
        store = self.reading.store()
        store.extend(ox.Quad(each.subject, each.predicate, each.object) for each in cases)
        for update in self._prepared:
            store.update(update)
        for criterion in wanted:
            for update in self.updates[criterion]:
                store.update(update)
        found = store.query(
            f"{PREFIXES} SELECT ?line ?criterion ?status WHERE {{ ?line op:line ?case ; ?criterion ?status }}"
        )
        assert isinstance(found, ox.QuerySolutions)
        told = ((each["line"].value, each["criterion"].value, each["status"].value) for each in found)
        return {(line, criterion): status for line, criterion, status in told if criterion in wanted}

    # --- writing ----------------------------------------------------------------------------------------------------

    def _in_order(self) -> list[str]:
        """Criteria, each after all that it rests on."""
        kinds = {
            each: kind
            for kind in self.reading.subjects("http://www.w3.org/2000/01/rdf-schema#subClassOf", ANT + "Criterion")
            for each in self.reading.subjects(RDF + "type", kind)
        }
        self.kinds = {each: kind.removeprefix(ANT) for each, kind in kinds.items()}
        done: dict[str, None] = {}
        for criterion in sorted(self.kinds):
            self._visit(criterion, done)
        return list(done)

    def _visit(self, criterion: str, done: dict[str, None]) -> None:
        if criterion not in done:
            for term in RESTS_ON:
                for other in self.reading.links(criterion, ANT + term):
                    self._visit(other, done)
            done[criterion] = None

    def _write(self, criterion: str) -> None:
        try:
            self.updates[criterion] = list(self._told(criterion, self.kinds[criterion]))
        except Unsupported as limit:
            self.limits[criterion] = str(limit)

    def _told(self, criterion: str, kind: str) -> Iterator[str]:
        """The updates of a criterion, the last of which gives each line its status."""
        for other in (each for term in RESTS_ON for each in self.reading.links(criterion, ANT + term)):
            if other in self.limits:
                raise Unsupported(f"rests on {other}: {self.limits[other]}")
        guarded = any(self.reading.links(criterion, ANT + term) for term in ("appliesWhen", "waivedBy"))
        inner = f"{criterion}/inner" if guarded else criterion
        yield from self._inner(criterion, kind, inner)
        if guarded:
            yield self._logic.guarded(criterion, inner)

    def _inner(self, criterion: str, kind: str, name: str) -> Iterator[str]:
        reading = self.reading
        if kind in COMBINED:
            yield self._logic.combined(criterion, COMBINED[kind], name)
        elif kind == "KOfNCriterion":
            yield from self._k_of_n(criterion)
            yield self._logic.joined(criterion, self._rows.shape(criterion), name)
        elif kind == "AgreementCriterion":
            one, other = reading.links(criterion, ANT + "between")
            yield from (
                self._rows.update(criterion, f"{criterion}/{n}", cls, places="") for n, cls in enumerate((one, other))
            )
            yield self._request.agreement(criterion, name)
        elif kind == "RegionAgreementCriterion" and reading.link(criterion, ANT + "counts"):
            yield self._rows.update(criterion, criterion, reading.link(criterion, ANT + "counts"), places="")
            yield self._request.region_agreement(criterion, name)
        elif kind == "LevelLimitCriterion":
            yield self._rows.update(criterion, criterion, reading.link(criterion, ANT + "counts"), places="")
            yield from self._session.level_limit(criterion, name)
        elif reading.links(criterion, ANT + "counts"):
            yield from self._of_facts(criterion, kind)
            yield self._logic.joined(criterion, self._rows.shape(criterion), name)
        else:
            yield self._of_request(kind)(criterion, name)

    def _of_request(self, kind: str) -> Callable[[str, str], str]:
        writers = {
            "CodeAgreementCriterion": self._request.code_agreement,
            "RequestCriterion": self._request.request,
            "UnitsCriterion": self._request.units,
            "UnitLimitCriterion": self._request.unit_limit,
            "AddOnCriterion": self._request.add_on,
            "PartOfCriterion": self._request.part_of,
            "SameWorkCriterion": self._request.same_work,
            "CodeNamesActCriterion": self._request.code_names_act,
        }
        if kind not in writers:
            raise Unsupported(f"kind {kind}")
        return writers[kind]

    def _k_of_n(self, criterion: str) -> Iterator[str]:
        members = self.reading.links(criterion, ANT + "member")
        names = [f"{criterion}/member/{n}" for n in range(len(members))]
        shape = self._rows.shape(criterion)
        for name, cls in zip(names, members, strict=True):
            yield self._rows.update(criterion, name, cls)
            yield self._counting.member(name, cls, shape)
        yield self._logic.k_of_n(criterion, names, shape)

    def _of_facts(self, criterion: str, kind: str) -> Iterator[str]:
        """Rows, what alters them, and the status at each place."""
        reading, cls = self.reading, self.reading.link(criterion, ANT + "counts")
        after = reading.link(criterion, ANT + "after")
        if after:
            yield from self._counting.reached(after)
        yield self._rows.update(criterion, criterion, cls, each=reading.link(criterion, ANT + "each"))
        if reading.flag(criterion, "countsRequested"):
            yield self._rows.asked_for(criterion, cls)
        against = reading.link(criterion, ANT + "contradictedBy")
        if against:
            yield self._rows.update(criterion, f"{criterion}/against", against)
            yield self._counting.contradicted(criterion)
        if reading.flag(criterion, "latestDecides"):
            yield from self._counting.keep_latest(criterion)
        if kind == "DurationCriterion":
            yield from self._lasting.lengths(criterion)
        if kind == "ValueCriterion":
            yield from self._measuring.latest(criterion)
        if kind == "CountCriterion":
            yield from self._counting.dates(criterion, self._numbers(criterion))
        yield self._at_places(criterion, kind)
        yield self._counting.silent(criterion)

    def _numbers(self, criterion: str) -> list[int]:
        """Numbers that matter to a count: the least that is enough, the first that is too many."""
        least_, most = self.reading.number(criterion, "atLeast"), self.reading.number(criterion, "atMost")
        return sorted({int(n) for n in (least_, None if most is None else most + 1) if n is not None})

    def _at_places(self, criterion: str, kind: str) -> str:
        least_, most = self.reading.number(criterion, "atLeast"), self.reading.number(criterion, "atMost")
        match kind:
            case "PresenceCriterion":
                return self._counting.status(criterion, 1, None)
            case "AbsenceCriterion":
                return self._counting.status(criterion, None, 0)
            case "CountCriterion":
                return self._counting.status(criterion, *(None if n is None else int(n) for n in (least_, most)))
            case "DurationCriterion":
                return self._lasting.status(criterion)
            case "ValueCriterion":
                return self._measuring.value(criterion)
            case "ElapsedCriterion":
                return self._measuring.elapsed(criterion)
            case "EveryCriterion":
                return self._measuring.every(criterion)
        raise Unsupported(f"kind {kind}")

    def _realise(self, cls: str) -> Iterator[str]:
        """Entries that are of a name by what they say: surely, possibly, or not although their own name is above it."""
        shape = self._membership.definition(cls)
        said = self._membership.conditions(shape, "?fact")
        bases = " || ".join(f"EXISTS {{ ?fact op:named <{base}> }}" for base in shape.bases)
        where = f"""
  ?case op:fact ?fact . ?fact op:standing ?standing ; ant:names ?own . FILTER(?standing != "denied")
  FILTER({bases}) FILTER NOT EXISTS {{ ?fact op:named <{cls}> }}{said.patterns}
  BIND({least(said.value)} AS ?verdict)"""
        never = f"INSERT {{ ?fact op:never <{cls}> }}"
        yield f"{PREFIXES}\n{never}\nWHERE {{{where} FILTER(?verdict = 0) }}"
        above = " ".join(f"<{each}>" for each in self.reading.up(cls))
        maybe = "INSERT { ?fact op:maybe ?above }"
        yield f"{PREFIXES}\n{maybe}\nWHERE {{{where} FILTER(?verdict = 1) VALUES ?above {{ {above} }} }}"
        surely = "INSERT { ?fact op:above ?above }"
        yield f"{PREFIXES}\n{surely}\nWHERE {{{where} FILTER(?verdict = 2) VALUES ?above {{ {above} }} }}"

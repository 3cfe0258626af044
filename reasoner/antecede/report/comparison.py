"""Comparisons, impacts and conflicts as data for programs and pages, and as lines of text for people."""

from collections.abc import Iterable, Iterator

import msgspec

from antecede.comparison.bearing import Bearing, Side
from antecede.comparison.compare import Beside, Comparison, Pair, Relation
from antecede.comparison.conflicts import Conflict, Opposed, Voice
from antecede.comparison.impact import Change, Flip, Impact, Turned
from antecede.comparison.proof import SAME, Proof
from antecede.criterion.engine import Engine
from antecede.explanation import comparison as words
from antecede.explanation.authority import COVERAGE_WORDS
from antecede.explanation.words import clean, listing
from antecede.graph.vocabulary import name
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Coverage
from antecede.report.cited import READ_AT_SOURCE, Json, citation
from antecede.truth.day import text

Line = tuple[int, str, str]


class Teller:
    """Tells what a comparison found, with the names and prefixes of a graph."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._prefixes = engine.plan.prefixes

    def comparison(self, found: Comparison) -> Json:
        """Two policies beside each other."""
        one, other = found.sides
        return {"one": _side(one), "other": _side(other), "acts": [self._beside(each) for each in found.beside]}

    def impact(self, found: Impact) -> Json:
        """What the step from one policy to another changes."""
        old, new = found.sides
        return {
            "old": _side(old),
            "new": _side(new),
            "criteria": [self._change(each) for each in found.changes],
            "coverage": [
                {"act": self._act(each.act), "old": _covered(each.old), "new": _covered(each.new)}
                for each in found.coverage
            ],
            "cases": len(found.reviewed),
            "flips": [_flip(each) for each in found.flips],
        }

    def conflicts(self, found: Iterable[Conflict]) -> list[Json]:
        """Who opposes whom, act by act."""
        return [
            {
                "acts": [self._act(act) for act in each.acts],
                "opposed": [self._opposed(pair, each.acts) for pair in each.pairs],
            }
            for each in found
        ]

    def _beside(self, each: Beside) -> Json:
        return {
            "acts": [self._act(act) for act in each.acts],
            "coverage": [_covered(coverage) for coverage in each.coverage],
            "criteria": [self._pair(pair) for pair in each.pairs],
            "only_one": [_criterion(bearing.criterion, bearing) for bearing in each.only[0]],
            "only_other": [_criterion(bearing.criterion, bearing) for bearing in each.only[1]],
        }

    def _pair(self, pair: Pair) -> Json:
        return {
            "one": _criterion(pair.one.criterion, pair.one),
            "other": _criterion(pair.other.criterion, pair.other),
            "relation": pair.relation.value,
            "text": words.relation(pair.one.criterion, pair.other.criterion, pair.relation),
            "proof": self._proof(pair.forth),
            "converse": self._proof(pair.back),
            "apart": list(self._apart(pair)),
        }

    def _apart(self, pair: Pair) -> Iterator[Json]:
        """Cases that pass the one criterion and not the other, to be reviewed by anyone."""
        here, there = pair.apart
        ways = ((pair.one, pair.other, here), (pair.other, pair.one, there))
        for one, other, found in ways:
            if found:
                yield {
                    "passes": one.criterion.iri,
                    "fails" if found.firm else "leaves_open": other.criterion.iri,
                    "case": msgspec.to_builtins(found.case),
                    "text": words.apart(one.criterion, other.criterion, found, self._engine),
                }

    def _proof(self, proof: Proof | None) -> list[Json] | None:
        """The axioms of a proof; none where there is no proof, nothing where nothing had to be used."""
        if proof is None:
            return None
        return [
            {
                "kind": each.kind,
                "subject": each.subject,
                "object": each.object,
                "text": words.axiom(each, self._prefixes),
            }
            for each in proof
        ]

    def _change(self, each: Change) -> Json:
        return {
            "kind": each.kind,
            "old": _criterion(each.old) if each.old else None,
            "new": _criterion(each.new) if each.new else None,
            "old_is": each.relation.value if each.relation else "",
            "differences": [found._asdict() for found in each.differences],
            "text": words.change(each, self._prefixes),
        }

    def _opposed(self, pair: Opposed, acts: Iterable[str]) -> Json:
        return {
            "for": _voice(pair.granting),
            "against": _voice(pair.refusing),
            "population": pair.population.value,
            "proof": self._proof(pair.proof),
            "text": words.opposed(pair, [self._label(act) for act in acts]),
        }

    def _act(self, iri: str) -> Json:
        return {"id": iri, "label": self._label(iri)}

    def _label(self, iri: str) -> str:
        known = self._engine.reader.by_iri.get(iri)
        return known.label if known else name(iri)


def _side(side: Side) -> Json:
    documents = [
        {
            "id": each.iri,
            "policy": each.notation,
            "edition": each.edition,
            "in_force_from": text(each.from_day) if each.from_day > 1 else "",
            "known_by": each.known_by,
        }
        for each in side.documents
    ]
    return {"name": side.name, "documents": documents}


def _covered(coverage: Coverage | None) -> Json:
    if coverage is None:
        return {"status": "silent", "id": "", "citations": []}
    return {"status": coverage.status, "id": coverage.iri, "citations": [citation(each) for each in coverage.citations]}


def _criterion(criterion: AnyCriterion, bearing: Bearing | None = None) -> Json:
    known = {
        "id": criterion.iri,
        "notation": criterion.notation,
        "label": criterion.label,
        "kind": criterion.role,
        "requirement": criterion.requirement,
        "citations": [citation(each) for each in criterion.citations],
    }
    if bearing is None:
        return known
    return known | {"policy": bearing.document.notation, "steps": [each.label for each in bearing.steps]}


def _flip(each: Flip) -> Json:
    return {
        "case": each.case,
        "line": each.new.line.number,
        "code": each.new.line.code,
        "old": each.old.recommendation,
        "new": each.new.recommendation,
        "by": [_turned(found) for found in each.by],
        "coverage": [line.coverage.status if line.coverage else "silent" for line in (each.old, each.new)],
        "text": words.flip(each),
    }


def _turned(each: Turned) -> Json:
    known = each.new or each.old
    assert known
    statuses = {key: found.status.value if found else "" for key, found in (("old", each.old), ("new", each.new))}
    return {"notation": known.criterion.notation, "id": known.criterion.iri, **statuses}


def _voice(each: Voice) -> Json:
    said, authority = each.recommendation, each.authority
    return {
        "id": each.statement,
        "kind": "guideline" if each.guideline else "policy",
        "authority": authority.label,
        "recommendation": said.label if said else "",
        "edition": authority.edition,
        "coverage": each.stated.coverage.status if each.stated else "",
        "strength": said.strength if said else "",
        "certainty": said.certainty if said else "",
        "system": said.system if said else "",
        "population": [criterion.label for criterion in each.population],
        "to_be_confirmed": authority.known_by != READ_AT_SOURCE,
        "citations": [citation(cited) for cited in each.citations],
    }


# --- text -------------------------------------------------------------------------------------------------------------


def comparison_as_text(data: Json) -> Iterator[Line]:
    """A comparison for a reader; acts on which nothing differs are told in one line."""
    one, other = data["one"]["name"], data["other"]["name"]
    yield 0, "bold", f"{_named(data['one'])} beside {_named(data['other'])}"
    for each in data["acts"]:
        acts = listing(act["label"] for act in each["acts"])
        mine, theirs = (COVERAGE_WORDS[coverage["status"]] for coverage in each["coverage"])
        yield 1, "underline", acts
        yield 2, "", f"coverage: {mine}" if mine == theirs else f"coverage: {one}: {mine}; {other}: {theirs}"
        for pair in each["criteria"]:
            yield from _pair_lines(pair)
        yield from _only(one, each["only_one"])
        yield from _only(other, each["only_other"])


def _named(side: Json) -> str:
    policies = listing(each["policy"] for each in side["documents"])
    return side["name"] if policies == side["name"] else f"{side['name']} ({policies})"


def _pair_lines(pair: Json) -> Iterator[Line]:
    yield 2, "", pair["text"].removesuffix(".")
    shown = [
        *(pair["proof"] or ()),
        *(each for each in pair["converse"] or () if each["kind"] != SAME or not pair["proof"]),
    ]
    yield from ((3, "", axiom["text"]) for axiom in shown)
    yield from ((3, "", each["text"]) for each in pair["apart"])
    if pair["relation"] == Relation.UNPROVED:
        yield 3, "", "not proved: neither is shown to ask for more"


def _only(side: str, criteria: list[Json]) -> Iterator[Line]:
    if criteria:
        yield 2, "", f"only in {side}: {'; '.join(_title(each) for each in criteria)}"


def _title(criterion: Json) -> str:
    return f"{criterion['notation']} {criterion['label']}"


def impact_as_text(data: Json) -> Iterator[Line]:
    """An impact for a reader."""
    yield 0, "bold", f"From {_named(data['old'])} to {_named(data['new'])}"
    yield 1, "underline", "Criteria"
    yield from ((2, "", each["text"]) for each in data["criteria"])
    if not data["criteria"]:
        yield 2, "", "None changed."
    if data["coverage"]:
        yield 1, "underline", "Coverage"
    for each in data["coverage"]:
        before, after = (COVERAGE_WORDS[each[key]["status"]] for key in ("old", "new"))
        yield 2, "", f"{each['act']['label']}: {before} before, {after} now"
    turned = len({each["case"] for each in data["flips"]})
    yield 1, "underline", f"Cases: {turned} of {data['cases']} turn"
    yield from ((2, "", f"{clean(each['case'])}, {clean(each['text'])}") for each in data["flips"])


def conflicts_as_text(data: list[Json]) -> Iterator[Line]:
    """Conflicts for a reader, each side with its sources."""
    for each in data:
        yield 0, "bold", listing(act["label"] for act in each["acts"])
        for pair in each["opposed"]:
            yield 1, "", pair["text"].partition(": ")[2]
            for way in ("for", "against"):
                yield 2, "", f"{way}: {_sources(pair[way])}"
    if not data:
        yield 0, "", "Nothing opposes anything."


def _sources(voice: Json) -> str:
    told = [", ".join(filter(None, (each["source"], each["locator"]))) for each in voice["citations"]]
    return "; ".join(dict.fromkeys(told)) or "no source cited"

"""The case: its RDF says what its canonical text says, entry by entry and value by value."""

import json
from collections.abc import Iterator
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD

from antecede.verification.asked import check_asked, check_own
from antecede.verification.entry import check_short_forms
from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, PROV
from antecede.verification.value import mistyped, spellings

#: Sections of a case whose entries are facts.
SECTIONS = ("diagnoses", "findings", "events", "request")
#: Classes that say how an entry is meant, and not what it is.
#: The entry that stands in no list.
PATIENT = "patient"
STAGES = (ANT.RequestLine, ANT.RequestedService, ANT.PlannedEvent)
#: Keys that name what an entry is; they are checked as classes, codes, levels.
STRUCTURAL = {"type", "levels", "source", "act", "line", "code", "same_day"}
#: Values that the case gives of itself.
OF_THE_CASE = ("service_date",)
Json = dict[str, Any]


def check_case(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """Every entry of the text is in the RDF with its values, and nothing else is."""
    case = published.link(determination, PROV.wasDerivedFrom)
    if case is None:
        return
    try:
        data = json.loads(published.text(case, ANT.canonicalCase))
    except ValueError:
        yield Complaint(str(case), "the case's canonical text is no JSON")
        return
    yield from _values(published, case, {key: data[key] for key in OF_THE_CASE if key in data})
    entries = dict(_entries(data))
    nodes = [
        each for each in published.links(case, ANT.hasFact) if ANT.Submission not in published.links(each, RDF.type)
    ]
    facts = {published.text(node, ANT.ref): node for node in nodes}
    for ref in sorted(entries.keys() - facts.keys()):
        yield Complaint(f"{case}#{ref}", "is in the text of the case and not in its RDF")
    for ref in sorted(facts.keys() - entries.keys()):
        yield Complaint(str(facts[ref]), "is in the RDF of the case and not in its text")
    for ref in sorted(facts.keys() & entries.keys()):
        yield from _compare(published, facts[ref], entries[ref])
        yield from check_short_forms(published, case, facts[ref], entries[ref])
        if ref.startswith("request/"):
            yield from check_asked(published, facts[ref], entries[ref])
    yield from check_own(published, case, data)
    if published.text(case, ANT.asOf) != published.text(determination, ANT.asOf):
        yield Complaint(str(determination), "speaks of another day than its case")


def _entries(data: Json) -> Iterator[tuple[str, Json]]:
    if data.get(PATIENT):
        yield PATIENT, data[PATIENT]
    for section in SECTIONS:
        for index, entry in enumerate(data.get(section, ())):
            yield f"{section}/{index}", entry
            for number, other in enumerate(entry.get("same_day", ())):
                yield f"{section}/{index}/same_day/{number}", other


def _compare(published: Published, fact: URIRef, entry: Json) -> Iterator[Complaint]:
    """Values by key; then what the entry is."""
    yield from _values(published, fact, entry)
    yield from _names(published, fact, entry)


def _values(published: Published, fact: URIRef, entry: Json) -> Iterator[Complaint]:
    """Each value of the text stands in the RDF under its key, typed as given, and no other does."""
    told = {
        published.text(node, ANT.key): (node, {str(each) for each in published.told.objects(node, ANT.given)})
        for node in published.links(fact, ANT.gives)
    }
    said = {key: set(spellings(value)) for key, value in entry.items() if key not in STRUCTURAL and value is not None}
    for key in sorted(told.keys() | said.keys()):
        node, values = told.get(key, (None, set()))
        if values != said.get(key, set()):
            yield Complaint(
                str(fact), f"{key} is {_listed(said.get(key))} in the text of the case, {_listed(values)} in its RDF"
            )
        elif node is not None and key in entry:
            yield from _typed(published, fact, key, node, entry[key])


def _typed(published: Published, fact: URIRef, key: str, node: URIRef, value: Any) -> Iterator[Complaint]:
    """The typed form of a value is the value given, at its own node and in short at the fact."""
    wrong = mistyped(published, key, node, value)
    if wrong:
        yield Complaint(str(fact), f"{key} is given as {_listed(set(spellings(value)))}, but {wrong}")
    numbers = {published.number(node, end) for end in (ANT.low, ANT.high)}
    for attribute in published.graph.subjects(ANT.caseKey, Literal(key)):
        for short in published.told.objects(fact, attribute):
            if isinstance(short, Literal) and short.datatype == XSD.decimal and float(short) not in numbers:
                yield Complaint(
                    str(fact), f"{published.short(attribute)} is {short}, given is {_listed(set(spellings(value)))}"
                )


def _names(published: Published, fact: URIRef, entry: Json) -> Iterator[Complaint]:
    """Class, code and levels of an entry."""
    named = str(published.link(fact, ANT.names) or "")
    if "type" in entry and named != str(ANT[entry["type"]]):
        yield Complaint(str(fact), f"is {entry['type']} in the text of the case, {published.short(named)} in its RDF")
    if "code" in entry and published.text(fact, ANT.code) != entry["code"]:
        yield Complaint(str(fact), f"code is {entry['code']} in the text of the case, another in its RDF")
    source = entry.get("source", "")
    if isinstance(source, str) and " ".join(source.split()) != " ".join(published.text(fact, DCTERMS.source).split()):
        yield Complaint(str(fact), "its source is another in the text of the case and in its RDF")
    if {ANT[level] for level in entry.get("levels", ())} != set(published.links(fact, ANT.namesLevel)):
        yield Complaint(str(fact), "its levels are others in the text of the case and in its RDF")

    standing = published.text(fact, ANT.standing)
    if standing and standing != _standing(published, entry):
        yield Complaint(str(fact), f"stands as {standing} in the RDF, as {_standing(published, entry)} by its text")
    if (standing == "denied") != bool(published.links(fact, ANT.denies)):
        yield Complaint(str(fact), "is a denial by its standing or by what it denies, and not by both")
    yield from _classes(published, fact, named)


def _classes(published: Published, fact: URIRef, named: str) -> Iterator[Complaint]:
    """A fact is of the class that it names, or of a class that is defined below or above it."""
    for cls in published.links(fact, RDF.type):
        related = URIRef(named) in published.up(cls) or cls in published.up(URIRef(named))
        if named and not related and not published.defined(cls) and cls not in STAGES:
            yield Complaint(str(fact), f"names {published.short(named)} and is called {published.short(cls)}")
    kinds = published.links(fact, RDF.type)
    if published.text(fact, ANT.ref) == PATIENT and not (kinds and all(ANT.Patient in published.up(c) for c in kinds)):
        yield Complaint(str(fact), "is the patient, and called something else, or nothing")


def _standing(published: Published, entry: Json) -> str:
    """How an entry stands by what it says: done, denied, planned, contraindicated."""
    status = entry.get("status", "")
    gone = {
        str(each)
        for word in published.graph.subjects(ANT.meansAbsent)
        for each in published.graph.objects(word, SKOS.notation)
    }
    if entry.get("present") is False or status == "not_done" or status in gone:
        return "denied"
    return status if status in ("planned", "contraindicated") else "done"


def _listed(values: set[str] | None) -> str:
    return " and ".join(sorted(values)) if values else "not given"

"""Read the names of case files from the graph."""

from collections.abc import Iterable

import msgspec

from antecede.graph.triples import Triples
from antecede.graph.vocabulary import (
    ALTERNATIVE,
    BROADER,
    CLASS,
    DISJOINT,
    EQUIVALENT,
    HCPCS,
    ICD,
    LABEL,
    NOTATION,
    RANGE,
    SUBCLASS,
    ant,
    name,
)
from antecede.knowledge.lexicon import (
    Attribute,
    Contractor,
    Defined,
    DiagnosisCode,
    FactClass,
    Level,
    Lexicon,
    ProcedureCode,
    Word,
)
from antecede.knowledge.reading.expression import ExpressionReader
from antecede.truth.day import days

#: Kind of a case name, by the class it is below; the first that fits.
KINDS = (
    ("act", ant("Procedure")),
    ("event", ant("Event")),
    ("measurement", ant("Measurement")),
    ("finding", ant("Finding")),
    ("diagnosis", ant("Diagnosis")),
    ("patient", ant("Patient")),
    ("submission", ant("Submission")),
    ("requested service", ant("RequestedService")),
)


def read_lexicon(triples: Triples, expressions: ExpressionReader) -> Lexicon:
    """All names, words, levels and codes."""
    classes = {name(cls): _fact_class(triples, cls) for cls in _case_classes(triples)}
    return Lexicon(
        classes=classes,
        defined=tuple(_defined(triples, expressions, classes.values())),
        attributes={iri: _attribute(triples, iri) for iri in _attributes(triples)},
        levels=dict(_levels(triples)),
        regions={triples.text(each, NOTATION): _coding(triples, each) for each in triples.instances(ant("Region"))},
        coding_regions={iri: triples.text(iri, LABEL) for iri in triples.instances(ant("CodingRegion"))},
        diagnoses={code: msgspec.Raw(msgspec.json.encode(each)) for code, each in _diagnoses(triples)},
        procedures=dict(_procedures(triples)),
        generators={iri: triples.text(iri, LABEL) for iri in triples.instances(ant("PainGenerator"))},
        contractors=tuple(_contractor(triples, iri) for iri in triples.instances(ant("Contractor"))),
    )


def _contractor(triples: Triples, iri: str) -> Contractor:
    notation = triples.text(iri, NOTATION)
    return Contractor(
        iri=iri,
        notation=notation,
        label=triples.text(iri, LABEL),
        names=(notation, *triples.texts(iri, ALTERNATIVE)),
        states=tuple(triples.texts(iri, ant("serves"))),
    )


def _case_classes(triples: Triples) -> list[str]:
    kinds = {root for _, root in KINDS}
    return [
        cls
        for cls in triples.instances(CLASS)
        if kinds & triples.ancestors(cls) and cls.startswith(ant("")) and cls not in (ant("Event"), ant("Finding"))
    ]


def _fact_class(triples: Triples, cls: str) -> FactClass:
    above = triples.ancestors(cls)
    label = triples.text(cls, LABEL)
    return FactClass(
        iri=cls,
        label=label,
        plural=triples.text(cls, ant("pluralLabel"), label),
        kind=next(kind for kind, root in KINDS if root in above),
        above=tuple(sorted(above)),
        parents=tuple(parent for parent in triples.links(cls, SUBCLASS) if not parent.startswith("_:")),
        abstract=triples.flag(cls, ant("abstract")),
        generators=tuple(sorted({*triples.links(cls, ant("addresses")), *triples.links(cls, ant("suggests"))})),
        manifests_in=tuple(triples.links(cls, ant("manifestsIn"))),
        by_nerve=any(triples.flag(parent, ant("levelsNameBranches")) for parent in above),
        never_imaging=any(triples.flag(parent, ant("neverImaging")) for parent in above),
        takes_number=any(triples.flag(parent, ant("takesNumber")) for parent in above),
        endures=any(triples.flag(parent, ant("endures")) for parent in above),
        coding=_coding(triples, cls),
    )


def _defined(triples: Triples, expressions: ExpressionReader, classes: Iterable[FactClass]) -> Iterable[Defined]:
    for cls in classes:
        if not cls.abstract and triples.links(cls.iri, EQUIVALENT):
            pattern = expressions.definition(cls.iri)
            yield Defined(cls=cls.iri, bases=pattern.bases, condition=expressions.conjunction(pattern.conditions))


def _attributes(triples: Triples) -> list[str]:
    return sorted({subject for subject, predicate, _ in triples if predicate == ant("caseKey")})


def _attribute(triples: Triples, iri: str) -> Attribute:
    return Attribute(
        iri=iri,
        key=triples.text(iri, ant("caseKey")),
        label=triples.text(iri, LABEL),
        unit=triples.text(iri, ant("unit")),
        absent_means=triples.flag(iri, ant("absentMeans")) if triples.texts(iri, ant("absentMeans")) else None,
        else_key=triples.text(iri, ant("elseReadFrom")),
        can_change=triples.flag(iri, ant("canChange")),
        else_as=triples.link(iri, ant("elseReadAs")) or "",
        counted=bool(triples.links(iri, ant("countOf"))),
        open_words=triples.flag(iri, ant("openWords")),
        alternatives=triples.flag(iri, ant("alternatives")),
        words=_words(triples, iri),
    )


def _words(triples: Triples, attribute: str) -> dict[str, Word]:
    """Words of an attribute by what a case writes; where it leaves alternatives, members of its range by their IRI."""
    if triples.flag(attribute, ant("alternatives")):
        members = triples.instances(*triples.links(attribute, RANGE))
        return {member: _word(triples, member) for member in members}
    return {triples.text(word, NOTATION): _word(triples, word) for word in triples.subjects(ant("wordOf"), attribute)}


def _word(triples: Triples, word: str) -> Word:
    return Word(
        iri=word,
        label=triples.text(word, LABEL),
        broader=triples.link(word, BROADER) or "",
        number=triples.number(word, ant("reliefBelow")),
        means_absent=triples.flag(word, ant("meansAbsent")),
    )


def _levels(triples: Triples) -> Iterable[tuple[str, Level]]:
    for iri in triples.instances(ant("VertebralLevel"), ant("MotionSegment")):
        notation = triples.text(iri, NOTATION)
        served_by = tuple(triples.links(iri, ant("facetServedBy")))
        yield (
            notation,
            Level(
                iri=iri,
                notation=notation,
                region=triples.link(iri, ant("region")) or "",
                served_by=served_by,
                coding=_coding(triples, iri),
            ),
        )


def _diagnoses(triples: Triples) -> Iterable[tuple[str, DiagnosisCode]]:
    for cls in triples.instances(CLASS):
        if not cls.startswith(ICD):
            continue
        above = triples.ancestors(cls)
        yield (
            name(cls),
            DiagnosisCode(
                iri=cls,
                label=triples.text(cls, LABEL),
                above=tuple(sorted(above)),
                generators=_of(triples, above, ant("supports")),
                may_support=_of(triples, above, ant("maySupport")),
                excludes=_of(triples, above, DISJOINT),
                excludes1=_of(triples, above, ant("excludes1")),
                billable=triples.flag(cls, ant("billable"), True),
                coding=_coding(triples, cls),
                valid_from=_day(triples, cls, "validFrom"),
                valid_until=_day(triples, cls, "validUntil"),
            ),
        )


def _of(triples: Triples, classes: frozenset[str], predicate: str) -> tuple[str, ...]:
    """Values of a property over classes, in both directions for a symmetric one."""
    saying = classes & triples.holding(predicate)
    forward = {value for cls in saying for value in triples.links(cls, predicate)}
    backward = (
        {subject for cls in classes for subject in triples.subjects(predicate, cls)} if predicate == DISJOINT else set()
    )
    return tuple(sorted(forward | backward))


def _procedures(triples: Triples) -> Iterable[tuple[str, ProcedureCode]]:
    for iri in triples.instances(ant("ProcedureCode")):
        yield (
            name(iri),
            ProcedureCode(
                iri=iri,
                label=triples.text(iri, LABEL),
                act=triples.link(iri, ant("standsFor")) or "",
                may_be=tuple(triples.links(iri, ant("mayStandFor"))),
                unlisted=triples.flag(iri, ant("unlisted")),
                add_on_to=tuple(code.removeprefix(HCPCS) for code in triples.links(iri, ant("addOnTo"))),
                units=triples.link(iri, ant("unitsCount")) or "",
                maximum_units=_whole(triples, iri, "maximumUnits"),
                ordinal=_whole(triples, iri, "ordinal") or 0,
                and_further=triples.flag(iri, ant("andFurther")),
                coding=_coding(triples, iri),
            ),
        )


def _coding(triples: Triples, iri: str) -> tuple[str, ...]:
    """Coding regions in which a thing can lie: its own, else those of what it is a kind of."""
    return tuple(sorted(triples.inherited(iri, ant("codingRegion"))))


def _day(triples: Triples, iri: str, term: str) -> int | None:
    text = triples.text(iri, ant(term))
    return days(text).first if text else None


def _whole(triples: Triples, iri: str, term: str) -> int | None:
    number = triples.number(iri, ant(term))
    return None if number is None else int(number)

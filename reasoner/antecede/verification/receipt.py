"""The receipt: hashes of graph and case, the review and its engine, and what was to be left out."""

from collections.abc import Iterator
from hashlib import sha256

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS

from antecede.verification.absence import left_out
from antecede.verification.edition import check_editions
from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, PROV

#: Namespaces that a determination's file may describe; everything else is the graph's to say.
OWN = (
    "https://w3id.org/antecede/case/",
    "https://w3id.org/antecede/determination/",
    "https://w3id.org/antecede/engine/",
)


def check_foreign(published: Published) -> Iterator[Complaint]:
    """A determination describes itself and its case, and puts no words into the graph's mouth."""
    for subject in sorted(set(published.told.subjects()), key=str):
        if not str(subject).startswith(OWN):
            yield Complaint(str(subject), f"{published.short(subject)} is described in the determination's own file")


def check_receipt(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """Hashes, plan and day."""
    yield from _graph_hash(published, determination)
    yield from _case_hash(published, determination)
    yield from _activity(published, determination)
    yield from _engine(published, determination)
    yield from check_editions(published, determination)
    yield from _left_out(published, determination)


def _graph_hash(published: Published, determination: URIRef) -> Iterator[Complaint]:
    stated, found = published.text(determination, ANT.graphSha256), published.fingerprint
    if stated != found:
        what = f"graph: made from files with SHA-256 {stated[:16] or 'not stated'}, those here have {found[:16]}"
        yield Complaint(str(determination), what, "verify with the files of that release (--kg for added folders)")


def _case_hash(published: Published, determination: URIRef) -> Iterator[Complaint]:
    case = published.link(determination, PROV.wasDerivedFrom)
    stated, text = published.text(determination, ANT.caseSha256), published.text(case, ANT.canonicalCase)
    found = sha256(text.encode()).hexdigest()
    if case is None or not text:
        yield Complaint(
            str(determination), "case: the file does not hold the case it was made from", "publish it with its case"
        )
    elif stated != found:
        yield Complaint(str(case), f"case: SHA-256 {stated[:16] or 'not stated'} is stated, the case has {found[:16]}")


def _activity(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """The review used the case and all its facts, under the plan that the determination names."""
    review, case = (
        published.link(determination, PROV.wasGeneratedBy),
        published.link(determination, PROV.wasDerivedFrom),
    )
    told = set(published.links(review, PROV.used))
    facts = {each for each in published.links(case, ANT.hasFact) if _could_be_used(published, each)}
    if review is None or case not in told:
        yield Complaint(str(determination), "no review is named that used the case")
    for stranger in sorted(told - facts - {case}):
        yield Complaint(str(stranger), "used by the review, and no entry of the case that it could use")
    for unused in sorted(facts - told):
        yield Complaint(str(unused), "is an entry of the case, and not used by the review")
    plans = published.links(published.link(review, PROV.qualifiedAssociation), PROV.hadPlan)
    if plans != published.links(determination, ANT.underEdition):
        yield Complaint(str(determination), "the plan of the review is another edition than the determination's")


def _could_be_used(published: Published, fact: URIRef) -> bool:
    """Whether an entry is no request, and of no day after that of the review."""
    kinds = set(published.links(fact, RDF.type))
    return not kinds & {ANT.RequestLine, ANT.RequestedService} and not published.flag(fact, ANT.leftOut)


def _engine(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """The engine goes by its version, and no other is named."""
    version, engine = (
        published.text(determination, ANT.engineVersion),
        published.link(determination, PROV.wasAttributedTo),
    )
    review = published.link(determination, PROV.wasGeneratedBy)
    agents = {engine, *published.links(review, PROV.wasAssociatedWith)}
    agents.update(published.links(published.link(review, PROV.qualifiedAssociation), PROV.agent))
    named = published.text(engine, RDFS.label).endswith(f" {version}") and str(engine).endswith(f"/{version}")
    if len(agents) != 1 or not version or not named:
        yield Complaint(str(determination), "its engine is not the one of its version, or several are named")


def _left_out(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """What was taken as not being there decided nothing: no path goes through it."""
    gone = set(left_out(published.files_graph, published.without))
    for edge in published.told.subjects(RDF.predicate) if gone else ():
        assessment = published.told.value(predicate=ANT.hasEdge, object=edge)
        for end in (RDF.subject, RDF.object):
            node = published.told.value(edge, end)
            if node in gone:
                what = f"its path goes through {published.short(node)}, which was to be left out"
                yield Complaint(str(assessment), what)

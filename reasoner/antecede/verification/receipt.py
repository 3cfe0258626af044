"""The receipt: hashes of graph and case, the edition in force, and what was to be left out."""

from collections.abc import Iterator
from hashlib import sha256

from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from antecede.verification.absence import left_out
from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, PROV

#: Namespaces that a determination's file may describe; everything else is the graph's to say.
OWN = (
    "https://w3id.org/antecede/case/",
    "https://w3id.org/antecede/determination/",
    "https://w3id.org/antecede/engine/",
)
IN_FORCE = "in_force"


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
    yield from _edition(published, determination)
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
    used = set(published.links(review, PROV.used))
    facts = set(published.links(case, ANT.hasFact))
    if review is None or case not in used:
        yield Complaint(str(determination), "no review is named that used the case")
    for stranger in sorted(used - facts - {case}):
        yield Complaint(str(stranger), "used by the review, and no entry of the case")
    plan = published.link(published.link(review, PROV.qualifiedAssociation), PROV.hadPlan)
    if plan != published.link(determination, ANT.underEdition):
        yield Complaint(str(determination), "the plan of the review is another edition than the determination's")


def _edition(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """The edition is one of the graph, in force on the day of the determination, by its own dates."""
    policy = published.link(determination, ANT.underEdition)
    day = published.told.value(determination, ANT.asOf)
    if policy is None or (policy, RDF.type, ANT.Policy) not in published.graph:
        yield Complaint(str(determination), f"edition {published.short(policy)} is no policy of the graph")
        return
    if published.text(policy, ANT.edition) not in [
        str(each) for each in published.told.objects(determination, ANT.edition)
    ]:
        yield Complaint(str(determination), "the name of the edition is not the one that the graph gives it")
    first, last = published.graph.value(policy, ANT.inForceFrom), published.graph.value(policy, ANT.inForceUntil)
    if not isinstance(day, Literal) or str(first) > str(day) or (last is not None and str(last) < str(day)):
        yield Complaint(str(determination), f"edition {published.short(policy)} was not in force on {day}")
    for remark in published.links(determination, ANT.considered):
        chosen = published.link(remark, ANT.ofEdition) == policy
        if chosen and published.text(remark, ANT.why) != IN_FORCE:
            yield Complaint(str(remark), "the edition used is recorded as not in force")


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

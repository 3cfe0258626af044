"""Published determinations as files, and how they are tampered with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.rdf import quads

ANT = "https://w3id.org/antecede/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
Quads = list[ox.Quad]
Edit = Callable[[Quads], Quads]


def published(case: dict[str, Any], reviewer: Reviewer) -> Quads:
    """A determination with its case, as quads in a fixed order."""
    return sorted(set(quads(reviewer.review(Case.model_validate(case)))), key=str)


def written_as(statements: Quads, folder: Path, name: str = "determination.trig") -> Path:
    """Quads as a TriG file."""
    path = folder / name
    with path.open("wb") as stream:
        ox.serialize(statements, stream, format=ox.RdfFormat.TRIG)
    return path


def said(quad: ox.Quad) -> tuple[str, str, str]:
    """Local names and texts of a quad."""
    value = quad.object.value if isinstance(quad.object, ox.NamedNode | ox.Literal) else ""
    return quad.subject.value, quad.predicate.value.replace("#", "/").rpartition("/")[2], value


def replaced(subject: str, predicate: str, old: str, new: str) -> Edit:
    """Another object: ``old`` within the object of the one statement of a subject (by the end of its name) becomes ``new``."""

    def edit(statements: Quads) -> Quads:
        hit = [q for q in statements if said(q)[0].endswith(subject) and said(q)[1] == predicate and old in said(q)[2]]
        assert hit, (subject, predicate, old)
        changed = [_with(each, said(each)[2].replace(old, new)) for each in hit[:1]]
        return [each for each in statements if each not in hit[:1]] + changed

    return edit


def _with(quad: ox.Quad, value: str) -> ox.Quad:
    old = quad.object
    new = ox.Literal(value, datatype=old.datatype) if isinstance(old, ox.Literal) else ox.NamedNode(value)
    return ox.Quad(quad.subject, quad.predicate, new, quad.graph_name)


def without(*ends: str) -> Edit:
    """Every statement about or with a node whose name ends so, or continues beyond it, is gone."""

    def gone(node: object) -> bool:
        return isinstance(node, ox.NamedNode) and any(
            node.value.endswith(end) or f"{end}/" in node.value for end in ends
        )

    def edit(statements: Quads) -> Quads:
        left = [each for each in statements if not gone(each.subject) and not gone(each.object)]
        assert len(left) < len(statements), ends
        return left

    return edit


def cut(subject: str, predicate: str) -> Edit:
    """One statement of a subject (by the end of its name) is gone."""

    def edit(statements: Quads) -> Quads:
        hit = next(q for q in statements if said(q)[0].endswith(subject) and said(q)[1] == predicate)
        return [each for each in statements if each != hit]

    return edit


def added(like: str, subject: str, predicate: str, value: str) -> Edit:
    """One statement more: an object of the kind that the statements of some predicate have."""

    def edit(statements: Quads) -> Quads:
        model = next(each for each in statements if said(each)[1] == like)
        node = ox.NamedNode(f"https://w3id.org/antecede/{subject}")
        return [*statements, _with(ox.Quad(node, ox.NamedNode(predicate), model.object, model.graph_name), value)]

    return edit


def together(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(statements: Quads) -> Quads:
        for each in edits:
            statements = each(statements)
        return statements

    return edit

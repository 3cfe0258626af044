"""Terms, paths and expressions of an algebra as SPARQL has them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pyoxigraph as ox
from rdflib.namespace import RDF, XSD
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, URIRef, Variable

#: Writes what is not the same everywhere: a variable, the pattern of ``EXISTS``.
Writer = Callable[[Any], str]


class NotSaidError(Exception):
    """Something for which there are no words here; it is named."""


def term(node: Any) -> str:
    """A term as it stands in a query."""
    if isinstance(node, URIRef):
        return _iri(str(node))
    if isinstance(node, BNode):
        return str(ox.BlankNode(str(node)))
    if not isinstance(node, Literal):
        raise NotSaidError("an empty list")
    if node.language:
        return str(ox.Literal(str(node), language=node.language))
    return str(ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or XSD.string))))


def _iri(text: str) -> str:
    try:
        return str(ox.NamedNode(text.replace("\\", "")))  # the escapes of a name, which rdflib leaves in it
    except ValueError:
        raise NotSaidError(f"<{text[:80]}>, which rdflib leaves relative") from None


def path(node: Any) -> str:
    """A property path."""
    match node:
        case InvPath():
            return f"(^{path(node.arg)})"
        case SequencePath():
            return f"({'/'.join(map(path, node.args))})"
        case AlternativePath():
            return f"({'|'.join(map(path, node.args))})"
        case MulPath():
            return f"({path(node.path)}{node.mod})"
        case NegatedPath():
            return f"(!({'|'.join(map(path, node.args))}))"
        case URIRef():
            return term(node)
    raise NotSaidError("an inverse in a negated set of properties")


def expression(node: Any, variable: Writer, exists: Writer) -> str:
    """An expression; what is in it in brackets."""

    def inner(each: Any) -> str:
        return expression(each, variable, exists)

    if isinstance(node, Variable):
        return variable(node)
    if not isinstance(node, CompValue):
        return term(node)
    if node.name in _SAID:
        return f"({_SAID[node.name](node, inner)})"
    if node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        word = "EXISTS" if node.name == "Builtin_EXISTS" else "NOT EXISTS"
        return f"({word} {{ {exists(node.graph)} }})"
    if node.name.startswith("Builtin_"):
        return f"{node.name.removeprefix('Builtin_')}({', '.join(map(inner, _arguments(node)))})"
    raise NotSaidError(node.name)


def _arguments(node: Any) -> Iterable[Any]:
    """Arguments in their order; some are lists of arguments."""
    for key, each in node.items():
        if key == "_vars":
            continue
        if each == RDF.nil:
            raise NotSaidError("a function of nothing")
        if isinstance(each, list | tuple):
            yield from each
        elif each is not None:
            yield each


def _compared(node: Any, inner: Writer) -> str:
    if node.op in ("IN", "NOT IN"):
        return f"{inner(node.expr)} {node.op} ({', '.join(map(inner, node.other or ()))})"
    return f"{inner(node.expr)} {node.op} {inner(node.other)}"


def _chained(node: Any, inner: Writer) -> str:
    """Sums and products: as many signs as there are further terms."""
    return inner(node.expr) + "".join(
        f" {sign} {inner(each)}" for sign, each in zip(node.op or (), node.other or (), strict=True)
    )


def _called(node: Any, inner: Writer) -> str:
    if node.distinct:
        raise NotSaidError("DISTINCT in a function")
    return f"{term(node.iri)}({', '.join(map(inner, node.expr or ()))})"


_SAID: Mapping[str, Callable[[Any, Writer], str]] = {
    "TrueFilter": lambda node, inner: "true",
    "ConditionalOrExpression": lambda node, inner: " || ".join(map(inner, (node.expr, *(node.other or ())))),
    "ConditionalAndExpression": lambda node, inner: " && ".join(map(inner, (node.expr, *(node.other or ())))),
    "RelationalExpression": _compared,
    "AdditiveExpression": _chained,
    "MultiplicativeExpression": _chained,
    "UnaryNot": lambda node, inner: f"! {inner(node.expr)}",
    "UnaryMinus": lambda node, inner: f"- {inner(node.expr)}",
    "UnaryPlus": lambda node, inner: f"+ {inner(node.expr)}",
    "Function": _called,
}

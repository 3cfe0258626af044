"""Small makers of RDF triples: links, texts, typed values."""

from datetime import date

import pyoxigraph as ox

from antecede.explanation.words import clean
from antecede.graph.vocabulary import XSD


def link(subject: str, predicate: str, node: str) -> ox.Triple:
    """A triple between two nodes."""
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(node))


def text(subject: str, predicate: str, words: str) -> ox.Triple:
    """A triple with a plain text, cleaned of control characters."""
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(clean(words)))


def verbatim(subject: str, predicate: str, words: str) -> ox.Triple:
    """A triple with a text exactly as it is, for what is hashed."""
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(words))


def number(subject: str, predicate: str, value: float) -> ox.Triple:
    """A triple with a decimal number."""
    return _typed(subject, predicate, decimal(value), "decimal")


def whole(subject: str, predicate: str, value: int) -> ox.Triple:
    """A triple with a whole number."""
    return _typed(subject, predicate, str(value), "integer")


def flag(subject: str, predicate: str, value: bool) -> ox.Triple:
    """A triple with yes or no."""
    return _typed(subject, predicate, str(value).lower(), "boolean")


def day(subject: str, predicate: str, ordinal: int) -> ox.Triple:
    """A triple with a calendar day, given as its proleptic Gregorian ordinal."""
    return _typed(subject, predicate, date.fromordinal(ordinal).isoformat(), "date")


def moment(subject: str, predicate: str, stamp: str) -> ox.Triple:
    """A triple with a moment, given in ISO 8601."""
    return _typed(subject, predicate, stamp, "dateTime")


def decimal(value: float) -> str:
    """A number in the canonical form of XML Schema 1.1; nothing smaller than a millionth is kept.

    >>> decimal(80.0), decimal(28.5714285714)
    ('80', '28.571429')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _typed(subject: str, predicate: str, words: str, kind: str) -> ox.Triple:
    literal = ox.Literal(words, datatype=ox.NamedNode(XSD + kind))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)

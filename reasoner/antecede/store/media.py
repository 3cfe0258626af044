"""Syntaxes of answers, and which of them a client would rather have."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

#: Syntaxes of rows and truth values, the one we would rather send first.
ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
#: Syntaxes of triples.
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
#: Other names that clients have for them.
ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}
#: Names for the command line and for links.
SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}


def negotiate(accept: str, offered: Sequence[str]) -> str | None:
    """The offered type that an Accept header values most; of equals the first; none where it takes none of them.

    >>> negotiate("text/csv;q=0.5, application/sparql-results+xml", list(ROWS))
    'application/sparql-results+xml'
    >>> negotiate("image/png", list(ROWS)) is None
    True
    """
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    valued = [(_quality(each, ranges), -index, each) for index, each in enumerate(offered)]
    best = max(valued, default=(0.0, 0, ""))
    return best[2] if best[0] > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media, *parameters = (each.strip().lower() for each in part.split(";"))
        if "/" in media:
            yield ALIASES.get(media, media), _q(parameters)


def _q(parameters: Sequence[str]) -> float:
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0) if float(value) == float(value) else 0.0
            except ValueError:
                return 0.0
    return 1.0


def _quality(offered: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Quality by the range that is nearest: the type itself, else its family, else anything."""
    for wanted in (offered, offered.partition("/")[0] + "/*", "*/*"):
        found = [quality for media, quality in ranges if media == wanted]
        if found:
            return max(found)
    return 0.0

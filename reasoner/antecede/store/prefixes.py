"""Short names of namespaces: those of the files that the shipped graph is written in."""

from collections.abc import Mapping
from functools import cache

from antecede.graph import vocabulary
from antecede.knowledge.cache import load_plan


@cache
def prefixes() -> Mapping[str, str]:
    """Namespaces by their prefix."""
    return load_plan().prefixes


def curie(iri: str) -> str:
    """Short form of an IRI for people; the IRI itself where no prefix fits, and any other text as it is."""
    return vocabulary.curie(iri, prefixes()) if iri.startswith("http") else iri

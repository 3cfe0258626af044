"""Plain words of the graph: how acts, rules and policies are told to a reader who is no clinician."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from antecede.graph.data import shipped_files, turtle_files
from antecede.graph.triples import load
from antecede.graph.vocabulary import ant


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Plain wording by IRI; what has none is not in it."""

    labels: dict[str, str]
    texts: dict[str, str]
    remedies: dict[str, str]


def plain_words(added: Sequence[Path] = ()) -> PlainWords:
    """The plain words of the shipped graph and of the folders in ``added``."""
    return _read(tuple(map(str, added)))


@cache
def _read(added: tuple[str, ...]) -> PlainWords:
    triples = load([*shipped_files(), *turtle_files(*map(Path, added))])
    terms = [ant(each) for each in ("plainLabel", "plainText", "plainRemedy")]
    found: list[dict[str, str]] = [{}, {}, {}]
    for subject, predicate, _ in triples:
        if predicate in terms:
            found[terms.index(predicate)][subject] = triples.text(subject, predicate)
    return PlainWords(*found)

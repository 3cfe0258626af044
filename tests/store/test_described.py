"""What ``docs/store.md`` says a query can follow stands in a store of decided cases."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from antecede import open_store
from antecede.store.embedded import Embedded
from antecede.store.place import Dataset
from tests.support import ROOT

PAGE = (ROOT / "docs" / "store.md").read_text(encoding="utf-8").partition("### Questions of one's own")[2]
PREFIXES = "PREFIX ant: <https://w3id.org/antecede/ontology#>\nPREFIX prov: <http://www.w3.org/ns/prov#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
ROWS = [
    line.split(" | ")
    for line in PAGE.partition("\n\n")[2].partition("Statuses")[0].splitlines()
    if line.count("|") == 4
]
NAMED = sorted({name for row in ROWS[2:] for name in re.findall(r"`((?:\w+:)?[a-z]\w+)`", " ".join(row))} - {"a"})
CLASSES = sorted(set(re.findall(r"`a (\w+)`", PAGE)))
#: None of the shipped cases tells when it came in.
NOT_SHIPPED = {"receivedOn"}


def test_names_are_read_from_the_page() -> None:
    assert len(NAMED) > 50
    assert {"rdfs:label", "decidedBy", "prov:specializationOf", "requires"} <= set(NAMED)
    assert CLASSES == ["Assessment", "Case", "Determination", "LineDetermination", "Policy", "RequestLine"]


@pytest.mark.parametrize("name", NAMED)
def test_property_is_used(name: str, decided: Path) -> None:
    said = name if ":" in name else f"ant:{name}"
    found = Embedded(decided).run(f"{PREFIXES} ASK {{ ?node {said} ?other }}", Dataset())
    assert isinstance(found, ox.QueryBoolean)
    assert bool(found) != (name in NOT_SHIPPED)


@pytest.mark.parametrize("name", CLASSES)
def test_class_has_members(name: str, decided: Path) -> None:
    assert Embedded(decided).run(f"{PREFIXES} ASK {{ ?node a ant:{name} }}", Dataset())


def test_query_of_the_page_finds_rows(decided: Path) -> None:
    (query,) = re.findall(r"```sparql\n(.+?)```", PAGE, re.DOTALL)
    answer = open_store(decided).ask(query)
    assert answer.columns == ("notation", "label", "lines")
    assert len(answer) > 5

"""Membership by the words that stand under a key, as SPARQL."""

from typing import NamedTuple

from antecede.opinion.reading import Reading, name
from antecede.opinion.terms import ANT, NO, OWL, UNKNOWN, YES


class Said(NamedTuple):
    """Patterns that bind, and an expression over what they bind."""

    patterns: str
    value: str


class Words:
    """Writes what words an entry has to have."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def states(self, key: str, fact: str) -> Said:
        """Whether an entry says something under a key."""
        terms = {"act": "ant:statesAct", "levels": "ant:namesLevel"}
        said = f"{fact} {terms[key]} ?any" if key in terms else f'{fact} ant:gives ?any . ?any ant:key "{key}"'
        return Said("", f"IF(EXISTS {{ {said} }}, {YES}, {NO})")

    def word(self, attribute: str, word: str, fact: str) -> Said:
        """Whether one of the words under a key is a word; a broader one, or one that is not listed, leaves it open."""
        key = self._reading.text(attribute, ANT + "caseKey")
        is_it = f"EXISTS {{ {fact} <{attribute}> ?w . ?w skos:broader? <{word}> }}"
        broader = f"EXISTS {{ {fact} <{attribute}> ?w . <{word}> skos:broader ?w }}"
        said = f'{fact} ant:gives ?v . ?v ant:key "{key}"'
        listed = f"EXISTS {{ ?l ant:wordOf <{attribute}> ; skos:notation ?t }}"
        strange = f"EXISTS {{ {said} ; ant:given ?t . FILTER(!{listed}) }}"
        opens = broader if self._reading.flag(attribute, "openWords") else f"{broader} || {strange}"
        return Said("", f"IF({is_it}, {YES}, IF({opens}, {UNKNOWN}, IF(EXISTS {{ {said} }}, {NO}, {UNKNOWN})))")

    def among(self, attribute: str, words: list[str], fact: str) -> Said:
        """Whether the one of several possible values that holds is among some words."""
        some = ", ".join(f"<{word}>" for word in words)
        inside, outside = (
            f"EXISTS {{ {fact} <{attribute}> ?w . FILTER(?w {into} ({some})) }}" for into in ("IN", "NOT IN")
        )
        return Said("", f"IF({inside}, IF({outside}, {UNKNOWN}, {YES}), IF({outside}, {NO}, {UNKNOWN}))")

    def one_of_alternatives(self, parts: list[str]) -> tuple[str, list[str]] | None:
        """An attribute that leaves alternatives and the words of it that a union names, where that is all it says."""
        attributes = {self._reading.link(part, OWL + "onProperty") for part in parts}
        words = [name(each) for part in parts for each in self._reading.nodes(part, OWL + "hasValue")]
        attribute = next(iter(attributes)) if len(attributes) == 1 else ""
        alike = attribute and len(words) == len(parts) and self._reading.flag(attribute, "alternatives")
        return (attribute, words) if alike else None

"""What an entry on file still has to say, without unsaying what it says."""

from collections.abc import Mapping
from typing import Any

from antecede.construction.entries import LISTS, EntryWriter, Values
from antecede.construction.trait import COUNT_MARK, Trait
from antecede.construction.values import keeps, start_before
from antecede.criterion.engine import Engine
from antecede.record.fact import Fact
from antecede.record.reading import Number
from antecede.truth.day import text

#: Keys that may always be set beside others.
FREE_KEYS = ("score_before", "date")
NOTHING = (None, "", ())


class Completer:
    """Completes entries."""

    def __init__(self, engine: Engine, writer: EntryWriter) -> None:
        self._attributes = engine.plan.lexicon.attributes
        self._readers = engine.reader.readers
        self._writer = writer

    def completed(self, fact: Fact, trait: Trait, *, ample: bool, rewrite: bool, exact: bool = False) -> Values | None:
        """What to set in an entry so that its fact is as asked for.

        What it says for certain stays, unless ``rewrite``; nothing is given where that speaks against the trait.
        ``exact``: numbers are set anew also where those that stand would do, times by the dates that the entry gives.
        """
        wanted = self._writer.values(trait, ample=ample, spoken=True, given=fact.given)
        if wanted is None:
            return None
        measured = {limit.key for limit in trait.limits} if exact else set()
        changed = {key: value for key, value in wanted.items() if key in measured or not self._says(fact, key, trait)}
        if exact and "duration" in changed and fact.ends:
            return {**changed, **_by_dates(fact, trait)}
        if not rewrite and any(self._definite(fact, key) for key in changed):
            return None
        return changed

    def _says(self, fact: Fact, key: str, trait: Trait) -> bool:
        """Whether an entry already keeps to what a trait asks of a key."""
        if key in trait.left_out:
            return fact.given.get(key) in NOTHING
        counted = any(limit.key == key + COUNT_MARK for limit in trait.limits)
        if key == "levels" and not counted:
            return trait.levels <= fact.levels
        if key == "side" and not counted:
            return fact.sides & trait.sides == trait.sides
        if key in LISTS:
            return self._holds(fact, key, trait)
        if key in trait.words:
            return fact.given.get(key, "") in trait.words[key]
        if key in trait.flags:
            return self._flag(fact, key) is trait.flags[key]
        limits = tuple(limit for limit in trait.limits if limit.key in (key, key + COUNT_MARK))
        if not limits:
            return fact.given.get(key) not in NOTHING or self._read(fact, key) is not None
        number = self._read(fact, key, counted=counted)
        return number is not None and keeps(limits, number)

    def _holds(self, fact: Fact, key: str, trait: Trait) -> bool:
        said = fact.given.get(key)
        if said is None or said == "":
            return False
        words = {said} if isinstance(said, str) else set(said)
        held = all(words & any_of for other, any_of in trait.holds if other == key)
        return held and not any(word in words for other, word in trait.lacks if other == key)

    def _flag(self, fact: Fact, key: str) -> bool | None:
        given: bool | None = fact.given.get(key)
        absent = next((each.absent_means for each in self._attributes.values() if each.key == key), None)
        return absent if given is None else given

    def _read(self, fact: Fact, key: str, *, counted: bool = False) -> Number:
        readers = (iri for iri, each in self._attributes.items() if each.key == key and each.counted is counted)
        iri = next(readers, None)
        return self._readers[iri](fact) if iri else None

    # --- what is certain ----------------------------------------------------------------------------------------------

    def _definite(self, fact: Fact, key: str) -> bool:
        """Whether an entry says something of a key that leaves nothing open."""
        given: Mapping[str, Any] = fact.given
        value = given.get(key)
        if key in ("levels", "side"):
            return bool(value)
        if key in LISTS:
            return value is not None and value != ""
        if key in FREE_KEYS:
            return False
        words = self._words(key)
        if words:
            return not self._broad(str(value), words)
        number = self._read(fact, key)
        return number is not None and not isinstance(value, tuple | list) and value not in ("", None)

    def _words(self, key: str) -> dict[str, str]:
        """Under a key of plain words, what each stands for."""
        plain = (each for each in self._attributes.values() if each.key == key and each.words and not each.unit)
        return {notation: word.iri for each in plain for notation, word in each.words.items()}

    def _broad(self, value: str, words: dict[str, str]) -> bool:
        """Whether a word leaves open which of narrower ones is meant, or stands for nothing."""
        iri = words.get(value)
        broader = {word.broader for each in self._attributes.values() for word in each.words.values()}
        return iri is None or iri in broader


def _by_dates(fact: Fact, trait: Trait) -> Values:
    """The length of a fact by the day on which it began."""
    assert fact.ends
    limits = tuple(limit for limit in trait.limits if limit.key == "duration")
    start = start_before(fact.ends[1].first, limits, ample=False)
    if start is None:
        return {}
    began = "since" if fact.ref.startswith("findings") else "start"
    return {"duration": None, began: text(start)}

"""Entries of a case file from what a fact has to be like."""

from collections.abc import Iterator, Mapping
from typing import Any

from antecede.construction.schedule import Placed
from antecede.construction.trait import Limit, Trait
from antecede.construction.values import duration_within, keeps, number_within
from antecede.criterion.engine import Engine
from antecede.knowledge.lexicon import Lexicon
from antecede.record.fact import Fact
from antecede.record.reading import Number
from antecede.truth.day import text

Values = dict[str, Any]
SIDE_WORDS = {1: "left", 2: "right", 3: "bilateral"}
#: Keys whose number is a time.
TIMES = ("relief_duration",)
#: What a score was before a fall that is told in percent.
SCORE_BEFORE = 10


class EntryWriter:
    """Writes the keys of entries."""

    def __init__(self, engine: Engine) -> None:
        self._lexicon: Lexicon = engine.plan.lexicon
        self._engine = engine
        self._notations = {level.iri: level.notation for level in self._lexicon.levels.values()}

    def entry(self, section: str, name: str, trait: Trait, placed: Placed, *, ample: bool) -> Values | None:
        """A new entry; nothing where no value keeps within the limits."""
        if section == "diagnoses":
            return {"code": name}
        values = self.values(trait, ample=ample, spoken=False)
        if values is None:
            return None
        return {"type": name, **_when(section, trait, placed), **values}

    def values(self, trait: Trait, *, ample: bool, spoken: bool) -> Values | None:
        """Keys that make a fact so; ``spoken``: its length as a documented duration and not by dates."""
        made: Values = {}
        for key in dict.fromkeys((*(limit.key for limit in trait.limits), *sorted(trait.given))):
            if key == "duration" and not spoken:
                continue
            written = self._number(key, tuple(limit for limit in trait.limits if limit.key == key), ample=ample)
            if written is None:
                return None
            made |= written
        made |= {key: min(words, key=self._plainest(key)) for key, words in trait.words.items()}
        made |= dict(trait.flags)
        return made | self._place(trait)

    def _plainest(self, key: str) -> Any:
        order = [notation for each in self._lexicon.attributes.values() if each.key == key for notation in each.words]
        return lambda word: (order.index(word) if word in order else len(order), word)

    def _number(self, key: str, limits: tuple[Limit, ...], *, ample: bool) -> Values | None:
        if key in TIMES or key == "duration":
            duration = duration_within(limits, ample=ample)
            return None if duration is None else {key: duration}
        number = number_within(limits, ample=ample) if limits else 1
        if number is None:
            return None
        if key == "score_after":
            return {"score_before": SCORE_BEFORE, key: SCORE_BEFORE * (100 - number) / 100}
        return {key: number}

    def _place(self, trait: Trait) -> Values:
        made: Values = {}
        if trait.levels:
            made["levels"] = [self._notations[level] for level in sorted(trait.levels)]
        if trait.sides:
            made["side"] = SIDE_WORDS[trait.sides]
        return made

    # --- entries on file ----------------------------------------------------------------------------------------------

    def completed(self, fact: Fact, trait: Trait, *, ample: bool, rewrite: bool) -> Values | None:
        """What to set in an entry so that its fact is as asked for.

        What it says for certain stays, unless ``rewrite``; nothing is given where that speaks against the trait.
        """
        wanted = self.values(trait, ample=ample, spoken=True)
        if wanted is None:
            return None
        kept = {key for key in wanted if self._says(fact, key, trait)}
        changed = {key: value for key, value in wanted.items() if key not in kept}
        if not rewrite and any(self._definite(fact, key) for key in changed):
            return None
        return changed

    def _says(self, fact: Fact, key: str, trait: Trait) -> bool:
        """Whether an entry already keeps to what a trait asks of a key."""
        if key == "levels":
            return trait.levels <= fact.levels
        if key == "side":
            return fact.sides & trait.sides == trait.sides
        if key in trait.words:
            return fact.given.get(key, "") in trait.words[key]
        if key in trait.flags:
            return self._flag(fact, key) is trait.flags[key]
        limits = tuple(limit for limit in trait.limits if limit.key == key)
        number = self._read(fact, key)
        return number is not None and keeps(limits, number)

    def _flag(self, fact: Fact, key: str) -> bool | None:
        given: bool | None = fact.given.get(key)
        absent = next((each.absent_means for each in self._lexicon.attributes.values() if each.key == key), None)
        return absent if given is None else given

    def _read(self, fact: Fact, key: str) -> Number:
        readers = (iri for iri, each in self._lexicon.attributes.items() if each.key == key and each.words is not None)
        iri = next(readers, None)
        return self._engine.reader.readers[iri](fact) if iri else None

    def _definite(self, fact: Fact, key: str) -> bool:
        """Whether an entry says something of a key that leaves nothing open."""
        given: Mapping[str, Any] = fact.given
        value = given.get(key)
        if key in ("levels", "side"):
            return bool(value)
        if key in ("score_before", "date"):
            return False
        words = self._words(key)
        if key in words:
            return not self._broad(str(value), words[key])
        return self._known(fact, key, value)

    def _known(self, fact: Fact, key: str, value: object) -> bool:
        number = self._read(fact, key)
        return number is not None and not isinstance(value, tuple | list) and value not in ("", None)

    def _words(self, key: str) -> dict[str, dict[str, str]]:
        """Under a key of plain words, what each stands for."""
        plain = (each for each in self._lexicon.attributes.values() if each.key == key and each.words and not each.unit)
        return {each.key: {notation: word.iri for notation, word in each.words.items()} for each in plain}

    def _broad(self, value: str, words: dict[str, str]) -> bool:
        """Whether a word leaves open which of narrower ones is meant, or stands for nothing."""
        iri = words.get(value)
        narrower = (
            word for each in self._lexicon.attributes.values() for word in each.words.values() if word.broader == iri
        )
        return iri is None or next(narrower, None) is not None


def _when(section: str, trait: Trait, placed: Placed) -> Values:
    return dict(_dates(section, trait, placed))


def _dates(section: str, trait: Trait, placed: Placed) -> Iterator[tuple[str, str]]:
    lasts = "duration" in trait.given or any(limit.key == "duration" for limit in trait.limits)
    if section == "events":
        if lasts:
            yield from (("start", text(placed.start)), ("end", text(placed.end)))
        else:
            yield "date", text(placed.end)
    elif lasts:
        yield "since", text(placed.start)
    elif trait.timing.within or trait.timing.last or trait.timing.ago:
        yield "date", text(placed.end)

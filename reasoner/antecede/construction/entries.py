"""Entries of a case file from what a fact has to be like."""

from collections.abc import Iterator
from typing import Any, get_type_hints

from antecede.case.model import Event, Finding, RequestLine
from antecede.construction.examples import example_length
from antecede.construction.schedule import Placed
from antecede.construction.trait import COUNT_MARK, Limit, Trait
from antecede.construction.values import duration_within, number_within
from antecede.criterion.engine import Engine
from antecede.knowledge.lexicon import Lexicon
from antecede.truth.day import text

Values = dict[str, Any]
SIDE_WORDS = {1: "left", 2: "right", 3: "bilateral"}
#: Keys whose number is a time.
TIMES = ("relief_duration", "duration")
#: Keys that the dates of a new entry answer.
DATED = ("duration", "since")
#: What a score was before a fall that is told in percent.
SCORE_BEFORE = 10
#: Keys under which several words may stand at once.
LISTS = frozenset(
    key
    for model in (Event, RequestLine)
    for key, kind in get_type_hints(model).items()
    if "tuple[str, ...]" in str(kind) and key not in ("levels", *TIMES)
)


class EntryWriter:
    """Writes the keys of entries."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lexicon: Lexicon = engine.plan.lexicon
        self._notations = {level.iri: level.notation for level in self._lexicon.levels.values()}
        self._contractors = {each.iri: each.notation for each in self._lexicon.contractors}

    def entry(self, section: str, name: str, trait: Trait, placed: Placed, *, ample: bool) -> Values | None:
        """A new entry; nothing where no value keeps within the limits."""
        if section == "diagnoses":
            return {"code": name}
        values = self.values(trait, ample=ample, spoken=False)
        if values is None:
            return None
        return {"type": name, **dict(_dates(section, trait, placed)), **values}

    def values(self, trait: Trait, *, ample: bool, spoken: bool, given: Values | None = None) -> Values | None:
        """Keys that make a fact so; ``spoken``: its length as a documented duration and not by dates.

        ``given`` is what an entry says already, as far as it can stay.
        """
        made: Values = self._place(trait)
        for key in dict.fromkeys(limit.key for limit in trait.limits):
            if key == "duration" and not spoken:
                continue
            limits = tuple(limit for limit in trait.limits if limit.key == key)
            written = self._number(key, limits, given or {}, ample=ample)
            if written is None:
                return None
            made |= written
        made |= {key: self._word(key, words) for key, words in trait.words.items()}
        made |= self._lists(trait, given or {}) | dict(trait.flags)
        made |= dict.fromkeys(trait.left_out) if given is not None else {}
        rest = [key for key in sorted(trait.given) if key not in made and (spoken or key not in DATED)]
        said = {key: self._act(trait) if key == "act" else self._something(key) for key in rest}
        return None if None in said.values() else made | said

    def _word(self, key: str, words: frozenset[str]) -> str:
        """The plainest of several words: the one that the graph names first."""
        order = [notation for each in self._lexicon.attributes.values() if each.key == key for notation in each.words]
        word = min(words, key=lambda word: (order.index(word) if word in order else len(order), word))
        return self._contractors.get(word, word)

    def _lists(self, trait: Trait, given: Values) -> Values:
        made: dict[str, list[str]] = {}
        for key in {key for key, _ in (*trait.holds, *trait.lacks)}:
            said = given.get(key) or ()
            barred = {word for other, word in trait.lacks if other == key}
            words = [word for word in ((said,) if isinstance(said, str) else said) if word not in barred]
            for other, any_of in sorted(trait.holds, key=repr):
                if other == key and not any_of.intersection(words):
                    words.append(self._word(key, any_of - barred or any_of))
            made[key] = words
        return made

    def _number(self, key: str, limits: tuple[Limit, ...], given: Values, *, ample: bool) -> Values | None:
        if key in TIMES:
            duration = duration_within(limits, ample=ample)
            return None if duration is None else {key: duration}
        number = number_within(limits, ample=ample and not key.endswith(COUNT_MARK))
        if number is None:
            return None
        if key.endswith(COUNT_MARK):
            return self._counted(key.removesuffix(COUNT_MARK), int(number), given)
        if key == "score_after":
            return {"score_before": SCORE_BEFORE, key: SCORE_BEFORE * (100 - number) / 100}
        return {key: number}

    def _act(self, trait: Trait) -> str | None:
        """The act that a line states: one that a trait asks it to be."""
        named = (name for name, each in self._lexicon.classes.items() if each.iri in trait.of and not each.abstract)
        return next(named, None)

    def _something(self, key: str) -> Any:
        """A value that may stand under a key, whatever it says; no time where nothing in the graph asks for one."""
        words = next((each.words for each in self._lexicon.attributes.values() if each.key == key and each.words), None)
        shapes = (hints for model in (Event, Finding, RequestLine) if key in (hints := get_type_hints(model)))
        kind = str(next(shapes)[key])
        if key in TIMES:
            return example_length(self._engine, key)
        if key == "side":
            return "left"
        if key == "levels":
            return [next(name for name, level in self._lexicon.levels.items() if level.served_by)]
        if words and "float" not in kind:
            return [next(iter(words))] if key in LISTS else next(iter(words))
        return True if "bool" in kind else 1

    def _counted(self, key: str, number: int, given: Values) -> Values:
        """So many values under a key: levels beside those that are named, one side or both."""
        if key == "side":
            return {"side": "bilateral" if number == 2 else given.get("side") or "left"}
        said = list(given.get(key) or ())
        levels = self._lexicon.levels
        alike = [
            n for n, each in levels.items() if each.served_by and (not said or each.coding == levels[said[0]].coding)
        ]
        return {key: [*said, *(name for name in sorted(alike) if name not in said)][:number]}

    def _place(self, trait: Trait) -> Values:
        made: Values = {}
        if trait.levels:
            made["levels"] = [self._notations[level] for level in sorted(trait.levels)]
        if trait.sides:
            made["side"] = SIDE_WORDS[trait.sides]
        return made


def _dates(section: str, trait: Trait, placed: Placed) -> Iterator[tuple[str, str]]:
    lasts = "duration" in trait.given or any(limit.key == "duration" for limit in trait.limits)
    if section == "events":
        if lasts:
            yield from (("start", text(placed.start)), ("end", text(placed.end)))
        else:
            yield "date", text(placed.end)
    elif lasts or "since" in trait.given:
        yield "since", text(placed.start)
    elif trait.timing.within or trait.timing.last or trait.timing.ago:
        yield "date", text(placed.end)

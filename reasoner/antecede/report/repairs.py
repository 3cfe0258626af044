"""Repairs and outlook of a line as data of the answer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from antecede.construction.builder import stands_in_the_way
from antecede.construction.change import KIND_ORDER, Kind
from antecede.determination.recommend import CERTIFY, REFER, REFUSING_COVERAGE
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.explanation.change import ChangeTeller
from antecede.explanation.fact import describe
from antecede.explanation.sentence import Narrator
from antecede.explanation.words import RECOMMENDATION_WORDS, listing, sentence
from antecede.repair.outlook import Deciding, Question, ask_first, deciding, holds
from antecede.repair.repairs import Repair, Repairs, Step, repairs
from antecede.report.remedy import lasting
from antecede.truth.day import text

Json = dict[str, Any]
#: Where the policy states no coverage: with nothing left to ask for, and with something.
SILENT_COVERAGE = {
    False: "nothing is left to ask for; the policy states no coverage of the act, so a clinician decides",
    True: "nothing makes it certify, for the policy states no coverage of the act; after this a clinician can decide",
}
#: Past a rule that no one can cure nothing is looked for, even where it may turn out not to apply.
NOT_SOUGHT = "facts may still show that it does not apply, and no sets are looked for past it"


class Mender:
    """Tells what would change the lines of one determination."""

    def __init__(self, determination: Determination, narrator: Narrator) -> None:
        self._determination = determination
        self._narrator = narrator
        self._teller = ChangeTeller(determination)
        self._found: dict[int, Repairs] = {}

    def robust(self, result: LineResult) -> bool:
        """Whether the recommendation holds however what is missing turns out."""
        return holds(self._determination, result)

    def _repairs(self, result: LineResult) -> Repairs:
        index = result.line.index
        if index not in self._found:
            self._found[index] = repairs(self._determination, result)
        return self._found[index]

    def outlook(self, result: LineResult) -> Json:
        """What decides, what is asked for first, and what the best repair reaches."""
        found, sorted_out = self._repairs(result), deciding(self._determination, result)
        questions = ask_first(self._determination, result, found)
        return {
            "must_decide": [each.criterion.notation for each in sorted_out.must],
            "may_decide": [each.criterion.notation for each in sorted_out.may],
            "repair": {
                "reaches": found.reaches,
                "sets": len(found.repairs),
                "all_found": not found.cut,
                "barred_by": [each.criterion.notation for each in found.barred],
                "text": self._summary(result, found, sorted_out),
            },
            "ask_first": [self._question(each) for each in questions],
        }

    def _summary(self, result: LineResult, found: Repairs, sorted_out: Deciding) -> str:
        """What the repairs come to, in a sentence; nothing for a line that is certified."""
        if result.recommendation == CERTIFY:
            return ""
        if result.coverage and result.coverage.status in REFUSING_COVERAGE:
            return sentence(f"nothing makes it certify: {self._narrator.coverage(result)}")
        if found.barred:
            names = listing(f"{each.criterion.label} ({each.criterion.notation})" for each in found.barred)
            if any(not each.criterion.curable and each in sorted_out.may for each in found.barred):
                return sentence(f"nothing cures {names}; {NOT_SOUGHT}")
            return sentence(f"nothing that is sent, done or corrected lifts {names}{self._why(found.barred)}")
        more = "; the search was cut, there may be more" if found.cut else ""
        if not found.reaches:
            return sentence(self._nothing(result) + more)
        if found.reaches == REFER:
            return sentence(SILENT_COVERAGE[bool(found.repairs)] + more)
        sets = "each of these sets leads" if len(found.repairs) > 1 else "this leads"
        words = RECOMMENDATION_WORDS[found.reaches]
        return sentence(f"applied and reviewed again, {sets} to {words}; nothing less does{more}")

    def _why(self, barred: Iterable[Assessment]) -> str:
        """Facts by which rules are barred for good."""
        engine = self._determination.engine
        facts = dict.fromkeys(fact for each in barred for fact in lasting(each, engine))
        told = listing(describe(fact, engine) for fact in facts)
        return f": {told} will not go away; only a record that was wrong can be corrected" if told else ""

    def _nothing(self, result: LineResult) -> str:
        """Why no set was found where each rule that stands in the way could be lifted by itself."""
        against = [each for each in result.assessments if stands_in_the_way(each)]
        if not against:
            return "there is no rule that a change could answer; a clinician decides"
        names = listing(f"{each.criterion.label} ({each.criterion.notation})" for each in against)
        return f"nothing that the record bears out answers {names}" + (" at once" if len(against) > 1 else "")

    def sets(self, result: LineResult) -> Iterator[Json]:
        """The sets of changes that are enough."""
        for number, repair in enumerate(self._repairs(result).repairs, 1):
            yield self._set(result, number, repair)

    def _set(self, result: LineResult, number: int, repair: Repair) -> Json:
        steps = sorted(repair.steps, key=lambda step: (KIND_ORDER.index(step.change.kind), step.earliest or 0))
        told = numbered([self._teller.tell(step) for step in steps])
        return {
            "line": result.line.number,
            "set": number,
            "reaches": repair.reaches,
            "as_of": text(repair.as_of),
            "meanwhile": [rule.notation for rule in repair.meanwhile],
            "changes": [self._change(*each) for each in zip(steps, told, strict=True)],
            "proved": True,
            "enough": True,
            "minimal": True,
        }

    def _change(self, step: Step, told: str) -> Json:
        kind, rules = step.change.kind, step.rules
        by = f", {self._teller.by(step.earliest)}" if step.earliest and not step.change.until else ""
        later = step.or_do is not None and step.or_do > self._determination.record.as_of
        by += f"; where it was not done, {self._teller.by(step.or_do or 0)}" if later else ""
        made: Json = {
            "kind": kind.value,
            "notation": next((rule.notation for rule in rules if rule.notation), ""),
            "notations": [rule.notation for rule in rules if rule.notation],
            "what": told,
            "text": sentence(f"{kind.value}: {told}{by}"),
            "entries": [{"place": place, "values": values} for place, values in step.entries],
        }
        if step.change.slot.section == "entry":
            made["place"] = step.change.slot.name
        if kind is Kind.DO:
            made["earliest"] = text(step.earliest) if step.earliest else None
        if step.or_do:
            made["or_do"] = {"earliest": text(step.or_do)}
        return made

    def _question(self, question: Question) -> Json:
        made = self._change(question.step, self._teller.tell(question.step))
        keys = ("kind", "notation", "notations", "what", "place")
        return {
            **{key: made[key] for key in keys if key in made},
            "in_every_set": question.always,
            "settles": [_name(each) for each in question.settles],
            "otherwise": question.otherwise,
        }


def numbered(told: Sequence[str]) -> list[str]:
    """Texts of which those that read alike are told apart by number.

    >>> numbered(["a block", "an image", "a block"])
    ['a block (1 of 2)', 'an image', 'a block (2 of 2)']
    """
    amount = Counter(told)
    at = {text: iter(range(1, amount[text] + 1)) for text in amount}
    return [f"{text} ({next(at[text])} of {amount[text]})" if amount[text] > 1 else text for text in told]


def _name(each: Assessment) -> str:
    return each.criterion.notation

"""The part for the member: what was asked, what we advise, why, and what can be sent, in plain words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from antecede.determination.recommend import REFUSING_COVERAGE
from antecede.determination.result import Assessment
from antecede.diagram.line import deciding
from antecede.explanation import letter as frames
from antecede.explanation.picture import NO_RULE_SETTLES
from antecede.explanation.words import listing
from antecede.letter.block import Block, Items, Text
from antecede.letter.glossary import unexplained
from antecede.letter.plain import PlainWords
from antecede.report.view import LineView, View
from antecede.truth.status import CONFLICTING, NOT_DOCUMENTED

#: An edition that is a day, a month or a year needs no explanation.
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
OPEN = frozenset((NOT_DOCUMENTED, CONFLICTING))


class Key(NamedTuple):
    """What lines have in common that are told together: the act in plain words, and what comes of it."""

    act: str
    recommendation: str
    coverage: str
    curable: bool

    @property
    def uncovered(self) -> bool:
        """Whether the policy refuses the act whatever the records show."""
        return self.coverage in REFUSING_COVERAGE


def member_blocks(shown: View, plain: PlainWords) -> Iterator[Block]:
    """All of the part but its reading level.  Lines that ask for one act and come to one advice are told together."""
    policy = plain.labels.get(shown.determination.policy.iri, "the rules of the health plan")
    groups: dict[Key, list[LineView]] = {}
    for line in shown.lines:
        said = line.said
        key = Key(plain.labels.get(line.result.line.act, ""), said["recommendation"], said["coverage"], said["curable"])
        groups.setdefault(key, []).append(line)
    if shown.alerts:
        yield Text(frames.URGENT)
    looked = [Text(frames.LOOKED.format(policy=policy))]
    for key, lines in groups.items():
        if len(groups) > 1:
            numbers = [str(number) for line in lines for number in line.numbers]
            yield Text(frames.PARTS[len(numbers) == 1].format(numbers=listing(numbers)), "heading")
        yield from _group(key, lines, looked, plain)
        looked = []
    yield Text(frames.NEXT, "heading")
    if shown.answer["human_review_required"]:
        yield Text(frames.NOT_FINAL)
    yield Text(frames.RIGHTS)
    yield Text(_edition(shown))


def _group(key: Key, lines: list[LineView], looked: list[Text], plain: PlainWords) -> Iterator[Block]:
    yield Text(frames.ASKED.format(act=key.act) if key.act else frames.ASKED_UNNAMED)
    yield from looked
    reasons = _once(lines, plain)
    yield Text(_advice(key, bool(reasons)))
    beside = _beside(lines[0])
    if reasons or beside:
        yield Text(frames.WHY, "heading")
    if beside:
        yield Text(beside)
    for number, (line, each) in enumerate(reasons, 1):
        yield Text(f"{number}. {_name(each, line, plain)}", "subheading")
        yield Items(tuple(_told(each, plain)))
    if reasons or key.uncovered:
        yield from _send([each for _, each in reasons], key.curable, plain)


def _advice(key: Key, reasons: bool) -> str:
    """What is recommended, and whether anything could help."""
    if key.uncovered and not reasons:
        return frames.NOT_COVERED_ADVICE
    return frames.ADVICE[key.recommendation] if key.curable else frames.BARRED_ADVICE


def _beside(line: LineView) -> str:
    """What a recommendation rests on that is no rule, in plain words."""
    if line.coverage:
        return frames.UNCOVERED if line.said["coverage"] in REFUSING_COVERAGE else frames.UNSAID
    return frames.UNRULED if line.basis == NO_RULE_SETTLES else ""


def _edition(shown: View) -> str:
    """Whose rules they are and in which edition; names that need an explanation are left to the technical part."""
    issuer, edition = shown.determination.policy.issuer.replace("; ", " and "), str(shown.answer["edition"])
    owner = issuer if issuer and not unexplained(issuer) else frames.PLAN
    if not DAY.fullmatch(edition):
        return frames.OWNER_ONLY.format(owner=owner)
    return frames.OWNER.format(owner=owner, edition=edition)


def _once(lines: list[LineView], plain: PlainWords) -> list[tuple[LineView, Assessment]]:
    """What decides, most urgent first; rules that say the same in plain words once."""
    seen: dict[tuple[str, str], tuple[LineView, Assessment]] = {}
    for line in lines:
        order = {each.about: place for place, each in enumerate(line.reasons)}
        for each in sorted(deciding(line.result), key=lambda each: order[each.criterion.iri]):
            iri = each.criterion.iri
            seen.setdefault((plain.texts.get(iri, iri), each.status.value), (line, each))
    return list(seen.values())


def _name(each: Assessment, line: LineView, plain: PlainWords) -> str:
    number = next(at for at, reason in enumerate(line.why, 1) if reason.about == each.criterion.iri)
    return plain.labels.get(each.criterion.iri) or frames.UNWORDED.format(number=number)


def _told(each: Assessment, plain: PlainWords) -> Iterator[str]:
    iri = each.criterion.iri
    if iri in plain.texts:
        yield f"{frames.WHAT_RULE} {plain.texts[iri]}"
    yield f"{frames.WHAT_FOUND} {frames.found(each.criterion.role, each.status)}"
    if not each.criterion.curable and each.status in OPEN:
        yield f"{frames.WHAT_HELPS} {frames.OPEN_HELPS}"
    elif iri in plain.remedies and not each.criterion.curable:
        yield f"{frames.WHAT_HELPS} {plain.remedies[iri]}"


def _send(reasons: list[Assessment], curable: bool, plain: PlainWords) -> Iterator[Block]:
    """What to send, rule by rule; where nothing lifts the recommendation, that first."""
    asking = [each.criterion.iri for each in reasons if each.criterion.curable]
    remedies = dict.fromkeys(plain.remedies.get(iri, frames.UNWORDED_HELP) for iri in asking)
    yield Text(frames.SEND if curable or not remedies else frames.OTHERS, "heading")
    if not remedies:
        yield Text(frames.NOTHING_TO_SEND)
        return
    if not curable:
        yield Text(frames.NOT_ENOUGH)
    yield Items(tuple(remedies))
    yield Text(frames.HOW)


def unworded(shown: View, plain: PlainWords) -> Iterator[str]:
    """Rules that decide and have no plain words, and acts that have none."""
    for line in shown.lines:
        act = line.result.line.act
        if act and act not in plain.labels:
            yield line.said["act"]
        for each in line.reasons:
            if each.about not in plain.texts:
                yield f"{each.notation} {each.label}".strip()

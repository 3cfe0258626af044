"""The letter as data: parts with titles, made of paragraphs, lists and tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from antecede.determination.recommend import CERTIFY
from antecede.determination.result import Determination
from antecede.explanation import letter as frames
from antecede.explanation.sentence import lead
from antecede.explanation.words import RECOMMENDATION_WORDS, clean, sentence
from antecede.letter.block import Block, Items, Part, Table, Text
from antecede.letter.grade import grade
from antecede.letter.member import member_blocks, unworded
from antecede.letter.plain import PlainWords
from antecede.report.cited import READ_AT_SOURCE, to_confirm
from antecede.report.reason import FindingView
from antecede.report.text import CHANGES, COMPLETES, NO_CHANGE, OTHERS, robustness
from antecede.report.view import LineView, View, view


class Reader(StrEnum):
    """Whom the letter is for."""

    MEMBER = "member"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft letter.  ``grade`` is that of the member's part; ``unworded`` are rules without plain words in it."""

    title: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    grade: float | None
    unworded: tuple[str, ...]


def write_letter(determination: Determination, reader: Reader, plain: PlainWords) -> Letter:
    """The letter on a determination: a part for its reader, then the technical part."""
    shown = view(determination)
    if reader is Reader.MEMBER:
        blocks = tuple(member_blocks(shown, plain))
        level = grade("\n".join(_sentences(blocks)))
        graded = (*blocks, Text(frames.GRADE.format(grade=level)))
        first, missing = Part(frames.MEMBER, graded), tuple(unworded(shown, plain))
    else:
        level, missing = None, ()
        first = Part(frames.PROVIDER, tuple(_rationale(shown)))
    parts = (first, Part(frames.TECHNICAL, tuple(_technical(shown))))
    return Letter(frames.TITLE, frames.DRAFT, tuple(_facts(shown, reader)), parts, level, missing)


def member_text(letter: Letter) -> str:
    """All words of the part for the member."""
    return "\n".join(_words(letter.parts[0].blocks))


def _words(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Text):
            yield block.text
        elif isinstance(block, Items):
            yield from block.items


def _sentences(blocks: Iterable[Block]) -> Iterator[str]:
    """What is read as sentences: titles are not."""
    return _words(block for block in blocks if not (isinstance(block, Text) and "heading" in block.kind))


def _facts(shown: View, reader: Reader) -> Iterator[tuple[str, str]]:
    """What stands above the letter; for the member only what needs no explanation."""
    yield "Request", clean(shown.answer["case"])
    yield "Date of the review", clean(shown.answer["as_of"])
    if reader is Reader.PROVIDER:
        yield "Policy", shown.edition
        yield "Recommendation", RECOMMENDATION_WORDS[shown.answer["recommendation"]]


# --- for the clinician ----------------------------------------------------------------------------------------------


def _rationale(shown: View) -> Iterator[Block]:
    if shown.alerts:
        yield Text(frames.ALERTS, "heading")
        yield Items(tuple(f"{each['label']} ({each['found']}): {each['text']}" for each in shown.alerts))
    guidance: list[str] = []
    for line in shown.lines:
        yield Text(_recommended(line), "heading")
        yield Text(_firm(line))
        yield from _reasons(line)
        yield from _changes(line)
        if line.disagreements:
            yield Text(frames.DISAGREE, "subheading")
            yield Items(tuple(each["text"] for each in line.disagreements))
        others = (*line.mismatches, *(each["text"] for each in line.alternatives))
        if others:
            yield Text(frames.INSTEAD, "subheading")
            yield Items(others)
        guidance += [each["text"] for each in line.said["advisories"]]
    if guidance:
        yield Text(frames.GUIDANCE, "heading")
        yield Items(tuple(dict.fromkeys(guidance)))
    if shown.shared["pitfalls"]:
        yield Text(frames.POINTS, "heading")
        yield Items(tuple(each["text"] for each in shown.shared["pitfalls"]))
    yield Text(frames.SIGNATURE)


def _recommended(line: LineView) -> str:
    act = line.said["act"] or "act not named"
    recommendation = RECOMMENDATION_WORDS[line.said["recommendation"]]
    return frames.RECOMMENDED.format(line=line.title, act=act, recommendation=recommendation)


def _firm(line: LineView) -> str:
    others = " ".join(each["text"] for each in line.said.get("other_coverage", ()))
    return f"{robustness(line.said)} {line.said['coverage_text']} {others}".strip()


def _reasons(line: LineView) -> Iterator[Block]:
    if not line.why:
        yield Text(frames.NO_REASON[line.said["recommendation"] == CERTIFY])
        return
    yield Text(frames.REASONS, "subheading")
    yield Items(tuple(_reason(each) for each in line.why))


def _reason(each: FindingView) -> str:
    """A reason in one breath: rule, status, what is asked for, what is on record with its source, and who says so."""
    quoted = "; ".join(f"{quote.words} ({quote.source})" for quote in each.quotes if quote.source)
    parts = [
        sentence(f"{each.notation} {each.label}: {each.mark.word.lower()}".strip()),
        sentence(f"{lead(each.kind)}: {each.required.rstrip('.')}"),
        sentence(f"Found: {(each.found or 'nothing on record').rstrip('.')}"),
        sentence(f"On record: {quoted}") if quoted else "",
        sentence(f"Source: {'; '.join(each.sources)}"),
    ]
    return " ".join(filter(None, parts))


def _changes(line: LineView) -> Iterator[Block]:
    """What would change a line; where nothing lifts the recommendation, what the other rules ask for apart."""
    curable = line.said["curable"]
    for title, note, repairs in (
        (CHANGES if curable else NO_CHANGE, "", line.repairs if curable else line.past_help),
        (OTHERS, sentence(COMPLETES), () if curable else line.to_do),
    ):
        if repairs:
            yield Text(title, "subheading")
            yield from [Text(note)] if note else ()
            yield Items(tuple(_repair(each) for each in repairs))


def _repair(each: dict[str, object]) -> str:
    """What a rule asks for, after the rule; the text says itself whether it is sent, done or corrected."""
    rule = f"{each['notation']}: " if each.get("notation") else ""
    return f"{rule}{each.get('text', '')}"


# --- the technical part ---------------------------------------------------------------------------------------------


def _technical(shown: View) -> Iterator[Block]:
    policy = shown.determination.policy
    yield Text(
        frames.BASIS.format(
            policy=shown.edition,
            issuer=policy.issuer,
            known_by=to_confirm(policy.known_by) or READ_AT_SOURCE,
        )
    )
    for line in shown.lines:
        yield Text(_recommended(line), "heading")
        yield Table(frames.HEAD, tuple(_row(each) for each in (*line.why, *line.settled)))
    receipt = shown.answer["receipt"]
    hashes = {"graph": receipt["graph_sha256"][:16], "case": receipt["case_sha256"][:16]}
    yield Text(frames.RECEIPT.format(engine=receipt["engine"], **hashes), "small")


def _row(each: FindingView) -> tuple[str, ...]:
    found = each.found or "nothing on record"
    return each.notation, each.label, each.mark.word, each.required, found, "; ".join(each.sources)

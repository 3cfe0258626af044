"""The answer for a reviewer at a terminal: recommendation first, reasons, what would change it, then the rest."""

from collections.abc import Iterator
from typing import Any

from antecede.explanation.sentence import lead
from antecede.explanation.words import RECOMMENDATION_WORDS, STATUS_WORDS, listing
from antecede.truth.status import Status

Json = dict[str, Any]
#: A status is told by word and mark; colour comes third and only where a terminal shows it.
MARKS = {
    "met": ("+", "green"),
    "clear": ("+", "green"),
    "waived": ("~", "green"),
    "not_applicable": (".", "dim"),
    "not_met": ("x", "red"),
    "fires": ("!", "red"),
    "not_documented": ("?", "yellow"),
    "conflicting": ("#", "magenta"),
}
#: Reasons are told in this order.
URGENCY = ("fires", "not_met", "conflicting", "not_documented")
SETTLED = ("met", "clear", "waived", "not_applicable")
#: A line of text: indent, style, words.
Line = tuple[int, str, str]


def lines(answer: Json) -> Iterator[Line]:
    """The answer as lines with indent and style; no markup, so that text from outside stays text."""
    yield 0, "bold", f"{answer['case']}: {RECOMMENDATION_WORDS[answer['recommendation']].upper()}"
    who = "A clinician decides. " if answer["human_review_required"] else ""
    yield 0, "", f"{who}Policy {answer['policy']}, edition {answer['edition']}, as of {answer['as_of']}."
    if answer["policy_known_by"] != "read at source":
        yield 0, "dim", f"The policy is {answer['policy_known_by']}: to be confirmed at source."
    for each in answer["alerts"]:
        yield 0, "bold red", f"! URGENT {each['notation']} {each['label']} ({', '.join(each['facts'])}): {each['text']}"
    for group in _alike(answer):
        yield from _group(answer, group)
    yield from _shared(answer)


def _alike(answer: Json) -> list[list[Json]]:
    """Lines on which the same is to be said, together."""
    groups: dict[str, list[Json]] = {}
    for line in answer["lines"]:
        said = [line["recommendation"], line["robust"], line["curable"], line["coverage"], line["act"]]
        key = repr((said, [(each["notation"], each["found"], each["status"]) for each in line["findings"]]))
        groups.setdefault(key, []).append(line)
    return list(groups.values())


def _group(answer: Json, group: list[Json]) -> Iterator[Line]:
    line = group[0]
    yield 0, "", ""
    act = f" ({line['act']})" if line["act"] else ""
    names = listing(f"{each['line']}, {each['code']}" for each in group)
    title = f"Line{'s' if len(group) > 1 else ''} {names}{act}"
    yield 0, "bold", f"{title}: {RECOMMENDATION_WORDS[line['recommendation']]}"
    yield 1, "", _robustness(line)
    excluded = any(each["status"] == "fires" and each["kind"] == "exclusion" for each in line["findings"])
    if line["coverage"] not in ("covered", "conditional") and not excluded:
        yield 1, "", line["coverage_text"]
    yield from _reasons(line)
    yield from _changes(answer, line)
    yield from _settled(line)
    for each in line["advisories"]:
        yield 1, "cyan" if each["status"] == "applies" else "dim", f"{each['notation']} {each['text']}"
    yield from _where(answer, line)


def _robustness(line: Json) -> str:
    robust = (
        "whatever the missing facts turn out to be"
        if line["robust"]
        else "as the record stands; missing facts can move it"
    )
    return f"This holds {robust}." + (
        "" if line["curable"] else " Nothing sent or done by the patient's side lifts it."
    )


def _deciding(line: Json) -> list[Json]:
    return [
        each for each in line["findings"] if each["status"] not in SETTLED and each["kind"] not in ("exception", "flag")
    ]


def _reasons(line: Json) -> Iterator[Line]:
    deciding = sorted(_deciding(line), key=lambda each: URGENCY.index(each["status"]))
    if deciding:
        yield 1, "underline", "Reasons"
    for each in deciding:
        yield 2, *_finding(each)
        cited = "; ".join(_cited(citation) for citation in each["citations"])
        yield 4, "dim", f"Source: {cited}."


def _finding(each: Json) -> tuple[str, str]:
    mark, style = MARKS[each["status"]]
    found = f" Found: {each['found']}." if each["found"] else ""
    asked = f" {lead(each['kind']).capitalize()}: {each['required']}." if each["required"] else ""
    return style, f"{mark} {each['notation']} {each['label']}: {STATUS_WORDS[Status(each['status'])]}.{asked}{found}"


def _cited(citation: Json) -> str:
    parts = [citation["source"].partition(" (")[0], citation["locator"], citation["grade"]]
    confirm = "to be confirmed" if citation["to_be_confirmed"] else ""
    return ", ".join(filter(None, (*parts, confirm)))


def _changes(answer: Json, line: Json) -> Iterator[Line]:
    repairs = [each for each in answer["repairs"] if each["line"] == line["line"]]
    if repairs:
        after = "; only once what is urgent is settled" if answer["alerts"] else ""
        yield 1, "underline", f"What would change it (each is needed{after})"
    for each in repairs:
        yield 2, "", f"{each['kind']}: {each['text']} ({each['notation']})"


def _settled(line: Json) -> Iterator[Line]:
    deciding = _deciding(line)
    settled = [each for each in line["findings"] if each not in deciding]
    if settled:
        yield 1, "underline", "Settled, and flags"
    for each in settled:
        mark, style = MARKS[each["status"]]
        found = f" ({each['found']})" if each["found"] and each["status"] != "not_applicable" else ""
        yield 2, style, f"{mark} {each['notation']} {each['label']}: {STATUS_WORDS[Status(each['status'])]}{found}"


def _where(answer: Json, line: Json) -> Iterator[Line]:
    walked = [each for each in answer["pathway"] if each["line"] == line["line"]]
    if walked:
        yield 1, "underline", f"Pathway (stands at: {line['stands_at'] or 'the end'})"
        told = (
            f"{each['step']} [{each['state'].replace('_', ' ')}{', asked for' if each.get('requested') else ''}]"
            for each in walked
        )
        yield 2, "", " > ".join(told)
    for each in walked:
        if each.get("requested") and each.get("caution"):
            yield 2, "dim", each["caution"]
    for key in ("mismatches", "alternatives"):
        for each in answer[key]:
            if each["line"] == line["line"]:
                yield 1, "", each["text"]


def _shared(answer: Json) -> Iterator[Line]:
    competing = dict.fromkeys(each["text"] for each in answer["competing_generators"])
    sections = (
        ("Other generators on record", [(text, "") for text in competing]),
        ("Pitfalls", _texts(answer["pitfalls"])),
        ("Risks", _texts(answer["risks"])),
        (
            "Evidence",
            [
                (f"{each['text']} ({each['direction']}; {each.get('grade', 'ungraded')})", each["notation"])
                for each in answer["evidence"]
            ],
        ),
        ("What the sources have wrong", _texts(answer["corrections"])),
        ("Notes", _texts(answer["notes"])),
        ("Noticed in the file", [(f"{each['place']}: {each['text']}", "") for each in answer["notices"]]),
    )
    for title, entries in sections:
        if entries:
            yield 0, "", ""
            yield 0, "bold", title
        for text, notation in entries:
            yield 1, "", f"{notation} {text}".strip()
    yield 0, "", ""
    receipt = answer["receipt"]
    yield (
        0,
        "dim",
        f"antecede {receipt['engine']}, graph {receipt['graph_sha256'][:12]}, case {receipt['case_sha256'][:12]}",
    )


def _texts(notes: list[Json]) -> list[tuple[str, str]]:
    return [(each["text"], each["notation"]) for each in notes]


def plain(answer: Json) -> str:
    """The answer as plain text."""
    return "\n".join("  " * indent + text for indent, _, text in lines(answer))

"""The answer for a reviewer at a terminal: recommendation first, reasons, what would change it, then the rest."""

from collections.abc import Iterable, Iterator
from typing import Any

from antecede.explanation.sentence import lead
from antecede.explanation.words import RECOMMENDATION_WORDS, STATUS_WORDS, clean, listing
from antecede.report.cited import to_confirm
from antecede.report.proved import proved
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
CONFIRM = " To be confirmed at source."
#: What would change a line; where nothing lifts the recommendation, what the other rules ask for is told apart.
CHANGES, NO_CHANGE = "What would change it", "What would change it: nothing that is sent or done"
OTHERS, COMPLETES = (
    "What the other rules ask for",
    "answers to these complete the file; they do not lift the recommendation",
)
#: A line of text: indent, style, words.
Line = tuple[int, str, str]


def lines(answer: Json) -> Iterator[Line]:
    """The answer as lines with indent and style; no markup, so that text from outside stays text."""
    yield 0, "bold", f"{answer['case']}: {RECOMMENDATION_WORDS[answer['recommendation']].upper()}"
    who = "A clinician decides. " if answer["human_review_required"] else ""
    yield 0, "", f"{who}Policy {answer['policy']}, {_edition(answer)}."
    if known := to_confirm(answer["policy_known_by"]):
        yield 0, "dim", f"The policy is {known}."
    for each in answer["alerts"]:
        yield 0, "bold red", f"! URGENT {each['notation']} {each['label']} ({each['found']}): {each['text']}"
    for group in _alike(answer):
        yield from _group(answer, group)
    yield from _shared(answer)


def _edition(answer: Json) -> str:
    """Edition, day and place by which the request was judged."""
    named = f"edition {answer['edition']}" if answer["edition"] else "no document of which speaks of what is asked for"
    served = f"service on {answer['service_date']}" if answer["service_date"] != answer["as_of"] else ""
    places = (answer.get("contractor", ""), answer.get("state", ""))
    return ", ".join(filter(None, (named, f"as of {answer['as_of']}", served, *map(clean, places))))


def _alike(answer: Json) -> list[list[Json]]:
    """Lines for one act with one outcome, together: what they share is said once."""
    groups: dict[tuple[object, ...], list[Json]] = {}
    for line in answer["lines"]:
        said = (line["recommendation"], line["robust"], line["curable"], line["coverage"], line["act"])
        groups.setdefault(said, []).append(line)
    return list(groups.values())


def _group(answer: Json, group: list[Json]) -> Iterator[Line]:
    line = group[0]
    yield 0, "", ""
    act = f" ({line['act']})" if line["act"] else ""
    names = listing(f"{each['line']}, {each['code']}" for each in group)
    title = f"Line{'s' if len(group) > 1 else ''} {names}{act}"
    yield 0, "bold", f"{title}: {RECOMMENDATION_WORDS[line['recommendation']]}"
    yield 1, "", robustness(line)
    findings = _told(group, [(each["line"], finding) for each in group for finding in each["findings"]])
    yield from _summary(findings)
    yield from _coverage(line, findings)
    yield from _reasons(findings)
    yield from _changes(answer, group)
    yield from _settled(findings)
    for each, only in _told(group, [(its["line"], advice) for its in group for advice in its["advisories"]]):
        confirm = CONFIRM if each["to_be_confirmed"] else ""
        style = "cyan" if each["status"] == "applies" else "dim"
        yield 1, style, f"{each['notation']}{only} {each['text']}{confirm}"
    yield from ((1, "magenta", f"{each['text']}{only}") for each, only in _of(answer, "disagreements", group))
    yield from _where(answer, group)


def _coverage(line: Json, findings: list[tuple[Json, str]]) -> Iterator[Line]:
    """What the policy says of coverage, unless an exclusion says it, and what it goes before."""
    excluded = any(each["status"] == "fires" and each["kind"] == "exclusion" for each, _ in findings)
    confirm = CONFIRM if line["coverage_to_be_confirmed"] else ""
    if (line["coverage"] not in ("covered", "conditional") and not excluded) or confirm:
        yield 1, "", line["coverage_text"] + confirm
    yield from ((1, "", each["text"]) for each in line["other_coverage"])


def _told(group: list[Json], entries: list[tuple[int, Json]]) -> list[tuple[Json, str]]:
    """Entries that read alike, once; where they are not of every line of a group, with the lines they are of."""
    alike: dict[tuple[str, ...], list[int]] = {}
    first: dict[tuple[str, ...], Json] = {}
    for number, entry in entries:
        key = tuple(str(entry.get(part)) for part in ("notation", "kind", "status", "found", "text"))
        first.setdefault(key, entry)
        alike.setdefault(key, []).append(number)
    return [
        (entry, "" if len({*alike[key]}) == len(group) else f" [line {listing(map(str, dict.fromkeys(alike[key])))}]")
        for key, entry in first.items()
    ]


def robustness(line: Json) -> str:
    """How firmly the recommendation on a line holds."""
    robust = (
        "whatever the missing facts turn out to be"
        if line["robust"]
        else "as the record stands; missing facts can move it"
    )
    return f"This holds {robust}." + (
        "" if line["curable"] else " Nothing sent or done by the patient's side lifts it."
    )


def decides(finding: Json) -> bool:
    """Whether a finding refuses or is open."""
    return finding["status"] not in SETTLED and finding["kind"] not in ("exception", "flag")


def _summary(findings: list[tuple[Json, str]]) -> Iterator[Line]:
    """All open and failed rules by their ids, worst first."""
    words = {"fires": "excluded by"} | {status: f"{STATUS_WORDS[Status(status)]}:" for status in URGENCY[1:]}
    parts = []
    for status in URGENCY:
        ids = dict.fromkeys(each["notation"] for each, _ in findings if decides(each) and each["status"] == status)
        if ids:
            parts.append(f"{words[status]} {', '.join(ids)}")
    if parts:
        text = "; ".join(parts)
        yield 1, "", f"{text[0].upper()}{text[1:]}."


def _reasons(findings: list[tuple[Json, str]]) -> Iterator[Line]:
    deciding = sorted(
        (each for each in findings if decides(each[0])), key=lambda each: URGENCY.index(each[0]["status"])
    )
    if deciding:
        yield 1, "underline", "Reasons"
    for each, only in deciding:
        yield 2, *_finding(each, only)
        sources = "; ".join(cited(citation) for citation in each["citations"])
        yield 4, "dim", f"Source: {sources}."


def _finding(each: Json, only: str) -> tuple[str, str]:
    mark, style = MARKS[each["status"]]
    found = f" Found: {each['found']}." if each["found"] else ""
    asked = f" {lead(each['kind']).capitalize()}: {each['required']}." if each["required"] else ""
    status = STATUS_WORDS[Status(each["status"])]
    return style, f"{mark} {each['notation']} {each['label']}{only}: {status}.{asked}{found}"


def cited(citation: Json) -> str:
    """A citation in one breath: source, place in it, grade unless the source says it, and whether to be confirmed."""
    source, grade = citation["source"].partition(" (")[0], citation["grade"]
    confirm = "to be confirmed" if citation["to_be_confirmed"] else ""
    return ", ".join(filter(None, (source, citation["locator"], "" if grade in source else grade, confirm)))


def _of(answer: Json, key: str, group: list[Json]) -> list[tuple[Json, str]]:
    """What an answer holds under a key for the lines of a group."""
    numbers = [line["line"] for line in group]
    return _told(group, [(each["line"], each) for each in answer[key] if each["line"] in numbers])


def _changes(answer: Json, group: list[Json]) -> Iterator[Line]:
    repairs = _of({"repairs": joined(answer["repairs"])}, "repairs", group)
    after = "; only once what is urgent is settled" if answer["alerts"] else ""
    if group[0]["curable"]:
        yield from _repairs(f"{CHANGES} (each is needed{after})", repairs)
    else:
        yield from _repairs(NO_CHANGE, [each for each in repairs if each[0]["kind"] == "none"])
        yield from _repairs(f"{OTHERS} ({COMPLETES}{after})", [each for each in repairs if each[0]["kind"] != "none"])
    yield from proved(answer, group)


def joined(repairs: Iterable[Json]) -> list[Json]:
    """Repairs of a line that read alike, once, under the notations of all rules that ask for it."""
    alike: dict[tuple[object, ...], Json] = {}
    for each in repairs:
        key = (each["line"], each["kind"], each["text"])
        known = alike.get(key)
        notations = ", ".join(filter(None, (known["notation"], each["notation"]))) if known else ""
        alike[key] = known | {"notation": notations} if known else each
    return list(alike.values())


def _repairs(title: str, repairs: list[tuple[Json, str]]) -> Iterator[Line]:
    """Repairs under a title, if there are any."""
    if repairs:
        yield 1, "underline", title
    for each, only in repairs:
        yield 2, "", f"{each['kind']}: {each['text']} ({each['notation']}){only}"


def _settled(findings: list[tuple[Json, str]]) -> Iterator[Line]:
    settled = [each for each in findings if not decides(each[0])]
    if settled:
        yield 1, "underline", "Settled, and flags"
    for each, only in settled:
        mark, style = MARKS[each["status"]]
        found = f" ({each['found']})" if each["found"] and each["status"] != "not_applicable" else ""
        confirm = " [to be confirmed]" if each["to_be_confirmed"] else ""
        words = f"{STATUS_WORDS[Status(each['status'])]}{found}{confirm}"
        yield 2, style, f"{mark} {each['notation']} {each['label']}{only}: {words}"


def _where(answer: Json, group: list[Json]) -> Iterator[Line]:
    walks: dict[tuple[Line, ...], list[int]] = {}
    for line in group:
        walks.setdefault(tuple(_walk(answer, line)), []).append(line["line"])
    for walk in walks:
        yield from walk
    for key in ("mismatches", "branches", "alternatives"):
        for each, only in _of(answer, key, group):
            yield 1, "", f"{each['text']}{only}"


def _walk(answer: Json, line: Json) -> Iterator[Line]:
    """The pathway of a line with the state of every step."""
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
        ("Documents considered", _considered(answer["receipt"]["policies_considered"])),
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


def _considered(editions: list[Json]) -> list[tuple[str, str]]:
    """Editions that speak of what is asked for, where there is more than one to choose from."""
    speaking = [(f"{each['edition']}: {each['text']}", "") for each in editions if each["speaks"]]
    return speaking if len(editions) > 1 else []


def _texts(notes: list[Json]) -> list[tuple[str, str]]:
    return [(each["text"], each["notation"]) for each in notes]


def plain(answer: Json) -> str:
    """The answer as plain text."""
    return "\n".join("  " * indent + text for indent, _, text in lines(answer))

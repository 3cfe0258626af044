"""Small words: statuses, numbers, lists, dates."""

from collections.abc import Iterable
from math import inf

from antecede.truth.span import Span
from antecede.truth.status import Reason, Status

STATUS_WORDS = {
    Status.MET: "met",
    Status.NOT_MET: "not met",
    Status.NOT_DOCUMENTED: "not documented",
    Status.CONFLICTING: "conflicting",
    Status.WAIVED: "waived",
    Status.NOT_APPLICABLE: "not applicable",
    Status.FIRES: "applies",
    Status.CLEAR: "does not apply",
}
RECOMMENDATION_WORDS = {
    "certify": "certify",
    "non_certify": "do not certify",
    "pend": "hold for documents",
    "refer": "refer to a clinician",
    "partial": "lines differ",
}
REPAIR_WORDS = {
    "document": "send",
    "clarify": "clear up",
    "do": "do first",
    "correct": "correct",
    "none": "cannot be lifted",
}
REASON_WORDS = {
    Reason.ABSENT: "none on record, and the record says so",
    Reason.NOTHING_RECORDED: "nothing on record",
    Reason.CONTRAINDICATED: "recorded as contraindicated, which is neither done nor failed",
    Reason.WAIVED: "waived",
}


def listing(items: Iterable[str], last: str = "and") -> str:
    """A list as people write it.

    >>> listing(["distraction", "compression", "FABER"])
    'distraction, compression and FABER'
    """
    each = list(items)
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} {last} {each[-1]}" if each else ""


def number(value: float) -> str:
    """A number without needless decimals.

    >>> number(80.0), number(28.5714)
    ('80', '28.6')
    """
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def extent(low: float | None, high: float | None) -> str:
    """A bracket in words.

    >>> extent(1, inf), extent(1, 2), extent(2, 2)
    ('at least 1', '1 to 2', '2')
    """
    if low is None or high is None:
        return ""
    if high == inf:
        return f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def duration(span: Span) -> str:
    """A documented duration in words.

    >>> duration(Span(0, 42)), duration(Span(3, 0))
    ('42 days', '3 months')
    """
    parts = [(span.months, "month"), (int(span.days), "day"), (round(span.days % 1 * 24), "hour")]
    return (
        " ".join(f"{number(amount)} {unit}{'' if amount == 1 else 's'}" for amount, unit in parts if amount) or "0 days"
    )


def clean(text: str) -> str:
    r"""Text from outside without control characters, on one line.

    >>> clean("a\x1b[31mb\nc")
    'a [31mb c'
    """
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")

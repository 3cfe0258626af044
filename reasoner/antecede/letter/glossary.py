"""Words that a reader who is no clinician may not meet unexplained."""

import re
from collections.abc import Iterable

#: Abbreviations, and anything that looks like a code: letters and digits together, or four digits and more but no year.
STRANGE = re.compile(r"\b(?:[A-Z]{2,}[A-Za-z0-9]*|[A-Za-z]+\d[\w.-]*|\d+[A-Za-z][\w.-]*|\d{5,}|(?!19|20)\d{4})\b")


def unexplained(text: str, explained: Iterable[str] = ()) -> list[str]:
    """Abbreviations and codes in a text that are not among those explained, in order, each once.

    >>> unexplained("Your MRI of 2025 shows L4-L5; code 64493.", explained=["MRI"])
    ['L4-L5', '64493']
    """
    known = set(explained)
    return [each for each in dict.fromkeys(STRANGE.findall(text)) if each not in known]

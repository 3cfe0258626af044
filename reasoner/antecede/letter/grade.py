"""How hard a text is to read."""

import re

VOWELS = re.compile(r"[aeiouy]+")
#: Neighbouring vowels that are spoken apart: *medial*, *radio*, *actual*, *area*; but *special*, *nation*.
APART = re.compile(r"(?<![tscxh])i[aou]|ua(?=[lt])|(?<=[aeiou][^aeiou])ea$")
#: Endings that are not spoken: *made*, *whole*, *helped*, *notes*, *rules*; but *little*, *muscles*, *treated*.
SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyscxzghl]es$|[aeiouy]les$")


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels.

    >>> [syllables(word) for word in ("tried", "therapy", "made", "little", "area", "muscles", "rules")]
    [1, 3, 1, 2, 3, 2, 1]
    """
    word = word.lower()
    count = len(VOWELS.findall(word)) + len(APART.findall(word))
    silent = SILENT.search(word) is not None and count > 1
    return max(count - silent, 1)


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a text: the school year in which it can be read.  Of no words it is 0.

    >>> grade("You went to therapy. It did not help.") < 4
    True
    """
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", text)
    sentences = [part for part in re.split(r"[.!?\n]+", text) if re.search(r"[A-Za-z]", part)]
    if not words:
        return 0.0
    spoken = sum(syllables(word) for word in words)
    return round(0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59, 1)

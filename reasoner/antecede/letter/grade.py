"""How hard a text is to read."""

import re

VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels.

    >>> [syllables(word) for word in ("tried", "therapy", "made", "little", "area")]
    [1, 3, 1, 2, 3]
    """
    word = word.lower()
    count = len(VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and count > 1
    ending = word.endswith("ed") and not word.endswith(("ted", "ded", "ied")) and count > 1
    return max(count - silent - ending + len(re.findall(r"ia(?!l\b)|io(?!n)|eo", word)) - word.endswith("tied"), 1)


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a text: the school year in which it can be read.  Of no words it is 0.

    >>> grade("You went to therapy. It did not help.") < 4
    True
    """
    words = re.findall(r"[A-Za-z][A-Za-z']*", text)
    sentences = [part for part in re.split(r"[.!?\n]+", text) if re.search(r"[A-Za-z]", part)]
    if not words:
        return 0.0
    spoken = sum(syllables(word) for word in words)
    return round(0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59, 1)

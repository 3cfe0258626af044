"""Whether a query may meet a fault of the engine, by its words alone: cheap, and rather once too often.

Which of them does is decided on the algebra (:mod:`antecede.store.rewording.doubts`); most queries never come to that.
"""

import re

from antecede.store.guard import TOKEN, readings

#: Of a query in which each token is one letter: a path that may be of length zero, ``GRAPH`` of a variable.
_SUSPICIOUS = re.compile(r"[INA)]\s*[?*]|G\s*V|C")
#: No two neighbours in these can take the same letter, so that no query is looked through more than once.
_STEP = r"[\^!(\s]*[INA][\s)?*+]*"
#: A path between two variables, the second of which begins no list: no constant that it could miss.
_HARMLESS = re.compile(rf"(?<=[V\[\]]){_STEP}(?:[/|]{_STEP})*(?=V\s*[^\s,])")
_LETTERS = {"iri": "I", "name": "N", "variable": "V", "comment": " ", "string": "S", "language": "L"}
_WORDS = {"A": "A", "GRAPH": "G", "GROUP_CONCAT": "C"}


def suspected(query: str) -> bool:
    """Whether a query has to be read.

    >>> suspected("SELECT * { ?a <x:p>* <x:b> }"), suspected("SELECT * { ?a <x:p> ?b FILTER(?a * 2 > ?b) }")
    (True, False)
    """
    return any(_SUSPICIOUS.search(_HARMLESS.sub(" ", TOKEN.sub(_letter, text))) for text in readings(query))


def _letter(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    return _WORDS.get(found[0].upper(), "W") if kind == "word" else _LETTERS[kind]

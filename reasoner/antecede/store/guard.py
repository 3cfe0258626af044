"""What a query may not do, read from its words: reach out to another service, or name a file as its data.

The engine would follow ``SERVICE`` to any address.  Words inside strings, comments, IRIs and names are none.
"""

import re
from collections.abc import Iterable, Iterator

from antecede.errors import Problem, RefusedError, TooLargeError
from antecede.store.place import Dataset

#: Longest query that is read.
LONGEST = 1_000_000

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: What a query is written in; all else is punctuation.
TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<string> \"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<name> [\w.-]*:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])* )
    | (?P<language> @[\w-]+ )
    | (?P<word> [^\W\d]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)


def refuse_what_reaches_out(query: str, dataset: Dataset) -> None:
    """Raise :class:`antecede.errors.RefusedError` for ``SERVICE`` and for a file as data.

    >>> refuse_what_reaches_out("SELECT * { ?service ?p 'SERVICE' }", Dataset())
    >>> refuse_what_reaches_out("SELECT * { SERVICE <http://a.example/> {} }", Dataset())
    Traceback (most recent call last):
    antecede.errors.RefusedError: query: line 1, column 12: SERVICE is refused; ask the other endpoint by itself
    """
    if len(query) > LONGEST:
        what = f"{len(query):,} characters are too many"
        raise TooLargeError(Problem("query", "", what, f"a query has at most {LONGEST:,}"))
    for text in readings(query):
        _refuse(text)
    if any(_is_file(iri) for iri in dataset.iris()):
        raise RefusedError(Problem("query", "dataset", "a file is refused as data", "name graphs of the store"))


def readings(query: str) -> Iterable[str]:
    """A query as it stands and, where that is another text, with its escapes read."""
    return dict.fromkeys((query, _ESCAPE.sub(_unescaped, query)))


def names_graphs(query: str) -> bool:
    """Whether a query says itself which graphs it sees."""
    return any(kind == "word" and word.upper() == "FROM" for kind, word, _ in _words(query))


def _refuse(text: str) -> None:
    words = list(_words(text))
    for kind, word, position in words:
        if kind == "word" and word.upper() == "SERVICE":
            raise RefusedError(
                Problem("query", place(text, position), "SERVICE is refused", "ask the other endpoint by itself")
            )
    if any(kind == "word" and word.upper() == "FROM" for kind, word, _ in words):
        for kind, word, position in words:
            if kind == "iri" and _is_file(word[1:]):
                raise RefusedError(
                    Problem("query", place(text, position), "a file is refused as data", "name graphs of the store")
                )


def _words(text: str) -> Iterator[tuple[str, str, int]]:
    for found in TOKEN.finditer(text):
        if found.lastgroup in ("word", "iri"):
            yield found.lastgroup, found[0], found.start()


def form_of(text: str) -> str:
    r"""The form of a query: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; empty for what is no query.

    >>> form_of("PREFIX select: <http://a.example/ask> # SELECT\nDescribe select:ask")
    'DESCRIBE'
    """
    words = (word.upper() for kind, word, _ in _words(text) if kind == "word")
    return next((word for word in words if word in FORMS), "")


def _is_file(iri: str) -> bool:
    return iri.strip().lower().startswith("file:")


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else found[0]


def place(text: str, position: int) -> str:
    r"""Line and column of a position.

    >>> place("one\ntwo", 5)
    'line 2, column 2'
    """
    before = text[:position]
    return f"line {before.count(chr(10)) + 1}, column {position - before.rfind(chr(10))}"


def names(text: str) -> Iterator[tuple[str, int]]:
    """Prefixes that are used and not declared, each with its first place."""
    declared: set[str] = set()
    before = ""
    seen: set[str] = set()
    for found in TOKEN.finditer(text):
        kind, word = found.lastgroup, found[0]
        if kind == "name":
            prefix = word.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared | seen and prefix != "_":
                seen.add(prefix)
                yield prefix, found.start()
        before = word.upper() if kind == "word" else "" if kind != "comment" else before


def short(message: str) -> str:
    """A message from outside in one line of bounded length."""
    text = " ".join(message.split())
    return text if len(text) <= 300 else text[:297] + "..."

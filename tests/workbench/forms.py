"""Forms as a browser would send them back."""

from html.parser import HTMLParser
from typing import Any

from antecede.api import Reviewer
from antecede.workbench.change import Changes, applied
from antecede.workbench.form import Form, form

Pairs = list[tuple[str, str]]


def form_of(case: dict[str, Any], reviewer: Reviewer) -> Form:
    """The form of a case as it stands."""
    return form(applied(case, Changes()), (), (), reviewer.engine)


def filled_in(made: Form) -> Pairs:
    """What a form sends when nothing in it was touched."""
    entries = [entry for section in made.sections for entry in section.entries]
    fields = [*made.fields, *(field for entry in entries for field in entry.fields)]
    return [(field.place, field.text) for field in fields]


class FormReader(HTMLParser):
    """Reads the fields of the form of facts in a page, with their values."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: Pairs = []
        self._open = False
        self._select = ""
        self._option: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "form":
            self._open = "data-live" in given
        if not self._open:
            return
        if tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.pairs.append((given["name"] or "", given.get("value") or ""))
        if tag == "select":
            self._select = given["name"] or ""
            self.pairs.append((self._select, ""))
        self._option = "" if tag == "option" and self._select and "selected" in given else None

    def handle_data(self, data: str) -> None:
        if self._option is not None:
            self.pairs[-1] = (self._select, data)
            self._option = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "form":
            self._open = False


def fields(page: str) -> Pairs:
    """The fields of the form of facts in a page, in their order."""
    reader = FormReader()
    reader.feed(page)
    return reader.pairs


def changed(pairs: Pairs, **values: str) -> Pairs:
    """Fields with other values for some; ``__`` stands for the slash of a place."""
    named = {key.replace("__", "/"): value for key, value in values.items()}
    assert named.keys() <= {name for name, _ in pairs}, named.keys() - {name for name, _ in pairs}
    return [(name, named.get(name, value)) for name, value in pairs]

"""What the page of one case is made from: the answer, the answer before the changes, the facts as a form."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath

from antecede.case.file import read_line
from antecede.errors import InputError, Problem
from antecede.explanation.path import case_iri
from antecede.http.filled import LARGEST, Filled
from antecede.http.services import Services
from antecede.report.answer import answer
from antecede.report.cited import Json
from antecede.report.page import shown_values
from antecede.store.load import keep
from antecede.store.place import open_place
from antecede.store.source import Submitted
from antecede.workbench.change import Changes, Data, applied, text_at
from antecede.workbench.form import Form, form
from antecede.workbench.moved import LineMoved, moved
from antecede.workbench.submission import NAME, NO_CHANGES, changed_submission, submission


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as a page shows it.

    ``data`` is the case as it was given, ``text`` the same as JSON, ``now`` with the changes; ``values`` are those of
    the templates of the answer, empty where there is none.
    """

    data: Data | None
    text: str = ""
    now: str = ""
    changes: Changes = NO_CHANGES
    problems: tuple[Problem, ...] = ()
    values: dict[str, object] = field(default_factory=dict)
    before: Json | None = None
    moved: tuple[LineMoved, ...] = ()
    form: Form | None = None

    @property
    def id(self) -> object:
        """Identifier of the case, as far as it has one."""
        return json.loads(self.now).get("id") if self.now else ""

    @property
    def words(self) -> list[tuple[tuple[str, str], str, str, str]]:
        """Each change: the pair that stands for it in a link, its place, and the value before and after."""
        data, (sets, drops) = self.data or {}, self.changes
        made = [(("set", f"{place}={text}"), place, text_at(data, place), text) for place, text in sets]
        return [*made, *((("drop", place), place, "on file", "left out") for place in drops)]

    def otherwise(self, stored: dict[str, str]) -> list[tuple[str, str]]:
        """Editions under which the store holds another recommendation on the case than it gets today."""
        today = self.before["recommendation"] if self.before else ""
        edition = self.before["edition"].split("; ") if self.before else []
        return [(each, said) for each, said in stored.items() if each in edition and said != today]


def text_of(sent: Filled) -> tuple[str, str]:
    """The text of the case in a form, and the ending that says how it is written.

    Raises :class:`InputError` where there is none, or too much, or no UTF-8.
    """
    if sent.file:
        text, name = _decoded(sent.file), PurePath(sent.name).suffix.lower()
    else:
        text, name = sent.first(":case") or sent.first("text"), ""
    if not text.strip():
        raise InputError(Problem("case", "", "nothing was sent", "choose a file, or paste a case"))
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise InputError(Problem("case", "", "too long for a case", f"a case has at most {LARGEST:,} bytes"))
    return text, name


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Problem("file", f"byte {error.start}", "not UTF-8", "save the file as UTF-8")) from None


def shown(services: Services, text: str, ending: str, changing: Callable[[Data], Changes]) -> Shown:
    """A case reviewed as it was given and with its changes."""
    reviewer = services.desk.reviewer
    first = submission(text, reviewer, NAME.with_suffix(ending) if ending in (".yaml", ".yml") else NAME)
    if first.data is None:
        return Shown(None, text, problems=first.problems)
    changes = changing(first.data)
    now, made = first, applied(first.data, changes)
    if changes.pairs():
        now, made = changed_submission(first.data, changes, reviewer)
    found = now.determination or first.determination
    values = shown_values(found) if found else {}
    before = answer(first.determination) if first.determination else None
    differs = before and now.determination and changes.pairs()
    return Shown(
        data=first.data,
        text=json.dumps(first.data, ensure_ascii=False),
        now=json.dumps(made.data, ensure_ascii=False),
        changes=changes,
        problems=now.problems,
        values=values,
        before=before,
        moved=moved(before, values["answer"]) if differs else (),  # type: ignore[arg-type]
        form=form(made, changes.drops, now.problems, reviewer.engine),
    )


def kept(services: Services, case: Shown) -> None:
    """Load a case into the store.

    Raises :class:`InputError` where another case has its name, :class:`antecede.errors.StoreError` where the store
    cannot be written.
    """
    iri, reading = case_iri(str(case.id)), read_line(NAME, case.now)
    place = open_place(services.settings.store)
    with place.writing() as writer:
        known = writer.ledger().get(iri)
    if known:
        what = f"a case {str(case.id)[:80]!r} is there already"
        raise InputError(Problem("store", "id", what, "give this one another id, or load it with antecede load"))
    loaded = keep(place, [Submitted(str(NAME), reading)], services.desk.reviewer, added=services.settings.added)
    if loaded.problems:
        raise InputError(*loaded.problems)

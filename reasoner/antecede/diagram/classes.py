"""The tree of classes: what kinds of thing the graph knows, and what it infers to be below what."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from antecede.graph.data import INFERRED, shipped_files, turtle_files
from antecede.graph.triples import Triples, load
from antecede.graph.vocabulary import CLASS, DEFINITION, ICD, LABEL, SUBCLASS, curie


@dataclass(frozen=True, slots=True)
class ClassNode:
    """A class and those below it.  ``inferred``: that it stands here follows from definitions, nobody wrote it."""

    name: str
    label: str
    definition: str
    inferred: bool
    below: tuple["ClassNode", ...]

    @property
    def size(self) -> int:
        """How many places of the tree are below this one."""
        return sum(1 + each.size for each in self.below)


def class_tree(added: Sequence[Path] = ()) -> tuple[ClassNode, ...]:
    """All classes but those of diagnosis codes, by label; a class with two parents stands below both."""
    files = [*shipped_files(), *turtle_files(*added)]
    whole = load(files)
    written = load(path for path in files if path.name != INFERRED)
    return _Tree(whole, written).roots()


class _Tree:
    """Builds the tree, each class once."""

    def __init__(self, whole: Triples, written: Triples) -> None:
        self._whole = whole
        self._classes = {each for each in written.instances(CLASS) if not each.startswith(("_:", ICD))}
        self._written = {(cls, parent) for cls in self._classes for parent in written.links(cls, SUBCLASS)}
        self._below: dict[str, list[str]] = {}
        for cls in self._classes:
            for parent in self._nearest(cls):
                self._below.setdefault(parent, []).append(cls)

    def _nearest(self, cls: str) -> list[str]:
        """Named parents that are above no other parent."""
        parents = [each for each in self._whole.links(cls, SUBCLASS) if each in self._classes and each != cls]
        return [
            each
            for each in parents
            if not any(each != other and each in self._whole.ancestors(other) for other in parents)
        ]

    def roots(self) -> tuple[ClassNode, ...]:
        """Classes below no other."""
        tops = [cls for cls in self._classes if not self._nearest(cls)]
        return tuple(sorted((self._node(cls, "") for cls in tops), key=lambda node: (-node.size, node.label)))

    def _node(self, cls: str, parent: str) -> ClassNode:
        below = sorted((self._node(each, cls) for each in self._below.get(cls, ())), key=lambda node: node.label)
        label, definition = self._whole.text(cls, LABEL), self._whole.text(cls, DEFINITION)
        inferred = bool(parent) and (cls, parent) not in self._written
        return ClassNode(curie(cls), label or curie(cls), definition, inferred, tuple(below))

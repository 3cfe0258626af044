"""Antecede reviews prior-authorization requests for interventional pain procedures against policies held as a graph.

>>> from pathlib import Path
>>> from antecede import Reviewer, answer
>>> from antecede.graph.data import folder
>>> [determination] = Reviewer().review_files([folder("examples") / "facet-ablation-complete.json"])
>>> answer(determination)["recommendation"]
'certify'
"""

from typing import TYPE_CHECKING

from antecede.version import __version__ as __version__

if TYPE_CHECKING:
    from antecede.api import Reviewer
    from antecede.case.file import read_case
    from antecede.case.model import Case
    from antecede.determination.result import Determination
    from antecede.errors import AntecedeError, GraphError, InputError, Problem, QueryError, StoreError
    from antecede.report.answer import answer
    from antecede.store.case_store import CaseStore, open_store

__all__ = [
    "AntecedeError",
    "Case",
    "CaseStore",
    "Determination",
    "GraphError",
    "InputError",
    "Problem",
    "QueryError",
    "Reviewer",
    "StoreError",
    "answer",
    "open_store",
    "read_case",
]

#: Where each public name is; loaded when it is first used, so that importing the package costs nothing.
_HOMES = {
    "AntecedeError": "errors",
    "Case": "case.model",
    "CaseStore": "store.case_store",
    "Determination": "determination.result",
    "GraphError": "errors",
    "InputError": "errors",
    "Problem": "errors",
    "QueryError": "errors",
    "Reviewer": "api",
    "StoreError": "errors",
    "answer": "report.answer",
    "open_store": "store.case_store",
    "read_case": "case.file",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'antecede' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"antecede.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names, loaded or not: what completion offers."""
    return [*__all__, "__version__"]

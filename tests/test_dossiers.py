"""Every row of the dossiers has its place in the graph: a notation there, or a reason why it has none."""

from pathlib import Path

import pytest

from antecede.graph.data import shipped_files
from antecede.graph.triples import load
from antecede.graph.vocabulary import NOTATION

LINES = (Path(__file__).parent / "dossier-ids.txt").read_text(encoding="utf-8").splitlines()
IDS = [
    f"{prefix}-{number}"
    for prefix, _, numbers in (line.partition(": ") for line in LINES if line and not line.startswith("#"))
    for number in numbers.split()
]
#: Rows without a notation, by prefix.
ELSEWHERE = {
    "LAW": "how and when a payer has to answer, and who may refuse: no act is covered or refused by it, so no rule of the"
    " graph could be held to it; answers and letters keep to it by what they say of who decides",
}


@pytest.fixture(scope="module")
def notations() -> set[str]:
    triples = load(shipped_files())
    return {triples.text(subject, NOTATION) for subject, predicate, _ in triples if predicate == NOTATION}


def test_all_ids_were_collected() -> None:
    assert len(IDS) == len(set(IDS)) == 227
    assert {each.rpartition("-")[0] for each in IDS} > set(ELSEWHERE)
    assert sum(each.rpartition("-")[0] in ELSEWHERE for each in IDS) == 15


@pytest.mark.parametrize("row", IDS)
def test_row_has_its_place(row: str, notations: set[str]) -> None:
    assert (row in notations) is (row.rpartition("-")[0] not in ELSEWHERE)

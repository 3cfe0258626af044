"""What a sentence names beside the facts it used stands in the published RDF, and tampering with it is found."""

from pathlib import Path

import pytest

from antecede.api import Reviewer
from antecede.verification.verify import verify
from tests.published import Edit, Quads, cut, published, replaced, said, together, written_as
from tests.support import case

#: By case: the node that holds what is named, and the statement that cites it.
CITED = {
    "seed-002": ("#line-1-M4/use/1", "confoundingFact", "events/1"),
    "seed-003": ("#line-1-K4/shown/1", "ofFact", "events/1"),
}
#: What is done to which case, and what is said of it.
TAMPERED: dict[str, tuple[str, Edit, str]] = {
    "another act of the day": (
        "seed-002", replaced("#line-1-M4/use/1", "confoundingFact", "events/1", "events/2"), "does not"),
    "no act of the day": ("seed-002", cut("#line-1-M4/use/1", "confoundingFact"), "what it does not say"),
    "number shown": (
        "seed-003",
        together(*(replaced(f"#line-1-K4{node}", key, "28.6 %", "48.6 %") for node, key in (
            ("/shown/1", "told"), ("", "sentence")))),
        "'48.6'"),
    "fact of the number shown": (
        "seed-003", replaced("#line-1-K4/shown/1", "ofFact", "events/1", "events/0"), "what it does not say"),
    "number shown cut off": ("seed-003", cut("#line-1-K4", "shows"), "nothing in the determination leads to it"),
}  # fmt: skip


@pytest.fixture(scope="module")
def originals(cache: Path) -> dict[str, Quads]:
    return {name: published(case(name), Reviewer()) for name in CITED}


@pytest.mark.parametrize("name", CITED)
def test_what_is_named_is_cited(name: str, originals: dict[str, Quads], tmp_path: Path) -> None:
    node, predicate, entry = CITED[name]
    cited = [said(q)[2] for q in originals[name] if said(q)[0].endswith(node) and said(q)[1] == predicate]
    assert len(cited) == 1
    assert cited[0].endswith(entry)
    assert verify(written_as(originals[name], tmp_path)).problems == ()


@pytest.mark.parametrize("kind", TAMPERED)
def test_tampering_is_found(kind: str, originals: dict[str, Quads], tmp_path: Path) -> None:
    name, edit, what = TAMPERED[kind]
    problems = verify(written_as(edit(originals[name]), tmp_path)).problems
    assert [each for each in problems if what in each.what], "\n".join(map(str, problems))

"""The connectives are strong Kleene without conflict, the written tables with it, and keep De Morgan."""

from collections.abc import Callable, Iterable
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antecede.criterion.logic import all_of_judge, any_of_judge, not_judge
from antecede.criterion.outcome import Outcome
from antecede.knowledge.criterion import AllOf, AnyOf, Not
from antecede.truth.status import (
    CONFLICTING,
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    Reason,
    Status,
    all_of,
    any_of,
    k_of_n,
    negate,
)

Judge = Callable[..., Callable[..., Outcome]]

LETTERS = {"t": MET, "f": NOT_MET, "u": NOT_DOCUMENTED, "c": CONFLICTING}
#: Strong Kleene on numbers: false, unknown, true.
DEGREE = {NOT_MET: 0, NOT_DOCUMENTED: 1, MET: 2}
KLEENE = {degree: status for status, degree in DEGREE.items()}

CONJUNCTION = """
    . t f u c
    t t f u c
    f f f f f
    u u f u c
    c c f c c
"""
DISJUNCTION = """
    . t f u c
    t t t t t
    f t f u c
    u t u u c
    c t c c c
"""
NEGATION = {"t": "f", "f": "t", "u": "u", "c": "c"}


def table(text: str) -> list[tuple[Status, Status, Status]]:
    """Both arguments and the result of every cell."""
    head, *rows = (line.split() for line in text.strip().splitlines())
    return [
        (LETTERS[row[0]], LETTERS[column], LETTERS[cell])
        for row in rows
        for column, cell in zip(head[1:], row[1:], strict=True)
    ]


def by_criterion(make: Callable[[tuple[str, ...]], object], judge: Judge, *statuses: Status) -> Status:
    """What a criterion made of parts with these statuses comes to."""
    parts = tuple(map(str, range(len(statuses))))
    outcome = judge(make(parts), lambda iri: lambda record, line: Outcome(statuses[int(iri)], Reason.ATTRIBUTE_MISSING))
    return outcome(None, None).status


def criterion_all(*statuses: Status) -> Status:
    return by_criterion(lambda parts: AllOf(iri="x", label="x", parts=parts), all_of_judge, *statuses)


def criterion_any(*statuses: Status) -> Status:
    return by_criterion(lambda parts: AnyOf(iri="x", label="x", parts=parts), any_of_judge, *statuses)


def criterion_not(status: Status) -> Status:
    return by_criterion(lambda parts: Not(iri="x", label="x", parts=parts), not_judge, status)


@pytest.mark.parametrize(("one", "other"), list(product(DEGREE, repeat=2)))
def test_conjunction_is_strong_kleene(one: Status, other: Status) -> None:
    assert all_of([one, other]) is KLEENE[min(DEGREE[one], DEGREE[other])]


@pytest.mark.parametrize(("one", "other"), list(product(DEGREE, repeat=2)))
def test_disjunction_is_strong_kleene(one: Status, other: Status) -> None:
    assert any_of([one, other]) is KLEENE[max(DEGREE[one], DEGREE[other])]


@pytest.mark.parametrize("status", DEGREE)
def test_negation_is_strong_kleene(status: Status) -> None:
    assert negate(status) is KLEENE[2 - DEGREE[status]]


@pytest.mark.parametrize(("one", "other", "result"), table(CONJUNCTION))
def test_conjunction_has_its_table(one: Status, other: Status, result: Status) -> None:
    assert all_of([one, other]) is result
    assert criterion_all(one, other) is result


@pytest.mark.parametrize(("one", "other", "result"), table(DISJUNCTION))
def test_disjunction_has_its_table(one: Status, other: Status, result: Status) -> None:
    assert any_of([one, other]) is result
    assert criterion_any(one, other) is result


@pytest.mark.parametrize(("letter", "result"), list(NEGATION.items()))
def test_negation_has_its_table(letter: str, result: str) -> None:
    assert negate(LETTERS[letter]) is LETTERS[result]
    assert criterion_not(LETTERS[letter]) is LETTERS[result]


def test_tables_are_whole() -> None:
    for text in (CONJUNCTION, DISJUNCTION):
        assert {(one, other) for one, other, _ in table(text)} == set(product(LETTERS.values(), repeat=2))


# --- trees --------------------------------------------------------------------------------------------------------

Tree = Status | tuple[str, list["Tree"]]


def trees(leaves: Iterable[Status]) -> st.SearchStrategy[Tree]:
    return st.recursive(
        st.sampled_from(list(leaves)),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=4)),
            st.tuples(st.just("not"), st.lists(inner, min_size=1, max_size=1)),
        ),
        max_leaves=12,
    )


def value(tree: Tree) -> Status:
    if isinstance(tree, Status):
        return tree
    kind, below = tree
    statuses = [value(each) for each in below]
    return negate(statuses[0]) if kind == "not" else all_of(statuses) if kind == "all" else any_of(statuses)


def degree(tree: Tree) -> int:
    if isinstance(tree, Status):
        return DEGREE[tree]
    kind, below = tree
    degrees = [degree(each) for each in below]
    return 2 - degrees[0] if kind == "not" else min(degrees) if kind == "all" else max(degrees)


def mirrored(tree: Tree) -> Tree:
    """The negation of a tree with all negations at its leaves."""
    if isinstance(tree, Status):
        return ("not", [tree])
    kind, below = tree
    if kind == "not":
        return below[0]
    return ("any" if kind == "all" else "all", [mirrored(each) for each in below])


def pruned(tree: Tree, wanted: Status) -> Tree:
    """The tree with every silence filled in alike."""
    if isinstance(tree, Status):
        return wanted if tree is NOT_DOCUMENTED else tree
    return (tree[0], [pruned(each, wanted) for each in tree[1]])


@given(trees(DEGREE))
def test_trees_without_conflict_are_strong_kleene(tree: Tree) -> None:
    assert value(tree) is KLEENE[degree(tree)]


@given(trees(LETTERS.values()))
def test_trees_keep_de_morgan(tree: Tree) -> None:
    assert negate(value(tree)) is value(mirrored(tree))


@given(trees(LETTERS.values()), st.sampled_from([MET, NOT_MET]))
def test_what_is_decided_stays_decided_whatever_silence_turns_out_to_be(tree: Tree, filled: Status) -> None:
    if value(tree) in (MET, NOT_MET):
        assert value(pruned(tree, filled)) is value(tree)


@given(st.lists(st.sampled_from(list(LETTERS.values())), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_and_repetition_never_matter(statuses: list[Status], random: object) -> None:
    shuffled = [*statuses, statuses[0]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert all_of(shuffled) is all_of(statuses)
    assert any_of(shuffled) is any_of(statuses)


# --- k of n -------------------------------------------------------------------------------------------------------


def brute_force(statuses: tuple[Status, ...], k: int) -> Status:
    """Met or not met where every completion is; conflicting where the contested members alone can make it met."""

    def outcomes(open_ones: set[Status]) -> set[bool]:
        choices = [(True, False) if status in open_ones else (status is MET,) for status in statuses]
        return {sum(choice) >= k for choice in product(*choices)}

    everything = outcomes({NOT_DOCUMENTED, CONFLICTING})
    if len(everything) == 1:
        return MET if True in everything else NOT_MET
    return CONFLICTING if True in outcomes({CONFLICTING}) else NOT_DOCUMENTED


@pytest.mark.parametrize("n", range(1, 6))
def test_k_of_n_agrees_with_all_completions(n: int) -> None:
    for k in range(1, n + 1):
        for statuses in product(LETTERS.values(), repeat=n):
            assert k_of_n(statuses, k) is brute_force(statuses, k), (statuses, k)


@pytest.mark.parametrize("n", range(1, 5))
def test_k_of_n_without_conflict_is_any_of_all_of(n: int) -> None:
    for k in range(1, n + 1):
        for statuses in product(DEGREE, repeat=n):
            assert k_of_n(statuses, k) is any_of(map(all_of, combinations(statuses, k))), (statuses, k)

"""Peers must do the same job before they are timed: same statuses, same recommendations, on every variant."""

from collections.abc import Callable

from peers.review import LineReview, Review
from workload import variants

from antecede.api import Reviewer
from antecede.case.model import Case

Peer = Callable[[bytes], Review]


def ours(reviewer: Reviewer, data: bytes) -> Review:
    """What the product gives, in the form of the peers."""
    found = reviewer.review(Case.model_validate_json(data))
    lines = (
        LineReview(
            each.line.code,
            each.recommendation,
            {one.criterion.notation: one.status.value for one in each.assessments if one.criterion.notation},
        )
        for each in found.lines
    )
    return Review(found.recommendation, tuple(lines))


def assert_agreement(reviewer: Reviewer, peers: dict[str, Peer]) -> int:
    """Number of cases on which all peers agree with the product; :class:`AssertionError` at the first difference."""
    cases = list(variants())
    for name, data in cases:
        expected = ours(reviewer, data)
        for title, peer in peers.items():
            found = peer(data)
            assert found == expected, f"{title} differs on {name}:\n  peer {found}\n  ours {expected}"
    return len(cases)

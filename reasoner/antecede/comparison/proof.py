"""Proofs as data: the axioms that a claim rests on, in the order in which they are used."""

from typing import NamedTuple

TOLD, INFERRED, BROADER, RANGE, NUMBER, SAME, PART, WAIVER, SCOPE = (
    "told", "inferred", "broader", "range", "number", "same", "part", "waiver", "scope",
)  # fmt: skip


class Axiom(NamedTuple):
    """One thing that holds and is used.

    ``told`` and ``inferred``: class ``subject`` lies below class ``object`` (``rdfs:subClassOf``).
    ``broader``: word ``subject`` is a case of word ``object``.  ``range``: what ``subject`` says of a fact holds only
    where what ``object`` says of it does.  ``number``: what keeps the bound ``subject`` keeps the bound ``object``.
    ``same``: the two say the same.  ``part``: criterion ``subject`` is made of ``object``.
    ``waiver``: the one side is waived by criterion ``object``, the other is not.
    ``scope``: of the two only criterion ``object`` is bound by ``subject``, a place, a time or an order.
    """

    kind: str
    subject: str
    object: str


#: No axioms: nothing had to be used.  A claim without a proof has none at all (``None``).
Proof = tuple[Axiom, ...]
TRIVIAL: Proof = ()


def joined(*proofs: Proof | None) -> Proof | None:
    """One proof of several claims that all have to hold; none where one of them has none.

    >>> joined((Axiom("told", "a", "b"),), (Axiom("told", "a", "b"),))
    (Axiom(kind='told', subject='a', object='b'),)
    >>> joined((), None) is None
    True
    """
    if any(each is None for each in proofs):
        return None
    return tuple(dict.fromkeys(axiom for each in proofs for axiom in each or ()))

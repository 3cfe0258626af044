"""The plan: all that a review needs of the graph, as one frozen value that can be stored and read back."""

import msgspec

from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.lexicon import Lexicon
from antecede.knowledge.policy import Guideline, Note, Policy


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Compiled knowledge.  ``criteria`` are by IRI; ``graph_sha256`` names the files it was read from.

    ``without`` are nodes that were taken as not being there; ``prefixes`` those of the files.
    """

    graph_sha256: str
    without: tuple[str, ...] = ()
    lexicon: Lexicon
    criteria: dict[str, AnyCriterion]
    policies: tuple[Policy, ...]
    guidelines: tuple[Guideline, ...]
    notes: tuple[Note, ...]
    prefixes: dict[str, str] = {}

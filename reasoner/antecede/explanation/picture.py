"""Words of pictures: states, bands, tags, the legend.  What they are said of comes from the graph and the case."""

from math import inf

from antecede.criterion.outcome import Outcome
from antecede.explanation.words import RECOMMENDATION_WORDS, STATUS_WORDS, duration, extent
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.truth.status import Status

#: Words for an exclusion, an exception and a flag: "met" would mislead there.
ROLE_WORDS = {
    ("exclusion", "fires"): "Exclusion applies",
    ("exclusion", "clear"): "Does not apply",
    ("exception", "fires"): "Waiver applies",
    ("exception", "clear"): "No waiver",
    ("flag", "fires"): "Flag raised",
    ("flag", "clear"): "No flag",
}
STATE_WORDS = {
    "plain": "",
    "not_reached": "Not reached",
    "complete": "Complete",
    "open": "Open",
    "skipped": "Skipped",
    "blocked": "Blocked",
    "reached": "Reached",
    "later": "Comes later",
    "undetermined": "Not settled",
    "not_applicable": "Not applicable",
    "taken": "Recommended",
    "not_taken": "Not taken",
    "covered": "Covered if the rules are met",
    "conditional": "Covered under conditions",
    "unproven": "Held to be unproven",
    "not_covered": "Not covered",
    "silent": "No coverage rule",
    "varies": "Documents differ",
    "requested": "Requested",
    "placed": "Where the record points here",
    "elsewhere": "Another pathway",
}
#: What each role asks, where no case is looked at.
ROLES = {
    "prerequisite": "Asked for",
    "consistency": "Has to agree",
    "line_rule": "Rule on the line",
    "exclusion": "Exclusion",
    "exception": "Waiver",
    "flag": "Flag, decides nothing",
}
REQUEST, STAGE, RECOMMENDATION, ALTERNATIVES = "Request", "Stage {}", "Recommendation", "Instead"
RULES, ENTRY, ONWARD = "Rules on the request", "Before any step", "opens {}"
UNNAMED = "Act not named"
NO_PATHWAY, OPEN_INSTEAD = "No pathway leads to it", "What the record leads to instead"
SECTIONS = {"entry": "Needed first", "act": "Leads to", "done": "Complete when"}
FIRST_OPEN, STANDS, REQUESTED, PASSED = "First open gate", "Stands here", "Requested step", "Passed over"
LEGEND = (
    ("met", "Met"),
    ("not_met", "Not met"),
    ("not_documented", "Not documented"),
    ("conflicting", "Conflicting"),
    ("fires", "Exclusion applies"),
    ("not_reached", "Not reached"),
    ("waived", "Waived"),
)
COVERAGE_MAP = "Who covers what"
FAMILIES_ONE, FAMILIES_MANY = "family of policies", "families of policies"
SAYS_NOTHING, SAY_NOTHING = "family says nothing", "families say nothing"
#: What a line rests on where that is no rule.
COVERAGE, COVERAGE_ASKED = "Coverage of the act", "the policy covers the act"
COVERAGE_REMEDIES = {
    "refused": "nothing that is sent or done; only another act, or another edition of the policy",
    "silent": "a word of the plan on whether it covers the act; a clinician decides meanwhile",
}
NO_WORD = "no word in {edition}"
ALL_COMPLETE = "none: every step is complete"
EVERY_RULE_MET, NO_RULE_SETTLES = "every rule is met", "no rule settles it"
ADDRESSED = "from the act to the pain generators that it reaches"
#: Bands of an anatomy, with the kind of their boxes.
ANATOMY = (("Act", "act"), ("Aimed at", "target"), ("Which serves", "served"), ("Pain generator", "generator"))
WAY_TAKEN, WAY_NOT_TAKEN = "Way taken", "Way not taken"


def assessed(role: str, status: Status) -> str:
    """Word for a criterion in its role.

    >>> assessed("exclusion", Status.FIRES), assessed("prerequisite", Status.NOT_DOCUMENTED)
    ('Exclusion applies', 'Not documented')
    """
    return title_case(ROLE_WORDS.get((role, status.value)) or STATUS_WORDS[status])


def title_case(text: str) -> str:
    """A label as a title: its first letter is a capital.

    >>> title_case("neurectomy")
    'Neurectomy'
    """
    return text[:1].upper() + text[1:]


def outcome_word(recommendation: str) -> str:
    """Name of a recommendation as the title of a box."""
    return title_case(RECOMMENDATION_WORDS[recommendation])


def counted(amount: int, one: str, many: str) -> str:
    """An amount with its noun.

    >>> counted(1, "step", "steps"), counted(3, "step", "steps")
    ('1 step', '3 steps')
    """
    return f"{amount} {one if amount == 1 else many}"


def measure(criterion: AnyCriterion, outcome: Outcome) -> str:
    """What was counted or measured against what is asked for, in very few words; empty where there is no number."""
    low, high = outcome.low, outcome.high
    if low is None or high is None or (high == inf and not (low and outcome.used)):
        return ""
    if isinstance(criterion, kinds.Duration):
        return f"{extent(low, high)} days of {duration(criterion.threshold)}" if low or high else ""
    if isinstance(criterion, kinds.KOfN) or (isinstance(criterion, kinds.Count) and (criterion.at_least or 0) > 1):
        return f"{extent(low, high)} of {criterion.at_least}"
    return ""

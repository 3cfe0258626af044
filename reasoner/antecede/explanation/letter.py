"""Frames of the letter.  What is said in them, of acts, rules and remedies, comes from the graph and the case."""

from antecede.truth.status import Status

DRAFT = "Draft, recommended. Nothing is decided until a clinician signs."
TITLE = "About a request for approval"
MEMBER, PROVIDER, TECHNICAL = "For the member", "Rationale for the clinician", "Technical part"

# --- for the member: whole sentences, no code, no abbreviation -------------------------------------------------------

ASKED = "Your doctor asked your health plan to approve {act}."
ASKED_UNNAMED = "Your doctor asked your health plan to approve a treatment, but the request does not say which one."
LOOKED = "We read the records that came with the request, and we held them against {policy}."
ADVICE = {
    "certify": "The records show that each rule is met, so we recommend that the plan approves the treatment.",
    "pend": (
        "We cannot recommend an answer yet, because some records are missing or do not agree with each other. "
        "This does not mean no. It means that more information is needed first."
    ),
    "refer": (
        "The rules do not settle this request by themselves, so we recommend that a doctor who works with the plan "
        "looks at it in person."
    ),
    "non_certify": (
        "The records do not meet the rules as they stand, so we recommend that the plan does not approve the treatment "
        "for now. The reasons are listed below, together with what could help."
    ),
}
BARRED_ADVICE = (
    "At least one rule stands in the way, and nothing that you or your doctor could send would change that, so we "
    "recommend that the plan does not approve the treatment. The reasons are listed below."
)
NOT_COVERED_ADVICE = (
    "The plan does not cover this treatment, so we recommend that the plan does not approve it. This holds for "
    "everybody under these rules and says nothing about how much pain you have."
)
PARTS = {True: "Part {numbers} of the request", False: "Parts {numbers} of the request"}
NOT_FINAL = (
    "This letter is a recommendation and not the final answer. A doctor or nurse has to read it first, and only a "
    "person can make the decision."
)
FOUND = {
    Status.NOT_MET: "The records say that this is not the case.",
    Status.NOT_DOCUMENTED: "The records that we received do not show this.",
    Status.CONFLICTING: "The records that we received do not agree with each other about this.",
    Status.FIRES: "This rule stands in the way of your request.",
}
OPEN_EXCLUSION = {
    Status.NOT_DOCUMENTED: "The records that we received do not say whether this rule applies to you.",
    Status.CONFLICTING: "The records that we received do not agree about whether this rule applies to you.",
}
UNCOVERED = "The rules say that the plan does not cover this treatment, whatever the records show."
UNRULED = "We found no rule that settles a request like yours, so a person has to look at it."
UNSAID = "The rules do not say whether the plan covers this treatment, so a person has to find out."
UNWORDED = "Rule number {number} of the technical part"
UNWORDED_HELP = "The technical part says what could help with a rule that is named by its number."
WHAT_RULE, WHAT_FOUND, WHAT_HELPS = "The rule:", "What we found:", "What can help:"
OPEN_HELPS = "Records that show whether this rule applies to you."
WHY, SEND, NEXT = "Why we recommend this", "What to send, and how", "What comes next"
OTHERS = "What the other rules ask for"
NOT_ENOUGH = (
    "Nothing that you send can change what we recommend. The other rules ask for more records all the same, and these "
    "would complete your file."
)
HOW = (
    "Your doctor's office can send what is needed in the same way in which it sent the request. Please ask the office "
    "to write your name and the date of the request on every page."
)
NOTHING_TO_SEND = "No record that you or your doctor could send would change this."
RIGHTS = (
    "When the plan makes its decision, you will receive a separate notice. That notice explains what you can do if you "
    "do not agree. You may also ask the plan for the records and the rules that were used, and you do not have to pay "
    "for them."
)
URGENT = (
    "Please read this first: the records name a problem that may need care right away. Call your doctor today and ask "
    "about it. Do not wait for the answer to this request."
)
PLAN = "your health plan"
OWNER_ONLY = "The rules come from {owner}. Their edition is named in the technical part."
OWNER = "The rules come from {owner}, and this is their edition of {edition}."
GRADE = "Reading level of this part: grade {grade} (Flesch-Kincaid)."

# --- for the clinician ----------------------------------------------------------------------------------------------

SIGNATURE = "Reviewed by (name, licence, specialty, date): ______________________________"
BASIS = "Judged under {policy}; issued by {issuer}; the policy is {known_by}."
HEAD = ("Rule", "Criterion", "Status", "Asked for", "Found", "Source")
RECEIPT = "antecede {engine}, graph {graph}, case {case}."
RECOMMENDED = "{line}, {act}. Recommended: {recommendation}."
REASONS, INSTEAD, GUIDANCE, CRITERIA, POINTS = (
    "Reasons",
    "What the record leads to instead",
    "What guidelines say",
    "All criteria",
    "To look out for",
)
DISAGREE = "Where authorities disagree"
ALERTS = "Urgent, before anything else"
NO_REASON = {
    True: "Every rule that concerns the line is met; none refuses and none is open.",
    False: "No rule refuses and none is open, and none settles the line either.",
}


def found(role: str, status: Status) -> str:
    """What was found about a rule, in plain words."""
    return (OPEN_EXCLUSION if role == "exclusion" else {}).get(status) or FOUND[status]

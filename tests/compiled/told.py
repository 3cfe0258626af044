"""What cases come to: one line for each case on standard input, and last where the program lies and what it loaded."""

import hashlib
import json
import sys

import antecede
from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.determination.determine import determine
from antecede.errors import AntecedeError
from antecede.report.answer import encoded


def told(reviewer: Reviewer, case: bytes) -> str:
    """A digest of the answer, or what is wrong with the case."""
    try:
        answer = encoded(determine(Case.model_validate_json(case), reviewer.engine))
    except (AntecedeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return hashlib.sha256(answer).hexdigest()


def main() -> None:
    reviewer = Reviewer()
    graph_read = "networkx" in sys.modules
    for case in sys.stdin.buffer:
        print(json.dumps(told(reviewer, case)))
    print(json.dumps({"folder": antecede.__path__[0], "graph_read": graph_read}))


if __name__ == "__main__":
    main()

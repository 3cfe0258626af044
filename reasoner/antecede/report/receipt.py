"""What an answer can be held against later: the hash of the case it was made from."""

from hashlib import sha256

import msgspec

from antecede.case.model import Case


def canonical(case: Case) -> str:
    """A case as the text whose hash the receipt carries: what was given, in a fixed order, defaults left out."""
    return msgspec.json.encode(case).decode()


def case_sha256(case: Case) -> str:
    """SHA-256 of a case."""
    return sha256(msgspec.json.encode(case)).hexdigest()

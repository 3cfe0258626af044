"""What people write out of habit is refused with what to write instead; nothing of it is read as something else."""

from pathlib import Path

import pytest

from tests.refusals import Wrong, at, is_told, problems, refused
from tests.support import case, written

BLOCK = "events/3"
HABITS: dict[str, Wrong] = {
    "percent sign": (at("events", 3, "relief", value="80%"), f"{BLOCK}/relief", "'80%'", "write 80"),
    "percentage in quotes": (at("events", 3, "relief", value="80"), f"{BLOCK}/relief", "'80'", "write 80"),
    "range as text": (at("events", 3, "relief", value="80-90 %"), f"{BLOCK}/relief", "'80-90 %'", "[80, 90]"),
    "more than": (at("events", 3, "relief", value=">80"), f"{BLOCK}/relief", "'>80'", "write 80"),
    "fraction": (at("events", 3, "relief", value=0.8), f"{BLOCK}/relief", "0.8", "80 for 80 %"),
    "range backwards": (at("events", 3, "relief", value=[90, 80]), f"{BLOCK}/relief", "backwards", "lower end first"),
    "time backwards": (
        at("events", 3, "relief_duration", value=["P2M", "P1M"]),
        f"{BLOCK}/relief_duration",
        "backwards",
        "lower end first",
    ),
    "stretch of levels": (at("events", 3, "levels", value=["L4-S1"]), f"{BLOCK}/levels", "'L4-S1'", "L4-L5, L5-S1"),
    "levels with a slash": (at("events", 3, "levels", value=["L4/L5"]), f"{BLOCK}/levels", "'L4/L5'", "'L4-L5'"),
    "small letters": (at("events", 3, "levels", value=["l4-l5"]), f"{BLOCK}/levels", "'l4-l5'", "'L4-L5'"),
    "one level": (at("events", 3, "levels", value="L4-L5"), f"{BLOCK}/levels", "'L4-L5'", '["L4-L5"]'),
    "one modifier": (at("request", 0, "modifiers", value="KX"), "request/0/modifiers", "'KX'", '["KX"]'),
    "two codes": (at("request", 0, "code", value=["64635"]), "request/0/code", "['64635']", "one text"),
    "code as a number": (at("request", 0, "code", value=64635), "request/0/code", "64635", "quotes"),
    "code and modifier": (
        lambda c: c["request"][0].update(code="64635-50", act=""),
        "request/0/code",
        "'64635-50'",
        "'64635'",
    ),
    "code without its dot": (at("diagnoses", 0, "code", value="M47816"), "diagnoses/0/code", "'M47816'", "'M47.816'"),
    "code alone": (at("diagnoses", 0, value="M47.816"), "diagnoses/0", "'M47.816'", "object"),
    "null": (at("findings", 1, "present", value=None), "findings/1/present", "null", "leave the key out"),
    "initials": (at("events", 3, "type", value="MBB"), f"{BLOCK}/type", "'MBB'", "'MedialBranchBlock'"),
    "name in two words": (
        at("events", 0, "type", value="Physical Therapy"),
        "events/0/type",
        "'Physical Therapy'",
        "'PhysicalTherapy'",
    ),
    "score of ten": (at("findings", 0, "value", value="7/10"), "findings/0/value", "'7/10'", "a number"),
    "visits in words": (at("events", 0, "sessions", value="twelve"), "events/0/sessions", "'twelve'", "whole number"),
    "policy in capitals": (at("policy", value="CPB"), "policy", "'CPB'", "'cpb'"),
    "side by its letter": (at("request", 0, "side", value="R"), "request/0/side", "'R'", "'right'"),
}


@pytest.mark.parametrize("habit", HABITS)
def test_habit_is_answered_with_what_to_write(habit: str, tmp_path: Path) -> None:
    is_told(HABITS[habit], tmp_path)


def test_two_cases_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text("id: a\n---\nid: b\n", encoding="utf-8")
    ((place, what, remedy),) = problems(refused(path), path)
    assert (place, what, remedy) == ("line 2, column 1", "a second document in one file", "write one case a file")


def test_what_has_one_exact_reading_is_taken(tmp_path: Path) -> None:
    """Numbers in quotes, yes and no, a mark of byte order, and lines that end as Windows has them."""
    from tests.support import called

    changed = case("facet-rfa-all-met")
    changed["request"][0]["units"] = "1"
    changed["findings"][1]["present"] = "no"
    path = written(changed, tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    status, out, err = called("review", path)
    assert (status, err) == (0, "")
    assert "CERTIFY" in out

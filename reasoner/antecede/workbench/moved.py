"""Two answers on one case beside each other: what a change moved, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from antecede.diagram.pathway import ROLE_STATES
from antecede.explanation.picture import assessed
from antecede.report.cited import Json
from antecede.report.page import recommendation_mark
from antecede.report.reason import Mark, basis, by_coverage, decisive, mark
from antecede.report.text import decides, robustness
from antecede.truth.status import Status


@dataclass(frozen=True, slots=True)
class Standing:
    """What one answer comes to on a line, in short."""

    recommendation: Mark
    stands_at: str
    deciding: str
    firmness: str
    reasons: int


@dataclass(frozen=True, slots=True)
class Move:
    """A rule that came to something else, or that only one of the answers looked at."""

    notation: str
    label: str
    before: Mark | None
    now: Mark | None


@dataclass(frozen=True, slots=True)
class LineMoved:
    """A request line in both answers, or several that moved alike; where only one has it the other is none."""

    title: str
    before: Standing | None
    now: Standing | None
    moves: tuple[Move, ...]

    @property
    def same(self) -> bool:
        """Whether nothing moved."""
        return self.before == self.now and not self.moves


def moved(before: Json, now: Json) -> tuple[LineMoved, ...]:
    """Every line of two answers, in order of their numbers; those that moved alike together."""
    was = {line["line"]: line for line in before["lines"]}
    has = {line["line"]: line for line in now["lines"]}
    alike: dict[LineMoved, list[str]] = {}
    for number in sorted(was.keys() | has.keys()):
        said: Json = has.get(number) or was[number]
        alike.setdefault(_line(was.get(number), has.get(number)), []).append(f"{number} ({said['code']})")
    return tuple(
        replace(each, title=f"Line{'s' if len(names) > 1 else ''} {', '.join(names)}") for each, names in alike.items()
    )


def _line(before: Json | None, now: Json | None) -> LineMoved:
    return LineMoved(
        "",
        _standing(before) if before else None,
        _standing(now) if now else None,
        tuple(_moves(before["findings"] if before else (), now["findings"] if now else ())),
    )


def _standing(line: Json) -> Standing:
    return Standing(
        recommendation_mark(line["recommendation"]),
        line["stands_at"] or "none",
        basis(line),
        robustness(line),
        len(decisive(line)) + by_coverage(line),
    )


def _moves(before: Sequence[Json], now: Sequence[Json]) -> Iterator[Move]:
    """Rules whose status differs; of those that only one answer has, the ones that decide there."""
    was, has = ({each["id"]: each for each in findings} for findings in (before, now))
    for iri in dict.fromkeys([*has, *was]):
        old, new = was.get(iri), has.get(iri)
        known: Json = new or old or {}
        alone = known if not (old and new) else None
        if decides(alone) if alone else old and new and old["status"] != new["status"]:
            yield Move(known["notation"], known["label"], finding_mark(old), finding_mark(new))


def finding_mark(said: Json | None) -> Mark | None:
    """How the status of a finding is shown."""
    if said is None:
        return None
    state: str = ROLE_STATES.get((said["kind"], said["status"])) or said["status"]
    return mark(state, assessed(said["kind"], Status(said["status"])))

"""Where a made-up case stands: under which document, on which day, for which act, code and step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from antecede.criterion.engine import Engine
from antecede.determination.choice import families
from antecede.errors import InputError, Problem
from antecede.knowledge.policy import Policy, Step
from antecede.record.reader import YES

#: Long enough after a document came into force that what it asks for may lie before; at the end of a calendar year
#: what is counted from its beginning has room.
DAYS_IN = 366
#: No day after this is in every month, and a month before or after such a day is a month.
LAST_COMMON_DAY = 28


@dataclass(frozen=True, slots=True)
class Setting:
    """An act under a document: the request line that asks for it, and the step at which it is asked for."""

    policy: Policy
    act: str
    code: str
    step: Step | None
    as_of: str
    contractor: str


def documents(engine: Engine, name: str) -> list[Policy]:
    """Documents of a family, or the one edition of that name.  Raises :class:`InputError` for an unknown name."""
    known = families(engine)
    named = known.get(name) or tuple(each for each in engine.plan.policies if each.notation == name)
    if not named:
        raise InputError(Problem("witness", "POLICY", f"unknown policy {name!r}", f"known are {', '.join(known)}"))
    return sorted(named, key=lambda policy: -policy.from_day)


def day_in_force(policy: Policy) -> str:
    """A day on which an edition is in force: where it lasts that long, the end of the year that it is a year in."""
    wanted = date.fromordinal(policy.from_day + DAYS_IN).replace(month=12, day=LAST_COMMON_DAY).toordinal()
    latest = policy.until_day if policy.until_day is not None else wanted
    day = date.fromordinal(max(policy.from_day, min(latest, wanted)))
    return day.replace(day=min(day.day, LAST_COMMON_DAY)).isoformat()


def contractor_of(policy: Policy, engine: Engine) -> str:
    """The name of a contractor in whose states a document holds; empty where it holds everywhere."""
    names = {each.iri: each.notation for each in engine.plan.lexicon.contractors}
    return next((names[iri] for iri in policy.contractors if iri in names), "")


def act_named(engine: Engine, name: str) -> str:
    """IRI of an act by its name in case files.  Raises :class:`InputError` for what is no act."""
    from difflib import get_close_matches

    acts = {key: cls.iri for key, cls in engine.plan.lexicon.classes.items() if cls.kind == "act" and not cls.abstract}
    if name not in acts:
        near = get_close_matches(name, acts, 1, 0.4)
        remedy = f"did you mean {near[0]!r}?" if near else "see docs/names.md for the names"
        raise InputError(Problem("witness", "ACT", f"unknown act {name!r}", remedy))
    return acts[name]


def acts_of(policy: Policy, engine: Engine) -> list[str]:
    """Acts that a document covers or that its steps offer, as far as a case file can name them."""
    spoken = [each.act for each in policy.coverage]
    offered = [act for pathway in policy.pathways for step in pathway.steps for act in step.offers]
    found = [act for each in (*offered, *spoken) for act in nameable(each, engine)]
    return list(dict.fromkeys(found))


def nameable(act: str, engine: Engine) -> list[str]:
    """The acts of a class that codes name; where none does, the class itself, or the first below it with a name."""
    named = {cls.iri for cls in engine.plan.lexicon.classes.values() if cls.kind == "act" and not cls.abstract}
    coded = {code.act for code in engine.reader.procedures.values()}
    below = sorted(each for each in named if engine.reader.relation(each, act) == YES)
    return [each for each in below if each in coded] or ([act] if act in named else below[:1])


def codes_for(act: str, engine: Engine) -> list[str]:
    """Procedure codes for an act, primary ones before add-ons: all that name it, and one each that may stand for it."""
    codes = engine.reader.procedures
    naming = sorted((bool(each.add_on_to), code) for code, each in codes.items() if each.act == act)
    able = [
        code for code, each in codes.items() if any(engine.reader.relation(act, wide) == YES for wide in each.may_be)
    ]
    listed = [code for code in able if not codes[code].unlisted and codes[code].act != act]
    unlisted = [code for code in able if codes[code].unlisted]
    return [code for _, code in naming] or [*listed[:1], *unlisted[:1]]


def steps_for(policy: Policy, act: str, engine: Engine) -> list[Step | None]:
    """Steps of a document that offer an act, each a phase in which it may be asked for; one blank where none does."""
    offering = [
        step for pathway in policy.pathways for step in pathway.steps
        if any(engine.reader.relation(act, each) == YES for each in step.offers)
    ]  # fmt: skip
    return list(offering) or [None]


def settings(policy: Policy, act: str, engine: Engine, code: str = "") -> Iterator[Setting]:
    """Every setting of an act under a document: each of its phases under each of its codes, the last phase first."""
    where = (day_in_force(policy), contractor_of(policy, engine))
    for step in reversed(steps_for(policy, act, engine)):
        for each in [code] if code else codes_for(act, engine):
            yield Setting(policy, act, each, step, *where)

"""Values, elapsed time, *every*: a status at each place from what the rows there measure."""

from collections.abc import Iterator

from antecede.opinion.lasting import BEYOND, threshold
from antecede.opinion.reading import Reading
from antecede.opinion.rows import Rows
from antecede.opinion.tally import (
    ALL,
    FIRM,
    MET,
    NOT_APPLICABLE,
    NOT_DOCUMENTED,
    NOT_MET,
    SURE,
    WORLDS,
    Tally,
    by_place,
    here,
    in_both_worlds,
    insert,
    pick,
    row,
)
from antecede.opinion.terms import ANT, ORIGIN, PREFIXES, Unsupported, days_between, months_beyond

#: First and last day that the service may be of.
SERVICE = "\n  ?case op:serviceFirst ?service_first ; op:serviceLast ?service_last ."
#: Bounds on a number: the term, the side it is on, whether the bound itself is outside.
BOUNDS = (("atLeast", 1, False), ("moreThan", 1, True), ("atMost", -1, False), ("lessThan", -1, True))


class Measuring:
    """Writes the status of what is measured."""

    def __init__(self, reading: Reading, rows: Rows, tally: Tally) -> None:
        self._reading = reading
        self._rows = rows
        self._tally = tally

    def _where(self, criterion: str) -> str:
        cls = self._reading.link(criterion, ANT + "counts")
        return self._tally.where(criterion, cls, self._rows.shape(criterion))

    # --- value ------------------------------------------------------------------------------------------------------

    def _aggregate(self, criterion: str) -> str:
        kind = self._reading.link(criterion, ANT + "aggregate").removeprefix(ANT)
        if kind not in ("Sum", "Greatest", "Latest"):
            raise Unsupported(f"aggregate {kind}")
        return kind

    def _attribute(self, criterion: str) -> str:
        attribute = self._reading.link(criterion, ANT + "attribute")
        if self._reading.text(attribute, ANT + "caseKey") in ("duration", "relief_duration"):
            raise Unsupported("a number made of durations")
        return attribute

    def latest(self, criterion: str) -> Iterator[str]:
        """Places get the number of the latest fact, where that is what is looked at."""
        if self._aggregate(criterion) == "Latest":
            yield from (_latest_number(criterion, self._attribute(criterion), world) for world in WORLDS)

    def value(self, criterion: str) -> str:
        """Whether a number made of the facts lies in the range asked for."""
        kind, where, statuses = self._aggregate(criterion), self._where(criterion), {}
        for world in WORLDS:
            if kind == "Latest":
                where += _extremes(criterion, world)
                low, high, none = f"?latest_low_{world}", f"?latest_high_{world}", f"?yes_{world} = 0"
            else:
                where += _numbers(criterion, self._rows.shape(criterion), self._attribute(criterion), world)
                stem = "sum" if kind == "Sum" else "max"
                closed = f"?listed_{world} && ?unknown_{FIRM}_{world} = 0"
                low, high = f"?{stem}_low_{world}", f"IF({closed}, ?{stem}_high_{FIRM}_{world}, {BEYOND})"
                none = f"?yes_{world} = 0 && ?possible_{world} = 0"
            judged = self._bounds(criterion, f"IF({none}, 0, {low})", f"IF({none}, 0, {high})")
            statuses[world] = f"IF({none} && !?listed_{world}, {NOT_DOCUMENTED}, {judged})"
        return insert(criterion, "?place", where + in_both_worlds(statuses), "?came")

    def _bounds(self, criterion: str, low: str, high: str) -> str:
        fails, holds = [], []
        for term, sign, strict in BOUNDS:
            bound = self._reading.number(criterion, term)
            if bound is not None:
                near, far = (low, high) if sign > 0 else (f"-({high})", f"-({low})")
                holds.append(f"({near}) {'>' if strict else '>='} {sign * bound}")
                fails.append(f"({far}) {'<=' if strict else '<'} {sign * bound}")
        return f"IF({' || '.join(fails)}, {NOT_MET}, IF({' && '.join(holds)}, {MET}, {NOT_DOCUMENTED}))"

    # --- elapsed time -----------------------------------------------------------------------------------------------

    def elapsed(self, criterion: str) -> str:
        """Whether enough time has passed, on the day of service, since the latest qualifying fact before it.

        All such facts have to be dated and known.
        """
        months, days, strict = threshold(self._reading, criterion)
        where, statuses = self._where(criterion) + SERVICE, {}
        for world in WORLDS:
            where += _latest_day(criterion, self._rows.shape(criterion), world)
            first, last = f"?latest_first_{world}", f"?latest_last_{world}"
            until = f"IF({last} < ?service_last, {last}, ?service_last)"
            ends = (("?service_first", until), ("?service_last", first))
            if months:
                low, high = (months_beyond(service, day, months) for service, day in ends)
            else:
                low, high = (f"({days_between(service, day)} - {days})" for service, day in ends)
            reached, missed = (f"({low}) > 0", f"({high}) <= 0") if strict else (f"({low}) >= 0", f"({high}) < 0")
            certain = f"?may_{world} = 0 && ?listed_{world}"
            judged = f"IF({missed}, {NOT_MET}, IF({reached} && {certain}, {MET}, {NOT_DOCUMENTED}))"
            known = f"?dated_rows_{world} > 0 && ?undated_rows_{world} = 0"
            statuses[world] = f"IF({known}, {judged}, {NOT_DOCUMENTED})"
        return insert(criterion, "?place", where + in_both_worlds(statuses), "?came")

    # --- every ------------------------------------------------------------------------------------------------------

    def every(self, criterion: str) -> str:
        """Each fact that may qualify has to be of the second class; none that may: not documented, never met."""
        silent = NOT_APPLICABLE if self._reading.flag(criterion, "silenceSatisfies") else NOT_DOCUMENTED
        sums = [
            f"(SUM(IF({here(world, which)} && ?held = {n}, 1, 0)) AS ?held{n}_{which}_{world})"
            for world in WORLDS
            for which in (ALL, FIRM)
            for n in (0, 1, 2)
        ]
        where = self._where(criterion)
        where += by_place(self._rows.shape(criterion), sums, f"{row(criterion)} ?row op:each ?held .")
        statuses = {}
        for world in WORLDS:
            held = [f"{pick(world, f'held{n}')} > 0" for n in (0, 1, 2)]
            judged = f"IF({held[0]}, {NOT_MET}, IF({held[1]}, {NOT_DOCUMENTED}, {MET}))"
            statuses[world] = f"IF({' || '.join(held)}, {judged}, {silent})"
        came = "?came"
        if self._reading.flag(criterion, "latestDecides"):
            came = f"IF(EXISTS {{ ?place <{criterion}/untold> true }}, {NOT_DOCUMENTED}, ?came)"
        return insert(criterion, "?place", where + in_both_worlds(statuses), came)


def _number(fact: str, attribute: str) -> str:
    return f"OPTIONAL {{ {fact} <{attribute}/low> ?lo }} OPTIONAL {{ {fact} <{attribute}/high> ?hi }}"


def _numbers(criterion: str, shape: str, attribute: str, world: str) -> str:
    """Sums and extremes of a number over the rows."""
    sums = [
        f"(SUM(IF({here(world, SURE)} && BOUND(?lo), ?lo, 0)) AS ?sum_low_{world})",
        f"(MAX(IF({here(world, SURE)} && BOUND(?lo), ?lo, {-BEYOND})) AS ?max_low_{world})",
    ]
    for which in (ALL, FIRM):
        counts = here(world, which)
        sums += [
            f"(SUM(IF({counts} && BOUND(?hi), ?hi, 0)) AS ?sum_high_{which}_{world})",
            f"(MAX(IF({counts} && BOUND(?hi), ?hi, {-BEYOND})) AS ?max_high_{which}_{world})",
            f"(SUM(IF({counts} && !BOUND(?hi), 1, 0)) AS ?unknown_{which}_{world})",
        ]
    return by_place(shape, sums, f"{row(criterion)} {_number('?f', attribute)}")


def _latest_number(criterion: str, attribute: str, world: str) -> str:
    """The number of the latest fact: of all that may be it by their dates; none where one of several has no date."""
    mine, other = (f"{row(criterion, n)} FILTER({here(world, SURE, n)})" for n in ("i", "j"))
    undated = "FILTER(!BOUND(?bi) || NOT EXISTS { ?fj op:first ?any })"
    unclear = f"EXISTS {{ {other} FILTER(?rowj != ?rowi) {undated} }}"
    later = f"EXISTS {{ {other} ?fj op:first ?aj . FILTER(?aj > ?bi) }}"
    return f"""{PREFIXES}
INSERT {{ ?place <{criterion}/latest/{world}> ?number . ?number op:low ?low ; op:high ?high }} WHERE {{
  {mine} OPTIONAL {{ ?fi op:last ?bi }} {_number("?fi", attribute)}
  BIND({unclear} AS ?unclear)
  FILTER(?unclear || !({later}))
  BIND(IF(?unclear, {-BEYOND}, COALESCE(?lo, {-BEYOND})) AS ?low)
  BIND(IF(?unclear, {BEYOND}, COALESCE(?hi, {BEYOND})) AS ?high)
  BIND(BNODE() AS ?number)
}}"""


def _extremes(criterion: str, world: str) -> str:
    """Least and greatest number of what may be the latest."""
    sums = f"(MIN(?low) AS ?latest_low_{world}) (MAX(?high) AS ?latest_high_{world})"
    where = f"?place <{criterion}/latest/{world}> ?number . ?number op:low ?low ; op:high ?high"
    return f"\n  OPTIONAL {{ SELECT ?place {sums} WHERE {{ {where} }} GROUP BY ?place }}"


def _latest_day(criterion: str, shape: str, world: str) -> str:
    """First and last day that the latest qualifying fact may be of; how many have a date, how many none."""
    counts = here(world, SURE)
    sums = [
        f"(SUM(IF({counts} && BOUND(?da), 1, 0)) AS ?dated_rows_{world})",
        f"(SUM(IF({counts} && !BOUND(?da), 1, 0)) AS ?undated_rows_{world})",
        f"(MAX(IF({counts} && BOUND(?da), ?da, {ORIGIN})) AS ?latest_first_{world})",
        f"(MAX(IF({counts} && BOUND(?db), ?db, {ORIGIN})) AS ?latest_last_{world})",
    ]
    dates = "OPTIONAL { ?f op:first ?da } OPTIONAL { ?f op:last ?db } ?place op:for/op:line/op:serviceLast ?day ."
    return by_place(shape, sums, f"{row(criterion)} {dates} FILTER(!BOUND(?da) || ?da <= ?day)")

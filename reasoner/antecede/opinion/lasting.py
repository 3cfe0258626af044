"""Durations: time that facts cover together, overlapping periods once."""

from collections.abc import Iterator

from antecede.opinion.membership import Membership
from antecede.opinion.reading import Reading
from antecede.opinion.rows import Rows
from antecede.opinion.tally import (
    ALL,
    FIRM,
    MET,
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
from antecede.opinion.terms import (
    ANT,
    LONGEST,
    OP,
    ORIGIN,
    PREFIXES,
    SHORTEST,
    Unsupported,
    calendar_days,
    days_between,
    longest,
    months_beyond,
    shortest,
)

#: More days than any record covers.
BEYOND = 1_000_000_000
#: How long a fact lasted, as its row says it, and the variables for it.
LENGTHS = (("reach", "?r"), ("miss", "?m"), ("most", "?most"), ("exact", "?x"))


def threshold(reading: Reading, criterion: str) -> tuple[int, int, bool]:
    """Months and days that a criterion asks for, and whether they have to be exceeded."""
    for term, strict in (("lastsMoreThan", True), ("lastsAtLeast", False)):
        span = reading.span(criterion, term)
        if span:
            if all(span):
                raise Unsupported("a duration of months and days together")
            return (*span, strict)
    raise Unsupported("a duration that is not stated")


class Lasting:
    """Writes the status of a duration at each place."""

    def __init__(self, reading: Reading, membership: Membership, rows: Rows, tally: Tally) -> None:
        self._reading = reading
        self._membership = membership
        self._rows = rows
        self._tally = tally

    def lengths(self, criterion: str) -> Iterator[str]:
        """Rows get how long their facts lasted, places what the facts cover together.

        A row says whether its fact surely reaches or misses what is asked for, its days at most, and the first and the
        last day that it covers for certain.
        """
        months, days, strict = threshold(self._reading, criterion)
        patterns, low, high, known = self._membership.lasting("duration", months, days, "?fact")
        reach, miss = (f"{low} > 0", f"{high} <= 0") if strict else (f"{low} >= 0", f"{high} < 0")
        dated = days_between("?e2", "?s1")
        most = f"IF(BOUND(?hm), {calendar_days(LONGEST, '?hm')} + ?hd, IF({dated} < 0, 0, {dated}))"
        fewest = f"xsd:integer(FLOOR({calendar_days(SHORTEST, '?lm')} + ?ld))"
        documented = f'?s2 + xsd:dayTimeDuration(CONCAT("P", STR({fewest}), "D"))'
        yield f"""{PREFIXES}
INSERT {{ ?row op:reach ?reach ; op:miss ?miss ; op:most ?most ; op:from ?s2 ; op:until ?until ; op:a ?a ; op:b ?b ;
  op:exact ?exact }}
WHERE {{
  ?row op:of <{criterion}> ; op:fact ?fact .{patterns}
  OPTIONAL {{ ?fact op:s1 ?s1 }} OPTIONAL {{ ?fact op:s2 ?s2 }}
  OPTIONAL {{ ?fact op:e1 ?e1 }} OPTIONAL {{ ?fact op:e2 ?e2 }}
  OPTIONAL {{ ?fact <{OP}duration/lowMonths> ?lm }} OPTIONAL {{ ?fact <{OP}duration/lowDays> ?ld }}
  OPTIONAL {{ ?fact <{OP}duration/highMonths> ?hm }} OPTIONAL {{ ?fact <{OP}duration/highDays> ?hd }}
  BIND(({known}) && {reach} AS ?reach)
  BIND(({known}) && {miss} AS ?miss)
  BIND({most} AS ?most)
  BIND(IF(BOUND(?lm), {documented}, IF(?e1 < ?s2, ?s2, ?e1)) AS ?until)
  BIND({days_between("?s2", ORIGIN)} AS ?a)
  BIND({days_between("?until", ORIGIN)} AS ?b)
  BIND(BOUND(?s1) && ?s1 = ?s2 && ?e1 = ?e2 AS ?exact)
}}"""
        for world in WORLDS:
            yield from (_cover(criterion, world, which) for which in (SURE, ALL, FIRM))
            yield from _blocks(criterion, world, months, days, strict)

    def status(self, criterion: str) -> str:
        """Whether the facts cover the time asked for."""
        months, days, strict = threshold(self._reading, criterion)
        cls, shape = self._reading.link(criterion, ANT + "counts"), self._rows.shape(criterion)
        where, statuses = self._tally.where(criterion, cls, shape), {}
        for world in WORLDS:
            where += _measured(criterion, shape, world)
            enough = f"?sure_{world} {'>' if strict else '>='} {longest(months, days)}"
            little = f"?most_{world} {'<=' if strict else '<'} {shortest(months, days)}"
            alone = f"?possible_rows_{world} = 1 && ?timed_{world} = 1"
            one = f"IF(?reach_{world} = 1, {MET}, IF(?miss_{world} = 1, {NOT_MET}, {NOT_DOCUMENTED}))"
            short = f"IF({alone}, ?miss_{world} = 1, {little})"
            failed = f"?listed_{world} && ?most_{world} < {BEYOND} && {short}"
            block = f"EXISTS {{ ?place <{criterion}/block/{world}> true }}"
            reached = f"?reach_{world} = 1 || {block} || {enough}"
            many = f"IF({reached}, {MET}, IF({failed}, {NOT_MET}, {NOT_DOCUMENTED}))"
            statuses[world] = f"IF(?n_sure_{world} = 1 && {alone} && ?listed_{world}, {one}, {many})"
        return insert(criterion, "?place", where + in_both_worlds(statuses), "?came")


def _measured(criterion: str, shape: str, world: str) -> str:
    """How many rows there are, whether one reaches or misses, days at most, days covered for certain."""
    w, sums = world, [f"(MAX(IF({here(world, SURE)} && COALESCE(?r, false), 1, 0)) AS ?reach_{world})"]
    for which in (SURE, ALL, FIRM):
        counts = here(world, which)
        whole = f"IF({counts} && !COALESCE(?x, false), COALESCE(?most, {BEYOND}), 0)"
        sums += [
            f"(SUM(IF({counts}, 1, 0)) AS ?n_{which}_{w})",
            f"(SUM(IF({counts} && BOUND(?most), 1, 0)) AS ?timed_{which}_{w})",
            f"(MAX(IF({counts} && COALESCE(?m, false), 1, 0)) AS ?miss_{which}_{w})",
            f"(SUM({whole}) AS ?loose_{which}_{w})",
        ]
    values = " ".join(f"OPTIONAL {{ ?row op:{term} {to} }}" for term, to in LENGTHS)
    covered = "".join(
        f" OPTIONAL {{ ?place <{criterion}/cover/{w}/{which}> ?cover_{which}_{w} }}" for which in (SURE, ALL, FIRM)
    )
    return f"""{by_place(shape, sums, f"{row(criterion)} {values}")}{covered}
  BIND({pick(w, "n")} AS ?possible_rows_{w})
  BIND({pick(w, "timed")} AS ?timed_{w})
  BIND({pick(w, "miss")} AS ?miss_{w})
  BIND(COALESCE(?cover_sure_{w}, 0) AS ?sure_{w})
  BIND({pick(w, "loose")} + COALESCE({pick(w, "cover")}, 0) AS ?most_{w})"""


def _cover(criterion: str, world: str, which: str) -> str:
    """Days that periods cover together, each day once: what each adds beyond all that begin before it.

    At most: over those with exact dates alone; what may qualify and has other dates is added whole.
    """
    mine, theirs = (
        f"{row(criterion, n)} ?row{n} op:a ?a{n} ; op:b ?b{n} ; op:exact ?x{n} . FILTER({here(world, which, n)})"
        + (f" FILTER(?x{n})" if which != SURE else "")
        for n in ("i", "j")
    )
    before = "?aj < ?ai || (?aj = ?ai && (?bj < ?bi || (?bj = ?bi && STR(?fj) < STR(?fi))))"
    start = "IF(?ai > ?reached_by, ?ai, ?reached_by)"
    return f"""{PREFIXES}
INSERT {{ ?place <{criterion}/cover/{world}/{which}> ?cover }} WHERE {{
  {{ SELECT ?place (SUM(IF(?bi > {start}, ?bi - {start}, 0)) AS ?cover) WHERE {{
    {{ SELECT ?place ?rowi ?ai ?bi (MAX(COALESCE(?bj, 0)) AS ?reached_by) WHERE {{
      {mine} OPTIONAL {{ {theirs} FILTER({before}) }}
    }} GROUP BY ?place ?rowi ?ai ?bi }}
  }} GROUP BY ?place }} }}"""


def _blocks(criterion: str, world: str, months: int, days: int, strict: bool) -> Iterator[str]:
    """Periods that meet or overlap make one; it ends with the first of them that none goes beyond."""
    rows = {
        n: f"{row(criterion, n)} ?row{n} op:a ?a{n} ; op:b ?b{n} . FILTER({here(world, SURE, n)})"
        for n in ("p", "y", "z")
    }
    passed = f"<{criterion}/passed/{world}>"
    yield f"""{PREFIXES}
INSERT {{ ?rowy {passed} true }} WHERE {{ {rows["y"]} {rows["z"]} FILTER(?az <= ?by && ?bz > ?by) }}"""
    length = months_beyond("?until", "?from", months) if months else f"(?end - ?ap - {days})"
    yield f"""{PREFIXES}
INSERT {{ ?place <{criterion}/block/{world}> true }} WHERE {{
  {{ SELECT ?place ?rowp ?ap (MIN(?by) AS ?end) WHERE {{
    {rows["p"]} {rows["y"]} FILTER(?by >= ?ap) FILTER NOT EXISTS {{ ?rowy {passed} true }}
  }} GROUP BY ?place ?rowp ?ap }}
  ?rowp op:from ?from . ?last op:of <{criterion}> ; op:place ?place ; op:b ?end ; op:until ?until .
  FILTER({length} {">" if strict else ">="} 0)
}}"""

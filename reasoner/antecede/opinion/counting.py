"""Counts: at least or at most so many, on dates of their own, or so far apart."""

from collections.abc import Iterator

from antecede.opinion.reading import Reading
from antecede.opinion.rows import Rows
from antecede.opinion.tally import (
    ALL,
    CONFLICTING,
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
from antecede.opinion.terms import ANT, ORIGIN, PREFIXES, Unsupported, days_between, longest, shortest


class Counting:
    """Writes the status of a count at each place."""

    def __init__(self, reading: Reading, rows: Rows, tally: Tally) -> None:
        self._reading = reading
        self._rows = rows
        self._tally = tally

    def status(self, criterion: str, least: int | None, most: int | None) -> str:
        """The update for a criterion: rows have to be there already."""
        reading = self._reading
        silence = reading.flag(criterion, "silenceSatisfies")
        cls, shape = reading.link(criterion, ANT + "counts"), self._rows.shape(criterion)
        where = self._tally.where(criterion, cls, shape, silence=silence)
        if reading.flag(criterion, "onDistinctDates") or reading.span(criterion, "apartAtLeast"):
            where += _dates(criterion, shape)
        where += in_both_worlds({world: self._compared(criterion, world, least, most) for world in WORLDS})
        status = "?came"
        if least:
            done = MET if reading.flag(criterion, "contraindicationSatisfies") else NOT_DOCUMENTED
            status = f"IF(?contraindicated = 0 || ?came IN ({MET}, {CONFLICTING}), ?came, {done})"
        if reading.flag(criterion, "latestDecides"):
            status = f"IF(EXISTS {{ ?place <{criterion}/untold> true }}, {NOT_DOCUMENTED}, {status})"
        return insert(criterion, "?place", where, status)

    def member(self, name: str, cls: str, shape: str) -> str:
        """The same for one member of several: at least one of a class."""
        where = self._tally.where(name, cls, shape)
        where += in_both_worlds({world: _between(self._plain(world, 1), None) for world in WORLDS})
        open_ = f"IF(?contraindicated = 0 || ?came IN ({MET}, {CONFLICTING}), ?came, {NOT_DOCUMENTED})"
        return insert(name, "?place", where, open_)

    # --- what alters rows -------------------------------------------------------------------------------------------

    def contradicted(self, criterion: str) -> str:
        """A qualifying fact beside one of the contradicting class at the same target is contested."""
        return f"""{PREFIXES}
DELETE {{ ?row op:contested ?before }} INSERT {{ ?row op:contested true }}
WHERE {{
  ?row op:of <{criterion}> ; op:place ?place ; op:verdict 2 ; op:fact ?f ; op:contested ?before .
  ?other op:of <{criterion}/against> ; op:place ?place ; op:verdict 2 ; op:fact ?g .
  ?f op:side ?fs ; op:section ?section . ?g op:side ?gs .
  BIND(?section = "findings" AS ?silent)
  FILTER((?fs != 0 && ?gs != 0 && (?fs = 3 || ?gs = 3 || ?fs = ?gs)) || (?silent && ?fs = 0 && ?gs = 0))
  FILTER(EXISTS {{ ?f op:level ?l . ?g op:level ?l }}
    || (?silent && NOT EXISTS {{ ?f op:level ?l }} && NOT EXISTS {{ ?g op:level ?l }}))
}}"""

    def keep_latest(self, criterion: str) -> Iterator[str]:
        """Of several facts there the latest alone decides; where that cannot be told and matters, it is left untold."""
        mine = f"""?row op:of <{criterion}> ; op:place ?place ; op:verdict ?v ; op:fact ?f ; op:elsewhere false .
  FILTER(?v < 3)"""
        other = f"""?row2 op:of <{criterion}> ; op:place ?place ; op:verdict ?v2 ; op:fact ?f2 ; op:elsewhere false .
  FILTER(?v2 < 3 && ?row2 != ?row)"""
        later = f"""?later op:of <{criterion}> ; op:place ?place ; op:verdict ?w ; op:fact ?g ; op:elsewhere false .
  FILTER(?w < 3)"""
        past, past2 = (f"?f{n} op:last ?b . {later} ?g op:first ?a . FILTER(?a > ?b)" for n in ("", "2"))
        yield f"""{PREFIXES}
INSERT {{ ?place <{criterion}/untold> true }} WHERE {{
  {mine} {other} FILTER(?v != ?v2) FILTER NOT EXISTS {{ {past} }} FILTER NOT EXISTS {{ {past2} }} }}"""
        yield f"""{PREFIXES}
DELETE {{ ?row op:verdict ?v }} INSERT {{ ?row op:verdict 0 }} WHERE {{ {mine} FILTER EXISTS {{ {past} }} }}"""

    def silent(self, criterion: str) -> str:
        """Lines for which nothing that may qualify is on record, or only what may not be done."""
        return f"""{PREFIXES}
INSERT {{ ?line <{criterion}/silent> true }}
WHERE {{
  ?place op:shape "{self._rows.shape(criterion)}" ; op:for ?line .
  FILTER(EXISTS {{ ?r op:of <{criterion}> ; op:place ?place ; op:verdict 3 }}
    || NOT EXISTS {{ ?r op:of <{criterion}> ; op:place ?place ; op:verdict ?v . FILTER(?v IN (1, 2)) }})
}}"""

    def reached(self, criterion: str) -> Iterator[str]:
        """Days on which a count was reached at all its places: the earliest and the latest that this can have been."""
        n, shape = int(self._reading.number(criterion, "atLeast") or 1), self._rows.shape(criterion)
        spread = self._reading.flag(criterion, "onDistinctDates")
        base = f'?place op:shape "{shape}" ; op:for ?line .'
        yield f"""{PREFIXES}
INSERT {{ ?line <{criterion}/never> true }} WHERE {{ {base} ?place <{criterion}> "not_met" }}"""
        yield f"""{PREFIXES}
INSERT {{ ?place <{criterion}/reachedFirst> ?day }} WHERE {{
  {{ SELECT ?place (MIN(?first) AS ?day) WHERE {{ {_nth_first(criterion, n)} }} GROUP BY ?place }} }}"""
        yield f"""{PREFIXES}
INSERT {{ ?place <{criterion}/reachedLast> ?day }} WHERE {{
  {{ SELECT ?place (MIN(?last) AS ?day) WHERE {{ {_nth_last(criterion, n, spread)} }} GROUP BY ?place }} }}"""
        known = f"?place <{criterion}/reachedFirst> ?a ; <{criterion}/reachedLast> ?b"
        for end, variable in (("First", "?a"), ("Last", "?b")):
            yield f"""{PREFIXES}
INSERT {{ ?line <{criterion}/reached{end}> ?day }} WHERE {{
  {{ SELECT ?line (MAX({variable}) AS ?day) WHERE {{ {base} {known} }} GROUP BY ?line }}
  FILTER NOT EXISTS {{ {base} FILTER NOT EXISTS {{ ?place <{criterion}> "met" . {known} }} }} }}"""

    def _compared(self, criterion: str, world: str, least: int | None, most: int | None) -> str:
        at_least = self._reach(criterion, world, least) if least is not None else None
        beyond = self._reach(criterion, world, most + 1) if most is not None else None
        return _between(at_least, beyond)

    def _reach(self, criterion: str, world: str, n: int) -> tuple[str, str]:
        """Whether so many are there surely, and whether they may be."""
        gap = self._reading.span(criterion, "apartAtLeast")
        if gap:
            return self._apart(criterion, world, n)
        if self._reading.flag(criterion, "onDistinctDates"):
            return self._distinct(criterion, world, n)
        return self._plain(world, n)

    def _plain(self, world: str, n: int) -> tuple[str, str]:
        return f"?yes_{world} >= {n}", _unless_open(world, f"?yes_{world} + ?possible_{world} >= {n}")

    def _distinct(self, criterion: str, world: str, n: int) -> tuple[str, str]:
        """Fewest days: so many that surely lie apart.  Most: exact days once, others each on a day of its own."""
        sure = f"?yes_{world} >= 1" if n == 1 else f"EXISTS {{ ?place <{criterion}/apart/{world}/{n}> true }}"
        return sure, _unless_open(world, f"{pick(world, 'days')} + {pick(world, 'loose')} >= {n}")

    def _apart(self, criterion: str, world: str, n: int) -> tuple[str, str]:
        """So many that lie a gap apart, whatever days their partial dates stand for; and so many that can."""
        if n > 2:
            raise Unsupported("more than two facts an interval apart")
        if n < 2:
            return self._plain(world, n)
        undated = pick(world, "undated")
        pair = " || ".join(
            f"({listed}?listed_{world} && EXISTS {{ ?place <{criterion}/pair/{world}/{which}> true }})"
            for which, listed in ((ALL, "!"), (FIRM, ""))
        )
        loose = f"{undated} >= 2 || ({undated} >= 1 && {pick(world, 'dated')} >= 1)"
        sure = f"EXISTS {{ ?place <{criterion}/apart/{world}/{n}> true }}"
        return sure, _unless_open(world, f"({loose} || {pair})")

    def dates(self, criterion: str, numbers: list[int]) -> Iterator[str]:
        """What is found out of dates beforehand: at which places so many facts lie apart, and two can."""
        gap = self._reading.span(criterion, "apartAtLeast")
        if not gap and not self._reading.flag(criterion, "onDistinctDates"):
            return
        far = int(longest(*gap)) if gap else 1
        for world in WORLDS:
            for n in (each for each in numbers if each > 1):
                yield _mark(f"{criterion}/apart/{world}/{n}", _chain(criterion, n, world, far))
            for which in (ALL, FIRM) if gap else ():
                pair = _pair(criterion, world, which, int(shortest(*gap)) if gap else 0)
                yield _mark(f"{criterion}/pair/{world}/{which}", pair)


def _mark(name: str, where: str) -> str:
    return f"{PREFIXES}\nINSERT {{ ?place <{name}> true }} WHERE {{ {where} }}"


def _chain(criterion: str, n: int, world: str, far: int) -> str:
    """So many qualifying rows, each dated and so many days apart from the one before."""
    rows = [_dated(criterion, world, SURE, i) for i in range(n)]
    links = [f"FILTER({days_between(f'?a{i + 1}', f'?b{i}')} >= {far})" for i in range(n - 1)]
    return " ".join((*rows, *links))


def _pair(criterion: str, world: str, which: str, near: int) -> str:
    """Two dated rows, or one that stands for two, that can lie the gap apart."""
    rows = " ".join(_dated(criterion, world, which, i) for i in range(2))
    return f"{rows} FILTER(?row0 != ?row1 || ?t0 >= 2) FILTER({days_between('?b1', '?a0')} >= {near})"


def _dated(criterion: str, world: str, which: str, i: int) -> str:
    return f"{row(criterion, str(i))} ?f{i} op:first ?a{i} ; op:last ?b{i} . FILTER({here(world, which, str(i))})"


def _dates(criterion: str, shape: str) -> str:
    """Dates of what may qualify: exact days once each, what lies on no exact day, what has no date."""
    exact, sums = "BOUND(?da) && ?da = ?db", []
    for world in WORLDS:
        for which in (ALL, FIRM):
            counts = here(world, which)
            sums += [
                f'(COUNT(DISTINCT IF({counts} && {exact}, STR(?da), "")) - MAX(IF({counts} && {exact}, 0, 1))'
                f" AS ?days_{which}_{world})",
                f"(SUM(IF({counts} && !({exact}), ?t, 0)) AS ?loose_{which}_{world})",
                f"(SUM(IF({counts} && !BOUND(?da), ?t, 0)) AS ?undated_{which}_{world})",
                f"(SUM(IF({counts} && BOUND(?da), 1, 0)) AS ?dated_{which}_{world})",
            ]
    return by_place(shape, sums, f"{row(criterion)} OPTIONAL {{ ?f op:first ?da }} OPTIONAL {{ ?f op:last ?db }}")


def _nth_first(criterion: str, n: int) -> str:
    """Days by which so many facts that can qualify can have been: the n-th first day, counted by number."""
    other = f"""?r2 op:of <{criterion}> ; op:place ?place ; op:verdict ?v2 ; op:fact ?f2 . FILTER(?v2 IN (1, 2))
        OPTIONAL {{ ?f2 op:first ?b2 }} OPTIONAL {{ ?f2 ant:times ?n2 }}"""
    return f"""{{ SELECT ?place ?first WHERE {{
      ?r op:of <{criterion}> ; op:place ?place ; op:verdict ?v ; op:fact ?f . FILTER(?v IN (1, 2))
      OPTIONAL {{ ?f op:first ?dated }} BIND(COALESCE(?dated, {ORIGIN}) AS ?first)
      {other} FILTER(COALESCE(?b2, {ORIGIN}) <= ?first)
    }} GROUP BY ?place ?first ?r HAVING(SUM(COALESCE(?n2, 1)) >= {n}) }}"""


def _nth_last(criterion: str, n: int, spread: bool) -> str:
    """Days by which so many that qualify have been for certain: on days of their own where that is asked for."""
    if spread:
        rows = [
            f"?r{i} op:of <{criterion}> ; op:place ?place ; op:verdict 2 ; op:fact ?f{i} ."
            f" ?f{i} op:first ?a{i} ; op:last ?b{i} ."
            for i in range(n)
        ]
        links = [f"FILTER(?a{i + 1} > ?b{i})" for i in range(n - 1)]
        return f"{' '.join((*rows, *links))} BIND(?b{n - 1} AS ?last)"
    return f"""{{ SELECT ?place ?last WHERE {{
      ?r op:of <{criterion}> ; op:place ?place ; op:verdict 2 ; op:fact ?f . ?f op:last ?last .
      ?r2 op:of <{criterion}> ; op:place ?place ; op:verdict 2 ; op:fact ?f2 . ?f2 op:last ?b2 .
      OPTIONAL {{ ?f2 ant:times ?n2 }} FILTER(?b2 <= ?last)
    }} GROUP BY ?place ?last ?r HAVING(SUM(COALESCE(?n2, 1)) >= {n}) }}"""


def _between(at_least: tuple[str, str] | None, beyond: tuple[str, str] | None) -> str:
    """Not met where too few can be there or too many are; met where enough are and no more can be."""
    fails = [f"!({at_least[1]})"] if at_least else []
    holds = [f"({at_least[0]})"] if at_least else []
    if beyond:
        fails.append(f"({beyond[0]})")
        holds.append(f"!({beyond[1]})")
    return f"IF({' || '.join(fails)}, {NOT_MET}, IF({' && '.join(holds)}, {MET}, {NOT_DOCUMENTED}))"


def _unless_open(world: str, closed: str) -> str:
    """What may be there: nothing without a fact in a closed list; any number in an open or unnumbered one."""
    nothing = f"?yes_{world} = 0 && ?may_{world} = 0"
    counted = f"?closed_{world} && ?unnumbered_{world} = 0"
    return f"IF({nothing}, !?closed_{world}, IF({counted}, {closed}, true))"

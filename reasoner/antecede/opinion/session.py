"""Levels of a session: which place the levels of a line take among those that the request asks for in its region."""

from collections.abc import Iterator

from antecede.opinion.reading import Reading
from antecede.opinion.request import LINE, UNITS
from antecede.opinion.tally import MET, NOT_APPLICABLE, NOT_DOCUMENTED, NOT_MET, insert
from antecede.opinion.terms import PREFIXES

#: What certainly is of the class, with the line itself; and what may be.
SURE, ALL = "sure", "all"
#: More levels than any request names.
BEYOND = 1_000_000


class Session:
    """Writes the status of limits on levels; rows of the requested services have to be there already."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def level_limit(self, criterion: str, name: str) -> Iterator[str]:
        """The last level of the line lies within the limit, among the lines up to it that are of its region."""
        yield _steps(criterion)
        for which in (SURE, ALL):
            yield from _named(criterion, which)
            yield _spots(criterion, which)
            yield _ranks(criterion, which)
        most = int(self._reading.number(criterion, "atMost") or 0)
        yield insert(name, "?line", _where(criterion), _compared(most))


def _steps(criterion: str) -> str:
    """The line and those before it, by number, that may be of the class and of its region."""
    return f"""{PREFIXES}
INSERT {{ [] op:of <{criterion}/step> ; op:stepOf ?line ; op:stepAt ?other ; op:order ?n ; op:firm ?sure ;
  op:code ?code }}
WHERE {{
  ?place op:shape "" ; op:for ?line . ?line op:line ?case ; ant:lineNumber ?own .
  ?row op:of <{criterion}> ; op:place ?place ; op:fact ?line ; op:verdict ?v . FILTER(?v IN (1, 2))
  ?beside op:of <{criterion}> ; op:place ?place ; op:fact ?other ; op:verdict ?w . FILTER(?w IN (1, 2))
  ?other op:line ?case ; ant:lineNumber ?n ; ant:requestsCode ?code . FILTER(?n < ?own || ?other = ?line)
  FILTER EXISTS {{ ?other op:mayLieIn ?shared . ?line op:mayLieIn ?shared }}
  BIND(?other = ?line || ?w = 2 AS ?sure)
}}"""


def _step(criterion: str, which: str, number: str = "") -> str:
    firm = f" FILTER(?firm{number})" if which == SURE else ""
    return (
        f"?step{number} op:of <{criterion}/step> ; op:stepOf ?line ; op:stepAt ?other{number} ; "
        f"op:order ?n{number} ; op:firm ?firm{number} .{firm}"
    )


def _named(criterion: str, which: str) -> Iterator[str]:
    """Levels named up to each step, the joints that they make together, and what is meant by both."""
    named, joint, meant = (f"<{criterion}/{each}/{which}>" for each in ("named", "joint", "meant"))
    yield f"""{PREFIXES}
INSERT {{ ?step {named} ?level }} WHERE {{
  {_step(criterion, which)} {_step(criterion, which, "2")} FILTER(?n2 <= ?n) ?other2 ant:namesLevel ?level }}"""
    yield f"""{PREFIXES}
INSERT {{ ?step {joint} ?joint }} WHERE {{
  {_step(criterion, which)} ?line op:byBranch true .
  ?step {named} ?any . {{ ?any ant:facetServedBy ?b BIND(?any AS ?joint) }} UNION {{ ?joint ant:facetServedBy ?any }}
  FILTER(EXISTS {{ ?step {named} ?joint }}
    || NOT EXISTS {{ ?joint ant:facetServedBy ?branch FILTER NOT EXISTS {{ ?step {named} ?branch }} }}) }}"""
    yield f"""{PREFIXES}
INSERT {{ ?step {meant} ?level }} WHERE {{
  {_step(criterion, which)} {{ ?step {joint} ?level }} UNION {{ ?step {named} ?level
    FILTER NOT EXISTS {{ ?step {joint} ?made . ?made ant:facetServedBy ?level }} }} }}"""


REGION = "?step op:code ?code . ?cell op:gridLine ?line ; op:gridCode ?code ; op:cellAt ?level ; op:region ?region ."


def _spots(criterion: str, which: str) -> str:
    """Where each level of a region first stands."""
    return f"""{PREFIXES}
INSERT {{ [] op:of <{criterion}/spot/{which}> ; op:stepOf ?line ; op:at ?level ; op:spotIn ?region ; op:order ?first }}
WHERE {{
  {{ SELECT ?line ?level ?region (MIN(?n) AS ?first) WHERE {{
    {_step(criterion, which)} ?step <{criterion}/meant/{which}> ?level . {REGION}
  }} GROUP BY ?line ?level ?region }} }}"""


def _ranks(criterion: str, which: str) -> str:
    """How many levels of its region stand no later than each."""
    spot = f"op:of <{criterion}/spot/{which}> ; op:stepOf ?line ; op:spotIn ?region ;"
    return f"""{PREFIXES}
INSERT {{ ?spot op:rank ?rank }} WHERE {{
  {{ SELECT ?spot (COUNT(?upto) AS ?rank) WHERE {{
    ?spot {spot} op:at ?level ; op:order ?n . ?upto {spot} op:at ?theirs ; op:order ?m .
    FILTER(?m < ?n || (?m = ?n && STR(?theirs) <= STR(?level)))
  }} GROUP BY ?spot }} }}"""


def _last(criterion: str, which: str) -> str:
    """The place of the last level of the line, all places taken, levels that may or may not be ones of their own."""
    spot = f"?spot op:of <{criterion}/spot/{which}> ; op:stepOf ?line ; op:rank ?rank"
    own = f"{spot} ; op:at ?level ; op:order ?n . FILTER(?n = ?number || EXISTS {{ ?line op:wants ?level }})"
    loose = f"""{_step(criterion, which)} FILTER(?other = ?line) ?step <{criterion}/meant/{which}> ?level .
    FILTER NOT EXISTS {{ {REGION} }}"""
    parts = (("last", "MAX(?rank)", f"?line ant:lineNumber ?number . {own}"), ("taken", "MAX(?rank)", f"{spot} ."),
             ("loose", "COUNT(DISTINCT ?level)", loose))  # fmt: skip
    return "".join(
        f"\n  OPTIONAL {{ {{ SELECT ?line ({what} AS ?{key}_{which}) WHERE {{ {where} }} GROUP BY ?line }} }}"
        for key, what, where in parts
    )


def _where(criterion: str) -> str:
    """All that a limit is compared with: places by level, and by the add-on order of the code."""
    alike = f"""SELECT ?line (SUM(?units_) AS ?all_units) (COUNT(?units_) AS ?told) (COUNT(?other) AS ?lines) WHERE {{
      ?line ant:requestsCode ?code . {_step(criterion, ALL)} ?other ant:requestsCode ?code .
      OPTIONAL {{ ?other ant:gives ?g . ?g ant:key "units" ; ant:low ?units_ }} }} GROUP BY ?line"""
    return f"""{LINE}{UNITS}
  ?line op:side ?side . ?place op:shape "" ; op:for ?line .
  OPTIONAL {{ ?row op:of <{criterion}> ; op:place ?place ; op:fact ?line ; op:verdict ?verdict }}
  {_last(criterion, SURE)}{_last(criterion, ALL)}
  OPTIONAL {{ {{ {alike} }} }}
  OPTIONAL {{ ?code ant:ordinal ?ordinal }}
  BIND(EXISTS {{ ?code ant:andFurther true }} AS ?further)
  BIND(EXISTS {{ {_step(criterion, ALL)} FILTER NOT EXISTS {{ ?other op:wants ?level }} }} AS ?unnamed)
  BIND(IF(?side IN (1, 2), COALESCE(?units, 1), 1) AS ?some)
  BIND(IF(!BOUND(?ordinal), 1, IF(?further, ?ordinal - 1 + ?some, ?ordinal)) AS ?code_low)
  BIND(IF(?told = ?lines, ?ordinal - 1 + ?all_units, {BEYOND}) AS ?further_high)
  BIND(IF(!BOUND(?ordinal), {BEYOND}, IF(?further, ?further_high, ?ordinal)) AS ?code_high)
  BIND(COALESCE(?last_sure, 1) AS ?level_low)
  BIND(COALESCE(?last_all, ?taken_all, 0) + COALESCE(?loose_all, 0) AS ?level_high)
  BIND(IF(?unnamed, ?code_low, ?level_low) AS ?low)
  BIND(IF(?unnamed, ?code_high, ?level_high) AS ?high)"""


def _compared(most: int) -> str:
    open_ = f"?low <= {most} || ?verdict = 1"
    status = f"IF(?high <= {most}, {MET}, IF({open_}, {NOT_DOCUMENTED}, {NOT_MET}))"
    return f"IF(!BOUND(?verdict) || ?verdict = 0, {NOT_APPLICABLE}, {status})"

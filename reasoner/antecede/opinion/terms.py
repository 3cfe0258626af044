"""Names, and small pieces of SPARQL that are put together into queries.

Three values are numbers here: 2 is yes, 1 not known, 0 no; so *and* is the least and *or* the greatest.
"""

from typing import Final

ANT: Final = "https://w3id.org/antecede/ontology#"
OP: Final = "https://w3id.org/antecede/opinion#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
PREFIXES: Final = f"""PREFIX ant: <{ANT}>
PREFIX op: <{OP}>
PREFIX owl: <{OWL}>
PREFIX rdf: <{RDF}>
PREFIX rdfs: <{RDFS}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <{XSD}>
"""
#: A day before all days of a record.
ORIGIN: Final = '"1800-01-01T00:00:00"^^xsd:dateTime'
YES, UNKNOWN, NO = "2", "1", "0"
#: Fewest and most days of so many calendar months, 0 to 12, three digits each.
SHORTEST: Final = "000028059089120150181212242273303334365"
LONGEST: Final = "000031062092123153184215245276306337366"


class Unsupported(Exception):  # noqa: N818 - a limit that is told, not a fault
    """Something that these queries do not say; ``args`` names it."""


def least(*values: str) -> str:
    """The least of some expressions, which is their *and*.

    >>> least("?a", "?b")
    'IF((?a) = 0 || (?b) = 0, 0, IF((?a) = 1 || (?b) = 1, 1, 2))'
    """
    return values[0] if len(values) == 1 else _first_of((NO, UNKNOWN, YES), values) if values else YES


def greatest(*values: str) -> str:
    """The greatest of some expressions, which is their *or*."""
    return values[0] if len(values) == 1 else _first_of((YES, UNKNOWN, NO), values)


def _first_of(order: tuple[str, str, str], values: tuple[str, ...]) -> str:
    """The first of three values that one of some expressions has; as long as the expressions are, twice."""
    first, second = (" || ".join(f"({each}) = {value}" for each in values) for value in order[:2])
    return f"IF({first}, {order[0]}, IF({second}, {order[1]}, {order[2]}))"


def days_between(later: str, earlier: str) -> str:
    """Whole days from one moment to another."""
    return f'IF({later} = {earlier}, 0, xsd:integer(REPLACE(STR({later} - {earlier}), "[PD]", "")))'


def months_beyond(end: str, start: str, months: int) -> str:
    """Sign of a day against the same day of a start some calendar months on, or the last of a shorter month."""
    key_end, key_start = (f"(YEAR({day}) * 12 + MONTH({day}))" for day in (end, start))
    fourth, century, fourth_century = (f"FLOOR(YEAR({end}) / {n}) * {n} = YEAR({end})" for n in (4, 100, 400))
    february = f"IF({fourth} && (!({century}) || {fourth_century}), 29, 28)"
    length = f"IF(MONTH({end}) IN (4, 6, 9, 11), 30, IF(MONTH({end}) = 2, {february}, 31))"
    day = f"IF(DAY({start}) < {length}, DAY({start}), {length})"
    return f"IF({key_end} = {key_start} + {months}, DAY({end}) - {day}, {key_end} - {key_start} - {months})"


def calendar_days(table: str, months: str) -> str:
    """Fewest or most days of a number of calendar months."""
    rest = f"({months} - 12 * FLOOR({months} / 12))"
    whole = f"xsd:integer(FLOOR({rest}))"
    at = f'xsd:integer(SUBSTR("{table}", {whole} * 3 + 1, 3))'
    beyond = f'xsd:integer(SUBSTR("{table}", IF({whole} = 12, 12, {whole} + 1) * 3 + 1, 3))'
    years = f"FLOOR({months} / 12)"
    leap = f"CEIL({years} / 4)" if table == LONGEST else f"IF({years} > 4, FLOOR(({years} - 4) / 4), 0)"
    part = f"IF({rest} > FLOOR({rest}), ({rest} - FLOOR({rest})) * ({beyond} - {at}), 0)"
    return f"({years} * 365 + {leap} + {at} + {part})"


def shortest(months: float, days: float) -> float:
    """Fewest days that so many months and days can be."""
    return _calendar(SHORTEST, months) + days


def longest(months: float, days: float) -> float:
    """Most days that so many months and days can be."""
    return _calendar(LONGEST, months) + days


def _calendar(table: str, months: float) -> float:
    years, rest = divmod(int(months), 12)
    leap = (-(-years // 4) if table == LONGEST else max(0, (years - 4) // 4)) if years else 0
    return years * 365 + leap + int(table[rest * 3 : rest * 3 + 3])


def perhaps(fact: str, *values: tuple[str, str]) -> str:
    """Values that a fact may have, each looked up by itself."""
    return "".join(f"\n  OPTIONAL {{ {fact} {term} {to} }}" for term, to in values)


def quoted(text: str) -> str:
    """A text as a literal of SPARQL."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def span_difference(months: str, days: str, table: str, asked_months: int, asked_days: float, far: float) -> str:
    """Difference between a documented span and one asked for, in months or days where those alone differ."""
    across = f"{calendar_days(table, months)} + {days} - {far}"
    by_days = f"IF({months} = {asked_months}, {days} - {asked_days}, {across})"
    return f"IF({days} = {asked_days}, {months} - {asked_months}, {by_days})"

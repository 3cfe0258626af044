"""SPARQL of peer B: one query a rule, each giving one ``?status``; R7, L2 and L5 are asked once for each request line.

A status is made of EXISTS and of counts, as one would write it by hand.  Lists of classes stand for a class hierarchy.
"""

from collections.abc import Iterable

from peers.classes import (
    BLOCK,
    DENY_RADICULAR_PAIN,
    DENY_WAIVER,
    FORMAL_THERAPY,
    FRACTURES,
    MEDICATION,
    OTHER_INJECTIONS,
    RADICULAR,
    RED_FLAGS,
    RULED_OUT,
    WAIVERS,
)

PREFIX = "PREFIX c: <urn:case:>\n"


def among(types: Iterable[str]) -> str:
    """Members of an IN list."""
    return ", ".join(f"c:{each}" for each in sorted(types))


def stated(types: Iterable[str], present: str) -> str:
    """Whether a finding of one of the types is affirmed (or denied)."""
    return f"EXISTS {{ ?f c:present {present} ; a ?t . FILTER(?t IN ({among(types)})) }}"


def presence(
    variable: str, types: Iterable[str], deniers: Iterable[str], met: str = "met", not_met: str = "not_met"
) -> str:
    """Bind the four-valued presence of a finding."""
    yes, no = f"?{variable}Yes", f"?{variable}No"
    return f"""
  BIND({stated(types, "true")} AS {yes}) BIND({stated(deniers, "false")} AS {no})
  BIND(IF({yes}, IF({no}, "conflicting", "{met}"), IF({no}, "{not_met}", "not_documented")) AS ?{variable})"""


def worst(*variables: str) -> str:
    """Conjunction of four values."""
    return first(variables, ("not_met", "conflicting", "not_documented"), "met")


def best(*variables: str) -> str:
    """Disjunction of four values."""
    return first(variables, ("met", "conflicting", "not_documented"), "not_met")


def first(variables: Iterable[str], order: Iterable[str], otherwise: str) -> str:
    """The first of some statuses that one of the variables has."""
    names = ", ".join(f"?{each}" for each in variables)
    text = f'"{otherwise}"'
    for status in reversed(tuple(order)):
        text = f'IF("{status}" IN ({names}), "{status}", {text})'
    return text


def select(where: str, status: str) -> str:
    """A whole query: what it binds, and the status that follows."""
    return f"{PREFIX}SELECT ?status WHERE {{{where}\n  BIND({status} AS ?status)\n}}"


def counted(variable: str, what: str, where: str) -> str:
    """A sub-select that counts."""
    return f"\n  {{ SELECT (COUNT({what}) AS ?{variable}) WHERE {{ {where} }} }}"


MIXED = f"""?o c:status "done" ; c:date ?date ; a ?ot . FILTER(?ot IN ({among(OTHER_INJECTIONS)}))"""
BLOCKS = f'?b a c:{BLOCK} ; c:status "done" ; c:low ?low ; c:high ?high ; c:day ?day .'
UNMIXED = f"FILTER NOT EXISTS {{ ?b c:date ?date . {MIXED} }}"
LISTED = f'EXISTS {{ ?any a c:{BLOCK} ; c:status ?s . FILTER(?s IN ("done", "not_done")) }}'
PLACED = "?b c:level ?level ; c:side ?side ."
ELSEWHERE = """
    FILTER NOT EXISTS { ?b c:level ?some . FILTER NOT EXISTS { ?b c:level ?level } }
    FILTER NOT EXISTS { ?b c:side ?other . FILTER NOT EXISTS { ?b c:side ?side } }"""

R1 = select(
    f"""
  BIND(EXISTS {{ ?d c:code ?code . FILTER(STRSTARTS(?code, "M47.81")) }} AS ?coded)
  BIND({stated(RULED_OUT, "true")} AS ?shown)
  BIND({stated((*DENY_RADICULAR_PAIN, "Radiculopathy"), "false")} AS ?denied)""",
    'IF(?coded && ?shown, IF(?denied, "conflicting", "not_met"), "met")',
)
R2 = select(
    presence("axial", ("AxialLowBackPain",), ("AxialLowBackPain",))
    + presence("leg", ("RadicularPain",), DENY_RADICULAR_PAIN, "not_met", "met")
    + f"""
  BIND(IF({stated(RADICULAR, "true")}, "not_met", "met") AS ?root)
  BIND(IF({stated(RED_FLAGS, "true")}, "not_met", "met") AS ?flag)""",
    worst("axial", "leg", "root", "flag"),
)
R3 = select(
    counted("sureOne", "?b", f"{BLOCKS} FILTER(?low > 50) {UNMIXED}")
    + counted("mayOne", "?b", f"{BLOCKS} FILTER(?high > 50)")
    + counted("sureTwo", "DISTINCT ?day", f"{BLOCKS} FILTER(?low >= 80 && ?day > 0) {UNMIXED}")
    + counted("mayTwo", "DISTINCT ?day", f"{BLOCKS} FILTER(?high >= 80)")
    + f"""
  BIND({LISTED} AS ?listed)
  BIND(IF(?sureOne > 0, "met", IF(?listed && ?mayOne = 0, "not_met", "not_documented")) AS ?one)
  BIND(IF(?sureTwo > 1, "met", IF(?listed && ?mayTwo < 2, "not_met", "not_documented")) AS ?two)""",
    'IF(?one = ?two, ?one, "conflicting")',
)
COURSE = f'?e c:status "done" ; a ?t . FILTER(?t IN ({among(FORMAL_THERAPY)}))'
DRUG = f'?e c:status "done" ; a ?t . FILTER(?t IN ({among(MEDICATION)}))'
R4 = select(
    f"""
  {{ SELECT (SUM(?days) AS ?total) WHERE {{ {COURSE} ?e c:supervised true ; c:outcome "failed" ; c:days ?days . }} }}
  BIND(EXISTS {{ {COURSE} ?e c:supervised true . FILTER NOT EXISTS {{ ?e c:outcome ?o }} }} AS ?open)
  BIND(EXISTS {{ {COURSE} ?e c:supervised true ; c:outcome "failed" . FILTER NOT EXISTS {{ ?e c:days ?n }} }}
    AS ?undated)
  BIND(EXISTS {{ {COURSE} }} || EXISTS {{ ?n a c:PhysicalTherapy ; c:status "not_done" }} AS ?courses)
  BIND(IF(COALESCE(?total, 0) >= 42, "met", IF(?courses && !?open && !?undated, "not_met", "not_documented")) AS ?care)
  BIND(EXISTS {{ {DRUG} ?e c:outcome "failed" }} AS ?failed)
  BIND(EXISTS {{ {DRUG} FILTER NOT EXISTS {{ ?e c:outcome ?o }} }} AS ?unknown)
  BIND(EXISTS {{ {DRUG} }} || EXISTS {{ ?n a c:Medication ; c:status "not_done" }} AS ?drugs)
  BIND(IF(?failed, "met", IF(?drugs && !?unknown, "not_met", "not_documented")) AS ?drug)""",
    worst("care", "drug"),
)
R5 = select(
    """
  BIND(EXISTS { ?d c:code ?code . FILTER(STRSTARTS(?code, "M47.81") || STRSTARTS(?code, "M47.89")) } AS ?facet)
  BIND(EXISTS { ?any c:code ?other } AS ?coded)""",
    'IF(?facet, "met", IF(?coded, "not_met", "not_documented"))',
)
R6 = select(
    "".join(
        presence(f"w{number}", FRACTURES if each == "VertebralFracture" else (each,), DENY_WAIVER[each])
        for number, each in enumerate(WAIVERS)
    ),
    best(*(f"w{number}" for number in range(len(WAIVERS)))),
)
#: Over the requested levels and sides: how many are not blocked for certain, and how many not even perhaps.
R7 = select(
    f"""
  {{ SELECT (COUNT(*) AS ?asked) (SUM(IF(?sure, 0, 1)) AS ?unsure) (SUM(IF(?sure || ?may, 0, 1)) AS ?missing) WHERE {{
    ?line c:wants ?level ; c:on ?side .
    BIND(EXISTS {{ {BLOCKS} {PLACED} FILTER(?low > 50) {UNMIXED} }} AS ?sure)
    BIND(EXISTS {{ {BLOCKS} FILTER(?high > 50) {ELSEWHERE} }} AS ?may) }} }}
  BIND({LISTED} AS ?listed)""",
    'IF(?asked > 0 && ?unsure = 0, "met", IF(?asked > 0 && ?listed && ?missing > 0, "not_met", "not_documented"))',
)
L5 = select(
    """
  OPTIONAL { ?line c:act ?act }
  BIND(?act IN (c:FacetRadiofrequencyAblation, c:RadiofrequencyAblation, c:NerveDestruction) AS ?fits)""",
    'IF(!BOUND(?act), "not_applicable", IF(?fits, "met", "conflicting"))',
)
L2 = select(
    """
  OPTIONAL { ?line c:needs ?primary }
  BIND(EXISTS { ?line c:needs ?code . ?other c:procedure ?code } AS ?beside)""",
    'IF(!BOUND(?primary), "not_applicable", IF(?beside, "met", "not_met"))',
)

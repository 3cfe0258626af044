"""Criteria on the request itself and on the record as a whole: a status for each line."""

from antecede.opinion.membership import Membership
from antecede.opinion.reading import Reading
from antecede.opinion.tally import (
    CONFLICTING,
    MET,
    NOT_APPLICABLE,
    NOT_DOCUMENTED,
    NOT_MET,
    insert,
)
from antecede.opinion.terms import ANT, NO, UNKNOWN, YES, greatest

LINE = "\n  ?line op:line ?case ; ant:requestsCode ?code . OPTIONAL { ?line ant:requestsAct ?act }"

UNITS = '\n  OPTIONAL { ?line ant:gives ?given . ?given ant:key "units" ; ant:low ?units }'


class Request:
    """Writes the status of criteria that look at lines, codes and clashes."""

    def __init__(self, reading: Reading, membership: Membership) -> None:
        self._reading = reading
        self._membership = membership

    def request(self, criterion: str, name: str) -> str:
        """The line carries one of the codes, or asks for an act of one of the classes."""
        codes = self._reading.links(criterion, ANT + "requestCode")
        acts = self._reading.links(criterion, ANT + "requestIs")
        coded = f"?code IN ({', '.join(f'<{each}>' for each in codes)})" if codes else "false"
        is_a = greatest(*(_is_a("?act", each) for each in acts)) if acts else NO
        else_ = NOT_DOCUMENTED if acts and self._reading.flag(criterion, "elseNotDocumented") else NOT_MET
        came = f"IF({is_a} = {YES}, {MET}, IF({is_a} = {UNKNOWN}, {NOT_DOCUMENTED}, {else_}))"
        unnamed = NOT_DOCUMENTED if acts else NOT_MET
        return insert(name, "?line", LINE, f"IF({coded}, {MET}, IF(!BOUND(?act), {unnamed}, {came}))")

    def units(self, criterion: str, name: str) -> str:
        """Units against what the code's units count: levels, sides, or levels on sides."""
        where = f"""{LINE}{UNITS}
  OPTIONAL {{ ?code ant:unitsCount ?basis }}
  OPTIONAL {{ ?line <{ANT}levelCount/low> ?fewest ; <{ANT}levelCount/high> ?most }}
  OPTIONAL {{ ?line <{ANT}sideCount/low> ?sides }}
  BIND(IF(?basis = ant:PerJoint, 1, ?sides) AS ?by)
  BIND(IF(?basis = ant:PerSide, 1, ?fewest) * ?by AS ?low) BIND(IF(?basis = ant:PerSide, 1, ?most) * ?by AS ?high)"""
        open_ = "!BOUND(?low) || (?low < ?high && ?low <= ?units && ?units <= ?high)"
        status = f"IF({open_}, {NOT_DOCUMENTED}, IF(?low = ?units, {MET}, {NOT_MET}))"
        return insert(name, "?line", where, f"IF(!BOUND(?units) || !BOUND(?basis), {NOT_APPLICABLE}, {status})")

    def unit_limit(self, criterion: str, name: str) -> str:
        """Units against the most that the code allows."""
        where = f"{LINE}{UNITS}\n  OPTIONAL {{ ?code ant:maximumUnits ?most }}"
        fits = f"IF(?units <= ?most, {MET}, {NOT_MET})"
        return insert(name, "?line", where, f"IF(!BOUND(?units) || !BOUND(?most), {NOT_APPLICABLE}, {fits})")

    def region_agreement(self, criterion: str, name: str) -> str:
        """A coded diagnosis of the class is of the coding region of the line; rows have to be there already."""
        row = f"?row op:of <{criterion}> ; op:place ?place ; op:verdict 2 ; op:fact ?f ."
        other = "EXISTS { ?line op:mayLieIn ?r . FILTER NOT EXISTS { ?f op:liesIn ?r } }"
        coded = "EXISTS { ?f ant:names/op:codedIn ?r }"
        fits = f"EXISTS {{ {row} FILTER({coded} && (EXISTS {{ ?f op:liesIn ?r . ?line op:liesIn ?r }} || !{other})) }}"
        perhaps = f"EXISTS {{ {row} FILTER(!{coded} || EXISTS {{ ?f op:liesIn ?r . ?line op:mayLieIn ?r }}) }}"
        listed = 'EXISTS { ?case op:fact ?d . ?d op:section "diagnoses" }'
        status = f"IF({fits}, {MET}, IF({perhaps}, {NOT_DOCUMENTED}, {NOT_MET}))"
        where = f'{LINE}\n  ?place op:shape "" ; op:for ?line .'
        return insert(name, "?line", where, f"IF(!{listed}, {NOT_DOCUMENTED}, {status})")

    def add_on(self, criterion: str, name: str) -> str:
        """An add-on code needs its primary code in the request."""
        beside = "EXISTS { ?code ant:addOnTo ?primary . ?other op:line ?case ; ant:requestsCode ?primary }"
        status = f"IF(!EXISTS {{ ?code ant:addOnTo ?any }}, {NOT_APPLICABLE}, IF({beside}, {MET}, {NOT_MET}))"
        return insert(name, "?line", LINE, status)

    def part_of(self, criterion: str, name: str) -> str:
        """A line that another line of the request already contains."""
        beside = f"EXISTS {{ <{criterion}> ant:partOf ?whole . ?other op:line ?case ; ant:requestsCode ?whole }}"
        return insert(name, "?line", LINE, f"IF({beside}, {NOT_MET}, {NOT_APPLICABLE})")

    def same_work(self, criterion: str, name: str) -> str:
        """Another line asks for the same act at the same levels and sides."""
        same = """EXISTS { ?other op:line ?case ; ant:requestsAct ?act ; ant:requestsCode ?another ; op:side ?side .
    FILTER(?other != ?line && ?another != ?code)
    FILTER NOT EXISTS { ?other op:level ?theirs FILTER NOT EXISTS { ?line op:level ?theirs } }
    FILTER NOT EXISTS { ?line op:level ?ours FILTER NOT EXISTS { ?other op:level ?ours } } }"""
        status = f"IF(BOUND(?act) && {same}, {MET}, {NOT_MET})"
        return insert(name, "?line", f"{LINE}\n  ?line op:side ?side .", status)

    def code_names_act(self, criterion: str, name: str) -> str:
        """An act or place on the line that its code cannot stand for contradicts it; an unlisted code takes any."""
        named = "EXISTS { ?code ant:standsFor|ant:mayStandFor ?of }"
        below = "EXISTS { ?code ant:standsFor|ant:mayStandFor ?of . ?act rdfs:subClassOf* ?of }"
        above = "EXISTS { ?code ant:standsFor|ant:mayStandFor ?of . ?of rdfs:subClassOf* ?act }"
        known, stated = "EXISTS { ?code rdfs:label ?label }", "EXISTS { ?line ant:statesAct ?stated }"
        aside = f"!{known} || EXISTS {{ ?code ant:unlisted true }}"
        clash = f"({stated} && {named} && !({below}) && !({above})) || ({_elsewhere()})"
        fits = f"IF({stated}, {MET}, {NOT_APPLICABLE})"
        return insert(name, "?line", LINE, f"IF({aside}, {NOT_APPLICABLE}, IF({clash}, {CONFLICTING}, {fits}))")

    def agreement(self, criterion: str, name: str) -> str:
        """No two facts at one target, one of each class; without a fact of the class there is nothing to judge."""
        cls = self._reading.link(criterion, ANT + "counts")
        kind = self._membership.kind(self._membership.shape(cls), "?found")
        done = '?case op:fact ?found . ?found op:standing "done" .'
        present = f"EXISTS {{ {done}{kind.patterns} FILTER(({kind.value}) = {YES}) }}"
        clash = f"""EXISTS {{
    ?place op:for ?line ; op:shape "" . ?a op:of <{criterion}/0> ; op:place ?place ; op:verdict 2 ; op:fact ?x .
    ?b op:of <{criterion}/1> ; op:place ?place ; op:verdict 2 ; op:fact ?y . ?x op:side ?xs . ?y op:side ?ys .
    FILTER(?xs != 0 && ?ys != 0 && (?xs = 3 || ?ys = 3 || ?xs = ?ys))
    FILTER EXISTS {{ ?x op:level ?shared . ?y op:level ?shared }} }}"""
        return insert(
            criterion, "?line", LINE, f"IF(!({present}), {NOT_APPLICABLE}, IF({clash}, {CONFLICTING}, {MET}))"
        )

    def code_agreement(self, criterion: str, name: str) -> str:
        """No coded diagnosis rules out what is on record; conflicting where all that speaks against it is denied."""
        denied = self._reading.links(criterion, ANT + "deniedClass")
        words = " ".join(f"<{each}>" for each in denied)
        signs = f"VALUES ?condition {{ {words} }} ?condition rdfs:subClassOf* ?what ; ant:manifestsIn ?sign ."
        against = f"""?case op:fact ?no . ?no op:standing "denied" ; ant:names ?what ; op:side ?no_side .
        ?found op:side ?side .
        FILTER(?no_side = 0 || (?side != 0 && (?no_side = 3 || ?side = 3 || ?no_side = ?side)))
        FILTER(NOT EXISTS {{ ?no op:level ?l }} || EXISTS {{ ?no op:level ?l . ?found op:level ?l }})
        FILTER(EXISTS {{ ?found op:named ?what }} || EXISTS {{ {signs} ?found op:above ?sign }})"""
        some = "EXISTS { ?case op:clash ?found }"
        free = f"EXISTS {{ ?case op:clash ?found . FILTER NOT EXISTS {{ {against} }} }}"
        return insert(name, "?line", LINE, f"IF(!({some}), {MET}, IF({free}, {NOT_MET}, {CONFLICTING}))")


def _elsewhere() -> str:
    """The levels that a line names, or else its region, lie in none of the coding regions of its code."""
    levels, regions = (f"EXISTS {{ ?cell op:cellOf ?line ; op:told{n} ?there }}" for n in (1, 2))
    inside, within = (
        f"EXISTS {{ ?cell op:cellOf ?line ; op:told{n} ?there . ?code ant:codingRegion ?there }}" for n in (1, 2)
    )
    return f"EXISTS {{ ?code ant:codingRegion ?meant }} && IF({levels}, !{inside}, {regions} && !{within})"


def _is_a(act: str, wanted: str) -> str:
    """Whether an act is of a class: yes below it, not known above it."""
    below, above = f"EXISTS {{ {act} rdfs:subClassOf* <{wanted}> }}", f"EXISTS {{ <{wanted}> rdfs:subClassOf+ {act} }}"
    return f"IF({below}, {YES}, IF({above}, {UNKNOWN}, {NO}))"

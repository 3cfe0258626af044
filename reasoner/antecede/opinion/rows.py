"""Rows: how each fact fares for a criterion at each place of a request line.

A row has ``op:verdict`` 2 (qualifies), 1 (may qualify), 0 (does not), 3 (may not be done); ``op:kind`` whether the fact
is of the named classes; ``op:vague`` where that alone is open; ``op:contested`` where the record also denies it.
"""

from urllib.parse import quote

from antecede.opinion.membership import Membership, Shape
from antecede.opinion.reading import Reading
from antecede.opinion.terms import ANT, NO, PREFIXES, UNKNOWN, YES, least
from antecede.opinion.windows import within
from antecede.opinion.words import Said

#: How facts stand that a class sees, by its stage.
SEEN = {"": '"done", "contraindicated"', "requested": '"requested"', "planned": '"planned"'}
SHARED = "EXISTS { ?fact op:mayLieIn ?r . ?line op:mayLieIn ?r }"
ONE_SURE = "EXISTS { ?fact op:liesIn ?r . ?line op:liesIn ?r }"


def _two(term: str) -> str:
    """Whether fact and line together have more than one region."""
    either = (f"{{ ?fact op:{term} ?{each} }} UNION {{ ?line op:{term} ?{each} }}" for each in "rq")
    return f"EXISTS {{ {' '.join(either)} FILTER(?r != ?q) }}"


#: Whether a fact lies in the coding region of the line, or both together lie in more than one.
REGIONS = {
    "region": f"IF({ONE_SURE}, {YES}, IF({SHARED}, {UNKNOWN}, {NO}))",
    "otherRegion": f"IF({_two('liesIn')} || !{SHARED}, {YES}, IF(!{_two('mayLieIn')} && {ONE_SURE}, {NO}, {UNKNOWN}))",
}


class Rows:
    """Writes the update that makes the rows of a criterion."""

    def __init__(self, reading: Reading, membership: Membership) -> None:
        self._reading = reading
        self._membership = membership

    def shape(self, criterion: str) -> str:
        """Which places a criterion is held to: each requested level, side, both, or the line as a whole."""
        asked = self._reading.links(criterion, ANT + "forEachRequested")
        return " ".join(sorted(each.removeprefix(ANT) for each in asked))

    def update(self, criterion: str, of: str, cls: str, *, each: str = "", places: str | None = None) -> str:
        """Rows named ``of`` for the facts of a class; ``each``: a second class that they are held to as well."""
        shape, fact = self._membership.shape(cls), "?fact"
        kind, conditions = kind_of(shape), self._membership.conditions(shape, fact)
        target, timing, held = self._target(criterion), self._timing(criterion), self._each(each)
        confounded = self._confounded(shape)
        asked = self.shape(criterion) if places is None else places
        seen = SEEN[shape.stage]
        own = self._own(criterion)
        parts = (conditions, target, timing, held)
        fails = f"(IF({confounded}, {UNKNOWN}, {least('?conditions', '?timing', '?kind', '?target')}))"
        return f"""{PREFIXES}
INSERT {{ [] op:of <{of}> ; op:place ?place ; op:fact ?fact ; op:verdict ?verdict ; op:kind ?kind ;
  op:vague ?vague ; op:contested ?contested ; op:each ?each ; op:numbered ?numbered ; op:t ?t ;
  op:elsewhere ?elsewhere }}
WHERE {{
  ?place op:shape "{asked}" ; op:for ?line ; op:side ?place_side ; op:known ?known .
  OPTIONAL {{ ?place op:at ?place_level }}
  ?line op:line ?case ; op:side ?line_side . ?case op:fact|op:service ?fact .
  ?case op:serviceFirst ?service_first ; op:serviceLast ?service_last .
  ?fact op:standing ?standing ; op:side ?fact_side . FILTER(?standing IN ({seen})){own}
  ?fact <{kind}> ?kind .{"".join(each.patterns for each in parts)}
  BIND({target.value} AS ?target)
  BIND({conditions.value} AS ?conditions)
  BIND(?target = 0 AS ?elsewhere)
  BIND({timing.value} AS ?timing)
  BIND({held.value} AS ?each)
  BIND(IF(?standing = "contraindicated", 3, IF(?target = 0, 0, {fails})) AS ?verdict)
  BIND({"false" if shape.stage else f"?verdict = 1 && ?kind = 1 && !({confounded})"} AS ?vague)
  BIND({"false" if shape.stage else "EXISTS { ?fact op:deniedBy ?denial }"} AS ?contested)
  OPTIONAL {{ ?fact ant:times ?times }}
  BIND(BOUND(?times) AS ?numbered)
  BIND(COALESCE(?times, 1) AS ?t)
}}"""

    def kinds(self, cls: str) -> list[str]:
        """Updates that say which facts are of the named classes of a class: 2 surely, 1 possibly."""
        shape = self._membership.shape(cls)
        key = kind_of(shape)
        fact = '?case op:fact|op:service ?fact . ?fact op:standing ?standing . FILTER(?standing != "denied")'
        surely = f"{fact} FILTER NOT EXISTS {{ ?fact <{key}> 2 }}"
        if not shape.bases:
            return [f"{PREFIXES}\nINSERT {{ ?fact <{key}> 2 }} WHERE {{ {fact} }}"]
        written = []
        for base in shape.bases:
            written.append(f"{PREFIXES}\nINSERT {{ ?fact <{key}> 2 }} WHERE {{ ?fact op:above <{base}> . {fact} }}")
        for base in shape.bases:
            wider = " ".join(f"<{each}>" for each in self._reading.up(base) if each not in (base, ANT + "Diagnosis"))
            general = (
                f"VALUES ?own {{ {wider} }} ?fact ant:names ?own . FILTER NOT EXISTS {{ ?fact op:never <{base}> }}"
            )
            for open_ in (general, f"?fact op:maybe <{base}> ."):
                written.append(f"{PREFIXES}\nINSERT {{ ?fact <{key}> 1 }} WHERE {{ {open_} {surely} }}")
        return written

    def _own(self, criterion: str) -> str:
        """The line itself, or all but it, where that is what a criterion looks at."""
        matched = self._reading.links(criterion, ANT + "matchesRequest")
        own = " FILTER(?fact = ?line)" if ANT + "line" in matched else ""
        return own + (" FILTER(?fact != ?line)" if ANT + "otherLine" in matched else "")

    def asked_for(self, criterion: str, cls: str) -> str:
        """A row for the service asked for, which counts as one more; it lists nothing."""
        shape, fact = self._membership.shape(cls), "?fact"
        conditions = self._membership.conditions(shape, fact)
        return f"""{PREFIXES}
INSERT {{ [] op:of <{criterion}> ; op:place ?place ; op:fact ?fact ; op:verdict ?verdict ; op:kind 0 ;
  op:vague false ; op:contested false ; op:each {YES} ; op:numbered true ; op:t 1 }}
WHERE {{
  ?place op:shape "{self.shape(criterion)}" ; op:for ?fact . ?case op:service ?fact .
  ?fact <{kind_of(shape)}> ?kind .{conditions.patterns}
  BIND({conditions.value} AS ?conditions)
  BIND({least("?conditions", "?kind")} AS ?verdict)
}}"""

    def _each(self, cls: str) -> Said:
        if not cls:
            return Said("", YES)
        shape = self._membership.shape(cls)
        kind, conditions = self._membership.kind(shape, "?fact"), self._membership.conditions(shape, "?fact")
        return Said(kind.patterns + conditions.patterns, least(kind.value, conditions.value))

    def _confounded(self, shape: Shape) -> str:
        """Whether something of the same day takes a fact's meaning: surely or possibly."""
        said = [self._membership.related("sameDayAs", cls, "?fact") for cls in shape.confounders]
        return " || ".join(f"({each.value}) > 0" for each in said) or "false"

    def _target(self, criterion: str) -> Said:
        """Side and level of the place; where the criterion matches the request, those of the line."""
        side = f"IF(?place_side = 0 || ?fact_side IN (3, ?place_side), {YES}, IF(?fact_side = 0, {UNKNOWN}, {NO}))"
        elsewhere = f"IF(EXISTS {{ ?fact op:level ?any }}, {NO}, {UNKNOWN})"
        at = f"IF(EXISTS {{ ?fact op:level ?place_level }}, {YES}, {elsewhere})"
        level = f"IF(!?known, {UNKNOWN}, IF(!BOUND(?place_level), {YES}, {at}))"
        matched = self._reading.links(criterion, ANT + "matchesRequest")
        wanted = [side, level]
        if ANT + "level" in matched:
            shared = "EXISTS { ?fact op:level ?shared . ?line op:level ?shared }"
            either = "EXISTS { ?fact op:level ?mine } && EXISTS { ?line op:level ?theirs }"
            wanted.append(f"IF(!({either}), {UNKNOWN}, IF({shared}, {YES}, {NO}))")
        if ANT + "side" in matched:
            touch = f"IF(3 IN (?fact_side, ?line_side) || ?fact_side = ?line_side, {YES}, {NO})"
            open_ = f"IF(3 IN (?fact_side, ?line_side), {YES}, {UNKNOWN})"
            wanted.append(f"IF(?fact_side != 0 && ?line_side != 0, {touch}, {open_})")
        wanted += [said for match, said in REGIONS.items() if ANT + match in matched]
        return Said("", least(*wanted))

    def _timing(self, criterion: str) -> Said:
        """After another count was reached, and within a window before the day of the review."""
        after = self._reading.link(criterion, ANT + "after")
        window, earlier = (within(self._reading, criterion, term) for term in ("within", "earlierThan"))
        if not after and not window and not earlier:
            return Said("", YES)
        said, patterns = [YES], "\n  OPTIONAL { ?fact op:first ?first } OPTIONAL { ?fact op:last ?last }"
        if after:
            patterns += f"""
  OPTIONAL {{ ?line <{after}/never> ?never }}
  OPTIONAL {{ ?line <{after}/reachedFirst> ?reached_first ; <{after}/reachedLast> ?reached_last }}"""
            lies = f"IF(?last <= ?reached_first, {NO}, IF(?first <= ?reached_last, {UNKNOWN}, {YES}))"
            said.append(f"IF(BOUND(?never), {NO}, IF(!BOUND(?reached_first) || !BOUND(?first), {UNKNOWN}, {lies}))")
        if window:
            said.append(window)
        if earlier:
            said.append(f"(2 - {earlier})")
        return Said(patterns, least(*said))


def kind_of(shape: Shape) -> str:
    """Name of the property that says whether a fact is of the named classes of a class."""
    return "urn:kind:" + "+".join(quote(base, safe="") for base in shape.bases)

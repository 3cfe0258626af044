"""What is counted at a place: how many facts qualify or may.

Two worlds: *agreed*, in which what is contested is not so, and *disputed*, in which it is and no denial holds.
A criterion that comes out differently in them is conflicting.
"""

from antecede.opinion.membership import Membership
from antecede.opinion.reading import Reading
from antecede.opinion.terms import ANT, PREFIXES

AGREED, DISPUTED = "agreed", "disputed"
SURE, ALL, FIRM = "sure", "all", "firm"
WORLDS = (AGREED, DISPUTED)
#: Statuses as the queries write them.
MET, NOT_MET, NOT_DOCUMENTED, CONFLICTING = '"met"', '"not_met"', '"not_documented"', '"conflicting"'
NOT_APPLICABLE, WAIVED = '"not_applicable"', '"waived"'


class Tally:
    """Writes the part of a query that counts rows by place."""

    def __init__(self, reading: Reading, membership: Membership) -> None:
        self._reading = reading
        self._membership = membership

    def where(self, of: str, cls: str, shape: str, *, silence: bool = False) -> str:
        """Counts by place.

        Binds for each world W ``?yes_W``, ``?may_W``, ``?possible_W`` (those that may qualify and are not merely of
        unnamed kind in a list that is complete), ``?unnumbered_W``, ``?listed_W`` and ``?closed_W``.
        """
        stage = self._membership.shape(cls).stage
        stated = f"({self._named(of, cls)}) || {self._together(cls)} || {self._complete(cls)}"
        if stage:
            stated = "true" if stage == "requested" else "false"
        return f"""
  {{ SELECT ?place ?line ?case {_sums()} WHERE {{
    ?place op:shape "{shape}" ; op:for ?line . ?line op:line ?case .
    OPTIONAL {{ {row(of)} }}
  }} GROUP BY ?place ?line ?case }}
  ?place op:side ?place_side .
  BIND({stated} AS ?stated)
  BIND(?stated || {"false" if stage else self._denied(of, cls)} AS ?listed_agreed)
  BIND(?stated AS ?listed_disputed){"".join(_world(each, silence) for each in WORLDS)}"""

    def _above(self, base: str) -> str:
        """Names at or above a class; for a code those of its family."""
        names = [each for each in self._reading.up(base) if each == base or each != ANT + "Diagnosis"]
        return ", ".join(f"<{each}>" for each in names)

    def _named(self, of: str, cls: str) -> str:
        """Definite facts of the class are named; where its names are listed apart, of each that is not listed whole."""
        if not self._apart(cls):
            return "?listed_surely > 0 && ?listed_vaguely = 0"
        each = [f"({self._sure(of, base)} || {self._whole(base)})" for base in self._membership.shape(cls).names]
        return f"?listed_surely > 0 && ?listed_vaguely = 0 && {' && '.join(each)}"

    def _apart(self, cls: str) -> bool:
        return len(self._membership.shape(cls).names) > 1 and not self._reading.flag(cls, "namesOneThing")

    def _sure(self, of: str, base: str) -> str:
        """A definite fact of a class stands at the place."""
        sure = (
            f"?sure op:of <{of}> ; op:place ?place ; op:verdict ?weight ; op:kind 2 ; op:numbered true ; op:fact ?one ."
        )
        return f"EXISTS {{ {sure} ?one op:named <{base}> . FILTER(?weight < 3) }}"

    def _whole(self, base: str) -> str:
        return f"EXISTS {{ ?case ant:listsAll ?all . FILTER(?all IN ({self._above(base)})) }}"

    def _complete(self, cls: str) -> str:
        """The case says of every named class that it lists all of its facts."""
        each = [self._whole(base) for base in self._membership.shape(cls).names]
        return f"({' && '.join(each)})" if each else "true"

    def _denied(self, of: str, cls: str) -> str:
        """Denials take in every named class at the place, on every side looked at.

        Or it is listed, where apart, or none of its facts lies in the region.
        """
        each = [
            f"(?place_side = {other} || EXISTS {{ ?place op:denied{side} ?no . FILTER(?no IN ({self._above(base)})) }}"
            f"{f' || (?listed_vaguely = 0 && {self._sure(of, base)})' if self._apart(cls) else ''}"
            f"{self._elsewhere(of, base)})"
            for base in self._membership.shape(cls).names
            for side, other in (("Left", 2), ("Right", 1))
        ]
        return f"({' && '.join(each)})" if each else "false"

    def _elsewhere(self, of: str, base: str) -> str:
        """Or no fact of a class can lie in the region of the line, where a criterion looks at that region alone."""
        if not self._reading.matches(of, "region") or ANT + "Diagnosis" in self._reading.up(base):
            return ""
        listed = ", ".join(f"<{each}>" for each in sorted(self._reading.coded_in(base)))
        return f" || NOT EXISTS {{ ?line op:mayLieIn ?r . FILTER(?r IN ({listed})) }}" if listed else ""

    def _together(self, cls: str) -> str:
        """The case lists facts of a class whose members are listed all at once."""
        bases = self._membership.shape(cls).bases
        above = {each for base in bases for each in self._reading.up(base)} - set(bases)
        together = [each for each in sorted(above) if self._reading.flag(each, "listedTogether")]
        each = [f"EXISTS {{ ?case op:lists <{each}> }}" for each in together]
        return f"({' || '.join(each)})" if each else "false"


def row(of: str, number: str = "") -> str:
    """A row of a criterion at the place, with the fact and how many it stands for; variables end in ``number``."""
    n = number
    return f"""?row{n} op:of <{of}> ; op:place ?place ; op:verdict ?v{n} ; op:kind ?k{n} ; op:vague ?g{n} ;
      op:contested ?c{n} ; op:fact ?f{n} ; op:numbered ?numbered{n} ; op:t ?t{n} ."""


def here(world: str, which: str, number: str = "") -> str:
    """Whether a row counts in a world: surely; possibly (``all``); or possibly and of a named kind (``firm``)."""
    n = number
    wanted = f"?v{n} = 2" if which == SURE else f"?v{n} IN (1, 2)" + (f" && !?g{n}" if which == FIRM else "")
    return f"BOUND(?v{n}) && {wanted}" + (f" && !?c{n}" if world == AGREED else "")


def pick(world: str, what: str) -> str:
    """A number over what may qualify: without what is only of unnamed kind, where the list is complete."""
    return f"IF(?listed_{world}, ?{what}_{FIRM}_{world}, ?{what}_{ALL}_{world})"


def by_place(shape: str, sums: list[str], patterns: str) -> str:
    """Sums by place over the rows there, for places without any too."""
    where = f'?place op:shape "{shape}" . OPTIONAL {{ {patterns} }}'
    return f"\n  {{ SELECT ?place {' '.join(sums)} WHERE {{ {where} }} GROUP BY ?place }}"


def insert(criterion: str, subject: str, where: str, status: str) -> str:
    """An update that gives a place or a line its status for a criterion."""
    return f"{PREFIXES}\nINSERT {{ {subject} <{criterion}> ?status }}\nWHERE {{{where}\n  BIND({status} AS ?status)\n}}"


def in_both_worlds(status: dict[str, str]) -> str:
    """Binds ``?came``: the one status of both worlds; conflicting where something is contested and they differ."""
    worlds = "".join(f"\n  BIND({each} AS ?came_{world})" for world, each in status.items())
    differ = "?contested > 0 && ?came_agreed != ?came_disputed"
    return f"{worlds}\n  BIND(IF({differ}, {CONFLICTING}, ?came_agreed) AS ?came)"


def _sums() -> str:
    """Conditional sums: a row counts in a world, surely or possibly, by number."""
    seen = "BOUND(?v) && ?v < 3 && ?k = 2"
    sums = [
        f"(SUM(IF({seen} && ?numbered, 1, 0)) AS ?listed_surely)",
        f"(SUM(IF({seen} && !?numbered, 1, 0)) AS ?listed_vaguely)",
        "(SUM(IF(BOUND(?v) && ?v = 3, 1, 0)) AS ?contraindicated)",
        "(SUM(IF(BOUND(?v) && ?v IN (1, 2) && ?c, 1, 0)) AS ?contested)",
    ]
    for world in WORLDS:
        may, any_ = f"{here(world, ALL)} && ?v = 1", here(world, ALL)
        sums += [
            f"(SUM(IF({here(world, SURE)}, ?t, 0)) AS ?yes_{world})",
            f"(SUM(IF({may}, ?t, 0)) AS ?may_{world})",
            f"(SUM(IF({may} && ?g, ?t, 0)) AS ?vague_{world})",
            f"(SUM(IF({any_} && !?numbered, 1, 0)) AS ?without_number_{world})",
            f"(SUM(IF({any_} && !?numbered && ?g, 1, 0)) AS ?vague_without_number_{world})",
        ]
    return " ".join(sums)


def _world(world: str, silence: bool) -> str:
    return f"""
  BIND({"true" if silence else f"?listed_{world}"} AS ?closed_{world})
  BIND(?may_{world} - IF(?listed_{world}, ?vague_{world}, 0) AS ?possible_{world})
  BIND(?without_number_{world} - IF(?listed_{world}, ?vague_without_number_{world}, 0) AS ?unnumbered_{world})"""

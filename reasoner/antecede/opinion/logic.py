"""From places to lines, and combinations of criteria: statuses made of statuses that are already there."""

from antecede.opinion.reading import Reading
from antecede.opinion.tally import CONFLICTING, MET, NOT_APPLICABLE, NOT_DOCUMENTED, NOT_MET, WAIVED, insert
from antecede.opinion.terms import ANT

#: Least first, as an order of which the first that is there decides.
ALL_OF = (NOT_MET, CONFLICTING, NOT_DOCUMENTED, MET)
ANY_OF = (MET, CONFLICTING, NOT_DOCUMENTED, NOT_MET)


class Logic:
    """Writes what follows from statuses."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def joined(self, criterion: str, shape: str, name: str) -> str:
        """The status of a line from those of its places: all hold; where no side is named, what both agree on."""
        where = f"""
  ?line op:line ?case ; op:side ?line_side .
  {{ SELECT ?line {_tallied()} WHERE {{ ?place op:shape "{shape}" ; op:for ?line ; <{criterion}> ?s }}
    GROUP BY ?line }}"""
        status = _first(ALL_OF)
        if "side" in shape:
            one = " ".join(f"IF(?n_{_word(each)} = ?n, {each}," for each in (*ALL_OF, NOT_APPLICABLE))
            clash = "?n_conflicting > 0 && (?n_conflicting + ?n_met = ?n || ?n_conflicting + ?n_not_met = ?n)"
            either = f"{one} IF({clash}, {CONFLICTING}, {NOT_DOCUMENTED}){')' * 5}"
            status = f"IF(?line_side = 0, {either}, {status})"
        return insert(name, "?line", where, status)

    def combined(self, criterion: str, kind: str, name: str) -> str:
        """All of, any of, not, readings: over the statuses of the parts."""
        parts = self._reading.links(criterion, ANT + ("reading" if kind == "Readings" else "part"))
        where = "\n  ?line op:line ?case ." + "".join(f" ?line <{part}> ?s{n} ." for n, part in enumerate(parts))
        there = [f"?s{n}" for n in range(len(parts))]
        if kind in ("AllOf", "AnyOf"):
            status = _first_of(ALL_OF if kind == "AllOf" else ANY_OF, there)
        elif kind == "Not":
            status = f"IF(?s0 = {MET}, {NOT_MET}, IF(?s0 = {NOT_MET}, {MET}, ?s0))"
        else:
            same = " && ".join(f"?s0 = {each}" for each in there)
            status = f"IF({same}, ?s0, {CONFLICTING})"
        return insert(name, "?line", where, status)

    def k_of_n(self, criterion: str, members: list[str], shape: str) -> str:
        """At least k members met at a place; unknown ones bracket the count, conflicting ones are tried both ways."""
        k = int(self._reading.number(criterion, "atLeast") or 0)
        where = f'\n  ?place op:shape "{shape}" .' + "".join(
            f" ?place <{each}> ?s{n} ." for n, each in enumerate(members)
        )
        counts = {
            word: " + ".join(f"IF(?s{n} = {word}, 1, 0)" for n in range(len(members)))
            for word in (MET, CONFLICTING, NOT_DOCUMENTED)
        }
        met, conflicting, open_ = (f"({counts[word]})" for word in (MET, CONFLICTING, NOT_DOCUMENTED))
        else_ = f"IF({met} + {conflicting} >= {k}, {CONFLICTING}, {NOT_DOCUMENTED})"
        status = f"IF({met} >= {k}, {MET}, IF({met} + {conflicting} + {open_} < {k}, {NOT_MET}, {else_}))"
        return insert(criterion, "?place", where, status)

    def _silent(self, condition: str) -> str:
        """Whether nothing is said on a condition: of its parts, on the first that has its status."""
        parts = self._reading.links(condition, ANT + "part")
        if not parts:
            return f"EXISTS {{ ?line <{condition}/silent> true }}"
        same = f"EXISTS {{ ?line <{condition}> ?s ; <{parts[0]}> ?s }}"
        first = self._silent(parts[0])
        negated = f"EXISTS {{ ?line <{parts[0]}> {NOT_DOCUMENTED} }}"
        if len(parts) == 1:
            return f"({negated} && {first})"
        rest = " || ".join(f"({self._silent(part)})" for part in parts[1:])
        return f"IF({same}, {first}, {rest})"

    def guarded(self, criterion: str, inner: str) -> str:
        """Applicable first, waived last."""
        where, status = f"\n  ?line <{inner}> ?inner .", "?inner"
        waiver, condition = (self._reading.link(criterion, ANT + term) for term in ("waivedBy", "appliesWhen"))
        if waiver:
            where += f" ?line <{waiver}> ?waiver ."
            status = f"IF({status} != {MET} && ?waiver = {MET}, {WAIVED}, {status})"
        if condition:
            where += f" ?line <{condition}> ?applies ."
            silent = self._silent(condition)
            status = (
                f"IF(?applies = {NOT_MET}, {NOT_APPLICABLE}, "
                f"IF(?applies != {MET} && {silent}, {NOT_DOCUMENTED}, {status}))"
            )
        return insert(criterion, "?line", where, status)


def _tallied() -> str:
    each = " ".join(f"(SUM(IF(?s = {word}, 1, 0)) AS ?n_{_word(word)})" for word in (*ALL_OF, NOT_APPLICABLE))
    return f"(COUNT(*) AS ?n) {each}"


def _word(quoted: str) -> str:
    return quoted.strip('"')


def _first(order: tuple[str, ...]) -> str:
    """The first status of an order that some place has; only one place: its own."""
    text = "".join(f"IF(?n_{_word(each)} > 0, {each}, " for each in order)
    return f"{text}{NOT_APPLICABLE}{')' * len(order)}"


def _first_of(order: tuple[str, ...], there: list[str]) -> str:
    text = "".join(f"IF({' || '.join(f'{s} = {each}' for s in there)}, {each}, " for each in order)
    return f"{text}{MET}{')' * len(order)}"

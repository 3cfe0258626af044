"""Gather the facts that a criterion looks at, and how each fares."""

from antecede.criterion.condition import ConditionBuilder
from antecede.criterion.evidence import Tally, Weighed
from antecede.criterion.interest import Interest
from antecede.criterion.listing import NONE, Listing
from antecede.criterion.narrowing import Narrowing
from antecede.criterion.nearness import how_near
from antecede.criterion.outcome import CONFOUNDED, QUALIFIES, TARGET, TYPE, Used, Verdict
from antecede.criterion.scope import FREE, Scope
from antecede.criterion.target import denied, overlaps, scoped, target
from antecede.knowledge.expression import Pattern
from antecede.record.fact import CONTRAINDICATED, DONE, Fact
from antecede.record.reader import NO, YES, CaseReader
from antecede.record.record import Record

NOBODY: list[Fact] = []


class Tallier:
    """Counts the facts of one pattern."""

    def __init__(self, pattern: Pattern, conditions: ConditionBuilder, reader: CaseReader, interest: Interest) -> None:
        self.pattern = pattern
        self._stage = pattern.stage
        self._reader = reader
        self._interest = interest
        self.bit, self._kinds = interest.register(pattern)
        self._narrowing = Narrowing(pattern.conditions, conditions, reader)
        self._confounders = [conditions.build(each) for each in pattern.confounders]
        self._listing = Listing(pattern, reader)
        self._plain = self._listing.plain
        self._named = frozenset().union(*self._listing.above)

    def done(self, record: Record) -> list[Fact]:
        """Facts that are so and certainly of one of the pattern's names, whatever else they would have to meet."""
        weighed = self.anywhere(record).weighed
        return [fact for fact, kind, _ in weighed if kind == YES and fact.standing == DONE]

    def complete(self, record: Record) -> bool:
        """Whether the case lists all facts of the pattern's classes: it says so, or they are what it asks for."""
        return self._listing.complete(record)

    def silence(self) -> Tally:
        """The count where nothing on record concerns the pattern; what is asked for is listed all the same."""
        return Tally([], stated=self.pattern.stage == "requested")

    def tally(self, record: Record, scope: Scope = FREE) -> Tally:
        """Facts counted, from memory where they were already; not to be changed."""
        if scope is FREE:
            return self.anywhere(record)
        found = self.anywhere(record)
        if not scope.only_place or scope.ordered:
            return self._count(record, found.weighed, found.denials, scope)
        side = scope.side if found.one_sided else bool(scope.side)
        key = (self, side, scope.level, scope.known)
        known: Tally | None = record.memo.get(key)
        if known is None:
            known = record.memo[key] = self._at(record, found, scope)
        return known

    def count(self, record: Record, scope: Scope = FREE) -> Tally:
        """Facts counted for one criterion, which may change the count."""
        found = self.anywhere(record)
        return self._count(record, found.weighed, found.denials, scope)

    def anywhere(self, record: Record) -> Tally:
        """Facts counted wherever they lie, from memory where they were already; not to be changed."""
        known: Tally | None = record.memo.get(self)
        if known is None:
            if self._plain and not record.negated & self.bit:
                known = self._plainly(record)
            elif self._plain and not record.affirmed & self.bit:
                known = self._merely_denied(record)
            else:
                weighed = self._affirmed(record) if record.affirmed & self.bit else []
                denials = self._denials(record) if record.negated & self.bit else NOBODY
                known = self._count(record, weighed, denials, FREE)
            record.memo[self] = known
        return known

    def _plainly(self, record: Record) -> Tally:
        """The usual count, in one go: of what was done or found, with no denial and no other class to heed."""
        weighed = self._affirmed(record)
        tally, definite, indefinite = Tally(NOBODY, weighed), False, False
        for fact, kind, verdict in weighed:
            if fact.standing == CONTRAINDICATED:
                tally.contraindicated += (Used(fact, -TYPE),)
                continue
            if verdict == QUALIFIES:
                tally.yes.append(fact)
            elif verdict > 0:
                tally.no += (Used(fact, verdict),)
            else:
                tally.maybe += (Used(fact, verdict),)
            if kind == YES:
                if fact.counted:
                    definite = True
                else:
                    indefinite = True
        tally.stated = (definite and not indefinite) or (bool(record.complete) and self.complete(record))
        return tally

    def _merely_denied(self, record: Record) -> Tally:
        """The count where no fact and some denials concern the pattern."""
        denials = self._denials(record)
        return Tally(denials, denied=self._denied(denials, FREE, NONE), stated=self.complete(record))

    def _denials(self, record: Record) -> list[Fact]:
        """Denials of a record that speak of the pattern."""
        bit = self.bit
        return [denial for bits, denial in record.denying if bits & bit]

    def _affirmed(self, record: Record) -> list[Weighed]:
        """Facts of a record that concern the pattern, in its order, with kind of membership and how each fares."""
        groups, kinds = record.staged if self._stage else record.groups, self._kinds
        concerned = groups.keys() & kinds.keys()
        if len(concerned) == 1:
            [only] = concerned
            return self._weigh(record, groups[only], kinds[only])
        weighed: list[Weighed] = []
        for kind in concerned:
            weighed += self._weigh(record, groups[kind], kinds[kind])
        weighed.sort(key=_place_in_record)
        return weighed

    def _weigh(self, record: Record, facts: list[Fact], kind: int) -> list[Weighed]:
        """How facts of one kind fare wherever they lie; a failure outranks an open point: what is known is said."""
        fares, confounders = self._narrowing.fares(facts[0]), self._confounders
        weighed: list[Weighed] = []
        for fact in facts:
            if confounders and self._confounded(record, fact):
                verdict = -CONFOUNDED
            else:
                verdict = fares(record, fact) if fares else QUALIFIES
                if kind != YES and verdict <= 0:
                    verdict = -TYPE
            weighed.append((fact, kind, verdict))
        return weighed

    def _at(self, record: Record, found: Tally, scope: Scope) -> Tally:
        """The count at one side and level: that of anywhere, where nothing is denied and every fact lies there."""
        if not found.denials:
            for fact, _, _ in found.weighed:
                if target(fact, scope) != YES:
                    break
            else:
                return found
        return self._count(record, found.weighed, found.denials, scope)

    def _count(self, record: Record, weighed: list[Weighed], denials: list[Fact], scope: Scope) -> Tally:
        if scope.near and scope.line and self.pattern.stage == "requested":
            line, near = scope.line, scope.near
            weighed = [each for each in weighed if how_near(each[0], line, near) != TARGET]
        tally = Tally(denials, weighed)
        definite: list[Fact] = []
        indefinite = False
        for fact, kind, anywhere in weighed:
            if fact.standing == CONTRAINDICATED:
                tally.contraindicated += (Used(fact, -TYPE),)
                continue
            verdict = anywhere if scope is FREE else scoped(record, fact, anywhere, scope)
            if verdict > 0:
                tally.no += (Used(fact, verdict),)
            elif verdict == QUALIFIES and not denials:
                tally.yes.append(fact)
            else:
                self._place(tally, record, fact, verdict)
            if kind == YES:
                if fact.counted:
                    definite.append(fact)
                else:
                    indefinite = True
        named = NONE if indefinite or not definite else self._listing.named(definite)
        if denials or scope.regions:
            tally.denied = self._denied(denials, scope, named)
        if self._plain:
            tally.stated = bool(named) or (bool(record.complete) and self.complete(record))
        else:
            self._close(tally, record, named)
        return tally

    def _denied(self, denials: list[Fact], scope: Scope, named: frozenset[str]) -> bool:
        """Whether every name of the pattern is denied, or listed apart from the others."""
        listing = self._listing
        if not listing.apart and not scope.regions:
            return bool(listing.above) and all(denied(above, denials, scope) for above in listing.above)
        apart = named if listing.apart else NONE
        for name, above in listing.by_name.items():
            if name not in apart and not denied(above, denials, scope) and not self._elsewhere(name, scope):
                return False
        return bool(listing.by_name)

    def _close(self, tally: Tally, record: Record, named: frozenset[str]) -> None:
        """Say how far the record lists all there are: what is ``named``, and what it says to list whole."""
        listing = self._listing
        together = listing.together(record)
        if together:
            looked_at = [fact for fact, _, _ in tally.weighed]
            tally.no += tuple([Used(fact, TYPE) for fact in together if fact not in looked_at])
        tally.stated = bool(together) or listing.closed(record, named)

    def _elsewhere(self, name: str, scope: Scope) -> bool:
        """Whether no fact of a class can lie in the coding region of the line, so that none has to be denied there."""
        places = self._reader.places
        return bool(scope.regions) and places.regions(name, ()).possible.isdisjoint(scope.regions)

    def add(self, tally: Tally, record: Record, fact: Fact) -> None:
        """Let a fact that no record lists, such as the service asked for, count as one more."""
        kind = self._interest.kind(fact, self.pattern)
        if kind != NO:
            [(_, _, verdict)] = self._weigh(record, [fact], kind)
            self._place(tally, record, fact, verdict)

    def _place(self, tally: Tally, record: Record, fact: Fact, verdict: Verdict) -> None:
        if verdict > 0:
            tally.no += (Used(fact, verdict),)
            return
        if verdict == QUALIFIES:
            tally.yes.append(fact)
        else:
            tally.maybe += (Used(fact, verdict),)
        if tally.denials and self._contested(record, fact):
            tally.contested += (fact,)

    def _confounded(self, record: Record, fact: Fact) -> bool:
        """Whether something that shares the day of a fact takes its meaning; the same for all patterns of a class."""
        key = (self._confounders[0], fact)
        known: bool | None = record.memo.get(key)
        if known is None:
            known = record.memo[key] = any(each(record, fact) != NO for each in self._confounders)
        return known

    def _contested(self, record: Record, fact: Fact) -> bool:
        """Whether the record both affirms and denies this fact: its name, or what it says of the pattern's class."""
        denied = record.denied & self._reader.above[fact.cls]
        for cls in fact.types[1:]:
            denied |= record.denied & self._reader.above[cls] & self._named
        if denied:
            for denial in record.denials:
                if denial.cls in denied and overlaps(fact, denial):
                    return True
        return False


def _place_in_record(weighed: Weighed) -> int:
    return weighed[0].index

"""The smallest sets of changes by answer set programming, from the tree alone: nothing of the product is asked.

Every finding may come to be recorded as present or as absent; clingo enumerates all combinations of such changes that
lead to certification, and the smallest of them are picked out.
"""

from typing import Any

import clingo

RULES = """
% --- what a record says of each finding once some changes are made
{ change(N, present); change(N, absent) } 1 :- finding(N, _).
:- change(N, S), finding(N, S).
state(N, S) :- change(N, S).
state(N, S) :- finding(N, S), not change(N, present), not change(N, absent).

% --- presence, absence, absence that silence satisfies
value(I, met) :- node(I, present), about(I, N), state(N, present).
value(I, not_met) :- node(I, present), about(I, N), state(N, absent).
value(I, not_documented) :- node(I, present), about(I, N), state(N, silent).
value(I, conflicting) :- node(I, present), about(I, N), state(N, both).
value(I, met) :- node(I, absent), about(I, N), state(N, absent).
value(I, not_met) :- node(I, absent), about(I, N), state(N, present).
value(I, not_documented) :- node(I, absent), about(I, N), state(N, silent).
value(I, conflicting) :- node(I, absent), about(I, N), state(N, both).
value(I, met) :- node(I, absent_or_silent), about(I, N), state(N, absent).
value(I, met) :- node(I, absent_or_silent), about(I, N), state(N, silent).
value(I, not_met) :- node(I, absent_or_silent), about(I, N), state(N, present).
value(I, conflicting) :- node(I, absent_or_silent), about(I, N), state(N, both).

% --- combinations: strong Kleene, with conflict before silence
has(I, V) :- part(I, P), value(P, V).
value(I, not_met) :- node(I, all), has(I, not_met).
value(I, conflicting) :- node(I, all), has(I, conflicting), not has(I, not_met).
value(I, not_documented) :- node(I, all), has(I, not_documented), not has(I, not_met), not has(I, conflicting).
value(I, met) :- node(I, all), has(I, met), not has(I, not_met), not has(I, conflicting), not has(I, not_documented).
value(I, met) :- node(I, any), has(I, met).
value(I, conflicting) :- node(I, any), has(I, conflicting), not has(I, met).
value(I, not_documented) :- node(I, any), has(I, not_documented), not has(I, met), not has(I, conflicting).
value(I, not_met) :- node(I, any), has(I, not_met), not has(I, met), not has(I, conflicting), not has(I, not_documented).
value(I, met) :- node(I, negation), has(I, not_met).
value(I, not_met) :- node(I, negation), has(I, met).
value(I, V) :- node(I, negation), has(I, V), V != met, V != not_met.
value(I, V) :- node(I, readings), has(I, V), not differ(I).
value(I, conflicting) :- node(I, readings), differ(I).
differ(I) :- node(I, readings), has(I, V), has(I, W), V < W.

% --- enough of several
count(I, met, C) :- node(I, k), C = #count { N : member(I, N), state(N, present) }.
count(I, contested, C) :- node(I, k), C = #count { N : member(I, N), state(N, both) }.
count(I, open, C) :- node(I, k), C = #count { N : member(I, N), state(N, silent) }.
value(I, met) :- least(I, K), count(I, met, M), M >= K.
value(I, not_met) :- least(I, K), count(I, met, M), count(I, contested, C), count(I, open, O), M + C + O < K.
value(I, conflicting) :- least(I, K), count(I, met, M), count(I, contested, C), M < K, M + C >= K.
value(I, not_documented) :- least(I, K), count(I, met, M), count(I, contested, C), count(I, open, O), M + C < K, M + C + O >= K.

% --- the step that is asked for: of those that offer the act the last that applies, or may; the first where none does
out(S) :- phase(S, C), value(C, not_met).
later(S) :- offers(S), offers(T), S < T, not out(T).
asked(S) :- offers(S), not out(S), not later(S).
asked(S) :- S = #min { T : offers(T) }, out(T) : offers(T).

% --- rules: those of the step that is asked for and of all that it requires
wanted(S) :- asked(S).
wanted(S) :- wanted(T), requires(T, S).
rule(R) :- rule_of(S, R), wanted(S).

% --- rules: met, waived, or not applicable; where it is not known whether one applies, it is not documented
inapplicable(R) :- applies(R, A), value(A, not_met).
unsure(R) :- applies(R, A), value(A, not_documented).
waived(R) :- waiver(R, W), value(W, met).
settled(R) :- rule(R), inapplicable(R).
settled(R) :- rule(R), value(R, met), not unsure(R).
settled(R) :- rule(R), waived(R), not value(R, met), not unsure(R).
:- rule(R), not settled(R).
examined :- rule(R), not inapplicable(R).
:- not examined.
#show change/2.
"""


def smallest(graph: Any) -> set[frozenset[tuple[str, str]]]:
    """All smallest sets of (finding, what it comes to) after which every rule is settled."""
    control = clingo.Control(["0", "--warn=none"])
    control.add("base", [], RULES + "\n".join(_facts(graph)))
    control.ground([("base", [])])
    found: set[frozenset[tuple[str, str]]] = set()
    control.solve(
        on_model=lambda model: found.add(
            frozenset((each.arguments[0].string, each.arguments[1].name) for each in model.symbols(shown=True))
        )
    )
    return {each for each in found if not any(other < each for other in found)}


def _facts(graph: Any) -> Any:
    numbers = {iri: number for number, iri in enumerate(graph.nodes)}
    for name, state in graph.states.items():
        yield f'finding("{name}", {state}).'
    for iri, (kind, arguments) in graph.nodes.items():
        number = numbers[iri]
        yield f"node({number}, {kind})."
        if kind in ("present", "absent", "absent_or_silent"):
            yield f'about({number}, "{arguments[0]}").'
        elif kind == "k":
            yield f"least({number}, {arguments[0]})."
            yield from (f'member({number}, "{name}").' for name in arguments[1:])
        else:
            yield from (f"part({number}, {numbers[part]})." for part in arguments)
    for step, condition in graph.offering.items():
        yield f"offers({step})."
        if condition:
            yield f"phase({step}, {numbers[condition]})."
    for step, (rules, required) in enumerate(graph.steps):
        yield from (f"rule_of({step}, {numbers[rule]})." for rule in rules)
        yield from (f"requires({step}, {each})." for each in required)
    for rule in graph.rules:
        applies, waiver = graph.conditions[rule]
        if applies:
            yield f"applies({numbers[rule]}, {numbers[applies]})."
        if waiver:
            yield f"waiver({numbers[rule]}, {numbers[waiver]})."

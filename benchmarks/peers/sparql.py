"""Peer B: the same rules as naive rdflib SPARQL: one graph for each case, one prepared query for each rule.

Naive in the way most first versions are: the case becomes triples (relief as two bounds, courses as days and dates also
as day numbers, so that no query does date arithmetic), and every rule asks the graph anew.  Queries are prepared once.
Four-valued connectives over rules (the waiver, the recommendation) are Python, as in the peer on dicts.
"""

import json
from datetime import date
from typing import Any

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result, ResultRow
from rdflib.term import Node

from peers import queries
from peers.classes import ADD_ONS, SIDES
from peers.handwritten import EXCEPTION, length, relief
from peers.review import MET, WAIVED, LineReview, Review, recommend, whole

C = Namespace("urn:case:")
SHARED = {rule: prepareQuery(getattr(queries, rule)) for rule in ("R1", "R2", "R3", "R4", "R5", "R6")}
BY_LINE = {rule: prepareQuery(getattr(queries, rule)) for rule in ("R7", "L2", "L5")}


def review(data: bytes) -> Review:
    """Statuses and recommendation of a case."""
    case = json.loads(data)
    graph = graph_of(case)
    shared = {rule: _status(graph.query(query)) for rule, query in SHARED.items()}
    if shared["R4"] != MET and shared["R6"] == MET:
        shared["R4"] = WAIVED
    shared["R6"] = EXCEPTION.get(shared["R6"], shared["R6"])
    lines = []
    for index, line in enumerate(case["request"]):
        node = {"line": C[f"line{index}"]}
        statuses = shared | {rule: _status(graph.query(query, initBindings=node)) for rule, query in BY_LINE.items()}
        lines.append(LineReview(line["code"], recommend(statuses), statuses))
    return whole(lines)


def _status(result: Result) -> str:
    row = next(iter(result))
    assert isinstance(row, ResultRow)
    return str(row[0])


def graph_of(case: dict[str, Any]) -> Graph:
    """A case as triples."""
    graph = Graph()
    for index, diagnosis in enumerate(case.get("diagnoses", ())):
        graph.add((C[f"diagnosis{index}"], C.code, Literal(diagnosis["code"])))
    for index, finding in enumerate(case.get("findings", ())):
        node = C[f"finding{index}"]
        present = finding.get("present", True) and finding.get("status") != "resolved"
        graph.add((node, RDF.type, C[finding["type"]]))
        graph.add((node, C.present, Literal(present)))
    for index, event in enumerate(case.get("events", ())):
        _event(graph, C[f"event{index}"], index, event)
    for index, line in enumerate(case["request"]):
        _line(graph, C[f"line{index}"], line)
    return graph


def _event(graph: Graph, node: URIRef, index: int, event: dict[str, Any]) -> None:
    low, high = relief(event)
    days, day = length(event), event.get("date")
    graph.add((node, RDF.type, C[event["type"]]))
    graph.add((node, C.status, Literal(event.get("status", "done"))))
    graph.add((node, C.supervised, Literal(event.get("supervised", True))))
    graph.add((node, C.low, Literal(low)))
    graph.add((node, C.high, Literal(high)))
    graph.add((node, C.day, Literal(date.fromisoformat(day).toordinal() if day else -index)))
    _maybe(graph, node, C.date, day)
    _maybe(graph, node, C.days, days)
    _maybe(graph, node, C.outcome, event.get("outcome"))
    _places(graph, node, (C.level, C.side), event)


def _line(graph: Graph, node: URIRef, line: dict[str, Any]) -> None:
    graph.add((node, C.procedure, Literal(line["code"])))
    _maybe(graph, node, C.needs, ADD_ONS.get(line["code"]))
    if "act" in line:
        graph.add((node, C.act, C[line["act"]]))
    _places(graph, node, (C.wants, C.on), line)


def _places(graph: Graph, node: URIRef, names: tuple[URIRef, URIRef], entry: dict[str, Any]) -> None:
    for level in entry.get("levels", ()):
        graph.add((node, names[0], Literal(level)))
    for side in SIDES[entry.get("side")]:
        graph.add((node, names[1], Literal(side)))


def _maybe(graph: Graph, node: Node, predicate: URIRef, value: object) -> None:
    if value is not None:
        graph.add((node, predicate, Literal(value)))

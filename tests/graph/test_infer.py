"""Inference: what HermiT adds to the graph, and what it refuses.  Needs Java: skipped without it, an error in CI."""

import os
import shutil
from pathlib import Path

import networkx as nx
import pytest

from antecede.errors import GraphError
from antecede.graph.data import INFERRED, folder
from antecede.graph.infer import infer, inputs
from antecede.graph.triples import Literal, load, parse
from antecede.graph.vocabulary import DISJOINT, ICD, SUBCLASS, ant

HAS_JAVA = shutil.which("java") is not None
needs_java = pytest.mark.skipif(not HAS_JAVA and not os.environ.get("CI"), reason="Java is not installed")
CPB = "https://w3id.org/antecede/policy/cpb#"


def stored() -> set[tuple[str, str, str | Literal]]:
    return set(parse(folder("ontology") / INFERRED))


@pytest.mark.parametrize(
    "triple",
    [
        (ant("ReliefAtLeast80"), SUBCLASS, ant("ReliefAtLeast75")),
        (ant("ReliefAtLeast75"), SUBCLASS, ant("ReliefMoreThan50")),
        (ant("ReliefMoreThan50"), SUBCLASS, ant("ReliefAtLeast50")),
        (CPB + "FacetBlockOf80", SUBCLASS, CPB + "FacetBlockOver50"),
        (ant("FacetRadiofrequencyAblation"), ant("addresses"), ant("LumbarFacetSource")),
        (ant("EndoscopicLateralBranchNeurectomy"), ant("addresses"), ant("PosteriorSacroiliacSource")),
        (ant("RadicularFinding"), DISJOINT, ICD + "M47.81"),
    ],
    ids=["80-over-75", "75-over-50", "over-50-at-least-50", "patterns", "facet", "sacroiliac", "code-against-finding"],
)
def test_the_stored_file_holds_what_follows(triple: tuple[str, str, str]) -> None:
    """In one step or, for subclasses, in several: the file leaves out what others of its lines imply."""
    subject, predicate, wanted = triple
    told = nx.DiGraph((one, other) for one, link, other in stored() if link == predicate)
    assert wanted in (nx.descendants(told, subject) if predicate == SUBCLASS else told[subject])


def test_nothing_in_the_stored_file_was_written_by_hand() -> None:
    written = set(load(inputs()))
    assert stored()
    assert not stored() & written


PREFIXES = (
    "@prefix ant: <https://w3id.org/antecede/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
)
BOTH = "ant:WithRadiculopathy , ant:WithoutRadiculopathy ."


@needs_java
@pytest.mark.parametrize(
    ("statement", "message"),
    [
        pytest.param("ant:Impossible a owl:Class ; rdfs:subClassOf", r"fault\.ttl.*Impossible", id="empty class"),
        pytest.param("ant:patient a", "inconsistent", id="inconsistent"),
    ],
)
def test_a_contradiction_in_the_graph_is_refused_by_name(tmp_path: Path, statement: str, message: str) -> None:
    """Of the ontology alone, for time; ``antecede build --check`` classifies all of the graph."""
    fault = tmp_path / "fault.ttl"
    fault.write_text(f"{PREFIXES}{statement} {BOTH}")
    ontology = [path for path in inputs() if path.parent == folder("ontology")]
    assert len(ontology) > 5
    with pytest.raises(GraphError, match=message):
        infer(load([*ontology, fault]))

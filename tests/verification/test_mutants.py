"""Whatever triple of a published determination is dropped, changed or added is noticed; what is not is named here.

A seeded sample runs with the suite; ``ANTECEDE_MUTANTS=1`` runs all mutants (about an hour of one core), a number
between the two that part of them.
"""

import json
import os
from functools import cache
from pathlib import Path
from random import Random

import pyshacl
import pytest
from rdflib import Graph

from antecede.api import Reviewer
from antecede.graph.data import folder
from antecede.verification.form import check_form
from antecede.verification.published import Published
from antecede.verification.verify import verify
from tests.published import published, written_as
from tests.support import TESTS
from tests.verification.mutants import Mutant, mutants, said

#: Determinations of several payers: certified, held, refused, referred; several lines and documents, a conflict, a
#: waiver, exclusions, an act that is not named, a step that was skipped.
CHOSEN = (
    "cases/seed-003",
    "cases/facet-rfa-second-level-never-blocked",
    "cases-field/aetna-decompression-cauda-equina",
    "cases-field/bcbs-al-stimulator-after-trial-of-49",
    "cases-field/carelon-epidural-again-after-3-weeks-of-benefit",
    "cases-field/cpb-nerve-division-low-back-pain-disputed",
    "cases-field/evicore-epidural-repeated-after-10-days",
    "cases-field/evicore-sacroiliac-third-diagnostic",
    "cases-field/healthpartners-facet-laser",
    "cases-field/medicare-augmentation-old-fracture",
    "cases-field/medicare-sacroiliac-tests-of-two-lists",
    "cases-field/uhc-occipital-block-for-neuralgia",
)
#: Mutants of each in the suite; with the share that the environment asks for, that share of all.
SAMPLE = 24
SHARE = float(os.environ.get("ANTECEDE_MUTANTS", "0"))
#: What is not noticed: what was done, to which property, of which sort of node; and why nobody is misled by it.
UNNOTICED = {
    (
        "dropped",
        "told",
        "use",
    ): "which words of a sentence are about which fact; the sentence and its words stay accounted for",
    ("changed", "told", "use"): "the same: another phrase of the same sentence",
    (
        "changed",
        "fared",
        "use",
    ): "a denial that contests, or one that does not; or a word that leaves the bracket as it is and is in no sentence",
    (
        "changed",
        "heldAgainst",
        "use",
    ): "which condition of its class a fact fails or leaves open, where that is no plain number",
    (
        "changed",
        "robust",
        "LineDetermination",
    ): "a refusal or a referral: whether what is missing could move it takes the evaluator",
    (
        "dropped",
        "pointsElsewhere",
        "LineDetermination",
    ): "what else the record points to; the alternatives that follow from it are checked",
    ("changed", "object", "edge"): "an edge of a path that gives way to another true one of the same rule",
    (
        "added",
        "type",
        "entry",
    ): "a class above its own, or one that is defined: what an entry is used as is checked by what it says",
    ("dropped", "heldAgainst", "use"): "the same: a value out of its range names no condition either",
    ("changed", "onStep", "Assessment"): "of two steps that were passed over and ask for the same rule, the other",
    ("changed", "hasReason", "Assessment"): "another reason that fits the same status, bracket and parts",
    (
        "dropped",
        "type",
        "entry",
    ): "a class that it is of by what it says; the one that it names is missed, and so is what it is used as",
}


@cache
def original(name: str, folder_: Path) -> Published:
    """A determination as it was published."""
    case = json.loads((TESTS / f"{name}.json").read_text(encoding="utf-8"))["case"]
    path = written_as(published(case, Reviewer()), folder_, f"{Path(name).name}.trig")
    assert verify(path).problems == ()
    return Published(path)


def chosen(name: str, whole: Published) -> list[Mutant]:
    """The mutants that are tried."""
    random = Random(name)
    every = list(mutants(whole.told, random))
    return [each for each in every if random.random() < SHARE] if SHARE else random.sample(every, SAMPLE)


@pytest.mark.parametrize("name", CHOSEN)
def test_every_mutant_is_noticed(name: str, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = original(name, tmp_path_factory.getbasetemp())
    tried = chosen(name, whole)
    assert len(tried) >= SAMPLE
    left = [each for each in tried if not list(said(whole, each)) and each.what(whole.told) not in UNNOTICED]
    assert left == []


def test_sample_is_of_all_sorts(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert len(CHOSEN) == 12
    whole = original(CHOSEN[-1], tmp_path_factory.getbasetemp())
    every = list(mutants(whole.told, Random("sorts")))
    assert len(every) > 2.5 * len(whole.told)
    assert {each.kind for each in every} == {"dropped", "changed", "added"}


def test_shapes_mean_here_what_shacl_means_by_them(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An implementation of all of SHACL finds the same determinations, whole and altered, well formed or not."""
    whole = original(CHOSEN[-1], tmp_path_factory.getbasetemp())
    shapes = Graph().parse(folder("ontology") / "shapes" / "published.ttl")
    found = {True: 0, False: 0}
    for mutant in (None, *Random("shapes").sample(list(mutants(whole.told, Random("shapes"))), 40)):
        altered = Graph()
        for triple in whole.told if mutant is None else mutant.of(whole.told):
            altered.add(triple)
        formal = [each for each in check_form(whole.with_told(altered)) if "belong" not in each.what]
        well_formed = pyshacl.validate(altered, shacl_graph=shapes)[0]
        assert well_formed is not bool(formal), mutant
        found[well_formed] += 1
    assert min(found.values()) > 5

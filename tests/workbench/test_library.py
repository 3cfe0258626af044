"""Policies to browse: every rule with its sources, every pathway with its picture, every count counted again."""

import html
import json
import re
from xml.etree import ElementTree

import httpx
import pytest

from antecede.comparison.compare import Comparer, Relation
from antecede.knowledge.policy import Policy
from antecede.report.cited import READ_AT_SOURCE
from antecede.report.comparison import Teller
from antecede.workbench.library import Library
from tests.http.test_pages import text
from tests.look.scenes import reviewer

PLAN = reviewer().engine.plan
LIBRARY = Library(reviewer().engine)
POLICIES = {each.notation: each for each in PLAN.policies}


def groups(policy: Policy) -> list[set[str]]:
    """Rules on every request, then those of each pathway."""
    found = [set(policy.rules)]
    for pathway in policy.pathways:
        steps = (iri for step in pathway.steps for iri in (*step.entry, *step.completed_by))
        found.append({*pathway.entry, *steps})
    return found


def criteria(policy: Policy) -> set[str]:
    return set().union(*groups(policy))


def test_every_document_has_a_name_of_its_own() -> None:
    assert len(POLICIES) == len(PLAN.policies) > 70
    listed = [each for found in LIBRARY.families.values() for each in found]
    assert {each.name: each.family for each in listed} == {name: each.family for name, each in POLICIES.items()}
    assert len(listed) == len(POLICIES)


@pytest.mark.parametrize("name", POLICIES)
def test_a_document_is_shown_whole(name: str) -> None:
    policy = POLICIES[name]
    document, drawn = LIBRARY.document(policy), LIBRARY.drawn(policy)
    shown = [*LIBRARY.rules(policy), *(rule for each in drawn for rule in each.rules)]
    held = criteria(policy)
    assert {(each.notation, each.required) for each in shown} == {(PLAN.criteria[i].notation, PLAN.criteria[i].requirement) for i in held}  # fmt: skip
    assert document.rules == len(held)
    assert len(LIBRARY.covered(policy)) == len(policy.coverage)
    cited = {c.iri: c.known_by for i in held for c in PLAN.criteria[i].citations} | {c.iri: c.known_by for each in policy.coverage for c in each.citations}  # fmt: skip
    assert (document.cited, document.confirmed) == (len(cited), list(cited.values()).count(READ_AT_SOURCE))
    doubtful = [
        c for each in groups(policy) for i in each for c in PLAN.criteria[i].citations if c.known_by != READ_AT_SOURCE
    ]
    assert sum(source.to_be_confirmed for each in shown for source in each.sources) == len(doubtful)
    assert [each.label.lower() for each in drawn] == [each.label.lower() for each in policy.pathways]
    assert all(ElementTree.fromstring(each.picture).get("role") == "img" for each in drawn)


@pytest.mark.parametrize("name", ["cpb", "CPB-0016", "L38801-2026", "NCD-150.7", "CMM-207"])
def test_its_page_says_it(name: str, client: httpx.Client) -> None:
    page = client.get(f"/policies/{name}")
    assert page.status_code == 200
    policy, said = POLICIES[name], html.unescape(" ".join(text(page.text).split()))
    for iri in criteria(policy):
        assert " ".join(PLAN.criteria[iri].requirement.split()) in said
    assert page.text.count('<figure class="canvas drawn') == len(policy.pathways)
    assert policy.edition in said
    assert (policy.known_by != READ_AT_SOURCE) == bool(re.search(r"Known by.{0,60}to be confirmed", said))


def test_every_document_is_one_click_from_the_policies(client: httpx.Client) -> None:
    page = client.get("/policies").text
    links = {html.unescape(each) for each in re.findall(r'href="/policies/([^"]+)"', page)}
    assert links == {*POLICIES, *LIBRARY.families}
    family = client.get("/policies/medicare").text
    medicare = {each.notation for each in PLAN.policies if each.family == "medicare"}
    assert medicare <= {html.unescape(each) for each in re.findall(r'href="/policies/([^"]+)"', family)}
    assert client.get("/policies/L38801-2026").status_code == 200


@pytest.mark.parametrize(("a", "b"), [("aetna", "evicore"), ("L38801-2024", "L38801-2026"), ("cpb", "cpb")])
def test_two_policies_side_by_side(a: str, b: str, client: httpx.Client) -> None:
    """Every act, every pair with its relation and proof, and what only one side has, as the comparison has them."""
    found = Teller(reviewer().engine).comparison(Comparer(reviewer().engine).compare(a, b))
    answer = client.get("/compare", params={"a": a, "b": b})
    assert answer.status_code == 200
    page, said = answer.text, html.unescape(" ".join(text(answer.text).split()))
    assert page.count('<details class="notes compared"') == len(found["acts"]) > 0
    relations = [pair["relation"] for each in found["acts"] for pair in each["criteria"]]
    shown = re.findall(rf'<th scope="row">({"|".join(Relation)})</th>', page)
    assert shown == relations
    for each in found["acts"]:
        assert all(act["label"].lower() in said.lower() for act in each["acts"])
        alone = [*each["only_one"], *each["only_other"]]
        assert all(f"{one['notation']} {one['label']}" in said for one in alone)
        for pair in each["criteria"]:
            assert pair["one"]["requirement"] in said
            assert all(axiom["text"] in said for axiom in pair["proof"] or ())


def test_one_act_is_compared_with_cases(client: httpx.Client) -> None:
    """What the command finds of one act: each relation, each case that tells two rules apart, and the case as a file."""
    act, sides = "FacetRadiofrequencyAblation", {"a": "cpb", "b": "medicare"}
    every = client.get("/compare", params=sides).text
    assert f"act={act}" in every
    assert "The case, as a file" not in every
    engine = reviewer().engine
    found = Comparer(engine).compare("cpb", "medicare", act=f"https://w3id.org/antecede/ontology#{act}", cases=True)
    (told,) = Teller(engine).comparison(found)["acts"]
    page = client.get("/compare", params={**sides, "act": act}).text
    said = html.unescape(" ".join(text(page).split()))
    apart = [each for pair in told["criteria"] for each in pair["apart"]]
    assert len(apart) > 1
    assert all(" ".join(each["text"].split()) in said for each in apart)
    shown = [json.loads(html.unescape(each)) for each in re.findall(r'<pre tabindex="0">(.*?)</pre>', page, re.DOTALL)]
    assert shown == json.loads(json.dumps([each["case"] for each in apart]))
    assert re.findall(rf'<th scope="row">({"|".join(Relation)})</th>', page) == [
        p["relation"] for p in told["criteria"]
    ]
    assert Relation.INCOMPARABLE in [p["relation"] for p in told["criteria"]]
    assert client.get("/compare", params={**sides, "act": "Nonsense"}).status_code == 404


def test_comparing_starts_with_a_choice(client: httpx.Client) -> None:
    page = client.get("/compare", params={"a": "cpb"})
    assert page.status_code == 200
    assert "<option selected>cpb</option>" in page.text
    assert set(re.findall(r"<option>([^<]+)</option>", page.text)) >= {*POLICIES, *LIBRARY.families} - {"cpb"}

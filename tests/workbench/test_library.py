"""Policies to browse: every rule with its sources, every pathway with its picture, every count counted again."""

import html
import re
from xml.etree import ElementTree

import httpx
import pytest

from antecede.knowledge.policy import Policy
from antecede.report.cited import READ_AT_SOURCE
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


def test_two_policies_side_by_side(client: httpx.Client) -> None:
    """Every act of one or the other, as the map of coverage has it."""
    families = LIBRARY.coverage.families
    one, other = families.index("aetna"), families.index("evicore")
    expected = {row.label: (row.cells[one].status, row.cells[other].status) for row in LIBRARY.coverage.rows if row.cells[one].documents or row.cells[other].documents}  # fmt: skip
    made = LIBRARY.beside("aetna", "evicore")
    assert {each.act: tuple(cell.status for cell in each.cells) for each in made} == expected
    assert len(expected) > 20
    page = client.get("/compare", params={"a": "aetna", "b": "evicore"}).text
    assert page.count('<tr><th scope="row">') == len(expected)
    differ = sum(a != b for a, b in expected.values())
    assert f"{len(expected)} acts; on {differ} the two differ." in " ".join(text(page).split())
    assert LIBRARY.beside("CMM-208", "CPB-0016")
    assert client.get("/compare").status_code == 200

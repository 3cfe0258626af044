"""Cross-site scripting through every text that a case or a policy may carry: nothing runs, nothing becomes markup."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.diagram.drawing import draw
from antecede.diagram.formats import dot, mermaid
from antecede.diagram.layout import engine
from antecede.diagram.line import line_scene
from antecede.diagram.pathway import pathway_scene
from antecede.diagram.svg import Writer
from antecede.graph.data import shipped_files
from antecede.graph.triples import Literal, load
from antecede.knowledge.plan import Plan
from antecede.knowledge.reading.plan import plan_of
from antecede.letter.letter import Reader, write_letter
from antecede.letter.markdown import markdown
from antecede.letter.page import html
from antecede.letter.pdf import pdf
from antecede.letter.plain import PlainWords, plain_words
from antecede.report.page import page
from tests.look.browser import Watched, chromium, needed
from tests.support import CASES

MARK = "xss"
EVIL = (
    "</script><script>alert('xss')</script>\"'><img src=x onerror=alert('xss')><svg onload=alert('xss')>"
    "</style></title>{{ 7*7 }}{% raw %}${alert('xss')}`]]>&lt;b&gt;<a href=javascript:alert('xss')>#eval(read)"
)
#: Keys of a case that hold free text; those that the graph names are refused when they are unknown.
FREE = ("source", "drug", "dose", "technique", "guidance", "outcome", "region", "scale", "function", "function_scale")


def poisoned(value: Any, key: str = "") -> Any:
    """A case with hostile text wherever text of any kind is taken."""
    if isinstance(value, dict):
        return {name: poisoned(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [poisoned(each, key) for each in value]
    return value + EVIL if isinstance(value, str) and key in (*FREE, "id", "quote", "document") else value


def hostile_case(name: str) -> dict[str, Any]:
    case = poisoned(CASES[name])
    case["id"] = EVIL
    for entry in (*case.get("events", ()), *case.get("findings", ()), *case["request"], *case.get("diagnoses", ())):
        entry["source"] = {"document": EVIL, "date": EVIL, "quote": EVIL}
    return dict(case)


def hostile_plan() -> Plan:
    """The shipped graph with every text of it made hostile; notations too."""
    triples = load(shipped_files())
    for properties in triples._out.values():
        for predicate, nodes in properties.items():
            if predicate.endswith(TEXTS):
                nodes[:] = [Literal(f"{n.text}{EVIL}", n.datatype) if isinstance(n, Literal) else n for n in nodes]
    return plan_of(triples, "hostile")


TEXTS = (
    "#label",
    "#requirement",
    "#remedy",
    "#caution",
    "#assumption",
    "#text",
    "#locator",
    "#issuer",
    "#edition",
    "#grade",
)


def hostile_words() -> PlainWords:
    plain = plain_words()
    return PlainWords(
        *({iri: text + EVIL for iri, text in each.items()} for each in (plain.labels, plain.texts, plain.remedies))
    )


@pytest.fixture(scope="module", params=["case", "graph"])
def documents(request: pytest.FixtureRequest) -> dict[str, str]:
    """Every document there is, of a hostile case, or of a harmless one under a hostile graph."""
    return written(request.param)


def written(where: str) -> dict[str, str]:
    """Every document, with what is hostile in the case or in the graph."""
    reviewer = Reviewer()
    if where == "graph":
        reviewer.engine = type(reviewer.engine)(hostile_plan())
        case = CASES["seed-001"]
    else:
        case = hostile_case("seed-001")
    found = reviewer.review(Case.model_validate(case))
    scene = line_scene(found, found.lines[0])
    pathway = pathway_scene(found.policy, found.policy.pathways[0], reviewer.engine)
    letters = {reader: write_letter(found, reader, hostile_words()) for reader in Reader}
    return {
        "page.html": page(found),
        "picture.svg": Writer(draw(scene), path=scene.paths[0]).document(),
        "pathway.svg": Writer(draw(pathway)).document(),
        "picture.mmd": mermaid(scene),
        "picture.dot": dot(scene),
        "member.html": html(letters[Reader.MEMBER]),
        "provider.html": html(letters[Reader.PROVIDER]),
        "member.md": markdown(letters[Reader.MEMBER]),
        "provider.md": markdown(letters[Reader.PROVIDER]),
    }


def test_hostile_text_was_planted(documents: dict[str, str]) -> None:
    assert {name for name, text in documents.items() if MARK in text} >= {
        "page.html",
        "provider.html",
        "provider.md",
        "member.html",
    }


def test_pages_hold_it_as_text_only(documents: dict[str, str]) -> None:
    for name in ("page.html", "member.html", "provider.html"):
        text = documents[name]
        assert len(re.findall(r"<script", text)) == (1 if name == "page.html" else 0)
        assert not re.search(r"<(img|a)\b[^>]*(onerror|javascript:)", text)
        assert "<svg onload" not in text
        assert "49" not in re.findall(r"\{\{.*?\}\}", text)
        assert text.count("</style>") == 1


def test_pictures_are_well_formed(documents: dict[str, str]) -> None:
    for name in ("picture.svg", "pathway.svg"):
        tree = ElementTree.fromstring(documents[name])
        kinds = {each.tag.rpartition("}")[2] for each in tree.iter()}
        assert kinds == {"svg", "style", "rect", "path", "g", "text", "circle"} - (
            {"circle"} if name == "pathway.svg" else set()
        )
        assert not [key for each in tree.iter() for key in each.attrib if key.startswith("on") or "href" in key]


def test_dot_is_still_dot(documents: dict[str, str]) -> None:
    assert engine().run(documents["picture.dot"])


def test_mermaid_lines_keep_their_form(documents: dict[str, str]) -> None:
    known = re.compile(
        r"flowchart TD|  subgraph b\d+p\[\" \"\]|  end| +b\d+(\[|\(\[|\{\{)\"[^\"<>{}\[\]()|`;]*?(?:<br/>|#\d+;|[ (),.%\w-])*\"(\]|\]\)|\}\})"
        r"|  b\d+ (---|-->|-\.->) b\d+"
    )
    assert not [line for line in documents["picture.mmd"].splitlines() if not known.fullmatch(line)]


def test_markdown_holds_no_markup(documents: dict[str, str]) -> None:
    for name in ("member.md", "provider.md"):
        assert not re.search(r"(?<!\\)[<>]", documents[name])
        assert not re.search(r"(?<!\\)\]\(", documents[name])


def test_the_pdf_takes_it_as_text() -> None:
    found = Reviewer().review(Case.model_validate(hostile_case("seed-001")))
    made = pdf(write_letter(found, Reader.PROVIDER, hostile_words()))
    assert made.startswith(b"%PDF-")
    assert b"/JavaScript" not in made
    assert b"/URI" not in made


@needed
def test_nothing_runs(documents: dict[str, str], tmp_path: Path) -> None:
    """Opened, clicked, walked: no dialog, no error, no request."""
    with chromium() as browser:
        for name in ("page.html", "member.html", "provider.html", "picture.svg"):
            path = tmp_path / name
            path.write_text(documents[name], encoding="utf-8")
            seen = Watched(browser, path)
            for summary in cards(seen):
                summary.click()
            assert seen.said == []
            assert seen.outside() == []


def cards(seen: Watched) -> Iterator[Any]:
    yield from seen.page.locator("ol.reasons > li summary").all()
    yield from seen.page.locator("details.notes > summary").all()


@needed
def test_what_gets_in_all_the_same_does_not_run(tmp_path: Path) -> None:
    """The page's own policy stops a script even where one were let through."""
    found = Reviewer().review(Case.model_validate(CASES["seed-001"]))
    broken = page(found).replace(
        "<main>", "<main><script>alert('xss')</script><img src='https://example.org/x.png'>", 1
    )
    path = tmp_path / "broken.html"
    path.write_text(broken, encoding="utf-8")
    with chromium() as browser:
        seen = Watched(browser, path)
        assert not [said for said in seen.said if said.startswith("dialog")]
        assert len([said for said in seen.said if "Content Security Policy" in said]) == 2

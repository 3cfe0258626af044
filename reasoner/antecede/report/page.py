"""The reviewer's page: one file that needs nothing else, and lets nothing else in."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from antecede.determination.result import Determination
from antecede.diagram.drawing import draw
from antecede.diagram.icons import icon
from antecede.diagram.style import themed
from antecede.diagram.svg import Writer, attributes
from antecede.diagram.type import font_faces
from antecede.explanation.authority import COVERAGE_WORDS
from antecede.explanation.picture import LEGEND, STATE_WORDS, outcome_word
from antecede.explanation.picture import counted as amount_of
from antecede.explanation.words import REPAIR_WORDS, sentence
from antecede.report.reason import FindingView, Mark, mark
from antecede.report.text import COMPLETES, OTHERS, robustness
from antecede.report.view import LineView, counted, view

TEMPLATES = Path(__file__).resolve().parent / "templates"
#: State whose look a recommendation has.
LOOK_OF = {
    "certify": "met",
    "refer": "requested",
    "pend": "not_documented",
    "non_certify": "not_met",
    "partial": "requested",
}
TITLES = (
    ("Pitfalls", "pitfalls"),
    ("Evidence", "evidence"),
    ("Risks", "risks"),
    ("What the sources have wrong", "corrections"),
    ("Notes", "notes"),
)


class Exact(str):
    """A text that is shown as it is."""


def _printable(value: object) -> object:
    """A text without control characters; lines and tabs stay."""
    if type(value) is not str or value.isprintable():
        return value
    return "".join(char if char.isprintable() or char in "\n\t" else " " for char in value)


@cache
def environment(*folders: Path) -> Environment:
    """Templates of this folder, and of others before it, with every value escaped; what is not there is an error.

    Control characters become blanks: those that turn the direction of writing could show a record as what it is not.
    ``exact`` keeps a text as it is, for fields of forms.
    """
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["exact"] = Exact
    made.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    made.globals.update(glyph=lambda name: Markup(icon(name, 0, 0)))  # noqa: S704 - drawn by us
    return made


def page(determination: Determination) -> str:
    """The page of a determination."""
    style, script = stylesheet(), read("page.js")
    return (
        environment()
        .get_template("case.html")
        .render(
            **shown_values(determination),
            alone=True,
            policy=content_policy(style, script),
            style=Markup(style),  # noqa: S704 - written by us
            script=Markup(script),  # noqa: S704 - written by us
        )
    )


def shown_values(determination: Determination) -> dict[str, object]:
    """What the templates of a case (``case_top``, ``case_lines``, ``case_foot``) tell of a determination."""
    shown = view(determination, proved=True)
    return {
        "answer": shown.answer,
        "edition": shown.edition,
        "verdict": recommendation_mark(shown.answer["recommendation"]),
        "lines": shown.lines,
        "line_marks": {line.key: recommendation_mark(line.said["recommendation"]) for line in shown.lines},
        "pictures": {line.key: Markup(picture(line)) for line in shown.lines},  # noqa: S704 - the writer escapes every text
        "legend": [mark(state, word) for state, word in LEGEND],
        "shared": [(title, shown.shared[key]) for title, key in TITLES],
        "competing": list(dict.fromkeys(each["text"] for each in shown.answer.get("competing_generators", ()))),
        "alerts": shown.alerts,
        "known_by": shown.known_by,
        "considered": shown.considered,
        "mark": mark,
        "repair_words": REPAIR_WORDS,
        "firmness": robustness,
        "completeness": _completeness,
        "others": OTHERS,
        "completes": sentence(COMPLETES),
        "counted": _counted,
        "coverage": coverage_mark,
        "coverage_words": COVERAGE_WORDS,
        "lit": _lit,
    }


def coverage_mark(status: str) -> Mark:
    """How the coverage of an act is shown."""
    return mark(status, STATE_WORDS[status])


def picture(line: LineView) -> str:
    """The picture of a line, for a page that has the style sheet."""
    return Writer(draw(line.scene), prefix=f"{line.key}.", live=True).fragment()


def recommendation_mark(recommendation: str) -> Mark:
    """How a recommendation is shown."""
    return mark(LOOK_OF[recommendation], outcome_word(recommendation))


@cache
def stylesheet() -> str:
    """Fonts, colours of both themes, pictures, page."""
    return font_faces() + themed() + read("page.css")


def content_policy(style: str, script: str) -> str:
    """A content security policy under which nothing runs but this style and this script, and nothing is fetched."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def read(name: str) -> str:
    """Text of a style sheet or script."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _lit(line: LineView, finding: FindingView) -> Markup:
    """What a reason lights up in the picture: boxes and edges, by id."""
    path = next((each for each in line.scene.paths if each.about == finding.about), None)
    if path is None:
        return Markup("")
    lit = {"data_boxes": " ".join(path.boxes), "data_edges": " ".join(line.scene.links(path))}
    return Markup(attributes(**lit))  # noqa: S704 - escaped there


def _completeness(line: LineView) -> str:
    """What was looked at, and that the reasons are all there are."""
    examined, found = len(line.said["findings"]), len(line.reasons)
    if not examined:
        return "No rule concerns this line; coverage decides." if line.coverage else "No rule concerns this line."
    rules = f"All {examined} rules that concern this line were" if examined > 1 else "The one rule for this line was"
    by_itself = " Coverage decides by itself." if line.coverage else ""
    if not found:
        return f"{rules} looked at; none refuses and none is open.{by_itself}"
    if found == 1:
        return f"{rules} looked at.{by_itself} This one refuses or is open; there is no other."
    others = f"These {found} refuse or are open; there are no others, and each stands by itself."
    return f"{rules} looked at.{by_itself} {others}"


def _counted(line: LineView) -> str:
    """How many criteria have which status, counted from the rows of the table."""
    words = (f"{word} {amount}" for word, amount in counted(line).items())
    rules = amount_of(len(line.said["findings"]), "rule", "rules")
    return " ".join(filter(None, (f"{rules}.", " · ".join(words))))

"""A letter as one HTML file."""

from pathlib import Path

from markupsafe import Markup

from antecede.diagram.style import themed
from antecede.diagram.type import font_faces
from antecede.letter.letter import Letter
from antecede.report.page import content_policy, environment

TEMPLATES = Path(__file__).resolve().parent / "templates"


def html(letter: Letter) -> str:
    """The letter, every text escaped, nothing fetched and nothing run."""
    style = font_faces() + themed() + (TEMPLATES / "letter.css").read_text(encoding="utf-8")
    policy = content_policy(style, "")
    template = environment(TEMPLATES).get_template("letter.html")
    return template.render(letter=letter, style=Markup(style), policy=policy)  # noqa: S704 - ours

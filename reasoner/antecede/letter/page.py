"""A letter as one HTML file."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from antecede.diagram.style import themed
from antecede.diagram.type import font_faces
from antecede.letter.letter import Letter
from antecede.report.page import content_policy

TEMPLATES = Path(__file__).resolve().parent / "templates"


def html(letter: Letter) -> str:
    """The letter, every text escaped, nothing fetched and nothing run."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.tests["list_block"] = lambda block: hasattr(block, "items")
    style = font_faces() + themed() + (TEMPLATES / "letter.css").read_text(encoding="utf-8")
    policy = content_policy(style, "")
    return made.get_template("letter.html").render(letter=letter, style=Markup(style), policy=policy)  # noqa: S704 - ours

"""A determination as a notebook shows it: the words of the terminal, as text, Markdown and HTML."""

from collections.abc import Callable

from jinja2 import Environment

from antecede.determination.result import Determination
from antecede.report.answer import answer
from antecede.report.text import lines

_HTML = """\
<div>
{% for indent, style, text in lines if text %}
<div style="margin-left: {{ 1.5 * indent }}em">\
{% if style == "bold" %}<strong>{{ text }}</strong>{% else %}{{ text }}{% endif %}</div>
{% endfor %}
</div>
"""


def as_text(determination: Determination) -> str:
    """What the command line prints."""
    return "\n".join("  " * indent + text for indent, _, text in lines(answer(determination)))


def as_markdown(determination: Determination) -> str:
    """The same as paragraphs and lists."""
    said = ((indent, style, _plain(text)) for indent, style, text in lines(answer(determination)) if text)
    return "\n".join(_item(*each) for each in said)


def as_html(determination: Determination) -> str:
    """The same as HTML without script; whatever a case holds is escaped."""
    return Environment(autoescape=True).from_string(_HTML).render(lines=lines(answer(determination)))


def _item(indent: int, style: str, text: str) -> str:
    words = f"**{text}**" if style == "bold" else text
    return f"{'  ' * (indent - 1)}* {words}" if indent else f"\n{words}\n"


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return "".join("\\" + each if each in r"\`*_{}[]<>#|!" else each for each in text)


#: What makes each form, by its media type; a room that draws adds its own.
MAKERS: dict[str, Callable[[Determination], str]] = {
    "text/plain": as_text,
    "text/markdown": as_markdown,
    "text/html": as_html,
}

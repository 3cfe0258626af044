"""Pages to browse: pictures, who covers what, the tree of classes."""

from collections.abc import Sequence

from markupsafe import Markup

from antecede.diagram.classes import ClassNode
from antecede.diagram.coverage import CoverageMap
from antecede.diagram.drawing import draw
from antecede.diagram.scene import Scene
from antecede.diagram.svg import Writer
from antecede.explanation.picture import COVERAGE_MAP
from antecede.report.page import content_policy, coverage_mark, environment, read, stylesheet


def coverage_page(found: CoverageMap) -> str:
    """The map as a table."""
    return _page(
        "coverage.html",
        title=COVERAGE_MAP,
        found=found,
        mark=coverage_mark,
    )


def picture_page(scenes: Sequence[Scene]) -> str:
    """Pictures as a page of their own, in the colours that the reader prefers."""
    drawn = [Writer(draw(scene), prefix=f"p{number}.").fragment() for number, scene in enumerate(scenes)]
    return _page(
        "picture.html",
        title=scenes[0].title,
        note=scenes[0].note,
        pictures=[(scene.title, Markup(each)) for scene, each in zip(scenes, drawn, strict=True)],  # noqa: S704 - the writer escapes every text
    )


def class_page(roots: tuple[ClassNode, ...]) -> str:
    """The tree of classes, to be opened and searched."""
    return _page("classes.html", title="Classes of the graph", roots=roots, amount=sum(1 + root.size for root in roots))


def _page(template: str, **values: object) -> str:
    style, script = stylesheet(), read("browse.js")
    return (
        environment()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 - written by us
            script=Markup(script),  # noqa: S704 - written by us
            policy=content_policy(style, script),
            **values,
        )
    )

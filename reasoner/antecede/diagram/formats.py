"""A scene in the formats of files: SVG, PNG, Mermaid, DOT."""

from collections.abc import Callable, Iterator, Sequence

from antecede.diagram.dot import quoted
from antecede.diagram.drawing import draw
from antecede.diagram.look import LOOKS
from antecede.diagram.palette import LIGHT, Palette
from antecede.diagram.scene import Box, Panel, Path, Scene
from antecede.diagram.style import resolved
from antecede.diagram.svg import Writer, attributes
from antecede.diagram.type import FAMILY, font_faces, font_file
from antecede.errors import AntecedeError, Problem
from antecede.explanation.words import clean

#: Pixels between stacked pictures.
BETWEEN = 36


def svg(scene: Scene, path: Path | None = None, palette: Palette = LIGHT) -> str:
    """The picture with its fonts in it."""
    return Writer(draw(scene), path=path).document(palette)


def stacked(scenes: Sequence[Scene], palette: Palette = LIGHT, *, fonts: bool = True) -> str:
    """Several pictures below each other in one."""
    writers = [(Writer(drawn, prefix=f"p{number}."), drawn) for number, drawn in enumerate(map(draw, scenes))]
    across = max(drawn.width for _, drawn in writers)
    y, parts = 0.0, []
    for writer, drawn in writers:
        parts.append(writer.fragment(y))
        y += drawn.height + BETWEEN
    style = (font_faces() if fonts else "") + resolved(palette)
    opening = attributes(
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {across:g} {y:g}", width=f"{across:g}", height=f"{y:g}",
        class_="picture",
    )  # fmt: skip
    ground = f'<rect class="ground" width="{across:g}" height="{y:g}"/>'
    return f"<svg{opening}><style>{style}</style>{ground}{''.join(parts)}</svg>\n"


def png(scene: Scene, path: Path | None = None, palette: Palette = LIGHT) -> bytes:
    """The picture in pixels, two for each of its own.  Raises :class:`AntecedeError` without the ``png`` extra."""
    return pixels(Writer(draw(scene), path=path).document(palette, fonts=False))


def pixels(document: str) -> bytes:
    """An SVG document in pixels."""
    try:
        import resvg_py
    except ImportError:
        remedy = "install antecede[png], or write a .svg file"
        raise AntecedeError(Problem("draw", "png", "resvg-py is not installed", remedy)) from None
    fonts = [str(font_file(weight)) for weight in (400, 600)]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=document, skip_system_fonts=True, font_files=fonts, font_family=FAMILY, zoom=2.0
        )
    )


def mermaid(scene: Scene) -> str:
    """The scene as Mermaid text, for places that draw it themselves."""
    numbers = {box.id: f"b{number}" for number, box in enumerate(scene.boxes)}
    lines = ["flowchart TD"]
    for band in scene.bands:
        for node in band.nodes:
            if isinstance(node, Panel):
                boxes = "\n".join(f"    {numbers[box.id]}{_shape(box)}" for box in (node.head, *node.boxes))
                lines.append(f'  subgraph {numbers[node.id]}p[" "]\n{boxes}\n  end')
                lines += [f"  {numbers[box.id]} --- {numbers[node.id]}" for box in node.boxes]
            else:
                lines.append(f"  {numbers[node.id]}{_shape(node)}")
    for edge in scene.edges:
        lines.append(f"  {numbers[edge.tail]} {'-->' if edge.taken else '-.->'} {numbers[edge.head]}")
    return "\n".join(lines) + "\n"


def _shape(box: Box) -> str:
    words = "<br/>".join(
        _entities(each) for each in (" ".join(filter(None, (box.notation, box.label))), box.word) if each
    )
    left, right = {"act": ("([", "])"), "alternative": ("([", "])"), "exclusion": ("{{", "}}")}.get(
        box.kind, ("[", "]")
    )
    return f'{left}"{words}"{right}'


def _entities(text: str) -> str:
    """Text in which nothing means anything to Mermaid: all but letters, digits and spaces by number."""
    return "".join(char if char.isalnum() or char in " ,.-%()" else f"#{ord(char)};" for char in clean(text))


def dot(scene: Scene) -> str:
    """The scene as DOT, for tools that lay it out themselves."""
    return "\n".join(_dot(scene)) + "\n"


def _dot(scene: Scene) -> Iterator[str]:
    yield f"digraph {quoted(scene.title)} {{"
    yield "  graph [compound=true, newrank=true]; node [shape=box];"
    for number, band in enumerate(scene.bands):
        yield f"  subgraph cluster_{number} {{ label={quoted(band.title)};"
        for box in band.boxes:
            label = "\n".join(filter(None, (box.label, box.word)))
            style = {"dashed": "dashed", "dotted": "dotted"}.get(LOOKS[box.state].border, "solid")
            yield f"    {quoted(box.id)} [label={quoted(label.replace(chr(10), ' / '))}, style={style}];"
        yield "  }"
    for edge in scene.edges:
        yield f"  {quoted(edge.tail)} -> {quoted(edge.head)} [style={'solid' if edge.taken else 'dotted'}];"
    for member, gate in scene.members.items():
        yield f"  {quoted(member)} -> {quoted(gate)} [arrowhead=none];"
    yield "}"


#: Writers of one scene as text, by suffix of the file.
TEXTS: dict[str, Callable[[Scene], str]] = {"svg": svg, "mmd": mermaid, "dot": dot}

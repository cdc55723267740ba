"""How much room the text of a written slide takes, from its own and its inherited properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from bookrunner.office.pptx_types import Cell, Element, Paragraph, Shape
from bookrunner.office.template_pptx import EMU
from bookrunner.office.typesetting import Face, line_count, stretch_of, text_width

_SIZE_WHEN_UNSAID = 18.0
_LINE = 1.15
"""Line height over type size; renderers use 1.13 to 1.2 for the common faces."""
_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)


@dataclass(frozen=True)
class Measured:
    """What a frame's words need, in inches, insets included."""

    width: float
    """Of the longest line when nothing wraps; otherwise of the box."""
    height: float
    lines: int


def measured(shape: Shape) -> Measured:
    """The room that the words of a shape with a text frame take in its width."""
    frame = shape.text_frame
    left, top, right, bottom = _insets(shape)
    inner = max(shape.width / EMU - left - right, 0.05)
    wraps = _body_property(shape, "wrap") != "none"
    scale = _font_scale(shape)
    height, lines, widest = 0.0, 0, 0.0
    for paragraph in frame.paragraphs:
        face = _face(shape, paragraph, scale)
        indent = _indent(paragraph)
        text = _text(paragraph)
        count = line_count(text, face, max(inner - indent, 0.05)) if wraps else 1
        widest = max(widest, text_width(text, face) + indent)
        spacing = _line_spacing(shape, paragraph)
        height += count * face.size * _LINE * spacing / 72 + _space_after(paragraph)
        lines += count
    height -= _space_after(frame.paragraphs[-1])
    width = left + right + (inner if wraps else widest)
    return Measured(width, height + top + bottom, lines)


def cell_height(cell: Cell, width: float) -> tuple[float, int]:
    """Inches a table cell needs in a column of this width, and its number of lines."""
    inner = max(width - (cell.margin_left + cell.margin_right) / EMU, 0.05)
    height, lines = (cell.margin_top + cell.margin_bottom) / EMU, 0
    for paragraph in cell.text_frame.paragraphs:
        size = _paragraph_size(paragraph) or _SIZE_WHEN_UNSAID
        face = Face(size, _is_bold(paragraph))
        count = line_count(_text(paragraph), face, inner)
        height += count * size * _LINE / 72
        lines += count
    return height, lines


def sizes(shape: Shape) -> Iterator[float]:
    """The type size of each paragraph with words, inherited ones included."""
    for paragraph in shape.text_frame.paragraphs:
        if _text(paragraph).strip():
            own = [run.font.size.pt for run in paragraph.runs if run.font.size is not None]
            yield min(own) if own else _face(shape, paragraph, 1.0).size


def _text(paragraph: Paragraph) -> str:
    """The words of a paragraph, fields such as the page number included."""
    return "".join(
        (node.text or "") if node.tag.endswith("}t") else "\n"
        for node in paragraph._p.iter()  # noqa: SLF001 - runs leave out fields and breaks
        if node.tag.endswith(("}t", "}br"))
    )


def _face(shape: Shape, paragraph: Paragraph, scale: float) -> Face:
    inherited = _inherited(shape, paragraph.level, "sz")
    size = _paragraph_size(paragraph) or (
        float(inherited) / 100 if inherited else _SIZE_WHEN_UNSAID
    )
    bold = _is_bold(paragraph) or _inherited(shape, paragraph.level, "b") == "1"
    names = [run.font.name for run in paragraph.runs if run.font.name]
    return Face(size * scale, bold, stretch_of(names[0]) if names else 1.0)


def _paragraph_size(paragraph: Paragraph) -> float | None:
    said = [run.font.size.pt for run in paragraph.runs if run.font.size is not None]
    if said:
        return float(max(said))
    own = paragraph.font.size
    return None if own is None else float(own.pt)


def _is_bold(paragraph: Paragraph) -> bool:
    return any(run.font.bold for run in paragraph.runs)


def _indent(paragraph: Paragraph) -> float:
    properties = paragraph._p.pPr  # noqa: SLF001 - the library has no call for it
    return 0.0 if properties is None else int(properties.get("marL", "0")) / EMU


def _space_after(paragraph: Paragraph) -> float:
    spaces = [space for space in (paragraph.space_after, paragraph.space_before) if space]
    return float(sum(space.pt for space in spaces)) / 72


def _line_spacing(shape: Shape, paragraph: Paragraph) -> float:
    own = paragraph.line_spacing
    if isinstance(own, float):
        return own
    for level in _levels(shape, paragraph.level):
        share = level.find("{*}lnSpc/{*}spcPct")
        if share is not None:
            return float(share.get("val")) / 100_000
    return 1.0


def _font_scale(shape: Shape) -> float:
    body = shape._element.txBody.find("{*}bodyPr")  # noqa: SLF001
    fit = None if body is None else body.find("{*}normAutofit")
    return 1.0 if fit is None else int(fit.get("fontScale", "100000")) / 100_000


def _insets(shape: Shape) -> tuple[float, float, float, float]:
    defaults = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
    return tuple(  # type: ignore[return-value]
        int(_body_property(shape, side) or usual) / EMU for side, usual in defaults.items()
    )


def _body_property(shape: Shape, name: str) -> str | None:
    for holder in _ancestry(shape):
        body = holder._element.find(".//{*}bodyPr")  # noqa: SLF001
        if body is not None and body.get(name) is not None:
            return str(body.get(name))
    return None


def _inherited(shape: Shape, level: int, name: str) -> str | None:
    for style in _levels(shape, level):
        run = style.find("{*}defRPr")
        if run is not None and run.get(name) is not None:
            return str(run.get(name))
    return None


def _levels(shape: Shape, level: int) -> Iterator[Element]:
    """Paragraph styles that a shape's text inherits, nearest first."""
    tag = f"{{*}}lvl{level + 1}pPr"
    for holder in _ancestry(shape):
        style = holder._element.find(f".//{{*}}lstStyle/{tag}")  # noqa: SLF001
        if style is not None:
            yield style
    master = shape.part.slide_layout.slide_master._element  # noqa: SLF001
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    which = "titleStyle" if kind in _TITLES else "bodyStyle" if _is_text(kind) else "otherStyle"
    style = master.find(f".//{{*}}txStyles/{{*}}{which}/{tag}")
    if style is not None:
        yield style


def _is_text(kind: object) -> bool:
    return kind in (KIND.BODY, KIND.SUBTITLE, KIND.OBJECT)


def _ancestry(shape: Shape) -> Iterator[Shape]:
    """The shape, then the placeholders of layout and master that it takes its looks from."""
    yield shape
    if not shape.is_placeholder:
        return
    form = shape.placeholder_format
    layout = shape.part.slide_layout
    for held in layout.placeholders:
        if held.placeholder_format.idx == form.idx:
            yield held
            break
    wanted = KIND.TITLE if form.type in _TITLES else form.type
    wanted = KIND.BODY if form.type in (KIND.SUBTITLE, KIND.OBJECT) else wanted
    for held in layout.slide_master.placeholders:
        if held.placeholder_format.type == wanted:
            yield held
            break

"""One slide while it is being written: names, places of figures, colours, and text that fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR as SLOT
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Inches, Pt

from bookrunner.figures import Unusable
from bookrunner.office.deck import Line, Shown, line_text
from bookrunner.office.pptx_types import EnumValue, Frame, Paragraph, Shape
from bookrunner.office.standing import Standing
from bookrunner.office.template_pptx import EMU, Box, Template
from bookrunner.office.typesetting import Face, careful_stretch_of, text_height

INSET = 0.05
"""Inches between the edge of a text box and its words."""


class DoesNotFit(Unusable):
    """The words or numbers of a block need more room than its place on the slide has."""

    def __init__(self, slide: int, block: str, why: str) -> None:
        self.slide = slide
        self.block = block
        super().__init__(
            f"slide {slide}, {block}: {why} even at the smallest type; shorten it, give it a "
            "larger region or split the slide"
        )


class Colour(Enum):
    """What a colour is for, and the theme slot and tint that it takes."""

    TEXT = ("tx1", 0.0)
    MUTED = ("tx1", 0.25)
    DARK = ("dark", 0.0)
    ON_DARK = ("bg1", 0.0)
    PAGE = ON_DARK
    BAND = ("bg1", -0.05)
    RULE = ("bg1", -0.25)
    WATERMARK = ("bg1", -0.12)
    ACCENT = ("accent2", 0.0)
    ACCENT_LIGHT = ("accent2", 0.8)
    SERIES_1 = ("accent1", 0.0)
    SERIES_2 = ("accent3", 0.0)
    SERIES_4 = ("accent4", 0.0)
    SERIES_5 = ("accent5", 0.0)
    SERIES_6 = ("accent6", 0.0)


SERIES = (
    Colour.SERIES_1,
    Colour.SERIES_2,
    Colour.ACCENT,
    Colour.SERIES_4,
    Colour.SERIES_5,
    Colour.SERIES_6,
)
"""The colours of a chart's series in order."""

_SLOTS = {
    "tx1": SLOT.TEXT_1,
    "tx2": SLOT.TEXT_2,
    "bg1": SLOT.BACKGROUND_1,
    "accent1": SLOT.ACCENT_1,
    "accent2": SLOT.ACCENT_2,
    "accent3": SLOT.ACCENT_3,
    "accent4": SLOT.ACCENT_4,
    "accent5": SLOT.ACCENT_5,
    "accent6": SLOT.ACCENT_6,
}


@dataclass
class Page:
    """A slide under construction."""

    slide: Shape
    number: int
    template: Template
    standings: list[Standing] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    def named(self, kind: str) -> str:
        """The next unique name of this kind on the slide: ``Table 1``."""
        self.names[kind] += 1
        return f"{kind} {self.names[kind]}"

    def stand(self, shown: Shown, place: str) -> None:
        """Records that a figure is printed at a place of this slide."""
        self.standings.append(
            Standing(
                shown.figure,
                "deck",
                f"slide {self.number}/{place}",
                shown.text,
                shown.form.exponent,
            )
        )

    def face(self, size: float, *, bold: bool = False) -> Face:
        """Body type of the template."""
        return Face(size, bold, careful_stretch_of(self.template.theme.text_font, bold=bold))

    def paint(self, colour: ColorFormat, use: Colour) -> None:
        """Sets a colour of the theme."""
        slot, tint = use.value
        colour.theme_color = _SLOTS[self.template.dark if slot == "dark" else slot]
        if tint:
            colour.brightness = tint

    def slot(self, use: Colour) -> tuple[str, float]:
        """The theme slot and the tint of a colour, for parts the library has no call for."""
        slot, tint = use.value
        return (self.template.dark if slot == "dark" else slot), tint


@dataclass(frozen=True)
class Words:
    """How a text frame is set."""

    size: float
    bold: bool = False
    colour: Colour = Colour.TEXT
    align: EnumValue = PP_ALIGN.LEFT
    anchor: EnumValue = MSO_ANCHOR.TOP
    space_after: float = 0.0
    bullet: bool = False
    inset: float = INSET
    wrap: bool = True


def place(shape: Shape, box: Box, name: str) -> None:
    """Puts a shape where the box says and names it."""
    shape.left, shape.top = Inches(box.left), Inches(box.top)
    shape.width, shape.height = Inches(box.width), Inches(box.height)
    shape.name = name


def add_line(page: Page, box: Box, name: str, colour: Colour, points: float) -> Shape:
    """A straight line along the box's longer side, without the theme's effects."""
    line = page.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 0, 0)
    place(line, box, name)
    without_style(line)
    page.paint(line.line.color, colour)
    line.line.width = Pt(points)
    return line


def without_style(shape: Shape) -> None:
    """Drops the theme's effects and accents that the library gives to new shapes."""
    style = shape._element.find(  # noqa: SLF001 - the library has no call for it
        "{http://schemas.openxmlformats.org/presentationml/2006/main}style"
    )
    if style is not None:
        shape._element.remove(style)  # noqa: SLF001


def add_text(page: Page, box: Box, name: str, lines: Sequence[Line], words: Words) -> Shape:
    """A text box of lines already known to fit."""
    shape = page.slide.shapes.add_textbox(0, 0, 0, 0)
    place(shape, box, name)
    fill_frame(page, shape.text_frame, lines, words, name)
    return shape


def fill_frame(
    page: Page, frame: Frame, lines: Sequence[Line], words: Words, place_name: str
) -> None:
    """Writes lines into a frame, one paragraph each, and records the figures in them."""
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.word_wrap = words.wrap
    frame.margin_left = frame.margin_right = Inches(words.inset)
    frame.margin_top = frame.margin_bottom = Inches(words.inset / 2)
    frame.vertical_anchor = words.anchor
    for place_in_frame, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place_in_frame == 0 else frame.add_paragraph()
        write_line(page, paragraph, line, words, place_name)
        if place_in_frame < len(lines) - 1 and words.space_after:
            paragraph.space_after = Pt(words.space_after)


def write_line(page: Page, paragraph: Paragraph, line: Line, words: Words, place_name: str) -> None:
    """Writes one line as a paragraph, a run for each piece."""
    paragraph.alignment = words.align
    if words.bullet:
        _bullet(paragraph, words.size)
    for piece in line:
        run = paragraph.add_run()
        run.text = piece if isinstance(piece, str) else piece.text
        run.font.size = Pt(words.size)
        run.font.bold = words.bold
        page.paint(run.font.color, words.colour)
        if isinstance(piece, Shown):
            page.stand(piece, place_name)
    if not line:
        paragraph.font.size = Pt(words.size)


def _bullet(paragraph: Paragraph, size: float) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no call for it
    indent = round(bullet_indent(size) * EMU)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    character = properties.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}buChar", {"char": "•"}
    )
    properties.append(character)


def bullet_indent(size: float) -> float:
    """Inches between a bullet's dot and its words."""
    return size * 1.1 / 72


def frame_height(
    page: Page, lines: Sequence[Line], words: Words, width: float, size: float | None = None
) -> float:
    """Inches that the lines take in a frame of this width, insets included."""
    size = words.size if size is None else size
    inner = width - 2 * words.inset - (bullet_indent(size) if words.bullet else 0)
    texts = [line_text(line) for line in lines]
    face = page.face(size, bold=words.bold)
    return text_height(texts, face, inner, words.space_after) + words.inset


def fitting_size(
    page: Page, lines: Sequence[Line], words: Words, box: Box, sizes: Sequence[float], block: str
) -> float:
    """The first of the sizes, largest first, at which the lines fit into the box.

    Raises:
        DoesNotFit: None does.
    """
    for size in sizes:
        if frame_height(page, lines, words, box.width, size) <= box.height + 1e-6:
            return size
    raise DoesNotFit(page.number, block, "its words do not fit")

"""What a presentation file offers as a template, read from its placeholders alone.

Layouts are chosen by the types and places of their placeholders, never by their names, so that
templates in any language and shape work without being marked up.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.exc import PythonPptxError

from bookrunner.figures import BadInput
from bookrunner.office.pptx_types import (
    Element,
    EnumValue,
    Layout,
    Master,
    Presentation,
    Shape,
)

EMU = 914_400
"""English Metric Units of an inch."""

# A banker's template with pictures has some tens of megabytes and some hundreds of parts.
_FILE_BYTES_MAX = 100_000_000
_UNPACKED_BYTES_MAX = 400_000_000
_PART_RATIO_MAX = 250
_PARTS_MAX = 5_000

BROKEN = (
    PythonPptxError,
    ArithmeticError,
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    TypeError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
)
"""What the library raises over packages that are not what they say."""

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""What files of the older format begin with, and those that need a password."""
_TEMPLATE_TYPE = b"presentationml.template.main+xml"
_SLIDES_TYPE = b"presentationml.presentation.main+xml"
_OWN_PAGES = ("ppt/slides/", "ppt/notesSlides/")
_CLICKABLE = ("https://", "http://", "mailto:")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FOOTER_KINDS = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
_TITLE_KINDS = (KIND.TITLE, KIND.CENTER_TITLE)
_CONTENT_KINDS = (KIND.OBJECT, KIND.BODY, KIND.TABLE, KIND.CHART)


class NotATemplate(BadInput):
    """The file given as a template is not a presentation."""

    def __init__(self, name: str, why: str) -> None:
        self.why = why
        super().__init__(f"{name} cannot serve as a template: {why}; give a .pptx or .potx file")


class TemplateTooLarge(BadInput):
    """The file would unpack to more than any real template does."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} was not opened: {why}; compress its pictures or give another")


class NoTitleLayout(BadInput):
    """No layout of the template has a title across the top of a page."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has no layout with a title placeholder; add one in the slide master view"
        )


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def area(self) -> float:
        """Square inches."""
        return self.width * self.height


@dataclass(frozen=True)
class Theme:
    """What a slide master says about type and colour."""

    heading_font: str
    text_font: str
    colours: frozenset[str]
    """The theme's own colours as RRGGBB."""

    @property
    def fonts(self) -> frozenset[str]:
        """The typefaces that slides may use."""
        return frozenset((self.heading_font, self.text_font)) - {""}


@dataclass(frozen=True)
class Template:
    """An opened template: which layout serves for what, and where content goes."""

    name: str
    presentation: Presentation
    cover: Layout
    body: Layout
    divider: Layout
    content: Box
    """Between the title and the footer of a body page."""
    width: float
    height: float
    theme: Theme
    dark: str
    """The theme slot of a dark colour that carries white words: ``tx2``, ``accent1`` or ``tx1``."""


def opened(path: Path | None) -> Template:
    """The template at the path, or the house's own, without the slides it came with.

    Raises:
        NotATemplate: The file is no presentation, holds macros, or links to something outside it.
        TemplateTooLarge: It is a zip bomb or larger than any template.
        NoTitleLayout: None of its layouts can hold an action title.
    """
    name = path.name if path is not None else "the default template"
    presentation = presentation_at(path)
    try:
        template = profile(presentation, name)
    except BROKEN as problem:
        raise NotATemplate(name, f"its layouts do not fit together ({problem})") from problem
    _drop_slides(presentation)
    return template


def presentation_at(path: Path | None, *, links_allowed: bool = False) -> Presentation:
    """The presentation at the path, or the house's template, checked before it is unpacked.

    Args:
        links_allowed: Whether it may point outside itself; nothing that it points to is read.

    Raises:
        NotATemplate: The file is no presentation, holds macros, or links to something outside it.
        TemplateTooLarge: It is a zip bomb or larger than any template.
    """
    name = path.name if path is not None else "the default template"
    content = _content(path, name)
    _refuse_bombs(content, name)
    _refuse_outside(content, name, links_allowed=links_allowed)
    try:
        return pptx.Presentation(io.BytesIO(_as_presentation(content, name)))
    except BROKEN as problem:
        raise NotATemplate(name, f"its parts do not fit together ({problem})") from problem


def profile(presentation: Presentation, name: str) -> Template:
    """Which layouts serve for cover, body and divider, and the area for content.

    Raises:
        NoTitleLayout: None of its layouts can hold an action title.
    """
    width, height = presentation.slide_width / EMU, presentation.slide_height / EMU
    masters = list(presentation.slide_masters)
    layouts = [layout for master in masters for layout in master.slide_layouts]
    bodies = [layout for layout in layouts if _is_body(layout, width, height)]
    if not bodies:
        raise NoTitleLayout(name)
    body = min(bodies, key=_other_placeholders)
    cover = _cover(layouts) or body
    return Template(
        name=name,
        presentation=presentation,
        cover=cover,
        body=body,
        divider=_divider(layouts, cover),
        content=_content_area(body, bodies, width, height),
        width=width,
        height=height,
        theme=theme_of(body.slide_master),
        dark=_dark_slot(body.slide_master),
    )


def theme_of(master: Master) -> Theme:
    """The fonts and colours of a slide master."""
    theme = _theme(master)
    return Theme(
        _typeface(theme, "majorFont"),
        _typeface(theme, "minorFont"),
        frozenset(_theme_colours(theme).values()),
    )


def box_of(shape: Shape) -> Box:
    """Where a shape stands, inherited places included."""
    return Box(shape.left / EMU, shape.top / EMU, shape.width / EMU, shape.height / EMU)


def _content(path: Path | None, name: str) -> bytes:
    if path is None:
        return (files("bookrunner.office") / "templates" / "default.pptx").read_bytes()
    try:
        size = path.stat().st_size
        if size > _FILE_BYTES_MAX:
            raise TemplateTooLarge(name, f"it has {size:,} bytes")
        return path.read_bytes()
    except OSError as problem:
        raise NotATemplate(name, problem.strerror or str(problem)) from problem


def _refuse_bombs(content: bytes, name: str) -> None:
    if content.startswith(_COMPOUND):
        raise NotATemplate(name, "it is encrypted, or of PowerPoint 97 to 2003")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as problem:
        raise NotATemplate(name, "it is not an Office file") from problem
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _PARTS_MAX or unpacked > _UNPACKED_BYTES_MAX:
        raise TemplateTooLarge(name, f"it unpacks to {len(parts)} parts of {unpacked:,} bytes")
    for part in parts:
        large = part.file_size > 1_000_000
        if large and part.file_size > _PART_RATIO_MAX * max(part.compress_size, 1):
            raise TemplateTooLarge(name, f"{part.filename} unpacks to {part.file_size:,} bytes")


def _refuse_outside(content: bytes, name: str, *, links_allowed: bool) -> None:
    """Refuses what reaches out of the file: entities, and pictures or objects kept elsewhere.

    A link that a reader must click is none; nor is what the template's own slides hold, which are
    dropped.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.namelist():
                if part.endswith((".xml", ".rels")):
                    data = package.read(part)
                    if _declares_entities(data):
                        raise NotATemplate(name, f"{part} declares a document type")
                    is_own_page = part.startswith(_OWN_PAGES)
                    if part.endswith(".rels") and not (links_allowed or is_own_page):
                        _refuse_links(data, name)
    except BROKEN as problem:
        raise NotATemplate(name, f"its parts do not fit together ({problem})") from problem


def _declares_entities(data: bytes) -> bool:
    # Of the encodings that XML knows, those of two bytes hold a zero beside each letter.
    plain = data.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _refuse_links(data: bytes, name: str) -> None:
    for relation in etree.fromstring(data, _parser()):
        if relation.get("TargetMode") != "External":
            continue
        target = str(relation.get("Target", ""))
        is_clicked = str(relation.get("Type", "")).endswith("/hyperlink")
        if not (is_clicked and target.lower().startswith(_CLICKABLE)):
            raise NotATemplate(name, f"it links to {target[:80]}")


def _as_presentation(content: bytes, name: str) -> bytes:
    """The package with the type of a presentation, which .potx files differ in."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        try:
            types = package.read("[Content_Types].xml")
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem:
            raise NotATemplate(name, "it is not an Office file") from problem
        if b"macroEnabled" in types:
            raise NotATemplate(name, "it holds macros")
        if _SLIDES_TYPE not in types and _TEMPLATE_TYPE not in types:
            raise NotATemplate(name, "it is not a presentation")
        if _TEMPLATE_TYPE not in types:
            return content
        changed = io.BytesIO()
        with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
            for part in package.infolist():
                data = package.read(part)
                if part.filename == "[Content_Types].xml":
                    data = data.replace(_TEMPLATE_TYPE, _SLIDES_TYPE)
                target.writestr(part.filename, data)
        return changed.getvalue()


def _drop_slides(presentation: Presentation) -> None:
    """Removes the slides a template came with, and the sections and shows that list them."""
    root = presentation.part._element  # noqa: SLF001 - the library has no call for it
    identifiers = presentation.slides._sldIdLst  # noqa: SLF001
    for slide in list(identifiers):
        presentation.part.drop_rel(slide.rId)
        identifiers.remove(slide)
    for element in list(root):
        if etree.QName(element).localname in ("extLst", "custShowLst"):
            root.remove(element)


def _kinds(layout: Layout) -> list[EnumValue]:
    return [shape.placeholder_format.type for shape in layout.placeholders]


def _placed(layout: Layout, kinds: Iterable[EnumValue]) -> list[Shape]:
    return [shape for shape in layout.placeholders if shape.placeholder_format.type in kinds]


def _is_body(layout: Layout, width: float, height: float) -> bool:
    """Whether its title runs across the top of the page."""
    titles = _placed(layout, [KIND.TITLE])
    if not titles or titles[0].width is None:
        return False
    title = box_of(titles[0])
    return title.top < 0.25 * height and title.width > 0.5 * width and title.height < 0.4 * height


def _other_placeholders(layout: Layout) -> int:
    return sum(kind not in (*_TITLE_KINDS, *_FOOTER_KINDS) for kind in _kinds(layout))


def _cover(layouts: Sequence[Layout]) -> Layout | None:
    for layout in layouts:
        if KIND.CENTER_TITLE in _kinds(layout):
            return layout
    for layout in layouts:
        if KIND.TITLE in _kinds(layout) and KIND.SUBTITLE in _kinds(layout):
            return layout
    return None


def _divider(layouts: Sequence[Layout], cover: Layout) -> Layout:
    """A section page: a title away from the top and one text, or failing that the cover."""
    for layout in layouts:
        if layout._element.get("type") == "secHead" and KIND.TITLE in _kinds(layout):  # noqa: SLF001
            return layout
    return cover


def _content_area(body: Layout, bodies: Sequence[Layout], width: float, height: float) -> Box:
    title = box_of(_placed(body, [KIND.TITLE])[0])
    feet = [box_of(shape).top for shape in _placed(body, _FOOTER_KINDS) if shape.top is not None]
    floor = min([top for top in feet if top > 0.8 * height], default=height - 0.45)
    areas = [
        box_of(shape)
        for layout in bodies
        for shape in _placed(layout, _CONTENT_KINDS)
        if shape.width is not None and box_of(_placed(layout, [KIND.TITLE])[0]) == title
    ]
    below = [area for area in areas if area.top >= title.bottom - 0.05]
    if below:
        largest = max(below, key=lambda area: area.area)
        left, top, wide = largest.left, max(largest.top, title.bottom), largest.width
    else:
        left, top, wide = title.left, title.bottom + 0.15, min(title.width, width - 2 * title.left)
    return Box(left, top, wide, floor - 0.05 - top)


def _theme(master: Master) -> Element:
    for relation in master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            return etree.fromstring(relation.target_part.blob, _parser())
    raise ValueError("the slide master has no theme")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _typeface(theme: Element, which: str) -> str:
    latin = theme.find(f".//{_DRAWING}{which}/{_DRAWING}latin")
    return "" if latin is None else str(latin.get("typeface", ""))


def _theme_colours(theme: Element) -> dict[str, str]:
    scheme = theme.find(f".//{_DRAWING}clrScheme")
    colours: dict[str, str] = {}
    for slot in scheme if scheme is not None else []:
        for colour in slot:
            value = colour.get("lastClr") or colour.get("val") or ""
            colours[etree.QName(slot).localname] = value.upper()
    return colours


def _dark_slot(master: Master) -> str:
    """The first slot dark enough for white words, as seen through the master's colour map."""
    colours = _theme_colours(_theme(master))
    mapping = master._element.find(  # noqa: SLF001
        "{http://schemas.openxmlformats.org/presentationml/2006/main}clrMap"
    )
    for slot in ("tx2", "accent1", "tx1"):
        source = slot if mapping is None else mapping.get(slot, slot)
        if _luminance(colours.get(source, "FFFFFF")) < 0.2:
            return slot
    return "tx1"


def _luminance(colour: str) -> float:
    if len(colour) != 6:
        return 1.0
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (float(part**2.2) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

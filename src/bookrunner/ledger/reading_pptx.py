"""What a deck file says, read back shape by shape without knowing how it was written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError

from bookrunner.figures import BadInput

Shape = Any
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


class NotADeck(BadInput):
    """A file that should be a deck cannot be opened as one."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} cannot be read as a deck: {why}")


@dataclass
class ReadDeck:
    """Texts and chart points by place."""

    texts: dict[str, str] = field(default_factory=dict)
    """Also speaker notes, alternative texts and every word of a chart."""
    points: dict[str, float] = field(default_factory=dict)
    """What charts draw: the values cached in them."""
    embedded: dict[str, float] = field(default_factory=dict)
    """The same points in the workbooks behind the charts."""


def read_deck(path: Path) -> ReadDeck:
    """Everything on the slides; page numbers in their own placeholder are left out.

    Raises:
        NotADeck: The file is none.
    """
    try:
        presentation = Presentation(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise NotADeck(path, str(error)) from None
    deck = ReadDeck()
    for number, slide in enumerate(presentation.slides, start=1):
        for shape in _all_shapes(slide.shapes):
            _read_shape(deck, f"slide {number}", shape)
        if slide.has_notes_slide:
            notes = slide.notes_slide.notes_text_frame
            if notes is not None:
                _add_text(deck, f"slide {number}/notes", notes.text)
    return deck


def _all_shapes(shapes: Any) -> Iterator[Shape]:  # noqa: ANN401 - the library is typed in part
    stack = list(reversed(list(shapes)))
    while stack:
        shape = stack.pop()
        if hasattr(shape, "shapes"):
            stack.extend(reversed(list(shape.shapes)))
        else:
            yield shape


def _read_shape(deck: ReadDeck, slide: str, shape: Shape) -> None:
    place = f"{slide}/{shape.name}"
    described = shape._element.find(".//{*}cNvPr")  # noqa: SLF001 - the library has no call for it
    if described is not None and described.get("descr"):
        _add_text(deck, f"{place}/alternative text", described.get("descr"))
    if getattr(shape, "has_table", False):
        for row_at, row in enumerate(shape.table.rows, start=1):
            for column_at, cell in enumerate(row.cells, start=1):
                _add_text(deck, f"{place}/row {row_at}/column {column_at}", cell.text_frame.text)
    elif getattr(shape, "has_chart", False):
        _read_chart(deck, place, shape.chart)
    elif shape.has_text_frame and not _is_page_number(shape):
        _add_text(deck, place, shape.text_frame.text)
    elif not shape.has_text_frame:
        words = [element.text or "" for element in shape._element.iter(f"{_A}t")]  # noqa: SLF001
        _add_text(deck, place, "\n".join(words))


def _is_page_number(shape: Shape) -> bool:
    if shape.is_placeholder:
        return bool(shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER)
    body = shape._element  # noqa: SLF001 - the library has no call for it
    return any(field.get("type") == "slidenum" for field in body.iter(f"{_A}fld"))


def _add_text(deck: ReadDeck, place: str, text: str) -> None:
    if not text.strip():
        return
    # Two shapes of one name on a slide are read as one, so that none is overlooked.
    deck.texts[place] = f"{deck.texts[place]}\n{text}" if place in deck.texts else text


def _read_chart(deck: ReadDeck, place: str, chart: Any) -> None:  # noqa: ANN401
    space = chart._chartSpace  # noqa: SLF001 - the library has no call for it
    words = [element.text or "" for element in space.iter(f"{_A}t")]
    words += [
        point.findtext(f"{_C}v") or ""
        for cache in space.iter(f"{_C}strCache")
        for point in cache.iter(f"{_C}pt")
    ]
    _add_text(deck, f"{place}/words", "\n".join(dict.fromkeys(words)))
    held = _embedded_values(chart)
    for series_at, series in enumerate(space.iter(f"{_C}ser"), start=1):
        for values in (series.find(f"{_C}val"), series.find(f"{_C}yVal")):
            if values is None:
                continue
            reference = values.findtext(f".//{_C}f") or ""
            for point in values.iter(f"{_C}pt"):
                at = int(point.get("idx", "0")) + 1
                where = f"{place}/series {series_at}/point {at}"
                deck.points[where] = float(point.findtext(f"{_C}v") or "nan")
                found = held.get(_cell_of(reference, at))
                if found is not None:
                    deck.embedded[where] = found


def _embedded_values(chart: Any) -> Mapping[str, float]:  # noqa: ANN401
    part = chart.part.chart_workbook.xlsx_part
    if part is None:
        return {}
    book = openpyxl.load_workbook(io.BytesIO(part.blob), data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": float(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
    }


def _cell_of(reference: str, at: int) -> str:
    """The ``at``-th cell of a one-column reference such as ``Sheet1!$B$2:$B$5``."""
    sheet, _, cells = reference.replace("$", "").replace("'", "").rpartition("!")
    first = cells.split(":")[0]
    letters = first.rstrip("0123456789")
    row = first[len(letters) :]
    return f"{sheet}!{letters}{int(row) + at - 1}" if row else ""

"""PDF files: pages, words with their boxes, text in reading order and tables, by PDFium.

Nothing in the file is run: scripts, attached files and forms are counted and left alone.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from bookrunner.documents.canonical import Reading
from bookrunner.documents.document import Page
from bookrunner.documents.errors import (
    NeedsPassword,
    TooLarge,
    TooManyPages,
    Truncated,
    WrongKind,
)
from bookrunner.documents.pdf_layout import PageLayout, Word, laid_out
from bookrunner.figures.findings import Finding, Severity

PAGES_MAX = 2000
SIZE_MAX_BYTES = 300_000_000
CHARACTERS_MAX = 30_000_000
"""Of all pages; a page that repeats one drawing a million times is no report."""
SIZE_OF_TYPE_MIN = 2.0
"""Points; smaller type cannot be read on paper."""

_SPACED = re.compile(r"\S+")
_WHITE = 250
_HYPHENS = {0xFFFE: "-", 0x02: "-", 0xAD: "-", 0xA0: " ", 0x00: " "}


@dataclass(frozen=True)
class PdfReading:
    """A PDF's words and tables, and where they stand on its pages."""

    reading: Reading
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]


def pdf_reading(content: bytes, name: str) -> PdfReading:
    """The words of all pages in reading order.

    Raises:
        NeedsPassword, TooLarge, TooManyPages, Truncated, WrongKind: see there.
    """
    if len(content) > SIZE_MAX_BYTES:
        raise TooLarge(name, len(content), SIZE_MAX_BYTES)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        # PDFium may repeat the problem of a file before this one.
        if "assword" in str(error) and b"/Encrypt" in content:
            raise NeedsPassword(name) from error
        if b"%%EOF" not in content[-2048:]:
            raise Truncated(name) from error
        raise WrongKind(name, f"a damaged PDF ({str(error)[:100]})") from error
    with document:
        count = len(document)
        if count > PAGES_MAX:
            raise TooManyPages(name, count, PAGES_MAX)
        if not count:
            raise WrongKind(name, "a PDF without pages")
        reader = _Reader(document, name)
        for index in range(count):
            reader.read(index)
        return reader.finished()


class _Reader:
    """Reads page after page; every PDFium object is closed before the next is opened."""

    def __init__(self, document: object, name: str) -> None:
        self._document = document
        self._name = name
        self._found = Reading()
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[Page] = []
        self._empty: list[int] = []
        self._broken: list[int] = []
        self._unseen: list[int] = []
        self._unseen_words = 0
        self._characters = 0

    def read(self, index: int) -> None:
        words: list[Word] = []
        width = height = 0.0
        try:
            page = self._document[index]  # type: ignore[index]
        except pdfium.PdfiumError:
            self._broken.append(index + 1)
            self._append(index + 1, 0.0, 0.0, laid_out([], 0.0, 0))
            return
        try:
            width, height = page.get_size()
            text_page = page.get_textpage()
            try:
                words = self._words(page, text_page, index + 1)
            finally:
                text_page.close()
        except pdfium.PdfiumError:
            self._broken.append(index + 1)
        finally:
            page.close()
        if not words:
            self._empty.append(index + 1)
        self._append(index + 1, width, height, laid_out(words, width, self._length))

    def finished(self) -> PdfReading:
        self._found.text = "".join(self._parts).rstrip("\n")
        length = len(self._found.text)  # an empty last page stands at the text's end
        pages = (
            replace(page, start=min(page.start, length), end=min(page.end, length))
            for page in self._pages
        )
        return PdfReading(self._found, tuple(pages), tuple(self._findings()))

    def _append(self, number: int, width: float, height: float, layout: PageLayout) -> None:
        start = self._length
        if layout.text:
            self._parts += [layout.text, "\n"]
            self._length += len(layout.text) + 1
        self._found.tables += layout.tables
        starts, ends, boxes = array("L"), array("L"), array("f")
        for word, place in layout.placed:
            starts.append(place)
            ends.append(place + len(word.text))
            boxes.extend((word.x0, word.y0, word.x1, word.y1))
        end = start + len(layout.text)
        self._pages.append(Page(number, start, end, width, height, starts, ends, boxes))

    def _words(self, page: object, text_page: object, number: int) -> list[Word]:
        handle = text_page.raw  # type: ignore[attr-defined]
        count = raw.FPDFText_CountChars(handle)
        self._characters += max(count, 0)
        if count <= 0 or self._characters > CHARACTERS_MAX:
            return []
        text = self._text(handle, count)
        turn = _Turn(raw.FPDFPage_GetRotation(page.raw), page.get_bbox())  # type: ignore[attr-defined]
        loose = raw.FS_RECTF()
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        words: list[Word] = []
        unseen = 0
        for match in _SPACED.finditer(text):
            first, last = match.start(), match.end() - 1
            raw.FPDFText_GetLooseCharBox(handle, first, loose)
            raw.FPDFText_GetCharBox(handle, last, left, right, bottom, top)
            x0, y0, x1, y1 = turn.box(
                min(loose.left, left.value),
                min(loose.bottom, bottom.value),
                max(loose.right, right.value),
                max(loose.top, top.value),
            )
            words.append(Word(match[0], x0, y0, x1, y1))
            tiny = raw.FPDFText_GetFontSize(handle, first) < SIZE_OF_TYPE_MIN and y1 - y0 < 2.5
            coloured = raw.FPDFText_GetFillColor(handle, first, red, green, blue, alpha)
            white = min(red.value, green.value, blue.value) >= _WHITE or alpha.value == 0
            if tiny or (coloured and white):
                unseen += 1
        if unseen:
            self._unseen.append(number)
            self._unseen_words += unseen
        return words

    def _text(self, handle: object, count: int) -> str:
        """One character for each that PDFium counts, so that places and boxes agree."""
        unicode = raw.FPDFText_GetUnicode
        return "".join(
            _HYPHENS.get(code) or (chr(code) if code < 0x110000 else "\ufffd")
            for code in (unicode(handle, index) for index in range(count))
        ).translate(dict.fromkeys(range(55296, 57344), "�"))

    def _findings(self) -> list[Finding]:
        found: list[Finding] = []

        def note(code: str, message: str, severity: Severity) -> None:
            found.append(Finding(f"documents.{code}", message, severity, where=self._name))

        count = len(self._pages)
        if len(self._empty) == count:
            note(
                "scan-without-text",
                f"none of its {count} pages holds text; they are pictures and were not read",
                Severity.ERROR,
            )
        elif self._empty:
            note(
                "pages-without-text",
                f"{len(self._empty)} of {count} pages hold no text: {_listed(self._empty)}",
                Severity.NOTE,
            )
        if self._broken:
            words = f"pages that cannot be read: {_listed(self._broken)}"
            note("pages-unread", words, Severity.ERROR)
        if self._characters > CHARACTERS_MAX:
            words = f"it holds more than {CHARACTERS_MAX:,} characters; the rest was not read"
            note("pages-unread", words, Severity.ERROR)
        if self._unseen:
            note(
                "unseen-text",
                f"{self._unseen_words} words are white, transparent or smaller than "
                f"{SIZE_OF_TYPE_MIN:g} points, on pages {_listed(self._unseen)}; a reader of the "
                "page may not see them",
                Severity.WARNING,
            )
        attached = self._document.count_attachments()  # type: ignore[attr-defined]
        scripts = raw.FPDFDoc_GetJavaScriptActionCount(self._document.raw)  # type: ignore[attr-defined]
        if attached > 0:
            note("attachments-left-out", f"{attached} attached files were left out", Severity.NOTE)
        if scripts > 0:
            note("scripts-left-out", f"{scripts} scripts were not run", Severity.WARNING)
        return found


@dataclass(frozen=True)
class _Turn:
    """From a page's own coordinates to those of the page as shown, from its lower left corner."""

    quarters: int
    """How often the page is turned by 90 degrees clockwise when shown."""
    bounds: tuple[float, float, float, float]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        left, bottom, right, top = self.bounds
        x0, x1, y0, y1 = x0 - left, x1 - left, y0 - bottom, y1 - bottom
        wide, tall = right - left, top - bottom
        if self.quarters == 1:
            return y0, wide - x1, y1, wide - x0
        if self.quarters == 2:
            return wide - x1, tall - y1, wide - x0, tall - y0
        if self.quarters == 3:
            return tall - y1, x0, tall - y0, x1
        return x0, y0, x1, y1


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:10])) + (" and more" if len(pages) > 10 else "")

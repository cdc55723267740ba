"""How much room text takes, measured without any font installed.

Widths are Arial's (the same as Helvetica's and Liberation Sans'), in thousandths of the type size.
Lengths are in inches, type sizes in points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINE_HEIGHT = 1.2
"""Of the type size, from line to line; a little above what renderers use."""

_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 "
    "556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 "
    "280 389 584"
)
_SIGNS = {
    "–": 556,
    "—": 1000,
    "‘": 278,
    "’": 278,
    "“": 500,
    "”": 500,
    "•": 350,
    "…": 1000,
    "\u00a0": 278,
    "\u2011": 333,
    "·": 278,
    "°": 400,
}
_UNKNOWN, _WIDE = 600, 1000


def _table(widths: str) -> dict[str, int]:
    return {chr(32 + place): int(width) for place, width in enumerate(widths.split())} | _SIGNS


_TABLES = {False: _table(_REGULAR), True: _table(_BOLD)}

_AS_ARIAL = ("arial", "helvetica", "helvetica neue", "liberation sans", "arimo", "")
# What LibreOffice sets where a face is missing and nothing of its widths is installed.
_SUBSTITUTE, _SUBSTITUTE_BOLD = 1.16, 1.26

# Typefaces set wider than Arial; those set narrower are measured as Arial, on the safe side.
_WIDER = {"verdana": 1.18, "dejavu sans": 1.16, "segoe ui": 1.02, "century gothic": 1.08}


@dataclass(frozen=True)
class Face:
    """A type size, whether bold, and how wide its typeface runs compared with Arial."""

    size: float
    bold: bool = False
    stretch: float = 1.0

    def sized(self, size: float) -> Face:
        """The same face in another size."""
        return Face(size, self.bold, self.stretch)

    @property
    def line(self) -> float:
        """Inches from line to line."""
        return self.size * LINE_HEIGHT / 72


def stretch_of(typeface: str) -> float:
    """How wide a typeface runs compared with Arial, at least 1."""
    return _WIDER.get(typeface.strip().lower(), 1.0)


def careful_stretch_of(typeface: str, *, bold: bool = False) -> float:
    """As ``stretch_of``, but wide enough for what stands in where the reader lacks the typeface."""
    if typeface.strip().lower() in _AS_ARIAL:
        return 1.0
    return max(stretch_of(typeface), _SUBSTITUTE_BOLD if bold else _SUBSTITUTE)


def text_width(text: str, face: Face) -> float:
    """Inches the text takes on one line."""
    table = _TABLES[face.bold]
    units = sum(_units(character, table) for character in text)
    return units / 1000 * face.size / 72 * face.stretch


def _units(character: str, table: dict[str, int]) -> int:
    known = table.get(character)
    if known is not None:
        return known
    base = unicodedata.normalize("NFKD", character)[0]
    if base in table:
        return table[base]
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


def line_count(text: str, face: Face, width: float) -> int:
    """Lines the text takes when wrapped at blanks and after hyphens; an empty text takes one."""
    return sum(_paragraph_lines(part, face, width) for part in re.split(r"[\n\v]", text))


def _paragraph_lines(text: str, face: Face, width: float) -> int:
    lines, used = 1, 0.0
    blank = text_width(" ", face)
    for word, glued in _words(text):
        needed = text_width(word, face)
        gap = 0.0 if glued or used == 0 else blank
        if used + gap + needed <= width:
            used += gap + needed
            continue
        if used > 0:
            lines += 1
        # A word wider than the line is broken between letters.
        whole = int(needed // width) if needed > width else 0
        lines += whole
        used = needed - whole * width
    return lines


def _words(text: str) -> Iterable[tuple[str, bool]]:
    """The unbreakable pieces of a text, each with whether it follows without a blank."""
    # A no-break space or hyphen keeps its neighbours together.
    for word in re.split(r"[ \t]+", text.strip()):
        pieces = re.findall(r"[^-]*-+|[^-]+", word)
        for place, piece in enumerate(pieces):
            yield piece, place > 0


def widest_word(text: str, face: Face) -> float:
    """Inches of the widest piece that cannot be broken."""
    return max((text_width(word, face) for word, _ in _words(text)), default=0.0)


def text_height(texts: Sequence[str], face: Face, width: float, space_after: float = 0.0) -> float:
    """Inches that paragraphs take; ``space_after`` in points follows all but the last."""
    lines = sum(line_count(text, face, width) for text in texts)
    return lines * face.line + max(len(texts) - 1, 0) * space_after / 72

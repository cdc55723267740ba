"""How cells look: fonts, colours, rules and fills for each style and each lineage of a number.

The colours are those that bankers read without a legend: blue is typed, black is computed on the
sheet, green reads another sheet; yellow fill is an assumption, orange on it is adopted by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from bookrunner.figures import Adopted, Default, Figure
from bookrunner.figures import Format as NumberFormat
from bookrunner.office.workbook import Emphasis, Style

FONT = "Arial"
FONT_SIZE = 9

BLUE, BLACK, GREEN, ORANGE = "#0000FF", "#000000", "#008000", "#FF6600"
LIGHT_YELLOW = "#FFFFCC"
NAVY, PALE_BLUE, GREY, RED, WHITE = "#1F3864", "#DCE6F1", "#595959", "#FF0000", "#FFFFFF"
FAILED_FILL, WARNED_FILL, HELD_FILL = "#FF7C80", "#FFC000", "#E2EFDA"

_THIN, _MEDIUM, _DOUBLE, _HAIR = 1, 2, 6, 7

Look = dict[str, Any]


class Ink(Enum):
    """The colour of a number's font, by what stands in its cell."""

    INPUT = "input"
    ADOPTED = "adopted"
    DEFAULT = "default"
    FORMULA = "formula"
    OTHER_SHEET = "other_sheet"


_INKS: Mapping[Ink, Look] = {
    Ink.INPUT: {"font_color": BLUE},
    Ink.ADOPTED: {"font_color": BLUE, "bg_color": LIGHT_YELLOW},
    Ink.DEFAULT: {"font_color": ORANGE, "bg_color": LIGHT_YELLOW},
    Ink.FORMULA: {"font_color": BLACK},
    Ink.OTHER_SHEET: {"font_color": GREEN},
}

_EMPHASES: Mapping[Emphasis, Look] = {
    Emphasis.PLAIN: {},
    Emphasis.SUBTOTAL: {"bold": True, "top": _THIN},
    Emphasis.TOTAL: {"bold": True, "top": _THIN, "bottom": _DOUBLE},
    Emphasis.BASE_CASE: {"bold": True, "bg_color": PALE_BLUE, "border": _THIN},
    Emphasis.KEY_OUTPUT: {"bold": True, "bg_color": PALE_BLUE, "top": _THIN, "bottom": _THIN},
}

_TEXTS: Mapping[Style, Look] = {
    Style.TITLE: {"bold": True, "font_size": 14, "font_color": NAVY},
    Style.SUBTITLE: {"italic": True, "font_color": GREY},
    Style.SECTION: {"bold": True, "font_color": WHITE, "bg_color": NAVY},
    Style.HEADER: {"bold": True, "align": "right", "bottom": _THIN, "text_wrap": True},
    Style.HEADER_LEFT: {"bold": True, "bottom": _THIN, "text_wrap": True},
    Style.LABEL: {},
    Style.LABEL_INDENT: {"indent": 1},
    Style.LABEL_TOTAL: {"bold": True},
    Style.TEXT: {"text_wrap": True},
    Style.NOTE: {"font_size": 8, "font_color": GREY},
    Style.WARNING: {"bold": True, "font_color": RED},
    Style.LEGEND_INPUT: _INKS[Ink.INPUT],
    Style.LEGEND_ADOPTED: _INKS[Ink.ADOPTED],
    Style.LEGEND_DEFAULT: _INKS[Ink.DEFAULT],
    Style.LEGEND_FORMULA: _INKS[Ink.FORMULA],
    Style.LEGEND_LINK: _INKS[Ink.OTHER_SHEET],
    Style.LEGEND_CHECK: {"bg_color": FAILED_FILL},
}

HELD_LOOK: Look = {"bg_color": HELD_FILL}
FAILED_LOOK: Look = {"bg_color": FAILED_FILL, "font_color": "#9C0006", "bold": True}
"""The verdict while all checks hold, and what conditional formatting lays over a failed one."""

WARNED_LOOK: Look = {"bg_color": WARNED_FILL, "font_color": "#7F6000", "bold": True}
"""What is laid over a check that only warns: amber."""

BANDS = frozenset({Style.SECTION, Style.HEADER, Style.HEADER_LEFT})
"""Styles whose fill or rule runs on across empty cells."""


def number_ink(figure: Figure, *, formula: str | None) -> Ink:
    """The colour of a figure's cell: by its formula when it has one, else by its lineage."""
    if formula is not None:
        return Ink.OTHER_SHEET if "!" in formula else Ink.FORMULA
    if isinstance(figure.lineage, Default):
        return Ink.DEFAULT
    return Ink.ADOPTED if isinstance(figure.lineage, Adopted) else Ink.INPUT


def number_look(form: NumberFormat, ink: Ink, emphasis: Emphasis = Emphasis.PLAIN) -> Look:
    """Numbers stand right, and so do the words NM and NA in their place."""
    # An assumption keeps its yellow whatever else its cell says.
    return {
        **_base(),
        "align": "right",
        "num_format": form.excel,
        **_EMPHASES[emphasis],
        **_INKS[ink],
    }


def text_look(style: Style) -> Look:
    """The looks of words."""
    return {**_base(), **_TEXTS[style]}


def _base() -> Look:
    return {"font_name": FONT, "font_size": FONT_SIZE, "valign": "vcenter"}

"""What a stranger's presentation can serve for as a template, found by trying each kind of page."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from bookrunner.figures import (
    USD,
    Figure,
    Finding,
    Format,
    Severity,
    Source,
    instant,
    sourced,
)
from bookrunner.office.deck import (
    Block,
    Bullets,
    Callout,
    Callouts,
    Chart,
    ChartKind,
    Deck,
    FootballField,
    Line,
    Range,
    Region,
    Required,
    Row,
    Series,
    Shown,
    Slide,
    SlideKind,
    Table,
)
from bookrunner.office.deck_pptx import write
from bookrunner.office.deck_pptx_page import DoesNotFit
from bookrunner.office.geometry_pptx import faults
from bookrunner.office.pptx_types import Layout
from bookrunner.office.template_pptx import Box, box_of, opened, presentation_at

_DAY = date(2024, 8, 30)
_FEET: Mapping[object, str] = {
    KIND.FOOTER: "footer",
    KIND.DATE: "date",
    KIND.SLIDE_NUMBER: "page number",
}


@dataclass(frozen=True)
class Held:
    """A placeholder of a layout."""

    kind: str
    name: str
    box: Box | None
    """None where it takes its place from the master."""


@dataclass(frozen=True)
class LayoutProfile:
    """One layout and what decks take it for."""

    name: str
    master: int
    """Which slide master it hangs on, from 1."""
    used_for: tuple[str, ...]
    """``cover``, ``body``, ``divider``; empty where decks do not take it."""
    placeholders: tuple[Held, ...]


@dataclass(frozen=True)
class Fill:
    """Whether one kind of page can be made with the template."""

    page: str
    fits: bool
    why: str
    """What does not fit; empty where all does."""


@dataclass(frozen=True)
class TemplateProfile:
    """A template as decks see it; boxes are in inches from the upper left corner."""

    width: float
    height: float
    masters: int
    layouts: tuple[LayoutProfile, ...]
    heading_font: str
    text_font: str
    colours: tuple[str, ...]
    """Of the theme, as RRGGBB."""
    safe_area: Box
    """Between title and footer of a body page, where exhibits go."""
    fills: tuple[Fill, ...]
    remarks: tuple[str, ...]
    """What is dropped, and what is made up for."""


def check_template(path: Path) -> TemplateProfile:
    """Everything that a deck takes from the file, and each kind of page tried in it.

    Raises:
        NotATemplate: The file is no presentation, holds macros, or links to something outside it.
        TemplateTooLarge: It is a zip bomb or larger than any template.
        NoTitleLayout: None of its layouts can hold an action title.
    """
    came_with = len(presentation_at(path).slides)
    base = opened(path)
    masters = list(base.presentation.slide_masters)
    uses = {"cover": base.cover, "body": base.body, "divider": base.divider}
    layouts = [
        _layout(layout, place, uses)
        for place, master in enumerate(masters, start=1)
        for layout in master.slide_layouts
    ]
    held = {shape.placeholder_format.type for shape in base.body.placeholders}
    remarks = []
    if came_with:
        slides = (
            "the slide that it came with is"
            if came_with == 1
            else (f"the {came_with} slides that it came with are")
        )
        remarks.append(f"{slides} not taken over")
    remarks += [
        f"the body layout has no {name}; it is written where the master has it, else at the foot"
        for kind, name in _FEET.items()
        if kind not in held
    ]
    if base.cover is base.body:
        remarks.append("it has no title slide; the cover takes the body layout")
    if base.divider is base.cover:
        remarks.append("it has no section header; dividers take the cover's layout")
    remarks += [
        f"the theme names no {what} font; PowerPoint's own is used"
        for what, font in (("heading", base.theme.heading_font), ("text", base.theme.text_font))
        if not font
    ]
    return TemplateProfile(
        width=round(base.width, 3),
        height=round(base.height, 3),
        masters=len(masters),
        layouts=tuple(layouts),
        heading_font=base.theme.heading_font,
        text_font=base.theme.text_font,
        colours=tuple(sorted(base.theme.colours)),
        safe_area=base.content,
        fills=tuple(_tried(name, slide, path) for name, slide in _pages()),
        remarks=tuple(remarks),
    )


def _layout(layout: Layout, master: int, uses: Mapping[str, Layout]) -> LayoutProfile:
    taken = tuple(use for use, one in uses.items() if one.part is layout.part)
    held = [
        Held(
            str(shape.placeholder_format.type).split(" ")[0].lower(),
            shape.name,
            None if shape.width is None else box_of(shape),
        )
        for shape in layout.placeholders
    ]
    return LayoutProfile(layout.name, master, taken, tuple(held))


def _tried(name: str, slide: Slide, path: Path) -> Fill:
    """Writes one page with the template, as a deck would, and looks at what stands on it."""
    deck = Deck("Template check", _DAY, "Code name | Draft")
    deck.slides = [slide]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.pptx"
        try:
            write(deck, target, template=path)
        except DoesNotFit as found:
            return Fill(name, fits=False, why=str(found).split(", ", 1)[-1])
        found_faults: Sequence[Finding] = faults(target)
    wrong = [one.message for one in found_faults if one.severity is Severity.ERROR]
    return Fill(name, fits=not wrong, why="; ".join(dict.fromkeys(wrong)))


def _pages() -> Sequence[tuple[str, Slide]]:
    """A full page of each kind that decks have, as large as they come."""
    title: Line = ("Revenue rose from ", _money(152.7), " to ", _money(157.4), " in the last year")
    notes: list[Line] = [("Source: form and period, price and its date. As of 30-Aug-2024.",),
                         ("NM: not meaningful; neither is in the statistics.",)]  # fmt: skip

    def page(*blocks: tuple[Region, Block]) -> Slide:
        return Slide(title, blocks, footnotes=notes)

    return [
        ("cover", Slide(("Project Example",), kind=SlideKind.COVER, footnotes=notes[:1],
                        subtitle=("Discussion materials, 30 August 2024",))),
        ("divider", Slide(("Valuation",), kind=SlideKind.DIVIDER)),
        ("title of two lines", Slide((_LONG,), [(Region.FULL, _table(4, 3))], footnotes=notes)),
        ("bullets under callouts", page((Region.TOP_BAND, _callouts()),
                                        (Region.BELOW_BAND, Bullets([(_SENTENCE,)] * 6)))),
        ("table of 14 rows and 10 columns", page((Region.FULL, _table(14, 10)))),
        ("chart", page((Region.FULL, _chart()))),
        ("chart over table", page((Region.TOP, _chart()), (Region.BOTTOM, _table(6, 6)))),
        ("two exhibits side by side", page((Region.LEFT, _table(8, 4)), (Region.RIGHT, _chart()))),
        ("four exhibits", page((Region.TOP_LEFT, Bullets([("Listed on NYSE",)] * 4)),
                               (Region.TOP_RIGHT, _table(5, 4)),
                               (Region.BOTTOM_LEFT, _table(5, 2)),
                               (Region.BOTTOM_RIGHT, _chart()))),
        ("football field", page((Region.FULL, _field()))),
        ("input required", page((Region.FULL, Required("Price history", "Supply a file.")))),
    ]  # fmt: skip


_SENTENCE = "Methods centre between two values per share, and the price stands below both of them"
_LONG = (
    "Across two steps of the discount rate and of terminal growth the value per share moves by "
    "more than the premium that was asked"
)


def _figure(value: float) -> Figure:
    place = str(value).replace(".", "_")
    source = Source("Template check", "invented", _DAY)
    return sourced(f"check.{place}", "Amount", Decimal(str(value)), USD, instant(_DAY), source)


def _money(value: float) -> Shown:
    return Shown(_figure(value * 1e9), Format.MONEY_BN, prefix="$", suffix=" billion")


def _table(rows: int, columns: int) -> Table:
    cell: Line = (Shown(_figure(15_270_000_000.0), Format.MONEY_MM),)
    return Table(
        [("USD in millions",), *((f"FY{2020 + at}A",) for at in range(columns - 1))],
        [Row([("Operating cash flow",), *([cell] * (columns - 1))]) for _ in range(rows)],
    )


def _chart() -> Chart:
    figures = [_figure(value * 1e9) for value in (132.1, 151.2, 157.4, 152.7)]
    years = [f"FY{year}A" for year in range(2020, 2024)]
    return Chart(ChartKind.COLUMN, years, [Series("Revenue", figures)], Format.MONEY_BN, "Revenue")


def _callouts() -> Callouts:
    return Callouts([Callout(_money(value), "Enterprise value") for value in (1.1, 2.2, 3.3, 4.4)])


def _field() -> FootballField:
    low, high, middle = (_figure(value * 1e9) for value in (101.0, 180.0, 140.0))
    ranges = [Range("Peers' EV / EBITDA", low, high, middle, "25th to 75th percentile")] * 5
    return FootballField(ranges, Format.MONEY_BN, reference=middle, reference_label="Price")

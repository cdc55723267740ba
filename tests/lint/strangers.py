"""Decks as strangers build them with a slide library, whole; invented companies and numbers."""

from __future__ import annotations

import copy
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.util import Inches, Pt

Slide = Any
_NAMES = ("Larkfield", "Brightwater", "Osmond", "Tern Valley", "Quarry Hill", "Saltmarsh", "Venn")
_KINDS = ("Foods", "Logistics", "Software", "Materials", "Health", "Energy")
_MEASURES = ("Revenue", "Net sales", "Sales")
_PROFITS = ("EBITDA", "Operating profit", "Gross profit")


@dataclass(frozen=True)
class Told:
    """What a deck says, so that titles are true of the exhibits."""

    company: str
    years: Sequence[str]
    measure: str
    profit: str
    revenue: Sequence[float]
    """In millions."""
    earned: Sequence[float]
    peers: Sequence[str]
    multiples: Sequence[float]
    margins: Sequence[float]


def told(seed: int) -> Told:
    """Invented figures; what rises and what falls varies with the seed."""
    chance = random.Random(seed)
    start = chance.choice((2019, 2020, 2021))
    years = [f"{start + at}" for at in range(chance.choice((3, 4, 5)))]
    if chance.random() < 0.5:
        years = [f"FY{year}A" for year in years]
    step = chance.choice((1.11, 1.07, 0.94, 0.91))
    revenue = [round(chance.uniform(600, 4000), 1)]
    for _ in years[1:]:
        revenue.append(round(revenue[-1] * (step + chance.uniform(-0.02, 0.02)), 1))
    share = chance.uniform(0.14, 0.3)
    earned = [round(one * (share + 0.004 * at), 1) for at, one in enumerate(revenue)]
    names = chance.sample(_NAMES, 6)
    return Told(
        f"{names[0]} {chance.choice(_KINDS)}",
        years,
        chance.choice(_MEASURES),
        chance.choice(_PROFITS),
        revenue,
        earned,
        names[1:],
        chance.sample([8.3, 9.4, 10.6, 11.2, 12.7, 13.9, 15.1], 5),
        chance.sample([11.2, 14.8, 17.3, 19.9, 22.6, 25.4], 5),
    )


class Maker:
    """Builds one deck in one of several manners, by the seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed * 7 + 1)
        self.told = told(seed)
        deck: Any = Presentation()
        self.deck = deck
        _dress(deck, seed)
        self.is_wide = self.chance.random() < 0.5
        if self.is_wide:
            _widen(self.deck)
        self.width = self.deck.slide_width / 914_400
        self.height = self.deck.slide_height / 914_400
        self.left = 0.5
        self.inner = self.width - 1.0
        self.has_site = seed % 2 == 1

    def made(self) -> Any:
        """The whole deck."""
        self._cover()
        self._trend()
        self._summary()
        self._peers()
        self._comps()
        self._panels()
        if self.has_site:
            self._site()
        return self.deck

    def page(self, title: str, source: str = "Annual report 2023, as of 30 June 2024") -> Slide:
        """A page of the layout with a title alone, with source, date and number."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        slide.shapes.title.text = title
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(24)
        _feet(slide, self.told.company)
        if source:
            self.text(slide, f"Source: {source}", (self.left, self.height - 1.0, self.inner, 0.35),
                      10, "Source note")  # fmt: skip
        return slide

    def text(
        self,
        slide: Slide,
        words: str,
        box: tuple[float, float, float, float],
        size: float,
        name: str = "",
    ) -> Any:
        """A text box that wraps."""
        shape = slide.shapes.add_textbox(*(Inches(side) for side in box))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.text = words
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)
        if name:
            shape.name = name
        return shape

    def table(
        self, slide: Slide, lines: Sequence[Sequence[str]], box: tuple[float, float, float, float]
    ) -> Any:
        """A native table in the library's own style."""
        frame = slide.shapes.add_table(len(lines), len(lines[0]), *(Inches(side) for side in box))
        for row, line in enumerate(lines):
            for column, words in enumerate(line):
                cell = frame.table.cell(row, column)
                cell.text = words
                for run in cell.text_frame.paragraphs[0].runs:
                    run.font.size = Pt(12)
        return frame

    def chart(
        self,
        slide: Slide,
        kind: Any,
        heads: Sequence[str],
        name: str,
        values: Sequence[float],
        box: tuple[float, float, float, float],
        form: str = "#,##0.0",
    ) -> Any:
        """A native chart of one series."""
        data = CategoryChartData(number_format=form)  # type: ignore[no-untyped-call]
        data.categories = list(heads)
        data.add_series(name, list(values))  # type: ignore[no-untyped-call]
        frame = slide.shapes.add_chart(kind, *(Inches(side) for side in box), data)
        frame.chart.has_legend = False
        frame.chart.font.size = Pt(11)
        frame.chart.plots[0].has_data_labels = True
        return frame

    def _cover(self) -> None:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[0])
        slide.shapes.title.text = f"Discussion of {self.told.company}"
        slide.placeholders[1].text = "Prepared for the board\n30 June 2024"

    def _trend(self) -> None:
        one = self.told
        verb = "grew" if one.revenue[-1] > one.revenue[0] else "fell"
        low, high = (f"${value:,.1f} million" for value in (one.revenue[0], one.revenue[-1]))
        first, last = one.years[0].rstrip("A"), one.years[-1].rstrip("A")
        title = self.chance.choice((
            f"{one.measure} {verb} from {low} in {first} to {high} in {last}",
            f"{one.measure} {verb} between {first} and {last}",
            f"{one.measure} {verb} to {high} in {last}",
        ))  # fmt: skip
        slide = self.page(title)
        kind = self.chance.choice((XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.LINE))
        half = self.inner * 0.55
        self.chart(slide, kind, one.years, one.measure, one.revenue,
                   (self.left, 1.9, half, self.height - 3.4))  # fmt: skip
        self.text(
            slide,
            f"{one.measure} in millions of dollars\nThe fiscal year ends in December\n"
            f"{one.company} reports one segment",
            (self.left + half + 0.2, 1.9, self.inner - half - 0.2, 2.2), 14, "Points",
        )  # fmt: skip

    def _summary(self) -> None:
        one = self.told
        verb = "rose" if one.earned[-1] > one.earned[0] else "declined"
        slide = self.page(f"{one.profit} {verb} over the years shown")
        lines = [
            ["$ in millions", *one.years],
            [one.measure, *(f"{value:,.1f}" for value in one.revenue)],
            [one.profit, *(f"{value:,.1f}" for value in one.earned)],
            ["Margin", *(f"{e / r:.1%}" for e, r in zip(one.earned, one.revenue, strict=True))],
        ]
        self.table(slide, lines, (self.left, 1.9, self.inner, 1.8))

    def _peers(self) -> None:
        one = self.told
        best = one.peers[one.margins.index(max(one.margins))]
        slide = self.page(
            f"{best} has the highest margin, at {max(one.margins):.1f}%",
            "Annual reports of the companies for 2023; data as of 30 June 2024",
        )
        kind = self.chance.choice((XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.COLUMN_CLUSTERED))
        self.chart(slide, kind, one.peers, "Margin", [value / 100 for value in one.margins],
                   (self.left, 1.9, self.inner, self.height - 3.3), "0.0%")  # fmt: skip

    def _comps(self) -> None:
        one = self.told
        middle = sorted(one.multiples)[2]
        low, high = min(one.multiples), max(one.multiples)
        slide = self.page(
            f"Peers trade between {low:.1f}x and {high:.1f}x EBITDA",
            "Annual reports for 2023; closing prices of 28 June 2024",
        )
        lines = [["Company", "EV / EBITDA", "EBITDA margin"]]
        lines += [
            [name, f"{multiple:.1f}x", f"{margin:.1f}%"]
            for name, multiple, margin in zip(one.peers, one.multiples, one.margins, strict=True)
        ]
        lines.append(["Median", f"{middle:.1f}x", f"{sorted(one.margins)[2]:.1f}%"])
        self.table(slide, lines, (self.left, 1.9, self.inner, 2.6))

    def _panels(self) -> None:
        """Figures on filled panels, words laid over a shape, as designers like it."""
        one = self.told
        slide = self.page(f"{one.company} at a glance", "")
        wide = (self.inner - 0.4) / 3
        last = one.years[-1].rstrip("A")
        shown = (
            (f"${one.revenue[-1]:,.1f} million", f"{one.measure}, {last}"),
            (f"${one.earned[-1]:,.1f} million", f"{one.profit}, {last}"),
            (f"{len(one.peers)}", "Listed peers"),
        )
        for at, (figure, label) in enumerate(shown):
            left = self.left + at * (wide + 0.2)
            panel = slide.shapes.add_shape(
                MSO_SHAPE.ROUNDED_RECTANGLE,
                *(Inches(side) for side in (left, 2.2, wide, 1.6)),
            )
            panel.fill.solid()
            panel.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
            panel.name = f"Panel {at + 1}"
            self.text(slide, f"{figure}\n{label}", (left + 0.1, 2.4, wide - 0.2, 1.0), 14,
                      f"Figure {at + 1}")  # fmt: skip

    def _site(self) -> None:
        """A photograph with words beside it, and marks that are grouped."""
        slide = self.page(f"{self.told.company} works from one site", "")
        image = Image.radial_gradient("L").resize((640, 480)).convert("RGB")
        out = io.BytesIO()
        image.save(out, "PNG")
        picture = slide.shapes.add_picture(out, Inches(self.left), Inches(1.9), Inches(4))
        picture._element.nvPicPr.cNvPr.set("descr", "The site seen from the river")
        beside = self.left + 4.3
        self.text(slide, "Offices, works and stores share the site\nThe lease has ten years to run",
                  (beside, 1.9, self.inner - 4.3, 1.2), 14, "Points")  # fmt: skip
        group = slide.shapes.add_group_shape()
        for at in range(3):
            mark = group.shapes.add_shape(
                MSO_SHAPE.OVAL, *(Inches(side) for side in (beside + 0.6 * at, 3.4, 0.4, 0.4))
            )
            mark.fill.solid()
            mark.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_2


_DRESSES = (
    None,
    ("Georgia", "Arial", ("1F2A44", "8C2F39", "5B7553", "C9A227", "6C757D", "2E86AB")),
    ("Times New Roman", "Times New Roman", ("003B5C", "7A9A01", "B58500", "5E6A71", "9E2A2B")),
    ("Arial", "Arial", ("222222", "E4572E", "17BEBB", "FFC914", "76B041", "4B4E6D")),
)
"""Typefaces of headings and text, and accent colours; None leaves those of the library."""


def _dress(deck: Any, seed: int) -> None:
    """Gives the deck another theme, as every house has its own."""
    dress = _DRESSES[seed % len(_DRESSES)]
    if dress is None:
        return
    heading, body, accents = dress
    part = next(
        relation.target_part
        for relation in deck.slide_master.part.rels.values()
        if relation.reltype.endswith("/theme")
    )
    tree: Any = etree.fromstring(part.blob)
    for kind, face in (("majorFont", heading), ("minorFont", body)):
        tree.find(f".//{{*}}{kind}/{{*}}latin").set("typeface", face)
    for at, colour in enumerate(accents, start=1):
        slot = tree.find(f".//{{*}}accent{at}")
        for held in list(slot):
            slot.remove(held)
        etree.SubElement(slot, slot.tag.replace(f"accent{at}", "srgbClr")).set("val", colour)
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _widen(deck: Any) -> None:
    """Makes the library's 4:3 template 16:9, its placeholders with it."""
    held = [
        (shape, shape.left, shape.width)
        for holder in (deck.slide_master, *deck.slide_master.slide_layouts)
        for shape in holder.placeholders
    ]
    old = deck.slide_width
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    scale = deck.slide_width / old
    for shape, left, width in held:
        top, height = shape.top, shape.height
        shape.left, shape.width = int(left * scale), int(width * scale)
        shape.top, shape.height = top, height


def _feet(slide: Slide, company: str) -> None:
    """Footer, date and number of the layout, which the library leaves out of new slides."""
    words = {
        PP_PLACEHOLDER.DATE: "30 June 2024",
        PP_PLACEHOLDER.FOOTER: company,
        PP_PLACEHOLDER.SLIDE_NUMBER: None,
    }
    for shape in slide.slide_layout.placeholders:
        kind = shape.placeholder_format.type
        if kind in words:
            slide.shapes._spTree.append(copy.deepcopy(shape._element))
            if words[kind] is not None:
                slide.shapes[-1].text_frame.text = words[kind]


def write(seed: int, path: Path) -> Path:
    """A whole deck on disk."""
    Maker(seed).made().save(str(path))
    return path

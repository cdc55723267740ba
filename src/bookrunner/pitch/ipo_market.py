"""The market window of a first offering: observed levels, yields, and what is still required."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.offerings import Ipo
from bookrunner.offerings.ipo_window import MarketWindow
from bookrunner.office import Block, Line, Region, Required, Row, Slide, Table
from bookrunner.pitch.deck_pieces import figure_row, source_line
from bookrunner.pitch.market_series import market_series
from bookrunner.pitch.part_market import below, curve_told, market_pages
from bookrunner.pitch.parts import Page
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Model


def window_pages(
    valued: Valued, made: Ipo
) -> tuple[Sequence[Page], Sequence[Model], Sequence[str]]:
    """Whether the window is open, as far as somebody observed it; then the imported levels."""
    others, models, names = market_pages(valued)
    levels = [one for one in others if one.name == "market_levels"]
    return [_window_page(valued, made.window), *levels], models, names


def _window_page(valued: Valued, window: MarketWindow) -> Page:
    curve = curve_told(valued)
    blocks: list[tuple[Region, Block]] = [
        (Region.LEFT if window.lines else Region.TOP_LEFT, _levels(window))
    ]
    if window.missing:
        needs = Required(
            ", ".join(name for name, _ in window.missing),
            "These are market data and have no default: adopt "
            + ", ".join(key for _, key in window.missing)
            + " with source and date.",
        )
        blocks.append((Region.TOP_RIGHT, needs))
    elif curve is not None:
        blocks.append((Region.TOP_RIGHT, curve.table))
    used = [one.figure for one in window.lines]
    if curve is not None:
        blocks.append((Region.BOTTOM_RIGHT, curve.chart))
        used += curve.used
        if not window.lines:
            blocks.append((Region.BOTTOM_LEFT, curve.table))
    elif not window.lines:
        blocks += below(market_series(valued.inputs))
    title: Line = ("Market window: levels are required before a date is chosen",)
    if not window.missing:
        title = ("The market window, as observed on the valuation date",)
    source: Line = source_line(valued, used) if used else ("Source: no level was supplied.",)
    return Page(
        "ipo_market",
        "Market window",
        "Volatility, indices, backlog and how recent offerings priced",
        Slide(title, blocks, footnotes=[source]),
    )


def _levels(window: MarketWindow) -> Table:
    if window.lines:
        told = (*window.lines, *window.changes)
        rows = [figure_row(one.label, [one.figure], form=one.form) for one in told]
        return Table([("Observed",), ("",)], rows, widths=(3.0, 1.0))
    rows = [Row([(level,), (why,)]) for level, why in _LEVELS]
    return Table([("Level",), ("What it says",)], rows, widths=(1.3, 2.4))


_LEVELS = (
    ("VIX", "whether investors take new risk"),
    ("Equity index", "whether funds have inflows to place"),
    ("Index of recent IPOs", "whether the last listings paid their buyers"),
    ("Offerings on public file", "who competes for the same weeks and money"),
    ("Pricing against the range", "who has the upper hand in the book"),
    ("First-day return", "what discount investors have come to expect"),
)

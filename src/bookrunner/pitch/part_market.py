"""The part on the market: the benchmark curve, imported levels, and how both moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bookrunner.credit import Curve, treasury_curve
from bookrunner.figures import Figure, Format, computed
from bookrunner.office import (
    Block,
    Chart,
    ChartKind,
    Line,
    Region,
    Required,
    Row,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_pieces import required_page, source_line
from bookrunner.pitch.market_levels import levels_slide, series_charts
from bookrunner.pitch.market_series import MarketSeries, market_series, series_sections
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Model, ModelSheet, Section, model_row

_HEADING, _QUESTION = "Market update", "Where benchmarks stand and how they moved"
_LEVELS = "Credit, equity, volatility and foreign exchange, with their changes"
_SHOWN = (2, 3, 5, 7, 10, 30)
_NEAR_DAYS = 5
"""A curve kept so shortly before the day asked for stands for it."""


def market_part(valued: Valued) -> Part:
    """The market on pages of its own, whatever the company is."""
    pages, models, names = market_pages(valued)
    return Part(models, pages, names=names)


def market_pages(valued: Valued) -> tuple[Sequence[Page], Sequence[Model], Sequence[str]]:
    """The Treasury curve and the imported levels, with their changes; the rest is required.

    The models hold what the pages show. The names are words of theirs that may have digits.
    """
    series = market_series(valued.inputs)
    curve = curve_told(valued)
    sections: list[Section] = []
    pages: list[Page] = []
    if curve is None and not series:
        lacking = required_page(
            _HEADING,
            "The Treasury curve and levels of the market",
            "Import them: bookrunner import curves FILE, bookrunner import market-series FILE.",
        )
        return [Page("market", _HEADING, _QUESTION, lacking)], (), ()
    if curve is not None:
        sections += curve.sections
        pages.append(Page("market", _HEADING, _QUESTION, _curve_slide(valued, curve, series)))
    if series:
        sections += series_sections(series)
        pages.append(Page("market_levels", "Market levels", _LEVELS, levels_slide(valued, series)))
    model = Model("market", _HEADING, [ModelSheet("Market", _HEADING, sections)])
    names = [words for one in series for words in (one.name, one.time) if words]
    return pages, [model], names


def _curve_slide(valued: Valued, curve: CurveTold, series: Sequence[MarketSeries]) -> Slide:
    blocks: list[tuple[Region, Block]] = [
        (Region.TOP_LEFT, curve.table),
        (Region.TOP_RIGHT, curve.chart),
        *below(series),
    ]
    drawn = [level for one in series if one.is_drawn for level in (one.last,)]
    notes: list[Line] = [source_line(valued, [*curve.used, *drawn])]
    if curve.missing:
        which = " and ".join(curve.missing)
        notes.append((f"Required for {which}: a curve of about that day (import curves).",))
    return Slide(curve.title, blocks, footnotes=notes)


def below(series: Sequence[MarketSeries]) -> Sequence[tuple[Region, Block]]:
    """The lower half of a page: lines of imported levels, or what is required for them."""
    charts = series_charts(series)
    if charts:
        sides = (Region.BOTTOM_LEFT, Region.BOTTOM_RIGHT) if charts[1:] else (Region.BOTTOM,)
        return list(zip(sides, charts, strict=True))
    if series:
        needs = Required("Levels of more days", "A line needs some: import market-series FILE.")
    else:
        needs = Required(
            "Credit, equity, volatility and foreign exchange",
            "bookrunner import market-series FILE brings levels with date and source; changes are "
            "then computed. No level is assumed where none was supplied.",
        )
    return [(Region.BOTTOM, needs)]


@dataclass(frozen=True)
class CurveTold:
    """The Treasury curve as pages and sheets show it."""

    title: Line
    table: Table
    chart: Chart
    sections: Sequence[Section]
    used: Sequence[Figure]
    missing: Sequence[str]
    """The horizons of which no curve is kept."""


def curve_told(valued: Valued) -> CurveTold | None:
    """Levels of the Treasury curve with changes from the days kept; None without a curve."""
    inputs = valued.inputs
    today = treasury_curve(inputs.curve)
    points = [] if today is None else [one for n in _SHOWN if (one := today.point(n)) is not None]
    if today is None or not points:
        return None
    on = inputs.curve[0].on
    both = [
        (words, _changes(valued, today, key, day))
        for words, key, day in (
            ("One week", "week", on - timedelta(days=7)),
            ("One month", "month", on - timedelta(days=30)),
            ("Year to date", "year", date(on.year - 1, 12, 31)),
        )
    ]
    changes = [(words, None if told is None else told[0]) for words, told in both]
    used: list[Figure] = [rate for _, rate in points]
    rows = []
    for place, (_, rate) in enumerate(points):
        cells: list[Line] = [
            (Shown(told[place], Format.BPS),) if told is not None else ("required",)
            for _, told in changes
        ]
        used += [told[place] for _, told in changes if told is not None]
        rows.append(Row([(rate.name,), (Shown(rate, Format.PERCENT3),), *cells]))
    table = Table(
        [("Benchmark",), ("Yield",), *((f"{words} (bp)",) for words, _ in changes)], rows,
        widths=(1.4, 1.0, 1.1, 1.1, 1.2),
    )  # fmt: skip
    chart = Chart(
        ChartKind.LINE,
        [rate.name.removeprefix("Treasury ") for _, rate in points],
        [Series("Yield", [rate for _, rate in points])],
        Format.PERCENT2,
        f"Treasury par curve, {on:%d-%b-%Y}",
    )
    sections = [
        Section(
            f"Par yields of {on:%d-%b-%Y}", [model_row(rate.name, [rate]) for _, rate in points]
        )
    ]
    for words, told in both:
        if told is not None:
            moved, before = told
            rows_ = [model_row(f"{one.name}, then", [one]) for one in before]
            rows_ += [model_row(one.name, [one]) for one in moved]
            since = f"{before[0].period.end:%d-%b-%Y}"
            sections.append(Section(f"{words}: from {since}", rows_))
    missing = [words.lower() for words, told in changes if told is None]
    return CurveTold(_title(points, changes[-1][1]), table, chart, sections, used, missing)


def _title(points: Sequence[tuple[Figure, Figure]], changes: Sequence[Figure] | None) -> Line:
    years, rate = points[-2] if len(points) > 1 else points[0]
    told: Line = (f"The {rate.name.removeprefix('Treasury ')} Treasury yields ",
                  Shown(rate, Format.PERCENT3))  # fmt: skip
    assert years is not None, "a point has both"
    if changes is None:
        return told
    change = changes[len(points) - 2 if len(points) > 1 else 0]
    return (*told, ", a change of ", Shown(change, Format.BPS), " bp in the year to date")


def _changes(
    valued: Valued, today: Curve, key: str, day: date
) -> tuple[Sequence[Figure], Sequence[Figure]] | None:
    """Each shown point less that of the curve kept of about that day, and that; None without."""
    kept = valued.inputs.market.curve(day)
    if not kept or (day - kept[0].on).days > _NEAR_DAYS:
        return None
    earlier = treasury_curve(kept)
    if earlier is None:
        return None
    found: list[Figure] = []
    before: list[Figure] = []
    for years in _SHOWN:
        now, then = today.point(years), earlier.point(years)
        if now is None:
            continue
        if then is None:
            return None
        before.append(then[1])
        found.append(
            computed(f"market.change_{key}.m{years * 12}_spread",
                     f"{now[1].name}, change in a {key}", now[1] - then[1], valued.policy.period)
        )  # fmt: skip
    return found, before


MARKET = PartKind("market", _HEADING, _QUESTION, "Levels of the market", market_part)

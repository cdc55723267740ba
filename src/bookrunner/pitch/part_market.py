"""The page on the market: the benchmark curve, how it moved, and what nobody supplied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bookrunner.credit import Curve, treasury_curve
from bookrunner.figures import Figure, Format, computed
from bookrunner.office import (
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
from bookrunner.pitch.parts import Page
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Model, ModelSheet, Section, model_row

_SHOWN = (2, 3, 5, 7, 10, 30)
_NEAR_DAYS = 5
"""A curve kept so shortly before the day asked for stands for it."""


def market_page(valued: Valued) -> tuple[Page, Sequence[Model]]:
    """Levels of the Treasury curve with changes from the days kept; the rest is required.

    The model holds what the page shows; none without a curve.
    """
    slide, models = _slide(valued)
    return Page(
        "market", "Market update", "Where benchmarks stand and how they moved", slide
    ), models


def _slide(valued: Valued) -> tuple[Slide, Sequence[Model]]:
    inputs = valued.inputs
    today = treasury_curve(inputs.curve)
    points = [] if today is None else [one for n in _SHOWN if (one := today.point(n)) is not None]
    if today is None or not points:
        missing_page = required_page(
            "Market update", "The Treasury curve", "Import one: bookrunner import curves FILE."
        )
        return missing_page, ()
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
    kept = [(words, *told) for words, told in both if told is not None]
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
    missing = [words.lower() for words, told in changes if told is None]
    notes: list[Line] = [source_line(valued, used)]
    if missing:
        which = " and ".join(missing)
        notes.append((f"Required for {which}: a curve of about that day (import curves).",))
    slide = Slide(
        _title(points, changes[-1][1]),
        [
            (Region.TOP_LEFT, table),
            (Region.TOP_RIGHT, chart),
            (Region.BOTTOM, Required(
                "Credit index spreads, supply and fund flows",
                "They come from licensed feeds; no level is assumed where none was supplied.",
            )),
        ],
        footnotes=notes,
    )  # fmt: skip
    rows_ = [model_row(rate.name, [rate]) for _, rate in points]
    sections = [Section(f"Par yields of {on:%d-%b-%Y}", rows_)]
    for words, told, before in kept:
        rows_ = [
            *(model_row(f"{one.name}, then", [one]) for one in before),
            *(model_row(one.name, [one]) for one in told),
        ]
        sections.append(Section(f"{words}: from {before[0].period.end:%d-%b-%Y}", rows_))
    return slide, [
        Model("market", "Market update", [ModelSheet("Market", "Market update", sections)])
    ]


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

"""Levels of the market that the bank imported, and how far each moved to a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bookrunner.figures import PURE, Figure, Format, computed, instant, ratio
from bookrunner.imports import MARKET_SERIES, BankRow, amount
from bookrunner.pitch.inputs import PitchInputs
from bookrunner.valuation import ModelRow, Section, model_row

CLASSES = ("rates", "credit", "equity", "volatility", "fx")
"""In which order a market page tells them; others follow."""
_NEAR_DAYS = 5
"""A level kept so shortly before the day asked for stands for it."""
_YEAR_DAYS = 366
_POINTS_MAX = 9
_POINTS_MIN = 5
_SPREADS = {"bp", "bps", "basis points"}
_RATES = {"percent", "%"}


@dataclass(frozen=True)
class Change:
    """How far a level moved, and from where."""

    moved: Figure
    then: Figure


@dataclass(frozen=True)
class MarketSeries:
    """One series as known on a day: its last level and its changes."""

    group: str
    name: str
    levels: Sequence[Figure]
    """Of the past year, the oldest first."""
    form: Format
    changes: Sequence[Change | None]
    """Over a day, a week, a month and the year to date; None where no level is kept for it."""
    is_rate: bool
    """Whether its changes are differences; those of others are relative."""
    time: str
    """Of the last level, as the file says it."""

    @property
    def last(self) -> Figure:
        """The latest level."""
        return self.levels[-1]

    @property
    def change_form(self) -> Format:
        """Basis points for rates and spreads, percent for what has a price."""
        return Format.BPS if self.is_rate else Format.PERCENT1

    @property
    def is_drawn(self) -> bool:
        """Whether it has enough levels for a line."""
        return len(self.levels) >= _POINTS_MIN

    @property
    def drawn(self) -> Sequence[Figure]:
        """Levels at even steps back from the last one, few enough for a chart."""
        step = -(-len(self.levels) // _POINTS_MAX)
        return self.levels[::-1][::step][::-1]


HORIZONS = ("1d", "1w", "1m", "YTD")


def market_series(inputs: PitchInputs) -> Sequence[MarketSeries]:
    """Every imported series with a level by the valuation date, by class and then as imported."""
    on = inputs.valuation_date
    by_name: dict[str, list[BankRow]] = {}
    for one in inputs.bank(MARKET_SERIES, on):
        if date.fromisoformat(one.row.text("date")) <= on:
            by_name.setdefault(one.row.text("series"), []).append(one)
    made = [_series(rows) for rows in by_name.values()]
    return sorted(made, key=lambda one: _place(one.group))


def _place(group: str) -> int:
    return CLASSES.index(group) if group in CLASSES else len(CLASSES)


def _series(rows: Sequence[BankRow]) -> MarketSeries:
    rows = sorted(rows, key=lambda one: one.row.text("date"))
    last = rows[-1].row
    name, unit = last.text("series"), last.text("unit").strip().lower()
    key = f"market.series.{re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_')}"
    levels = [figure for one in rows if (figure := _level(one, key, name)) is not None]
    is_rate = unit in _SPREADS | _RATES
    on = levels[-1].period.end
    group = last.text("class").strip().lower()
    return MarketSeries(
        group=group,
        name=name,
        levels=[one for one in levels if (on - one.period.end).days <= _YEAR_DAYS],
        form=_form(levels[-1], unit, group),
        changes=[
            _change(levels, key, name, horizon, day, is_rate=is_rate)
            for horizon, day in zip(HORIZONS, _days(on), strict=True)
        ],
        is_rate=is_rate,
        time=last.text("time"),
    )


def _days(on: date) -> Sequence[date]:
    """A day, a week and a month before, and the last day of the year before."""
    before = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
    return (*(on - one for one in before), date(on.year - 1, 12, 31))


def _level(one: BankRow, key: str, name: str) -> Figure | None:
    return amount(one, "value", f"{key}.level", name, instant(_day(one)))


def _day(one: BankRow) -> date:
    return date.fromisoformat(one.row.text("date"))


def _change(
    levels: Sequence[Figure], key: str, name: str, horizon: str, day: date, *, is_rate: bool
) -> Change | None:
    """The last level against that of about the day; None where none is kept of it."""
    now = levels[-1]
    near = [one for one in levels if 0 <= (day - one.period.end).days <= _NEAR_DAYS]
    if not near or near[-1].unit != now.unit:
        return None
    then = near[-1]
    moved = now - then if is_rate else ratio(now, then) - 1
    ending = "spread" if is_rate else "share"
    name = f"{name}, change {horizon}"
    return Change(
        computed(f"{key}.change_{horizon.lower()}_{ending}", name, moved, now.period), then
    )


def _form(level: Figure, unit: str, group: str) -> Format:
    if unit in _SPREADS:
        return Format.BPS
    if unit in _RATES:
        return Format.PERCENT2
    return Format.RATIO4 if level.unit == PURE and group == "fx" else Format.PER_SHARE


def series_sections(told: Sequence[MarketSeries]) -> Sequence[Section]:
    """Last levels with what they are compared with, and the levels that a chart may show."""
    found = []
    for one in told:
        rows: list[ModelRow] = [
            model_row(f"{level.period.end:%d-%b-%Y}", [level], form=one.form)
            for level in _placed(one)
        ]
        rows += [
            model_row(change.moved.name, [change.moved], form=one.change_form)
            for change in one.changes
            if change is not None
        ]
        found.append(Section(f"{one.name} ({one.group})", rows))
    return found


def _placed(one: MarketSeries) -> Sequence[Figure]:
    """The levels drawn and those that changes rest on, each once; the oldest first."""
    shown = [*(one.drawn if one.is_drawn else [one.last])]
    shown += [change.then for change in one.changes if change is not None]
    return sorted(
        {id(level): level for level in shown}.values(), key=lambda level: level.period.end
    )

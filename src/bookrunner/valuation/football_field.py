"""The football field: what each method says one share is worth, low to high, beside the price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Missing, computed, highest, lowest
from bookrunner.valuation.comps import Comps, Implied
from bookrunner.valuation.grids import Grid


@dataclass(frozen=True)
class FieldBar:
    """One method's range, per share or of all equity."""

    key: str
    label: str
    low: Figure
    high: Figure
    middle: Figure
    basis: str
    """What low, middle and high are."""
    is_method: bool = True
    """False where it says what is offered, not what something is worth."""


@dataclass(frozen=True)
class FootballField:
    """The bars in the order of the page, and the current price where there is one."""

    bars: Sequence[FieldBar]
    price: Figure | None
    notes: Sequence[str]
    """Which methods are absent, and what they need."""


_SHOWN = ("ev_ebitda_ltm", "ev_ebit_ltm", "price_earnings_ltm", "ev_revenue_ltm")


def football_field(compared: Comps, tables: Sequence[Grid]) -> FootballField:
    """The ranges of the comparables, of the DCF's grids and of the market.

    Args:
        tables: The grids of the target's DCF; empty when there is none.
    """
    company = compared.target.company
    by_key = {implied.column.key: implied for implied in compared.implied}
    bars = [_trading_bar(by_key[key]) for key in _SHOWN if key in by_key]
    notes = []
    shown = {table.key.rsplit(".", 1)[-1]: table for table in tables}
    for key, label in (
        ("growth", "DCF, Gordon growth"),
        ("multiple", "DCF, exit multiple"),
    ):
        if key in shown:
            bars.append(_grid_bar(label, shown[key]))
        else:
            notes.append(f"{label} is absent; the DCF could not be made with the inputs at hand.")
    low, high = company.low_52_weeks, company.high_52_weeks
    if low is not None and high is not None and company.price is not None:
        basis = "Lowest, current and highest close of 52 weeks"
        bars.append(FieldBar("range_52_weeks", "52-week range", low, high, company.price, basis))
    elif company.is_listed:
        notes.append("The 52-week range needs a price history; none was supplied.")
    kept = [bar for bar in bars if not _is_missing(bar)]
    notes += [
        f"{bar.label} is not meaningful for {company.label}." for bar in bars if _is_missing(bar)
    ]
    return FootballField(tuple(kept), company.price, tuple(notes))


def _trading_bar(implied: Implied) -> FieldBar:
    return FieldBar(
        key=implied.column.key,
        label=f"Peers' {implied.column.label} ({implied.column.basis})",
        low=implied.low.stated,
        high=implied.high.stated,
        middle=implied.middle.stated,
        basis="25th percentile, median and 75th percentile of peers",
    )


def _grid_bar(label: str, table: Grid) -> FieldBar:
    """The range within one step of the base on both axes."""
    inner = [point.output for row in table.points[1:-1] for point in row[1:-1]]
    at, key = table.base.period, table.key
    return FieldBar(
        key=key,
        label=label,
        low=computed(f"{key}.low", f"{label}, lowest within a step", lowest(inner), at),
        high=computed(f"{key}.high", f"{label}, highest within a step", highest(inner), at),
        middle=table.base,
        basis=f"{table.row_label} and {table.column_label.lower()} one step either way",
    )


def _is_missing(bar: FieldBar) -> bool:
    return any(isinstance(one.value, Missing) for one in (bar.low, bar.middle, bar.high))

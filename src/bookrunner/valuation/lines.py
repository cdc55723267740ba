"""A figure as a line of a page: its label and the format it is shown in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import DAYS, PURE, SHARES, Figure, Format

_MULTIPLES = ("multiple", "ev_revenue", "ev_ebitda", "ev_ebit", "price_earnings", "leverage")
_FACTORS = ("beta", "years", "exponent", "elapsed", "fraction", "half_year_factor")
_RATES = ("wacc", "treasury", "yield_rate", "risk_free")
_COUNTS = ("switch", "selector", "forecast_year", "_count")
_BOND_PRICES = (
    "clean_price",
    "dirty_price",
    "accrued_price",
    "call_price",
    "coupon_rate",
    "of_par",
)
_SPREADS = ("spread",)


@dataclass(frozen=True)
class Line:
    """One figure with its label."""

    label: str
    figure: Figure
    form: Format


@dataclass(frozen=True)
class Row:
    """One label with a figure for each of several columns (years, companies), all of one format."""

    label: str
    figures: Sequence[Figure]
    form: Format


def line(figure: Figure, label: str = "") -> Line:
    """The figure under its own name, or another, in the format that its unit and key call for."""
    return Line(label or figure.name, figure, suggested_format(figure))


def row(label: str, figures: Sequence[Figure]) -> Row:
    """The figures side by side, in the format that the first calls for."""
    return Row(label, tuple(figures), suggested_format(figures[0]))


def suggested_format(figure: Figure) -> Format:
    """The format a figure is usually shown in; the same for all figures of one key."""
    if figure.unit == PURE:
        return _pure_format(figure.key.rsplit(".", 1)[-1])
    if figure.unit == DAYS:
        return Format.DATE
    if figure.unit == SHARES:
        return Format.SHARES_MM
    return Format.MONEY_MM if figure.unit.currency == str(figure.unit) else Format.PER_SHARE


def _pure_format(name: str) -> Format:
    for words, form in _BY_WORD:
        if any(word in name for word in words):
            return form
    is_rate = "rate" in name.split("_") or any(word in name for word in _RATES)
    return Format.PERCENT2 if is_rate else Format.PERCENT1


_BY_WORD = (
    (_COUNTS, Format.COUNT),
    (_SPREADS, Format.BPS),
    (_BOND_PRICES, Format.PERCENT3),
    (_MULTIPLES, Format.MULTIPLE),
    (("discount_factor", "exchange_ratio"), Format.RATIO4),
    (_FACTORS, Format.FACTOR),
)

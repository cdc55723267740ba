"""What a company is worth at a multiple that others were paid or trade at, and six statistics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bookrunner.equity import price_at
from bookrunner.figures import (
    Expression,
    Figure,
    Operand,
    Period,
    Term,
    average,
    computed,
    highest,
    lowest,
    median,
    percentile,
)
from bookrunner.valuation.ev_bridge import Bridge

Statistic = tuple[str, str, Callable[[Sequence[Operand]], Expression]]
"""A key, a label and how it is taken of a series; NM and NA are left out."""


@dataclass(frozen=True)
class ImpliedPoint:
    """What the target is worth at one multiple."""

    label: str
    """``25th percentile``, ``Median`` or ``75th percentile``."""
    multiple: Figure
    enterprise_value: Figure | None
    """None for a multiple of equity (P / E)."""
    net_claims: Figure | None
    equity_value: Figure
    share_price: Figure
    stated: Figure
    """The value per share, or of all equity where nothing is listed."""


def six_statistics(upper: Figure, lower: Figure) -> Sequence[Statistic]:
    """Maximum, upper quartile, median, mean, lower quartile and minimum, in the order of a page.

    Args:
        upper: The level of the upper quartile.
    """
    return (
        ("max", "Maximum", highest),
        ("p75", "75th percentile", lambda series: percentile(series, upper)),
        ("median", "Median", median),
        ("mean", "Mean", average),
        ("p25", "25th percentile", lambda series: percentile(series, lower)),
        ("min", "Minimum", lowest),
    )


def implied_value(
    held: Bridge,
    prefix: str,
    label: str,
    at_words: str,
    enterprise: Term,
    times: Figure,
    at: Period,
) -> ImpliedPoint:
    """From an enterprise value to the price at which all diluted shares are worth what is left.

    Args:
        prefix: Of the keys of its figures.
        at_words: Stands behind each name: ``at median EV / EBITDA``.
        times: The multiple that the enterprise value rests on.
    """
    company, owed = held.company, held.claims

    def named(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", f"{name} {at_words}", value, at)

    whole = named("enterprise_value", "Implied enterprise value", enterprise)
    equity = named("equity_value", "Implied equity value", whole - owed.net)
    price = named("share_price", "Implied share price", price_at(owed.count, equity))
    stated = company.stated(equity, price)
    return ImpliedPoint(label, times, whole, owed.net, equity, price, stated)

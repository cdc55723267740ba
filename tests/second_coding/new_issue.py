"""Indicative pricing of new bonds, from section 7 and docs/methods/new_issue.md.

Written without the engine. Rates, spreads and prices are fractions.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from tests.second_coding.bonds import bisect, on_curve, years_360, yield_of

Curve = Sequence[tuple[float, float]]
Point = tuple[float, float]  # life in years, spread


@dataclass(frozen=True)
class Quote:
    """A bond's level: exactly one of price, yield and G-spread."""

    day: date
    maturity: date
    coupon: float
    price: float | None = None
    rate: float | None = None
    spread: float | None = None
    place: int = 0  # of the rating, AAA = 1


def g_spread(quote: Quote, treasuries: Curve, frequency: int = 2) -> Point:
    """The bond's life on the day of the quote, and its yield over the Treasury at that life."""
    life = years_360(quote.day, quote.maturity)
    if quote.spread is not None:
        return life, quote.spread
    rate = quote.rate
    if rate is None:
        assert quote.price is not None
        rate = yield_of(quote.day, quote.maturity, quote.coupon, quote.price, frequency)
    return life, rate - on_curve(treasuries, life)


def brought(point: Point, issuer: int, bond: int, notch: float, offset: float) -> Point:
    """A peer's spread at the issuer's rating, with the sector offset."""
    return point[0], point[1] + (issuer - bond) * notch + offset


def lives(points: Sequence[Point]) -> list[Point]:
    """Means of bonds of about one life: within half a year of the first of them."""
    groups: list[list[Point]] = []
    for point in sorted(points):
        if groups and point[0] - groups[-1][0][0] <= 0.5:
            groups[-1].append(point)
        else:
            groups.append([point])
    return [
        (sum(life for life, _ in one) / len(one), sum(spread for _, spread in one) / len(one))
        for one in groups
    ]


def straight(points: Sequence[Point], years: float) -> float:
    """Straight lines between means of lives; flat beyond the ends."""
    return on_curve(lives(points), years)


def loadings(years: float, decay: float) -> tuple[float, float, float]:
    """Nelson and Siegel (1987): level, slope, curvature."""
    slope = (1 - math.exp(-years / decay)) / (years / decay)
    return 1.0, slope, slope - math.exp(-years / decay)


def nelson_siegel(points: Sequence[Point], decay: float = 2.0) -> list[float]:
    """Least squares by Gram-Schmidt and back substitution, not by the normal equations."""
    columns = [[loadings(life, decay)[k] for life, _ in points] for k in range(3)]
    left = [spread for _, spread in points]
    basis: list[list[float]] = []
    upper = [[0.0] * 3 for _ in range(3)]
    for k, column in enumerate(columns):
        rest = list(column)
        for _ in range(2):  # once more, against rounding
            for j, one in enumerate(basis):
                part = sum(a * b for a, b in zip(one, rest, strict=True))
                upper[j][k] += part
                rest = [a - part * b for a, b in zip(rest, one, strict=True)]
        upper[k][k] = math.sqrt(sum(a * a for a in rest))
        basis.append([a / upper[k][k] for a in rest])
    right = [sum(a * b for a, b in zip(one, left, strict=True)) for one in basis]
    betas = [0.0] * 3
    for k in (2, 1, 0):
        known = sum(upper[k][j] * betas[j] for j in range(k + 1, 3))
        betas[k] = (right[k] - known) / upper[k][k]
    return betas


def fitted(betas: Sequence[float], years: float, decay: float = 2.0) -> float:
    """The curve at a life."""
    return sum(b * one for b, one in zip(betas, loadings(years, decay), strict=True))


def fair_value(
    points: Sequence[Point],
    tenor: float,
    fit: int | None = None,
    extension: float | None = None,
    decay: float = 2.0,
) -> float | None:
    """Fair spread at a tenor; None beyond what is quoted, unless an extension is adopted."""
    shortest, longest = min(points)[0], max(points)[0]
    if extension is None and (tenor > longest + 2 or tenor < shortest - 1):
        return None
    chosen = fit or (2 if len(lives(points)) >= 4 else 1)
    fair = (
        straight(points, tenor)
        if chosen == 1
        else fitted(nelson_siegel(points, decay), tenor, decay)
    )
    return fair + (extension or 0.0)


@dataclass(frozen=True)
class Recent:
    """A recent issue: spread at re-offer, fair value before, first talk."""

    reoffer: float
    fair: float
    talk: float


def concessions(issues: Sequence[Recent]) -> tuple[float, float, float]:
    """Lowest, median and highest `NIC = re-offer - fair value`."""
    found = [one.reoffer - one.fair for one in issues]
    return min(found), median(found), max(found)


def tightening(issues: Sequence[Recent]) -> float:
    """Median of first talk less re-offer."""
    return median(one.talk - one.reoffer for one in issues)


@dataclass(frozen=True)
class Terms:
    """The terms at one tenor."""

    rate: float
    reoffer_spread: float
    talk: float
    coupon: float
    price: float
    net: float
    all_in: float


def terms(
    years: int,
    treasury: float,
    fair: float,
    nic: float,
    benchmark: float,
    tighter: float,
    fee: float,
    expenses: float,
    step: float = 0.0005,
    frequency: int = 2,
) -> Terms:
    """Yield, spread, first talk, coupon, price and all-in cost on one basis.

    Args:
        expenses: Share of principal.
    """
    rate = treasury + fair + nic
    coupon = math.floor(rate / step + 1e-9) * step
    count = years * frequency

    def worth(at: float) -> float:
        v = 1 / (1 + at / frequency)
        return sum(coupon / frequency * v**k for k in range(1, count + 1)) + v**count

    price = worth(rate)
    net = price - fee - expenses
    return Terms(
        rate=rate,
        reoffer_spread=rate - benchmark,
        talk=rate - benchmark + tighter,
        coupon=coupon,
        price=price,
        net=net,
        all_in=bisect(lambda at: worth(at) - net, -0.2, 1.0),
    )


def swapped_margin(rate: float, swap: float) -> float:
    """Margin over SOFR: the yearly actual/360 swap rate on the half-yearly bond's basis."""
    return rate - 2 * (math.sqrt(1 + swap * 365 / 360) - 1)

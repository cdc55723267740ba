"""Fixed-rate bonds, 30/360, from docs/methods/refinancing.md (Bonds) and the SIA's formulas.

Prices and rates are fractions: 1.0 is par, 0.05 is 5%. Written without the engine.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


def days_360(start: date, end: date) -> int:
    """Days between two dates as spreadsheets' DAYS360 counts them (US method)."""
    first, last = start.day, end.day
    if first == monthrange(start.year, start.month)[1]:
        first = 30
    if last == 31 and first == 30:
        last = 30
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first


def years_360(start: date, end: date) -> float:
    """Years of 360 days."""
    return days_360(start, end) / 360


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last; a last day stays a last day."""
    is_last = day.day == monthrange(day.year, day.month)[1]
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    last = monthrange(year, month)[1]
    return date(year, month, last if is_last else min(day.day, last))


@dataclass(frozen=True)
class Coupons:
    """Where a settlement stands between the coupons of a bond, counted back from its end."""

    last: date
    left: int
    to_next: float  # part of a period

    @property
    def periods(self) -> float:
        """Periods to the end."""
        return self.left - 1 + self.to_next


def coupons(settlement: date, maturity: date, frequency: int) -> Coupons:
    """The last coupon on or before the settlement, how many are left, and the part to the next."""
    left = 0
    while True:
        left += 1
        last = months_before(maturity, left * 12 // frequency)
        if last <= settlement:
            break
    if last == settlement:
        return Coupons(last, left, 1.0)
    # The end of February is the 30th only to a bond that pays on the last of the month.
    at_end = maturity.day == monthrange(maturity.year, maturity.month)[1]
    paid_on = 30 if at_end else min(maturity.day, 30)
    until = 30 if settlement.day == 31 and paid_on == 30 else settlement.day
    months = (settlement.year - last.year) * 12 + settlement.month - last.month
    return Coupons(last, left, 1 - (30 * months + until - paid_on) * frequency / 360)


@dataclass(frozen=True)
class Price:
    """A bond's price in its parts."""

    dirty: float
    accrued: float

    @property
    def clean(self) -> float:
        """Without accrued interest."""
        return self.dirty - self.accrued


def price(settlement: date, maturity: date, coupon: float, rate: float, frequency: int) -> Price:
    """Every flow discounted by itself at the yield, compounded as coupons are paid."""
    place = coupons(settlement, maturity, frequency)
    v = 1 / (1 + rate / frequency)
    dirty = sum(coupon / frequency * v ** (place.to_next + k) for k in range(place.left))
    dirty += v**place.periods
    return Price(dirty, coupon / frequency * (1 - place.to_next))


def bisect(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function of one number changes its sign, by halving."""
    below = function(low) > 0
    for _ in range(200):
        middle = (low + high) / 2
        if (function(middle) > 0) == below:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def yield_of(
    settlement: date, maturity: date, coupon: float, clean: float, frequency: int
) -> float:
    """The yield at which the bond has a clean price, by halving."""

    def over(rate: float) -> float:
        return price(settlement, maturity, coupon, rate, frequency).clean - clean

    return bisect(over, -0.5, 2.0)


def on_curve(points: Sequence[tuple[float, float]], years: float) -> float:
    """A straight line between two points of the par curve; flat beyond its ends."""
    ordered = sorted(points)
    if years <= ordered[0][0]:
        return ordered[0][1]
    for (left, low), (right, high) in pairwise(ordered):
        if years <= right:
            return low + (high - low) * (years - left) / (right - left)
    return ordered[-1][1]

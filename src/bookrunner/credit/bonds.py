"""Fixed-rate bonds by the bond basis (30/360): what is left of them, price from yield, annuities.

Prices, coupons and yields are fractions: a price of 0.99417 is 99.417 for 100 of principal, a yield
is compounded as often as the coupon is paid. Dates are figures of spreadsheet days. Everything is
a closed form over figures, so a workbook shows it live.

The street convention (Securities Industry Association, Standard Securities Calculation Methods):
with ``n`` coupons left, ``w`` of a period to the next of them, ``f`` payments a year and
``v = 1 / (1 + y / f)``::

    dirty = v^w x (c / f x (1 - v^n) / (1 - v) + v^(n - 1)),  clean = dirty - c / f x (1 - w)
"""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import (
    DAYS,
    Constant,
    Expression,
    Figure,
    Operand,
    Period,
    computed,
    days_30_360,
    if_,
    is_positive,
    rounded_up,
    smallest,
)


@dataclass(frozen=True)
class Remaining:
    """The coupons between a settlement and the day a bond is repaid, or assumed to be."""

    years: Figure
    """By 30/360."""
    coupons: Figure
    """How many are still paid, the one at the end among them."""
    to_next: Figure
    """The share of a coupon period until the next one; 1 on the day of a coupon."""
    frequency: Figure
    """Payments a year."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """To be placed on a sheet."""
        return (self.years, self.coupons, self.to_next)


@dataclass(frozen=True)
class BondValue:
    """What the coupons and the principal are worth at a yield, for 1 of principal."""

    factor: Figure
    """The discount factor of one coupon period."""
    dirty: Figure
    """With the interest accrued: what is paid."""
    accrued: Figure
    clean: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """To be placed on a sheet."""
        return (self.factor, self.dirty, self.accrued, self.clean)


def remaining(
    key: str, label: str, settlement: Figure, end: Figure, frequency: Figure, at: Period
) -> Remaining:
    """What is left between two days, coupons counted back from the end.

    Args:
        key: The prefix of the figures' keys.
        label: What the names begin with: the bond, and until when.
        frequency: Payments a year: 2, 1 or 4.
    """
    ahead = days_30_360(settlement, end) / _BOND_YEAR * frequency
    coupons = computed(f"{key}.coupons_count", f"{label}: coupons left", rounded_up(ahead), at)
    to_next = computed(
        f"{key}.to_next_fraction",
        f"{label}: share of a period to the next coupon",
        smallest(_periods_back(end, settlement, frequency) - (coupons - 1), 1),
        at,
    )
    years = computed(
        f"{key}.life_years", f"{label}: years (30/360)", (coupons - 1 + to_next) / frequency, at
    )
    return Remaining(years, coupons, to_next, frequency)


def _periods_back(end: Figure, day: Figure, frequency: Figure) -> Expression:
    """Coupon periods from a day to the end, the day taken as the later of the two.

    Interest is counted from the last coupon, which stands on the end's day of the month: the 31st
    comes a day after the 30th, which it would not if the count began on it.
    """
    return -(days_30_360(end, day) / _BOND_YEAR * frequency)


def bond_value(
    key: str, label: str, coupon: Operand, bond_yield: Operand, left: Remaining, at: Period
) -> BondValue:
    """The price of a bond that repays its principal at the end of what is left.

    The yield may not be zero, for which the annuity has no closed form.
    """
    factor = computed(
        f"{key}.period_discount_factor",
        f"{label}: discount factor of a period",
        1 / (1 + bond_yield / left.frequency),
        at,
    )
    paid = coupon / left.frequency
    dirty = computed(
        f"{key}.dirty_price",
        f"{label}: price with accrued interest",
        factor**left.to_next
        * (paid * (1 - factor**left.coupons) / (1 - factor) + factor ** (left.coupons - 1)),
        at,
    )
    accrued = computed(
        f"{key}.accrued_price", f"{label}: accrued interest", paid * (1 - left.to_next), at
    )
    clean = computed(f"{key}.clean_price", f"{label}: clean price", dirty - accrued, at)
    return BondValue(factor, dirty, accrued, clean)


@dataclass(frozen=True)
class Called:
    """A bond's coupons until a day before its maturity, on which it is repaid with interest."""

    years: Figure
    """By 30/360, to that day."""
    skipped: Figure
    """Coupons between that day and maturity."""
    coupons: Figure
    """Paid on their own days by then."""
    since: Figure
    """The share of a coupon period between the last of them and that day."""
    frequency: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """To be placed on a sheet."""
        return (self.years, self.skipped, self.coupons, self.since)

    @property
    def periods(self) -> Expression:
        """Coupon periods until that day."""
        return self.years * self.frequency


def called(
    key: str, label: str, maturity: Figure, day: Figure, left: Remaining, at: Period
) -> Called:
    """What is paid until a call, coupons staying on the days that maturity sets.

    Args:
        day: Of the call, not after the maturity.
        left: To the bond's maturity.
    """
    gap = _periods_back(maturity, day, left.frequency)
    years = computed(
        f"{key}.life_years", f"{label}: years (30/360)", left.years - gap / left.frequency, at
    )
    skipped = computed(
        f"{key}.skipped_count", f"{label}: coupons that are no longer paid", rounded_up(gap), at
    )
    coupons = computed(f"{key}.coupons_count", f"{label}: coupons paid", left.coupons - skipped, at)
    since = computed(
        f"{key}.since_fraction",
        f"{label}: share of a period since the last coupon",
        skipped - gap,
        at,
    )
    return Called(years, skipped, coupons, since, left.frequency)


def called_value(
    key: str,
    label: str,
    coupon: Operand,
    bond_yield: Operand,
    left: Remaining,
    until: Called,
    at: Period,
) -> BondValue:
    """The price of a bond that is taken to mature on the day of a call, with interest until it."""
    factor = computed(
        f"{key}.period_discount_factor",
        f"{label}: discount factor of a period",
        1 / (1 + bond_yield / left.frequency),
        at,
    )
    paid = coupon / left.frequency
    dirty = computed(
        f"{key}.dirty_price",
        f"{label}: price with accrued interest",
        factor**left.to_next * paid * (1 - factor**until.coupons) / (1 - factor)
        + factor**until.periods * (1 + paid * until.since),
        at,
    )
    accrued = computed(
        f"{key}.accrued_price", f"{label}: accrued interest", paid * (1 - left.to_next), at
    )
    clean = computed(f"{key}.clean_price", f"{label}: clean price", dirty - accrued, at)
    return BondValue(factor, dirty, accrued, clean)


def called_annuity(factor: Figure, left: Remaining, until: Called) -> Expression:
    """What 1 a year until the day of a call is worth, at the discount factor of a period."""
    on_days = factor**left.to_next * (
        left.to_next + (factor - factor**until.coupons) / (1 - factor)
    )
    between = on_days + factor**until.periods * until.since
    # A call before the next coupon pays at once for what is still to accrue.
    before = until.periods * factor**until.periods
    return if_(is_positive(until.coupons), between, before) / left.frequency


def annuity(
    key: str, label: str, yearly_rate: Operand, left: Remaining, at: Period
) -> tuple[Figure, Figure]:
    """The discount factor of a period, and what 1 a year until the end is worth today.

    The first payment is for what is left of the running period only. The rate is compounded as
    often as coupons are paid, and may not be zero.
    """
    factor = computed(
        f"{key}.period_discount_factor",
        f"{label}: discount factor of a period",
        1 / (1 + yearly_rate / left.frequency),
        at,
    )
    worth = computed(
        f"{key}.annuity_factor",
        f"{label}: present value of one a year",
        factor**left.to_next
        * (left.to_next + (factor - factor**left.coupons) / (1 - factor))
        / left.frequency,
        at,
    )
    return factor, worth


def annuity_slope(factor: Figure, left: Remaining) -> Expression:
    """How an annuity changes with its yearly rate: its derivative, below zero.

    Args:
        factor: The discount factor of a period at the rate, of ``annuity``.
    """
    first = factor**left.to_next
    later = (factor - factor**left.coupons) / (1 - factor)
    rise = (1 - left.coupons * factor ** (left.coupons - 1) + later) / (1 - factor)
    by_factor = first * (left.to_next * (left.to_next + later) / factor + rise)
    return -(by_factor * factor * factor / left.frequency / left.frequency)


def interpolated(
    life: Operand, below: tuple[Figure, Figure], above: tuple[Figure, Figure]
) -> Expression:
    """A rate at a life in years, on the straight line between two points (years, rate)."""
    (first, low), (last, high) = below, above
    return low + (high - low) * (life - first) / (last - first)


_BOND_YEAR = Constant(360, DAYS)

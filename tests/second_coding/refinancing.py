"""Refinancing of a bond, from section 7 of the output standards and docs/methods/refinancing.md.

Written without the engine. Money in units of principal; rates and prices are fractions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.second_coding.basics import NM, Value
from tests.second_coding.bonds import bisect, coupons, on_curve

Curve = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Bond:
    """A bond that may be taken out before its maturity."""

    principal: float
    coupon: float
    maturity: date
    frequency: int = 2
    par_call: date | None = None
    make_whole_spread: float | None = None
    calls: Sequence[tuple[date, float]] = ()
    tender: float | None = None
    unamortised: float = 0.0


@dataclass(frozen=True)
class Plan:
    """What the new issue costs, and how the exchange is done."""

    settlement: date
    curve: Curve
    spread: float
    tax_rate: float
    fees: float  # share of principal
    carry_days: float


def accrued(bond: Bond, day: date) -> float:
    """Interest since the last coupon, per 1 of principal."""
    place = coupons(day, bond.maturity, bond.frequency)
    return bond.coupon / bond.frequency * (1 - place.to_next)


def flows_until(bond: Bond, day: date, end: date) -> list[tuple[float, float]]:
    """(periods from the day, amount) of coupons on maturity's days and principal at the end.

    Principal is paid with the interest since the last coupon before it.
    """
    place = coupons(day, bond.maturity, bond.frequency)
    last = coupons(end, bond.maturity, bond.frequency) if end < bond.maturity else None
    if last is None:
        whole, stub = place.left, 0.0
    else:
        whole, stub = place.left - last.left, 1 - last.to_next
    coupon = bond.coupon / bond.frequency
    flows = [(place.to_next + k, coupon) for k in range(whole)]
    end_at = place.to_next + whole - 1 + stub
    if whole == 0:  # the end comes before the next coupon
        return [(end_at, 1 + coupon * stub)]
    return [*flows, (end_at, 1 + coupon * stub)]


def make_whole(bond: Bond, plan_day: date, curve: Curve) -> float:
    """Clean: not below par, at the Treasury matched to the par call and the spread."""
    end = bond.par_call or bond.maturity
    assert bond.make_whole_spread is not None
    flows = flows_until(bond, plan_day, end)
    rate = on_curve(curve, flows[-1][0] / bond.frequency) + bond.make_whole_spread
    v = 1 / (1 + rate / bond.frequency)
    worth: float = sum(amount * v**periods for periods, amount in flows)
    return max(1.0, worth - accrued(bond, plan_day))


def price_paid(bond: Bond, day: date, curve: Curve) -> float:
    """Tender; a fixed call that is open; par from the par-call date on; else make-whole."""
    if bond.tender is not None:
        return bond.tender
    opened = [price for start, price in sorted(bond.calls) if start <= day]
    if opened:
        return opened[-1]
    if bond.par_call is not None and day >= bond.par_call:
        return 1.0
    return make_whole(bond, day, curve)


def annuity(rate: float, first: float, count: int, frequency: int) -> float:
    """What 1 a year is worth until the last coupon, the running period in part."""
    v = 1 / (1 + rate / frequency)
    worth: float = first * v**first
    worth += sum(v ** (first + k) for k in range(1, count))
    return worth / frequency


def annuity_until(rate: float, bond: Bond, day: date, end: date) -> float:
    """The same until a day between two coupons: the last part is paid at the end."""
    v = 1 / (1 + rate / bond.frequency)
    unit = Bond(1.0, 1.0, bond.maturity, bond.frequency)
    flows = flows_until(unit, day, end)
    worth: float = sum(amount * v**periods for periods, amount in flows) - v ** flows[-1][0]
    place = coupons(day, bond.maturity, bond.frequency)
    # Of the first coupon only what is still to accrue counts.
    gone: float = (1 - place.to_next) / bond.frequency * v ** flows[0][0]
    return worth - gone


@dataclass(frozen=True)
class Saving:
    """The parts of the NPV."""

    saving: float
    premium: float
    fees: float
    shield: float
    carry: float

    @property
    def npv(self) -> float:
        """Saving less what it costs."""
        return self.saving - self.premium - self.fees + self.shield - self.carry


def new_coupon(bond: Bond, plan: Plan) -> float:
    """Treasury at the old bond's remaining life and the new issue's spread."""
    place = coupons(plan.settlement, bond.maturity, bond.frequency)
    return on_curve(plan.curve, place.periods / bond.frequency) + plan.spread


def saving(bond: Bond, plan: Plan, coupon: float, price: float) -> Saving:
    """Present value of the exchange at a new coupon and a price."""
    place = coupons(plan.settlement, bond.maturity, bond.frequency)
    life = place.periods / bond.frequency
    t, face = plan.tax_rate, bond.principal
    a = annuity(coupon * (1 - t), place.to_next, place.left, bond.frequency)
    bill = sorted(plan.curve)[0][1]
    return Saving(
        saving=(bond.coupon - coupon) * face * (1 - t) * a,
        premium=(price - 1) * face * (1 - t),
        fees=plan.fees * face * (1 - t / life * a),
        shield=t * bond.unamortised * (1 - a / life),
        carry=plan.carry_days / 365 * face * (coupon - bill) * (1 - t),
    )


def break_even(bond: Bond, plan: Plan, price: float) -> float:
    """The new coupon at which the exchange is worth nothing, by halving."""
    return bisect(lambda coupon: saving(bond, plan, coupon, price).npv, -0.9, 1.0)


def waiting(bond: Bond, plan: Plan) -> float:
    """What the par call saves at today's coupon, less fees then."""
    assert bond.par_call is not None
    place = coupons(plan.settlement, bond.maturity, bond.frequency)
    coupon, t = new_coupon(bond, plan), plan.tax_rate
    rate = coupon * (1 - t)
    whole = annuity(rate, place.to_next, place.left, bond.frequency)
    until = annuity_until(rate, bond, plan.settlement, bond.par_call)
    v: float = 1 / (1 + rate / bond.frequency)
    until_call = flows_until(bond, plan.settlement, bond.par_call)[-1][0]
    gain = (bond.coupon - coupon) * bond.principal * (1 - t) * (whole - until)
    later: float = saving(bond, plan, coupon, 1.0).fees * v**until_call
    return gain - later


def future_rate(bond: Bond, plan: Plan, held: Saving, life: float) -> Value:
    """`y* = (y_new x A(M) + cost - c_old x A(T)) / (A(M) - A(T))`; NM where M is not beyond T.

    Both annuities at the rate of the NPV, cost with fees and carry as there, before tax.
    """
    place = coupons(plan.settlement, bond.maturity, bond.frequency)
    f, kept = bond.frequency, 1 - plan.tax_rate
    if life <= place.periods / f:
        return NM
    rate = new_coupon(bond, plan) * kept
    old = annuity(rate, place.to_next, place.left, f)
    v: float = (1 + rate / f) ** -1
    new = (v - v ** (life * f + 1)) / (1 - v) / f
    cost = (held.saving - held.npv) / kept / bond.principal
    new_yield = on_curve(plan.curve, life) + plan.spread
    found: float = (new_yield * new + cost - bond.coupon * old) / (new - old)
    return found


@dataclass(frozen=True)
class Layer:
    """A tranche of the wall."""

    principal: float
    maturity: date
    coupon: float


def wall(layers: Sequence[Layer], day: date) -> dict[int, float]:
    """What falls due by calendar year, of what has not matured by the day."""
    years: dict[int, float] = {}
    for one in layers:
        if one.maturity >= day:
            years[one.maturity.year] = years.get(one.maturity.year, 0.0) + one.principal
    return years


def due_by(layers: Sequence[Layer], day: date) -> float:
    """What falls due until a day, that day included."""
    return sum(one.principal for one in layers if one.maturity <= day)


def weighted_life(layers: Sequence[Layer], day: date) -> float:
    """Mean day of maturity by principal less the day, over 365."""
    left = [one for one in layers if one.maturity >= day]
    held = sum(one.principal for one in left)
    return sum(one.principal * (one.maturity - day).days for one in left) / held / 365


def weighted_coupon(layers: Sequence[Layer]) -> float:
    """Coupons by principal."""
    return sum(one.principal * one.coupon for one in layers) / sum(one.principal for one in layers)


def cumulative(amounts: Sequence[float], ebitda: float) -> list[Value]:
    """Debt down to each layer over EBITDA."""
    found: list[Value] = []
    held = 0.0
    for amount in amounts:
        held += amount
        found.append(held / ebitda if ebitda > 0 else NM)
    return found

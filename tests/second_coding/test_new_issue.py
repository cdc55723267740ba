"""Indicative pricing of new bonds by the engine against its second coding."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

from bookrunner.credit import NewIssue, Supplied, new_issue, treasury_curve
from bookrunner.facts import CurvePoint
from bookrunner.figures import Figure
from bookrunner.imports import BankRow
from bookrunner.valuation import Adoptions, MarketDataRequired, default_policy
from tests.credit.market import ISSUED, QUOTED, row
from tests.second_coding import new_issue as again
from tests.second_coding.basics import Value
from tests.second_coding.bonds import price as price_at
from tests.second_coding.companies import adopt
from tests.second_coding.compare import differences, told
from tests.valuation.companies import VALUATION_DATE, company

CASES = 60
TENORS = (3, 5, 7, 10, 30)
SCALE = ("AA", "AA-", "A+", "A", "A-", "BBB+", "BBB", "BBB-")
PLACES = {name: place for place, name in enumerate(SCALE, start=3)}


@dataclass
class Case:
    """One issuer's pricing, both ways."""

    made: NewIssue
    treasuries: again.Curve
    quotes: Sequence[again.Quote]
    issues: Sequence[again.Recent]
    adopted: Mapping[str, float]
    place: int | None
    """The issuer's, where the curve is its peers'."""


def case(dice: random.Random) -> Case:
    """Quotes of any kind on a curve of any shape that reach one tenor at least."""
    while True:
        found = _case(dice)
        if found is not None:
            return found


def _quote(dice: random.Random, number: int, rating: str) -> tuple[again.Quote, BankRow]:
    on = VALUATION_DATE - timedelta(days=dice.randint(0, 7))
    ends = on + timedelta(days=dice.randint(420, 31 * 365))
    coupon = round(dice.uniform(0.01, 0.08), 5)
    price = rate = spread = None
    values = {}
    kind = dice.choice(["price", "yield", "spread_bp"])
    if kind == "price":
        worth = price_at(on, ends, coupon, dice.uniform(0.03, 0.07), 2).clean
        values["price"] = f"{worth * 100:.3f}"
        price = float(values["price"]) / 100
    elif kind == "yield":
        values["yield"] = f"{dice.uniform(0.03, 0.07):.5f}"
    else:
        values["spread_bp"] = f"{dice.uniform(20, 300):.1f}"
        spread = float(values["spread_bp"]) / 1e4
    made = row(
        "bond-quotes", QUOTED, number, instrument=f"Bond {number}", date=on.isoformat(),
        maturity=ends.isoformat(), coupon=f"{coupon:.5f}", rating=rating, **values,
    )  # fmt: skip
    if kind == "yield":
        rate = float(values["yield"])
    return again.Quote(on, ends, coupon, price, rate, spread, PLACES[rating]), made


def _case(dice: random.Random) -> Case | None:
    level, slope = dice.uniform(0.01, 0.06), dice.uniform(-0.01, 0.02)
    curve = [
        (float(years), round(level + slope * years / 30 + dice.uniform(-0.001, 0.001), 5))
        for years in (1, 2, 3, 5, 7, 10, 20, 30)
    ]
    points = [
        CurvePoint(VALUATION_DATE, Decimal(str(t)), Decimal(str(rate)), "Test") for t, rate in curve
    ]
    made = treasury_curve(points)
    is_own = dice.random() < 0.6
    place = dice.choice(SCALE)
    ratings = [place if is_own else dice.choice(SCALE) for _ in range(dice.randint(3, 9))]
    drawn = [_quote(dice, number, one) for number, one in enumerate(ratings, start=1)]
    quotes, rows = [one for one, _ in drawn], [one for _, one in drawn]
    issues = [
        again.Recent(*(round(dice.uniform(low, low + 40), 0) / 1e4 for low in (120, 100, 150)))
        for _ in range(dice.randint(3, 8))
    ]
    talked = [
        row(
            "new-issues", ISSUED, number, issuer=f"Issuer {number}",
            priced=(VALUATION_DATE - timedelta(days=dice.randint(0, 89))).isoformat(),
            reoffer_bp=f"{one.reoffer * 1e4:.0f}", fair_value_bp=f"{one.fair * 1e4:.0f}",
            ipt_bp=f"{one.talk * 1e4:.0f}",
        )
        for number, one in enumerate(issues, start=1)
    ]  # fmt: skip
    adopted = {
        "expenses_share": round(dice.uniform(0, 0.005), 5),
        "coupon_step_rate": dice.choice([0.0005, 0.00125, 0.001]),
        "adjustment_spread": round(dice.uniform(-0.001, 0.001), 5),
        "notch_spread": round(dice.uniform(0.0005, 0.003), 5),
        "sector_offset_spread": round(dice.uniform(-0.002, 0.002), 5),
        "extension_30y_spread": round(dice.uniform(0, 0.003), 5),
        "benchmark_10y_yield_rate": round(dice.uniform(0.01, 0.06), 5),
        "swap_5y_yield_rate": round(dice.uniform(0.01, 0.06), 5),
    }
    adopted |= {f"fees_{years}y_share": round(dice.uniform(0, 0.01), 5) for years in TENORS}
    if dice.random() < 0.5:
        adopted["decay_years"] = round(dice.uniform(1, 4), 2)
    rows_adopted = adopt({f"tgt.new_issue.{key}": value for key, value in adopted.items()})
    policy = default_policy(VALUATION_DATE, Adoptions(rows_adopted))
    rated = row("ratings", {"rating": place, "date": VALUATION_DATE.isoformat()}, 1)
    if is_own:
        supplied = Supplied(own=rows, issues=talked)
    else:
        supplied = Supplied(peers=[(company("PEER"), rows)], issues=talked, ratings=[rated])
    try:
        found = new_issue(company(), policy, made, supplied)
    except MarketDataRequired:
        return None
    return Case(found, curve, quotes, issues, adopted, None if is_own else PLACES[place])


def second(both: Case) -> dict[str, Value]:
    """What the second coding says, of each tenor that the quotes reach."""
    adopted, place = both.adopted, both.place
    points = []
    for quote in both.quotes:
        point = again.g_spread(quote, both.treasuries)
        if place is not None:
            point = again.brought(point, place, quote.place, adopted["notch_spread"], 0.0)
        points.append(point)
    low, middle, high = again.concessions(both.issues)
    found: dict[str, Value] = {"low": low, "middle": middle, "high": high}
    tighter = again.tightening(both.issues)
    offset = adopted["sector_offset_spread"] if place is not None else 0.0
    longest = max(points)[0]
    for years in TENORS:
        extension = adopted.get(f"extension_{years}y_spread") if years > longest + 2 else None
        fair = again.fair_value(points, years, None, extension, adopted.get("decay_years", 2.0))
        if fair is None:
            continue
        fair += adopted["adjustment_spread"] + offset
        treasury = dict(both.treasuries)[float(years)]
        one = again.terms(
            years,
            treasury,
            fair,
            middle,
            adopted.get(f"benchmark_{years}y_yield_rate", treasury),
            tighter,
            adopted[f"fees_{years}y_share"],
            adopted["expenses_share"],
            adopted["coupon_step_rate"],
        )
        found |= {
            f"{years}_fair": fair,
            f"{years}_rate": one.rate,
            f"{years}_spread": one.reoffer_spread,
            f"{years}_talk": one.talk,
            f"{years}_coupon": one.coupon,
            f"{years}_price": one.price,
            f"{years}_net": one.net,
            f"{years}_all_in": one.all_in,
            f"{years}_low_rate": treasury + fair + low,
            f"{years}_high_rate": treasury + fair + high,
        }
        swap = adopted.get(f"swap_{years}y_yield_rate")
        if swap is not None:
            found[f"{years}_margin"] = again.swapped_margin(one.rate, swap)
    return found


def engine(both: Case) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    paid = both.made.concessions
    found: dict[str, Figure | None] = {"low": paid.low, "middle": paid.middle, "high": paid.high}
    for one in both.made.tenors:
        held, years = one.middle, one.years
        found |= {
            f"{years}_fair": one.fair_value,
            f"{years}_rate": held.rate,
            f"{years}_spread": held.spread,
            f"{years}_talk": one.talk,
            f"{years}_coupon": held.coupon,
            f"{years}_price": held.price,
            f"{years}_net": held.net,
            f"{years}_all_in": held.all_in,
            f"{years}_low_rate": one.low[0],
            f"{years}_high_rate": one.high[0],
        }
        if one.swap:
            found[f"{years}_margin"] = one.swap[-1]
    return found


def _compare(cases: int) -> None:
    dice = random.Random(20241004)
    apart = []
    for place in range(cases):
        both = case(dice)
        made, other = engine(both), second(both)
        assert made.keys() == other.keys()
        # Bonds of nearly one life leave normal equations without digits: then checks fail, and no
        # book is shown. Nor is a coupon below zero anybody's.
        if _unfit(both) or _below_zero(other):
            continue
        found = differences(made, other, SOLVED)
        if found:
            apart.append((place, both.adopted, found))
    assert not apart, (len(apart), apart[:3])


SOLVED = 1e6
"""By which ``differences`` lets figures be apart by 1e-6, as yields and fits are solved."""


def _unfit(both: Case) -> bool:
    fit = both.made.issuer.curve.fit
    pairs = () if fit is None else fit.checks
    return any(told(one.left) != pytest.approx(told(one.right), rel=1e-6) for one in pairs)


def _below_zero(values: Mapping[str, Value]) -> bool:
    rates = [value for name, value in values.items() if name.endswith("_rate")]
    return any(isinstance(rate, float) and rate < 0 for rate in rates)


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_new_issues() -> None:
    _compare(1_000)

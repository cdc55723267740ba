"""Comparables of the engine against their second coding: columns, statistics, implied, calendar."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bookrunner.figures import USD, Figure, Period
from bookrunner.imports import Estimate
from bookrunner.valuation import Adoptions, Comps, comps, default_policy
from bookrunner.valuation.expected_years import CY1, CY2, NTM, expected_years
from tests.second_coding import comps as again
from tests.second_coding.basics import NA, STATISTICS, Value
from tests.second_coding.companies import Drawn, adopt, company
from tests.second_coding.compare import differences, told
from tests.second_coding.shares import bridge
from tests.second_coding.test_dcf import next_end
from tests.valuation.companies import figure

CASES = 100
COLUMNS = {
    "ev_revenue": "ev_revenue_ltm",
    "ev_ebitda": "ev_ebitda_ltm",
    "ev_ebit": "ev_ebit_ltm",
    "price_earnings": "price_earnings_ltm",
    "cash_flow_yield": "fcf_yield",
    "growth": "growth_1y",
    "two_year_growth": "growth_2y",
    "gross_margin": "gross_margin",
    "ebitda_margin": "ebitda_margin",
    "ebit_margin": "ebit_margin",
    "net_margin": "net_margin",
    "capex_share": "capex_share",
    "net_debt_ebitda": "leverage",
    "return_on_capital": "roic",
}
KEYS = dict(zip(STATISTICS, ("max", "p75", "median", "mean", "p25", "min"), strict=True))
METRICS = {"ev_ebitda": "ebitda", "ev_ebit": "operating_income", "ev_revenue": "revenue"}


@dataclass
class Case:
    """One page, both ways."""

    made: Comps
    again: dict[str, Value]
    size: float


def _second(one: Drawn, *, leases: bool, longer: bool) -> again.Company:
    claims = one.claims(leases=leases, longer=longer)
    found = bridge(one.price, one.shares, claims)
    equity, enterprise = found["equity_value"], found["enterprise_value"]
    assert not isinstance(equity, str)
    assert not isinstance(enterprise, str)
    last = one.last
    owed = claims.debt + claims.finance_leases + (claims.operating_leases if leases else 0.0)
    liquid = claims.cash + claims.short_term_investments
    revenues = [year["revenue"] for year in reversed(one.years)]
    return again.Company(
        price=one.price,
        enterprise_value=enterprise,
        equity_value=equity,
        revenue=last["revenue"],
        gross_profit=last["gross_profit"],
        ebitda=last["ebitda"],
        ebit=last["operating_income"],
        net_income=last["net_income"],
        diluted_average_shares=last["diluted_shares"],
        free_cash_flow=last["free_cash_flow"],
        capex=last["capex"],
        pretax_income=last["pretax_income"],
        income_tax=last["income_tax"],
        total_equity=last["total_equity"],
        debt_with_leases=owed,
        owes=bool({"total_debt", "finance_leases"} & set(last)),
        cash_and_investments=liquid + (claims.long_term_investments if longer else 0.0),
        eps=last["eps_diluted"],
        revenues=(revenues[0], revenues[1], revenues[2]),
        shares=last["shares_outstanding"],
    )


def case(dice: random.Random) -> Case:
    """One random page of comparables by both."""
    target = company(dice, "TGT")
    peers = [company(dice, f"P{place}") for place in range(dice.randint(1, 7))]
    leases, longer = dice.random() < 0.2, dice.random() < 0.2
    highest = dice.choice([50, 50, 10, 1000])
    switches = {
        "policy.operating_leases_switch": int(leases),
        "policy.long_term_investments_switch": int(longer),
        "policy.multiple_max": highest,
    }
    policy = default_policy(date(2024, 6, 28), Adoptions(adopt(switches)))
    made = comps(target.inputs, [peer.inputs for peer in peers], policy)
    second = [_second(peer, leases=leases, longer=longer) for peer in peers]
    found: dict[str, Value] = {}
    own = again.columns(_second(target, leases=leases, longer=longer), highest)
    found.update({f"target_{name}": value for name, value in own.items()})
    statistics = again.table(second, highest)
    for name, row in statistics.items():
        found.update({f"{name}_{key}": value for key, value in row.items()})
    claims = target.claims(leases=leases, longer=longer).net()
    for name, line in METRICS.items():
        for key in ("lower_quartile", "median", "upper_quartile"):
            worth = again.implied(statistics[name][key], target.last[line], claims, target.shares)
            found.update({f"implied_{name}_{key}_{what}": one for what, one in worth.items()})
    return Case(made, found, target.last["revenue"])


def engine(made: Comps) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    found: dict[str, Figure | None] = {}
    for name, key in COLUMNS.items():
        found[f"target_{name}"] = made.target.cells[key]
        found.update({f"{name}_{row}": made.statistic(KEYS[row], key) for row in KEYS})
    for one in made.implied:
        name = next(name for name, key in COLUMNS.items() if key == one.column.key)
        if name not in METRICS:
            continue
        for row, point in zip(
            ("lower_quartile", "median", "upper_quartile"), one.points, strict=True
        ):
            found[f"implied_{name}_{row}_enterprise_value"] = point.enterprise_value
            found[f"implied_{name}_{row}_equity_value"] = point.equity_value
            found[f"implied_{name}_{row}_per_share"] = point.share_price
    return found


def _compare(cases: int) -> None:
    dice = random.Random(20240831)
    for compared in range(1, cases + 1):
        both = case(dice)
        apart = differences(engine(both.made), both.again, both.size)
        assert not apart, (compared, apart)


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_pages() -> None:
    _compare(1_000)


def _estimate(end: date, begun: date, value: float, on: date) -> Estimate:
    period = Period(begun + timedelta(days=1), end)
    told_as = figure(f"tgt.estimate.{end}", str(Decimal(str(value))), USD, period)
    return Estimate("revenue", f"FY{end.year}", end, "mean", 5, on, told_as)


def test_a_year_to_15_february_counts_to_february_whose_end_is_nearer() -> None:
    one = company(random.Random(1), "TGT")
    inputs = replace(one.inputs, years=(), latest=one.inputs.latest)
    ends = [date(year, 2, 15) for year in (2023, 2024, 2025)]
    estimates = [
        _estimate(end, begun, value, date(2023, 6, 30))
        for begun, end, value in ((ends[0], ends[1], 120.0), (ends[1], ends[2], 240.0))
    ]
    made = expected_years(inputs, estimates, date(2024, 1, 31))
    assert told(made.get(CY1, "revenue")) == pytest.approx(2 / 12 * 120 + 10 / 12 * 240)


def test_estimates_are_put_on_one_calendar_as_the_second_coding_does() -> None:
    dice = random.Random(20240831)
    for _ in range(500):
        one = company(dice, "TGT")
        on = one.ends[-1] + timedelta(days=dice.randint(1, 420))
        ends, values = one.ends[-1], {}
        for _ in range(4):
            begun, ends = ends, next_end(ends)
            if dice.random() < 0.9:
                values[ends] = (begun, round(one.last["revenue"] * dice.uniform(0.5, 2), 3))
        estimates = [_estimate(end, begun, value, on) for end, (begun, value) in values.items()]
        made = expected_years(one.inputs, estimates, on)
        expected = {end: value for end, (_, value) in values.items()}
        known = dict(expected)
        known.update({end: year["revenue"] for end, year in zip(one.ends, one.years, strict=True)})
        wanted = {
            NTM: again.next_twelve_months(on, expected),
            CY1: again.calendar_year(on.year, known),
            CY2: again.calendar_year(on.year + 1, known),
        }
        for basis, value in wanted.items():
            found = made.get(basis, "revenue")
            if value == NA or not expected:
                assert found is None, (basis, on, known)
            else:
                assert told(found) == pytest.approx(value, rel=1e-9), (basis, on, known)

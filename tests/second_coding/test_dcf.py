"""WACC and DCF of the engine against their second coding, on random companies."""

from __future__ import annotations

import calendar
import random
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bookrunner.figures import Figure
from bookrunner.valuation import (
    Adoptions,
    CapitalMarket,
    Dcf,
    bridge,
    default_assumptions,
    default_policy,
    wacc,
)
from bookrunner.valuation import dcf as engine_dcf
from tests.second_coding import dcf
from tests.second_coding import wacc as again
from tests.second_coding.basics import Value
from tests.second_coding.companies import Drawn, adopt, company
from tests.second_coding.compare import differences
from tests.second_coding.shares import bridge as bridged
from tests.valuation.companies import rate

CASES = 300


@dataclass
class Terms:
    """What is drawn beside the companies."""

    valued_on: date
    years: int
    amounts: dict[str, float]
    risk_free: float
    multiple: float
    cost_of_debt: float | None
    beta: float | None
    size_premium: float | None
    leases: bool
    longer: bool


def terms(dice: random.Random, target: Drawn) -> Terms:
    """Assumptions within what may be adopted, with the switches on and off."""
    return Terms(
        valued_on=target.ends[-1]
        + timedelta(days=dice.choice([0, 1, 30, 180, 364, 365, 400, 500])),
        years=dice.choice([2, 5, 5, 10]),
        amounts={
            "dcf.long_run_growth": round(dice.uniform(-0.01, 0.03), 4),
            "dcf.case_growth_step": round(dice.uniform(0, 0.05), 4),
            "dcf.case_margin_step": round(dice.uniform(0, 0.03), 4),
            "dcf.capex_over_depreciation": round(dice.uniform(0, 0.3), 3),
            "dcf.case_selector": dice.randint(1, 3),
            "dcf.mid_year_switch": dice.randint(0, 1),
            "dcf.terminal_method_selector": dice.randint(1, 2),
            "dcf.stock_compensation_switch": dice.randint(0, 1),
            "dcf.growth_shift": dice.choice([0, 0, 0.01]),
            "dcf.margin_shift": dice.choice([0, 0, -0.01]),
            "market.equity_risk_premium": round(dice.uniform(0.03, 0.08), 4),
        },
        risk_free=round(dice.uniform(0.03, 0.07), 4),
        multiple=round(dice.uniform(3, 25), 1),
        cost_of_debt=dice.choice([None, 0.07]) if "total_debt" in target.last else 0.09,
        beta=dice.choice([None, None, round(dice.uniform(0.5, 2), 2)]),
        size_premium=dice.choice([None, 0.015]),
        leases=dice.random() < 0.2,
        longer=dice.random() < 0.2,
    )


@dataclass
class Case:
    """One valuation, both ways."""

    made: Dcf
    again: dict[str, Value]
    size: float


def _tax(drawn: Drawn) -> float:
    """The newest year first; the statutory rate is the default of 21%."""
    lines = [(year["income_tax"], year["pretax_income"]) for year in reversed(drawn.years)]
    return again.effective_tax_rate(lines)


def _debt(drawn: Drawn, *, leases: bool) -> float:
    """Debt at market weights: what counts as shares is none."""
    claims = drawn.claims()
    owed = claims.debt + claims.finance_leases + (claims.operating_leases if leases else 0.0)
    if not {"total_debt", "finance_leases"} & set(drawn.last):
        return 0.0
    return owed - drawn.shares.debt_as_shares(drawn.price)


def _has_debt(drawn: Drawn) -> bool:
    return bool({"total_debt", "finance_leases"} & set(drawn.last))


def _second_wacc(target: Drawn, peers: list[Drawn], drawn: Terms) -> dict[str, float]:
    equity = target.price * target.shares.diluted(target.price)
    cost = 0.0
    if _has_debt(target):
        last, before = target.years[-1], target.years[-2]
        cost = drawn.cost_of_debt or again.cost_of_debt_of_interest(
            last["interest_expense"],
            last["total_debt"],
            before["total_debt"],
        )
    return again.wacc(
        risk_free_rate=drawn.risk_free,
        equity_risk_premium=drawn.amounts["market.equity_risk_premium"],
        further_premium=drawn.size_premium or 0.0,
        cost_of_debt=cost,
        tax_rate=_tax(target),
        debt=_debt(target, leases=drawn.leases),
        equity=equity,
        peers=()
        if drawn.beta is not None
        else [
            again.PeerBeta(
                peer.beta,
                _debt(peer, leases=drawn.leases),
                peer.price * peer.shares.diluted(peer.price),
                _tax(peer),
            )
            for peer in peers
        ],
        beta=drawn.beta or 1.0,
    )


def _shares_of_revenue(target: Drawn, plus: tuple[str, ...], minus: tuple[str, ...] = ()) -> float:
    """The mean over three years of what is reported."""
    found = []
    for year in target.years[-3:]:
        if not set(plus + minus) & set(year):
            continue
        part = sum(year.get(key, 0.0) for key in plus) - sum(year.get(key, 0.0) for key in minus)
        found.append(part / year["revenue"])
    return sum(found) / len(found) if found else 0.0


def _ahead(end: date, valued_on: date) -> tuple[int, float]:
    """How many years are over unreported, and the part of the next that lies ahead."""
    unreported = 0
    while True:
        following = next_end(end)
        if following > valued_on:
            return unreported, (following - valued_on).days / (following - end).days
        unreported, end = unreported + 1, following


def next_end(end: date) -> date:
    """A year later: the same day, and after a February's end the next February's."""
    following = date(end.year + 1, end.month, min(end.day, 28) if end.month == 2 else end.day)
    if (end + timedelta(days=1)).day > 1:
        return following
    return date(end.year + 1, end.month, calendar.monthrange(end.year + 1, end.month)[1])


def second(target: Drawn, rate_of: dict[str, float], drawn: Terms) -> dcf.DcfInputs:
    """The inputs of the second coding, from the company's own lines."""
    amounts = drawn.amounts
    unreported, stub = _ahead(target.ends[-1], drawn.valued_on)
    revenue = [year["revenue"] for year in target.years]
    return dcf.DcfInputs(
        revenue=revenue[-1],
        start_growth=(revenue[-1] / revenue[-3]) ** 0.5 - 1,
        long_run_growth=amounts["dcf.long_run_growth"],
        growth_step=amounts["dcf.case_growth_step"],
        margin_step=amounts["dcf.case_margin_step"],
        case=int(amounts["dcf.case_selector"]),
        years=drawn.years,
        ebitda_margin=_shares_of_revenue(target, ("ebitda",)),
        depreciation_share=_shares_of_revenue(target, ("depreciation_and_amortisation",)),
        capex_share=_shares_of_revenue(target, ("capex",)),
        working_capital_share=_shares_of_revenue(
            target, ("receivables", "inventory"), ("payables",)
        ),
        stock_pay_share=_shares_of_revenue(target, ("stock_compensation",)),
        add_back_stock_pay=amounts["dcf.stock_compensation_switch"] == 1,
        tax_rate=_tax(target),
        stub=stub,
        mid_year=amounts["dcf.mid_year_switch"] == 1,
        wacc=rate_of["wacc"],
        exit_multiple=drawn.multiple,
        by_exit_multiple=amounts["dcf.terminal_method_selector"] == 2,
        capex_over_depreciation=amounts["dcf.capex_over_depreciation"],
        net_claims=target.claims(leases=drawn.leases, longer=drawn.longer).net(),
        shares=target.shares,
        unreported=unreported,
        growth_shift=amounts["dcf.growth_shift"],
        margin_shift=amounts["dcf.margin_shift"],
    )


def case(dice: random.Random) -> Case | None:
    """One random valuation by both; None where growth would reach the WACC, which is refused."""
    target = company(dice, "TGT")
    peers = [company(dice, name) for name in ("AAA", "BBB", "CCC")[: dice.randint(0, 3)]]
    drawn = terms(dice, target)
    rates = _second_wacc(target, peers, drawn)
    if rates["wacc"] <= drawn.amounts["dcf.long_run_growth"]:
        return None
    inputs = second(target, rates, drawn)
    switches = {
        "policy.operating_leases_switch": int(drawn.leases),
        "policy.long_term_investments_switch": int(drawn.longer),
    }
    policy = default_policy(drawn.valued_on, Adoptions(adopt({**switches, **drawn.amounts})))
    held = bridge(target.inputs, policy)
    market = CapitalMarket(
        rate("market.treasury_10y", str(drawn.risk_free)),
        beta=_observed("beta", drawn.beta),
        cost_of_debt=_observed("cost_of_debt", drawn.cost_of_debt),
        size_premium=_observed("size_premium", drawn.size_premium),
    )
    cost = wacc(held, [bridge(peer.inputs, policy) for peer in peers], market, policy)
    assumed = default_assumptions(target.inputs, policy, years=drawn.years)
    multiple = rate("test.multiple", str(drawn.multiple))
    made = engine_dcf(held, cost, assumed, policy, multiple=multiple)
    found: dict[str, Value] = {**rates, **dcf.dcf(inputs)}
    claims = target.claims(leases=drawn.leases, longer=drawn.longer)
    found.update(
        {
            f"bridge_{key}": value
            for key, value in bridged(target.price, target.shares, claims).items()
        }
    )
    return Case(made, found, inputs.revenue)


def _observed(name: str, value: float | None) -> Figure | None:
    return None if value is None else rate(f"market.{name}_rate", str(value))


def engine(made: Dcf) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    found: dict[str, Figure | None] = {
        "wacc": made.wacc.wacc,
        "cost_of_equity": made.wacc.cost_of_equity,
        "bridge_diluted_shares": made.company.diluted_shares,
        "bridge_equity_value": made.company.equity_value,
        "bridge_enterprise_value": made.company.enterprise_value,
        "bridge_equity_value_back": made.company.equity_value_back,
        "terminal_flow": made.forecast.terminal.free_cash_flow,
        "flows_present_value": made.explicit_value,
        "enterprise_value": made.enterprise_value,
        "equity_value": made.equity_value,
        "per_share": made.share_price,
        "terminal_share": made.terminal_share,
        "implied_multiple": made.gordon.terminal.implied,
    }
    assert made.exit is not None
    found["implied_growth"] = made.exit.terminal.implied
    for name, worth in (("gordon", made.gordon), ("exit", made.exit)):
        found[f"{name}_terminal_value"] = worth.terminal.undiscounted
        found[f"{name}_terminal_present_value"] = worth.terminal.present
        found[f"{name}_enterprise_value"] = worth.enterprise_value
        found[f"{name}_equity_value"] = worth.equity_value
        found[f"{name}_per_share"] = worth.share_price
    for place, year in enumerate(made.forecast.years, start=1):
        found[f"revenue_{place}"] = year.revenue
        found[f"ebitda_{place}"] = year.ebitda
        found[f"ebit_{place}"] = year.ebit
        found[f"capex_{place}"] = year.capex
        found[f"free_cash_flow_{place}"] = year.free_cash_flow
    for place, value in enumerate(made.discounting[-1].figures, start=made.forecast.elapsed + 1):
        found[f"present_value_{place}"] = value
    return found


def _compare(cases: int) -> None:
    dice = random.Random(20240831)
    compared = 0
    while compared < cases:
        both = case(dice)
        if both is None:
            continue
        compared += 1
        apart = differences(engine(both.made), both.again, both.size)
        assert not apart, (compared, apart)


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_companies() -> None:
    _compare(1_000)

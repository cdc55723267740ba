"""The discount rate against examples worked on paper."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from bookrunner.equity import Convertible
from bookrunner.figures import USD, USD_PER_SHARE, computed, instant
from bookrunner.valuation import (
    Adoption,
    Adoptions,
    CapitalMarket,
    CompanyInputs,
    MarketDataRequired,
    bridge,
    default_policy,
    tax_rate,
    wacc,
)
from tests.valuation.companies import (
    PLAIN,
    VALUATION_DATE,
    company,
    figure,
    rate,
    reported,
    with_equity,
)
from tests.valuation.models import POLICY, capital_cost, market, number, peers


def test_the_textbook_example_comes_out() -> None:
    """E 2,160 and D 400; Ke = 4% + 1.2 x 5% = 10%; Kd = 6% x (1 - 25%) = 4.5%."""
    given = market("0.04", beta="1.2", cost_of_debt="0.06", equity_risk_premium="0.05")
    found = wacc(bridge(company(), POLICY), [], given, POLICY)
    assert number(found.cost_of_equity) == pytest.approx(0.10)
    assert number(found.wacc) == pytest.approx((2160 * 0.10 + 400 * 0.045) / 2560)


def test_betas_are_unlevered_at_each_peers_leverage_and_relevered_at_the_targets() -> None:
    """Peer: beta 1.3, D/E 400 / 2,160, tax 25%; the target has the same leverage, so 1.3 again."""
    peer = replace(company("AAA"), beta=rate("aaa.beta", "1.3"))
    found = wacc(bridge(company(), POLICY), [bridge(peer, POLICY)], market(), POLICY)
    unlevered = 1.3 / (1 + 0.75 * 400 / 2160)
    assert number(found.peer_betas[0].unlevered) == pytest.approx(unlevered)
    relevered = next(one.figure for one in found.lines if ".relevered_beta" in one.figure.key)
    assert number(relevered) == pytest.approx(1.3)


def test_without_betas_the_markets_is_assumed_and_marked() -> None:
    found = wacc(bridge(company(), POLICY), [], market(), POLICY)
    assert "valuation.beta-assumed" in [finding.code for finding in found.findings]
    assert number(found.cost_of_equity) == pytest.approx(0.09)


def test_a_beta_that_somebody_adopts_is_not_said_to_be_assumed() -> None:
    given = Adoption(Decimal("1.2"), "A. Tester", "house view", VALUATION_DATE)
    held = default_policy(VALUATION_DATE, Adoptions({"tgt.wacc.levered_beta": given}))
    found = wacc(bridge(company(), held), [], market(), held)
    assert number(found.cost_of_equity) == pytest.approx(0.04 + 1.2 * 0.05)
    assert "valuation.beta-assumed" not in [finding.code for finding in found.findings]


def test_the_coupon_stands_in_for_the_yield_and_says_so() -> None:
    """Interest of 20 over the mean of 400 and 400 / 1.1."""
    found = wacc(bridge(company(), POLICY), [], market(), POLICY)
    assert found.cost_of_debt is not None
    assert number(found.cost_of_debt) == pytest.approx(20 / ((400 + 400 / 1.1) / 2))
    assert "valuation.coupon-not-yield" in [finding.code for finding in found.findings]


def test_a_coupon_below_the_risk_free_rate_is_flagged() -> None:
    found = wacc(bridge(company(), POLICY), [], market("0.07"), POLICY)
    assert "valuation.coupon-below-risk-free" in [finding.code for finding in found.findings]


def test_market_data_is_never_made_up() -> None:
    with pytest.raises(MarketDataRequired, match="risk-free"):
        wacc(bridge(company(), POLICY), [], CapitalMarket(None), POLICY)
    silent = bridge(company(changes={"interest_expense": None}), POLICY)
    with pytest.raises(MarketDataRequired, match="cost of debt"):
        wacc(silent, [], market(), POLICY)
    with pytest.raises(MarketDataRequired, match="share price"):
        wacc(bridge(company(shares_price=None), POLICY), [], market(), POLICY)


def test_a_company_without_a_price_takes_its_peers_median_weights() -> None:
    """At prices 16 to 30 the middle peer stands at 20: 400 / (400 + 2,160)."""
    group = [bridge(peer, POLICY) for peer in peers()]
    found = wacc(bridge(company(shares_price=None), POLICY), group, market(), POLICY)
    weight = next(one.figure for one in found.lines if one.figure.key == "tgt.wacc.debt_weight")
    assert number(weight) == pytest.approx(400 / 2560)


def test_a_company_without_debt_costs_what_its_equity_costs() -> None:
    found = wacc(bridge(company(changes={"total_debt": None}), POLICY), [], market(), POLICY)
    assert number(found.wacc) == pytest.approx(number(found.cost_of_equity))


def test_the_tax_rate_is_the_mean_of_the_years_with_profits() -> None:
    found = tax_rate(company(), POLICY)
    assert number(found.rate) == pytest.approx(0.25)


def test_a_history_of_losses_takes_the_statutory_rate_and_says_so() -> None:
    found = tax_rate(company(changes={"pretax_income": "-50"}), POLICY)
    assert number(found.rate) == pytest.approx(0.21)
    assert [finding.code for finding in found.findings] == ["valuation.statutory-tax"]


def _taxed(taxes: Sequence[str]) -> CompanyInputs:
    """Taxes of three years on pretax income of 1,000."""
    plain = company()
    years = [
        reported("tgt", year.period, {**PLAIN, "pretax_income": "1000", "income_tax": tax})
        for year, tax in zip(plain.years, taxes, strict=True)
    ]
    return replace(plain, years=tuple(years), latest=years[-1])


@pytest.mark.parametrize(
    "taxes,expected,is_statutory",
    [
        # NVDA, fiscal 2022 to 2024: (1.9% + 12.0%) / 2 is no rate to keep for ever.
        (("19", "-45", "120"), 0.21, True),
        (("240", "-45", "260"), 0.25, False),
        (("240", "800", "260"), 0.25, False),
        (("450", "450", "450"), 0.21, True),
        (("-10", "600", "0"), 0.21, True),
    ],
)
def test_only_a_usual_tax_rate_is_kept_for_ever(
    taxes: Sequence[str], expected: float, is_statutory: bool
) -> None:
    found = tax_rate(_taxed(taxes), POLICY)
    assert number(found.rate) == pytest.approx(expected)
    assert ["valuation.statutory-tax"] * is_statutory == [one.code for one in found.findings]


def test_a_convertible_in_the_money_is_equity_in_the_weights_and_not_debt_as_well() -> None:
    """100 of 400 converts at 10 into 10 shares: at 20, equity is 20 x 110 and debt 300."""
    at = instant(VALUATION_DATE)
    principal = figure("tgt.notes", "100", USD, at)
    strike = figure("tgt.conversion", "10", USD_PER_SHARE, at)
    shares = computed("tgt.underlying", "Shares underlying", principal / strike, at)
    held = with_equity(company(), converts=(Convertible("notes", principal, strike, shares),))
    made = capital_cost(bridge(held, POLICY))
    weight = next(one.figure for one in made.lines if one.figure.key.endswith(".debt_weight"))
    assert number(weight) == pytest.approx(300 / (300 + 20 * 110))

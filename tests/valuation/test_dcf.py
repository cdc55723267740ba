"""Discounted cash flows against closed forms."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.figures import NM, Missing, Period, Severity
from bookrunner.valuation import (
    CompanyInputs,
    GrowthExceedsDiscount,
    LinesMissing,
    ValuationDateOutsideForecast,
    case_outcomes,
    selected_case_check,
)
from bookrunner.valuation.errors import ExitMultipleUnknown
from tests.valuation.companies import PLAIN, company, price, reported
from tests.valuation.models import number, policy, valued

YEAR_END = date(2023, 12, 31)
AT_YEAR_END = policy(YEAR_END)
LEVEL = {"long_run_growth": "0", "capex_over_depreciation": "0"}


def level_company() -> CompanyInputs:
    """No growth and capex equal to depreciation: 200 x (1 - 25%) = 150 a year for ever."""
    made = company(growth="1", changes={"capex": "50"})
    return replace(made, price=price("tgt", "20", YEAR_END))


@pytest.mark.parametrize("years", [2, 5, 10])
def test_a_level_perpetuity_is_worth_the_flow_over_the_rate(years: int) -> None:
    changes = {**LEVEL, "mid_year_switch": "0"}
    found = valued(level_company(), changes, held=AT_YEAR_END, years=years)
    assert number(found.stub) == 1.0
    assert number(found.enterprise_value) == pytest.approx(150 / number(found.wacc.wacc))


def test_mid_year_flows_are_worth_half_a_year_more() -> None:
    found = valued(level_company(), LEVEL, held=AT_YEAR_END)
    rate = number(found.wacc.wacc)
    assert number(found.enterprise_value) == pytest.approx(150 / rate * (1 + rate) ** 0.5)


def test_a_two_year_dcf_is_the_one_on_paper() -> None:
    """Flows of the level company at the ends of two years, and an exit at 8 x 250."""
    changes = {**LEVEL, "mid_year_switch": "0", "terminal_method_selector": "2"}
    found = valued(level_company(), changes, held=AT_YEAR_END, years=2, multiple="8")
    rate = number(found.wacc.wacc)
    expected = 150 / (1 + rate) + (150 + 2000) / (1 + rate) ** 2
    assert number(found.enterprise_value) == pytest.approx(expected)
    assert number(found.equity_value) == pytest.approx(expected - 300)
    assert number(found.share_price) == pytest.approx((expected - 300) / 108)
    assert found.premium is not None
    assert number(found.premium) == pytest.approx((expected - 300) / 108 / 20 - 1)


def test_only_the_part_of_the_first_year_that_lies_ahead_counts() -> None:
    """On 28 June 2024 186 of the year's 366 days lie ahead, its flow a quarter of a year away."""
    found = valued(level_company(), LEVEL)
    part = 186 / 366
    assert number(found.stub) == pytest.approx(part)
    counted, ends, times, _, _ = (row.figures for row in found.discounting)
    assert number(counted[0]) == pytest.approx(150 * part)
    assert [number(one) for one in ends] == pytest.approx([part + k for k in range(5)])
    middles = [part / 2, *(part + k - 0.5 for k in range(1, 5))]
    assert [number(one) for one in times] == pytest.approx(middles)


def test_growth_fades_linearly_to_the_long_run_rate() -> None:
    """From 10% a year to 2.5% in five equal steps."""
    found = valued()
    growth = [number(year.growth) for year in found.forecast.years]
    assert growth == pytest.approx([0.085, 0.07, 0.055, 0.04, 0.025])


def test_the_first_forecast_year_is_the_one_on_paper() -> None:
    """Revenue 1,085: EBITDA 25%, D&A 5%, tax 25%, capex 6%, working capital 10% of 85."""
    first = valued().forecast.years[0]
    assert number(first.revenue) == pytest.approx(1085.0)
    assert number(first.ebit) == pytest.approx(217.0)
    flow = 217 * 0.75 + 1085 * 0.05 - 1085 * 0.06 - 85 * 0.10
    assert number(first.free_cash_flow) == pytest.approx(flow)
    assert first.label == "FY2024E"


def test_the_terminal_year_invests_a_little_more_than_it_depreciates() -> None:
    found = valued().forecast.terminal
    capex, depreciation = number(found.capex), number(found.depreciation)
    assert capex == pytest.approx(1.1 * depreciation)


def test_stock_compensation_is_a_cost_unless_switched() -> None:
    kept, added = valued(), valued(changes={"stock_compensation_switch": "1"})
    first = [one.forecast.years[0].free_cash_flow for one in (kept, added)]
    assert number(first[1]) - number(first[0]) == pytest.approx(10.85)


@pytest.mark.parametrize("mid_year", ["0", "1"])
def test_each_method_implies_what_would_make_the_other_agree(mid_year: str) -> None:
    """The implied multiple gives Gordon's value; the implied growth gives the exit's value."""
    base = valued(changes={"mid_year_switch": mid_year})
    implied = number(base.gordon.terminal.implied)
    again = valued(changes={"mid_year_switch": mid_year}, multiple=f"{implied:.12f}")
    assert again.exit is not None
    assert number(again.exit.enterprise_value) == pytest.approx(
        number(base.gordon.enterprise_value), rel=1e-9
    )
    assert base.exit is not None
    growth, rate = number(base.exit.terminal.implied), number(base.wacc.wacc)
    normalised = number(base.forecast.terminal.free_cash_flow) / (1 + number(base.forecast.growth))
    perpetuity = normalised * (1 + growth) / (rate - growth)
    arrived = perpetuity * number(base.half_year_factor)
    assert arrived == pytest.approx(number(base.exit.terminal.undiscounted), rel=1e-9)


def test_cases_are_chosen_by_the_selector() -> None:
    bear, base, bull = (valued(changes={"case_selector": one}) for one in "123")
    prices = [number(one.share_price) for one in (bear, base, bull)]
    assert prices == sorted(prices)
    assert prices[0] < prices[1] < prices[2]


@pytest.mark.parametrize("selected", ["1", "2", "3"])
def test_all_cases_stand_side_by_side_whichever_is_selected(selected: str) -> None:
    found = valued(changes={"case_selector": selected})
    outcomes = case_outcomes(found)
    assert [one.name for one in outcomes] == ["bear", "base", "bull"]
    for place, outcome in enumerate(outcomes, start=1):
        alone = valued(changes={"case_selector": str(place)})
        assert number(outcome.stated) == number(alone.share_price)
        assert number(outcome.enterprise_value) == number(alone.enterprise_value)
    check = selected_case_check(outcomes, found)
    assert number(check.left) == number(check.right)


def test_growth_at_the_discount_rate_is_refused() -> None:
    with pytest.raises(GrowthExceedsDiscount, match="lower the growth"):
        valued(changes={"long_run_growth": "0.2"})


def test_the_checks_of_a_sound_dcf_hold() -> None:
    for check in valued().checks:
        assert number(check.left) == pytest.approx(number(check.right)), check.name


def test_a_terminal_value_above_three_quarters_is_flagged() -> None:
    codes = [finding.code for finding in valued().findings]
    assert "valuation.terminal-share" in codes
    assert "valuation.net-debt-date" in codes
    assert "valuation.growth-above-risk-free" not in codes


def test_old_net_debt_warns_of_the_flows_between() -> None:
    """The balance sheet of 2023-12-31 is 92 days old on 1 April 2024."""
    for on, severity in ((date(2024, 4, 1), Severity.NOTE), (date(2024, 4, 2), Severity.WARNING)):
        found = valued(held=policy(on)).findings
        [told] = [one for one in found if one.code == "valuation.net-debt-date"]
        assert told.severity is severity
        assert ("neither net debt nor the DCF" in told.message) == (severity is Severity.WARNING)


def test_a_first_year_below_the_last_twelve_months_is_flagged() -> None:
    """FY2023 grows to a little under 1,100 of revenue and 275 of EBITDA."""
    for revenue, ebitda, words in (
        ("1200", "300", ["revenue and EBITDA of FY2024E lie below LTM 2024-03-31"]),
        ("1010", "300", ["EBITDA of FY2024E lies below"]),
        ("1010", "250", []),
    ):
        plain = company()
        twelve = Period(date(2023, 4, 1), date(2024, 3, 31))
        latest = reported("tgt", twelve, {**PLAIN, "revenue": revenue, "ebitda": ebitda})
        target = replace(plain, latest=replace(latest, label="LTM 2024-03-31"))
        found = [
            one.message
            for one in valued(target).findings
            if one.code == "valuation.forecast-below-ltm"
        ]
        assert len(found) == len(words)
        assert all(message.startswith(word) for message, word in zip(found, words, strict=True))


def test_gordon_keeps_his_capital() -> None:
    made = valued()
    assert made.gordon.share_price.name == "Value per share, Gordon growth"
    assert not any("gordon" in finding.message for finding in made.findings)


def test_growth_above_the_risk_free_rate_is_flagged() -> None:
    codes = [finding.code for finding in valued(risk_free="0.02").findings]
    assert "valuation.growth-above-risk-free" in codes


def test_a_margin_above_history_is_flagged() -> None:
    codes = [finding.code for finding in valued(changes={"case_selector": "3"}).findings]
    assert "valuation.margin-above-history" in codes


@settings(max_examples=25, deadline=None)
@given(st.integers(200, 700), st.integers(10, 300))
def test_a_higher_discount_rate_is_worth_less(risk_free: int, more: int) -> None:
    low, high = (
        valued(risk_free=f"{basis_points / 10_000:.4f}")
        for basis_points in (risk_free, risk_free + more)
    )
    for method in ("gordon", "exit"):
        cheap, dear = getattr(high, method), getattr(low, method)
        assert number(cheap.enterprise_value) < number(dear.enterprise_value)


def test_a_year_that_ended_unreported_is_forecast_and_not_counted() -> None:
    found = valued(held=policy(date(2025, 2, 14)))
    assert found.forecast.elapsed == 1
    assert found.forecast.discounted[0].label == "FY2025E"
    assert len(found.forecast.discounted) == 5
    assert number(found.stub) == pytest.approx(320 / 365)
    assert "valuation.year-unreported" in [finding.code for finding in found.findings]


def test_a_date_before_the_accounts_is_refused() -> None:
    with pytest.raises(ValuationDateOutsideForecast, match="2023-12-31"):
        valued(held=policy(date(2023, 6, 30)))


def test_missing_lines_are_named() -> None:
    bare = company(changes={"capex": None, "free_cash_flow": None})
    with pytest.raises(LinesMissing, match="capital expenditure"):
        valued(bare)


def test_unreported_working_capital_is_left_out_and_said() -> None:
    bare = company(changes={"receivables": None, "inventory": None, "payables": None})
    found = valued(bare)
    assert found.forecast.years[0].working_capital is None
    assert "valuation.forecast-input" in [finding.code for finding in found.findings]


def test_a_company_worth_less_than_its_debt_has_no_price_per_share() -> None:
    found = valued(company(changes={"total_debt": "90000", "interest_expense": "4000"}))
    assert found.share_price.value is NM
    assert found.premium is not None
    assert isinstance(found.premium.value, Missing)


def test_without_a_multiple_only_growth_is_shown() -> None:
    found = valued(multiple=None)
    assert found.exit is None
    assert number(found.share_price) == number(found.gordon.share_price)


def test_an_exit_multiple_that_nothing_gives_is_refused_by_name() -> None:
    with pytest.raises(ExitMultipleUnknown, match="name peers that have one"):
        valued(multiple=None, changes={"terminal_method_selector": "2"})

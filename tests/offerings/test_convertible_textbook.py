"""Options and convertibles against textbooks and closed forms, each with its source."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.figures import PURE, USD_PER_SHARE, Figure, instant
from bookrunner.offerings.options import CallOption, Shares, call_option, realised_volatility
from tests.offerings.converts import Bond, black_scholes, fixed, issued, on_lattice, valued
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import number

AT = instant(VALUATION_DATE)


def option(
    spot: float, strike: float, years: float, rate: float, carry: float, volatility: float
) -> CallOption:
    """The engine's call; rates continuous."""

    def pure(key: str, value: float) -> Figure:
        return figure(f"t.{key}", f"{value:.12f}", PURE, AT)

    shares = Shares(
        figure("t.spot", f"{spot:.12f}", USD_PER_SHARE, AT),
        pure("years", years),
        pure("rate", rate),
        pure("carry", carry),
        pure("volatility", volatility),
    )
    against = figure("t.strike", f"{strike:.12f}", USD_PER_SHARE, AT)
    return call_option("t.call", "Call", shares, against, AT)


def test_a_call_without_dividends() -> None:
    # Hull, Options, Futures, and Other Derivatives, example on Black-Scholes-Merton formulas:
    # S 42, K 40, r 10%, half a year, 20%: d1 0.7693, d2 0.6278, call 4.76.
    told = option(42, 40, 0.5, 0.10, 0, 0.20)
    assert number(told.d1) == pytest.approx(0.7693, abs=5e-5)
    assert number(told.d2) == pytest.approx(0.6278, abs=5e-5)
    assert number(told.value) == pytest.approx(4.76, abs=5e-3)


def test_a_call_on_an_index_with_a_yield() -> None:
    # Hull, chapter on options on stock indices: S 930, K 900, r 8%, q 3%, 20%, two months: 51.83.
    told = option(930, 900, 2 / 12, 0.08, 0.03, 0.20)
    assert number(told.value) == pytest.approx(51.83, abs=5e-3)
    assert number(told.d1) == pytest.approx(0.5444, abs=1e-4)


def test_put_call_parity() -> None:
    # Stoll (1969) with Merton's yield: c - p = S e^(-qT) - K e^(-rT); the put by symmetry.
    spot, strike, years, rate, carry, volatility = 31.4, 40.8, 5.0, 0.037, 0.022, 0.4
    call = number(option(spot, strike, years, rate, carry, volatility).value)
    put = number(option(strike, spot, years, carry, rate, volatility).value)
    forward = spot * math.exp(-carry * years) - strike * math.exp(-rate * years)
    assert call - put == pytest.approx(forward, rel=1e-9)


def test_without_volatility_a_call_is_its_lower_bound() -> None:
    # Merton (1973): c >= max(S e^(-qT) - K e^(-rT), 0), reached as volatility goes to nothing.
    bound = 50 * math.exp(-0.01 * 5) - 40 * math.exp(-0.04 * 5)
    assert number(option(50, 40, 5, 0.04, 0.01, 0.005).value) == pytest.approx(bound, rel=1e-9)
    assert number(option(20, 40, 5, 0.04, 0.01, 0.005).value) == pytest.approx(0, abs=1e-12)


def test_realised_volatility_of_twenty_days() -> None:
    # Hull, table on the computation of volatility: 21 closes, sum of returns 0.09531, of their
    # squares 0.00326, daily deviation 0.01216, a year 19.3%.
    path = (
        "20.00 20.10 19.90 20.00 20.50 20.25 20.90 20.90 20.90 20.75 20.75 21.00 21.10 20.90 "
        "20.90 21.25 21.40 21.40 21.25 21.75 22.00"
    )
    closes = path.split()
    told = [
        figure("t.close", close, USD_PER_SHARE, instant(VALUATION_DATE + timedelta(days=day)))
        for day, close in enumerate(closes)
    ]
    days = figure("t.days", "252", PURE, AT)
    found = realised_volatility("t", told, days, AT, days=20)
    assert found is not None
    assert number(found.volatility) == pytest.approx(0.193, abs=5e-4)
    assert number(found.volatility) / math.sqrt(252) == pytest.approx(0.01216, abs=5e-6)
    assert realised_volatility("t", told, days, AT) is None


def test_a_bond_at_its_own_yield_is_worth_par() -> None:
    # Fabozzi, Bond Markets, Analysis, and Strategies: at a coupon equal to the yield, par.
    assert number(valued(fixed("0.07", "0.3"))[1].value.floor.value) == pytest.approx(1, rel=1e-12)


def test_a_bond_without_coupons() -> None:
    # The present value of par: (1 + 7% / 2) ^ -10 = 0.708919.
    assert number(valued(fixed("0", "0.3"))[1].value.floor.value) == pytest.approx(
        0.708919, abs=5e-7
    )


def test_with_two_rates_the_european_lattice_goes_to_its_closed_form() -> None:
    # Tsiveriotis and Fernandes (1998): cash at the bond's yield, shares at the risk-free rate.
    # Nodes pass over the conversion price as steps are added, so that the lattice swings around
    # its limit; it lies on both sides, ever nearer.
    closed = number(valued()[1].value.credit_strike)
    errors = [on_lattice(Bond(), steps) - closed for steps in (140, 160, 320, 340)]
    assert errors[0] > 0 > errors[1]
    assert errors[2] > 0 > errors[3]
    assert max(abs(one) for one in errors) < 3e-3


def test_without_a_spread_formula_and_two_rates_are_one() -> None:
    # With no credit spread both discount at the risk-free rate.
    told = valued({"credit_spread": "0"})[1].value
    assert number(told.credit_strike) == pytest.approx(number(told.theoretical), rel=1e-12)


def test_a_lattice_without_call_goes_to_black_and_scholes() -> None:
    # Cox, Ross and Rubinstein (1979): in the limit the binomial price is Black and Scholes'.
    assert on_lattice(Bond(spread=0), 800) == pytest.approx(Bond(spread=0).value, abs=5e-4)


def test_the_capped_call_is_a_call_spread() -> None:
    made, worth = valued()
    continuous = Bond().continuous
    spread = black_scholes(20, 26, 5, continuous, 0.015, 0.35) - black_scholes(
        20, 40, 5, continuous, 0.015, 0.35
    )
    assert number(worth.capped.cost) == pytest.approx(spread * 216 / 26)
    assert number(made.ladder.cap) == pytest.approx(40)


def test_if_converted_as_the_standard_has_it() -> None:
    # IAS 33, Illustrative Example 6: profit 1,004 after interest of 10 less tax of 4, 1,000 shares,
    # bonds that become 30 shares: diluted EPS 1,010 / 1,030 = 0.98.
    plain = company(
        shares_price="16",
        changes={"net_income": "1010", "total_debt": None, "interest_expense": None,
                 "shares_outstanding": "1000", "basic_shares": "1000", "diluted_shares": "1000"},
    )  # fmt: skip
    made = issued(
        {
            **fixed(str(10 / 624), "0.3"), "size_share": "0.039", "gross_spread_share": "0",
            "expenses_share": "0", "marginal_tax_rate": "0.4", "settlement_switch": "1",
        },
        with_equity(plain),
    )  # fmt: skip
    assert number(made.bridge.diluted_shares) == 1000
    assert number(made.issue.underlying) == pytest.approx(30)
    assert made.earnings is not None
    assert number(made.earnings.after) == pytest.approx(1004)
    eps = made.ladder.rungs[0].eps_after
    assert eps is not None
    assert number(eps) == pytest.approx(1010 / 1030)


def test_a_put_is_worth_something_and_a_call_costs_something() -> None:
    plain = number(valued({"call_protection_years": "7"})[1].lattice.value)
    put = number(valued({"call_protection_years": "7", "put_years": "3"})[1].lattice.value)
    called = number(
        valued({"call_protection_years": "1", "call_trigger_share": "1"})[1].lattice.value
    )
    assert put > plain > called


def test_realised_volatility_stands_beside_the_one_used() -> None:
    closes = [
        figure("t.close", "20" if day % 2 else "20.4", USD_PER_SHARE,
               instant(VALUATION_DATE + timedelta(days=day)))
        for day in range(120)
    ]  # fmt: skip
    worth = valued(closes=closes)[1]
    assert worth.realised is not None
    assert worth.over_realised is not None
    # A hundred returns of plus and minus ln(1.02): deviation ln(1.02) x sqrt(100 / 99).
    daily = math.log(1.02) * math.sqrt(100 / 99)
    assert number(worth.realised.volatility) == pytest.approx(daily * math.sqrt(252))
    assert number(worth.over_realised) == pytest.approx(0.35 - daily * math.sqrt(252))


points = st.floats(0.02, 1.5)


@settings(max_examples=40, deadline=None)
@given(
    spot=st.floats(5, 200), moneyness=st.floats(0.5, 2), years=st.floats(0.5, 7),
    rate=st.floats(0, 0.1), carry=st.floats(0, 0.08), volatility=points, more=st.floats(0.01, 0.5),
)  # fmt: skip
def test_an_option_keeps_its_bounds_and_rises_with_volatility(
    spot: float, moneyness: float, years: float, rate: float, carry: float, volatility: float,
    more: float,
) -> None:  # fmt: skip
    strike = spot * moneyness
    told = option(spot, strike, years, rate, carry, volatility)
    value, top = number(told.value), spot * math.exp(-carry * years)
    least = max(top - strike * math.exp(-rate * years), 0.0)
    assert least - 1e-9 * spot <= value <= top + 1e-9 * spot
    assert 0 <= number(told.delta) <= math.exp(-carry * years) + 1e-9
    assert value == pytest.approx(
        black_scholes(spot, strike, years, rate, carry, volatility), rel=1e-6, abs=1e-8 * spot
    )
    assert number(option(spot, strike, years, rate, carry, volatility + more).value) >= value
    # Twice the price and twice the strike are worth twice as much: units do not matter.
    double = option(2 * spot, 2 * strike, years, rate, carry, volatility)
    assert number(double.value) == pytest.approx(2 * value, rel=1e-6, abs=1e-8 * spot)


@settings(max_examples=2, deadline=None)
@given(
    volatility=st.integers(15, 80), spread=st.integers(0, 800), premium=st.integers(10, 60),
    coupon=st.integers(0, 400),
)  # fmt: skip
def test_worth_moves_as_it_must(volatility: int, spread: int, premium: int, coupon: int) -> None:
    def at(volatility: int, spread: int, premium: int, coupon: int) -> tuple[float, float, float]:
        made, worth = valued(
            {
                **fixed(str(coupon / 10_000), str(premium / 100)),
                "volatility_rate": str(volatility / 100), "credit_spread": str(spread / 10_000),
            }
        )  # fmt: skip
        value = worth.value
        assert number(value.theoretical) >= number(value.floor.value)
        assert number(value.credit_strike) >= number(value.theoretical) - 1e-12
        # Who holds can convert at once: the lattice is never worth less than parity.
        assert number(worth.lattice.value) >= number(made.into.parity) - 1e-12
        return number(value.theoretical), number(worth.lattice.value), number(value.par_coupon)

    base = at(volatility, spread, premium, coupon)
    assert at(volatility + 5, spread, premium, coupon)[0] > base[0]
    assert at(volatility, spread + 50, premium, coupon)[0] < base[0]
    assert at(volatility, spread + 50, premium, coupon)[1] <= base[1] + 1e-12
    assert at(volatility, spread, premium + 5, coupon)[0] < base[0]
    assert at(volatility, spread, premium + 5, coupon)[2] > base[2]
    assert at(volatility, spread, premium, coupon + 25)[0] > base[0]

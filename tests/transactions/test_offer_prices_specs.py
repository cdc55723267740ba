"""The promises on analysis at various prices, as they are written in specs/transactions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.equity import Convertible, OptionTranche
from bookrunner.figures import SHARES, USD, USD_PER_SHARE, instant
from bookrunner.transactions import OfferPrices, offer_prices, offer_prices_model
from bookrunner.valuation import Bridge, CompanyInputs, MarketDataRequired, bridge
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import POLICY, compared, number

scenarios("transactions/offer_prices.feature")
_AT = instant(VALUATION_DATE)


def ladder(target: CompanyInputs, acquirer: Bridge | None = None) -> OfferPrices:
    """The company among its peers at six premia."""
    return offer_prices(compared(target), POLICY, acquirer)


def options(count: str, strike: str) -> OptionTranche:
    """Options of one strike."""
    return OptionTranche(
        "options",
        figure("tgt.options", count, SHARES, _AT),
        figure("tgt.strike", strike, USD_PER_SHARE, _AT),
    )


@given("a company at 20.00 with 108 million diluted shares and net debt of 300",
       target_fixture="target")  # fmt: skip
def plain() -> CompanyInputs:
    return company()


@given("a company at 20.00 with 10 million options at 25.00", target_fixture="target")
def with_options() -> CompanyInputs:
    return with_equity(company(), tranches=(options("10", "25"),))


@given("a company at 20.00 with a convertible of 100 at 25.00", target_fixture="target")
def with_convertible() -> CompanyInputs:
    held = Convertible(
        "notes",
        figure("tgt.notes", "100", USD, _AT),
        figure("tgt.conversion", "25", USD_PER_SHARE, _AT),
        figure("tgt.converted", "4", SHARES, _AT),
    )
    return with_equity(company(), converts=(held,))


@given("a company at 20.00 and an acquirer worth 2,160", target_fixture="target")
def with_acquirer() -> CompanyInputs:
    return company()


@given("companies of any price, debt and options")
def any_company() -> None: ...


@given("a company without a share price", target_fixture="target")
def unpriced() -> CompanyInputs:
    return company(shares_price=None)


@when("it is offered for at six premia", target_fixture="made")
def offered(target: CompanyInputs) -> OfferPrices:
    return ladder(target, bridge(company("ACQ"), POLICY))


@when("each is offered for at six premia")
@when("it is offered for")
def each() -> None: ...


@then(
    "at 30% the offer is 26.00, equity value 2,808, EV 3,108, and the multiples are those of paper"
)
def by_hand(made: OfferPrices) -> None:
    rung = made.rungs[3]
    latest = made.target.company.latest
    assert number(rung.premium) == pytest.approx(0.3)
    assert number(rung.price) == pytest.approx(26)
    assert number(rung.diluted_shares) == pytest.approx(108)
    assert number(rung.equity_value) == pytest.approx(2808)
    assert number(rung.enterprise_value) == pytest.approx(3108)
    for key, metric in (("ev_revenue_ltm", "revenue"), ("ev_ebitda_ltm", "ebitda"),
                        ("ev_ebit_ltm", "operating_income")):  # fmt: skip
        assert number(rung.multiples[key]) == pytest.approx(3108 / number(latest.figures[metric]))


@then("without a premium every multiple is that of the comparables")
def as_compared(made: OfferPrices) -> None:
    cells = compared(company()).target.cells
    first = made.rungs[0]
    assert {"ev_revenue_ltm", "ev_ebitda_ltm", "ev_ebit_ltm"} <= set(first.multiples)
    for key, found in first.multiples.items():
        assert found.value == cells[key].value


@then("none is exercised up to 24.00, and at 30.00 they add 1.67 million shares")
def exercised(made: OfferPrices) -> None:
    added = [number(one.new_shares[0]) for one in made.rungs]
    assert added[:3] == [0, 0, 0]
    # 10 x (1 - 25 / 30)
    assert added[5] == pytest.approx(5 / 3)


@then("its principal leaves enterprise value where the offer is above 25.00 only")
def converts(made: OfferPrices) -> None:
    assert [number(one.converted[0]) for one in made.rungs] == [0, 0, 0, 100, 100, 100]
    rung = made.rungs[3]
    # 100 basic shares and 100 / 25 new ones; net debt of 300 less the notes.
    assert number(rung.enterprise_value) == pytest.approx(26 * 104 + 300 - 100)


@then("paid half in stock at 30% they own 39.4%, and all in stock without a premium a half")
def owns(made: OfferPrices) -> None:
    assert [number(one) for one in made.mixes] == [0.25, 0.5, 0.75, 1]
    assert number(made.rungs[3].owned[1]) == pytest.approx(1404 / 3564)
    assert number(made.rungs[0].owned[3]) == pytest.approx(0.5)
    # The same by shares: new ones at the acquirer's price beside its own.
    issued = number(made.rungs[3].equity_value) / 2 / 20
    assert issued / (issued + 108) == pytest.approx(number(made.rungs[3].owned[1]))


@then("each offer follows from its enterprise value, and value and ownership never fall")
@settings(max_examples=60, deadline=None)
@over(
    price=st.integers(1, 400),
    debt=st.integers(0, 5000),
    count=st.integers(1, 60),
    strike=st.integers(1, 500),
)
def holds(price: int, debt: int, count: int, strike: int) -> None:
    plain = company(shares_price=str(price), changes={"total_debt": str(Decimal(debt))})
    target = with_equity(plain, tranches=(options(str(count), str(strike)),))
    made = ladder(target, bridge(company("ACQ"), POLICY))
    assert number(made.price_back) == pytest.approx(number(made.rungs[-1].price), rel=1e-9)
    for lower, upper in zip(made.rungs, made.rungs[1:], strict=False):
        assert number(upper.enterprise_value) > number(lower.enterprise_value)
        assert number(upper.diluted_shares) >= number(lower.diluted_shares)
        for before, after in zip(lower.owned, upper.owned, strict=True):
            assert 0 < number(before) < number(after) < 1
    for rung in made.rungs:
        shares = [number(one) for one in rung.owned]
        assert shares == sorted(shares)
        assert rung.enterprise_value.unit == USD
    assert len(offer_prices_model(made).checks) == 1


@then("it is refused with what is required")
def refused(target: CompanyInputs) -> None:
    with pytest.raises(MarketDataRequired, match="share price"):
        ladder(target)
    with pytest.raises(MarketDataRequired, match="ACQ"):
        ladder(company(), bridge(company("ACQ", shares_price=None), POLICY))

"""Diluted shares at a price, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.equity import OptionTranche, UnitAward, dilution_at, price_at
from bookrunner.figures import NM, SHARES, USD, USD_PER_SHARE, computed, instant
from bookrunner.valuation import CompanyInputs, share_count
from tests.valuation.companies import VALUATION_DATE, company, figure, price, with_equity
from tests.valuation.models import number

AT = instant(VALUATION_DATE)


def with_options(*tranches: tuple[str, str]) -> CompanyInputs:
    """100 basic shares and options as (count, strike)."""
    made = tuple(
        OptionTranche(
            f"tranche {place}",
            figure(f"tgt.options_{place}", count, SHARES, AT),
            figure(f"tgt.strike_{place}", strike, USD_PER_SHARE, AT),
        )
        for place, (count, strike) in enumerate(tranches, start=1)
    )
    return with_equity(company(), tranches=made)


def test_the_treasury_stock_method_buys_back_with_what_holders_pay() -> None:
    """10 options at 15 and price 20 add 10 x (1 - 15/20) = 2.5; 8 at 25 add none."""
    count = share_count(with_options(("10", "15"), ("8", "25")))
    new, diluted = dilution_at(count, price("tgt", "20"), "tgt", AT)
    assert [number(one) for one in new] == pytest.approx([2.5, 0.0])
    assert number(diluted) == pytest.approx(102.5)


def test_restricted_shares_count_in_full() -> None:
    units = (UnitAward("RSU", figure("tgt.restricted", "4", SHARES, AT)),)
    held = with_equity(company(), units=units)
    count = share_count(held)
    assert number(count.fixed) == 104.0
    assert count.findings == ()


def test_without_an_option_table_the_reported_dilution_stands_in_and_says_so() -> None:
    """Weighted diluted 108 less weighted basic 100."""
    count = share_count(company())
    assert number(count.fixed) == 108.0
    assert [finding.code for finding in count.findings] == ["valuation.dilution-reported"]


def test_no_reported_dilution_leaves_basic_shares_and_says_so() -> None:
    count = share_count(company(changes={"diluted_shares": None}))
    assert number(count.fixed) == 100.0
    assert [finding.code for finding in count.findings] == ["valuation.dilution-missing"]


@given(
    worth=st.floats(1, 100),
    tranches=st.lists(st.tuples(st.integers(1, 50), st.integers(1, 90)), max_size=4),
)
def test_the_price_of_an_equity_value_is_found_without_iterating(
    worth: float, tranches: list[tuple[int, int]]
) -> None:
    count = share_count(with_options(*((str(n), str(strike)) for n, strike in tranches)))
    share_price = price("tgt", f"{worth:.6f}")
    _, diluted = dilution_at(count, share_price, "tgt", AT)
    equity = computed("tgt.equity", "Equity", share_price * diluted, AT)
    assert price_at(count, equity).value == pytest.approx(number(share_price), rel=1e-9)


def test_shares_of_a_company_worth_less_than_its_debt_have_no_meaningful_price() -> None:
    count = share_count(company())
    assert price_at(count, figure("tgt.equity", "-5", USD, AT)).value is NM

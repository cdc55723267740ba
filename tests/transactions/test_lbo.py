"""Buyouts over any terms: ties, signs, monotonicity, units, and formulas that recalculate."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.equity import Convertible, OptionTranche
from bookrunner.figures import (
    NM,
    SHARES,
    USD,
    USD_PER_SHARE,
    Figure,
    Placement,
    cell_name,
    conflicts,
    formula,
    instant,
    lineage,
)
from bookrunner.office.recalculate_libreoffice import recalculate
from bookrunner.transactions import Lbo, lbo_downside, lbo_grids
from bookrunner.valuation import CompanyInputs, suggested_format
from tests.transactions.buyouts import RATES, bought
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import number

few = settings(max_examples=12, deadline=None)


def odd() -> CompanyInputs:
    """Options and a convertible between price and offer, a minority, and preferred stock."""
    at = instant(VALUATION_DATE)
    made = company(changes={"noncontrolling_interest": "30", "preferred": "25"})
    return with_equity(
        made,
        tranches=(
            OptionTranche(
                "options",
                figure("tgt.options", "10", SHARES, at),
                figure("tgt.strike", "22", USD_PER_SHARE, at),
            ),
        ),
        converts=(
            Convertible(
                "notes",
                figure("tgt.notes", "46", USD, at),
                figure("tgt.conversion_price", "23", USD_PER_SHARE, at),
                figure("tgt.conversion_shares", "2", SHARES, at),
            ),
        ),
    )


def ties(made: Lbo) -> None:
    """Every check of the model holds, and no tranche or cash is below zero."""
    for check in made.checks:
        assert number(check.left) == pytest.approx(number(check.right), rel=1e-9, abs=1e-6), (
            check.name
        )
    for year in made.schedule:
        assert number(year.closing_cash) >= number(made.closing.minimum_cash) - 1e-9
        assert all(number(one.closing) >= -1e-9 for one in year.layers)
        assert 0 <= number(year.revolver_closing) <= number(made.closing.commitment) + 1e-9
        assert number(year.deductible) <= number(year.cap) + 1e-9


@few
@given(
    st.integers(0, 80),
    st.integers(0, 35),
    st.integers(0, 15),
    st.integers(0, 30),
    st.integers(0, 1),
    st.integers(0, 100),
)
def test_every_check_holds_on_any_terms(
    premium: int, loans: int, notes: int, rollover: int, average: int, sweep: int
) -> None:
    terms = {
        "premium": f"{premium / 100}",
        "term_loan_b.size_multiple": f"{loans / 10}",
        "notes.size_multiple": f"{notes / 10}",
        "rollover": f"{rollover / 100}",
        "average_interest_switch": str(average),
        "sweep": f"{sweep / 100}",
        "breakage": "0.01",
    }
    ties(bought(odd(), terms))


@few
@given(st.integers(0, 60), st.integers(1, 30))
def test_a_higher_price_returns_less(premium: int, more: int) -> None:
    terms = [{"premium": f"{one / 100}"} for one in (premium, premium + more)]
    # Sold at the same multiple, whatever was paid.
    low = bought(changes=terms[0])
    sold = number(low.returns.exit_multiple)
    first = bought(changes=terms[1])
    change = sold - number(first.closing.entry.multiple)
    high = bought(changes={**terms[1], "exit_change_multiple": f"{change:.12f}"})
    assert number(high.returns.irr) < number(low.returns.irr)


@few
@given(st.integers(-20, 20), st.integers(1, 20))
def test_a_higher_exit_multiple_returns_more(change: int, more: int) -> None:
    low, high = (
        bought(changes={"exit_change_multiple": f"{one / 10}"}) for one in (change, change + more)
    )
    assert number(high.returns.irr) > number(low.returns.irr)
    assert number(high.returns.moic) > number(low.returns.moic)


@few
@given(st.integers(10, 40), st.integers(1, 10))
def test_a_higher_target_allows_a_lower_price(target: int, more: int) -> None:
    made = bought(
        changes={
            "target_low_irr": f"{target / 100}",
            "target_high_irr": f"{(target + more) / 100}",
        }
    )
    half = len(made.returns.highest) // 2
    low, high = made.returns.highest[:half], made.returns.highest[half:]
    assert all(number(a.multiple) > number(b.multiple) for a, b in zip(low, high, strict=True))


def test_returns_do_not_depend_on_the_unit_of_money() -> None:
    plain = company().latest.figures
    scaled = {key: str(number(one) * 1000) for key, one in plain.items() if one.unit == USD}
    small = bought()
    large = bought(company(shares_price="20000", changes=scaled))
    assert number(large.closing.sponsor) == pytest.approx(1000 * number(small.closing.sponsor))
    assert number(large.returns.irr) == pytest.approx(number(small.returns.irr))


@pytest.mark.parametrize(
    "times, years, published",
    [
        # The usual table of returns by multiple of money and years, to a tenth of a percent.
        (2.0, 3, 0.260),
        (2.0, 5, 0.149),
        (2.5, 5, 0.201),
        (3.0, 5, 0.246),
        (3.0, 7, 0.170),
    ],
)
def test_a_multiple_of_money_is_the_published_return(
    times: float, years: int, published: float
) -> None:
    def sold(change: float) -> Lbo:
        terms = {"management_pool": "0", "exit_change_multiple": f"{change:.9f}"}
        return bought(changes=terms, on=date(2023, 12, 31))

    # The multiple of money is linear in the exit multiple; three days of leap years remain.
    first, second = (number(sold(one).returns.years[years - 1].moic) for one in (0, 1))
    found = sold((times - first) / (second - first)).returns.years[years - 1]
    assert number(found.moic) == pytest.approx(times)
    assert number(found.irr) == pytest.approx(published, abs=6e-4)


def test_a_loan_that_is_not_swept_is_repaid_by_schedule() -> None:
    """Half a year counts of the first: five years after closing end within the sixth year."""
    made = bought(changes={"sweep": "0", "term_loan_b.tenor_years": "5"})
    part = number(made.schedule[0].year.part)
    for place, year in enumerate(made.schedule[:5]):
        repaid = 875 * 0.01 * (part + place)
        assert number(year.layers[0].closing) == pytest.approx(875 - repaid)
    assert number(made.schedule[5].layers[0].closing) == 0  # due


def test_pik_notes_are_repaid_with_what_has_accrued() -> None:
    """1.0x of 250 at 12%: nothing is left in the year they fall due, its own interest included."""
    terms = {"pik.size_multiple": "1", "pik.tenor_years": "3", "average_interest_switch": "1"}
    rates = {**RATES, "pik.coupon_rate": "0.12", "pik.discount_rate": "0"}
    made = bought(changes=terms, rates=rates)
    part = number(made.schedule[0].year.part)
    owed = 250 * (1 + 0.12 * part) * 1.12**2
    assert number(made.schedule[2].layers[-1].closing) == pytest.approx(owed)
    assert number(made.schedule[3].layers[-1].scheduled) == pytest.approx(owed * 1.12)
    assert number(made.schedule[3].layers[-1].closing) == 0


def test_no_breakage_is_paid_on_notes_that_are_bought_as_shares() -> None:
    """Of 400 of debt and 25 of preferred stock, 46 convert at the offer of 26."""
    made = bought(odd(), {"breakage": "0.05"})
    assert made.closing.breakage is not None
    assert number(made.closing.breakage) == pytest.approx(0.05 * (425 - 46))


def test_a_sale_that_lenders_take_whole_loses_all_and_no_more() -> None:
    """Twelve turns off the 12.4 paid, the value is below net debt in each year."""
    made = bought(changes={"exit_change_multiple": "-12"})
    assert number(made.returns.exit_equity) == 0
    assert number(made.returns.irr) == -1
    ties(made)
    assert all(one.multiple.value is NM for one in made.returns.highest)
    assert not [check for check in made.checks if "highest price" in check.name]


def test_an_exit_days_after_closing_counts_as_after_a_month() -> None:
    """Closed the day before the year ends: a high multiple to the 365th power is no number."""
    made = bought(changes={"exit_change_multiple": "30"}, on=date(2024, 12, 30))
    first = made.returns.years[0]
    assert number(first.held) == pytest.approx(1 / 365)
    assert number(first.irr) == pytest.approx(number(first.moic) ** 12 - 1)


def test_a_price_that_only_lenders_pay_is_none() -> None:
    """Sold two turns below what was paid, and almost all of it lent: equity would be negative."""
    made = bought(changes={"term_loan_b.size_multiple": "9", "exit_change_multiple": "-8"})
    for one in made.returns.highest:
        for value in (one.flat_multiple.value, one.multiple.value):
            assert value is NM or (isinstance(value, float) and value > 0)
    assert any(one.flat_multiple.value is NM for one in made.returns.highest)


def test_interest_on_average_balances_counts_half_of_what_is_repaid() -> None:
    start, average = (
        bought(changes={"sweep": "0", "average_interest_switch": one}) for one in "01"
    )
    pairs = zip(start.schedule[:-1], average.schedule[:-1], strict=True)
    for one, other in pairs:
        loan, again = one.layers[0], other.layers[0]
        less = number(loan.scheduled) / 2 * 0.075 * number(one.year.part)
        assert number(loan.interest) - number(again.interest) == pytest.approx(less)


def test_a_floor_holds_the_base_rate_up() -> None:
    made = bought(changes={"base_rate": "0.01", "term_loan_b.floor_rate": "0.0125"})
    assert number(made.schedule[0].layers[0].rate) == pytest.approx(0.0125 + 0.035)


def test_the_price_that_is_sold_for_what_was_paid_earns_the_target() -> None:
    made = bought()
    for place, one in list(enumerate(made.returns.highest))[2:7]:
        terms = {"entry_selector": "2", "entry_ev_multiple": f"{number(one.flat_multiple):.12f}"}
        again = bought(changes=terms)
        assert number(again.returns.exit_multiple) == pytest.approx(number(one.flat_multiple))
        assert number(again.returns.years[place].irr) == pytest.approx(0.2, abs=1e-8)


def test_the_bear_case_of_credit_is_the_model_with_that_case() -> None:
    bear, again = lbo_downside(bought()), bought(assumed={"case_selector": "1"})
    for twin, one in zip(bear.leverage, again.credit, strict=True):
        assert number(twin) == pytest.approx(number(one.leverage))
    for twin, one in zip(bear.coverage, again.credit, strict=True):
        assert number(twin) == pytest.approx(number(one.coverage))


def test_goodwill_is_the_price_above_identifiable_net_assets() -> None:
    made = bought()
    assert made.balance is not None
    assert number(made.balance.goodwill) == pytest.approx(2808 - 500)


def test_without_reported_equity_there_is_no_balance_sheet() -> None:
    made = bought(company(changes={"total_equity": None}))
    assert made.balance is None
    assert "transactions.lbo-no-balance-sheet" in {one.code for one in made.findings}


def test_grids_have_the_model_in_their_centre() -> None:
    made = bought()
    tables = lbo_grids(made)
    assert len(tables) == 6
    for table in tables:
        assert number(table.centre.output) == pytest.approx(number(table.base), rel=1e-12)
    paid = [number(row[2].output) for row in tables[0].points]
    assert paid == sorted(paid, reverse=True)
    sold = [number(point.output) for point in tables[0].points[2]]
    assert sold == sorted(sold)


def test_every_formula_recalculates(tmp_path: Path, soffice: Path) -> None:
    made = bought(
        odd(), {"term_loan_a.size_multiple": "0.5", "term_loan_a.margin_rate": "0.03",
                "term_loan_a.discount_rate": "0.01", "rollover": "0.1"}
    )  # fmt: skip
    wanted: list[Figure] = [made.returns.irr, made.returns.moic]
    wanted += [side for check in made.checks for side in (check.left, check.right)]
    wanted += [point.output for row in lbo_grids(made)[0].points for point in row]
    wanted += [figure for price in made.returns.highest for figure in price.chain]
    figures = lineage(wanted)
    assert conflicts(figures) == ()
    homes = {
        one.id: Placement("Model", down, 0, suggested_format(one).exponent)
        for down, one in enumerate(figures)
    }
    path = tmp_path / "lbo.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Model")
        for one in figures:
            home = homes[one.id]
            if one.is_input:
                sheet.write(home.row, 0, number(one) / 10**home.exponent)
            else:
                sheet.write_formula(home.row, 0, formula(one, homes, home))
    cells = recalculate(path, soffice)["Model"]
    wrong = []
    for one in figures:
        home = homes[one.id]
        got = cells[cell_name(home)]
        if got != pytest.approx(number(one) / 10**home.exponent, rel=1e-6, abs=1e-9):
            wrong.append((one.id, got, one.value))
    assert wrong == []

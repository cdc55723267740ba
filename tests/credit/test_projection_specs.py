"""The promises on projected statements, as they are written in specs/credit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.credit import (
    Note,
    Projection,
    credit_ratio,
    projection,
    projection_model,
)
from bookrunner.figures import USD, instant
from bookrunner.valuation import (
    Adoption,
    Adoptions,
    CompanyInputs,
    Dcf,
    LinesMissing,
    ReportedPeriod,
    default_policy,
)
from tests.credit.companies import note
from tests.valuation.companies import VALUATION_DATE, company, figure
from tests.valuation.models import number, valued

scenarios("credit/projection.feature")


def borrower(**more: str) -> CompanyInputs:
    """The plain company with the rest of its balance sheet."""
    held = {"property_plant_equipment": "700", "total_assets": "1200", **more}
    plain = company()
    last = plain.last_year
    added = {
        key: figure(f"tgt.{key}", value, USD, instant(last.period.end))
        for key, value in held.items()
    }
    paid = figure("tgt.dividends_paid", "54", USD, last.period)
    told = ReportedPeriod(
        last.label, last.period, {**last.figures, **added, "dividends_paid": paid}
    )
    return replace(plain, years=(*plain.years[:-1], told), latest=told)


def projected(
    notes: Sequence[Note] = (), dcf: Dcf | None = None, **adopted: str
) -> tuple[Projection, Dcf]:
    flows = valued(borrower()) if dcf is None else dcf
    rows = {
        f"tgt.projection.{key}": Adoption(Decimal(value), "A. Banker", "test", VALUATION_DATE)
        for key, value in adopted.items()
    }
    held = default_policy(VALUATION_DATE, Adoptions(rows))
    return projection(flows, held, notes), flows


def require_ties(made: Projection, flows: Dcf) -> None:
    for check in projection_model(made, flows).checks:
        assert number(check.left) == pytest.approx(number(check.right), rel=1e-9, abs=1e-6), (
            check.name
        )


@given("a company with debt of 400 at 5% and cash of 100", target_fixture="asked")
def plain() -> tuple[Sequence[Note], dict[str, str]]:
    return (), {}


@given("a company with a note of 300 due in 2024, which it repays", target_fixture="asked")
def repaying() -> tuple[Sequence[Note], dict[str, str]]:
    return [note("old", "300", "0.05", date(2024, 9, 15))], {"refinance_switch": "0"}


@when("its statements are projected", target_fixture="made")
def made_of(asked: tuple[Sequence[Note], dict[str, str]]) -> tuple[Projection, Dcf]:
    return projected(asked[0], None, **asked[1])


@then("assets equal liabilities and equity each year, and every check of the model holds")
def balances(made: tuple[Projection, Dcf]) -> None:
    assert len(made[0].years) == 5
    for year in made[0].years:
        assert number(year.balance.assets) == pytest.approx(
            number(year.balance.liabilities_and_equity)
        )
    require_ties(*made)


@then("the first year's statements follow from the DCF's forecast by the method's formulas")
def by_hand(made: tuple[Projection, Dcf]) -> None:
    """Rosenbaum and Pearl, ch. 5: the statements of year 1, line by line."""
    year, flow, tax = made[0].years[0], made[1].forecast.years[0], number(made[1].wacc.tax.rate)
    assert flow.working_capital is not None
    net = (number(flow.ebit) - 20) * (1 - tax)
    free = net + number(flow.depreciation) - number(flow.working_capital) - number(flow.capex)
    assert number(year.interest) == pytest.approx(20)
    assert number(year.pretax) == pytest.approx(number(flow.ebit) - 20)
    assert number(year.net_income) == pytest.approx(net)
    assert number(year.free_cash) == pytest.approx(free)
    assert number(year.dividends) == pytest.approx(0.4 * net)
    assert number(year.balance.cash) == pytest.approx(100 + free - 0.4 * net)
    assert number(year.balance.debt) == pytest.approx(400)
    assert number(year.balance.equity) == pytest.approx(500 + 0.6 * net)
    assert number(year.balance.fixed_assets) == pytest.approx(
        700 + number(flow.capex) - number(flow.depreciation)
    )
    assert number(credit_ratio(year, "debt_multiple")) == pytest.approx(400 / number(flow.ebitda))
    assert number(credit_ratio(year, "cover_multiple")) == pytest.approx(number(flow.ebitda) / 20)
    assert number(made[0].opening.other_assets) == pytest.approx(1200 - 100 - 200 - 700)
    assert number(made[0].opening.other_liabilities) == pytest.approx(1200 - 100 - 400 - 500)


@then("the revolver draws what keeps cash at its minimum")
def draws(made: tuple[Projection, Dcf]) -> None:
    year = made[0].years[0]
    assert number(year.drawn) > 0
    assert number(year.balance.cash) == pytest.approx(0.01 * number(year.flow.revenue))
    assert number(year.balance.old_debt) == pytest.approx(100)
    assert number(made[0].years[1].drawn) < 0, "repaid from the next year's cash"
    require_ties(*made)


@given("a company that reports no total assets")
def without_assets() -> None: ...


@then("its projection is refused and names total assets")
def refused() -> None:
    with pytest.raises(LinesMissing, match=r"total.assets"):
        projection(valued(company()), default_policy(VALUATION_DATE), ())


_SHARES = st.decimals(Decimal(0), Decimal(1), places=2)


@settings(max_examples=12, deadline=None)
@drawn(_SHARES, _SHARES, _SHARES, st.sampled_from(["0", "1"]))
def test_it_balances_whatever_is_adopted(
    buyback: Decimal, sweep: Decimal, least: Decimal, again: str
) -> None:
    owed = [note("a", "150", "0.05", date(2025, 3, 1)), note("b", "900", "0.05", date(2027, 3, 1))]
    made, flows = projected(
        owed, valued(borrower()), buyback_share=str(buyback), sweep_share=str(sweep),
        minimum_cash_share=str(least), refinance_switch=again,
    )  # fmt: skip
    require_ties(made, flows)
    for year in made.years:
        revolver, new = year.balance.revolver, year.balance.new_debt
        assert number(year.balance.cash) >= float(least) * number(year.flow.revenue) - 1e-6
        assert number(revolver) >= -1e-6
        assert number(new) >= -1e-6
        assert number(year.balance.old_debt) >= -1e-6


def test_more_paid_out_leaves_more_net_debt() -> None:
    some, none = projected(buyback_share="0.5")[0], projected()[0]
    assert number(some.years[-1].balance.net_debt) > number(none.years[-1].balance.net_debt)


def test_the_grid_is_the_model_at_its_centre() -> None:
    made, flows = projected()
    (table,) = projection_model(made, flows).grids
    assert number(table.centre.output) == pytest.approx(number(table.base))

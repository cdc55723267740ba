"""The promises on companies that are not listed, as they are written in specs/pitch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.facts import Company
from bookrunner.figures import USD, Figure, Sourced
from bookrunner.imports import MANAGEMENT_CASE, BankRow
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.expected import known_plans
from bookrunner.pitch import Request, Valued, pitch_inputs, valued
from bookrunner.sample import private_company
from bookrunner.valuation import PlanUnusable, plan_of, unlisted_inputs
from tests.pitch.books import Written, all_texts, number, recorded

scenarios("pitch/unlisted.feature")


@pytest.fixture(scope="module")
def fernhollow(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Written:
    inputs = pitch_inputs(
        sample.store, sample.viewer, Request("Fernhollow"), plans=known_plans(sample)
    )
    out = tmp_path_factory.mktemp("fernhollow") / "out"
    return recorded(valued(inputs), out, sample.writers)


@given("the invented private company of the sample", target_fixture="company")
def company() -> Company:
    return private_company()


@when("its book is written", target_fixture="book")
def book(fernhollow: Written) -> Written:
    return fernhollow


@then(
    parsers.parse(
        "its last accounts are revenue of {revenue:d} and EBITDA of {ebitda:d} thousand for FY2023"
    )
)
def accounts(book: Written, revenue: int, ebitda: int) -> None:
    last = book.valued.inputs.target.last_year
    assert last.label == "FY2023"
    assert (last.period.start, last.period.end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert number(last.figures["revenue"]) == revenue * 1000
    assert number(last.figures["ebitda"]) == ebitda * 1000


@then("every bar of the football field and every grid is an amount of money")
def whole_equity(book: Written) -> None:
    made = book.valued
    assert made.field.bars
    assert made.grids
    stated: list[Figure] = [one for bar in made.field.bars for one in (bar.low, bar.high)]
    stated += [point.output for grid in made.grids for row in grid.points for point in row]
    assert {str(one.unit) for one in stated} == {str(USD)}
    assert all(isinstance(one.value, float) for one in stated)


@then("its deck says nowhere that it has a share price")
def no_price(book: Written) -> None:
    own = [
        text
        for text in all_texts(book.slides).splitlines()
        if "Fernhollow" in text and "per share" in text.lower()
    ]
    assert own == []


@then("LibreOffice computes every formula cell of the workbook to the same value")
def recalculates(book: Written, soffice: Path) -> None:
    path = book.book.workbook
    compared = compare(path, recalculate(path, soffice))
    assert compared.findings == []
    assert compared.formula_count > 2000


@then(parsers.parse('the source of its revenue of FY2023 is the cell "{place}"'))
def walks(book: Written, place: str) -> None:
    revenue = book.valued.inputs.target.last_year.figures["revenue"]
    assert isinstance(revenue.lineage, Sourced)
    assert revenue.lineage.source.concept == place


@when("it is to be valued as of a day before its first fiscal year ended", target_fixture="refusal")
def too_early(sample: Desk, company: Company) -> PlanUnusable:
    rows = sample.imports.rows(MANAGEMENT_CASE, sample.viewer, subject=company.cik)
    plan = plan_of(company, "Management", rows)
    assert plan is not None
    with pytest.raises(PlanUnusable) as refused:
        unlisted_inputs(company, plan, date(2021, 6, 30))
    return refused.value


@then(parsers.parse('it is refused with "{words}"'))
def refused_with(refusal: PlanUnusable, words: str) -> None:
    assert words in str(refusal)


def test_years_that_had_not_ended_when_the_plan_was_made_are_no_accounts(sample: Desk) -> None:
    company = private_company()
    rows: list[BankRow] = list(
        sample.imports.rows(MANAGEMENT_CASE, sample.viewer, subject=company.cik)
    )
    plan = plan_of(company, "Management", rows)
    assert plan is not None
    # Made in June 2024: FY2024 had not ended, however late the valuation is.
    late = unlisted_inputs(company, plan, date(2026, 1, 1))
    assert [year.label for year in late.years] == ["FY2021", "FY2022", "FY2023"]


def test_a_leap_day_year_end_falls_on_the_last_of_february(sample: Desk) -> None:
    company = replace(private_company(), fiscal_year_end="--02-29")
    rows = sample.imports.rows(MANAGEMENT_CASE, sample.viewer, subject=company.cik)
    plan = plan_of(company, "Management", rows)
    assert plan is not None
    made = unlisted_inputs(company, plan, date(2024, 12, 31))
    # As its fiscal years are named by the calendar year they end in, FY2024 had ended, too.
    assert [year.period.end for year in made.years][-2:] == [date(2023, 2, 28), date(2024, 2, 29)]


def test_value_is_the_plan_of_the_management_case(fernhollow: Written) -> None:
    made: Valued = fernhollow.valued
    assert made.dcf is not None
    # By hand: 176,480 x 1.065 = 187,951.2 thousand in FY2024, EBITDA 17.8% of it.
    first = made.dcf.forecast.years[0]
    assert number(first.revenue) == pytest.approx(187_951_200)
    assert number(first.ebitda) == pytest.approx(33_455_313.6)

"""Periods as bankers write them, and the days they mean to a company."""

from datetime import date

import pytest

from bookrunner.facts import Basis, EstimatesRequired, Fact, NotAPeriod, Statements, statements
from bookrunner.facts.periods_asked import PeriodForm, period_asked
from bookrunner.figures import NotFound, Period, Unusable
from tests.facts.reported import ALDER, Numbers, days, report


@pytest.mark.parametrize(
    "words,form,year,number",
    [
        ("FY2023", PeriodForm.YEAR, 2023, 0),
        ("fy 23", PeriodForm.YEAR, 2023, 0),
        ("fiscal 2023", PeriodForm.YEAR, 2023, 0),
        ("Fiscal year 2023", PeriodForm.YEAR, 2023, 0),
        ("2023", PeriodForm.YEAR, 2023, 0),
        ("FY1999", PeriodForm.YEAR, 1999, 0),
        ("Q3 FY2023", PeriodForm.QUARTER, 2023, 3),
        ("2023Q3", PeriodForm.QUARTER, 2023, 3),
        ("Q3 2023", PeriodForm.QUARTER, 2023, 3),
        ("FY2023-Q3", PeriodForm.QUARTER, 2023, 3),
        ("3Q23", PeriodForm.QUARTER, 2023, 3),
        ("H1 FY2023", PeriodForm.TO_DATE, 2023, 6),
        ("1H23", PeriodForm.TO_DATE, 2023, 6),
        ("9M FY2023", PeriodForm.TO_DATE, 2023, 9),
        ("H2 FY2023", PeriodForm.SECOND_HALF, 2023, 0),
        ("LTM", PeriodForm.LTM, 0, 0),
        ("ttm", PeriodForm.LTM, 0, 0),
        ("LTM Q3 FY2023", PeriodForm.LTM_TO_QUARTER, 2023, 3),
        ("LTM FY2023", PeriodForm.LTM_TO_QUARTER, 2023, 4),
        ("CY2023", PeriodForm.CALENDAR_YEAR, 2023, 0),
        ("CYQ3 2023", PeriodForm.CALENDAR_QUARTER, 2023, 3),
        ("CY2023Q3", PeriodForm.CALENDAR_QUARTER, 2023, 3),
        ("NTM", PeriodForm.AHEAD, 0, 0),
        ("FY2025E", PeriodForm.AHEAD, 0, 0),
    ],
)
def test_periods_are_read_as_bankers_write_them(
    words: str, form: PeriodForm, year: int, number: int
) -> None:
    found = period_asked(words)
    assert (found.form, found.year, found.number) == (form, year, number)


@pytest.mark.parametrize("words", ["LTM-2023-10-29", "LTM 2023-10-29", "ttm to 2023-10-29"])
def test_twelve_months_to_a_day_name_the_day(words: str) -> None:
    assert period_asked(words).end == date(2023, 10, 29)


@pytest.mark.parametrize(
    "words", ["", "x", "Q5 FY2023", "FY", "2023-13-01", "8M FY2023", "2024-01-02/2024-01-01"]
)
def test_what_is_no_period_is_refused(words: str) -> None:
    with pytest.raises(NotAPeriod, match="no period"):
        period_asked(words)


def retailer() -> list[Fact]:
    """Two years to the end of January, each called by the year it began in, and quarters."""
    facts: list[Fact] = []
    for year, revenue in ((2022, 1_200), (2023, 2_400)):
        whole = days(f"{year}-02-01", f"{year + 1}-01-31")
        half = days(f"{year}-02-01", f"{year}-07-31")
        second = days(f"{year}-05-01", f"{year}-07-31")
        numbers: Numbers = {
            ("Revenues", half): revenue // 3,
            ("NetIncomeLoss", half): 10,
            ("Revenues", second): revenue // 6,
            ("NetIncomeLoss", second): 5,
            ("Assets", Period(None, half.end)): 900,
        }
        facts += report("10-Q", f"{year}-07-31", f"{year}-09-05", numbers, fiscal=(year, "Q2"))[1]
        numbers = {
            ("Revenues", whole): revenue,
            ("NetIncomeLoss", whole): 20,
            ("Assets", Period(None, whole.end)): 1_000,
        }
        facts += report(
            "10-K", f"{year + 1}-01-31", f"{year + 1}-03-20", numbers, fiscal=(year, "FY")
        )[1]
    return facts


@pytest.fixture(scope="module")
def made() -> Statements:
    return statements(ALDER, retailer(), basis=Basis.ANNUAL)


@pytest.mark.parametrize(
    "words,expected",
    [
        ("FY2023", days("2023-02-01", "2024-01-31")),
        ("Q2 FY2023", days("2023-05-01", "2023-07-31")),
        ("H1 FY2023", days("2023-02-01", "2023-07-31")),
        ("H2 FY2022", days("2022-08-01", "2023-01-31")),
        ("LTM", days("2023-02-01", "2024-01-31")),
        ("LTM Q2 FY2023", days("2022-08-01", "2023-07-31")),
        ("LTM-2023-07-30", days("2022-08-01", "2023-07-31")),
        ("CY2023", days("2023-01-01", "2023-12-31")),
        ("2023-02-01/2023-07-31", days("2023-02-01", "2023-07-31")),
    ],
)
def test_a_name_means_the_days_of_the_company_s_own_calendar(
    made: Statements, words: str, expected: Period
) -> None:
    assert made.period(words, "revenue") == expected


def test_a_calendar_year_is_weighted_by_months_where_the_quarters_do_not_end_with_it(
    made: Statements,
) -> None:
    # 1/12 of the year to January 2023 (1,200) and 11/12 of the year to January 2024 (2,400).
    period = made.period("CY2023", "revenue")
    assert made.label(period) == "CY2023"
    assert made.line("revenue", period).value == pytest.approx(2_300e6)
    assert made.explanation("revenue", period) == "1/12 x FY2022 + 11/12 x FY2023"


def test_the_second_half_is_the_year_less_its_first(made: Statements) -> None:
    period = made.period("H2 FY2022", "revenue")
    assert made.line("revenue", period).value == 800e6


def test_a_balance_may_be_asked_for_by_its_day_and_a_flow_may_not(made: Statements) -> None:
    assert made.period("2023-07-31", "total_assets") == Period(None, date(2023, 7, 31))
    with pytest.raises(Unusable, match="is a day"):
        made.period("2023-07-31", "revenue")


def test_a_period_that_no_report_covers_names_those_near_it(made: Statements) -> None:
    with pytest.raises(NotFound, match="FY2022, FY2023"):
        made.period("FY2030", "revenue")


def test_a_balance_is_never_calendarised(made: Statements) -> None:
    with pytest.raises(NotFound, match="never calendarised"):
        made.period("CY2023", "total_assets")


def test_what_lies_ahead_needs_estimates(made: Statements) -> None:
    with pytest.raises(EstimatesRequired, match="estimates required"):
        made.period("NTM", "revenue")


def test_twelve_months_that_leave_a_later_quarter_out_say_so() -> None:
    later = days("2024-02-01", "2024-04-30")
    numbers: Numbers = {("Revenues", later): 700, ("NetIncomeLoss", later): 6}
    newest = report("10-Q", "2024-04-30", "2024-06-05", numbers, fiscal=(2024, "Q1"))[1]
    for facts, told in ((retailer(), False), ([*retailer(), *newest], True)):
        made = statements(ALDER, facts)
        period = made.period("LTM", "revenue")
        assert period.end == date(2024, 1, 31)
        codes = [one.code for one in made.said("revenue", period, "LTM")]
        assert ("facts.newer-quarter" in codes) is told
        assert "facts.newer-quarter" not in [
            one.code for one in made.said("revenue", period, "FY2023")
        ]

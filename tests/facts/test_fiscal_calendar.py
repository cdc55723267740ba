"""Fiscal years and quarters: their names, extra weeks, moved year ends and slips of the filer."""

from datetime import date, timedelta

import pytest

from bookrunner.facts import Basis, Fact, Statements, statements
from bookrunner.figures import Period
from tests.facts.reported import ALDER, Numbers, days, report

Told = tuple[str, str, str, tuple[int, str]]
"""Form, start and end of the period reported on, and what the report calls it."""


def made_of(*told: Told) -> Statements:
    facts: list[Fact] = []
    for number, (form, start, end, fiscal) in enumerate(told):
        numbers: Numbers = {
            ("Revenues", days(start, end)): 100 + number,
            ("NetIncomeLoss", days(start, end)): 10,
        }
        accepted = (date.fromisoformat(end) + timedelta(days=40)).isoformat()
        facts += report(form, end, accepted, numbers, fiscal=fiscal, accession=f"1-{number}")[1]
    return statements(ALDER, facts)


def codes(made: Statements, period: Period) -> list[str]:
    return [finding.code for finding in made.said("revenue", period)]


def test_a_report_that_names_the_wrong_year_is_outvoted_and_told_of() -> None:
    made = made_of(
        ("10-K", "2020-01-27", "2021-01-31", (2021, "FY")),
        ("10-Q", "2021-02-01", "2021-05-02", (2021, "Q1")),  # the slip: it is of fiscal 2022
        ("10-Q", "2021-05-03", "2021-08-01", (2022, "Q2")),
        ("10-Q", "2021-08-02", "2021-10-31", (2022, "Q3")),
        ("10-K", "2021-02-01", "2022-01-30", (2022, "FY")),
    )
    first = days("2021-02-01", "2021-05-02")
    assert made.label(first) == "Q1 FY2022"
    assert made.period("Q1 FY2022", "revenue") == first
    assert codes(made, first) == ["facts.fiscal-year-name"]
    assert codes(made, days("2021-02-01", "2022-01-30")) == []


@pytest.mark.parametrize(
    "end,said,taken",
    [
        ("2023-12-31", 2024, 2023),  # no year to December is called after the next
        ("2023-12-31", 2022, 2023),
        ("2024-01-28", 2023, 2023),  # The Home Depot's way
        ("2024-01-31", 2024, 2024),  # Walmart's
        ("2024-06-30", 2023, 2023),
        ("2021-01-03", 2020, 2020),  # 53 weeks of 2020
    ],
)
def test_one_report_alone_is_believed_unless_nobody_calls_a_year_so(
    end: str, said: int, taken: int
) -> None:
    start = (date.fromisoformat(end) - timedelta(days=363)).isoformat()
    made = made_of(("10-K", start, end, (said, "FY")))
    assert made.label(days(start, end)) == f"FY{taken}"
    warned = "facts.fiscal-year-name" in codes(made, days(start, end))
    assert warned == (said != taken)


def test_a_53rd_week_is_told_of() -> None:
    made = made_of(
        ("10-K", "2022-01-31", "2023-01-29", (2022, "FY")),
        ("10-K", "2023-01-30", "2024-01-28", (2023, "FY")),
        ("10-K", "2024-01-29", "2025-02-02", (2024, "FY")),
    )
    assert codes(made, days("2024-01-29", "2025-02-02")) == ["facts.extra-week"]
    assert codes(made, days("2023-01-30", "2024-01-28")) == []


def test_years_of_calendar_months_have_no_extra_week() -> None:
    made = made_of(("10-K", "2023-06-25", "2024-06-29", (2024, "FY")))
    assert codes(made, days("2023-06-25", "2024-06-29")) == ["facts.extra-week"]
    leap = made_of(("10-K", "2024-01-01", "2024-12-31", (2024, "FY")))
    assert codes(leap, days("2024-01-01", "2024-12-31")) == []


def test_a_moved_year_end_is_told_of_and_its_stub_is_no_year() -> None:
    made = made_of(
        ("10-K", "2020-01-01", "2020-12-31", (2020, "FY")),
        ("10-K", "2021-01-01", "2021-12-31", (2021, "FY")),
        ("10-KT", "2022-01-01", "2022-06-30", (2022, "FY")),
        ("10-K", "2022-07-01", "2023-06-30", (2023, "FY")),
        ("10-K", "2023-07-01", "2024-06-30", (2024, "FY")),
    )
    assert [made.label(p) for p in made.periods] == ["FY2020", "FY2021", "FY2023", "FY2024"]
    assert "facts.year-end-changed" in codes(made, days("2022-01-01", "2022-06-30"))
    assert "facts.year-end-changed" in codes(made, days("2022-07-01", "2023-06-30"))
    assert codes(made, days("2023-07-01", "2024-06-30")) == []


def test_years_of_which_no_report_is_kept_are_no_moved_year_end() -> None:
    made = made_of(
        ("10-K", "2018-01-01", "2018-12-31", (2018, "FY")),
        ("10-K", "2022-01-01", "2022-12-31", (2022, "FY")),
    )
    assert codes(made, days("2022-01-01", "2022-12-31")) == []


def test_of_two_years_that_end_within_days_the_report_s_own_is_taken() -> None:
    own = days("2022-01-02", "2022-12-31")
    slip = days("2022-01-01", "2023-01-01")
    first: Numbers = {("Revenues", own): 100, ("NetIncomeLoss", own): 10}
    after = days("2023-01-01", "2023-12-30")
    second: Numbers = {
        ("Revenues", after): 120,
        ("NetIncomeLoss", after): 12,
        ("Revenues", slip): 100,
        ("NetIncomeLoss", slip): 10,
    }
    facts = report("10-K", "2022-12-31", "2023-02-20", first, fiscal=(2022, "FY"))[1]
    facts += report("10-K", "2023-12-30", "2024-02-20", second, fiscal=(2023, "FY"))[1]
    made = statements(ALDER, facts)
    assert list(made.periods) == [own, after]
    assert codes(made, own) == ["facts.two-periods"]


def test_twelve_months_beside_each_quarter_are_no_fiscal_years() -> None:
    window = days("2022-07-01", "2023-06-30")
    half = days("2023-01-01", "2023-06-30")
    numbers: Numbers = {
        (tag, period): 50
        for tag in ("Revenues", "NetIncomeLoss")
        for period in (window, half, days("2021-07-01", "2022-06-30"))
    }
    facts = report("10-Q", "2023-06-30", "2023-08-01", numbers, fiscal=(2023, "Q2"))[1]
    year = days("2022-01-01", "2022-12-31")
    numbers = {("Revenues", year): 100, ("NetIncomeLoss", year): 10}
    facts += report("10-K", "2022-12-31", "2023-02-01", numbers, fiscal=(2022, "FY"))[1]
    made = statements(ALDER, facts)
    assert list(made.periods) == [year]
    assert made.at(Basis.LTM).periods[-1] == window


def test_a_first_quarter_is_the_half_less_its_second() -> None:
    half, second = days("2023-01-01", "2023-06-30"), days("2023-04-01", "2023-06-30")
    numbers: Numbers = {
        ("Revenues", half): 210,
        ("NetIncomeLoss", half): 21,
        ("Revenues", second): 110,
        ("NetIncomeLoss", second): 11,
    }
    facts = report("10-Q", "2023-06-30", "2023-08-01", numbers, fiscal=(2023, "Q2"))[1]
    made = statements(ALDER, facts, basis=Basis.QUARTERLY)
    first = made.period("Q1 FY2023", "revenue")
    assert first == days("2023-01-01", "2023-03-31")
    assert made.line("revenue", first).value == 100e6


def test_a_year_of_slips_is_outvoted_by_many_years() -> None:
    # As NVIDIA's reports of the year to 2011-01-30, which call it 2010 (0001045810-11-000015).
    told: list[Told] = []
    for year in range(2008, 2018):
        said = year - 1 if year == 2011 else year
        told.append(("10-K", f"{year - 1}-02-01", f"{year}-01-31", (said, "FY")))
        if year == 2011:
            told.append(("10-Q", "2010-02-01", "2010-04-30", (said, "Q1")))
    made = made_of(*told)
    assert [made.label(p) for p in made.periods] == [f"FY{year}" for year in range(2008, 2018)]
    assert codes(made, days("2010-02-01", "2011-01-31")) == ["facts.fiscal-year-name"]


def test_a_company_that_changed_how_it_calls_its_years_is_followed() -> None:
    told: list[Told] = [
        (
            "10-K",
            f"{year - 1}-02-01",
            f"{year}-01-31",
            (year - 1 if year < 2020 else year, "FY"),
        )
        for year in range(2016, 2024)
    ]
    told += [
        (form, start, end, (year, quarter))
        for form, start, end, year, quarter in (
            ("10-Q", "2018-02-01", "2018-04-30", 2018, "Q1"),
            ("10-Q", "2021-02-01", "2021-04-30", 2022, "Q1"),
        )
    ]
    made = made_of(*told)
    assert made.label(days("2018-02-01", "2019-01-31")) == "FY2018"
    assert made.label(days("2021-02-01", "2022-01-31")) == "FY2022"

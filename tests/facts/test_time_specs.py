"""The promises about periods and splits, as they are written in specs/facts."""

import pytest
from pytest_bdd import given, parsers, scenarios, then

from bookrunner.facts import Statements, Vintage, statements
from bookrunner.figures import NotFound, Period
from tests.facts.reported import ALDER, Numbers, days, report
from tests.facts.test_fiscal_calendar import made_of
from tests.facts.test_splits import OLDER, split_of

scenarios("facts/time.feature")

FIRST_QUARTER = days("2021-02-01", "2021-05-02")


@given("a company whose first quarter's report names the year before", target_fixture="made")
def slipped() -> Statements:
    return made_of(
        ("10-K", "2020-01-27", "2021-01-31", (2021, "FY")),
        ("10-Q", "2021-02-01", "2021-05-02", (2021, "Q1")),
        ("10-Q", "2021-05-03", "2021-08-01", (2022, "Q2")),
        ("10-K", "2021-02-01", "2022-01-30", (2022, "FY")),
    )


@then(parsers.parse("the quarter is labelled {label}"))
def labelled(made: Statements, label: str) -> None:
    assert made.label(FIRST_QUARTER) == label


@then(parsers.parse('a finding "{code}" is about it'))
def told(made: Statements, code: str) -> None:
    about: dict[str, tuple[str, Period]] = {
        "facts.fiscal-year-name": ("revenue", FIRST_QUARTER),
        "facts.split-adjusted": ("eps_diluted", OLDER),
    }
    assert code in [finding.code for finding in made.said(*about[code])]


@given(
    parsers.parse("a retailer with years to 2023-01-31 of {first:d} and to 2024-01-31 of {then:d}"),
    target_fixture="made",
)
def retailer(first: int, then: int) -> Statements:
    facts = []
    for year, revenue in ((2022, first), (2023, then)):
        whole = days(f"{year}-02-01", f"{year + 1}-01-31")
        numbers: Numbers = {
            ("Revenues", whole): revenue,
            ("NetIncomeLoss", whole): 20,
            ("Assets", Period(None, whole.end)): 1_000,
        }
        end = whole.end.isoformat()
        facts += report("10-K", end, f"{year + 1}-03-20", numbers, fiscal=(year, "FY"))[1]
    return statements(ALDER, facts)


@then(parsers.parse("its revenue of {words} is {millions:d}"))
def revenue(made: Statements, words: str, millions: int) -> None:
    found = made.line("revenue", made.period(words, "revenue"))
    assert found.value == pytest.approx(millions * 1e6)


@then(parsers.parse("its total assets of {words} are not there"))
def no_assets(made: Statements, words: str) -> None:
    with pytest.raises(NotFound, match="never calendarised"):
        made.period(words, "total_assets")


@given("a company that split five for one after reporting 1.60 a share", target_fixture="made")
def split() -> Statements:
    return statements(ALDER, split_of(ratio="5"))


@then(parsers.parse("its latest earnings per share of that year are {value:g} by a formula"))
def adjusted(made: Statements, value: float) -> None:
    figure = made.line("eps_diluted", OLDER)
    assert figure.value == pytest.approx(value)
    assert figure.expression is not None


@then(parsers.parse("its first reported ones are {value:g}"))
def as_reported(made: Statements, value: float) -> None:
    first = statements(ALDER, split_of(ratio="5"), vintage=Vintage.AS_FIRST_REPORTED)
    assert first.line("eps_diluted", OLDER).value == value
    assert made.vintage is Vintage.LATEST

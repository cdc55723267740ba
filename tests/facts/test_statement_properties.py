"""What holds of every company's statements, whatever the numbers."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bookrunner.facts import Basis, Fact, Vintage, statements
from bookrunner.figures import Period, days_after
from tests.facts.reported import ALDER, Numbers, report

MILLIONS = st.integers(-(10**6), 10**6)
QUARTER_NAMES = ("Q1", "Q2", "Q3")


def year_of_quarters(first_day: date, weeks: tuple[int, ...]) -> list[Period]:
    """Quarters of so many weeks each, one after the other."""
    quarters = []
    for count in weeks:
        quarters.append(Period(first_day, first_day + timedelta(days=7 * count - 1)))
        first_day = days_after(quarters[-1].end, 1)
    return quarters


def reports_of(quarters: list[Period], amounts: list[int], fiscal_year: int) -> list[list[Fact]]:
    """Three quarterly reports with the quarter and the year to date, and the annual report."""
    made = []
    start = quarters[0].start
    for number, quarter in enumerate(quarters):
        to_date = Period(start, quarter.end)
        numbers: dict[tuple[str, Period], int | str] = {}
        for tag in ("Revenues", "NetIncomeLoss"):
            numbers[(tag, to_date)] = sum(amounts[: number + 1])
            if number < 3:
                numbers[(tag, quarter)] = amounts[number]
        form, name = ("10-Q", QUARTER_NAMES[number]) if number < 3 else ("10-K", "FY")
        accepted = days_after(quarter.end, 35).isoformat()
        fiscal = (fiscal_year, name)
        _, facts = report(form, quarter.end.isoformat(), accepted, numbers, fiscal=fiscal)
        made.append(facts)
    return made


CALENDARS = st.sampled_from(
    [(13, 13, 13, 13), (13, 13, 13, 14), (12, 12, 12, 16), (16, 12, 12, 12)]
)
TWO_YEARS = st.tuples(
    CALENDARS, CALENDARS, st.lists(MILLIONS, min_size=8, max_size=8), st.integers(0, 700)
)


def two_years(
    drawn: tuple[tuple[int, ...], tuple[int, ...], list[int], int],
) -> tuple[list[Period], list[list[Fact]], list[int]]:
    first, second, amounts, shift = drawn
    quarters = year_of_quarters(date(2021, 1, 3) + timedelta(days=shift), first)
    quarters += year_of_quarters(days_after(quarters[-1].end, 1), second)
    reports = reports_of(quarters[:4], amounts[:4], 2021)
    reports += reports_of(quarters[4:], amounts[4:], 2022)
    return quarters, reports, amounts


@given(TWO_YEARS)
def test_every_quarter_comes_back_and_the_four_make_the_year(
    drawn: tuple[tuple[int, ...], tuple[int, ...], list[int], int],
) -> None:
    quarters, reports, amounts = two_years(drawn)
    annual = statements(ALDER, [fact for facts in reports for fact in facts])
    quarterly = annual.at(Basis.QUARTERLY)
    assert list(quarterly.periods) == quarters
    values = [quarterly.line("revenue", quarter).value for quarter in quarters]
    assert values == [amount * 1e6 for amount in amounts]
    assert [annual.label(year) for year in annual.periods] == ["FY2021", "FY2022"]
    assert [quarterly.label(q) for q in quarters[4:]] == [
        "Q1 FY2022",
        "Q2 FY2022",
        "Q3 FY2022",
        "Q4 FY2022",
    ]


@given(st.lists(MILLIONS, min_size=8, max_size=8), st.integers(0, 700))
def test_twelve_months_are_the_last_four_quarters(amounts: list[int], shift: int) -> None:
    same = (13, 13, 13, 13)
    quarters, reports, _ = two_years((same, same, amounts, shift))
    # A report shows last year's period to date beside this year's.
    made = statements(ALDER, [fact for facts in reports for fact in facts], basis=Basis.LTM)
    assert [window.end for window in made.periods] == [quarter.end for quarter in quarters[3:]]
    for number, window in enumerate(made.periods):
        assert window.start == quarters[number].start
        assert made.line("revenue", window).value == sum(amounts[number : number + 4]) * 1e6


@given(TWO_YEARS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(
    drawn: tuple[tuple[int, ...], tuple[int, ...], list[int], int], random: Random
) -> None:
    _, reports, _ = two_years(drawn)
    facts = [fact for one in reports for fact in one]
    shuffled = list(facts)
    random.shuffle(shuffled)
    made, again = statements(ALDER, facts), statements(ALDER, shuffled)
    assert made.periods == again.periods
    for year in made.periods:
        assert made.line("revenue", year).version == again.line("revenue", year).version


TOLD = st.lists(
    st.tuples(st.integers(0, 400), MILLIONS), min_size=1, max_size=6, unique_by=lambda told: told[0]
)


@given(TOLD, st.integers(-1, 401))
def test_a_view_as_of_a_day_knows_the_last_value_told_by_then(
    told: list[tuple[int, int]], day: int
) -> None:
    year = Period(date(2022, 1, 1), date(2022, 12, 31))
    facts = []
    for after, amount in told:
        numbers: Numbers = {("Revenues", year): amount, ("NetIncomeLoss", year): 1}
        accepted = days_after(date(2023, 1, 1), after).isoformat()
        facts += report("10-K", "2022-12-31", accepted, numbers)[1]
    as_of = days_after(date(2023, 1, 1), day)
    known = sorted((after, amount) for after, amount in told if after <= day)
    for vintage, expected in ((Vintage.LATEST, -1), (Vintage.AS_FIRST_REPORTED, 0)):
        made = statements(ALDER, facts, vintage=vintage, as_of=as_of)
        if not known:
            assert made.get("revenue", year) is None
        else:
            exact = made.line("revenue", year).exact
            assert exact == Decimal(known[expected][1]) * 1_000_000

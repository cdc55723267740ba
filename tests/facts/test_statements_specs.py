"""The promises about statements and the store, as they are written in specs/facts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import (
    Basis,
    Fact,
    Filing,
    LineMissing,
    Saved,
    SqlFactStore,
    Statements,
    Vintage,
    statements,
)
from bookrunner.figures import Figure, NotFound, Viewer
from bookrunner.storage import engine
from tests.facts.reported import ALDER, Numbers, close, days, other_bytes, report

scenarios("facts/statements.feature")
scenarios("facts/store.feature")

YEAR = days("2023-01-01", "2023-12-31")
HALF = days("2024-01-01", "2024-06-30")
HALF_BEFORE = days("2023-01-01", "2023-06-30")
TWELVE_MONTHS = days("2023-07-01", "2024-06-30")
MILLION = Decimal(1_000_000)
ANYBODY = Viewer("anybody")


def operands(figure: Figure) -> list[str]:
    """The ids of the figures a formula is made of."""
    found: list[str] = []
    waiting = [] if figure.expression is None else list(figure.expression.operands)
    while waiting:
        term = waiting.pop(0)
        if isinstance(term, Figure):
            found.append(term.id)
        else:
            waiting = [*getattr(term, "operands", ()), *waiting]
    return found


# ------------------------------------------------------------------------------ statements


@given("a company that tags operating income and depreciation but no EBITDA", target_fixture="made")
def simple() -> Statements:
    numbers: Numbers = {
        ("Revenues", YEAR): 1_000,
        ("NetIncomeLoss", YEAR): 80,
        ("OperatingIncomeLoss", YEAR): 120,
        ("DepreciationDepletionAndAmortization", YEAR): 30,
    }
    return statements(ALDER, report("10-K", "2023-12-31", "2024-02-20", numbers)[1])


@then("the operating income is explained by its tag")
def explained_by_tag(made: Statements) -> None:
    assert made.explanation("operating_income", YEAR) == "us-gaap:OperatingIncomeLoss"
    assert made.line("operating_income", YEAR).exact == 120 * MILLION


@then(parsers.parse("the EBITDA is explained by the rule {rule}"))
def explained_by_rule(made: Statements, rule: str) -> None:
    assert made.explanation("ebitda", YEAR) == rule
    assert made.line("ebitda", YEAR).value == 150e6
    assert operands(made.line("ebitda", YEAR)) == [
        "aldr.operating_income.20230101_20231231",
        "aldr.depreciation_and_amortisation.20230101_20231231",
    ]


@then("asking for its goodwill is refused")
def refused(made: Statements) -> None:
    with pytest.raises(LineMissing, match="Goodwill"):
        made.line("goodwill", YEAR)


@then("no figure stands for its goodwill")
def no_figure(made: Statements) -> None:
    assert made.get("goodwill", YEAR) is None


@given("a company that reports three quarters and a year", target_fixture="made")
def three_quarters() -> Statements:
    nine = days("2023-01-01", "2023-09-30")
    third = days("2023-07-01", "2023-09-30")
    facts = report(
        "10-Q",
        "2023-09-30",
        "2023-11-01",
        {
            ("Revenues", third): 260,
            ("NetIncomeLoss", third): 20,
            ("Revenues", nine): 700,
            ("NetIncomeLoss", nine): 55,
        },
    )[1]
    year: Numbers = {("Revenues", YEAR): 1_000, ("NetIncomeLoss", YEAR): 80}
    facts += report("10-K", "2023-12-31", "2024-02-20", year)[1]
    return statements(ALDER, facts, basis=Basis.QUARTERLY)


@then("its fourth quarter's revenue is a formula of the year and the nine months")
def fourth_quarter(made: Statements) -> None:
    fourth = days("2023-10-01", "2023-12-31")
    assert made.periods[-1] == fourth
    revenue = made.line("revenue", fourth)
    assert revenue.value == 300e6
    assert operands(revenue) == [
        "aldr.revenue.20230101_20231231",
        "aldr.revenue.20230101_20230930",
    ]


def year_and_half(half_before: int = 470) -> list[Fact]:
    year: Numbers = {
        ("Revenues", YEAR): 1_000,
        ("NetIncomeLoss", YEAR): 80,
        ("WeightedAverageNumberOfDilutedSharesOutstanding", YEAR): 10_000_000,
        ("EarningsPerShareDiluted", YEAR): "8.00",
        ("Assets", close("2023-12-31")): 2_000,
    }
    half: Numbers = {
        ("Revenues", HALF): 550,
        ("NetIncomeLoss", HALF): 45,
        ("Revenues", HALF_BEFORE): half_before,
        ("NetIncomeLoss", HALF_BEFORE): 35,
        ("WeightedAverageNumberOfDilutedSharesOutstanding", HALF): 9_000_000,
        ("Assets", close("2024-06-30")): 2_100,
    }
    return (
        report("10-K", "2023-12-31", "2024-02-20", year)[1]
        + report("10-Q", "2024-06-30", "2024-08-01", half)[1]
    )


@given("a company that reports a year and the first half of the next", target_fixture="made")
def half_year() -> Statements:
    return statements(ALDER, year_and_half(), basis=Basis.LTM)


@then("its twelve months' revenue is a formula of those three numbers")
def twelve_months(made: Statements) -> None:
    assert made.periods[-1] == TWELVE_MONTHS
    assert made.label(TWELVE_MONTHS) == "LTM 2024-06-30"
    revenue = made.line("revenue", TWELVE_MONTHS)
    assert revenue.value == (1_000 + 550 - 470) * 1e6
    assert operands(revenue) == [
        "aldr.revenue.20230101_20231231",
        "aldr.revenue.20240101_20240630",
        "aldr.revenue.20230101_20230630",
    ]
    # Per share: 90 of net income over the year to date's 9 shares.
    assert made.line("eps_diluted", TWELVE_MONTHS).value == pytest.approx(10.0)


@then("its twelve months' balance is that at the end of the half")
def balance(made: Statements) -> None:
    assert made.line("total_assets", TWELVE_MONTHS).exact == 2_100 * MILLION


@dataclass(frozen=True)
class BothVintages:
    """The same facts in each vintage."""

    latest: Statements
    first: Statements


@given("a company whose shares were split after its first report", target_fixture="both")
def split() -> BothVintages:
    later = days("2024-01-01", "2024-12-31")
    before: Numbers = {
        ("NetIncomeLoss", YEAR): 80,
        ("Revenues", YEAR): 1_000,
        ("EarningsPerShareDiluted", YEAR): "11.93",
    }
    after: Numbers = {
        ("NetIncomeLoss", later): 90,
        ("Revenues", later): 1_100,
        ("NetIncomeLoss", YEAR): 80,
        ("Revenues", YEAR): 1_000,
        ("EarningsPerShareDiluted", YEAR): "1.19",
    }
    facts = report("10-K", "2023-12-31", "2024-02-20", before)[1]
    facts += report("10-K", "2024-12-31", "2025-02-20", after)[1]
    return BothVintages(
        statements(ALDER, facts), statements(ALDER, facts, vintage=Vintage.AS_FIRST_REPORTED)
    )


@then("its latest earnings per share are those after the split")
def after_split(both: BothVintages) -> None:
    assert both.latest.line("eps_diluted", YEAR).exact == Decimal("1.19")


@then("its first reported ones are those before")
def before_split(both: BothVintages) -> None:
    first = both.first.line("eps_diluted", YEAR)
    assert first.exact == Decimal("11.93")
    assert first.id != both.latest.line("eps_diluted", YEAR).id


@given("a company whose assets differ from its liabilities and equity", target_fixture="made")
def unbalanced() -> Statements:
    at = close("2023-12-31")
    numbers: Numbers = {
        ("Revenues", YEAR): 1_000,
        ("NetIncomeLoss", YEAR): 80,
        ("Assets", at): 2_000,
        ("LiabilitiesAndStockholdersEquity", at): 1_990,
    }
    return statements(ALDER, report("10-K", "2023-12-31", "2024-02-20", numbers)[1])


@then("a finding tells of the difference")
def difference_found(made: Statements) -> None:
    [found] = [f for f in made.findings if f.code == "facts.does-not-add-up"]
    assert "10000000" in found.message


@given("a company that restated last year's half but not last year", target_fixture="made")
def restated_half() -> Statements:
    first: Numbers = {("Revenues", HALF_BEFORE): 480, ("NetIncomeLoss", HALF_BEFORE): 35}
    facts = report("10-Q", "2023-06-30", "2023-08-01", first)[1] + year_and_half(470)
    return statements(ALDER, facts, basis=Basis.LTM)


@then("a finding tells that its twelve months mix the two")
def mix_found(made: Statements) -> None:
    [found] = [f for f in made.findings if f.code == "facts.mixed-vintages"]
    assert "Revenue" in found.message
    assert found.where == "ALDR LTM 2024-06-30"


@given(
    parsers.parse("a company that calls its year to {end} fiscal year {year:d}"),
    target_fixture="made",
)
def named_year(end: str, year: int) -> Statements:
    last = date.fromisoformat(end)
    period = days(last.replace(year=last.year - 1, month=2, day=1).isoformat(), end)
    numbers: Numbers = {("Revenues", period): 1_000, ("NetIncomeLoss", period): 80}
    facts = report("10-K", end, f"{last.year}-03-20", numbers, fiscal=(year, "FY"))[1]
    return statements(ALDER, facts)


@then(parsers.parse("the year to {end} is labelled {label}"))
def labelled(made: Statements, end: str, label: str) -> None:
    [period] = made.periods
    assert (str(period.end), made.label(period)) == (end, label)


# ----------------------------------------------------------------------------------- store


@dataclass
class Shelf:
    """A store and the filing in it."""

    store: SqlFactStore
    filing: Filing
    facts: list[Fact]
    answer: Saved | None = None


def shelf(tmp_path: Path, walls: frozenset[str] = frozenset()) -> Shelf:
    store = SqlFactStore(engine(f"sqlite:///{tmp_path / 'b.db'}"))
    numbers: Numbers = {("Revenues", YEAR): 1_000, ("NetIncomeLoss", YEAR): 80}
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", numbers, walls=walls)
    assert store.save(filing, ALDER, facts) is Saved.STORED
    return Shelf(store, filing, facts)


@given("a store with a 10-K", target_fixture="kept")
def store_with_filing(tmp_path: Path) -> Shelf:
    return shelf(tmp_path)


@given("a store with a 10-K behind the wall atlas", target_fixture="kept")
def store_with_wall(tmp_path: Path) -> Shelf:
    return shelf(tmp_path, frozenset({"atlas"}))


@when("the same 10-K comes in again")
def again(kept: Shelf) -> None:
    kept.answer = kept.store.save(kept.filing, ALDER, kept.facts)


@when("the same 10-K comes in with other bytes")
def with_other_bytes(kept: Shelf) -> None:
    filing, facts = other_bytes(kept.filing, kept.facts)
    kept.answer = kept.store.save(filing, ALDER, facts)


@then("it is called a duplicate")
def duplicate(kept: Shelf) -> None:
    assert kept.answer is Saved.DUPLICATE


@then("the store holds what it held")
def unchanged(kept: Shelf) -> None:
    assert kept.store.facts(ALDER.cik, ANYBODY) == kept.facts
    assert kept.store.filings(ANYBODY) == [kept.filing]


@then("a viewer outside sees no company, no filing and no fact")
def outside(kept: Shelf) -> None:
    assert not kept.store.companies(ANYBODY)
    assert not kept.store.filings(ANYBODY)
    assert not kept.store.facts(ALDER.cik, ANYBODY)
    with pytest.raises(NotFound):
        kept.store.company("ALDR", ANYBODY)


@then("a viewer brought over atlas sees them")
def inside(kept: Shelf) -> None:
    insider = Viewer("insider", frozenset({"atlas"}))
    assert kept.store.company("ALDR", insider).name == ALDER.name
    assert kept.store.facts(ALDER.cik, insider) == kept.facts


@when("a 10-K/A of a month later restates its revenue")
def restated(kept: Shelf) -> None:
    filing, facts = report("10-K/A", "2023-12-31", "2024-03-20", {("Revenues", YEAR): 900})
    kept.store.save(filing, ALDER, facts)


@then("the view as of the first filing has the revenue as filed")
def as_filed(kept: Shelf) -> None:
    seen = kept.store.facts(ALDER.cik, ANYBODY, as_of=date(2024, 3, 19))
    assert statements(ALDER, seen).line("revenue", YEAR).exact == 1_000 * MILLION


@then("the view as of today has both")
def has_both(kept: Shelf) -> None:
    seen = kept.store.facts(ALDER.cik, ANYBODY)
    latest, first = (statements(ALDER, seen, vintage=vintage) for vintage in Vintage)
    assert latest.line("revenue", YEAR).exact == 900 * MILLION
    assert first.line("revenue", YEAR).exact == 1_000 * MILLION

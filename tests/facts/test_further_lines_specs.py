"""The promises about lines beyond those of industrial companies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import STANDARD_LINES, StandardLine, Statements, statements
from bookrunner.facts.lines.meanings import MEANINGS
from tests.facts.reported import ALDER, days, report

scenarios("facts/further_lines.feature")

YEAR = days("2023-01-01", "2023-12-31")
PROPERTY, TOOLS = "6798", "3420"


@dataclass
class World:
    numbers: Mapping[str, int] = field(default_factory=dict)
    made: Statements | None = None
    shown: list[StandardLine] = field(default_factory=list)

    def make(self, sic: str = "") -> None:
        told = {(tag, YEAR): value for tag, value in self.numbers.items()}
        _, facts = report("10-K", "2023-12-31", "2024-02-20", told, fiscal=(2023, "FY"))
        self.made = statements(replace(ALDER, sic=sic), facts)

    def millions(self, line: str) -> float | None:
        assert self.made is not None
        figure = self.made.get(line, YEAR)
        return None if figure is None else float(figure.value) / 1e6  # type: ignore[arg-type]


@pytest.fixture
def world() -> World:
    return World()


@given("the lines that statements may show")
def _(world: World) -> None:
    world.shown = [line for line in STANDARD_LINES if line.shown]


@given("a bank with interest income of 900, interest expense of 350 and a provision of 60")
def _(world: World) -> None:
    world.numbers = {
        "InterestAndDividendIncomeOperating": 900,
        "InterestExpense": 350,
        "ProvisionForLoanAndLeaseLosses": 60,
        "NetIncomeLoss": 200,
    }


@given("a company with net income of 100, real estate depreciation of 40 and gains on sale of 15")
def _(world: World) -> None:
    world.numbers = {
        "NetIncomeLoss": 100,
        "RealEstateInvestmentPropertyDepreciation": 40,
        "GainLossOnSaleOfProperties": 15,
    }


@given("a utility that tags fuel of 300 and no purchased power")
def _(world: World) -> None:
    world.numbers = {"FuelCosts": 300, "NetIncomeLoss": 200}
    world.make("4911")


@when("its statements are made")
def _(world: World) -> None:
    world.make("6021")


@when("it owns property")
def _(world: World) -> None:
    world.make(PROPERTY)


@when("it does something else")
def _(world: World) -> None:
    world.make(TOOLS)


@then("each has a meaning and there are at least 120")
def _(world: World) -> None:
    assert len(world.shown) >= 120
    assert {line.key for line in world.shown} == set(MEANINGS)


@then(parsers.re(r"its (?P<line>\w+) is (?P<amount>\d+) by the rule (?P<rule>.+)"))
def _(world: World, line: str, amount: str, rule: str) -> None:
    assert world.made is not None
    assert world.millions(line) == int(amount)
    assert world.made.explanation(line, YEAR) == rule


@then(parsers.re(r"its (?P<line>\w+) is (?P<amount>\d+) with a caution"))
def _(world: World, line: str, amount: str) -> None:
    assert world.made is not None
    assert world.millions(line) == int(amount)
    assert any("NAREIT" in finding.message for finding in world.made.said(line, YEAR))


@then(parsers.re(r"its (?P<line>\w+) is (?P<amount>\d+)"))
def _(world: World, line: str, amount: str) -> None:
    assert world.millions(line) == int(amount)


@then("its fuel_and_purchased_power of 300 is said to be perhaps a part")
def _(world: World) -> None:
    assert world.made is not None
    assert world.millions("fuel_and_purchased_power") == 300
    said = world.made.said("fuel_and_purchased_power", YEAR)
    assert [finding.code for finding in said] == ["facts.derived-line"]
    assert "one of the two" in said[0].message


@then("it has no funds_from_operations")
def _(world: World) -> None:
    assert world.millions("funds_from_operations") is None

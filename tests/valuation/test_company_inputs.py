"""From statements and a quote to what a valuation takes of a company."""

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.facts import Company, CurvePoint, Quote, Statements, statements
from bookrunner.figures import NotFound, Sourced, instant, parse_unit
from bookrunner.valuation import company_inputs, risk_free_rate
from tests.facts.reported import close, days, report
from tests.valuation.models import number

ON = date(2024, 6, 28)
SHOP = Company("0000000009", "Shop Corp", "SHP", "5211")
YEAR = days("2023-01-01", "2023-12-31")
QUARTER = days("2024-01-01", "2024-03-31")
QUARTER_BEFORE = days("2023-01-01", "2023-03-31")


def shop(*, with_quarter: bool = False) -> Statements:
    """A year, and the first quarter after it beside that of the year before; in millions."""
    annual = {
        ("Revenues", YEAR): 1000,
        ("NetIncomeLoss", YEAR): 100,
        ("CashAndCashEquivalentsAtCarryingValue", close("2023-12-31")): 50,
    }
    first = {
        ("Revenues", QUARTER): 300,
        ("Revenues", QUARTER_BEFORE): 240,
        ("NetIncomeLoss", QUARTER): 30,
        ("NetIncomeLoss", QUARTER_BEFORE): 24,
        ("CashAndCashEquivalentsAtCarryingValue", close("2024-03-31")): 70,
    }
    _, facts = report("10-K", "2023-12-31", "2024-02-20", annual, fiscal=(2023, "FY"), company=SHOP)
    if with_quarter:
        more = report("10-Q", "2024-03-31", "2024-05-01", first, fiscal=(2024, "Q1"), company=SHOP)
        facts += more[1]
    return statements(SHOP, facts)


def test_the_latest_twelve_months_are_the_year_until_a_quarter_follows() -> None:
    found = company_inputs(SHOP, shop())
    assert found.latest is found.last_year
    assert found.last_year.label == "FY2023"
    assert found.industry == "Retail"


def test_a_quarter_moves_the_twelve_months_and_the_balance_sheet_but_not_the_year() -> None:
    """1,000 + 300 - 240."""
    found = company_inputs(SHOP, shop(with_quarter=True))
    assert number(found.latest.figures["revenue"]) == 1060e6
    assert number(found.latest.figures["cash"]) == 70e6
    assert number(found.last_year.figures["revenue"]) == 1000e6


def test_what_is_not_reported_is_absent() -> None:
    found = company_inputs(SHOP, shop())
    assert found.latest.get("preferred") is None
    assert found.price is None


def test_a_quote_becomes_a_price_with_its_source_and_day() -> None:
    quote = Quote(SHOP.cik, ON, Decimal("12.5"), "USD", "Exchange", "house licence")
    price = company_inputs(SHOP, shop(), quote).price
    assert price is not None
    assert number(price) == 12.5
    assert price.period == instant(ON)
    assert isinstance(price.lineage, Sourced)
    assert price.lineage.source.licence == "house licence"


def test_a_price_in_another_currency_than_the_accounts_is_not_used() -> None:
    quote = Quote(SHOP.cik, ON, Decimal("12.5"), "CAD", "Exchange")
    found = company_inputs(SHOP, shop(), quote)
    assert found.price is None
    assert "valuation.price-currency" in [finding.code for finding in found.findings]
    assert found.money == parse_unit("USD")


def test_without_a_fiscal_year_there_is_nothing_to_value() -> None:
    with pytest.raises(NotFound, match="ingest a 10-K"):
        company_inputs(SHOP, statements(SHOP, []))


def test_the_risk_free_rate_is_the_ten_year_point_or_the_next_longer() -> None:
    rates = {2: "0.045", 10: "0.041", 20: "0.044", 30: "0.043"}
    curve = [CurvePoint(ON, Decimal(t), Decimal(rate), "Treasury") for t, rate in rates.items()]
    ten = risk_free_rate(curve)
    assert ten is not None
    assert number(ten) == 0.041
    twenty = risk_free_rate([point for point in curve if point.tenor_years != 10])
    assert twenty is not None
    assert twenty.name == "Risk-free rate (Treasury, twenty years)"
    assert risk_free_rate(curve[:1]) is None

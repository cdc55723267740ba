"""The promises about reports under IFRS."""

from collections.abc import Mapping

import pytest
from pytest_bdd import given, parsers, scenarios, then

from bookrunner.facts import Statements, statements
from bookrunner.facts.lines import Tagged
from bookrunner.facts.lines.balance import BALANCE_SHEET
from bookrunner.facts.lines.cash_flow import CASH_FLOW_STATEMENT
from bookrunner.facts.lines.ifrs import RULES, with_ifrs
from bookrunner.facts.lines.income import INCOME_STATEMENT
from bookrunner.figures import Missing, instant
from tests.facts.reported import ALDER, days, report

scenarios("facts/ifrs.feature")

YEAR = days("2023-01-01", "2023-12-31")
CLOSE = instant(YEAR.end)

# Line, tag, millions (shares and earnings per share in single units).
OVER_THE_YEAR = {
    "revenue": ("Revenue", "1000"),
    "cost_of_revenue": ("CostOfSales", "600"),
    "gross_profit": ("GrossProfit", "400"),
    "research_and_development": ("ResearchAndDevelopmentExpense", "80"),
    "operating_income": ("ProfitLossFromOperatingActivities", "200"),
    "interest_expense": ("InterestExpense", "25"),
    "pretax_income": ("ProfitLossBeforeTax", "180"),
    "income_tax": ("IncomeTaxExpenseContinuingOperations", "45"),
    "net_income": ("ProfitLossAttributableToOwnersOfParent", "130"),
    "net_income_including_noncontrolling": ("ProfitLoss", "135"),
    "eps_basic": ("BasicEarningsLossPerShare", "1.31"),
    "eps_diluted": ("DilutedEarningsLossPerShare", "1.28"),
    "diluted_shares": ("AdjustedWeightedAverageShares", "101562500"),
    "depreciation_and_amortisation": ("AdjustmentsForDepreciationAndAmortisationExpense", "60"),
    "operating_cash_flow": ("CashFlowsFromUsedInOperatingActivities", "190"),
    "capex": ("PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities", "80"),
}
AT_THE_CLOSE = {
    "cash": ("CashAndCashEquivalents", "100"),
    "receivables": ("CurrentTradeReceivables", "90"),
    "inventory": ("Inventories", "70"),
    "current_assets": ("CurrentAssets", "300"),
    "total_assets": ("Assets", "1500"),
    "current_debt": ("CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings", "50"),
    "current_liabilities": ("CurrentLiabilities", "250"),
    "long_term_debt": ("LongtermBorrowings", "400"),
    "total_liabilities": ("Liabilities", "800"),
    "equity": ("EquityAttributableToOwnersOfParent", "660"),
    "total_equity": ("Equity", "700"),
}


def made(over: Mapping[str, str], at_close: Mapping[str, str]) -> Statements:
    told = {(f"ifrs-full:{tag}", YEAR): value for tag, value in over.items()}
    told |= {(f"ifrs-full:{tag}", CLOSE): value for tag, value in at_close.items()}
    _, facts = report("20-F", "2023-12-31", "2024-04-05", told, fiscal=(2023, "FY"))
    return statements(ALDER, facts)


def value(told: Statements, line: str) -> float | None:
    figure = told.get(line, YEAR)
    if figure is None or isinstance(figure.value, Missing):
        return None
    return float(figure.value)


@given("an annual report on Form 20-F tagged with the IFRS taxonomy", target_fixture="told")
def _() -> Statements:
    return made(dict(OVER_THE_YEAR.values()), dict(AT_THE_CLOSE.values()))


@given(
    "a report under IFRS that tells finance costs, all borrowings and trade and other receivables "
    "alone",
    target_fixture="told",
)
def _() -> Statements:
    return made(
        {"Revenue": "1000", "FinanceCosts": "30"},
        {"Borrowings": "450", "TradeAndOtherCurrentReceivables": "95", "Assets": "1500"},
    )


@given(
    "a report under IFRS with profit of 150, of which 20 are of noncontrolling interests",
    target_fixture="told",
)
def _() -> Statements:
    return made(
        {"ProfitLoss": "150", "ProfitLossAttributableToNoncontrollingInterests": "20"},
        {"Assets": "1500"},
    )


@then("its lines are those that the report tells, each by its own tag")
def _(told: Statements) -> None:
    for line, (tag, amount) in (OVER_THE_YEAR | AT_THE_CLOSE).items():
        scale = 1 if "hare" in line or "eps" in line else 1_000_000
        assert value(told, line) == pytest.approx(float(amount) * scale), line
        assert told.explanation(line, YEAR) == f"ifrs-full:{tag}", line
        assert not told.said(line, YEAR), line


@then(
    "its sums are those of the lines: EBITDA 260, total debt 450, net debt 350, free cash flow 110"
)
def _(told: Statements) -> None:
    sums = {"ebitda": 260, "total_debt": 450, "net_debt": 350, "free_cash_flow": 110}
    assert {line: value(told, line) for line in sums} == {
        line: pytest.approx(amount * 1e6) for line, amount in sums.items()
    }


@then("interest_expense, total_debt and receivables are there, each with a finding")
def _(told: Statements) -> None:
    amounts = {"interest_expense": 30, "total_debt": 450, "receivables": 95}
    for line, amount in amounts.items():
        assert value(told, line) == pytest.approx(amount * 1e6)
        assert "facts.derived-line" in {finding.code for finding in told.said(line, YEAR)}


@then(parsers.parse("its net_income is {right:d} and never {wrong:d}"))
def _(told: Statements, right: int, wrong: int) -> None:
    assert value(told, "net_income") == pytest.approx(right * 1e6)
    assert value(told, "net_income_including_noncontrolling") == pytest.approx(wrong * 1e6)


def test_rules_of_us_gaap_keep_their_order() -> None:
    bare = (*INCOME_STATEMENT, *BALANCE_SHEET, *CASH_FLOW_STATEMENT)
    for line, joined in zip(bare, with_ifrs(bare), strict=True):
        assert [rule for rule in joined.rules if rule in line.rules] == list(line.rules), line.key
        added = [rule for rule in joined.rules if rule not in line.rules]
        assert all(isinstance(rule, Tagged) for rule in added)
        tags = [tag for rule in added if isinstance(rule, Tagged) for tag in rule.concepts]
        assert all(tag.startswith("ifrs-full:") for tag in tags), line.key


def test_every_rule_of_ifrs_belongs_to_a_line() -> None:
    joined = with_ifrs((*INCOME_STATEMENT, *BALANCE_SHEET, *CASH_FLOW_STATEMENT))
    known = {line.key for line in joined}
    assert set(OVER_THE_YEAR) | set(AT_THE_CLOSE) <= known
    assert RULES.keys() <= known

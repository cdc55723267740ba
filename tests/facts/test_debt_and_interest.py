"""Debt is counted once, and what stands in for interest expense says that it does."""

import pytest

from bookrunner.facts import SqlFactStore, Statements, statements
from bookrunner.figures import Period, Viewer
from tests.facts.reported import ALDER, Numbers, close, days, report

YEAR = days("2023-01-01", "2023-12-31")
AT = close("2023-12-31")
ANCHORS: Numbers = {("NetIncomeLoss", YEAR): 80, ("IncomeTaxExpenseBenefit", YEAR): 20}


def made_of(numbers: Numbers) -> Statements:
    return statements(ALDER, report("10-K", "2023-12-31", "2024-02-20", {**ANCHORS, **numbers})[1])


def codes(made: Statements) -> set[str]:
    return {finding.code for finding in made.findings}


# Tags at the period's end, the total debt they make, and whether that was supposed.
DEBTS: list[tuple[Numbers, int, bool]] = [
    # A reported total says that long-term debt does not hold the current portion ...
    (
        {
            ("LongTermDebt", AT): 500,
            ("DebtCurrent", AT): 70,
            ("DebtLongtermAndShorttermCombinedAmount", AT): 570,
        },
        570,
        False,
    ),
    # ... or that it does,
    (
        {
            ("LongTermDebt", AT): 500,
            ("DebtCurrent", AT): 70,
            ("DebtLongtermAndShorttermCombinedAmount", AT): 500,
        },
        500,
        False,
    ),
    # ... beside short-term borrowings too.
    (
        {
            ("LongTermDebt", AT): 500,
            ("LongTermDebtCurrent", AT): 50,
            ("ShortTermBorrowings", AT): 20,
            ("DebtLongtermAndShorttermCombinedAmount", AT): 520,
        },
        520,
        False,
    ),
    # Nothing says it: what the tags mean is supposed, and told of.
    ({("LongTermDebt", AT): 500, ("DebtCurrent", AT): 70}, 570, True),
    ({("LongTermDebt", AT): 500, ("LongTermDebtCurrent", AT): 50}, 500, True),
    # There is nothing that could be counted twice.
    ({("LongTermDebt", AT): 500}, 500, False),
    ({("LongTermDebt", AT): 500, ("DebtCurrent", AT): 0}, 500, False),
    ({("LongTermDebt", AT): 500, ("ShortTermBorrowings", AT): 20}, 520, False),
    # A tag for the non-current part that equals the sum of both parts is not that part.
    (
        {
            ("LongTermDebtAndCapitalLeaseObligations", AT): 500,
            ("LongTermDebtNoncurrent", AT): 450,
            ("LongTermDebtCurrent", AT): 50,
        },
        500,
        False,
    ),
    # Commercial paper and other short-term borrowings are parts.
    (
        {
            ("CommercialPaper", AT): 40,
            ("OtherShortTermBorrowings", AT): 3,
            ("LongTermDebtNoncurrent", AT): 450,
        },
        493,
        False,
    ),
    # Notes and loans payable that equal all long-term debt are no short-term borrowings.
    (
        {
            ("NotesAndLoansPayable", AT): 500,
            ("LongTermDebtNoncurrent", AT): 450,
            ("LongTermDebtCurrent", AT): 50,
        },
        500,
        False,
    ),
]


@pytest.mark.parametrize("numbers, millions, is_supposed", DEBTS)
def test_debt_is_counted_once_and_what_is_supposed_is_told(
    numbers: Numbers, millions: int, is_supposed: bool
) -> None:
    made = made_of(numbers)
    assert made.line("total_debt", YEAR).value == millions * 1e6
    assert ("facts.part-of-debt" in codes(made)) is is_supposed


def test_interest_paid_stands_in_for_an_expense_nobody_tags_with_a_finding() -> None:
    made = made_of({("InterestPaidNet", YEAR): 9})
    assert made.line("interest_expense", YEAR).value == 9e6
    assert made.explanation("interest_expense", YEAR) == "interest_paid"
    assert any("paid in cash" in finding.message for finding in made.findings)


def test_interest_paid_never_displaces_a_tagged_expense() -> None:
    made = made_of({("InterestPaidNet", YEAR): 9, ("InterestExpense", YEAR): 11})
    assert made.line("interest_expense", YEAR).value == 11e6
    assert not any("paid in cash" in finding.message for finding in made.findings)


def test_net_interest_that_is_income_is_no_negative_expense() -> None:
    made = made_of({("InterestRevenueExpenseNet", YEAR): 7})
    assert made.get("interest_expense", YEAR) is None
    paid = made_of({("InterestRevenueExpenseNet", YEAR): 7, ("InterestPaidNet", YEAR): 2})
    assert paid.line("interest_expense", YEAR).value == 2e6


# Current and non-current debt as the balance sheet has them, in millions.
REAL = [
    # 10-K filed 2025-01-13: debt 1,499 in current liabilities, 4,129 below; LongTermDebt is the
    # latter alone, which its place on the balance sheet says.
    ("ADBE", "2024-11-29", 1_499 + 4_129),
    # 0000320193-24-000123: commercial paper 9,967, term debt 10,912 and 85,750.
    ("AAPL", "2024-09-28", 9_967 + 10_912 + 85_750),
    # 10-K filed 2025-02-20: loans and notes payable 1,499, current maturities 648, and 42,375; the
    # year before 4,557 (4,209 of them commercial paper), 1,960 and 35,547.
    ("KO", "2024-12-31", 1_499 + 648 + 42_375),
    ("KO", "2023-12-31", 4_557 + 1_960 + 35_547),
    # 0000040545-24-000027: short-term borrowings 1,253 and long-term 19,711.
    ("GE", "2023-12-31", 1_253 + 19_711),
    # 0001090727-23-000038: current maturities 1,412 and 19,351; the tag of the long-term line also
    # stands at their sum of 20,763.
    ("UPS", "2023-06-30", 1_412 + 19_351),
    # 0000200406-24-000013: loans and notes payable 3,451, which a note rounds to 3.5 billion under
    # another tag, and 25,881.
    ("JNJ", "2023-12-31", 3_451 + 25_881),
    # 0000002488-23-000139: current portion 753 and 1,714; a note has another tag for 750 of the
    # former, at face value.
    ("AMD", "2023-07-01", 753 + 1_714),
    # 0001467858-24-000031: 428 of automotive and 38,540 of GM Financial due within a year, 15,985
    # and 66,788 later; a note tags 123,494 of all debt at another value.
    ("GM", "2023-12-31", 428 + 38_540 + 15_985 + 66_788),
]


@pytest.mark.parametrize("ticker, ended, millions", REAL)
def test_real_debt_is_what_the_balance_sheet_adds_up_to(
    debtors: SqlFactStore, ticker: str, ended: str, millions: int
) -> None:
    viewer = Viewer("tests")
    company = debtors.company(ticker, viewer)
    made = statements(company, debtors.facts(company.cik, viewer))
    at: Period = close(ended)
    assert made.line("total_debt", at).value == millions * 1e6
    assert "facts.part-of-debt" not in codes(made)


# Cash paid for interest, from the supplemental cash flow information of each 10-K, in millions:
# 0000040545-24-000027 and 0001467858-24-000031.
@pytest.mark.parametrize("ticker, millions", [("GE", 1_067), ("GM", 5_515)])
def test_real_interest_that_nobody_tags_is_what_was_paid(
    debtors: SqlFactStore, ticker: str, millions: int
) -> None:
    viewer = Viewer("tests")
    company = debtors.company(ticker, viewer)
    made = statements(company, debtors.facts(company.cik, viewer))
    assert made.line("interest_expense", made.periods[-1]).value == millions * 1e6
    assert any("paid in cash" in finding.message for finding in made.findings)


def test_net_debt_is_total_debt_less_cash_and_short_term_investments() -> None:
    made = made_of(
        {
            ("LongTermDebtNoncurrent", AT): 450,
            ("LongTermDebtCurrent", AT): 50,
            ("CashAndCashEquivalentsAtCarryingValue", AT): 120,
            ("ShortTermInvestments", AT): 30,
        }
    )
    assert made.line("net_debt", YEAR).value == 350e6
    assert made.explanation("net_debt", YEAR) == "total_debt - cash - short_term_investments"


def test_net_debt_is_missing_where_no_debt_is_tagged() -> None:
    made = made_of({("CashAndCashEquivalentsAtCarryingValue", AT): 120})
    assert made.get("net_debt", YEAR) is None

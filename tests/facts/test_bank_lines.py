"""The lines of a bank against its statements, line by line, from the data set of the SEC."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.facts import Company, Fact, Statements, statements
from bookrunner.figures import SHARES, USD, USD_PER_SHARE, Period, instant

# Midland States Bancorp, 10-K for 2024 as amended, read from its balance sheet and its statement
# of income.
ACCESSION = "0001466026-25-000021"
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
UNITS = {"USD": USD, "shares": SHARES}
THOUSANDS = {
    "total_interest_income": 426_128,
    "interest_on_deposits": 160_676,
    "interest_expense": 189_782,
    "bank_net_interest_income": 236_346,
    "provision_for_credit_losses": 120_332,
    "interest_income_after_provision": 116_014,
    "total_noninterest_income": 138_741,
    "total_noninterest_expense": 207_855,
    # 236,346 + 138,741.
    "revenue": 375_087,
    "pretax_income": 46_900,
    "income_tax": 8_856,
    "net_income": 38_044,
    "cash": 114_766,
    "loans_gross": 5_167_574,
    "allowance_for_credit_losses": 111_204,
    "loans_net": 5_056_370,
    "deposits": 6_197_243,
    "noninterest_bearing_deposits": 1_055_564,
    "interest_bearing_deposits": 5_141_679,
    "total_assets": 7_506_809,
    "total_liabilities": 6_795_962,
    "equity": 710_847,
    # 710,847 - 110,548.
    "common_equity": 600_299,
    # 600,299 - 161,904 - 12,100.
    "tangible_book_value": 426_295,
}


@pytest.fixture(scope="module")
def bank(shared_data: Path) -> Statements:
    """The statements of the bank's report."""
    path = shared_data / "fundamentals" / "sec_fsds" / "daily_20250701.zip"
    with zipfile.ZipFile(path) as archive, archive.open("num.txt") as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"), delimiter="\t")
        facts = [_fact(row) for row in rows if row["adsh"] == ACCESSION and row["value"]]
    company = Company(cik="0001466026", name="Midland States Bancorp, Inc.", sic="6022")
    return statements(company, [fact for fact in facts if fact is not None])


def _fact(row: dict[str, str]) -> Fact | None:
    end = date.fromisoformat(row["ddate"])
    periods = {"0": instant(end), "4": Period(date(end.year, 1, 1), end)}
    if row["qtrs"] not in periods or row["segments"] or row["uom"] not in UNITS:
        return None
    per_share = "PerShare" in row["tag"] and row["uom"] == "USD"
    return Fact(
        cik="0001466026",
        concept=f"{row['version'].split('/')[0]}:{row['tag']}",
        value=Decimal(row["value"]),
        unit=USD_PER_SHARE if per_share else UNITS[row["uom"]],
        period=periods[row["qtrs"]],
        accession=ACCESSION,
        form="10-K",
        accepted_at=date(2025, 7, 1),
        document=ACCESSION,
        report_end=YEAR.end,
        fiscal_year=2024,
        fiscal_period="FY",
    )


@pytest.mark.parametrize("key", THOUSANDS)
def test_lines_of_a_bank(bank: Statements, key: str) -> None:
    assert bank.line(key, YEAR).value == THOUSANDS[key] * 1_000


@pytest.mark.parametrize("key", ["operating_income", "ebitda", "cost_of_revenue", "inventory"])
def test_lines_that_a_bank_does_not_have_are_missing(bank: Statements, key: str) -> None:
    assert bank.get(key, YEAR) is None

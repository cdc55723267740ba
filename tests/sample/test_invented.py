"""The invented companies' documents: whole, consistent with themselves, and plainly invented."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

import write_invented_filings
from bookrunner.documents import Document, InlineFact, parse
from bookrunner.figures import Severity
from bookrunner.office.audit_xlsx import audit
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.sample import invented_filings, management_case, sample_companies
from bookrunner.sample.shipped import INVENTED

YEAR = ("2023-01-29", "2024-01-27")
HALF = ("2024-01-28", "2024-07-27")
HALF_BEFORE = ("2023-01-29", "2023-07-29")
SALES = "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"


def document(form: str) -> Document:
    (path,) = (path for path in invented_filings() if f"-{form.lower()}_" in path.name)
    return parse(path.read_bytes(), name=path.name)


def plain(read: Document, concept: str) -> list[InlineFact]:
    name = concept if ":" in concept else f"us-gaap:{concept}"
    return [fact for fact in read.facts if fact.concept == name and not fact.dimensions]


def amount(read: Document, concept: str, *period: str) -> Decimal:
    start, end = period if len(period) == 2 else (None, period[0])
    (found,) = {
        fact.value
        for fact in plain(read, concept)
        if str(fact.period.end) == end and (str(fact.period.start) if start else None) == start
    }
    assert found is not None
    return found


@pytest.mark.parametrize("form", ["10-K", "10-Q", "8-K"])
def test_an_invented_filing_is_read_without_any_problem(form: str) -> None:
    read = document(form)
    assert read.form == form
    assert [finding for finding in read.findings if finding.severity > Severity.NOTE] == []
    assert all(fact.value is not None for fact in read.facts if fact.numeric)


@pytest.mark.parametrize("form", ["10-K", "10-Q", "8-K"])
def test_an_invented_filing_says_so_before_anything_else(form: str) -> None:
    read = document(form)
    assert read.text.startswith("This company is invented.")
    assert "(invented)" in read.cover["EntityRegistrantName"]
    assert read.cover["EntityCentralIndexKey"] == "9999990001"


@pytest.mark.parametrize("path", invented_filings(), ids=lambda path: path.name)
def test_an_invented_filing_is_well_formed_inline_xbrl(path: Path) -> None:
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
    inline = "{http://www.xbrl.org/2013/inlineXBRL}"
    assert root.find(f".//{inline}header") is not None
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_the_invented_reports_have_every_item_of_their_forms() -> None:
    annual = [s.item.removeprefix("Item ") for s in document("10-K").sections if s.item]
    numbers = "1 1A 1B 1C 2 3 4 5 6 7 7A 8 9 9A 9B 9C 10 11 12 13 14 15 16"
    assert annual == numbers.split()
    quarterly = [(section.part, section.item) for section in document("10-Q").sections]
    assert [item for part, item in quarterly if part == "Part I"] == [
        f"Item {number}" for number in "1234"
    ]
    assert ("Part II", "Item 6") in quarterly


@pytest.mark.parametrize("form", ["10-K", "10-Q"])
def test_the_invented_statements_name_their_scale(form: str) -> None:
    tables = [table for table in document(form).tables if len(table.rows) > 6]
    assert len(tables) >= 5
    assert all(table.exponent == 3 or "Shares" in table.caption for table in tables)


@pytest.mark.parametrize(
    "form, days", [("10-K", ("2024-01-27", "2023-01-28")), ("10-Q", ("2024-07-27", "2024-01-27"))]
)
def test_the_invented_balance_sheets_foot(form: str, days: Sequence[str]) -> None:
    read = document(form)
    for day in days:
        current = ["CashAndCashEquivalentsAtCarryingValue", "AccountsReceivableNetCurrent"]
        current += ["InventoryNet", "PrepaidExpenseAndOtherAssetsCurrent"]
        fixed = ["PropertyPlantAndEquipmentNet", "OperatingLeaseRightOfUseAsset", "Goodwill"]
        fixed += ["IntangibleAssetsNetExcludingGoodwill", "OtherAssetsNoncurrent"]
        assert amount(read, "AssetsCurrent", day) == total(read, current, day)
        assert amount(read, "Assets", day) == total(read, ["AssetsCurrent", *fixed], day)
        owed = ["LiabilitiesCurrent", "LongTermDebtNoncurrent", "OperatingLeaseLiabilityNoncurrent"]
        owed += ["DeferredIncomeTaxLiabilitiesNet", "OtherLiabilitiesNoncurrent"]
        assert amount(read, "Liabilities", day) == total(read, owed, day)
        equity = ["CommonStockValue", "AdditionalPaidInCapital"]
        equity += ["RetainedEarningsAccumulatedDeficit"]
        assert amount(read, "StockholdersEquity", day) == total(read, equity, day) - amount(
            read, "TreasuryStockCommonValue", day
        )
        both = total(read, ["Liabilities", "StockholdersEquity"], day)
        assert amount(read, "Assets", day) == both
        assert amount(read, "LiabilitiesAndStockholdersEquity", day) == both
        debt = total(read, ["LongTermDebtCurrent", "LongTermDebtNoncurrent"], day)
        assert amount(read, "LongTermDebt", day) == debt


def total(read: Document, concepts: Sequence[str], *period: str) -> Decimal:
    return sum((amount(read, concept, *period) for concept in concepts), Decimal(0))


@pytest.mark.parametrize(
    "form, period, before", [("10-K", YEAR, "2023-01-28"), ("10-Q", HALF, "2024-01-27")]
)
def test_the_invented_cash_flows_tie_to_cash_and_income(
    form: str, period: tuple[str, str], before: str
) -> None:
    read = document(form)
    flows = [f"NetCashProvidedByUsedIn{kind}Activities" for kind in KINDS]
    cash = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
    change = amount(read, f"{cash}PeriodIncreaseDecreaseIncludingExchangeRateEffect", *period)
    assert change == total(read, flows, *period)
    assert change == amount(read, cash, period[1]) - amount(read, cash, before)
    closing = amount(read, "CashAndCashEquivalentsAtCarryingValue", period[1])
    assert closing == amount(read, cash, period[1])


KINDS = ("Operating", "Investing", "Financing")


@pytest.mark.parametrize("form, period", [("10-K", YEAR), ("10-Q", HALF), ("10-Q", HALF_BEFORE)])
def test_the_invented_segments_add_up_to_the_company(form: str, period: tuple[str, str]) -> None:
    read = document(form)
    for concept in (SALES, "us-gaap:OperatingIncomeLoss"):
        parts = [
            fact.value
            for fact in read.facts
            if fact.concept == concept
            and fact.dimensions
            and (str(fact.period.start), str(fact.period.end)) == period
            and fact.value is not None
        ]
        assert len(parts) in (3, 4)
        assert sum(parts) == amount(read, concept, *period)


def test_the_invented_annual_and_quarterly_reports_tell_one_story() -> None:
    annual, quarterly = document("10-K"), document("10-Q")
    for concept in ("Assets", "StockholdersEquity", "LongTermDebt", "InventoryNet"):
        assert amount(annual, concept, YEAR[1]) == amount(quarterly, concept, YEAR[1])
    # Twelve months to July 2024, by hand: 1,325,145 + 627,100 - 595,915 thousand.
    sales = amount(annual, SALES, *YEAR) + amount(quarterly, SALES, *HALF)
    assert sales - amount(quarterly, SALES, *HALF_BEFORE) == Decimal(1_356_330_000)


def test_the_invented_filings_are_written_from_their_model(tmp_path: Path) -> None:
    for path in write_invented_filings.write(tmp_path):
        assert path.read_bytes() == (INVENTED / path.name).read_bytes(), path.name


def test_filings_stand_in_the_order_they_became_known() -> None:
    assert [path.stem[-10:] for path in invented_filings()] == [
        "2024-03-20",
        "2024-07-17",
        "2024-08-28",
    ]


def test_the_management_case_is_labelled_owned_and_live() -> None:
    book = openpyxl.load_workbook(management_case())
    front = " ".join(str(row[0]) for row in book["Read me"].iter_rows(values_only=True) if row[0])
    assert "This company is invented" in front
    assert "its management's" in front
    plan, assumptions = book["Plan"], book["Assumptions"]
    for row in assumptions.iter_rows(min_row=4, max_row=10):
        assert row[1].value, row[0].value  # the owner
        assert row[-1].value, row[0].value  # the reason
    forecast = [cell for row in plan.iter_rows(min_row=4, min_col=6, max_col=10) for cell in row]
    assert all(str(cell.value).startswith("=") for cell in forecast if cell.value is not None)


def test_the_management_case_keeps_the_rules_of_every_workbook() -> None:
    """Each typed number has its source or owner in a comment; no number is typed in a formula."""
    assert audit(management_case()) == []


def test_the_management_case_computes_what_it_shows(soffice: Path) -> None:
    path = management_case()
    cached = openpyxl.load_workbook(path, data_only=True)["Plan"]
    # By hand: 176,480 x 1.065 = 187,951.2; x (1 - 0.65 - 0.172) = 33,455.3.
    assert cached["F4"].value == pytest.approx(187_951.2)
    assert cached["F9"].value == pytest.approx(33_455.3136)
    compared = compare(path, recalculate(path, soffice))
    assert compared.formula_count == 79
    assert compared.findings == []


def test_invented_companies_cannot_be_taken_for_real_ones() -> None:
    invented = [company for company in sample_companies() if company.invented]
    assert [company.ticker for company in invented] == ["ZZALD", ""]
    assert all("invented" in company.name for company in invented)
    # The SEC's numbers have seven digits behind the zeros.
    assert all(company.cik > "9999000000" for company in invented)
    assert not any(company.exchange for company in invented)
    assert date(2024, 8, 28).isoformat() in invented_filings()[-1].name

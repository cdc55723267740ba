"""The statements and notes that the annual and the quarterly report share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from invented.markup import Report, Row, Tag, per_share, share_count, us
from invented.model import (
    COMMON_STOCK,
    DELAYED_DRAW,
    FLOWS,
    SENIOR_NOTES,
    SHARES,
    SHEETS,
    TERM_LOAN,
    Span,
)

THOUSANDS = "In thousands"
SEGMENTS = "us-gaap:StatementBusinessSegmentsAxis"
INSTRUMENTS = "us-gaap:DebtInstrumentAxis"


def gaap(name: str) -> Tag:
    return Tag(f"us-gaap:{name}")


def earnings_per_share(span: Span, *, diluted: bool) -> str:
    shares = SHARES[span].diluted if diluted else SHARES[span].basic
    exact = Decimal(FLOWS[span].net_income) / shares
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def income_statement(report: Report, columns: Sequence[tuple[str, Span]]) -> str:
    spans = [span for _, span in columns]
    flows = [FLOWS[span] for span in spans]
    basic = [earnings_per_share(span, diluted=False) for span in spans]
    diluted = [earnings_per_share(span, diluted=True) for span in spans]
    sales = gaap("RevenueFromContractWithCustomerExcludingAssessedTax")
    pretax = gaap(
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItems"
        "NoncontrollingInterest"
    )
    rows = (
        Row("Net sales", sales, [f.sales for f in flows], total=True),
        Row("Cost of sales", gaap("CostOfGoodsAndServicesSold"), [f.cost_of_sales for f in flows]),
        Row("Gross profit", gaap("GrossProfit"), [f.gross_profit for f in flows], total=True),
        Row(
            "Selling, general and administrative expenses",
            gaap("SellingGeneralAndAdministrativeExpense"),
            [f.selling_general_administrative for f in flows],
        ),
        Row(
            "Operating income",
            gaap("OperatingIncomeLoss"),
            [f.operating_income for f in flows],
            total=True,
        ),
        Row("Interest expense", gaap("InterestExpense"), [f.interest_expense for f in flows]),
        Row(
            "Interest income", gaap("InvestmentIncomeInterest"), [f.interest_income for f in flows]
        ),
        Row("Income before income taxes", pretax, [f.pretax_income for f in flows], total=True),
        Row(
            "Provision for income taxes",
            gaap("IncomeTaxExpenseBenefit"),
            [f.income_tax for f in flows],
        ),
        Row("Net income", gaap("NetIncomeLoss"), [f.net_income for f in flows], total=True),
        Row("Basic earnings per share", per_share("us-gaap:EarningsPerShareBasic"), basic),
        Row("Diluted earnings per share", per_share("us-gaap:EarningsPerShareDiluted"), diluted),
        Row(
            "Dividends declared per share",
            per_share("us-gaap:CommonStockDividendsPerShareDeclared"),
            [SHARES[span].dividend for span in spans],
        ),
        Row(
            "Weighted average shares outstanding, basic",
            share_count("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic"),
            [SHARES[span].basic for span in spans],
        ),
        Row(
            "Weighted average shares outstanding, diluted",
            share_count("us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding"),
            [SHARES[span].diluted for span in spans],
        ),
    )
    return report.table(
        "Consolidated Statements of Income", "In thousands, except per share data", columns, rows
    )


def balance_sheet(report: Report, days: Sequence[date]) -> str:
    sheets = [SHEETS[day] for day in days]

    def row(label: str, name: str, values: Sequence[int], *, total: bool = False) -> Row:
        return Row(label, gaap(name), values, total=total)

    rows = (
        Row("Assets"),
        row(
            "Cash and cash equivalents",
            "CashAndCashEquivalentsAtCarryingValue",
            [s.cash for s in sheets],
        ),
        row("Receivables, net", "AccountsReceivableNetCurrent", [s.receivables for s in sheets]),
        row("Merchandise inventories", "InventoryNet", [s.inventory for s in sheets]),
        row(
            "Prepaid expenses and other current assets",
            "PrepaidExpenseAndOtherAssetsCurrent",
            [s.prepaid for s in sheets],
        ),
        row(
            "Total current assets", "AssetsCurrent", [s.current_assets for s in sheets], total=True
        ),
        row(
            "Property and equipment, net",
            "PropertyPlantAndEquipmentNet",
            [s.property_plant_equipment for s in sheets],
        ),
        row(
            "Operating lease right-of-use assets",
            "OperatingLeaseRightOfUseAsset",
            [s.lease_assets for s in sheets],
        ),
        row("Goodwill", "Goodwill", [s.goodwill for s in sheets]),
        row(
            "Intangible assets, net",
            "IntangibleAssetsNetExcludingGoodwill",
            [s.intangibles for s in sheets],
        ),
        row("Other assets", "OtherAssetsNoncurrent", [s.other_assets for s in sheets]),
        row("Total assets", "Assets", [s.total_assets for s in sheets], total=True),
        Row("Liabilities and shareholders&#8217; equity"),
        row("Accounts payable", "AccountsPayableCurrent", [s.payables for s in sheets]),
        row(
            "Accrued expenses and other current liabilities",
            "AccruedLiabilitiesCurrent",
            [s.accrued for s in sheets],
        ),
        row(
            "Current portion of operating lease liabilities",
            "OperatingLeaseLiabilityCurrent",
            [s.current_leases for s in sheets],
        ),
        row(
            "Current portion of long-term debt",
            "LongTermDebtCurrent",
            [s.current_debt for s in sheets],
        ),
        row(
            "Total current liabilities",
            "LiabilitiesCurrent",
            [s.current_liabilities for s in sheets],
            total=True,
        ),
        row(
            "Long-term debt, less current portion",
            "LongTermDebtNoncurrent",
            [s.long_term_debt for s in sheets],
        ),
        row(
            "Operating lease liabilities, less current portion",
            "OperatingLeaseLiabilityNoncurrent",
            [s.long_term_leases for s in sheets],
        ),
        row(
            "Deferred income taxes",
            "DeferredIncomeTaxLiabilitiesNet",
            [s.deferred_tax for s in sheets],
        ),
        row(
            "Other long-term liabilities",
            "OtherLiabilitiesNoncurrent",
            [s.other_liabilities for s in sheets],
        ),
        row("Total liabilities", "Liabilities", [s.total_liabilities for s in sheets], total=True),
        row("Common stock, par value $0.01", "CommonStockValue", [COMMON_STOCK for _ in sheets]),
        row(
            "Additional paid-in capital",
            "AdditionalPaidInCapital",
            [s.paid_in_capital for s in sheets],
        ),
        row(
            "Retained earnings",
            "RetainedEarningsAccumulatedDeficit",
            [s.retained_earnings for s in sheets],
        ),
        Row(
            "Treasury stock, at cost",
            gaap("TreasuryStockCommonValue"),
            [s.treasury_stock for s in sheets],
            negated=True,
        ),
        row(
            "Total shareholders&#8217; equity",
            "StockholdersEquity",
            [s.equity for s in sheets],
            total=True,
        ),
        row(
            "Total liabilities and shareholders&#8217; equity",
            "LiabilitiesAndStockholdersEquity",
            [s.total_liabilities + s.equity for s in sheets],
            total=True,
        ),
    )
    columns = [(us(day), day) for day in days]
    return report.table("Consolidated Balance Sheets", THOUSANDS, columns, rows)


def cash_flow_statement(report: Report, columns: Sequence[tuple[str, Span]]) -> str:
    flows = [FLOWS[span] for _, span in columns]

    def row(label: str, name: str, values: Sequence[int], *, total: bool = False) -> Row:
        return Row(label, gaap(name), values, total=total)

    def paid(label: str, name: str, values: Sequence[int]) -> Row:
        return Row(label, gaap(name), values, negated=True)

    rows = (
        Row("Operating activities"),
        row("Net income", "NetIncomeLoss", [f.net_income for f in flows]),
        row(
            "Depreciation and amortization",
            "DepreciationDepletionAndAmortization",
            [f.depreciation_and_amortisation for f in flows],
        ),
        row("Stock compensation", "ShareBasedCompensation", [f.stock_compensation for f in flows]),
        row(
            "Deferred income taxes",
            "DeferredIncomeTaxExpenseBenefit",
            [f.deferred_tax for f in flows],
        ),
        paid("Receivables", "IncreaseDecreaseInAccountsReceivable", [f.receivables for f in flows]),
        paid(
            "Merchandise inventories", "IncreaseDecreaseInInventories", [f.inventory for f in flows]
        ),
        paid(
            "Prepaid expenses and other current assets",
            "IncreaseDecreaseInPrepaidDeferredExpenseAndOtherAssets",
            [f.prepaid for f in flows],
        ),
        row("Accounts payable", "IncreaseDecreaseInAccountsPayable", [f.payables for f in flows]),
        row("Accrued expenses", "IncreaseDecreaseInAccruedLiabilities", [f.accrued for f in flows]),
        row(
            "Net cash provided by operating activities",
            "NetCashProvidedByUsedInOperatingActivities",
            [f.operating_cash_flow for f in flows],
            total=True,
        ),
        Row("Investing activities"),
        paid(
            "Purchases of property and equipment",
            "PaymentsToAcquirePropertyPlantAndEquipment",
            [f.capex for f in flows],
        ),
        paid(
            "Acquisition of business, net of cash acquired",
            "PaymentsToAcquireBusinessesNetOfCashAcquired",
            [f.acquisition for f in flows],
        ),
        row(
            "Net cash used in investing activities",
            "NetCashProvidedByUsedInInvestingActivities",
            [f.investing_cash_flow for f in flows],
            total=True,
        ),
        Row("Financing activities"),
        row(
            "Borrowings under term loans",
            "ProceedsFromIssuanceOfLongTermDebt",
            [f.borrowed for f in flows],
        ),
        paid("Repayments of term loans", "RepaymentsOfLongTermDebt", [f.repaid for f in flows]),
        paid("Dividends paid", "PaymentsOfDividends", [f.dividends for f in flows]),
        paid(
            "Repurchases of common stock",
            "PaymentsForRepurchaseOfCommonStock",
            [f.repurchases for f in flows],
        ),
        row(
            "Proceeds from exercise of stock options",
            "ProceedsFromStockOptionsExercised",
            [f.option_proceeds for f in flows],
        ),
        row(
            "Net cash used in financing activities",
            "NetCashProvidedByUsedInFinancingActivities",
            [f.financing_cash_flow for f in flows],
            total=True,
        ),
        row(
            "Net change in cash and cash equivalents",
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecrease"
            "IncludingExchangeRateEffect",
            [f.change_in_cash for f in flows],
            total=True,
        ),
    )
    table = report.table("Consolidated Statements of Cash Flows", THOUSANDS, columns, rows)
    tag = gaap("CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents")
    balances = "; ".join(
        f"${report.number(tag, SHEETS[day].cash, day)} at {us(day)}"
        for day in sorted({_opening(span) for _, span in columns} | {s.end for _, s in columns})
    )
    return f"{table}\n<p>Cash and cash equivalents (in thousands): {balances}.</p>"


def segment_table(report: Report, columns: Sequence[tuple[str, Span]]) -> str:
    flows = [FLOWS[span] for _, span in columns]
    sales = gaap("RevenueFromContractWithCustomerExcludingAssessedTax")
    income = gaap("OperatingIncomeLoss")

    def member(name: str) -> tuple[tuple[str, str], ...]:
        return ((SEGMENTS, f"zald:{name}Member"),)

    rows = (
        Row("Net sales"),
        Row("Stores", sales, [f.stores for f in flows], members=member("Stores")),
        Row("Direct", sales, [f.direct for f in flows], members=member("Direct")),
        Row("Wholesale", sales, [f.wholesale for f in flows], members=member("Wholesale")),
        Row("Total net sales", sales, [f.sales for f in flows], total=True),
        Row("Operating income"),
        Row("Stores", income, [f.stores_income for f in flows], members=member("Stores")),
        Row("Direct", income, [f.direct_income for f in flows], members=member("Direct")),
        Row("Wholesale", income, [f.wholesale_income for f in flows], members=member("Wholesale")),
        Row(
            "Corporate and unallocated",
            income,
            [f.corporate for f in flows],
            members=(("srt:ConsolidationItemsAxis", "us-gaap:CorporateNonSegmentMember"),),
        ),
        Row("Total operating income", income, [f.operating_income for f in flows], total=True),
    )
    return report.table("Segment results", THOUSANDS, columns, rows)


def debt_table(report: Report, days: Sequence[date]) -> str:
    carrying = gaap("DebtInstrumentCarryingAmount")

    def instrument(name: str) -> tuple[tuple[str, str], ...]:
        return ((INSTRUMENTS, f"zald:{name}Member"),)

    rows = (
        Row(
            "5.25% Senior Notes due March 1, 2029",
            carrying,
            [SENIOR_NOTES for _ in days],
            members=instrument("SeniorNotesDue2029"),
        ),
        Row(
            "Term loan due October 30, 2026",
            carrying,
            [TERM_LOAN[day] for day in days],
            members=instrument("TermLoanDue2026"),
        ),
        Row(
            "Delayed-draw term loan due July 15, 2029",
            carrying,
            [DELAYED_DRAW[day] for day in days],
            members=instrument("DelayedDrawTermLoanDue2029"),
        ),
        Row("Total debt", gaap("LongTermDebt"), [SHEETS[day].debt for day in days], total=True),
        Row(
            "Less current portion",
            gaap("LongTermDebtCurrent"),
            [SHEETS[day].current_debt for day in days],
            negated=True,
        ),
        Row(
            "Long-term debt",
            gaap("LongTermDebtNoncurrent"),
            [SHEETS[day].long_term_debt for day in days],
            total=True,
        ),
    )
    for day in days:
        assert SENIOR_NOTES + TERM_LOAN[day] + DELAYED_DRAW[day] == SHEETS[day].debt, day
    return report.table("Long-term debt", THOUSANDS, [(us(day), day) for day in days], rows)


def _opening(span: Span) -> date:
    return date.fromordinal(span.start.toordinal() - 1)

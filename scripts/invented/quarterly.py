"""The invented company's report for the second quarter of fiscal 2024."""

# ruff: noqa: E501 - lines of prose
from __future__ import annotations

from datetime import date

from invented.annual import growth, millions, percent
from invented.cover import Cover, cover_page, signatures
from invented.markup import Report, Row, item, us
from invented.model import (
    FLOWS,
    HALF_2023,
    HALF_2024,
    QUARTER_2023,
    QUARTER_2024,
    SHARES_COVER_10Q,
    YEAR_2023,
    Acquired,
)
from invented.statements import (
    THOUSANDS,
    balance_sheet,
    cash_flow_statement,
    debt_table,
    gaap,
    income_statement,
    segment_table,
)

SIGNED = date(2024, 8, 28)
_CLOSING = date(2024, 7, 15)
_COLUMNS = (
    ("13 weeks to July 27, 2024", QUARTER_2024),
    ("13 weeks to July 29, 2023", QUARTER_2023),
    ("26 weeks to July 27, 2024", HALF_2024),
    ("26 weeks to July 29, 2023", HALF_2023),
)


def quarterly_report() -> str:
    """The 10-Q for the quarter to July 27, 2024."""
    report = Report("10-Q", "Alderbrook Outfitters, Inc. (invented) 10-Q, second quarter 2024")
    cover = cover_page(
        report,
        Cover(
            "Quarterly report under section 13 or 15(d) of the Securities Exchange Act of 1934",
            "For the quarterly period ended",
            HALF_2024.end,
            HALF_2024,
            fiscal_year=2024,
            fiscal_period="Q2",
            shares=SHARES_COVER_10Q,
        ),
    )
    body = [cover, "<h1>PART I. FINANCIAL INFORMATION</h1>", _statements(report), _discussion()]
    return report.document("\n".join([*body, _part_two(), signatures(SIGNED)]))


def _statements(report: Report) -> str:
    ends = (HALF_2024.end, YEAR_2023.end)
    return "\n".join(
        (
            "<h2>Item 1. Financial Statements (unaudited)</h2>",
            income_statement(report, _COLUMNS),
            balance_sheet(report, ends),
            cash_flow_statement(report, _COLUMNS[2:]),
            (
                "<h3>Note 1. Basis of presentation</h3><p>These condensed statements are to be read with "
                "those of the annual report for fiscal 2023. The business is seasonal, and the first "
                "half is not a measure of the year.</p>"
            ),
            "<h3>Note 2. Segments</h3>",
            segment_table(report, _COLUMNS),
            "<h3>Note 3. Acquisition</h3>",
            _acquisition(report),
            "<h3>Note 4. Debt</h3>",
            debt_table(report, ends),
            (
                f"<p>On {us(_CLOSING)} the company drew the delayed-draw term loan of $75.0 million in full "
                "to pay for the acquisition. The loan bears interest at term SOFR plus 1.750%, is repaid by "
                "5% of its amount a year and falls due on July 15, 2029.</p>"
            ),
            (
                "<h3>Note 5. Subsequent event</h3><p>On August 20, 2024 the board declared a dividend of "
                "$0.12 per share, payable on September 20, 2024, and raised the repurchase programme by "
                "$100.0 million.</p>"
            ),
        )
    )


def _acquisition(report: Report) -> str:
    bought = Acquired()
    prefix = "BusinessCombinationRecognizedIdentifiableAssetsAcquiredAndLiabilitiesAssumed"
    rows = (
        Row("Receivables", gaap(f"{prefix}CurrentAssetsReceivables"), [bought.receivables]),
        Row("Inventories", gaap(f"{prefix}Inventory"), [bought.inventory]),
        Row(
            "Property and equipment",
            gaap(f"{prefix}PropertyPlantAndEquipment"),
            [bought.property_plant_equipment],
        ),
        Row(
            "Intangible assets",
            gaap(f"{prefix}IntangibleAssetsOtherThanGoodwill"),
            [bought.intangibles],
        ),
        Row(
            "Accounts payable",
            gaap(f"{prefix}CurrentLiabilitiesAccountsPayable"),
            [bought.payables],
            negated=True,
        ),
    )
    columns = [(us(_CLOSING), _CLOSING)]
    table = report.table("Net assets acquired, without goodwill", THOUSANDS, columns, rows)
    goodwill = report.number(gaap("GoodwillAcquiredDuringPeriod"), bought.goodwill, HALF_2024)
    paid = report.number(
        gaap("PaymentsToAcquireBusinessesNetOfCashAcquired"), bought.price, HALF_2024
    )
    return (
        f"<p>On {us(_CLOSING)} the company bought Granite Peak Footwear, LLC, an invented maker of "
        f"hiking boots, for ${paid} thousand in cash. Goodwill of ${goodwill} thousand is expected to "
        f"be deductible for tax and belongs to the segment Wholesale.</p>\n{table}"
    )


def _discussion() -> str:
    now, before = FLOWS[QUARTER_2024], FLOWS[QUARTER_2023]
    half, half_before = FLOWS[HALF_2024], FLOWS[HALF_2023]
    return "\n".join(
        (
            item(
                "2",
                "Management&#8217;s Discussion and Analysis of Financial Condition and Results of "
                "Operations",
                f"""
# Second quarter

Net sales {growth(now.sales, before.sales)} to {millions(now.sales)}: direct sales
{growth(now.direct, before.direct)}, store sales {growth(now.stores, before.stores)} and wholesale
sales, with two weeks of Granite Peak, {growth(now.wholesale, before.wholesale)}. Gross profit was
{percent(now.gross_profit, now.sales)} of net sales, against
{percent(before.gross_profit, before.sales)}, because fewer goods were marked down. Operating income
{growth(now.operating_income, before.operating_income)} to {millions(now.operating_income)}.

# First half

Net sales {growth(half.sales, half_before.sales)} to {millions(half.sales)} and operating income
{growth(half.operating_income, half_before.operating_income)} to {millions(half.operating_income)}.

# Liquidity

Operating activities provided {millions(half.operating_cash_flow)} in the first half, against
{millions(half_before.operating_cash_flow)}. The company borrowed {millions(half.borrowed)} for the
acquisition, repaid {millions(half.repaid)}, paid dividends of {millions(half.dividends)} and bought
back stock for {millions(half.repurchases)}. The revolving credit facility of $200.0 million was not
drawn.
""",
            ),
            item(
                "3",
                "Quantitative and Qualitative Disclosures About Market Risk",
                "With the delayed-draw term loan, a rise of 100 basis points would add about $1.3 "
                "million to yearly interest expense.",
            ),
            item(
                "4",
                "Controls and Procedures",
                "Disclosure controls are taken to have been effective at the end of the quarter.",
            ),
        )
    )


def _part_two() -> str:
    return "\n".join(
        (
            "<h1>PART II. OTHER INFORMATION</h1>",
            item("1", "Legal Proceedings", "Nothing has changed since the annual report."),
            item(
                "1A",
                "Risk Factors",
                "Those of the annual report hold. Granite Peak may be harder to integrate than "
                "expected, and the debt taken on to buy it raises interest expense.",
            ),
            item(
                "2",
                "Unregistered Sales of Equity Securities and Use of Proceeds",
                "None were sold. The company is taken to have bought back 262 thousand shares in the "
                "quarter.",
            ),
            item("5", "Other Information", "None."),
            item("6", "Exhibits", "There are no exhibits."),
        )
    )

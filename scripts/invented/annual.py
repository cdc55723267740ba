"""The invented company's annual report."""

# ruff: noqa: E501 - lines of prose
from __future__ import annotations

from datetime import date

from invented.cover import Cover, cover_page, signatures
from invented.markup import Report, Row, item, per_share, rate, share_count, us, whole
from invented.model import (
    FLOWS,
    SHARES_COVER_10K,
    SHEETS,
    YEAR_2021,
    YEAR_2022,
    YEAR_2023,
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

SIGNED = date(2024, 3, 20)
_COLUMNS = (("Fiscal 2023", YEAR_2023), ("Fiscal 2022", YEAR_2022), ("Fiscal 2021", YEAR_2021))
_STORES = 214


def annual_report() -> str:
    """The 10-K for the year to January 27, 2024."""
    report = Report("10-K", "Alderbrook Outfitters, Inc. (invented) 10-K, fiscal 2023")
    cover = cover_page(
        report,
        Cover(
            "Annual report under section 13 or 15(d) of the Securities Exchange Act of 1934",
            "For the fiscal year ended",
            YEAR_2023.end,
            YEAR_2023,
            fiscal_year=2023,
            fiscal_period="FY",
            shares=SHARES_COVER_10K,
        ),
    )
    parts = [cover, _part_one(report), _part_two(report), _statements(report), _rest()]
    return report.document("\n".join([*parts, signatures(SIGNED)]))


def percent(part: int, whole_amount: int) -> str:
    return f"{part / whole_amount:.1%}"


def growth(now: int, before: int) -> str:
    change = now / before - 1
    return f"{'increased' if change >= 0 else 'decreased'} {abs(change):.1%}"


def millions(thousands: int) -> str:
    return f"${thousands / 1000:,.1f} million"


def _part_one(report: Report) -> str:
    flows = FLOWS[YEAR_2023]
    stores = report.number(whole("us-gaap:NumberOfStores", "pure"), _STORES, YEAR_2023.end)
    return "\n".join(
        (
            "<h1>PART I</h1>",
            item(
                "1",
                "Business",
                f"""
# Overview

Alderbrook Outfitters, Inc., an invented company, designs and sells clothing, footwear and equipment
for walking, camping and cold weather. At {us(YEAR_2023.end)} it operated {stores} stores in 31
states, a website and a mobile application, and sold its own brand to about 640 independent
retailers. Its fiscal year ends on the last Saturday of January; fiscal 2023 had 52 weeks, as had
fiscal 2022 and fiscal 2021.

# Segments

The company has three reportable segments. Stores, with {percent(flows.stores, flows.sales)} of net
sales in fiscal 2023, holds the company's own shops, which average 11,400 square feet. Direct, with
{percent(flows.direct, flows.sales)}, holds sales through the website and the application, including
those collected in a store. Wholesale, with {percent(flows.wholesale, flows.sales)}, sells the
Alderbrook and Tarn brands to other retailers at a discount to the price in its own stores.

# Merchandise and supply

About 58% of net sales came from brands that the company owns. Roughly 70 factories in nine
countries make these products to the company's designs; none made more than 8% of purchases. The
company buys from some 190 other brands, the largest of which was 6% of purchases. Goods reach
customers through distribution centres in two places, the newer of which opened in fiscal 2022.

# Seasonality

The fourth quarter, with the winter season and the holidays, usually brings a little over 30% of net
sales and about half of operating income. Inventories are highest in October.

# Competition

The company competes with national chains of sporting goods, department stores, brands that sell to
consumers themselves and online marketplaces. It competes by assortment, fit, the advice of its
staff and a repair service that it offers for the life of a product.

# Employees

At the end of fiscal 2023 the company employed about 6,900 people, of whom 2,650 full time. None is
covered by a collective bargaining agreement.
""",
            ),
            item(
                "1A",
                "Risk Factors",
                """
The following could harm the results of a company such as this one, were it real.

# Demand depends on weather and on discretionary spending

Warm winters lower the sales of insulated clothing, which carries the highest margins. Households
put off such purchases when rents, fuel or interest on their debt take more of their income. The
company commits to most of its orders six to nine months ahead and would then have to mark goods
down, as it did in fiscal 2022.

# Supply may be interrupted or become dearer

Freight rates, duties, exchange rates and the cost of cotton, wool and synthetic fibres move the cost
of sales. A port that closes, or a factory that fails an audit, delays deliveries into a short
selling season.

# Stores are leased for long terms

Operating leases bind the company for a weighted average of 6.3 years. A store that does badly cannot
be closed without cost, and rents may rise when leases are renewed.

# Debt limits what the company may do

The credit agreement holds total net leverage below 3.50 times and restricts dividends and
repurchases above 3.00 times. Loans under it bear interest at a floating rate.

# Systems and data may be attacked

The company processes card payments and holds the personal data of some nine million customers.
An intrusion would cost money, attention and trust.
""",
            ),
            item("1B", "Unresolved Staff Comments", "None."),
            item(
                "1C",
                "Cybersecurity",
                """
The audit committee oversees the risk from cybersecurity threats and hears the head of information
security each quarter. The company tests its defences every year with the help of an outside firm
and rehearses its response to an incident. It knows of no incident in fiscal 2023 that had, or is
reasonably likely to have, a material effect.
""",
            ),
            item(
                "2",
                "Properties",
                """
All stores are leased. The company owns one distribution centre of 520,000 square feet and leases
another of 610,000 square feet to 2033. It leases its head office to 2031.
""",
            ),
            item(
                "3",
                "Legal Proceedings",
                """
The company is party to claims that arise in the ordinary course of business. It does not expect any
of them, alone or together, to have a material effect.
""",
            ),
            item("4", "Mine Safety Disclosures", "Not applicable."),
        )
    )


def _part_two(report: Report) -> str:
    now, before = FLOWS[YEAR_2023], FLOWS[YEAR_2022]
    cash = SHEETS[YEAR_2023.end].cash
    repurchased = report.number(
        share_count("us-gaap:StockRepurchasedDuringPeriodShares"), 1_418, YEAR_2023
    )
    return "\n".join(
        (
            "<h1>PART II</h1>",
            item(
                "5",
                "Market for Registrant&#8217;s Common Equity, Related Stockholder Matters and Issuer "
                "Purchases of Equity Securities",
                f"""
The company is invented and its stock trades nowhere. In fiscal 2023 it is taken to have bought back
{repurchased} thousand shares for {millions(now.repurchases)} and to have paid dividends of $0.44 per
share. Of the repurchase programme of $150.0 million, $62.0 million remained at the year's end.
""",
            ),
            item("6", "[Reserved]", "Not required."),
            item(
                "7",
                "Management&#8217;s Discussion and Analysis of Financial Condition and Results of "
                "Operations",
                f"""
# Summary of fiscal 2023

Net sales {growth(now.sales, before.sales)} to {millions(now.sales)}. Direct sales
{growth(now.direct, before.direct)} and store sales {growth(now.stores, before.stores)}, of which
1.9 percentage points came from stores open for more than a year. Wholesale sales
{growth(now.wholesale, before.wholesale)} as retailers replenished with care. Operating income
{growth(now.operating_income, before.operating_income)} to {millions(now.operating_income)}, or
{percent(now.operating_income, now.sales)} of net sales.

# Gross profit

Gross profit was {percent(now.gross_profit, now.sales)} of net sales, against
{percent(before.gross_profit, before.sales)} in fiscal 2022. Lower ocean freight added about 140 basis
points and fewer markdowns about 60; higher store wages and the cost of the new distribution centre
took away the rest.

# Selling, general and administrative expenses

These expenses were {percent(now.selling_general_administrative, now.sales)} of net sales, against
{percent(before.selling_general_administrative, before.sales)}. Spending on the website and on
marketing grew faster than sales; occupancy grew more slowly.

# Interest and taxes

Interest expense fell with the scheduled repayment of the term loan. Interest income rose with rates
and with cash. The effective tax rate was 24.5% in each of the three years.

# Liquidity and capital resources

Cash was {millions(cash)} at the end of fiscal 2023. Operating activities provided
{millions(now.operating_cash_flow)}, against {millions(before.operating_cash_flow)} the year before,
when inventories had grown. Capital expenditure was {millions(now.capex)}, mostly for
nine new stores and for systems. The company repaid {millions(now.repaid)} of its term loan, paid
dividends of {millions(now.dividends)} and bought back stock for {millions(now.repurchases)}. A
revolving credit facility of $200.0 million was not drawn.

The company expects capital expenditure of $48 million to $54 million in fiscal 2024.

# Critical accounting estimates

Inventories are carried at the lower of weighted average cost and net realizable value; a change of
one percentage point in the share of goods sold below cost would move cost of sales by about $2.1
million. Goodwill is tested in the fourth quarter; the fair value of each reporting unit exceeded its
carrying amount by more than 40%.
""",
            ),
            item(
                "7A",
                "Quantitative and Qualitative Disclosures About Market Risk",
                """
The term loan bears interest at a floating rate. A rise of 100 basis points would add about $0.6
million to yearly interest expense and about $1.9 million to interest income. Purchases in other
currencies are small.
""",
            ),
        )
    )


def _statements(report: Report) -> str:
    ends = (YEAR_2023.end, YEAR_2022.end)
    parts = [
        "<h2>Item 8. Financial Statements and Supplementary Data</h2>",
        (
            "<p>The statements below follow from one small model and foot by construction. No auditor "
            "has seen them.</p>"
        ),
        income_statement(report, _COLUMNS),
        balance_sheet(report, ends),
        cash_flow_statement(report, _COLUMNS),
        (
            "<h3>Note 1. Basis of presentation</h3><p>The statements include the accounts of the company "
            "and its subsidiaries, all wholly owned. Revenue from stores is recognized when the customer "
            "takes the goods, from direct sales on shipment, from wholesale on delivery.</p>"
        ),
        "<h3>Note 2. Segments</h3>",
        segment_table(report, _COLUMNS),
        "<h3>Note 3. Debt</h3>",
        debt_table(report, ends),
        _maturities(report),
        "<h3>Note 4. Stock options and restricted stock units</h3>",
        _options(report),
        (
            "<h3>Note 5. Subsequent event</h3><p>On March 6, 2024 the company amended its credit agreement "
            "to add a delayed-draw term loan commitment of $75.0 million that may be drawn until December "
            "31, 2024 for acquisitions. Nothing had been drawn when these statements were issued.</p>"
        ),
    ]
    return "\n".join(parts)


def _maturities(report: Report) -> str:
    prefix = "LongTermDebtMaturitiesRepaymentsOfPrincipal"
    rows = (
        ("Fiscal 2024", "InNextTwelveMonths", 10_000),
        ("Fiscal 2025", "InYearTwo", 10_000),
        ("Fiscal 2026", "InYearThree", 40_000),
        ("Fiscal 2027", "InYearFour", 0),
        ("Fiscal 2028", "InYearFive", 0),
        ("Thereafter", "AfterYearFive", 150_000),
    )
    total = sum(amount for _, _, amount in rows)
    assert total == SHEETS[YEAR_2023.end].debt
    lines = [Row(label, gaap(f"{prefix}{name}"), [amount]) for label, name, amount in rows]
    lines.append(Row("Total", gaap("LongTermDebt"), [total], total=True))
    interest = report.number(
        rate("us-gaap:DebtInstrumentInterestRateStatedPercentage"),
        "5.25",
        YEAR_2023.end,
        members=(("us-gaap:DebtInstrumentAxis", "zald:SeniorNotesDue2029Member"),),
    )
    table = report.table(
        "Principal payments due", THOUSANDS, [(us(YEAR_2023.end), YEAR_2023.end)], lines
    )
    return (
        f"{table}\n<p>The senior notes bear interest of {interest}% a year, payable on March 1 and "
        "September 1. They may be redeemed at 102.625% of their principal from March 1, 2026, at "
        "101.313% from March 1, 2027 and at par from March 1, 2028. The term loan bears interest at "
        "term SOFR plus 1.625%.</p>"
    )


def _options(report: Report) -> str:
    prefix = "us-gaap:ShareBasedCompensationArrangementByShareBasedPaymentAward"
    end = YEAR_2023.end
    outstanding = f"{prefix}OptionsOutstandingNumber"
    price = f"{prefix}OptionsOutstandingWeightedAverageExercisePrice"
    opening = report.number(share_count(outstanding), 2_140, YEAR_2022.end)
    closing = report.number(share_count(outstanding), 2_215, end)
    strike = report.number(per_share(price), "22.85", end)
    exercisable = report.number(share_count(f"{prefix}OptionsExercisableNumber"), 1_310, end)
    exercisable_strike = report.number(
        per_share(f"{prefix}OptionsExercisableWeightedAverageExercisePrice"), "19.40", end
    )
    units = report.number(
        share_count(f"{prefix}EquityInstrumentsOtherThanOptionsNonvestedNumber"), 865, end
    )
    return f"""
<p class="caption">Stock options</p>
<p class="scale">(Shares in thousands)</p>
<table>
<tr><th></th><th class="n">Shares</th><th class="n">Average exercise price</th></tr>
<tr><td>Outstanding at {us(YEAR_2022.end)}</td><td class="n">{opening}</td><td></td></tr>
<tr><td>Granted</td><td class="n">310</td><td></td></tr>
<tr><td>Exercised</td><td class="n">(165)</td><td></td></tr>
<tr><td>Forfeited</td><td class="n">(70)</td><td></td></tr>
<tr class="total"><td>Outstanding at {us(end)}</td><td class="n">{closing}</td>
<td class="n">${strike}</td></tr>
<tr><td>Exercisable at {us(end)}</td><td class="n">{exercisable}</td>
<td class="n">${exercisable_strike}</td></tr>
</table>
<p>Restricted stock units not yet vested were {units} thousand at {us(end)}.</p>"""


def _rest() -> str:
    nothing = (
        "This would be taken from the proxy statement, which the invented company does not have."
    )
    return "\n".join(
        (
            item(
                "9",
                "Changes in and Disagreements With Accountants on Accounting and Financial Disclosure",
                "None.",
            ),
            item(
                "9A",
                "Controls and Procedures",
                "Management is taken to have found disclosure controls and internal control over "
                "financial reporting effective at the end of fiscal 2023.",
            ),
            item("9B", "Other Information", "None."),
            item(
                "9C",
                "Disclosure Regarding Foreign Jurisdictions that Prevent Inspections",
                "Not applicable.",
            ),
            "<h1>PART III</h1>",
            item("10", "Directors, Executive Officers and Corporate Governance", nothing),
            item("11", "Executive Compensation", nothing),
            item(
                "12",
                "Security Ownership of Certain Beneficial Owners and Management and Related "
                "Stockholder Matters",
                nothing,
            ),
            item(
                "13",
                "Certain Relationships and Related Transactions, and Director Independence",
                nothing,
            ),
            item("14", "Principal Accountant Fees and Services", nothing),
            "<h1>PART IV</h1>",
            item(
                "15",
                "Exhibits and Financial Statement Schedules",
                "The statements are listed in Item 8. There are no exhibits.",
            ),
            item("16", "Form 10-K Summary", "None."),
        )
    )

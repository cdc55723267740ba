"""Small invented annual reports with a debt note, with and without tags."""

from bookrunner.debt import DebtTable, company_debt, debt_table
from bookrunner.documents import parse
from bookrunner.facts import Company, Filing
from bookrunner.ingestion.taking import taken

COMPANY = Company("9999990078", "Testwick Mills", "ZZTM")

NOTES = (
    ("3.50% senior notes due June 2025", "400.0", "399.5"),
    ("Floating rate notes (SOFR + 1.25%) due 2026", "150.0", "149.5"),
    ("4.875% euro-denominated senior notes due March 15, 2031", "300.0", "297.0"),
)
"""Label, principal and carrying value in millions: 850.0 and 846.0 together."""

DUE = "LongTermDebtMaturitiesRepaymentsOfPrincipal"
MATURITIES = (
    ("2024", "InNextTwelveMonths", "0.0"),
    ("2025", "InYearTwo", "400.0"),
    ("2026", "InYearThree", "150.0"),
    ("2027", "InYearFour", "0.0"),
    ("2028", "InYearFive", "0.0"),
    ("Thereafter", "AfterYearFive", "300.0"),
)


def report(
    *,
    long_term: str = "875.0",
    paper: str = "25.0",
    notes: tuple[tuple[str, str, str], ...] = NOTES,
    lease: str = "29.0",
    total: str = "875.0",
    note: str = "",
    maturities: tuple[tuple[str, str, str], ...] = MATURITIES,
    debt: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A 10-K for 2023 whose balance sheet shows commercial paper and long-term debt."""
    rows = "".join(
        f"<tr><td>{label}</td><td>{principal}</td><td>{carrying}</td><td>999.0</td></tr>"
        for label, principal, carrying in notes
    )
    table = (
        "<p>Long-term debt consisted of the following (in millions):</p><table>"
        "<tr><td></td><td>Principal amount</td><td>Carrying amount December 31, 2023</td>"
        f"<td>Carrying amount December 31, 2022</td></tr>{rows}"
        f"<tr><td>Finance lease obligations</td><td></td><td>{lease}</td><td>31.0</td></tr>"
        f"<tr><td>Total long-term debt</td><td></td><td>{total}</td><td>3,028.0</td></tr></table>"
        if notes
        else ""
    )
    due = "".join(
        f"<tr><td>{year}</td><td>{tag(f'{DUE}{name}', amount)}</td></tr>"
        for year, name, amount in maturities
    )
    wall = (
        f"<p>Principal payments of long-term debt (in millions):</p><table>{due}</table>"
        if maturities
        else ""
    )
    face = "".join(
        f"<tr><td>{label}</td><td>{amount}</td><td>1.0</td></tr>"
        for label, amount in (
            ("Cash and cash equivalents", "120.0"),
            ("Total assets", "4,000.0"),
            ("Accounts payable", "80.0"),
            *(debt or (("Commercial paper", paper), ("Long-term debt", long_term))),
            ("Other liabilities", "7.0"),
            ("Total liabilities", "2,000.0"),
            ("Shareholders’ equity", "2,000.0"),
            ("Total liabilities and shareholders’ equity", "4,000.0"),
        )
        if amount
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:zztm="http://zztm.example/2023"
 xmlns:dei="http://xbrl.sec.gov/dei/2023" xmlns:us-gaap="http://fasb.org/us-gaap/2023">
<head><title>10-K</title></head><body>
<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="y">9999990078</ix:nonNumeric>
<ix:nonNumeric name="dei:AmendmentFlag" contextRef="y">false</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalYearFocus" contextRef="y">2023</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalPeriodFocus" contextRef="y">FY</ix:nonNumeric>
<ix:nonNumeric name="dei:CurrentFiscalYearEndDate" contextRef="y">--12-31</ix:nonNumeric>
</ix:hidden><ix:resources>
<xbrli:context id="y"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">9999990078</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate>
<xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="e"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">9999990078</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:instant>2023-12-31</xbrli:instant></xbrli:period></xbrli:context>
{_of_member("n27", "NotesDue2027Member")}{_of_member("loan", "TermLoanMember")}
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>
<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p>
<p>Form <ix:nonNumeric name="dei:DocumentType" contextRef="y">10-K</ix:nonNumeric></p>
<p>For the fiscal year ended <ix:nonNumeric name="dei:DocumentPeriodEndDate" contextRef="y"
 >2023-12-31</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="y">Testwick Mills</ix:nonNumeric>
 <ix:nonNumeric name="dei:TradingSymbol" contextRef="y">ZZTM</ix:nonNumeric></p>
<p>Item 8. Financial Statements</p>
<p>CONSOLIDATED BALANCE SHEETS (in millions)</p>
<table><tr><td>December 31,</td><td>2023</td><td>2022</td></tr>{face}</table>
<p>Note 5. Debt</p>{note}{table}{wall}
<p>Revenue was {tag("RevenueFromContractWithCustomerExcludingAssessedTax", "900.0")}.</p>
<p>SIGNATURES</p><p>Date: February 20, 2024</p>
</body></html>
""".encode()


def quarter(
    *, long_term: str, paper: str, note: str, tags: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """A 10-Q of June 30, 2024 without a table of debt, whose note says no more than ``note``.

    ``tags`` are amounts at that day; names that begin with Proceeds or Repayments are of the half
    year.
    """
    told = "".join(
        f"<p>{name}: {tag(name, amount, 'y' if name.startswith(('Pro', 'Rep')) else 'e')}</p>"
        for name, amount in tags
    )
    made = report(
        long_term=long_term, paper=paper, notes=(), maturities=(), note=f"<p>{note}</p>{told}"
    ).decode()
    for old, new in (
        ("2023-12-31", "2024-06-30"),
        ("2023-01-01", "2024-01-01"),
        ("December 31,</td><td>2023</td><td>2022", "</td><td>June 30, 2024</td><td>2023"),
        (">FY<", ">Q2<"),
        (">2023<", ">2024<"),
        (">10-K<", ">10-Q<"),
        ("fiscal year ended", "quarterly period ended"),
        ("February 20, 2024", "July 30, 2024"),
    ):
        made = made.replace(old, new)
    return made.encode()


def _of_member(context: str, member: str) -> str:
    return f"""<xbrli:context id="{context}"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">9999990078</xbrli:identifier>
<xbrli:segment><xbrldi:explicitMember dimension="us-gaap:DebtInstrumentAxis"
 >zztm:{member}</xbrldi:explicitMember></xbrli:segment></xbrli:entity>
<xbrli:period><xbrli:instant>2023-12-31</xbrli:instant></xbrli:period></xbrli:context>"""


def table(*rows: tuple[str, ...]) -> str:
    """A note's table in HTML, in millions, the first row its head."""
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    return f"<p>Debt consisted of the following (in millions):</p><table>{cells}</table>"


def tag(name: str, amount: str, context: str = "") -> str:
    """A tagged amount in millions, at the year's end unless it is revenue."""
    context = context or ("y" if name.startswith("Revenue") else "e")
    return (
        f'<ix:nonFraction name="us-gaap:{name}" contextRef="{context}" unitRef="usd" decimals="-5" '
        f'scale="6" format="ixt:num-dot-decimal">{amount}</ix:nonFraction>'
    )


def read(content: bytes, name: str = "zztm-20231231.htm") -> DebtTable:
    """The debt table of a report, as an ingested filing would give it."""
    document = parse(content, name=name)
    return debt_table(COMPANY, taken(document, content, frozenset()).filing, document)


def read_real(content: bytes, name: str) -> DebtTable:
    """The debt table of a real filing as received."""
    document = parse(content, name=name)
    filing: Filing = taken(document, content, frozenset()).filing
    return debt_table(Company(filing.cik, name, "X"), filing, document)


def read_all(*contents: bytes) -> DebtTable:
    """The debt of a company of which these reports are kept."""
    read_again = {}
    filings = []
    for number, content in enumerate(contents):
        document = parse(content, name=f"zztm-{number}.htm")
        filing = taken(document, content, frozenset()).filing
        read_again[filing.digest] = document
        filings.append(filing)
    return company_debt(COMPANY, filings, lambda filing: read_again[filing.digest])

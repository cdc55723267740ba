"""The cover pages, which name the company as invented before they say anything else."""

# ruff: noqa: E501 - lines of prose
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from invented.markup import CIK, Report, Tag, When, us, us_fact, whole

NAME = "Alderbrook Outfitters, Inc. (invented)"
TICKER = "ZZALD"
NOTICE = (
    "This company is invented. Nobody filed this document with anyone: it was written for "
    "Bookrunner as a sample, and any likeness to a real company, person or product is an accident."
)


@dataclass(frozen=True)
class Cover:
    """What a cover page says besides the company's name and address."""

    heading: str
    period_line: str
    """For the [quarterly period] ended."""
    period_end: date
    when: When
    fiscal_year: int | None = None
    fiscal_period: str = ""
    shares: tuple[date, int] | None = None


def cover_page(report: Report, cover: Cover) -> str:
    """The cover with its tagged facts; hides those that no page shows."""
    when = cover.when
    report.hide("dei:EntityCentralIndexKey", CIK, when)
    report.hide("dei:AmendmentFlag", "false", when)
    report.hide("dei:CurrentFiscalYearEndDate", "--01-27", when)
    if cover.fiscal_year is not None:
        report.hide("dei:DocumentFiscalYearFocus", str(cover.fiscal_year), when)
        report.hide("dei:DocumentFiscalPeriodFocus", cover.fiscal_period, when)
    ended = us_fact(report, "dei:DocumentPeriodEndDate", cover.period_end, when)
    symbol = report.words("dei:TradingSymbol", TICKER, when)
    stock = report.words("dei:Security12bTitle", "Common Stock, par value $0.01", when)
    state = report.words(
        "dei:EntityIncorporationStateCountryCode", "Delaware", when, "ixt-sec:stateprovnameen"
    )
    parts = [
        '<div class="cover">',
        f'<p class="notice">{NOTICE}</p>',
        "<p>In the form of a report to the<br/>SECURITIES AND EXCHANGE COMMISSION</p>",
        f"<h1>FORM {report.words('dei:DocumentType', report.form, when)}</h1>",
        f"<p>{cover.heading}</p>",
        f"<p>{cover.period_line} {ended}</p>",
        f'<p class="name">{report.words("dei:EntityRegistrantName", NAME, when)}</p>',
        "<p>(Exact name of registrant as specified in its charter)</p>",
        f"<p>{state}<br/>(State of incorporation, invented)</p>",
        "<p>1 Nowhere Street, Exampleton<br/>(Address of principal executive offices)</p>",
        (
            "<table><tr><th>Title of each class</th><th>Trading symbol</th><th>Exchange</th></tr>"
            f"<tr><td>{stock}</td><td>{symbol}</td><td>none: the company is invented</td></tr></table>"
        ),
    ]
    if cover.shares is not None:
        day, count = cover.shares
        tag = whole("dei:EntityCommonStockSharesOutstanding", "shares")
        parts.append(
            f"<p>Shares of common stock outstanding at {us(day)}: {report.number(tag, count, day)}</p>"
        )
    if report.form == "10-K":
        tag = Tag("dei:EntityPublicFloat", "usd", 6, "-6")
        day = date(2023, 7, 28)
        parts.append(
            f"<p>Aggregate market value held by non-affiliates at {us(day)}: "
            f"${report.number(tag, '1065', day)} million</p>"
        )
    parts.append("</div><hr/>")
    return "\n".join(parts)


def signatures(day: date) -> str:
    """The signatures' page."""
    return (
        "<h1>SIGNATURES</h1>\n<p>Were the registrant real, it would have caused this report to be "
        "signed on its behalf by the undersigned, duly authorized.</p>\n"
        f"<p>{NAME}<br/>Date: {us(day)}</p>\n"
        "<p>/s/ Rowan Invented<br/>Rowan Invented, Chief Financial Officer</p>"
    )

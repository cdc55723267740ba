"""A small filing of an invented company, in inline XBRL."""

COMPANY = "Alder Tools, Inc."

_PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:dei="http://xbrl.sec.gov/dei/2023"
 xmlns:us-gaap="http://fasb.org/us-gaap/2023" xmlns:iso4217="http://www.xbrl.org/2003/iso4217">
<head><title>{form}</title></head><body>
<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="dei:AmendmentFlag" contextRef="year">false</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalYearFocus" contextRef="year">{year}</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalPeriodFocus" contextRef="year">FY</ix:nonNumeric>
</ix:hidden><ix:resources>
<xbrli:context id="year"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">0009999901</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>{year}-01-01</xbrli:startDate>
<xbrli:endDate>{year}-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>
<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p>
<p>FORM <ix:nonNumeric name="dei:DocumentType" contextRef="year">{form}</ix:nonNumeric></p>
<p>ANNUAL REPORT for the fiscal year ended <ix:nonNumeric name="dei:DocumentPeriodEndDate"
 contextRef="year" format="ixt:date-monthname-day-year-en">December 31, {year}</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="year">{company}</ix:nonNumeric></p>
<p>(Exact name of registrant as specified in its charter)</p>
<p>CIK <ix:nonNumeric name="dei:EntityCentralIndexKey"
 contextRef="year">0009999901</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:TradingSymbol" contextRef="year">ALDR</ix:nonNumeric></p>
<p>Item 8. Financial Statements and Supplementary Data</p>
<table><tr><td>(in millions)</td><td>{year}</td></tr>
<tr><td>Revenue</td><td><ix:nonFraction name="us-gaap:Revenues" contextRef="year" unitRef="usd"
 decimals="-6" scale="6" format="ixt:num-dot-decimal" id="f-1">{revenue}</ix:nonFraction></td></tr>
<tr><td>Net income</td><td><ix:nonFraction name="us-gaap:NetIncomeLoss" contextRef="year"
 unitRef="usd" decimals="-6" scale="6" format="ixt:num-dot-decimal"
 id="f-2">{income}</ix:nonFraction></td></tr></table>
<p>{filler}</p>
<p>SIGNATURES</p><p>Date: February 20, {next_year}</p>
</body></html>
"""

UNNAMED = """<html><body><p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p>
<p>ANNUAL REPORT for the fiscal year ended June 30, 1999</p>
<p>Birch Works, Inc.</p><p>(Exact name of registrant as specified in its charter)</p>
<p>Item 1. Business</p><p>We make chairs, tables and other things of wood for homes.</p>
<p>Item 2. Properties</p><p>One workshop.</p><p>SIGNATURES</p><p>Date: September 28, 1999</p>
</body></html>
"""


def filing(year: int, revenue: int, income: int, *, form: str = "10-K", filler: str = "") -> bytes:
    """An annual report; revenue and income in millions."""
    return _PAGE.format(
        company=COMPANY,
        form=form,
        year=year,
        next_year=year + 1,
        revenue=revenue,
        income=income,
        filler=filler or "We make tools for the care of trees and woods.",
    ).encode()

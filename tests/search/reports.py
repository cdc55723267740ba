"""Invented annual reports to search in."""

from __future__ import annotations

_CIKS = {"Ashdale Mills": "9999990101", "Birchwood Energy": "9999990102"}


def report(
    name: str, year: int, *, revenue: int, body: str = "", table_rows: int = 0, cik: str = ""
) -> bytes:
    """A 10-K of an invented company, without tags but for its cover."""
    rows = "".join(
        f"<tr><td>Store {number}</td><td>{number * 7:,}</td></tr>" for number in range(table_rows)
    )
    long_table = (
        f"<table><tr><td>Store</td><td>Square feet</td></tr>{rows}</table>" if table_rows else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:dei="http://xbrl.sec.gov/dei/2023">
<head><title>10-K</title></head><body>
<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="y">{cik or _CIKS[name]}</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalYearFocus" contextRef="y">{year}</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalPeriodFocus" contextRef="y">FY</ix:nonNumeric>
</ix:hidden><ix:resources><xbrli:context id="y"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">{cik or _CIKS[name]}</xbrli:identifier>
</xbrli:entity><xbrli:period><xbrli:startDate>{year}-01-01</xbrli:startDate>
<xbrli:endDate>{year}-12-31</xbrli:endDate></xbrli:period></xbrli:context>
</ix:resources></ix:header></div>
<p>Form <ix:nonNumeric name="dei:DocumentType" contextRef="y">10-K</ix:nonNumeric></p>
<p>For the fiscal year ended <ix:nonNumeric name="dei:DocumentPeriodEndDate" contextRef="y"
 >{year}-12-31</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="y">{name}</ix:nonNumeric></p>
<p>Item 1. Business</p>
<p>{name} makes and sells things to customers in many places. {body}</p>
{long_table}
<p>Item 3. Legal Proceedings</p>
<p>{name} is a defendant in a class action over the labels of its products.</p>
<p>Item 8. Financial Statements and Supplementary Data</p>
<p>{name.upper()}</p>
<p>CONSOLIDATED STATEMENTS OF OPERATIONS</p>
<p>(dollars in millions, except per share data)</p>
<table><tr><td>Year ended December 31,</td><td>{year}</td><td>{year - 1}</td></tr>
<tr><td>Total revenues</td><td>{revenue:,}</td><td>{revenue - 100:,}</td></tr>
<tr><td>Cost of sales</td><td>{revenue // 2:,}</td><td>{revenue // 2 - 40:,}</td></tr>
<tr><td>Operating income</td><td>300</td><td>280</td></tr>
<tr><td>Interest expense</td><td>20</td><td>22</td></tr>
<tr><td>Income tax expense</td><td>60</td><td>55</td></tr>
<tr><td>Net income</td><td>220</td><td>203</td></tr>
<tr><td>Diluted earnings per share</td><td>2.20</td><td>2.03</td></tr></table>
<p>SIGNATURES</p><p>Date: February 20, {year + 1}</p>
</body></html>
""".encode()

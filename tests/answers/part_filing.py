"""A 10-K of an invented company whose revenue and income are tagged by part, in inline XBRL."""

from __future__ import annotations

_SEGMENT = "us-gaap:StatementBusinessSegmentsAxis"
_PLACE = "srt:StatementGeographicalAxis"
_PRODUCT = "srt:ProductOrServiceAxis"
Row = tuple[str, str, str, str, tuple[int, int]]
"""Label, axis, member, tag, this year's and last year's millions."""

ROWS: tuple[Row, ...] = (
    ("Yarn", _SEGMENT, "zzp:YarnMember", "us-gaap:Revenues", (620, 500)),
    ("Cloth and felt", _SEGMENT, "zzp:ClothAndFeltMember", "us-gaap:Revenues", (280, 300)),
    ("Dye", _SEGMENT, "zzp:DyeSegmentMember", "us-gaap:Revenues", (100, 100)),
    ("Yarn", _SEGMENT, "zzp:YarnMember", "us-gaap:OperatingIncomeLoss", (31, 30)),
    ("Cloth and felt", _SEGMENT, "zzp:ClothAndFeltMember", "us-gaap:OperatingIncomeLoss", (56, 50)),
    ("Dye", _SEGMENT, "zzp:DyeSegmentMember", "us-gaap:OperatingIncomeLoss", (13, 20)),
    ("United States", _PLACE, "country:US", "us-gaap:Revenues", (640, 610)),
    ("Germany", _PLACE, "country:DE", "us-gaap:Revenues", (200, 190)),
    ("Other countries", _PLACE, "zzp:OtherCountriesMember", "us-gaap:Revenues", (160, 100)),
    ("Wool", _PRODUCT, "zzp:WoolMember", "us-gaap:Revenues", (700, 600)),
    ("Silk", _PRODUCT, "zzp:SilkMember", "us-gaap:Revenues", (240, 250)),
    ("Total net sales", "", "", "us-gaap:Revenues", (1_000, 900)),
    ("Operating income", "", "", "us-gaap:OperatingIncomeLoss", (100, 100)),
    ("Gross profit", "", "", "us-gaap:GrossProfit", (410, 360)),
    ("Capital spending", "", "", "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", (120, 80)),
    ("Net income", "", "", "us-gaap:NetIncomeLoss", (70, 70)),
)
"""The products do not add up: what is left of the sales is told of none."""


def part_filing(year: int = 2023, rows: tuple[Row, ...] = ROWS) -> bytes:
    """The report of a year beside the year before."""
    contexts: dict[str, str] = {}
    lines: list[str] = []
    for label, axis, member, tag, values in rows:
        cells = ""
        for at, value in zip((year, year - 1), values, strict=True):
            name = f"c{at}{member.partition(':')[2]}"
            told = (
                f'<xbrli:segment><xbrldi:explicitMember dimension="{axis}">{member}'
                "</xbrldi:explicitMember></xbrli:segment>"
                if axis
                else ""
            )
            contexts[name] = (
                f'<xbrli:context id="{name}"><xbrli:entity>'
                '<xbrli:identifier scheme="http://www.sec.gov/CIK">9999990191</xbrli:identifier>'
                f"{told}</xbrli:entity><xbrli:period><xbrli:startDate>{at}-01-01</xbrli:startDate>"
                f"<xbrli:endDate>{at}-12-31</xbrli:endDate></xbrli:period></xbrli:context>"
            )
            cells += (
                f'<td><ix:nonFraction name="{tag}" contextRef="{name}" unitRef="usd" scale="6"'
                f' decimals="-6" format="ixt:num-dot-decimal">{value:,}</ix:nonFraction></td>'
            )
        lines.append(f"<tr><td>{label}</td>{cells}</tr>")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:dei="http://xbrl.sec.gov/dei/2023" xmlns:us-gaap="http://fasb.org/us-gaap/2023"
 xmlns:srt="http://fasb.org/srt/2023" xmlns:country="http://xbrl.sec.gov/country/2023"
 xmlns:zzp="http://loomfield.example/20231231" xmlns:iso4217="http://www.xbrl.org/2003/iso4217">
<head><title>10-K</title></head><body>
<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="c{year}">9999990191</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalYearFocus" contextRef="c{year}">{year}</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalPeriodFocus" contextRef="c{year}">FY</ix:nonNumeric>
<ix:nonNumeric name="dei:CurrentFiscalYearEndDate" contextRef="c{year}">--12-31</ix:nonNumeric>
</ix:hidden><ix:resources>{"".join(contexts.values())}
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>
<p>Form <ix:nonNumeric name="dei:DocumentType" contextRef="c{year}">10-K</ix:nonNumeric></p>
<p>For the fiscal year ended <ix:nonNumeric name="dei:DocumentPeriodEndDate" contextRef="c{year}"
 >{year}-12-31</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="c{year}">Loomfield
 Textiles</ix:nonNumeric></p>
<p>Item 8. Financial Statements and Supplementary Data</p>
<p>Segments, places and products of Loomfield Textiles (in millions)</p>
<table><tr><td>Year ended December 31,</td><td>{year}</td><td>{year - 1}</td></tr>
{"".join(lines)}</table>
<p>SIGNATURES</p><p>Date: February 20, {year + 1}</p>
</body></html>
""".encode()

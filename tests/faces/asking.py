"""The command line asked inside the test's own process, and a small filing to feed it."""

import io
import json
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookrunner.faces.cli.main import run


@dataclass(frozen=True)
class Said:
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer read as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Newcomer:
    """Somebody at a command line, with a home of their own."""

    home: Path

    def asks(self, *arguments: object, **settings: str) -> Said:
        """What the command line says to the arguments; settings without their prefix."""
        environment: Mapping[str, str] = {
            "BOOKRUNNER_HOME": str(self.home),
            "BOOKRUNNER_WORKERS": "1",
        } | {f"BOOKRUNNER_{name.upper()}": value for name, value in settings.items()}
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
            code = run([str(argument) for argument in arguments], environment)
        return Said(code, out.getvalue(), err.getvalue())


def filing(
    *,
    name: str = "Testwick Stores",
    ticker: str = "ZZTW",
    revenue: str = "1,250.5",
    year: int = 2023,
) -> bytes:
    """A 10-K of one invented page: revenue, cost and net income of a year, in millions."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:dei="http://xbrl.sec.gov/dei/2023" xmlns:us-gaap="http://fasb.org/us-gaap/2023">
<head><title>10-K</title></head><body>
<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="y">9999990077</ix:nonNumeric>
<ix:nonNumeric name="dei:AmendmentFlag" contextRef="y">false</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalYearFocus" contextRef="y">{year}</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalPeriodFocus" contextRef="y">FY</ix:nonNumeric>
<ix:nonNumeric name="dei:CurrentFiscalYearEndDate" contextRef="y">--12-31</ix:nonNumeric>
</ix:hidden><ix:resources>
<xbrli:context id="y"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">9999990077</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>{year}-01-01</xbrli:startDate>
<xbrli:endDate>{year}-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>
<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p>
<p>Form <ix:nonNumeric name="dei:DocumentType" contextRef="y">10-K</ix:nonNumeric></p>
<p>For the fiscal year ended <ix:nonNumeric name="dei:DocumentPeriodEndDate" contextRef="y"
 >{year}-12-31</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="y">{name}</ix:nonNumeric>
 <ix:nonNumeric name="dei:TradingSymbol" contextRef="y">{ticker}</ix:nonNumeric></p>
<p>Item 8. Financial Statements</p>
<p>(in millions)</p>
<table><tr><td>Net sales</td><td><ix:nonFraction name="us-gaap:Revenues" contextRef="y"
 unitRef="usd" decimals="-5" scale="6" format="ixt:num-dot-decimal"
 >{revenue}</ix:nonFraction></td></tr>
<tr><td>Cost of sales</td><td><ix:nonFraction name="us-gaap:CostOfRevenue" contextRef="y"
 unitRef="usd" decimals="-5" scale="6" format="ixt:num-dot-decimal"
 >800.5</ix:nonFraction></td></tr>
<tr><td>Net income</td><td><ix:nonFraction name="us-gaap:NetIncomeLoss" contextRef="y"
 unitRef="usd" decimals="-5" scale="6" format="ixt:num-dot-decimal"
 >100.0</ix:nonFraction></td></tr>
</table>
<p>SIGNATURES</p><p>Date: February 20, {year + 1}</p>
</body></html>
""".encode()

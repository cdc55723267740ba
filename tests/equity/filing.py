"""A 10-K of an invented company with shares, awards and a convertible, in inline XBRL."""

from dataclasses import dataclass, field

AWARD = "us-gaap:ShareBasedCompensationArrangementByShareBasedPaymentAward"
CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"
TYPE_AXIS = "us-gaap:AwardTypeAxis"
DEBT_AXIS = "us-gaap:DebtInstrumentAxis"
CLASS_A = (CLASS_AXIS, "us-gaap:CommonClassAMember")
CLASS_B = (CLASS_AXIS, "us-gaap:CommonClassBMember")
RSU = (TYPE_AXIS, "us-gaap:RestrictedStockUnitsRSUMember")
PSU = (TYPE_AXIS, "us-gaap:PerformanceSharesMember")
NOTES = (DEBT_AXIS, "zzq:ConvertibleSeniorNotesDue2028Member")
COVER = "dei:EntityCommonStockSharesOutstanding"
DAY, OPENING, END = "2024-02-09", "2022-12-31", "2023-12-31"

_UNITS = {"shares": "shares", "USD": "usd", "price": "pershare", "pure": "pure"}


@dataclass
class Page:
    """What the filing says, part by part, so that a test can change one."""

    parts: list[str] = field(default_factory=list)
    contexts: dict[str, str] = field(default_factory=dict)

    def context(self, on: str, *members: tuple[str, str]) -> str:
        """The id of the context of that day and those members."""
        name = "_".join(["c", on, *(member.split(":")[-1] for _, member in members)])
        told = "".join(
            f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>'
            for axis, member in members
        )
        segment = f"<xbrli:segment>{told}</xbrli:segment>" if told else ""
        self.contexts[name] = (
            f'<xbrli:context id="{name}"><xbrli:entity>'
            '<xbrli:identifier scheme="http://www.sec.gov/CIK">9999990088</xbrli:identifier>'
            f"{segment}</xbrli:entity><xbrli:period><xbrli:instant>{on}</xbrli:instant>"
            "</xbrli:period></xbrli:context>"
        )
        return name

    def tag(
        self,
        concept: str,
        words: str,
        on: str = END,
        *members: tuple[str, str],
        unit: str = "shares",
        scale: int = 0,
    ) -> str:
        """The words as a tagged number."""
        return (
            f'<ix:nonFraction name="{concept}" contextRef="{self.context(on, *members)}"'
            f' unitRef="{_UNITS[unit]}" scale="{scale}" decimals="{-scale}"'
            f' format="ixt:num-dot-decimal">{words}</ix:nonFraction>'
        )

    def say(self, words: str) -> None:
        """A paragraph."""
        self.parts.append(f"<p>{words}</p>")

    def table(self, *rows: tuple[str, ...]) -> None:
        """A table; the first cell of a row is its label."""
        told = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
        )
        self.parts.append(f"<table>{told}</table>")

    def content(self) -> bytes:
        """The filing."""
        return f"""<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:dei="http://xbrl.sec.gov/dei/2023" xmlns:us-gaap="http://fasb.org/us-gaap/2023"
 xmlns:ifrs-full="http://xbrl.ifrs.org/taxonomy/2023-03-23/ifrs-full"
 xmlns:zzq="http://quillon.example/20231231" xmlns:iso4217="http://www.xbrl.org/2003/iso4217">
<head><title>10-K</title></head><body>
<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="year">9999990088</ix:nonNumeric>
<ix:nonNumeric name="dei:AmendmentFlag" contextRef="year">false</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalYearFocus" contextRef="year">2023</ix:nonNumeric>
<ix:nonNumeric name="dei:DocumentFiscalPeriodFocus" contextRef="year">FY</ix:nonNumeric>
</ix:hidden><ix:resources>
<xbrli:context id="year"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">9999990088</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate>
<xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
{"".join(self.contexts.values())}
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<xbrli:unit id="shares"><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unit>
<xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
<xbrli:unit id="pershare"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD
</xbrli:measure></xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares
</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>
</ix:resources></ix:header></div>
<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p>
<p>FORM <ix:nonNumeric name="dei:DocumentType" contextRef="year">10-K</ix:nonNumeric></p>
<p>ANNUAL REPORT for the fiscal year ended <ix:nonNumeric name="dei:DocumentPeriodEndDate"
 contextRef="year">2023-12-31</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="year">Quillon Labs,
 Inc.</ix:nonNumeric> <ix:nonNumeric name="dei:TradingSymbol"
 contextRef="year">ZZQL</ix:nonNumeric></p>
{"".join(self.parts)}
<p>SIGNATURES</p><p>Date: February 20, 2024</p>
</body></html>
""".encode()


def quillon(
    *,
    class_a: str = "80,000,000",
    class_b: str = "20,000,000",
    rates: bool = False,
    options: str = "6,000",
    closing_scale: int = 3,
    convertible: bool = False,
    net: bool = False,
    tagged: bool = True,
) -> bytes:
    """Quillon Labs: 80m class A, 20m class B, 6m options at 30, 2m RSUs, 0.5m PSUs.

    Args:
        class_a: The count on the cover.
        class_b: The other one.
        rates: Whether one share of class B is stated to convert into 1.5 of class A.
        options: The closing balance of options, in thousands.
        closing_scale: The scale tagged for it; the table speaks in thousands.
        convertible: Whether there are notes of 500m that convert at 50.
        net: Whether their principal must be paid in cash.
        tagged: Whether the tables of awards are tagged.
    """
    page = Page()
    page.say(f"Class A {page.tag(COVER, class_a, DAY, CLASS_A)}")
    page.say(f"Class B {page.tag(COVER, class_b, DAY, CLASS_B)}")
    if rates:
        rate = page.tag("zzq:CommonStockConversionRate", "1.5", END, CLASS_B, unit="pure")
        page.say(f"One share of class B becomes {rate} of class A.")
    shares = page.tag("us-gaap:CommonStockSharesOutstanding", "99.5", scale=6)
    page.say(f"(shares in millions) Shares outstanding {shares}")

    def number(concept: str, words: str, on: str, *members: tuple[str, str], scale: int = 3) -> str:
        return page.tag(concept, words, on, *members, scale=scale) if tagged else words

    def strike(words: str, on: str) -> str:
        concept = f"{AWARD}OptionsOutstandingWeightedAverageExercisePrice"
        return page.tag(concept, words, on, unit="price") if tagged else words

    page.say("The following table summarizes stock option activity:")
    count = f"{AWARD}OptionsOutstandingNumber"
    page.table(
        ("", "Number of options (in thousands)", "Weighted-average exercise price"),
        (
            "Outstanding at December 31, 2022",
            number(count, "5,500", OPENING),
            strike("28", OPENING),
        ),
        ("Granted", "1,000", "40.00"),
        ("Exercised", "(400)", "20.00"),
        ("Forfeited", "(100)", "35.00"),
        (
            "Outstanding at December 31, 2023",
            number(count, options, END, scale=closing_scale),
            strike("30", END),
        ),
        (
            "Exercisable at December 31, 2023",
            number(f"{AWARD}OptionsExercisableNumber", "3,000", END),
            "25.00",
        ),
    )
    units = f"{AWARD}EquityInstrumentsOtherThanOptionsNonvestedNumber"
    for name, member, opening, granted, closing in (
        ("restricted stock unit", RSU, "1,800", "900", "2,000"),
        ("performance stock unit", PSU, "600", "600", "500"),
    ):
        page.say(f"The following table summarizes {name} activity:")
        page.table(
            ("", "Shares (in thousands)", "Weighted-average grant date fair value"),
            ("Nonvested at December 31, 2022", number(units, opening, OPENING, member), "31.00"),
            ("Granted", granted, "41.00"),
            ("Vested", "(700)", "30.00"),
            ("Nonvested at December 31, 2023", number(units, closing, END, member), "36.00"),
        )
    if convertible:
        owed = page.tag("us-gaap:DebtInstrumentFaceAmount", "500", END, NOTES, unit="USD", scale=6)
        price = page.tag(
            "us-gaap:DebtInstrumentConvertibleConversionPrice1", "50.00", END, NOTES, unit="price"
        )
        page.say(f"We owe $ {owed} million of notes with a conversion price of $ {price} a share.")
        page.say(
            "Upon conversion we must pay the principal amount of the notes in cash."
            if net
            else "Upon conversion we may deliver cash, shares of our stock, or a combination."
        )
    return page.content()

"""The promises about a report's own numbers, over an invented report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.documents import Flaw, parse, report_flaws

scenarios("documents/checks.feature")

BALANCE = [
    ("Cash", "CashAndCashEquivalentsAtCarryingValue", 130, 100),
    ("Receivables", "AccountsReceivableNetCurrent", 80, 70),
    ("Inventory", "InventoryNet", 60, 50),
    ("Total current assets", "AssetsCurrent", 270, 220),
    ("Property", "PropertyPlantAndEquipmentNet", 400, 380),
    ("Goodwill", "Goodwill", 90, 90),
    ("Total non-current assets", "AssetsNoncurrent", 490, 470),
    ("Total assets", "Assets", 760, 690),
    ("Payables", "AccountsPayableCurrent", 75, 65),
    ("Accrued", "AccruedLiabilitiesCurrent", 45, 40),
    ("Total current liabilities", "LiabilitiesCurrent", 120, 105),
    ("Long-term debt", "LongTermDebtNoncurrent", 300, 310),
    ("Total liabilities", "Liabilities", 420, 415),
    ("Common stock", "CommonStockValue", 100, 100),
    ("Retained earnings", "RetainedEarningsAccumulatedDeficit", 240, 175),
    ("Total equity", "StockholdersEquity", 340, 275),
    ("Total liabilities and equity", "LiabilitiesAndStockholdersEquity", 760, 690),
]
FLOWS: list[tuple[str, str, int, int | None]] = [
    ("Net income", "NetIncomeLoss", 65, 55),
    ("Depreciation", "Depreciation", 40, 38),
    ("Inventories", "-IncreaseDecreaseInInventories", -10, -12),
    ("Cash from operations", "NetCashProvidedByUsedInOperatingActivities", 95, 81),
    ("Capital expenditure", "-PaymentsToAcquirePropertyPlantAndEquipment", -67, -58),
    ("Business sold", "ProceedsFromDivestitureOfBusinesses", 7, None),
    ("Proceeds of sales", "ProceedsFromSaleOfPropertyPlantAndEquipment", 5, 2),
    ("Cash from investing", "NetCashProvidedByUsedInInvestingActivities", -55, -56),
    ("Debt repaid", "-RepaymentsOfLongTermDebt", -10, -15),
    ("Cash from financing", "NetCashProvidedByUsedInFinancingActivities", -10, -15),
    ("Change in cash", "CashAndCashEquivalentsPeriodIncreaseDecrease", 30, 10),
]


@dataclass
class World:
    html: str = ""
    flaws: Sequence[Flaw] = field(default_factory=list)


@pytest.fixture
def world() -> World:
    return World()


def tagged(concept: str, value: int, context: str, *, dims: str = "") -> str:
    turned = concept.startswith("-")
    name = concept.removeprefix("-")
    negative = (value < 0) != turned and value != 0
    sign = ' sign="-"' if negative else ""
    shown = f"{abs(value)}.0"
    tag = (
        f'<ix:nonFraction id="{name}-{context}{dims}" name="us-gaap:{name}" contextRef="{context}" '
        f'unitRef="usd" decimals="-5" scale="6"{sign} format="ixt:num-dot-decimal">{shown}'
        "</ix:nonFraction>"
    )
    return f"({tag})" if value < 0 else tag


def row(label: str, concept: str, values: Sequence[int | None], contexts: Sequence[str]) -> str:
    cells = "".join(
        f"<td>{'-' if value is None else tagged(concept, value, context)}</td>"
        for value, context in zip(values, contexts, strict=True)
    )
    return f"<tr><td>{label}</td>{cells}</tr>\n"


def context(name: str, days: str, segment: str = "") -> str:
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">'
        f"9999990077</xbrli:identifier>{segment}</xbrli:entity><xbrli:period>{days}</xbrli:period>"
        "</xbrli:context>"
    )


def at(day: str) -> str:
    return f"<xbrli:instant>{day}</xbrli:instant>"


def over(year: int) -> str:
    start, end = f"{year}-01-01", f"{year}-12-31"
    return f"<xbrli:startDate>{start}</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>"


def report(*tables: str) -> str:
    segment = (
        "<xbrli:segment><xbrldi:explicitMember dimension='us-gaap:StatementBusinessSegmentsAxis'>"
        "{}</xbrldi:explicitMember></xbrli:segment>"
    )
    contexts = "".join(
        (
            context("e3", at("2023-12-31")),
            context("e2", at("2022-12-31")),
            context("e1", at("2021-12-31")),
            context("y3", over(2023)),
            context("y2", over(2022)),
            context("north", over(2023), segment.format("us-gaap:NorthMember")),
            context("off", over(2023), segment.format("us-gaap:EliminationsMember")),
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"'
        ' xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"'
        ' xmlns:xbrli="http://www.xbrl.org/2003/instance"'
        ' xmlns:xbrldi="http://xbrl.org/2006/xbrldi"'
        ' xmlns:iso4217="http://www.xbrl.org/2003/iso4217"'
        ' xmlns:dei="http://xbrl.sec.gov/dei/2023" xmlns:us-gaap="http://fasb.org/us-gaap/2023"'
        ' xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12">'
        "<head><title>10-K</title></head><body><div style='display:none'><ix:header><ix:resources>"
        f"{contexts}<xbrli:unit id='usd'><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>"
        "<xbrli:unit id='pure'><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>"
        "<xbrli:unit id='shares'><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unit>"
        "</ix:resources></ix:header></div>"
        "<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>Form "
        "<ix:nonNumeric name='dei:DocumentType' contextRef='y3'>10-K</ix:nonNumeric></p>"
        + "".join(f"<p>(in millions)</p><table>{table}</table>" for table in tables)
        + "</body></html>"
    )


@given("a balance sheet and a cash flow statement that add up")
def _(world: World) -> None:
    balance = "".join(row(n, c, (a, b), ("e3", "e2")) for n, c, a, b in BALANCE)
    flows = "".join(row(n, c, (a, b), ("y3", "y2")) for n, c, a, b in FLOWS)
    cash = "CashAndCashEquivalentsAtCarryingValue"
    flows += row("Cash at beginning", cash, (100, 90), ("e2", "e1")).replace('id="', 'id="b-')
    flows += row("Cash at end", cash, (130, 100), ("e3", "e2")).replace('id="', 'id="c-')
    world.html = report(balance, flows)


@given("a table of segments whose eliminations are tagged as they are shown")
def _(world: World) -> None:
    name = "RevenueFromContractWithCustomerExcludingAssessedTax"
    cells = f"<td>{tagged(name, 500, 'north')}</td><td>{tagged('-' + name, 40, 'off')}</td>"
    world.html = report(f"<tr><td>Revenue</td>{cells}</tr>")


def rates(*, scale: int) -> str:
    """21.0% of a profit and (21.0)% of a loss, the latter tagged as the positive rate it is."""
    name = "EffectiveIncomeTaxRateContinuingOperations"
    tag = (
        f'<ix:nonFraction id="{{0}}" name="us-gaap:{name}" contextRef="{{0}}" unitRef="pure" '
        'decimals="3" scale="{1}" format="ixt:num-dot-decimal">21.0</ix:nonFraction>'
    )
    gain, loss = tag.format("y3", scale), tag.format("y2", -2)
    return f"<tr><td>Rate</td><td>{gain}</td><td>%</td><td>({loss})</td><td>%</td></tr>"


@given("a table of tax rates of which the year of a loss is shown turned")
def _(world: World) -> None:
    world.html = report(rates(scale=-2))


@given(
    parsers.parse(
        "a loss of 100 with tax of {tax:d} and an effective rate tagged as {rate:d} percent"
    )
)
def _(world: World, tax: int, rate: int) -> None:
    pretax = (
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
        "ExtraordinaryItemsNoncontrollingInterest"
    )
    lines = [("Loss before tax", pretax, -100), ("Income tax", "IncomeTaxExpenseBenefit", tax)]
    statement = "".join(row(label, concept, (value,), ("y3",)) for label, concept, value in lines)
    sign = ' sign="-"' if rate < 0 else ""
    note = (
        '<tr><td>Rate</td><td><ix:nonFraction id="rate" contextRef="y3" unitRef="pure" '
        f'name="us-gaap:EffectiveIncomeTaxRateContinuingOperations" decimals="2" scale="-2"{sign} '
        f'format="ixt:num-dot-decimal">{abs(rate)}.0</ix:nonFraction></td><td>%</td></tr>'
    )
    world.html = report(statement, note)


@given("a table of tax rates of which one is tagged as a whole number")
def _(world: World) -> None:
    world.html = report(rates(scale=0))


CHANGES = {
    "goodwill of 2023 is tagged as of 2021": (
        r'(id="Goodwill-e3"[^>]*)contextRef="e3"',
        r'\1contextRef="e1"',
    ),
    "the columns of depreciation are exchanged": (
        r'(id="Depreciation-y3"[^>]*contextRef=)"y3"(.*?id="Depreciation-y2"[^>]*contextRef=)"y2"',
        r'\1"y2"\2"y3"',
    ),
    "debt of 2023 is tagged in shares": (
        r'(id="LongTermDebtNoncurrent-e3"[^>]*)unitRef="usd"',
        r'\1unitRef="shares"',
    ),
    "the only number of business sold is tagged as of 2022": (
        r'(id="ProceedsFromDivestitureOfBusinesses-y3"[^>]*)contextRef="y3"',
        r'\1contextRef="y2"',
    ),
    "all columns of depreciation turn their sign": (
        r'(id="Depreciation-y3".*?)(id="Depreciation-y2")',
        r'sign="-" \1sign="-" \2',
    ),
    "non-current assets of 2023 are a copy of 2022": (
        r'(id="AssetsNoncurrent-e3"[^>]*>)490',
        r"\g<1>470",
    ),
    "the cash at the end of 2023 is another measure of it": (
        r'(id="c-CashAndCashEquivalentsAtCarryingValue-e3" name="us-gaap:Cash)[^"]*("[^>]*>)130',
        r"\g<1>\g<2>120",
    ),
    "inventory of 2023 is a copy of 2022": (r'(id="InventoryNet-e3"[^>]*>)60', r"\g<1>50"),
    "inventory of 2023 is tagged in billions": (
        r'(id="InventoryNet-e3"[^>]*)scale="6"',
        r'\1scale="9"',
    ),
    "capital expenditure of 2023 is tagged negative": (
        r'id="PaymentsToAcquirePropertyPlantAndEquipment-y3"',
        r'sign="-" \g<0>',
    ),
    "other flows of 2022 turn their sign": (
        r'id="IncreaseDecreaseInInventories-y2"',
        r'sign="-" \g<0>',
    ),
    "total assets are said again as another number": (
        r'(<ix:nonFraction id="Assets-e3")(.*?>)760\.0(</ix:nonFraction>)',
        r'\g<0></td><td><ix:nonFraction id="again"\g<2>770.0\3',
    ),
    "the row of inventory is gone": (r"<tr><td>Inventory</td>.*?</tr>", ""),
    "one digit of inventory of 2023 is wrong": (r'(id="InventoryNet-e3"[^>]*>)60', r"\g<1>90"),
    "the row of total equity is gone": (r"<tr><td>Total equity</td>.*?</tr>", ""),
    "the cash at the beginning of 2022 is gone": (
        r"<td><ix:nonFraction[^>]*contextRef=\"e1\".*?</td>",
        "",
    ),
}


@when("the report is checked")
def _(world: World) -> None:
    world.flaws = report_flaws(parse(world.html.encode(), name="report.htm"))


@when(parsers.parse("{what} and the report is checked"))
def _(world: World, what: str) -> None:
    pattern, instead = CHANGES[what]
    changed, count = re.subn(pattern, instead, world.html, count=1, flags=re.DOTALL)
    assert count == 1
    world.flaws = report_flaws(parse(changed.encode(), name="report.htm"))


@then("nothing is found")
def _(world: World) -> None:
    assert [flaw.message for flaw in world.flaws] == []


@then(parsers.parse("a flaw of {rule} names {concept}"))
def _(world: World, rule: str, concept: str) -> None:
    assert (rule, f"us-gaap:{concept}") in {(flaw.rule, flaw.concept) for flaw in world.flaws}


@then(parsers.parse("the effective tax rate is {verdict}"))
def _(world: World, verdict: str) -> None:
    told = {(flaw.rule, flaw.concept) for flaw in world.flaws}
    rate = ("rate", "us-gaap:EffectiveIncomeTaxRateContinuingOperations")
    assert told == ({rate} if verdict == "doubted" else set())

"""The promises about numbers read from statements, over a small invented report and a real one."""

import gzip
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.documents import parse
from bookrunner.facts import FROM_TABLE, Fact
from bookrunner.facts.statement_tables.printed import Number, Row
from bookrunner.facts.statement_tables.ties import tied_rows
from bookrunner.figures import PUBLIC, USD, Period, instant
from bookrunner.ingestion import Taken, taken

scenarios("facts/statement_tables.feature")

_YEAR = Period(date(2003, 1, 1), date(2003, 12, 31))
_BEFORE = Period(date(2002, 1, 1), date(2002, 12, 31))


@dataclass(frozen=True)
class Report:
    """What an invented annual report of 2003 shows."""

    unit: str = "(in thousands, except per share data)"
    assets: str = "1,000"
    years: tuple[str, str] = ("2003", "2002")
    ended: str = "December 31, 2003 and 2002"
    profit_of_cash_flows: str = "60"
    flow: str = "Changes in working capital"

    def html(self) -> bytes:
        balance = (
            ("Cash and cash equivalents", "100", "90"),
            ("Accounts receivable, net", "200", "180"),
            ("Inventories", "150", "140"),
            ("Total current assets", "450", "410"),
            ("Property and equipment, net", "550", "500"),
            ("Total assets", self.assets, "910"),
            ("Accounts payable", "120", "110"),
            ("Accrued liabilities", "80", "70"),
            ("Total current liabilities", "200", "180"),
            ("Long-term debt", "300", "290"),
            ("Total liabilities", "500", "470"),
            ("Common stock", "50", "50"),
            ("Retained earnings", "450", "390"),
            ("Total stockholders' equity", "500", "440"),
            ("Total liabilities and stockholders' equity", "1,000", "910"),
        )
        income = (
            ("Net sales", "900", "800"),
            ("Cost of sales", "600", "540"),
            ("Gross profit", "300", "260"),
            ("Selling, general and administrative", "180", "160"),
            ("Operating income", "120", "100"),
            ("Interest expense", "(20)", "(20)"),
            ("Income before income taxes", "100", "80"),
            ("Provision for income taxes", "40", "32"),
            ("Net income", "60", "48"),
        )
        flows = (
            ("Net income", self.profit_of_cash_flows, "48"),
            ("Depreciation and amortization", "50", "45"),
            (self.flow, "(10)", "2"),
            ("Net cash provided by operating activities", "100", "95"),
            ("Capital expenditures", "(100)", "(80)"),
            ("Net cash used in investing activities", "(100)", "(80)"),
            ("Proceeds of long-term debt", "10", "5"),
            ("Net cash provided by financing activities", "10", "5"),
            ("Net increase in cash", "10", "20"),
        )
        return (
            "<html><body><p>FORM 10-K</p><p>SECURITIES AND EXCHANGE COMMISSION</p>"
            "<p>ANNUAL REPORT For the fiscal year ended December 31, 2003</p>"
            "<p>Quillfeather Tools, Inc.</p><p>(Exact name of registrant as specified)</p>"
            + self._table("Consolidated Balance Sheets", self.ended, balance)
            + self._table("Consolidated Statements of Income", self._spans, income)
            + self._table("Consolidated Statements of Cash Flows", self._spans, flows)
            + "</body></html>"
        ).encode()

    @property
    def _spans(self) -> str:
        return f"Years ended {self.ended}" if self.ended else ""

    def _table(self, title: str, ended: str, rows: tuple[tuple[str, str, str], ...]) -> str:
        head = "".join(f"<td>{year}</td>" for year in self.years)
        lines = "".join(f"<tr><td>{a}</td><td>${b}</td><td>{c}</td></tr>" for a, b, c in rows)
        return (
            f"<p>The notes are a part of these statements.</p><p>{title}</p><p>{ended}</p>"
            f"<p>{self.unit}</p><table><tr><td></td>{head}</tr>{lines}</table>"
        )


@dataclass
class World:
    received: bytes = b""
    name: str = "report.htm"
    made: Taken | None = None

    @property
    def facts(self) -> list[Fact]:
        assert self.made is not None
        return list(self.made.facts)

    def value(self, concept: str, period: Period) -> Decimal | None:
        found = {f.value for f in self.facts if f.concept == concept and f.period == period}
        assert len(found) <= 1
        return found.pop() if found else None

    def codes(self) -> set[str]:
        assert self.made is not None
        return {finding.code for finding in self.made.findings}


@pytest.fixture
def world() -> World:
    return World(Report().html())


@given("an old annual report whose statements are in thousands")
def _(world: World) -> None:
    world.received = Report().html()


@given("an old annual report whose total assets are misprinted")
def _(world: World) -> None:
    world.received = Report(assets="1,010").html()


@given("an old annual report whose statements name no unit")
def _(world: World) -> None:
    world.received = Report(unit="").html()


@given("an old annual report whose columns bear no dates")
def _(world: World) -> None:
    world.received = Report(years=("This year", "Last year"), ended="").html()


@given("an old annual report whose two profits differ")
def _(world: World) -> None:
    world.received = replace(Report(), profit_of_cash_flows="70").html()


@given("an old annual report in dollars with a row about Japanese yen")
def _(world: World) -> None:
    world.received = Report(flow="Gains on Japanese yen contracts").html()


@given("the quarterly report 0000912057-00-023442 in plain text")
def _(world: World, shared_data: Path) -> None:
    path = shared_data / "filings/10-Q/APPLE-COMPUTER-INC_0000912057-00-023442.txt.gz"
    world.received, world.name = gzip.decompress(path.read_bytes()), path.name.removesuffix(".gz")


@when("the filing is taken")
def _(world: World) -> None:
    document = parse(world.received, name=world.name)
    world.made = taken(document, world.received, PUBLIC)


@then("its total assets, revenue and net income are in single units with the cells they stand in")
def _(world: World) -> None:
    assert world.value("us-gaap:Assets", instant(date(2003, 12, 31))) == 1_000_000
    assert world.value("us-gaap:Assets", instant(date(2002, 12, 31))) == 910_000
    assert world.value("us-gaap:Revenues", _YEAR) == 900_000
    assert world.value("us-gaap:NetIncomeLoss", _BEFORE) == 48_000
    assert world.value("us-gaap:IncomeTaxExpenseBenefit", _YEAR) == 40_000
    assert world.value("us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", _YEAR) == 100_000
    text = parse(world.received, name=world.name).text
    for fact in world.facts:
        assert fact.citation is not None
        assert fact.unit == USD
        shown = text[fact.citation.start : fact.citation.end].strip("$()").replace(",", "")
        assert Decimal(shown) * 1000 == abs(fact.value)


@then("each says that it was read from a table")
def _(world: World) -> None:
    assert world.facts
    assert all(fact.doubt.startswith(f"{FROM_TABLE}: ") for fact in world.facts)
    assert all(fact.label in fact.told_as for fact in world.facts)
    assert "ingestion.facts-lost" not in world.codes()


@then("nothing of its balance sheet is kept and a finding says why")
def _(world: World) -> None:
    assert world.facts
    assert not any(fact.period.is_instant for fact in world.facts)
    assert "facts.table-does-not-tie" in world.codes()


@then("no number is kept and a finding says that the scale is missing")
def _(world: World) -> None:
    assert not world.facts
    assert "facts.table-without-scale" in world.codes()


@then("no number is kept and a finding says that the columns are not dated")
def _(world: World) -> None:
    assert not world.facts
    assert "facts.table-not-dated" in world.codes()


@then("its total assets and net cash from operations are in dollars")
def _(world: World) -> None:
    assert world.value("us-gaap:Assets", instant(date(2003, 12, 31))) == 1_000_000
    flow = "us-gaap:NetCashProvidedByUsedInOperatingActivities"
    assert world.value(flow, _YEAR) == 100_000
    assert {fact.unit for fact in world.facts} == {USD}


@then("its net income is not kept and a finding says so")
def _(world: World) -> None:
    assert world.value("us-gaap:NetIncomeLoss", _YEAR) is None
    assert "facts.row-does-not-tie" in world.codes()
    assert world.value("us-gaap:Revenues", _YEAR) == 900_000


@then("its total assets of 2000-04-01 are 7,007 million dollars")
def _(world: World) -> None:
    assert world.value("us-gaap:Assets", instant(date(2000, 4, 1))) == 7_007_000_000
    assert world.value("us-gaap:LiabilitiesCurrent", instant(date(1999, 9, 25))) == 1_549_000_000


def _row(*values: int) -> Row:
    return Row("", "", tuple(Number(Decimal(value), 0, 0, 0) for value in values))


def test_a_sum_must_come_out_in_every_column() -> None:
    assert tied_rows([_row(1, 10), _row(2, 20), _row(3, 30)]) == {0, 1, 2}
    assert tied_rows([_row(1, 10), _row(2, 20), _row(3, 31)]) == set()
    assert tied_rows([_row(9, 90), _row(2, 20), _row(7, 70)]) == {0, 1, 2}


@pytest.mark.parametrize(
    "name, concept, period, value",
    [
        ("COSTCO_2021_10K", "Revenues", ("2020-08-31", "2021-08-29"), 195_929_000_000),
        ("ADOBE_2015_10K", "NetIncomeLoss", ("2014-11-29", "2015-11-27"), 629_551_000),
        ("BLOCK_2016_10K", "NetIncomeLoss", ("2016-01-01", "2016-12-31"), -171_590_000),
        ("AMCOR_2023Q4_EARNINGS", "Assets", (None, "2023-06-30"), 17_003_000_000),
    ],
)
def test_statements_of_a_pdf_are_read(
    shared_data: Path, name: str, concept: str, period: tuple[str | None, str], value: int
) -> None:
    """Values as printed in FinanceBench's PDF of that name."""
    path = shared_data / f"benchmarks/financebench/pdfs/{name}.pdf"
    received = path.read_bytes()
    made = taken(parse(received, name=path.name), received, PUBLIC)
    start = None if period[0] is None else date.fromisoformat(period[0])
    asked = Period(start, date.fromisoformat(period[1]))
    found = {f.value for f in made.facts if f.period == asked and f.concept == f"us-gaap:{concept}"}
    assert found == {value}

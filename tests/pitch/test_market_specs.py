"""The promises on the market update, as they are written in specs/pitch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.imports import MARKET_SERIES, BankFile, BankRow, ImportKind, read_table
from bookrunner.office import Chart, Required, Table
from bookrunner.operations.expected import known_plans
from bookrunner.pitch import Request, Valued, pitch_inputs, storyline, valued
from bookrunner.pitch.inputs import no_rows
from bookrunner.pitch.parts import Page
from tests.pitch.books import SAMPLE_DATE, Written, all_texts, recorded, slide_texts, slide_titled

scenarios("pitch/market.feature")

_LEVELS = """class,series,date,value,unit,time
fx,EUR/USD,2024-08-30,1.1050,ratio,
equity,Example 500,2024-07-31,"4,400.00",ratio,
equity,Example 500,2024-08-29,"5,000.00",ratio,
equity,Example 500,2024-08-30,"5,500.00",ratio,16:00 ET
equity,Example 500,2024-08-31,"9,999.00",ratio,
credit,IG spread,2023-12-29,100,bp,
credit,IG spread,2024-08-30,120,bp,
"""

Bank = Callable[[ImportKind, date], Sequence[BankRow]]


def _bank(text: str, folder: Path) -> Bank:
    path = folder / "levels.csv"
    path.write_text(text, encoding="utf-8")
    file = BankFile(MARKET_SERIES.name, "0" * 64, path.name, "Market desk", SAMPLE_DATE)
    rows = [BankRow(file, row) for row in read_table(path, MARKET_SERIES, ()).rows]
    return lambda kind, on: rows if kind is MARKET_SERIES and on == SAMPLE_DATE else ()


@given("levels of an index, a credit spread and a rate of exchange on chosen days",
       target_fixture="bank")  # fmt: skip
def levels(tmp_path: Path) -> Bank:
    return _bank(_LEVELS, tmp_path)


@given("an index and a spread with a level on each of 180 days", target_fixture="bank")
def daily(tmp_path: Path) -> Bank:
    lines = ["class,series,date,value,unit"]
    for back in range(180):
        day = SAMPLE_DATE - timedelta(days=back)
        lines.append(f"equity,Example 500,{day},{5000 - back},ratio")
        lines.append(f"credit,IG spread,{day},{120 + back % 7},bp")
    return _bank("\n".join(lines), tmp_path)


@when("a follow-on pitch is written with them", target_fixture="book")
def written(sample: Desk, bank: Bank, tmp_path: Path) -> Written:
    inputs = pitch_inputs(sample.store, sample.viewer, Request("HD", ("LOW", "WMT")), bank=bank)
    return recorded(valued(inputs, storyline("follow-on")), tmp_path / "out", sample.writers)


def _moved(book: Written, key: str) -> float:
    found = [
        one.figure.value for one in book.workbook_stands
        if one.figure.key == f"market.series.{key}"
    ]  # fmt: skip
    assert isinstance(found[0], float)
    return found[0]


@then("the index at 5,500.00 moved 10.0% over the day, 25.0% over the month and not known over the "
      "week")  # fmt: skip
def index_moved(book: Written) -> None:
    # 5,500 / 5,000 - 1 and 5,500 / 4,400 - 1; nothing is kept of 18 to 23 August.
    assert _moved(book, "example_500.change_1d_share") == pytest.approx(0.10)
    assert _moved(book, "example_500.change_1m_share") == pytest.approx(0.25)
    keys = {one.figure.key for one in book.workbook_stands}
    assert "market.series.example_500.change_1w_share" not in keys
    page = slide_texts(book.slides, slide_titled(book.slides, "Example 500 stands at 5,500.00"))
    assert "10.0%\nrequired\n25.0%\nrequired" in page


@then("the spread of 120 bp widened by 20 bp in the year to date")
def spread_moved(book: Written) -> None:
    assert _moved(book, "ig_spread.change_ytd_spread") == pytest.approx(0.0020)
    page = slide_texts(book.slides, slide_titled(book.slides, "Example 500 stands at 5,500.00"))
    assert "120 bp" in page
    assert "20 bp" in page


@then("the levels stand by class with day and time, and on the Market sheet")
def by_class(book: Written) -> None:
    page = slide_texts(book.slides, slide_titled(book.slides, "Example 500 stands at 5,500.00"))
    assert page.index("Credit") < page.index("Equity") < page.index("FX")
    assert "30-Aug-2024, 16:00 ET" in page
    assert "1.1050" in page
    assert "Market" in {sheet for sheet, _ in book.cells.cells}


@then("the level of the day after the valuation date stands nowhere")
def not_later(book: Written) -> None:
    assert "9,999" not in all_texts(book.slides)
    values = {one.figure.value for one in book.workbook_stands}
    assert 9999.0 not in values


@then("the market page draws both, each with its last level at the right")
def drawn(book: Written) -> None:
    charts = [block for _, block in _page(book.valued, "market").slide.blocks
              if isinstance(block, Chart)]  # fmt: skip
    series = {one.series[0].name: one.series[0].figures for one in charts}
    assert series["Example 500"][-1].value == 5000
    assert series["IG spread"][-1].value == pytest.approx(0.0120)
    assert 5 <= len(series["IG spread"]) <= 9


def _made(sample: Desk, company: str, told: str, bank: Bank) -> Valued:
    plans = known_plans(sample)
    inputs = pitch_inputs(sample.store, sample.viewer, Request(company), plans=plans, bank=bank)
    return valued(inputs, storyline(told))


@when(parsers.parse("a pitch of the type {told} is made for {company}"), target_fixture="made")
def made_of(sample: Desk, told: str, company: str) -> Valued:
    return _made(sample, company, told, no_rows)


def _page(made: Valued, name: str) -> Page:
    return next(page for part in made.parts for page in part.pages if page.name == name)


@then("it has a market page that names the import of market series")
def named(made: Valued) -> None:
    slide = _page(made, "market").slide
    needs = [block for _, block in slide.blocks if isinstance(block, Required)]
    assert "import market-series FILE" in needs[0].how


@when("an ipo pitch is made for Fernhollow with them", target_fixture="made")
def first_offering(sample: Desk, bank: Bank) -> Valued:
    return _made(sample, "Fernhollow", "ipo", bank)


@then("the market window has the Treasury curve, and a page of levels follows it")
def window(made: Valued) -> None:
    (part,) = [one for one in made.parts if any(page.name == "ipo_market" for page in one.pages)]
    names = [page.name for page in part.pages]
    assert names.index("market_levels") == names.index("ipo_market") + 1
    blocks = [block for _, block in part.pages[0].slide.blocks]
    assert any(isinstance(one, Chart) for one in blocks)
    assert any("Treasury" in str(one.rows[0].cells[0]) for one in blocks if isinstance(one, Table))

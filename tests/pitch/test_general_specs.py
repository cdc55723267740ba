"""The promises on the general pitch beside its valuation, as written in specs/pitch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.audit import audit_workbook
from bookrunner.credit import Capacity, credit_statistics, debt_capacity
from bookrunner.facts import Quote
from bookrunner.figures import NM
from bookrunner.imports import CREDENTIALS, LEAGUE_TABLE, BankFile, BankRow, ImportKind, read_table
from bookrunner.pitch import Request, Valued, pitch_inputs, storyline, valued
from bookrunner.valuation import CompanyInputs
from tests.credit.companies import policy
from tests.pitch.books import (
    SAMPLE_DATE,
    Written,
    number,
    recorded,
    slide_texts,
    slide_titled,
)
from tests.valuation.companies import company

scenarios("pitch/general.feature")

_DEALS = """client,deal,product,closed,role,size,unit,sector
Beta Foods plc,Sale to Gamma,M&A,2024-06-01,Adviser to the seller,,USD million,Food
Alpha Stores Inc,4.25% senior notes 2033,Bonds,2024-05-14,Bookrunner,"1,250",USD million,Retail
"""
_LEAGUE = """table,period,rank,bank,volume,unit,criteria
US bonds,FY2024,2,Other Bank,"50,000",USD million,full credit to each
US bonds,FY2024,1,Example Bank,"51,200",USD million,full credit to each
US bonds,FY2023,1,Other Bank,"41,200",USD million,full credit to each
"""

_PAST = """target,acquirer,announced,status,acquired,unit,enterprise_value,ltm_revenue,ltm_ebitda,offer_price,unaffected_price
Alpha Parts Inc,Beta Corp,2023-06-28,closed,100%,USD million,3600,1800,360,30,24
Gamma Tools,Delta Fund,2022-03-01,closed,100%,USD million,900,600,75,,
Epsilon 3D,Zeta,2021-01-10,closed,80%,USD million,2400,1000,200,12,10
"""  # noqa: E501 - one row a line


@pytest.fixture
def closes() -> Sequence[Quote]:
    return ()


@pytest.fixture
def brought() -> dict[ImportKind, str]:
    return {}


@given("Home Depot with EBITDA of 24,936 and debt of 44,111 million in fiscal 2023")
def home_depot() -> None: ...


@given("deals and a league table that the bank imported")
def imported(brought: dict[str, str]) -> None:
    brought.update({"credentials": _DEALS, "league-table": _LEAGUE})


@given("a year and more of daily closes of Home Depot", target_fixture="closes")
def daily_closes() -> Sequence[Quote]:
    """Rising by 0.10 a day from 332.00 of 365 days before; of the days before that at 500."""
    home_depot = "0000354950"
    return [
        Quote(
            cik=home_depot,
            on=SAMPLE_DATE - timedelta(days=back),
            price=Decimal(332) + Decimal(365 - back) / 10 if back <= 365 else Decimal(500),
            currency="USD",
            source="Invented closes",
        )
        for back in range(400, -1, -1)
    ]


@when("its general pitch is written", target_fixture="book")
def written(
    sample: Desk, brought: dict[str, str], closes: Sequence[Quote], tmp_path: Path
) -> Written:
    def bank(kind: ImportKind, on: date) -> Sequence[BankRow]:
        assert on == SAMPLE_DATE
        return _rows(kind, brought[kind.name], tmp_path) if kind.name in brought else ()

    request = Request("HD", ("LOW", "WMT", "NKE"), quotes=closes)
    inputs = pitch_inputs(sample.store, sample.viewer, request, bank=bank)
    return recorded(valued(inputs, storyline("general")), tmp_path / "out", sample.writers)


def _rows(kind: ImportKind, text: str, folder: Path) -> Sequence[BankRow]:
    path = folder / f"{kind.name}.csv"
    path.write_text(text, encoding="utf-8")
    file = BankFile(kind.name, "0" * 64, path.name, "Deal records", SAMPLE_DATE)
    return [BankRow(file, row) for row in read_table(path, kind, ()).rows]


def _page(book: Written, heading: str) -> str:
    return slide_texts(book.slides, slide_titled(book.slides, heading))


@then(
    "it says that 18.2 billion can be added before debt is 2.5x EBITDA, 22.0 billion with its cash"
)
def room_is_told(book: Written) -> None:
    # 2.5 x 24,936 - 44,111 = 18,229; with cash of 3,760 it is 21,989.
    page = _page(book, "HD could add $18.2 billion of debt before it owes 2.5x EBITDA")
    assert "Firepower of $22.0 billion" in page


@then("the room stands on a sheet of its own as a formula, with a check")
def room_stands(book: Written) -> None:
    room = next(
        one.figure for one in book.workbook_stands if one.figure.key == "hd.credit.debt_room"
    )
    assert room.value == pytest.approx(18_229e6)
    sheets = {sheet for sheet, _ in book.cells.cells}
    assert "Debt capacity" in sheets
    checks = [str(cell.value) for (sheet, _), cell in book.cells.cells.items() if sheet == "Checks"]
    assert any("Debt with its room drawn stands at the limit" in one for one in checks)


@given("a company with EBITDA of 250 and debt of 800", target_fixture="indebted")
def indebted() -> CompanyInputs:
    return company(changes={"total_debt": "800"})


@when("its capacity for debt is computed", target_fixture="capacity")
def capacity(indebted: CompanyInputs) -> Capacity:
    equity = indebted.latest.figures["total_equity"]
    return debt_capacity(credit_statistics(indebted, policy()), equity)


@then("its room is -175, the equity that is needed 175, and a share of the equity value means "
      "nothing")  # fmt: skip
def beyond(capacity: Capacity) -> None:
    assert capacity.room.value == pytest.approx(-175)
    assert capacity.shortfall.value == pytest.approx(175)
    assert capacity.share_of_equity is not None
    assert capacity.share_of_equity.value is NM
    assert capacity.again.value == pytest.approx(2.5)


@given("MARA, which reports as a financial company")
def lender() -> None: ...


@when("its general pitch is made", target_fixture="made")
def made(sample: Desk) -> Valued:
    inputs = pitch_inputs(sample.store, sample.viewer, Request("MARA"))
    return valued(inputs, storyline("general"))


@then("it has no part on debt and none on alternatives")
def neither(made: Valued) -> None:
    assert made.inputs.target.is_financial
    assert not {kind.key for kind, _ in made.told} & {"credit", "routes"}


@then("the page names the deals, those of the sector first, and of the league table the latest "
      "period by place")  # fmt: skip
def deals_are_told(book: Written) -> None:
    page = _page(book, "The bank acted for Alpha Stores Inc")
    assert page.index("Alpha Stores Inc") < page.index("Beta Foods plc")
    assert "4.25% senior notes 2033" in page
    assert page.index("Example Bank") < page.index("Other Bank")
    assert "51,200.0" in page
    assert "41,200.0" not in page


@then("a deal without a size has none")
def no_size(book: Written) -> None:
    sizes = [one.figure for one in book.workbook_stands if one.figure.key.startswith("bank.deal")]
    assert {one.value for one in sizes} == {1_250e6}


@then("the page on credentials says which two imports it needs, and a notice ends the deck")
def no_record(book: Written) -> None:
    page = _page(book, "Credentials: an input is required")
    assert f"bookrunner import {CREDENTIALS.name}" in page
    assert f"bookrunner import {LEAGUE_TABLE.name}" in page
    last = max(int(place.split("/")[0].split(" ")[1]) for place in book.slides.texts)
    assert slide_titled(book.slides, "Important notice") == last


@given("three past deals that the bank imported")
def past(brought: dict[str, str]) -> None:
    brought["precedents"] = _PAST


@then("the page shows each with its multiples, and 12.0x as the median of EBITDA")
def past_deals(book: Written) -> None:
    # 3,600 / 360, 900 / 75 and 2,400 / 200: 10x, 12x and 12x.
    page = _page(book, "Buyers paid a median of 12.0x LTM EBITDA")
    for words in ("Alpha Parts Inc", "Delta Fund", "Epsilon 3D", "10.0x", "25.0%", "20.0%"):
        assert words in page


@then("the football field has their ranges, and an auditor finds nothing in the workbook")
def on_the_field(book: Written) -> None:
    assert "Precedents' EV / LTM EBITDA" in _page(book, "Methods centre between")
    assert list(audit_workbook(book.book.workbook).flaws) == []


@then("the football field has a bar for 52 weeks, from 332.00 to 368.50 a share")
def past_year(book: Written) -> None:
    slide = slide_titled(book.slides, "Methods centre between")
    told = {
        one.figure.key: one.figure for one in book.deck_stands if f"slide {slide}/" in one.place
    }
    assert [number(told[f"hd.{end}_52_weeks"]) for end in ("low", "high")] == [332.0, 368.5]

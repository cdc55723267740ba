"""The promises on pitches for a first offering, as they are written in specs/pitch."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.office import Table, line_text
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.expected import known_plans
from bookrunner.operations.offerings import known_offerings
from bookrunner.pitch import (
    PitchInputs,
    Request,
    TypeDoesNotFit,
    Valued,
    pitch_inputs,
    storyline,
    valued,
)
from bookrunner.pitch.deck_pages import pitch_deck
from bookrunner.pitch.ipo_pages import timetable
from bookrunner.pitch.trading_days import is_trading_day
from bookrunner.valuation import Adoptions
from tests.pitch.books import Written, adopting, all_texts, recorded

scenarios("pitch/ipo.feature")
PAGES = (
    "Market window", "Positioning", "Valuation at the offer", "Size and structure",
    "Syndicate and fees", "Cap table", "Pro forma capitalisation", "Offering sensitivity",
    "Investor targeting", "Timetable", "Aftermarket and stabilisation", "Risks",
)  # fmt: skip


def _inputs(sample: Desk, adoptions: Adoptions | None = None) -> PitchInputs:
    asked = Request("Fernhollow", adoptions=adoptions or Adoptions({}))
    return pitch_inputs(
        sample.store, sample.viewer, asked, plans=known_plans(sample),
        offerings=known_offerings(sample),
    )  # fmt: skip


@pytest.fixture(scope="module")
def first(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Written:
    made = valued(_inputs(sample), storyline("ipo"))
    return recorded(made, tmp_path_factory.mktemp("ipo") / "out", sample.writers)


@given("the sample and its private company")
def the_sample() -> None: ...


@when("an ipo pitch of it is written", target_fixture="book")
def book(first: Written) -> Written:
    return first


@then("its pages go from the market window to the risks")
def pages(book: Written) -> None:
    (part,) = [one for one in book.valued.parts if any(m.key == "ipo" for m in one.models)]
    assert tuple(page.heading for page in part.pages) == PAGES
    said = all_texts(book.slides)
    assert "Hollow Creek Partners II" in said
    assert "below fair value after the money" in said


@then("they say that market levels, investors, syndicate and book value are required")
def required(book: Written) -> None:
    said = all_texts(book.slides)
    assert "adopt ipo.market.vix" in said
    assert "13F" in said
    assert "Bookrunners, co-managers and their economics" in said
    assert "ipo.net_tangible_book_value" in said


@then("every formula cell recalculated by LibreOffice equals the engine")
def recalculates(book: Written, soffice: Path) -> None:
    found = compare(book.book.workbook, recalculate(book.book.workbook, soffice))
    assert found.formula_count > 5000
    assert found.findings == []


@given("the sample with market levels, book value and add-backs adopted",
       target_fixture="adoptions")  # fmt: skip
def adopted() -> Adoptions:
    return adopting(
        {
            "ipo.market.vix": "15.0",
            "ipo.market.index": "5600",
            "ipo.market.index_before": "5000",
            "ipo.net_tangible_book_value": "60000000",
            "ipo.ebitda_add_backs": "1500000",
        }
    )


@when("the offering is made", target_fixture="made")
def made(sample: Desk, adoptions: Adoptions) -> Valued:
    return valued(_inputs(sample, adoptions), storyline("ipo"))


@then("the pages show the levels, the Dilution section and the conservative multiple")
def supplied(made: Valued) -> None:
    words = [
        line_text(cell)
        for slide in pitch_deck(made).slides
        for _, block in slide.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
    ]
    assert "VIX" in words
    # 5,600 over 5,000.
    assert words[words.index("Equity index, change in three months") + 1].strip() == "12.0%"
    assert "Dilution of new investors per share" in words
    (model,) = [one for one in made.models if one.key == "ipo"]
    rows = [row.label for sheet in model.sheets for one in sheet.sections for row in one.rows]
    assert "EV / EBITDA without add-backs" in rows


@when("an ipo pitch of Home Depot is asked for", target_fixture="refused")
def refused(sample: Desk) -> str:
    inputs = pitch_inputs(sample.store, sample.viewer, Request("HD", ("LOW", "WMT")))
    with pytest.raises(TypeDoesNotFit) as raised:
        valued(inputs, storyline("ipo"))
    return str(raised.value)


@then("it is refused as listed, and follow-on and carve-out are named")
def what_fits(refused: str) -> None:
    assert "HD is listed" in refused
    assert "follow-on" in refused
    assert "carve-out" in refused


def test_settlement_passes_over_weekend_and_holiday() -> None:
    steps = {name: day for name, day, _ in timetable(date(2024, 8, 30), 180, 30)}
    assert steps["Pricing"] == date(2025, 2, 13)
    assert steps["First day of trading"] == date(2025, 2, 14)
    # T+2 of Thursday, passing over a weekend and Washington's Birthday, 17 February.
    assert steps["Settlement"] == date(2025, 2, 18)
    assert steps["Release of the lock-up"] == date(2025, 8, 12)


def test_days_on_which_new_york_was_closed() -> None:
    # As the exchange published them for 2024 and 2022.
    closed = ["2024-01-01", "2024-01-15", "2024-02-19", "2024-03-29", "2024-05-27", "2024-06-19",
              "2024-07-04", "2024-09-02", "2024-11-28", "2024-12-25", "2022-06-20", "2022-12-26",
              "2022-04-15"]  # fmt: skip
    assert not [day for day in closed if is_trading_day(date.fromisoformat(day))]
    assert is_trading_day(date(2021, 12, 31))
    assert is_trading_day(date(2024, 11, 29))

"""The promises on pages of various prices, as they are written in specs/pitch."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.pitch import Request, pitch_inputs, storyline, valued
from tests.pitch.books import Written, recorded, slide_texts, slide_titled
from tests.pitch.test_merger_specs import buying

scenarios("pitch/offer_prices.feature")


@given("a general pitch of Home Depot", target_fixture="kind")
def general() -> str:
    return "general"


@given("a buy-side pitch of Johnson & Johnson", target_fixture="kind")
def buy_side() -> str:
    return "buy-side"


@when("its book with the prices is written", target_fixture="book")
def written(kind: str, sample: Desk, tmp_path: Path) -> Written:
    if kind == "buy-side":
        return recorded(buying(sample, "JNJ"), tmp_path / "out", sample.writers)
    request = Request("HD", ("LOW", "WMT", "NKE"))
    inputs = pitch_inputs(sample.store, sample.viewer, request)
    return recorded(valued(inputs, storyline(kind)), tmp_path / "out", sample.writers)


@then("the page shows six offers with the peers' median, and the workbook's formulas recalculate")
def shown(book: Written, soffice: Path) -> None:
    text = slide_texts(book.slides, slide_titled(book.slides, "HD at $368.50 to $552.75"))
    for said in ("0.0% premium", "50.0% premium", "Peers' median", "442.20", "23.7x"):
        assert said in text
    found = compare(book.book.workbook, recalculate(book.book.workbook, soffice))
    assert found.findings == []
    assert found.formula_count > 5_000


@then("the page shows what the target's holders own at each offer and mix")
def owned(book: Written) -> None:
    text = slide_texts(book.slides, slide_titled(book.slides, "BMY at $49.95 to $74.93"))
    for said in ("BMY's holders own, where paid in stock", "75.0%", "27.4%", "5.9%"):
        assert said in text

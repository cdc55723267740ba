"""The promises on pitches for a follow-on, as they are written in specs/pitch."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.expected import known_plans
from bookrunner.pitch import PitchInputs, Request, TypeDoesNotFit, pitch_inputs, storyline, valued
from bookrunner.valuation import Adoptions
from tests.pitch.books import Written, adopting, all_texts, recorded

scenarios("pitch/follow_on.feature")


@given("the sample", target_fixture="adoptions")
def the_sample() -> Adoptions:
    return Adoptions({})


@given("the sample with a discount and an average volume", target_fixture="adoptions")
def with_market() -> Adoptions:
    return adopting({"follow_on.discount_rate": "0.04", "follow_on.daily_volume": "3500000"})


@given("the sample with discount, volume and volatility", target_fixture="adoptions")
def with_volatility() -> Adoptions:
    return adopting(
        {
            "follow_on.discount_rate": "0.04",
            "follow_on.daily_volume": "3500000",
            "follow_on.volatility_rate": "0.24",
        }
    )


@then("a page names the backstop price and the days that sales at the market take")
def backstop(book: Written) -> None:
    said = all_texts(book.slides)
    assert "A bought deal is backstopped at" in said
    assert "Trading days to sell the new shares" in said


@when("a follow-on pitch of Home Depot is written", target_fixture="book")
def book(sample: Desk, adoptions: Adoptions, tmp_path: Path) -> Written:
    inputs = pitch_inputs(
        sample.store, sample.viewer, Request("HD", ("LOW", "WMT"), adoptions=adoptions)
    )
    return recorded(valued(inputs, storyline("follow-on")), tmp_path / "out", sample.writers)


@then("its pages show the ladder, the products and a rights issue")
def pages(book: Written) -> None:
    said = all_texts(book.slides)
    assert "of a follow-on; dilution runs from" in said
    assert "Bought deal" in said
    assert "Theoretical ex-rights price" in said


@then("they say that discount, volume and shelf are required")
def required(book: Written) -> None:
    said = all_texts(book.slides)
    assert "adopt follow_on.discount_rate" in said
    assert "Daily volume, shelf capacity and public float" in said


@then("every formula cell recalculated by LibreOffice equals the engine")
def recalculates(book: Written, soffice: Path) -> None:
    found = compare(book.book.workbook, recalculate(book.book.workbook, soffice))
    assert found.formula_count > 1000
    assert found.findings == []


@given("a company of the sample that is not listed", target_fixture="private")
def private(sample: Desk) -> PitchInputs:
    return pitch_inputs(
        sample.store, sample.viewer, Request("Fernhollow"), plans=known_plans(sample)
    )


@when("a follow-on pitch of it is asked for", target_fixture="refused")
def refused(private: PitchInputs) -> str:
    with pytest.raises(TypeDoesNotFit) as raised:
        valued(private, storyline("follow-on"))
    return str(raised.value)


@then("it is refused as not listed")
def not_listed(refused: str) -> None:
    assert "is not listed" in refused

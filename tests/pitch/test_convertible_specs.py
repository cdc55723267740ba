"""The promises on pitches for a convertible, as they are written in specs/pitch."""

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

scenarios("pitch/convertible.feature")

LEVELS = {
    "convertible.credit_spread": "0.0275",
    "convertible.volatility_rate": "0.40",
    "convertible.borrow_rate": "0.005",
}
"""Invented, of an invented company."""


@given("the sample", target_fixture="adoptions")
def the_sample() -> Adoptions:
    return Adoptions({})


@given("the sample with invented levels of a market", target_fixture="adoptions")
def with_market() -> Adoptions:
    return adopting(LEVELS)


@when("a convertible pitch of Alderbrook is written", target_fixture="book")
def book(sample: Desk, adoptions: Adoptions, tmp_path: Path) -> Written:
    asked = Request("ZZALD", ("LOW",), adoptions=adoptions)
    inputs = pitch_inputs(sample.store, sample.viewer, asked)
    return recorded(valued(inputs, storyline("convertible")), tmp_path / "out", sample.writers)


@then("its pages show the terms grid, the dilution with and without a capped call, and who buys")
def pages(book: Written) -> None:
    said = all_texts(book.slides)
    # 31.40 x 1.30; a tenth of 1,315.6 million.
    assert "ZZALD would raise $131.6 million by notes that convert at $40.82" in said
    assert "With the capped call" in said
    assert "Arbitrage funds" in said


@then("they say that volatility, credit spread and borrow are required")
def required(book: Written) -> None:
    said = all_texts(book.slides)
    assert "Convertible value: an input is required" in said
    assert "convertible.volatility_rate" in said
    assert "convertible.borrow_rate" in said


@then("its pages tell value, grid and cost beside debt and shares")
def told(book: Written) -> None:
    said = all_texts(book.slides)
    assert "By formula the notes are worth" in said
    assert "Theoretical value by coupon and premium" in said
    assert "cost less than straight debt up to a share price of" in said
    assert "Important notice" in said


@then("every formula cell recalculated by LibreOffice equals the engine")
def recalculates(book: Written, soffice: Path) -> None:
    found = compare(book.book.workbook, recalculate(book.book.workbook, soffice))
    assert found.formula_count > 4000
    assert found.findings == []


@given("a company of the sample that is not listed", target_fixture="private")
def private(sample: Desk) -> PitchInputs:
    asked = Request("Fernhollow")
    return pitch_inputs(sample.store, sample.viewer, asked, plans=known_plans(sample))


@when("a convertible pitch of it is asked for", target_fixture="refused")
def refused(private: PitchInputs) -> str:
    with pytest.raises(TypeDoesNotFit) as raised:
        valued(private, storyline("convertible"))
    return str(raised.value)


@then("it is refused with what would fit")
def fits(refused: str) -> None:
    assert "is not listed" in refused
    assert "a private placement or a first offering fits" in refused

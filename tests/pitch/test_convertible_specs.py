"""The promises on pitches for a convertible, as they are written in specs/pitch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.equity import Convertible
from bookrunner.facts import Quote
from bookrunner.figures import (
    SHARES,
    USD,
    USD_PER_SHARE,
    Figure,
    Source,
    Unit,
    instant,
    sourced,
)
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.expected import known_plans
from bookrunner.pitch import PitchInputs, Request, TypeDoesNotFit, pitch_inputs, storyline, valued
from bookrunner.valuation import Adoptions
from tests.pitch.books import SAMPLE_DATE, Written, adopting, all_texts, recorded

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
    asked = Request("ZZALD", ("LOW",), adoptions=adoptions, quotes=_closes())
    inputs = _owing(pitch_inputs(sample.store, sample.viewer, asked))
    return recorded(valued(inputs, storyline("convertible")), tmp_path / "out", sample.writers)


def _closes() -> Sequence[Quote]:
    """More than a hundred daily closes, invented; the last is the sample's."""
    return [
        Quote(
            cik="9999990001",
            on=SAMPLE_DATE - timedelta(days=back),
            price=Decimal("31.40") + Decimal("0.5") * (back % 3),
            currency="USD",
            source="Invented closes",
        )
        for back in range(110, -1, -1)
    ]


def _owing(inputs: PitchInputs) -> PitchInputs:
    """The company with a convertible outstanding: 80 million at 25 a share."""
    at, source = instant(SAMPLE_DATE), Source("Test", "notes made by hand", SAMPLE_DATE)

    def told(key: str, value: str, unit: Unit) -> Figure:
        return sourced(f"zzald.old.{key}", f"Old {key}", Decimal(value), unit, at, source)

    old = Convertible(
        "Convertible notes",
        told("principal", "80000000", USD),
        told("price", "25", USD_PER_SHARE),
        told("shares", "3200000", SHARES),
        settled_net=True,
    )
    assert inputs.target.equity is not None
    equity = replace(inputs.target.equity, converts=(old,))
    return replace(inputs, target=replace(inputs.target, equity=equity))


@then("its pages show the terms grid, the dilution with and without a capped call, and who buys")
def pages(book: Written) -> None:
    said = all_texts(book.slides)
    # 31.40 x 1.30; a tenth of 41.90 million shares and 0.65 of the old notes, at 31.40.
    assert "ZZALD would raise $133.6 million by notes that convert at $40.82" in said
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
    assert "Realised volatility, a hundred days" in said
    # 3.2 million shares of the old notes at 31.40.
    assert "Buying back $80.0 million of convertible costs $100.5 million" in said


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

"""The promises on sell-side pitches, as they are written in specs/pitch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.office import Deck, Required, line_text
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.expected import known_plans
from bookrunner.pitch import Request, Valued, pitch_inputs, storyline, valued
from bookrunner.pitch.deck_pages import pitch_deck
from bookrunner.valuation import Model
from tests.pitch.books import PEERS, Written, adopting, all_texts, number, recorded
from tests.transactions.buyouts import RATES

scenarios("pitch/lbo.feature")

ADOPTED = {f"lbo.{key}": value for key, value in RATES.items()}
SHEETS = {
    "LBO sources and uses",
    "LBO operations",
    "LBO debt",
    "LBO returns",
    "LBO ability to pay",
    "LBO credit",
}


def sell_side(
    sample: Desk, name: str, rates: Mapping[str, str], peers: tuple[str, ...] = ()
) -> Valued:
    request = Request(name, peers, adoptions=adopting(rates))
    inputs = pitch_inputs(sample.store, sample.viewer, request, plans=known_plans(sample))
    return valued(inputs, storyline("sell-side"))


def lbo(made: Valued) -> Model:
    """The leveraged buyout among the models of the pitch."""
    return next(one for one in made.models if one.key == "lbo")


@pytest.fixture(scope="module")
def fernhollow(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Written:
    out = tmp_path_factory.mktemp("lbo") / "out"
    return recorded(sell_side(sample, "Fernhollow", ADOPTED), out, sample.writers)


@given("a sell-side pitch of the invented private company without rates", target_fixture="made")
def without(sample: Desk) -> Valued:
    return sell_side(sample, "Fernhollow", {})


@given("a sell-side pitch of the invented private company with rates")
def with_rates() -> None: ...


@given("a sell-side pitch of Home Depot with rates", target_fixture="made")
def listed(sample: Desk) -> Valued:
    return sell_side(sample, "HD", ADOPTED, PEERS)


@when("its deck is made", target_fixture="deck")
def deck(made: Valued) -> Deck:
    return pitch_deck(made)


@when("its book is written", target_fixture="book")
def written(fernhollow: Written) -> Written:
    return fernhollow


@then("its page says that the rates of the financing are required and the valuation stands")
def required(deck: Deck, made: Valued) -> None:
    blocks = [block for slide in deck.slides for _, block in slide.blocks]
    asked = [one.how for one in blocks if isinstance(one, Required)]
    assert any("lbo.term_loan_b.margin_rate" in how for how in asked)
    assert made.dcf is not None
    assert made.field.bars


@then("the deck has its four pages and the workbook its sheets, and sources equal uses")
def pages(book: Written) -> None:
    said = all_texts(book.slides)
    for words in (
        "Sources and uses at closing",
        "IRR: entry and exit multiple",
        "Debt repaid since closing",
        "a year can pay",
    ):
        assert words in said
    assert {sheet for sheet, _ in book.cells.cells} >= SHEETS
    (check,) = [
        one
        for model in book.valued.models
        for one in model.checks
        if one.name == "LBO: sources equal uses"
    ]
    assert check.left.value == pytest.approx(check.right.value, abs=0.005)


@then("LibreOffice computes every formula cell of the workbook to the same value")
def recalculates(book: Written, soffice: Path) -> None:
    path = book.book.workbook
    compared = compare(path, recalculate(path, soffice))
    assert compared.findings == []
    assert compared.formula_count > 15_000


@then("the prices for the sponsor's target returns are a bar of the summary")
def bar(book: Written) -> None:
    found = book.valued.field.bars[-1]
    assert found.key == "lbo_ability"
    model = lbo(book.valued)
    wanted = model.headlines[-1].figure
    # The lower target return can pay the most.
    assert number(found.high) == pytest.approx(number(wanted))
    assert number(found.low) < number(found.middle) < number(found.high)


@then("the offer is the price and the premium, and the ability to pay is per share")
def premium(deck: Deck, made: Valued) -> None:
    model = lbo(made)
    rows = {
        row.label: row for sheet in model.sheets for part in sheet.sections for row in part.rows
    }
    offer = rows["Offer per share"].figures[0]
    price = made.inputs.target.price
    assert offer is not None
    assert price is not None
    assert offer.value == pytest.approx(price.value * 1.3)  # type: ignore[operator]
    assert any(
        "per share" in line_text(slide.title)
        for slide in deck.slides
        if "can pay" in line_text(slide.title)
    )

"""The promises on buy-side pitches, as they are written in specs/pitch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.figures import Unusable
from bookrunner.office import Required
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.expected import known_plans
from bookrunner.pitch import (
    PitchInputs,
    Request,
    TypeDoesNotFit,
    Valued,
    pitch_inputs,
    pitch_of,
    storyline,
    valued,
)
from bookrunner.pitch.deck_pages import pitch_deck
from bookrunner.valuation import Model
from tests.pitch.books import Written, adopting, all_texts, number, recorded
from tests.pitch.test_missing_inputs import without

scenarios("pitch/merger.feature")

SHEETS = {
    "Merger inputs",
    "Merger offer",
    "Merger sources and uses",
    "Merger allocation",
    "Merger balance sheet",
    "Merger standalone",
    "Merger earnings",
    "Merger contribution",
    "Merger credit",
    "Merger ladders",
    "DCF JNJ",
    "WACC JNJ",
}


def inputs_of(
    sample: Desk,
    acquirer: str,
    bought: str = "",
    peers: tuple[str, ...] = (),
    adopted: Mapping[str, str] | None = None,
) -> PitchInputs:
    request = Request(acquirer, peers, adoptions=adopting(adopted or {}))
    asked = pitch_of(request, storyline("buy-side"), bought)
    return pitch_inputs(sample.store, sample.viewer, asked, plans=known_plans(sample))


def buying(
    sample: Desk,
    acquirer: str,
    bought: str = "",
    peers: tuple[str, ...] = (),
    change: Callable[[PitchInputs], PitchInputs] = lambda found: found,
) -> Valued:
    return valued(change(inputs_of(sample, acquirer, bought, peers)), storyline("buy-side"))


@pytest.fixture(scope="module")
def purchase(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Written once: the scenarios only read it."""
    out = tmp_path_factory.mktemp("merger") / "out"
    return recorded(buying(sample, "JNJ"), out, sample.writers)


def model_of(made: Valued) -> Model:
    return next(one for one in made.models if one.key == "merger")


@given("a buy-side pitch of Johnson & Johnson that names nobody")
def named_nobody() -> None: ...


@given("the sample")
def the_sample() -> None: ...


@when("its book is written", target_fixture="book")
def written(purchase: Written) -> Written:
    return purchase


@then(
    "Bristol-Myers Squibb is bought, of its peers with less revenue the nearest, as an assumption "
    "to be adopted"
)
def chosen(book: Written) -> None:
    # Fiscal 2023 revenue: Johnson & Johnson 85.2, Bristol-Myers Squibb 45.0, Abbott 40.1 billion.
    inputs = book.valued.inputs
    assert inputs.company.ticker == "BMY"
    assert inputs.buying is not None
    assert inputs.buying.company.ticker == "JNJ"
    assert book.home("jnj.merger.target_selector")[0] == "Assumptions"
    (said,) = [one for one in book.book.findings if one.code == "pitch.usual-target"]
    assert "--with" in said.message


@then("the deck has its seven pages, the workbook its sheets, and every check of the merger holds")
def pages(book: Written) -> None:
    said = all_texts(book.slides)
    for words in (
        "Discussion materials for Johnson & Johnson",
        "EPS of the second year goes from",
        "Highest premium without dilution",
        "in shares the least: ",
        "All in shares, BMY's holders would own",
        "A holder of BMY has",
        "is goodwill",
    ):
        assert words in said, words
    assert {sheet for sheet, _ in book.cells.cells} >= SHEETS
    checks = model_of(book.valued).checks
    assert len(checks) > 15
    for check in checks:
        assert number(check.left) == pytest.approx(number(check.right), rel=1e-9), check.name


@then("LibreOffice computes every formula cell of the workbook to the same value")
def recalculates(book: Written, soffice: Path) -> None:
    found = compare(book.book.workbook, recalculate(book.book.workbook, soffice))
    assert found.findings == []
    assert found.formula_count > 12_000


@then(
    "the centre of each grid is the model's accretion or premium, and more synergies never take "
    "away"
)
def grids(book: Written) -> None:
    mix, synergies, ability = model_of(book.valued).grids
    for one in (mix, synergies, ability):
        assert one.centre.output.value == pytest.approx(one.base.value)
        assert one.base.value == pytest.approx(number(one.check.right))
    for table in (synergies, ability):
        for place in range(5):
            column = [number(row[place].output) for row in table.points]
            assert column == sorted(column)
    assert number(mix.base) == pytest.approx(number(synergies.base))


@then("the offer at the ladder's premiums is a bar of the summary, and no method counts it")
def offer_bar(book: Written) -> None:
    *others, bar = book.valued.field.bars
    assert bar.label == "Offer of JNJ"
    assert all(one.is_method for one in others)
    assert not bar.is_method
    assert book.valued.inputs.target.price is not None
    price = number(book.valued.inputs.target.price)
    found = [number(one) for one in (bar.low, bar.middle, bar.high)]
    assert found == pytest.approx([price * 1.1, price * 1.3, price * 1.5])


@when("the second place is adopted for a buy-side pitch of Johnson & Johnson",
      target_fixture="asked")  # fmt: skip
def second_place(sample: Desk) -> PitchInputs:
    return inputs_of(sample, "JNJ", adopted={"merger.target_selector": "2"})


@then("Abbott is bought")
def abbott(asked: PitchInputs) -> None:
    assert asked.company.ticker == "ABT"


@when("Home Depot is to buy McDonald's with two peers", target_fixture="deal")
def named(sample: Desk) -> Valued:
    return buying(sample, "HD", "MCD", ("LOW", "WMT"))


@then(
    "McDonald's is valued, no place among peers is assumed, and its fiscal years are weighed into "
    "Home Depot's"
)
def weighed(deal: Valued) -> None:
    assert deal.inputs.company.ticker == "MCD"
    assert deal.inputs.buying is not None
    assert deal.inputs.buying.place is None
    rows = {
        (section.title, row.label): row
        for sheet in model_of(deal).sheets
        if sheet.name == "Merger standalone"
        for section in sheet.sections
        for row in section.rows
    }
    # From closing on 30 August 2024: to 28 January 2025 and to 31 December 2024.
    for label, days, year in (("HD", 151, 366), ("MCD", 123, 366)):
        part = rows[f"{label}: held level", "Part of the fiscal year of closing after it"]
        figure = part.figures[0]
        assert figure is not None
        assert figure.value == pytest.approx(days / year), label


@when(
    "a purchase by itself, by a private company, and by a type that is about none are asked for",
    target_fixture="refusals",
)
def refused(sample: Desk) -> list[str]:
    said = []
    for acquirer, bought in (("JNJ", "JNJ"), ("Fernhollow", "JNJ")):
        with pytest.raises(Unusable) as held:
            inputs_of(sample, acquirer, bought)
        said.append(str(held.value))
    with pytest.raises(TypeDoesNotFit) as other:
        pitch_of(Request("HD"), storyline("general"), "LOW")
    return [*said, str(other.value)]


@then("each is refused with what would do")
def refusals_say(refusals: list[str]) -> None:
    itself, private, other = refusals
    assert "cannot buy itself; name another company with --with" in itself
    assert "is not listed" in private
    assert "use general" in private
    assert "--type buy-side" in other


@when(
    "a buy-side pitch lacks the target's price, and another the acquirer's share count",
    target_fixture="lacking",
)
def lacks(sample: Desk) -> list[Valued]:
    def no_price(found: PitchInputs) -> PitchInputs:
        return replace(found, target=replace(found.target, price=None))

    def no_shares(found: PitchInputs) -> PitchInputs:
        assert found.buying is not None
        acquirer = replace(found.buying.acquirer, equity=None)
        for line in ("basic_shares", "shares_outstanding", "diluted_shares"):
            acquirer = without(acquirer, line)
        return replace(found, buying=replace(found.buying, acquirer=acquirer))

    peers = ("LOW", "WMT")
    return [buying(sample, "HD", "MCD", peers, change) for change in (no_price, no_shares)]


@then("the page of each says what is required and the valuation of the target stands")
def says_what(lacking: list[Valued]) -> None:
    for made, words in zip(lacking, ("share price", "share count"), strict=True):
        blocks = [block for slide in pitch_deck(made).slides for _, block in slide.blocks]
        said = [one.how for one in blocks if isinstance(one, Required)]
        assert any(words in one for one in said), said
        assert made.dcf is not None
        assert "merger" not in {one.key for one in made.models}

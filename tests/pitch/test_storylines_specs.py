"""The promises on types of pitch and their parts, as they are written in specs/pitch."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pptx import Presentation
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.faces.cli.main import run
from bookrunner.figures import NotFound, Quantity, computed, ratio
from bookrunner.ledger.reading_pptx import read_deck
from bookrunner.lint import lint_deck
from bookrunner.office import Region, Row, Shown, Slide, Table
from bookrunner.operations.buyer_records import known_buyers
from bookrunner.operations.credit import debt_market, known_credit
from bookrunner.operations.expected import known_plans
from bookrunner.operations.offerings import known_offerings
from bookrunner.operations.requests import PITCH_TYPES
from bookrunner.pitch import (
    STORYLINES,
    PitchInputs,
    Request,
    Valued,
    pitch_inputs,
    pitch_of,
    storyline,
    valued,
)
from bookrunner.pitch.parts import Page, Part, PartKind, Storyline
from bookrunner.valuation import (
    CheckPair,
    MarketDataRequired,
    Model,
    ModelSheet,
    Section,
    Weight,
    Within,
    line,
    model_row,
)
from tests.pitch.books import Written, all_texts, recorded, slide_texts

scenarios("pitch/storylines.feature")


def _cover(made: Valued) -> Part:
    """Interest cover beside a minimum that somebody may adopt."""
    company, at = made.inputs.target, made.policy.period
    earned, paid = company.latest.figures["ebitda"], company.latest.figures["interest_expense"]
    times = computed("hd.cover.ebitda_multiple", "EBITDA / interest", ratio(earned, paid), at)
    again = computed("hd.cover.again_multiple", "The same anew", ratio(earned, paid), at)
    least = made.inputs.adoptions.assumption(
        "hd.cover.least_multiple",
        "Least cover",
        Decimal(4),
        at,
        "a common covenant",
        quantity=Quantity.OPERATING,
        within=Within(Decimal(0), Decimal(50)),
    )
    room = computed("hd.cover.room_multiple", "Room above the least", times - least, at)
    rows = [model_row(one.name, [one]) for one in (earned, paid, times, again, least)]
    sheet = ModelSheet(
        "Cover ratio",
        "Interest cover",
        [Section("Cover", [*rows, model_row(room.name, [room], Weight.KEY)], notes=["Over LTM."])],
    )
    model = Model(
        "cover",
        "Interest cover",
        [sheet],
        assumptions=[line(least)],
        headlines=[line(times), line(room)],
        checks=[CheckPair("Cover ties", times, again, line(times).form)],
    )
    table = Table([("",), ("LTM",)], [Row([(times.name,), (Shown(times, line(times).form),)])])
    page = Page(
        "cover",
        "Interest cover",
        "Whether interest is earned",
        Slide(("HD earns its interest",), [(Region.FULL, table)], footnotes=[("Source: 10-K.",)]),
    )
    return Part(
        [model],
        [page],
        [
            (
                "EBITDA is ",
                Shown(times, line(times).form),
                " interest",
            )
        ],
    )


def _yield(made: Valued) -> Part:
    raise MarketDataRequired(made.inputs.target.label, "the yield", "adopt it in a file")


_COVER = Storyline(
    "cover",
    "",
    [PartKind("cover", "Interest cover", "Whether interest is earned", "EBITDA", _cover)],
    is_valued=False,
)
_LACKING = Storyline(
    "lacking",
    "",
    [PartKind("bond", "Bond pricing", "What a bond costs", "A yield", _yield)],
    is_valued=False,
)


@given("a storyline with one part on Home Depot's interest cover and no valuation",
       target_fixture="told")  # fmt: skip
def with_cover() -> Storyline:
    return _COVER


@given("a storyline with a part that needs a yield nobody supplied", target_fixture="told")
def with_nothing() -> Storyline:
    return _LACKING


@given("the sample")
def the_sample() -> None: ...


@when("its book is written", target_fixture="book")
def written_book(sample: Desk, told: Storyline, tmp_path: Path) -> Written:
    inputs = pitch_inputs(sample.store, sample.viewer, Request("HD", ("LOW", "WMT")))
    return recorded(valued(inputs, told), tmp_path / "out", sample.writers)


@then("the workbook has the part's sheet, its check and its assumption, and no DCF sheet")
def in_workbook(book: Written) -> None:
    sheets = {sheet for sheet, _ in book.cells.cells}
    assert "Cover ratio" in sheets
    assert not sheets & {"DCF", "WACC", "Comps", "Football field"}
    assert book.home("hd.cover.least_multiple")[0] == "Assumptions"
    words = [cell.value for (sheet, _), cell in book.cells.cells.items() if sheet == "Checks"]
    assert any("Cover ties" in str(word) for word in words)


@then(
    "the deck lists the part's page among its contents, and its summary states the part's message"
)
def in_deck(book: Written) -> None:
    slides = read_deck(book.book.deck)
    assert "Interest cover" in slide_texts(slides, 2)
    assert "EBITDA is" in slide_texts(slides, 3)
    assert "HD earns its interest" in all_texts(slides)


@then("its page says what is required and the summary names the subject")
def required(book: Written) -> None:
    said = all_texts(book.slides)
    assert "Bond pricing: an input is required" in said
    assert "the yield is market data and was not supplied" in said
    assert "Bond pricing: an input is required; its page says which" in said


@when("it is asked which company fits which type", target_fixture="fitting")
def fitting(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> dict[str, str]:
    run(["sample", "--json"], {"BOOKRUNNER_HOME": str(tmp_path)})
    found: dict[str, str] = json.loads(capsys.readouterr().out)
    return found


@then("each type has one, and its pitch can be made of it without further input")
def all_fit(sample: Desk, fitting: dict[str, str]) -> None:
    assert set(fitting) == set(STORYLINES)
    for key, company in fitting.items():
        asked = pitch_of(Request(company), storyline(key))
        inputs = pitch_inputs(sample.store, sample.viewer, asked, plans=known_plans(sample))
        storyline(key).require_fit(inputs)


def _narrow(folder: Path) -> Path:
    """A design of pages of 10 by 7.5 inches, as python-pptx brings it."""
    path = folder / "narrow.pptx"
    made = Presentation()
    assert made.slide_width is not None
    assert made.slide_height is not None
    assert (made.slide_width.inches, made.slide_height.inches) == (10.0, 7.5)
    made.save(str(path))
    return path


def _in_narrow(sample: Desk, key: str, company: str, folder: Path) -> Written:
    told = storyline(key)
    inputs = pitch_inputs(
        sample.store,
        sample.viewer,
        pitch_of(Request(company), told),
        plans=known_plans(sample),
        credit=known_credit(sample),
        market=debt_market(sample),
        offerings=known_offerings(sample),
        bank=lambda kind, on: sample.imports.rows(kind, sample.viewer, as_of=on),
        buyers=known_buyers(sample),
    )
    return recorded(valued(inputs, told), folder / "out", sample.writers, _narrow(folder))


@when(
    "the sell-side pitch of its private company is written into a template of 10 by 7.5 inches",
    target_fixture="book",
)
def in_narrow(sample: Desk, tmp_path: Path) -> Written:
    return _in_narrow(sample, "sell-side", "Fernhollow", tmp_path)


@then("the book passes the gate and the linter finds nothing on its pages")
def nothing_found(book: Written) -> None:
    assert lint_deck(book.book.deck).flaws == ()


@pytest.mark.soak
@pytest.mark.parametrize("key, company", [(k, one.example) for k, one in STORYLINES.items()])
def test_every_type_fits_a_page_of_ten_by_seven_and_a_half_inches(
    sample: Desk, key: str, company: str, tmp_path: Path
) -> None:
    assert lint_deck(_in_narrow(sample, key, company, tmp_path).book.deck).flaws == ()


@when(parsers.re(r"a pitch of (?P<name>.+) is asked for without peers"), target_fixture="asked")
def without_peers(sample: Desk, name: str) -> PitchInputs:
    return pitch_inputs(sample.store, sample.viewer, Request(name))


@then("its peers are of its industry, the nearest in revenue first, and a warning says who chose "
      "them")  # fmt: skip
def nearest(asked: PitchInputs) -> None:
    # Fiscal 2023: Johnson & Johnson 85.2, Pfizer 58.5 (no 10-K known by then), Bristol-Myers
    # Squibb 45.0 and Abbott 40.1 billion dollars.
    assert [peer.ticker for peer in asked.peers] == ["BMY", "ABT"]
    (said,) = [one for one in asked.findings if one.code == "pitch.usual-peers"]
    assert "nobody named peers" in said.message


@then("it has no peers and a warning says how to name them")
def alone(asked: PitchInputs) -> None:
    assert not asked.peers
    (said,) = [one for one in asked.findings if one.code == "pitch.no-peers"]
    assert "--peers" in said.message


def test_the_command_line_takes_the_types_that_there_are() -> None:
    assert set(PITCH_TYPES) == set(STORYLINES)


def test_an_unknown_type_is_a_named_error() -> None:
    with pytest.raises(NotFound, match=r"type of pitch 'gener'.*general"):
        storyline("gener")

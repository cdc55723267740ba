"""The promises on the buyers in a sell-side pitch, as written in specs/pitch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.audit import audit_workbook
from bookrunner.figures import Severity
from bookrunner.ledger.reading_pptx import read_deck
from bookrunner.ledger.reading_xlsx import read_workbook
from bookrunner.office import Deck, Required
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.buyer_records import known_buyers
from bookrunner.operations.expected import known_plans
from bookrunner.pitch import Request, Valued, pitch_inputs, storyline, valued
from bookrunner.pitch.deck_pages import pitch_deck
from tests.faces.asking import Newcomer
from tests.pitch.books import Written, number, recorded, slide_texts, slide_titled
from tests.targeting.test_buyers_specs import BARS, RATES, SPONSORS

scenarios("pitch/buyers.feature")

TITLE = "could pay the assumed $513.2 million in cash and debt"


def sell_side(sample: Desk) -> Valued:
    inputs = pitch_inputs(
        sample.store,
        sample.viewer,
        Request("Fernhollow"),
        plans=known_plans(sample),
        buyers=known_buyers(sample),
    )
    return valued(inputs, storyline("sell-side"))


@pytest.fixture(scope="module")
def fernhollow(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Written:
    out = tmp_path_factory.mktemp("buyers") / "out"
    return recorded(sell_side(sample), out, sample.writers)


@given("a sell-side pitch of the sample's private company")
def of_fernhollow() -> None: ...


@when("its book with buyers is written", target_fixture="book")
def written(fernhollow: Written) -> Written:
    return fernhollow


@then(
    "its page shows the names of the third tier with market value, means and leverage before and "
    "after"
)
def page(book: Written) -> None:
    said = slide_texts(book.slides, slide_titled(book.slides, TITLE))
    assert "Third tier" in said
    assert "The same sector, Transport equipment" in said
    # General Dynamics: 4 x (5,108.0 + its target's 30.718) - 7,348.0, and 7,348.0 / 5,108.0.
    row = said[said.index("General Dynamics Corporation") :]
    assert [text in row for text in ("82,018.7", "13,206.9", "1.4x", "1.5x")] == [True] * 4
    assert "means not assessed (EBITDA not told by its reports)" in said


@then("the Buyers sheet computes a buyer's means from its reports as the list does")
def computed(book: Written) -> None:
    cells = {name: cell for (sheet, name), cell in book.cells.cells.items() if sheet == "Buyers"}
    (at,) = [
        one.place
        for one in book.workbook_stands
        if one.figure.key == "cik9999990002.buyers.gd.capacity"
    ]
    assert cells[at.rpartition("!")[2].replace("$", "")].formula
    figures = {one.figure.key: one.figure for one in book.workbook_stands}
    earned = number(figures["gd.target.ebitda"])
    joint = earned + number(book.valued.inputs.target.latest.figures["ebitda"])
    owed = number(figures["gd.target.net_debt"])
    most = number(figures["cik9999990002.buyers.gd.capacity"])
    assert most == pytest.approx(4 * joint - owed)


@then("the auditor finds no error on the Buyers sheet, and the linter none on the page")
def clean(book: Written) -> None:
    found = audit_workbook(book.book.workbook).flaws
    assert [one for one in found if one.sheet == "Buyers" and one.severity is Severity.ERROR] == []
    place = f"slide {slide_titled(book.slides, TITLE)}"
    assert [one for one in book.book.findings if place in one.where] == []


@then("LibreOffice computes every formula cell of its workbook to the same value")
def recalculates(book: Written, soffice: Path) -> None:
    path = book.book.workbook
    assert compare(path, recalculate(path, soffice)).findings == []


@dataclass
class World:
    newcomer: Newcomer
    folder: Path
    options: list[str] = field(default_factory=list)

    def asks(self, *arguments: object) -> None:
        said = self.newcomer.asks(*arguments)
        assert said.code == 0, said.err

    def brings(self, kind: str, table: str) -> None:
        path = self.folder / f"{kind}.csv"
        path.write_text(table, encoding="utf-8")
        self.asks("import", kind, path, "--as-of", "2024-08-01")

    def rows(self) -> str:
        """All words of the deck's page of buyers."""
        read = read_deck(self.folder / "out" / "pitch.pptx")
        numbers = {
            place.partition("/")[0]
            for place, text in read.texts.items()
            if text.strip() in ("Second tier", "Third tier")
        }
        return "\n".join(
            text for place, text in read.texts.items() if place.partition("/")[0] in numbers
        )

    def sheet(self) -> Sequence[str]:
        """The words of the Buyers sheet."""
        read = read_workbook(self.folder / "out" / "pitch.xlsx")
        return [
            cell.value
            for (sheet, _), cell in read.cells.items()
            if sheet == "Buyers" and isinstance(cell.value, str)
        ]


@given(
    parsers.parse(
        'a restricted list of the bank with "{imported}" and the house\'s own with "{own}"'
    ),
    target_fixture="world",
)
def restricted(tmp_path: Path, imported: str, own: str) -> World:
    world = World(Newcomer(tmp_path / "home"), tmp_path)
    assert f"\n{imported}," in BARS
    world.brings("restricted-list", BARS)
    world.asks("list-company", own, "--list", "restricted", "--reason", "advises a bidder")
    return world


@given("imported sponsors, and rates of a buyout adopted", target_fixture="world")
def funded(tmp_path: Path) -> World:
    world = World(Newcomer(tmp_path / "home"), tmp_path)
    world.brings("sponsors", SPONSORS)
    rates = tmp_path / "rates.csv"
    rates.write_text(RATES, encoding="utf-8")
    world.options = ["--assumptions", str(rates)]
    return world


@when("the sell-side pitch is asked for from the command line")
def asked(world: World) -> None:
    out = world.folder / "out"
    world.asks("pitch", "Fernhollow", "--type", "sell-side", *world.options, "--out", out)


@then("neither has a row among the buyers, and the others have")
def absent(world: World) -> None:
    words, sheet = world.rows(), world.sheet()
    for name in ("General Electric Company", "The Boeing Company"):
        assert name not in words
        assert not any(name in text for text in sheet)
    for name in ("General Dynamics Corporation", "Honeywell International Inc"):
        assert name in words
        assert any(name in text for text in sheet)


@then("the page has the sponsors with their dry powder and what ties them to the company")
def sponsors(world: World) -> None:
    words = world.rows()
    row = words[words.index("Oakhollow Partners") :]
    assert "sponsor, add-on" in row
    assert "400.0" in row
    assert "Owns Example Fasteners, to which the target would be added" in row
    # It looks for software.
    assert "Stillwater" not in words


@then("the sheet has what a buyout could pay")
def buyout(world: World) -> None:
    assert any("What a buyout could pay" in text for text in world.sheet())


@given(
    "a sell-side pitch of a company to which nobody in the records has a tie",
    target_fixture="alone",
)
def alone(sample: Desk) -> Valued:
    inputs = pitch_inputs(
        sample.store, sample.viewer, Request("Fernhollow"), plans=known_plans(sample)
    )
    nobody = known_buyers(sample)

    def without_others(*asked: object) -> object:
        records = nobody(*asked)  # type: ignore[arg-type]
        assert records is not None
        # Of a company without an industry nothing but words could tell a tie, and none are kept.
        return replace(records, target=replace(records.target, sic=""))

    return valued(replace(inputs, buyers=without_others), storyline("sell-side"))  # type: ignore[arg-type]


@when("its deck with buyers is made", target_fixture="deck")
def deck(alone: Valued) -> Deck:
    return pitch_deck(alone)


@then("a page says which reports and funds to bring, and the valuation stands")
def required(deck: Deck, alone: Valued) -> None:
    needs = [
        block for slide in deck.slides for _, block in slide.blocks if isinstance(block, Required)
    ]
    (need,) = [one for one in needs if one.what == "Companies and funds that could buy"]
    assert "ingest reports of companies in its industry" in need.how
    assert "bookrunner import sponsors" in need.how
    assert alone.field.bars

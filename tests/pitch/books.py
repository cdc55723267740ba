"""Pitch books of the shipped sample: written once, then replayed with faults planted in them."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from pptx import Presentation

from bookrunner.app import Desk
from bookrunner.figures import Figure, Finding
from bookrunner.ledger import Standing
from bookrunner.ledger.reading_pptx import ReadDeck, read_deck
from bookrunner.ledger.reading_xlsx import ReadWorkbook, read_workbook, split_address
from bookrunner.office import Deck, Workbook
from bookrunner.operations.credit import debt_market, known_credit
from bookrunner.pitch import (
    PitchBook,
    Request,
    Valued,
    Writers,
    pitch_inputs,
    storyline,
    valued,
    write_pitch,
)
from bookrunner.valuation import Adoption, Adoptions
from tests.faces.asking import filing

PEERS = ("LOW", "WMT", "NKE", "MCD")
SAMPLE_DATE = date(2024, 8, 30)
"""The day of the sample's prices."""

OAK = frozenset({"oak"})
"""The wall of the tests."""

Spoil = Callable[[Path], None]
"""Plants a fault in a written file."""


@dataclass(frozen=True)
class Written:
    """A book on disk, the valuation behind it, and what its writers reported."""

    valued: Valued
    book: PitchBook
    workbook_stands: Sequence[Standing]
    deck_stands: Sequence[Standing]

    def home(self, key: str) -> tuple[str, str]:
        """Sheet and cell where the input of that key is typed."""
        cells = self.cells.cells
        typed = {
            address
            for standing in self.workbook_stands
            if standing.figure.key == key and not standing.figure.case
            if not cells[address := split_address(standing.place)].formula
        }
        (found,) = typed
        return found

    def shown(self, figure: Figure) -> Standing:
        """The first place of the figure in the workbook."""
        return next(one for one in self.workbook_stands if one.figure.id == figure.id)

    @property
    def cells(self) -> ReadWorkbook:
        """The workbook read back from disk."""
        return read_workbook(self.book.workbook)

    @property
    def slides(self) -> ReadDeck:
        """The deck read back from disk."""
        return read_deck(self.book.deck)


def home_depot(desk: Desk, adoptions: Adoptions | None = None, **changed: Any) -> Valued:
    """Home Depot among its four usual peers."""
    request = Request("HD", PEERS, adoptions=adoptions or Adoptions({}), **changed)
    inputs = pitch_inputs(
        desk.store, desk.viewer, request, credit=known_credit(desk), market=debt_market(desk)
    )
    return valued(inputs, storyline("general"))


def adopting(values: Mapping[str, float | str]) -> Adoptions:
    """The assumptions adopted at these values by somebody, by key."""
    return Adoptions(
        {
            key: Adoption(Decimal(str(value)), "A. Banker", "for the test", SAMPLE_DATE)
            for key, value in values.items()
        }
    )


def recorded(made: Valued, out: Path, writers: Writers, template: Path | None = None) -> Written:
    """The valuation written, with the standings that each writer reported."""
    heard: dict[str, Sequence[Standing]] = {}

    def write_workbook(workbook: Workbook, path: Path) -> Sequence[Standing]:
        heard["workbook"] = tuple(writers.workbook(workbook, path))
        return heard["workbook"]

    def write_deck(deck: Deck, path: Path, *, template: Path | None = None) -> Sequence[Standing]:
        heard["deck"] = tuple(writers.deck(deck, path, template=template))
        return heard["deck"]

    hearing = Writers(write_workbook, write_deck, writers.faults)
    book = write_pitch(made, out, hearing, template=template)
    return Written(made, book, heard["workbook"], heard["deck"])


def restatement() -> bytes:
    """A later annual report of Home Depot's own year with other revenue, made up for the tests."""
    return (
        filing(name="HOME DEPOT, INC.", ticker="HD", revenue="999,999.5")
        .replace(b"9999990077", b"0000354950")
        .replace(b"2023-01-01", b"2023-01-30")
        .replace(b"2023-12-31", b"2024-01-28")
        .replace(b"--12-31", b"--01-28")
        .replace(b"February 20, 2024", b"June 20, 2024")
    )


def untouched(_: Path) -> None:
    """Plants nothing."""


def replaying(
    written: Written, *, workbook: Spoil = untouched, slides: Spoil = untouched
) -> Writers:
    """Writers that give the same files and standings again, but for the faults they plant."""

    def write_workbook(_: Workbook, path: Path) -> Sequence[Standing]:
        shutil.copyfile(written.book.workbook, path)
        workbook(path)
        return written.workbook_stands

    def write_deck(deck: Deck, path: Path, *, template: Path | None = None) -> Sequence[Standing]:
        shutil.copyfile(written.book.deck, path)
        slides(path)
        return written.deck_stands

    def no_faults(_: Path) -> Sequence[Finding]:
        return ()

    return Writers(write_workbook, write_deck, no_faults)


def change_cell(path: Path, place: tuple[str, str], change: Callable[[str], str]) -> None:
    """Rewrites one cell's XML in a workbook, as a tool that knows no formulas would."""
    sheet, cell = place
    number = openpyxl.load_workbook(path, read_only=True).sheetnames.index(sheet) + 1
    part = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    found = re.search(rf'<c r="{cell}"[ >].*?</c>', text, re.DOTALL)
    assert found is not None, place
    changed = change(found[0])
    assert changed != found[0], found[0]
    parts[part] = text.replace(found[0], changed, 1).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def first_chart_point(path: Path) -> tuple[str, str]:
    """The part of the first chart and the first number that it draws, as written there."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", name):
                text = package.read(name).decode()
                found = re.search(r"<c:numCache>.*?<c:v>(.*?)</c:v>", text, re.DOTALL)
                if found:
                    return name, found[1]
    raise AssertionError("the deck has no chart")


def shapes(path: Path) -> Iterator[tuple[int, Any]]:
    """Every shape of a deck with the number of its slide."""
    for number, slide in enumerate(Presentation(str(path)).slides, start=1):
        for shape in slide.shapes:
            yield number, shape


def slide_texts(read: ReadDeck, number: int) -> str:
    """All words of one slide."""
    return "\n".join(
        text for place, text in read.texts.items() if place.startswith(f"slide {number}/")
    )


def all_texts(read: ReadDeck) -> str:
    """All words of a deck."""
    return "\n".join(read.texts.values())


def slide_titled(read: ReadDeck, words: str) -> int:
    """The number of the slide whose title holds the words."""
    (place,) = [
        place for place, text in read.texts.items() if place.endswith("/Title") and words in text
    ]
    return int(place.partition("/")[0].removeprefix("slide "))


def number(figure: Figure) -> float:
    """The figure's value, which must be a number."""
    assert isinstance(figure.value, float), figure
    return figure.value

"""The promises on redlines, as they are written in specs/revision/redline.feature."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from pptx import Presentation
from pptx.presentation import Presentation as Slides
from pptx.table import Table
from pytest_bdd import given, parsers, scenarios, then

from bookrunner.revision import Difference, redline
from tests.revision.small_book import Book, World, write_book

scenarios("revision/redline.feature")


class Case:
    """A file in two versions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.old = folder / "old.xlsx"
        self.new = folder / "new.xlsx"

    @property
    def found(self) -> list[tuple[str, str, str, str, str]]:
        return [_plain(one) for one in redline(self.old, self.new)]

    def deck(self, change: Callable[[Slides], None], world: World | None = None) -> None:
        book = write_book(world or World(), self.folder / "book")
        self.old, self.new = book.deck, self.folder / "later.pptx"
        slides = Presentation(str(self.old))
        change(slides)
        slides.save(str(self.new))


def _plain(one: Difference) -> tuple[str, str, str, str, str]:
    return one.change, one.kind, one.place, one.old, one.new


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def _budget(path: Path) -> Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Budget"
    for row in (("Rent", 100), ("Wages", 200), ("Power", 30), ("Total", "=SUM(B1:B3)")):
        sheet.append(row)
    sheet["C4"] = "=B4*2"
    book.save(path)
    return book


# --------------------------------------------------------------------------------- workbooks


@given("a workbook and a deck", target_fixture="book")
def _(tmp_path: Path) -> Book:
    return write_book(World(), tmp_path / "book")


@then("neither differs from itself")
def _(book: Book) -> None:
    assert not redline(book.deck, book.deck)
    assert not redline(book.workbook, book.workbook)


@given("a workbook in which a number, a formula and a label were changed")
def _(case: Case) -> None:
    sheet = (book := _budget(case.old))["Budget"]
    sheet["B2"], sheet["C4"], sheet["A3"] = 250, "=B4*3", "Electricity"
    book.save(case.new)


@then("each is told with its cell, what it was and what it is")
def _(case: Case) -> None:
    assert case.found == [
        ("changed", "number", "Budget!B2", "200", "250"),
        ("changed", "words", "Budget!A3", "Power", "Electricity"),
        ("changed", "formula", "Budget!C4", "=B4*2", "=B4*3"),
    ]


@given("a workbook with a row inserted above a sum")
def _(case: Case) -> None:
    sheet = (book := _budget(case.old))["Budget"]
    sheet.insert_rows(4)
    sheet["A4"], sheet["B4"] = "Travel", 40
    sheet["B5"], sheet["C5"] = "=SUM(B1:B4)", "=B5*2"
    book.save(case.new)


@then("the row is told as added and the sum's formula as the only other change")
def _(case: Case) -> None:
    assert case.found == [
        ("added", "row", "Budget!4", "", "Travel | 40"),
        ("changed", "formula", "Budget!B5", "=SUM(B1:B3)", "=SUM(B1:B4)"),
    ]


@given("a workbook with one sheet added, one removed and one moved to the end")
def _(case: Case) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "One"
    for name in ("Two", "Three", "Four"):
        book.create_sheet(name)["A1"] = name
    book.save(case.old)
    del book["Two"]
    book.move_sheet("One", 2)
    book.create_sheet("Five", 0)["A1"] = "Five"
    book.save(case.new)


@then("each is told once")
def _(case: Case) -> None:
    assert case.found == [
        ("moved", "sheet", "One", "sheet 1", "sheet 4"),
        ("added", "sheet", "Five", "", "1 cells"),
        ("removed", "sheet", "Two", "1 cells", ""),
    ]


# ------------------------------------------------------------------------------------- decks


def _table(slides: Slides, at: int) -> Table:
    table: Table = next(one.table for one in slides.slides[at].shapes if one.has_table)
    return table


@given("a deck in which a number, a word and a chart point were changed")
def _(case: Case) -> None:
    write_book(World(), case.folder / "was")
    write_book(World(revenue="1900000000"), case.folder / "is")
    case.old, case.new = (case.folder / one / "pitch.pptx" for one in ("was", "is"))


@then("each is told with its slide, what it was and what it is")
def _(case: Case) -> None:
    title = "Revenue {} from $2,000.0 to ${}"
    told = [one for one in case.found if one[2].startswith("slide 1/")]
    assert (
        "changed",
        "words",
        "slide 1/Title",
        title.format("rose", "2,100.0"),
        title.format("fell", "1,900.0"),
    ) in told
    assert ("changed", "number", "slide 1/Table 1/row 2/column 2", "2,100.0", "1,900.0") in told
    points = [one for one in told if one[1] == "chart point"]
    assert [one[2] for one in points] == ["slide 1/Chart 1/series 1/point 2"]
    assert (float(points[0][3]), float(points[0][4])) == (2100, 1900)


@given("a deck with one slide added, one removed and one moved to the front")
def _(case: Case) -> None:
    def change(deck: Slides) -> None:
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Ours"
        listed = deck.slides._sldIdLst
        deck.part.drop_rel(listed[1].rId)
        listed.remove(listed[1])
        listed.insert(0, listed[1])

    case.deck(change)


@then("each is told once and nothing else")
def _(case: Case) -> None:
    titles = [one.shapes.title.text for one in Presentation(str(case.old)).slides]
    assert case.found == [
        ("moved", "slide", "slide 1", "slide 3", "slide 1"),
        ("added", "slide", "slide 3", "", "Ours"),
        ("removed", "slide", "slide 2", titles[1], ""),
    ]


@given("a deck with a row added in the middle of a table")
def _(case: Case) -> None:
    def change(deck: Slides) -> None:
        rows = _table(deck, 0)._tbl.tr_lst
        rows[1].addnext(deepcopy(rows[1]))
        texts = _table(deck, 0).rows[2].cells
        texts[0].text, texts[1].text = "Costs", "900.0"

    case.deck(change)


@then("only the row is told")
def _(case: Case) -> None:
    assert case.found == [("added", "row", "slide 1/Table 1/row 3", "", "Costs | 900.0")]


# --------------------------------------------------------------------------------- strangers


@given(parsers.parse("a file that is {kind}"))
def _(case: Case, kind: str) -> None:
    _budget(case.old)
    shutil.copy(case.old, case.new)
    _spoilers[kind](case)


def _cut(case: Case) -> None:
    case.new.write_bytes(case.new.read_bytes()[:1500])


def _text(case: Case) -> None:
    case.new.write_text("Dear all, the numbers are attached.")


def _other_zip(case: Case) -> None:
    with zipfile.ZipFile(case.new, "w") as archive:
        archive.writestr("readme.txt", "hello")


def _broken_part(case: Case) -> None:
    with zipfile.ZipFile(case.old) as old, zipfile.ZipFile(case.new, "w") as new:
        for one in old.namelist():
            data = old.read(one)
            new.writestr(one, data[:-40] if one == "xl/worksheets/sheet1.xml" else data)


def _beside_deck(case: Case) -> None:
    case.new = write_book(World(), case.folder / "book").deck


_spoilers: dict[str, Callable[[Case], None]] = {
    "cut off in the middle": _cut,
    "a text": _text,
    "a zip of other things": _other_zip,
    "a workbook with a broken part": _broken_part,
    "a workbook beside a deck": _beside_deck,
}


@then(parsers.parse("comparing it says {error}"))
def _(case: Case, error: str) -> None:
    with pytest.raises(Exception, match=r"\.(xlsx|pptx)") as told:
        redline(case.old, case.new)
    assert type(told.value).__name__ == error

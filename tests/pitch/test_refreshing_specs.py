"""The promises on refreshing a pitch of the sample, as written in specs/pitch."""

from __future__ import annotations

import csv
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk, desk
from bookrunner.audit import audit_workbook
from bookrunner.figures import BookrunnerError, Severity
from bookrunner.operations.asked_again import TemplateChanged
from bookrunner.operations.books import pitched
from bookrunner.operations.refreshing import refreshed
from bookrunner.operations.refreshing_shapes import RefreshAnswer, RefreshRequest
from bookrunner.operations.releasing import released, reviewed
from bookrunner.operations.releasing_shapes import ReleaseRequest, ReviewRequest
from bookrunner.operations.requests import PitchRequest

scenarios("pitch/refreshing.feature")

DAY = date(2024, 8, 30)
REMARK = "Mr Client asked for the call schedule"


@dataclass
class Book:
    """A book on disk, and what a refresh of it said."""

    desk: Desk
    folder: Path
    prices: Path
    answer: RefreshAnswer | None = None
    refusal: BookrunnerError | None = None
    before: dict[str, bytes] = field(default_factory=dict)

    def refresh(self, *, apply: bool = True, as_of: date | None = None) -> None:
        self.before = self.contents
        prices = None if as_of else self.prices
        request = RefreshRequest(self.folder, apply=apply, prices=prices, as_of=as_of)
        try:
            self.answer = refreshed(self.desk, request)
        except BookrunnerError as error:
            self.refusal = error

    @property
    def contents(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}

    @property
    def said(self) -> RefreshAnswer:
        assert self.refusal is None
        assert self.answer is not None
        return self.answer


@pytest.fixture(scope="module")
def original(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("refinancing") / "book"
    pitched(sample, PitchRequest("HD", folder, "refinancing"))
    return folder


@given("the refinancing pitch of Home Depot", target_fixture="book")
def _(sample: Desk, original: Path, tmp_path: Path) -> Book:
    return Book(sample, Path(shutil.copytree(original, tmp_path / "book")), _closes(tmp_path))


def _closes(folder: Path) -> Path:
    path = folder / "closes.csv"
    path.write_text("ticker,date,close,currency\nHD,2024-08-30,379.55,USD\n", encoding="utf-8")
    return path


@given("the refinancing pitch of Home Depot on a template of somebody's own", target_fixture="book")
def _(sample_home: Path, sample: Desk, tmp_path: Path) -> Book:
    assert sample.store.companies(sample.viewer)
    # Another scenario recalculates; this one is about the deck.
    place = desk({"BOOKRUNNER_HOME": str(sample_home), "BOOKRUNNER_SOFFICE": "none"})
    template = Presentation()
    template.slide_width, template.slide_height = Inches(13.333), Inches(7.5)
    template.save(str(tmp_path / "own.pptx"))
    folder = tmp_path / "book"
    pitched(place, PitchRequest("HD", folder, "refinancing", template=tmp_path / "own.pptx"))
    return Book(place, folder, _closes(tmp_path))


@given("a client's remark in the notes of slide 1")
def _(book: Book) -> None:
    deck = Presentation(str(book.folder / "pitch.pptx"))
    deck.slides[0].notes_slide.notes_text_frame.add_paragraph().text = REMARK
    deck.save(str(book.folder / "pitch.pptx"))


@given("it was released")
def _(book: Book, tmp_path: Path) -> None:
    path, adopted = tmp_path / "defaults.csv", tmp_path / "adopted.csv"
    asked = PitchRequest("HD", book.folder, "refinancing", write_assumptions=path)
    pitched(book.desk, asked)
    with path.open(newline="") as file, adopted.open("w", newline="") as out:
        rows = csv.DictReader(file)
        written = csv.DictWriter(out, rows.fieldnames or ())
        written.writeheader()
        for row in rows:
            if row["value"]:
                written.writerow(row | {"owner": "J. Banker", "date": "2024-08-30"})
    checked = replace(asked, write_assumptions=None, assumptions=adopted, checked=True, by="Ann")
    pitched(book.desk, checked)
    reviewed(book.desk, ReviewRequest(book.folder, by="Ben", note="read page by page"))
    copy = tmp_path / "released"
    released(book.desk, ReleaseRequest(book.folder, out=copy, by="Ben", as_of=DAY))
    book.folder = copy


@given("somebody has its deck open in PowerPoint")
def _(book: Book) -> None:
    (book.folder / "~$pitch.pptx").write_bytes(b"\x05Ann")


@given(parsers.parse("{what} happened to its files"))
def _(book: Book, what: str) -> None:
    spoil: dict[str, Callable[[], object]] = {
        "a deleted deck": (book.folder / "pitch.pptx").unlink,
        "a deleted ledger": (book.folder / "ledger.json").unlink,
        "a cut-off workbook": lambda: _cut(book.folder / "pitch.xlsx"),
        "a broken slide": lambda: _break(book.folder / "pitch.pptx", "ppt/slides/slide2.xml"),
        "a workbook in its place": lambda: shutil.copy(
            book.folder / "pitch.xlsx", book.folder / "pitch.pptx"
        ),
        "a folder in its place": lambda: _folder(book.folder / "pitch.pptx"),
        "an emptied ledger": lambda: (book.folder / "ledger.json").write_bytes(b""),
    }
    spoil[what]()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _break(path: Path, part: str) -> None:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data[: len(data) // 2] if name == part else data)


@when("it is refreshed with a close of 379.55 for 368.50")
def _(book: Book) -> None:
    book.refresh()


@when("what a close of 379.55 makes stale is listed")
def _(book: Book) -> None:
    book.refresh(apply=False)
    assert len(book.said.stale) > 10


@when("it is refreshed for a day on which other companies would be its peers")
def _(book: Book) -> None:
    fresh = book.folder.with_name("fresh")
    later = date(2024, 12, 13)
    made = pitched(book.desk, PitchRequest("HD", fresh, "refinancing", as_of=later))
    assert "WBA" in [one.ticker for one in made.peers]
    book.refresh(apply=False, as_of=later)


@then("its peers are those it was written with")
def _(book: Book) -> None:
    assert book.said.stale
    assert not book.said.anew
    assert not [one for one in book.said.words if "WBA" in one.new]


@then("the share price is stale in workbook and deck, each with the new close as its cause")
def _(book: Book) -> None:
    assert {one.file for one in book.said.stale} == {"workbook", "deck"}
    for one in book.said.stale:
        assert "368.50" in one.why, one
        assert "379.55" in one.why, one


@then("every part of the files that the answer calls untouched has the bytes it had")
def _(book: Book) -> None:
    untouched = {(one.file, one.part) for one in book.said.parts_untouched}
    assert len(untouched) > len(book.said.parts_changed) > 0
    assert book.said.unrelated_bytes_changed == 0
    (book.folder / "old").mkdir()
    for name in ("pitch.xlsx", "pitch.pptx"):
        (book.folder / "old" / name).write_bytes(book.before[name])
        old, new = (zipfile.ZipFile(one / name) for one in (book.folder / "old", book.folder))
        for part in old.namelist():
            same = old.read(part) == new.read(part)
            assert same == ((name, part) in untouched), part


@then("LibreOffice recalculates the same and the auditor finds no error")
def _(book: Book) -> None:
    if shutil.which("soffice"):
        assert book.said.recalculated
    assert not [one for one in book.said.findings if one.severity == "error"]
    flaws = audit_workbook(book.folder / "pitch.xlsx").flaws
    assert not [one for one in flaws if one.severity is Severity.ERROR]


@then("a slide shows 379.55 and every layout, master and theme has the bytes it had")
def _(book: Book) -> None:
    assert book.said.applied
    shown = [one for one in book.said.stale if one.file == "deck" and one.new == "379.55"]
    assert shown
    changed = {one.part for one in book.said.parts_changed if one.file == "pitch.pptx"}
    assert changed
    assert all(one.startswith("ppt/slides/slide") for one in changed)
    words = [
        cell.text
        for slide in Presentation(str(book.folder / "pitch.pptx")).slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
    ]
    assert "379.55" in words
    assert "368.50" not in words


@then("once the template is gone a refresh asks for it by name")
def _(book: Book) -> None:
    (book.folder.parent / "own.pptx").unlink()
    with pytest.raises(TemplateChanged, match=r"own\.pptx is gone.*--template"):
        refreshed(book.desk, RefreshRequest(book.folder))


@then("the client's remark is still there")
def _(book: Book) -> None:
    deck = Presentation(str(book.folder / "pitch.pptx"))
    assert REMARK in deck.slides[0].notes_slide.notes_text_frame.text


@then("a second refresh finds nothing")
def _(book: Book) -> None:
    again = refreshed(book.desk, RefreshRequest(book.folder))
    assert not again.stale
    assert not again.parts_changed


@then("the folder is as it was")
def _(book: Book) -> None:
    assert book.contents == book.before


@then("it is refused because it is released, and the folder is as it was")
def _(book: Book) -> None:
    assert "is released" in str(book.refusal)
    assert book.contents == book.before


@then(parsers.parse("it is refused with {words}, and the folder is as it was"))
def _(book: Book, words: str) -> None:
    assert words in str(book.refusal)
    assert book.contents == book.before

"""The promises of specs/release/release.feature."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from pptx.util import Inches
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.figures import Finding, Severity, Viewer
from bookrunner.ledger import publish, read, write
from bookrunner.ledger.publishing import IsReleased
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.office.watermark import watermarked_parts
from bookrunner.release import Barred, Release, Signature, release, review, verify
from bookrunner.release.barriers import licence_barriers
from bookrunner.release.releasing import NotEmpty
from bookrunner.release.steps import read_steps
from tests.ledger.planting import change_part, with_slide
from tests.release.files import MAKER, RELEASER, REVIEWER, checked, contents, package, sign

scenarios("release/release.feature")

ANYBODY = Viewer("anybody")


@dataclass
class Desk:
    """A folder on somebody's desk, and what came of what was tried."""

    folder: Path
    out: Path
    before: Mapping[str, bytes] = field(default_factory=dict)
    barred: Sequence[str] = ()
    released: Release | None = None
    faults: Sequence[Finding] = ()

    def try_(self, step: Callable[[], object]) -> None:
        try:
            step()
        except Barred as error:
            self.barred = [finding.code for finding in error.findings]


@given("checked files of Ann Banker, with prices of 30 January 2025", target_fixture="desk")
def _(tmp_path: Path) -> Desk:
    return Desk(checked(tmp_path / "book"), tmp_path / "released")


@given("nobody is named as their maker")
def _(desk: Desk) -> None:
    sign(desk.folder, Signature("", MAKER.at))


@given("a default that nobody has adopted")
def _(desk: Desk) -> None:
    shutil.rmtree(desk.folder)
    checked(desk.folder, all_adopted=False)


@given(parsers.parse("checked files with {thing}"))
def _(desk: Desk, thing: str) -> None:
    workbook, deck = desk.folder / "pitch.xlsx", desk.folder / "pitch.pptx"
    relation = b'<Relationship Id="rId99" Type="%s" Target="file:///x" TargetMode="External"/>'
    film = relation % b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/video"
    ends = b"</Relationships>"
    plant: Mapping[str, Callable[[], None]] = {
        "a hidden sheet": lambda: change_part(
            workbook, "xl/workbook.xml", b'name="Inputs"', b'name="Inputs" state="hidden"'
        ),
        "a link to a workbook": lambda: change_part(
            workbook, "xl/worksheets/sheet3.xml", b"<f>", b"<f>0*[1]Other!A1+"
        ),
        "a hidden slide": lambda: change_part(
            deck, "ppt/slides/slide1.xml", b"<p:sld ", b'<p:sld show="0" '
        ),
        "a link to a film": lambda: change_part(
            deck, "ppt/slides/_rels/slide1.xml.rels", ends, film + ends
        ),
    }
    plant[thing]()
    sign(desk.folder, MAKER)


@given(parsers.parse('the sourced numbers have a licence of the class "{licence}"'))
def _(desk: Desk, licence: str) -> None:
    path = desk.folder / "ledger.json"
    record = read(path)
    licensed = {
        key: {**held, "lineage": {**held["lineage"], "licence": licence}}
        if held["lineage"]["kind"] == "sourced"
        else held
        for key, held in record.figures.items()
    }
    assert licensed != record.figures
    write(replace(record, figures=licensed), path)
    sign(desk.folder, MAKER)


@given("the deck has a fault of layout")
def _(desk: Desk) -> None:
    desk.faults = [Finding("office.geometry.overlap", "it overlaps", Severity.ERROR)]


@given('"Ben Second" has reviewed them')
def _(desk: Desk) -> None:
    review(desk.folder, REVIEWER, "read page by page", ANYBODY)


@when(parsers.parse('"{name}" reviews them'))
def _(desk: Desk, name: str) -> None:
    desk.before = contents(desk.folder)
    desk.try_(
        lambda: review(desk.folder, Signature(name, REVIEWER.at), "read page by page", ANYBODY)
    )


@when(parsers.parse("somebody edits the {file}"))
def _(desk: Desk, file: str) -> None:
    path = desk.folder / {"deck": "pitch.pptx", "workbook": "pitch.xlsx"}[file]
    change_part(path, "docProps/app.xml", b"<TotalTime>", b"<TotalTime>1") if file == "deck" else (
        change_part(path, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData >")
    )


@when("somebody types 4,711.0 into the deck")
def _(desk: Desk) -> None:
    def plant(slide: object) -> None:
        box = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1))  # type: ignore[attr-defined]
        box.text_frame.text = "4,711.0"

    with_slide(desk.folder / "pitch.pptx", plant)


@when(parsers.parse("they are released for {day}"))
def _(desk: Desk, day: str) -> None:
    on = datetime.strptime(day, "%d %B %Y").date()  # noqa: DTZ007 - a day
    desk.try_(lambda: _release(desk, on))


def _release(desk: Desk, on: date) -> None:
    desk.released = release(
        desk.folder, desk.out, RELEASER, on, "sent to the client", ANYBODY, lambda _: desk.faults
    )


@then("their licence bars them where they stand, and not what is computed of them")
def _(desk: Desk) -> None:
    record, last = read(desk.folder / "ledger.json"), read_steps(desk.folder)[-1]
    (found,) = licence_barriers(last, record)
    assert "SEC EDGAR" in found.message
    computed = [
        place
        for place in record.places
        if record.figures[place.figure_id]["lineage"]["kind"] != "sourced"
    ]
    assert computed
    assert not list(licence_barriers(last, replace(record, places=computed)))


@then(parsers.parse('it is barred by "{code}"'))
def _(desk: Desk, code: str) -> None:
    assert code in desk.barred
    assert not desk.out.exists()


@then("the files are as they were")
def _(desk: Desk) -> None:
    assert contents(desk.folder) == desk.before


@then("there is a released copy")
def _(desk: Desk) -> None:
    assert not desk.barred
    assert (desk.out / "release.json").is_file()


@then("every slide and every sheet carries the watermark")
def _(desk: Desk) -> None:
    assert marked(desk.folder) == {"pitch.pptx": 1, "pitch.xlsx": 4}


@then("no slide and no sheet carries it")
def _(desk: Desk) -> None:
    assert marked(desk.folder) == {"pitch.pptx": 0, "pitch.xlsx": 0}
    assert b"NOT REVIEWED" not in b"".join(package(desk.folder / "pitch.xlsx").values())
    assert b"NOT REVIEWED" not in b"".join(package(desk.folder / "pitch.pptx").values())


def marked(folder: Path) -> Mapping[str, int]:
    """How many pages of each file carry the mark."""
    return {
        name: watermarked_parts((folder / name).read_bytes())
        for name in ("pitch.pptx", "pitch.xlsx")
    }


@then("each part of each file is, byte for byte, as it is written without a watermark")
def _(desk: Desk, tmp_path: Path) -> None:
    plain = checked(tmp_path / "plain", watermark="")
    for name in ("pitch.pptx", "pitch.xlsx"):
        assert package(desk.folder / name) == package(plain / name)
    states = [read(folder / "ledger.json") for folder in (desk.folder, plain)]
    assert [one.state for one in states] == ["reviewed", "checked"]
    assert states[0].figures == states[1].figures
    assert states[0].places == states[1].places


@then("its sheets and structure are protected and its deck is marked as final")
def _(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.out / "pitch.xlsx")
    assert book.security is not None
    assert book.security.lockStructure
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    for name in ("pitch.xlsx", "pitch.pptx"):
        parts = package(desk.out / name)
        assert b'name="_MarkAsFinal"><vt:bool>true<' in parts["docProps/custom.xml"]
        assert b"<cp:contentStatus>Final<" in parts["docProps/core.xml"]
    assert not any(path.stat().st_mode & 0o222 for path in desk.out.iterdir())


@then("its ledger says released and its manifest names the hash of each file")
def _(desk: Desk) -> None:
    assert read(desk.out / "ledger.json").state == "released"
    assert desk.released is not None
    assert set(desk.released.manifest.last.files) == {"ledger.json", "pitch.pptx", "pitch.xlsx"}


@then("each step says who took it, when and why")
def _(desk: Desk) -> None:
    content = json.loads((desk.out / "release.json").read_text(encoding="utf-8"))
    assert [(one["state"], one["by"], one["at"], one["why"]) for one in content["steps"]] == [
        ("checked", MAKER.by, MAKER.at, "all checks hold"),
        ("reviewed", REVIEWER.by, REVIEWER.at, "read page by page"),
        ("released", RELEASER.by, RELEASER.at, "sent to the client"),
    ]


@then("it opens in LibreOffice with the same numbers")
def _(desk: Desk, soffice: Path) -> None:
    path = desk.out / "pitch.xlsx"
    compared = compare(path, recalculate(path, soffice))
    assert compared.formula_count > 0
    assert compared.findings == []


@then("it is intact")
def _(desk: Desk) -> None:
    assert verify(desk.out, "", ANYBODY).intact


@then(
    "an edited deck, an edited ledger, a changed step, a further file and a missing file each show"
)
def _(desk: Desk, tmp_path: Path) -> None:
    def rewrite(path: Path, old: bytes, new: bytes) -> None:
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new, 1))

    edits: Mapping[str, Callable[[Path], object]] = {
        "release.edited": lambda at: change_part(
            at / "pitch.pptx", "docProps/app.xml", b"<TotalTime>", b"<TotalTime>1"
        ),
        "release.ledger": lambda at: rewrite(at / "ledger.json", b'"Revenue"', b'"Turnover"'),
        "release.chain": lambda at: rewrite(at / "release.json", b"Ben Second", b"Ben Third"),
        "release.seal": lambda at: rewrite(at / "release.json", b"2025-01-31", b"2025-02-01"),
        "release.added": lambda at: (at / "more.txt").write_text("more"),
        "release.gone": lambda at: (at / "pitch.xlsx").unlink(),
    }
    for code, edit in edits.items():
        copied = tmp_path / code
        shutil.copytree(desk.out, copied)
        for path in copied.iterdir():
            path.chmod(0o644)
        edit(copied)
        assert code in {finding.code for finding in verify(copied, "", ANYBODY).findings}


@then("a copy made anew with another seal shows")
def _(desk: Desk, tmp_path: Path) -> None:
    assert desk.released is not None
    seal = desk.released.manifest.seal
    assert verify(desk.out, seal, ANYBODY).intact
    again = Desk(desk.folder, tmp_path / "again")
    other = Signature("Dan Other", RELEASER.at)
    release(again.folder, again.out, other, date(2025, 1, 31), "", ANYBODY, lambda _: ())
    found = verify(again.out, seal, ANYBODY).findings
    assert [finding.code for finding in found] == ["release.other-release"]


@then("neither another release nor another book can be written into its folder")
def _(desk: Desk) -> None:
    before = contents(desk.out)
    with pytest.raises(NotEmpty):
        _release(desk, date(2025, 1, 31))
    with pytest.raises(IsReleased):
        publish(desk.out, lambda folder: (folder / "pitch.xlsx").write_text("another"))
    assert contents(desk.out) == before

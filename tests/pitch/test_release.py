"""What may leave the building: files that agree, and books whose assumptions have owners."""

import csv
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pptx.util import Inches

from bookrunner.app import Desk
from bookrunner.figures import Figure, Unusable
from bookrunner.ledger import CHECKED, Standing, read
from bookrunner.ledger.gate import Inconsistent
from bookrunner.ledger.reading_pptx import read_deck
from bookrunner.office import Deck, Workbook
from bookrunner.operations.asked_again import asked_json
from bookrunner.operations.requests import PitchRequest
from bookrunner.pitch import read_adoptions, write_pitch
from bookrunner.pitch.workbook_pages import pitch_workbook
from bookrunner.release import Signature, release, review, verify
from tests.ledger.planting import change_part, change_texts, with_slide
from tests.pitch.books import (
    PEERS,
    Spoil,
    Written,
    all_texts,
    change_cell,
    first_chart_point,
    home_depot,
    number,
    recorded,
    replaying,
    untouched,
)

ORANGE = "FFFF6600"
PROGRAM = Path(sys.executable).with_name("bookrunner")
NAMES = ("ledger.json", "pitch.pptx", "pitch.xlsx", "steps.json")


@dataclass(frozen=True)
class Fault:
    """A fault that a hand or a faulty writer plants, and how the refusal names it."""

    said: str
    workbook: Spoil = untouched
    deck: Spoil = untouched


def faults_of(written: Written) -> Mapping[str, Fault]:
    """One fault of each kind."""
    assert written.valued.dcf is not None
    price = written.valued.dcf.share_price
    home = written.shown(price)
    sheet, _, cell = home.place.rpartition("!")
    address = (sheet.strip("'"), cell)
    shown = next(one.text for one in written.deck_stands if one.figure.id == price.id)
    wrong = shown[:-1] + ("1" if shown[-1] != "1" else "2")

    def other_value(xml: str) -> str:
        return re.sub(r"<v>.*?</v>", f"<v>{number(price) + 1}</v>", xml)

    def no_formula(xml: str) -> str:
        return re.sub(r"<f>.*?</f>", "", xml, flags=re.DOTALL)

    def other_point(path: Path) -> None:
        part, point = first_chart_point(path)
        old = f"<c:v>{point}</c:v>".encode()
        change_part(path, part, old, f"<c:v>{float(point) + 1}</c:v>".encode())

    def unsourced(path: Path) -> None:
        def add(slide: object) -> None:
            box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))  # type: ignore[attr-defined]
            box.text_frame.text = "about 40 stores"

        with_slide(path, add)

    return {
        "a cached value": Fault(
            f"{home.place}: the workbook holds",
            lambda path: change_cell(path, address, other_value),
        ),
        "a number over a formula": Fault(
            f"{home.place}: a number is typed where its formula belongs",
            lambda path: change_cell(path, address, no_formula),
        ),
        "a number on a slide": Fault(
            f"the slide shows {wrong.strip(chr(36))}",
            deck=lambda path: change_texts(path, lambda text: text.replace(shown, wrong)),
        ),
        "a point of a chart": Fault("series 1/point 1: the chart draws", deck=other_point),
        "a number from nowhere": Fault("slide 1/TextBox", deck=unsourced),
    }


def test_files_replayed_without_a_fault_are_released(written: Written, tmp_path: Path) -> None:
    book = write_pitch(written.valued, tmp_path / "out", replaying(written))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(NAMES)
    assert book.record.figures == written.book.record.figures


def test_a_number_typed_over_a_formula_is_named_and_nothing_is_written(
    written: Written, tmp_path: Path
) -> None:
    planted = faults_of(written)["a number over a formula"]
    refusal = refused(written, tmp_path, planted)
    assert any(planted.said in finding.message for finding in refusal.findings), str(refusal)
    assert list(tmp_path.iterdir()) == []


def refused(written: Written, folder: Path, planted: Fault) -> Inconsistent:
    """The refusal to release the book with the fault in it."""
    writers = replaying(written, workbook=planted.workbook, slides=planted.deck)
    with pytest.raises(Inconsistent) as caught:
        write_pitch(written.valued, folder / "out", writers)
    return caught.value


def test_a_refused_book_leaves_the_one_before_it_as_it_was(
    written: Written, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "pitch.xlsx").write_text("the book before")
    refused(written, tmp_path, faults_of(written)["a cached value"])
    assert [path.name for path in out.iterdir()] == ["pitch.xlsx"]
    assert (out / "pitch.xlsx").read_text() == "the book before"
    assert list(tmp_path.iterdir()) == [out]


def test_a_deck_writer_that_reports_another_number_than_it_shows_is_caught(
    written: Written, tmp_path: Path
) -> None:
    honest = replaying(written)

    def corrupting(deck: Deck, path: Path, *, template: Path | None = None) -> Sequence[Standing]:
        stands = list(honest.deck(deck, path, template=template))
        place = next(at for at, one in enumerate(stands) if "/row " in one.place)
        stands[place] = replace(stands[place], text=stands[place].text + "9")
        return stands

    with pytest.raises(Inconsistent, match="the slide"):
        write_pitch(written.valued, tmp_path / "out", replace(honest, deck=corrupting))
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_fails_leaves_nothing(written: Written, tmp_path: Path) -> None:
    def fails(_: Workbook, path: Path) -> Sequence[Standing]:
        path.write_bytes(b"half a workbook")
        raise Unusable("the disk is full")

    writers = replace(replaying(written), workbook=fails)
    with pytest.raises(Unusable, match="the disk is full"):
        write_pitch(written.valued, tmp_path / "out", writers)
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------ checked


def test_a_draft_says_so_and_counts_its_defaults(written: Written) -> None:
    assert written.book.record.state == "draft"
    assert written.book.defaults == len(unadopted(written)) > 0
    assert "DRAFT" in all_texts(written.slides)
    assert orange_numbers(written.book.workbook) != []
    checks = written.cells.cells
    counted = [cell for cell in checks.values() if cell.value == "Number of unadopted defaults"]
    (label,) = counted
    assert checks[label.sheet, label.name.replace("A", "B")].value == written.book.defaults


def test_adopted_by_name_from_a_file_the_same_book_is_checked(
    written: Written, sample: Desk, tmp_path: Path
) -> None:
    path = adopt_all(written, tmp_path / "adopted.csv")
    model = home_depot(sample, read_adoptions(path))
    assert model.moved == ()
    maker = Signature("J. Banker", "2024-09-02T18:00:00Z")
    book = write_pitch(model, tmp_path / "out", sample.writers, state=CHECKED, signed=maker)
    assert (book.record.state, book.defaults) == (CHECKED, 0)
    assert read(book.ledger).state == CHECKED
    kinds = {record["lineage"]["kind"] for record in book.record.figures.values()}
    assert kinds == {"sourced", "computed", "adopted"}
    words = all_texts(read_deck(book.deck))
    assert "NOT REVIEWED" in words
    assert "DRAFT" not in words
    assert "J. Banker" in words
    assert orange_numbers(book.workbook) == []
    # Adopting what the system assumed changes owners, not values.
    assert model.dcf is not None
    assert written.valued.dcf is not None
    assert number(model.dcf.share_price) == number(written.valued.dcf.share_price)
    _reviewed_and_released(tmp_path, sample)


def _reviewed_and_released(folder: Path, sample: Desk) -> None:
    """A whole book passes every barrier of a release, and its copy is intact."""
    out, copied = folder / "out", folder / "released"
    reviewer = Signature("Ben Second", "2024-09-02T19:00:00Z")
    assert review(out, reviewer, "", sample.viewer).record.state == CHECKED
    assert "NOT REVIEWED" not in all_texts(read_deck(out / "pitch.pptx"))
    day = date(2024, 9, 3)
    release(out, copied, reviewer, day, "", sample.viewer, sample.writers.faults)
    assert verify(copied, "", sample.viewer).intact


def unadopted(written: Written) -> Sequence[Figure]:
    """The defaults of the book."""
    return pitch_workbook(written.valued).unadopted()


def adopt_all(written: Written, path: Path) -> Path:
    """A file in which somebody adopts every default of the book as it stands."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["assumption", "value", "owner", "reason", "date"])
        for figure in unadopted(written):
            value = Decimal(repr(figure.value))
            rows.writerow([figure.key, value, "J. Banker", "reviewed by the team", "2024-09-02"])
    return path


def orange_numbers(path: Path) -> list[str]:
    """Cells with a number in the colour of defaults."""
    book = openpyxl.load_workbook(path, data_only=True)
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
        and cell.font.color is not None
        and cell.font.color.rgb == ORANGE
    ]


# -------------------------------------------------------------------------- determinism


def test_another_process_writes_the_same_bytes(
    sample: Desk, written: Written, sample_home: Path, tmp_path: Path
) -> None:
    """With another seed of Python's hashes, so that no order of a set shows in a file."""
    told = subprocess.run(
        [PROGRAM, "pitch", "HD", "--peers", "LOW,WMT,NKE,MCD", "--out", tmp_path / "out"],
        env={"BOOKRUNNER_HOME": str(sample_home), "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    asked = PitchRequest("HD", tmp_path / "again", peers=PEERS)
    write_pitch(
        written.valued,
        asked.out,
        sample.writers,
        asked=asked_json(asked, written.valued.inputs.usual),
    )
    differing = [
        name
        for name in NAMES
        if (tmp_path / "out" / name).read_bytes() != (asked.out / name).read_bytes()
    ]
    assert differing == []


def test_the_same_figures_in_the_same_places_give_the_same_ledger(
    written: Written, tmp_path: Path
) -> None:
    again = recorded(written.valued, tmp_path / "out", replaying(written))
    assert again.book.ledger.read_bytes() == written.book.ledger.read_bytes()

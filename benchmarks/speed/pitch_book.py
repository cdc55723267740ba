"""Speed of a pitch book, beside bare XlsxWriter writing as many cells in the same run.

    python benchmarks/speed/pitch_book.py

The general pitch of Home Depot beside eight peers, from a home that holds the sample: (a)
statements gathered and everything valued, (b) workbook, deck and ledger written, read back and held
against each other; the linter of decks looks at it in the same step. Then, once and by the clock:
the workbook recalculated by LibreOffice and compared, audited, and every slide drawn. The bare
writer puts the workbook's own formulas and values into plain cells;
ratios to it hold on other machines where seconds do not. Writes benchmarks/results/pitch_book.json.
"""

import json
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import xlsxwriter

from bookrunner.app import desk
from bookrunner.audit import audit_workbook
from bookrunner.ledger.reading_xlsx import ReadWorkbook, read_workbook
from bookrunner.lint import lint_deck
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.credit import known_credit
from bookrunner.pitch import (
    PitchBook,
    Request,
    Valued,
    pitch_inputs,
    storyline,
    valued,
    write_pitch,
)

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "pitch_book.json"
REQUEST = Request("HD", ("LOW", "WMT", "NKE", "MCD", "KO", "KHC", "JNJ", "GE"))
ROUNDS = 5
SOFFICE = Path(shutil.which("soffice") or "/usr/bin/soffice")

Made = TypeVar("Made")


def main() -> None:
    """Prints the times and keeps them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = desk({"BOOKRUNNER_HOME": str(folder / "home")})
        loaded, store = timed(lambda: place.store)

        def make() -> Valued:
            credit = known_credit(place)
            inputs = pitch_inputs(store, place.viewer, REQUEST, credit=credit)
            return valued(inputs, storyline("general"))

        model = make()

        def write() -> PitchBook:
            return write_pitch(model, folder / "out", place.writers)

        book = write()
        cells = read_workbook(book.workbook)
        best = {"value": float("inf"), "write": float("inf"), "bare": float("inf")}
        # In turns, so that whatever else the machine does falls on all three alike.
        for _ in range(ROUNDS):
            for step, work in (
                ("value", make),
                ("write", write),
                ("bare", lambda: write_bare(cells, folder / "bare.xlsx")),
            ):
                best[step] = min(best[step], timed(work)[0])
        began = time.process_time()
        make()
        write()
        processor = time.process_time() - began
        recalculated, compared = timed(
            lambda: compare(book.workbook, recalculate(book.workbook, SOFFICE))
        )
        audited, audit = timed(lambda: audit_workbook(book.workbook))
        linted, _ = timed(lambda: lint_deck(book.deck))
        drawn, slides = timed(lambda: draw(book.deck, folder))
    formulas = sum(1 for cell in cells.cells.values() if cell.formula)
    result = {
        "command": "python benchmarks/speed/pitch_book.py",
        "commit": commit(),
        "machine": f"{platform.machine()}, {platform.system()}",
        "python": platform.python_version(),
        "cells": len(cells.cells),
        "formula_cells": formulas,
        "figures_in_ledger": len(book.record.figures),
        "best_of": ROUNDS,
        "sample_load_seconds": round(loaded, 2),
        "value_seconds": round(best["value"], 3),
        "write_and_gate_seconds": round(best["write"], 3),
        "bare_xlsxwriter_seconds": round(best["bare"], 3),
        "value_write_gate_and_lint_processor_seconds": round(processor, 2),
        "lint_seconds_within_writing": round(linted, 2),
        "recalculate_and_compare_seconds": round(recalculated, 2),
        "recalculated_cells_that_differ": len(compared.findings),
        "audit_seconds": round(audited, 2),
        "audit_findings": len(audit.flaws),
        "draw_seconds": round(drawn, 2),
        "slides": slides,
        "all_together_seconds": round(
            best["value"] + best["write"] + recalculated + audited + drawn, 1
        ),
        "value_per_bare_writing": round(best["value"] / best["bare"], 1),
        "write_and_gate_per_bare_writing": round(best["write"] / best["bare"], 1),
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def draw(deck: Path, folder: Path) -> int:
    """Every slide as a picture; how many there are."""
    office = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    convert = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    subprocess.run(convert, check=True, capture_output=True)
    pages = [str(folder / f"{deck.stem}.pdf"), str(folder / "slide")]
    subprocess.run(["pdftoppm", "-r", "60", "-png", *pages], check=True)
    return len(list(folder.glob("slide-*.png")))


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """How long the work took, and what came of it."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def write_bare(cells: ReadWorkbook, path: Path) -> None:
    """The same contents without formats, comments, names or anything read back."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheets: dict[str, xlsxwriter.worksheet.Worksheet] = {}
        for (name, address), cell in cells.cells.items():
            sheet = sheets.get(name) or sheets.setdefault(name, book.add_worksheet(name))
            if cell.formula:
                sheet.write_formula(address, cell.formula, None, cell.value)
            else:
                sheet.write(address, cell.value)


def commit() -> str:
    """The commit that was measured."""
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())

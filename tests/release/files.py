"""Checked files of the small model: a workbook, a deck, a ledger and their first step."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from bookrunner.ledger import CHECKED, Ledger, write
from bookrunner.office import deck_pptx, workbook_xlsx
from bookrunner.release import STEPS, WATERMARKS, Signature, opening, write_steps
from tests.office.small_model import AS_OF, deck, model

NAMES = ("pitch.xlsx", "pitch.pptx", "ledger.json")
MAKER = Signature("Ann Banker", "2025-01-30T18:00:00Z")
REVIEWER = Signature("Ben Second", "2025-01-30T19:00:00Z")
RELEASER = Signature("Cleo Head", "2025-01-31T08:00:00Z")


def checked(
    folder: Path,
    *,
    maker: Signature = MAKER,
    all_adopted: bool = True,
    watermark: str = WATERMARKS[CHECKED],
) -> Path:
    """The files in a new folder."""
    folder.mkdir()
    made = model(growth_adopted=all_adopted)
    slides = deck(made)
    made.workbook.watermark = slides.watermark = watermark
    standings = [
        *workbook_xlsx.write(made.workbook, folder / "pitch.xlsx"),
        *deck_pptx.write(slides, folder / "pitch.pptx"),
    ]
    write(Ledger.of([], standings, as_of=AS_OF, state=CHECKED), folder / "ledger.json")
    sign(folder, maker)
    return folder


def sign(folder: Path, maker: Signature) -> None:
    """Records the files as they are now as checked."""
    terms = {"allowed": [], "contents_slides": [], "prices_on": {"ALD": "2025-01-30"}}
    write_steps([opening(CHECKED, maker, folder, NAMES, terms, "all checks hold")], folder / STEPS)


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def package(path: Path) -> Mapping[str, bytes]:
    """The parts of an Office file."""
    with zipfile.ZipFile(path) as held:
        return {name: held.read(name) for name in held.namelist()}

"""Draws docs/pictures/slide.png and sheet.png from the pitch book in build/demo.

    make pictures
    .venv/bin/python scripts/pictures.py --slide "Discounted cash flow" --sheet Comps

A page is chosen by words that stand on it: the first page after the contents that has them.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "build" / "demo"
PICTURES = ROOT / "docs" / "pictures"
WIDTH_PIXELS = 1280
CONVERT_SECONDS_MAX = 300


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Draw the pictures of the README from build/demo.")
    parser.add_argument("--slide", default="football field", help="words on the slide to draw")
    parser.add_argument("--sheet", default="EV / EBITDA", help="words on the sheet to draw")
    chosen = parser.parse_args(arguments)

    missing = [tool for tool in ("soffice", "pdftoppm", "pdftotext") if shutil.which(tool) is None]
    if missing:
        sys.exit(f"pictures: {', '.join(missing)} is missing; `make tools` installs it")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for made, words, first_page, picture in (
        (DEMO / "pitch.pptx", chosen.slide, 3, PICTURES / "slide.png"),
        (DEMO / "pitch.xlsx", chosen.sheet, 1, PICTURES / "sheet.png"),
    ):
        if not made.exists():
            sys.exit(f"pictures: {made.relative_to(ROOT)} does not exist; `make demo` writes it")
        draw(made, words, first_page, picture)
        print(picture.relative_to(ROOT))
    return 0


def draw(made: Path, words: str, first_page: int, picture: Path) -> None:
    """Writes the first page of a deck or workbook that has the words, as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = pdf_of(made, Path(folder))
        page = page_with(words, pdf, first_page)
        if page is None:
            sys.exit(f"pictures: no page of {made.name} has the words {words!r}")
        subprocess.run(
            [
                *("pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page)),
                *("-scale-to-x", str(WIDTH_PIXELS), "-scale-to-y", "-1"),
                *(pdf, picture.with_suffix("")),
            ],
            check=True,
        )


def pdf_of(made: Path, folder: Path) -> Path:
    """The file as LibreOffice prints it, in a profile of its own: an open office is let be."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "pdf", "--outdir", folder, made),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=CONVERT_SECONDS_MAX,
    )
    return folder / f"{made.stem}.pdf"


def page_with(words: str, pdf: Path, first_page: int) -> int | None:
    """The number of the first page that has the words, whatever their case and breaks."""
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    )
    pages = text.stdout.split("\f")
    for number, page in enumerate(pages, start=1):
        if number >= first_page and words.lower() in " ".join(page.split()).lower():
            return number
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

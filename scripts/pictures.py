"""Draws docs/pictures/slide.png and sheet.png from the pitch book in build/demo.

    make pictures
    .venv/bin/python scripts/pictures.py --slide "Enterprise value" --sheet "Trading comparables"

A page is chosen by words that stand on it: the first page after the contents that has them. Of a
sheet the white margins are cut off, and of a long one the upper part is shown.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "build" / "demo"
PICTURES = ROOT / "docs" / "pictures"
WIDTH_PIXELS = 1400
DRAWN_PIXELS = 2400
"""Wider than what is kept, because margins fall away."""
HEIGHT_SHARE_MAX = 0.455
"""Of the width."""
BYTES_MAX = 200_000
MARGIN_PIXELS = 12
CONVERT_SECONDS_MAX = 300


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Draw the pictures of the README from build/demo.")
    parser.add_argument("--slide", default="Current price", help="words on the slide to draw")
    parser.add_argument(
        "--sheet", default="Discounted cash flow, HD", help="words on the sheet to draw"
    )
    chosen = parser.parse_args(arguments)

    missing = [tool for tool in ("soffice", "pdftoppm", "pdftotext") if shutil.which(tool) is None]
    if missing:
        sys.exit(f"pictures: {', '.join(missing)} is missing; `make tools` installs it")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for made, words, first_page, cut, picture in (
        (DEMO / "pitch.pptx", chosen.slide, 3, whole, PICTURES / "slide.png"),
        (DEMO / "pitch.xlsx", chosen.sheet, 1, upper_part, PICTURES / "sheet.png"),
    ):
        if not made.exists():
            sys.exit(f"pictures: {made.relative_to(ROOT)} does not exist; `make demo` writes it")
        draw(made, words, first_page, cut, picture)
        print(picture.relative_to(ROOT))
    return 0


def draw(
    made: Path,
    words: str,
    first_page: int,
    cut: Callable[[Image.Image], Image.Image],
    picture: Path,
) -> None:
    """Writes the first page of a deck or workbook that has the words, as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = pdf_of(made, Path(folder))
        page = page_with(words, pdf, first_page)
        if page is None:
            sys.exit(f"pictures: no page of {made.name} has the words {words!r}")
        subprocess.run(
            [
                *("pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page)),
                *("-scale-to-x", str(DRAWN_PIXELS), "-scale-to-y", "-1"),
                *(pdf, picture.with_suffix("")),
            ],
            check=True,
        )
    with Image.open(picture) as drawn:
        kept = cut(drawn.convert("RGB"))
    # A page has few colours; a palette of them takes a third of the bytes.
    kept.quantize(256, dither=Image.Dither.NONE).save(picture, optimize=True)
    if picture.stat().st_size > BYTES_MAX:
        sys.exit(f"pictures: {picture.name} has {picture.stat().st_size:,} bytes")


def whole(drawn: Image.Image) -> Image.Image:
    """All of a slide, in a hairline that shows where it ends."""
    height = round(drawn.height * WIDTH_PIXELS / drawn.width)
    shrunk = drawn.resize((WIDTH_PIXELS, height), Image.Resampling.LANCZOS)
    return ImageOps.expand(ImageOps.crop(shrunk, 1), 1, "lightgrey")


def upper_part(drawn: Image.Image) -> Image.Image:
    """The page without its white margins, no higher than it may be."""
    left, top, right, bottom = _inked(drawn)
    bottom = min(bottom, top + round((right - left) * HEIGHT_SHARE_MAX))
    page = drawn.crop((left, top, right, bottom))
    page = page.crop(_inked(page))
    height = round(page.height * WIDTH_PIXELS / page.width)
    shrunk = page.resize((WIDTH_PIXELS, height), Image.Resampling.LANCZOS)
    return ImageOps.expand(shrunk, MARGIN_PIXELS, "white")


def _inked(drawn: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of whatever is not white."""
    found = ImageChops.difference(drawn, Image.new("RGB", drawn.size, "white")).getbbox()
    assert found, "a page with words is not white"
    return found


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

"""PDF files of a few lines, written by hand, for tests."""

from collections.abc import Sequence
from typing import NamedTuple


class Ink(NamedTuple):
    """Words at a place on a page, in points from the lower left corner."""

    x: float
    y: float
    words: str
    size: float = 10
    white: bool = False


def pdf(pages: Sequence[Sequence[Ink]], *, rotate: int = 0, catalogue: str = "") -> bytes:
    """A PDF of pages of 612 by 792 points in Helvetica."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, page in enumerate(pages):
        stream = "\n".join(
            f"BT {'1 1 1' if ink.white else '0 0 0'} rg /F1 {ink.size} Tf {ink.x} {ink.y} Td "
            f"({escaped(ink.words)}) Tj ET"
            for ink in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate} /Contents "
            f"{5 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return assembled(objects)


def assembled(objects: Sequence[str], *, trailer: str = "") -> bytes:
    """The objects, numbered from 1, as a file with its table of places."""
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    content += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n"
    return content + end.encode() + b"%%EOF\n"


def escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def statement() -> list[Ink]:
    """An income statement of an invented company for two years."""
    lines = [Ink(72, 740, "Tern Quarries, Inc. - Annual Report to shareholders")]
    lines.append(Ink(72, 720, "Exchange Act filing of the registrant, fiscal 2023, NYSE"))
    lines.append(Ink(72, 700, "(In millions, except per share data)"))
    lines += [Ink(400, 680, "2023"), Ink(500, 680, "2022")]
    rows = (
        ("Revenue", "$ 1,234.5", "$ 1,100.0"),
        ("Cost of revenue", "(734.5)", "(640.0)"),
        ("Gross profit", "500.0", "460.0"),
        ("Net income", "$ 98.7", "$ 88.1"),
    )
    for index, (label, this, last) in enumerate(rows):
        y = 660 - 16 * index
        # Helvetica's digits are 0.556 of the size wide; numbers end near one place.
        lines.append(Ink(72, y, label))
        lines += [Ink(425 - 5 * len(this), y, this), Ink(525 - 5 * len(last), y, last)]
    return lines

"""Where a figure stands in a file that was written."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import Figure


@dataclass(frozen=True)
class Standing:
    """One appearance of a figure: the file, the place inside it, and what is shown there."""

    figure: Figure
    file: str
    """``workbook``, ``deck`` or ``document``."""
    place: str
    """``DCF!C12`` in a workbook; ``slide 5/shape 3/row 2/column 4`` in a deck; ``document
    paragraph 12`` in a document."""
    text: str
    """As a reader sees it."""
    exponent: int
    """The power of ten the place shows it in."""

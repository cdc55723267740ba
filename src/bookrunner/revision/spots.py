"""A place of a file that says something, whatever the file: what it says and how to change it."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from bookrunner.revision.spans import Node


class Kind(Enum):
    """What sort of place it is."""

    TEXT = "text"
    TABLE_CELL = "table cell"
    NOTES = "notes"
    ALTERNATIVE_TEXT = "alternative text"
    CHART_POINT = "chart point"
    CHART_WORDS = "chart words"
    CHART_SCALE = "chart scale"
    POSITION = "position of a shape"
    INPUT = "input cell"
    FORMULA = "formula cell"
    WORDS = "words in a cell"
    COMMENT = "comment"
    PAGE_HEADER = "page header or footer"


@dataclass(frozen=True)
class Run:
    """One piece of text in one part."""

    part: str
    node: Node = field(compare=False)
    """Its element."""
    text: str
    attribute: str = ""
    """The attribute that holds it; empty for the element's own content."""


@dataclass(frozen=True)
class Spot:
    """A place and what it says."""

    key: str
    """``slide 5/Table 1/row 2/column 4``, ``'Spread HD'!D53``."""
    kind: Kind
    runs: Sequence[Run]
    breaks: Sequence[int] = ()
    """Before which runs a line begins, the first left out."""
    formula: str = ""
    copy: tuple[str, str] | None = None
    """For a point of a chart: the part of the workbook behind it and the cell there."""
    copied: str | None = None
    """What that cell holds."""

    @property
    def text(self) -> str:
        """All of it."""
        pieces = []
        for at, run in enumerate(self.runs):
            pieces.append("\n" if at in self.breaks else "")
            pieces.append(run.text)
        return "".join(pieces)

    @property
    def digest(self) -> str:
        """Of what it says, to tell later whether somebody changed it."""
        return digest_of(self.kind, self.text)


def digest_of(kind: Kind, text: str) -> str:
    """Short, since it guards against oversight and not against malice; numbers as numbers."""
    if kind in NUMERIC:
        text = {"TRUE": "1", "FALSE": "0"}.get(text, text)
        with contextlib.suppress(ValueError):
            # Programs that save a file keep fifteen digits at best.
            text = f"{float(text):.10g}"
    elif kind is Kind.PAGE_HEADER:
        text = " ".join(_LOOKS.sub(" ", text).split())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


_LOOKS = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&[0-9]+')
"""How a page header is set, which every program writes its own way."""

NUMERIC = (Kind.CHART_POINT, Kind.CHART_SCALE, Kind.INPUT, Kind.FORMULA)

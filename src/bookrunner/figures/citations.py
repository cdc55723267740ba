"""Where in a stored document the words behind a number stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """A span of a stored document's canonical text; it always resolves to the exact words.

    The page and box are those of a PDF (points, origin bottom left: left, bottom, right, top);
    ``fact_id`` is the ``id`` attribute of an inline XBRL element.
    """

    document: str
    """SHA-256 of the document's bytes as received, in hex."""
    start: int
    end: int
    """Offsets in the canonical text, in characters; ``text[start:end]`` are the words."""
    fact_id: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        assert 0 <= self.start <= self.end, "a citation's span must not be inverted"

"""What a book said when it was written: the base that tells a person's edits from stale numbers.

It stands in the ledger, as short digests: enough to know whether somebody has changed a place
since, and nothing that would make the ledger a second copy of the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bookrunner.figures import Unusable
from bookrunner.revision.deck_spots_pptx import DeckSpots
from bookrunner.revision.workbook_spots_xlsx import WorkbookSpots

VERSION = 1


class NotRefreshable(Unusable):
    """A book was written by a version that did not record what it said."""

    def __init__(self) -> None:
        super().__init__(
            "the ledger does not record what the files said when they were written and what they "
            "were asked for; write the book anew with `bookrunner pitch`, then it can be refreshed"
        )


@dataclass(frozen=True)
class WrittenSlide:
    """A slide as it was written."""

    lasting_id: str
    title: str
    shapes: Mapping[str, str]
    """The id of each shape by its name."""


@dataclass(frozen=True)
class Written:
    """The places of both files with the digests of what they said."""

    slides: Mapping[int, WrittenSlide]
    deck: Mapping[str, str]
    workbook: Mapping[str, str]
    formulas: Mapping[str, str]
    """The digest of all formulas of a sheet."""

    def as_json(self) -> dict[str, Any]:
        """As the ledger keeps it."""
        return {
            "version": VERSION,
            "slides": {
                str(number): {
                    "id": slide.lasting_id,
                    "title": slide.title,
                    "shapes": dict(slide.shapes),
                }
                for number, slide in self.slides.items()
            },
            "deck": dict(self.deck),
            "workbook": dict(self.workbook),
            "formulas": dict(self.formulas),
        }

    @classmethod
    def of_json(cls, held: Any) -> Written:  # noqa: ANN401 - a JSON value
        """As it was written.

        Raises:
            NotRefreshable: It is none, or of another version.
        """
        try:
            if held["version"] != VERSION:
                raise NotRefreshable
            slides = {
                int(number): WrittenSlide(str(one["id"]), str(one["title"]), dict(one["shapes"]))
                for number, one in held["slides"].items()
            }
            return cls(slides, dict(held["deck"]), dict(held["workbook"]), dict(held["formulas"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise NotRefreshable from None

    @classmethod
    def of(cls, deck: DeckSpots, workbook: WorkbookSpots) -> Written:
        """What two files say now."""
        return cls(
            {
                slide.number: WrittenSlide(slide.lasting_id, slide.title, dict(slide.ids))
                for slide in deck.slides
            },
            {key: spot.digest for key, spot in deck.spots.items()},
            {key: spot.digest for key, spot in workbook.spots.items()},
            {name: sheet.formulas_digest for name, sheet in workbook.sheets.items()},
        )

"""What differs between two versions of a workbook or a deck, anybody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bookrunner.figures import BadInput
from bookrunner.revision.packages import Package
from bookrunner.revision.parts import main_part, tree
from bookrunner.revision.words import same_words

CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"
_ROOTS = {"workbook": "workbook", "presentation": "deck"}


class KindsDiffer(BadInput):
    """A workbook was to be compared with a deck."""

    def __init__(self, old: Path, new: Path) -> None:
        super().__init__(
            f"{old.name} and {new.name} are not of one kind; name two workbooks (.xlsx) or two "
            "decks (.pptx)"
        )


@dataclass(frozen=True)
class Difference:
    """One thing that is not in both versions as it is."""

    change: str
    kind: str
    place: str
    old: str
    new: str


def text_difference(place: str, old: str, new: str, kind: str = "") -> Difference:
    """A text that changed: in its numbers alone, or in its words."""
    said = kind or ("number" if same_words(old, new) else "words")
    return Difference(CHANGED, said, place, old, new)


def redline(old: Path, new: Path) -> Sequence[Difference]:
    """Every difference, in the order of the later version.

    Raises:
        NotAPackage: A file is damaged or no Office file.
        NotXml: A part of one cannot be read.
        KindsDiffer: One is a workbook and the other a deck.
    """
    from bookrunner.revision.redline_deck import deck_differences  # noqa: PLC0415 - it uses us
    from bookrunner.revision.redline_workbook import workbook_differences  # noqa: PLC0415

    packages = [Package(path.name, path.read_bytes()) for path in (old, new)]
    kinds = [_kind(package) for package in packages]
    if kinds[0] != kinds[1]:
        raise KindsDiffer(old, new)
    differences = workbook_differences if kinds[0] == "workbook" else deck_differences
    return tuple(differences(packages[0], packages[1]))


def _kind(package: Package) -> str:
    return _ROOTS[tree(package, main_part(package, *_ROOTS)).name]

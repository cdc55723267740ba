"""Who at the bank covers a company, as pages and answers tell it."""

from __future__ import annotations

from bookrunner.imports import BankRow
from bookrunner.operations.screens_shapes import CoverageLine

_YES = ("yes", "y", "true", "1")


def coverage_line(found: BankRow) -> CoverageLine:
    """A row of the imported coverage."""
    text = found.row.text
    return CoverageLine(
        banker=text("banker"),
        contact=text("contact"),
        last_met=text("last_met"),
        conflict=text("conflict"),
        restricted=text("restricted").lower() in _YES,
        note=text("note"),
        origin=f"{found.file.name}, {found.row.values['banker'].place}",
    )

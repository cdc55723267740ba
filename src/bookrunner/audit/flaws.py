"""What an audit finds: where, why it is wrong, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.audit.sheets import Book, Cell
from bookrunner.figures import Severity


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong or doubtful in a workbook."""

    rule: str
    """A stable name: ``typed-number``, ``undiscounted-terminal-value``."""
    severity: Severity
    sheet: str
    cell: str
    """Empty where the whole sheet or file is meant."""
    label: str
    """The words left of the cell."""
    why: str
    fix: str

    @property
    def where(self) -> str:
        """``DCF!C12``, the sheet, or nothing for the file."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


def error(book: Book, cell: Cell, rule: str, why: str, fix: str) -> Flaw:
    """A number of the workbook is wrong or hides what it is."""
    return Flaw(rule, Severity.ERROR, cell.sheet, cell.name, book.label(cell), why, fix)


def warning(book: Book, cell: Cell, rule: str, why: str, fix: str) -> Flaw:
    """Somebody should look; it may be meant."""
    return Flaw(rule, Severity.WARNING, cell.sheet, cell.name, book.label(cell), why, fix)


def of_sheet(sheet: str, rule: str, why: str, fix: str) -> Flaw:
    """What concerns a sheet, or the file where the name is empty."""
    return Flaw(rule, Severity.WARNING, sheet, "", "", why, fix)

"""The audit of one workbook: every rule over every cell, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookrunner.audit.bridges import bridge_flaws
from bookrunner.audit.finance import finance_flaws
from bookrunner.audit.flaws import Flaw, of_sheet
from bookrunner.audit.rows import row_flaws
from bookrunner.audit.sheets import Book, Values, read_book
from bookrunner.audit.structure import structure_flaws
from bookrunner.audit.ties import tie_flaws
from bookrunner.figures import Severity


@dataclass(frozen=True)
class Audit:
    """What was read and what was found."""

    path: Path
    sheets: int
    cells: int
    formulas: int
    flaws: Sequence[Flaw]

    def count(self, severity: Severity) -> int:
        """How many flaws are of that severity."""
        return sum(1 for flaw in self.flaws if flaw.severity is severity)


def audit_workbook(path: Path, calculate: Callable[[Path], Values] | None = None) -> Audit:
    """What is wrong or doubtful in any workbook, read from the file alone.

    Args:
        path: The file; it stays as it is.
        calculate: Asked for the values of a file whose formulas have kept none, as programs write
            that do not calculate.

    Raises:
        NotAWorkbook: It cannot be read as one.
    """
    book = read_book(path)
    if book.uncalculated and calculate is not None:
        book = read_book(path, calculate(path))
    found = [flaw for rules in _RULES for flaw in rules(book)]
    told = list(dict.fromkeys(found))
    told.sort(key=lambda flaw: -flaw.severity)
    return Audit(
        path, len(book.sheets), sum(1 for _ in book.cells()), book.formula_count, tuple(told)
    )


def _uncalculated(book: Book) -> Sequence[Flaw]:
    if not book.uncalculated:
        return ()
    why = (
        f"{book.uncalculated:,} of {book.formula_count:,} formulas have no value kept, so that "
        "rules about values do not see them"
    )
    return (of_sheet("", "not-calculated", why, "open the file in a spreadsheet and save it"),)


_RULES: Sequence[Callable[[Book], Iterable[Flaw]]] = (
    _uncalculated,
    structure_flaws,
    finance_flaws,
    bridge_flaws,
    row_flaws,
    tie_flaws,
)

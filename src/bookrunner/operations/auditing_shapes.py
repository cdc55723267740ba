"""What ``audit`` can be asked, and what it answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class AuditRequest:
    """A workbook to be audited."""

    file: Path = asked(
        Kind.FILE, "A workbook (.xlsx, .xlsm), anybody's.", positional=True, example="FILE.xlsx"
    )


@dataclass(frozen=True)
class AuditedFlaw:
    """One thing that is wrong or doubtful."""

    severity: str
    """``error`` or ``warning``."""
    rule: str
    cell: str
    """``DCF!C12``, a sheet, or empty for the file."""
    label: str
    """The words left of the cell."""
    why: str
    fix: str


@dataclass(frozen=True)
class Audited:
    """What was read of a workbook and what was found, the worst first."""

    file: str
    sheets: int
    cells: int
    formulas: int
    counts: Mapping[str, int]
    """By severity."""
    flaws: tuple[AuditedFlaw, ...]

"""The pages of ``import`` and ``imported``."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.importing_shapes import Brought, BroughtRow, TableImported

_SHOWN_MAX = 200
_SHORT = 16


def imported(answer: TableImported, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """How the rows add up, and each that was left out with its reason."""
    screen = Screen()
    if answer.template:
        screen.line(f"wrote {answer.template}; fill it and import it", "bold")
        return
    screen.line(
        f"rows {answer.received:,} = kept {answer.kept:,} + duplicate {answer.duplicate:,} "
        f"+ rejected {answer.rejected:,}",
        "bold",
    )
    where = f" of sheet {answer.sheet}" if answer.sheet else ""
    screen.line(f"{answer.kind}{where} as of {answer.as_of}, source: {answer.source}")
    if answer.is_check:
        screen.line("nothing was kept: this was a check")
    elif answer.is_known:
        screen.line("the same rows of the same file were kept before; nothing changed")
    remarks(screen, answer.findings, notes=True)


def brought(answer: Brought, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """Under each file one row for each thing, with where it stands."""
    screen = Screen()
    if not answer.rows:
        screen.line("nothing of this kind is kept for it")
        screen.line("`bookrunner import KIND --template FILE.xlsx` writes a table to fill", "dim")
        return
    names = [n for n in answer.columns if any(row.values.get(n) for row in answer.rows)]
    columns = [_column(name, answer) for name in names]
    for file, rows in groupby(answer.rows[:_SHOWN_MAX], _file):
        screen.line(file, "bold")
        screen.words(
            [*columns, Column("from", wraps=True)],
            [
                Row((*(row.values.get(n, "-") for n in names), next(iter(row.cells.values()))))
                for row in rows
            ],
        )
        screen.line()
    screen.line(said(len(answer.rows), "row"), "dim")
    if len(answer.rows) > _SHOWN_MAX:
        screen.line(f"the first {_SHOWN_MAX} are shown; --json has all", "dim")


def _column(name: str, answer: Brought) -> Column:
    """Short values stay on one line; a narrow screen would else set them letter by letter."""
    longest = max(len(row.values.get(name, "")) for row in answer.rows)
    return Column(name.replace("_", "\n"), wraps=longest > _SHORT)


def _file(row: BroughtRow) -> str:
    licence = f", licence: {row.licence}" if row.licence else ""
    source = f", source: {row.source}" if row.source != row.file else ""
    return f"{row.file} as of {row.as_of}{source}{licence}"

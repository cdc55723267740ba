"""The pages of ``import`` and ``imported``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.importing_shapes import Brought, TableImported

_SHOWN_MAX = 200


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
    """One row for each thing, with where it stands."""
    screen = Screen()
    names = [n for n in answer.columns if any(row.values.get(n) for row in answer.rows)]
    rows = [
        Row(
            (
                *(row.values.get(name, "-") for name in names),
                str(row.as_of),
                f"{row.file} {next(iter(row.cells.values()))}",
            )
        )
        for row in answer.rows[:_SHOWN_MAX]
    ]
    columns = [*(Column(name, wraps=True) for name in names), Column("as of"), Column("from")]
    if rows:
        screen.words(columns, rows)
        screen.line()
    else:
        screen.line("nothing of this kind is kept for it")
        screen.line("`bookrunner import KIND --template FILE.xlsx` writes a table to fill", "dim")
        return
    screen.line(said(len(answer.rows), "row"), "dim")
    if len(answer.rows) > _SHOWN_MAX:
        screen.line(f"the first {_SHOWN_MAX} are shown; --json has all", "dim")

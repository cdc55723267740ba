"""The page of ``segments``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen
from bookrunner.operations.segments_shapes import Segments, SegmentTable

_COLUMNS = (Column("", wraps=True), Column("millions", is_number=True), Column("note", wraps=True))


def segments(answer: Segments, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """Each breakdown with its sum beside the company's own number."""
    screen = Screen()
    company = answer.company
    screen.line(f"{company.name} ({company.ticker or company.cik}): {answer.period}", "bold")
    for table in answer.breakdowns:
        screen.line()
        name = table.line.replace("_", " ")
        screen.line(f"{name} by {table.axis}, {table.unit} in millions", "bold")
        screen.line(", ".join(filter(None, (table.tag, table.accession))), "dim")
        screen.words(_COLUMNS, _rows(table))
        screen.line(f"where it comes from: bookrunner why {table.sum_id}", "dim")
    screen.line()
    remarks(screen, answer.findings, notes=True)


def _rows(table: SegmentTable) -> list[Row]:
    rows = [
        Row((part.label, _millions(part.value), "reconciling item" if part.is_between else ""))
        for part in table.parts
    ]
    rows.append(Row(("Sum", _millions(table.sum), ""), "bold"))
    if table.consolidated is not None:
        note = "" if table.foots else "the parts told do not add up to it"
        rows.append(Row(("Company", _millions(table.consolidated), note), "bold"))
    rows += [
        Row((part.label, _millions(part.value), "not in the sum"), "dim") for part in table.left_out
    ]
    return rows


def _millions(value: float) -> str:
    return f"{value / 1e6:,.1f}"

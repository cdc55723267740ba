"""The page of ``quality``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.quality_shapes import Quality


def quality(answer: Quality, flags: Mapping[str, bool]) -> None:
    """One row a filing, then what was found, the worst first."""
    screen = Screen()
    name = answer.company.ticker or answer.company.cik
    counted = ", ".join(said(count, severity) for severity, count in answer.counts.items() if count)
    screen.line(f"{answer.company.name} ({name}): {counted or 'nothing found'}", "bold")
    rows = [
        Row(
            (
                filing.form or "-",
                str(filing.period_end or "-"),
                filing.accession or filing.name,
                f"{filing.facts:,}",
                f"{filing.doubted:,}",
                filing.record,
            )
        )
        for filing in answer.filings
    ]
    if rows:
        columns = [
            Column("Form"),
            Column("Period to"),
            Column("Filing"),
            Column("Numbers"),
            Column("Doubted"),
            Column("Records"),
        ]
        screen.line()
        screen.words(columns, rows)
    for stretch in answer.missing_periods:
        screen.line(f"a report is missing in {stretch}")
    for filing in answer.filings:
        if any(flags["all"] or one.severity != "note" for one in filing.findings):
            screen.line()
            screen.line(f"{filing.form} {filing.period_end or ''} {filing.accession}", "bold")
            remarks(screen, filing.findings, notes=flags["all"])
    if answer.findings:
        screen.line()
        screen.line("Statements of all filings", "bold")
        remarks(screen, answer.findings, notes=flags["all"])

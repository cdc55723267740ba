"""The pages of ``filings`` and ``read``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.figures import visible
from bookrunner.operations.reading_shapes import FilingRows, Reading


def filings(answer: FilingRows, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One row for each filing."""
    screen = Screen()
    rows = [
        Row(
            (
                str(one.known_since or "-"),
                one.form or "-",
                visible(one.company) or one.cik or "-",
                str(one.period_end or "-"),
                one.accession or "-",
                one.digest[:16] if one.readable else "numbers only",
            )
        )
        for one in answer.filings
    ]
    columns = [
        Column("Known since"),
        Column("Form"),
        Column("Company", wraps=True),
        Column("Period to"),
        Column("Accession"),
        Column("Document"),
    ]
    screen.words(columns, rows)
    screen.line()
    screen.line(said(len(answer.filings), "filing"), "dim")


def reading(answer: Reading, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The words, and where in the document they stand."""
    screen = Screen()
    filing = answer.filing
    screen.line(f"{visible(filing.company) or 'an unnamed company'}: {filing.form}", "bold")
    place = f"characters {answer.start + 1:,} to {answer.end:,} of {answer.total:,}"
    screen.line(f"{filing.accession or filing.name}, {place}", "dim")
    screen.line()
    for line in visible(answer.text).splitlines():
        screen.line(line)

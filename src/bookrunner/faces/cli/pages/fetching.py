"""The page of ``fetch``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.filings import ingested
from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen
from bookrunner.operations.fetching_shapes import Fetched


def fetched(answer: Fetched, flags: Mapping[str, bool]) -> None:
    """What was listed, what became of it, and what the records took of it."""
    screen = Screen()
    if answer.ingested is None and not answer.failed:
        rows = [
            Row((one.company, one.form, str(one.filed_on), one.accession)) for one in answer.filings
        ]
        columns = [
            Column("Company", wraps=True),
            Column("Form"),
            Column("Filed"),
            Column("Accession"),
        ]
        screen.words(columns, rows)
        screen.line()
    screen.line(
        f"listed {answer.listed:,} = fetched {answer.fetched:,} + kept before {answer.kept:,} "
        f"+ failed {len(answer.failed):,}"
        if answer.ingested is not None or answer.failed
        else f"listed {answer.listed:,}",
        "bold",
    )
    for file in answer.failed:
        screen.line(f"  {file.path}: {file.reason}")
    if answer.ingested is not None:
        screen.line(f"in {answer.folder}")
        screen.line()
        ingested(answer.ingested, flags)
    remarks(screen, answer.findings, notes=flags["all"])

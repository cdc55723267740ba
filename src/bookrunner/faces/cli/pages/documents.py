"""The page of ``document``: what was written, and what a reader should know."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.documents_shapes import Document


def document(answer: Document, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The files, how many numbers they hold, and what a reader should know."""
    screen = Screen()
    name = f"{answer.company.name} ({answer.company.ticker or answer.company.cik})"
    screen.line(f"{name}: {answer.kind} as of {answer.as_of}", "bold")
    for path in (*answer.files, answer.ledger, answer.assumptions):
        if path:
            screen.line(path)
    screen.line()
    screen.line(
        f"{answer.state}: {said(answer.figures, 'number')}, on which pages, data pack and ledger "
        f"agree; {said(answer.defaults, 'assumption')} not yet adopted by anyone"
    )
    remarks(screen, answer.findings, notes=False)

"""The pages of ``demo`` and ``pitch``: what was written, and what to do next."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.responses import Book, SampleTypes

_NAME = "bookrunner"


def demo(answer: Book, flags: Mapping[str, bool]) -> None:
    """The files, and the next steps of a newcomer."""
    pitch(answer, flags)
    screen = Screen()
    ticker = answer.company.ticker
    peers = ",".join(peer.ticker for peer in answer.peers)
    screen.line()
    screen.line("Next:", "bold")
    for arguments, what in (
        (f"statements {ticker} --sources", "each line with its tag and filing"),
        (f"pitch {ticker} --peers {peers} --out out", "a book of your own"),
        ("ingest path/to/filings", "your own 10-K and 10-Q filings"),
    ):
        screen.line(f"  {program()} {arguments:<48} {what}")


def sample(answer: SampleTypes, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """A command for each type."""
    screen = Screen()
    for key, company in answer.companies.items():
        screen.line(f"{program()} pitch {company} --type {key} --out DIR")


def pitch(answer: Book, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The files, how many numbers they hold, and what a reader should know."""
    screen = Screen()
    peers = ", ".join(peer.ticker or peer.name for peer in answer.peers)
    name = f"{answer.company.name} ({answer.company.ticker or answer.company.cik})"
    if answer.bought is not None:
        name += f" buying {answer.bought.name} ({answer.bought.ticker or answer.bought.cik})"
    screen.line(f"{name} against {peers} as of {answer.as_of}", "bold")
    for path in (answer.workbook, answer.deck, answer.ledger, answer.assumptions):
        if path:
            screen.line(path)
    screen.line()
    screen.line(
        f"{answer.state}: {said(answer.figures, 'number')}, on which workbook, deck and ledger "
        f"agree; {said(answer.defaults, 'assumption')} not yet adopted by anyone"
    )
    remarks(screen, answer.findings, notes=False)
    if answer.headline is not None:
        screen.line()
        screen.line(f"where a number comes from: {program()} why {answer.headline.id}", "dim")


def program() -> str:
    """How to call the program again: by its name, or by its path where it is not on the PATH."""
    called = Path(sys.argv[0])
    is_hidden = called.stem == _NAME and shutil.which(_NAME) is None
    return str(called) if is_hidden else _NAME

"""The page of ``ask``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from bookrunner.faces.cli.answer_json import answer_json
from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen
from bookrunner.operations.asking_shapes import Answered, AskAnswer

_LINES_MAX = 12


def asked(answer: AskAnswer, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - it has none
    """The answer, how it was computed, and the words it stands on; a batch as JSON lines."""
    if not isinstance(answer, Answered):
        click.echo(answer_json(answer), nl=False)
        return
    screen = Screen()
    if answer.kind == "extract":
        screen.line("The documents say:", "bold")
    else:
        screen.line(answer.answer, "bold")
    if answer.formula:
        screen.line(f"  = {answer.formula}")
    for one in answer.citations:
        page = f", page {one.page}" if one.page else ""
        screen.line()
        screen.line(f"  {one.source_name}{page}, characters {one.start} to {one.end}", "dim")
        lines = one.quote.replace("\t", "   ").splitlines()
        for line in lines[:_LINES_MAX]:
            screen.line(f"    {line}")
        if len(lines) > _LINES_MAX:
            screen.line(f"    ... {len(lines) - _LINES_MAX} more lines", "dim")
    if answer.id:
        screen.line()
        screen.line(f"  bookrunner why {answer.id}", "dim")
    remarks(screen, answer.findings, notes=True)

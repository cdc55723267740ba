"""The pages of ``search`` and ``index``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from bookrunner.faces.cli.answer_json import answer_json
from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen
from bookrunner.operations.searching_shapes import (
    FoundPassage,
    FoundPassages,
    IndexAnswer,
    SearchAnswer,
)

_LINES_MAX = 8


def found(answer: SearchAnswer, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - it has none
    """Each passage under where it stands; a batch as JSON lines."""
    if not isinstance(answer, FoundPassages):
        click.echo(answer_json(answer), nl=False)
        return
    screen = Screen()
    if not answer.results:
        screen.line("Nothing found in the documents you may see.")
    for number, one in enumerate(answer.results, start=1):
        if number > 1:
            screen.line()
        screen.line(f"{number}. {_where(one)}", "bold")
        lines = [line.replace("\t", "   ") for line in one.text.splitlines()]
        for line in lines[:_LINES_MAX]:
            screen.line(f"   {line}")
        if len(lines) > _LINES_MAX:
            screen.line(f"   ... {len(lines) - _LINES_MAX} more lines", "dim")
        screen.line(f"   {one.source_name}, characters {one.start} to {one.end}", "dim")


def _where(one: FoundPassage) -> str:
    ended = f" for the period to {one.period_end}" if one.period_end else ""
    page = f"page {one.page}" if one.page else ""
    return ", ".join(filter(None, (f"{one.company}: {one.form}{ended}".strip(), one.section, page)))


def indexed(answer: IndexAnswer, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - it has none
    """What was added and what is there."""
    screen = Screen()
    screen.line(f"{answer.added_documents} documents indexed now, {answer.added_passages} passages")
    if answer.without_words:
        screen.line(f"{answer.without_words} came as data and have no words to find", "dim")
    screen.line(f"{answer.documents} documents with {answer.passages} passages can be searched")
    remarks(screen, answer.findings, notes=True)

"""The page of ``stale``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Screen, said
from bookrunner.figures import visible
from bookrunner.operations.stale_shapes import StaleAnswer

_CAUSES_MAX = 5


def stale(answer: StaleAnswer, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """Each stale book with what changed, and the command that mends it."""
    screen = Screen()
    for book in answer.stale:
        screen.line(f"{visible(book.company)}: {visible(book.folder)}", "bold")
        figures = len({line.figure for line in book.stale})
        anew = f", {said(book.anew, 'page')} to be made anew" if book.anew else ""
        screen.line(
            f"  {said(figures, 'figure')} at {said(len(book.stale), 'place')}{anew}; "
            f"as of {book.as_of}, now {book.fresh_as_of}"
        )
        for cause in book.causes[:_CAUSES_MAX]:
            screen.line(f"  {visible(cause.name)}: {cause.old} -> {cause.new}  {cause.why}")
        more = len(book.causes) - _CAUSES_MAX
        if more > 0:
            screen.line(f"  and {said(more, 'more input')}", "dim")
        screen.line(f"  {visible(book.refresh)}", "dim")
        screen.line()
    for one in answer.unchecked:
        screen.line(f"not compared: {visible(one.folder)}: {visible(one.why)}", "dim")
    parts = f"{len(answer.stale)} stale, {answer.fresh} fresh, {len(answer.unchecked)} not compared"
    screen.line(f"{said(answer.looked_at, 'book')} looked at: {parts}")

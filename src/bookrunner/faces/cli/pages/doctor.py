"""The page of ``doctor``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Screen
from bookrunner.operations.responses import Doctor

_STYLES = {"ok": "", "missing": "yellow", "broken": "bold red"}


def doctor(answer: Doctor, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One row for each thing examined, and a verdict."""
    screen = Screen()
    screen.line(f"Bookrunner {answer.version}", "bold")
    screen.line()
    wide = max(len(row.name) for row in answer.examined)
    for row in answer.examined:
        screen.line(f"{row.state:<8} {row.name:<{wide}}  {row.found}", _STYLES[row.state])
        if row.adds:
            screen.line(f"{'':<8} {'':<{wide}}  {row.adds}", "dim")
    screen.line()
    verdict = "Nothing is broken." if answer.healthy else "Something is broken; see above."
    screen.line(verdict, "bold")

"""The pages of ``review``, ``release`` and ``verify``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.books import program
from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen
from bookrunner.operations.releasing_shapes import Signed, Verification


def reviewed(answer: Signed, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """Who put their name to it, and what comes next."""
    screen = _signed(answer)
    remarks(screen, answer.findings)
    screen.line()
    screen.line(f"next: {program()} release {answer.folder} --by NAME --out DIR", "dim")


def released(answer: Signed, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The copy, and the seal to keep elsewhere."""
    screen = _signed(answer)
    screen.line()
    screen.line(f"released for {answer.as_of}, seal {answer.seal}")
    screen.line(
        f"note the seal elsewhere: {program()} verify {answer.folder} --seal {answer.seal}", "dim"
    )


def verified(answer: Verification, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The verdict first."""
    screen = Screen()
    if answer.intact:
        screen.line(f"{answer.folder} is as it was released", "bold green")
    else:
        screen.line(f"{answer.folder} is not as it was released", "bold red")
        remarks(screen, answer.findings)
    screen.line()
    _signed(answer)


def _signed(answer: Signed) -> Screen:
    screen = Screen()
    screen.line(f"{answer.folder}: {answer.state}", "bold")
    for step in answer.steps:
        why = f": {step.why}" if step.why else ""
        screen.line(f"  {step.at}  {step.state} by {step.by or 'nobody'}{why}")
    for name, digest in answer.files.items():
        screen.line(f"  sha256 {digest}  {name}")
    return screen

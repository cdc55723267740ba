"""What went wrong, for each face: the only place that knows exit codes."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import Ambiguous, BadInput, BookrunnerError, NotFound, Refused, Unusable
from bookrunner.operations.audit_log_shapes import AuditLogAnswer
from bookrunner.operations.releasing_shapes import Verification
from bookrunner.operations.responses import Doctor

DONE = 0
OUR_MISTAKE = 1
MISUSED = 2
TO_BE_MENDED = 8
INTERRUPTED = 130
"""128 plus the number of SIGINT, as shells count."""


@dataclass(frozen=True)
class Outcome:
    """A row of the table: the errors it is for, the exit code, and what it means."""

    error: type[BaseException] | None
    code: int
    meaning: str


OUTCOMES: tuple[Outcome, ...] = (
    Outcome(None, DONE, "done"),
    Outcome(Exception, OUR_MISTAKE, "a mistake of the program; `--debug` shows where"),
    Outcome(None, MISUSED, "the command line cannot be understood"),
    Outcome(NotFound, 3, "what was asked for is not there"),
    Outcome(Ambiguous, 4, "several things fit the request"),
    Outcome(BadInput, 5, "a file is not what it says it is"),
    Outcome(Refused, 6, "a rule of the house forbids it"),
    Outcome(Unusable, 7, "the request cannot be served with these inputs"),
    Outcome(BookrunnerError, TO_BE_MENDED, "settings, database or folders need mending"),
    Outcome(KeyboardInterrupt, INTERRUPTED, "stopped by the user"),
)
"""For an error the row of its nearest base class holds."""


def exit_code(error: BaseException) -> int:
    """The exit code that an error ends a command with."""
    codes = {row.error: row.code for row in OUTCOMES if row.error is not None}
    return next(codes[base] for base in type(error).__mro__ if base in codes)


def answer_code(answer: object) -> int:
    """The code of an answer; a broken installation or a changed release is no success."""
    healthy = {Doctor: "healthy", Verification: "intact", AuditLogAnswer: "sound"}.get(type(answer))
    return DONE if healthy is None or getattr(answer, healthy) else TO_BE_MENDED


@dataclass(frozen=True)
class Problem:
    """An error for a reader: its name, a sentence that says what to do, and the exit code."""

    kind: str
    message: str
    exit_code: int
    near: tuple[str, ...] = ()
    """What was perhaps meant."""
    choices: tuple[str, ...] = ()
    """What to choose from, where several things fit."""


def problem(error: BaseException) -> Problem:
    """The error for a reader; of a mistake of the program only its first line is told."""
    code = exit_code(error)
    if isinstance(error, KeyboardInterrupt):
        return Problem("Interrupted", "stopped; nothing is half-done", code)
    if not isinstance(error, BookrunnerError):
        said = (str(error).splitlines() or [""])[0]
        what = f"{type(error).__name__}: {said}" if said else type(error).__name__
        message = f"Bookrunner made a mistake ({what}); run it again with --debug to see where"
        return Problem("Mistake", message, code)
    near = error.near if isinstance(error, NotFound) else ()
    choices = error.choices if isinstance(error, Ambiguous) else ()
    return Problem(type(error).__name__, str(error), code, near, choices)

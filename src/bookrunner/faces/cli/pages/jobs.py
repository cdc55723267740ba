"""The pages of ``jobs`` and ``cancel-job``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.figures import visible
from bookrunner.operations.job_shapes import JobLine, Jobs

_COLUMNS = (
    Column("id"),
    Column("operation"),
    Column("of"),
    Column("asked (UTC)"),
    Column("state"),
    Column("how far", wraps=True),
)


def jobs(answer: Jobs, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """A row for each job; of a single one its answer too."""
    screen = Screen()
    if answer.jobs:
        screen.words(_COLUMNS, [_row(one) for one in answer.jobs])
    for one in answer.jobs:
        if one.answer:
            screen.line(visible(one.answer))
    screen.line(said(len(answer.jobs), "job"))


def job(answer: JobLine, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One job."""
    Screen().words(_COLUMNS, [_row(answer)])


def _row(one: JobLine) -> Row:
    far = visible(one.activity)
    if one.total:
        far += f" {one.done} of {one.total}"
    if one.problem:
        far = f"{one.problem}: {visible(one.detail)}"
    if one.folder:
        far = one.folder
    at = f"{one.submitted_at:%m-%d %H:%M}"
    style = {"failed": "yellow", "running": "bold"}.get(one.state, "")
    return Row((one.id, one.operation, visible(one.owner), at, one.state, far), style)

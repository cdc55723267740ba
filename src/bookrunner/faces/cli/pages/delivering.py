"""The page of ``deliver``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.delivering_shapes import Delivered


def delivered(answer: Delivered, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """What was sent now, and what became of all messages to each recipient."""
    screen = Screen()
    screen.line(
        f"{said(answer.raised, 'alert')} raised, {said(answer.queued, 'message')} made, "
        f"{answer.sent} sent"
    )
    names = ("Waiting", "Sent", "Withheld", "Failed")
    columns = [Column("Person"), Column("By"), *(Column(name, is_number=True) for name in names)]
    rows = [
        Row((one.person, one.channel, f"{one.waiting:,}", f"{one.sent:,}", f"{one.withheld:,}",
             f"{one.failed:,}"))
        for one in answer.recipients
    ]  # fmt: skip
    screen.words(columns, rows)
    remarks(screen, answer.findings, notes=True)

"""The pages of ``audit-log``, ``audit-copy`` and ``audit-sign``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.audit_log_shapes import (
    AuditAction,
    AuditExported,
    AuditLogAnswer,
    AuditSigned,
)

_COLUMNS = (
    Column("at (UTC)"),
    Column("who"),
    Column("operation"),
    Column("asked", wraps=True),
    Column("outcome"),
    Column("left", is_number=True),
)


def looked_at(answer: AuditLogAnswer, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One row for each action; or the verdict in words."""
    screen = Screen()
    verdict = answer.verdict
    if verdict is None:
        screen.words(_COLUMNS, [_row(one) for one in answer.actions])
        if not answer.actions:
            screen.line("Nothing was done that you may see.")
        return
    if verdict.faults:
        first = "" if verdict.first_bad is None else f": first bad entry {verdict.first_bad}"
        screen.line(f"The audit log is NOT as it was written{first}", "bold red")
        for fault in verdict.faults:
            at = "" if fault.seq is None else f"entry {fault.seq}: "
            screen.line(f"  {at}{fault.message}")
        return
    screen.line("Nothing speaks against the audit log.", "bold")
    for words in verdict.proven:
        screen.line(f"  {words}")
    for key in verdict.keys:
        screen.line(f"  signed by the key {key}", "dim")


def _row(one: AuditAction) -> Row:
    style = {"done": "", "begun": "dim"}.get(one.outcome, "yellow")
    at = one.at[:19].replace("T", " ")
    left = str(len(one.left)) if one.left else ""
    return Row((at, one.who, one.operation, _words(one.asked), one.outcome, left), style)


def _words(asked: str) -> str:
    """The fields of a request in words; what was not asked for is left out."""
    held = json.loads(asked) if asked else {}
    return "; ".join(
        f"{name} {value if isinstance(value, str) else json.dumps(value)}"
        for name, value in held.items()
        if value not in (None, "", [], False)
    )


def exported(answer: AuditExported, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The file."""
    Screen().line(f"{answer.file}: {said(answer.entries, 'entry', 'entries')}")


def signed(answer: AuditSigned, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """What was signed, and the key to write down."""
    screen = Screen()
    screen.line(f"{answer.entries} entries signed, root {answer.root}")
    screen.line(f"by the key {answer.key}; write it down where this machine cannot change it")
    if answer.copied_to:
        screen.line(f"copied to {answer.copied_to}")

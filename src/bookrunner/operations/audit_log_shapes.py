"""What the audit log can be asked for and what it answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class AuditLogRequest:
    """A look at the log."""

    what: str = asked(
        Kind.TEXT,
        "Show what was done, or verify the whole log.",
        default="show",
        positional=True,
        choices=("show", "verify"),
    )
    since: date | None = asked(Kind.DATE, "Only what began on this day or later.", default=None)
    until: date | None = asked(Kind.DATE, "Only what began on this day or earlier.", default=None)
    who: str = asked(Kind.TEXT, "Only of this person or service.", default="", example="NAME")
    operation: str = asked(Kind.TEXT, "Only this operation.", default="", example="NAME")
    limit: int = asked(Kind.NUMBER, "At most so many, the newest.", default=50)
    copy: Path | None = asked(
        Kind.FILE,
        "A copy of the checkpoints from outside, beside BOOKRUNNER_AUDIT_COPY.",
        default=None,
        example="FILE",
    )
    key: str = asked(
        Kind.TEXT,
        "The public key, or its first 16 signs or more, as noted elsewhere.",
        default="",
        example="KEY",
    )


@dataclass(frozen=True)
class AuditLeft:
    """A file that left the house."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class AuditAction:
    """One action."""

    seq: int | None
    """Its place in the log; None for who is not of the control room, whom it would tell how much
    stands behind walls."""
    at: str
    ended_at: str
    """Empty while it runs, or where it was killed."""
    who: str
    signed_in_by: str
    operation: str
    asked: str
    """In JSON, without secrets and long texts."""
    read: str
    """In JSON: companies, accessions, figures."""
    outcome: str
    left: tuple[AuditLeft, ...]
    walls: tuple[str, ...]


@dataclass(frozen=True)
class AuditFault:
    """Something that an honest log never shows."""

    code: str
    seq: int | None
    message: str


@dataclass(frozen=True)
class AuditVerdict:
    """What verifying found."""

    entries: int
    """Found right, from the first on."""
    signed: int
    """Of them under a signed checkpoint."""
    outside: int
    """Of them under a checkpoint that was kept outside."""
    checkpoints: int
    keys: tuple[str, ...]
    first_bad: int | None
    faults: tuple[AuditFault, ...]
    torn_bytes: int
    proven: tuple[str, ...]
    """In words: what is proven, and what is not."""


@dataclass(frozen=True)
class AuditLogAnswer:
    """What was done, or whether the record of it is right."""

    actions: tuple[AuditAction, ...]
    """Newest last."""
    verdict: AuditVerdict | None
    sound: bool
    """False when verifying found a fault."""


@dataclass(frozen=True)
class AuditExportRequest:
    """A file of entries."""

    out: Path = asked(Kind.NEW_FILE, "The file to write.", example="FILE.jsonl")
    since: date | None = asked(Kind.DATE, "Only of this day (UTC) or later.", default=None)
    until: date | None = asked(Kind.DATE, "Only of this day (UTC) or earlier.", default=None)


@dataclass(frozen=True)
class AuditExported:
    """What was written."""

    file: str
    entries: int


@dataclass(frozen=True)
class AuditSignRequest:
    """A checkpoint now."""

    rotate: bool = asked(Kind.FLAG, "Take a new key first.", default=False)


@dataclass(frozen=True)
class AuditSigned:
    """What was signed."""

    entries: int
    root: str
    key: str
    """The public key, to be written down elsewhere."""
    copied_to: str
    """Empty where no file outside is set."""

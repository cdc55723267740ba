"""What ``review``, ``release`` and ``verify`` can be asked, and what they answer."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark

_NOTE = "What the record shall say beside the name."


@dataclass(frozen=True)
class ReviewRequest:
    """A checked book, and who reviewed it."""

    folder: Path = asked(
        Kind.WRITTEN,
        "The folder that `bookrunner pitch --checked` wrote.",
        positional=True,
        example="DIR",
    )
    by: str = asked(Kind.PERSON, "Who reviewed it; another person than its maker.", example="NAME")
    note: str = asked(Kind.TEXT, _NOTE, default="", example="TEXT")


@dataclass(frozen=True)
class ReleaseRequest:
    """A reviewed book, who releases it, and where the copy goes."""

    folder: Path = asked(
        Kind.WRITTEN, "The folder of a reviewed book.", positional=True, example="DIR"
    )
    by: str = asked(Kind.PERSON, "Who releases it.", example="NAME")
    out: Path = asked(Kind.FOLDER, "A new or empty folder for the locked copy.", example="DIR")
    as_of: date | None = asked(
        Kind.DATE,
        "The day for which it is released, on which no price may be older than two business "
        "days; default: today.",
        default=None,
    )
    note: str = asked(Kind.TEXT, _NOTE, default="", example="TEXT")


@dataclass(frozen=True)
class VerifyRequest:
    """A released copy."""

    folder: Path = asked(
        Kind.WRITTEN, "The folder that `bookrunner release` wrote.", positional=True, example="DIR"
    )
    seal: str = asked(
        Kind.TEXT,
        "The seal as it was noted at the release; without it the manifest's own is trusted.",
        default="",
        example="HASH",
    )


@dataclass(frozen=True)
class SignedStep:
    """One step: who, when and why."""

    state: str
    by: str
    at: str
    why: str
    hash: str


@dataclass(frozen=True)
class Signed:
    """A book after its review or release."""

    folder: str
    state: str
    steps: tuple[SignedStep, ...]
    files: Mapping[str, str]
    """The SHA-256 of each, by name."""
    as_of: date | None
    """The day for which it was released; None before."""
    seal: str
    """Of a release; empty before."""
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class Verification(Signed):
    """A released copy looked at again."""

    intact: bool

"""Problems in data, returned beside the result so that one bad row hides no other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from bookrunner.figures.citations import Citation


class Severity(IntEnum):
    """How bad a finding is; the order is meant: worse is greater."""

    NOTE = 1
    """Worth knowing; the number is right."""
    WARNING = 2
    """The number may mislead and says so wherever it is shown."""
    ERROR = 3
    """The number must not leave the building."""


@dataclass(frozen=True)
class Finding:
    """One problem in data: what it is, how bad, and where."""

    code: str
    """Stable, dotted, for machines: ``documents.truncated``."""
    message: str
    """One sentence for people: what was found and what follows from it."""
    severity: Severity = Severity.WARNING
    where: str = ""
    """What it is about: a file, a company, a sheet."""
    citation: Citation | None = None

"""Findings below a page."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.responses import Remark

_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def remarks(screen: Screen, findings: Sequence[Remark], *, notes: bool = True) -> None:
    """The findings, the worst first; what is only worth knowing may be left to be counted."""
    told = [finding for finding in findings if notes or finding.severity != "note"]
    if told:
        screen.line()
    for finding in told:
        where = f" ({finding.where})" if finding.where else ""
        screen.line(f"{finding.severity}: {finding.message}{where}", _STYLES[finding.severity])
    silent = len(findings) - len(told)
    if silent:
        screen.line(f"{said(silent, 'note')} more with --json", "dim")

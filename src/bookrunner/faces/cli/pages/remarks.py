"""Findings below a page."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.responses import Remark

_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
_PLACES_MAX = 4


def remarks(screen: Screen, findings: Sequence[Remark], *, notes: bool = True) -> None:
    """The findings, the worst first; what is only worth knowing may be left to be counted.

    What is found in several places is said once.
    """
    told: dict[tuple[str, str], list[str]] = {}
    silent = 0
    for finding in findings:
        if finding.severity == "note" and not notes:
            silent += 1
            continue
        told.setdefault((finding.severity, finding.message), []).append(finding.where)
    if told or silent:
        screen.line()
    for (severity, message), places in told.items():
        screen.line(f"{severity}: {message}{_where(places)}", _STYLES[severity])
    if silent:
        screen.line(f"{said(silent, 'note')} more with --json", "dim")


def _where(places: Sequence[str]) -> str:
    named = [place for place in dict.fromkeys(places) if place]
    if not named:
        return ""
    more = len(named) - _PLACES_MAX
    also = f" and {more} more" if more > 0 else ""
    return f" ({', '.join(named[:_PLACES_MAX])}{also})"

"""What the brief says of itself, the same on every kind of page."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.monitor.brief import Brief

HEADINGS = {"coverage": "Coverage", "deals": "Deals", "markets": "Markets"}


def heading(brief: Brief) -> str:
    """The title of the page."""
    return f"Morning brief: {brief.name}"


def when(brief: Brief) -> str:
    """Which days, and of how many companies."""
    count = "1 company" if brief.companies == 1 else f"{brief.companies:,} companies"
    return f"Known from {brief.since} to {brief.to}, of {count}; public sources alone"


def empty(brief: Brief) -> str:
    """What an empty day says; nothing on any other."""
    if brief.top or any(brief.sections.values()):
        return ""
    return "Nothing was filed or brought in these days that this list is told of."


def closing(brief: Brief) -> Sequence[str]:
    """What is not on the page, so that nobody takes it for all."""
    said = [
        f"{count} more under {HEADINGS[section]}."
        for section, count in brief.left_out.items()
        if count
    ]
    if brief.unproven:
        said.append(
            f"{brief.unproven} left out: no time of acceptance, or no words that prove them."
        )
    missing = [HEADINGS[name] for name, rows in brief.sections.items() if not rows]
    if missing and not empty(brief):
        said.append(f"Nothing under {' and '.join(missing)}.")
    return [*said, *brief.findings]

"""The page of ``brief``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Screen, said
from bookrunner.figures import visible
from bookrunner.operations.briefing_shapes import BriefRow, BriefTold


def brief(answer: BriefTold, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The lines, each with where its proof stands."""
    screen = Screen()
    screen.line(f"Morning brief: {visible(answer.list)}", "bold")
    count = said(answer.companies, "company", "companies")
    screen.line(f"known from {answer.since} to {answer.to}, of {count}", "dim")
    for heading, rows in (("First", answer.top), *_sections(answer)):
        if rows:
            screen.line()
            screen.line(heading, "bold")
            for row in rows:
                _line(screen, row)
    screen.line()
    if not answer.top and not any(answer.sections.values()):
        screen.line("Nothing was filed or brought in these days that this list is told of.")
    for section, number in answer.left_out.items():
        if number:
            screen.line(f"{number} more under {section.capitalize()}", "dim")
    if answer.unproven:
        screen.line(f"{answer.unproven} left out without time or words that prove them", "dim")
    for note in answer.notes:
        screen.line(visible(note), "dim")
    if answer.written:
        screen.line(f"written: {answer.written}")


def _sections(answer: BriefTold) -> list[tuple[str, tuple[BriefRow, ...]]]:
    return [(name.capitalize(), rows) for name, rows in answer.sections.items()]


def _line(screen: Screen, row: BriefRow) -> None:
    label = f" [{row.label}]" if row.label else ""
    action = f" - {row.action}" if row.action else ""
    screen.line(f"{row.at}  {visible(row.company)}: {visible(row.says)}{label}{action}")
    if row.why:
        screen.line(f"    {visible(row.why)}")
    screen.line(f'    "{visible(row.proof.quote[:100])}"  {row.form} {row.proof.place}', "dim")

"""The pages of deals, their walls and the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.figures import visible
from bookrunner.operations.access_shapes import (
    Insider,
    Listed,
    ListedCompany,
    Wall,
    Walls,
)

_INSIDERS = (
    Column("person"),
    Column("since (UTC)"),
    Column("until"),
    Column("why", wraps=True),
    Column("let in by"),
    Column("taken out by"),
)
_COMPANIES = (
    Column("company", wraps=True),
    Column("CIK"),
    Column("since (UTC)"),
    Column("until"),
    Column("team that may go on"),
    Column("why", wraps=True),
)


def walls(answer: Walls, flags: Mapping[str, bool]) -> None:
    """Each deal with its insiders."""
    screen = Screen()
    for one in answer.walls:
        wall(one, flags)
        screen.line()
    screen.line(f"{said(len(answer.walls), 'wall')} that you may know of")


def wall(answer: Wall, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One deal."""
    screen = Screen()
    state = "open" if answer.is_open else "not open"
    title = f": {visible(answer.title)}" if answer.title else ""
    screen.line(f"{answer.label}{title} ({state})", "bold")
    screen.line(
        f"  from {_at(answer.starts)} to {_at(answer.ends)}, by {visible(answer.opened_by)}"
    )
    for name, words in (("client", answer.client), ("for", answer.purpose)):
        if words:
            screen.line(f"  {name}: {visible(words)}")
    if answer.closed_by:
        screen.line(f"  ended by {visible(answer.closed_by)}: {visible(answer.closed_why)}")
    if answer.insiders:
        screen.words(_INSIDERS, [_insider(one) for one in answer.insiders])
    else:
        screen.line("  nobody is inside; `bookrunner bring-over` lets somebody in", "dim")


def insider(answer: Insider, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One person's time inside."""
    Screen().words(_INSIDERS, [_insider(answer)])


def listed(answer: Listed, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The companies of a list."""
    _listed(answer.companies)


def listed_company(answer: ListedCompany, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One company of a list."""
    _listed([answer])


def _listed(companies: Sequence[ListedCompany]) -> None:
    screen = Screen()
    rows = [
        Row(
            (
                visible(one.company),
                one.cik,
                _at(one.since),
                _at(one.until),
                one.wall,
                visible(one.reason),
            )
        )
        for one in companies
    ]
    if rows:
        screen.words(_COMPANIES, rows)
    screen.line(f"{len(companies)} on the list")


def _insider(one: Insider) -> Row:
    ended = visible(one.ended_by)
    if one.ended_why:
        ended += f": {visible(one.ended_why)}"
    cells = (
        visible(one.person),
        _at(one.since),
        _at(one.until),
        visible(one.purpose),
        visible(one.approved_by),
        ended,
    )
    return Row(cells, "" if one.is_inside else "dim")


def _at(at: datetime | None) -> str:
    return "no end" if at is None else f"{at:%Y-%m-%d %H:%M}"

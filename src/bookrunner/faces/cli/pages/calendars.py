"""The page of ``calendar``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.calendars_shapes import CalendarLine, CalendarProof, CalendarTold

_QUOTE_MAX = 110


def calendar(answer: CalendarTold, flags: Mapping[str, bool]) -> None:
    """The days in order, then what could not be dated."""
    screen = Screen()
    for row in answer.rows:
        _row(screen, row, proofs=flags["proofs"])
    if not answer.rows:
        until = f" to {answer.until}" if answer.until else ""
        screen.line(f"nothing falls on a day from {answer.since}{until} that filings here state")
    if answer.not_dated:
        screen.line()
        screen.line("Not dated", "bold")
        for one in answer.not_dated:
            screen.line(f"{one.kind}  {one.company}: {one.what}")
            screen.line(f"    {one.reason}", "dim")
            if flags["proofs"]:
                _proofs(screen, one.proofs)
    screen.line()
    counted = f"{said(len(answer.rows), 'day')}, {len(answer.not_dated)} not dated"
    screen.line(counted, "dim")
    for each in answer.assumptions:
        if each.kind == "default":
            screen.line(
                "blackouts are defaults that nobody adopted; --assumptions FILE.csv adopts them",
                "dim",
            )
            break
    if answer.written:
        left_out = (
            f"; {said(answer.left_out_walled, 'day')} behind walls left out"
            if answer.left_out_walled
            else ""
        )
        screen.line(f"written: {answer.written}{left_out}")
    remarks(screen, answer.findings, notes=flags["all"])


def _row(screen: Screen, row: CalendarLine, *, proofs: bool) -> None:
    until = f" to {row.until}" if row.until else ""
    screen.line(f"{row.date}{until}  {row.company}: {row.what}", "bold")
    screen.line(f"    {row.formula}")
    if row.business_day is not None and row.business_day != row.date:
        screen.line(f"    {row.business_day}: {row.convention}")
    if row.detail:
        screen.line(f"    {row.detail}", "dim")
    if proofs:
        _proofs(screen, row.proofs)
    else:
        where = dict.fromkeys(
            " ".join(filter(None, (one.form, one.accession))) or one.figure for one in row.proofs
        )
        screen.line(f"    from {', '.join(where)}", "dim")


def _proofs(screen: Screen, proofs: tuple[CalendarProof, ...]) -> None:
    for one in proofs:
        where = " ".join(filter(None, (one.form, one.accession, one.figure)))
        screen.line(f"    {one.what}: {one.value} ({where})", "dim")
        if one.quote:
            screen.line(f'      "{one.quote[:_QUOTE_MAX]}"', "dim")

"""The pages of ``watch`` and ``alerts``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.faces.cli.pages.alert_rules import raised
from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.watching_shapes import AlertLine, Alerts, FeedLine, Watched


def watched(answer: Watched, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - a page's signature
    """What is new, in order; a quiet pass of a loop takes one line."""
    screen = Screen()
    if answer.alerts:
        _table(screen, answer.alerts)
        screen.line()
    for feed in answer.feeds:
        screen.line(_counted(feed))
    if not answer.feeds:
        screen.line("no list could be read")
    if answer.raised:
        screen.line(f"{said(answer.raised, 'alert')} raised by rules")
    if answer.queued:
        screen.line(f"{answer.queued:,} filings wait for their text to be read")
    remarks(screen, answer.findings, notes=True)


def alerts(answer: Alerts, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - a page's signature
    """What was told of, in order, and what reading came to in all."""
    screen = Screen()
    for one in answer.raised:
        raised(screen, one)
    for each in answer.suppressed:
        screen.line(f"not told by {each.rule}: {each.count:,} - {each.reason}", "dim")
    if answer.raised or answer.suppressed:
        screen.line()
    if answer.alerts:
        _table(screen, answer.alerts)
    else:
        screen.line("Nothing was told of yet; `bookrunner watch` does so.")
    if answer.totals:
        screen.line()
        for feed in answer.totals:
            screen.line(_counted(feed))


def _counted(feed: FeedLine) -> str:
    return (
        f"{feed.feed}: {feed.read:,} rows read = {feed.new:,} new + {feed.known:,} known "
        f"+ {feed.failed:,} unreadable"
    )


def _table(screen: Screen, lines: Sequence[AlertLine]) -> None:
    columns = [
        Column("No."),
        Column("Accepted"),
        Column("Company", wraps=True),
        Column("Form"),
        Column("Items, corrections", wraps=True),
        Column("Accession"),
    ]
    screen.words(columns, [_row(one) for one in lines])


def _row(one: AlertLine) -> Row:
    at = f"{one.accepted_at:%Y-%m-%d %H:%M}" if one.accepted_at else str(one.filed_on)
    return Row((str(one.number), at, one.company, one.form, _said(one), one.accession))


def _said(one: AlertLine) -> str:
    parts = [", ".join(one.items)] if one.items else []
    if one.overrides is not None:
        parts.append(f"overrides {one.overrides.accession} ({one.overrides.by})")
    elif one.is_amendment:
        parts.append("amends a filing that is not known here")
    if one.overridden_by:
        parts.append(f"overridden by {one.overridden_by}")
    if one.state:
        parts.append(f"{one.state}: {one.reason}" if one.reason else one.state)
    return "; ".join(parts)

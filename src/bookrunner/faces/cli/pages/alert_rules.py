"""The pages of alert rules, and of one alert."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.alert_rules_shapes import AlertRules, MarkedAlert, RaisedLine

_QUOTE_MAX = 110


def rules(answer: AlertRules, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The rules with their conditions in words; the whole file of one."""
    screen = Screen()
    for one in answer.rules:
        walls = f" [behind {', '.join(one.walls)}]" if one.walls else ""
        screen.line(f"{one.name}: {one.title}{walls}", "bold")
        screen.line(f"    on {one.on} {one.says}")
        screen.line(f"    by {one.owner} since {one.added_at[:10]}", "dim")
    if not answer.rules:
        screen.line("no rule is followed; `bookrunner add-alert-rule FILE.toml` adds one")
    else:
        screen.line(said(len(answer.rules), "rule"), "dim")


def marked(answer: MarkedAlert, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The alert with what was said of it."""
    raised(Screen(), answer.alert)


def raised(screen: Screen, one: RaisedLine) -> None:
    """One alert."""
    where = " ".join(filter(None, (one.form, one.item and f"Item {one.item}", one.accession)))
    weight = f" [{one.materiality}]" if one.materiality else ""
    walls = f" behind {', '.join(one.walls)}" if one.walls else ""
    screen.line(f"{one.number}  {one.company}: {one.says}{weight}{walls}", "bold")
    screen.line(f"    {where or one.on}, rule {one.rule}, raised {one.raised_at[:16]}")
    if one.corrects:
        screen.line(f"    overrides {one.corrects}")
    if one.overridden_by:
        screen.line(f"    overridden by {one.overridden_by}")
    if one.quote:
        screen.line(f'    "{" ".join(one.quote.split())[:_QUOTE_MAX]}"', "dim")
    if one.figure:
        screen.line(f"    bookrunner why {one.figure}", "dim")
    if one.acknowledged_by:
        screen.line(f"    acknowledged by {one.acknowledged_by} {one.acknowledged_at[:16]}")
    for thumb in one.thumbs:
        screen.line(f"    {thumb.verdict} by {thumb.person}: {thumb.reason}")

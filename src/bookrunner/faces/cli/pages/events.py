"""The page of ``events``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.events_shapes import EventLine, EventsTold

_QUOTE_MAX = 150
_BOLD_FROM = 5


def told(answer: EventsTold, flags: Mapping[str, bool]) -> None:
    """The events by filing, each with its weight and the words that tell it."""
    screen = Screen()
    filing = ""
    for event in answer.events:
        if (event.again and not flags["all"]) or not event.form:
            continue
        head = _filing(event)
        if head != filing:
            if filing:
                screen.line()
            screen.line(head, "bold")
            filing = head
        weight = "bold" if event.materiality >= _BOLD_FROM else ""
        screen.line(
            f"  {event.materiality}  {event.item or '-':<5} {event.says}{_state(event)}", weight
        )
        screen.line(f"           “{_quote(event)}”", "dim")
    screen.line()
    again = sum(bool(event.again) for event in answer.events)
    counted = said(sum(not e.again and bool(e.form) for e in answer.events), "event")
    told_again = f", {again} of them told again under a second Item (--all)" if again else ""
    screen.line(f"{counted}{told_again}", "dim")
    remarks(screen, answer.findings, notes=flags["all"])


def _filing(event: EventLine) -> str:
    when = event.accepted.replace("T", " ") or "accepted on a day unknown"
    return (
        f"{when}  {event.company or 'an unnamed company'}: {event.form}  {event.accession}".strip()
    )


def _state(event: EventLine) -> str:
    when = f", {event.date}" if event.date else ""
    if event.overridden_by:
        return f"{when}; overridden by {event.overridden_by}"
    if event.corrects:
        return f"{when}; corrects {event.corrects}"
    return when


def _quote(event: EventLine) -> str:
    words = " ".join(event.quote.split())
    return words if len(words) <= _QUOTE_MAX else f"{words[:_QUOTE_MAX].rsplit(' ', 1)[0]} ..."

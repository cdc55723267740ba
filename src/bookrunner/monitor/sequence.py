"""Events of many filings in the order of acceptance, each filing once, corrections put in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookrunner.monitor.event import Event


def in_order(events: Iterable[Event]) -> Sequence[Event]:
    """The events by acceptance, those of a filing in the order of its words.

    A filing received twice counts once. What a filing tells under a second Item says under which
    it stood first. An 8-K/A overrides the events of its key: it names the filing that it corrects,
    and the corrected event names it.
    """
    shown: dict[tuple[str, ...], Event] = {}
    newest: dict[str, tuple[str, ...]] = {}
    for event in sorted(events, key=_place):
        identity = _identity(event)
        if identity in shown:
            continue
        shown[identity] = event
        before = shown.get(newest.get(event.key, ()))
        if before is None:
            newest[event.key] = identity
        elif before.filed.accession == event.filed.accession:
            shown[identity] = replace(event, again=before.item, corrects=before.corrects)
        elif event.filed.is_amendment:
            _override(shown, event)
            shown[identity] = replace(event, corrects=before.filed.accession)
            newest[event.key] = identity
    return tuple(shown.values())


def _override(shown: dict[tuple[str, ...], Event], amendment: Event) -> None:
    """Every earlier telling of the event names the amendment."""
    for place, other in shown.items():
        if other.key == amendment.key and other.filed != amendment.filed:
            shown[place] = replace(other, overridden_by=amendment.filed.accession)


def _identity(event: Event) -> tuple[str, ...]:
    filed = event.filed
    return (filed.accession or filed.digest, filed.cik, event.item, event.event)


def _place(event: Event) -> tuple[str, str, int]:
    return event.filed.accepted or "9999", event.filed.accession, event.start

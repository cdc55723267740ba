"""What a rule tells of a filing: first of what the list says, then of what its text tells.

The list names a filing's form and Items the moment it is shown; the text may come minutes later or
never. An alert is raised at the first that decides, and the text then adds the event, its weight
and the words that prove it. One Item of one filing is one alert of a rule, however often it is
told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bookrunner.figures import PUBLIC, Walls
from bookrunner.monitor.alert_rules import EVENTS, AlertRule
from bookrunner.monitor.current_report import event_of_item
from bookrunner.monitor.event import Event
from bookrunner.monitor.forms import is_current_report, kind_of_form
from bookrunner.monitor.taxonomy import EVENT_TYPES
from bookrunner.monitor.watched import SeenFiling

BELOW = "below the rule's materiality"
UNUSABLE = "the rule's companies are not known here"
FAILED_TEXT = "its text could not be read"
UNREAD_TEXT = "its text is not read (watch --read), which would decide"
NO_ITEMS = "the list does not name its Items; its text would decide"
AGAIN = "told again under another Item"
SAME_ITEM = "a further event of the same Item"


@dataclass(frozen=True)
class ActiveRule:
    """A rule with whom it watches now."""

    rule: AlertRule
    walls: Walls
    ciks: frozenset[str] | None
    """None for all companies."""

    def wants(self, parties: Iterable[str]) -> bool:
        """Whether a filing of these parties is watched."""
        return self.ciks is None or not self.ciks.isdisjoint(parties)


@dataclass(frozen=True)
class Raised:
    """An alert before it has a number."""

    dedupe: str
    """The same however often it is found."""
    rule: str
    on: str
    company: str
    cik: str
    says: str
    accession: str = ""
    form: str = ""
    item: str = ""
    event: str = ""
    materiality: int = 0
    drivers: tuple[str, ...] = ()
    document: str = ""
    span: tuple[int, int] | None = None
    quote: str = ""
    figure: str = ""
    """The id of the figure that moved, which `why` takes."""
    seen_at: str = ""
    """When the list first showed the filing; "" where no filing is behind it."""
    walls: Walls = PUBLIC


@dataclass
class Judged:
    """What a look at filings comes to: alerts in order, and counts of what was not told."""

    raised: list[Raised] = field(default_factory=list)
    suppressed: Counter[tuple[str, str, Walls]] = field(default_factory=Counter)
    """By rule, reason and walls."""

    def leave_out(self, active: ActiveRule, reason: str, walls: Walls) -> None:
        """Count something that the rule watches and that is not told."""
        self.suppressed[active.rule.name, reason, active.walls | walls] += 1


def of_listed(
    active: ActiveRule, filing: SeenFiling, seen_at: str, into: Judged, *, is_read: bool
) -> None:
    """What the list's row decides.

    Args:
        is_read: Whether its text is going to be read; then it decides what this leaves open.
    """
    rule = active.rule
    if rule.on != EVENTS or not active.wants(filing.parties) or not _has_form(rule, filing):
        return
    if not rule.is_by_item:
        into.raised.append(_listed(active, filing, seen_at, "", ""))
        return
    for item, event, undecided in _named(rule, filing):
        weight = EVENT_TYPES[event].materiality if event else 0
        if not undecided and weight >= rule.materiality:
            into.raised.append(_listed(active, filing, seen_at, item, event))
        elif not is_read:
            into.leave_out(active, undecided or BELOW, filing.walls)


def _named(rule: AlertRule, filing: SeenFiling) -> Iterator[tuple[str, str, str]]:
    """What the list names that the rule may want: Item, event, and why it is left to the text."""
    if not is_current_report(filing.form):
        event = kind_of_form(filing.form)
        if event and not rule.items:
            decided = not rule.events or event in rule.events
            yield "", event, "" if decided else UNREAD_TEXT
        return
    if not filing.items:
        yield "", "", NO_ITEMS
    for item in filing.items:
        event = event_of_item(item)
        if rule.items and item not in rule.items:
            continue
        if event or item in rule.items:
            yield item, event, UNREAD_TEXT if rule.events else ""


def of_text(
    active: ActiveRule, filing: SeenFiling, events: Sequence[Event], seen_at: str, into: Judged
) -> None:
    """What the filing's own words decide, in their order, the weightiest of an Item."""
    rule = active.rule
    if rule.on != EVENTS or not active.wants(filing.parties) or not _has_form(rule, filing):
        return
    best: dict[str, Event] = {}
    for event in events:
        if rule.items and event.item not in rule.items:
            continue
        if rule.events and event.event not in rule.events:
            continue
        if event.materiality < rule.materiality:
            into.leave_out(active, BELOW, filing.walls)
        elif event.again:
            into.leave_out(active, AGAIN, filing.walls)
        else:
            item = event.item if rule.is_by_item else ""
            known = best.get(item)
            if known is not None:
                into.leave_out(active, SAME_ITEM, filing.walls)
            if known is None or event.materiality > known.materiality:
                best[item] = event
    into.raised += [_told(active, filing, item, one, seen_at) for item, one in best.items()]


def key_of(active: ActiveRule, filing: SeenFiling, item: str) -> str:
    """The same for one Item of one filing, seen behind one set of walls."""
    parts = [active.rule.name, filing.accession, item, *sorted(filing.walls)]
    return json.dumps(parts, separators=(",", ":"))


def _has_form(rule: AlertRule, filing: SeenFiling) -> bool:
    return not rule.forms or filing.base_form.upper() in rule.forms


def _listed(
    active: ActiveRule, filing: SeenFiling, seen_at: str, item: str, event: str
) -> Raised:  # fmt: skip
    kind = EVENT_TYPES.get(event)
    says = kind.says if kind else f"{filing.form} filed"
    weight = kind.materiality if kind else 0
    drivers = (f"{says}: {weight}", "as the list names it; its text may say more")
    return Raised(
        dedupe=key_of(active, filing, item),
        rule=active.rule.name,
        on=active.rule.on,
        company=filing.company,
        cik=filing.cik,
        says=says,
        accession=filing.accession,
        form=filing.form,
        item=item,
        event=event,
        materiality=weight,
        drivers=drivers if kind else (),
        seen_at=seen_at,
        walls=active.walls | filing.walls,
    )


def _told(
    active: ActiveRule, filing: SeenFiling, item: str, event: Event, seen_at: str
) -> Raised:  # fmt: skip
    return Raised(
        dedupe=key_of(active, filing, item),
        rule=active.rule.name,
        on=active.rule.on,
        company=event.filed.company or filing.company,
        cik=filing.cik or event.filed.cik,
        says=EVENT_TYPES[event.event].says,
        accession=filing.accession,
        form=filing.form,
        item=event.item,
        event=event.event,
        materiality=event.materiality,
        drivers=event.drivers,
        document=event.filed.digest,
        span=(event.start, event.end),
        quote=event.quote,
        seen_at=seen_at,
        walls=active.walls | filing.walls | event.filed.walls,
    )

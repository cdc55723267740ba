"""Rules and alerts, kept so that none is lost or raised twice, whoever is killed when.

The watch keeps each filing it tells of under an ordinal. A cursor says up to which ordinal the
rules have looked; the alerts that a look raises and the cursor move in one transaction. Filings
whose text was looked into are marked in the transaction that keeps what it told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bookrunner.figures import Refused, Viewer, Walls, may_see
from bookrunner.monitor.alert_rules import AlertRule, alert_rule
from bookrunner.monitor.alert_tables import (
    ALERTS,
    CURSOR,
    READ_FILINGS,
    RULES,
    SUPPRESSED,
    THUMBS,
)
from bookrunner.monitor.alerting import Judged, Raised
from bookrunner.monitor.record_sql import FAILED, FILINGS, READ, filing_of
from bookrunner.monitor.watched import SeenFiling
from bookrunner.storage import migrate, reading, writing

_AT_ONCE = 500
"""Filings looked at in one transaction."""
_LISTED = "listed"


class RuleTaken(Refused):
    """A rule of that name exists or existed; its alerts keep the name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"a rule {name!r} exists or existed, and its alerts keep the name; take another"
        )


@dataclass(frozen=True)
class KeptRule:
    """A rule as it is kept."""

    rule: AlertRule
    walls: Walls
    owner: str
    added_at: str
    state: str
    """What a rule on a screen saw last, as JSON; "" before its first look."""
    version: int
    """How often that changed."""


@dataclass(frozen=True)
class ListedFiling:
    """A filing of the watch that the rules have not looked at."""

    ordinal: int
    filing: SeenFiling
    seen_at: str
    state: str
    """Of its text: ``queued``, ``read`` or ``failed``; "" where it is not asked for."""
    reason: str
    """Why its text could not be read."""


@dataclass(frozen=True)
class KeptAlert:
    """An alert as it is kept."""

    number: int
    raised: Raised
    raised_at: str
    acknowledged_by: str
    acknowledged_at: str
    thumbs: tuple[tuple[str, str, str], ...]
    """Person, ``up`` or ``down``, and the reason."""
    corrects: str
    """The accession of the filing that this one overrides; "" for none that is known."""
    overridden_by: str


def _now() -> datetime:
    return datetime.now(UTC)


class AlertBook:
    """Rules, alerts, thumbs and counts.

    Args:
        now: Says when something was raised or said.
    """

    def __init__(self, database: Engine, now: Callable[[], datetime] = _now) -> None:
        migrate(database)
        self._database = database
        self._now = now

    def add(self, rule: AlertRule, owner: str, walls: Walls) -> None:
        """Keep a rule; it looks at what is told of from now on.

        Raises:
            RuleTaken: There is or was one of that name.
        """
        values = {
            "name": rule.name, "definition": rule.text, "walls": _list(walls), "owner": owner,
            "added_at": self._now().isoformat(), "removed_by": "", "state": "", "version": 0,
        }  # fmt: skip
        try:
            with writing(self._database) as connection:
                connection.execute(insert(RULES).values(**values))
        except IntegrityError as error:
            raise RuleTaken(rule.name) from error

    def remove(self, name: str, by: str, viewer: Viewer) -> bool:
        """Let a rule look no further; its alerts stay. False where the viewer sees none such."""
        with writing(self._database) as connection:
            row = connection.execute(
                select(RULES).where(RULES.c.name == name, RULES.c.removed_by == "")
            ).one_or_none()
            if row is None or not may_see(viewer, frozenset(json.loads(row.walls))):
                return False
            connection.execute(update(RULES).where(RULES.c.name == name).values(removed_by=by))
        return True

    def rules(self, viewer: Viewer | None = None) -> Sequence[KeptRule]:
        """The rules that look; all of them for the watch itself, who passes None."""
        with reading(self._database) as connection:
            rows = connection.execute(
                select(RULES).where(RULES.c.removed_by == "").order_by(RULES.c.name)
            ).all()
        kept = map(_kept_rule, rows)
        return [one for one in kept if viewer is None or may_see(viewer, one.walls)]

    def look(self, judge: Callable[[Sequence[ListedFiling]], Judged]) -> int:
        """Let the rules look at what the watch told of since, oldest first; how many were raised.

        Each step of at most 500 filings keeps its alerts and moves the cursor, or does neither.
        """
        raised = 0
        while True:
            with writing(self._database) as connection:
                place = connection.execute(
                    select(CURSOR.c.place).where(CURSOR.c.name == _LISTED).with_for_update()
                ).scalar_one()
                listed = _listed(connection, _after(place))
                if not listed:
                    return raised
                raised += self._keep(connection, judge(listed))
                connection.execute(
                    update(CURSOR).where(CURSOR.c.name == _LISTED).values(place=listed[-1].ordinal)
                )

    def unread(self) -> Sequence[ListedFiling]:
        """Filings whose text was read, or could not be, and not looked into, oldest first."""
        with reading(self._database) as connection:
            return _listed(
                connection,
                select(FILINGS)
                .where(
                    FILINGS.c.alerted_at != "",
                    FILINGS.c.state.in_((READ, FAILED)),
                    FILINGS.c.ordinal.not_in(select(READ_FILINGS.c.ordinal)),
                )
                .order_by(FILINGS.c.ordinal)
                .limit(_AT_ONCE),
            )

    def keep_read(self, ordinal: int, judged: Judged) -> int:
        """Keep what the text of a filing told, once; how many alerts are new."""
        with writing(self._database) as connection:
            self._lock(connection)
            if connection.execute(
                select(READ_FILINGS).where(READ_FILINGS.c.ordinal == ordinal)
            ).one_or_none():
                return 0
            connection.execute(insert(READ_FILINGS).values(ordinal=ordinal))
            return self._keep(connection, judged)

    def keep_state(self, rule: KeptRule, state: str, judged: Judged) -> int:
        """Keep what a rule on a screen sees now, where nobody else did in between."""
        with writing(self._database) as connection:
            self._lock(connection)
            changed = connection.execute(
                update(RULES)
                .where(RULES.c.name == rule.rule.name, RULES.c.version == rule.version)
                .values(state=state, version=rule.version + 1)
            )
            return self._keep(connection, judged) if changed.rowcount == 1 else 0

    def alerts(
        self, viewer: Viewer | None, *, after: int = 0, numbers: Sequence[int] | None = None
    ) -> Sequence[KeptAlert]:
        """The alerts that the viewer may see, in the order in which they were raised.

        Args:
            viewer: None for the delivery itself, which asks for each recipient apart.
        """
        asked = select(ALERTS).where(ALERTS.c.number > after).order_by(ALERTS.c.number)
        if numbers is not None:
            asked = asked.where(ALERTS.c.number.in_(numbers))
        with reading(self._database) as connection:
            rows = [
                row
                for row in connection.execute(asked).all()
                if viewer is None or may_see(viewer, frozenset(json.loads(row.walls)))
            ]
            thumbs = _thumbs(connection)
            overrides = _overrides(connection, viewer)
        over = {accession: by for by, accession in overrides.items()}
        return [
            _alert(row, thumbs.get(row.number, ()), overrides.get(row.accession, ""),
                   over.get(row.accession, ""))
            for row in rows
        ]  # fmt: skip

    def acknowledge(self, number: int, by: str) -> None:
        """Keep who took note first."""
        with writing(self._database) as connection:
            connection.execute(
                update(ALERTS)
                .where(ALERTS.c.number == number, ALERTS.c.acknowledged_by == "")
                .values(acknowledged_by=by, acknowledged_at=self._now().isoformat())
            )

    def thumb(self, number: int, person: str, verdict: str, reason: str) -> None:
        """Keep what somebody thinks of an alert; the last word of each person counts."""
        with writing(self._database) as connection:
            connection.execute(
                delete(THUMBS).where(THUMBS.c.alert == number, THUMBS.c.person == person)
            )
            connection.execute(
                insert(THUMBS).values(alert=number, person=person, verdict=verdict, reason=reason,
                                      at=self._now().isoformat())
            )  # fmt: skip

    def suppressed(self, viewer: Viewer) -> Mapping[tuple[str, str], int]:
        """What the rules watched and did not tell, by rule and reason."""
        with reading(self._database) as connection:
            rows = connection.execute(
                select(SUPPRESSED).order_by(SUPPRESSED.c.rule, SUPPRESSED.c.reason)
            ).all()
        found: dict[tuple[str, str], int] = {}
        for row in rows:
            if may_see(viewer, frozenset(json.loads(row.walls))):
                key = row.rule, row.reason
                found[key] = found.get(key, 0) + row.times
        return found

    def _lock(self, connection: Connection) -> None:
        """One writer of alerts at a time, so that their numbers come in order."""
        connection.execute(
            select(CURSOR.c.place).where(CURSOR.c.name == _LISTED).with_for_update()
        ).scalar_one()

    def _keep(self, connection: Connection, judged: Judged) -> int:
        new = 0
        for one in judged.raised:
            known = connection.execute(
                select(ALERTS.c.number, ALERTS.c.quote).where(ALERTS.c.dedupe == one.dedupe)
            ).one_or_none()
            if known is None:
                values = _values(one) | {"raised_at": self._now().isoformat()}
                connection.execute(
                    insert(ALERTS).values(**values, acknowledged_by="", acknowledged_at="")
                )
                new += 1
            elif one.quote and not known.quote:
                _prove(connection, known.number, one)
        for (rule, reason, walls), count in judged.suppressed.items():
            count_suppressed(connection, rule, reason, walls, count)
        return new


def _after(place: int) -> Select[Any]:
    return (
        select(FILINGS)
        .where(FILINGS.c.alerted_at != "", FILINGS.c.ordinal > place)
        .order_by(FILINGS.c.ordinal)
        .limit(_AT_ONCE)
    )


def _listed(connection: Connection, asked: Select[Any]) -> Sequence[ListedFiling]:
    return [
        ListedFiling(row.ordinal, filing_of(row), row.seen_at, row.state, row.reason)
        for row in connection.execute(asked).all()
    ]


def _prove(connection: Connection, number: int, one: Raised) -> None:
    """What the text adds to an alert that the list raised: event, weight, words, walls."""
    row = connection.execute(select(ALERTS.c.walls).where(ALERTS.c.number == number)).one()
    values = _values(one)
    values["walls"] = _list(frozenset(json.loads(row.walls)) | one.walls)
    kept = ("event", "says", "item", "materiality", "drivers", "document", "span", "quote", "walls")
    connection.execute(
        update(ALERTS)
        .where(ALERTS.c.number == number)
        .values(**{name: values[name] for name in kept})
    )


def _values(one: Raised) -> dict[str, Any]:
    return {
        "dedupe": one.dedupe, "rule": one.rule, "kind": one.on, "company": one.company,
        "cik": one.cik, "says": one.says, "accession": one.accession, "form": one.form,
        "item": one.item, "event": one.event, "materiality": one.materiality,
        "drivers": json.dumps(one.drivers), "document": one.document,
        "span": "" if one.span is None else f"{one.span[0]}:{one.span[1]}", "quote": one.quote,
        "figure": one.figure, "walls": _list(one.walls), "seen_at": one.seen_at,
    }  # fmt: skip


def count_suppressed(
    connection: Connection, rule: str, reason: str, behind: Walls, count: int
) -> None:
    """Add to what was watched and not told."""
    walls = _list(behind)
    changed = connection.execute(
        update(SUPPRESSED)
        .where(
            SUPPRESSED.c.rule == rule, SUPPRESSED.c.reason == reason, SUPPRESSED.c.walls == walls
        )
        .values(times=SUPPRESSED.c.times + count)
    )
    if changed.rowcount == 0:
        connection.execute(
            insert(SUPPRESSED).values(rule=rule, reason=reason, walls=walls, times=count)
        )


def _thumbs(connection: Connection) -> Mapping[int, tuple[tuple[str, str, str], ...]]:
    found: dict[int, tuple[tuple[str, str, str], ...]] = {}
    for row in connection.execute(select(THUMBS).order_by(THUMBS.c.at)).all():
        found[row.alert] = (*found.get(row.alert, ()), (row.person, row.verdict, row.reason))
    return found


def _overrides(connection: Connection, viewer: Viewer | None) -> Mapping[str, str]:
    """What each amendment that the viewer may see overrides, the newest last."""
    rows = connection.execute(
        select(FILINGS).where(FILINGS.c.overrides != "").order_by(FILINGS.c.ordinal)
    ).all()
    return {
        row.accession: row.overrides
        for row in rows
        if viewer is None or may_see(viewer, filing_of(row).walls)
    }


def _kept_rule(row: Row[Any]) -> KeptRule:
    return KeptRule(
        alert_rule(row.name, row.definition.encode()), frozenset(json.loads(row.walls)),
        row.owner, row.added_at, row.state, row.version,
    )  # fmt: skip


def _alert(
    row: Row[Any], thumbs: tuple[tuple[str, str, str], ...], corrects: str, overridden_by: str
) -> KeptAlert:
    start, _, end = row.span.partition(":")
    raised = Raised(
        dedupe=row.dedupe, rule=row.rule, on=row.kind, company=row.company, cik=row.cik,
        says=row.says, accession=row.accession, form=row.form, item=row.item, event=row.event,
        materiality=row.materiality, drivers=tuple(json.loads(row.drivers)),
        document=row.document, span=(int(start), int(end)) if row.span else None,
        quote=row.quote, figure=row.figure, seen_at=row.seen_at,
        walls=frozenset(json.loads(row.walls)),
    )  # fmt: skip
    return KeptAlert(row.number, raised, row.raised_at, row.acknowledged_by, row.acknowledged_at,
                     thumbs, corrects, overridden_by)  # fmt: skip


def _list(walls: Walls) -> str:
    return json.dumps(sorted(walls))

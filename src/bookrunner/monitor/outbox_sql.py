"""What is to be sent to whom: each alert once to each recipient's outbox, sent until it arrives.

An alert enters a recipient's outbox in the transaction that moves the recipient's place, so it
enters once. A message is claimed for some minutes before it is sent; whoever is killed in between,
it is sent again afterwards under the same identity, by which the receiver knows it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bookrunner.figures import Walls
from bookrunner.monitor.alert_book_sql import count_suppressed
from bookrunner.monitor.alert_tables import ALERTS
from bookrunner.monitor.recipients import IMMEDIATE, Recipient
from bookrunner.storage import migrate, reading, writing

METADATA = MetaData()
OUTBOX = Table(
    "alert_outbox",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("recipient", String(200), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("identity", String(80), nullable=False, unique=True),
    Column("alerts", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", String(40), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("ended_at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
)
PLACES = Table(
    "alert_recipients",
    METADATA,
    Column("recipient", String(200), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("digest_at", String(40), nullable=False),
)
WAITING, SENT, WITHHELD, FAILED = "waiting", "sent", "withheld", "failed"
ATTEMPTS_MAX = 12
_LEASE = timedelta(minutes=5)
_FIRST_PAUSE = timedelta(seconds=30)
_PAUSE_MAX = timedelta(hours=6)

Chosen = tuple[Sequence[int], Mapping[tuple[str, str, Walls], int]]


@dataclass(frozen=True)
class Message:
    """What is to be sent at once."""

    number: int
    identity: str
    """The same at every attempt."""
    alerts: tuple[int, ...]
    attempts: int
    made_at: datetime


class Outbox:
    """Messages to recipients.

    Args:
        jitter: A number from 0.5 to 1.5 by which a pause is multiplied, so that not all who
            failed together try again together.
    """

    def __init__(self, database: Engine, jitter: Callable[[], float]) -> None:
        migrate(database)
        self._database = database
        self._jitter = jitter

    def enqueue(
        self, to: Recipient, now: datetime, choose: Callable[[Sequence[int]], Chosen]
    ) -> int:
        """Put what was raised since into the recipient's outbox; how many messages that is.

        A recipient seen for the first time is told of what is raised from then on.

        Args:
            choose: Which of the alerts, by number, the recipient is to be told of, and counts of
                the others by rule, reason and walls.
        """
        boundary = to.boundary(now)
        with writing(self._database) as connection:
            place = self._place(connection, to, now)
            if place is None:
                return 0
            since, digest_at = place
            if to.digest != IMMEDIATE and boundary <= digest_at:
                return 0
            rows = connection.execute(
                select(ALERTS.c.number, ALERTS.c.raised_at)
                .where(ALERTS.c.number > since)
                .order_by(ALERTS.c.number)
            ).all()
            # A digest holds what was raised before it was due; places move without gaps.
            until = boundary.isoformat()
            is_due = (lambda _: True) if to.digest == IMMEDIATE else lambda r: r.raised_at <= until
            numbers = [row.number for row in takewhile(is_due, rows)]
            chosen, left_out = choose(numbers) if numbers else ([], {})
            for (rule, reason, walls), count in left_out.items():
                count_suppressed(connection, rule, reason, walls, count)
            batches = [[one] for one in chosen] if to.digest == IMMEDIATE else [chosen]
            messages = [batch for batch in batches if batch]
            for batch in messages:
                self._put(connection, to, batch, now)
            connection.execute(
                update(PLACES)
                .where(PLACES.c.recipient == to.key)
                .values(place=max(numbers, default=since), digest_at=boundary.isoformat())
            )
        return len(messages)

    def claim(self, to: Recipient, now: datetime) -> Message | None:
        """The next message that is due, kept from others for some minutes; None for none."""
        with writing(self._database) as connection:
            row = connection.execute(
                select(OUTBOX)
                .where(
                    OUTBOX.c.recipient == to.key,
                    OUTBOX.c.state == WAITING,
                    OUTBOX.c.due_at <= now.isoformat(),
                )
                .order_by(OUTBOX.c.number)
                .limit(1)
                .with_for_update()
            ).one_or_none()
            if row is None:
                return None
            connection.execute(
                update(OUTBOX)
                .where(OUTBOX.c.number == row.number)
                .values(attempts=row.attempts + 1, due_at=(now + _LEASE).isoformat())
            )
        return Message(row.number, row.identity, tuple(json.loads(row.alerts)),
                       row.attempts + 1, datetime.fromisoformat(row.made_at))  # fmt: skip

    def end(self, message: Message, state: str, now: datetime, reason: str = "") -> None:
        """Keep that it arrived, or that it is not going to be sent and why."""
        with writing(self._database) as connection:
            connection.execute(
                update(OUTBOX)
                .where(OUTBOX.c.number == message.number)
                .values(state=state, ended_at=now.isoformat(), reason=reason)
            )

    def postpone(self, message: Message, to: Recipient, now: datetime, reason: str) -> bool:
        """Try again later, each time after a longer pause; False where it was tried enough."""
        if message.attempts >= ATTEMPTS_MAX:
            self.end(message, FAILED, now, f"given up after {message.attempts} attempts: {reason}")
            return False
        pause = min(_FIRST_PAUSE * 2 ** (message.attempts - 1), _PAUSE_MAX) * self._jitter()
        with writing(self._database) as connection:
            connection.execute(
                update(OUTBOX)
                .where(OUTBOX.c.number == message.number)
                .values(due_at=to.not_before(now + pause).isoformat(), reason=reason)
            )
        return True

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Messages by recipient and state."""
        with reading(self._database) as connection:
            rows = connection.execute(
                select(OUTBOX.c.recipient, OUTBOX.c.state, func.count())
                .group_by(OUTBOX.c.recipient, OUTBOX.c.state)
                .order_by(OUTBOX.c.recipient, OUTBOX.c.state)
            ).all()
        found: dict[str, dict[str, int]] = {}
        for recipient, state, count in rows:
            found.setdefault(recipient, {})[state] = count
        return found

    def _place(
        self, connection: Connection, to: Recipient, now: datetime
    ) -> tuple[int, datetime] | None:
        row = connection.execute(
            select(PLACES).where(PLACES.c.recipient == to.key).with_for_update()
        ).one_or_none()
        if row is not None:
            return row.place, datetime.fromisoformat(row.digest_at)
        newest = connection.execute(select(func.max(ALERTS.c.number))).scalar() or 0
        try:
            with connection.begin_nested():
                connection.execute(
                    insert(PLACES).values(
                        recipient=to.key, place=newest, digest_at=to.boundary(now).isoformat()
                    )
                )
        except IntegrityError:
            pass  # somebody else met the recipient in this moment
        return None

    def _put(
        self, connection: Connection, to: Recipient, alerts: Sequence[int], now: datetime
    ) -> None:
        connection.execute(
            insert(OUTBOX).values(
                recipient=to.key,
                channel=to.channel,
                identity=secrets.token_hex(16),
                alerts=json.dumps(list(alerts)),
                state=WAITING,
                attempts=0,
                due_at=to.not_before(now).isoformat(),
                made_at=now.isoformat(),
                ended_at="",
                reason="",
            )
        )

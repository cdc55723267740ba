"""What the alert book and the outbox promise, in SQLite and in PostgreSQL."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from bookrunner.figures import Viewer
from bookrunner.monitor import (
    ActiveRule,
    AlertBook,
    Counts,
    Judged,
    ListedFiling,
    SeenFiling,
    Watch,
    WatchRecord,
    alert_rule,
    of_listed,
)
from bookrunner.monitor.outbox_sql import ATTEMPTS_MAX, FAILED, OUTBOX, SENT, Chosen, Outbox
from bookrunner.monitor.recipients import EMAIL, IMMEDIATE, Recipient
from bookrunner.storage import reading

NOW = datetime(2026, 1, 9, 16, tzinfo=UTC)
RULE = alert_rule("every", b'title = "Every filing"\non = "events"\n')
ALL = Viewer("all")
LIND = Recipient("a.lind", EMAIL, "a.lind@bank.example", None, (), 0, IMMEDIATE, time(7), None,
                 ZoneInfo("UTC"))  # fmt: skip


def _told_of(database: Engine, first: int, count: int) -> None:
    seen = [
        SeenFiling(f"0009999990-26-{n:06}", "8-K", "9999990055", "Mossgate Systems, Inc.",
                   ("9999990055",), date(2026, 1, 9))
        for n in range(first, first + count)
    ]  # fmt: skip
    WatchRecord(database).take(
        "latest", seen, Watch(), place="", counts=lambda known: Counts(known=len(known))
    )


def _judge(listed: Sequence[ListedFiling]) -> Judged:
    judged = Judged()
    for one in listed:
        of_listed(ActiveRule(RULE, frozenset(), None), one.filing, "", judged, is_read=False)
    return judged


def _all(numbers: Sequence[int]) -> Chosen:
    return numbers, {}


@pytest.fixture
def book(database: Engine) -> AlertBook:
    made = AlertBook(database, lambda: NOW)
    made.add(RULE, "somebody", frozenset())
    return made


def test_many_who_look_at_once_raise_each_alert_once_and_in_order(
    book: AlertBook, database: Engine
) -> None:
    _told_of(database, 1, 700)
    threads = [threading.Thread(target=book.look, args=(_judge,)) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    kept = book.alerts(ALL)
    assert [one.raised.accession for one in kept] == [
        f"0009999990-26-{n:06}" for n in range(1, 701)
    ]
    assert book.look(_judge) == 0


def test_counts_of_what_was_not_told_add_up_for_those_inside(
    book: AlertBook, database: Engine
) -> None:
    for walls in (frozenset[str](), frozenset({"oak"})):
        judged = Judged()
        judged.suppressed["every", "a reason", walls] += 2
        for ordinal in (1, 2):
            book.keep_read(ordinal + 10 * len(walls), judged)
    assert book.suppressed(ALL) == {("every", "a reason"): 4}
    assert book.suppressed(Viewer("in", frozenset({"oak"}))) == {("every", "a reason"): 8}


@pytest.fixture
def outbox(book: AlertBook, database: Engine) -> Outbox:
    made = Outbox(database, lambda: 1.0)
    assert made.enqueue(LIND, NOW, _all) == 0
    _told_of(database, 1, 5)
    assert book.look(_judge) == 5
    return made


def test_many_deliveries_at_once_enqueue_and_claim_each_message_once(
    outbox: Outbox, database: Engine
) -> None:
    claimed: list[tuple[int, ...]] = []

    def delivers() -> None:
        own = Outbox(database, lambda: 1.0)
        own.enqueue(LIND, NOW, _all)
        while (message := own.claim(LIND, NOW)) is not None:
            claimed.append(message.alerts)
            own.end(message, SENT, NOW)

    _at_once(delivers)
    assert sorted(claimed) == [(n,) for n in range(1, 6)]
    assert outbox.counts() == {LIND.key: {SENT: 5}}


def _at_once(work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_a_message_that_was_claimed_by_somebody_killed_comes_again_as_the_same(
    outbox: Outbox,
) -> None:
    outbox.enqueue(LIND, NOW, lambda numbers: (numbers[:1], {}))
    first = outbox.claim(LIND, NOW)
    assert first is not None
    assert outbox.claim(LIND, NOW + timedelta(minutes=4)) is None
    again = outbox.claim(LIND, NOW + timedelta(minutes=6))
    assert again is not None
    assert (again.identity, again.alerts, again.attempts) == (first.identity, first.alerts, 2)


def test_pauses_grow_and_end(outbox: Outbox, database: Engine) -> None:
    outbox.enqueue(LIND, NOW, lambda numbers: (numbers[:1], {}))
    at, pauses = NOW, []
    while (message := outbox.claim(LIND, at)) is not None:
        if outbox.postpone(message, LIND, at, "busy"):
            with reading(database) as connection:
                due = datetime.fromisoformat(
                    connection.execute(select(OUTBOX.c.due_at)).scalar_one()
                )
            pauses.append(due - at)
            at = due
    assert len(pauses) == ATTEMPTS_MAX - 1
    assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=6)
    assert outbox.counts()[LIND.key] == {FAILED: 1}

"""EDGAR's lists read forward from where the last pass stopped: each row counted, none twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from bookrunner.figures import Finding
from bookrunner.monitor.record_sql import Counts, WatchRecord
from bookrunner.monitor.watched import Watch, accepted, once_each
from bookrunner.sources import ListedFiling, NotThere, Submissions

LATEST, INDEX, SUBMISSIONS = "latest", "index", "submissions"
_PAGE_ROWS = 100
_PAGES_MAX = 60
"""The feed of latest filings reaches back a day or two; further than that it is not asked."""
_SATURDAY = 5

Listed = tuple[Sequence[ListedFiling], Sequence[Finding]]


class Lists(Protocol):
    """EDGAR, as far as the watch asks it."""

    def latest(self, *, form: str = "", start: int = 0) -> Listed:
        """A page of the feed of latest filings, newest first."""
        ...

    def daily_index(self, day: date) -> Listed:
        """The filings of a day."""
        ...

    def submissions(self, cik: str) -> Submissions:
        """A company's newest filings."""
        ...


@dataclass(frozen=True)
class Pass:
    """What reading one feed once came to."""

    feed: str
    counts: Counts
    told: Sequence[str]
    """The accessions told of, in order."""
    findings: Sequence[Finding]
    reached: bool = True
    """Whether it read back to where the last pass stopped; if not, filings may be missing that
    only the index and the companies' own lists have."""


def read_latest(lists: Lists, record: WatchRecord, watch: Watch, *, to_read: bool = False) -> Pass:
    """The feed of latest filings, page by page back to what is known.

    A first pass goes back to the day from which the watch is to tell, or else to the day of the
    newest filing. While pages are read new filings push others down, so pages overlap and never
    leave a gap.
    """
    place = record.place(LATEST)
    until = datetime.fromisoformat(place) if place else None
    rows: list[ListedFiling] = []
    findings: list[Finding] = []
    seen_at = datetime.now(UTC)
    reached = False
    for page in range(_PAGES_MAX):
        some, doubts = lists.latest(start=page * _PAGE_ROWS)
        rows += some
        findings += doubts
        if len(some) + len(doubts) < _PAGE_ROWS:
            reached = until is None or not some or _is_before(some[-1], until)
            break
        if until is not None:
            known = record.known([one.accession for one in some])
            reached = all(one.accession in known for one in some) and _is_before(some[-1], until)
        elif some:
            reached = some[-1].filed_on < (watch.since or rows[0].filed_on)
        if reached:
            break
    moments = [accepted(one) for one in rows if one.accepted_at is not None]
    newest = max(moments, default=until)
    counted = _Counted(rows, findings)
    told = record.take(
        LATEST,
        once_each(reversed(rows)),
        watch if place else _from_day(watch, rows),
        place=newest.astimezone(UTC).isoformat() if newest else place,
        counts=counted,
        seen_at=seen_at,
        to_read=to_read,
    )
    return Pass(LATEST, counted.last, told, findings, reached)


def read_indexes(
    lists: Lists, record: WatchRecord, watch: Watch, first: date, today: date,
    *, to_read: bool = False,
) -> Sequence[Pass]:  # fmt: skip
    """The index of each whole day since the last that was read: what the feed did not show.

    Days without an index are passed over once a later day has one.

    Args:
        first: The day to begin with where none was read yet.
    """
    place = record.place(INDEX)
    day = date.fromisoformat(place) + timedelta(days=1) if place else first
    passes: list[Pass] = []
    while day < today:
        if day.weekday() < _SATURDAY:
            try:
                rows, findings = lists.daily_index(day)
            except NotThere:
                day += timedelta(days=1)
                continue
            counted = _Counted(rows, findings)
            told = record.take(
                INDEX, once_each(rows), watch,
                place=day.isoformat(), counts=counted, to_read=to_read,
            )  # fmt: skip
            passes.append(Pass(INDEX, counted.last, told, findings))
        day += timedelta(days=1)
    return passes


def read_submissions(
    lists: Lists, record: WatchRecord, watch: Watch, cik: str, *, to_read: bool = False
) -> Pass:
    """A company's own list of its newest filings."""
    said = lists.submissions(cik)
    rows = [one for one in said.filings if watch.since is None or one.filed_on >= watch.since]
    counted = _Counted(rows, said.findings)
    told = record.take(
        f"{SUBMISSIONS}:{cik}",
        once_each(reversed(rows)),
        watch,
        place=max((one.filed_on.isoformat() for one in rows), default=""),
        counts=counted,
        to_read=to_read,
    )
    return Pass(SUBMISSIONS, counted.last, told, said.findings)


class _Counted:
    """Counts a list's rows once it is known which filings were seen before."""

    def __init__(self, rows: Sequence[ListedFiling], findings: Sequence[Finding]) -> None:
        self._rows = rows
        self._failed = len(findings)
        self.last = Counts()

    def __call__(self, known: frozenset[str]) -> Counts:
        fresh = {(one.accession, one.cik) for one in self._rows if one.accession not in known}
        self.last = Counts(
            read=len(self._rows) + self._failed,
            new=len(fresh),
            known=len(self._rows) - len(fresh),
            failed=self._failed,
        )
        return self.last


def _is_before(row: ListedFiling, moment: datetime) -> bool:
    return row.accepted_at is not None and accepted(row) < moment


def _from_day(watch: Watch, rows: Sequence[ListedFiling]) -> Watch:
    """On a first pass without a day: only what was filed on the day of the newest filing."""
    if watch.since is not None or not rows:
        return watch
    return Watch(watch.ciks, watch.forms, max(one.filed_on for one in rows))

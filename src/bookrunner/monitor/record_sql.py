"""What the watch has seen, kept so that nothing is lost or told twice, whoever is killed when.

A filing, its alert and the place up to which its feed was read are kept in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from bookrunner.figures import Viewer, may_see
from bookrunner.monitor.corrections import Correction, overridden
from bookrunner.monitor.watched import SeenFiling, Watch
from bookrunner.storage import migrate, reading, writing

METADATA = MetaData()
FILINGS = Table(
    "watch_filings",
    METADATA,
    Column("ordinal", Integer, primary_key=True),
    Column("identity", String(400), nullable=False, unique=True),
    Column("accession", String(80), nullable=False),
    Column("form", String(40), nullable=False),
    Column("cik", String(10), nullable=False),
    Column("company", Text, nullable=False),
    Column("parties", Text, nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("accepted_at", String(40), nullable=False),
    Column("items", Text, nullable=False),
    Column("period_end", Date),
    Column("feed", String(20), nullable=False),
    Column("walls", Text, nullable=False),
    Column("seen_at", String(40), nullable=False),
    Column("alerted_at", String(40), nullable=False),
    Column("overrides", String(80), nullable=False),
    Column("overrides_by", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", Text, nullable=False),
)
CURSORS = Table(
    "watch_cursors",
    METADATA,
    Column("feed", String(200), primary_key=True),
    Column("place", String(80), nullable=False),
    Column("read_rows", Integer, nullable=False),
    Column("new_rows", Integer, nullable=False),
    Column("known_rows", Integer, nullable=False),
    Column("failed_rows", Integer, nullable=False),
)
FILES = Table(
    "watch_files",
    METADATA,
    Column("path", String(1000), primary_key=True),
    Column("signature", String(80), nullable=False),
    Column("accession", String(80), nullable=False),
)
_AT_ONCE = 500
"""Values in one statement, below what either database takes."""

QUEUED, READ, FAILED, UNREAD = "queued", "read", "failed", ""


@dataclass(frozen=True)
class Counts:
    """Rows of a feed: read = new + known + failed."""

    read: int = 0
    new: int = 0
    known: int = 0
    failed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.read + other.read,
            self.new + other.new,
            self.known + other.known,
            self.failed + other.failed,
        )


@dataclass(frozen=True)
class Alert:
    """A filing that was told of; each once."""

    ordinal: int
    """In the order of telling."""
    filing: SeenFiling
    feed: str
    """Which list named it first."""
    seen_at: datetime
    alerted_at: datetime
    correction: Correction | None
    """Of an amendment: what it overrides, where that is known."""
    overridden_by: str
    """The accession of the newest amendment that overrides it; "" for none."""
    state: str
    """``queued``, ``read`` or ``failed``; "" when its text was not asked for."""
    reason: str


def _now() -> datetime:
    return datetime.now(UTC)


class WatchRecord:
    """The filings seen, in order, and the cursor of each feed.

    Args:
        now: Says when something was seen and told of.
    """

    def __init__(self, database: Engine, now: Callable[[], datetime] = _now) -> None:
        migrate(database)
        self._database = database
        self._now = now

    def place(self, feed: str) -> str:
        """Up to where a feed was read; "" when it never was."""
        with reading(self._database) as connection:
            found = connection.execute(
                select(CURSORS.c.place).where(CURSORS.c.feed == feed)
            ).scalar()
        return found or ""

    def counts(self) -> Mapping[str, Counts]:
        """All that was ever read, by feed."""
        with reading(self._database) as connection:
            rows = connection.execute(select(CURSORS).order_by(CURSORS.c.feed)).all()
        return {
            row.feed: Counts(row.read_rows, row.new_rows, row.known_rows, row.failed_rows)
            for row in rows
        }

    def known(self, accessions: Collection[str]) -> frozenset[str]:
        """Which of the filings were seen already, in the open."""
        with reading(self._database) as connection:
            return _known(connection, accessions)

    def take(
        self,
        feed: str,
        filings: Sequence[SeenFiling],
        watch: Watch,
        *,
        place: str,
        counts: Callable[[frozenset[str]], Counts],
        seen_at: datetime | None = None,
        to_read: bool = False,
        is_read: bool = False,
    ) -> Sequence[str]:
        """Keep what is new, tell of what is wanted, and move the cursor: all of it or nothing.

        Args:
            feed: The cursor's name; its part before a colon is the kind of feed.
            filings: In the order in which they are to be told of.
            place: Up to where the feed is read with them.
            counts: What became of the rows that were read, given the accessions known before.
            seen_at: When the feed showed them; now when it does not matter.
            to_read: Whether the filings told of wait for their text to be read.
            is_read: Whether their text is in the records already.

        Returns:
            The accessions that were told of now.
        """
        seen = seen_at or self._now()
        with writing(self._database) as connection:
            cursor = connection.execute(
                select(CURSORS).where(CURSORS.c.feed == feed).with_for_update()
            ).one_or_none()
            known = _known(connection, [one.accession for one in filings])
            behind_walls = _identities(connection, [_identity(one) for one in filings])
            new = [
                one for one in filings
                if one.accession not in known and _identity(one) not in behind_walls
            ]  # fmt: skip
            kind = feed.partition(":")[0]
            told: list[str] = []
            for one in new:
                wanted = watch.wants(one)
                queued = QUEUED if to_read else UNREAD
                state = (READ if is_read else queued) if wanted else UNREAD
                self._keep(connection, one, kind, seen, told=wanted, state=state)
                if wanted:
                    told.append(one.accession)
            _move(connection, feed, cursor, place, counts(known))
        return told

    def _keep(
        self, connection: Connection, one: SeenFiling, feed: str, seen: datetime, *, told: bool,
        state: str,
    ) -> None:  # fmt: skip
        found = _overridden(connection, one) if one.is_amendment else None
        connection.execute(
            insert(FILINGS).values(
                identity=_identity(one),
                accession=one.accession,
                form=one.form,
                cik=one.cik,
                company=one.company,
                parties=json.dumps(one.parties),
                filed_on=one.filed_on,
                accepted_at=one.accepted_at.isoformat() if one.accepted_at else "",
                items=json.dumps(one.items),
                period_end=one.period_end,
                feed=feed,
                walls=json.dumps(sorted(one.walls)),
                seen_at=seen.isoformat(),
                alerted_at=self._now().isoformat() if told else "",
                overrides=found.accession if found else "",
                overrides_by=found.by if found else "",
                state=state,
                reason="",
            )
        )

    def alerts(
        self,
        viewer: Viewer,
        *,
        after: int = 0,
        since: date | None = None,
        ciks: Collection[str] = (),
        limit: int | None = None,
    ) -> Sequence[Alert]:
        """What was told of and the viewer may see, oldest first.

        Args:
            after: Only what was told of after the alert with this ordinal.
            since: Only what was filed on this day or later.
            limit: The newest so many.
        """
        asked = select(FILINGS).where(FILINGS.c.alerted_at != "", FILINGS.c.ordinal > after)
        if since is not None:
            asked = asked.where(FILINGS.c.filed_on >= since)
        with reading(self._database) as connection:
            rows = connection.execute(asked.order_by(FILINGS.c.ordinal.desc())).all()
            over = connection.execute(
                select(FILINGS).where(FILINGS.c.overrides != "").order_by(FILINGS.c.ordinal)
            ).all()
        by = {row.overrides: row.accession for row in over if may_see(viewer, filing_of(row).walls)}
        found = (
            _alert(row, by.get(row.accession, ""))
            for row in rows
            if may_see(viewer, filing_of(row).walls)
            and (not ciks or not set(ciks).isdisjoint(filing_of(row).parties))
        )
        return list(islice(found, limit))[::-1]

    def last(self) -> int:
        """The ordinal of the newest filing; 0 for none."""
        with reading(self._database) as connection:
            return connection.execute(select(func.max(FILINGS.c.ordinal))).scalar() or 0

    def unresolved(self, limit: int) -> Sequence[SeenFiling]:
        """Amendments told of whose overridden filing is not known, newest first.

        Of what is seen behind walls nobody outside is asked.
        """
        with reading(self._database) as connection:
            rows = connection.execute(
                select(FILINGS)
                .where(
                    FILINGS.c.alerted_at != "",
                    FILINGS.c.form.like("%/A"),
                    FILINGS.c.overrides == "",
                    FILINGS.c.overrides_by == "",
                    FILINGS.c.walls == "[]",
                )
                .order_by(FILINGS.c.ordinal.desc())
                .limit(limit)
            ).all()
        return [filing_of(row) for row in rows]

    def resolve(self, accession: str, found: Correction | None) -> None:
        """Keep what an amendment overrides, or that nothing is found."""
        values = (
            {"overrides": found.accession, "overrides_by": found.by}
            if found
            else {"overrides_by": "the company's list has no such filing before it"}
        )
        with writing(self._database) as connection:
            connection.execute(
                update(FILINGS).where(FILINGS.c.accession == accession).values(**values)
            )

    def queued(self) -> Sequence[SeenFiling]:
        """Filings whose text waits to be read, oldest first."""
        with reading(self._database) as connection:
            rows = connection.execute(
                select(FILINGS).where(FILINGS.c.state == QUEUED).order_by(FILINGS.c.ordinal)
            ).all()
        return [filing_of(row) for row in rows]

    def mark(self, accession: str, state: str, reason: str = "") -> None:
        """Keep what became of a queued filing."""
        with writing(self._database) as connection:
            connection.execute(
                update(FILINGS)
                .where(
                    FILINGS.c.accession == accession,
                    FILINGS.c.walls == "[]",
                    FILINGS.c.state != UNREAD,
                )
                .values(state=state, reason=reason)
            )

    def file_signature(self, path: str) -> str:
        """Of a watched file as it was read; "" for one that never was."""
        with reading(self._database) as connection:
            found = connection.execute(
                select(FILES.c.signature).where(FILES.c.path == path)
            ).scalar()
        return found or ""

    def keep_file(self, path: str, signature: str, accession: str) -> None:
        """Remember that a watched file was read, as it is now."""
        with writing(self._database) as connection:
            connection.execute(FILES.delete().where(FILES.c.path == path))
            connection.execute(
                insert(FILES).values(path=path, signature=signature, accession=accession)
            )


def _identity(filing: SeenFiling) -> str:
    """Apart for each set of walls, so that what is seen behind one hides nothing in the open."""
    return "|".join([filing.accession, *sorted(filing.walls)])


def _known(connection: Connection, accessions: Iterable[str]) -> frozenset[str]:
    return _identities(connection, accessions)


def _identities(connection: Connection, identities: Iterable[str]) -> frozenset[str]:
    wanted = list(dict.fromkeys(identities))
    found: set[str] = set()
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        found.update(
            connection.execute(
                select(FILINGS.c.identity).where(FILINGS.c.identity.in_(some))
            ).scalars()
        )
    return frozenset(found)


def _overridden(connection: Connection, amendment: SeenFiling) -> Correction | None:
    rows = connection.execute(
        select(FILINGS).where(FILINGS.c.cik == amendment.cik, FILINGS.c.form == amendment.base_form)
    ).all()
    return overridden(
        amendment, (one for one in map(filing_of, rows) if one.walls <= amendment.walls)
    )


def _move(
    connection: Connection, feed: str, cursor: Row[Any] | None, place: str, counts: Counts
) -> None:
    if cursor is None:
        values = {"feed": feed, "place": place, "read_rows": counts.read, "new_rows": counts.new,
                  "known_rows": counts.known, "failed_rows": counts.failed}  # fmt: skip
        connection.execute(insert(CURSORS).values(**values))
        return
    connection.execute(
        update(CURSORS)
        .where(CURSORS.c.feed == feed)
        .values(
            place=max(place, cursor.place),
            read_rows=cursor.read_rows + counts.read,
            new_rows=cursor.new_rows + counts.new,
            known_rows=cursor.known_rows + counts.known,
            failed_rows=cursor.failed_rows + counts.failed,
        )
    )


def filing_of(row: Row[Any]) -> SeenFiling:
    """A row of the watch's filings as such."""
    return SeenFiling(
        accession=row.accession,
        form=row.form,
        cik=row.cik,
        company=row.company,
        parties=tuple(json.loads(row.parties)),
        filed_on=row.filed_on,
        accepted_at=datetime.fromisoformat(row.accepted_at) if row.accepted_at else None,
        period_end=row.period_end,
        items=tuple(json.loads(row.items)),
        walls=frozenset(json.loads(row.walls)),
    )


def _alert(row: Row[Any], overridden_by: str) -> Alert:
    return Alert(
        ordinal=row.ordinal,
        filing=filing_of(row),
        feed=row.feed,
        seen_at=datetime.fromisoformat(row.seen_at),
        alerted_at=datetime.fromisoformat(row.alerted_at),
        correction=(Correction(row.overrides, row.overrides_by) if row.overrides else None),
        overridden_by=overridden_by,
        state=row.state,
        reason=row.reason,
    )

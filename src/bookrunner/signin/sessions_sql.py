"""Sign-ins under way and sessions, in the records: digests alone, which open nothing."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Engine, MetaData, String, Table, Text, delete, insert, select, update

from bookrunner.signin.refusals import SignInRefused
from bookrunner.storage import Edition, Remembered, migrate, reading, writing

METADATA = MetaData()
PENDING = Table(
    "signin_pending",
    METADATA,
    Column("state", String(64), primary_key=True),
    Column("browser", String(64), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier", String(128), nullable=False),
    Column("goes_to", Text, nullable=False),
    Column("until", String(40), nullable=False),
)
SESSIONS = Table(
    "signin_sessions",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("person", String(200), nullable=False),
    Column("subject", Text, nullable=False),
    Column("began_at", String(40), nullable=False),
    Column("seen_at", String(40), nullable=False),
)
PENDING_FOR = timedelta(minutes=10)
_PENDING_MAX = 10_000
_KNOWN = 20_000
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Pending:
    """A sign-in that went to the provider and has not come back."""

    state: str
    browser: str
    """What the browser's cookie holds."""
    nonce: str
    verifier: str
    goes_to: str


@dataclass(frozen=True)
class Lifetimes:
    """How long a session lasts."""

    idle: timedelta = timedelta(minutes=30)
    in_all: timedelta = timedelta(hours=12)


class Sessions:
    """The store."""

    def __init__(
        self, database: Engine, lifetimes: Lifetimes, edition: Edition | None = None
    ) -> None:
        """Nothing is opened yet.

        Args:
            edition: Of that database; with it, a session is read once a change.
        """
        self._database = database
        self._lifetimes = lifetimes
        self._known: Remembered[Any] = Remembered(edition, _KNOWN)
        self._is_ready = False

    def begin(self, goes_to: str, at: datetime) -> Pending:
        """A sign-in that is about to go to the provider.

        Raises:
            SignInRefused: Too many are under way.
        """
        made = Pending(_new(), _new(), _new(), secrets.token_urlsafe(64), goes_to)
        self._ready()
        with writing(self._database) as connection:
            connection.execute(delete(PENDING).where(PENDING.c.until <= _text(at)))
            held = connection.execute(select(PENDING.c.state)).all()
            if len(held) >= _PENDING_MAX:
                raise SignInRefused("too-many", "too many sign-ins are under way; try again")
            row = {
                "state": _digest(made.state),
                "browser": _digest(made.browser),
                "nonce": made.nonce,
                "verifier": made.verifier,
                "goes_to": goes_to,
                "until": _text(at + PENDING_FOR),
            }
            connection.execute(insert(PENDING), row)
        return made

    def take(self, state: str, browser: str, at: datetime) -> Pending:
        """The sign-in of a state, once.

        Raises:
            SignInRefused: There is none, it is too old, or began in another browser.
        """
        self._ready()
        with writing(self._database) as connection:
            same = PENDING.c.state == _digest(state)
            row = connection.execute(select(PENDING).where(same)).one_or_none()
            if row is not None:
                connection.execute(delete(PENDING).where(same))
        if row is None:
            raise SignInRefused("unknown-state")
        if row.until <= _text(at):
            raise SignInRefused("too-late")
        if not hmac.compare_digest(row.browser, _digest(browser)):
            raise SignInRefused("other-browser")
        return Pending(state, browser, row.nonce, row.verifier, row.goes_to)

    def open(self, person: str, subject: str, at: datetime) -> str:
        """A new session; what the browser's cookie is to hold."""
        made = _new()
        self._ready()
        with writing(self._database) as connection:
            oldest = _text(at - self._lifetimes.in_all)
            connection.execute(delete(SESSIONS).where(SESSIONS.c.began_at <= oldest))
            row = {
                "digest": _digest(made),
                "person": person,
                "subject": subject,
                "began_at": _text(at),
                "seen_at": _text(at),
            }
            connection.execute(insert(SESSIONS), row)
        return made

    def person(self, session: str, at: datetime) -> str:
        """Whose session it is; empty when it is none, or has ended."""
        if not session:
            return ""
        digest = _digest(session)
        row = self._known.get(digest, lambda: self._row(digest))
        if row is None:
            return ""
        began, seen = datetime.fromisoformat(row.began_at), datetime.fromisoformat(row.seen_at)
        if at - began >= self._lifetimes.in_all or at - seen >= self._lifetimes.idle:
            return ""
        if at - seen >= _SEEN_EVERY:
            same = SESSIONS.c.digest == digest
            with writing(self._database) as connection:
                connection.execute(update(SESSIONS).where(same).values(seen_at=_text(at)))
        return str(row.person)

    def _row(self, digest: str) -> Any:  # noqa: ANN401 - a row
        self._ready()
        same = SESSIONS.c.digest == digest
        with reading(self._database) as connection:
            return connection.execute(select(SESSIONS).where(same)).one_or_none()

    def close(self, session: str) -> None:
        """End a session."""
        self._ready()
        with writing(self._database) as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == _digest(session)))

    def close_all(self, person: str) -> None:
        """End all sessions of a person."""
        self._ready()
        with writing(self._database) as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.person == person))

    def _ready(self) -> None:
        if not self._is_ready:
            migrate(self._database)
            self._is_ready = True


def _new() -> str:
    return secrets.token_urlsafe(32)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")

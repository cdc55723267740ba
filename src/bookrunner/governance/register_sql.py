"""The register of deals, people, keys and lists, on SQLite or PostgreSQL.

Rows are added and ended, never changed otherwise and never deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, insert, select, update

from bookrunner.figures import READ, WRITE, Caller, NotFound, Walls
from bookrunner.governance.access_keys import AccessKey, NewKey, key_id, opens
from bookrunner.governance.listing import Listing, ListKind
from bookrunner.governance.membership import (
    Deal,
    Membership,
    WallTaken,
    checked_deal,
    checked_membership,
    walls_of,
)
from bookrunner.governance.people import Person
from bookrunner.governance.register_rows import (
    DEALS,
    KEYS,
    LISTINGS,
    MEMBERS,
    PEOPLE,
    as_text,
    deal_of,
    deal_row,
    key_of,
    key_row,
    listing_of,
    listing_row,
    member_of,
    member_row,
    person_of,
    person_row,
)
from bookrunner.storage import Edition, Remembered, migrate, reading, writing

_USED_EVERY = timedelta(hours=1)
_KNOWN = 20_000

T = TypeVar("T")


class SqlRegister:
    """The register."""

    def __init__(self, database: Engine, edition: Edition | None = None) -> None:
        """Nothing is opened yet.

        Args:
            edition: Of that database; with it, what every request asks is read once a change.
        """
        self._database = database
        self._known: Remembered[Any] = Remembered(edition, _KNOWN)
        self._is_ready = False

    def open_deal(self, deal: Deal) -> Deal:
        """Keep a new deal.

        Raises:
            WallTaken: Its label was used before.
            BadLabel: Its label is none.
            BadPeriod: It ends before it starts.
        """
        checked_deal(deal)
        with self._writing() as connection:
            if _deal(connection, deal.label) is not None:
                raise WallTaken(deal.label)
            connection.execute(insert(DEALS), deal_row(deal))
        return deal

    def close_deal(self, label: str, by: str, why: str, at: datetime) -> Deal:
        """End a deal, and with it every membership.

        Raises:
            NotFound: There is none of that label.
        """
        with self._writing() as connection:
            held = _required(connection, label)
            if held.ends is not None and held.ends <= at:
                return held
            ended = replace(held, ends=max(at, held.starts), closed_by=by, closed_why=why)
            connection.execute(
                update(DEALS).where(DEALS.c.label == label).values(**deal_row(ended))
            )
            return ended

    def bring_over(self, one: Membership) -> Membership:
        """Let a person in.

        Raises:
            NotFound: There is no such deal.
            Refused: ``checked_membership`` says why.
        """
        with self._writing() as connection:
            deal = _required(connection, one.label)
            same = (MEMBERS.c.label == one.label) & (MEMBERS.c.person == one.person)
            before = [member_of(row) for row in connection.execute(select(MEMBERS).where(same))]
            checked_membership(one, deal, before)
            connection.execute(insert(MEMBERS), member_row(one))
        return one

    def take_out(self, label: str, person: str, by: str, why: str, at: datetime) -> Membership:
        """End a person's membership now, also one that has not begun.

        Raises:
            NotFound: They are not inside.
        """
        with self._writing() as connection:
            same = (MEMBERS.c.label == label) & (MEMBERS.c.person == person)
            for row in connection.execute(select(MEMBERS).where(same)).all():
                held = member_of(row)
                if held.until is not None and held.until <= at:
                    continue
                ended = replace(held, until=max(at, held.since), ended_by=by, ended_why=why)
                connection.execute(
                    update(MEMBERS)
                    .where(MEMBERS.c.number == row.number)
                    .values(**member_row(ended))
                )
                return ended
        raise NotFound("member", person, hint=f"nobody of that name is inside {label!r}")

    def deals(self) -> Sequence[Deal]:
        """All, by label."""
        with self._reading() as connection:
            return _deals(connection)

    def members(self) -> Sequence[Membership]:
        """All, in the order in which they were let in."""
        with self._reading() as connection:
            return [
                member_of(row) for row in connection.execute(select(MEMBERS).order_by("number"))
            ]

    def walls_of(self, person: str, at: datetime) -> Walls:
        """The walls the person is inside of at that time."""
        deals, members = self._once(("walls", person), lambda: self._entries_of(person))
        return walls_of(person, deals, members, at) if members else frozenset()

    def _entries_of(self, person: str) -> tuple[Sequence[Deal], Sequence[Membership]]:
        """All deals, and when the person was inside of which; both empty for who never was."""
        with self._reading() as connection:
            own = select(MEMBERS).where(MEMBERS.c.person == person)
            members = [member_of(row) for row in connection.execute(own)]
            return (_deals(connection), members) if members else ((), ())

    def put_person(self, person: Person) -> Person:
        """Keep a person as they are now."""
        with self._writing() as connection:
            row = person_row(person)
            same = PEOPLE.c.name == person.name
            if connection.execute(select(PEOPLE.c.name).where(same)).first() is None:
                connection.execute(insert(PEOPLE), row)
            else:
                connection.execute(update(PEOPLE).where(same).values(**row))
        return person

    def person(self, name: str) -> Person | None:
        """The person of that name, if the installation knows them."""
        return self._once(("person", name), lambda: self._person(name))

    def _person(self, name: str) -> Person | None:
        with self._reading() as connection:
            row = connection.execute(select(PEOPLE).where(PEOPLE.c.name == name)).one_or_none()
            return None if row is None else person_of(row)

    def people(self) -> Sequence[Person]:
        """All, by name."""
        with self._reading() as connection:
            return [person_of(row) for row in connection.execute(select(PEOPLE).order_by("name"))]

    def keep_key(self, made: NewKey) -> None:
        """Keep a new key, without its secret half."""
        with self._writing() as connection:
            connection.execute(insert(KEYS), key_row(made.key))

    def revoke_key(self, made: str, by: str, at: datetime) -> AccessKey:
        """Let a key open nothing any more.

        Raises:
            NotFound: There is none of that id.
        """
        with self._writing() as connection:
            row = connection.execute(select(KEYS).where(KEYS.c.id == made)).one_or_none()
            if row is None:
                raise NotFound("key", made, hint="`bookrunner keys` lists them")
            held = key_of(row)
            if held.revoked_at is not None:
                return held
            ended = replace(held, revoked_at=at, revoked_by=by)
            connection.execute(update(KEYS).where(KEYS.c.id == made).values(**key_row(ended)))
            return ended

    def access_keys(self) -> Sequence[AccessKey]:
        """All, the newest last."""
        with self._reading() as connection:
            rows = connection.execute(select(KEYS).order_by("created_at", "id"))
            return [key_of(row) for row in rows]

    def caller_by_key(self, token: str, at: datetime) -> Caller | None:
        """As whom a key asks; None when it opens nothing.

        It can do what both the key and its owner may do today, so that a key does not outlive the
        rights of the person.
        """
        made = key_id(token)
        if not made:
            return None
        key = self._once(("key", made), lambda: self._key(made))
        if key is None:
            return None
        owner = self.person(key.person)
        if owner is None or owner.disabled_by or not opens(key, token, at):
            return None
        roles = key.roles & owner.roles
        if not roles:
            return None
        if key.used_at is None or at - key.used_at >= _USED_EVERY:
            with self._writing() as connection:
                connection.execute(
                    update(KEYS).where(KEYS.c.id == made).values(used_at=as_text(at))
                )
        how = "service" if owner.is_service else "key"
        return Caller(key.person, roles, self.walls_of(key.person, at), how, key.scopes)

    def _key(self, made: str) -> AccessKey | None:
        with self._reading() as connection:
            row = connection.execute(select(KEYS).where(KEYS.c.id == made)).one_or_none()
            return None if row is None else key_of(row)

    def caller_again(self, name: str, at: datetime) -> Caller | None:
        """A person as they stand at that time, without their being there; None when shut out."""
        held = self.person(name)
        if held is None or held.disabled_by or not held.roles:
            return None
        scopes = frozenset({READ, WRITE})
        return Caller(name, held.roles, self.walls_of(name, at), "job", scopes)

    def put_on_list(self, one: Listing) -> Listing:
        """Put a company on a list; when it is there for the same wall, nothing changes."""
        with self._writing() as connection:
            for held in _listings(connection):
                same = (held.kind, held.cik, held.wall) == (one.kind, one.cik, one.wall)
                if same and held.holds(one.since):
                    return held
            connection.execute(insert(LISTINGS), listing_row(one))
        return one

    def take_off_list(self, kind: ListKind, cik: str, by: str, at: datetime) -> Sequence[Listing]:
        """Take a company off a list.

        Raises:
            NotFound: It is not on it.
        """
        ended = []
        with self._writing() as connection:
            same = (LISTINGS.c.kind == kind.value) & (LISTINGS.c.cik == cik)
            for row in connection.execute(select(LISTINGS).where(same)).all():
                held = listing_of(row)
                if held.holds(at):
                    off = replace(held, until=at, ended_by=by)
                    connection.execute(
                        update(LISTINGS)
                        .where(LISTINGS.c.number == row.number)
                        .values(**listing_row(off))
                    )
                    ended.append(off)
        if not ended:
            raise NotFound("company on the list", cik)
        return ended

    def listings(self) -> Sequence[Listing]:
        """All, in the order in which they were made."""
        with self._reading() as connection:
            return _listings(connection)

    def _once(self, key: tuple[str, str], read: Callable[[], T]) -> T:
        """What is read, or was since anything changed; times are compared with each time."""
        found: T = self._known.get(key, read)
        return found

    def _writing(self) -> Any:  # noqa: ANN401 - a context manager
        self._ready()
        return writing(self._database)

    def _reading(self) -> Any:  # noqa: ANN401 - a context manager
        self._ready()
        return reading(self._database)

    def _ready(self) -> None:
        if not self._is_ready:
            migrate(self._database)
            self._is_ready = True


def _deals(connection: Connection) -> Sequence[Deal]:
    return [deal_of(row) for row in connection.execute(select(DEALS).order_by("label"))]


def _deal(connection: Connection, label: str) -> Deal | None:
    row = connection.execute(select(DEALS).where(DEALS.c.label == label)).one_or_none()
    return None if row is None else deal_of(row)


def _required(connection: Connection, label: str) -> Deal:
    found = _deal(connection, label)
    if found is None:
        raise NotFound("wall", label, hint="`bookrunner walls` lists those you may know of")
    return found


def _listings(connection: Connection) -> Sequence[Listing]:
    return [listing_of(row) for row in connection.execute(select(LISTINGS).order_by("number"))]

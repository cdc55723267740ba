"""The tables of the register, and its rows as values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Row, String, Table, Text

from bookrunner.figures import Role
from bookrunner.governance.access_keys import AccessKey
from bookrunner.governance.listing import Listing, ListKind
from bookrunner.governance.membership import Deal, Membership
from bookrunner.governance.people import Person

METADATA = MetaData()
DEALS = Table(
    "register_deals",
    METADATA,
    Column("label", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("opened_by", String(200), nullable=False),
    Column("starts", String(40), nullable=False),
    Column("ends", String(40)),
    Column("closed_by", String(200), nullable=False),
    Column("closed_why", Text, nullable=False),
)
MEMBERS = Table(
    "register_members",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("label", String(40), nullable=False),
    Column("person", String(200), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("since", String(40), nullable=False),
    Column("until", String(40)),
    Column("approved_by", String(200), nullable=False),
    Column("ended_by", String(200), nullable=False),
    Column("ended_why", Text, nullable=False),
)
PEOPLE = Table(
    "register_people",
    METADATA,
    Column("name", String(200), primary_key=True),
    Column("roles", Text, nullable=False),
    Column("answers", String(200), nullable=False),
    Column("seen_at", String(40)),
    Column("disabled_by", String(200), nullable=False),
    Column("subject", Text, nullable=False),
)
KEYS = Table(
    "register_keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("person", String(200), nullable=False),
    Column("label", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("expires_at", String(40), nullable=False),
    Column("revoked_at", String(40)),
    Column("revoked_by", String(200), nullable=False),
    Column("used_at", String(40)),
)
LISTINGS = Table(
    "register_listings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("cik", String(10), nullable=False),
    Column("company", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("wall", String(40), nullable=False),
    Column("since", String(40), nullable=False),
    Column("until", String(40)),
    Column("listed_by", String(200), nullable=False),
    Column("ended_by", String(200), nullable=False),
)


def deal_of(row: Row[Any]) -> Deal:
    """A deal of its row."""
    return Deal(
        row.label,
        row.title,
        row.client,
        row.purpose,
        row.opened_by,
        _when(row.starts),
        _maybe(row.ends),
        row.closed_by,
        row.closed_why,
    )


def deal_row(deal: Deal) -> dict[str, Any]:
    """The row of a deal."""
    return {**vars(deal), "starts": as_text(deal.starts), "ends": _maybe_text(deal.ends)}


def member_of(row: Row[Any]) -> Membership:
    """A membership of its row."""
    return Membership(
        row.label,
        row.person,
        row.purpose,
        _when(row.since),
        _maybe(row.until),
        row.approved_by,
        row.ended_by,
        row.ended_why,
    )


def member_row(one: Membership) -> dict[str, Any]:
    """The row of a membership."""
    return {**vars(one), "since": as_text(one.since), "until": _maybe_text(one.until)}


def person_of(row: Row[Any]) -> Person:
    """A person of their row."""
    return Person(
        row.name, _roles(row.roles), row.answers, _maybe(row.seen_at), row.disabled_by, row.subject
    )


def person_row(person: Person) -> dict[str, Any]:
    """The row of a person."""
    seen = _maybe_text(person.seen_at)
    return {**vars(person), "roles": _roles_text(person.roles), "seen_at": seen}


def key_of(row: Row[Any]) -> AccessKey:
    """A key of its row."""
    return AccessKey(
        row.id,
        row.person,
        row.label,
        _roles(row.roles),
        frozenset(row.scopes.split(",")),
        row.digest,
        row.created_by,
        _when(row.created_at),
        _when(row.expires_at),
        _maybe(row.revoked_at),
        row.revoked_by,
        _maybe(row.used_at),
    )


def key_row(key: AccessKey) -> dict[str, Any]:
    """The row of a key."""
    return {
        **vars(key),
        "roles": _roles_text(key.roles),
        "scopes": ",".join(sorted(key.scopes)),
        "created_at": as_text(key.created_at),
        "expires_at": as_text(key.expires_at),
        "revoked_at": _maybe_text(key.revoked_at),
        "used_at": _maybe_text(key.used_at),
    }


def listing_of(row: Row[Any]) -> Listing:
    """A listing of its row."""
    return Listing(
        ListKind(row.kind),
        row.cik,
        row.company,
        row.reason,
        row.wall,
        _when(row.since),
        _maybe(row.until),
        row.listed_by,
        row.ended_by,
    )


def listing_row(one: Listing) -> dict[str, Any]:
    """The row of a listing."""
    since, until = as_text(one.since), _maybe_text(one.until)
    return {**vars(one), "kind": one.kind.value, "since": since, "until": until}


def _roles(said: str) -> frozenset[Role]:
    return frozenset(Role(part) for part in said.split(",") if part)


def _roles_text(roles: frozenset[Role]) -> str:
    return ",".join(sorted(role.value for role in roles))


def as_text(at: datetime) -> str:
    """A time as it is kept, whose order is that of time."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _maybe_text(at: datetime | None) -> str | None:
    return None if at is None else as_text(at)


def _when(said: str) -> datetime:
    return datetime.fromisoformat(said)


def _maybe(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)

"""What the register of deals, people, keys and lists is asked for and answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bookrunner.operations.operation import Kind, asked

_LABEL = "The label of the deal's wall."


@dataclass(frozen=True)
class WallsRequest:
    """Which deals, and who is inside."""

    label: str = asked(
        Kind.TEXT,
        "One wall, with everybody who ever was inside: its insider list.",
        default="",
        positional=True,
        example="LABEL",
    )


@dataclass(frozen=True)
class Insider:
    """One person's time inside a wall."""

    person: str
    purpose: str
    since: datetime
    until: datetime | None
    approved_by: str
    ended_by: str
    ended_why: str
    is_inside: bool
    """Now."""


@dataclass(frozen=True)
class Wall:
    """A deal and its wall."""

    label: str
    title: str
    client: str
    purpose: str
    opened_by: str
    starts: datetime
    ends: datetime | None
    closed_by: str
    closed_why: str
    is_open: bool
    insiders: tuple[Insider, ...]
    """Who is inside now; of a wall that was named, everybody who ever was."""


@dataclass(frozen=True)
class Walls:
    """The walls that the caller may know of."""

    walls: tuple[Wall, ...]


@dataclass(frozen=True)
class OpenWallRequest:
    """A new deal."""

    label: str = asked(
        Kind.TEXT,
        "A code name of small letters, digits and hyphens; never used before.",
        positional=True,
        example="LABEL",
    )
    title: str = asked(Kind.TEXT, "What the deal is called inside.", default="", example="TEXT")
    client: str = asked(Kind.TEXT, "Whom the bank acts for.", default="", example="NAME")
    purpose: str = asked(Kind.TEXT, "What it is for.", default="", example="TEXT")
    starts: date | None = asked(Kind.DATE, "Its first day (UTC); default: now.", default=None)
    ends: date | None = asked(
        Kind.DATE, "The day (UTC) on which everybody is out; default: none yet.", default=None
    )


@dataclass(frozen=True)
class CloseWallRequest:
    """The end of a deal."""

    label: str = asked(Kind.TEXT, _LABEL, positional=True, example="LABEL")
    reason: str = asked(Kind.TEXT, "Why it ends.", example="TEXT")


@dataclass(frozen=True)
class BringOverRequest:
    """A person to be let in."""

    person: str = asked(
        Kind.TEXT, "Who, by the name they sign in with.", positional=True, example="NAME"
    )
    label: str = asked(Kind.TEXT, _LABEL, positional=True, example="LABEL")
    purpose: str = asked(Kind.TEXT, "Why they need to know.", example="TEXT")
    since: date | None = asked(Kind.DATE, "Their first day (UTC); default: now.", default=None)
    until: date | None = asked(
        Kind.DATE, "The day (UTC) on which they are out; default: when the deal ends.", default=None
    )


@dataclass(frozen=True)
class TakeOutRequest:
    """A person to be taken out."""

    person: str = asked(Kind.TEXT, "Who.", positional=True, example="NAME")
    label: str = asked(Kind.TEXT, _LABEL, positional=True, example="LABEL")
    reason: str = asked(Kind.TEXT, "Why they no longer need to know.", example="TEXT")


@dataclass(frozen=True)
class PeopleRequest:
    """Whom the installation knows."""


@dataclass(frozen=True)
class Account:
    """A person who signed in, or the account of a program."""

    name: str
    roles: tuple[str, ...]
    answers: str
    """Who answers for a program's account; empty for a person."""
    seen_at: datetime | None
    disabled_by: str


@dataclass(frozen=True)
class People:
    """All of them."""

    people: tuple[Account, ...]


@dataclass(frozen=True)
class AccountRequest:
    """An account of a program, or a person shut out or let in again."""

    name: str = asked(Kind.TEXT, "Its name.", positional=True, example="NAME")
    roles: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Of a program's account: its roles (analyst, reviewer, control room, client).",
        default=(),
        example="ROLE,...",
    )
    answers: str = asked(
        Kind.TEXT, "Who answers for a program's account.", default="", example="NAME"
    )
    disable: bool = asked(Kind.FLAG, "Shut it out; its keys open nothing.", default=False)
    enable: bool = asked(Kind.FLAG, "Let it in again.", default=False)


@dataclass(frozen=True)
class KeysRequest:
    """Keys for programs."""

    all: bool = asked(Kind.FLAG, "Those of others too; for administrators.", default=False)


@dataclass(frozen=True)
class KeyLine:
    """A key, without its secret half."""

    id: str
    person: str
    label: str
    roles: tuple[str, ...]
    scopes: tuple[str, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    revoked_by: str
    used_at: datetime | None
    """To the hour; None while it was never used."""
    holds: bool
    """Whether it opens anything now."""


@dataclass(frozen=True)
class Keys:
    """Keys, the newest last."""

    keys: tuple[KeyLine, ...]


@dataclass(frozen=True)
class NewKeyRequest:
    """A key to be made."""

    label: str = asked(
        Kind.TEXT, "What it is for, such as the program's name.", positional=True, example="TEXT"
    )
    scopes: tuple[str, ...] = asked(
        Kind.TEXTS,
        "What it may do: read, or read,write; default: read.",
        default=("read",),
        example="read,write",
    )
    roles: tuple[str, ...] = asked(
        Kind.TEXTS, "Fewer roles than its owner has; default: all.", default=(), example="ROLE,..."
    )
    days: int = asked(Kind.NUMBER, "How long it lasts, at most 366 days.", default=90)
    account: str = asked(
        Kind.TEXT, "A program's account that it is for; default: oneself.", default=""
    )


@dataclass(frozen=True)
class KeyMade:
    """A new key; nothing shows it again."""

    key: KeyLine
    token: str
    """What a program shows: `Authorization: Bearer TOKEN`."""


@dataclass(frozen=True)
class RevokeKeyRequest:
    """A key that shall open nothing any more."""

    id: str = asked(Kind.TEXT, "Its id, as `keys` tells it.", positional=True, example="ID")


@dataclass(frozen=True)
class ListedRequest:
    """Companies on a list."""

    list: str = asked(
        Kind.TEXT,
        "Which list; the watch list is for the control room.",
        default="restricted",
        positional=True,
        choices=("restricted", "watch"),
    )


@dataclass(frozen=True)
class ListedCompany:
    """A company's time on a list."""

    list: str
    cik: str
    company: str
    since: datetime
    until: datetime | None
    reason: str
    """For the control room alone; empty for others."""
    wall: str
    """Whose team may go on; empty for whoever is not inside."""
    listed_by: str
    ended_by: str


@dataclass(frozen=True)
class Listed:
    """Who is on it now; the control room is shown who was, too."""

    companies: tuple[ListedCompany, ...]


@dataclass(frozen=True)
class ListCompanyRequest:
    """A company to be listed."""

    company: str = asked(Kind.TEXT, "Its ticker, name or CIK.", positional=True, example="COMPANY")
    reason: str = asked(Kind.TEXT, "Why, for the control room alone.", example="TEXT")
    list: str = asked(
        Kind.TEXT, "Which list.", default="restricted", choices=("restricted", "watch")
    )
    wall: str = asked(
        Kind.TEXT, "The wall whose team may go on; default: nobody.", default="", example="LABEL"
    )


@dataclass(frozen=True)
class UnlistCompanyRequest:
    """A company to be taken off a list."""

    company: str = asked(Kind.TEXT, "Its ticker, name or CIK.", positional=True, example="COMPANY")
    list: str = asked(
        Kind.TEXT, "Which list.", default="restricted", choices=("restricted", "watch")
    )

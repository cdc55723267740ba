"""The pages of people, programs and keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.figures import visible
from bookrunner.operations.access_shapes import Account, KeyLine, KeyMade, Keys, People

_PEOPLE = (
    Column("name"),
    Column("roles", wraps=True),
    Column("answers for it"),
    Column("last sign-in (UTC)"),
    Column("shut out by"),
)
_KEYS = (
    Column("id"),
    Column("for", wraps=True),
    Column("of"),
    Column("may", wraps=True),
    Column("until (UTC)"),
    Column("last used"),
    Column("state"),
)


def people(answer: People, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """Everybody."""
    screen = Screen()
    if answer.people:
        screen.words(_PEOPLE, [_account(one) for one in answer.people])
    screen.line(f"{said(len(answer.people), 'account')}")


def account(answer: Account, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One."""
    Screen().words(_PEOPLE, [_account(answer)])


def keys(answer: Keys, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """Keys."""
    _keys(answer.keys)


def key(answer: KeyLine, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One key."""
    _keys([answer])


def made(answer: KeyMade, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """A new key with what a program shows."""
    screen = Screen()
    _keys([answer.key])
    screen.line()
    screen.line("Nothing shows it again:", "bold")
    screen.line(answer.token)


def _keys(found: Sequence[KeyLine]) -> None:
    screen = Screen()
    if found:
        screen.words(_KEYS, [_key(one) for one in found])
    screen.line(f"{said(len(found), 'key')}")


def _key(one: KeyLine) -> Row:
    state = "opens" if one.holds else "revoked" if one.revoked_at else "expired"
    cells = (
        one.id,
        visible(one.label),
        visible(one.person),
        f"{', '.join(one.scopes)} as {', '.join(one.roles)}",
        _at(one.expires_at),
        _at(one.used_at),
        state,
    )
    return Row(cells, "" if one.holds else "dim")


def _account(one: Account) -> Row:
    cells = (
        visible(one.name),
        ", ".join(one.roles),
        visible(one.answers),
        _at(one.seen_at),
        visible(one.disabled_by),
    )
    return Row(cells, "dim" if one.disabled_by else "")


def _at(at: datetime | None) -> str:
    return "never" if at is None else f"{at:%Y-%m-%d %H:%M}"

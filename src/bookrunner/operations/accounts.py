"""People and programs that are known, and the keys of programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bookrunner.app import LOOPBACK, Desk
from bookrunner.figures import NotAllowed, NotFound, Refused, Role, Unusable
from bookrunner.governance import AccessKey, MoreThanOwn, Person, new_key
from bookrunner.operations.access_shapes import (
    Account,
    AccountRequest,
    KeyLine,
    KeyMade,
    Keys,
    KeysRequest,
    NewKeyRequest,
    People,
    PeopleRequest,
    RevokeKeyRequest,
)

_PROGRAM = frozenset({Role.ANALYST, Role.REVIEWER, Role.CONTROL_ROOM, Role.CLIENT})


class KeyMakesKeys(Refused):
    """A key would make another key."""

    def __init__(self) -> None:
        super().__init__("a key cannot make keys; sign in as a person to make one")


class UnknownRole(Unusable):
    """A role that there is not."""

    def __init__(self, said: str) -> None:
        named = ", ".join(role.value for role in Role)
        super().__init__(f"no role {said!r}; there are {named}")


def people(desk: Desk, request: PeopleRequest) -> People:  # noqa: ARG001 - asks for all
    """Everybody, by name."""
    return People(tuple(_account(one) for one in desk.register.people()))


def account(desk: Desk, request: AccountRequest) -> Account:
    """The account as it is now.

    Raises:
        NotFound: A person is not known, who is one by signing in.
        UnknownRole: A role is none.
        Unusable: What is asked contradicts itself, or nobody answers for the program.
        NotAllowed: It is the caller's own, or an administrator's role for a program.
    """
    name = request.name.strip()
    if name == desk.caller.name:
        raise NotAllowed("nobody changes the account they are signed in with")
    if request.disable and request.enable:
        raise Unusable("an account is shut out or let in, not both")
    held = desk.register.person(name)
    if held is None or held.is_service:
        held = _program(desk, held, request, name)
    elif request.roles or request.answers:
        raise NotAllowed(f"{name} is a person, whose roles come from the identity provider")
    if request.disable or request.enable:
        held = replace(held, disabled_by=desk.caller.name if request.disable else "")
    return _account(desk.register.put_person(held))


def _program(desk: Desk, held: Person | None, request: AccountRequest, name: str) -> Person:
    answers = request.answers.strip() or (held.answers if held else "")
    roles = _roles(request.roles) or (held.roles if held else frozenset())
    if held is None and not (answers and roles):
        raise NotFound(
            "account", name, hint="a program's account is made with --roles and --answers"
        )
    if roles - _PROGRAM:
        raise NotAllowed("a program's account cannot be an administrator's")
    answering = desk.register.person(answers)
    is_person = answers == desk.caller.name or (answering and not answering.is_service)
    if not is_person:
        raise Unusable(f"{answers!r} has never signed in, so cannot answer for a program")
    return replace(held or Person(name, roles), roles=roles, answers=answers)


def keys(desk: Desk, request: KeysRequest) -> Keys:
    """The caller's own keys, those of programs they answer for, and of all for administrators.

    Raises:
        NotAllowed: Those of others are for administrators.
    """
    if request.all and Role.ADMINISTRATOR not in desk.caller.roles:
        raise NotAllowed("keys of others are shown to administrators")
    own = _own(desk)
    now = datetime.now(UTC)
    found = [one for one in desk.register.access_keys() if request.all or one.person in own]
    return Keys(tuple(_line(one, now) for one in found))


def key_made(desk: Desk, request: NewKeyRequest) -> KeyMade:
    """A new key, shown this once.

    Raises:
        KeyMakesKeys: A key asks.
        MoreThanOwn: It would be given what its owner does not have.
        BadKeyRequest: It would last too long or be for nothing.
        NotAllowed: It is for a program that somebody else answers for.
        NotFound: There is no such account.
    """
    caller = desk.caller
    if caller.signed_in_by in ("key", "service"):
        raise KeyMakesKeys
    now = datetime.now(UTC)
    owner = _owner(desk, request.account.strip(), now)
    roles = _roles(request.roles) or owner.roles
    extra = [role.value for role in roles - owner.roles]
    if owner.name == caller.name:
        extra += sorted(set(request.scopes) & {"read", "write"} - caller.scopes)
    if extra:
        raise MoreThanOwn(owner.name, ", ".join(sorted(extra)))
    made = new_key(
        owner.name,
        request.label.strip(),
        roles,
        frozenset(request.scopes),
        caller.name,
        now,
        now + timedelta(days=request.days),
    )
    desk.register.keep_key(made)
    return KeyMade(_line(made.key, now), made.token)


def _owner(desk: Desk, name: str, now: datetime) -> Person:
    caller = desk.caller
    if name in ("", caller.name):
        held = desk.register.person(caller.name)
        if held is None or caller.signed_in_by == LOOPBACK:
            # The machine's own user never signs in.
            held = desk.register.put_person(Person(caller.name, caller.roles, seen_at=now))
        return held
    held = desk.register.person(name)
    is_mine = held is not None and held.answers == caller.name
    if not is_mine and Role.ADMINISTRATOR not in caller.roles:
        raise NotAllowed(f"a key for {name} is made by who answers for it, or an administrator")
    if held is None or not held.is_service:
        raise NotFound("account of a program", name, hint="`account` makes one")
    return held


def key_revoked(desk: Desk, request: RevokeKeyRequest) -> KeyLine:
    """The key, which opens nothing any more.

    Raises:
        NotFound: There is none of that id that is the caller's; for administrators, none at all.
    """
    own = _own(desk)
    may = Role.ADMINISTRATOR in desk.caller.roles
    mine = {one.id for one in desk.register.access_keys() if may or one.person in own}
    if request.id not in mine:
        raise NotFound("key", request.id, hint="`keys` lists yours")
    now = datetime.now(UTC)
    return _line(desk.register.revoke_key(request.id, desk.caller.name, now), now)


def _own(desk: Desk) -> frozenset[str]:
    name = desk.caller.name
    return frozenset({name, *(one.name for one in desk.register.people() if one.answers == name)})


def _roles(said: Iterable[str]) -> frozenset[Role]:
    known = {role.value: role for role in Role}
    for one in said:
        if one not in known:
            raise UnknownRole(one)
    return frozenset(known[one] for one in said)


def _account(one: Person) -> Account:
    return Account(
        one.name,
        tuple(sorted(role.value for role in one.roles)),
        one.answers,
        one.seen_at,
        one.disabled_by,
    )


def _line(one: AccessKey, now: datetime) -> KeyLine:
    return KeyLine(
        one.id,
        one.person,
        one.label,
        tuple(sorted(role.value for role in one.roles)),
        tuple(sorted(one.scopes)),
        one.created_by,
        one.created_at,
        one.expires_at,
        one.revoked_at,
        one.revoked_by,
        one.used_at,
        one.holds(now),
    )

"""Who comes in: the machine's user, or whoever the provider or a key names."""

from __future__ import annotations

from datetime import UTC, datetime

from bookrunner.app import Desk
from bookrunner.figures import READ, WRITE, Caller, Credentials, NotSignedIn, Role
from bookrunner.governance import KEY_PREFIX, Person
from bookrunner.signin import Identity, SignInRefused, access_token, roles_of


class SingleUser:
    """The door where no sign-in is configured: whoever is at this machine is its user."""

    def __init__(self, house: Desk) -> None:
        self._house = house

    def caller(self, credentials: Credentials) -> Caller:
        """The machine's user, or as whom the key that is shown asks.

        Raises:
            NotSignedIn: The request comes from elsewhere, or its key opens nothing.
        """
        if credentials.bearer:
            return _by_key(self._house, credentials.bearer)
        if not credentials.is_local:
            raise NotSignedIn("without sign-in only this machine itself is answered")
        return self._house.caller

    def again(self, name: str) -> Caller:
        """The machine's user, or somebody with a key.

        Raises:
            NotSignedIn: They were shut out, or are not known any more.
        """
        if name == self._house.caller.name:
            return self._house.caller
        return _again(self._house, name)


class SignedIn:
    """The door of a bank: a session, a key, or a token that the provider made for this server."""

    def __init__(self, house: Desk) -> None:
        self._house = house

    def caller(self, credentials: Credentials) -> Caller:
        """Who the credentials belong to, as they stand now.

        Raises:
            NotSignedIn: They belong to nobody, or to somebody who was shut out.
        """
        token = credentials.bearer
        if token.startswith(KEY_PREFIX):
            return _by_key(self._house, token)
        if token:
            return self._by_token(token)
        now = datetime.now(UTC)
        name = self._house.sessions.person(credentials.session, now)
        if not name:
            raise NotSignedIn("sign in at /auth/login, or show a key: Authorization: Bearer KEY")
        scopes = frozenset({READ, WRITE})
        return self._known(self._house.register.person(name), scopes, "oidc", now)

    def again(self, name: str) -> Caller:
        """A person as they stand now.

        Raises:
            NotSignedIn: They were shut out, or are not known any more.
        """
        return _again(self._house, name)

    def enter(self, identity: Identity) -> Person:
        """The person of an identity that has just signed in, with the roles of today.

        Raises:
            SignInRefused: They have no role, were shut out, or the name is another's.
        """
        roles = roles_of(identity.groups, self._house.roles_by_group)
        return self._entered(identity, roles)

    def _entered(self, identity: Identity, roles: frozenset[Role]) -> Person:
        held = self._house.register.person(identity.name)
        if (
            held is not None
            and held.subject != identity.subject
            and (held.subject or held.is_service)
        ):
            # An address that was somebody else's must not bring their walls with it.
            raise SignInRefused("name-taken", "the name was another's; ask an administrator")
        if held is not None and held.disabled_by:
            raise SignInRefused("shut-out", "ask an administrator")
        person = Person(identity.name, roles, seen_at=datetime.now(UTC), subject=identity.subject)
        return self._house.register.put_person(person)

    def _by_token(self, token: str) -> Caller:
        oidc = self._house.settings.oidc
        assert oidc is not None, "this door is for sign-in"
        claims = self._house.claims
        found = access_token(self._house.provider, token, claims, audience=oidc.audience)
        held = self._house.register.person(found.name)
        if found.groups or held is None:
            roles = roles_of(found.groups, self._house.roles_by_group)
            if held is None or held.roles != roles or held.subject != found.subject:
                held = self._entered(found, roles)
        elif held.subject != found.subject:
            raise SignInRefused("name-taken", "the name was another's; ask an administrator")
        return self._known(held, found.scopes, "oidc", datetime.now(UTC))

    def _known(
        self, person: Person | None, scopes: frozenset[str], how: str, now: datetime
    ) -> Caller:
        if person is None or person.disabled_by or not person.roles:
            raise NotSignedIn("you may no longer come in; ask an administrator")
        walls = self._house.register.walls_of(person.name, now)
        return Caller(person.name, person.roles, walls, how, scopes)


def _by_key(house: Desk, token: str) -> Caller:
    found = house.register.caller_by_key(token, datetime.now(UTC))
    if found is None:
        raise NotSignedIn("this key opens nothing: it is unknown, expired or revoked")
    return found


def _again(house: Desk, name: str) -> Caller:
    found = house.register.caller_again(name, datetime.now(UTC))
    if found is None:
        raise NotSignedIn(f"{name} may no longer come in")
    return found

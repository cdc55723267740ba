"""Who asks, with what they may do: the value that every path hands to the one decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from bookrunner.figures.viewers import PUBLIC, Viewer, Walls


class Role(Enum):
    """What a person is at the bank; rights follow from it and from the deals they are in."""

    ANALYST = "analyst"
    """Prepares: searches, values, writes books."""
    REVIEWER = "reviewer"
    """Signs what another made."""
    CONTROL_ROOM = "control room"
    """Opens and closes walls, keeps the lists, reads the audit log."""
    ADMINISTRATOR = "administrator"
    """Runs the installation; being one brings nobody over a wall."""
    CLIENT = "client"
    """Outside the bank: sees released files of the own deal, nothing else."""


@dataclass(frozen=True)
class Credentials:
    """What a request shows for who asks, as it came in; not yet believed."""

    bearer: str = ""
    """A token of the bank's identity provider, or an API key."""
    session: str = ""
    """The cookie of a browser that signed in."""
    is_local: bool = False
    """Whether the connection came from this machine."""


READ, WRITE = "read", "write"
"""The scopes: what a key or a session was given for."""


@dataclass(frozen=True)
class Caller:
    """Someone who asks through any face."""

    name: str
    """As it stands in the record: a person's or a service account's."""
    roles: frozenset[Role]
    walls: Walls = PUBLIC
    """Those the caller has been brought over today."""
    signed_in_by: str = "loopback"
    """``loopback``, ``oidc``, ``key`` or ``service``."""
    scopes: frozenset[str] = field(default_factory=lambda: frozenset({READ}))

    @property
    def viewer(self) -> Viewer:
        """The caller as one who reads."""
        return Viewer(self.name, self.walls)

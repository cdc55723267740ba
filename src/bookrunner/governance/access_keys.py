"""Keys for programs: shown once, kept as a digest, for some rights and some time only."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from bookrunner.figures import READ, WRITE, Refused, Role, Unusable

PREFIX = "brk_"
"""By which a key is told from other tokens, also by scanners of leaked secrets."""
DAYS_MAX = 366
_SCOPES = frozenset({READ, WRITE})
_TOKEN = re.compile(r"brk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")


class BadKeyRequest(Unusable):
    """A key that cannot be made as asked."""


class MoreThanOwn(Refused):
    """Somebody would give a key what they may not do themselves."""

    def __init__(self, person: str, extra: str) -> None:
        super().__init__(f"{person} cannot give a key what {person} does not have: {extra}")


@dataclass(frozen=True)
class AccessKey:
    """A key, without what would let anybody use it."""

    id: str
    """16 hexadecimal digits, which stand in the key and may be told."""
    person: str
    """As whom it asks: its owner or a service account."""
    label: str
    """What it is for."""
    roles: frozenset[Role]
    scopes: frozenset[str]
    digest: str
    """SHA-256 of its secret half: 256 random bits, which no search finds, so no slow hash."""
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    revoked_by: str = ""
    used_at: datetime | None = None
    """To the hour."""

    def holds(self, at: datetime) -> bool:
        """Whether it opens anything at that time."""
        is_revoked = self.revoked_at is not None and self.revoked_at <= at
        return not is_revoked and self.created_at <= at < self.expires_at


@dataclass(frozen=True)
class NewKey:
    """A key as it is shown, once."""

    key: AccessKey
    token: str


def new_key(
    person: str,
    label: str,
    roles: frozenset[Role],
    scopes: frozenset[str],
    created_by: str,
    created_at: datetime,
    expires_at: datetime,
) -> NewKey:
    """A key.

    Raises:
        BadKeyRequest: It would last too long or not at all, or be for nothing that there is.
    """
    days = (expires_at - created_at).total_seconds() / 86_400
    if not 0 < days <= DAYS_MAX:
        raise BadKeyRequest(f"a key lasts between 1 and {DAYS_MAX} days; change --days")
    if not scopes or scopes - _SCOPES:
        raise BadKeyRequest("a key is for `read`, or for `read` and `write`; change --scopes")
    if not roles or (Role.CLIENT in roles and len(roles) > 1):
        raise BadKeyRequest("a key has roles of its owner, and a client's no other; change --roles")
    made, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    kept = AccessKey(
        made, person, label, roles, scopes, _digest(secret), created_by, created_at, expires_at
    )
    return NewKey(kept, f"{PREFIX}{made}_{secret}")


def key_id(token: str) -> str:
    """The id in a key; empty when it is none."""
    found = _TOKEN.fullmatch(token)
    return found[1] if found else ""


def opens(key: AccessKey, token: str, at: datetime) -> bool:
    """Whether the token is that key, and the key holds."""
    found = _TOKEN.fullmatch(token)
    shown = _digest(found[2]) if found else ""
    return hmac.compare_digest(shown, key.digest) and key.holds(at)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

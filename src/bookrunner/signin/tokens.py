"""Tokens of the provider: who signed in (ID tokens), and what a program may ask (access tokens)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt

from bookrunner.figures import READ, WRITE
from bookrunner.signin.provider import ALGORITHMS, Provider
from bookrunner.signin.refusals import SignInRefused

_LEEWAY_SECONDS = 60
_NAME_MAX = 200
_SCOPES = {"bookrunner.read": READ, "bookrunner.write": WRITE}
_CODES: tuple[tuple[type[Exception], str], ...] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "not-yet-valid"),
    (jwt.InvalidAudienceError, "wrong-audience"),
    (jwt.InvalidIssuerError, "wrong-issuer"),
    (jwt.MissingRequiredClaimError, "claim-missing"),
    (jwt.InvalidIssuedAtError, "claim-unreadable"),
    (jwt.InvalidSignatureError, "wrong-signature"),
)


@dataclass(frozen=True)
class Claims:
    """Which claims say what, as the bank's provider has it."""

    name: str = "email"
    groups: str = "groups"
    mfa: frozenset[str] = frozenset()
    """Values of `amr` or `acr`, one of which a sign-in must have; empty where none is required."""


@dataclass(frozen=True)
class Identity:
    """Who the provider says it is."""

    subject: str
    """Issuer and subject, which never change and are never given to another."""
    name: str
    """As the record names them."""
    groups: frozenset[str]
    session: str = ""
    """The provider's own session, which it may end."""
    scopes: frozenset[str] = field(default_factory=lambda: frozenset({READ, WRITE}))


def id_token(
    provider: Provider,
    token: str,
    claims: Claims,
    *,
    nonce: str,
    access_token: str = "",
) -> Identity:
    """Who signed in (OpenID Connect Core 1.0, section 3.1.3.7).

    Raises:
        SignInRefused: The code names the check that failed.
    """
    client = provider.client.client_id
    held = _verified(provider, token, audience=client)
    if not hmac.compare_digest(str(held.get("nonce", "")), nonce):
        raise SignInRefused("wrong-nonce")
    audiences = held["aud"] if isinstance(held["aud"], list) else [held["aud"]]
    party = held.get("azp")
    if (len(audiences) > 1 or party is not None) and party != client:
        raise SignInRefused("wrong-party")
    if "at_hash" in held and not _is_hash(token, str(held["at_hash"]), access_token):
        raise SignInRefused("wrong-access-token")
    if claims.mfa and not claims.mfa & _means(held):
        raise SignInRefused(
            "one-factor", "sign in with a second factor, which this installation requires"
        )
    return _identity(provider, held, claims)


def access_token(provider: Provider, token: str, claims: Claims, *, audience: str) -> Identity:
    """As whom a program asks, with a token that was made for this server (RFC 9068, RFC 8707).

    Raises:
        SignInRefused: The code names the check that failed.
    """
    if not audience:
        raise SignInRefused("no-audience", "this installation takes no tokens of the provider")
    held = _verified(provider, token, audience=audience)
    kind = str(jwt.get_unverified_header(token).get("typ", "JWT")).lower()
    if kind not in ("at+jwt", "application/at+jwt", "jwt") or "nonce" in held or "at_hash" in held:
        raise SignInRefused("no-access-token", "an ID token opens no interface")
    said = held.get("scope", held.get("scp", ""))
    named = said.split() if isinstance(said, str) else [str(one) for one in said]
    scopes = frozenset(_SCOPES[one] for one in named if one in _SCOPES)
    if not scopes:
        raise SignInRefused("no-scope", f"ask the provider for {' or '.join(_SCOPES)}")
    found = _identity(provider, held, claims)
    return Identity(found.subject, found.name, found.groups, found.session, scopes)


def _verified(provider: Provider, token: str, *, audience: str) -> Mapping[str, Any]:
    key = provider.key(token)
    try:
        held: Mapping[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=audience,
            issuer=provider.client.issuer,
            leeway=_LEEWAY_SECONDS,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as error:
        code = next((code for kind, code in _CODES if isinstance(error, kind)), "not-a-token")
        raise SignInRefused(code) from None
    return held


def _identity(provider: Provider, held: Mapping[str, Any], claims: Claims) -> Identity:
    subject = held["sub"]
    if not isinstance(subject, str) or not subject.strip():
        raise SignInRefused("claim-missing")
    name = str(held.get(claims.name) or "").strip()
    if not name or len(name) > _NAME_MAX or not name.isprintable():
        raise SignInRefused("no-name", f"the provider must say {claims.name}")
    if claims.name == "email" and held.get("email_verified") is False:
        raise SignInRefused("name-unverified", "the provider has not verified the address")
    groups = held.get(claims.groups, [])
    if isinstance(groups, str):
        groups = [groups]
    if not isinstance(groups, list):
        raise SignInRefused("claim-unreadable")
    return Identity(
        f"{provider.client.issuer} {subject}",
        name.lower(),
        frozenset(str(one) for one in groups),
        str(held.get("sid", "")),
    )


def _means(held: Mapping[str, Any]) -> frozenset[str]:
    found = held.get("amr", [])
    means: Collection[Any] = found if isinstance(found, list) else [found]
    return frozenset({*(str(one) for one in means), str(held.get("acr", ""))})


def _is_hash(token: str, said: str, access: str) -> bool:
    """Whether the ID token was made with the access token (`at_hash`)."""
    size = str(jwt.get_unverified_header(token)["alg"])[-3:]
    digest = {"256": hashlib.sha256, "384": hashlib.sha384}.get(size, hashlib.sha512)
    whole = digest(access.encode()).digest()
    left = base64.urlsafe_b64encode(whole[: len(whole) // 2]).rstrip(b"=").decode()
    return bool(access) and hmac.compare_digest(left, said)

"""Sign-ins that are wrong in one thing each, and the name by which each is refused."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization

from tests.signin.provider import AUDIENCE, Local, ec_key, rsa_key

Change = Callable[[Local], Any]

HOUR = 3600


def _claims(**claims: Any) -> Change:
    return lambda provider: provider.claims.update(claims)


def _header(**header: Any) -> Change:
    return lambda provider: provider.header.update(header)


def _metadata(**said: Any) -> Change:
    return lambda provider: provider.metadata.update(said)


def _answer(**said: Any) -> Change:
    return lambda provider: provider.answer.update(said)


def _none_algorithm(provider: Local) -> None:
    provider.algorithm, provider.sign_with = "none", ""


def _shared_secret(provider: Local) -> None:
    # The public key as the secret of a shared-secret signature: libraries fell for it.
    public = provider.keys["one"].public_key()
    pem = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    provider.algorithm, provider.sign_with = "HS256", base64.b64encode(pem)


def _other_key(provider: Local) -> None:
    provider.sign_with = rsa_key()


def _unknown_kid(provider: Local) -> None:
    provider.header["kid"] = "never-seen"


def _no_kid_of_two(provider: Local) -> None:
    provider.keys["two"] = rsa_key()
    provider.header["kid"] = None


def _key_for_encryption(provider: Local) -> None:
    row = provider.jwks()[0]
    provider.jwks_more = [{**row, "kid": "enc", "use": "enc"}]
    provider.header["kid"] = "enc"


def _short_key(provider: Local) -> None:
    # Signed by another: a key that is too short is refused before anything is worked out.
    provider.sign_with = provider.keys["one"]
    provider.keys["one"] = rsa_key(1024)


def _other_kind_of_key(provider: Local) -> None:
    provider.keys["curve"] = ec_key()
    provider.header["kid"] = "curve"


def _shared_key_listed(provider: Local) -> None:
    secret = "s" * 40
    key = base64.urlsafe_b64encode(secret.encode()).decode()
    provider.jwks_more = [{"kty": "oct", "k": key, "kid": "shared", "alg": "HS256"}]
    provider.algorithm, provider.sign_with = "HS256", secret
    provider.header["kid"] = "shared"


def _own_key_in_header(provider: Local) -> None:
    mine = rsa_key()
    provider.sign_with = mine
    provider.header["jwk"] = {"kty": "RSA"}


def _changed_after_signing(provider: Local) -> None:
    head, body, signature = provider.token(nonce="x").split(".")
    other = jwt.utils.base64url_encode(b'{"sub":"u-2","iss":"x","aud":"bookrunner"}').decode()
    assert body != other
    provider.answer["id_token"] = f"{head}.{other}.{signature}"


def _many_keys(provider: Local) -> None:
    provider.jwks_more = [
        {"kty": "RSA", "kid": str(n), "n": "AQAB", "e": "AQAB"} for n in range(200)
    ]


def _huge_keys(provider: Local) -> None:
    provider.jwks_more = [{"kty": "RSA", "kid": "x" * 600_000}]


WRONG_TOKENS: dict[str, tuple[Change, str]] = {
    "another issuer": (_claims(iss="https://elsewhere.example"), "wrong-issuer"),
    "an issuer with a stroke more": (
        lambda provider: provider.claims.update(iss=provider.issuer + "/"),
        "wrong-issuer",
    ),
    "no issuer": (_claims(iss=None), "claim-missing"),
    "another audience": (_claims(aud="another"), "wrong-audience"),
    "no audience": (_claims(aud=None), "claim-missing"),
    "an audience of others among which we are, without a party": (
        _claims(aud=["bookrunner", "another"]),
        "wrong-party",
    ),
    "another party": (_claims(azp="another"), "wrong-party"),
    "expired": (_claims(exp=int(time.time()) - HOUR), "expired"),
    "no end": (_claims(exp=None), "claim-missing"),
    "issued in an hour": (_claims(iat=int(time.time()) + HOUR), "not-yet-valid"),
    "not issued": (_claims(iat=None), "claim-missing"),
    "valid in an hour": (_claims(nbf=int(time.time()) + HOUR), "not-yet-valid"),
    "no subject": (_claims(sub=None), "claim-missing"),
    "an empty subject": (_claims(sub=" "), "claim-missing"),
    "another nonce": (_claims(nonce="another"), "wrong-nonce"),
    "no nonce": (_claims(nonce=None), "wrong-nonce"),
    "no name": (_claims(email=None), "no-name"),
    "a name that was not verified": (_claims(email_verified=False), "name-unverified"),
    "a name with a line in it": (_claims(email="a@b\nc"), "no-name"),
    "a name without an end": (_claims(email="a" * 300), "no-name"),
    "one factor": (_claims(amr=["pwd"]), "one-factor"),
    "no word of factors": (_claims(amr=None), "one-factor"),
    "no group": (_claims(groups=[]), "no-role"),
    "groups of another house": (_claims(groups=["traders"]), "no-role"),
    "groups that are no list": (_claims(groups={"ib-analysts": True}), "claim-unreadable"),
    "a client and of the bank": (_claims(groups=["ib-analysts", "clients"]), "two-sides"),
    "an access token of another sign-in": (
        _claims(at_hash=base64.urlsafe_b64encode(hashlib.sha256(b"other").digest()[:16]).decode()),
        "wrong-access-token",
    ),
    "no signature": (_none_algorithm, "algorithm"),
    "a signature by the public key as a secret": (_shared_secret, "algorithm"),
    "a signature by a listed shared secret": (_shared_key_listed, "algorithm"),
    "a signature by another key": (_other_key, "wrong-signature"),
    "a key brought along": (_own_key_in_header, "wrong-signature"),
    "a key that the provider does not have": (_unknown_kid, "unknown-key"),
    "no word which of two keys": (_no_kid_of_two, "unknown-key"),
    "a key for encryption": (_key_for_encryption, "wrong-key"),
    "a key that is too short": (_short_key, "wrong-key"),
    "a key of another kind": (_other_kind_of_key, "wrong-key"),
    "a header that must be understood": (_header(crit=["exp"], exp=1), "not-a-token"),
    "changed after signing": (_changed_after_signing, "wrong-signature"),
    "no token": (_answer(id_token=None), "no-id-token"),
    "a token that is none": (_answer(id_token="a.b"), "not-a-token"),
    "more keys than anybody has": (_many_keys, "ProviderUnusable"),
    "keys without an end": (_huge_keys, "ProviderUnusable"),
    "a provider of another name": (
        _metadata(issuer="https://elsewhere.example"),
        "ProviderUnusable",
    ),
    "a token endpoint over plain http elsewhere": (
        _metadata(token_endpoint="http://elsewhere.example/token"),
        "ProviderUnusable",
    ),
    "no keys named": (_metadata(jwks_uri=None), "ProviderUnusable"),
}

WRONG_BEARERS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "for another server": (
        {"aud": "https://other.test", "scope": "bookrunner.read"},
        {},
        "wrong-audience",
    ),
    "an ID token": ({"nonce": "x"}, {}, "wrong-audience"),
    "an ID token for this audience": (
        {"aud": AUDIENCE, "nonce": "x", "scope": "bookrunner.read"},
        {},
        "no-access-token",
    ),
    "of another kind": (
        {"aud": AUDIENCE, "scope": "bookrunner.read"},
        {"typ": "logout+jwt"},
        "no-access-token",
    ),
    "without a scope of ours": ({"aud": AUDIENCE, "scope": "openid"}, {}, "no-scope"),
    "of a person without a role": (
        {"aud": AUDIENCE, "scope": "bookrunner.read", "groups": ["traders"]},
        {},
        "no-role",
    ),
    "expired": (
        {"aud": AUDIENCE, "scope": "bookrunner.read", "exp": int(time.time()) - HOUR},
        {},
        "expired",
    ),
}

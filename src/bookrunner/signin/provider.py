"""The bank's identity provider: what it says of itself, and its keys."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jwt
import urllib3

from bookrunner.signin.refusals import ProviderUnusable, SignInRefused
from bookrunner.web import in_words, way_out

_BYTES_MAX = 512 * 1024
_KEYS_MAX = 100
_FRESH_SECONDS = 3600.0
_LOOK_AGAIN_SECONDS = 30.0
"""An unknown key is looked for at most so often, or anybody could have the provider asked."""
_TIMEOUT = urllib3.Timeout(connect=5, read=10)
_DISCOVERY = "/.well-known/openid-configuration"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
)  # fmt: skip
"""Signatures by a private key of the provider's; never `none`, never a shared secret."""
_RSA_BITS_MIN = 2048


@dataclass(frozen=True)
class Client:
    """Bookrunner as the provider knows it."""

    issuer: str
    client_id: str
    client_secret: str = ""
    """Empty for a client that proves itself by PKCE alone."""

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Client({self.issuer!r}, {self.client_id!r})"


class Provider:
    """Asked over HTTPS; http only where the provider is on this machine.

    Args:
        proxy: The way out of the house; empty for none.
        clock: Seconds that only grow.
    """

    def __init__(
        self, client: Client, proxy: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.client = client
        self._clock = clock
        is_here = urlsplit(client.issuer).hostname in _LOOPBACK
        self._http = way_out("" if is_here else proxy)
        self._allows_http = is_here
        self._lock = threading.RLock()
        self._said: tuple[float, Mapping[str, Any]] | None = None
        self._keys: tuple[float, Mapping[str, jwt.PyJWK]] | None = None

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0).

        Raises:
            ProviderUnusable: It cannot be had, or is of another issuer.
        """
        with self._lock:
            if self._said is None or self._clock() - self._said[0] > _FRESH_SECONDS:
                said = self._json(self.client.issuer.rstrip("/") + _DISCOVERY)
                if said.get("issuer") != self.client.issuer:
                    raise ProviderUnusable("it says to be another issuer than the one configured")
                self._said = (self._clock(), said)
            return self._said[1]

    def endpoint(self, name: str) -> str:
        """An address that the provider names.

        Raises:
            ProviderUnusable: It names none, or one that is not https.
        """
        found = str(self.metadata.get(name) or "")
        if not found:
            raise ProviderUnusable(f"it names no {name}")
        self._require_safe(found)
        return found

    def key(self, token: str) -> jwt.PyJWK:
        """The provider's key that a token says to be signed with.

        Raises:
            SignInRefused: It says none that the provider has, or one that may not sign.
            ProviderUnusable: The keys cannot be had.
        """
        try:
            head = jwt.get_unverified_header(token)
        except jwt.PyJWTError:
            raise SignInRefused("not-a-token") from None
        if head.get("alg") not in ALGORITHMS:
            raise SignInRefused("algorithm")
        found = self._find(head.get("kid"))
        if found is None:
            raise SignInRefused("unknown-key")
        if found.public_key_use not in (None, "sig") or not _fits(found, head["alg"]):
            raise SignInRefused("wrong-key")
        return found

    def exchanged(self, form: Mapping[str, str]) -> Mapping[str, Any]:
        """What the token endpoint answers.

        Raises:
            SignInRefused: It takes the code for no good one.
            ProviderUnusable: It cannot be asked.
        """
        body, headers = dict(form), {"Content-Type": "application/x-www-form-urlencoded"}
        methods = self.metadata.get("token_endpoint_auth_methods_supported")
        basic = "client_secret_basic"
        if self.client.client_secret and basic in (methods or [basic]):
            pair = f"{quote(self.client.client_id)}:{quote(self.client.client_secret)}"
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        else:
            body["client_id"] = self.client.client_id
            if self.client.client_secret:
                body["client_secret"] = self.client.client_secret
        url = self.endpoint("token_endpoint")
        status, content = self._asked("POST", url, urlencode(body).encode(), headers)
        if status != 200:
            raise SignInRefused("code-refused", "the provider did not take the code; sign in again")
        return _object(content)

    def _find(self, kid: object) -> jwt.PyJWK | None:
        with self._lock:
            held = self._keys
            age = self._clock() - held[0] if held else _FRESH_SECONDS
            found = _of_id(held[1], kid) if held else None
            if age >= _FRESH_SECONDS or (found is None and age >= _LOOK_AGAIN_SECONDS):
                self._keys = (self._clock(), self._fetched_keys())
                found = _of_id(self._keys[1], kid)
        return found

    def _fetched_keys(self) -> Mapping[str, jwt.PyJWK]:
        url = self.endpoint("jwks_uri")
        rows = self._json(url).get("keys")
        if not isinstance(rows, list) or len(rows) > _KEYS_MAX:
            raise ProviderUnusable("its keys are no list of keys, or too many")
        found: dict[str, jwt.PyJWK] = {}
        for row in rows:
            # A key of a kind that nothing here reads is no reason to refuse the others.
            try:
                key = jwt.PyJWK(row)
            except (jwt.PyJWTError, TypeError, ValueError, AttributeError):
                continue
            if row.get("kty") != "oct":
                found[str(row.get("kid") or f"unnamed-{len(found)}")] = key
        return found

    def _json(self, url: str) -> Mapping[str, Any]:
        status, content = self._asked("GET", url, None, {})
        if status != 200:
            raise ProviderUnusable(f"it answers {status}")
        return _object(content)

    def _asked(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        self._require_safe(url)
        try:
            response = self._http.request(
                method,
                url,
                body=body,
                headers={"Accept": "application/json", **headers},
                timeout=_TIMEOUT,
                redirect=False,
                retries=False,
                preload_content=False,
            )
            try:
                content = response.read(_BYTES_MAX + 1, decode_content=True)
            finally:
                # What was not read to its end cannot be used again.
                response.close()
        except urllib3.exceptions.HTTPError as error:
            raise ProviderUnusable(in_words(error)) from error
        if len(content) > _BYTES_MAX:
            raise ProviderUnusable("its answer is too large")
        return response.status, content

    def _require_safe(self, url: str) -> None:
        parts = urlsplit(url)
        is_here = parts.hostname in _LOOPBACK
        if parts.scheme != "https" and not (
            parts.scheme == "http" and is_here and self._allows_http
        ):
            raise ProviderUnusable("it names an address that is not https")


def _of_id(keys: Mapping[str, jwt.PyJWK], kid: object) -> jwt.PyJWK | None:
    if kid is None:
        # Without a name only one key can be meant.
        return next(iter(keys.values())) if len(keys) == 1 else None
    return keys.get(str(kid))


def _fits(key: jwt.PyJWK, algorithm: str) -> bool:
    kinds = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
    if key.key_type != kinds[algorithm[:2]]:
        return False
    bits = getattr(key.key, "key_size", _RSA_BITS_MIN)
    return key.key_type != "RSA" or bits >= _RSA_BITS_MIN


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        raise ProviderUnusable("its answer is no JSON") from None
    if not isinstance(held, dict):
        raise ProviderUnusable("its answer is no JSON object")
    return held

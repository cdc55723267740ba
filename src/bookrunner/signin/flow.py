"""Signing in by the authorization code flow with PKCE (OAuth 2.1, RFC 7636, RFC 9207)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from bookrunner.signin.provider import Provider
from bookrunner.signin.refusals import SignInRefused
from bookrunner.signin.sessions_sql import Sessions
from bookrunner.signin.tokens import Claims, Identity, id_token

_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*")
_TO_MAX = 1000


@dataclass(frozen=True)
class Leaving:
    """A browser on its way to the provider."""

    url: str
    browser: str
    """What a cookie is to hold until it is back."""


class SignIn:
    """The flow.

    Args:
        callback: Where the provider sends the browser back to, as it is registered there.
    """

    def __init__(
        self, provider: Provider, sessions: Sessions, claims: Claims, callback: str
    ) -> None:
        self._provider = provider
        self._sessions = sessions
        self._claims = claims
        self._callback = callback

    def begin(self, goes_to: str, at: datetime) -> Leaving:
        """Send a browser to the provider.

        Args:
            goes_to: The page of this server that is shown afterwards; of others none is.
        """
        pending = self._sessions.begin(local_page(goes_to), at)
        challenge = hashlib.sha256(pending.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._provider.client.client_id,
            "redirect_uri": self._callback,
            "scope": "openid email profile",
            "state": pending.state,
            "nonce": pending.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        where = self._provider.endpoint("authorization_endpoint")
        joined = "&" if "?" in where else "?"
        return Leaving(f"{where}{joined}{urlencode(asked)}", pending.browser)

    def finish(self, said: Mapping[str, str], browser: str, at: datetime) -> tuple[Identity, str]:
        """Who came back, and the page they were on their way to.

        Args:
            said: The parameters of the callback.
            browser: What the browser's cookie holds.

        Raises:
            SignInRefused: The code names the check that failed.
            ProviderUnusable: The provider cannot be asked.
        """
        if not said.get("state"):
            raise SignInRefused("no-state")
        pending = self._sessions.take(said["state"], browser, at)
        client = self._provider.client
        tells_issuer = self._provider.metadata.get("authorization_response_iss_parameter_supported")
        if ("iss" in said or tells_issuer) and said.get("iss") != client.issuer:
            raise SignInRefused("other-issuer")
        if said.get("error"):
            raise SignInRefused("provider-refused", "the provider did not sign you in")
        if not said.get("code"):
            raise SignInRefused("no-code")
        answer = self._provider.exchanged(
            {
                "grant_type": "authorization_code",
                "code": said["code"],
                "redirect_uri": self._callback,
                "code_verifier": pending.verifier,
            }
        )
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise SignInRefused("no-id-token")
        access = str(answer.get("access_token") or "")
        found = id_token(
            self._provider, token, self._claims, nonce=pending.nonce, access_token=access
        )
        return found, pending.goes_to


def local_page(said: str) -> str:
    """A page of this server; the first one where something else is named."""
    return said if len(said) <= _TO_MAX and _LOCAL.fullmatch(said) else "/"

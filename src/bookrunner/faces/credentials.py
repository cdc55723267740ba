"""What an HTTP request shows for who asks, read in one way by every face that speaks HTTP."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from bookrunner.figures import Credentials

SESSION_COOKIE = "bookrunner_session"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def credentials(request: HTTPConnection) -> Credentials:
    """The token, the cookie, and whether it came from this machine itself."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    peer = request.client.host if request.client else ""
    # Behind a proxy on this machine everybody would come from this machine.
    is_forwarded = any(name in request.headers for name in _FORWARDED)
    return Credentials(
        token.strip() if scheme.lower() == "bearer" else "",
        request.cookies.get(SESSION_COOKIE, ""),
        is_local=peer in ("127.0.0.1", "::1") and not is_forwarded,
    )

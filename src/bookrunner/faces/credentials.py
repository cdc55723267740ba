"""What an HTTP request shows for who asks, read in one way by every face that speaks HTTP."""

from __future__ import annotations

import re

from starlette.requests import HTTPConnection

from bookrunner.figures import Credentials

SESSION_COOKIE = "bookrunner_session"
SECURE_SESSION_COOKIE = "__Host-bookrunner_session"
"""Under https: a name that no page of a neighbouring host can set a cookie by."""
_HERE = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def credentials(request: HTTPConnection) -> Credentials:
    """The token, the cookie, and whether it came from this machine itself."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    peer = request.client.host if request.client else ""
    session = request.cookies.get(SECURE_SESSION_COOKIE, "")
    if not session and _HERE.fullmatch(request.headers.get("host", "")):
        session = request.cookies.get(SESSION_COOKIE, "")
    # Behind a proxy on this machine everybody would come from this machine.
    is_forwarded = any(name in request.headers for name in _FORWARDED)
    return Credentials(
        token.strip() if scheme.lower() == "bearer" else "",
        session,
        is_local=peer in ("127.0.0.1", "::1") and not is_forwarded,
    )

"""Small truths about requests over HTTP, for whoever sends some."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

import urllib3


def way_out(proxy: str = "", ca_bundle: str = "") -> urllib3.PoolManager:
    """Connections, through a proxy where one is named; its address may hold user and password.

    Args:
        ca_bundle: A file of certificates to trust in place of the system's.
    """
    trust = ca_bundle or None
    if not proxy:
        return urllib3.PoolManager(ca_certs=trust)
    user = urllib3.util.parse_url(proxy).auth
    headers = urllib3.util.make_headers(proxy_basic_auth=unquote(user)) if user else None
    return urllib3.ProxyManager(proxy, proxy_headers=headers, ca_certs=trust)


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port; the port is -1 where it is none."""
    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        port = -1
    return parts.scheme, (parts.hostname or "").lower(), port


def in_words(error: Exception) -> str:
    """What a library's error says, without the objects it names."""
    text = re.sub(r"<[^>]*>:? ?|\w+\(host=.*?\): ", "", str(error))
    return text[:200] or type(error).__name__


def retry_after(text: str) -> float | None:
    """Seconds to wait from the header ``Retry-After``: a number, or a date."""
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds()) if moment.tzinfo else None

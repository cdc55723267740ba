"""One POST to a model: timed, limited, never redirected."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from bookrunner.llm.wire import Call, Failed, decoded, unreadable
from bookrunner.web import in_words, retry_after, way_out

BODY_MAX_BYTES = 16_000_000
"""No reply that was asked for is as long."""

_CHUNK_BYTES = 1 << 16
_CONNECT_S = 10.0
_TRANSIENT = frozenset({408, 409, 425, 500, 502, 503, 504, 529})
_JSON = "application/json"
_ABOUT = {
    400: "it cannot use the request",
    401: "it does not accept the key",
    403: "it does not accept the key",
    404: "it knows no such model or address",
    413: "the request is too long for it",
    422: "it cannot use the request",
}


class Posts:
    """Sends to models, over kept connections.

    Args:
        proxy: The way out; empty for direct connections.
    """

    def __init__(
        self,
        *,
        proxy: str = "",
        ca_bundle: str = "",
        clock: Callable[[], float] = time.monotonic,
        most_bytes: int = BODY_MAX_BYTES,
    ) -> None:
        self._out = way_out(proxy, ca_bundle)
        self._inside = way_out("", ca_bundle)
        self._clock = clock
        self._most = most_bytes

    def whole(self, call: Call, timeout_s: float, *, direct: bool = False) -> Mapping[str, Any]:
        """The reply, a table in JSON.

        Raises:
            Failed: There was none, or not a whole one.
        """
        with self._answered(call, timeout_s, _JSON, direct=direct) as chunks:
            return decoded(b"".join(chunks))

    def streamed(
        self, call: Call, timeout_s: float, kind: str, *, direct: bool = False
    ) -> Iterator[bytes]:
        """The reply as it arrives, of the content type ``kind``; raises as ``whole``."""
        with self._answered(call, timeout_s, kind, direct=direct) as chunks:
            yield from chunks

    def reachable(self, url: str, headers: Mapping[str, str], *, direct: bool = False) -> int:
        """The status of a GET; nothing of the answer is read.

        Raises:
            Failed: No answer.
        """
        try:
            response = self._pool(direct=direct).request(
                "GET",
                url,
                headers=dict(headers),
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=_CONNECT_S, read=_CONNECT_S),
            )
        except HTTPError as error:
            raise Failed(in_words(error), again=True) from None
        status = response.status
        response.close()
        return status

    def _pool(self, *, direct: bool) -> urllib3.PoolManager:
        return self._inside if direct else self._out

    @contextmanager
    def _answered(
        self, call: Call, timeout_s: float, kind: str, *, direct: bool
    ) -> Iterator[Iterator[bytes]]:
        until = self._clock() + timeout_s
        sent = {"Content-Type": _JSON, "Accept": kind, "Accept-Encoding": "identity"}
        try:
            response = self._pool(direct=direct).request(
                "POST",
                call.url,
                body=call.body,
                headers={**sent, **call.headers},
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                timeout=urllib3.Timeout(connect=_CONNECT_S, read=timeout_s),
            )
        except HTTPError as error:
            # It may have begun to answer, and to charge, unless it was never reached.
            reached = not isinstance(error, NewConnectionError | ConnectTimeoutError)
            raise Failed(in_words(error), again=True, charged=reached) from None
        try:
            _require_good(response, kind)
            yield self._chunks(response, until, timeout_s)
        except (HTTPError, OSError) as error:
            raise Failed(f"it broke off: {in_words(error)}", again=True, charged=True) from None
        finally:
            # An answer left half read cannot be followed by another on its connection.
            response.close()

    def _chunks(
        self, response: urllib3.BaseHTTPResponse, until: float, timeout_s: float
    ) -> Iterator[bytes]:
        received = 0
        while True:
            if self._clock() > until:
                raise Failed(f"it took longer than {timeout_s:.0f} s", again=True, charged=True)
            chunk = response.read1(_CHUNK_BYTES)
            if not chunk:
                return
            received += len(chunk)
            if received > self._most:
                reason = f"its answer is larger than {self._most:,} bytes"
                raise Failed(reason, again=False, charged=True)
            yield chunk


def _require_good(response: urllib3.BaseHTTPResponse, kind: str) -> None:
    """Refuse all but status 200 with the content that was asked for."""
    status = response.status
    if 300 <= status < 400:
        raise Failed(f"it redirects ({status}), which is not followed", again=False)
    wait = retry_after(response.headers.get("Retry-After", ""))
    if status == 429:
        raise Failed("it was asked too often (429)", again=True, wait=wait)
    if status in _TRANSIENT:
        raise Failed(f"it answered {status}", again=True, wait=wait)
    if status != 200:
        raise Failed(f"{_ABOUT.get(status, 'it answered')} ({status})", again=False)
    said = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if said != kind:
        raise unreadable("a page" if said == "text/html" else "another kind of content")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise unreadable("packed bytes that were not asked for")

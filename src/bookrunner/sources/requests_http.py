"""One polite request after another: paced, retried, checked, and never led astray."""

from __future__ import annotations

import random
import re
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import NoReturn
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import HTTPError

from bookrunner.sources.errors import (
    AgentRefused,
    CannotResume,
    CircuitOpen,
    ForbiddenAddress,
    NotThere,
    NotWhatWasAsked,
    SourceUnavailable,
)
from bookrunner.sources.pace import Pace
from bookrunner.web import Circuit, in_words, origin, retry_after, way_out

ATTEMPTS_MAX = 5
REDIRECTS_MAX = 5
_BODY_MAX_BYTES = 2_000_000_000
_RATIO_MAX = 200
# Plain text packs to a hundredth at most; what unpacks further was made to.
_CHUNK_BYTES = 1 << 16
_WAIT_FIRST_S = 1.0
_WAIT_MAX_S = 60.0
_THROTTLED_S = 10.0

_HEAD_BYTES = 20_000
# Error pages are shorter; of anything longer the beginning tells what it is.

_AGENT_PAGE = re.compile(rb"undeclared automated tool", re.IGNORECASE)
_HTML = re.compile(rb"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html\b)", re.I | re.S)
_SUBMISSION = re.compile(rb"<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|-----BEGIN PRIVACY-ENHANCED MESSAGE")
_SUBMISSION_END = re.compile(rb"</(?:SEC|IMS)-DOCUMENT>|-----END PRIVACY-ENHANCED MESSAGE-----")
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})


class Expected(Enum):
    """What a body must begin like; an error page with the status 200 does not."""

    JSON = "JSON"
    XML = "XML"
    TEXT = "text"
    """An index: anything but a page."""
    SUBMISSION = "a full submission"


@dataclass(frozen=True)
class Reply:
    """A good answer: 200, 206 or 304."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes


@dataclass(frozen=True)
class Limits:
    """How long a request may take and how it is repeated."""

    seconds: float = 120.0
    """For one attempt, from the first byte asked to the last received."""
    idle_seconds: float = 20.0
    """Without a byte."""
    attempts: int = ATTEMPTS_MAX
    wait_first: float = _WAIT_FIRST_S
    throttled: float = _THROTTLED_S
    """The first wait after the source said that it was asked too often."""


class _Again(Exception):
    """The attempt failed in a way that another may not."""

    def __init__(self, reason: str, wait: float | None = None, *, throttled: bool = False) -> None:
        self.reason = reason
        self.wait = wait
        """Seconds that the source asked for."""
        self.throttled = throttled
        super().__init__(reason)


class Requests:
    """Asks the hosts it may ask, and nobody else.

    Args:
        agent: Who asks: a name and an e-mail address, as the SEC wants it.
        pace: Shared by all processes of the machine.
        roots: The beginnings of addresses that may be asked (``https://www.sec.gov``). A redirect
            to another host or scheme is refused before anything is sent.
        proxy: The bank's way out; empty for a direct connection.
    """

    def __init__(
        self,
        agent: str,
        pace: Pace,
        roots: tuple[str, ...],
        *,
        proxy: str = "",
        limits: Limits | None = None,
        circuit: Circuit | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._agent = agent
        self._pace = pace
        self._origins = frozenset(origin(root) for root in roots)
        self._limits = limits or Limits()
        self._circuit = circuit or Circuit()
        self._sleep = sleep
        self._clock = clock
        self._pool = way_out(proxy)

    def get(
        self,
        url: str,
        expected: Expected,
        *,
        headers: Callable[[], Mapping[str, str]] = dict,
        into: Callable[[Reply, bytes], None] | None = None,
    ) -> Reply:
        """The answer, after as many attempts as it takes.

        Args:
            headers: Besides those that every request has; asked for at each attempt, since what
                was received meanwhile may change them.
            into: Takes the body piece by piece, with the reply whose ``body`` is then empty; for
                what is too large for memory. It may be called anew from the start of the body
                after a failed attempt; what it raises ends the attempt.

        Raises:
            NotThere: 404 or 410.
            CannotResume: The source refuses the range that was asked for.
            AgentRefused: The source does not accept the agent.
            ForbiddenAddress: The address or a redirect is not to be asked.
            NotWhatWasAsked: Each attempt brought something else under status 200.
            CircuitOpen: The source has failed too often just now.
            SourceUnavailable: No attempt succeeded.
        """
        failure: _Again | None = None
        for attempt in range(1, self._limits.attempts + 1):
            if (wait := self._circuit.wait) is not None:
                raise CircuitOpen(url, wait, self._circuit.reason)
            if failure is not None:
                self._rest(failure, attempt)
            try:
                reply = self._followed(url, expected, headers(), into)
            except _Again as error:
                failure = error
                self._circuit.failed(error.reason)
            else:
                self._circuit.succeeded()
                return reply
        assert failure is not None
        if isinstance(failure.__cause__, NotWhatWasAsked):
            raise failure.__cause__
        raise SourceUnavailable(url, failure.reason, attempts=self._limits.attempts)

    def _rest(self, failure: _Again, attempt: int) -> None:
        """Wait before the next attempt: as told, else twice as long each time, with jitter."""
        first = self._limits.throttled if failure.throttled else self._limits.wait_first
        wait = min(first * 2 ** (attempt - 2), _WAIT_MAX_S) * random.uniform(0.5, 1.0)  # noqa: S311
        if failure.wait is not None:
            wait = max(min(failure.wait, _WAIT_MAX_S), wait)
        if failure.throttled:
            # The source counts all requests of this machine together.
            self._pace.hold(wait)
        self._sleep(wait)

    def _followed(
        self,
        url: str,
        expected: Expected,
        headers: Mapping[str, str],
        into: Callable[[Reply, bytes], None] | None,
    ) -> Reply:
        """One attempt, with its redirects, each checked like the first address."""
        place = url
        for _ in range(REDIRECTS_MAX + 1):
            if origin(place) not in self._origins:
                raise ForbiddenAddress(place)
            self._pace.wait()
            reply = self._asked(place, expected, headers, into)
            if isinstance(reply, Reply):
                return reply
            place = urljoin(place, reply)
        reason = f"it redirects more than {REDIRECTS_MAX} times"
        raise _Again(reason)

    def _asked(
        self,
        url: str,
        expected: Expected,
        headers: Mapping[str, str],
        into: Callable[[Reply, bytes], None] | None,
    ) -> Reply | str:
        """One request: the answer, or where it redirects to."""
        until = self._clock() + self._limits.seconds
        sent = {"User-Agent": self._agent, "Accept-Encoding": "gzip", **headers}
        try:
            response = self._pool.request(
                "GET",
                url,
                headers=sent,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                timeout=urllib3.Timeout(connect=10.0, read=self._limits.idle_seconds),
            )
        except HTTPError as error:
            raise _Again(in_words(error)) from error
        try:
            return self._judged(response, url, expected, until, into)
        except (HTTPError, OSError, zlib.error) as error:
            raise _Again(in_words(error)) from error
        finally:
            # An answer left half read cannot be followed by another on its connection.
            response.close()

    def _judged(
        self,
        response: urllib3.BaseHTTPResponse,
        url: str,
        expected: Expected,
        until: float,
        into: Callable[[Reply, bytes], None] | None,
    ) -> Reply | str:
        told = {name.lower(): value for name, value in response.headers.items()}
        status = response.status
        if status == 304:
            return Reply(status, told, b"")
        if 300 <= status < 400:
            if "location" not in told:
                raise _Again(f"a redirect ({status}) to nowhere")
            return told["location"]
        if status in {200, 206}:
            return self._body(response, Reply(status, told, b""), url, expected, until, into)
        if status == 416:
            raise CannotResume(url)
        page = b"".join(self._pieces(response, told, until, most=1_000_000))
        if status in {404, 410}:
            self._circuit.succeeded()
            raise NotThere(url)
        if _AGENT_PAGE.search(page):
            raise AgentRefused(url)
        wait = retry_after(told.get("retry-after", ""))
        if status in {403, 429}:
            # EDGAR says 403 to whoever asks too often, without a header that says until when.
            raise _Again(f"it was asked too often ({status})", wait, throttled=True)
        if status in _TRANSIENT:
            raise _Again(f"it answered {status}", wait)
        raise SourceUnavailable(url, f"it answered {status}")

    def _body(
        self,
        response: urllib3.BaseHTTPResponse,
        reply: Reply,
        url: str,
        expected: Expected,
        until: float,
        into: Callable[[Reply, bytes], None] | None,
    ) -> Reply:
        kept: list[bytes] = []
        give = kept.append if into is None else partial(into, reply)
        # The beginning waits until there is enough of it to tell an error page by.
        head, tail, judged = b"", b"", reply.status == 206
        for piece in self._pieces(response, reply.headers, until, most=_BODY_MAX_BYTES):
            tail = (tail + piece)[-200:]
            if judged:
                give(piece)
                continue
            head += piece
            if len(head) >= _HEAD_BYTES:
                _require_beginning(head, url, expected)
                give(head)
                judged = True
        if not judged:
            _require_beginning(head, url, expected)
            give(head)
        _require_end(tail, url, expected)
        return Reply(reply.status, reply.headers, b"".join(kept))

    def _pieces(
        self,
        response: urllib3.BaseHTTPResponse,
        told: Mapping[str, str],
        until: float,
        *,
        most: int,
    ) -> Iterator[bytes]:
        """The body as it arrives, unpacked, until it is whole, too long, too dense or too late."""
        packed = told.get("content-encoding", "").lower() == "gzip"
        unpacker = zlib.decompressobj(wbits=31) if packed else None
        received = given = 0
        while True:
            if self._clock() > until:
                raise _Again(f"it took longer than {self._limits.seconds:.0f} s")
            chunk = response.read1(_CHUNK_BYTES)
            if not chunk:
                break
            received += len(chunk)
            while chunk:
                piece = unpacker.decompress(chunk, _CHUNK_BYTES * 16) if unpacker else chunk
                chunk = unpacker.unconsumed_tail if unpacker else b""
                given += len(piece)
                if given > most or given > _RATIO_MAX * received + 1_000_000:
                    reason = f"it is larger than {most} bytes, or packed to be so"
                    raise _Again(reason)
                if piece:
                    yield piece
        if unpacker is not None and not unpacker.eof:
            raise _Again("its gzip data end too early")


def _require_beginning(head: bytes, url: str, expected: Expected) -> None:
    """Refuse what does not begin as it should, so that it is asked for again and never kept."""
    words = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_page = _HTML.match(words) is not None
    match expected:
        case _ if not words:
            _wrong("nothing", url, words)
        case Expected.SUBMISSION if not _SUBMISSION.search(words[:_HEAD_BYTES]):
            _wrong("a page in place of a filing" if is_page else "no filing", url, words)
        case Expected.JSON if words[:1] not in {b"{", b"["}:
            _wrong("a page in place of JSON" if is_page else "no JSON", url, words)
        case Expected.XML if is_page or not words.startswith(b"<"):
            _wrong("a page in place of XML" if is_page else "no XML", url, words)
        case Expected.TEXT if is_page:
            _wrong("a page in place of a list", url, words)


def _require_end(tail: bytes, url: str, expected: Expected) -> None:
    """Refuse what does not end as it should: its length may have been announced wrongly."""
    if (
        (expected is Expected.JSON and tail.rstrip()[-1:] not in {b"}", b"]"})
        or (expected is Expected.XML and tail.rstrip()[-1:] != b">")
        or (expected is Expected.SUBMISSION and not _SUBMISSION_END.search(tail))
    ):
        _wrong("a part of what was asked for", url, b"")


def _wrong(what: str, url: str, words: bytes) -> NoReturn:
    if _AGENT_PAGE.search(words):
        raise AgentRefused(url)
    throttled = b"request rate" in words.lower()
    raise _Again(f"it answered with {what}", throttled=throttled) from NotWhatWasAsked(url, what)

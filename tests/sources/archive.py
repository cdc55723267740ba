"""An archive on loopback that behaves like EDGAR, or misbehaves as it is told."""

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CIK = "0000999001"
ACCESSION = "0000999001-24-000007"
GONE = "0000999001-24-000008"
FILING = (
    b"<SEC-DOCUMENT>0000999001-24-000007.txt : 20240301\n<SEC-HEADER>\n</SEC-HEADER>\n<TYPE>10-K\n"
    b"<TEXT>\n"
    + b"".join(b"Line %d of the annual report of Invented Works.\n" % n for n in range(4000))
    + b"</TEXT>\n</SEC-DOCUMENT>\n"
)
NEWER = FILING.replace(b"Invented Works", b"Invented Works Inc")
LIST = json.dumps(
    {
        "cik": CIK,
        "name": "Invented Works Inc",
        "tickers": ["INVW"],
        "exchanges": ["NYSE"],
        "sic": "3990",
        "fiscalYearEnd": "1231",
        "formerNames": [{"name": "INVENTED WORKS", "from": "2001-01-01", "to": "2010-01-01"}],
        "filings": {
            "recent": {
                "accessionNumber": [ACCESSION],
                "filingDate": ["2024-03-01"],
                "reportDate": ["2023-12-31"],
                "acceptanceDateTime": ["2024-03-01T21:04:05.000Z"],
                "form": ["10-K"],
                "items": [""],
                "primaryDocument": ["invw-20231231.htm"],
            },
            "files": [],
        },
    }
).encode()
INDEX = (
    "Description:           Daily Index of EDGAR Dissemination Feed\n\n"
    "CIK|Company Name|Form Type|Date Filed|File Name\n" + "-" * 80 + "\n"
    f"999001|INVENTED WORKS INC|10-K|20240301|edgar/data/999001/{ACCESSION}.txt\n"
    f"999001|INVENTED WORKS INC|8-K|20240301|edgar/data/999001/{GONE}.txt\n"
).encode()
TOO_OFTEN = b"<!DOCTYPE html><html><title>SEC.gov | Request Rate Threshold Exceeded</title></html>"
UNDECLARED = b"<html><body>Your Request Originates from an Undeclared Automated Tool</body></html>"
ERROR_PAGE = b"<html><head><title>SEC.gov | File Not Found</title></head><body>Gone</body></html>"


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    at: float
    path: str
    headers: dict[str, str]


Answer = Callable[["Handler", bytes], None]


@dataclass
class Archive:
    """What was asked, and what to answer instead of what is right."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    faults: list[Answer] = field(default_factory=list)
    """Each used once, first to last."""
    always: Answer | None = None
    filing: bytes = FILING
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_fault(self) -> Answer | None:
        with self.lock:
            return self.always or (self.faults.pop(0) if self.faults else None)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    archive: Archive

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.archive.lock:
            self.archive.asked.append(Asked(time.monotonic(), self.path, headers))
        body = self._content()
        fault = self.archive.next_fault()
        if fault is not None:
            fault(self, body)
        elif body == b"":
            self.answer(404, ERROR_PAGE)
        else:
            self._right(body, headers)

    def _content(self) -> bytes:
        if self.path.startswith("/submissions/"):
            return LIST
        if "/daily-index/" in self.path:
            return INDEX
        return self.archive.filing if ACCESSION in self.path else b""

    def _right(self, body: bytes, headers: dict[str, str]) -> None:
        mark = f'"{hash(body)}"'
        if headers.get("if-none-match") == mark:
            self.answer(304, b"", ETag=mark)
            return
        wanted = headers.get("range", "")
        if wanted and headers.get("if-range") == mark:
            first = int(wanted.removeprefix("bytes=").rstrip("-"))
            told = f"bytes {first}-{len(body) - 1}/{len(body)}"
            self.answer(206, body[first:], ETag=mark, **{"Content-Range": told})
            return
        if "gzip" in headers.get("accept-encoding", ""):
            self.answer(200, gzip.compress(body), ETag=mark, **{"Content-Encoding": "gzip"})
            return
        self.answer(200, body, ETag=mark)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.archive.answered.append(status)
        self.send_response(status)
        announced = headers.pop("announced", str(len(body)))
        self.send_header("Content-Length", announced)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Silence."""


def status(code: int, page: bytes = b"<html>wrong</html>", **headers: str) -> Answer:
    return lambda handler, _: handler.answer(code, page, **headers)


def closed(handler: Handler, _: bytes) -> None:
    handler.hang_up()


def half(handler: Handler, body: bytes) -> None:
    mark = f'"{hash(body)}"'
    handler.answer(200, body[: len(body) // 2], announced=str(len(body)), ETag=mark)
    handler.hang_up()


def half_announced_as_whole(handler: Handler, body: bytes) -> None:
    handler.answer(200, body[: len(body) // 2])


def cut_gzip(handler: Handler, body: bytes) -> None:
    handler.answer(200, gzip.compress(body)[:-20], Content_Encoding="gzip")


def longer_than_announced(handler: Handler, body: bytes) -> None:
    handler.answer(200, body, announced=str(len(body) - 30))
    handler.hang_up()


def slowly(handler: Handler, body: bytes) -> None:
    handler.answer(200, b"", announced=str(len(body)))
    try:
        for n in range(len(body)):
            handler.wfile.write(body[n : n + 1])
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def bomb(handler: Handler, _: bytes) -> None:
    handler.answer(
        200, gzip.compress(b"<SEC-DOCUMENT>" + bytes(40_000_000)), Content_Encoding="gzip"
    )


def in_a_moment() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)


FAULTS: dict[str, Answer] = {
    "with status 400": status(400),
    "with status 404": status(404, ERROR_PAGE),
    "with status 500": status(500),
    "with status 503 and a time to wait": status(503, Retry_After="1"),
    "with status 429 and a date to wait for": lambda handler, _: handler.answer(
        429, b"slow down", Retry_After=in_a_moment()
    ),
    "with status 403 for asking too often": status(403, TOO_OFTEN),
    "with status 403 for its agent": status(403, UNDECLARED),
    "by closing the connection": closed,
    "with half of the body": half,
    "with half of the filing": half_announced_as_whole,
    "with gzip data cut short": cut_gzip,
    "with a longer body than announced": longer_than_announced,
    "with an error page under status 200": status(200, ERROR_PAGE),
    "with nothing under status 200": status(200, b""),
    "with another's text": status(200, b"Lorem ipsum, and nothing of the SEC. " * 900),
    "one byte at a time": slowly,
    "with a redirect to itself": lambda handler, _: handler.answer(302, b"", Location=handler.path),
    "with a redirect to another host": status(302, b"", Location="http://169.254.169.254/latest"),
    "with a redirect to a file": status(302, b"", Location="file:///etc/passwd"),
    "with a gzip bomb": bomb,
}


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news here."""


@contextmanager
def archive() -> Iterator[Archive]:
    """A running archive."""
    kept = Archive()
    served = type("Served", (Handler,), {"archive": kept})
    server = Server(("127.0.0.1", 0), served)
    server.daemon_threads = True
    kept.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

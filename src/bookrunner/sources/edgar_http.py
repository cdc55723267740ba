"""EDGAR: lists, companyfacts and filings, each whole and as the SEC sends it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from bookrunner.figures import Finding
from bookrunner.sources.errors import CannotResume, SourceUnavailable
from bookrunner.sources.filing_lists import (
    ListedFiling,
    Submissions,
    daily_index,
    latest_filings,
    older_submissions,
    submissions,
)
from bookrunner.sources.requests_http import Expected, Reply, Requests

WWW = "https://www.sec.gov"
DATA = "https://data.sec.gov"
_FEED_PAGE = 100


class Edgar:
    """The SEC's public system, or a mirror of it.

    Args:
        cache: Where lists are kept with the source's mark of their version, so that what has not
            changed is not sent again.
        www: The root of archives, indexes and the feed.
        data: The root of submissions and companyfacts.
    """

    def __init__(
        self, requests: Requests, cache: Path, *, www: str = WWW, data: str = DATA
    ) -> None:
        self._requests = requests
        self._cache = cache
        self._www = www.rstrip("/")
        self._data = data.rstrip("/")

    def tickers(self) -> bytes:
        """The SEC's list of tickers, company names and CIKs (``company_tickers.json``)."""
        return self._list(f"{self._www}/files/company_tickers.json", Expected.JSON)

    def submissions(self, cik: str) -> Submissions:
        """What EDGAR says of a company, and its newest filings."""
        url = f"{self._data}/submissions/CIK{int(cik):010d}.json"
        return submissions(self._list(url, Expected.JSON), name=url)

    def older_filings(
        self, of: Submissions
    ) -> Iterator[tuple[Sequence[ListedFiling], Sequence[Finding]]]:
        """The company's earlier filings, list by list."""
        for name in of.older:
            url = f"{self._data}/submissions/{name}"
            content = self._list(url, Expected.JSON)
            yield older_submissions(content, name=url, cik=of.cik, company=of.name)

    def companyfacts(self, cik: str) -> bytes:
        """All facts the SEC keeps of a company, as JSON."""
        url = f"{self._data}/api/xbrl/companyfacts/CIK{int(cik):010d}.json"
        return self._list(url, Expected.JSON)

    def daily_index(self, day: date) -> tuple[Sequence[ListedFiling], Sequence[Finding]]:
        """The filings of a day.

        Raises:
            NotThere: There is no index of that day: no business day, or not written yet.
        """
        quarter = (day.month + 2) // 3
        folder = f"{self._www}/Archives/edgar/daily-index/{day.year}/QTR{quarter}"
        url = f"{folder}/master.{day:%Y%m%d}.idx"
        return daily_index(self._list(url, Expected.TEXT), name=url)

    def latest(
        self, *, form: str = "", start: int = 0
    ) -> tuple[Sequence[ListedFiling], Sequence[Finding]]:
        """A page of the feed of latest filings, newest first."""
        query = f"action=getcurrent&type={form}&owner=include&start={start}&count={_FEED_PAGE}"
        url = f"{self._www}/cgi-bin/browse-edgar?{query}&output=atom"
        # The feed changes with every filing; a kept one would only grow old.
        return latest_filings(self._requests.get(url, Expected.XML).body, name=url)

    def fetch(self, filing: ListedFiling, folder: Path) -> Path:
        """The full submission as a file of the folder; a file that is there is left as it is.

        Whatever happens, the file has its name only when all of it was received.

        Raises:
            NotThere: It is listed and not there: withdrawn, or not there yet.
        """
        target = folder / f"{filing.accession}.txt"
        if not target.exists():
            folder.mkdir(parents=True, exist_ok=True)
            self._download(f"{self._www}{filing.path}", target)
        return target

    def _download(self, url: str, target: Path) -> None:
        part = _Part(url, target)
        try:
            self._requests.get(url, Expected.SUBMISSION, headers=part.headers, into=part.take)
        except CannotResume:
            part.drop()
            self._requests.get(url, Expected.SUBMISSION, headers=part.headers, into=part.take)
        part.finish()

    def _list(self, url: str, expected: Expected) -> bytes:
        """The content, from the cache when the source says that it has not changed."""
        kept = self._cache / hashlib.sha256(url.encode()).hexdigest()
        mark = _mark(kept)
        reply = self._requests.get(url, expected, headers=lambda: mark)
        if reply.status == 304:
            return kept.read_bytes()
        version = {
            condition: reply.headers[header]
            for condition, header in (
                ("If-None-Match", "etag"),
                ("If-Modified-Since", "last-modified"),
            )
            if header in reply.headers
        }
        self._cache.mkdir(parents=True, exist_ok=True)
        _whole(kept, reply.body)
        digest = hashlib.sha256(reply.body).hexdigest()
        _whole(
            kept.with_suffix(".json"), json.dumps({"version": version, "digest": digest}).encode()
        )
        return reply.body


class _Part:
    """A file on its way: what has arrived, and the mark of the version it belongs to."""

    def __init__(self, url: str, target: Path) -> None:
        self._url = url
        self._target = target
        self._path = target.with_name(f"{target.name}.part")
        self._mark = target.with_name(f"{target.name}.part.mark")
        self._total: int | None = None
        self._reply: Reply | None = None

    def headers(self) -> dict[str, str]:
        """Asks for the rest of what is there already, of the same version.

        Nothing is packed, because places are counted in what is sent.
        """
        asked = {"Accept-Encoding": "identity"}
        size, mark = self._received, self._version
        if size and mark:
            asked |= {"Range": f"bytes={size}-", "If-Range": mark}
        return asked

    def take(self, reply: Reply, piece: bytes) -> None:
        """Keep the next piece of an answer; a new answer begins where it says."""
        if reply is not self._reply:
            self._begin(reply)
        with self._path.open("ab") as file:
            file.write(piece)

    def finish(self) -> None:
        """Give the file its name when all of it is there.

        Raises:
            SourceUnavailable: It is not.
        """
        if self._total is not None and self._received != self._total:
            reason = f"{self._total} bytes were announced and {self._received} received"
            self.drop()
            raise SourceUnavailable(self._url, reason)
        with self._path.open("rb+") as file:
            os.fsync(file.fileno())
        self._path.replace(self._target)
        self._mark.unlink(missing_ok=True)

    def drop(self) -> None:
        """Forget what was received."""
        self._path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)
        self._reply = None

    def _begin(self, reply: Reply) -> None:
        self._reply = reply
        if reply.status == 200:
            self._path.write_bytes(b"")
            length = reply.headers.get("content-length", "")
            self._total = int(length) if length.isdecimal() else None
            mark = reply.headers.get("etag", "")
            # Only a strong mark promises the same bytes.
            self._mark.write_text("" if mark.startswith("W/") else mark, encoding="utf-8")
            return
        first, _, total = reply.headers.get("content-range", "").partition("/")
        if not first.startswith(f"bytes {self._received}-") or not total.isdecimal():
            raise CannotResume(self._url)
        self._total = int(total)

    @property
    def _received(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    @property
    def _version(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            return self._mark.read_text(encoding="utf-8")
        return ""


def _mark(kept: Path) -> dict[str, str]:
    """The conditions under which the kept content is still good; none when it is not intact."""
    try:
        said = json.loads(kept.with_suffix(".json").read_bytes())
        if hashlib.sha256(kept.read_bytes()).hexdigest() == said["digest"]:
            return {str(name): str(value) for name, value in said["version"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {}


def _whole(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)

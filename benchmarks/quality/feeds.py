"""Replays recorded pages of EDGAR's latest filings, while the watch is killed again and again.

Entries of the recorded pages appear on a feed on loopback at the speed asked, at the moments of
their acceptance, newest first and a hundred to a page, as EDGAR serves them. ``bookrunner watch``
runs against it and is killed (SIGKILL) at random moments; then one last pass runs to its end.

Counted are filings that the feed showed and the watch did not tell of, filings told of twice, and
the time from the answer of the feed that first showed a filing to its alert as kept.

    python -m benchmarks.quality.feeds [--kills 100] [--speed 10] [--from ISO] [--until ISO]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

_PAGES = Path(__file__).parents[2].parent / "shared" / "data" / "feeds" / "getcurrent"
_ENTRY = re.compile(rb"<entry>.*?</entry>\s*", re.DOTALL)
_UPDATED = re.compile(rb"<updated>(.*?)</updated>")
_ACCESSION = re.compile(rb"accession-number=([\d-]+)")
_HEAD = (
    b'<?xml version="1.0" encoding="ISO-8859-1" ?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    b"<title>Latest Filings</title>\n"
)
_PROGRAM = "from bookrunner.faces.cli import main; main()"


@dataclass(frozen=True)
class Entry:
    """One entry of the feed, byte for byte."""

    at: datetime
    accession: str
    content: bytes


def recorded(folder: Path = _PAGES) -> Sequence[Entry]:
    """The entries of all recorded pages, each once, oldest first."""
    found: dict[bytes, Entry] = {}
    for path in sorted(folder.glob("*.gz")):
        for content in _ENTRY.findall(gzip.decompress(path.read_bytes())):
            updated, accession = _UPDATED.search(content), _ACCESSION.search(content)
            assert updated is not None
            assert accession is not None
            at = datetime.fromisoformat(updated[1].decode())
            found[content] = Entry(at, accession[1].decode(), content)
    return sorted(found.values(), key=lambda one: one.at)


@dataclass
class Feed:
    """A feed on loopback on which time passes."""

    entries: Sequence[Entry]
    speed: float
    first: datetime
    url: str = ""
    begun: float = 0.0
    shown: dict[str, float] = field(default_factory=dict)
    """When each filing was first sent to whoever asked."""
    is_over: bool = False

    def page(self, start: int) -> bytes:
        """A hundred entries of what has happened by now."""
        passed = timedelta(seconds=(time.time() - self.begun) * self.speed)
        so_far = [one for one in self.entries if self.is_over or one.at <= self.first + passed]
        some = so_far[::-1][start : start + 100]
        return _HEAD + b"".join(one.content for one in some) + b"</feed>\n"

    def mark(self, content: bytes) -> None:
        """Remember what was sent."""
        for accession in _ACCESSION.findall(content):
            self.shown.setdefault(accession.decode(), time.time())


@contextmanager
def served(feed: Feed) -> Iterator[Feed]:
    """The feed, answering on loopback; everything else it does not have."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if "getcurrent" not in asked.query:
                self._send(404, b"")
                return
            body = feed.page(int(parse_qs(asked.query)["start"][0]))
            if self._send(200, body):
                feed.mark(body)

        def _send(self, status: int, body: bytes) -> bool:
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return False
            return True

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    feed.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()


def replay(
    entries: Sequence[Entry], home: Path, *, kills: int, speed: float, seed: int = 6
) -> Mapping[str, object]:
    """What came of a replay with so many kills."""
    chosen = random.Random(seed)
    seconds = (entries[-1].at - entries[0].at).total_seconds() / speed
    feed = Feed(entries, speed, first=entries[0].at)
    with served(feed):
        environment = os.environ | {
            "BOOKRUNNER_HOME": str(home),
            "BOOKRUNNER_EDGAR_URL": feed.url,
            "BOOKRUNNER_EDGAR_AGENT": "Replay replay@example.com",
        }
        since = entries[0].at.date().isoformat()
        loop = [sys.executable, "-c", _PROGRAM, "watch", "--since", since, "--json"]
        # The home's first use loads the sample; the clock of the feed begins after it.
        once = [sys.executable, "-c", _PROGRAM, "companies", "--json"]
        subprocess.run(once, env=environment, check=True, stdout=subprocess.DEVNULL)
        rules = _rules(home)
        for rule in rules:
            adding = [sys.executable, "-c", _PROGRAM, "add-alert-rule", str(rule), "--json"]
            subprocess.run(adding, env=environment, check=True, stdout=subprocess.DEVNULL)
        feed.begun = time.time()
        done = 0
        while done < kills or time.time() < feed.begun + seconds:
            left = max(kills - done, 1)
            pause = max(feed.begun + seconds - time.time(), 0.0) / left
            if done >= kills:
                pause = feed.begun + seconds - time.time()
            running = subprocess.Popen(
                [*loop, "--every", "1"], env=environment, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
            time.sleep(max(pause * chosen.uniform(0.5, 1.5), chosen.uniform(0.05, 1.5)))
            assert running.poll() is None, "the watch ended by itself"
            running.send_signal(signal.SIGKILL)
            running.wait()
            done += 1
        feed.is_over = True
        subprocess.run([*loop, "--once"], env=environment, check=True, stdout=subprocess.DEVNULL)
        last = subprocess.run(
            [sys.executable, "-c", _PROGRAM, "alerts", "--limit", "1000000", "--json"],
            env=environment, check=True, stdout=subprocess.PIPE,
        )  # fmt: skip
    said = json.loads(last.stdout)
    return _judged(entries, feed, said, done, seconds) | _of_rules(feed, said)


def _rules(home: Path) -> Sequence[Path]:
    """A rule that every filing meets, and one of the current reports that weigh 4 or more."""
    every, heavy = home / "every-filing.toml", home / "heavy.toml"
    every.write_text('title = "Every filing"\non = "events"\n')
    heavy.write_text('title = "Weight 4"\non = "events"\nforms = ["8-K"]\nmateriality = 4\n')
    return every, heavy


def _of_rules(feed: Feed, said: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, object]:
    """The alerts that the rules raised, against the filings that the watch told of."""
    raised = said["raised"]
    every = [str(one["accession"]) for one in raised if one["rule"] == "every-filing"]
    heavy = [(one["accession"], one["item"]) for one in raised if one["rule"] == "heavy"]
    told = [str(one["accession"]) for one in said["alerts"]]
    waits = sorted(
        datetime.fromisoformat(str(one["raised_at"])).timestamp()
        - feed.shown[str(one["accession"])]
        for one in raised
    )
    # Seen as the watch keeps it: after an answer to a watch that was killed the next one sees it.
    seen = sorted(
        datetime.fromisoformat(str(one["raised_at"])).timestamp()
        - datetime.fromisoformat(str(one["seen_at"])).timestamp()
        for one in raised
    )
    return {
        "seen_to_rule_alert_p50_s": round(statistics.median(seen), 3),
        "seen_to_rule_alert_p95_s": round(seen[int(len(seen) * 0.95)], 3),
        "seen_to_rule_alert_max_s": round(seen[-1], 3),
        "alerts_by_rules": len(raised),
        "alerts_lost": len(set(told) - set(every)),
        "alerts_repeated": len(every) - len(set(every)) + len(heavy) - len(set(heavy)),
        "alerts_out_of_order": sum(a != b for a, b in zip(told, every, strict=False)),
        "shown_to_rule_alert_p50_s": round(statistics.median(waits), 3),
        "shown_to_rule_alert_p95_s": round(waits[int(len(waits) * 0.95)], 3),
        "shown_to_rule_alert_max_s": round(waits[-1], 3),
    }


def _judged(
    entries: Sequence[Entry],
    feed: Feed,
    said: Mapping[str, Sequence[Mapping[str, object]]],
    kills: int,
    seconds: float,
) -> dict[str, object]:
    alerts = said["alerts"]
    told = [str(one["accession"]) for one in alerts]
    due = {one.accession for one in entries}
    waits = [
        datetime.fromisoformat(str(one["alerted_at"])).timestamp()
        - feed.shown[str(one["accession"])]
        for one in alerts
    ]
    order = [str(one["accepted_at"]) for one in alerts]
    amendments = [one for one in alerts if one["is_amendment"]]
    return {
        "entries": len(entries),
        "filings": len(due),
        "kills": kills,
        "replay_seconds": round(seconds, 1),
        "told": len(told),
        "lost": len(due - set(told)),
        "repeated": len(told) - len(set(told)),
        "never_listed": len(set(told) - due),
        "out_of_order": sum(a > b for a, b in pairwise(order)),
        "shown_to_alert_p50_s": round(statistics.median(waits), 3),
        "shown_to_alert_p95_s": round(sorted(waits)[int(len(waits) * 0.95)], 3),
        "shown_to_alert_max_s": round(max(waits), 3),
        "amendments": len(amendments),
        "amendments_that_name_what_they_override": sum(
            bool(one["overrides"]) for one in amendments
        ),
        "totals": said["totals"],
    }


def between(entries: Sequence[Entry], since: str, until: str) -> Sequence[Entry]:
    """The entries accepted in a span of time."""
    first, last = datetime.fromisoformat(since), datetime.fromisoformat(until)
    return [one for one in entries if first <= one.at <= last]


def main() -> None:
    """Prints the measures and writes them beside the other results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--speed", type=float, default=10.0)
    asked.add_argument("--from", dest="since", default="2025-12-12T16:06:00-05:00")
    asked.add_argument("--until", default="2025-12-12T16:31:00-05:00")
    given = asked.parse_args()
    entries = between(recorded(), given.since, given.until)
    with tempfile.TemporaryDirectory() as home:
        found = replay(entries, Path(home), kills=given.kills, speed=given.speed)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
    )
    result = {
        "command": "python -m benchmarks.quality.feeds",
        "commit": commit.stdout.strip(),
        "speed": given.speed,
        "span": [given.since, given.until],
        **found,
    }
    text = json.dumps(result, indent=1)
    print(text)
    path = Path(__file__).parents[1] / "results" / "feeds.json"
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

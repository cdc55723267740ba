"""Requests a second that one server answers, with sign-in, walls and the audit log as in a bank.

    python benchmarks/speed/load.py [DATA] [--seconds 15] [--passages 100000] [--folder FOLDER]

Needs ``wrk``. A server runs as `bookrunner serve` starts it, on SQLite with the built-in sample,
behind OpenID Connect: ann has a session and is inside one wall, with a filing of her own company
behind it. wrk asks over the loopback with her cookie, on the same processors as the server:

- facts: one line of one period, 16 connections, a round of companies, lines and years that others
  inside the same wall have asked before; the same by bob, who is outside;
- facts asked for the first time since the records changed, each worked out from the facts;
- search: questions over the passages of the shared data folder and copies of them, 8 connections.

Every request is written to the audit log before it is answered, as always. Writes
benchmarks/results/load.json.
"""

import argparse
import json
import os
import platform
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import search as made

from bookrunner.app import Desk
from bookrunner.facts import Company, Filing
from bookrunner.figures import Role
from bookrunner.governance import Deal, Membership, Person
from bookrunner.search import passages
from bookrunner.settings import settings

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "load.json"
WALL, OTHER_WALL = "granite", "basalt"
LINES = ("revenue", "net_income", "total_assets", "cash", "operating_cash_flow")
PERIODS = ("FY2021", "FY2022", "FY2023")
SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency, requests)
  io.write(string.format("\\n{\\"requests\\": %d, \\"seconds\\": %.3f, \\"p50\\": %.2f, ",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3))
  io.write(string.format("\\"p99\\": %.2f, \\"max\\": %.2f, \\"refused\\": %d, \\"lost\\": %d}\\n",
    latency:percentile(99) / 1e3, latency.max / 1e3, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    shared = REPOSITORY.parent / "shared" / "data"
    arguments.add_argument("data", nargs="?", type=Path, default=shared)
    arguments.add_argument("--seconds", type=int, default=15)
    arguments.add_argument("--passages", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--folder", type=Path)
    asked = arguments.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        measured = loaded(asked.folder or Path(folder), asked)
    result = {
        "command": f"python benchmarks/speed/load.py --seconds {asked.seconds} "
        f"--passages {asked.passages}",
        "commit": made.commit(),
        "machine": f"{platform.machine()}, {platform.system()}, {os.cpu_count()} processors",
        "python": platform.python_version(),
        **measured,
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def loaded(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """The three rounds against a server of its own."""
    port = free_port()
    environment = {
        "BOOKRUNNER_HOME": str(folder / "home"),
        "BOOKRUNNER_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "BOOKRUNNER_OIDC_ISSUER": "https://login.bank.example",
        "BOOKRUNNER_OIDC_CLIENT": "bookrunner",
        "BOOKRUNNER_OIDC_ROLES": "ib-analysts=analyst",
    }
    desk = Desk(settings(environment))
    count, questions = shelved(desk, asked)
    insider, outsider, first = signed_in(desk)
    facts = [
        f"/api/v1/facts?{urlencode({'company': one.ticker, 'line': line, 'period': period})}"
        for one in desk.store.companies(desk.viewer)
        if one.ticker and not one.ticker.startswith("_")
        for line in LINES
        for period in PERIODS
    ]
    random.Random(asked.seed).shuffle(facts)
    looked_up = [f"/api/v1/search?{urlencode({'question': one})}" for one in questions]
    seconds = asked.seconds
    with serving(port, environment) as url:
        warm(url, insider, [*facts, *looked_up[:50]])
        warm(url, outsider, facts)
        told: dict[str, Any] = {
            "passages": count,
            "companies_lines_periods": len(facts),
            "questions": len(looked_up),
            "load_of_machine_at_start": round(os.getloadavg()[0], 1),
        }
        for name, paths, session, connections in (
            ("facts_insider", facts, insider, 16),
            ("facts_outsider", facts, outsider, 16),
            ("facts_first_asked", facts, first, 16),
            ("search", looked_up, insider, 8),
        ):
            said = asked_by_wrk(folder, url, paths, session, seconds, connections)
            told[name] = {"per_second": round(said["requests"] / said["seconds"]), **said}
    return told


def shelved(desk: Desk, asked: argparse.Namespace) -> tuple[int, Sequence[str]]:
    """Fill the index, with filings in the records for what it holds; how many, and questions."""
    rng = random.Random(asked.seed)
    index = desk.shelf.index(frozenset())
    _ = desk.store
    there = sum(one.passages for one in index.entries())
    if there < asked.passages:
        kept = [(made.known(document), passages(document)) for document in made.real(asked.data)]
        wanted = asked.passages - there - sum(len(cut) for _, cut in kept)
        for some in made.batched([*kept, *made.copies(kept, rng, wanted)]):
            for entry, _ in some:
                filing = Filing(
                    digest=entry.digest, cik=entry.cik, form=entry.form, name=entry.source_name
                )
                name = entry.names[0] if entry.names else ""
                desk.store.save(filing, Company(cik=entry.cik, ticker="", name=name), ())
            index.add(some)
    named = [one for one in index.entries() if one.names and one.year and one.passages]
    questions = [
        made.filled(rng.choice(made.OF_A_COMPANY if n % 2 else made.OF_NONE), rng.choice(named))
        for n in range(2_000)
    ]
    return sum(one.passages for one in index.entries()), list(dict.fromkeys(questions))


def signed_in(desk: Desk) -> tuple[str, str, str]:
    """Sessions of ann, who is inside a wall with a filing behind it, of bob, who is not, and of
    carl, who is inside another wall alone."""
    now = datetime.now(UTC)
    sessions = []
    for name in ("ann@bank.example", "bob@bank.example", "carl@bank.example"):
        desk.register.put_person(Person(name, frozenset({Role.ANALYST}), subject=name))
        sessions.append(desk.sessions.open(name, name, now))
    if not desk.register.deals():
        for wall, person in ((WALL, "ann@bank.example"), (OTHER_WALL, "carl@bank.example")):
            by = "control@bank.example"
            desk.register.open_deal(Deal(wall, wall, "", "to measure", by, now, None))
            desk.register.bring_over(Membership(wall, person, "to measure", now, None, by))
    company = desk.store.company("HD", desk.viewer)
    walls = frozenset({WALL})
    facts = [
        replace(one, value=one.value + 1_000_000, walls=walls, document="f" * 64, accession="")
        for one in desk.store.facts(company.cik, desk.viewer)
        if one.period.end.year == 2024
    ]
    draft = Filing(digest="f" * 64, cik=company.cik, form="10-K", name="draft.htm", walls=walls)
    desk.store.save(draft, company, facts)
    return sessions[0], sessions[1], sessions[2]


# ---------------------------------------------------------------------------------- the server


@contextmanager
def serving(port: int, environment: dict[str, str]) -> Iterator[str]:
    """A server as the command line starts it; ends with the block."""
    begin = "from bookrunner.faces.cli import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", begin, "serve", "--port", str(port)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                if httpx.get(f"{url}/ready").status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


def warm(url: str, session: str, paths: Sequence[str]) -> None:
    """Each once, so that what is measured is a server in use; any refusal ends the measuring."""
    with httpx.Client(base_url=url, cookies={"bookrunner_session": session}, timeout=120) as client:
        for path in paths:
            client.get(path).raise_for_status()


def asked_by_wrk(
    folder: Path, url: str, paths: Sequence[str], session: str, seconds: int, connections: int
) -> dict[str, Any]:
    """What wrk counted."""
    said, script = folder / "paths.txt", folder / "round.lua"
    said.write_text("\n".join(paths) + "\n")
    script.write_text(SCRIPT)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    done = subprocess.run(
        [*command, "-s", str(script), "-H", f"Cookie: bookrunner_session={session}", url],
        env={**os.environ, "PATHS": str(said)},
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    main()

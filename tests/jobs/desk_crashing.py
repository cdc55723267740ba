"""Pitches and readings as jobs of a real desk, whose worker is killed at random."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from bookrunner.app import Desk
from bookrunner.figures import Caller, Credentials
from bookrunner.jobs import Job, JobState
from bookrunner.operations.doors import SingleUser
from bookrunner.operations.jobs import outcome
from bookrunner.operations.service import Service
from bookrunner.settings import settings
from tests.faces.asking import Newcomer, filing

_WORKER = Path(__file__).parent / "desk_worker.py"
_FIRST_YEAR = 1960
FILES_PER_READING = 4


@dataclass
class Floor:
    """A desk, who asks there, and what was asked."""

    home: Path
    service: Service
    caller: Caller
    jobs: list[Job] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    kills: int = 0

    def asks(self, operation: str, request: dict[str, Any]) -> None:
        """A job under a key, asked for twice, as somebody does whose line broke."""
        key = f"k{len(self.jobs)}"
        job = self.service.submit(self.caller, operation, request, key)
        assert self.service.submit(self.caller, operation, request, key).id == job.id
        self.jobs.append(job)

    def asks_to_read(self) -> None:
        """A job that reads filings which no other job reads."""
        paths = []
        for _ in range(FILES_PER_READING):
            content = filing(year=_FIRST_YEAR + len(self.sent))
            self.sent.append(content)
            name = f"{len(self.sent)}.htm"
            paths.append(self.service.upload(self.caller, name, BytesIO(content)).id)
        self.asks("ingest", {"paths": paths})

    def asks_for_paper(self, kind: str = "one-pager") -> None:
        self.asks("document", {"company": "HD", "kind": kind, "peers": ["LOW"]})

    def asks_for_pitch(self) -> None:
        self.asks("pitch", {"company": "HD", "peers": ["LOW"]})

    def look(self) -> list[Job]:
        self.jobs = [self.service.job(self.caller, job.id) for job in self.jobs]
        return self.jobs


@contextmanager
def floor(home: Path) -> Iterator[Floor]:
    desk = Desk(settings({"BOOKRUNNER_HOME": str(home), "BOOKRUNNER_WORKERS": "1"}))
    _ = desk.store
    door = SingleUser(desk)
    caller = door.caller(Credentials(is_local=True))
    yield Floor(home, Service(desk, door, desk.recorder), caller)
    desk.board.close()


class Workers:
    """Begins workers over a home, one after the other."""

    def __init__(self, home: Path) -> None:
        self._mother = subprocess.Popen(
            [sys.executable, str(_WORKER), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._told() == "ready"

    def begin(self) -> int:
        assert self._mother.stdin is not None
        self._mother.stdin.write("begin\n")
        self._mother.stdin.flush()
        return int(self._told())

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        assert self._told() == "ended"

    def close(self) -> None:
        self._mother.kill()
        self._mother.communicate()

    def _told(self) -> str:
        assert self._mother.stdout is not None
        return self._mother.stdout.readline().strip()


def killed_at_random(floor: Floor, workers: Workers, kills: int, seconds: float, seed: int) -> None:
    """Kills workers from their first moment to well into their jobs."""
    chance = random.Random(seed)
    for _ in range(kills):
        pid = workers.begin()
        time.sleep(chance.uniform(0.0, seconds))
        workers.kill(pid)
        floor.kills += 1


def left_alone(floor: Floor, workers: Workers, seconds: float) -> None:
    """One worker until all jobs have ended."""
    pid = workers.begin()
    until = time.monotonic() + seconds
    while time.monotonic() < until and not all(job.state.has_ended for job in floor.look()):
        time.sleep(0.5)
    workers.kill(pid)


def lost(floor: Floor) -> list[str]:
    """Jobs that did not end well, or whose files are not what their answer and ledger say."""
    return [f"{job.operation} {job.id}: {why}" for job in floor.jobs if (why := _lost(floor, job))]


def _lost(floor: Floor, job: Job) -> str:
    came_to = outcome(job)
    if job.state is not JobState.DONE or came_to is None:
        return f"{job.state.value} {job.problem}"
    said = json.loads(came_to.answer)
    if job.operation == "ingest":
        counted = said["received"], said["stored"] + said["duplicate"]
        return "" if counted == (FILES_PER_READING, FILES_PER_READING) else str(counted)
    if came_to.folder != f"folders/{job.id}":
        return f"its folder is {came_to.folder}"
    return _wrong_in(floor, job, came_to.folder)


def _wrong_in(floor: Floor, job: Job, written: str) -> str:
    folder = floor.home / "exchange" / written / "files"
    names = sorted(path.name for path in folder.iterdir())
    if job.operation == "pitch" and not {"ledger.json", "pitch.pptx", "pitch.xlsx"} <= {*names}:
        return f"its files are {names}"
    if any(name.startswith(".") or name.endswith((".part", ".tmp")) for name in names):
        return f"something half-written is among {names}"
    if not names or any(not path.stat().st_size for path in folder.iterdir()):
        return f"a file of {names} is empty"
    told = {
        one.name: one.sha256 for one in floor.service.exchange.folder(floor.caller, written).files
    }
    return "" if [*told] == names else f"its folder tells of {[*told]} and holds {names}"


def duplicated(floor: Floor, tmp_path: Path) -> list[str]:
    """What is there more than once, or differs from a home where nothing was ever killed."""
    found = []
    folders = {path.name for path in (floor.home / "exchange" / "folders").iterdir()}
    asked = {job.id for job in floor.jobs if job.operation != "ingest"}
    if folders != asked:
        found.append(f"folders beside the jobs': {sorted(folders - asked)}")
    written = sum(job.operation == "pitch" for job in floor.jobs)
    books = [json.loads(path.read_text()) for path in (floor.home / "books").glob("*.json")]
    if len({book["folder"] for book in books}) != len(books) or len(books) < written:
        found.append(f"{len(books)} books on the list of {written} pitches: {books}")
    twin = Newcomer(tmp_path / "twin")
    filings = tmp_path / "filings"
    filings.mkdir()
    for number, content in enumerate(floor.sent, start=1):
        (filings / f"{number}.htm").write_bytes(content)
    assert twin.asks("ingest", filings).code == 0
    here = Newcomer(floor.home)
    for question in (("filings", "ZZTW"), ("statements", "ZZTW"), ("companies",)):
        one, other = (home.asks(*question, "--json") for home in (here, twin))
        if (one.code, one.out) != (0, other.out):
            found.append(f"{question}: {one.code} {one.out[:300]} {one.err} {other.out[:300]}")
    return found

"""Kills workers, and looks at what they left."""

import random
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bookrunner.figures import Viewer
from bookrunner.jobs import Job, JobBoard, JobState

OWNER = Viewer("ann")
_WORKER = Path(__file__).parent / "worker.py"


def begun(what: str, url: str, folder: Path) -> "subprocess.Popen[str]":
    """A process of its own, ready to be killed."""
    return subprocess.Popen(
        [sys.executable, str(_WORKER), what, url, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )


def killed_at_random(url: str, folder: Path, kills: int, seed: int) -> None:
    """Begins a worker and kills it, at moments from its first start to well into its jobs."""
    chance = random.Random(seed)
    for _ in range(kills):
        with begun("work", url, folder) as worker:
            if chance.random() < 0.8:
                # It tells of its first job; where none is left it tells nothing.
                assert worker.stdout is not None
                select.select([worker.stdout.fileno()], [], [], 4)
            time.sleep(chance.uniform(0.0, 0.35))
            worker.kill()


def ended(board: JobBoard, jobs: Sequence[Job], seconds: float) -> list[Job]:
    """The jobs once all have ended, or as they stand when the time is over."""
    until = time.monotonic() + seconds
    for job in jobs:
        left = max(0.1, until - time.monotonic())
        list(board.changes(job.id, OWNER, seconds=left))
    return [board.job(job.id, OWNER) for job in jobs]


def lost_and_duplicated(folder: Path, jobs: Sequence[Job]) -> tuple[list[str], list[str]]:
    """Jobs that did not end well or left no whole file, and those that published twice."""
    lost = [
        job.id
        for job in jobs
        if job.state is not JobState.DONE
        or job.result != f"folders/{job.id}"
        or len((folder / job.id).read_text().splitlines()) != job.payload["steps"]
    ]
    log = folder / "published.log"
    counted = Counter(log.read_text().split() if log.exists() else ())
    return lost, [job for job, count in counted.items() if count > 1]

"""What jobs cost: submitting one, how many a second, and how soon one goes on after a kill.

python benchmarks/quality/jobs.py [DATABASE_URL]
"""

import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bookrunner.figures import Viewer
from bookrunner.jobs import Job, JobState, Limits, Progress, durable_board, work

OWNER = Viewer("ann")
COUNT = 300
RESULT = Path(__file__).parents[1] / "results" / "jobs.json"


def worker(url: str, at_once: int) -> None:
    def run(job: Job, progress: Progress) -> str:
        for step in range(int(job.payload["steps"])):
            progress("step", step, 0)
            time.sleep(0.02)
        return "done"

    work(durable_board(url), run, threading.Event(), at_once=at_once)


def begun(url: str, at_once: int = 4) -> multiprocessing.Process:
    process = multiprocessing.get_context("spawn").Process(target=worker, args=(url, at_once))
    process.start()
    return process


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{tempfile.mkdtemp()}/bookrunner.db"
    board = durable_board(url, Limits(open_per_owner=COUNT + 1, open_in_all=COUNT + 1))
    took = []
    jobs = []
    for number in range(COUNT):
        at = time.perf_counter()
        jobs.append(
            board.submit("ann", frozenset(), "none", {"steps": 0}, f"{os.getpid()}-{number}")
        )
        took.append((time.perf_counter() - at) * 1000)
    process = begun(url)
    for job in jobs:
        list(board.changes(job.id, OWNER, seconds=120))
    held = [board.job(job.id, OWNER) for job in jobs]
    assert {job.state for job in held} == {JobState.DONE}
    first = min(job.started_at for job in held if job.started_at)
    last = max(job.ended_at for job in held if job.ended_at)
    recoveries = []
    for _ in range(5):
        long = board.submit("ann", frozenset(), "long", {"steps": 500})
        for stands in board.changes(long.id, OWNER, seconds=60):
            if stands.state is JobState.RUNNING:
                break
        process.kill()
        process.join()
        at = time.perf_counter()
        process = begun(url)
        while board.job(long.id, OWNER).attempts < 2:
            time.sleep(0.02)
        recoveries.append(time.perf_counter() - at)
        board.cancel(long.id, OWNER)
        list(board.changes(long.id, OWNER, seconds=60))
    process.kill()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
    )
    result = {
        "command": "python benchmarks/quality/jobs.py",
        "commit": commit.stdout.strip(),
        "database": url.split(":")[0],
        "submit_ms_median": round(statistics.median(took), 1),
        "submit_ms_p99": round(sorted(took)[int(COUNT * 0.99)], 1),
        "jobs_per_second": round(COUNT / (last - first).total_seconds(), 1),
        "recovery_seconds_median": round(statistics.median(recoveries), 1),
        "recovery_seconds_most": round(max(recoveries), 1),
    }
    print(json.dumps(result, indent=1))
    RESULT.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()

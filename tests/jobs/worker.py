"""The processes that the crash tests kill: a worker whose jobs each publish one file, and a server.

worker.py work URL FOLDER | worker.py submit URL FOLDER
"""

import contextlib
import os
import secrets
import signal
import sys
import threading
import time
from pathlib import Path

from bookrunner.jobs import Job, Limits, Progress, durable_board, work


def publish(job: Job, progress: Progress, folder: Path) -> str:
    """Writes a file in steps beside its place, and puts it there under the job's id."""
    print("begun", flush=True)
    steps = int(job.payload["steps"])
    part = folder / f"{secrets.token_hex(4)}.part"
    with part.open("w") as file:
        for step in range(steps):
            progress("write", step, steps)
            file.write(f"{job.id} {step}\n")
            file.flush()
            time.sleep(float(job.payload["pause"]))
    # A hard link is made once or not at all; what was there before stays.
    with contextlib.suppress(FileExistsError):
        os.link(part, folder / job.id)
        with (folder / "published.log").open("a") as log:
            log.write(f"{job.id}\n")
    part.unlink()
    return f"folders/{job.id}"


def main() -> None:
    what, url, place = sys.argv[1:]
    folder = Path(place)
    # Whoever kills on purpose may hit one job more often than one that kills its worker.
    board = durable_board(url, Limits(attempts=1000))
    if what == "submit":
        while True:
            job = board.submit("ann", frozenset(), "write", {"steps": 2, "pause": 0.001})
            print(job.id, flush=True)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    is_idle = work(board, lambda job, progress: publish(job, progress, folder), stop)
    sys.stdout.flush()
    os._exit(0 if is_idle else 3)


if __name__ == "__main__":
    main()

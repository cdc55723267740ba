"""Workers of a desk, each a process that is forked from one which has read the program in already.

A worker begins at once this way, so that it can be killed often; it is `bookrunner worker` in every
other respect. Each line of standard input begins one; its process id is printed, and `ended` once
it has ended.
"""

import importlib
import os
import sys
import threading

from bookrunner.app import Boards, Desk
from bookrunner.jobs import Limits, durable_board
from bookrunner.operations.serving_shapes import WorkerRequest
from bookrunner.server import worker
from bookrunner.settings import settings

_READ_IN = (
    "bookrunner.jobs.board_dbos",
    "bookrunner.lint",
    "bookrunner.office.deck_pptx",
    "bookrunner.office.workbook_xlsx",
    "bookrunner.operations.books",
    "bookrunner.operations.ingesting",
)


def _work(home: str) -> None:
    devnull = os.open(os.devnull, os.O_RDWR)
    os.dup2(devnull, 0)
    os.dup2(devnull, 1)
    desk = Desk(settings({"BOOKRUNNER_HOME": home, "BOOKRUNNER_WORKERS": "1"}))
    # Whoever kills on purpose may hit one job more often than one that kills its worker.
    desk.boards = Boards(durable_board(desk.settings.database_url, Limits(attempts=1000)))
    worker(desk, WorkerRequest(name="crash"))


def main() -> None:
    for name in _READ_IN:
        importlib.import_module(name)
    print("ready", flush=True)
    for _ in sys.stdin:
        assert threading.active_count() == 1, "a process with threads cannot be forked"
        pid = os.fork()
        if not pid:
            try:
                _work(sys.argv[1])
            finally:
                os._exit(0)
        print(pid, flush=True)
        os.waitpid(pid, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()

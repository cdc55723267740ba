"""A process that writes entries and says on its standard output which are acknowledged.

python writing.py SRC FOLDER OUTSIDE NAME THREADS COUNT
"""

import sys
import threading
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from bookrunner.governance import AuditLog, Entry, FileSink


def main() -> None:
    """Writes."""
    folder, outside, name, threads, count = sys.argv[2:]
    log = AuditLog(Path(folder), sinks=[FileSink(Path(outside))], every=20)

    def write(thread: int) -> None:
        for number in range(int(count)):
            who = f"{name}.{thread}.{number}"
            log.append([Entry(who, "key", "facts")])
            sys.stdout.write(f"{who}\n")
            sys.stdout.flush()

    at_once = [threading.Thread(target=write, args=(one,)) for one in range(int(threads))]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()


main()

"""How long the features of five million facts take: records multiplied, then read as `screen` does.

BOOKRUNNER_HOME=... .venv/bin/python benchmarks/speed/features.py [--facts 5000000]

The records of BOOKRUNNER_HOME (SQLite) are copied and each company is told again under further
CIKs until there are enough facts. The copy is deleted afterwards.
"""

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from bookrunner.app import desk
from bookrunner.targeting import definitions, read_panel

SECONDS_MAX = 180


def multiplied(path: Path, wanted: int) -> int:
    """Tell all filings again under other CIKs; how many facts there are then."""
    base = sqlite3.connect(path)
    (count,) = base.execute("SELECT count(*) FROM facts").fetchone()
    (step,) = base.execute("SELECT max(id) FROM filings").fetchone()
    columns = [row[1] for row in base.execute("PRAGMA table_info(filings)")]
    changed = {
        "id": "id + :shift",
        "cik": "printf('8%03d%06d', :turn, CAST(cik AS INTEGER) % 1000000)",
        "digest": "printf('%08d', :turn) || substr(digest, 9)",
        "identity": "printf('%08d', :turn) || substr(identity, 9)",
        "accession": "accession || '-' || :turn",
    }
    told = ", ".join(changed.get(name, name) for name in columns)
    rest = [row[1] for row in base.execute("PRAGMA table_info(facts)")][1:]
    turns = max(0, -(-wanted // count) - 1)
    for turn in range(1, turns + 1):
        place = {"turn": turn, "shift": turn * step, "step": step}
        base.execute(f"INSERT INTO filings SELECT {told} FROM filings WHERE id <= :step", place)
        base.execute(
            f"INSERT INTO facts SELECT filing + :shift, {', '.join(rest)} FROM facts "
            "WHERE filing <= :step",
            place,
        )
        base.commit()
    base.close()
    return int(count * (turns + 1))


def main() -> None:
    """Prints the time; fails when it is too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, default=5_000_000)
    wanted = parser.parse_args().facts
    source = Path(os.environ["BOOKRUNNER_HOME"])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copy(source / "bookrunner.db", home)
        shutil.copytree(source / "sample", home / "sample")
        count = multiplied(home / "bookrunner.db", wanted)
        place = desk({"BOOKRUNNER_HOME": str(home)})
        known = definitions()
        began, worked = time.perf_counter(), time.process_time()
        panel = read_panel(place.store, place.imports, place.viewer, known)
        taken, used = time.perf_counter() - began, time.process_time() - worked
    print(
        f"{count:,} facts, {len(panel.companies):,} companies, {len(panel.values):,} rows of "
        f"{len(panel.items)} items: {taken:.1f} s ({used:.1f} s of processor time; at most "
        f"{SECONDS_MAX} s)"
    )
    if taken > SECONDS_MAX:
        sys.exit("features take too long")


if __name__ == "__main__":
    main()

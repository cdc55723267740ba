"""Ingest of a folder of filings end to end: files to documents to facts in a fresh store.

    python benchmarks/speed/ingest_filings.py [FOLDER] [--workers N]

Counts what became of each file; a document is one that was stored, a duplicate or rejected. Beside
the clock it tells the processor time of all processes together, which other work on the machine
changes less. Writes benchmarks/results/ingest_filings.json.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from bookrunner.facts import SqlFactStore
from bookrunner.figures import Viewer
from bookrunner.ingestion import ingest
from bookrunner.storage import BlobFolder, engine

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "ingest_filings.json"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "folder", nargs="?", type=Path, default=REPOSITORY.parent / "shared" / "data" / "filings"
    )
    arguments.add_argument("--workers", type=int, default=2)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as home:
        store = SqlFactStore(engine(f"sqlite:///{home}/store.db"))
        blobs = BlobFolder(Path(home) / "blobs")
        began = time.perf_counter()
        report = ingest([asked.folder], store, blobs, Viewer("bench"), workers=asked.workers)
        took = time.perf_counter() - began
    used = processor_seconds()
    forms = Counter(filing.form for file in report.stored for filing in file.filings)
    result = {
        "command": f"python benchmarks/speed/ingest_filings.py {asked.folder.name}",
        "commit": commit(),
        "machine": f"{platform.machine()}, {platform.system()}, {os.cpu_count()} processors",
        "python": platform.python_version(),
        "load_of_machine_at_end": round(os.getloadavg()[0], 1),
        "workers": asked.workers,
        "seconds": round(took, 1),
        "processor_seconds": round(used, 1),
        "documents": report.count_in,
        "documents_per_second": round(report.count_in / took, 1),
        "documents_per_processor_second": round(report.count_in / used, 1),
        "stored": len(report.stored),
        "duplicates": len(report.duplicates),
        "rejected": {file.path.name: file.reason for file in report.rejected},
        "not_filings": len(report.not_filings),
        "forms": dict(forms.most_common()),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def processor_seconds() -> float:
    """Of this process, its imports included, and of those it started and that have ended."""
    asked = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime for who in asked)


def commit() -> str:
    asked = ["git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()

"""Whether every ticker and CIK of the SEC's list leads to its own company, and every name to it.

    python benchmarks/quality/entities.py [company_tickers.json.gz]

A registrant's full name must lead to it, or, where several registrants have that name, to the
question which is meant. Writes benchmarks/results/entities.json.
"""

import argparse
import gzip
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from bookrunner.facts import SqlFactStore, references
from bookrunner.figures import Ambiguous, NotFound, Viewer
from bookrunner.storage import engine

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "entities.json"
DEFAULT = Path("../shared/data/reference/company_tickers.json.gz")
ANYBODY = Viewer("benchmark")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    file = arguments.parse_args().file
    listed = references(gzip.decompress((REPOSITORY / file).read_bytes()), name=file.name)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        store = SqlFactStore(engine(f"sqlite:///{folder}/store.db"))
        store.save_references(listed)
        for one in listed:
            for kind, asked in [
                ("cik", one.cik),
                *(("ticker", ticker) for ticker in one.tickers),
                ("name", one.name),
            ]:
                outcome = answered(store, asked, one.cik)
                counts[f"{kind}_{outcome}"] += 1
                if outcome == "wrong" or (kind != "name" and outcome != "right"):
                    wrong.append(f"{asked}: {outcome}")
    result = {
        "command": f"python benchmarks/quality/entities.py {file}",
        "commit": commit(),
        "companies": len(listed),
        **dict(sorted(counts.items())),
        "wrong": wrong[:50],
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def answered(store: SqlFactStore, asked: str, cik: str) -> str:
    try:
        return "right" if store.company(asked, ANYBODY).cik == cik else "wrong"
    except Ambiguous:
        return "asked_back"
    except NotFound:
        return "not_found"


def commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip()


if __name__ == "__main__":
    main()

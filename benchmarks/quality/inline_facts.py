"""Tagged facts as we read them against two independent lists, fact by fact.

    python benchmarks/quality/inline_facts.py [FOLDER]

FOLDER is the shared data folder. Compared are `derived/ixbrl_facts.csv.gz` (all non-dimensional
numbers of the 10-Ks and 10-Qs) and `derived/gold_key_facts.csv` (the key lines of each report's own
period). Writes benchmarks/results/inline_facts.json; each fact that is not equal is listed.
"""

import csv
import gzip
import json
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from bookrunner.documents import parse

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "inline_facts.json"

Told = dict[tuple[str, str, str, str], set[Decimal]]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / ".." / "shared" / "data"
    derived = folder / "derived"
    with gzip.open(derived / "ixbrl_facts.csv.gz", "rt", encoding="utf-8") as lines:
        every = list(csv.DictReader(lines))
    with (derived / "gold_key_facts.csv").open(encoding="utf-8") as lines:
        gold = list(csv.DictReader(lines))
    read: dict[str, Told] = {}
    result = {
        "command": "python benchmarks/quality/inline_facts.py",
        "commit": commit(),
        "ixbrl_facts": compared(every, folder, read),
        "gold_key_facts": compared(gold, folder, read),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))
    return 0


def compared(rows: list[dict[str, str]], folder: Path, read: dict[str, Told]) -> dict[str, object]:
    """How many rows we read with the same value, and those we do not."""
    different = []
    for row in rows:
        if row["file"] not in read:
            read[row["file"]] = facts(folder / row["file"])
        concept, start, end, unit = row["concept"], row["start"], row["end"], row["unit"].lower()
        # The key lines are named without the prefix of their taxonomy.
        names = [concept] if ":" in concept else [f"us-gaap:{concept}", f"dei:{concept}"]
        values = set().union(*(read[row["file"]].get((n, start, end, unit), set()) for n in names))
        if Decimal(row["value"]) not in values:
            different.append({**row, "ours": sorted(map(str, values))})
    return {
        "facts": len(rows),
        "equal": len(rows) - len(different),
        "share": round(1 - len(different) / len(rows), 6),
        "different": different[:50],
    }


def facts(file: Path) -> Told:
    found: Told = defaultdict(set)
    document = parse(gzip.decompress(file.read_bytes()), name=file.name.removesuffix(".gz"))
    for fact in document.facts:
        if fact.value is not None and not fact.dimensions:
            start = fact.period.start.isoformat() if fact.period.start else ""
            key = fact.concept, start, fact.period.end.isoformat(), str(fact.unit).lower()
            found[key].add(fact.value)
    return found


def commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())

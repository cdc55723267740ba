"""Events of real 8-Ks against labels made by reading each Item.

    python benchmarks/quality/events.py

``events_key.csv`` holds for each Item of the 8-Ks of the shared data what happened, by judgement of
its words, with the span of the sentence that says so; no text. The halves are told by the SHA-256
of the accession: even is *tune*, on which the rules were written, odd is *held*, which was labelled
by the same reader before the rules were written and measured when they stood. An event counts as
found when accession, Item and kind are those of a label; that its span meets the label's is counted
beside it. The Items themselves are held against another program's split by
``benchmarks/quality/sections.py``. Writes benchmarks/results/events.json.
"""

import csv
import gzip
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from bookrunner.documents import accession_in, parse
from bookrunner.monitor import events_of

REPOSITORY = Path(__file__).resolve().parents[2]
FILINGS = REPOSITORY / "../shared/data/filings/8-K"
KEY = Path(__file__).with_name("events_key.csv")
RESULT = REPOSITORY / "benchmarks/results/events.json"
SECTIONS = REPOSITORY / "benchmarks/results/sections.json"


def main(halves: list[str]) -> None:
    began = time.perf_counter()
    labels = defaultdict(dict)
    half_of = {}
    with KEY.open() as key:
        for row in csv.DictReader(key):
            span = int(row["start"]), int(row["end"])
            labels[row["accession"]][row["item"], row["event"]] = span
            half_of[row["accession"]] = row["half"]
    counts = {half: Counter() for half in ("tune", "held")}
    kinds = {half: defaultdict(Counter) for half in ("tune", "held")}
    seconds = 0.0
    for file in sorted(FILINGS.rglob("*.gz")):
        accession = accession_in(file.name)
        if "items_gold" in file.parts or half_of.get(accession, "") not in halves:
            continue
        document = parse(gzip.decompress(file.read_bytes()), name=file.name)
        start = time.perf_counter()
        found = {}
        for event in events_of(document):
            found.setdefault((event.item, event.event), (event.start, event.end))
        seconds += time.perf_counter() - start
        compare(labels[accession], found, counts[half_of[accession]], kinds[half_of[accession]])
    split = json.loads(SECTIONS.read_text())
    result = {
        "command": "python benchmarks/quality/events.py",
        "commit": commit(),
        "labels": sum(map(len, labels.values())),
        "reports": len(labels),
        **{half: told(counts[half], kinds[half]) for half in halves},
        "items": {
            "reports": split["current_reports"],
            "the_same_as_another_program": split["current_reports_the_same"],
            "the_same_or_judged_right": split["current_reports_agreed"],
            "command": split["command"],
        },
        "seconds_of_events": round(seconds, 2),
        "seconds": round(time.perf_counter() - began, 1),
    }
    if set(halves) == {"tune", "held"}:
        RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def compare(wanted: dict, found: dict, counts: Counter, kinds: dict) -> None:
    """Counts what of one report was found, missed and told too much."""
    for row in wanted.keys() & found.keys():
        (start, end), (begin, stop) = wanted[row], found[row]
        counts["right"] += 1
        counts["span"] += begin < end and start < stop
        kinds[row[1]]["right"] += 1
    for row in wanted.keys() - found.keys():
        counts["missed"] += 1
        kinds[row[1]]["missed"] += 1
    for row in found.keys() - wanted.keys():
        counts["wrong"] += 1
        kinds[row[1]]["wrong"] += 1


def told(counts: Counter, kinds: dict) -> dict:
    """Precision, recall and F1, and the kinds that are not all right."""
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    return {
        "right": right,
        "wrong": wrong,
        "missed": missed,
        "precision": round(right / (right + wrong), 4),
        "recall": round(right / (right + missed), 4),
        "f1": round(2 * right / (2 * right + wrong + missed), 4),
        "span_meets_label": round(counts["span"] / right, 4),
        "kinds": len(kinds),
        "kinds_with_differences": {
            kind: dict(rows) for kind, rows in sorted(kinds.items()) if set(rows) != {"right"}
        },
    }


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
    sys.exit(main(sys.argv[1:] or ["tune", "held"]))

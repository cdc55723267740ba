"""How many breakdowns of real annual reports add up to the company's own number.

    python benchmarks/quality/segments.py

Reads every 10-K of the shared data folder that tags a year's net income, breaks revenue and
operating income down by segment, product and geography, and writes
benchmarks/results/segments.json with each breakdown that does not add up.
"""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

from bookrunner.documents import parse
from bookrunner.facts import Breakdown, breakdowns
from bookrunner.figures import PUBLIC, BadInput
from bookrunner.ingestion.taking import Taken, taken

REPOSITORY = Path(__file__).resolve().parents[2]
FILINGS = REPOSITORY.parent / "shared" / "data" / "filings" / "10-K"
RESULT = REPOSITORY / "benchmarks" / "results" / "segments.json"
LINES = ("revenue", "operating_income")


def main() -> None:
    """Print and write how many add up."""
    told = [one for path in sorted(FILINGS.glob("*.gz")) for one in broken_down(path)]
    apart = [
        {"file": name, "line": one.line, "axis": one.axis.name.lower(), "sum": one.sum.value}
        | {"consolidated": None if one.consolidated is None else one.consolidated.value}
        | {"findings": [finding.code for finding in one.findings]}
        for name, one in told
        if not one.foots
    ]
    silent = [row for row in apart if not row["findings"]]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    ).stdout.strip()
    answer = {
        "command": "python benchmarks/quality/segments.py",
        "commit": commit,
        "filings": len({name for name, _ in told}),
        "breakdowns": len(told),
        "add_up": len(told) - len(apart),
        "apart_with_finding": len(apart) - len(silent),
        "apart_without_finding": len(silent),
        "apart": apart,
    }
    RESULT.write_text(json.dumps(answer, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({key: answer[key] for key in answer if key != "apart"}, indent=2))


def broken_down(path: Path) -> list[tuple[str, Breakdown]]:
    """The file's breakdowns of its own year; none where it has no tags."""
    content = gzip.decompress(path.read_bytes())
    try:
        read = taken(parse(content, name=path.name.removesuffix(".gz")), content, PUBLIC)
    except BadInput:
        return []
    years = {
        fact.period
        for fact in read.facts
        if fact.concept == "us-gaap:NetIncomeLoss"
        and fact.period.is_year
        and _is_newest(read, fact.period.end)
    }
    found = [breakdowns(read.company, read.facts, LINES, year) for year in sorted(years, key=str)]
    return [(path.name, one) for each in found for one in each]


def _is_newest(read: Taken, end: object) -> bool:
    return end == read.filing.period_end


if __name__ == "__main__":
    main()

"""Statement tables read without their tags, held against the tags of the same filings.

Run from the project's root::

    python benchmarks/quality/statement_tables.py [../shared/data]

Of each 10-K and 10-Q with inline XBRL the primary statements are read from their tables alone. A
number so read is right when the filing tags that value for the same period, without dimensions,
under the same concept, or under another, which is counted apart.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from bookrunner.documents import Document, parse
from bookrunner.facts.statement_tables import statement_numbers
from bookrunner.figures import Period

_RESULT = Path("benchmarks/results/statement_tables.json")
_TAGGED_FACTS_MIN = 50


def main() -> None:
    """Print the counts and keep them in the result."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    right: Counter[str] = Counter()
    wrong: list[str] = []
    untagged: list[str] = []
    kinds: Counter[str] = Counter()
    told: Counter[str] = Counter()
    filings = 0
    for path in sorted((root / "filings").glob("10-[KQ]/*.gz")):
        document = parse(gzip.decompress(path.read_bytes()), name=path.name.removesuffix(".gz"))
        if len(document.facts) < _TAGGED_FACTS_MIN:
            continue
        filings += 1
        tags = _tags(document)
        end = _period_end(document)
        numbers, findings = statement_numbers(document, end)
        told.update(finding.code for finding in findings)
        kinds[str(min(len({n.concept for n in numbers}) // 5 * 5, 25))] += 1
        for number in numbers:
            values = {
                v for (_, period), found in tags.items() if period == number.period for v in found
            }
            if number.value in tags.get((number.concept, number.period), set()):
                right[number.concept] += 1
            elif number.value in values:
                right["another tag of the same value and period"] += 1
                untagged.append(f"{path.name} {number.concept} {number.period} {number.label}")
            else:
                wrong.append(
                    f"{path.name} {number.concept} {number.period} {number.value} {number.label}"
                )
    result = {
        "command": "python benchmarks/quality/statement_tables.py",
        "commit": subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip(),
        "filings": filings,
        "right": sum(right.values()),
        "wrong": len(wrong),
        "by_concept": dict(sorted(right.items())),
        "concepts_per_filing": dict(sorted(kinds.items())),
        "findings": dict(sorted(told.items())),
        "wrong_numbers": wrong,
        "under_another_tag": len(untagged),
    }
    _RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


def _tags(document: Document) -> dict[tuple[str, Period], set[object]]:
    tags: dict[tuple[str, Period], set[object]] = {}
    for fact in document.facts:
        if fact.value is not None and not fact.dimensions:
            tags.setdefault((fact.concept, fact.period), set()).add(fact.value)
    return tags


def _period_end(document: Document) -> date | None:
    try:
        return date.fromisoformat(document.cover.get("DocumentPeriodEndDate", ""))
    except ValueError:
        return None


if __name__ == "__main__":
    main()

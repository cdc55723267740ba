"""The SEC's companyfacts against the tags of the same filing, both ways, fact by fact.

    python benchmarks/quality/companyfacts_against_inline.py [FOLDER]

FOLDER is the shared data folder. Of each filing that is there and that companyfacts knows by its
accession number, every non-dimensional number is compared: same concept, unit and period must have
the same value. Each difference is listed with its explanation; what cannot be explained says so.
Writes benchmarks/results/companyfacts_against_inline.json.
"""

import gzip
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from bookrunner.documents import Document, InlineFact, accession_in, parse

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "companyfacts_against_inline.json"
FORMS = ("10-K", "10-Q", "8-K", "20-F", "6-K")

Key = tuple[str, str, str, str]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / ".." / "shared" / "data"
    theirs: dict[str, dict[Key, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
    for file in sorted((folder / "companyfacts").glob("CIK*.json.gz")):
        for accession, key, value in companyfacts(json.loads(gzip.decompress(file.read_bytes()))):
            theirs[accession][key].add(value)
    rows, counts = [], Counter()
    for file in filings(folder):
        document = parse(gzip.decompress(file.read_bytes()), name=file.name.removesuffix(".gz"))
        told = theirs.get(document.accession)
        if told is None or not document.facts:
            continue
        counts["filings"] += 1
        for row in differences(document, told, counts):
            rows.append({"accession": document.accession, **row})
            counts[row["explanation"]] += 1
    result = {
        "command": "python benchmarks/quality/companyfacts_against_inline.py",
        "commit": commit(),
        **counts,
        "differences": rows,
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result | {"differences": rows[:20]}, indent=2))
    return 0


def companyfacts(told: dict[str, Any]) -> Iterator[tuple[str, Key, Decimal]]:
    for taxonomy, concepts in told["facts"].items():
        for name, concept in concepts.items():
            for unit, entries in concept["units"].items():
                for entry in entries:
                    key = (f"{taxonomy}:{name}", unit.lower(), entry.get("start", ""), entry["end"])
                    yield entry["accn"], key, Decimal(str(entry["val"]))


def filings(folder: Path) -> Iterator[Path]:
    known = {
        entry["accn"]
        for file in (folder / "companyfacts").glob("CIK*.json.gz")
        for concepts in json.loads(gzip.decompress(file.read_bytes()))["facts"].values()
        for concept in concepts.values()
        for entries in concept["units"].values()
        for entry in entries
    }
    seen = set()
    for form in FORMS:
        for file in sorted((folder / "filings" / form).glob("*.gz")):
            accession = accession_in(file.name)
            # A file whose name tells no accession may still hold a header that does.
            if accession in known and accession not in seen:
                seen.add(accession)
                yield file


def differences(
    document: Document, told: dict[Key, set[Decimal]], counts: Counter[str]
) -> Iterator[dict[str, Any]]:
    ours: dict[Key, list[InlineFact]] = defaultdict(list)
    with_dimensions: set[Key] = set()
    for fact in document.facts:
        if fact.value is None:
            continue
        start = fact.period.start.isoformat() if fact.period.start else ""
        key = fact.concept, str(fact.unit).lower(), start, fact.period.end.isoformat()
        if fact.dimensions:
            with_dimensions.add(key)
        else:
            ours[key].append(fact)
    standard = {key[0].partition(":")[0] for key in told} | {"us-gaap", "dei", "srt"}
    for key, values in told.items():
        counts["companyfacts"] += 1
        mine = {fact.value for fact in ours.get(key, ())}
        if values <= mine:
            counts["equal"] += 1
        elif not mine:
            where = "with dimensions only" if key in with_dimensions else "nowhere"
            yield row(key, values, mine, f"tagged {where} in the main document")
        elif any(not same(fact, value) for value in values for fact in ours[key]):
            yield row(key, values, mine, "unexplained")
        else:
            yield row(key, values, mine, "the same amount, rounded otherwise")
    for key, facts in ours.items():
        if key[0].partition(":")[0] not in standard:
            counts["of the company's own taxonomy, which companyfacts leaves out"] += 1
        elif key not in told:
            yield row(key, set(), {fact.value for fact in facts}, "companyfacts leaves it out")


def same(fact: InlineFact, value: Decimal) -> bool:
    """Whether the two differ by no more than the fact's rounding."""
    assert fact.value is not None
    if fact.decimals is None:
        return fact.value == value
    return abs(fact.value - value) <= Decimal(5).scaleb(-fact.decimals - 1)


def row(key: Key, theirs: set[Decimal], ours: set[Any], explanation: str) -> dict[str, Any]:
    concept, unit, start, end = key
    return {
        "concept": concept,
        "unit": unit,
        "start": start,
        "end": end,
        "companyfacts": sorted(map(str, theirs)),
        "inline": sorted(map(str, ours)),
        "explanation": explanation,
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
    sys.exit(main())

"""Errors planted into real filings, one at a time, and whether the report's own checks find them.

    python benchmarks/quality/planted_errors.py [--plants 400] [FOLDER ...]

Each plant changes one tagged number of the consolidated balance sheet or cash flow statement as a
filer might have: its scale by a thousand, its sign, another statement of it in the same report, or
its row left out. Rows are left out only where something adds them up or follows from them: what
stands by itself (interest paid) leaves no trace in the one filing. A plant counts as found when a
new flaw names its concept or, for a row that is gone, when there is a new flaw at all. What is
found without any plant is listed too. Writes benchmarks/results/planted_errors.json.
"""

import argparse
import gzip
import json
import random
import re
import subprocess
from collections import Counter
from pathlib import Path

from bookrunner.documents import Document, NotAFiling, parse, report_flaws
from bookrunner.documents.self_checks.sums import _is_of_the_whole, _is_statement, statement_rows
from bookrunner.documents.self_checks.tagged_rows import TaggedNumber, tagged_tables

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "planted_errors.json"
BY_ITSELF = (
    r"Payable(?:Current)?And|ObligationsIncurred|InterestPaid|IncomeTaxesPaid|"
    r"IncurredButNotYetPaid|NonCash|Noncash|ObtainedInExchange"
)
KINDS = ("scale", "sign", "duplicate", "dropped row")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=default_folders())
    arguments.add_argument("--plants", type=int, default=400)
    given = arguments.parse_args()
    chance = random.Random(20240830)
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    missed: list[str] = []
    clean: list[str] = []
    filings = [read for path in files(given.folders) if (read := filing(path)) is not None]
    for name, _, document in filings:
        clean += [
            f"{name}: {flaw.rule} {flaw.concept} {flaw.period}" for flaw in report_flaws(document)
        ]
    while sum(planted.values()) < given.plants:
        name, content, document = chance.choice(filings)
        numbers = statement_numbers(document)
        if not numbers:
            continue
        kind = KINDS[sum(planted.values()) % len(KINDS)]
        number = chance.choice(numbers)
        if kind == "dropped row" and re.search(BY_ITSELF, number.fact.concept):
            continue
        changed = plant(kind, content, number)
        if changed is None:
            continue
        planted[kind] += 1
        before = {flaw.place for flaw in report_flaws(document)}
        new = [f for f in report_flaws(parse(changed, name=name)) if f.place not in before]
        concept = number.fact.concept
        if any(f.concept == concept for f in new) or (kind == "dropped row" and new):
            found[kind] += 1
        else:
            missed.append(f"{name}: {kind} {concept} {number.fact.period} {number.value:f}")
    result = {
        "command": "python benchmarks/quality/planted_errors.py",
        "commit": commit(),
        "filings": len(filings),
        "planted": dict(planted),
        "found": dict(found),
        "found_share": round(sum(found.values()) / sum(planted.values()), 4),
        "missed": missed,
        "found_without_a_plant": clean,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def statement_numbers(document: Document) -> list[TaggedNumber]:
    """The consolidated numbers of balance sheet and cash flow statement that have an id."""
    found = []
    for table in tagged_tables(document):
        rows = statement_rows(table)
        concepts = {row.concept for row in rows}
        if _is_statement(concepts) and _is_of_the_whole(table):
            found += [
                number
                for row in rows
                for number in row.numbers.values()
                if number.fact.fact_id and number.value
            ]
    return found


def plant(kind: str, content: bytes, number: TaggedNumber) -> bytes | None:
    """The filing with one error; None where this number does not allow the kind."""
    tag = re.search(
        rb'<ix:nonFraction\b[^>]*\bid="' + re.escape(number.fact.fact_id.encode()) + rb'"[^>]*>',
        content,
        re.IGNORECASE,
    )
    if tag is None:
        return None
    start = tag[0]
    end = content.index(b"</ix:nonFraction>", tag.end()) + len(b"</ix:nonFraction>")
    match kind:
        case "scale":
            wrong = re.sub(rb'scale="(-?\d+)"', lambda m: b'scale="%d"' % (int(m[1]) + 3), start)
        case "sign":
            wrong = start.replace(b' sign="-"', b"")
            if wrong == start:
                wrong = start.replace(b"<ix:nonFraction", b'<ix:nonFraction sign="-"', 1)
        case "duplicate":
            whole = content[tag.start() : end]
            digits = re.search(rb">([1-9])([\d,.]*)<", whole)
            if digits is None:
                return None
            other = b"%d" % (int(digits[1]) % 9 + 1)
            copy = whole.replace(
                b">" + digits[1] + digits[2] + b"<", b">" + other + digits[2] + b"<"
            )
            copy = copy.replace(number.fact.fact_id.encode(), b"planted")
            return content[:end] + b" " + copy + content[end:]
        case _:
            first = content.rindex(b"<tr", 0, tag.start())
            last = content.index(b"</tr>", tag.end()) + len(b"</tr>")
            return content[:first] + content[last:]
    return None if wrong == start else content[: tag.start()] + wrong + content[tag.end() :]


def filing(path: Path) -> tuple[str, bytes, Document] | None:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    name = path.name.removesuffix(".gz")
    try:
        document = parse(content, name=name)
    except NotAFiling:
        return None
    return (name, content, document) if document.facts else None


def default_folders() -> list[Path]:
    data = REPOSITORY.parent / "shared" / "data" / "filings"
    return [data / "10-K", data / "10-Q"]


def files(folders: list[Path]) -> list[Path]:
    return sorted(p for folder in folders for p in folder.iterdir() if ".htm" in p.name)


def commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    said = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return said.stdout.strip()


if __name__ == "__main__":
    main()

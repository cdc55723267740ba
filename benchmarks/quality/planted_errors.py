"""Errors planted into real filings, one at a time, and whether the report's own checks find them.

    python benchmarks/quality/planted_errors.py [--plants 400] [FOLDER ...]

Each plant changes one tagged number of the consolidated balance sheet or cash flow statement as a
filer might have: its scale by a thousand, its sign, another statement of it in the same report, its
row left out, its period another of the report's, its period exchanged with that of the next
column, its unit another of the report's, or its digits those of the next column.
Rows are left out only where something adds them up or follows from them: what stands by itself
(interest paid) leaves no trace in the one filing. A plant counts as found when a new flaw names its
concept or, for a row that is gone, when there is a new flaw at all. A plant whose report gets a new
flaw at other numbers only is missed, and counted apart. What is found without any plant is listed
too. Writes benchmarks/results/planted_errors.json.
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
from bookrunner.documents.self_checks.statement_rows import statement_rows
from bookrunner.documents.self_checks.sums import _is_of_the_whole, _is_statement
from bookrunner.documents.self_checks.tagged_rows import TaggedNumber, tagged_tables

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "planted_errors.json"
BY_ITSELF = (
    r"Payable(?:Current)?And|ObligationsIncurred|InterestPaid|IncomeTaxesPaid|"
    r"IncurredButNotYetPaid|NonCash|Noncash|ObtainedInExchange"
)
BETWEEN_COLUMNS = ("exchanged columns", "stale copy")
KINDS = (
    "scale",
    "sign",
    "duplicate",
    "dropped row",
    "wrong period",
    "exchanged columns",
    "wrong unit",
    "stale copy",
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=default_folders())
    arguments.add_argument("--plants", type=int, default=400)
    given = arguments.parse_args()
    chance = random.Random(20240830)
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    missed: list[str] = []
    clean: list[str] = []
    filings = [read for path in files(given.folders) if (read := filing(path)) is not None]
    for name, _, document in filings:
        clean += [
            f"{name}: {flaw.rule} {flaw.concept} {flaw.period}" for flaw in report_flaws(document)
        ]
    while sum(planted.values()) < given.plants:
        name, content, document = chance.choice(filings)
        rows = statement_numbers(document)
        if not rows:
            continue
        kind = KINDS[sum(planted.values()) % len(KINDS)]
        of_row = chance.choice(rows)
        number = chance.choice(of_row)
        if kind == "dropped row" and re.search(BY_ITSELF, number.fact.concept):
            continue
        if kind in BETWEEN_COLUMNS:
            beside = [n for n in of_row if n is not number and n.value != number.value]
            changed = plant_from(kind, content, number, beside[0]) if beside else None
        elif kind == "wrong period":
            other = chance.choice(chance.choice(rows))
            is_same_kind = other.fact.period.is_instant == number.fact.period.is_instant
            is_other = is_same_kind and other.fact.period not in {n.fact.period for n in of_row}
            changed = plant_from(kind, content, number, other) if is_other else None
        else:
            changed = plant(kind, content, number)
        if changed is None:
            continue
        planted[kind] += 1
        before = {flaw.place for flaw in report_flaws(document)}
        read = parse(changed, name=name)
        new = [f for f in report_flaws(read) if f.place not in before]
        concept = number.fact.concept
        # Digits that the tag's format does not allow are told of when the number is read.
        unread = any(
            finding.citation is not None and finding.citation.fact_id == number.fact.fact_id
            for finding in set(read.findings) - set(document.findings)
        )
        if unread or any(f.concept == concept for f in new) or (kind == "dropped row" and new):
            found[kind] += 1
        else:
            elsewhere[kind] += bool(new)
            missed.append(f"{name}: {kind} {concept} {number.fact.period} {number.value:f}")
    result = {
        "command": "python benchmarks/quality/planted_errors.py",
        "commit": commit(),
        "filings": len(filings),
        "planted": dict(planted),
        "found": dict(found),
        "found_share": round(sum(found.values()) / sum(planted.values()), 4),
        "missed_with_a_flaw_elsewhere": dict(elsewhere),
        "missed": missed,
        "found_without_a_plant": clean,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def statement_numbers(document: Document) -> list[list[TaggedNumber]]:
    """By row the consolidated numbers of balance sheet and cash flow statement that have an id."""
    found = []
    for table in tagged_tables(document):
        rows = statement_rows(table)
        concepts = {row.concept for row in rows}
        if _is_statement(concepts) and _is_of_the_whole(table):
            with_id = [
                [n for n in row.numbers.values() if n.fact.fact_id and n.value] for row in rows
            ]
            found += [numbers for numbers in with_id if numbers]
    return found


def start_tag(content: bytes, number: TaggedNumber) -> re.Match[bytes] | None:
    fact_id = re.escape(number.fact.fact_id.encode())
    pattern = rb'<ix:nonFraction\b[^>]*\bid="' + fact_id + rb'"[^>]*>'
    return re.search(pattern, content, re.IGNORECASE)


def plant_from(
    kind: str, content: bytes, number: TaggedNumber, other: TaggedNumber
) -> bytes | None:
    """The filing with one number's period or digits taken from another."""
    tags = start_tag(content, number), start_tag(content, other)
    if tags[0] is None or tags[1] is None:
        return None
    ends = [content.index(b"</ix:nonFraction>", tag.end()) for tag in tags if tag]
    if kind == "stale copy":
        digits = content[tags[1].end() : ends[1]]
        return content[: tags[0].end()] + digits + content[ends[0] :]
    named = [re.search(rb'contextRef="([^"]+)"', tag[0]) for tag in tags if tag]
    if named[0] is None or named[1] is None or named[0][1] == named[1][1]:
        return None
    changes = [(tags[0], named[0], named[1])]
    if kind == "exchanged columns":
        changes.append((tags[1], named[1], named[0]))
    for tag, own, put in sorted(changes, key=lambda one: -one[0].start()):
        wrong = tag[0].replace(own[0], put[0])
        content = content[: tag.start()] + wrong + content[tag.end() :]
    return content


def plant(kind: str, content: bytes, number: TaggedNumber) -> bytes | None:
    """The filing with one error; None where this number does not allow the kind."""
    tag = start_tag(content, number)
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
        case "wrong unit":
            own = re.search(rb'unitRef="([^"]+)"', start)
            others = {u for u in re.findall(rb'unitRef="([^"]+)"', content) if own and u != own[1]}
            if own is None or not others:
                return None
            wrong = start.replace(own[0], b'unitRef="%s"' % min(others))
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

"""Debt tables over real 10-K and 10-Q filings: found, footing, and walls equal to the tags.

    python benchmarks/quality/debt_tables.py [FOLDER ...]

A filing counts as having debt when its balance sheet shows a row of it. ``found``: rows of a table
of its note are tranches. ``foots``: they and the adjustments come within 0.5% of the balance sheet.
The wall is compared with the filing's us-gaap tags of maturities without dimensions, read here
straight from the facts. Writes benchmarks/results/debt_tables.json.
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from bookrunner.debt import DebtTable, debt_table
from bookrunner.documents import Document, parse
from bookrunner.facts import Company
from bookrunner.figures import BookrunnerError
from bookrunner.ingestion.taking import taken

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "debt_tables.json"
DATA = REPOSITORY.parent / "shared" / "data" / "filings"
TAG = re.compile(
    r"us-gaap:LongTermDebtMaturitiesRepaymentsOfPrincipal(?:InNextTwelveMonths|InYear\w+|"
    r"AfterYear\w+|RemainderOfFiscalYear|InNextRollingTwelveMonths|InRollingYear\w+)"
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=[DATA / "10-K", DATA / "10-Q"])
    folders = arguments.parse_args().folders
    counts: Counter[str] = Counter()
    rows: list[dict[str, object]] = []
    began = time.perf_counter()
    for file in sorted(file for folder in folders for file in folder.glob("*.gz")):
        rows.append(row := measured(file))
        for name, value in row.items():
            counts[f"{row['form']} {name}"] += value is True
            counts[f"{row['form']} {name} of"] += isinstance(value, bool)
    result = {
        "command": " ".join(["python", "benchmarks/quality/debt_tables.py"]),
        "commit": commit(),
        "filings": len(rows),
        "seconds": round(time.perf_counter() - began, 1),
        "counts": {
            name: f"{count} of {counts[f'{name} of']}"
            for name, count in sorted(counts.items())
            if counts[f"{name} of"]
        },
        "rows": rows,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    for row in rows:
        print(row)
    print(json.dumps(result["counts"], indent=2))


def measured(file: Path) -> dict[str, object]:
    """What holds for one filing; None where the question does not arise."""
    content = gzip.decompress(file.read_bytes())
    name = file.name.removesuffix(".gz")
    try:
        document = parse(content, name=name)
        filing = taken(document, content, frozenset()).filing
        if filing.period_end is None:
            return {"file": name, "form": filing.form, "problem": "no period"}
        made = debt_table(Company(filing.cik, name, "X"), filing, document)
    except BookrunnerError as error:
        return {"file": name, "form": "", "problem": str(error)}
    listed = [one for one in made.tranches if one.origin == "table"]
    has_debt = bool(made.balance_sheet)
    codes = {finding.code for finding in made.findings}
    return {
        "file": name,
        "form": filing.form,
        "debt": has_debt,
        "found": bool(listed) if has_debt else None,
        "tranches": len(listed),
        "foots": made.foots,
        "said when not": None
        if made.foots or not has_debt
        else bool(codes & {"debt.does-not-foot", "debt.no-table"}),
        "wall equals tags": wall_equals_tags(made, document),
        "wall": len(made.wall),
        "findings": sorted(codes),
    }


def wall_equals_tags(made: DebtTable, document: Document) -> bool | None:
    """Whether each maturity tagged is an amount of the wall; None when none is tagged."""
    tagged = [
        fact.value
        for fact in document.facts
        if TAG.fullmatch(fact.concept)
        and fact.value is not None
        and not fact.dimensions
        and fact.period.end == made.on
    ]
    if len(tagged) < 2:
        return None
    shown = [row.amount.exact for row in made.wall]
    return all(value in shown for value in tagged)


def commit() -> str:
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())

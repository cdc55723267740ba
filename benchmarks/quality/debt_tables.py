"""Debt tables over real 10-K and 10-Q filings: found, footing, and walls equal to the tags.

    python benchmarks/quality/debt_tables.py [FOLDER ...]

A filing counts as having debt when its balance sheet shows a row of it. ``found``: rows of a table
of its note are tranches. ``foots``: they and the adjustments come within 0.5% of the balance sheet.
Of a quarter without such rows: ``by type`` is whether it tells types of debt beyond its balance
sheet, and ``rolled`` whether the instruments of the annual report before it, where that is among
the files, foot to the quarter's balance sheet when rolled forward. ``told or said``: tranches,
types, a roll-forward that foots, or a finding that says what is missing.
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
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from bookrunner.debt import DebtTable, company_debt, debt_table
from bookrunner.documents import Document, parse
from bookrunner.facts import Company, Filing
from bookrunner.figures import BookrunnerError
from bookrunner.ingestion.taking import taken

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "debt_tables.json"
DATA = REPOSITORY.parent / "shared" / "data" / "filings"
SAYS = {"debt.by-type", "debt.no-table", "debt.does-not-foot", "debt.from-tags"}
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
    annual: dict[str, list[Read]] = defaultdict(list)
    for file in sorted(file for folder in folders for file in folder.glob("*.gz")):
        rows.append(row := measured(file, annual))
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


Read = tuple[Filing, Path]


def parsed(file: Path) -> tuple[Document, Filing]:
    """A file read, and what filing it is."""
    content = gzip.decompress(file.read_bytes())
    document = parse(content, name=file.name.removesuffix(".gz"))
    return document, taken(document, content, frozenset()).filing


def measured(file: Path, annual: dict[str, list[Read]]) -> dict[str, object]:
    """What holds for one filing; None where the question does not arise."""
    name = file.name.removesuffix(".gz")
    try:
        document, filing = parsed(file)
        if filing.period_end is None:
            return {"file": name, "form": filing.form, "problem": "no period"}
        made = debt_table(Company(filing.cik, name, "X"), filing, document)
        if filing.form == "10-K" and filing.cik.strip("0"):
            annual[filing.cik].append((filing, file))
    except BookrunnerError as error:
        return {"file": name, "form": "", "problem": str(error)}
    listed = [one for one in made.tranches if one.origin == "table"]
    has_debt = bool(made.balance_sheet)
    codes = {finding.code for finding in made.findings}
    is_open = filing.form == "10-Q" and has_debt and not any(
        one.origin in ("table", "tags") for one in made.tranches
    )  # fmt: skip
    rolled = rolls(document, filing, annual[filing.cik]) if is_open else None
    return {
        "file": name,
        "form": filing.form,
        "debt": has_debt,
        "found": bool(listed) if has_debt else None,
        "tranches": len(listed),
        "foots": made.foots,
        "by type": "debt.by-type" in codes if is_open else None,
        "rolled": rolled,
        "told or said": has_debt and (bool(made.foots) or bool(codes & SAYS)) if has_debt else None,
        "said when not": None
        if made.foots or not has_debt
        else bool(codes & {"debt.does-not-foot", "debt.no-table", "debt.by-type"}),
        "wall equals tags": wall_equals_tags(made, document),
        "wall": len(made.wall),
        "findings": sorted(codes),
    }


def rolls(document: Document, filing: Filing, annual: list[Read]) -> bool | None:
    """Whether the annual report before a quarter rolls forward to it; None where none is kept."""
    assert filing.period_end is not None, "looked at before"
    before = [
        one for one in annual
        if one[0].period_end and 0 < (filing.period_end - one[0].period_end).days <= 330
    ]  # fmt: skip
    if not before:
        return None
    earlier, file = max(before, key=lambda one: one[0].period_end or date.min)
    documents = {filing.digest: document, earlier.digest: parsed(file)[0]}
    company = Company(filing.cik, file.name, "X")
    made = company_debt(company, [earlier, filing], lambda one: documents[one.digest])
    return made.filing is filing and bool(made.foots)


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

"""How many key lines hundreds of companies of all sectors have, and whether their rows agree.

    python benchmarks/quality/key_lines_of_many.py

Reads the SEC's Financial Statement Data Sets of 2009 and 2010 in the shared data folder (10-K and
10-Q reports with tags, values and the words of rows) and asks the key lines of each report's own
period. Where the face of the statement has rows that call themselves the line, one of them should
be the line's value; a difference counts as flagged where the line carries a finding. The data sets
leave out many numbers of shares. Writes benchmarks/results/key_lines_of_many.json.
"""

import calendar
import csv
import io
import json
import re
import subprocess
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from bookrunner.facts import Company, Fact, LineMissing, statements
from bookrunner.facts.industries import industry
from bookrunner.facts.statements import Basis
from bookrunner.figures import SHARES, USD, USD_PER_SHARE, Missing, Period, Unit, instant

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "key_lines_of_many.json"
DATA = REPOSITORY.parent / "shared" / "data" / "fundamentals" / "sec_fsds"
QUARTERS = ("2009q3", "2010q2")
KEYS = (
    *("revenue", "operating_income", "net_income", "eps_basic", "eps_diluted", "cash"),
    *("total_assets", "total_liabilities", "equity", "long_term_debt", "total_debt"),
    *("operating_cash_flow", "capex", "depreciation_and_amortisation", "interest_expense"),
)
TO_DATE = frozenset({"operating_cash_flow", "capex", "depreciation_and_amortisation"})
"""Told from the start of the fiscal year in quarterly reports."""
ROWS = {
    "revenue": (
        "IS",
        r"((total )?(net )?(operating )?(revenues?|sales)|net sales)(, net.*|, total)?",
    ),
    "operating_income": ("IS", r"(total )?operating (income|profit|earnings).*"),
    "net_income": (
        "IS",
        r"net (income|earnings)( \(loss\))? attributable to (?!.*(?:non|common)).*",
    ),
    "cash": ("BS", r"cash and cash equivalents"),
    "long_term_debt": ("BS", r"(total )?long.?term (debt|borrowings).*"),
    "total_liabilities": ("BS", r"total liabilities"),
}
TOLERANCE = 0.001
Rows = Mapping[str, tuple[str, str]]
"""The statement and the words of each tag of a report."""


def main() -> None:
    present: dict[str, Counter[str]] = defaultdict(Counter)
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    why: Counter[str] = Counter()
    odd: list[list[object]] = []
    reports = 0
    for company, facts, words in all_reports():
        made = statements(company, facts)
        end, form = facts[0].report_end, facts[0].form
        periods = made.periods if form == "10-K" else made.at(Basis.QUARTERLY).periods
        own = [period for period in periods if period.end == end]
        if not own:
            continue
        reports += 1
        for key in KEYS:
            period = longest(facts, own[-1]) if key in TO_DATE else own[-1]
            try:
                figure = made.line(key, period)
            except LineMissing as missing:
                present[key]["missing"] += 1
                why[f"{key}: {str(missing).rsplit(': ', 1)[-1][:80]}"] += 1
                continue
            present[key]["present"] += 1
            told = row_values(key, facts, words, period)
            if not told or isinstance(figure.value, Missing):
                continue
            if any(abs(figure.value - one) <= abs(one) * TOLERANCE for one in told):
                rows[key]["equal"] += 1
            else:
                said = [one.code for one in made.said(key, period)]
                rows[key]["differs, flagged" if said else "differs, not flagged"] += 1
                odd.append([company.name, key, figure.value, told, made.explanation(key, period)])
    result = {
        "command": "python benchmarks/quality/key_lines_of_many.py",
        "commit": commit(),
        "reports": reports,
        "lines": {key: dict(sorted(present[key].items())) for key in KEYS},
        "against_rows_of_the_face": {key: dict(sorted(rows[key].items())) for key in ROWS},
        "why_missing": dict(why.most_common(40)),
        "differences": odd,
    }
    RESULT.write_text(json.dumps(result, indent=1, default=str) + "\n")
    print(json.dumps({k: v for k, v in result.items() if k != "differences"}, indent=1))


def row_values(key: str, facts: list[Fact], words: Rows, period: Period) -> list[float]:
    if key not in ROWS:
        return []
    statement, pattern = ROWS[key]
    when = instant(period.end) if statement == "BS" else period
    return [
        float(fact.value)
        for fact in facts
        if not fact.dimensions and fact.period == when and fact.unit == USD
        for place in [words.get(fact.concept.split(":")[1])]
        if place and place[0] == statement and re.fullmatch(pattern, place[1].strip(), re.I)
    ]


def longest(facts: list[Fact], own: Period) -> Period:
    """The longest stretch of the fiscal year that ends with the period."""
    ends = {fact.period for fact in facts if fact.period.end == own.end and fact.period.start}
    within = [one for one in ends if one.start and (one.end - one.start).days <= 372]
    return min(within, key=lambda one: one.start or own.end, default=own)


# ---------------------------------------------------------------------- reading


def all_reports() -> Iterator[tuple[Company, list[Fact], Rows]]:
    for quarter in QUARTERS:
        with zipfile.ZipFile(DATA / f"{quarter}.zip") as archive:
            filed = {
                row["adsh"]: row
                for row in _table(archive, "sub.txt")
                if row["form"] in ("10-K", "10-Q")
            }
            words: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
            for row in _table(archive, "pre.txt"):
                if row["adsh"] in filed and row["stmt"] in ("IS", "BS", "CF"):
                    words[row["adsh"]].setdefault(row["tag"], (row["stmt"], row["plabel"]))
            facts: dict[str, list[Fact]] = defaultdict(list)
            for row in _table(archive, "num.txt"):
                filing = filed.get(row["adsh"])
                unit = _unit(row["tag"], row["uom"])
                if filing is not None and unit is not None and row["value"] and not row["coreg"]:
                    label = words[row["adsh"]].get(row["tag"], ("", ""))[1]
                    facts[row["adsh"]].append(_fact(row, filing, unit, label))
        for accession, told in facts.items():
            filing = filed[accession]
            company = Company(
                cik=filing["cik"].zfill(10),
                name=filing["name"],
                sic=filing["sic"],
                industry=industry(filing["sic"]),
            )
            yield company, told, words[accession]


def _fact(row: Mapping[str, str], filing: Mapping[str, str], unit: Unit, label: str) -> Fact:
    end, quarters = _day(row["ddate"]), int(row["qtrs"])
    prefix = row["version"].split("/")[0] if "/" in row["version"] else "own"
    parts = (part.split("=", 1) for part in row["segments"].strip(";").split(";") if "=" in part)
    return Fact(
        cik=filing["cik"].zfill(10),
        concept=f"{prefix}:{row['tag']}",
        value=Decimal(row["value"]).normalize(),
        unit=unit,
        period=Period(_start(end, quarters), end) if quarters else instant(end),
        dimensions=tuple(sorted((f"x:{axis}", f"x:{member}") for axis, member in parts)),
        accession=row["adsh"],
        form=filing["form"],
        accepted_at=_day(filing["filed"]),
        document=row["adsh"],
        report_end=_day(filing["period"]),
        fiscal_year=int(filing["fy"]) if filing["fy"] else None,
        fiscal_period=filing["fp"],
        label=label,
    )


def _unit(tag: str, uom: str) -> Unit | None:
    # The data sets of these years give earnings per share in dollars.
    per_share = re.search(r"Per\w*(?:Share|Unit)", tag) and "Shares" not in tag
    if per_share and uom in ("USD", "pure"):
        return USD_PER_SHARE
    return {"USD": USD, "shares": SHARES, "USD/shares": USD_PER_SHARE}.get(uom)


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _start(end: date, quarters: int) -> date:
    """The day on which that many quarters before the end began; data sets tell only the end."""
    month = end.month - 3 * quarters
    year = end.year + (month - 1) // 12
    month = (month - 1) % 12 + 1
    if end.day == calendar.monthrange(end.year, end.month)[1]:
        return date(year, month, calendar.monthrange(year, month)[1]) + timedelta(1)
    return end - timedelta(weeks=13 * quarters) + timedelta(1)


def _table(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with archive.open(name) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="replace")
        yield from csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)


def commit() -> str:
    command = ["git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()

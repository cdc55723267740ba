"""How many key lines of real reports are there, and whether they are what others read.

    python benchmarks/quality/key_lines.py [--home FOLDER]

Takes in every 10-K, 10-Q and companyfacts file of the shared data folder and asks each key line
of each year and quarter that a 10-K or 10-Q at hand reports on. Values are held against two
references that others made: the facts read from the filings' tags (``derived``) and the values of
large companies (``fundamentals``, restated, without dates). A difference counts as flagged where
the line carries a finding. Writes benchmarks/results/key_lines.json with every difference.
"""

import argparse
import csv
import gzip
import json
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bookrunner.facts import (
    STANDARD_LINES,
    Basis,
    Fact,
    LineMissing,
    SqlFactStore,
    Statements,
    Vintage,
    statements,
)
from bookrunner.facts.lines import LINES_BY_KEY, Kind, Tagged
from bookrunner.figures import Missing, NotFound, Period, Unusable, Viewer
from bookrunner.ingestion import ingest
from bookrunner.storage import BlobFolder, engine

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "key_lines.json"
DATA = REPOSITORY.parent / "shared" / "data"
ANYBODY = Viewer("benchmark")

GOAL_KEYS = (
    *("revenue", "operating_income", "net_income", "eps_basic", "eps_diluted", "diluted_shares"),
    *("cash", "total_assets", "total_debt", "operating_cash_flow", "capex"),
)
CONTRACT_KEYS = (
    *GOAL_KEYS,
    *("cost_of_revenue", "gross_profit", "research_and_development", "interest_expense"),
    *("income_tax", "receivables", "inventory", "current_assets", "current_liabilities"),
    *("total_liabilities", "long_term_debt", "equity", "depreciation_and_amortisation"),
    *("stock_compensation", "buybacks", "ebitda", "net_debt", "free_cash_flow"),
)
FUNDAMENTALS = {
    "revenue": "revenue",
    "costOfRevenue": "cost_of_revenue",
    "grossProfit": "gross_profit",
    "opIncome": "operating_income",
    "netIncome": "net_income",
    "rnd": "research_and_development",
    "ocf": "operating_cash_flow",
    "capex": "capex",
    "buybacks": "buybacks",
    "eps": "eps_diluted",
    "dilutedShares": "diluted_shares",
    "assets": "total_assets",
    "liabilities": "total_liabilities",
    "equity": "equity",
    "cash": "cash",
    "ltDebt": "long_term_debt",
}
TO_DATE = frozenset(
    {
        *("operating_cash_flow", "capex", "free_cash_flow", "buybacks", "stock_compensation"),
        "depreciation_and_amortisation",
    }
)
"""Told from the start of the fiscal year in quarterly reports."""
_CASH_FLOW = "us-gaap:NetCashProvidedByUsedInOperatingActivities"
_YEAR_DAYS_MAX = 372
SECTIONS = {"annual": "FY", "quarterly": "Q", "balances": ""}
TOLERANCE = 0.0005


@dataclass
class Tally:
    """Counts and differences against one reference."""

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[list[object]] = field(default_factory=list)

    def compare(self, made: Statements, key: str, period: Period, expected: float) -> None:
        where = f"{made.company.ticker or made.company.name} {made.label(period)}"
        try:
            value = made.line(key, period).value
        except LineMissing as missing:
            self.counts["missing, with its reason"] += 1
            self.differences.append([where, key, None, expected, str(missing)])
            return
        if not isinstance(value, Missing) and abs(value - expected) <= abs(expected) * TOLERANCE:
            self.counts["equal"] += 1
            return
        said = [one.code for one in made.said(key, period)]
        self.counts["differs, flagged" if said else "differs, not flagged"] += 1
        told = None if isinstance(value, Missing) else value
        self.differences.append([where, key, told, expected, made.explanation(key, period), said])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="keep what was taken in here, for another run")
    home = parser.parse_args().home
    with tempfile.TemporaryDirectory() as temporary:
        result = measured(home or Path(temporary))
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps({k: v for k, v in result.items() if k != "differences"}, indent=1))


def measured(home: Path) -> dict[str, object]:
    store = SqlFactStore(engine(f"sqlite:///{home / 'store.db'}"))
    paths = [
        *sorted((DATA / "filings" / "10-K").glob("*.gz")),
        *sorted((DATA / "filings" / "10-Q").glob("*.gz")),
        *sorted((DATA / "companyfacts").glob("*.gz")),
    ]
    ingest(paths, store, BlobFolder(home / "blobs"), ANYBODY, workers=1)
    gold, large = Tally(), Tally()
    present: dict[str, Counter[str]] = defaultdict(Counter)
    missing: list[list[str]] = []
    golden, values = gold_facts(), fundamentals()
    for company in store.companies(ANYBODY):
        facts = list(store.facts(company.cik, ANYBODY))
        if not facts:
            continue
        latest = statements(company, facts)
        first = statements(company, facts, vintage=Vintage.AS_FIRST_REPORTED)
        for period in reported_on(latest, facts):
            for key in CONTRACT_KEYS:
                stretch = to_date(facts, period) if key in TO_DATE else period
                found = latest.get(key, stretch)
                present[key]["asked"] += 1
                present[key]["missing" if found is None else "present"] += 1
                if found is None and key in GOAL_KEYS:
                    where = f"{company.ticker or company.name} {latest.label(period)}"
                    missing.append([where, key, reason(latest, key, stretch)])
        for key, days, expected in golden.get(company.cik, ()):
            try:
                gold.compare(first, key, first.period(days, key), expected)
            except (NotFound, Unusable):
                gold.counts["period not covered"] += 1
        for section, key, end, expected in values.get(company.cik, ()):
            for period in reported_on(latest, facts):
                if str(period.end) == end and latest.label(period).startswith(SECTIONS[section]):
                    large.compare(latest, key, period, expected)
                    break
    asked = sum(present[key]["asked"] for key in GOAL_KEYS)
    there = sum(present[key]["present"] for key in GOAL_KEYS)
    return {
        "command": "python benchmarks/quality/key_lines.py",
        "commit": commit(),
        "files": len(paths),
        "goal_lines_asked": asked,
        "goal_lines_present": there,
        "goal_lines_present_share": round(there / asked, 4) if asked else None,
        "lines": {key: dict(sorted(present[key].items())) for key in CONTRACT_KEYS},
        "against_tags_read_by_others": dict(sorted(gold.counts.items())),
        "against_values_of_large_companies": dict(sorted(large.counts.items())),
        "differences": {
            "missing_goal_lines": missing,
            "tags": gold.differences,
            "large_companies": large.differences,
        },
    }


def reported_on(made: Statements, facts: list[Fact]) -> list[Period]:
    """The years and quarters that a 10-K or 10-Q at hand is of; older ones are comparatives."""
    own = {
        (fact.report_end, fact.form[:4])
        for fact in facts
        if fact.citation is not None and fact.form[:4] in ("10-K", "10-Q")
    }
    years = [one for one in made.periods if (one.end, "10-K") in own]
    calendar = made.at(Basis.QUARTERLY).periods
    return years + [one for one in calendar if (one.end, "10-Q") in own]


def to_date(facts: list[Fact], period: Period) -> Period:
    """The fiscal year to the period's end, as quarterly reports tell cash flows."""
    told = {
        fact.period
        for fact in facts
        if fact.concept == _CASH_FLOW and fact.period.end == period.end and fact.report_end
    }
    within = [one for one in told if one.start and (one.end - one.start).days <= _YEAR_DAYS_MAX]
    return min(within, key=lambda one: one.start or period.end, default=period)


def reason(made: Statements, key: str, period: Period) -> str:
    try:
        made.line(key, period)
    except LineMissing as missing:
        return str(missing)
    return ""


def gold_facts() -> dict[str, list[tuple[str, str, float]]]:
    """Line, days and value by company, of reports' own periods."""
    keys: dict[str, str] = {}
    for line in STANDARD_LINES:
        if line.key in CONTRACT_KEYS:
            for rule in line.rules:
                if isinstance(rule, Tagged) and rule.row_means is None:
                    keys.update((c.split(":")[1], line.key) for c in rule.concepts[:8])
    found: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for row in csv.DictReader((DATA / "derived" / "gold_key_facts.csv").open(encoding="utf-8")):
        key = keys.get(row["concept"])
        if key is None or row["end"] != row["period_end"]:
            continue
        days = f"{row['start']}/{row['end']}" if row["start"] else row["end"]
        if bool(row["start"]) == (LINES_BY_KEY[key].kind is not Kind.BALANCE):
            found[row["cik"]].append((key, days, float(row["value"])))
    return found


def fundamentals() -> dict[str, list[tuple[str, str, str, float]]]:
    """Section, line, end and value by company; the shares of one class only once."""
    found: dict[str, dict[tuple[str, str, str], float]] = defaultdict(dict)
    path = DATA / "fundamentals" / "sp500_fundamentals_tidy.csv.gz"
    for row in _rows(path):
        key = FUNDAMENTALS.get(row["item"])
        if key is not None:
            found[row["cik"]][(row["section"], key, row["period_end"])] = float(row["value"])
    return {cik: [(*place, v) for place, v in told.items()] for cik, told in found.items()}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def commit() -> str:
    command = ["git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()

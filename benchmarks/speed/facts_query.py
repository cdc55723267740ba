"""Speed of asking a store of millions of facts for one line of one company and period.

    python benchmarks/speed/facts_query.py [--facts 5000000] [--questions 2000] [--seed 7]

Builds a SQLite store in a temporary folder (companies, filings of eight years, facts under the tags
of the standard lines and others, in the store's own tables and indexes) and asks random questions
in this process: the store's facts by company, tags, period and day of knowledge; which company a
ticker means; and the whole standard line as the command line answers it, nothing remembered
between questions. Writes benchmarks/results/facts_query.json.
"""

import argparse
import json
import platform
import random
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bookrunner.facts import (
    CONCEPTS,
    AcceptedBasis,
    Company,
    Fact,
    Filing,
    SqlFactStore,
    Statements,
    statements,
)
from bookrunner.facts.lines import LINES_BY_KEY, Tagged
from bookrunner.figures import Viewer
from bookrunner.storage import engine

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "facts_query.json"
ANYBODY = Viewer("benchmark")
YEARS = range(2016, 2024)
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
FACTS_PER_FILING = 125
LINES = ("revenue", "net_income", "total_assets", "cash", "operating_cash_flow", "capex")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--facts", type=int, default=5_000_000)
    arguments.add_argument("--questions", type=int, default=2_000)
    arguments.add_argument("--seed", type=int, default=7)
    asked = arguments.parse_args()
    rng = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = SqlFactStore(engine(f"sqlite:///{path}"))
        began = time.perf_counter()
        companies, facts = built(path, asked.facts, rng)
        seconds = time.perf_counter() - began
        took = {
            "facts": measured(lambda: facts_of_a_line(store, companies, rng), asked.questions),
            "company": measured(lambda: company_of_a_ticker(store, companies, rng), 500),
            "line": measured(lambda: line_of_a_period(store, companies, rng), 500),
        }
        size = path.stat().st_size
    result: dict[str, Any] = {
        "command": f"python benchmarks/speed/facts_query.py --facts {asked.facts} "
        f"--questions {asked.questions} --seed {asked.seed}",
        "commit": commit(),
        "machine": f"{platform.machine()}, {platform.system()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "companies": companies,
        "facts": facts,
        "store_megabytes": round(size / 1e6),
        "build_seconds": round(seconds),
    }
    result |= {
        f"{name}_{level}_milliseconds": value
        for name, levels in took.items()
        for level, value in levels.items()
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


# --------------------------------------------------------------------------------- questions


def facts_of_a_line(store: SqlFactStore, companies: int, rng: random.Random) -> Sequence[Fact]:
    """The facts that a line may be taken from: company, tags, period end, day of knowledge."""
    rules = LINES_BY_KEY[rng.choice(LINES)].rules
    concepts = [c for rule in rules if isinstance(rule, Tagged) for c in rule.concepts]
    return store.facts(
        cik_of(rng.randrange(companies)),
        ANYBODY,
        concepts=concepts,
        period_end=date(rng.choice(YEARS), *rng.choice(QUARTER_ENDS)),
        as_of=date(2024, 6, 30),
    )


def company_of_a_ticker(store: SqlFactStore, companies: int, rng: random.Random) -> Company:
    return store.company(f"T{rng.randrange(companies)}", ANYBODY)


def line_of_a_period(store: SqlFactStore, companies: int, rng: random.Random) -> Statements:
    company = company_of_a_ticker(store, companies, rng)
    made = statements(company, store.facts(company.cik, ANYBODY))
    made.get("revenue", made.period(f"FY{rng.choice(YEARS)}", "revenue"))
    return made


def measured(question: Callable[[], object], count: int) -> dict[str, float]:
    """The time of one question: the median, and what one in a hundred exceeds."""
    question()
    times = []
    for _ in range(count):
        began = time.perf_counter()
        question()
        times.append((time.perf_counter() - began) * 1_000)
    return {
        "p50": round(statistics.median(times), 2),
        "p99": round(statistics.quantiles(times, n=100)[98], 2),
    }


# ------------------------------------------------------------------------------- the store


def built(path: Path, wanted: int, rng: random.Random) -> tuple[int, int]:
    """Fill the store's own tables; how many companies and facts there are now."""
    filings = len(YEARS) * len(QUARTER_ENDS)
    companies = max(1, round(wanted / (filings * FACTS_PER_FILING)))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    # Filings of different companies come in mixed, as they do when a day's filings are ingested.
    order = [(company, number) for number in range(filings) for company in range(companies)]
    tags = sorted(CONCEPTS)[:90] + [f"zz:Custom{number}" for number in range(35)]
    connection.executemany(_into("filings", 20), filing_rows(order))
    connection.executemany(
        "INSERT INTO company_names (cik, kind, key, name, filing) VALUES (?, ?, ?, ?, ?)",
        name_rows(order),
    )
    connection.executemany(_into("facts", 13), fact_rows(order, tags, rng))
    connection.commit()
    count = connection.execute("SELECT count(*) FROM facts").fetchone()[0]
    connection.close()
    return companies, count


def filing_rows(order: Sequence[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    for place, (company, number) in enumerate(order, start=1):
        end, quarter = report(number)
        filing = Filing(digest=f"{place:064x}", cik=cik_of(company), form=form(quarter))
        yield (
            place,
            filing.digest,
            f"{company:010d}-{end:%y}-{number:06d}",
            f"{place:064x}",
            "",
            0,
            filing.cik,
            filing.form,
            end.isoformat(),
            (end + timedelta(days=40)).isoformat(),
            AcceptedBasis.HEADER.value,
            end.year,
            "FY" if quarter == 4 else f"Q{quarter}",
            f"{place}.htm",
            "SEC EDGAR",
            f"Company {company} Inc",
            f"T{company}",
            "3571",
            "--12-31",
            "NYSE",
        )


def name_rows(order: Sequence[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    for place, (company, _) in enumerate(order, start=1):
        yield cik_of(company), "name", f"company {company}", f"Company {company} Inc", place
        yield cik_of(company), "ticker", f"T{company}", f"T{company}", place


def fact_rows(
    order: Sequence[tuple[int, int]], tags: Sequence[str], rng: random.Random
) -> Iterator[tuple[Any, ...]]:
    for place, (_, number) in enumerate(order, start=1):
        end, quarter = report(number)
        began = date(end.year, 1 if quarter == 4 else 3 * quarter - 2, 1).isoformat()
        for ordinal, tag in enumerate(tags):
            start = None if "Assets" in tag else began
            value = str(rng.randrange(10**9))
            yield (
                place,
                ordinal,
                tag,
                value,
                "USD",
                start,
                end.isoformat(),
                "",
                -6,
                f"f-{ordinal}",
                ordinal * 10,
                ordinal * 10 + 5,
                "",
            )


def _into(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def report(number: int) -> tuple[date, int]:
    year, quarter = YEARS[number // 4], number % 4 + 1
    return date(year, *QUARTER_ENDS[quarter - 1]), quarter


def form(quarter: int) -> str:
    return "10-K" if quarter == 4 else "10-Q"


def cik_of(company: int) -> str:
    return f"{company + 1:010d}"


def commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip()


if __name__ == "__main__":
    main()

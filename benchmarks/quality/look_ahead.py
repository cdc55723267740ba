"""Whether an answer as of a day knows anything that was not known on that day.

    python benchmarks/quality/look_ahead.py [--pairs 10000] [--seed 11] [--invented 60] [PATH ...]

Ingests the filings at the paths (default: the real 10-K, 10-Q and companyfacts where they are at
hand) into a temporary store, adds invented companies that restate, amend, split their shares and
change their names, and draws random (company, day) pairs. For each pair the store as of the day
must answer exactly what a store answers that never took in anything later: the same company, names
and tickers, the same facts, and for some states of knowledge of each company the same statements
of every basis and both vintages: labels, values, explanations, sources and findings. No answer may
name a later day. Writes benchmarks/results/look_ahead.json.
"""

import argparse
import hashlib
import json
import random
import re
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, delete, insert, or_, select

from bookrunner.facts import (
    AcceptedBasis,
    Basis,
    Company,
    Fact,
    Filing,
    Report,
    SqlFactStore,
    Statements,
    Vintage,
    statements,
)
from bookrunner.facts.tables_sql import COMPANY_NAMES, FACTS, FILINGS
from bookrunner.figures import (
    SHARES,
    USD,
    USD_PER_SHARE,
    BookrunnerError,
    Figure,
    Period,
    Sourced,
    Viewer,
    instant,
)
from bookrunner.ingestion import ingest
from bookrunner.storage import BlobFolder, engine, reading, writing

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "look_ahead.json"
REAL = ("companyfacts", "filings/10-K", "filings/10-Q")
ANYBODY = Viewer("benchmark")
STATES_PER_COMPANY = 6
"""Of how many states of knowledge, about, each company's statements are compared whole."""


@dataclass
class Tally:
    """What was compared, and what differed."""

    pairs: int = 0
    states: int = 0
    figures: int = 0
    findings: int = 0
    leaks: list[str] = field(default_factory=list)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="*", type=Path, default=real_folders())
    arguments.add_argument("--pairs", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=11)
    arguments.add_argument("--invented", type=int, default=60)
    asked = arguments.parse_args()
    rng = random.Random(asked.seed)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        database = engine(f"sqlite:///{folder}/all.db")
        store = SqlFactStore(database)
        paths = [REPOSITORY / path for path in asked.paths]
        ingest(paths, store, BlobFolder(Path(folder) / "blobs"), ANYBODY, workers=1)
        real = len(store.companies(ANYBODY))
        for number in range(asked.invented):
            store.save_all(invented(number, rng))
        tally = compared(store, database, Path(folder), asked.pairs, rng)
        companies = len(store.companies(ANYBODY))
    result = {
        "command": "python benchmarks/quality/look_ahead.py "
        f"--pairs {asked.pairs} --seed {asked.seed} --invented {asked.invented} "
        + " ".join(str(path) for path in asked.paths),
        "commit": commit(),
        "companies_real": real,
        "companies_invented": companies - real,
        "pairs": tally.pairs,
        "states_of_knowledge": tally.states,
        "figures_compared": tally.figures,
        "findings_compared": tally.findings,
        "leaks": len(tally.leaks),
        "first_leaks": tally.leaks[:20],
        "seconds": round(time.perf_counter() - began),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


def real_folders() -> list[Path]:
    folders = [Path("../shared/data") / name for name in REAL]
    return [folder for folder in folders if (REPOSITORY / folder).is_dir()]


# -------------------------------------------------------------------------- the comparison


def compared(
    store: SqlFactStore, database: Engine, folder: Path, pairs: int, rng: random.Random
) -> Tally:
    """Compare random pairs of a company and a day."""
    tally = Tally()
    days_of = {c.cik: filed_days(store, c.cik) for c in store.companies(ANYBODY)}
    ciks = sorted(cik for cik, days in days_of.items() if days)
    drawn: dict[str, list[date]] = defaultdict(list)
    for _ in range(pairs):
        cik = rng.choice(ciks)
        first, last = days_of[cik][0], days_of[cik][-1]
        span = (last - first).days + 90
        drawn[cik].append(first + timedelta(days=rng.randrange(-30, span)))
    for cik, days in drawn.items():
        # Newest first, so that the store without later filings only ever loses some.
        own = engine(f"sqlite:///{folder / cik}.db")
        truncated = SqlFactStore(own)
        copy(database, own, cik)
        state: date | None = None
        then = Then("", ())
        # All statements of sixty filings take minutes; some of their states stand for the rest.
        states_share = min(1.0, STATES_PER_COMPANY / len(days_of[cik]))
        for day in sorted(days, reverse=True):
            known = max((one for one in days_of[cik] if one <= day), default=date.min)
            if known != state:
                # Between two filings nothing changes in a store that knows nothing later.
                forget_after(own, day)
                then = Then(called(truncated, cik, None), truncated.facts(cik, ANYBODY))
            compare_pair(store, then, cik, day, tally)
            if known != state and rng.random() < states_share:
                compare_state(store, truncated, cik, day, tally)
            state = known
        (folder / f"{cik}.db").unlink()
    return tally


@dataclass(frozen=True)
class Then:
    """What a store knows that knows nothing later."""

    company: Company | str
    facts: Sequence[Fact]


def compare_pair(store: SqlFactStore, then: Then, cik: str, day: date, tally: Tally) -> None:
    tally.pairs += 1
    company = called(store, cik, day)
    if company != then.company:
        tally.leaks.append(f"{cik} {day}: company {company} instead of {then.company}")
    facts = store.facts(cik, ANYBODY, as_of=day)
    if any(fact.accepted_at is None or fact.accepted_at > day for fact in facts):
        tally.leaks.append(f"{cik} {day}: a fact of a later day")
    if facts != then.facts:
        tally.leaks.append(f"{cik} {day}: other facts")


def called(store: SqlFactStore, cik: str, day: date | None) -> Company | str:
    try:
        return store.company(cik, ANYBODY, as_of=day)
    except BookrunnerError as error:
        return type(error).__name__


def compare_state(
    store: SqlFactStore, truncated: SqlFactStore, cik: str, day: date, tally: Tally
) -> None:
    """Every statement as of the day against that of the store that knows nothing later."""
    tally.states += 1
    company = called(store, cik, day)
    if isinstance(company, str):
        return
    every, then = store.facts(cik, ANYBODY), truncated.facts(cik, ANYBODY)
    for vintage in Vintage:
        asked = told(statements(company, every, vintage=vintage, as_of=day))
        known = told(statements(company, then, vintage=vintage))
        tally.figures += len(known.figures)
        tally.findings += len(known.findings)
        for line in sorted(set(asked.figures) ^ set(known.figures))[:3]:
            tally.leaks.append(f"{cik} {day} {vintage.value}: {line}")
        for line in sorted(set(asked.findings) ^ set(known.findings))[:3]:
            tally.leaks.append(f"{cik} {day} {vintage.value}: {line}")
        for text in (*asked.figures, *asked.findings):
            tally.leaks += [
                f"{cik} {day} names {later}: {text}" for later in days_named(text) if later > day
            ]


@dataclass(frozen=True)
class Told:
    """All that statements say, as texts."""

    figures: list[str]
    findings: list[str]


def told(made: Statements) -> Told:
    figures, findings = [], []
    for basis in Basis:
        on_basis = made.at(basis)
        for period in on_basis.periods:
            label = on_basis.label(period)
            for line in on_basis.lines:
                figure = on_basis.get(line.key, period)
                if figure is not None:
                    words = on_basis.explanation(line.key, period)
                    figures.append(f"{label} {figure.id} {figure.value} {words} {source(figure)}")
    findings += [f"{one.code} {one.where} {one.message}" for one in made.findings]
    return Told(figures, findings)


def source(figure: Figure) -> str:
    if not isinstance(figure.lineage, Sourced):
        return ""
    read = figure.lineage.source
    return f"{read.document} {read.accession} {read.accepted_at}"


def days_named(text: str) -> Iterator[date]:
    for found in re.findall(r"(?<!\d)((?:19|20)\d\d-\d\d-\d\d)(?!\d)", text):
        try:
            yield date.fromisoformat(found)
        except ValueError:
            continue


# ------------------------------------------------------------------- stores that know less


def filed_days(store: SqlFactStore, cik: str) -> Sequence[date]:
    filings = store.filings(ANYBODY, cik)
    return sorted({one.accepted_at for one in filings if one.accepted_at is not None})


def copy(database: Engine, own: Engine, cik: str) -> None:
    """All of one company into a store of its own."""
    filings = select(FILINGS.c.id).where(FILINGS.c.cik == cik)
    with reading(database) as source_rows, writing(own) as target:
        for table, rows in (
            (FILINGS, select(FILINGS).where(FILINGS.c.cik == cik)),
            (FACTS, select(FACTS).where(FACTS.c.filing.in_(filings))),
            (COMPANY_NAMES, select(COMPANY_NAMES).where(COMPANY_NAMES.c.filing.in_(filings))),
        ):
            found = [dict(row) for row in source_rows.execute(rows).mappings()]
            if found:
                target.execute(insert(table), found)


def forget_after(own: Engine, day: date) -> None:
    """Delete every filing that was not known on the day."""
    later = select(FILINGS.c.id).where(
        or_(FILINGS.c.accepted_at > day, FILINGS.c.accepted_at.is_(None))
    )
    with writing(own) as connection:
        connection.execute(delete(FACTS).where(FACTS.c.filing.in_(later)))
        connection.execute(delete(COMPANY_NAMES).where(COMPANY_NAMES.c.filing.in_(later)))
        connection.execute(delete(FILINGS).where(FILINGS.c.id.in_(later)))


# ----------------------------------------------------------------------- invented companies


def invented(number: int, rng: random.Random) -> list[Report]:
    """Five years of reports with restatements, amendments, a split, a new name and ticker."""
    cik = f"99{number:08d}"
    month = rng.choice((1, 3, 6, 9, 12))
    offset = -1 if month == 1 and rng.random() < 0.5 else 0
    shares, split_year = 50_000_000 + rng.randrange(10**6), rng.randrange(2018, 2023)
    renamed = rng.randrange(2017, 2023)
    reports: list[Report] = []
    told: dict[Period, tuple[int, int]] = {}
    for year in range(2017, 2023):
        end = _month_end(year, month)
        start = _month_end(year - 1, month) + timedelta(days=1)
        if year == split_year:
            shares *= rng.choice((2, 3, 4, 10))
        for months in (3, 6, 9, 12):
            to = end if months == 12 else _months_on(start, months)
            period = Period(start, to)
            told[period] = (1_000 + rng.randrange(900), 50 + rng.randrange(90))
            before = [p for p in told if p.months == period.months and p != period][-2:]
            if rng.random() < 0.2 and before:
                told[before[-1]] = (1_000 + rng.randrange(900), 50 + rng.randrange(90))
            name = f"Quercus {number} Inc" if year < renamed else f"Robur {number} Corp"
            ticker = f"QR{number}" if year < renamed else f"RB{number}"
            company = Company(cik, name, ticker)
            form = "10-K" if months == 12 else "10-Q"
            fiscal = (year + offset, "FY" if months == 12 else f"Q{months // 3}")
            accepted = to + timedelta(days=rng.randrange(25, 80))
            shown = [period, *before]
            reports.append(_report(cik, company, form, fiscal, accepted, shown, told, shares))
            if rng.random() < 0.15:
                told[period] = (1_000 + rng.randrange(900), 50 + rng.randrange(90))
                later = accepted + timedelta(days=rng.randrange(1, 200))
                amended = f"{form}/A"
                reports.append(_report(cik, company, amended, fiscal, later, shown, told, shares))
    return reports


def _report(
    cik: str,
    company: Company,
    form: str,
    fiscal: tuple[int, str],
    accepted: date,
    shown: Sequence[Period],
    told: dict[Period, tuple[int, int]],
    shares: int,
) -> Report:
    end = shown[0].end
    digest = hashlib.sha256(f"{cik}{form}{end}{accepted}".encode()).hexdigest()
    filing = Filing(
        digest=digest,
        cik=cik,
        form=form,
        accession=f"{cik}-{accepted:%y}-{int(digest[:5], 16) % 10**6:06d}",
        period_end=end,
        accepted_at=accepted,
        accepted_basis=AcceptedBasis.HEADER,
        fiscal_year=fiscal[0],
        fiscal_period=fiscal[1],
        name=f"{end}.htm",
    )
    rows: list[tuple[str, Period, Decimal, object]] = [
        ("Assets", instant(end), Decimal(2_000_000_000), USD),
        ("StockholdersEquity", instant(end), Decimal(900_000_000), USD),
    ]
    for period in shown:
        revenue, income = told[period]
        per_share = (Decimal(income * 10**6) / shares).quantize(Decimal("0.01"))
        rows += [
            ("Revenues", period, Decimal(revenue * 10**6), USD),
            ("NetIncomeLoss", period, Decimal(income * 10**6), USD),
            ("OperatingIncomeLoss", period, Decimal(income * 15 * 10**5), USD),
            ("DepreciationDepletionAndAmortization", period, Decimal(40 * 10**6), USD),
            ("EarningsPerShareDiluted", period, per_share, USD_PER_SHARE),
            ("WeightedAverageNumberOfDilutedSharesOutstanding", period, Decimal(shares), SHARES),
        ]
    facts = [
        Fact(
            cik=cik,
            concept=f"us-gaap:{tag}",
            value=value,
            unit=unit,  # type: ignore[arg-type]
            period=period,
            accession=filing.accession,
            form=form,
            accepted_at=accepted,
            document=digest,
            report_end=end,
            fiscal_year=fiscal[0],
            fiscal_period=fiscal[1],
        )
        for tag, period, value, unit in rows
    ]
    return Report(filing, company, facts)


def _month_end(year: int, month: int) -> date:
    after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return after - timedelta(days=1)


def _months_on(start: date, months: int) -> date:
    place = start.month - 1 + months - 1
    return _month_end(start.year + place // 12, place % 12 + 1)


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

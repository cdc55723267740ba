"""Writes the sample's figures from real filings: reported numbers with accession and tag.

Reads ``../shared/data`` beside the repository with Bookrunner's own parser and writes small CSV
files under ``src/bookrunner/sample/data``: one for each filing, and tables of companies, filings,
one closing price per company at one date, and Treasury curves of a few dates. Only numbers, tags,
accessions and names are carried over, no words of any filing. The same input gives the same bytes.

    .venv/bin/python scripts/build_sample.py
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
from ast import literal_eval
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from bookrunner.documents import parse
from bookrunner.facts import AcceptedBasis, Company, Fact, Filing, companyfacts
from bookrunner.facts.lines import CONCEPTS
from bookrunner.facts.rows import row_meaning
from bookrunner.figures import PUBLIC, BadInput
from bookrunner.ingestion.taking import taken

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"
SAMPLE_DATA = REPOSITORY / "src" / "bookrunner" / "sample" / "data"

TICKERS: Sequence[str] = (
    *("AAPL", "ABT", "ADBE", "AI", "AMD", "BA", "BMY", "CRM", "DIS", "DOW"),
    *("GD", "GE", "GM", "HD", "HON", "HUBS", "INTC", "JNJ", "KHC", "KO"),
    *("LOW", "MARA", "MCD", "META", "MMM", "NFLX", "NKE", "NVDA", "ORCL", "PFE"),
    *("SJM", "SNOW", "TMO", "TRV", "TXN", "UNP", "UPS", "V", "WBA", "WMT"),
)

VALUATION_DATE = "2024-08-30"
"""All eight companies of the demonstration have a full year known by then; Nvidia's count of shares
on the cover of its report of 2024-08-28 is after the split of June, as the price is."""

CURVE_DATES = frozenset(
    {
        "2023-12-29",
        "2024-03-28",
        "2024-06-28",
        VALUATION_DATE,
        "2024-12-31",
        "2025-03-31",
        "2025-06-30",
    }
)

# The SEC's data goes back to 2009; three full years before the valuation date need no more.
COMPANYFACTS_FILED_FROM = date(2021, 6, 1)
REPORTING_DAYS_MAX = 150

# Not in the list of filers, because it is no longer one.
SIC_KNOWN_OTHERWISE = {"0001618921": "5912"}

COVER_SHARES = "dei:EntityCommonStockSharesOutstanding"
CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"

FACT_COLUMNS = ("concept", "unit", "start", "end", "dimensions", "value", "decimals", "row")
FILING_COLUMNS = (
    "file",
    "cik",
    "accession",
    "form",
    "filed",
    "filed_basis",
    "period_end",
    "fiscal_year",
    "fiscal_period",
    "system",
    "sha256",
)
COMPANY_COLUMNS = (
    "cik",
    "ticker",
    "name",
    "exchange",
    "sic",
    "fiscal_year_end",
    "other_tickers",
    "invented",
)


@dataclass(frozen=True)
class Reported:
    """A filing with its company and the facts that the sample carries."""

    filing: Filing
    company: Company
    facts: Sequence[Fact]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, default=SAMPLE_DATA)
    arguments.add_argument("--only", default="", help="tickers, separated by commas")
    given = arguments.parse_args()
    tickers = given.only.upper().split(",") if given.only else TICKERS
    count = build(SHARED_DATA, given.out, tickers)
    print(f"wrote {count} filings to {given.out}")


def build(shared: Path, out: Path, tickers: Sequence[str]) -> int:
    """Write the sample's tables for the companies of these tickers; the number of filings."""
    listed = listed_filers(shared)
    wanted = {ticker: cik for ticker, cik in ciks(shared).items() if ticker in tickers}
    reported = [one for one in all_reported(shared) if one.filing.cik in wanted.values()]
    chosen = one_per_report(with_accession(shared, reported))
    write_filings(out, chosen, {cik: ticker for ticker, cik in wanted.items()})
    write_companies(out, chosen, {cik: ticker for ticker, cik in wanted.items()}, listed)
    write_prices(shared, out, wanted)
    write_curve(shared, out)
    return len(chosen)


# ------------------------------------------------------------------ what was reported


def all_reported(shared: Path) -> Iterator[Reported]:
    """Every filing of the shared data that has facts the sample carries."""
    paths = [
        path
        for folder in ("10-K", "10-Q")
        for path in sorted((shared / "filings" / folder).glob("*.gz"))
    ]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(reported_in, paths):
            if found is not None:
                yield found
    for path in sorted((shared / "companyfacts").glob("*.json.gz")):
        yield from reported_to_sec(path)


def reported_in(path: Path) -> Reported | None:
    """The filing in a file, or None when it has nothing for the sample."""
    content = gzip.decompress(path.read_bytes())
    try:
        read = taken(parse(content, name=path.name.removesuffix(".gz")), content, PUBLIC)
    except BadInput:
        return None
    facts = carried(read.facts)
    return Reported(read.filing, read.company, facts) if facts else None


def reported_to_sec(path: Path) -> Iterator[Reported]:
    """The annual and quarterly filings in the SEC's companyfacts of one company."""
    content = gzip.decompress(path.read_bytes())
    name = path.name.removesuffix(".gz")
    read = companyfacts(content, name=name, digest=sha256(content).hexdigest())
    for filing, facts in read.filings:
        filed, ended = filing.accepted_at, filing.period_end
        if filing.form not in {"10-K", "10-Q"} or filed is None or ended is None:
            continue
        # The data does not say which period a filing reports on; filed long after what seems to
        # be its period, it reports on another.
        if filed >= COMPANYFACTS_FILED_FROM and (filed - ended).days <= REPORTING_DAYS_MAX:
            yield Reported(filing, read.company, carried(facts))


def carried(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that statements and cover need, each once and as precisely as it was told."""
    by_place: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        by_class = [axis for axis, _ in fact.dimensions] == [CLASS_AXIS]
        if fact.concept in CONCEPTS and (
            not fact.dimensions or (by_class and fact.concept == COVER_SHARES)
        ):
            place = (fact.concept, str(fact.unit), fact.period, fact.dimensions)
            by_place.setdefault(place, []).append(fact)
    kept: list[Fact] = []
    for told in by_place.values():
        finest = max(precision(fact) for fact in told)
        distinct = {fact.value: fact for fact in told if precision(fact) == finest}
        kept += distinct.values()
    return sorted(kept, key=order)


def precision(fact: Fact) -> int:
    exact = 1_000
    return exact if fact.decimals is None else fact.decimals


def order(fact: Fact) -> tuple[str, str, date, date, str, Decimal]:
    start = fact.period.start or date.min
    return fact.concept, str(fact.unit), fact.period.end, start, str(fact.dimensions), fact.value


# ------------------------------------------------------------------ whose and which filing


def with_accession(shared: Path, reported: Iterable[Reported]) -> list[Reported]:
    """Accession and day of filing from the SEC's index where the file does not say them.

    Where neither says it the accession stays blank: it is never guessed.
    """
    index = sec_index(shared)
    completed = []
    for one in reported:
        filing = one.filing
        known = index.get((filing.cik, filing.form, str(filing.period_end)))
        if known and filing.accession in {"", known[0]}:
            filing = replace(
                filing,
                accession=known[0],
                accepted_at=date.fromisoformat(known[1]),
                accepted_basis=AcceptedBasis.HEADER,
            )
        completed.append(replace(one, filing=filing))
    return completed


def sec_index(shared: Path) -> Mapping[tuple[str, str, str], tuple[str, str]]:
    """(accession, filed) by (CIK, form, period end), from the SEC's submissions."""
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for path in sorted((shared / "submissions").glob("CIK??????????.json.gz")):
        answer = json.loads(gzip.decompress(path.read_bytes()))
        recent = answer["filings"]["recent"]
        columns = ("form", "reportDate", "accessionNumber", "filingDate")
        for form, ended, accession, filed in zip(*(recent[c] for c in columns), strict=True):
            if form in {"10-K", "10-Q"}:
                found[path.name[3:13], form, ended] = accession, filed
    return found


def one_per_report(reported: Iterable[Reported]) -> list[Reported]:
    """One filing for each company, form and period: that read from the filing itself, if any."""
    chosen: dict[tuple[str, str, date | None], Reported] = {}
    for one in reported:
        # Filings come before the SEC's data, and those that name their accession are better.
        key = (one.filing.cik, one.filing.form, one.filing.period_end)
        before = chosen.get(key)
        if before is None or (one.filing.accession and not before.filing.accession):
            chosen[key] = one
    return sorted(chosen.values(), key=lambda one: (one.filing.cik, file_order(one.filing)))


def file_order(filing: Filing) -> tuple[str, str]:
    return str(filing.period_end), filing.form


def ciks(shared: Path) -> dict[str, str]:
    """CIK by ticker, from the SEC's list."""
    path = shared / "reference/company_tickers.json.gz"
    listed = json.loads(gzip.decompress(path.read_bytes()))
    found = {row["ticker"]: f"{row['cik_str']:010d}" for row in reversed(listed.values())}
    return found | {"WBA": "0001618921"}


def listed_filers(shared: Path) -> Mapping[str, Mapping[str, str]]:
    """The SEC's record of each filer by CIK: SIC code and tickers."""
    path = shared / "reference/listed_filer_metadata.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["cik"]: row for row in csv.DictReader(file)}


# ------------------------------------------------------------------ writing


def write_filings(out: Path, reported: Sequence[Reported], tickers: Mapping[str, str]) -> None:
    """One file of facts for each filing, and the table of filings."""
    rows = []
    for one in reported:
        filing = one.filing
        name = f"{tickers[filing.cik].lower()}/{filing.form.lower()}-{filing.period_end}.csv"
        text = table(FACT_COLUMNS, [fact_row(fact) for fact in one.facts])
        write(out / "facts" / name, text)
        rows.append(
            (
                name,
                filing.cik,
                filing.accession,
                filing.form,
                str(filing.accepted_at or ""),
                filing.accepted_basis.value,
                str(filing.period_end or ""),
                str(filing.fiscal_year or ""),
                filing.fiscal_period,
                filing.system,
                sha256(text.encode()).hexdigest(),
            )
        )
    write(out / "filings.csv", table(FILING_COLUMNS, rows))


def fact_row(fact: Fact) -> tuple[str, ...]:
    meaning = row_meaning(fact.label)
    return (
        fact.concept,
        str(fact.unit),
        str(fact.period.start or ""),
        str(fact.period.end),
        " ".join(f"{axis}={member}" for axis, member in fact.dimensions),
        f"{fact.value:f}",
        "" if fact.decimals is None else str(fact.decimals),
        # What the row's words mean is a fact; the words are the filing's and stay there.
        "" if meaning is None else meaning.value,
    )


def write_companies(
    out: Path,
    reported: Sequence[Reported],
    tickers: Mapping[str, str],
    listed: Mapping[str, Mapping[str, str]],
) -> None:
    """Each company as its latest filing names it, with the SEC's industry code."""
    latest: dict[str, Company] = {}
    for one in sorted(reported, key=lambda one: file_order(one.filing)):
        said, before = one.company, latest.get(one.filing.cik)
        if before is None or said.exchange or not before.exchange:
            latest[one.filing.cik] = said
    rows = []
    for cik, company in sorted(latest.items(), key=lambda pair: tickers[pair[0]]):
        record = listed.get(cik, {})
        others = [t for t in literal_eval(record.get("tickers") or "[]") if t != tickers[cik]]
        rows.append(
            (
                cik,
                tickers[cik],
                company.name,
                company.exchange or "".join(literal_eval(record.get("exchanges") or "[]")[:1]),
                SIC_KNOWN_OTHERWISE.get(cik) or record["sic"],
                company.fiscal_year_end or year_end(record.get("fiscalYearEnd", "")),
                " ".join(others),
                "",
            )
        )
    write(out / "companies.csv", table(COMPANY_COLUMNS, rows))


def year_end(digits: str) -> str:
    return f"--{digits[:2]}-{digits[2:]}" if len(digits) == 4 else ""


def write_prices(shared: Path, out: Path, wanted: Mapping[str, str]) -> None:
    """One closing price, as traded, for each company that has one at the valuation date."""
    source = shared / "market/prices_2023_2026/us_large_cap_daily.csv.gz"
    with gzip.open(source, "rt", encoding="utf-8") as file:
        closes = {
            row["ticker"]: row["close_raw"]
            for row in csv.DictReader(file)
            if row["date"] == VALUATION_DATE and row["ticker"] in wanted and row["close_raw"]
        }
    note = "closing price as traded"
    rows = [
        (ticker, VALUATION_DATE, f"{Decimal(close):.2f}", "USD", note)
        for ticker, close in sorted(closes.items())
    ]
    write(out / "prices.csv", table(("ticker", "date", "close", "currency", "note"), rows))


def write_curve(shared: Path, out: Path) -> None:
    """Treasury par yields of a few dates, in percent as published."""
    source = shared / "market/treasury/daily_treasury_rates_2021_2025.csv.gz"
    rows = []
    with gzip.open(source, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["Date"] in CURVE_DATES:
                tenors = [column for column in row if column != "Date" and row[column]]
                rows += [(row["Date"], *tenor(column), row[column]) for column in tenors]
    rows.sort(key=lambda row: (row[0], Decimal(row[1]) / (12 if row[2] == "months" else 1)))
    header = ("date", "tenor", "tenor_unit", "par_yield_percent")
    write(out / "treasury.csv", table(header, rows))


def tenor(column: str) -> tuple[str, str]:
    """``1.5 Mo`` as ("1.5", "months"), ``10 Yr`` as ("10", "years")."""
    count, unit = column.split()
    return count, {"Mo": "months", "Yr": "years"}[unit]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


if __name__ == "__main__":
    main()

"""The shipped tables: real numbers with accession and tag, one price date, and no words."""

import csv
import gzip
import importlib
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.facts import Fact, statements
from bookrunner.facts.lines import CONCEPTS
from bookrunner.facts.rows import RowMeaning
from bookrunner.sample import read_prices, sample_companies, valuation_date
from bookrunner.sample.shipped import (
    DATA,
    CarriedFiling,
    carried_filings,
    digest,
    sample_quotes,
    treasury_curve,
)

DEMONSTRATED = {"HD", "LOW", "WMT", "NKE", "MCD", "KO", "NVDA", "AAPL"}
TICKERS = {company.cik: company.ticker for company in sample_companies()}

# Filings of 2024 and 2025 whose accession nothing beside them states.
WITHOUT_ACCESSION = {
    "adbe/10-k-2024-11-29.csv",
    "ba/10-k-2024-12-31.csv",
    "ba/10-q-2025-06-30.csv",
    "crm/10-k-2025-01-31.csv",
    "hd/10-k-2025-02-02.csv",
    "hubs/10-q-2025-06-30.csv",
    "jnj/10-k-2024-12-29.csv",
    "jnj/10-q-2025-06-29.csv",
    "ko/10-k-2024-12-31.csv",
    "ko/10-q-2025-06-27.csv",
    "meta/10-k-2024-12-31.csv",
    "nflx/10-k-2024-12-31.csv",
    "nflx/10-q-2025-06-30.csv",
    "nke/10-k-2025-05-31.csv",
    "orcl/10-q-2024-08-31.csv",
    "unp/10-k-2024-12-31.csv",
    "unp/10-q-2025-06-30.csv",
    "wmt/10-k-2025-01-31.csv",
}


def carried(ticker: str, form: str, ended: str) -> CarriedFiling:
    (found,) = (
        one
        for one in carried_filings()
        if TICKERS[one.filing.cik] == ticker
        and one.filing.form == form
        and str(one.filing.period_end) == ended
    )
    return found


def value(facts: Sequence[Fact], concept: str, start: str, end: str) -> Decimal:
    (found,) = {
        fact.value
        for fact in facts
        if fact.concept == concept
        and str(fact.period.start or "") == start
        and str(fact.period.end) == end
        and not fact.dimensions
    }
    return found


# Read by hand in the statements (Item 8) and on the cover of each filing: ticker, form, period end
# of the report, tag, start and end of the number's own period (- for a balance), value.
KNOWN = """
# Home Depot FY2023, 0000354950-24-000062
HD 10-K 2024-01-28 RevenueFromContractWithCustomerExcludingAssessedTax 2023-01-30 2024-01-28 152669000000
HD 10-K 2024-01-28 NetIncomeLoss 2023-01-30 2024-01-28 15143000000
HD 10-K 2024-01-28 Assets - 2024-01-28 76530000000
HD 10-K 2024-01-28 dei:EntityCommonStockSharesOutstanding - 2024-02-28 991015773
# Lowe's FY2023, 0000060667-24-000033
LOW 10-K 2024-02-02 OperatingIncomeLoss 2023-02-04 2024-02-02 11557000000
LOW 10-K 2024-02-02 EarningsPerShareDiluted 2023-02-04 2024-02-02 13.20
# Walmart FY2024, 0000104169-24-000056
WMT 10-K 2024-01-31 Revenues 2023-02-01 2024-01-31 648125000000
# Nike FY2024, 0000320187-24-000044
NKE 10-K 2024-05-31 NetIncomeLoss 2023-06-01 2024-05-31 5700000000
# McDonald's FY2023, 0000063908-24-000072
MCD 10-K 2023-12-31 OperatingIncomeLoss 2023-01-01 2023-12-31 11646700000
# Coca-Cola FY2023, 0000021344-24-000009
KO 10-K 2023-12-31 NetIncomeLoss 2023-01-01 2023-12-31 10714000000
# Nvidia FY2024, 0001045810-24-000029: before the split of June 2024
NVDA 10-K 2024-01-28 EarningsPerShareDiluted 2023-01-30 2024-01-28 11.93
# Nvidia FY2025, 0001045810-25-000023: the same year after the split
NVDA 10-K 2025-01-26 EarningsPerShareDiluted 2023-01-30 2024-01-28 1.19
# Apple FY2024, 0000320193-24-000123: net sales of the year before, net income
AAPL 10-K 2024-09-28 RevenueFromContractWithCustomerExcludingAssessedTax 2022-09-25 2023-09-30 383285000000
AAPL 10-K 2024-09-28 NetIncomeLoss 2023-10-01 2024-09-28 93736000000
"""  # noqa: E501 - a table


@pytest.mark.parametrize(
    "known", [line for line in KNOWN.splitlines() if line and not line.startswith("#")]
)
def test_a_shipped_value_is_the_one_read_by_hand_in_the_filing(known: str) -> None:
    ticker, form, ended, tag, start, end, amount = known.split()
    concept = tag if ":" in tag else f"us-gaap:{tag}"
    facts = carried(ticker, form, ended).facts()
    assert value(facts, concept, start.strip("-"), end) == Decimal(amount)


def test_the_sample_holds_forty_real_companies_and_those_of_the_demonstration() -> None:
    real = [company for company in sample_companies() if not company.invented]
    assert len(real) == 40
    assert {company.ticker for company in real} >= DEMONSTRATED
    assert all(company.industry for company in real)
    assert all(re.fullmatch(r"\d{10}", company.cik) for company in real)


def test_most_companies_have_three_fiscal_years_reported() -> None:
    years: dict[str, set[date]] = defaultdict(set)
    for one in carried_filings():
        for fact in one.facts():
            if fact.concept == "us-gaap:NetIncomeLoss" and fact.period.is_year:
                years[TICKERS[one.filing.cik]].add(fact.period.end)
    whole = {ticker for ticker, ends in years.items() if len(ends) >= 3}
    assert whole >= DEMONSTRATED
    assert len(whole) >= 30


def test_the_documentation_names_the_companies_with_a_fiscal_year_at_the_date_of_prices(
    repository: Path,
) -> None:
    facts: dict[str, list[Fact]] = defaultdict(list)
    for one in carried_filings():
        facts[one.filing.cik] += one.facts()
    real = [company for company in sample_companies() if not company.invented]
    whole = [
        company.ticker
        for company in real
        if len(statements(company, facts[company.cik], as_of=valuation_date()).periods) > 0
    ]
    said = re.search(
        r"\*\*(\d+) companies have a fiscal year\*\*:\s+([A-Z,\s]+)\.",
        (repository / "docs/sample.md").read_text(),
    )
    assert said is not None
    assert int(said[1]) == len(whole)
    assert said[2].replace(",", "").split() == sorted(whole)


# The day of filing in the SEC's own data.
FILED = [
    ("AAPL", "10-K", "2023-09-30", "2023-11-03"),
    ("AAPL", "10-K", "2024-09-28", "2024-11-01"),
    ("NVDA", "10-K", "2024-01-28", "2024-02-21"),
    ("NVDA", "10-Q", "2024-07-28", "2024-08-28"),
    ("SNOW", "10-K", "2022-01-31", "2022-03-30"),
]


@pytest.mark.parametrize("ticker, form, ended, filed", FILED)
def test_a_filing_is_known_from_the_day_it_was_filed(
    ticker: str, form: str, ended: str, filed: str
) -> None:
    assert str(carried(ticker, form, ended).filing.accepted_at) == filed


def test_every_day_of_filing_that_the_sec_s_data_gives_is_the_sample_s(shared_data: Path) -> None:
    filed: dict[str, str] = {}
    for path in sorted((shared_data / "companyfacts").glob("*.json.gz")):
        for taxonomy in json.loads(gzip.decompress(path.read_bytes()))["facts"].values():
            for told in taxonomy.values():
                for rows in told["units"].values():
                    filed |= {row["accn"]: row["filed"] for row in rows}
    ours = {one.filing.accession: str(one.filing.accepted_at) for one in carried_filings()}
    known = ours.keys() & filed.keys()
    assert len(known) > 40
    assert {accession: filed[accession] for accession in known} == {
        accession: ours[accession] for accession in known
    }


def test_every_filing_has_its_accession_or_is_known_to_lack_it() -> None:
    blank = {one.filing.name for one in carried_filings() if not one.filing.accession}
    assert blank == WITHOUT_ACCESSION
    for one in carried_filings():
        if one.filing.accession:
            assert re.fullmatch(r"\d{10}-\d{2}-\d{6}", one.filing.accession)
    accessions = [one.filing.accession for one in carried_filings() if one.filing.accession]
    assert len(accessions) == len(set(accessions))


def test_every_filing_says_since_when_it_is_known_and_how_that_was_read() -> None:
    for one in carried_filings():
        filing = one.filing
        assert filing.accepted_at is not None
        assert filing.period_end is not None
        assert 0 < (filing.accepted_at - filing.period_end).days <= 150, filing.name


def test_every_file_of_facts_is_what_the_table_of_filings_says() -> None:
    listed = carried_filings()
    assert [one.filing.name for one in listed if digest(one.path) != one.filing.digest] == []
    assert {one.path for one in listed} == set((DATA / "facts").rglob("*.csv"))


def test_balance_sheets_of_real_companies_balance() -> None:
    checked = 0
    for one in carried_filings():
        sides: dict[tuple[str, date], Decimal] = {
            (fact.concept, fact.period.end): fact.value
            for fact in one.facts()
            if not fact.dimensions
        }
        for (concept, end), assets in sides.items():
            other = sides.get(("us-gaap:LiabilitiesAndStockholdersEquity", end))
            if concept == "us-gaap:Assets" and other is not None:
                assert assets == other, (one.filing.name, end)
                checked += 1
    assert checked > 200


def test_liabilities_and_equity_add_up_where_each_is_tagged() -> None:
    """Companies whose balance sheet has nothing between the two."""
    for ticker, form, ended in (
        ("HD", "10-K", "2024-01-28"),
        ("LOW", "10-K", "2024-02-02"),
        ("AAPL", "10-K", "2024-09-28"),
        ("NVDA", "10-K", "2024-01-28"),
        ("META", "10-K", "2023-12-31"),
        ("TXN", "10-K", "2023-12-31"),
    ):
        facts = carried(ticker, form, ended).facts()
        parts = [
            value(facts, f"us-gaap:{name}", "", ended)
            for name in ("Liabilities", "StockholdersEquity")
        ]
        assert value(facts, "us-gaap:Assets", "", ended) == sum(parts), ticker


def test_only_numbers_and_tags_are_carried_over() -> None:
    shapes = {
        "concept": r"(us-gaap|dei):\w+",
        "unit": r"[A-Za-z/]+",
        "start": r"(\d{4}-\d\d-\d\d)?",
        "end": r"\d{4}-\d\d-\d\d",
        "dimensions": r"(us-gaap:StatementClassOfStockAxis=[\w-]+:\w+)?",
        "value": r"-?\d+(\.\d+)?",
        "decimals": r"(-?\d+)?",
        # What the row's words mean, as a code; never the words.
        "row": "|".join(["", *(meaning.value for meaning in RowMeaning)]),
    }
    for one in carried_filings():
        with one.path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert row.keys() == shapes.keys()
                assert row["concept"] in CONCEPTS
                odd = [name for name in shapes if not re.fullmatch(shapes[name], row[name])]
                assert odd == [], (one.filing.name, row)


def test_there_is_one_price_per_company_and_one_date_for_all() -> None:
    quotes = sample_quotes()
    assert {quote.on for quote in quotes} == {valuation_date()} == {date(2024, 8, 30)}
    assert len({quote.cik for quote in quotes}) == len(quotes)
    priced = {TICKERS[quote.cik] for quote in quotes}
    assert priced >= DEMONSTRATED | {"ZZALD"}
    # No source has these; a page that needs them says so.
    assert set(TICKERS.values()) - priced == {"AI", "HUBS", "MARA", "SNOW", ""}


def test_share_counts_are_after_the_splits_that_prices_are_after() -> None:
    """Nvidia split ten for one in June 2024, Walmart three for one in February 2024."""
    on = valuation_date()
    for ticker, least in (("NVDA", 24_000_000_000), ("WMT", 8_000_000_000)):
        known = [
            (fact.period.end, fact.value)
            for one in carried_filings()
            if TICKERS[one.filing.cik] == ticker
            and one.filing.accepted_at is not None
            and one.filing.accepted_at <= on
            for fact in one.facts()
            if fact.concept == "dei:EntityCommonStockSharesOutstanding"
        ]
        assert max(known)[1] > least, ticker


def test_treasury_curves_cover_the_valuation_date() -> None:
    points = treasury_curve()
    ten_years = {point.on: point.rate for point in points if point.tenor_years == 10}
    assert ten_years[valuation_date()] == Decimal("0.0391")
    assert 2 <= len(ten_years) <= 10
    assert all(Decimal(0) < point.rate < Decimal("0.1") for point in points)
    # The store keeps a tenor in 20 characters.
    assert all(len(str(point.tenor_years)) <= 20 for point in points)


def test_the_sample_is_rebuilt_to_the_same_bytes(shared_data: Path, tmp_path: Path) -> None:
    build_sample = importlib.import_module("build_sample")
    reported = [
        build_sample.reported_in(shared_data / "filings" / name)
        for name in (
            "10-K/HD_0000354950-24-000062.html.gz",
            "10-K/hd-10-k-2025-03-21.html.gz",
            "10-Q/HD_0000354950-23-000185.html.gz",
        )
    ]
    chosen = build_sample.one_per_report(build_sample.with_accession(shared_data, reported))
    build_sample.write_filings(tmp_path, chosen, {"0000354950": "HD"})
    built = sorted((tmp_path / "facts" / "hd").iterdir())
    assert [path.read_bytes() for path in built] == [
        path.read_bytes() for path in sorted((DATA / "facts" / "hd").iterdir())
    ]
    rows = (tmp_path / "filings.csv").read_text().splitlines()
    assert set(rows) <= set((DATA / "filings.csv").read_text().splitlines())


@pytest.mark.soak
def test_the_whole_sample_is_rebuilt_to_the_same_bytes(shared_data: Path, tmp_path: Path) -> None:
    build_sample = importlib.import_module("build_sample")
    build_sample.build(shared_data, tmp_path, build_sample.TICKERS)
    for path in sorted(tmp_path.rglob("*.csv")):
        shipped = DATA / path.relative_to(tmp_path)
        assert path.read_bytes() == shipped.read_bytes(), shipped


def test_shipped_prices_can_be_read_as_a_user_would_give_them() -> None:
    prices = read_prices(DATA / "prices.csv", sample_companies())
    assert prices.findings == ()
    assert {quote.source for quote in prices.quotes} == {"prices.csv"}

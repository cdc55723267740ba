"""The SEC's lists of registrants, and the names in them that lead to one company each."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from bookrunner.facts import (
    FormerName,
    NotAReference,
    SqlFactStore,
    looks_like_reference,
    references,
)
from bookrunner.facts.common_names import COMMON_NAMES
from bookrunner.facts.names import name_key
from bookrunner.figures import Ambiguous, Viewer
from bookrunner.storage import engine

ANYBODY = Viewer("anybody")
TICKERS = {
    "0": {"cik_str": 1067983, "ticker": "BRK-B", "title": "BERKSHIRE HATHAWAY INC"},
    "1": {"cik_str": 1067983, "ticker": "BRK-A", "title": "BERKSHIRE HATHAWAY INC"},
    "2": {"cik_str": 320193, "ticker": "AAPL", "title": "Apple Inc."},
}
SUBMISSIONS = {
    "cik": "0000895419",
    "entityType": "operating",
    "sic": "3674",
    "name": "WOLFSPEED, INC.",
    "tickers": ["WOLF"],
    "exchanges": ["NYSE"],
    "fiscalYearEnd": "0629",
    "formerNames": [
        {"name": "CREE, INC.", "from": "2019-08-20T04:00:00.000Z", "to": "2021-10-01T04:00:00.000Z"}
    ],
}


def test_the_list_of_tickers_is_one_company_for_each_cik() -> None:
    content = json.dumps(TICKERS).encode()
    assert looks_like_reference(content[:400])
    berkshire, apple = references(content, name="company_tickers.json")
    assert (berkshire.cik, berkshire.tickers) == ("0001067983", ("BRK-B", "BRK-A"))
    assert (apple.name, apple.tickers) == ("Apple Inc.", ("AAPL",))


def test_submissions_tell_names_and_when_they_were_had() -> None:
    content = json.dumps(SUBMISSIONS).encode()
    assert looks_like_reference(content[:400])
    [wolfspeed] = references(content, name="CIK0000895419.json")
    assert wolfspeed.fiscal_year_end == "--06-29"
    assert wolfspeed.former_names == (
        FormerName("CREE, INC.", date(2019, 8, 20), date(2021, 10, 1)),
    )


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"0": {"cik_str": "x"}}', b'{"entityType": "operating"}', b"{}"]
)
def test_what_is_no_such_list_is_refused(content: bytes) -> None:
    with pytest.raises(NotAReference, match="no list of registrants"):
        references(content, name="x.json")


@pytest.mark.parametrize(
    "one,other",
    [
        ("THE HOME DEPOT, INC.", "Home Depot"),
        ("BANK OF AMERICA CORP /DE/", "Bank of America Corporation"),
        ("WELLS FARGO & COMPANY/MN", "Wells Fargo"),
        ("Procter & Gamble Co", "Procter and Gamble"),
        ("JPMORGAN CHASE & CO", "JPMorgan Chase"),
        ("Macy's, Inc.", "Macys"),
        ("ESTÉE LAUDER COMPANIES INC", "Estee Lauder"),
        ("AT&T INC.", "AT and T"),
        ("Nestlé S.A.", "nestle"),
    ],
)
def test_names_are_compared_without_what_only_lawyers_write(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_common_names_are_written_as_they_are_looked_up() -> None:
    assert len(COMMON_NAMES) >= 60
    assert all(name_key(name) == name for name in COMMON_NAMES)


# What bankers type, and the ticker of the company that is meant.
ASKED = {
    "Google": "GOOGL",
    "Alphabet": "GOOGL",
    "GOOG": "GOOGL",
    "Facebook": "META",
    "Meta Platforms": "META",
    "Amazon": "AMZN",
    "Apple": "AAPL",
    "Microsoft": "MSFT",
    "Nvidia": "NVDA",
    "Tesla": "TSLA",
    "JPMorgan": "JPM",
    "JP Morgan": "JPM",
    "J.P. Morgan": "JPM",
    "JPMorgan Chase & Co.": "JPM",
    "Bank of America": "BAC",
    "BofA": "BAC",
    "Citi": "C",
    "Citigroup": "C",
    "Goldman Sachs Group": "GS",
    "Morgan Stanley": "MS",
    "Wells Fargo": "WFC",
    "American Express": "AXP",
    "Amex": "AXP",
    "Johnson & Johnson": "JNJ",
    "Johnson and Johnson": "JNJ",
    "J&J": "JNJ",
    "P&G": "PG",
    "Procter & Gamble": "PG",
    "Coca-Cola": "KO",
    "coca cola": "KO",
    "PepsiCo": "PEP",
    "Pepsi": "PEP",
    "McDonald's": "MCD",
    "McDonalds": "MCD",
    "3M": "MMM",
    "AT&T": "T",
    "Verizon": "VZ",
    "T-Mobile": "TMUS",
    "IBM": "IBM",
    "International Business Machines": "IBM",
    "GE": "GE",
    "General Electric": "GE",
    "GM": "GM",
    "General Motors": "GM",
    "Ford Motor": "F",
    "Exxon": "XOM",
    "ExxonMobil": "XOM",
    "Chevron": "CVX",
    "ConocoPhillips": "COP",
    "Disney": "DIS",
    "The Walt Disney Company": "DIS",
    "FedEx": "FDX",
    "UPS": "UPS",
    "Home Depot": "HD",
    "The Home Depot, Inc.": "HD",
    "Lowe's": "LOW",
    "Walmart": "WMT",
    "Target": "TGT",
    "Costco Wholesale": "COST",
    "Macy's": "M",
    "Nike": "NKE",
    "Starbucks": "SBUX",
    "AMD": "AMD",
    "Advanced Micro Devices": "AMD",
    "TSMC": "TSM",
    "Eli Lilly": "LLY",
    "Merck": "MRK",
    "Pfizer": "PFE",
    "Estée Lauder": "EL",
    "Colgate": "CL",
    "Kraft Heinz": "KHC",
    "Berkshire Hathaway": "BRK-B",
    "BRK.A": "BRK-B",
    "BRK/B": "BRK-B",
    "brk-b": "BRK-B",
    "BRK": "BRK-B",
    "John Deere": "DE",
    "Boeing": "BA",
    "Salesforce": "CRM",
    "Netflix": "NFLX",
    "Lockheed": "LMT",
    "Fannie Mae": "FNMA",
    "Charles Schwab": "SCHW",
    "320193": "AAPL",
    "0000354950": "HD",
}


@pytest.fixture(scope="module")
def known(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> SqlFactStore:
    content = gzip.decompress((shared_data / "reference" / "company_tickers.json.gz").read_bytes())
    store = SqlFactStore(engine(f"sqlite:///{tmp_path_factory.mktemp('names') / 'store.db'}"))
    store.save_references(references(content, name="company_tickers.json"))
    return store


@pytest.mark.parametrize("asked", sorted(ASKED))
def test_what_bankers_type_means_the_company_they_mean(known: SqlFactStore, asked: str) -> None:
    assert known.company(asked, ANYBODY).ticker == ASKED[asked]


@pytest.mark.parametrize(
    "asked", ["Berkshire", "First Bancorp", "Rio Tinto", "Liberty", "ubs", "Coke", "Ford", "hp"]
)
def test_what_could_mean_several_is_not_guessed(known: SqlFactStore, asked: str) -> None:
    with pytest.raises(Ambiguous, match=r"CIK \d{10}"):
        known.company(asked, ANYBODY)


def test_every_ticker_and_cik_leads_to_its_own_company(
    known: SqlFactStore, shared_data: Path
) -> None:
    content = gzip.decompress((shared_data / "reference" / "company_tickers.json.gz").read_bytes())
    listed = references(content, name="company_tickers.json")
    # One in forty; all are asked in benchmarks/quality/entities.py.
    for one in listed[::40]:
        assert known.company(one.cik, ANYBODY).cik == one.cik
        for ticker in one.tickers:
            assert known.company(ticker, ANYBODY).cik == one.cik

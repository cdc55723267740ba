"""The promises of the sample, run as they are written."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import SqlFactStore
from bookrunner.facts.statements import statements
from bookrunner.figures import Viewer
from bookrunner.ingestion import ingest
from bookrunner.sample import load_sample, read_prices, sample_companies
from bookrunner.storage import BlobFolder, engine

scenarios("sample")

VIEWER = Viewer("newcomer")


@pytest.fixture
def seen() -> dict[str, Any]:
    return {}


@given("an empty home")
def empty_home(seen: dict[str, Any], tmp_path: Path) -> None:
    seen["store"] = SqlFactStore(engine(f"sqlite:///{tmp_path / 'home.db'}"))
    seen["blobs"] = BlobFolder(tmp_path / "blobs")


@when("the sample is loaded")
@when("the sample is loaded again")
def load(seen: dict[str, Any]) -> None:
    seen["last"] = load_sample(seen["store"], seen["blobs"], VIEWER, ingest=ingest)


@then("the eight companies of the demonstration are there")
def eight(seen: dict[str, Any]) -> None:
    for ticker in ("HD", "LOW", "WMT", "NKE", "MCD", "KO", "NVDA", "AAPL"):
        assert seen["store"].company(ticker, VIEWER).ticker == ticker


@then("the second load wrote nothing")
def nothing(seen: dict[str, Any]) -> None:
    assert (seen["last"].companies, seen["last"].filings, seen["last"].facts) == (0, 0, 0)


@then(parsers.parse("Home Depot's revenue of the year to {ended} is {value:d}"))
def revenue(seen: dict[str, Any], ended: str, value: int) -> None:
    company = seen["store"].company("HD", VIEWER)
    facts = seen["store"].facts(company.cik, VIEWER, as_of=date(2024, 8, 30))
    made = statements(company, facts)
    (period,) = (period for period in made.periods if str(period.end) == ended)
    seen["figure"] = made.line("revenue", period)
    assert seen["figure"].exact == Decimal(value)


@then(parsers.parse("its source is accession {accession} and a tag, without a citation"))
def source(seen: dict[str, Any], accession: str) -> None:
    told = seen["figure"].lineage.source
    assert told.accession == accession
    assert told.concept.startswith("us-gaap:")
    assert told.citation is None


@then("every company has at most one price")
def one_price(seen: dict[str, Any]) -> None:
    quotes = [seen["store"].quotes(company.cik, VIEWER) for company in sample_companies()]
    assert all(len(of_company) <= 1 for of_company in quotes)
    seen["quotes"] = [quote for of_company in quotes for quote in of_company]
    assert seen["quotes"]


@then(parsers.parse("all prices are of {on}"))
def price_date(seen: dict[str, Any], on: str) -> None:
    assert {str(quote.on) for quote in seen["quotes"]} == {on}


@given("a price file with one good row and one with a negative price")
def price_file(seen: dict[str, Any], tmp_path: Path) -> None:
    seen["path"] = tmp_path / "prices.csv"
    seen["path"].write_text(
        "ticker,date,close,currency\nHD,2025-06-30,366.64,USD\nLOW,2025-06-30,-1,USD\n"
    )


@when("the price file is read")
def read(seen: dict[str, Any]) -> None:
    seen["prices"] = read_prices(seen["path"], sample_companies())


@then("the good row is a price")
def good_row(seen: dict[str, Any]) -> None:
    assert [quote.price for quote in seen["prices"].quotes] == [Decimal("366.64")]


@then("the other is an error that names its line")
def bad_row(seen: dict[str, Any]) -> None:
    (finding,) = seen["prices"].findings
    assert finding.code == "prices.negative-price"
    assert finding.where == "prices.csv line 3"


@then("the invented listed company has three filings that say so first")
def invented_filings(seen: dict[str, Any]) -> None:
    company = seen["store"].company("ZZALD", VIEWER)
    filings = seen["store"].filings(VIEWER, company.cik)
    assert [filing.form for filing in filings] == ["10-K", "8-K", "10-Q"]
    for filing in filings:
        assert b"This company is invented" in seen["blobs"].get(filing.digest)
    seen["cik"] = company.cik


@then("its figures are cited to their words")
def cited(seen: dict[str, Any]) -> None:
    facts = seen["store"].facts(seen["cik"], VIEWER)
    assert facts
    assert all(fact.citation is not None for fact in facts)

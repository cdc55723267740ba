"""Reading the SEC's companyfacts JSON."""

import gzip
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bookrunner.facts import NotCompanyFacts, companyfacts, industry, looks_like_companyfacts
from bookrunner.figures import USD, USD_PER_SHARE, Period


def row(end: str, value: str, accession: str, fiscal_year: int, **more: str) -> dict[str, Any]:
    form, filed = more.pop("form", "10-K"), more.pop("filed", "2024-02-20")
    return {
        "end": end,
        "val": float(value) if "." in value else int(value),
        "accn": accession,
        "fy": fiscal_year,
        "fp": "FY",
        "form": form,
        "filed": filed,
        **more,
    }


def answer(revenue: list[dict[str, Any]], unit: str = "USD") -> bytes:
    facts = {"us-gaap": {"Revenues": {"label": "Revenues", "units": {unit: revenue}}}}
    return json.dumps({"cik": 9999901, "entityName": "ALDER TOOLS", "facts": facts}).encode()


def test_a_number_belongs_to_its_own_dates_not_to_the_filing_s_year() -> None:
    """Revenue of 2022 in the report of 2023 stands there under fy 2023."""
    content = answer(
        [
            row("2022-12-31", "900", "9-24-1", 2023, start="2022-01-01"),
            row("2023-12-31", "1000", "9-24-1", 2023, start="2023-01-01"),
        ]
    )
    [(filing, facts)] = companyfacts(content, name="a.json", digest="d").filings
    assert [fact.period for fact in facts] == [
        Period(date(2022, 1, 1), date(2022, 12, 31)),
        Period(date(2023, 1, 1), date(2023, 12, 31)),
    ]
    assert (filing.fiscal_year, filing.period_end) == (2023, date(2023, 12, 31))
    assert (filing.accepted_at, filing.form) == (date(2024, 2, 20), "10-K")


def test_each_accession_is_a_filing_of_its_own_earliest_first() -> None:
    content = answer(
        [
            row("2023-12-31", "1000", "9-24-1", 2023, start="2023-01-01"),
            row("2023-12-31", "990", "9-23-9", 2023, start="2023-01-01", filed="2023-02-01"),
        ]
    )
    read = companyfacts(content, name="a.json", digest="d")
    assert [filing.accession for filing, _ in read.filings] == ["9-23-9", "9-24-1"]
    assert read.company.cik == "0009999901"


def test_a_report_ends_on_the_day_of_its_latest_balance_sheet() -> None:
    """Although most of its flows are of the year before, and a few of days after."""
    flows = [
        row("2022-12-31", "900", "9-24-1", 2023, start="2022-01-01"),
        row("2022-12-31", "400", "9-24-1", 2023, start="2022-07-01"),
        row("2023-12-31", "1000", "9-24-1", 2023, start="2023-01-01"),
        row("2024-01-31", "5", "9-24-1", 2023, start="2024-01-01"),
    ]
    closes = [row(day, "70", "9-24-1", 2023) for day in ("2022-12-31", "2023-12-31", "2025-12-31")]
    told = json.loads(answer(flows))
    told["facts"]["us-gaap"]["Assets"] = {"units": {"USD": closes}}
    [(filing, _)] = companyfacts(json.dumps(told).encode(), name="a.json", digest="d").filings
    assert filing.period_end == date(2023, 12, 31)


def test_a_report_without_a_balance_sheet_ends_where_more_than_a_few_flows_end() -> None:
    flows = [row("2022-12-31", str(n), "9-24-1", 2023, start="2022-01-01") for n in range(9)]
    flows += [row("2023-12-31", str(n), "9-24-1", 2023, start="2023-01-01") for n in range(5)]
    flows += [row("2024-01-31", "5", "9-24-1", 2023, start="2024-01-01")]
    [(filing, _)] = companyfacts(answer(flows), name="a.json", digest="d").filings
    assert filing.period_end == date(2023, 12, 31)


# Snowflake's 10-K of 2022 tags more flows of the year before than of its own; Apple's first
# tagged report and one after a change of segments do so too.
ENDS = [
    ("0001640147", "0001640147-22-000023", "2022-01-31"),
    ("0001640147", "0001640147-23-000030", "2023-01-31"),
    ("0000320193", "0001193125-09-214859", "2009-09-26"),
    ("0000320193", "0001193125-12-444068", "2012-09-29"),
    ("0000320193", "0000320193-23-000106", "2023-09-30"),
    ("0001045810", "0001045810-24-000029", "2024-01-28"),
]


@pytest.mark.parametrize("cik, accession, ended", ENDS)
def test_a_real_report_ends_when_its_cover_says(
    shared_data: Path, cik: str, accession: str, ended: str
) -> None:
    packed = (shared_data / "companyfacts" / f"CIK{cik}.json.gz").read_bytes()
    read = companyfacts(gzip.decompress(packed), name=f"CIK{cik}.json", digest="d")
    [filing] = [filing for filing, _ in read.filings if filing.accession == accession]
    assert str(filing.period_end) == ended


def test_decimals_are_kept_as_written() -> None:
    content = answer([row("2023-12-31", "1.1", "9-24-1", 2023)], "USD/shares")
    [(_, [fact])] = companyfacts(content, name="a.json", digest="d").filings
    assert (fact.value, fact.unit) == (Decimal("1.1"), USD_PER_SHARE)
    assert fact.period.is_instant


def test_a_row_that_is_not_whole_hides_no_other() -> None:
    bad = {"end": "2023-99-99", "val": 1, "accn": "9-24-1", "form": "10-K", "filed": "2024-02-20"}
    read = companyfacts(
        answer([bad, row("2023-12-31", "5", "9-24-1", 2023)]), name="a.json", digest="d"
    )
    [(_, [fact])] = read.filings
    assert (fact.value, fact.unit) == (Decimal(5), USD)
    assert [finding.code for finding in read.findings] == ["facts.companyfacts-row"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b'{"cik": 1}',
        b'{"cik": "x", "facts": {}}',
        b'{"cik": 1, "facts": {"us-gaap": 5}}',
        b'{"cik": 1, "facts": {"us-gaap": {"Revenues": 5}}}',
        b"[" * 100_000,
    ],
)
def test_other_json_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(NotCompanyFacts, match=r"a\.json"):
        companyfacts(content, name="a.json", digest="d")


def test_the_beginning_tells_companyfacts_from_other_json() -> None:
    assert looks_like_companyfacts(answer([]))
    assert not looks_like_companyfacts(b'{"cik": 1, "filings": {}}')


@pytest.mark.parametrize(
    "one,other,same",
    [
        ("5211", "5331", True),  # The Home Depot and Walmart are shops
        ("5211", "5812", False),  # McDonald's is a kitchen
        ("5211", "3021", False),  # Nike makes shoes
        ("3674", "7372", False),
        ("2834", "2836", True),
    ],
)
def test_industries_tell_peers_from_others(one: str, other: str, same: bool) -> None:
    assert (industry(one) == industry(other)) is same


@pytest.mark.parametrize("sic", ["", "0", "abcd", "9999"])
def test_an_unknown_code_has_no_industry(sic: str) -> None:
    assert industry(sic) == ""

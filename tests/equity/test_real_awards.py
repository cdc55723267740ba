"""Shares and awards read by hand in the notes of real 10-Ks, each with its accession."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.app import desk
from bookrunner.operations.shares import answered
from bookrunner.operations.shares_shapes import Shares, SharesRequest
from tests.faces.asking import Newcomer

# File: ticker, day asked about, basic shares, (kind, number, strike) of the compensation note.
Report = tuple[str, date, int | Decimal, list[tuple[str, int, str | None]]]
REPORTS: dict[str, Report] = {
    "AAPL_0000320193-24-000123": (
        "AAPL",
        date(2024, 11, 15),
        15_115_823_000,
        [("rsu", 163_326_000, None)],
    ),
    "HD_0000354950-24-000062": (
        "HD",
        date(2024, 4, 15),
        991_015_773,
        [("options", 3_085_000, "189.97"), ("rsu", 3_386_000, None)],
    ),
    "WMT_0000104169-24-000056": (
        "WMT",
        date(2024, 4, 15),
        8_058_048_674,
        # Both are units, though their tags are those of options and their fair value is a "price".
        [("rsu", 49_191_000, None), ("psu", 23_103_000, None)],
    ),
    "NKE_0000320187-24-000044": (
        "NKE",
        date(2024, 8, 1),
        297_897_252 + 1_201_461_692,
        [("options", 73_700_000, "98.10"), ("rsu", 9_100_000, None)],
    ),
    "MCD_0000063908-24-000072": (
        "MCD",
        date(2024, 3, 15),
        722_051_488,
        [("options", 10_500_000, "189.78"), ("rsu", 1_200_000, None)],
    ),
    "NVDA_0001045810-24-000029": (
        "NVDA",
        date(2024, 3, 15),
        2_500_000_000,
        [("rsu", 37_000_000, None)],
    ),
    "META_0001326801-24-000012": (
        "META",
        date(2024, 3, 1),
        2_200_048_907 + 349_356_199,
        [("rsu", 149_062_000, None)],
    ),
    "SJM_0000091419-24-000054": (
        "SJM",
        date(2024, 7, 15),
        106_195_350,
        [
            ("options", 656_959, "125.40"),
            ("rsu", 256_757, None),
            ("psu", 353_396, None),
        ],
    ),
    # By exercise price range; 40 million "under the 2021 plan" in a sentence are not outstanding.
    "BMY_0000014272-24-000044": (
        "BMY",
        date(2024, 3, 15),
        2_022_193_411,
        [
            ("options", 700_000, "36.34"),
            ("options", 5_500_000, "49.76"),
            ("options", 6_600_000, "59.45"),
            ("options", 3_400_000, "70.04"),
            ("rsu", 18_000_000, None),
            ("psu", 1_900_000, None),
            ("psu", 3_600_000, None),
        ],
    ),
    # Class B-1 at 1.5653, B-2 at 1.5430 and C at 4.0000 of class A.
    "V_0001403161-24-000058": (
        "V",
        date(2024, 12, 1),
        Decimal("1959739939.5516"),
        [
            ("options", 5_364_732, "183.02"),
            ("rsu", 6_359_661, None),
            ("psu", 1_084_232, None),
        ],
    ),
    # The warrants' price stands in the table alone; tags call them units.
    "MARA_0001628280-24-007680": (
        "MARA",
        date(2024, 3, 15),
        267_639_590,
        [("warrants", 324_375, "25.00"), ("rsu", 5_765_529, None)],
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("equity")


@pytest.fixture(scope="module")
def newcomer(home: Path, shared_data: Path) -> Newcomer:
    person = Newcomer(home)
    files = [shared_data / "filings" / "10-K" / f"{name}.html.gz" for name in REPORTS]
    said = person.asks("ingest", *files)
    assert said.code == 0, said
    return person


def at(home: Path, ticker: str, price: str, on: date) -> Shares:
    opened = desk({"BOOKRUNNER_HOME": str(home)})
    return answered(opened, SharesRequest(ticker, Decimal(price), on))


@pytest.mark.parametrize("name", REPORTS)
def test_the_notes_say_so(newcomer: Newcomer, name: str) -> None:
    ticker, on, basic, tranches = REPORTS[name]
    told = at(newcomer.home, ticker, "100", on)
    assert told.basic.total == pytest.approx(float(basic), abs=1)
    assert [(one.kind, one.number, one.strike) for one in told.tranches] == [
        (kind, number, None if strike is None else float(strike))
        for kind, number, strike in tranches
    ]
    assert all(one.citation is not None for one in told.tranches)
    assert not [finding for finding in told.findings if finding.code == "equity.roll-forward"]


def test_home_depot_at_350(newcomer: Newcomer) -> None:
    """3,085,000 x (1 - 189.97/350) + 3,386,000 + 991,015,773, from 0000354950-24-000062."""
    told = at(newcomer.home, "HD", "350", date(2024, 4, 15))
    assert told.diluted_shares == pytest.approx(995_812_323.14, abs=0.01)


def test_a_convertible_in_part_exchanged_counts_at_what_is_left(newcomer: Newcomer) -> None:
    """Issued 650 million at 76.17; 330.707 million left, 0001628280-24-007680."""
    (notes,) = at(newcomer.home, "MARA", "100", date(2024, 3, 15)).converts
    assert notes.principal == 330_707_000
    assert notes.shares == pytest.approx(4_341_696.2, abs=0.1)
    assert notes.converted == 330_707_000
    (below,) = at(newcomer.home, "MARA", "50", date(2024, 3, 15)).converts
    assert (below.dilution, below.converted) == (0, 0)

"""From filings as filed to a book whose numbers lead back to the filings' own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bookrunner.app import Desk, desk
from bookrunner.documents import parse
from bookrunner.ingestion import IngestReport, ingest
from bookrunner.pitch import PitchBook, Request, pitch_inputs, valued, write_pitch
from tests.pitch.books import PEERS

COMPANIES = ("HD", *PEERS)
CITED_MIN = 150

Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class FromFilings:
    """A home into which ten filings were taken, and the book that was made from them."""

    place: Desk
    files: Sequence[Path]
    report: IngestReport
    book: PitchBook


@pytest.fixture(scope="module")
def made(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> FromFilings:
    """Annual and quarterly reports of the five companies, and Home Depot's book."""
    folder = tmp_path_factory.mktemp("from-filings")
    files = [
        path
        for form in ("10-K", "10-Q")
        for name in COMPANIES
        for path in sorted((shared_data / "filings" / form).glob(f"{name}_*.html.gz"))
    ]
    place = desk({"BOOKRUNNER_HOME": str(folder / "home")})
    report = ingest(files, place.store, place.blobs, place.viewer, workers=1)
    model = valued(pitch_inputs(place.store, place.viewer, Request("HD", PEERS)))
    return FromFilings(place, files, report, write_pitch(model, folder / "out", place.writers))


def test_every_filing_is_stored_and_a_second_run_stores_none(made: FromFilings) -> None:
    assert len(made.files) == 10
    assert (made.report.count_in, len(made.report.stored)) == (10, 10)
    again = ingest(made.files, made.place.store, made.place.blobs, made.place.viewer, workers=1)
    assert (again.count_in, len(again.stored), len(again.duplicates)) == (10, 0, 10)


def test_the_comps_page_names_the_peers_outside_the_industry(made: FromFilings) -> None:
    told = [one for one in made.book.findings if one.code == "valuation.peer-industry"]
    (finding,) = told
    assert finding.message.startswith("NKE and MCD are not in the target's industry")


def test_every_reported_number_cites_words_of_a_stored_filing_that_say_it(
    made: FromFilings,
) -> None:
    """Digit by digit: the words hold the value's digits, up to the table's scale."""
    cited = [record for record in sourced(made.book) if record["lineage"]["citation"]]
    assert len(cited) >= CITED_MIN
    texts: dict[str, str] = {}
    wrong = []
    for record in cited:
        citation = record["lineage"]["citation"]
        digest = citation["document"]
        if digest not in texts:
            texts[digest] = parse(made.place.blobs.get(digest), name="filing.htm").text
        words = texts[digest][citation["start"] : citation["end"]]
        if not says(words, Decimal(record["exact"])):
            wrong.append(f"{record['id']} = {record['exact']} but the filing says {words!r}")
    assert wrong == []
    assert len(texts) >= len(COMPANIES)


def test_every_accession_of_the_book_is_a_filing_at_hand(made: FromFilings) -> None:
    known = {
        filing.accession
        for name in COMPANIES
        for filing in made.place.store.filings(
            made.place.viewer, made.place.store.company(name, made.place.viewer).cik
        )
    }
    used = {record["lineage"]["accession"] for record in sourced(made.book)} - {""}
    assert used <= known
    for path in made.files:
        accession = path.name.partition("_")[2].removesuffix(".html.gz")
        assert accession in known


def sourced(book: PitchBook) -> Records:
    """The book's figures that were read from a source."""
    return [
        record for record in book.record.figures.values() if record["lineage"]["kind"] == "sourced"
    ]


def says(words: str, value: Decimal) -> bool:
    """Whether words such as ``(1,234.5)`` hold the digits of a value, whatever its scale."""
    digits = re.sub(r"[^0-9]", "", words).strip("0")
    exact = re.sub(r"[^0-9]", "", f"{value:f}").strip("0")
    if not exact:
        return digits == "" and words.strip() != ""
    return digits == exact


@pytest.mark.parametrize(
    "words,value,held",
    [
        ("152,669", "152669000000", True),
        ("(178)", "-178000000", True),
        ("15.11", "15.11", True),
        ("—", "0", True),
        ("", "0", False),
        ("152,696", "152669000000", False),
    ],
)
def test_the_comparison_of_words_and_values_sees_a_difference(
    words: str, value: str, held: bool
) -> None:
    assert says(words, Decimal(value)) is held

"""What is taken from a filing, and from folders of them."""

import gzip
import os
from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from bookrunner.documents import parse
from bookrunner.facts import AcceptedBasis, SqlFactStore, Vintage, statements
from bookrunner.figures import PUBLIC, NotFound, Viewer
from bookrunner.ingestion import FileOutcome, IngestReport, WorkerDied, ingest
from bookrunner.ingestion.accepted import accepted
from bookrunner.ingestion.taking import taken
from bookrunner.storage import BlobFolder, engine
from tests.ingestion.filing import COMPANY, filing

VIEWER = Viewer("tests")


def store_in(folder: Path) -> tuple[SqlFactStore, BlobFolder]:
    return SqlFactStore(engine(f"sqlite:///{folder / 'store.db'}")), BlobFolder(folder / "blobs")


def names(files: Sequence[FileOutcome]) -> list[str]:
    return [file.path.name for file in files]


def test_a_filing_says_whose_it_is_and_when_it_became_known() -> None:
    content = filing(2023, 1_000, 80)
    read = taken(parse(content, name="0009999901-24-000007.htm"), content, PUBLIC)
    assert (read.company.cik, read.company.name, read.company.ticker) == (
        "0009999901",
        COMPANY,
        "ALDR",
    )
    assert (read.filing.form, read.filing.period_end) == ("10-K", date(2023, 12, 31))
    assert (read.filing.fiscal_year, read.filing.fiscal_period) == (2023, "FY")
    assert read.filing.accepted_at == date(2024, 2, 20)
    assert read.filing.accepted_basis is AcceptedBasis.SIGNATURE
    assert read.filing.accession == "0009999901-24-000007"


def test_a_fact_s_citation_resolves_to_its_words_and_its_row_is_known() -> None:
    content = filing(2023, 1_000, 80)
    document = parse(content, name="alder.htm")
    revenue = next(f for f in taken(document, content, PUBLIC).facts if "Revenues" in f.concept)
    assert revenue.citation is not None
    assert document.text[revenue.citation.start : revenue.citation.end] == "1000"
    assert (revenue.citation.fact_id, revenue.label) == ("f-1", "Revenue")


@pytest.mark.parametrize(
    "content,name,text,expected",
    [
        (
            b"<ACCEPTANCE-DATETIME>20240221160000",
            "a-2024-03-01.htm",
            "",
            (date(2024, 2, 21), AcceptedBasis.HEADER),
        ),
        (b"", "alder-2024-02-22.htm", "", (date(2024, 2, 22), AcceptedBasis.FILE_NAME)),
        # A date in the name that is the period's end says nothing of the filing.
        (
            b"",
            "alder-2023-12-31.htm",
            "SIGNATURES\nDate: February 20, 2024",
            (date(2024, 2, 20), AcceptedBasis.SIGNATURE),
        ),
        (
            b"",
            "alder.htm",
            "has duly caused this report to be signed. 2/20/2024",
            (date(2024, 2, 20), AcceptedBasis.SIGNATURE),
        ),
        # Dates of other years belong to something else; the last lawful day stands in.
        (
            b"",
            "alder.htm",
            "SIGNATURES\nBy-laws of March 1, 2019",
            (date(2024, 3, 30), AcceptedBasis.DEADLINE),
        ),
    ],
)
def test_a_filing_is_known_from_the_best_evidence(
    content: bytes, name: str, text: str, expected: tuple[date, AcceptedBasis]
) -> None:
    assert accepted(content, name, text, "10-K", date(2023, 12, 31)) == expected


def test_a_filing_of_unknown_period_has_no_date() -> None:
    assert accepted(b"", "a.htm", "", "10-K", None) == (None, AcceptedBasis.UNKNOWN)


def test_the_order_of_coming_in_does_not_matter(tmp_path: Path) -> None:
    paths = []
    for year, revenue in ((2021, 800), (2022, 900), (2023, 1_000)):
        path = tmp_path / f"alder-{year}.htm"
        path.write_bytes(filing(year, revenue, 80))
        paths.append(path)
    seen = []
    for number, order in enumerate(permutations(paths)):
        store, blobs = store_in(tmp_path / str(number))
        for path in order:
            ingest([path], store, blobs, VIEWER, workers=1)
        seen.append(
            (store.facts("0009999901", VIEWER), store.filings(VIEWER), store.companies(VIEWER))
        )
    assert all(contents == seen[0] for contents in seen)


def test_several_processes_store_what_one_does(tmp_path: Path) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    for year in range(2016, 2024):
        (folder / f"alder-{year}.htm").write_bytes(filing(year, year, 80))
    alone, together = store_in(tmp_path / "alone"), store_in(tmp_path / "together")
    ingest([folder], *alone, VIEWER, workers=1)
    report = ingest([folder], *together, VIEWER, workers=2)
    assert len(report.stored) == 8
    assert together[0].facts("0009999901", VIEWER) == alone[0].facts("0009999901", VIEWER)


def test_a_parsing_process_that_dies_is_named_and_the_rest_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    for year in range(2019, 2024):
        (folder / f"alder-{year}.htm").write_bytes(filing(year, year, 80))
    store, blobs = store_in(tmp_path / "home")
    with monkeypatch.context() as patched:
        patched.setattr(BlobFolder, "__reduce__", _dies_when_unpacked)
        with pytest.raises(WorkerDied, match="run the same again"):
            ingest([folder], store, blobs, VIEWER, workers=2)
    assert len(ingest([folder], store, blobs, VIEWER, workers=2).stored) == 5


def _dies_when_unpacked(_blobs: BlobFolder) -> tuple[object, tuple[int]]:
    return os._exit, (1,)


def test_progress_counts_every_file(tmp_path: Path) -> None:
    for year in (2022, 2023):
        (tmp_path / f"alder-{year}.htm").write_bytes(filing(year, year, 80))
    (tmp_path / "notes.md").touch()
    told: list[tuple[int, int, str]] = []
    ingest(
        [tmp_path],
        *store_in(tmp_path.parent / "home"),
        VIEWER,
        progress=lambda done, count, file: told.append((done, count, file.path.name)),
    )
    assert told == [(1, 3, "notes.md"), (2, 3, "alder-2022.htm"), (3, 3, "alder-2023.htm")]


def test_a_path_that_does_not_exist_stops_before_anything_is_stored(tmp_path: Path) -> None:
    (tmp_path / "alder.htm").write_bytes(filing(2023, 1, 1))
    store, blobs = store_in(tmp_path / "home")
    with pytest.raises(NotFound, match="nowhere"):
        ingest([tmp_path / "alder.htm", tmp_path / "nowhere"], store, blobs, VIEWER)
    assert not store.filings(VIEWER)


@pytest.mark.parametrize(
    "name,content",
    [
        ("empty.htm", b""),
        ("picture.htm", b"\x89PNG\r\n\x1a\n" + b"0" * 100),
        ("printed.html", b"%PDF-1.7 ..."),
        ("not gzip.htm.gz", b"plain words"),
        ("data.json", b'{"cik": 1, "facts": []}'),
    ],
)
def test_what_should_be_a_filing_and_is_none_is_rejected_with_its_reason(
    tmp_path: Path, name: str, content: bytes
) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / name).write_bytes(content)
    report = ingest([folder], *store_in(tmp_path / "home"), VIEWER)
    assert names(report.rejected) == [name]
    assert report.rejected[0].reason


def test_pages_that_are_no_filing_are_named_so_in_a_folder_and_rejected_by_name(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    page = folder / "index.html"
    page.write_text("<html><body><p>Our home page has news and offers.</p></body></html>")
    home = store_in(tmp_path / "home")
    assert names(ingest([folder], *home, VIEWER).not_filings) == ["index.html"]
    assert names(ingest([page], *home, VIEWER).rejected) == ["index.html"]


def test_a_filing_can_be_brought_in_behind_a_wall(tmp_path: Path) -> None:
    (tmp_path / "alder.htm").write_bytes(filing(2023, 1, 1))
    store, blobs = store_in(tmp_path / "home")
    walls = frozenset({"atlas"})
    ingest([tmp_path / "alder.htm"], store, blobs, Viewer("in", walls), walls=walls)
    assert not store.filings(VIEWER)
    [kept] = store.filings(Viewer("in", walls))
    assert kept.walls == walls


def test_whoever_brings_filings_may_say_where_they_are_from(tmp_path: Path) -> None:
    (tmp_path / "alder.htm").write_bytes(filing(2023, 1_000, 80))
    store, blobs = store_in(tmp_path / "home")
    ingest([tmp_path / "alder.htm"], store, blobs, VIEWER, system="Data room")
    assert [one.system for one in store.filings(VIEWER)] == ["Data room"]
    assert {fact.system for fact in store.facts("0009999901", VIEWER)} == {"Data room"}


# ------------------------------------------------------------------------------ real files


def test_real_filings_of_every_kind_come_in(shared_data: Path, tmp_path: Path) -> None:
    """Of 1999, 2000 as plain text, a full submission, and two files of one filing."""
    annual, quarterly = shared_data / "filings" / "10-K", shared_data / "filings" / "10-Q"
    paths = [
        annual / "0000950153-99-001234.html.gz",
        annual / "CarMax-Auto-Owner-Trust-2019-3_0001779026-23-000027.txt.gz",
        annual / "AAPL_0000320193-24-000123.html.gz",
        annual / "Apple-10-K.html.gz",
        quarterly / "APPLE-COMPUTER-INC_0000912057-00-023442.txt.gz",
    ]
    store, blobs = store_in(tmp_path)
    report = ingest(paths, store, blobs, VIEWER)
    assert (len(report.stored), names(report.duplicates)) == (4, ["Apple-10-K.html.gz"])
    apple = store.company("AAPL", VIEWER)
    assert apple.exchange == "NASDAQ"
    forms = [(f.form, str(f.accepted_at)) for f in store.filings(VIEWER, apple.cik)]
    assert forms == [("10-Q", "2000-05-11"), ("10-K", "2024-11-01")]


@pytest.mark.soak
def test_the_folders_of_real_filings_come_in_whole_and_once(
    shared_data: Path, tmp_path: Path
) -> None:
    folders = [shared_data / "filings" / "10-K", shared_data / "filings" / "10-Q"]
    store, blobs = store_in(tmp_path)
    first = ingest(folders, store, blobs, VIEWER)
    assert (first.count_in, len(first.rejected)) == (96, 0)
    assert len(first.stored) + len(first.duplicates) == 96
    assert {file.path.name for file in first.not_filings} >= {"README.md"}
    again = ingest(folders, store, blobs, VIEWER)
    assert (again.count_in, len(again.stored)) == (96, 0)


@pytest.fixture(scope="module")
def nvidia(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SqlFactStore, IngestReport]:
    folder = tmp_path_factory.mktemp("nvidia")
    store, blobs = store_in(folder)
    path = shared_data / "companyfacts" / "CIK0001045810.json.gz"
    return store, ingest([path], store, blobs, VIEWER)


def test_companyfacts_bring_every_filing_with_its_date(
    nvidia: tuple[SqlFactStore, IngestReport],
) -> None:
    store, report = nvidia
    assert len(report.stored) == 1
    filings = store.filings(VIEWER, "0001045810")
    annual = {f.accession: f for f in filings if f.form == "10-K"}
    fiscal_2024 = annual["0001045810-24-000029"]
    assert (fiscal_2024.period_end, fiscal_2024.fiscal_year) == (date(2024, 1, 28), 2024)
    assert fiscal_2024.accepted_at == date(2024, 2, 21)


def test_in_companyfacts_as_filed_and_restated_are_both_there(
    nvidia: tuple[SqlFactStore, IngestReport],
) -> None:
    """Diluted earnings per share of the year to 2024-01-28: 11.93, and 1.19 after the split."""
    store, _ = nvidia
    [company] = store.companies(VIEWER)
    facts = store.facts(company.cik, VIEWER)
    for vintage, expected in ((Vintage.LATEST, 1.19), (Vintage.AS_FIRST_REPORTED, 11.93)):
        made = statements(company, facts, vintage=vintage)
        year = next(p for p in made.periods if str(p.end) == "2024-01-28")
        assert made.line("eps_diluted", year).value == expected
        assert made.label(year) == "FY2024"


def test_companyfacts_compressed_by_another_program_are_the_same(
    nvidia: tuple[SqlFactStore, IngestReport], shared_data: Path, tmp_path: Path
) -> None:
    store, _ = nvidia
    content = gzip.decompress((shared_data / "companyfacts" / "CIK0001045810.json.gz").read_bytes())
    (tmp_path / "nvidia.json").write_bytes(content + b"\n")
    before = len(store.filings(VIEWER))
    report = ingest([tmp_path / "nvidia.json"], store, BlobFolder(tmp_path / "blobs"), VIEWER)
    assert (len(report.stored), len(report.duplicates)) == (0, 1)
    assert len(store.filings(VIEWER)) == before

"""Filings whose own word about whose they are does not fit what is kept."""

from pathlib import Path

from bookrunner.facts import CompanyReference, FormerName, SqlFactStore
from bookrunner.figures import Viewer
from bookrunner.ingestion import IngestReport, ingest
from bookrunner.storage import BlobFolder, engine
from tests.faces.asking import filing

ANYBODY = Viewer("anybody")
CIK = b"9999990077"


def taken_in(
    folder: Path, *contents: bytes, listed: CompanyReference | None = None
) -> IngestReport:
    store = SqlFactStore(engine(f"sqlite:///{folder / 'store.db'}"))
    if listed is not None:
        store.save_references([listed])
    paths = [folder / f"zztw-{number}.htm" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return ingest(paths, store, BlobFolder(folder / "blobs"), ANYBODY, workers=1)


def doubts(report: IngestReport) -> list[str]:
    found = [one for one in report.findings if one.code == "ingestion.other-registrant"]
    return [f"{one.where}: {one.message}" for one in found]


def test_another_registrant_under_a_known_cik_is_told_of(tmp_path: Path) -> None:
    other = filing(name="Quite Another Corp", year=2022)
    [told] = doubts(taken_in(tmp_path, filing(), other))
    assert told.startswith("zztw-1.htm: the filing names its registrant Quite Another Corp")
    assert "Testwick Stores" in told


def test_a_second_company_with_a_known_ticker_is_told_of(tmp_path: Path) -> None:
    other = filing(name="Other Stores").replace(CIK, b"9999990078")
    [told] = doubts(taken_in(tmp_path, filing(), other))
    assert "its ticker ZZTW is also that of CIK 9999990077" in told


def test_names_that_fit_are_no_doubt(tmp_path: Path) -> None:
    written_otherwise = filing(name="TESTWICK STORES, INC.", year=2022)
    assert doubts(taken_in(tmp_path, filing(), written_otherwise)) == []


def test_a_former_name_that_the_sec_lists_is_no_doubt(tmp_path: Path) -> None:
    former = FormerName("Testwick Stores")
    listed = CompanyReference("9999990077", "Wick Brands", ("ZZTW",), former_names=(former,))
    assert doubts(taken_in(tmp_path, filing(), listed=listed)) == []

"""Folders that hold links, pipes and devices: one bad entry costs one file and never the rest."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from bookrunner.facts import SqlFactStore
from bookrunner.figures import NotFound, Viewer
from bookrunner.ingestion import FileOutcome, IngestReport, ingest
from bookrunner.storage import BlobFolder, engine
from tests.ingestion.filing import filing

VIEWER = Viewer("tests")


def names(files: Sequence[FileOutcome]) -> list[str]:
    return [file.path.name for file in files]


def ingested(path: Path, home: Path) -> IngestReport:
    store = SqlFactStore(engine(f"sqlite:///{home / 'store.db'}"))
    return ingest([path], store, BlobFolder(home / "blobs"), VIEWER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good filing."""
    made = tmp_path / "filings"
    made.mkdir()
    (made / "alder.htm").write_bytes(filing(2023, 1_000, 80))
    return made


def test_links_that_lead_nowhere_or_in_a_circle_are_rejected_one_by_one(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "circle.htm").symlink_to(folder / "round.htm")
    (folder / "round.htm").symlink_to(folder / "circle.htm")
    (folder / "gone.htm").symlink_to("nowhere")
    (folder / "gone.json").symlink_to("nowhere")
    (folder / "self").symlink_to(folder)
    report = ingested(folder, tmp_path / "home")
    assert names(report.stored) == ["alder.htm"]
    assert set(names(report.rejected)) == {
        "circle.htm",
        "round.htm",
        "gone.htm",
        "gone.json",
    }
    assert all("link" in file.reason for file in report.rejected)


def test_pipes_and_devices_are_not_read(folder: Path, tmp_path: Path) -> None:
    for name in ("pipe.htm", "pipe.json", "pipe.htm.gz"):
        os.mkfifo(folder / name)
    (folder / "endless.htm").symlink_to("/dev/zero")
    (folder / "endless.json").symlink_to("/dev/zero")
    reports: list[IngestReport] = []
    # In a thread, so that a read that never ends fails the test in place of hanging it.
    reader = threading.Thread(
        target=lambda: reports.append(ingested(folder, tmp_path / "home")), daemon=True
    )
    reader.start()
    reader.join(60)
    assert reports, "reading a pipe or a device goes on for ever"
    assert names(reports[0].stored) == ["alder.htm"]
    assert len(reports[0].rejected) == 5
    assert all("pipe" in file.reason for file in reports[0].rejected)


def test_a_path_too_long_to_open_is_told_of_as_one_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        ingested(tmp_path / ("n" * 5_000), tmp_path / "home")


def test_a_file_named_in_no_known_letters_is_kept_under_a_name_that_can_be_shown(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "alder.htm").rename(folder / os.fsdecode(b"alder\xff.htm"))
    report = ingested(folder, tmp_path / "home")
    assert [one.name for file in report.stored for one in file.filings] == ["alder\ufffd.htm"]

"""One home with the sample and one book of Home Depot, for all tests that only read them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bookrunner.app import Desk, desk
from bookrunner.figures import Viewer
from bookrunner.ingestion import ingest
from bookrunner.office.recalculate_libreoffice import Recalculated, recalculate
from tests.pitch.books import OAK, Written, home_depot, recorded, restatement


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the sample; test processes of one run share it."""
    base = tmp_path_factory.getbasetemp()
    # Each process has a folder of its own below the run's; the desk lets only one load the sample.
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return run / "pitch-home"


@pytest.fixture(scope="session")
def sample(sample_home: Path) -> Desk:
    """A desk whose records are the shipped sample, for tests that only read."""
    return desk({"BOOKRUNNER_HOME": str(sample_home)})


@pytest.fixture(scope="session")
def written(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The pitch book of Home Depot among LOW, WMT, NKE and MCD."""
    out = tmp_path_factory.mktemp("home-depot") / "out"
    return recorded(home_depot(sample), out, sample.writers)


@pytest.fixture(scope="session")
def recalculated(written: Written, soffice: Path) -> Recalculated:
    """The book's workbook as LibreOffice computes it anew."""
    return recalculate(written.book.workbook, soffice)


@pytest.fixture(scope="session")
def walled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A home with the sample, and one filing about Home Depot behind the wall ``oak``."""
    folder = tmp_path_factory.mktemp("walled")
    place = desk({"BOOKRUNNER_HOME": str(folder / "home")})
    path = folder / "hd-20240128.htm"
    path.write_bytes(restatement())
    insider = Viewer("insider", OAK)
    report = ingest([path], place.store, place.blobs, insider, walls=OAK, workers=1)
    assert len(report.stored) == 1, report
    return place

"""The promises about ingestion, as they are written in specs/ingestion."""

import errno
import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import Company, Fact, Filing, SqlFactStore, fiscal_year_in_words
from bookrunner.figures import Viewer
from bookrunner.ingestion import ArchiveTooDense, IngestReport, ingest, reading
from bookrunner.storage import BlobFolder, BlobUnwritable, engine
from tests.ingestion.filing import UNNAMED, filing

scenarios("ingestion/ingestion.feature")

VIEWER = Viewer("tests")
Contents = tuple[list[Filing], list[Fact], list[str]]


@dataclass
class Desk:
    """A home with a store, and the reports of what was ingested into it."""

    home: Path
    reports: list[IngestReport] = field(default_factory=list)
    contents: list[Contents] = field(default_factory=list)

    @property
    def store(self) -> SqlFactStore:
        return SqlFactStore(engine(f"sqlite:///{self.home / 'store.db'}"))

    @property
    def blobs(self) -> BlobFolder:
        return BlobFolder(self.home / "blobs")


def contents(desk: Desk) -> Contents:
    """All that a store holds, and the files beside it."""
    files = sorted(path.name for path in (desk.home / "blobs").rglob("*.gz"))
    return list(desk.store.filings(VIEWER)), list(desk.store.facts("0009999901", VIEWER)), files


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


@given(
    "a folder with two filings, one copy, a broken archive and a readme", target_fixture="folder"
)
def mixed_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "filings"
    (folder / "older").mkdir(parents=True)
    (folder / "alder-2023.htm").write_bytes(filing(2023, 1_000, 80))
    copy = filing(2023, 1_000, 80, filler="The same report, as another program saved it.")
    (folder / "copy.html.gz").write_bytes(gzip.compress(copy))
    (folder / "older" / "alder-2022.htm.gz").write_bytes(gzip.compress(filing(2022, 900, 70)))
    (folder / "broken.htm.gz").write_bytes(gzip.compress(filing(2021, 800, 60))[:500])
    (folder / "README.md").write_text("What lies here.")
    return folder


@given("a folder with an archive that is larger than any filing", target_fixture="folder")
def bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reading.content, "__kwdefaults__", {"bytes_max": 1_000_000})
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / "small.htm.gz").write_bytes(gzip.compress(b"0" * 50_000_000))
    return folder


@given("a folder with an archive of 300 MB in less than one", target_fixture="folder")
def dense(tmp_path: Path) -> Path:
    folder = tmp_path / "filings"
    folder.mkdir()
    # Many archives one after another are one archive too, and quicker to make.
    part = gzip.compress(b"<p>Item 1. Business of Testwick</p>\n" * 100_000)
    (folder / "dense.htm.gz").write_bytes(part * 86)
    assert (folder / "dense.htm.gz").stat().st_size < 1_000_000
    return folder


@given("a folder with a filing that names no company", target_fixture="folder")
def unnamed(tmp_path: Path) -> Path:
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / "annual.htm").write_text(UNNAMED)
    return folder


@given("a folder with a filing of the company 0009999901", target_fixture="folder")
def named(tmp_path: Path) -> Path:
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / "alder.htm").write_bytes(filing(2023, 1_000, 80))
    return folder


@given(
    parsers.parse('an annual report for the year to {end} that says "{words}" {times:d} times'),
    target_fixture="year_told",
)
def told_in_words(end: str, words: str, times: int) -> int | None:
    return fiscal_year_in_words(f"{words}\n" * times, date.fromisoformat(end))


@then(parsers.parse("its fiscal year is {year}"))
def year_is(year_told: int | None, year: str) -> None:
    assert ("open" if year_told is None else str(year_told)) == year


@when(parsers.parse('the folder is ingested as that of "{cik}"'))
def ingested_as(desk: Desk, folder: Path, cik: str) -> None:
    company = Company(cik, "")
    report = ingest([folder], desk.store, desk.blobs, VIEWER, workers=1, company=company)
    desk.reports.append(report)


@then(parsers.parse('one filing is kept, of the company "{cik}"'))
def kept_as(desk: Desk, cik: str) -> None:
    [kept] = desk.store.filings(VIEWER)
    assert kept.cik == cik
    assert desk.store.company(cik, VIEWER).cik == cik


@then("a finding says that the filing says otherwise itself")
def says_otherwise(desk: Desk) -> None:
    assert "ingestion.company-stated" in {one.code for one in desk.reports[-1].findings}


@when("the folder is ingested")
def ingested(desk: Desk, folder: Path) -> None:
    desk.reports.append(ingest([folder], desk.store, desk.blobs, VIEWER, workers=1))
    desk.contents.append(contents(desk))


@then(
    parsers.parse(
        "{count:d} came in: {stored:d} stored, {duplicate:d} duplicate, {rejected:d} rejected"
    )
)
def counted(desk: Desk, count: int, stored: int, duplicate: int, rejected: int) -> None:
    report = desk.reports[-1]
    assert report.count_in == count
    assert [len(report.stored), len(report.duplicates), len(report.rejected)] == [
        stored,
        duplicate,
        rejected,
    ]


@then("the readme is named as not a filing")
def readme_named(desk: Desk) -> None:
    assert [file.path.name for file in desk.reports[-1].not_filings] == ["README.md"]


@then("each file that was not stored says why")
def says_why(desk: Desk) -> None:
    report = desk.reports[-1]
    assert all(file.reason for file in (*report.duplicates, *report.rejected, *report.not_filings))


@then("0 were stored the second time")
def none_stored(desk: Desk) -> None:
    assert len(desk.reports[1].stored) == 0
    assert len(desk.reports[1].duplicates) == 3


@then("the contents are those of the first time")
def same_contents(desk: Desk) -> None:
    assert desk.contents[1] == desk.contents[0]


@when("one kept file is deleted and another is overwritten")
def damaged(desk: Desk) -> None:
    digests = {one.digest for one in desk.store.filings(VIEWER)}
    files = (desk.home / "blobs").rglob("*.gz")
    first, second = sorted(path for path in files if path.stem in digests)
    first.unlink()
    second.write_bytes(b"not what was kept")


@then("each kept file is whole, and two are said to have been put back")
def put_back(desk: Desk) -> None:
    for one in desk.store.filings(VIEWER):
        assert desk.blobs.get(one.digest)
    told = [one.reason for one in desk.reports[1].duplicates]
    assert sum("put back" in reason for reason in told) == 2


@when("the folder is ingested while no file can be kept")
def no_room(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    desk.home.mkdir(exist_ok=True)
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "mkstemp", full)
        with pytest.raises(BlobUnwritable, match="No space left"):
            ingested(desk, folder)


@then("the run ends with BlobUnwritable and nothing is kept")
def nothing_without_room(desk: Desk) -> None:
    assert list(desk.store.filings(VIEWER)) == []


@then("the same folder ingested with room again stores 2")
def room_again(desk: Desk, folder: Path) -> None:
    ingested(desk, folder)
    assert len(desk.reports[-1].stored) == 2


@then("the archive is rejected")
def rejected(desk: Desk) -> None:
    [file] = desk.reports[-1].rejected
    assert "larger than" in file.reason


@then("the archive is rejected as too dense within 3 seconds of processor time")
def too_dense(desk: Desk, folder: Path) -> None:
    [file] = desk.reports[-1].rejected
    assert "dense.htm.gz holds more than 100 times its size" in file.reason
    began = time.process_time()
    with pytest.raises(ArchiveTooDense):
        reading.content(folder / "dense.htm.gz")
    assert time.process_time() - began < 3


@then("a finding says that its company is unknown")
def company_unknown(desk: Desk) -> None:
    assert "ingestion.unknown-company" in {finding.code for finding in desk.reports[-1].findings}
    [kept] = desk.store.filings(VIEWER)
    assert (kept.cik, kept.form, str(kept.period_end)) == ("", "10-K", "1999-06-30")
    assert str(kept.accepted_at) == "1999-09-28"


# Kills itself, without any chance to tidy up, at the n-th of the moments that matter.
_KILLED = """
import os, signal, sys
from pathlib import Path
import bookrunner.facts.store_sql as store_sql
import bookrunner.storage.blobs_folder as blobs_folder
from bookrunner.facts import SqlFactStore
from bookrunner.figures import Viewer
from bookrunner.ingestion import ingest
from bookrunner.storage import BlobFolder, engine

home, folder, moments = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

def dying(call):
    def wrapped(*arguments, **named):
        global moments
        moments -= 1
        if moments == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **named)
    return wrapped

store = SqlFactStore(engine(f"sqlite:///{home / 'store.db'}"))
store_sql._insert_walls = dying(store_sql._insert_walls)   # after the filing's row
store_sql._insert_facts = dying(store_sql._insert_facts)   # before its facts
store_sql.identity = dying(store_sql.identity)             # after its file, before its row
os.fsync = dying(os.fsync)                                 # in the middle of writing its file
ingest([folder], store, BlobFolder(home / "blobs"), Viewer("tests"), workers=1)
"""


@when("an ingest of the folder is killed at each of its steps and then run again")
def killed_at_each_step(tmp_path: Path, folder: Path, desk: Desk) -> None:
    ingested(desk, folder)
    for moments in _steps():
        home = tmp_path / f"killed-{moments}"
        command = [sys.executable, "-c", _KILLED, str(home), str(folder), str(moments)]
        died = subprocess.run(command, env={**os.environ}, check=False, capture_output=True)
        assert died.returncode == -9, died.stderr.decode()
        again = Desk(home)
        ingested(again, folder)
        desk.contents.append(again.contents[-1])


@given("a folder with filings of three companies", target_fixture="folder")
def three_companies(tmp_path: Path) -> Path:
    folder = tmp_path / "filings"
    folder.mkdir()
    for number in b"123":
        content = filing(2023, 1_000, 80).replace(b"0009999901", b"000999990%c" % number)
        (folder / f"{number}.htm").write_bytes(content.replace(b"ALDR", b"ALDR%c" % number))
    return folder


@when("an ingest of the folder is killed while the second is put into rows")
def killed_at_second(desk: Desk, folder: Path) -> None:
    # Three files with two syncs each, then two filings with three steps each, the last unfinished.
    moments = 3 * 2 + 3 + 3
    command = [sys.executable, "-c", _KILLED, str(desk.home), str(folder), str(moments)]
    died = subprocess.run(command, env={**os.environ}, check=False, capture_output=True)
    assert died.returncode == -9, died.stderr.decode()


@then("nothing is kept")
def nothing_kept(desk: Desk) -> None:
    assert list(desk.store.filings(VIEWER)) == []
    assert len(list((desk.home / "blobs").rglob("*.gz"))) == 3  # the files come first


@then("the same ingest run again keeps all three")
def keeps_all(desk: Desk, folder: Path) -> None:
    ingested(desk, folder)
    assert len(desk.reports[-1].stored) == 3
    assert sorted(kept.cik[-1] for kept in desk.store.filings(VIEWER)) == ["1", "2", "3"]
    assert all(len(desk.store.facts(f"000999990{n}", VIEWER)) == 2 for n in "123")


def _steps() -> Sequence[int]:
    # Two filings and one copy: each writes and syncs a file and its folder, is identified and, but
    # for the copy, is put into rows.
    return (1, 2, 3, 4, 5, 8)


@then("the contents are each time those of an undisturbed run")
def undisturbed(desk: Desk) -> None:
    first, *others = desk.contents
    assert len(others) == len(_steps())
    for other in others:
        assert other == first

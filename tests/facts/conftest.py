"""Real filings in a store, read once for all tests of a run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bookrunner.facts import SqlFactStore, Statements, statements
from bookrunner.figures import Viewer
from bookrunner.ingestion import ingest
from bookrunner.storage import BlobFolder, engine

ANNUAL = (
    "AAPL_0000320193-24-000123",
    "AMD_0000002488-24-000012",
    "HD_0000354950-24-000062",
    "JNJ_0000200406-24-000013",
    "LOW_0000060667-24-000033",
    "MCD_0000063908-24-000072",
    "NKE_0000320187-24-000044",
    "NVDA_0001045810-24-000029",
    "SJM_0000091419-24-000054",
    "TMO_0000097745-24-000007",
    "V_0001403161-24-000058",
    "WMT_0000104169-24-000056",
    "hd-10-k-2025-03-21",
    "ko-10-k-2025-02-20",
    "nvda-10-k-2025-02-26",
    "unp-10-k-2025-02-07",
)
QUARTERLY = (
    "AAPL_0000320193-23-000077",
    "aapl-10-q-2025-08-01",
    "DIS_0001744489-23-000171",
    "HD_0000354950-23-000185",
    "HON_0000773840-23-000073",
    "NVDA_0001045810-23-000175",
    "TRV_0000086312-23-000063",
    "ko-10-q-2025-07-24",
    "nvda-10-q-2025-08-27",
    "unp-10-q-2025-07-24",
)

DEBTORS = (
    "10-K/AAPL_0000320193-24-000123",
    "10-K/GE_0000040545-24-000027",
    "10-K/GM_0001467858-24-000031",
    "10-K/adbe-10-k-2025-01-13",
    "10-K/ko-10-k-2025-02-20",
    "10-K/JNJ_0000200406-24-000013",
    "10-Q/AMD_0000002488-23-000139",
    "10-Q/UPS_0001090727-23-000038",
)

StatementsOf = Callable[[str], Statements]


@pytest.fixture(scope="session")
def real_store(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> SqlFactStore:
    """The filings named above, ingested."""
    folder = tmp_path_factory.mktemp("real")
    store = SqlFactStore(engine(f"sqlite:///{folder / 'store.db'}"))
    filings = shared_data / "filings"
    paths = [filings / "10-K" / f"{name}.html.gz" for name in ANNUAL]
    paths += [filings / "10-Q" / f"{name}.html.gz" for name in QUARTERLY]
    report = ingest(paths, store, BlobFolder(folder / "blobs"), Viewer("tests"))
    assert len(report.stored) == len(paths), [file.reason for file in report.rejected]
    return store


@pytest.fixture(scope="session")
def debtors(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> SqlFactStore:
    """Filings whose debt or interest is tagged in an unusual way, ingested."""
    folder = tmp_path_factory.mktemp("debtors")
    store = SqlFactStore(engine(f"sqlite:///{folder / 'store.db'}"))
    paths = [shared_data / "filings" / f"{name}.html.gz" for name in DEBTORS]
    report = ingest(paths, store, BlobFolder(folder / "blobs"), Viewer("tests"))
    assert len(report.stored) == len(paths), [file.reason for file in report.rejected]
    return store


@pytest.fixture(scope="session")
def real(real_store: SqlFactStore) -> StatementsOf:
    """A company's annual statements, by ticker."""
    viewer = Viewer("tests")
    made: dict[str, Statements] = {}

    def of(ticker: str) -> Statements:
        if ticker not in made:
            company = real_store.company(ticker, viewer)
            made[ticker] = statements(company, real_store.facts(company.cik, viewer))
        return made[ticker]

    return of

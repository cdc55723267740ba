from pathlib import Path

import pytest

from tests.faces.asking import Newcomer, filing


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """Somebody whose home holds the sample; for tests that only read."""
    newcomer = Newcomer(tmp_path_factory.mktemp("reader") / "home")
    said = newcomer.asks("companies")
    assert said.code == 0, said.err
    return newcomer


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    """Somebody with a home of their own, still empty."""
    return Newcomer(tmp_path / "home")


@pytest.fixture
def filings(tmp_path: Path) -> Path:
    """A folder with one small filing."""
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / "zztw-20231231.htm").write_bytes(filing())
    return folder

"""What every test may lean on: real data where present, LibreOffice, and a home of its own."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def bookrunner_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for this test alone; no setting of the developer's shell reaches a test."""
    for name in [name for name in os.environ if name.startswith("BOOKRUNNER_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "bookrunner-home"
    monkeypatch.setenv("BOOKRUNNER_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real filings beside the repository."""
    if not SHARED_DATA.is_dir():
        pytest.skip("real filings are absent: there is no ../shared/data beside the repository")
    return SHARED_DATA


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice, which recalculates workbooks and draws slides."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice is missing: `make tools` installs it")
    return Path(found)


@pytest.fixture(scope="session")
def pdftoppm() -> Path:
    """Poppler's page renderer."""
    found = shutil.which("pdftoppm")
    if found is None:
        pytest.skip("pdftoppm is missing: `make tools` installs it")
    return Path(found)


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> Callable[..., object] | None:
    """A scenario's id (`@room.topic.promise`) becomes `promise(id)`; plain tags stay markers."""
    if "." not in tag:
        return None
    marked: Callable[..., object] = pytest.mark.promise(tag)(function)
    return marked


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the run, under xdist too, with how many tests were skipped and why."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or config.option.collectonly:
        return
    reasons = Counter(_reason(report) for report in reporter.stats.get("skipped", []))
    reporter.write_line(f"skipped: {reasons.total()}")
    for reason, count in reasons.most_common():
        reporter.write_line(f"  {count} x {reason}")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    # A skip's longrepr is (file, line, "Skipped: why").
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")

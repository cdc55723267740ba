"""Commands understood, misunderstood and helped."""

import subprocess
import sys

import pytest

from bookrunner import __version__
from bookrunner.operations import OPERATIONS
from tests.faces.asking import Newcomer

HEAVY = (
    "tantivy numpy lxml sqlalchemy alembic pptx xlsxwriter openpyxl rich bookrunner.app "
    "bookrunner.figures"
)


def test_help_names_every_command_and_what_it_is_for(newcomer: Newcomer) -> None:
    said = newcomer.asks("--help")
    assert said.code == 0
    unwrapped = " ".join(said.out.split())
    for operation in OPERATIONS:
        assert f"  {operation.name}" in said.out
        assert f"{operation.name} {operation.summary}" in unwrapped
    assert newcomer.asks().out == said.out
    assert not newcomer.home.exists()


def test_help_is_there_before_anything_heavy_is_imported() -> None:
    """Names in place of seconds: what is not imported costs nothing on any machine."""
    program = (
        "import sys; from bookrunner.faces.cli.main import run; run(['--help'], {});"
        f"print([name for name in '{HEAVY}'.split() if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1] == "[]"


def test_the_version_is_that_of_the_package(newcomer: Newcomer) -> None:
    assert newcomer.asks("--version").out == f"bookrunner {__version__}\n"


@pytest.mark.parametrize("operation", [operation.name for operation in OPERATIONS])
def test_every_command_has_a_help_page(newcomer: Newcomer, operation: str) -> None:
    said = newcomer.asks(operation, "--help")
    assert said.code == 0
    assert "--json" in said.out
    assert "--debug" in said.out


@pytest.mark.parametrize(
    "line,meant",
    [
        ("statments HD", "did you mean statements?"),
        ("Pitch HD", "did you mean pitch?"),
        ("statements HD --bassis annual", "--basis"),
        ("xyzzy", "`--help` lists the commands"),
        ("statements HD --basis monthly", "'annual', 'quarterly', 'ltm'"),
        ("statements HD --as-of 15.3.2024", "write it as 2024-03-15"),
        ("statements HD --as-of 2024-02-30", "is not a day"),
        ("statements HD --periods 0", "0 is not in the range"),
        ("statements", "Missing argument 'TICKER'"),
        ("comps HD", "Missing option '--peers'"),
        ("comps HD --peers ,", "parted by commas"),
        ("pitch HD --peers LOW --out o --template /no/such.pptx", "does not exist"),
    ],
)
def test_a_line_that_cannot_be_understood_says_what_would_be(
    newcomer: Newcomer, line: str, meant: str
) -> None:
    said = newcomer.asks(*line.split())
    assert said.code == 2
    assert said.out == ""
    assert meant in said.err
    assert "Traceback" not in said.err
    assert not newcomer.home.exists()


def test_a_misunderstanding_can_be_had_as_json(newcomer: Newcomer) -> None:
    said = newcomer.asks("statements", "HD", "--basis", "monthly", "--json")
    assert said.code == 2
    assert said.err == ""
    assert said.json["error"]["kind"] == "Misused"
    assert said.json["error"]["exit_code"] == 2


def test_an_unknown_setting_stops_every_command_but_the_doctor(newcomer: Newcomer) -> None:
    said = newcomer.asks("companies", databse_url="sqlite:///x.db")
    assert said.code == 8
    assert "did you mean BOOKRUNNER_DATABASE_URL" in said.err
    doctor = newcomer.asks("doctor", databse_url="sqlite:///x.db")
    assert doctor.code == 8
    assert "BOOKRUNNER_DATABSE_URL" in doctor.out
    assert "broken" in doctor.out


def test_a_home_that_cannot_be_made_is_named(newcomer: Newcomer) -> None:
    newcomer.home.parent.joinpath("file").write_text("not a folder")
    said = newcomer.asks("companies", home=str(newcomer.home.parent / "file" / "home"))
    assert said.code == 8
    assert "set BOOKRUNNER_HOME" in said.err


def test_a_database_that_is_none_is_named_without_its_password(newcomer: Newcomer) -> None:
    said = newcomer.asks("companies", database_url="mysql://user:secret@host/name")
    assert said.code == 8
    assert "secret" not in said.err
    assert "postgresql://" in said.err


@pytest.mark.parametrize("day", ["0001-01-01", "1992-12-31", "2101-01-01", "9999-12-31"])
@pytest.mark.parametrize("command", ["statements HD", "comps HD --peers LOW", "dcf HD --peers LOW"])
def test_a_day_outside_all_filings_is_named_and_no_mistake(
    reader: Newcomer, command: str, day: str
) -> None:
    said = reader.asks(*command.split(), "--as-of", day)
    assert said.code == 5
    assert day in said.err
    assert "mistake" not in said.err


def test_an_unknown_line_is_no_list_of_all_lines(reader: Newcomer) -> None:
    said = reader.asks("facts", "HD", "--line", "xqzw", "--period", "FY2023")
    assert said.code != 0
    assert "`statements --json` has the keys of all" in said.err
    assert len(said.err) < 200


def test_where_nothing_was_imported_the_page_says_how_to(reader: Newcomer) -> None:
    said = reader.asks("imported", "estimates", "HD")
    assert said.code == 0
    assert "`bookrunner import KIND --template FILE.xlsx`" in said.out

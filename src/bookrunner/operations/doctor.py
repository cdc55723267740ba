"""What is configured, what is missing, and what each thing would add."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator

from bookrunner import __version__
from bookrunner.app import DatabaseState, Desk
from bookrunner.figures import BookrunnerError
from bookrunner.operations.requests import DoctorRequest
from bookrunner.operations.responses import Doctor, Examined

_PYTHON_MIN = (3, 11)
_FONTS = ("Liberation Sans", "DejaVu Sans")
_TOOLS = "`make tools` or your system's packages install it"


def examined(desk: Desk, request: DoctorRequest) -> Doctor:  # noqa: ARG001 - nothing to ask for
    """Everything looked at; nothing is made, loaded or changed by looking."""
    rows = tuple(_everything(desk))
    return Doctor(__version__, all(row.state != "broken" for row in rows), rows)


def _everything(desk: Desk) -> Iterator[Examined]:
    yield from (Examined("settings", "broken", said, "correct it") for said in desk.complaints)
    yield _python()
    yield _home(desk)
    yield _viewer(desk)
    state = desk.database_state()
    yield _database(state)
    yield _sample(desk, state)
    yield from _records(desk, state)
    yield _edgar_agent(desk)
    yield _way_out(desk)
    yield _models(desk)
    yield _vendors(desk)
    yield _postgresql_driver(state)
    yield _program(
        "LibreOffice",
        desk.settings.soffice,
        "recalculates workbooks, to prove them, and draws slides",
    )
    yield _program("poppler", "pdftoppm", "turns drawn slides into pictures")
    yield _fonts()


def _python() -> Examined:
    found = f"{platform.python_version()} at {sys.executable}"
    if sys.version_info < _PYTHON_MIN:
        return Examined("Python", "broken", found, "install Python 3.11 or newer")
    return Examined("Python", "ok", found, "")


def _home(desk: Desk) -> Examined:
    home = desk.settings.home
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        advice = f"make {nearest} writable, or set BOOKRUNNER_HOME to a folder that is"
        return Examined("home", "broken", f"{home} cannot be written", advice)
    made = "" if home.exists() else "; made on first use"
    return Examined("home", "ok", f"{home}{made}", "BOOKRUNNER_HOME moves it")


def _viewer(desk: Desk) -> Examined:
    walls = ", ".join(sorted(desk.viewer.walls)) or "no walls"
    adds = "BOOKRUNNER_VIEWER and BOOKRUNNER_WALLS say who reads and over which deal walls"
    return Examined("viewer", "ok", f"{desk.viewer.name}, {walls}", adds)


def _database(state: DatabaseState) -> Examined:
    found = f"{state.kind}: {state.url}"
    if state.problem:
        return Examined("database", "broken", found, state.problem)
    if not state.revision:
        return Examined("database", "ok", f"{found}; tables are made on first use", "")
    known = f"{found}; schema {state.revision}"
    if state.revision != state.newest:
        return Examined("database", "ok", known, f"brought to {state.newest} on the next use")
    return Examined("database", "ok", known, "BOOKRUNNER_DATABASE_URL moves it to PostgreSQL")


def _sample(desk: Desk, state: DatabaseState) -> Examined:
    if desk.sample_is_loaded and state.revision:
        return Examined("sample", "ok", "loaded", "")
    adds = "loads itself on first use: about 40 real companies and two invented ones"
    return Examined("sample", "ok", "not loaded yet", adds)


def _records(desk: Desk, state: DatabaseState) -> Iterator[Examined]:
    if state.problem or state.revision != state.newest:
        return
    try:
        companies, filings = desk.counted()
    except BookrunnerError as error:
        yield Examined("records", "broken", str(error), "")
        return
    found = f"{companies:,} companies, {filings:,} filings that {desk.viewer.name} may see"
    yield Examined("records", "ok", found, "`bookrunner ingest FOLDER` adds your filings")


def _edgar_agent(desk: Desk) -> Examined:
    agent = desk.settings.edgar_agent
    if agent:
        return Examined("EDGAR agent", "ok", agent, "BOOKRUNNER_EDGAR_AGENT says who asks the SEC")
    adds = "`bookrunner fetch`: set BOOKRUNNER_EDGAR_AGENT to a name and an e-mail address"
    return Examined("EDGAR agent", "missing", "not set", adds)


def _way_out(desk: Desk) -> Examined:
    """Where ``fetch`` asks; addresses are shown without their passwords."""
    source = desk.settings.edgar_url_shown or "the SEC's own hosts"
    proxy = desk.settings.proxy_shown
    found = f"{source}, {f'through {proxy}' if proxy else 'without a proxy'}"
    adds = "BOOKRUNNER_EDGAR_URL names a mirror, BOOKRUNNER_PROXY the way out; not asked here"
    return Examined("EDGAR source", "ok", found, adds)


def _models(desk: Desk) -> Examined:
    """Which language models may be asked; none is asked here."""
    if desk.settings.models is None:
        adds = "nothing needs one; BOOKRUNNER_MODELS names a file of models that narrate answers"
        return Examined("language models", "missing", "none, which is the default", adds)
    from bookrunner.llm import model_file  # noqa: PLC0415 - optional

    try:
        file = model_file(desk.settings.models)
    except BookrunnerError as error:
        return Examined("language models", "broken", str(error), "correct it, or unset it")
    found = f"{', '.join(model.name for model in file.models)} ({file.mode})"
    return Examined("language models", "ok", found, "`bookrunner models --check` asks for them")


def _vendors(desk: Desk) -> Examined:
    """Which data vendors may be asked; none is asked here."""
    if desk.settings.vendors is None:
        adds = "nothing needs one; BOOKRUNNER_VENDORS names a file of vendors to buy numbers from"
        return Examined("data vendors", "missing", "none, which is the default", adds)
    try:
        found = ", ".join(sorted(desk.vendors))
    except BookrunnerError as error:
        return Examined("data vendors", "broken", str(error), "correct it, or unset it")
    return Examined("data vendors", "ok", found, "`bookrunner vendors --check` asks for them")


def _postgresql_driver(state: DatabaseState) -> Examined:
    if importlib.util.find_spec("pg8000") is not None:
        return Examined("PostgreSQL driver", "ok", "pg8000", "")
    adds = "records in a bank's PostgreSQL: pip install 'bookrunner[postgres]'"
    needed = state.kind == "PostgreSQL"
    return Examined("PostgreSQL driver", "broken" if needed else "missing", "not installed", adds)


def _program(name: str, program: str, adds: str) -> Examined:
    found = shutil.which(program)
    if found is None:
        return Examined(name, "missing", f"no {program} on the PATH", f"{adds}; {_TOOLS}")
    return Examined(name, "ok", found, adds)


def _fonts() -> Examined:
    adds = "slides drawn here look as they do in PowerPoint"
    program = shutil.which("fc-list")
    if program is None:
        return Examined("fonts", "missing", "no fc-list to ask", f"{adds}; {_TOOLS}")
    listed = subprocess.run(  # noqa: S603 - a fixed command
        [program, ":", "family"], capture_output=True, text=True, check=False
    ).stdout
    missing = [font for font in _FONTS if font not in listed]
    if missing:
        return Examined("fonts", "missing", f"without {', '.join(missing)}", f"{adds}; {_TOOLS}")
    return Examined("fonts", "ok", ", ".join(_FONTS), adds)

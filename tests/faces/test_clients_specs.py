"""specs/faces/clients.feature, compiled and run where there is a JDK."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from pytest_bdd import given, scenarios, then, when

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import make_clients
from bookrunner.app import Desk
from bookrunner.faces.http.openapi import REMOTE
from bookrunner.server import application
from bookrunner.settings import settings
from tests.faces.asking import Newcomer

scenarios("faces/clients.feature")

JAVA = Path("clients/java")


@pytest.fixture
def root(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(repository / JAVA / "src", tmp_path / JAVA / "src")
    shutil.copy(repository / JAVA / "Example.java", tmp_path / JAVA)
    monkeypatch.setattr(make_clients, "ROOT", tmp_path)
    return tmp_path


@given("the Java client made of the API's description", target_fixture="made")
def _(root: Path) -> Path:
    assert make_clients.main(["--check"]) == 1
    assert make_clients.main([]) == 0
    assert make_clients.main(["--check"]) == 0
    return root


@then("it compiles for Java 17 without a warning")
def _(made: Path) -> None:
    compiled(made)
    client = (made / make_clients.JAVA / "Bookrunner.java").read_text(encoding="utf-8")
    assert client.count('"/api/v1/') == len(REMOTE)


def compiled(made: Path) -> Path:
    if shutil.which("javac") is None:
        pytest.skip("there is no JDK on the PATH to compile the Java client with")
    classes = made / "classes"
    sources = sorted(str(path) for path in (made / JAVA).rglob("*.java"))
    command = ["javac", "-Xlint:all", "-Werror", "--release", "17", "-d", str(classes), *sources]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return classes


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    return Newcomer(tmp_path_factory.mktemp("clients") / "home")


@pytest.fixture
def url(owner: Newcomer) -> Iterator[str]:
    desk = Desk(settings({"BOOKRUNNER_HOME": str(owner.home)}))
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    config = uvicorn.Config(application(desk), port=port, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < until, "the server does not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@then("its example prints what a running server answers and refuses")
def _(made: Path, url: str, owner: Newcomer) -> None:
    command = ["java", "-cp", str(compiled(made)), "Example", url]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    printed = owner.asks("statements", "HD", "--statement", "income", "--periods", "2", "--json")
    number = printed.json["statements"][0]["lines"][0]["cells"][-1]["number"]
    assert done.stdout.splitlines() == [
        f"HD {printed.json['company']['name']}",
        f"{number['id']} {number['exact']} USD {number['period_end']}",
        number["origin"].rpartition(" ")[2],
        "404 HD (HOME DEPOT, INC.)",
    ]


@when("one of its files is changed")
def _(made: Path) -> None:
    path = made / make_clients.JAVA / "StatementsRequest.java"
    path.write_text(path.read_text(encoding="utf-8") + "// by hand\n", encoding="utf-8")


@then("the check names that file and nothing else")
def _(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert make_clients.main(["--check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 1
    assert "StatementsRequest.java" in told[0]

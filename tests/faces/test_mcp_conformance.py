"""What the public conformance kit of the protocol asks, and what it found."""

import subprocess
import sys
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from bookrunner.faces.http.front import Front, Metrics
from tests.faces.http_asking import BASE

REPOSITORY = Path(__file__).resolve().parents[2]


def test_blanks_around_a_headers_value_are_no_part_of_it() -> None:
    seen: dict[bytes, bytes] = {}

    async def inside(scope: Scope, receive: Receive, send: Send) -> None:
        seen.update(scope["headers"])
        await PlainTextResponse("answered")(scope, receive, send)

    client = TestClient(Front(inside, Metrics(), frozenset(), frozenset()), BASE)
    assert client.get("/mcp", headers={"mcp-name": " \tfacts  "}).status_code == 200
    assert seen[b"mcp-name"] == b"facts"


@pytest.mark.soak
def test_every_scenario_of_the_kit_that_applies_passes() -> None:
    # It ends with 1 for a failure without its reason, and for a reason that is none any more.
    runner = REPOSITORY / "benchmarks" / "quality" / "mcp_conformance.py"
    said = subprocess.run(
        [sys.executable, str(runner)], capture_output=True, text=True, check=False, timeout=900
    )
    assert said.returncode == 0, said.stdout[-2000:] + said.stderr[-2000:]

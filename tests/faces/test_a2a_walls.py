"""Two worlds, one with a filing behind a wall: through the agent an outsider sees no difference."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.faces.agent_asking import ANN, BEN, Agent, running
from tests.faces.asking import Newcomer

ASKED: tuple[dict[str, Any] | str, ...] = (
    {"operation": "companies", "request": {}},
    {"operation": "companies", "request": {"search": "oak"}},
    {"operation": "facts", "request": {"company": "WALLX", "line": "revenue", "period": "FY2023"}},
    {"operation": "statements", "request": {"company": "WALLX"}},
    {"operation": "statements", "request": {"company": "Oak Target"}},
    {"operation": "comps", "request": {"company": "HD", "peers": ["LOW", "WALLX"]}},
    {"operation": "debt", "request": {"company": "0000777702"}},
    {"operation": "filings", "request": {}},
    {"operation": "events", "request": {}},
    {"operation": "alerts", "request": {}},
    {"operation": "why", "request": {"figure": "wallx.revenue"}},
    "statements WALLX",
    "companies oak",
)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Agent, Agent]]:
    """The desk with a filing of WALLX behind the wall amber, and the desk without it."""
    folder = tmp_path_factory.mktemp("worlds")
    made = [Newcomer(folder / name) for name in ("with", "without")]
    invented = files("bookrunner.sample") / "data" / "invented" / "zzald-10-k_2024-03-20.htm"
    text = invented.read_text(encoding="utf-8").replace("9999990001", "0000777702")
    text = re.sub(r'(name="dei:TradingSymbol"[^>]*>)[^<]*<', r"\g<1>WALLX<", text)
    text = re.sub(r'(name="dei:EntityRegistrantName"[^>]*>)[^<]*<', r"\g<1>Oak Target<", text)
    (folder / "wallx.htm").write_text(text, encoding="utf-8")
    assert made[0].asks("ingest", folder / "wallx.htm", "--walls", "amber").code == 0
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(running(Path(one.home), {"ann": ANN, "ben": BEN})) for one in made
        )
        yield first, second


def told(agent: Agent, key: str, asked: dict[str, Any] | str) -> Any:
    wire = agent.wire("HTTP+JSON", key)
    reply = wire.says(asked) if isinstance(asked, str) else wire.says(data=asked)
    status = reply.task["status"]
    said = [part for part in status["message"]["parts"] if part]
    return status["state"], said, [one["parts"] for one in reply.task.get("artifacts", [])]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_an_outsider_is_told_the_same_in_both_worlds(
    asked: dict[str, Any] | str, worlds: tuple[Agent, Agent]
) -> None:
    first, second = (told(agent, "ben", asked) for agent in worlds)
    assert first == second


def test_an_insider_sees_what_the_outsider_does_not(worlds: tuple[Agent, Agent]) -> None:
    """Without it the comparison above would compare nothing with nothing."""
    asked = {"operation": "statements", "request": {"company": "WALLX"}}
    assert [told(agent, "ann", asked)[0] for agent in worlds] == [
        "TASK_STATE_COMPLETED",
        "TASK_STATE_FAILED",
    ]

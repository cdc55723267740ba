"""The promises about the gateway, as they are written in specs/llm."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.llm import (
    BudgetExceeded,
    Classification,
    ModelUnavailable,
    NotRecorded,
    Reply,
)
from tests.llm.made import ALL, KEY, Made, asked, row
from tests.llm.servers import Answer, Heard, Server, completion, serving

scenarios("llm/gateway.feature")


class World:
    """What the steps of one scenario share."""

    made: Made
    servers: list[Server]
    reply: Reply
    error: Exception


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def running() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def _made(world: World, running: ExitStack, folder: Path, *answers: Answer, **more: Any) -> None:
    world.servers = [running.enter_context(serving(*answers))]
    world.made = Made(folder, row(world.servers[0].url), **more)


def _echo(heard: Heard) -> Answer:
    return completion("You said " + heard.said["messages"][-1]["content"])


@given(parsers.parse('a model that answers "{text}"'))
def answers(world: World, running: ExitStack, tmp_path: Path, text: str) -> None:
    _made(world, running, tmp_path, completion(text))


@given("a model that first says that it was asked too often and to wait 7 seconds")
def throttles(world: World, running: ExitStack, tmp_path: Path) -> None:
    busy = Answer(b"{}", 429, headers=(("Retry-After", "7"),))
    _made(world, running, tmp_path, busy, completion("Leverage fell."))


@given("a model that fails and another that may see the same data")
def fails_same(world: World, running: ExitStack, tmp_path: Path) -> None:
    _pair(world, running, tmp_path, ALL)


@given("a model that fails and another that may see only public data")
def fails_public(world: World, running: ExitStack, tmp_path: Path) -> None:
    _pair(world, running, tmp_path, ["public"])


def _pair(world: World, running: ExitStack, folder: Path, second: list[str]) -> None:
    bad = running.enter_context(serving(Answer(b"{}", 500)))
    good = running.enter_context(serving(completion("It fell.")))
    world.servers = [bad, good]
    other = row(good.url, "other", classifications=second)
    world.made = Made(folder, row(bad.url), other)


@given("a model with a budget for one call a day")
def with_budget(world: World, running: ExitStack, tmp_path: Path) -> None:
    # A call reserves (25 bytes + 64 + 2 * 16 tokens) at 1 and 100 tokens at 2 per million.
    _made(
        world,
        running,
        tmp_path,
        completion("It fell.", tokens=(90, 100)),
        cache=False,
        budget={"per_day": "0.0004"},
    )


@given(parsers.parse('a model that repeats what it hears, and the code name "{name}"'))
def echoes(world: World, running: ExitStack, tmp_path: Path, name: str) -> None:
    _made(world, running, tmp_path, redaction={"names": [name]})
    world.servers[0].obey = _echo


@given("a recorded reply")
def recorded(world: World, running: ExitStack, tmp_path: Path) -> None:
    records = {"mode": "record", "folder": "records"}
    _made(world, running, tmp_path, completion("It fell."), records=records)
    assert world.made.gateway.complete(asked()).text == "It fell."


@given("a model that repeats its key in replies and errors")
def repeats(world: World, running: ExitStack, tmp_path: Path) -> None:
    said = {"error": {"message": f"bad key {KEY}", "code": KEY}}
    bad = Answer(json.dumps(said).encode(), 401)
    _made(world, running, tmp_path, completion(f"Your key is {KEY}."), bad, log={"text": True})


@when("it is asked")
def is_asked(world: World) -> None:
    world.reply = world.made.gateway.complete(asked())


@when("a question about internal data is asked")
def internal(world: World) -> None:
    world.reply = world.made.gateway.complete(asked())


@when("a question about restricted data is asked")
def restricted(world: World) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        world.made.gateway.complete(asked(classification=Classification.RESTRICTED))
    world.error = caught.value


@when("it is asked twice")
def twice(world: World) -> None:
    world.made.gateway.complete(asked())
    with pytest.raises(BudgetExceeded) as caught:
        world.made.gateway.complete(asked())
    world.error = caught.value


@when(parsers.parse('it is asked about "{text}"'))
def about(world: World, text: str) -> None:
    world.reply = world.made.gateway.complete(asked(f"What moved {text}?"))


@when("replies are replayed")
def replayed(world: World, tmp_path: Path) -> None:
    world.servers[0].heard.clear()
    records = {"mode": "replay", "folder": "records"}
    world.made = Made(tmp_path, row(world.servers[0].url, key_env="NOT_SET"), records=records)


@then(parsers.parse('the reply is "{text}" with its tokens and cost'))
def is_reply(world: World, text: str) -> None:
    reply = world.reply
    assert (reply.text, reply.model, reply.cached) == (text, "house", False)
    assert (reply.input_tokens, reply.output_tokens) == (10, 5)
    assert reply.cost == Decimal("0.00002")
    (heard,) = world.servers[0].heard
    assert heard.path == "/v1/chat/completions"
    assert heard.headers["Authorization"] == f"Bearer {KEY}"
    assert [one["role"] for one in heard.said["messages"]] == ["system", "user"]
    (line,) = world.made.logged
    assert (line["outcome"], line["cost"], line["attempts"]) == ("answered", "0.00002", 1)
    assert "leverage" not in json.dumps(line)


@then("the reply comes after at least 7 seconds")
def waited(world: World) -> None:
    assert world.reply.text == "Leverage fell."
    assert sum(world.made.slept) >= 7


@then("the other answers")
def other_answers(world: World) -> None:
    assert (world.reply.text, world.reply.model) == ("It fell.", "other")
    assert len(world.servers[0].heard) == 3


@then("no model answers")
def none_answers(world: World) -> None:
    assert "house: it answered 500" in str(world.error)


@then("the other was sent nothing")
def sent_nothing(world: World) -> None:
    assert world.servers[1].heard == []


@then("the second is refused by the budget")
def refused(world: World) -> None:
    assert "USD 0.0004" in str(world.error)
    assert world.made.gateway.spent_today() == Decimal("0.00029")


@then("the model was asked once")
def once(world: World) -> None:
    assert len(world.servers[0].heard) == 1


@then("the code name was not sent")
def not_sent(world: World) -> None:
    assert b"atlas" not in world.servers[0].heard[0].body.lower()


@then("the reply names it")
def names_it(world: World) -> None:
    assert world.reply.text == "You said What moved PROJECT  ATLAS?"


@then("the same question is answered without a model")
def same(world: World) -> None:
    reply = world.made.gateway.complete(asked())
    assert (reply.text, reply.cached, reply.cost) == ("It fell.", True, Decimal(0))
    assert world.servers[0].heard == []


@then("another question is an error")
def another(world: World) -> None:
    with pytest.raises(NotRecorded):
        world.made.gateway.complete(asked("And margins?"))
    assert world.servers[0].heard == []


@then("the key stands in no reply, error or log")
def masked(world: World) -> None:
    assert world.reply.text == "Your key is ***."
    with pytest.raises(ModelUnavailable) as caught:
        world.made.gateway.complete(asked("Another question?"))
    assert KEY not in repr(caught.value)
    assert "does not accept the key" in str(caught.value)
    stored = [path.read_bytes() for path in world.made.folder.parent.rglob("*") if path.is_file()]
    assert stored
    assert not any(KEY.encode() in content for content in stored)

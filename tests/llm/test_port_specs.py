"""The promises about the port, as they are written in specs/llm."""

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.llm import (
    Classification,
    Gateway,
    Message,
    ModelUnavailable,
    NoGateway,
    NoModelConfigured,
    Reply,
    Request,
    Role,
    ScriptedGateway,
)

scenarios("llm/port.feature")

ASKED = Request(
    purpose="tests",
    messages=(Message(Role.USER, "Say how leverage moved."),),
    classification=Classification.PUBLIC,
    max_tokens=100,
)


@given("no configured model", target_fixture="gateway")
def without_model() -> Gateway:
    return NoGateway()


@given("a scripted model", target_fixture="gateway")
def with_script() -> Gateway:
    return ScriptedGateway({"leverage": "Leverage fell."})


@when("a model is asked in the words of a banker", target_fixture="answer")
def ask(gateway: Gateway) -> Reply | NoModelConfigured:
    try:
        return gateway.complete(ASKED)
    except NoModelConfigured as error:
        return error


@then("the answer is that none is configured and none is needed")
def none_needed(answer: Reply | NoModelConfigured) -> None:
    assert isinstance(answer, NoModelConfigured)
    assert "none is needed" in str(answer)
    with pytest.raises(NoModelConfigured):
        NoGateway().stream(ASKED)


@then("it answers as scripted")
def as_scripted(answer: Reply | NoModelConfigured, gateway: Gateway) -> None:
    assert isinstance(answer, Reply)
    assert answer.text == "Leverage fell."
    assert "".join(gateway.stream(ASKED)) == "Leverage fell."


@then("the question can be looked at")
def remembered(gateway: Gateway) -> None:
    assert isinstance(gateway, ScriptedGateway)
    assert gateway.calls[0] == ASKED


def test_a_script_without_the_answer_says_so() -> None:
    with pytest.raises(ModelUnavailable, match="leverage"):
        ScriptedGateway({"margin": "It rose."}).complete(ASKED)


def test_a_request_is_known_by_all_that_decides_its_reply() -> None:
    other = Request(
        purpose="another purpose",
        messages=ASKED.messages,
        classification=ASKED.classification,
        max_tokens=ASKED.max_tokens,
    )
    assert other.digest == ASKED.digest
    colder = Request("tests", ASKED.messages, ASKED.classification, 100, temperature=0.5)
    guarded = Request("tests", ASKED.messages, Classification.RESTRICTED, 100)
    assert len({ASKED.digest, colder.digest, guarded.digest}) == 3

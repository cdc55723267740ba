"""specs/faces/mcp.feature, through the official client."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import anyio
import mcp_types as types
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.faces.mcp.protocol import protocol
from bookrunner.figures import Caller, Role
from bookrunner.operations import OPERATIONS, Effect
from bookrunner.operations.doors import SingleUser
from bookrunner.operations.service import Service
from bookrunner.settings import settings
from tests.faces.asking import Newcomer

scenarios("faces/mcp.feature")


@dataclass
class Assistant:
    """A client of the protocol, whose every request is a connection of its own."""

    newcomer: Newcomer
    scopes: frozenset[str] = frozenset({"read", "write"})
    told: list[Any] = field(default_factory=list)

    def asks(self, what: Callable[[Client], Any]) -> Any:
        desk = Desk(settings({"BOOKRUNNER_HOME": str(self.newcomer.home)}))
        service = Service(desk, SingleUser(desk))
        caller = Caller("local", frozenset({Role.ANALYST}), scopes=self.scopes)

        async def run() -> Any:
            async with Client(protocol(service, lambda _: caller)) as client:
                try:
                    return await what(client)
                except MCPError as error:
                    return error

        self.told.append(anyio.run(run))
        if isinstance(self.told[-1], MCPError):
            raise self.told[-1]
        return self.told[-1]

    def calls(self, name: str, **given: object) -> types.CallToolResult:
        said = self.asks(lambda client: client.call_tool(name, given))
        assert isinstance(said, types.CallToolResult)
        return said

    @property
    def tools(self) -> list[types.Tool]:
        listed = self.asks(lambda client: client.list_tools())
        assert isinstance(listed, types.ListToolsResult)
        return listed.tools


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    return Newcomer(tmp_path_factory.mktemp("mcp") / "home")


@given("an assistant at the desk", target_fixture="assistant")
def _(owner: Newcomer) -> Assistant:
    return Assistant(owner)


@given("an assistant that was given reading alone", target_fixture="assistant")
def _(owner: Newcomer) -> Assistant:
    return Assistant(owner, frozenset({"read"}))


@when('it calls "facts" with company HD, line revenue and period FY2023')
def _(assistant: Assistant) -> None:
    assistant.calls("facts", company="HD", line="revenue", period="FY2023")


@when('it calls "statements" with company HDD')
def _(assistant: Assistant) -> None:
    assistant.calls("statements", company="HDD")


@when(parsers.parse('it reads "{uri}"'))
def _(assistant: Assistant, uri: str) -> None:
    assistant.asks(lambda client: client.read_resource(uri))


@when(parsers.parse('it calls "{name}" without fields'), target_fixture="refusal")
def _(assistant: Assistant, name: str) -> str:
    with pytest.raises(MCPError) as refused:
        assistant.calls(name)
    return str(refused.value)


@then("its tools are the operations for callers from afar")
def _(assistant: Assistant) -> None:
    mine = [row for row in OPERATIONS if row.remote and "analyst" in row.roles]
    tools = {tool.name: tool for tool in assistant.tools}
    assert list(tools) == [row.name for row in mine]
    assert all(
        tool.output_schema["type"] == "object" for tool in tools.values() if tool.output_schema
    )


@then("each tool says whether it writes")
def _(assistant: Assistant) -> None:
    reads = {row.name for row in OPERATIONS if row.effect is Effect.READS}
    for tool in assistant.tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint == (tool.name in reads)


@then(parsers.parse('the answer is what "{line}" prints'))
def _(assistant: Assistant, line: str) -> None:
    said = assistant.told[-1]
    printed = json.loads(assistant.newcomer.asks(*line.split()).out)
    assert said.structured_content == printed
    assert json.loads(said.content[0].text) == printed


@then(parsers.parse('the tool\'s error says "{words}"'))
def _(assistant: Assistant, words: str) -> None:
    assert assistant.told[-1].is_error
    assert words in assistant.told[-1].content[0].text


@then("the next call is answered")
def _(assistant: Assistant) -> None:
    assert not assistant.calls("companies", search="home depot").is_error


@then(parsers.parse('the words name "{words}"'))
def _(assistant: Assistant, words: str) -> None:
    assert words in assistant.told[-1].contents[0].text


@then("no path of the server")
def _(assistant: Assistant) -> None:
    assert str(assistant.newcomer.home) not in assistant.told[-1].contents[0].text


@then("none of its tools writes")
def _(assistant: Assistant) -> None:
    writes = {row.name for row in OPERATIONS if row.effect is Effect.WRITES}
    assert not writes & {tool.name for tool in assistant.tools}


@then("the call is refused because it writes")
def _(refusal: str) -> None:
    assert "index writes" in refusal


@then(parsers.parse('the prompt "{name}" with the screen "{screen}" names the tool "{tool}"'))
def _(assistant: Assistant, name: str, screen: str, tool: str) -> None:
    said = assistant.asks(lambda client: client.get_prompt(name, {"screen": screen}))
    assert f"`{tool}` with the name {screen}" in said.messages[0].content.text


@then(parsers.parse('a company that begins "{begun}" is completed to "{ticker}"'))
def _(assistant: Assistant, begun: str, ticker: str) -> None:
    reference = types.ResourceTemplateReference(uri="bookrunner://companies/{company}/statements")
    said = assistant.asks(
        lambda client: client.complete(reference, {"name": "company", "value": begun})
    )
    assert said.completion.values == [ticker]

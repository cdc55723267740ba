"""The server of the protocol: each method asks the service, for the caller of that very request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mcp_types as types
from anyio import to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from bookrunner import __version__
from bookrunner.faces.mcp import prompts, resources, tools
from bookrunner.faces.problems import problem
from bookrunner.figures import BookrunnerError, Caller, NotFound
from bookrunner.operations.forms import request_schema
from bookrunner.operations.service import Service

Context = ServerRequestContext[Any, Any]
WhoAsks = Callable[[Context], Caller]

_INSTRUCTIONS = (
    "Bookrunner answers from filings. Every number in an answer is sourced, computed by a visible "
    "formula, or an assumption with an owner; `why` walks any figure's id back to the filing. Take "
    "numbers from answers alone. Tools that write are offered to callers who may write."
)
_COMPLETIONS_MAX = 100


def protocol(service: Service, who_asks: WhoAsks) -> Server[Any]:
    """The protocol's server over the service.

    Args:
        who_asks: The caller of a request; raises ``NotSignedIn`` when nobody is known to ask.
    """
    return served(Face(service, who_asks), service)


def served(face: Face, service: Service) -> Server[Any]:
    """The protocol's server whose methods are those of a face."""
    return Server(
        "bookrunner",
        version=__version__,
        title="Bookrunner",
        description="Targets, pitch books, alerts and cited answers from filings.",
        instructions=_INSTRUCTIONS,
        get_tool_input_schema=_schema_of(service),
        on_list_tools=face.list_tools,
        on_call_tool=face.call_tool,
        on_list_resources=face.list_resources,
        on_list_resource_templates=face.list_templates,
        on_read_resource=face.read_resource,
        on_list_prompts=face.list_prompts,
        on_get_prompt=face.get_prompt,
        on_completion=face.complete,
    )


def _schema_of(service: Service) -> Callable[[str], dict[str, Any] | None]:
    def schema(name: str) -> dict[str, Any] | None:
        row = service.row(name)
        return None if row is None else request_schema(row)

    return schema


class Face:
    """The methods."""

    def __init__(self, service: Service, who_asks: WhoAsks) -> None:
        self._service = service
        self._who_asks = who_asks

    async def caller(self, context: Context) -> Caller:
        """Who asks; refused in the protocol's words where nobody is known."""
        try:
            return await to_thread.run_sync(self._who_asks, context)
        except BookrunnerError as error:
            raise MCPError(types.INVALID_REQUEST, str(error)) from error

    async def list_tools(
        self,
        context: Context,
        params: types.PaginatedRequestParams | None,  # noqa: ARG002
    ) -> types.ListToolsResult:
        """The operations that the caller may ask for."""
        caller = await self.caller(context)
        return types.ListToolsResult(
            tools=[tools.tool(row) for row in self._service.offered(caller)]
        )

    async def call_tool(
        self, context: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """An operation's answer or refusal."""
        caller = await self.caller(context)
        try:
            return await tools.call(self._service, caller, context, params)
        except BookrunnerError as error:
            raise MCPError(types.INVALID_PARAMS, self._said(error)) from error

    async def list_resources(
        self,
        context: Context,
        params: types.PaginatedRequestParams | None,  # noqa: ARG002
    ) -> types.ListResourcesResult:
        """Documents, figures and ledgers of the caller's."""
        caller = await self.caller(context)
        found = await to_thread.run_sync(resources.listed, self._service, caller)
        return types.ListResourcesResult(resources=found)

    async def list_templates(
        self,
        context: Context,
        params: types.PaginatedRequestParams | None,  # noqa: ARG002
    ) -> types.ListResourceTemplatesResult:
        """How resources are addressed."""
        await self.caller(context)
        return types.ListResourceTemplatesResult(resource_templates=resources.templates())

    async def read_resource(
        self, context: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """One resource."""
        caller = await self.caller(context)
        uri = str(params.uri)
        try:
            return await to_thread.run_sync(resources.read, self._service, caller, uri)
        except NotFound as error:
            is_modern = context.protocol_version in MODERN_PROTOCOL_VERSIONS
            code = types.INVALID_PARAMS if is_modern else _NOT_FOUND
            raise MCPError(code, self._said(error), {"uri": uri}) from error
        except BookrunnerError as error:
            raise MCPError(types.INVALID_PARAMS, self._said(error), {"uri": uri}) from error

    async def list_prompts(
        self,
        context: Context,
        params: types.PaginatedRequestParams | None,  # noqa: ARG002
    ) -> types.ListPromptsResult:
        """The common workflows."""
        await self.caller(context)
        return types.ListPromptsResult(prompts=prompts.listed())

    async def get_prompt(
        self, context: Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        """One workflow, filled in."""
        await self.caller(context)
        try:
            return prompts.written(params.name, params.arguments or {})
        except BookrunnerError as error:
            raise MCPError(types.INVALID_PARAMS, self._said(error)) from error

    async def complete(
        self, context: Context, params: types.CompleteRequestParams
    ) -> types.CompleteResult:
        """What an argument may go on with."""
        caller = await self.caller(context)
        found = await to_thread.run_sync(self._completions, caller, params)
        shown = found[:_COMPLETIONS_MAX]
        completion = types.Completion(
            values=shown, total=len(found), has_more=len(found) > len(shown)
        )
        return types.CompleteResult(completion=completion)

    def _completions(self, caller: Caller, params: types.CompleteRequestParams) -> list[str]:
        begun = params.argument.value.casefold()
        if params.argument.name == "company":
            rows = self._service.answer(caller, "companies", {}).plain["companies"]
            names = [row["ticker"] or row["name"] for row in rows]
        elif params.argument.name == "screen":
            rows = self._service.answer(caller, "screen", {}).plain["screens"]
            names = [row["name"] for row in rows]
        elif params.argument.name == "type":
            schema = self._service.row("pitch")
            said = request_schema(schema)["properties"]["type"]["enum"] if schema else []
            names = [one for one in said if one]
        else:
            names = []
        return [name for name in names if name.casefold().startswith(begun)]

    def _said(self, error: BookrunnerError) -> str:
        return self._service.told(problem(error).message)


# The number of 2025-11-25 for a resource that is not there; later ones say invalid parameters.
_NOT_FOUND = -32002

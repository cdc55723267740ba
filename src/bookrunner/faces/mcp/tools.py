"""Operations as tools: the table's own schemas, answers and refusals."""

from __future__ import annotations

from typing import Any

import mcp_types as types
from anyio import from_thread, to_thread
from mcp.server.context import ServerRequestContext

from bookrunner.faces.problems import problem
from bookrunner.figures import BookrunnerError, Caller, NotAllowed, NotFound
from bookrunner.operations import Effect, Operation
from bookrunner.operations.forms import answer_schema, request_schema
from bookrunner.operations.service import Answer, Service

Context = ServerRequestContext[Any, Any]


def tool(operation: Operation) -> types.Tool:
    """The operation as a client is told of it."""
    writes = operation.effect is Effect.WRITES
    return types.Tool(
        name=operation.name,
        title=operation.summary.rstrip("."),
        description=f"{operation.summary} {operation.more}".strip(),
        input_schema=request_schema(operation),
        output_schema=answer_schema(operation),
        annotations=types.ToolAnnotations(
            title=operation.summary.rstrip("."),
            read_only_hint=not writes,
            # Records are added to and new folders written; nothing that was there is lost.
            destructive_hint=False,
            idempotent_hint=not writes,
            open_world_hint=operation.name in {"fetch", "fetch-vendor"},
        ),
    )


async def call(
    service: Service, caller: Caller, context: Context, params: types.CallToolRequestParams
) -> types.CallToolResult:
    """The answer, or the refusal with what to do next; never a protocol error of its own making."""

    def progress(activity: str, done: int, total: int) -> None:
        from_thread.run(context.session.report_progress, done, total, activity)

    try:
        answer = await to_thread.run_sync(
            service.answer, caller, params.name, params.arguments or {}, progress
        )
    except (NotFound, NotAllowed) as error:
        if service.knows(caller, params.name):
            return _refused(service, error)
        raise
    except Exception as error:
        return _refused(service, error)
    return _answered(answer)


def _answered(answer: Answer) -> types.CallToolResult:
    files = answer.folder.files if answer.folder else ()
    links = [
        types.ResourceLink(uri=f"bookrunner://{one.id}", name=one.name, size=one.size)
        for one in files
    ]
    content: list[types.ContentBlock] = [types.TextContent(text=answer.text), *links]
    return types.CallToolResult(content=content, structured_content=answer.plain)


def _refused(service: Service, error: Exception) -> types.CallToolResult:
    what = problem(error)
    is_ours = not isinstance(error, BookrunnerError)
    said = (
        "Bookrunner made a mistake; nothing is half-done. The log of the server says where."
        if is_ours
        else service.told(what.message)
    )
    return types.CallToolResult(
        content=[types.TextContent(text=f"{what.kind}: {said}")], is_error=True
    )

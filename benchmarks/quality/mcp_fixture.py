"""What the conformance kit of the Model Context Protocol asks a server to have, on our own server.

The kit calls tools, resources and prompts by names of its own. They are added here to our face, and
pass through the same server class, transport, guard of the door and sign-in as the real ones. What
our server does not offer (sampling, elicitation, subscriptions, protocol logging) is not added.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import anyio
import mcp_types as types

from bookrunner.faces.mcp.protocol import Context, Face


def _png() -> str:
    """One red pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    pixel = chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + head + pixel + chunk(b"IEND", b"")).decode()


def _wav() -> str:
    """One silent sample."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    content = b"WAVE" + form + struct.pack("<4sI", b"data", 1) + b"\x80\0"
    return base64.b64encode(struct.pack("<4sI", b"RIFF", len(content)) + content).decode()


PNG, WAV = _png(), _wav()
_OF_THE_KIT = "Asked for by the conformance kit."
TEXT = types.TextContent(text="This is a simple text response for testing.")
IMAGE = types.ImageContent(data=PNG, mime_type="image/png")
AUDIO = types.AudioContent(data=WAV, mime_type="audio/wav")
SCHEMA_2020_12: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}


def _embedded(uri: str, text: str, mime_type: str = "text/plain") -> types.EmbeddedResource:
    held = types.TextResourceContents(uri=uri, mime_type=mime_type, text=text)
    return types.EmbeddedResource(resource=held)


async def _progress(context: Context) -> types.CallToolResult:
    for done in (0, 50, 100):
        await context.session.report_progress(done, 100, None)
        await anyio.sleep(0.05)
    return types.CallToolResult(content=[types.TextContent(text="done")])


def _says(*content: types.ContentBlock, is_error: bool = False) -> Callable[[Context], Any]:
    async def say(context: Context) -> types.CallToolResult:  # noqa: ARG001
        return types.CallToolResult(content=list(content), is_error=is_error)

    return say


TOOLS: Mapping[str, Callable[[Context], Awaitable[types.CallToolResult]]] = {
    "test_simple_text": _says(TEXT),
    "test_image_content": _says(IMAGE),
    "test_audio_content": _says(AUDIO),
    "test_embedded_resource": _says(
        _embedded("test://embedded-resource", "This is an embedded resource content.")
    ),
    "test_multiple_content_types": _says(
        types.TextContent(text="Multiple content types test:"),
        IMAGE,
        _embedded(
            "test://mixed-content-resource",
            json.dumps({"test": "data", "value": 123}),
            "application/json",
        ),
    ),
    "test_tool_with_progress": _progress,
    "test_error_handling": _says(
        types.TextContent(text="This tool intentionally returns an error for testing"),
        is_error=True,
    ),
    "json_schema_2020_12_tool": _says(TEXT),
}
PROMPTS: Mapping[str, tuple[str, ...]] = {
    "test_simple_prompt": (),
    "test_prompt_with_arguments": ("arg1", "arg2"),
    "test_prompt_with_embedded_resource": ("resourceUri",),
    "test_prompt_with_image": (),
}


class Fixture(Face):
    """Our face, and beside it what the kit asks for by name."""

    async def list_tools(
        self, context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        ours = await super().list_tools(context, params)
        schemas = {"json_schema_2020_12_tool": dict(SCHEMA_2020_12)}
        theirs = [
            types.Tool(
                name=name,
                description=_OF_THE_KIT,
                input_schema=schemas.get(name, {"type": "object"}),
            )
            for name in TOOLS
        ]
        return types.ListToolsResult(tools=[*ours.tools, *theirs])

    async def call_tool(
        self, context: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        if params.name not in TOOLS:
            return await super().call_tool(context, params)
        await self.caller(context)
        return await TOOLS[params.name](context)

    async def list_resources(
        self, context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        ours = await super().list_resources(context, params)
        theirs = [
            types.Resource(uri="test://static-text", name="text", mime_type="text/plain"),
            types.Resource(uri="test://static-binary", name="binary", mime_type="image/png"),
        ]
        return types.ListResourcesResult(resources=[*ours.resources, *theirs])

    async def list_templates(
        self, context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        ours = await super().list_templates(context, params)
        theirs = types.ResourceTemplate(uri_template="test://template/{id}/data", name="data")
        return types.ListResourceTemplatesResult(
            resource_templates=[*ours.resource_templates, theirs]
        )

    async def read_resource(
        self, context: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(params.uri)
        held: types.TextResourceContents | types.BlobResourceContents
        if uri == "test://static-text":
            text = "This is the content of the static text resource."
            held = types.TextResourceContents(uri=uri, mime_type="text/plain", text=text)
        elif uri == "test://static-binary":
            held = types.BlobResourceContents(uri=uri, mime_type="image/png", blob=PNG)
        elif uri.startswith("test://template/"):
            number = uri.removeprefix("test://template/").removesuffix("/data")
            said = {"id": number, "templateTest": True, "data": f"Data for ID: {number}"}
            held = types.TextResourceContents(
                uri=uri, mime_type="application/json", text=json.dumps(said)
            )
        else:
            return await super().read_resource(context, params)
        await self.caller(context)
        return types.ReadResourceResult(contents=[held])

    async def list_prompts(
        self, context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListPromptsResult:
        ours = await super().list_prompts(context, params)
        theirs = [
            types.Prompt(
                name=name,
                description=_OF_THE_KIT,
                arguments=[
                    types.PromptArgument(name=one, description=_OF_THE_KIT, required=True)
                    for one in arguments
                ],
            )
            for name, arguments in PROMPTS.items()
        ]
        return types.ListPromptsResult(prompts=[*ours.prompts, *theirs])

    async def get_prompt(
        self, context: Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        if params.name not in PROMPTS:
            return await super().get_prompt(context, params)
        await self.caller(context)
        given = params.arguments or {}
        content: dict[str, list[types.ContentBlock]] = {
            "test_simple_prompt": [types.TextContent(text="This is a simple prompt for testing.")],
            "test_prompt_with_arguments": [
                types.TextContent(
                    text=f"Prompt with arguments: arg1='{given.get('arg1')}', "
                    f"arg2='{given.get('arg2')}'"
                )
            ],
            "test_prompt_with_embedded_resource": [
                _embedded(given.get("resourceUri", ""), "Embedded resource content for testing."),
                types.TextContent(text="Please process the embedded resource above."),
            ],
            "test_prompt_with_image": [
                IMAGE,
                types.TextContent(text="Please analyze the image above."),
            ],
        }
        return types.GetPromptResult(
            messages=[types.PromptMessage(role="user", content=one) for one in content[params.name]]
        )

"""Tools of a data vendor's server, asked over the Model Context Protocol."""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from bookrunner import __version__
from bookrunner.figures import BookrunnerError
from bookrunner.sources.errors import VendorRefused, VendorUnavailable, VendorUnusable
from bookrunner.sources.vendor_file import Vendor
from bookrunner.web import MASK

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx2
    from mcp import Client

T = TypeVar("T")

_BYTES_MAX = 20_000_000
_TOOLS_MAX = 2_000
_SAID_MAX = 300


@dataclass(frozen=True)
class VendorTools:
    """A server as it named itself, and its tools."""

    server: str
    protocol: str
    tools: tuple[str, ...]


class McpVendors:
    """Asks vendors' servers, each request over a connection of its own.

    Nothing is sent but the tool's name and arguments and the vendor's key; a server that asks
    questions back (for a model's reply, a person's input, files) gets none of it.
    """

    def __init__(self, proxy: str = "", environment: Mapping[str, str] | None = None) -> None:
        self._proxy = proxy
        self._environment = os.environ if environment is None else environment

    def tools(self, vendor: Vendor) -> VendorTools:
        """What the vendor's server offers.

        Raises:
            VendorUnavailable: It cannot be reached or does not speak the protocol.
        """

        async def listed(client: Client, secret: str) -> VendorTools:  # noqa: ARG001 - said by none
            names: list[str] = []
            cursor = None
            while len(names) < _TOOLS_MAX:
                page = await client.list_tools(cursor=cursor)
                names += [tool.name for tool in page.tools]
                cursor = page.next_cursor
                if not cursor:
                    break
            return VendorTools(_server(client), client.protocol_version, tuple(names))

        return self._asked(vendor, listed)

    def call(self, vendor: Vendor, tool: str, arguments: Mapping[str, object]) -> bytes:
        """What a tool answered, as JSON that says who was asked what; under ``answer`` the data.

        They are the structured answer; of a tool that has none, the JSON of its text.

        Raises:
            VendorUnavailable: The server cannot be reached, or took too long.
            VendorRefused: The tool is not there, or answered with an error.
            VendorUnusable: What it answered is not data.
        """

        async def answered(client: Client, secret: str) -> bytes:
            result = await client.call_tool(tool, dict(arguments))
            said = [getattr(part, "text", "") for part in result.content]
            if result.is_error:
                raise VendorRefused(vendor.name, tool, _hidden(" ".join(said), secret))
            content = result.structured_content
            if content is None:
                content = _json_of(vendor, tool, said)
            record = {
                "vendor": vendor.title,
                "server": _server(client),
                "protocol": client.protocol_version,
                "tool": tool,
                "arguments": dict(arguments),
                "answer": content,
            }
            kept = _without(json.dumps(record, ensure_ascii=False, sort_keys=True), secret).encode()
            if len(kept) > _BYTES_MAX:
                raise VendorUnusable(vendor.name, tool, _too_large())
            return kept

        return self._asked(vendor, answered)

    def _asked(self, vendor: Vendor, question: Callable[[Client, str], Awaitable[T]]) -> T:
        # Takes long to import and is used by these requests alone.
        import anyio  # noqa: PLC0415

        return anyio.run(self._ask, vendor, question)

    async def _ask(self, vendor: Vendor, question: Callable[[Client, str], Awaitable[T]]) -> T:
        import anyio  # noqa: PLC0415
        from mcp.shared.exceptions import MCPError  # noqa: PLC0415

        secret = vendor.key.secret(self._environment)
        try:
            with anyio.fail_after(vendor.seconds):
                async with self._connected(vendor, secret) as client:
                    return await question(client, secret)
        except Exception as error:  # noqa: BLE001 - groups, of whatever a transport raises
            first = _innermost(error)
            if isinstance(first, BookrunnerError):
                raise first from None
            if isinstance(first, TimeoutError):
                why = f"it did not answer within {vendor.seconds} s"
            elif isinstance(first, MCPError):
                raise VendorRefused(vendor.name, "", _hidden(str(first), secret)) from None
            else:
                why = _hidden(str(first), secret) or type(first).__name__
            raise VendorUnavailable(vendor.name, vendor.address, why) from None

    @asynccontextmanager
    async def _connected(self, vendor: Vendor, secret: str) -> AsyncIterator[Client]:
        from mcp import Client, StdioServerParameters, stdio_client  # noqa: PLC0415
        from mcp.client.streamable_http import streamable_http_client  # noqa: PLC0415
        from mcp_types import Implementation  # noqa: PLC0415

        async with AsyncExitStack() as open_things:
            if vendor.command:
                # What a program writes for its makers is not for the users of this one.
                nowhere = open_things.enter_context(_nowhere())
                key = {vendor.key_variable: secret} if secret else None
                program = StdioServerParameters(
                    command=vendor.command[0], args=list(vendor.command[1:]), env=key
                )
                way: Any = stdio_client(program, errlog=nowhere)
            else:
                http = await open_things.enter_async_context(self._http(vendor, secret))
                way = streamable_http_client(
                    vendor.url, http_client=http, max_sse_event_size=_BYTES_MAX
                )
            who = Implementation(name="bookrunner", version=__version__)
            client = Client(way, read_timeout_seconds=float(vendor.seconds), client_info=who)
            yield await open_things.enter_async_context(client)

    def _http(self, vendor: Vendor, secret: str) -> httpx2.AsyncClient:
        import httpx2  # noqa: PLC0415

        async def refuse_what_is_too_large(response: httpx2.Response) -> None:
            if int(response.headers.get("content-length") or 0) > _BYTES_MAX:
                raise VendorUnusable(vendor.name, "", _too_large())

        return httpx2.AsyncClient(
            headers={"Authorization": f"Bearer {secret}"} if secret else {},
            timeout=httpx2.Timeout(float(vendor.seconds)),
            proxy=None if vendor.direct or not self._proxy else self._proxy,
            verify=ssl.create_default_context(cafile=vendor.ca_bundle or None),
            event_hooks={"response": [refuse_what_is_too_large]},
            # The settings alone say through which proxy requests leave.
            trust_env=False,
        )


@contextmanager
def _nowhere() -> Iterator[TextIO]:
    with Path(os.devnull).open("w", encoding="utf-8") as file:
        yield file


def _server(client: Client) -> str:
    said = client.server_info
    return f"{said.name} {said.version}".strip()[:200] if said else ""


def _json_of(vendor: Vendor, tool: str, said: Sequence[str]) -> object:
    """The data in the text of a tool that answers without structure."""
    if len(said) != 1 or not said[0]:
        why = f"it answered with {len(said)} parts and no structure, where data were wanted"
        raise VendorUnusable(vendor.name, tool, why)
    try:
        return json.loads(said[0])
    except (ValueError, RecursionError):
        raise VendorUnusable(vendor.name, tool, "its text is no JSON") from None


def _innermost(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup) and error.exceptions:
        error = error.exceptions[0]
    return error


def _hidden(text: str, secret: str) -> str:
    """The beginning of what a server said."""
    return _without(text, secret)[:_SAID_MAX]


def _without(text: str, secret: str) -> str:
    """A text without the key, which a server may repeat; as it is and as JSON spells it."""
    if not secret:
        return text
    return text.replace(secret, MASK).replace(json.dumps(secret)[1:-1], MASK)


def _too_large() -> str:
    return f"its answer is larger than {_BYTES_MAX // 1_000_000} MB"

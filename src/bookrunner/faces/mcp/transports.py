"""The two ways in: Streamable HTTP at an address, and standard input and output."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import anyio
from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from bookrunner.faces.credentials import credentials
from bookrunner.faces.mcp.protocol import Context, protocol
from bookrunner.figures import Caller, Credentials, NotSignedIn
from bookrunner.operations.service import Service


def asgi(service: Service) -> tuple[ASGIApp, AbstractAsyncContextManager[None]]:
    """The application, and the span of time in which it can answer.

    No session is kept: each request carries its own credentials, so that no session's id is
    worth stealing. Host and Origin are looked at before any face is reached.
    """
    return over_http(protocol(service, by_request(service)))


def by_request(service: Service) -> Callable[[Context], Caller]:
    """Who asks, by what the HTTP request shows."""

    def who_asks(context: Context) -> Caller:
        if context.request is None:
            raise NotSignedIn("the request says nothing of who asks")
        return service.caller(credentials(context.request))

    return who_asks


def over_http(server: Server[Any]) -> tuple[ASGIApp, AbstractAsyncContextManager[None]]:
    """The application of a server of the protocol, and the span of time in which it can answer."""
    manager = StreamableHTTPSessionManager(
        server,
        stateless=True,
        security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return StreamableHTTPASGIApp(manager), manager.run()


def stdio(service: Service) -> None:
    """Serves whoever started the program, as the machine's own user, until input ends."""

    def who_asks(context: Context) -> Caller:  # noqa: ARG001 - it is always the same
        return service.caller(Credentials(is_local=True))

    # Standard output belongs to the protocol.
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    anyio.run(_served, protocol(service, who_asks))


async def _served(server: Server[Any]) -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())

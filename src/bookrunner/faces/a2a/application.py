"""The agent as an ASGI application: the card, the two bindings, and what lives with them."""

from __future__ import annotations

import hashlib
import json
import logging
import platform
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from a2a.server.context import ServerCallContext
from a2a.server.routes import create_jsonrpc_routes, create_rest_routes
from a2a.types import AgentCard
from google.protobuf.json_format import MessageToDict
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bookrunner.app import Desk
from bookrunner.faces.a2a.card import (
    CARD_PATH,
    KEYS_PATH,
    REST_PATH,
    RPC_PATH,
    extended_card,
    public_card,
)
from bookrunner.faces.a2a.door import Door
from bookrunner.faces.a2a.executor import Agent
from bookrunner.faces.a2a.handler import Contexts, Handler
from bookrunner.faces.a2a.keys import card_key, secrets_key
from bookrunner.faces.a2a.pushes import Sender, SqlPushes
from bookrunner.faces.a2a.tasks_sql import SqlTasks
from bookrunner.operations.service import Service
from bookrunner.storage import engine

PATHS = ("/a2a", CARD_PATH)
"""Where it is asked: these, and what is below them."""
_CARD_SECONDS = 3600
_PARKED_SECONDS = 600
"""After which a task that waits for an answer lives in the records alone."""


class A2A:
    """An ASGI application; ``lifespan`` must be entered before it is asked."""

    def __init__(
        self, service: Service, house: Desk, base_url: str, *, sign_in: bool = False
    ) -> None:
        folder = house.settings.home / "a2a"
        key = card_key(folder)
        keys_url = base_url + KEYS_PATH
        card = key.signed(public_card(base_url, sign_in=sign_in), keys_url)
        database = engine(house.settings.database_url)
        inside = house.settings.webhook_hosts
        self._tasks = SqlTasks(database, f"{platform.node()} {base_url}")
        pushes = SqlPushes(database, secrets_key(folder), inside)
        self._sender = Sender(pushes, inside, house.settings.proxy)
        self._agent = Agent(service, base_url)

        async def for_caller(public: AgentCard, context: ServerCallContext) -> AgentCard:
            offered = await self._agent.offered(context.state["caller"])
            return key.signed(extended_card(public, offered), keys_url)

        self._handler = Handler(
            agent_executor=self._agent,
            task_store=self._tasks,
            agent_card=card,
            push_config_store=pushes,
            push_sender=self._sender,
            extended_agent_card=card,
            extended_card_modifier=for_caller,
            validate_input_modes=True,
            interrupted_task_timeout=_PARKED_SECONDS,
        )
        contexts = Contexts()
        rpc = create_jsonrpc_routes(self._handler, RPC_PATH, contexts)
        routes = [
            Route(CARD_PATH, _shown(card), methods=["GET"]),
            Route(KEYS_PATH, _keys(key.jwk), methods=["GET"]),
            *rpc,
            # A client that leaves the last stroke out is not sent elsewhere.
            Route(RPC_PATH.rstrip("/"), rpc[0].endpoint, methods=["POST"]),
            *create_rest_routes(self._handler, contexts, path_prefix=REST_PATH)[:-1],
        ]
        application = Starlette(routes=routes)
        application.router.redirect_slashes = False
        self._door = Door(application, service)
        # Its lines quote requests; what is worth a line, the agent writes itself.
        logging.getLogger("a2a").setLevel(logging.CRITICAL + 1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        await self._door(scope, receive, send)

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """From the opening of the store to the end of the last task."""
        self._tasks.open()
        self._sender.open()
        try:
            yield
        finally:
            self._agent.close()
            await self._handler.aclose()
            await self._sender.close()


def asgi(service: Service, house: Desk, base_url: str, *, sign_in: bool = False) -> A2A:
    """The agent over the service.

    Args:
        house: The desk whose records keep the tasks and whose home keeps the key.
        base_url: Where the server is reached, without a stroke at the end; the card names it.
        sign_in: Whether callers must sign in, which the card then says.
    """
    return A2A(service, house, base_url, sign_in=sign_in)


def _shown(card: AgentCard) -> Any:  # noqa: ANN401 - a handler
    told = MessageToDict(card)
    unsigned = {name: value for name, value in told.items() if name != "signatures"}
    digest = hashlib.sha256(json.dumps(unsigned, sort_keys=True).encode()).hexdigest()
    headers = {"ETag": f'W/"{digest}"', "Cache-Control": f"public, max-age={_CARD_SECONDS}"}

    async def handler(request: Request) -> Response:
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return JSONResponse(told, headers=headers)

    return handler


def _keys(jwk: dict[str, str]) -> Any:  # noqa: ANN401 - a handler
    async def handler(request: Request) -> Response:  # noqa: ARG001 - as all handlers
        return JSONResponse({"keys": [jwk]}, headers={"Cache-Control": "public, max-age=3600"})

    return handler

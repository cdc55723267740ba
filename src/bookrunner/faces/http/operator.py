"""What an operator asks: is it alive, can it work, what has it counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from anyio import to_thread
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bookrunner import __version__
from bookrunner.faces.http.front import Metrics

Check = Callable[[], str]
"""What is wrong, in words; empty when nothing is."""


def operator(metrics: Metrics, checks: Mapping[str, Check]) -> Starlette:
    """`/health`, `/ready` and `/metrics`; none of them says anything about data."""

    async def health(request: Request) -> Response:  # noqa: ARG001
        return JSONResponse({"status": "alive", "version": __version__})

    async def ready(request: Request) -> Response:  # noqa: ARG001
        found = {name: await to_thread.run_sync(check) for name, check in checks.items()}
        wrong = {name: said for name, said in found.items() if said}
        told = {"status": "unready" if wrong else "ready", "checks": found}
        return JSONResponse(told, 503 if wrong else 200)

    async def counted(request: Request) -> Response:  # noqa: ARG001
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route("/health", health),
            Route("/ready", ready),
            Route("/metrics", counted),
        ]
    )

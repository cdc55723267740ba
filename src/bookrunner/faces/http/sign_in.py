"""Signing in and out in a browser, and where programs find the provider."""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bookrunner.app import Desk
from bookrunner.faces.credentials import SECURE_SESSION_COOKIE, SESSION_COOKIE, credentials
from bookrunner.faces.http.problem_details import problem_response
from bookrunner.figures import BookrunnerError, NotSignedIn
from bookrunner.operations.doors import SignedIn
from bookrunner.signin import ProviderUnusable, SignInRefused, local_page

RESOURCE = "/.well-known/oauth-protected-resource"
PATHS = ("/auth", RESOURCE)
CALLBACK = "/auth/callback"
_LEAVING_SECONDS = 600
_NO_STORE = {"Cache-Control": "no-store"}
_PAGE = """<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>Bookrunner: {title}</title><h1>{title}</h1><p>{words}</p>
<p><a href="/auth/login?to={to}">Sign in again</a></p></html>"""

Handler = Callable[[Request], Awaitable[Response]]


class SignInFace:
    """The handlers, where a provider is configured."""

    def __init__(self, house: Desk, door: SignedIn) -> None:
        self._house = house
        self._door = door
        self._public = house.settings.public_url
        self._is_secure = self._public.startswith("https://")
        self._log = structlog.get_logger("bookrunner.sign_in")

    @property
    def application(self) -> Starlette:
        """As an ASGI application."""
        return Starlette(
            routes=[
                Route("/auth/login", self.login, methods=["GET"]),
                Route(CALLBACK, self.callback, methods=["GET"]),
                Route("/auth/logout", self.logout, methods=["POST"]),
                Route("/auth/state", self.state, methods=["GET"]),
                Route(RESOURCE, self.resource, methods=["GET"]),
                Route(RESOURCE + "/{face:path}", self.resource, methods=["GET"]),
            ]
        )

    async def login(self, request: Request) -> Response:
        """To the provider, with a cookie that ties what comes back to this browser."""
        to = local_page(request.query_params.get("to", "/"))
        try:
            leaving = await to_thread.run_sync(self._house.sign_in.begin, to, datetime.now(UTC))
        except BookrunnerError as error:
            return self._refused(request, error, to)
        response = RedirectResponse(leaving.url, 303, _NO_STORE)
        self._set(response, self._leaving_cookie, leaving.browser, _LEAVING_SECONDS)
        return response

    async def callback(self, request: Request) -> Response:
        """Back from the provider: a session, and on to the page that was asked for."""
        browser = request.cookies.get(self._leaving_cookie, "")
        said = request.query_params
        try:
            if any(len(said.getlist(name)) > 1 for name in said):
                raise SignInRefused("said-twice")
            session, to = await to_thread.run_sync(self._entered, dict(said), browser)
        except BookrunnerError as error:
            response = self._refused(request, error, "/")
            self._set(response, self._leaving_cookie, "", 0)
            return response
        response = RedirectResponse(to, 303, _NO_STORE)
        self._set(response, self._leaving_cookie, "", 0)
        self._set(response, self._session_cookie, session, None)
        return response

    def _entered(self, said: dict[str, str], browser: str) -> tuple[str, str]:
        now = datetime.now(UTC)
        identity, to = self._house.sign_in.finish(said, browser, now)
        person = self._door.enter(identity)
        return self._house.sessions.open(person.name, identity.subject, now), to

    async def logout(self, request: Request) -> Response:
        """The session ends here, and where the provider can, there too."""
        await to_thread.run_sync(self._house.sessions.close, credentials(request).session)
        try:
            metadata = await to_thread.run_sync(lambda: self._house.provider.metadata)
            to = str(metadata.get("end_session_endpoint") or "/")
        except ProviderUnusable:
            to = "/"
        response = JSONResponse({"to": to}, headers=_NO_STORE)
        self._set(response, self._session_cookie, "", 0)
        return response

    async def state(self, request: Request) -> Response:
        """Whether somebody is signed in, and where to."""
        try:
            caller = await to_thread.run_sync(self._door.caller, credentials(request))
        except NotSignedIn:
            told = {"signed_in": False, "name": "", "login": "/auth/login"}
        else:
            told = {"signed_in": True, "name": caller.name, "login": "/auth/login"}
        return JSONResponse(told, headers=_NO_STORE)

    async def resource(self, request: Request) -> Response:
        """Where a program gets a token for this server (RFC 9728)."""
        oidc = self._house.settings.oidc
        assert oidc is not None, "this face is for sign-in"
        face = request.path_params.get("face", "")
        return JSONResponse(
            {
                "resource": oidc.audience or f"{self._public}/{face}".rstrip("/"),
                "authorization_servers": [oidc.issuer] if oidc.audience else [],
                "scopes_supported": ["bookrunner.read", "bookrunner.write"],
                "bearer_methods_supported": ["header"],
                "resource_name": "Bookrunner",
            },
            headers={"Cache-Control": "public, max-age=3600"},
        )

    def _refused(self, request: Request, error: BookrunnerError, to: str) -> Response:
        code = error.code if isinstance(error, SignInRefused) else type(error).__name__
        self._log.warning("sign-in refused", code=code, trace=request.scope.get("trace", ""))
        if "text/html" not in request.headers.get("accept", ""):
            return problem_response(error, trace=request.scope.get("trace", ""))
        status = 401 if isinstance(error, NotSignedIn) else 503
        page = _PAGE.format(
            title="You are not signed in", words=html.escape(str(error)), to=html.escape(to)
        )
        return HTMLResponse(page, status, _NO_STORE)

    @property
    def _session_cookie(self) -> str:
        return SECURE_SESSION_COOKIE if self._is_secure else SESSION_COOKIE

    @property
    def _leaving_cookie(self) -> str:
        # With the prefix no page of a neighbouring host can set it.
        return "__Host-bookrunner_leaving" if self._is_secure else "bookrunner_leaving"

    def _set(self, response: Response, name: str, value: str, seconds: int | None) -> None:
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path="/",
            secure=self._is_secure,
            httponly=True,
            samesite="lax",
        )


class NoSignIn:
    """Where no provider is configured: says so."""

    @property
    def application(self) -> Starlette:
        """As an ASGI application."""

        async def state(request: Request) -> Response:  # noqa: ARG001 - as all handlers
            told = {"signed_in": True, "name": "", "login": ""}
            return JSONResponse(told, headers=_NO_STORE)

        return Starlette(routes=[Route("/auth/state", state, methods=["GET"])])

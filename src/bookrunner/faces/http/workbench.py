"""The workbench's files, built from `web/`: at `/`, and for every address that is a page of it."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from bookrunner.faces.http.problem_details import HttpProblem, problem_response

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; "
    "base-uri 'self'; form-action 'self'"
)
_NOT_BUILT = """<!doctype html><html lang="en"><title>Bookrunner</title>
<h1>Bookrunner is running</h1>
<p>The workbench has not been built: run <code>make serve</code>, which builds it.</p>
<p>The API is at <a href="/openapi.json">/openapi.json</a>.</p></html>"""


class Workbench:
    """Serves a folder of built files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        response = self._response(Request(scope), scope.get("trace", ""))
        await response(scope, receive, send)

    def _response(self, request: Request, trace: str) -> Response:
        if request.method not in ("GET", "HEAD"):
            told = HttpProblem(405, "Protocol", "Method Not Allowed", "pages are read with GET")
            return problem_response(told, trace=trace)
        headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
        path = self._found(request.url.path)
        if path is not None:
            # Built names hold the digest of what is in the file, except the page itself.
            is_fixed = path.suffix != ".html" and len(path.stem.rpartition("-")[2]) >= 8
            headers["Cache-Control"] = (
                "public, max-age=31536000, immutable" if is_fixed else "no-cache"
            )
            packed = path.with_name(path.name + ".gz")
            if packed.is_file() and "gzip" in request.headers.get("accept-encoding", ""):
                headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                return FileResponse(packed, headers=headers, media_type=kind)
            return FileResponse(path, headers=headers)
        if "." in request.url.path.rpartition("/")[2]:
            told = HttpProblem(404, "Protocol", "Not Found", "nothing is at this address")
            return problem_response(told, trace=trace)
        page = self._folder / "index.html"
        headers["Cache-Control"] = "no-cache"
        if not page.is_file():
            return HTMLResponse(_NOT_BUILT, headers=headers)
        return FileResponse(page, headers=headers)

    def _found(self, address: str) -> Path | None:
        path = (self._folder / address.lstrip("/")).resolve()
        is_inside = path.is_relative_to(self._folder)
        return path if is_inside and path.is_file() else None

"""The HTTP API: the table of operations under `/api/v1`, and what an operator needs beside it."""

from bookrunner.faces.http.api import asgi

__all__ = ["asgi"]

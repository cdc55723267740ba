"""Requests and answers as JSON, and the JSON Schema of both, for every face that is not a terminal.

One place, so that the HTTP API, its description, the tools and the skills cannot disagree.
"""

from bookrunner.operations.forms.answers import answer_schema, json_text, plain
from bookrunner.operations.forms.requests import (
    FILE_PATTERN,
    FOLDER_PATTERN,
    BadRequest,
    Places,
    asked_remotely,
    request_of,
    request_schema,
)

__all__ = [
    "FILE_PATTERN",
    "FOLDER_PATTERN",
    "BadRequest",
    "Places",
    "answer_schema",
    "asked_remotely",
    "json_text",
    "plain",
    "request_of",
    "request_schema",
]

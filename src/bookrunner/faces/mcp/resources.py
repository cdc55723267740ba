"""Documents, figures, statements and written files by their addresses."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import mcp_types as types

from bookrunner.figures import Caller, NotFound
from bookrunner.operations.service import Service

_JSON = "application/json"
_FILE_MAX = 32 * 1024 * 1024
"""Bytes of a file sent inside a message; larger ones are downloaded over HTTP."""


@dataclass(frozen=True)
class Kind:
    """Resources of one kind, each the answer of an operation."""

    template: str
    name: str
    description: str
    operation: str
    fields: Mapping[str, str]
    """The operation's fields, by the variables of the template."""


KINDS: tuple[Kind, ...] = (
    Kind(
        "bookrunner://documents/{document}",
        "document",
        "The beginning of a kept document with its sections and tables; `read` opens any stretch.",
        "read",
        {"document": "document"},
    ),
    Kind(
        "bookrunner://figures/{figure}",
        "figure",
        "Where a number comes from, down to the words in the filing.",
        "why",
        {"figure": "figure"},
    ),
    Kind(
        "bookrunner://companies/{company}/statements",
        "statements",
        "A company's standardised annual statements.",
        "statements",
        {"company": "company"},
    ),
    Kind(
        "bookrunner://companies/{company}/filings",
        "filings",
        "The filings of a company that are kept.",
        "filings",
        {"company": "company"},
    ),
)


def templates() -> list[types.ResourceTemplate]:
    """The kinds of resources, and files that operations wrote."""
    rows = [
        types.ResourceTemplate(
            uri_template=kind.template,
            name=kind.name,
            description=kind.description,
            mime_type=_JSON,
        )
        for kind in KINDS
    ]
    written = types.ResourceTemplate(
        uri_template="bookrunner://folders/{id}/{name}",
        name="written file",
        description="A workbook, deck, document or ledger that an operation wrote.",
    )
    return [*rows, written]


def listed(service: Service, caller: Caller) -> list[types.Resource]:
    """The written files that the caller sees."""
    return [
        types.Resource(
            uri=f"bookrunner://{file.id}",
            name=file.name,
            title=f"{folder.operation}: {file.name}",
            mime_type=_kind_of(file.name),
            size=file.size,
        )
        for folder in service.exchange.folders(caller)
        for file in folder.files
    ]


def read(service: Service, caller: Caller, uri: str) -> types.ReadResourceResult:
    """What stands at the address.

    Raises:
        NotFound: Nothing that the caller may see.
        BookrunnerError: The operation behind it refuses.
    """
    if uri.startswith("bookrunner://folders/"):
        return types.ReadResourceResult(contents=[_file(service, caller, uri)])
    for kind in KINDS:
        found = re.fullmatch(_pattern(kind.template), uri)
        if found:
            given = {field: unquote(found[variable]) for variable, field in kind.fields.items()}
            text = service.answer(caller, kind.operation, given).text
            contents = types.TextResourceContents(uri=uri, mime_type=_JSON, text=text)
            return types.ReadResourceResult(contents=[contents])
    raise NotFound("resource", uri, hint="resources/templates/list says which there are")


def _file(
    service: Service, caller: Caller, uri: str
) -> types.TextResourceContents | types.BlobResourceContents:
    path = service.file(caller, unquote(uri.removeprefix("bookrunner://")))
    if path.stat().st_size > _FILE_MAX:
        raise NotFound("resource of that size", uri, hint="download it over HTTP")
    kind = _kind_of(path.name)
    content = path.read_bytes()
    if kind in (_JSON, "text/csv", "text/plain"):
        text = content.decode("utf-8", "replace")
        return types.TextResourceContents(uri=uri, mime_type=kind, text=text)
    blob = base64.b64encode(content).decode("ascii")
    return types.BlobResourceContents(uri=uri, mime_type=kind, blob=blob)


def _kind_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _pattern(template: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/?#]+)", re.escape(template))

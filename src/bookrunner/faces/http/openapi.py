"""The API's description (OpenAPI 3.1), made of the table of operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from bookrunner import __version__
from bookrunner.faces.http.problem_details import MEDIA_TYPE
from bookrunner.faces.http.problem_details import SCHEMA as PROBLEM
from bookrunner.operations import OPERATIONS, Effect, Kind, Operation
from bookrunner.operations.forms import answer_schema, asked_remotely, request_schema

_IN_BODIES = frozenset({Kind.FILE, Kind.PLACES, Kind.NEW_FILE, Kind.WRITTEN})
"""Files are named in bodies alone, so that no address of a page holds one."""

REMOTE: tuple[Operation, ...] = tuple(row for row in OPERATIONS if row.remote)


@cache
def in_address(operation: Operation) -> tuple[str, ...]:
    """The fields that a GET takes; none at all when one that is required is a file."""
    return tuple(row.name for row in asked_remotely(operation) if row.kind not in _IN_BODIES)


@cache
def is_gettable(operation: Operation) -> bool:
    """Whether everything it must be told fits into an address, and it changes nothing."""
    needs_body = any(row.required and row.kind in _IN_BODIES for row in asked_remotely(operation))
    return operation.effect is Effect.READS and not operation.long and not needs_body


@cache
def document() -> dict[str, Any]:
    """The whole description; treat it as read-only."""
    schemas: dict[str, Any] = {"Problem": PROBLEM, **_SHAPES}
    paths: dict[str, Any] = dict(_fixed_paths())
    for operation in REMOTE:
        schemas |= _components(operation)
        item: dict[str, Any] = {"post": _post(operation)}
        if is_gettable(operation):
            item["get"] = _get(operation)
        paths[f"/api/v1/{operation.name}"] = item
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Bookrunner",
            "version": __version__,
            "description": "Every number is sourced, computed by a visible formula, or an "
            "assumption with an owner. Errors are problem details that say what to do next.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "bookrunner_session"},
            },
        },
        "security": [{"bearer": []}, {"session": []}, {}],
    }


def _title(operation: Operation) -> str:
    return "".join(part.capitalize() for part in operation.name.split("-"))


def _components(operation: Operation) -> dict[str, Any]:
    """The schemas of an operation, each of its shapes under the operation's own name."""
    title = _title(operation)
    answer = answer_schema(operation)
    shapes = {f"{title}.{name}": _renamed(shape, title) for name, shape in answer["$defs"].items()}
    whole = {key: value for key, value in answer.items() if key != "$defs"}
    return {
        f"{title}Request": request_schema(operation),
        f"{title}Answer": _renamed(whole, title),
        **shapes,
    }


def _renamed(schema: Any, title: str) -> Any:  # noqa: ANN401 - any part of a schema
    if isinstance(schema, Mapping):
        return {
            key: f"#/components/schemas/{title}.{below.rpartition('/')[2]}"
            if key == "$ref"
            else _renamed(below, title)
            for key, below in schema.items()
        }
    if isinstance(schema, list):
        return [_renamed(below, title) for below in schema]
    return schema


def _get(operation: Operation) -> dict[str, Any]:
    schema = request_schema(operation)
    parameters: list[dict[str, Any]] = []
    for name in in_address(operation):
        of_field = dict(schema["properties"][name])
        row: dict[str, Any] = {
            "name": name,
            "in": "query",
            "required": name in schema["required"],
            "description": of_field.pop("description"),
            "schema": of_field,
        }
        if of_field.get("type") == "array":
            row |= {"style": "form", "explode": True}
        parameters.append(row)
    if operation.items:
        parameters += _PAGING
    answers = {
        "200": {
            "description": "The answer.",
            "headers": {"ETag": {"description": "For If-None-Match.", "schema": _TEXT}},
            "content": _json(f"{_title(operation)}Answer"),
        },
        "304": {"description": "It is still what the caller has."},
    }
    return {**_head(operation, "get"), "parameters": parameters, "responses": answers | _PROBLEMS}


def _post(operation: Operation) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "200": {
            "description": "The answer; `Bookrunner-Folder` names what was written.",
            "headers": {"Bookrunner-Folder": {"schema": {"type": "string"}}},
            "content": _json(f"{_title(operation)}Answer"),
        }
    }
    answers["202"] = {
        "description": "It was asked to be done as a job; `Location` says where to look.",
        "headers": {"Location": {"schema": _TEXT}, "Retry-After": {"schema": _TEXT}},
        "content": _json("Job"),
    }
    return {
        **_head(operation, "post"),
        "parameters": [_PREFER, _IDEMPOTENCY_KEY],
        "requestBody": {"required": True, "content": _json(f"{_title(operation)}Request")},
        "responses": answers | _PROBLEMS,
    }


def _head(operation: Operation, method: str) -> dict[str, Any]:
    return {
        "operationId": f"{method}_{operation.name.replace('-', '_')}",
        "summary": operation.summary,
        "description": operation.more,
        "tags": ["operations"],
    }


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


_PROBLEM: dict[str, Any] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_PROBLEMS: dict[str, Any] = {
    "400": {
        "description": "The request cannot be read; in plain words when it is no HTTP at all.",
        "content": {**_PROBLEM, "text/plain": {"schema": {"type": "string"}}},
    },
    "default": {
        "description": "A problem; its detail says what to do next.",
        "content": _PROBLEM,
    },
}
_PAGING: Sequence[dict[str, Any]] = (
    {
        "name": "page_size",
        "in": "query",
        "required": False,
        "description": "How many entries of the list to answer with; default: all of it.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 1000},
    },
    {
        "name": "cursor",
        "in": "query",
        "required": False,
        "description": "Where the next page begins, from the `Link` header of the page before.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,200}$"},
    },
)
_IDEMPOTENCY_KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same request is done once, and answered alike.",
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._:-]{1,100}$"},
}
_PREFER: dict[str, Any] = {
    "name": "Prefer",
    "in": "header",
    "required": False,
    "description": "`respond-async` for a job in place of an answer (RFC 7240).",
    "schema": {"type": "string", "enum": ["respond-async"]},
}
_ID: dict[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
_TEXT: dict[str, Any] = {"type": "string"}


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields)}


_SHAPES: dict[str, Any] = {
    "Me": _object(
        name=_TEXT,
        roles={"type": "array", "items": _TEXT},
        walls={"type": "array", "items": _TEXT},
        signed_in_by=_TEXT,
        scopes={"type": "array", "items": _TEXT},
    ),
    "Operations": _object(
        operations={
            "type": "array",
            "items": _object(
                name=_TEXT,
                summary=_TEXT,
                more=_TEXT,
                effect={"enum": ["reads", "writes"]},
                long={"type": "boolean"},
                request={"type": "object"},
            ),
        }
    ),
    "Upload": _object(
        id=_TEXT,
        name=_TEXT,
        size={"type": "integer"},
        sha256=_TEXT,
        owner=_TEXT,
        walls={"type": "array", "items": _TEXT},
    ),
    "Uploads": _object(uploads={"type": "array", "items": {"$ref": "#/components/schemas/Upload"}}),
    "File": _object(id=_TEXT, name=_TEXT, size={"type": "integer"}, sha256=_TEXT),
    "Folder": _object(
        id=_TEXT,
        operation=_TEXT,
        owner=_TEXT,
        walls={"type": "array", "items": _TEXT},
        released={"type": "boolean"},
        files={"type": "array", "items": {"$ref": "#/components/schemas/File"}},
    ),
    "Folders": _object(folders={"type": "array", "items": {"$ref": "#/components/schemas/Folder"}}),
    "Job": {"$ref": "#/components/schemas/Jobs.JobLine"},
}


def _read(operation_id: str, summary: str, shape: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    answer = {"200": {"description": summary, "content": _json(shape)}}
    return {
        "operationId": operation_id,
        "summary": summary,
        "tags": ["desk"],
        "responses": answer | _PROBLEMS,
        **more,
    }


def _in_path(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _fixed_paths() -> Mapping[str, Any]:
    upload = {
        **_read("post_upload", "Keep a file for later requests.", "Upload"),
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "file": {
                                "type": "string",
                                "contentMediaType": "application/octet-stream",
                            },
                            "walls": {"type": "string", "description": "Parted by commas."},
                        },
                        "required": ["file"],
                        "additionalProperties": False,
                    }
                }
            },
        },
    }
    upload["responses"] = {
        "201": {"description": "Kept.", "content": _json("Upload")},
        **_PROBLEMS,
    }
    file = _read("get_file", "A file that an operation wrote.", "File")
    file["responses"] = {
        "200": {"description": "The file.", "content": {"application/octet-stream": {}}},
        **_PROBLEMS,
    }
    events = _read("get_job_events", "The job each time it changes, until it ends.", "Job")
    events["responses"] = {
        "200": {
            "description": "Server-sent events named `job`, each with the job as JSON; `gone` "
            "where the caller may not see it any more. `Last-Event-ID` goes on after one.",
            "content": {"text/event-stream": {"schema": _TEXT}},
        },
        **_PROBLEMS,
    }
    return {
        "/api/v1/me": {"get": _read("get_me", "Who asks, and what they may.", "Me")},
        "/api/v1/operations": {
            "get": _read("get_operations", "What the caller may ask for.", "Operations")
        },
        "/api/v1/uploads": {
            "get": _read("get_uploads", "The caller's uploads.", "Uploads"),
            "post": upload,
        },
        "/api/v1/jobs/{id}": {
            "get": _read("get_job", "A job as it stands, with its answer once it is done.", "Job"),
            "delete": _read("delete_job", "Stop a job of one's own.", "Job"),
            "parameters": [_in_path("id", _ID)],
        },
        "/api/v1/jobs/{id}/events": {"get": events, "parameters": [_in_path("id", _ID)]},
        "/api/v1/folders": {
            "get": _read("get_folders", "What was written, as far as the caller sees.", "Folders")
        },
        "/api/v1/folders/{id}": {
            "get": _read("get_folder", "One folder.", "Folder"),
            "parameters": [_in_path("id", _ID)],
        },
        "/api/v1/folders/{id}/{name}": {
            "get": file,
            "parameters": [
                _in_path("id", _ID),
                _in_path("name", {"type": "string", "pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]*$"}),
            ],
        },
    }

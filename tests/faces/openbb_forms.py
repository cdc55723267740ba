"""What OpenBB documents of widgets.json, apps.json and the events of an agent, as JSON Schema."""

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_NUMBER = {"type": "number"}


def _one_of(*values: object) -> dict[str, Any]:
    return {"enum": list(values)}


def _shape(required: tuple[str, ...] = (), **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_COLUMN = _shape(
    ("field",),
    field=_TEXT,
    headerName=_TEXT,
    cellDataType=_one_of("text", "number", "boolean", "date", "dateString", "object"),
    formatterFn=_one_of("int", "none", "percent", "normalized", "normalizedPercent", "dateToYear"),
    decimalPlaces=_NUMBER,
    renderFn=_one_of(
        "greenRed", "titleCase", "hoverCard", "cellOnClick", "columnColor", "showCellChange"
    ),
    renderFnParams=_shape(
        ("actionType",),
        actionType=_one_of("groupBy", "sendToAgent"),
        groupBy=_shape(("paramName",), paramName=_TEXT, valueField=_TEXT),
    ),
    pinned=_one_of("left", "right"),
    headerTooltip=_TEXT,
    prefix=_TEXT,
    suffix=_TEXT,
)
_PARAMETER = _shape(
    ("type", "paramName"),
    type=_one_of("date", "text", "ticker", "number", "boolean", "endpoint", "form", "tabs"),
    paramName=_TEXT,
    value={"type": ["string", "number", "boolean", "null"]},
    label=_TEXT,
    description=_TEXT,
    show={"type": "boolean"},
    multiSelect={"type": "boolean"},
    optionsEndpoint=_TEXT,
    options={
        "type": "array",
        "items": _shape(("label", "value"), label=_TEXT, value={"type": "string"}),
    },
)
_GRID = {"w": {"maximum": 40}, "h": {"maximum": 100}, "minW": _NUMBER, "minH": _NUMBER}

WIDGETS: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": _shape(
        ("name", "description", "endpoint"),
        name=_TEXT,
        description=_TEXT,
        endpoint={"type": "string", "pattern": r"^[^/].*$"},
        category=_TEXT,
        subCategory=_TEXT,
        type=_one_of("chart", "table", "markdown", "metric", "note", "newsfeed"),
        raw={"type": "boolean"},
        runButton={"type": "boolean"},
        refetchInterval={"anyOf": [{"type": "number", "minimum": 1000}, {"const": False}]},
        gridData=_shape(("w", "h"), **_GRID),
        data=_shape(
            table=_shape(
                showAll={"type": "boolean"},
                enableAdvanced={"type": "boolean"},
                formatterFn=_TEXT,
                columnsDefs={"type": "array", "items": _COLUMN, "minItems": 1},
            )
        ),
        params={"type": "array", "items": _PARAMETER},
        source={"type": "array", "items": _TEXT},
        mcp_tool=_shape(("mcp_server", "tool_id"), mcp_server=_TEXT, tool_id=_TEXT),
    ),
}

_UUID = {"type": "string", "pattern": "^[0-9a-f-]{36}$"}
EVENTS: dict[str, dict[str, Any]] = {
    "copilotMessageChunk": _shape(("delta",), delta={"type": "string"}),
    "copilotStatusUpdate": _shape(
        ("eventType", "message"),
        eventType=_one_of("INFO", "WARNING", "ERROR"),
        message=_TEXT,
        group=_one_of("reasoning"),
        details={"type": "array", "items": {"type": ["object", "string"]}},
        hidden={"type": "boolean"},
    ),
    "copilotMessageArtifact": _shape(
        ("type", "name", "description", "uuid", "content"),
        type=_one_of("text", "table", "chart"),
        name=_TEXT,
        description=_TEXT,
        uuid=_UUID,
        content={"type": "array", "items": {"type": "object"}, "minItems": 1},
    ),
    "copilotCitationCollection": _shape(
        ("citations",),
        citations={
            "type": "array",
            "minItems": 1,
            "items": _shape(
                ("source_info",),
                id=_UUID,
                source_info=_shape(
                    ("type",),
                    type=_one_of("widget", "direct retrieval", "web", "artifact"),
                    name=_TEXT,
                    description=_TEXT,
                    metadata={"type": "object"},
                    citable={"type": "boolean"},
                ),
                details={"type": "array", "items": {"type": "object"}},
            ),
        },
    ),
}

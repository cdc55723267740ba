"""What the workspace shows: a row for each widget, and the files that describe them to it.

A widget is one reading operation of the table in a form that the workspace can draw. Its
parameters are fields of the operation, so help, choices and limits are those of every face.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bookrunner.faces.openbb import charts, rows, words
from bookrunner.faces.openbb.columns import (
    FIGURE,
    INT,
    PINNED,
    PLAIN,
    Column,
    comparables_columns,
    texts,
)
from bookrunner.operations import OPERATIONS, Kind, Operation
from bookrunner.operations.forms import asked_remotely

Held = Mapping[str, Any]

_COMPANY, _SCREEN = "openbb/companies", "openbb/screens"
_HALF, _WHOLE = 20, 40
"""Units of the workspace's grid."""


@dataclass(frozen=True)
class Widget:
    """One widget: an operation, the fields it may be asked with, and the form of its answer."""

    name: str
    title: str
    says: str
    operation: str
    fields: tuple[str, ...]
    form: Callable[[Any], Any]
    """Of the answer's fields: rows of a table, Markdown, or a Plotly figure."""
    type: str = "table"
    width: int = _WHOLE
    height: int = 14
    category: str = "Company"
    columns: tuple[Column, ...] = ()
    """Those of a table whose columns are always the same."""
    required: tuple[str, ...] = ()
    """Fields that the operation does not require and this widget does."""

    @property
    def id(self) -> str:
        """By which dashboards name it; the workspace makes the same of its address."""
        return self.endpoint.replace("/", "_")

    @property
    def endpoint(self) -> str:
        """Where its data is, below the server's root."""
        return f"openbb/{self.name}"


WIDGETS: tuple[Widget, ...] = (
    Widget(
        "statements",
        "Statements",
        "Standardised income statement, balance sheet and cash flow of a company, as restated or "
        "as first reported, as known on a day. Each line names its figure, whose source opens.",
        "statements",
        ("company", "basis", "statement", "vintage", "periods", "as_of"),
        rows.statements,
        height=20,
    ),
    Widget(
        "facts",
        "Company facts",
        "The numbers of a company as they were tagged, each with report, accession and day.",
        "facts",
        ("company", "concept", "as_of"),
        rows.facts,
        columns=(
            Column("concept", "Tag", more=PINNED),
            Column("value", "Value", "number", PLAIN),
            *texts(
                "unit",
                "period_start",
                "period_end",
                "dimensions",
                "form",
                "accession",
                "known_since",
                "document",
            ),
        ),
        required=("company",),
    ),
    Widget(
        "comps",
        "Trading comparables",
        "Size, operating metrics and multiples of a company and its peers, with statistics over "
        "the peers. NM and NA are values; what is missing is empty.",
        "comps",
        ("company", "peers", "as_of"),
        rows.comparables,
        category="Valuation",
        columns=comparables_columns(),
    ),
    Widget(
        "screen",
        "Screen",
        "Companies to call by a screen, each with what speaks for it, what speaks against it, and "
        "whether a back-test shows that the screen works.",
        "screen",
        ("name", "where", "count", "as_of"),
        rows.screened,
        category="Targeting",
        columns=(
            Column("rank", "Rank", "number", INT | PINNED),
            *texts("ticker", "company"),
            Column("score", "Score", "number", {"formatterFn": "none", "decimalPlaces": 1}),
            *texts(
                "speaks_for_it", "speaks_against_it", "missing", "told", "period_end", "known_since"
            ),
            Column("restricted", "Restricted", "boolean"),
            FIGURE,
            *texts("test"),
        ),
        required=("name",),
    ),
    Widget(
        "tape",
        "Deal tape",
        "Deals of equity, debt and M&A over all their documents, the latest first.",
        "tape",
        ("market", "company", "since"),
        rows.deals,
        category="Market",
        columns=(
            *texts(
                "latest",
                "first",
                "market",
                "kind",
                "issuer",
                "counterparty",
                "status",
                "terms",
                "computed",
            ),
            Column("revisions", "Revisions", "number", INT),
            *texts("accession", "document", "walls"),
        ),
    ),
    Widget(
        "events",
        "Events",
        "What happened, from 8-Ks and other forms, each with its weight from 1 to 5 and the words "
        "that tell it.",
        "events",
        ("since",),
        rows.events,
        category="Market",
        columns=(
            *texts("accepted", "date", "company", "form", "item"),
            Column("materiality", "Weight", "number", INT),
            *texts("says", "quote", "accession", "document", "overridden_by", "walls"),
        ),
    ),
    Widget(
        "capitalisation",
        "Capitalisation",
        "Debt tranche by tranche with what foots it to the balance sheet, and liquidity.",
        "debt",
        ("company", "as_of"),
        rows.tranches,
        category="Credit",
        width=_HALF,
        columns=(
            Column("instrument", "Instrument", more=PINNED),
            *texts("section", "kind", "rank", "currency"),
            Column("principal", "Principal", "number", INT),
            Column("carrying", "Carrying value", "number", INT),
            Column("committed", "Committed", "number", INT),
            Column("coupon", "Coupon", "number", {"formatterFn": "normalizedPercent"}),
            Column("margin", "Margin", "number", {"formatterFn": "normalizedPercent"}),
            Column(
                "effective_rate", "Effective rate", "number", {"formatterFn": "normalizedPercent"}
            ),
            *texts("benchmark", "maturity"),
            FIGURE,
            *texts("accession"),
        ),
    ),
    Widget(
        "maturity-wall",
        "Maturity wall",
        "Debt by the fiscal year in which it falls due, as the report tells it.",
        "debt",
        ("company", "as_of"),
        charts.maturity_wall,
        type="chart",
        width=_HALF,
        category="Credit",
    ),
    Widget(
        "brief",
        "Morning brief",
        "One page of what happened to the companies of a list, each line with time and proof.",
        "brief",
        ("list", "since", "as_of"),
        words.brief,
        type="markdown",
        width=_HALF,
        category="Market",
    ),
    Widget(
        "ask",
        "Ask",
        "A question about companies answered by a figure with its formula or by the words that "
        "say it, cited; or not at all, where these documents do not say.",
        "ask",
        ("question", "company", "as_of"),
        words.answered,
        type="markdown",
        width=_HALF,
        required=("question",),
    ),
    Widget(
        "why",
        "Why this number",
        "Where a figure comes from, down to the words in the filing.",
        "why",
        ("figure",),
        words.reasons,
        type="markdown",
        width=_HALF,
    ),
)


def described(offered: Sequence[Operation]) -> dict[str, Any]:
    """``widgets.json``: the widgets over what the caller may ask for."""
    known = {row.name: row for row in offered}
    return {one.id: _told(one, known[one.operation]) for one in WIDGETS if one.operation in known}


def _told(widget: Widget, operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": widget.title,
        "description": widget.says,
        "category": "Bookrunner",
        "subCategory": widget.category,
        "type": widget.type,
        "endpoint": widget.endpoint,
        "gridData": {"w": widget.width, "h": widget.height, "minW": 10, "minH": 6},
        "params": [_parameter(widget, operation, name) for name in widget.fields],
        "source": ["Bookrunner"],
        "mcp_tool": {"mcp_server": "bookrunner", "tool_id": operation.name},
    }
    if widget.type == "table":
        table: dict[str, Any] = {"showAll": True, "enableAdvanced": True, "formatterFn": "none"}
        if widget.columns:
            table["columnsDefs"] = [column.told() for column in widget.columns]
        told["data"] = {"table": table}
    if widget.type == "chart":
        told["raw"] = True
    if widget.name == "ask":
        # A question is put when it is written, not at each letter and not again by itself.
        told |= {"runButton": True, "refetchInterval": False}
    return told


def _parameter(widget: Widget, operation: Operation, name: str) -> dict[str, Any]:
    row = next(one for one in asked_remotely(operation) if one.name == name)
    told: dict[str, Any] = {
        "paramName": name,
        "label": name.replace("_", " ").capitalize(),
        "description": row.help,
        "show": True,
        "type": {Kind.DATE: "date", Kind.NUMBER: "number", Kind.FLAG: "boolean"}.get(
            row.kind, "text"
        ),
        "value": None if row.required or name in widget.required else row.default,
    }
    if name == "company" and widget.operation != "tape":
        told |= {"type": "endpoint", "optionsEndpoint": _COMPANY}
    elif name == "peers":
        told |= {"type": "endpoint", "optionsEndpoint": _COMPANY, "multiSelect": True}
    elif row.kind is Kind.SCREEN:
        told |= {"type": "endpoint", "optionsEndpoint": _SCREEN}
    elif row.choices:
        told["options"] = [{"label": one or "all", "value": one} for one in row.choices]
    return told


def apps(offered: Sequence[Operation]) -> list[dict[str, Any]]:
    """``apps.json``: the desk as one dashboard whose company is chosen once."""
    there = {row.name for row in offered}
    tabs = {
        "company": ("Company", ("statements", "capitalisation", "maturity-wall", "ask", "why")),
        "market": ("Market", ("brief", "events", "tape")),
        "targets": ("Targets and comparables", ("screen", "comps", "facts")),
    }
    named = {one.name: one for one in WIDGETS if one.operation in there}
    grouped = [
        one.id for one in named.values() if "company" in one.fields and one.operation != "tape"
    ]
    figures = [one.id for one in named.values() if "figure" in one.fields or FIGURE in one.columns]
    return [
        {
            "name": "Bookrunner",
            "description": "Filings, statements, deals and targets, every number with its source.",
            "img": "",
            "img_dark": "",
            "img_light": "",
            "allowCustomization": True,
            "selected_agent": "bookrunner",
            "tabs": {
                key: {
                    "id": key,
                    "name": title,
                    "layout": _layout([named[name] for name in names if name in named]),
                }
                for key, (title, names) in tabs.items()
            },
            "groups": [
                _group("Group 1", "endpointParam", "company", grouped),
                _group("Group 2", "param", "figure", figures),
            ],
            "prompts": [
                "What was revenue in fiscal 2023?",
                "What was the gross margin in fiscal 2023?",
                "What are the main risks?",
            ],
        }
    ]


def _layout(widgets: Sequence[Widget]) -> list[dict[str, Any]]:
    """From the top down; two that are half as wide stand beside each other."""
    placed: list[dict[str, Any]] = []
    x = y = 0
    for one in widgets:
        if x + one.width > _WHOLE:
            x, y = 0, y + int(placed[-1]["h"])
        placed.append({"i": one.id, "x": x, "y": y, "w": one.width, "h": one.height})
        x += one.width
    return placed


def _group(name: str, kind: str, parameter: str, ids: Sequence[str]) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        "paramName": parameter,
        "widgetIds": list(ids),
        "defaultValue": "",
    }


def widget_rows() -> tuple[tuple[Widget, Operation], ...]:
    """Each widget with its operation of the table."""
    known = {row.name: row for row in OPERATIONS}
    return tuple((one, known[one.operation]) for one in WIDGETS)

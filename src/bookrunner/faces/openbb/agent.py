"""The desk as an agent of the workspace: a question in, its answer as a stream of events.

Only what is asked is taken from the request: the newest words of the person, and company and day
of the widgets that were chosen. Numbers of other widgets are not read, because nobody here could
say where they come from; keys of other services that the request may carry are not looked at.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anyio import to_thread

from bookrunner.faces.http.bodies import unreadable
from bookrunner.faces.openbb.words import said_first
from bookrunner.faces.problems import problem
from bookrunner.figures import BookrunnerError, Caller
from bookrunner.operations.forms import json_text
from bookrunner.operations.service import Service

AGENT = "bookrunner"
_QUESTION_MAX = 2_000
"""Characters of a question; longer ones are no question that the desk could answer."""
_IDS = uuid.UUID("6f1c7a52-7a5e-5d0b-9d61-2f6a7c1f0b0e")
"""Under which ids of citations are made, the same for the same words."""


def described() -> dict[str, Any]:
    """``agents.json``."""
    return {
        AGENT: {
            "name": "Bookrunner",
            "description": "Answers questions about companies from their filings: a figure with "
            "its formula, or the words that say it, each cited; it says so when these documents "
            "do not tell. Choose a widget of Bookrunner to ask about its company.",
            "image": "",
            "endpoints": {"query": "/query"},
            "features": {
                "streaming": True,
                "widget-dashboard-select": True,
                "widget-dashboard-search": False,
            },
        }
    }


@dataclass(frozen=True)
class Question:
    """What the workspace asks."""

    words: str
    company: str
    """Of the chosen widgets; empty where they name none or several."""
    as_of: str


def question_of(held: Mapping[str, Any]) -> Question:
    """The question of a request.

    Raises:
        HttpProblem: It holds none.
    """
    messages = held.get("messages")
    if not isinstance(messages, list) or not messages:
        raise unreadable("messages is a list with at least one message")
    said = [
        one["content"]
        for one in messages
        if isinstance(one, dict)
        and one.get("role") == "human"
        and isinstance(one.get("content"), str)
    ]
    words = said[-1].strip() if said else ""
    if not words:
        raise unreadable("no message of the role human holds words")
    if len(words) > _QUESTION_MAX:
        raise unreadable(f"a question is up to {_QUESTION_MAX:,} characters")
    return Question(words, _chosen(held, "company"), _chosen(held, "as_of"))


def _chosen(held: Mapping[str, Any], name: str) -> str:
    """What all chosen widgets of the desk agree on; empty where they do not."""
    widgets = held.get("widgets")
    primary = widgets.get("primary") if isinstance(widgets, dict) else None
    found = {
        one["current_value"]
        for widget in (primary if isinstance(primary, list) else ())
        if isinstance(widget, dict) and str(widget.get("widget_id", "")).startswith("openbb_")
        for one in (widget["params"] if isinstance(widget.get("params"), list) else ())
        if isinstance(one, dict)
        and one.get("name") == name
        and isinstance(one.get("current_value"), str)
        and one["current_value"]
    }
    return found.pop() if len(found) == 1 else ""


async def events(
    service: Service, caller: Caller, asked: Question, failed: Callable[[BaseException], None]
) -> AsyncIterator[str]:
    """The events of the answer, as they go over the wire.

    Args:
        failed: Is told of an error, for the server's log.
    """
    yield _event("copilotStatusUpdate", _status("INFO", "Looking in the records", asked))
    given: dict[str, Any] = {"question": asked.words}
    given |= {
        name: value for name, value in (("company", asked.company), ("as_of", asked.as_of)) if value
    }
    try:
        answer = await to_thread.run_sync(service.answer, caller, "ask", given)
    except Exception as error:
        failed(error)
        told = _refusal(service, error)
        yield _event("copilotStatusUpdate", _status("ERROR", told, asked))
        yield _event("copilotMessageChunk", {"delta": told})
        return
    held = answer.plain
    for piece in said_first(held).splitlines(keepends=True):
        yield _event("copilotMessageChunk", {"delta": piece})
    if held["value"] is not None:
        yield _event("copilotMessageArtifact", _figure(held))
    if held["citations"]:
        yield _event("copilotCitationCollection", {"citations": _citations(held["citations"])})


def _event(name: str, data: Mapping[str, Any]) -> str:
    # JSON holds no line end of its own, so an event cannot be broken or forged by what it quotes.
    return f"event: {name}\ndata: {json_text(data)}\n\n"


def _status(kind: str, message: str, asked: Question) -> dict[str, Any]:
    limits = {
        name: one for name, one in (("company", asked.company), ("as_of", asked.as_of)) if one
    }
    details = {"details": [limits]} if limits else {}
    return {"eventType": kind, "message": message, "group": "reasoning", **details, "hidden": False}


def _figure(held: Mapping[str, Any]) -> dict[str, Any]:
    row = {name: held[name] for name in ("value", "unit", "period", "formula")}
    return {
        "type": "table",
        "name": "Figure",
        "description": "The answer as a figure; the widget Why this number opens its id.",
        "uuid": str(uuid.uuid5(_IDS, json.dumps([held["id"], row], default=str))),
        "content": [{**row, "figure": held["id"]}],
    }


def _citations(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(uuid.uuid5(_IDS, f"{one['document']}:{one['start']}:{one['end']}")),
            "source_info": {
                "type": "direct retrieval",
                "name": one["source_name"],
                "description": "A filing kept by Bookrunner; spans count characters of its text.",
                "metadata": {
                    "document": one["document"],
                    "start": one["start"],
                    "end": one["end"],
                },
                "citable": True,
            },
            "details": [
                {
                    "Words": one["quote"],
                    "Page": one["page"],
                    "Characters": f"{one['start']} to {one['end']}",
                }
            ],
        }
        for one in found
    ]


def _refusal(service: Service, error: Exception) -> str:
    if not isinstance(error, BookrunnerError):
        return "Bookrunner made a mistake; nothing is half-done. The log of the server says where."
    return service.told(problem(error).message)

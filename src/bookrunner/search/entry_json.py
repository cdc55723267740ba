"""An entry of the catalogue as a line of JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from bookrunner.search.catalogue import Entry


def entry_json(one: Entry) -> str:
    """The entry on one line."""
    return json.dumps(asdict(one), default=str, ensure_ascii=False)


def entry_from_json(line: str) -> Entry:
    """The entry that the line is.

    Raises:
        ValueError, TypeError, KeyError: It is none.
    """
    return entry_of(json.loads(line))


def entry_of(said: dict[str, Any]) -> Entry:
    """The entry of a line's object."""
    told = dict(said)
    for name in ("period_end", "known_on"):
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    for name in ("names", "tickers"):
        told[name] = tuple(told[name])
    return Entry(**told)

"""The ledger as a file, ``ledger.json``: the same ledger gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bookrunner.figures import (
    BadInput,
    Finding,
    NotFound,
    Severity,
    citation_json,
    citation_of,
)
from bookrunner.ledger.ledger import Ledger, Place

_FAMILY = "bookrunner.ledger/"
SCHEMA = f"{_FAMILY}1"


class NotALedger(BadInput):
    """A file that should be a ledger is something else, or of another version."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} is not a ledger this version reads: {why}; write the files anew")


def write(ledger: Ledger, path: Path) -> None:
    """Writes the ledger."""
    text = json.dumps(ledger_json(ledger), indent=1, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def ledger_json(ledger: Ledger) -> dict[str, Any]:
    """The ledger as JSON values: each figure with its places."""
    places: dict[str, list[dict[str, Any]]] = {}
    for order, place in enumerate(ledger.places):
        places.setdefault(place.figure_id, []).append(
            {
                "file": place.file,
                "place": place.place,
                "text": place.text,
                "exponent": place.exponent,
                "order": order,
            }
        )
    return {
        "schema": SCHEMA,
        "as_of": ledger.as_of.isoformat(),
        "state": ledger.state,
        "walls": sorted(ledger.walls),
        "figures": [
            {**record, "standings": places.get(figure_id, [])}
            for figure_id, record in ledger.figures.items()
        ],
        "findings": [_finding_json(finding) for finding in ledger.findings],
    }


def read(path: Path) -> Ledger:
    """The ledger that was written.

    Raises:
        NotFound: There is no such file.
        NotALedger: It is not a ledger, or of another version.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound("ledger", str(path), hint="write the pitch first") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise NotALedger(path, str(error)) from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise NotALedger(path, f"its schema is not {SCHEMA}")
    try:
        return _ledger(content)
    except (KeyError, TypeError, ValueError) as error:
        raise NotALedger(path, f"{type(error).__name__} at {error}") from None


def is_a_ledger(path: Path) -> bool:
    """Whether the file is a ledger of any version, whole or not."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    schema = content.get("schema") if isinstance(content, dict) else None
    return isinstance(schema, str) and schema.startswith(_FAMILY)


def _ledger(content: Mapping[str, Any]) -> Ledger:
    records: dict[str, Mapping[str, Any]] = {}
    places: list[tuple[int, Place]] = []
    for held in content["figures"]:
        record = dict(held)
        places += [
            (held_place["order"], _place(record["id"], held_place))
            for held_place in record.pop("standings")
        ]
        records[record["id"]] = record
    return Ledger(
        date.fromisoformat(content["as_of"]),
        content["state"],
        records,
        tuple(place for _, place in sorted(places, key=lambda held: held[0])),
        tuple(_finding(found) for found in content["findings"]),
    )


def _place(figure_id: str, held: Mapping[str, Any]) -> Place:
    return Place(figure_id, held["file"], held["place"], held["text"], held["exponent"])


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "severity": finding.severity.name,
        "where": finding.where,
        "citation": citation_json(finding.citation),
    }


def _finding(found: Mapping[str, Any]) -> Finding:
    return Finding(
        found["code"],
        found["message"],
        Severity[found["severity"]],
        found["where"],
        citation_of(found["citation"]),
    )

"""The ledger as a file, ``ledger.json``: the same ledger gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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
from bookrunner.ledger.soundness import Unsound, require_sound, require_unchanged, sealed

_FAMILY = "bookrunner.ledger/"
SCHEMA = f"{_FAMILY}2"
_BYTES_MAX = 200_000_000


class NotALedger(BadInput):
    """A file that should be a ledger is something else, or of another version."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} is not a ledger this version reads: {why}; write the files anew")


class OtherVersion(NotALedger):
    """A ledger of another version."""


def write(ledger: Ledger, path: Path) -> None:
    """Writes the ledger, each figure and each finding on a line of its own."""
    text = ",\n".join(_lines(ledger_json(ledger)))
    path.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


def _lines(content: dict[str, Any]) -> Iterator[str]:
    # Without an indent the encoder is the compiled one, which takes a tenth of the time.
    for key, value in content.items():
        if isinstance(value, list):
            rows = ",\n".join(f" {_encoded(one)}" for one in value)
            yield f"{_encoded(key)}: [\n{rows}\n]"
        else:
            yield f"{_encoded(key)}: {_encoded(value)}"


def _encoded(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def ledger_json(ledger: Ledger) -> dict[str, Any]:
    """The ledger as JSON values: each figure with its places, all under a checksum."""
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
    content: dict[str, Any] = {
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
    if ledger.book:
        content["book"] = dict(ledger.book)
    return sealed(content)


def read(path: Path) -> Ledger:
    """The ledger that was written.

    Raises:
        NotFound: There is no such file.
        NotALedger: It is not a ledger, or was changed after it was written.
        OtherVersion: It is one of another version.
    """
    content = _content(path)
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMA:
        is_other = isinstance(schema, str) and schema.startswith(_FAMILY)
        raise (OtherVersion if is_other else NotALedger)(path, f"its schema is not {SCHEMA}")
    try:
        require_unchanged(content)
        require_sound(content)
    except RecursionError:
        raise NotALedger(path, "it is nested too deep") from None
    except Unsound as error:
        raise NotALedger(path, str(error)) from None
    return _ledger(content)


def _content(path: Path) -> Any:  # noqa: ANN401 - a JSON value
    try:
        if path.stat().st_size > _BYTES_MAX:
            raise NotALedger(path, "it is larger than any ledger")
        return json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    except FileNotFoundError:
        raise NotFound("ledger", str(path), hint="write the pitch first") from None
    except RecursionError:
        raise NotALedger(path, "it is nested too deep") from None
    except OSError as error:
        raise NotALedger(path, error.strerror or type(error).__name__) from None
    except ValueError as error:
        raise NotALedger(path, str(error)) from None


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no number")


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
        content.get("book", {}),
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

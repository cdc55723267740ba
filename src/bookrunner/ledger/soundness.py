"""Whether the JSON values of a ledger are what was written, and what a ledger can be made of.

A ledger file comes from anywhere: from a colleague, out of an archive, changed by hand. Its
checksum tells that it was changed after it was written; it is no signature, since whoever changes
a file on purpose can work out a new one. So each record is looked at too, before it is relied on.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bookrunner.figures import Severity
from bookrunner.ledger.ledger import STATES

CHECKSUM = "checksum"

_EXACT = re.compile(r"-?\d{1,60}(\.\d{1,60})?(E[+-]?\d{1,2})?", re.ASCII)
_MISSING = ("NM", "NA")
_FILES = ("workbook", "deck", "document")
_EXPONENT_MAX = 30
_TEXTS = ("id", "version", "name", "unit", "case")
_LINEAGE_TEXTS: Mapping[str, tuple[str, ...]] = {
    "sourced": ("system", "document", "subject", "accession", "concept", "url", "licence"),
    "adopted": ("owner", "reason", "on", "quantity"),
    "default": ("reason", "quantity"),
    "computed": ("words",),
}


class Unsound(ValueError):
    """The values are no ledger; the message says what is wrong with which."""


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the checksum of all others."""
    return {**content, CHECKSUM: _checksum(content)}


def require_unchanged(content: Mapping[str, Any]) -> None:
    """Lets values pass whose checksum is right.

    Raises:
        Unsound: It is missing or another.
    """
    if content.get(CHECKSUM) != _checksum(content):
        raise Unsound("it was changed after it was written")


def require_sound(content: Mapping[str, Any]) -> None:
    """Lets values pass that make a ledger.

    Raises:
        Unsound: One is missing, of another kind, not finite, or points at nothing.
    """
    _day(content, "as_of", "the ledger")
    _one_of(content, "state", STATES, "the ledger")
    seen: set[str] = set()
    walls: set[str] = set()
    for record in _list(content, "figures", "the ledger"):
        _require_record(record, seen)
        seen.add(record["id"])
        walls.update(record["walls"])
    if _texts(content, "walls", "the ledger") != sorted(walls):
        raise Unsound("its walls are not those of its figures")
    if not isinstance(content.get("book", {}), dict):
        raise Unsound("what it says of its book is no object")
    for at, finding in enumerate(_list(content, "findings", "the ledger"), start=1):
        where = f"finding {at}"
        for key in ("code", "message", "where"):
            _text(finding, key, where)
        _one_of(finding, "severity", tuple(Severity.__members__), where)
        _citation(finding, where)


def _checksum(content: Mapping[str, Any]) -> str:
    plain = {key: value for key, value in content.items() if key != CHECKSUM}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _require_record(record: object, seen: set[str]) -> None:
    """Takes a record whose inputs come before it, so that no way down leads in a circle."""
    where = _text(record, "id", "a figure")
    if where in seen:
        raise Unsound(f"two figures are called {where}")
    for key in _TEXTS:
        _text(record, key, where)
    _value(record, where)
    if _get(record, "period_start", where) is not None:
        _day(record, "period_start", where)
    _day(record, "period_end", where)
    _texts(record, "walls", where)
    _require_lineage(_get(record, "lineage", where), seen, where)
    for standing in _list(record, "standings", where):
        _one_of(standing, "file", _FILES, where)
        _text(standing, "place", where)
        _text(standing, "text", where)
        if abs(_whole(standing, "exponent", where)) > _EXPONENT_MAX:
            raise Unsound(f"{where}: an exponent is out of bounds")
        _whole(standing, "order", where)


def _value(record: object, where: str) -> None:
    value, exact = _get(record, "value", where), _get(record, "exact", where)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (value in _MISSING if isinstance(value, str) else is_number and _is_finite(value)):
        raise Unsound(f"{where}: its value is no number")
    if exact is not None and not (isinstance(exact, str) and _EXACT.fullmatch(exact)):
        raise Unsound(f"{where}: its exact value is no number of bounded length")


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _require_lineage(lineage: object, seen: set[str], where: str) -> None:
    kind = _one_of(lineage, "kind", tuple(_LINEAGE_TEXTS), where)
    for key in _LINEAGE_TEXTS[kind]:
        _text(lineage, key, where)
    if kind == "sourced":
        _day(lineage, "as_of", where)
        _citation(lineage, where)
    elif kind == "computed":
        _list(lineage, "formula", where)
        for below in _texts(lineage, "inputs", where):
            if below not in seen:
                raise Unsound(f"{where}: its input {below} does not stand before it")


def _citation(held: object, where: str) -> None:
    citation = _get(held, "citation", where)
    if citation is None:
        return
    _text(citation, "document", where)
    if not 0 <= _whole(citation, "start", where) <= _whole(citation, "end", where):
        raise Unsound(f"{where}: its citation ends before it begins")
    if _get(citation, "page", where) is not None:
        _whole(citation, "page", where)
    if _get(citation, "fact_id", where) is not None:
        _text(citation, "fact_id", where)
    box = _get(citation, "box", where)
    if box is not None and not (isinstance(box, list) and len(box) == 4):
        raise Unsound(f"{where}: the box of its citation has no four sides")


# ------------------------------------------------------------------------------ single values


def _get(held: object, key: str, where: str) -> Any:  # noqa: ANN401 - a JSON value
    if not isinstance(held, dict) or key not in held:
        raise Unsound(f"{where} has no {key}")
    return held[key]


def _text(held: object, key: str, where: str) -> str:
    value = _get(held, key, where)
    if not isinstance(value, str):
        raise Unsound(f"{where}: its {key} is no text")
    return value


def _whole(held: object, key: str, where: str) -> int:
    value = _get(held, key, where)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unsound(f"{where}: its {key} is no whole number")
    return value


def _list(held: object, key: str, where: str) -> list[Any]:
    value = _get(held, key, where)
    if not isinstance(value, list):
        raise Unsound(f"{where}: its {key} are no list")
    return value


def _texts(held: object, key: str, where: str) -> list[str]:
    value = _list(held, key, where)
    if not all(isinstance(text, str) for text in value):
        raise Unsound(f"{where}: its {key} are no texts")
    return value


def _day(held: object, key: str, where: str) -> None:
    try:
        date.fromisoformat(_text(held, key, where))
    except ValueError:
        raise Unsound(f"{where}: its {key} is no day") from None


def _one_of(held: object, key: str, allowed: tuple[str, ...], where: str) -> str:
    value = _text(held, key, where)
    if value not in allowed:
        raise Unsound(f"{where}: its {key} is none of {', '.join(allowed)}")
    return value

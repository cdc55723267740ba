"""Recording of what is done: before it is done, and what came of it; neither done otherwise."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bookrunner.figures import Caller
from bookrunner.governance.entries import Entry, Left
from bookrunner.governance.log import AuditLog

DONE = "done"
_TEXT_MAX = 400
"""Characters of a text that is written down as it is; a longer one may be a document's."""
_LIST_MAX = 50
_ASKED_MAX = 16_000
_SECRET = re.compile(r"secret|passw|token|api_?key|authori[sz]ation|credential|cookie", re.I)
_HIDDEN = "***"

_READ = {
    "companies": re.compile(r'"cik": ?"(\d{10})"'),
    "accessions": re.compile(r"(?<![\d-])(\d{10}-\d{2}-\d{6})(?![\d-])"),
    "figures": re.compile(r'"(?:id|figure|figure_id)": ?"([a-z0-9][\w.:-]{0,119})"', re.I),
}


@dataclass(frozen=True)
class Telling:
    """An answer that is known before it is asked for."""

    caller: Caller
    operation: str
    asked: str
    """The request in JSON."""
    read: Mapping[str, Any]
    """As of ``read_in``."""


class Recorder(Protocol):
    """Writes down what is done, before it is done and after."""

    def recording(self, caller: Caller, operation: str, asked: str) -> Any:  # noqa: ANN401 - a context manager
        """A context in which it is done; entering it fails where the record cannot be written."""
        ...

    def record(self, telling: Sequence[Telling]) -> None:
        """Write down what is about to be told and took no doing; fails where that cannot be."""
        ...


class LogRecorder:
    """Records in the audit log."""

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    @contextmanager
    def recording(self, caller: Caller, operation: str, asked: str) -> Iterator[dict[str, Any]]:
        """A context in which it is done.

        What it yields takes ``read``, as of ``read_in``, and ``left``: files that leave the house,
        each with ``name``, ``size`` and ``sha256``.

        Args:
            asked: The request in JSON.

        Raises:
            RecordUnwritable: The record cannot be written, before it is done or after.
        """
        entry = _entry(caller, operation, asked)
        receipt = self._log.begin(entry)
        record: dict[str, Any] = {}
        try:
            yield record
        except BaseException as error:
            # Its message may repeat words of a document.
            self._log.end(receipt, type(error).__name__, _with_read(entry, record))
            raise
        left = [Left(one["name"], one["sha256"], one["size"]) for one in record.get("left", ())]
        self._log.end(receipt, DONE, _with_read(entry, record), left)

    def record(self, telling: Sequence[Telling]) -> None:
        """One entry each, that says both what was asked and what the answer names.

        Raises:
            RecordUnwritable: They cannot be written; none of the answers must be told.
        """
        entries = [_entry(one.caller, one.operation, one.asked) for one in telling]
        self._log.append(
            [
                replace(entry, outcome=DONE, read=one.read)
                for entry, one in zip(entries, telling, strict=True)
            ]
        )


def _entry(caller: Caller, operation: str, asked: str) -> Entry:
    return Entry(
        who=caller.name,
        signed_in_by=caller.signed_in_by,
        operation=operation,
        asked=told(asked),
        walls=caller.walls,
    )


def _with_read(entry: Entry, record: Mapping[str, Any]) -> Entry:
    return replace(entry, read=record.get("read", {}))


def told(asked: str) -> dict[str, Any]:
    """A request in JSON as it may be written down: without secrets and long texts."""
    try:
        held = json.loads(asked)
    except ValueError:
        return _digest(asked)
    if not isinstance(held, dict):
        held = {"asked": held}
    shown = {name: _shown(name, value) for name, value in held.items() if value not in (None, "")}
    return shown if len(json.dumps(shown)) <= _ASKED_MAX else _digest(asked)


def _shown(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    if _SECRET.search(name):
        return _HIDDEN
    if isinstance(value, str):
        return value if len(value) <= _TEXT_MAX else _digest(value)
    if isinstance(value, Mapping):
        return {str(key): _shown(str(key), one) for key, one in value.items()}
    if isinstance(value, Sequence):
        shown = [_shown("", one) for one in value[:_LIST_MAX]]
        return shown if len(value) <= _LIST_MAX else [*shown, {"more": len(value) - _LIST_MAX}]
    return value


def _digest(text: str) -> dict[str, Any]:
    return {"characters": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()}


def read_in(answer: str) -> dict[str, Any]:
    """What an answer in JSON names: companies, accessions, figures.

    Of each the first ``_LIST_MAX``, and of all that there are their number and the SHA-256 of
    their names, sorted, one a line.
    """
    found: dict[str, Any] = {}
    for kind, pattern in _READ.items():
        names = sorted(set(pattern.findall(answer)))
        if not names:
            continue
        found[kind] = names[:_LIST_MAX]
        if len(names) > _LIST_MAX:
            every = hashlib.sha256("\n".join(names).encode()).hexdigest()
            found[f"all_{kind}"] = {"count": len(names), "sha256": every}
    return found

"""Replies that were given before, so that the same question is not paid for twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bookrunner.llm.configuration import Model
from bookrunner.llm.errors import StateUnusable
from bookrunner.llm.model import Classification, Finish, Request
from bookrunner.llm.wire import Piece


class Cache:
    """Replies by request and model, as the model gave them: what was hidden stays hidden."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @staticmethod
    def may_keep(request: Request) -> bool:
        """Whether the reply may be kept: never of a deal, and never one that is meant to vary."""
        is_guarded = request.classification is Classification.RESTRICTED
        return not is_guarded and request.temperature == 0

    def found(self, request: Request, model: Model) -> Piece | None:
        """The reply that this model gave to this request, or None.

        Raises:
            StateUnusable: The file cannot be used.
        """
        if not self.may_keep(request):
            return None
        with self._open() as connection:
            row = connection.execute(
                "SELECT text, input_tokens, output_tokens, finish FROM replies "
                "WHERE request = ? AND model = ?",
                (request.digest, _identity(model)),
            ).fetchone()
        return None if row is None else Piece(row[0], row[1], row[2], Finish(row[3]))

    def keep(self, request: Request, model: Model, reply: Piece) -> None:
        """Keep a whole reply, where it may be kept."""
        if not self.may_keep(request) or reply.finish is None:
            return
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?)",
                (
                    request.digest,
                    _identity(model),
                    reply.text.encode("utf-8", "replace").decode("utf-8"),
                    reply.input_tokens,
                    reply.output_tokens,
                    reply.finish.value,
                ),
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)
            with closing(sqlite3.connect(self._file, timeout=30.0)) as connection:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS replies (request TEXT, model TEXT, text TEXT, "
                    "input_tokens INTEGER, output_tokens INTEGER, finish TEXT, "
                    "PRIMARY KEY (request, model))"
                )
                with connection:
                    yield connection
        except (sqlite3.Error, OSError) as error:
            raise StateUnusable(self._file) from error


def _identity(model: Model) -> str:
    """What another model, or the same at another place, does not share."""
    return f"{model.provider} {model.url} {model.model}"

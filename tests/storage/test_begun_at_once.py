"""Processes that open a new database at the same moment."""

import functools
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bookrunner.storage import engine, reading


class Refused(sqlite3.Connection):
    """A connection that is refused the change of journal at first.

    As SQLite refuses it, at once and whatever its timeout, while two are about to make it.
    """

    refusals = 3

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if "journal_mode = WAL" in sql and Refused.refusals:
            Refused.refusals -= 1
            raise sqlite3.OperationalError("database is locked")
        return super().execute(sql, *parameters)


def test_opening_waits_while_another_process_changes_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = functools.partial(sqlite3.connect, factory=Refused)
    monkeypatch.setattr(sqlite3.dbapi2, "connect", connect)
    with reading(engine(f"sqlite:///{tmp_path / 'new.db'}")) as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    assert Refused.refusals == 0

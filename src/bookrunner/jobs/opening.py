"""The board that an installation uses."""

from __future__ import annotations

from bookrunner.jobs.board import JobBoard
from bookrunner.jobs.job import Limits


def durable_board(database_url: str, limits: Limits | None = None) -> JobBoard:
    """The board beside an installation's records, which any number of processes may open.

    On SQLite its file is ``jobs.db`` in the folder of the records, so that the progress of jobs and
    the records do not wait for each other; on PostgreSQL it is in the same database.

    Raises:
        DatabaseUnusable: It cannot be opened.
    """
    # DBOS takes half a second to import, and most commands ask for no job.
    from bookrunner.jobs.board_dbos import DbosBoard  # noqa: PLC0415

    return DbosBoard(database_url, limits or Limits())

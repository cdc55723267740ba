"""A progress bar on long work, for people only: nothing is drawn unless stderr is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    # Drawing is imported when there is something to draw.
    from rich.progress import Progress, TaskID


class ProgressBar:
    """Hears how far work has come and draws it; one bar, for the activity that is on."""

    def __init__(self) -> None:
        self._drawn: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn is not None:
            self._drawn.stop()

    def __call__(self, activity: str, done: int, total: int) -> None:
        """``done`` of ``total`` steps of the activity are finished."""
        if not sys.stderr.isatty():
            return
        if self._drawn is None:
            self._begin()
        assert self._drawn is not None
        assert self._task is not None
        self._drawn.update(self._task, description=activity[:40], completed=done, total=total)

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

        self._drawn = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._drawn.start()
        self._task = self._drawn.add_task("", total=None)

"""Leaves a server alone that keeps failing, and asks it once before trusting it again."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

FAILURES_MAX = 5
COOLING_S = 60.0


class Circuit:
    """Closed while the server answers; open after ``FAILURES_MAX`` failures in a row.

    Once it has cooled, one request goes through as a probe: its success closes the circuit, its
    failure opens it for as long again.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._until: float | None = None
        self.reason = ""
        """Of the last failure."""

    @property
    def wait(self) -> timedelta | None:
        """How long to leave the server alone; None when it may be asked."""
        if self._until is None:
            return None
        left = self._until - self._clock()
        return timedelta(seconds=max(1, round(left))) if left > 0 else None

    def succeeded(self) -> None:
        """The server answered."""
        self._failures, self._until = 0, None

    def failed(self, reason: str) -> None:
        """The server did not answer, or not as it should."""
        self._failures += 1
        self.reason = reason
        if self._failures >= FAILURES_MAX:
            self._until = self._clock() + COOLING_S

    def rest(self, seconds: float, reason: str) -> None:
        """Leave the server alone for so long; it asked for it."""
        self.reason = reason
        self._until = max(self._until or 0.0, self._clock() + seconds)

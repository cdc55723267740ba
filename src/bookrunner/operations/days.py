"""The days that one may ask as of; the core reads no clock and knows no today."""

from __future__ import annotations

from datetime import date

from bookrunner.figures import BadInput

FIRST = date(1993, 1, 1)
"""Filings became electronic in this year."""
LAST = date(2100, 12, 31)
"""A forecast reaches years beyond a valuation date, and calendars end."""


class ImpossibleDay(BadInput):
    """A day on which nothing was known, or which no data can reach."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(
            f"{day} is no day to look from; give one from {FIRST}, the year in which filings "
            f"became electronic, to {LAST}"
        )


def require_possible(day: date) -> None:
    """Lets a day pass that something can be asked as of.

    Raises:
        ImpossibleDay: It lies too far back or ahead.
    """
    if not FIRST <= day <= LAST:
        raise ImpossibleDay(day)

"""Periods by their start and end dates; labels such as FY2023 are derived, never keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """A span of days both of whose ends are included, or an instant (no start): a day's close."""

    start: date | None
    end: date

    def __post_init__(self) -> None:
        if self.start is not None and self.start > self.end:
            raise ValueError(f"period starts {self.start} after its end {self.end}")

    @property
    def is_instant(self) -> bool:
        """Whether this is a point in time (a balance sheet date, a price date)."""
        return self.start is None

    @property
    def days(self) -> int:
        """Days covered, both ends included; 0 for an instant."""
        return 0 if self.start is None else (self.end - self.start).days + 1

    @property
    def months(self) -> int:
        """Calendar months covered, to the nearest; a 52- or 53-week year is 12."""
        return round(self.days / 30.4375)

    @property
    def is_year(self) -> bool:
        """Whether it is about a year long: 52 or 53 weeks or twelve calendar months."""
        return 350 <= self.days <= 380

    @property
    def is_quarter(self) -> bool:
        """Whether it is about a quarter long: 12 to 14 weeks, or up to 17 in retail calendars."""
        return 80 <= self.days <= 120

    @property
    def key(self) -> str:
        """A stable piece of an id: ``20230130_20240128``, or ``20240128`` for an instant."""
        if self.start is None:
            return f"{self.end:%Y%m%d}"
        return f"{self.start:%Y%m%d}_{self.end:%Y%m%d}"

    def contains(self, day: date) -> bool:
        """Whether the day lies inside; an instant contains only its own day."""
        return (self.start or self.end) <= day <= self.end

    def __str__(self) -> str:
        if self.start is None:
            return f"at {self.end.isoformat()}"
        return f"{self.start.isoformat()} to {self.end.isoformat()}"


def instant(day: date) -> Period:
    """The close of one day."""
    return Period(None, day)


def days_after(day: date, count: int) -> date:
    """The date ``count`` days later; negative counts go back."""
    return day + timedelta(days=count)


def business_days(earlier: date, later: date) -> int:
    """Weekdays after the one day up to the other; holidays count, so it may be one too many."""
    span = range(1, max((later - earlier).days, 0) + 1)
    return sum(1 for count in span if (earlier + timedelta(days=count)).weekday() < 5)

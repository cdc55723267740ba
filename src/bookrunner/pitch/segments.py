"""What the records know of a company's segments, for the page that values them one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from bookrunner.facts import Axis, Breakdown, Company, FactStore, breakdown
from bookrunner.figures import Period, Viewer

_LINES = ("operating_income", "revenue")


def known_segments(
    store: FactStore, viewer: Viewer, company: Company, year: Period, on: date
) -> Callable[[], Sequence[Breakdown]]:
    """Reads a fiscal year's operating income and revenue by segment, as known on a day.

    A breakdown that does not add up to the company's number with what lies between is not taken.
    """

    @cache
    def found() -> Sequence[Breakdown]:
        facts = store.facts(company.cik, viewer, as_of=on)
        told = (breakdown(company, facts, one, Axis.SEGMENT, year) for one in _LINES)
        return [one for one in told if one is not None and one.foots]

    return found

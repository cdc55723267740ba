"""Recent new issues as imported: concession, tightening and what they span, computed and dated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.figures import (
    PURE,
    Figure,
    Period,
    computed,
    highest,
    instant,
    lowest,
    median,
    parse_unit,
    ratio,
    sourced,
)
from bookrunner.imports import BankRow, source_of
from bookrunner.imports.values import unit_and_exponent

_WINDOW_DAYS = 90
"""Concessions move several-fold inside a year."""
CONCESSIONS_MIN = 3


@dataclass(frozen=True)
class RecentIssue:
    """One tranche from first talk to where it trades now; spreads as fractions."""

    issuer: str
    rating: str
    priced: date
    tenor: Decimal
    size: Figure
    reoffer: Figure
    fair_value: Figure | None
    talk: Figure | None
    secondary: Figure | None
    book: Figure | None
    concession: Figure | None
    """Re-offer spread less fair value; negative where it priced through its curve."""
    tightening: Figure | None
    """First talk less re-offer spread."""
    cover: Figure | None
    """Orders at final terms over size."""
    performance: Figure | None
    """Re-offer less secondary spread; positive where it trades tighter."""

    @property
    def figures(self) -> Sequence[Figure]:
        """To be placed, as imported and computed."""
        told = (
            self.size, self.reoffer, self.fair_value, self.talk, self.secondary, self.book,
            self.concession, self.tightening, self.cover, self.performance,
        )  # fmt: skip
        return [one for one in told if one is not None]


@dataclass(frozen=True)
class Concessions:
    """What recent issues paid over their curves: the range, and of how many and when."""

    issues: Sequence[RecentIssue]
    low: Figure
    middle: Figure
    high: Figure
    first: date
    last: date

    @property
    def count(self) -> int:
        """How many issues told a fair value."""
        return len(self.issues)


def recent_issues(rows: Sequence[BankRow], on: date) -> Sequence[RecentIssue]:
    """Those priced in the ninety days to a day, newest first.

    Args:
        rows: Of the kind ``new-issues``.
    """
    made = [_issue(row, number) for number, row in enumerate(rows, start=1)]
    first = on - timedelta(days=_WINDOW_DAYS)
    return sorted(
        (one for one in made if first <= one.priced <= on),
        key=lambda one: (one.priced, one.issuer, one.tenor),
        reverse=True,
    )


def concessions(key: str, issues: Sequence[RecentIssue], at: Period) -> Concessions | None:
    """Lowest, median and highest concession; None where fewer than three issues tell one."""
    told = [one for one in issues if one.concession is not None]
    if len(told) < CONCESSIONS_MIN:
        return None
    series = [one.concession for one in told if one.concession is not None]
    return Concessions(
        issues=told,
        low=computed(f"{key}.low_nic_spread", "NIC, lowest", lowest(series), at),
        middle=computed(f"{key}.middle_nic_spread", "NIC, median", median(series), at),
        high=computed(f"{key}.high_nic_spread", "NIC, highest", highest(series), at),
        first=min(one.priced for one in told),
        last=max(one.priced for one in told),
    )  # fmt: skip


def median_tightening(key: str, issues: Sequence[RecentIssue], at: Period) -> Figure | None:
    """By how much the median issue came in from first talk; None where none tells it."""
    told = [one.tightening for one in issues if one.tightening is not None]
    if not told:
        return None
    return computed(f"{key}.tightening_spread", "First talk to re-offer, median", median(told), at)


def _issue(row: BankRow, number: int) -> RecentIssue:
    words = row.row.text
    issuer, priced, tenor = words("issuer"), words("priced"), Decimal(words("tenor"))
    slug = re.sub(r"[^a-z0-9]+", "_", issuer.lower()).strip("_")[:30]
    key, at = f"issues.{slug}_{number}", instant(date.fromisoformat(priced))
    name = f"{issuer} {tenor.normalize():f}Y of {priced}"
    unit, exponent = unit_and_exponent(words("unit"))

    def money(column: str, what: str) -> Figure | None:
        if not words(column):
            return None
        return sourced(
            f"{key}.{column}", f"{name}, {what}", Decimal(words(column)).scaleb(exponent),
            parse_unit(unit), at, source_of(row, column), walls=row.file.walls,
        )  # fmt: skip

    def spread(column: str, what: str) -> Figure | None:
        if not words(column):
            return None
        return sourced(
            f"{key}.{column.removesuffix('_bp')}_spread", f"{name}, {what}",
            Decimal(words(column)).scaleb(-4), PURE, at, source_of(row, column),
            walls=row.file.walls,
        )  # fmt: skip

    def less(what: str, words: str, left: Figure | None, right: Figure | None) -> Figure | None:
        if left is None or right is None:
            return None
        return computed(f"{key}.{what}_spread", f"{name}, {words}", left - right, at)

    size, reoffer = money("size", "size"), spread("reoffer_bp", "re-offer spread")
    assert size is not None, "required by the kind"
    assert reoffer is not None, "required by the kind"
    fair, talk = spread("fair_value_bp", "fair value"), spread("ipt_bp", "first talk")
    secondary, book = spread("secondary_bp", "secondary spread"), money("book", "orders")
    return RecentIssue(
        issuer=issuer,
        rating=words("rating"),
        priced=date.fromisoformat(priced),
        tenor=tenor,
        size=size,
        reoffer=reoffer,
        fair_value=fair,
        talk=talk,
        secondary=secondary,
        book=book,
        concession=less("concession", "concession", reoffer, fair),
        tightening=less("tightening", "tightening", talk, reoffer),
        cover=None
        if book is None
        else computed(f"{key}.cover_multiple", f"{name}, cover", ratio(book, size), at),
        performance=less("performance", "performance", reoffer, secondary),
    )  # fmt: skip

"""Earnings blackouts: an assumption about days around a quarter's end, with its owner.

No filing states when a company's insiders may not trade. The rows say what is assumed and by whom.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bookrunner.facts import AcceptedBasis, Company, Filing
from bookrunner.figures import Adopted, Figure
from bookrunner.monitor.business_days import business_days_after, exchange_holidays
from bookrunner.monitor.calendar import BLACKOUT, CalendarRow, DateProof, NotDated
from bookrunner.monitor.calendar_deals import Row

_REPORTS = ("10-K", "10-Q", "10-KT")
_QUARTERS = 4
_MONTHS = 3
_CURRENT = timedelta(days=230)
"""A quarter, the time in which an annual report is due, and a margin for late ones."""
_NEAR = timedelta(days=20)
"""Fiscal quarters of 52 and 53 weeks end some days apart from year to year."""


@dataclass(frozen=True)
class BlackoutPolicy:
    """What is assumed of a company."""

    before: Figure
    """Calendar days before a quarter's end at which it begins."""
    after: Figure
    """Days on which the exchange is open, after the results, with which it ends."""


def blackout_rows(
    company: Company, filings: Sequence[Filing], policy: BlackoutPolicy, today: date
) -> Iterator[Row]:
    """The quarters that end after the last one that was reported."""
    reports = [one for one in filings if one.form in _REPORTS and one.period_end is not None]
    last = max(reports, key=lambda one: one.period_end or date.min, default=None)
    what = "earnings blackout (assumed)"
    if last is None or last.period_end is None:
        return
    if today - last.period_end > _CURRENT:
        reason = f"the last report kept is of {last.period_end}; fetch newer ones"
        yield NotDated(BLACKOUT, company.name, company.cik, what, reason, walls=last.walls)
        return
    for count in range(1, _QUARTERS + 1):
        yield _row(company, reports, last, policy, months_after(last.period_end, _MONTHS * count))


def months_after(day: date, count: int) -> date:
    """The same day of a later month, month ends to month ends."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    longest = calendar.monthrange(year, month)[1]
    is_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, longest if is_end else min(day.day, longest))


def _row(
    company: Company, reports: Sequence[Filing], last: Filing, policy: BlackoutPolicy, end: date
) -> CalendarRow:
    before, after = _count(policy.before), _count(policy.after)
    starts = end - timedelta(days=before)
    formula = f"quarter's end {end} - {before} days"
    proofs = [
        _of_filing("last quarter reported", last.period_end, last),
        _of_policy(policy.before),
    ]
    until, detail = None, "its end is not dated: no report of that quarter a year before is kept"
    year_before = _year_before(reports, end)
    if year_before is not None:
        accepted, period_end = year_before.accepted_at, year_before.period_end
        assert accepted is not None
        assert period_end is not None
        lag = (accepted - period_end).days
        until = business_days_after(end + timedelta(days=lag), after, exchange_holidays)
        formula += (
            f" to {end} + {lag} days (as the {year_before.form} of {period_end}) + {after} days "
            "on which the exchange is open"
        )
        proofs += [
            _of_filing("reported the quarter a year before", accepted, year_before),
            _of_policy(policy.after),
        ]
        detail = "the results may come days before the report that this counts from"
    return CalendarRow(
        key=f"{BLACKOUT}|{company.cik}|{end}",
        on=starts,
        kind=BLACKOUT,
        company=company.name,
        cik=company.cik,
        what="earnings blackout (assumed)",
        formula=formula,
        proofs=tuple(proofs),
        until=until,
        detail=f"{detail}; assumed by {_owner(policy.before)}",
        walls=last.walls | (year_before.walls if year_before else frozenset()),
    )


def _year_before(reports: Sequence[Filing], end: date) -> Filing | None:
    """The first report of the quarter a year before whose day of acceptance is known."""
    wanted = months_after(end, -12)
    near = [
        one
        for one in reports
        if one.period_end is not None
        and abs(one.period_end - wanted) <= _NEAR
        and one.accepted_at is not None
        and one.accepted_basis is not AcceptedBasis.DEADLINE
    ]
    return min(near, key=lambda one: one.accepted_at or date.max, default=None)


def _count(figure: Figure) -> int:
    assert isinstance(figure.value, float)
    return int(figure.value)


def _owner(figure: Figure) -> str:
    lineage = figure.lineage
    return lineage.owner if isinstance(lineage, Adopted) else "nobody: Bookrunner's default"


def _of_policy(figure: Figure) -> DateProof:
    return DateProof(
        f"{figure.name}, assumed by {_owner(figure)}", f"{_count(figure)}", figure=figure.id
    )


def _of_filing(what: str, day: date | None, filing: Filing) -> DateProof:
    return DateProof(what, str(day), filing.form, filing.accession, filing.digest)

"""Standardised statements: every line a figure, sourced from a tag or computed from other lines."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from bookrunner.facts.calendar import FiscalCalendar
from bookrunner.facts.calendar_findings import newer_than_twelve_months
from bookrunner.facts.companies import Company
from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import LEASES_INCLUDED, LINES_BY_KEY, STANDARD_LINES, Kind
from bookrunner.facts.periods_asked import PeriodForm, period_asked, period_meant
from bookrunner.facts.vintages import Vintage
from bookrunner.facts.workings import Workings
from bookrunner.figures import Figure, Finding, NotFound, Period


class Basis(Enum):
    """Which periods a statement's columns are."""

    ANNUAL = "annual"
    QUARTERLY = "quarterly"
    """Three months each; the fourth quarter is the year less its first nine months."""
    LTM = "ltm"
    """Twelve months to each report: the year plus this year to date less last year's."""


class LineMissing(NotFound):
    """A line that was neither tagged nor can be derived for a period; it is not zero."""

    def __init__(self, company: Company, key: str, period: Period, why: str = "") -> None:
        self.company = company
        self.key = key
        self.period = period
        label = LINES_BY_KEY[key].label if key in LINES_BY_KEY else "a line the statements know"
        super().__init__(
            "line",
            key,
            hint=f"{company.name or company.cik} reports nothing for {period} that is {label}"
            + (f": {why}" if why else ""),
        )


class Statements:
    """One company's statements on one basis and of one vintage.

    All bases of it (``at``) share their figures: the year that ends a window of twelve months is
    the same figure in both. ``findings`` tells of everything a reader should know.
    """

    def __init__(self, workings: Workings, basis: Basis) -> None:
        self._workings = workings
        self.basis = basis
        self.company = workings.company
        self.vintage = workings.vintage
        self.periods = _periods(workings.calendar, basis)
        """Fiscal periods of the basis, newest last."""
        self.lines = tuple(line for line in STANDARD_LINES if line.shown)
        workings.expect(self.periods)

    def at(self, basis: Basis) -> Statements:
        """The same statements on another basis, made of the same figures."""
        return Statements(self._workings, basis)

    def line(self, key: str, period: Period) -> Figure:
        """The line's figure; for a balance, that at the period's end.

        Raises:
            LineMissing: It was not tagged and cannot be derived.
        """
        found = self._workings.found(key, period)
        if found is None:
            raise LineMissing(self.company, key, period, self._why_missing(key, period))
        return found.figure

    figure = line

    def get(self, key: str, period: Period) -> Figure | None:
        """The line's figure, or None for the caller to decide what absence means there."""
        found = self._workings.found(key, period)
        return None if found is None else found.figure

    def explanation(self, key: str, period: Period) -> str:
        """The tag a line was taken from, or the rule it was derived by.

        Raises:
            LineMissing: As ``line``.
        """
        found = self._workings.found(key, period)
        if found is None:
            raise LineMissing(self.company, key, period, self._why_missing(key, period))
        return found.explanation

    def _why_missing(self, key: str, period: Period) -> str:
        return self._workings.why_missing(key, period) if key in LINES_BY_KEY else ""

    def label(self, period: Period) -> str:
        """The company's own name for a period: ``FY2023``, ``Q3 FY2023``, ``LTM 2023-10-29``."""
        return self._workings.calendar.label(period)

    def period(self, words: str, key: str) -> Period:
        """The days that a period as bankers write it means to this company, for a line.

        Raises:
            NotAPeriod: The words name none.
            NotFound: No report covers it, or there is no such line.
            EstimatesRequired: It lies ahead.
            Unusable: The line is of a stretch of time, and a day was named.
        """
        kind = LINES_BY_KEY[line_key(key)].kind
        return period_meant(
            period_asked(words),
            self._workings.calendar,
            at_close=kind in (Kind.BALANCE, Kind.COVER_SHARES),
        )

    def said(self, key: str, period: Period, asked: str = "") -> Sequence[Finding]:
        """The findings about one line of a period, about all it is made of, and about its sums.

        Args:
            asked: The words that ``period`` was asked for with: ``LTM`` promises the newest, and
                where a later quarter is known that is told.
        """
        said = self._workings.said(key, period)
        if not asked or period_asked(asked).form is not PeriodForm.LTM:
            return said
        where = f"{self.company.ticker or self.company.name} {self.label(period)}"
        return [*said, *newer_than_twelve_months(self._workings.calendar, period, where)]

    def reports(self, key: str, period: Period) -> Sequence[Fact]:
        """A tagged line as each report has it, earliest known first; empty for a derived one."""
        return self._workings.reports(key, period)

    def debt_includes_finance_leases(self, period: Period) -> bool:
        """Whether the debt reported at the period's end holds finance leases already."""
        return any(
            found is not None and found.fact is not None and found.fact.concept in LEASES_INCLUDED
            for key in ("long_term_debt", "current_maturities", "debt_with_maturities")
            for found in [self._workings.found(key, period)]
        )

    @property
    def findings(self) -> Sequence[Finding]:
        """What a reader should know of all lines of the periods, each said once."""
        return list(self._workings.all_findings)


def line_key(asked: str) -> str:
    """The key of a standard line as asked for: by key or label, in British or American spelling.

    Raises:
        NotFound: No line is called so; the error names near ones.
    """
    wanted = _spelt(asked)
    for line in STANDARD_LINES:
        if line.shown and wanted in (_spelt(line.key), _spelt(line.label)):
            return line.key
    keys = {_spelt(line.key): line.key for line in STANDARD_LINES if line.shown}
    near = difflib.get_close_matches(wanted, keys, n=3)
    hint = "lines are such as revenue, ebitda, net_debt; `statements --json` has the keys of all"
    raise NotFound("line", asked, near=[keys[one] for one in near], hint="" if near else hint)


def _spelt(name: str) -> str:
    words = re.sub(r"[^a-z]+", "_", name.strip().lower()).strip("_")
    return words.replace("amortization", "amortisation")


def statements(
    company: Company,
    facts: Iterable[Fact],
    *,
    basis: Basis = Basis.ANNUAL,
    vintage: Vintage = Vintage.LATEST,
    as_of: date | None = None,
) -> Statements:
    """The statements that a company's facts make up.

    Args:
        company: Whose they are; its ticker begins every figure's key.
        facts: All facts of the company, of any number of filings and in any order.
        as_of: Leaves out what was not known at the close of that day, or not known when known.
    """
    known = [
        fact
        for fact in facts
        if as_of is None or (fact.accepted_at is not None and fact.accepted_at <= as_of)
    ]
    return Statements(Workings(company, known, vintage), basis)


def _periods(calendar: FiscalCalendar, basis: Basis) -> Sequence[Period]:
    match basis:
        case Basis.ANNUAL:
            return calendar.years
        case Basis.QUARTERLY:
            return calendar.quarters
        case Basis.LTM:
            return calendar.twelve_months

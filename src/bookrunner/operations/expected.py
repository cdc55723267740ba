"""Lines of periods that lie ahead, from estimates and plans that the bank imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from bookrunner.app import Desk
from bookrunner.facts import Company, YearsDoNotFit, next_twelve_months
from bookrunner.figures import Figure, Finding, Severity
from bookrunner.imports import ESTIMATES, MANAGEMENT_CASE, BankRow, Estimate, estimates
from bookrunner.imports.values import period_words

_STATISTIC = "mean"


def expected(
    desk: Desk, company: Company, line: str, words: str, as_of: date | None
) -> tuple[Figure, str, Sequence[Finding]] | None:
    """What analysts expect of a line: its figure, how it was made, and what to know of it.

    Of a fiscal period by its name, or of the next twelve months (``NTM``) from the day the
    estimates hold, or from ``as_of``; None where nothing was imported that tells of it.
    """
    rows = desk.imports.rows(ESTIMATES, desk.viewer, subject=company.cik, as_of=as_of)
    known = [
        one for one in estimates(company, rows) if one.line == line and one.statistic == _STATISTIC
    ]
    if not known:
        return None
    if words.strip().upper() == "NTM":
        return _next_twelve_months(company, line, known, as_of)
    name = period_words(words)
    found = next((one for one in known if one.period == name), None)
    return None if found is None else (found.figure, "estimate", _said([found]))


def known_estimates(desk: Desk) -> Callable[[Company, date], Sequence[Estimate]]:
    """Gives a company's imported estimates as known on a day."""

    def found(company: Company, on: date) -> Sequence[Estimate]:
        rows = desk.imports.rows(ESTIMATES, desk.viewer, subject=company.cik, as_of=on)
        return estimates(company, rows)

    return found


def known_plans(desk: Desk) -> Callable[[Company, date], Sequence[BankRow]]:
    """Gives the rows of a company's imported management cases as known on a day."""

    def found(company: Company, on: date) -> Sequence[BankRow]:
        return desk.imports.rows(MANAGEMENT_CASE, desk.viewer, subject=company.cik, as_of=on)

    return found


def _next_twelve_months(
    company: Company, line: str, known: Sequence[Estimate], as_of: date | None
) -> tuple[Figure, str, Sequence[Finding]] | None:
    on = as_of or max(one.as_of for one in known)
    years = [one for one in known if one.figure.period.is_year and one.period_end > on]
    for this, following in pairwise(years):
        try:
            figure = next_twelve_months(
                this.figure,
                following.figure,
                on,
                key=f"{company.prefix}.ntm.{line}",
                name=f"{line} of the next twelve months",
            )
        except YearsDoNotFit:
            continue
        formula = f"{this.period} x days left / 365 + {following.period} x the rest"
        return figure, formula, _said([this, following])
    return None


def _said(used: Sequence[Estimate]) -> list[Finding]:
    return [
        Finding(
            "facts.estimate",
            f"{one.period} is the {one.statistic} of {one.contributors} estimates as of "
            f"{one.as_of}, not a reported number",
            Severity.NOTE,
        )
        for one in used
    ]

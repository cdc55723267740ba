"""A company's debt from its newest report whose tables tell it, with what was issued since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bookrunner.debt.issues import issued_after
from bookrunner.debt.pen import Pen
from bookrunner.debt.reading import debt_table
from bookrunner.debt.table import DebtTable
from bookrunner.documents import Document
from bookrunner.facts import Company, Filing
from bookrunner.figures import BookrunnerError, Finding, NotFound, Severity

_REPORTS = ("10-K", "10-Q", "10-KT", "20-F")
_ISSUES = ("8-K", "424B", "6-K", "FWP")
_TRIED_MAX = 5
_ISSUES_MAX = 40

Read = Callable[[Filing], Document]
"""Reads a stored filing again; raises a ``BookrunnerError`` when it cannot."""


def company_debt(
    company: Company, filings: Sequence[Filing], read: Read, *, as_of: date | None = None
) -> DebtTable:
    """The debt table of the newest annual or quarterly report that breaks its debt down.

    Where none of the newest does, that of the newest, which then shows the rows of its balance
    sheet. A newer report than the one shown is told of in a finding.

    Raises:
        NotFound: No report of it is kept, or none was known by then, or none can be read.
    """
    known = [f for f in filings if as_of is None or (f.accepted_at and f.accepted_at <= as_of)]
    reports = sorted(
        (f for f in known if _is(f, _REPORTS) and f.period_end is not None),
        key=lambda f: (f.period_end or date.min, f.accepted_at or date.min, f.is_amendment),
        reverse=True,
    )
    made = _newest_with_table(company, reports, read)
    if made is None:
        when = f" known on {as_of}" if as_of else ""
        raise NotFound(
            "annual or quarterly report of",
            f"{company.ticker or company.name}{when}",
            hint="ingest its 10-K or 10-Q as filed; debt tables are read from the filing itself",
        )
    _issued(made, known, read)
    return made


def _newest_with_table(company: Company, reports: Sequence[Filing], read: Read) -> DebtTable | None:
    newest: DebtTable | None = None
    second: DebtTable | None = None
    tried = 0
    for filing in reports:
        if tried >= _TRIED_MAX:
            break
        try:
            document = read(filing)
        except BookrunnerError:
            continue  # kept as data, without the filing itself
        tried += 1
        made = debt_table(company, filing, document)
        newest = newest or made
        has_table = any(one.origin == "table" for one in made.tranches)
        if (has_table and made.foots) or not made.balance_sheet:
            return _chosen(made, newest)
        if has_table or made.foots:
            second = second or made
    return _chosen(second, newest) if second is not None and newest is not None else newest


def _chosen(made: DebtTable, newest: DebtTable) -> DebtTable:
    if newest is not made and newest.balance_sheet_debt is not None:
        _tell_newer(made, newest)
    return made


def _tell_newer(made: DebtTable, newest: DebtTable) -> None:
    debt = newest.balance_sheet_debt
    assert debt is not None, "looked at before"
    assert isinstance(debt.value, float), "sums of numbers are numbers"
    made.findings.append(
        Finding(
            "debt.newer-report",
            f"the newer {newest.filing.form} ({newest.filing.accession}) does not break its debt "
            f"down so that it foots; its balance sheet shows {debt.value:,.0f} at {newest.on}",
            Severity.NOTE,
            where=str(made.on),
        )
    )


def _issued(made: DebtTable, known: Sequence[Filing], read: Read) -> None:
    """Notes issued between the balance sheet date and now, told in 8-Ks and prospectuses."""
    later = sorted(
        (
            f
            for f in known
            if _is(f, _ISSUES) and f.accepted_at is not None
            and made.on < f.accepted_at <= made.on + timedelta(days=500)
        ),
        key=lambda f: f.accepted_at or date.min,
    )  # fmt: skip
    documents: list[tuple[Document, Pen]] = []
    for filing in later[:_ISSUES_MAX]:
        try:
            document = read(filing)
        except BookrunnerError:
            continue
        documents.append((document, Pen(made.company, filing, document, made.on)))
    listed = {
        (t.coupon.exact, t.maturity_years[1])
        for t in made.tranches
        if t.coupon is not None and t.maturity_years is not None
    }
    made.pro_forma = [
        one
        for one in issued_after(documents)
        if one.coupon is not None and one.maturity_years is not None
        and (one.coupon.exact, one.maturity_years[1]) not in listed
    ]  # fmt: skip


def _is(filing: Filing, forms: Sequence[str]) -> bool:
    return any(filing.form == form or filing.form.startswith(f"{form}/") for form in forms) or (
        any(form == "424B" and filing.form.startswith("424B") for form in forms)
    )

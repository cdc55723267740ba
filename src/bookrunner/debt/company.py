"""A company's debt from its newest report whose tables tell it, with what was issued since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bookrunner.debt.issues import issued_after
from bookrunner.debt.pen import Pen
from bookrunner.debt.reading import debt_table
from bookrunner.debt.rolling import rolled_forward
from bookrunner.debt.table import DebtTable
from bookrunner.documents import Document
from bookrunner.facts import Company, Filing
from bookrunner.figures import BookrunnerError, Finding, NotFound, Severity

_REPORTS = ("10-K", "10-Q", "10-KT", "20-F")
_ISSUES = ("8-K", "424B", "6-K", "FWP")
_TRIED_MAX = 5
_ISSUES_MAX = 40
_ISSUED_WITHIN = timedelta(days=500)
_ROLLED_MAX = timedelta(days=330)
"""Three quarters, and days for reports of 52 and 53 weeks: then the next annual report is due."""

Read = Callable[[Filing], Document]
"""Reads a stored filing again; raises a ``BookrunnerError`` when it cannot."""


def company_debt(
    company: Company, filings: Sequence[Filing], read: Read, *, as_of: date | None = None
) -> DebtTable:
    """The debt table of the newest annual or quarterly report that breaks its debt down.

    A quarter without a table of its own takes the last annual report's instruments, rolled forward,
    where they foot to its balance sheet. Where no report breaks its debt down, that of the newest,
    which then shows the rows of its balance sheet. A newer report than the one shown is told of in
    a finding.

    Raises:
        NotFound: No report of it is kept, or none was known by then, or none can be read.
    """
    known = [f for f in filings if as_of is None or (f.accepted_at and f.accepted_at <= as_of)]
    reports = sorted(
        (f for f in known if _is(f, _REPORTS) and f.period_end is not None),
        key=lambda f: (f.period_end or date.min, f.accepted_at or date.min, f.is_amendment),
        reverse=True,
    )
    found = _newest_with_table(company, reports, read)
    if found is None:
        when = f" known on {as_of}" if as_of else ""
        raise NotFound(
            "annual or quarterly report of",
            f"{company.ticker or company.name}{when}",
            hint="ingest its 10-K or 10-Q as filed; debt tables are read from the filing itself",
        )
    made, newest = found
    if newest is not made and newest.balance_sheet_debt is not None:
        rolled = _rolled(made, newest, known, read)
        if rolled is not None and rolled.foots:
            made = rolled
        else:
            _tell_newer(made, newest, rolled)
    _issued(made, known, read)
    return made


def _newest_with_table(
    company: Company, reports: Sequence[Filing], read: Read
) -> tuple[DebtTable, DebtTable] | None:
    """The newest table that foots, else the next best, and that of the newest report."""
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
            return made, newest
        if has_table or made.foots:
            second = second or made
    if newest is None:
        return None
    return (second if second is not None else newest), newest


def _rolled(
    made: DebtTable, newest: DebtTable, known: Sequence[Filing], read: Read
) -> DebtTable | None:
    """The annual report's instruments at the quarter's balance sheet date."""
    is_annual = made.filing.form.startswith(("10-K", "20-F")) and bool(made.foots)
    if not is_annual or not made.on < newest.on <= made.on + _ROLLED_MAX:
        return None
    try:
        document = read(newest.filing)
    except BookrunnerError:
        return None
    pen = Pen(made.company, newest.filing, document, newest.on)
    told = [*_documents(made, known, read, newest.on), (document, pen)]
    return rolled_forward(made, newest, document, issued_after(told), pen)


def _tell_newer(made: DebtTable, newest: DebtTable, rolled: DebtTable | None) -> None:
    debt = newest.balance_sheet_debt
    assert debt is not None, "looked at before"
    assert isinstance(debt.value, float), "sums of numbers are numbers"
    apart = ""
    if rolled is not None and rolled.difference is not None:
        apart = (
            f"; the instruments shown here, rolled forward to that day, are "
            f"{rolled.difference.value:,.0f} apart from it"
        )
    made.findings.append(
        Finding(
            "debt.newer-report",
            f"the newer {newest.filing.form} ({newest.filing.accession}) does not break its debt "
            f"down so that it foots; its balance sheet shows {debt.value:,.0f} at {newest.on}"
            f"{apart}",
            Severity.NOTE,
            where=str(made.on),
        )
    )


def _documents(
    made: DebtTable, known: Sequence[Filing], read: Read, until: date
) -> list[tuple[Document, Pen]]:
    """8-Ks and prospectuses known after the table's balance sheet date, oldest first."""
    later = sorted(
        (
            f
            for f in known
            if _is(f, _ISSUES) and f.accepted_at is not None and made.on < f.accepted_at <= until
        ),
        key=lambda f: f.accepted_at or date.min,
    )
    documents: list[tuple[Document, Pen]] = []
    for filing in later[:_ISSUES_MAX]:
        try:
            document = read(filing)
        except BookrunnerError:
            continue
        documents.append((document, Pen(made.company, filing, document, made.on)))
    return documents


def _issued(made: DebtTable, known: Sequence[Filing], read: Read) -> None:
    """Notes issued between the balance sheet date and now, told in 8-Ks and prospectuses."""
    documents = _documents(made, known, read, made.on + _ISSUED_WITHIN)
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

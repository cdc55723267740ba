"""Maturities of a company's debt, tranche by tranche, and the business day on which it is paid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bookrunner.figures import PUBLIC, Figure, Sourced
from bookrunner.monitor.business_days import bank_holidays, on_or_after
from bookrunner.monitor.calendar import MATURITY, CalendarRow, DateProof, NotDated
from bookrunner.monitor.calendar_deals import Row

if TYPE_CHECKING:
    # What reads debt tables starts slowly, and the watch needs none of it.
    from bookrunner.debt import DebtTable, Tranche

_FOLLOWING = "paid on the next day on which banks are open (following business day)"
_ROWS_OF_SUMS = ("balance sheet", "remainder", "type")


def maturity_rows(made: DebtTable) -> Iterator[Row]:
    """A row for each tranche that owes something and names its day."""
    for one in (*made.tranches, *made.pro_forma):
        if one.origin in _ROWS_OF_SUMS:
            continue
        yield _row(made, one)


def _row(made: DebtTable, one: Tranche) -> Row:
    name, cik = made.company.name, made.company.cik
    amount = one.nominal
    proofs = tuple(filter(None, [_day(made, one), _amount(amount)]))
    walls = made.filing.walls | (amount.walls if amount is not None else PUBLIC)
    what = f"{one.instrument} matures"
    if one.maturity is None:
        return NotDated(MATURITY, name, cik, what, _reason(made, one), proofs, walls)
    paid = on_or_after(one.maturity, bank_holidays)
    return CalendarRow(
        key=f"{MATURITY}|{cik}|{one.instrument}|{one.maturity}",
        on=one.maturity,
        kind=MATURITY,
        company=name,
        cik=cik,
        what=what,
        formula=f"the day that the report of {made.on} states",
        proofs=proofs,
        business_day=paid,
        convention=_FOLLOWING if paid != one.maturity else "",
        detail=_owed(one, amount),
        walls=walls,
    )


def _reason(made: DebtTable, one: Tranche) -> str:
    report = f"the {made.filing.form} of {made.on}"
    years = one.maturity_years
    if years is None:
        return f"{report} states no maturity"
    first, last = years
    if first != last:
        return f"{report} states a range of years, {first or '...'} to {last}, for several issues"
    month = f"-{one.maturity_month:02}" if one.maturity_month else ""
    return f"{report} states {last}{month} and no day"


def _owed(one: Tranche, amount: Figure | None) -> str:
    if amount is None or not isinstance(amount.value, float):
        return "amount not stated"
    said = "principal" if amount is one.principal else "carrying value"
    return f"{amount.unit} {amount.value:,.0f} {said}"


def _day(made: DebtTable, one: Tranche) -> DateProof | None:
    span = one.spans.get("maturity")
    if span is None:
        return None
    stated = str(one.maturity or (one.maturity_years or ("", ""))[1])
    return DateProof("maturity", stated, made.filing.form, one.accession, span.document,
                     (span.start, span.end), " ".join(span.words.split()))  # fmt: skip


def _amount(figure: Figure | None) -> DateProof | None:
    if figure is None:
        return None
    value = f"{figure.value:,.0f} {figure.unit}" if isinstance(figure.value, float) else "NA"
    citation = figure.lineage.source.citation if isinstance(figure.lineage, Sourced) else None
    return DateProof(
        what=figure.name,
        value=value,
        accession=figure.lineage.source.accession if isinstance(figure.lineage, Sourced) else "",
        document=citation.document if citation else "",
        span=(citation.start, citation.end) if citation else None,
        figure=figure.id,
    )

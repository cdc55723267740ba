"""Weighted coupon, weighted life and what falls due within 24 months, as visible formulas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bookrunner.debt.maturities import THEREAFTER
from bookrunner.debt.pen import Pen
from bookrunner.debt.table import DebtTable, Tranche
from bookrunner.debt.terms import DebtKind
from bookrunner.figures import (
    DAYS,
    Constant,
    Figure,
    Finding,
    Severity,
    ratio,
    spreadsheet_serial,
    total,
    weighted_sum,
)

_SHARE_MIN = 0.5
"""Of the debt; a mean of less is not the company's."""


def measure(made: DebtTable, pen: Pen) -> None:
    """Fill in the three measures, each with a finding of what it leaves out."""
    listed = [
        t for t in made.tranches if t.kind is not DebtKind.FINANCE_LEASE and t.nominal is not None
    ]
    if not listed:
        return
    _coupon(made, listed, pen)
    _life(made, listed, pen)
    _near(made, pen)


def _coupon(made: DebtTable, listed: list[Tranche], pen: Pen) -> None:
    told: list[tuple[Figure, Figure]] = []
    averages = 0
    for one in listed:
        rate = one.coupon if one.coupon is not None else one.effective_rate
        if rate is not None and one.nominal is not None:
            told.append((rate, one.nominal))
            averages += one.coupon is None
    if not _enough(made, told, listed, "coupon"):
        return
    amounts = [amount for _, amount in told]
    made.weighted_coupon = pen.computed(
        "weighted_coupon",
        "Weighted coupon: rates by amount over amount",
        ratio(weighted_sum([rate for rate, _ in told], amounts), total(amounts)),
    )
    if averages:
        _note(made, "debt.coupon-averages", f"the weighted coupon takes the average or effective "
              f"rate of {averages} rows that state no coupon")  # fmt: skip


def _life(made: DebtTable, listed: list[Tranche], pen: Pen) -> None:
    told: list[tuple[Figure, Figure]] = []
    middle = 0
    for one in listed:
        years = one.maturity_years
        if years is None or years[0] != years[1] or one.nominal is None:
            continue
        day = one.maturity or date(
            years[1], one.maturity_month or 7, 15 if one.maturity_month else 1
        )
        middle += one.maturity is None
        at = one.spans["maturity"]
        figure = pen.sourced(
            f"{one.instrument}|maturity", f"{one.instrument}, day of maturity",
            Decimal(spreadsheet_serial(day)), DAYS, at.start, at.end,
        )  # fmt: skip
        told.append((figure, one.nominal))
    if not _enough(made, told, listed, "life"):
        return
    amounts = [amount for _, amount in told]
    cover = pen.document.text.find("period ended")
    today = pen.sourced(
        "balance_sheet_day", "Balance sheet date as a day", Decimal(spreadsheet_serial(made.on)),
        DAYS, max(cover, 0), max(cover, 0) + (12 if cover >= 0 else 0),
    )  # fmt: skip
    mean = ratio(weighted_sum([day for day, _ in told], amounts), total(amounts))
    made.weighted_life = pen.computed(
        "weighted_life",
        "Weighted average life in years: mean day of maturity less the balance sheet's, over 365",
        (mean - today) / Constant(365, DAYS),
    )
    if middle:
        _note(made, "debt.life-midpoint", f"{middle} of {len(told)} maturities are stated to the "
              "month or year only; the middle of it is taken for the weighted life")  # fmt: skip


def _enough(
    made: DebtTable, told: list[tuple[Figure, Figure]], listed: list[Tranche], what: str
) -> bool:
    """Whether most of the debt tells it; says what is left out."""
    covered = sum(_value(amount) for _, amount in told)
    whole = sum(_value(one.nominal) for one in listed)
    if not told or whole <= 0 or covered < _SHARE_MIN * whole:
        _note(made, f"debt.no-weighted-{what}", f"no weighted {what}: the rows that state it are "
              "less than half of the debt")  # fmt: skip
        return False
    if len(told) < len(listed):
        _note(
            made,
            f"debt.weighted-{what}-part",
            f"the weighted {what} rests on {len(told)} of {len(listed)} rows, "
            f"{covered / whole:.1%} of the debt: those that state it",
        )
    return True


def _near(made: DebtTable, pen: Pen) -> None:
    """Of the wall, the share that falls due in its first two fiscal years."""
    limit = _months_after(made.on, 24)
    near: list[Figure] = []
    for row in made.wall:
        if row.year == THEREAFTER:
            continue
        if isinstance(row.year, str):
            first, last = (int(part) for part in row.year.split("-"))
            if first <= limit.year < last:
                return _note(made, "debt.no-24-months", "the wall's years do not divide at 24 "
                             "months")  # fmt: skip
            if last <= limit.year:
                near.append(row.amount)
        elif row.year <= limit.year:
            near.append(row.amount)
    if not any(row.year == THEREAFTER for row in made.wall) or not near:
        return None
    made.due_within_24_months = pen.computed(
        "due_within_24_months",
        "Due within two fiscal years of the balance sheet, of all that the wall shows",
        ratio(total(near), total([row.amount for row in made.wall])),
    )
    return None


def _months_after(day: date, months: int) -> date:
    return date(day.year + months // 12, day.month, min(day.day, 28))


def _note(made: DebtTable, code: str, message: str) -> None:
    made.findings.append(Finding(code, message, Severity.NOTE, where=str(made.on)))


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None and isinstance(figure.value, float) else 0.0

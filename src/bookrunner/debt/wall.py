"""The maturity wall of the tranches, for checking what the filing states or in its place."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from bookrunner.debt.maturities import THEREAFTER, Stated
from bookrunner.debt.pen import Pen
from bookrunner.debt.table import DebtTable, Tranche, WallRow
from bookrunner.debt.terms import DebtKind
from bookrunner.figures import Figure, Finding, Severity, total

_APART = 0.02
_YEARS = 5


def fiscal_year_of(one: Tranche, year_end: date) -> int:
    """The calendar year in which the fiscal year ends that a tranche matures in.

    A maturity of which only the year is told counts as in the middle of it.
    """
    assert one.maturity_years is not None
    year = one.maturity_years[1]
    month = one.maturity_month or (one.maturity.month if one.maturity else 6)
    day = one.maturity.day if one.maturity else 15
    return year + 1 if (month, day) > (year_end.month, year_end.day) else year


def wall_of_tranches(made: DebtTable, pen: Pen) -> list[WallRow]:
    """The wall where the filing states none, if every tranche has one year of maturity."""
    listed = [t for t in made.tranches if t.origin != "balance sheet"]
    if not listed:
        return []
    told = [t for t in listed if _single(t)]
    if len(told) < len(listed):
        made.findings.append(
            Finding(
                "debt.wall-incomplete",
                f"{len(listed) - len(told)} of {len(listed)} rows name no single year of maturity "
                "and are not in the wall, which the filing does not state itself",
                Severity.WARNING,
                where=str(made.on),
            )
        )
    return _rows(told, made, pen, "tranches")


def checked_wall(made: DebtTable, stated: Stated, pen: Pen) -> None:
    """Compare what the filing states with its tranches, and add what falls due thereafter."""
    listed = [
        t for t in made.tranches
        if t.origin != "balance sheet" and t.kind is not DebtKind.FINANCE_LEASE
    ]  # fmt: skip
    _thereafter(made, listed, stated, pen)
    if not listed or any(not _single(t) for t in listed):
        return
    apart: list[str] = []
    own: dict[int, float] = defaultdict(float)
    for one in listed:
        own[fiscal_year_of(one, made.on)] += _value(one.nominal)
    whole = sum(own.values())
    for due in stated.rows:
        if due.first is None or due.last is None:
            continue
        built = sum(own[year] for year in range(due.first, due.last + 1))
        if abs(built - float(due.value)) > _APART * whole:
            apart.append(f"{due.year}: {built:,.0f} by tranche, {due.value:,.0f} stated")
    if apart:
        made.findings.append(
            Finding(
                "debt.wall-apart",
                "the filing's maturities differ from its tranches (amortisation, early calls or "
                f"puts, or years named otherwise); the filing's are shown: {'; '.join(apart)}",
                Severity.NOTE,
                where=str(made.on),
            )
        )


def _thereafter(made: DebtTable, listed: list[Tranche], stated: Stated, pen: Pen) -> None:
    """What the tranches hold beyond the years that the filing names, where it stops there."""
    if any(row.is_thereafter for row in stated.rows) or not listed or len(stated.rows) < 3:
        return
    amounts = [t.nominal for t in listed if t.nominal is not None]
    named = [row.amount for row in made.wall]
    if not amounts or len(amounts) < len(listed):
        return
    rest = total(amounts) - total(named)
    if not isinstance(rest.value, float) or rest.value <= 0:
        return
    figure = pen.computed("due|thereafter", "Due thereafter: tranches less the years stated", rest)
    made.wall.append(WallRow(THEREAFTER, "Thereafter", figure, "computed"))


def _rows(told: list[Tranche], made: DebtTable, pen: Pen, source: str) -> list[WallRow]:
    by_year: dict[int | str, list[Figure]] = defaultdict(list)
    first = made.on.year + (0 if source == "tranches" and made.on.month < 12 else 1)
    for one in told:
        year = fiscal_year_of(one, made.on) if made.filing.form.startswith("10-K") else (
            one.maturity_years[1] if one.maturity_years else 0
        )  # fmt: skip
        if one.nominal is not None:
            by_year[year if year < first + _YEARS else THEREAFTER].append(one.nominal)
    years = sorted(by_year, key=lambda year: (isinstance(year, str), year))
    return [
        WallRow(
            year,
            "Thereafter" if year == THEREAFTER else str(year),
            pen.computed(f"due|{year}", f"Due {year}, by tranche", total(by_year[year])),
            source,
        )
        for year in years
    ]


def _single(one: Tranche) -> bool:
    return one.maturity_years is not None and one.maturity_years[0] == one.maturity_years[1]


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None and isinstance(figure.value, float) else 0.0

"""What a company owes, instrument by instrument, from its debt note and from imported bonds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bookrunner.debt import DebtKind, DebtTable, Tranche
from bookrunner.facts import Company
from bookrunner.figures import (
    DAYS,
    PURE,
    Figure,
    Source,
    Sourced,
    Unit,
    instant,
    parse_unit,
    sourced,
    spreadsheet_serial,
)
from bookrunner.imports import BankRow, source_of
from bookrunner.imports.values import unit_and_exponent

_MID_MONTH = 15
_MID_YEAR = 7


@dataclass(frozen=True)
class Note:
    """One instrument outstanding, with the terms by which it can be repaid early where known."""

    key: str
    """Part of its figures' keys, the only one of its name."""
    label: str
    kind: DebtKind
    rank: str
    principal: Figure
    coupon: Figure | None
    matures: date | None
    maturity: Figure | None
    """The same day as a spreadsheet's."""
    is_day_exact: bool = True
    """False where only the month or year is told, and the middle of it is taken."""
    carrying: Figure | None = None
    par_called: date | None = None
    par_call: Figure | None = None
    make_whole_spread: Figure | None = None
    call_price: Figure | None = None
    """Of a fixed call that is open, as a fraction of principal."""
    tender_price: Figure | None = None

    @property
    def has_terms(self) -> bool:
        """Whether a price to repay it early follows from what is known."""
        terms = (self.par_call, self.make_whole_spread, self.call_price, self.tender_price)
        return any(one is not None for one in terms)


def notes(
    company: Company, table: DebtTable | None, rows: Sequence[BankRow], money: Unit
) -> Sequence[Note]:
    """The instruments in the company's currency, earliest maturity first, those without one last.

    Those of the debt note where it was read, with the terms that imported bonds of the same coupon
    and year of maturity tell; else the imported bonds themselves.
    """
    imported = [_imported(company, row) for row in _newest(rows)]
    told = [] if table is None else _of_table(company, table)
    found = [_with_terms(one, imported) for one in told] or imported
    kept = [one for one in found if one.principal.unit == money]
    return sorted(kept, key=lambda one: (one.matures or date.max, one.label))


def _newest(rows: Sequence[BankRow]) -> Sequence[BankRow]:
    """Without what an earlier file says of a bond of the same coupon and month of maturity."""
    latest: dict[tuple[str, str], date] = {}
    for one in rows:
        key = _terms_of(one)
        latest[key] = max(one.file.as_of, latest.get(key, date.min))
    return [one for one in rows if one.file.as_of == latest[_terms_of(one)]]


def _terms_of(row: BankRow) -> tuple[str, str]:
    return str(Decimal(row.row.text("coupon")).normalize()), row.row.text("maturity")[
        : len("2024-08")
    ]


def _of_table(company: Company, table: DebtTable) -> list[Note]:
    made: list[Note] = []
    for one in table.tranches:
        principal = one.nominal
        if principal is None or one.origin in ("balance sheet", "remainder"):
            continue
        key = _unique(one.instrument, [other.key for other in made])
        matures, is_exact = _maturity(one)
        day = None
        if matures is not None and isinstance(principal.lineage, Sourced):
            source = replace(principal.lineage.source, citation=None, concept="")
            day = _day(company, key, "maturity", one.instrument, matures, source)
        rank = one.rank or ("secured" if "secured" in one.instrument.lower() else "")
        both = one.principal is not None and one.carrying is not None
        made.append(
            Note(
                key, one.instrument, one.kind, rank, principal, one.coupon, matures, day,
                is_day_exact=is_exact, carrying=one.carrying if both else None,
            )
        )  # fmt: skip
    return made


def _maturity(one: Tranche) -> tuple[date | None, bool]:
    if one.maturity is not None:
        return one.maturity, True
    years = one.maturity_years
    if years is None or years[0] != years[1]:
        return None, False
    month = one.maturity_month
    return date(years[1], month or _MID_YEAR, _MID_MONTH if month else 1), False


def _imported(company: Company, row: BankRow) -> Note:
    values = row.row
    name, matures = values.text("instrument"), date.fromisoformat(values.text("maturity"))
    key = _slug(f"{name} {matures:%Y}" if f"{matures:%Y}" not in name else name)
    unit, exponent = unit_and_exponent(values.text("unit"))

    def number(column: str, label: str, scale: int, of: Unit) -> Figure | None:
        if not values.text(column):
            return None
        suffix = "_rate" if column == "coupon" else ""
        return sourced(
            f"{company.prefix}.bonds.{key}.{column}{suffix}",
            f"{name}, {label}",
            Decimal(values.text(column)).scaleb(scale),
            of,
            instant(row.file.as_of),
            source_of(row, column, company),
            walls=row.file.walls,
        )

    def day(column: str) -> date | None:
        return date.fromisoformat(values.text(column)) if values.text(column) else None

    principal = number("principal", "principal", exponent, parse_unit(unit))
    assert principal is not None, "required by the kind"
    called = day("par_call_date")
    return Note(
        key=key,
        label=name,
        kind=DebtKind.NOTES,
        rank=values.text("rank"),
        principal=principal,
        coupon=number("coupon", "coupon", 0, PURE),
        matures=matures,
        maturity=_day(company, key, "maturity", name, matures, source_of(row, "maturity", company)),
        par_called=called,
        par_call=None
        if called is None
        else _day(company, key, "par call", name, called, source_of(row, "par_call_date", company)),
        make_whole_spread=number("make_whole_spread", "make-whole spread", 0, PURE),
        call_price=number("call_price", "call price", -2, PURE),
        tender_price=number("tender_price", "tender price", -2, PURE),
        is_day_exact="month" not in values.text("reference"),
    )


def _with_terms(one: Note, imported: Sequence[Note]) -> Note:
    for other in imported:
        same_coupon = (
            one.coupon is not None
            and other.coupon is not None
            and one.coupon.value == other.coupon.value
        )
        if not same_coupon or one.matures is None or other.matures is None:
            continue
        if (one.matures.year, one.matures.month) != (other.matures.year, other.matures.month):
            continue
        return replace(
            other, key=one.key, label=one.label, kind=one.kind, rank=one.rank,
            principal=one.principal, carrying=one.carrying, coupon=one.coupon,
        )  # fmt: skip
    return one


def _day(company: Company, key: str, what: str, label: str, on: date, source: Source) -> Figure:
    return sourced(
        f"{company.prefix}.bonds.{key}.{what.replace(' ', '_')}_day",
        f"{label}, {what}",
        Decimal(spreadsheet_serial(on)),
        DAYS,
        instant(on),
        source,
    )


def _unique(text: str, taken: Sequence[str]) -> str:
    key, again = _slug(text), 1
    while (key if again == 1 else f"{key}_{again}") in taken:
        again += 1
    return key if again == 1 else f"{key}_{again}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:48] or "note"

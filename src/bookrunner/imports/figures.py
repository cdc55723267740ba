"""Imported values as figures that walk back to their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.facts import STANDARD_LINES, Company, Kind
from bookrunner.figures import (
    Figure,
    Period,
    Source,
    days_after,
    instant,
    parse_unit,
    sourced,
)
from bookrunner.imports.store_sql import BankRow
from bookrunner.imports.values import unit_and_exponent

_LABELS = {line.key: line.label for line in STANDARD_LINES}
_KINDS = {line.key: line.kind for line in STANDARD_LINES}


@dataclass(frozen=True)
class Estimate:
    """What analysts expect of a line in one fiscal year or quarter."""

    line: str
    period: str
    """As the company names it: ``FY2025``."""
    period_end: date
    statistic: str
    """``mean``, ``median``, ``high`` or ``low``."""
    contributors: int
    as_of: date
    figure: Figure


def source_of(row: BankRow, column: str, company: Company | None = None) -> Source:
    """The cell that a value was read from, as source notes say it."""
    file = row.file
    return Source(
        system=file.source,
        document=file.name,
        as_of=file.as_of,
        concept=row.row.values[column].place,
        accepted_at=file.as_of,
        licence=file.licence,
        subject=company.ticker if company else "",
    )


def amount(row: BankRow, column: str, key: str, name: str, at: Period) -> Figure | None:
    """An amount of a row as a figure in single units of its column ``unit``; None where empty."""
    if column not in row.row.values:
        return None
    unit, exponent = unit_and_exponent(row.row.text("unit"))
    value = Decimal(row.row.text(column)).scaleb(exponent)
    source = source_of(row, column)
    return sourced(key, name, value, parse_unit(unit), at, source, walls=row.file.walls)


def estimates(company: Company, rows: Sequence[BankRow]) -> Sequence[Estimate]:
    """A company's estimates, each a figure in single units, earliest period first.

    Args:
        rows: Of the kind ``estimates`` and of this company.
    """
    found = []
    for one in rows:
        row = one.row
        end = date.fromisoformat(row.text("period_end"))
        line, statistic = row.text("line"), row.text("statistic") or "mean"
        period = row.text("period")
        found.append(
            Estimate(
                line=line,
                period=period,
                period_end=end,
                statistic=statistic,
                contributors=int(row.text("contributors")),
                as_of=one.file.as_of,
                figure=_figure(
                    company,
                    one,
                    key=f"estimate.{line}.{statistic}",
                    name=f"{_LABELS[line]}, {statistic} estimate for {period}",
                    period=_period(line, period, end),
                ),
            )
        )
    return sorted(found, key=lambda one: (one.period_end, one.line, one.statistic))


def planned(company: Company, row: BankRow, period: Period) -> Figure:
    """A line of a plan as a figure in single units.

    Args:
        period: The days that the row's period means in the company's calendar.
    """
    line = row.row.text("line")
    return _figure(
        company,
        row,
        key=f"plan.{line}",
        name=f"{_LABELS[line]}, {row.row.text('case')}",
        period=period,
        case=row.row.text("case"),
    )


def _figure(
    company: Company,
    row: BankRow,
    *,
    key: str,
    name: str,
    period: Period,
    case: str = "",
) -> Figure:
    unit, exponent = unit_and_exponent(row.row.text("unit"))
    value = Decimal(row.row.text("value")).scaleb(exponent)
    return sourced(
        f"{company.prefix}.{key}",
        name,
        value,
        parse_unit(unit),
        period,
        source_of(row, "value", company),
        case=case,
        walls=row.file.walls,
    )


def _period(line: str, period: str, end: date) -> Period:
    """The days an estimate is for; their first day is told by the length alone."""
    if _KINDS[line] is Kind.BALANCE:
        return instant(end)
    return Period(days_after(end, -91 if period.startswith("Q") else -364), end)

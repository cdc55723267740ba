"""Levels of the market that were brought, as lines of the brief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.app import Desk
from bookrunner.imports import MARKET_SERIES, BankRow
from bookrunner.monitor import BriefLine, Proof

_STALE_DAYS = 5
_NEAR_DAYS = 5
_HORIZONS = (("1d", 1), ("1w", 7))
_IN_POINTS = frozenset({"percent", "%", "bp"})


def market_lines(desk: Desk, since: date, to: date) -> Iterator[BriefLine]:
    """A line for each series with a level of these days or of the few before."""
    by_name: dict[str, list[BankRow]] = {}
    for one in desk.imports.rows(MARKET_SERIES, desk.viewer, as_of=to):
        if not one.file.walls and date.fromisoformat(one.row.text("date")) <= to:
            by_name.setdefault(one.row.text("series"), []).append(one)
    for name, rows in sorted(by_name.items()):
        rows.sort(key=lambda one: one.row.text("date"))
        if _day(rows[-1]) >= since - timedelta(days=_STALE_DAYS):
            yield _line(name, rows)


def _line(name: str, rows: Sequence[BankRow]) -> BriefLine:
    last = rows[-1]
    unit = last.row.text("unit").strip().lower()
    level = _level(last)
    moves = [f"{horizon} {_move(rows, days, unit)}" for horizon, days in _HORIZONS]
    moves.append(f"YTD {_since_year_end(rows, unit)}")
    shown = f"{level:,f}{'%' if unit in ('percent', '%') else ' bp' if unit == 'bp' else ''}"
    value = last.row.values["value"]
    return BriefLine(
        section="markets",
        company=name,
        says=shown,
        why=", ".join(moves),
        at=f"{last.row.text('date')} {last.row.text('time')}".strip(),
        weight=1,
        form=last.row.text("class"),
        proof=Proof(value.text, "", "", "", 0, 0, source=f"{last.file.name} {value.place}"),
    )


def _move(rows: Sequence[BankRow], days: int, unit: str) -> str:
    return _against(rows, _day(rows[-1]) - timedelta(days=days), unit)


def _since_year_end(rows: Sequence[BankRow], unit: str) -> str:
    return _against(rows, date(_day(rows[-1]).year - 1, 12, 31), unit)


def _against(rows: Sequence[BankRow], day: date, unit: str) -> str:
    """The last level against that of about the day; NA where none is kept of it."""
    near = [one for one in rows if 0 <= (day - _day(one)).days <= _NEAR_DAYS]
    if not near or near[-1].row.text("unit").strip().lower() != unit:
        return "NA"
    now, then = _level(rows[-1]), _level(near[-1])
    if unit in _IN_POINTS:
        points = (now - then) * (1 if unit == "bp" else 100)
        return f"{points:+.0f} bp"
    return f"{(now / then - 1) * 100:+.1f}%" if then > 0 else "NM"


def _level(one: BankRow) -> Decimal:
    return Decimal(one.row.text("value"))


def _day(one: BankRow) -> date:
    return date.fromisoformat(one.row.text("date"))

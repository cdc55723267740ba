"""The page of ``shares``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen
from bookrunner.operations.shares_shapes import Shares


def shares(answer: Shares, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The classes, the tranches below, and what they make at the price."""
    screen = Screen()
    company = answer.company
    screen.line(f"{company.name} ({company.ticker or company.cik}): shares", "bold")
    if answer.price is not None:
        screen.line(f"at {answer.price:,.2f} {answer.currency} a share", "dim")
    screen.line()
    columns = [
        Column("", wraps=True),
        Column("number", is_number=True),
        Column("strike", is_number=True),
        Column("new shares", is_number=True),
        Column("date"),
    ]
    screen.words(columns, _rows(answer))
    screen.line()
    if answer.diluted_shares is not None and answer.equity_value is not None:
        screen.line(f"diluted shares {answer.diluted_shares:,.0f}", "bold")
        screen.line(f"equity value   {answer.equity_value:,.0f} {answer.currency}", "bold")
        screen.line()
        screen.line(f"where it comes from: bookrunner why {answer.diluted_shares_id}", "dim")
    remarks(screen, answer.findings, notes=True)


def _rows(answer: Shares) -> list[Row]:
    rows = [
        Row((one.name, f"{one.count:,.0f}", "", "", one.date.isoformat()))
        for one in answer.basic.classes
    ]
    if answer.basic.total is not None:
        rows.append(Row(("Basic shares", f"{answer.basic.total:,.0f}", "", "", ""), "bold"))
    for tranche in answer.tranches:
        strike = "" if tranche.strike is None else f"{tranche.strike:,.2f}"
        new = _whole(tranche.dilution)
        name = f"{tranche.name} ({tranche.kind})"
        rows.append(Row((name, f"{tranche.number:,.0f}", strike, new, tranche.date.isoformat())))
    for convert in answer.converts:
        price = f"{convert.conversion_price:,.2f}"
        rows.append(
            Row((convert.name, f"{convert.shares:,.0f}", price, _whole(convert.dilution), ""))
        )
    return rows


def _whole(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}"

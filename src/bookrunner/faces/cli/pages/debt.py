"""The page of ``debt``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen
from bookrunner.figures import Format, show
from bookrunner.operations.debt_shapes import DebtAnswer, DebtTranche
from bookrunner.operations.responses import Number

_COLUMNS = (
    Column("instrument", wraps=True),
    Column("rank"),
    Column("rate", is_number=True),
    Column("due", is_number=True),
    Column("principal", is_number=True),
    Column("carrying", is_number=True),
)


def debt(answer: DebtAnswer, flags: Mapping[str, bool]) -> None:
    """Tranches, what stands between them and the balance sheet, maturities and liquidity."""
    screen = Screen()
    company, filing = answer.company, answer.filing
    screen.line(f"{company.name} ({company.ticker or company.cik}): debt", "bold")
    money = "$" if answer.currency == "USD" else answer.currency
    screen.line(
        f"{money} in millions at {filing.period_end}, from the {filing.form} {filing.accession}",
        "dim",
    )
    if answer.tranches:
        screen.line()
        screen.words(_COLUMNS, _tranches(answer.tranches))
        screen.line()
        screen.numbers([("",)], _footing(answer))
    if answer.pro_forma:
        screen.line()
        screen.line("issued after the balance sheet date, in no sum above", "bold")
        screen.words(_COLUMNS, _tranches(answer.pro_forma))
    _wall(screen, answer)
    _measures(screen, answer)
    if flags["sources"]:
        _sources(screen, [*answer.tranches, *answer.pro_forma])
    remarks(screen, answer.findings, notes=True)


def _tranches(tranches: Sequence[DebtTranche]) -> list[Row]:
    return [
        Row(
            (
                one.instrument if one.kind in one.instrument.lower() or one.kind in (
                    "notes", "other"
                ) else f"{one.instrument} [{one.kind}]",
                one.rank or "",
                _rate(one),
                _due(one),
                _money(one.principal),
                _money(one.carrying),
            )
        )
        for one in tranches
    ]  # fmt: skip


def _footing(answer: DebtAnswer) -> list[Row]:
    rows = [
        Row((one.label, _number(one.amount)), "" if one.counted else "dim")
        for one in answer.adjustments
    ]
    told = (
        ("total", answer.total, "bold"),
        ("debt on the balance sheet", answer.balance_sheet_debt, ""),
        ("difference", answer.difference, ""),
    )
    rows += [Row((label, _number(n)), style) for label, n, style in told if n is not None]
    if answer.foots is not None:
        verdict = "foots within 0.5%" if answer.foots else "DOES NOT FOOT within 0.5%"
        rows.append(Row((verdict, ""), "" if answer.foots else "bold"))
    return rows


def _wall(screen: Screen, answer: DebtAnswer) -> None:
    if not answer.wall:
        return
    screen.line()
    titles = [(str(row.year),) for row in answer.wall]
    amounts = tuple(_money(row.amount) for row in answer.wall)
    screen.numbers(titles, [Row(("due", *amounts))], label="fiscal year ending in")
    source = {
        "tags": "as the filing tags its maturities",
        "table": "as the filing's table states them",
        "tranches": "built from the tranches; the filing states none",
    }.get(answer.wall[0].source, "")
    screen.line(source, "dim")


def _measures(screen: Screen, answer: DebtAnswer) -> None:
    rows: list[Row] = []
    for label, number, form in (
        ("weighted coupon", answer.weighted_coupon, Format.PERCENT3),
        ("weighted life, years", answer.weighted_life, Format.YEARS),
        ("due within two fiscal years", answer.due_within_24_months, Format.PERCENT1),
    ):
        if number is not None and isinstance(number.value, float):
            rows.append(Row((label, show(number.value, form))))
    for name, part in answer.liquidity.parts.items():
        rows.append(Row((name.replace("_", " "), "not stated" if part is None else _number(part))))
    if answer.liquidity.total is not None:
        rows.append(Row(("liquidity", _number(answer.liquidity.total)), "bold"))
    screen.line()
    screen.numbers([("",)], rows)


def _sources(screen: Screen, tranches: Sequence[DebtTranche]) -> None:
    screen.line()
    screen.line("where each row stands", "bold")
    for one in tranches:
        screen.line(f"{one.instrument}, accession {one.accession}")
        for name, at in one.citations.items():
            span = f"[{at.span[0]}, {at.span[1]}]" if at.span else "a formula"
            screen.line(f"    {name}: {' '.join(at.words.split())[:90]} {span} {at.id}", "dim")


def _rate(one: DebtTranche) -> str:
    if one.coupon is not None:
        return show(float(one.coupon), Format.PERCENT3)
    if one.coupon_range is not None:
        low, high = one.coupon_range
        return f"{show(float(low), Format.PERCENT3)}-{show(float(high), Format.PERCENT3)}"
    if one.benchmark is not None:
        margin = "" if one.margin is None else f" + {show(float(one.margin), Format.PERCENT3)}"
        return f"{one.benchmark}{margin}"
    if one.effective_rate is not None:
        return f"{show(float(one.effective_rate), Format.PERCENT3)} avg"
    return ""


def _due(one: DebtTranche) -> str:
    if one.maturity is not None:
        return one.maturity.isoformat()
    if one.maturity_years is None:
        return ""
    first, last = one.maturity_years
    if first is None:
        return f"to {last}"
    return str(last) if first == last else f"{first}-{last}"


def _money(value: object) -> str:
    return "" if value is None else show(float(str(value)), Format.MONEY_MM)


def _number(number: Number | None) -> str:
    if number is None or not isinstance(number.value, float):
        return ""
    return show(number.value, Format.MONEY_MM)

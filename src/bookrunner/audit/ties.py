"""Identities that lines of one column must keep, whatever the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bookrunner.audit.flaws import Flaw, error
from bookrunner.audit.lines import column_values, line_of, lines_of
from bookrunner.audit.sheets import Book, Cell, Sheet

_TOLERANCE = 1e-3
_OTHER_CLAIMS = re.compile(
    r"minority|non-?controlling|preferred|pension|lease|affiliate|investments|other claims|converti"
)


def tie_flaws(book: Book) -> Iterator[Flaw]:
    """Columns whose lines do not tie."""
    cash: dict[str, Cell] = {}
    ending: list[tuple[str, Cell]] = []
    for sheet in book.sheets.values():
        lines = lines_of(sheet)
        if not lines:
            continue
        has_claims = any(
            _OTHER_CLAIMS.search(sheet.label(cells[-1])) for cells in sheet.rows.values()
        )
        columns = column_values(sheet, lines)
        for held in columns.values():
            yield from _column(book, held, has_claims=has_claims)
        yield from _sources_and_uses(book, sheet)
        is_balance = "total_assets" in lines.values()
        for held in columns.values():
            if is_balance and "cash" in held:
                cash.setdefault(_head(sheet, held["cash"]), held["cash"])
            if "ending_cash" in held:
                ending.append((_head(sheet, held["ending_cash"]), held["ending_cash"]))
    for head, cell in ending:
        other = cash.get(head)
        if head and other is not None and not _same(_value(cell), _value(other)):
            yield error(
                book, cell, "cash-tie",
                f"it is {_value(cell):,.6g}; the balance sheet has {_value(other):,.6g} in "
                f"{other.sheet}!{other.name}",
                "find the flow that is missing",
            )  # fmt: skip


def _sources_and_uses(book: Book, sheet: Sheet) -> Iterator[Flaw]:
    """Totals that stand side by side, each once on its sheet."""
    totals: dict[str, list[Cell]] = {}
    for cell in sheet.cells.values():
        if cell.number is not None and "total" in (label := sheet.label(cell)):
            totals.setdefault(line_of(label), []).append(cell)
    sources, uses = totals.get("total_sources", ()), totals.get("total_uses", ())
    if len(sources) != 1 or len(uses) != 1 or sources[0].column == uses[0].column:
        return  # in one column they are held as any other balance
    one, other = _value(sources[0]), _value(uses[0])
    if not _same(one, other):
        yield error(
            book, sources[0], "balance", f"sources are not uses: {one:,.6g} against {other:,.6g}",
            "find what is missing; never plug it",
        )  # fmt: skip


def _head(sheet: Sheet, cell: Cell) -> str:
    return sheet.head(cell)


def _column(book: Book, held: Mapping[str, Cell], *, has_claims: bool) -> Iterator[Flaw]:
    def value(key: str) -> float | None:
        return _value(held[key]) if key in held else None

    for left, right, name in (
        ("total_assets", "total_liabilities_equity", "the balance sheet does not balance"),
        ("total_sources", "total_uses", "sources are not uses"),
    ):
        one, other = value(left), value(right)
        if one is not None and other is not None and not _same(one, other):
            yield error(
                book, held[left], "balance", f"{name}: {one:,.6g} against {other:,.6g}",
                "find what is missing; never plug it",
            )  # fmt: skip
    for whole, first, second, name in _DIFFERENCES:
        if whole in held and first in held and second in held:
            yield from _difference(book, held, (whole, first, second), name)
    parts = [value(key) for key in ("ending_cash", "beginning_cash", "change_in_cash")]
    if None not in parts and not _same(parts[0], parts[1] + parts[2]):  # type: ignore[operator]
        yield error(
            book, held["ending_cash"], "cash-tie", "it is not opening cash and the year's change",
            "find the flow that is missing",
        )  # fmt: skip
    yield from _bridge(book, held, has_claims=has_claims)
    weights = value("equity_weight"), value("debt_weight")
    if weights[0] is not None and weights[1] is not None and not _same(weights[0] + weights[1], 1):
        yield error(
            book, held["debt_weight"], "weights",
            f"the weights of debt and equity add up to {weights[0] + weights[1]:.1%}",
            "take both over the same total",
        )  # fmt: skip


_DIFFERENCES: Sequence[tuple[str, str, str, str]] = (
    ("gross_profit", "revenue", "cost_of_revenue", "revenue less cost of revenue"),
    ("ebit", "ebitda", "depreciation", "EBITDA less D&A"),
)


def _difference(
    book: Book, held: Mapping[str, Cell], keys: tuple[str, str, str], name: str
) -> Iterator[Flaw]:
    """One line is another less a third; the third may be kept below zero."""
    whole, first, second = (_value(held[key]) for key in keys)
    if _same(whole, first - abs(second)):
        return
    if _same(whole, first + abs(second)):
        yield error(
            book,
            held[keys[0]],
            "sign",
            f"it is {name.replace(' less ', ' plus ')}",
            "turn the sign",
        )
    elif held[keys[0]].formula is not None:
        yield error(
            book, held[keys[0]], "tie",
            f"it is {whole:,.6g}, and {name} is {first - abs(second):,.6g}",
            "find what stands between them, and show it",
        )  # fmt: skip


def _bridge(book: Book, held: Mapping[str, Cell], *, has_claims: bool) -> Iterator[Flaw]:
    keys = ("enterprise_value", "equity_value", "net_debt")
    if not all(key in held for key in keys):
        return
    value, equity, debt = (_value(held[key]) for key in keys)
    if not debt or _same(value, equity + debt):
        return
    if _same(value, equity - debt):
        at = held["equity_value"] if held["equity_value"].formula else held["enterprise_value"]
        yield error(
            book, at, "sign", "net debt goes into the bridge with the wrong sign",
            "enterprise value is equity value plus net debt",
        )  # fmt: skip
    elif not has_claims:
        yield error(
            book, held["enterprise_value"], "tie",
            f"it is {value:,.6g}, and equity value plus net debt is {equity + debt:,.6g}",
            "show what else stands between them",
        )  # fmt: skip


def _value(cell: Cell) -> float:
    number = cell.number
    assert number is not None
    return number


def _same(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return False
    return abs(left - right) <= _TOLERANCE * max(abs(left), abs(right), 1e-9)

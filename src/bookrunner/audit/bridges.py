"""Sums of a model whose parts have a sign: free cash flow, enterprise value and equity value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookrunner.audit.flaws import Flaw, error
from bookrunner.audit.formulas import Formula
from bookrunner.audit.lines import is_step, line_of, meaning
from bookrunner.audit.reads import Read, all_reads
from bookrunner.audit.sheets import Book, Cell

_CLAIMS = frozenset({"debt", "minority", "preferred"})
_PARTS = _CLAIMS | {"cash", "net_debt"}
_FROM = {"enterprise_value": "equity_value", "equity_value": "enterprise_value"}
"""What each value is built from."""
_GAP_READS_MIN = 3


def bridge_flaws(book: Book) -> Iterator[Flaw]:
    """Parts with the wrong sign, and parts left out."""
    for sheet, cell, formula in book.formulas():
        if "*" in formula.text or "/" in formula.text:
            continue
        line = line_of(meaning(sheet, cell))
        reads = list(all_reads(book, cell, formula))
        if line == "free_cash_flow":
            yield from _flows(book, cell, reads)
        if line in _FROM:
            yield from _claims(book, cell, line, reads)
        yield from _gap(book, cell, formula)


def _flows(book: Book, cell: Cell, reads: Sequence[Read]) -> Iterator[Flaw]:
    for read, words, sign in reads:
        if _is_turned(line_of(words), sign, read.number):
            yield _wrong_sign(book, cell, read, words, "cash flow")


def _is_turned(line: str, sign: int, value: float | None) -> bool:
    """Whether an amount goes into free cash flow with the wrong sign.

    Costs may be kept below zero, and so may an increase of working capital.
    """
    if value is None or value == 0:
        return False
    if line == "working_capital_increase":
        return sign > 0 and value > 0
    if line == "capex":
        return sign * value > 0
    if line == "taxes":
        return sign > 0 and value > 0
    return line == "depreciation" and sign * value < 0


def _claims(book: Book, cell: Cell, line: str, reads: Sequence[Read]) -> Iterator[Flaw]:
    """Debt and the like raise enterprise value and lower equity value; cash does the reverse."""
    if _FROM[line] not in {line_of(words) for _, words, _ in reads}:
        return
    up = 1 if line == "enterprise_value" else -1
    for read, words, sign in reads:
        part, value = line_of(words), read.number or 0.0
        is_wrong = (part in _CLAIMS and sign * value * up < 0) or (
            part == "cash" and sign * value * up > 0
        )
        if is_wrong or (part == "net_debt" and value > 0 and sign * up < 0):
            yield _wrong_sign(book, cell, read, words, line.replace("_", " "))


def _gap(book: Book, cell: Cell, formula: Formula) -> Iterator[Flaw]:
    """Cells of one column added one by one, but for a part that stands between them."""
    areas = [area for area in formula.areas if area.is_cell and not area.sheet]
    columns = {area.left for area in areas}
    if formula.functions or len(areas) < _GAP_READS_MIN or len(columns) != 1:
        return
    rows = {area.top for area in areas}
    sheet, (column,) = book.sheets[cell.sheet], columns
    skipped = [row for row in range(min(rows), max(rows)) if row not in rows]
    if len(skipped) == 1:
        between = sheet.get(skipped[0], column)
        if between is None or between.number is None or between is cell:
            return
        words = sheet.label(between)
        if is_step(words) or (line_of(sheet.label(cell)) in _FROM and line_of(words) in _PARTS):
            yield error(
                book, cell, "sum-leaves-out",
                f"it leaves out {between.name} ({words[:40]}), which stands between its parts",
                "take it in",
            )  # fmt: skip


def _wrong_sign(book: Book, cell: Cell, read: Cell, words: str, into: str) -> Flaw:
    return error(
        book, cell, "sign",
        f"{read.sheet}!{read.name} ({words[:40]}) goes into {into} with the wrong sign",
        "turn its sign",
    )  # fmt: skip

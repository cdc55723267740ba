"""Rules about the values of a row: years, units, signs, multiples, the model's own checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from bookrunner.audit.flaws import Flaw, error, warning
from bookrunner.audit.lines import MULTIPLE, line_of, meaning
from bookrunner.audit.sheets import Book, Cell, Sheet, year_of

_RATE = re.compile(
    r"\bgrowth\b|\bmargin\b|\brate\b|\byield\b|\bwacc\b|cost of (?:debt|equity|capital)"
)
_CHECK = re.compile(r"(?:[\w &-]+ )?check(?:\s*[:(].*)?|out of balance|difference")
_NET_CASH = re.compile(r"debt|leverage|cash")
"""What may be below zero and mean something: a company with more cash than debt."""
_DIFFERENCE = re.compile(r"\b(?:less|minus|change|difference|spread|shift|step)\b")
_TIMES = re.compile(r"0\s*[\\\"]?x")
_FAILED = re.compile(r"\bchecks? fail|\bnot ok\b|out of balance|does not balance", re.IGNORECASE)
_ONE_SIGN = frozenset({"capex", "depreciation", "cost_of_revenue", "debt", "cash", "revenue"})
"""Lines that do not change their sign from year to year."""
_SIGNS_MIN = 3
_SCALES = (500.0, 2000.0)


def row_flaws(book: Book) -> Iterator[Flaw]:
    """Values that cannot stand where they do."""
    for sheet in book.sheets.values():
        for row in sheet.rows.values():
            yield from _years(book, row)
            yield from _discount_factors(book, sheet, row)
            for run in _side_by_side(row):
                yield from _scale(book, run)
            yield from _percent(book, sheet, row)
            yield from _turned(book, sheet, row)
            for cell in row:
                yield from _check(book, sheet, cell)
                yield from _zero_multiple(book, cell)


def _years(book: Book, row: Sequence[Cell]) -> Iterator[Flaw]:
    """A heading of years, side by side, in which one does not follow the one before."""
    run: list[tuple[Cell, int]] = []
    for cell in [*row, None]:
        year = year_of(cell) if cell is not None else None
        if cell is not None and year is not None and (
            not run or run[-1][0].column + 1 == cell.column
        ):  # fmt: skip
            run.append((cell, year))
            continue
        steps = [later[1] - earlier[1] for earlier, later in pairwise(run)]
        if len(steps) >= 3 and 1 <= sum(step != 1 for step in steps) <= 2 and steps.count(1) >= 2:
            wrong = next(place for place, step in enumerate(steps) if step != 1)
            yield error(
                book, run[wrong + 1][0], "period-heading",
                f"{run[wrong + 1][1]} stands behind {run[wrong][1]} in a row of years",
                "name the year that the column holds",
            )  # fmt: skip
        run = [] if cell is None or year is None else [(cell, year)]


def _turned(book: Book, sheet: Sheet, row: Sequence[Cell]) -> Iterator[Flaw]:
    """A typed cost on the other side of zero than the rest of its row."""
    told = [(cell, value) for cell, value in _numbers(row) if value]
    if len(told) <= _SIGNS_MIN or line_of(sheet.label(told[-1][0])) not in _ONE_SIGN:
        return
    for sign in (1, -1):
        odd = [cell for cell, value in told if value * sign < 0]
        if len(odd) == 1 and odd[0].is_typed_number:
            yield error(
                book, odd[0], "sign", "it has the other sign than the rest of its row",
                "turn its sign",
            )  # fmt: skip


def _numbers(row: Sequence[Cell]) -> list[tuple[Cell, float]]:
    return [(cell, cell.number) for cell in row if cell.number is not None]


def _discount_factors(book: Book, sheet: Sheet, row: Sequence[Cell]) -> Iterator[Flaw]:
    told = _numbers(row)
    if len(told) < 2 or not re.fullmatch(r"(?:pv |discount )factors?", sheet.label(told[0][0])):
        return
    for (_, before), (cell, value) in pairwise(told):
        if value >= before or value > 1:
            yield error(
                book, cell, "discount-factor",
                f"the factor {value:.4f} is not below that of the year before, {before:.4f}",
                "discount by one year more",
            )  # fmt: skip
            return


def _side_by_side(row: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    """The numbers of a row, those of each of its tables."""
    numbers = [cell for cell, _ in _numbers(row)]
    for _, group in groupby(enumerate(numbers), key=lambda one: one[1].column - one[0]):
        yield [cell for _, cell in group]


def _scale(book: Book, row: Sequence[Cell]) -> Iterator[Flaw]:
    """A typed amount a thousand times its neighbours, or a thousandth."""
    told = [(cell, abs(value)) for cell, value in _numbers(row) if value]
    if len(told) < 3 or year_of(told[0][0]) is not None:
        return
    for place, (cell, value) in enumerate(told):
        if not cell.is_typed_number:
            continue
        others = [other for n, (_, other) in enumerate(told) if n != place]
        low, high = min(others), max(others)
        if high > 20 * low:
            continue
        times = max(value / high, low / value)
        if _SCALES[0] <= times <= _SCALES[1] * 2.5 and min(
            abs(value / other - scale) / scale
            for other in (low, high)
            for scale in (1000.0, 0.001)
        ) < 0.75:  # fmt: skip
            yield error(
                book, cell, "scale", f"{value:,.6g} is about a thousand times off its row",
                "bring it to the unit of the row",
            )  # fmt: skip


def _percent(book: Book, sheet: Sheet, row: Sequence[Cell]) -> Iterator[Flaw]:
    """A rate typed as 5 that is meant as 5%, by its format or by the rest of its row."""
    told = _numbers(row)
    for cell, value in told:
        label = sheet.label(cell)
        if not cell.is_typed_number or not 1.5 <= abs(value) <= 100:
            continue
        others = [
            abs(other) for one, other in told if one is not cell and sheet.label(one) == label
        ]
        is_percent = "%" in cell.number_format or (len(others) > 1 and max(others) < 1)
        if is_percent and (_RATE.search(label) or "%" in label):
            yield error(
                book, cell, "percent-scale", f"a rate of {value:.0%} is typed",
                f"type {value:g}% as {value / 100:g}",
            )  # fmt: skip


def _check(book: Book, sheet: Sheet, cell: Cell) -> Iterator[Flaw]:
    label = sheet.label(cell)
    if cell.formula is not None and isinstance(cell.value, str) and _FAILED.search(cell.value):
        yield error(book, cell, "check-fails", f"the model's own verdict is {cell.value[:40]!r}",
                    "find what does not tie")  # fmt: skip
        return
    is_verdict = cell.value is False and re.search(r"check", sheet.name, re.IGNORECASE)
    if cell.formula is None or not (is_verdict or _CHECK.fullmatch(label)):
        return
    if any(str(one.value).lower() == "warning" for one in sheet.rows[cell.row]):
        return  # the workbook says itself that this check may fail
    number = cell.number
    if cell.value is False or (number is not None and abs(number) > 0.01 and abs(number) != 1.0):
        told = "FALSE" if number is None else f"{number:,.4g}"
        yield error(book, cell, "check-fails", f"the model's own check shows {told}",
                    "find what does not tie")  # fmt: skip


def _zero_multiple(book: Book, cell: Cell) -> Iterator[Flaw]:
    number = cell.number
    if number is None or number > 0:
        return
    sheet = book.sheets[cell.sheet]
    words = f"{sheet.label(cell)} {sheet.head(cell)}"
    is_multiple = _TIMES.search(cell.number_format) or MULTIPLE.fullmatch(meaning(sheet, cell))
    if not is_multiple or _NET_CASH.search(words) or _DIFFERENCE.search(words):
        return  # a difference of two multiples may be zero or below
    if cell.formula is not None and "IFERROR" in cell.formula.functions and number == 0:
        return  # told as nm-as-zero
    if number == 0:
        yield error(book, cell, "nm-as-zero", "a multiple of zero stands where none is meaningful",
                    "show NM and leave it out of statistics")  # fmt: skip
    else:
        yield warning(book, cell, "negative-multiple", f"a multiple of {number:.1f}x means nothing",
                      "show NM and leave it out of statistics")  # fmt: skip

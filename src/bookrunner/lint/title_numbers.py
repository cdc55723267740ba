"""Numbers of titles that the page does not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from bookrunner.lint.amounts import PERCENT, PLAIN, POINTS, TIMES, Amount, amounts, same
from bookrunner.lint.flaws import DeckFlaw, error
from bookrunner.lint.furnishing import is_figures
from bookrunner.lint.pages import Exhibit, Page, Role

_POINTS_MAX = 60
"""Values in a row beyond which differences are not tried: they would explain anything."""


def title_number_flaws(page: Page) -> Iterator[DeckFlaw]:
    """Amounts in the title that are neither on the page nor a simple step from what is."""
    exhibits = [one for one in page.exhibits if is_figures(one)]
    claimed = [one for one in amounts(page.title) if not one.is_count]
    if not exhibits or not claimed:
        return
    shown = [amount for one in page.exhibits for amount in one.cells.values()]
    shown += [
        amount for words in page.texts(Role.BODY, Role.FOOTNOTE) for amount in amounts(words.text)
    ]
    for one in page.exhibits:
        for text in (*one.rows, *one.columns, *one.printed.values(), one.corner):
            shown += amounts(text)
    for claim in claimed:
        if any(same(claim, one) for one in shown):
            continue
        if any(same(claim, one) for exhibit in exhibits for one in _steps(exhibit, claim.unit)):
            continue
        yield error(
            "title-number", page.number, page.title_shape, claim.printed,
            f"the title says {claim.printed}, and neither exhibit nor text of the page shows it",
            "show the figure in the exhibit, or take the title's number from it",
        )  # fmt: skip


def _steps(exhibit: Exhibit, unit: str) -> Iterator[Amount]:
    """What a reader works out at once: changes along a row, its total, and shares of a total."""
    lines = [[one for _, one in exhibit.row(at)] for at in range(len(exhibit.rows))]
    columns = [[one for _, one in exhibit.column(at)] for at in range(len(exhibit.columns))]
    for line in lines:
        if 2 <= len(line) <= _POINTS_MAX:
            yield from _changes(line, unit)
    for line in (*lines, *columns):
        if 2 <= len(line) <= _POINTS_MAX:
            yield from _sums(line, unit)


def _changes(line: Sequence[Amount], unit: str) -> Iterator[Amount]:
    pairs = dict.fromkeys([*pairwise(line), (line[0], line[-1])])
    for one, other in pairs:
        before, after = one.value, other.value
        if unit in (PERCENT, TIMES) and before and not _is_rate(one):
            ratio = after / before
            yield _worked(ratio if unit == TIMES else (ratio - 1) * 100, unit)
            if unit == PERCENT and ratio > 0:
                years = len(line) - 1
                yield _worked((Decimal(float(ratio) ** (1 / years)) - 1) * 100, unit)
        elif unit == POINTS:
            for power in (0, 2, 4):
                yield _worked((after - before).scaleb(power), unit)
        # A difference has the error of both that it was worked out from.
        yield Amount(after - before, one.half + other.half, one.unit, "")


def _sums(line: Sequence[Amount], unit: str) -> Iterator[Amount]:
    total = sum((one.value for one in line), Decimal(0))
    if unit == PLAIN:
        yield Amount(total, sum((one.half for one in line), Decimal(0)), line[0].unit, "")
    if unit == PERCENT and total and not any(_is_rate(one) for one in line):
        largest = max(line, key=lambda one: abs(one.value)).value
        for one in line:
            yield _worked(one.value / total * 100, unit)
            if largest:
                yield _worked(one.value / largest * 100, unit)


def _is_rate(one: Amount) -> bool:
    return one.unit in (PERCENT, POINTS)


def _worked(value: Decimal, unit: str) -> Amount:
    return Amount(value, Decimal("0.02") if unit == PERCENT else Decimal("0.005"), unit, "")

"""Numbers of titles that the page does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from bookrunner.lint.amounts import PERCENT, PLAIN, POINTS, TIMES, Amount, amounts, same
from bookrunner.lint.flaws import DeckFlaw, error
from bookrunner.lint.furnishing import is_figures
from bookrunner.lint.pages import Exhibit, Page, Role
from bookrunner.lint.periods import period_of, periods_in

_MOVED_BY = re.compile(
    r"\b(?:grew|rose|increased|climbed|fell|declined|decreased|dropped|up|down)\s+(?:by\s+)?$",
    re.IGNORECASE,
)
_NO_MOVE = re.compile(r"\b(?:margin|share)\b", re.IGNORECASE)
_MOVE = re.compile(r"%|\bpercent|\b(?:growth|change|cagr|yoy|y/y|increase|decrease)\b", re.I)
_HEDGE = re.compile(
    r"(?:\b(?P<bound>more than|over|above|at least|exceed(?:s|ed|ing)?|less than|under|below|up to)"
    r"|\b(?:about|around|approximately|roughly|nearly|almost|some|circa|ca\.|c\.)|~)\s*[$€£]?\s*$",
    re.IGNORECASE,
)
_BOUND_SHARE, _ABOUT_SHARE = Decimal("0.2"), Decimal("0.05")
"""How far a figure may lie from what a title says it is over, or about."""
_POINTS_MAX = 60
"""Values in a row beyond which differences are not tried: they would explain anything."""


def title_number_flaws(page: Page) -> Iterator[DeckFlaw]:
    """Amounts in the title that are neither on the page nor a simple step from what is."""
    exhibits = [one for one in page.exhibits if is_figures(one)]
    claimed = [one for one in amounts(page.title) if not one.is_count]
    if not exhibits or not claimed:
        return
    shown: list[Amount] = [
        amount for words in page.texts(Role.BODY, Role.FOOTNOTE) for amount in amounts(words.text)
    ]
    for one in page.exhibits:
        for text in (*one.rows, *one.columns, one.corner):
            shown += amounts(text)
    for claim in claimed:
        ahead = page.title[: claim.start]
        is_move = claim.unit == PERCENT and bool(_MOVED_BY.search(_HEDGE.sub("", ahead)))
        meant = _hedged(claim, ahead)
        if any(same(meant, one) for one in (*shown, *_cells(page.exhibits, is_move=is_move))):
            continue
        steps = (
            one
            for exhibit in exhibits
            for one in _steps(exhibit, claim.unit, page.title, is_move=is_move)
        )
        if any(same(meant, one) for one in steps):
            continue
        yield error(
            "title-number", page.number, page.title_shape, claim.printed,
            f"the title says {claim.printed}, and neither exhibit nor text of the page shows it",
            "show the figure in the exhibit, or take the title's number from it",
        )  # fmt: skip


def _cells(exhibits: Sequence[Exhibit], *, is_move: bool) -> Iterator[Amount]:
    """What exhibits print; by how much something moved, only what may be a change in percent."""
    for exhibit in exhibits:
        for row, column in exhibit.cells.keys() | exhibit.printed.keys():
            said = exhibit.printed.get((row, column), "")
            heads = f"{exhibit.rows[row]} {exhibit.columns[column]} {said}"
            if is_move and (
                _NO_MOVE.search(heads) or not _MOVE.search(f"{heads} {exhibit.corner}")
            ):
                continue
            if (row, column) in exhibit.cells:
                yield exhibit.cells[row, column]
            if not exhibit.is_chart:  # of a chart it is a format
                yield from amounts(said)


def _hedged(claim: Amount, ahead: str) -> Amount:
    """The claim, as loosely as the title makes it: more than 50%, about 60%."""
    found = _HEDGE.search(ahead)
    if found is None:
        return claim
    share = _BOUND_SHARE if found["bound"] else _ABOUT_SHARE
    return replace(claim, half=max(claim.half, abs(claim.value) * share))


def _steps(exhibit: Exhibit, unit: str, title: str, *, is_move: bool) -> Iterator[Amount]:
    """What a reader works out at once: changes along a row, its total, and shares of a total.

    Of what grew by a share, only changes are tried: a share of a total would be a coincidence.
    """
    lines = [list(exhibit.row(at)) for at in range(len(exhibit.rows))]
    columns = [list(exhibit.column(at)) for at in range(len(exhibit.columns))]
    named = {one.key for one in periods_in(title)}
    heads = [period_of(one) for one in exhibit.columns]
    marked = {at for at, one in enumerate(heads) if one is not None and one.key in named}
    for line in lines:
        if 2 <= len(line) <= _POINTS_MAX:
            at = [place for place, (column, _) in enumerate(line) if column in marked]
            yield from _changes([one for _, one in line], unit, at)
    if is_move:
        return
    for line in (*lines, *columns):
        if 2 <= len(line) <= _POINTS_MAX:
            yield from _sums([one for _, one in line], unit)


def _changes(line: Sequence[Amount], unit: str, named: Sequence[int]) -> Iterator[Amount]:
    """From each to the next, from end to end, and between the periods that the title names."""
    last = len(line) - 1
    spans = dict.fromkeys([*pairwise(range(len(line))), (0, last), *combinations(named, 2)])
    spans |= dict.fromkeys((at, last) for at in named if at < last)
    for start, end in spans:
        one, other = line[start], line[end]
        before, after = one.value, other.value
        if unit in (PERCENT, TIMES) and before and not _is_rate(one):
            ratio = after / before
            yield _worked(ratio if unit == TIMES else (ratio - 1) * 100, unit)
            if unit == PERCENT and ratio > 0:
                yield _worked((Decimal(float(ratio) ** (1 / (end - start))) - 1) * 100, unit)
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

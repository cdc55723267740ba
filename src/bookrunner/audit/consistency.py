"""Rows and columns of one formula, and the cell among them that is another or a typed number."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import groupby, islice, pairwise, takewhile

from bookrunner.audit.flaws import Flaw, error
from bookrunner.audit.formulas import LINK, Area, Formula, copied, skeleton
from bookrunner.audit.sheets import Book, Cell, Sheet

_RUN_MIN = 3
"""Fewer equal formulas down a column, or before a typed end, are no pattern."""
_ODD_MAX = 2
"""More cells that differ between equal ones are a stretch of their own, as other years are."""
_PERIOD = re.compile(r"(?:19|20)\d\d|\b(?:fy|cy)? ?'?\d\d ?[aebfp]?\b|\byear\b|\bq[1-4]\b")
_QUARTER = re.compile(r"\bq[1-4]\b|\b[1-4]q")
_OVER_ALL = frozenset({"SUM", "NPV", "XNPV", "IRR", "XIRR", "AVERAGE", "MEDIAN", "MIN", "MAX"})
"""Functions that are taken over a whole run."""
_PART = re.compile(
    r"\d|cumulative|rolling|\b(?:ltm|ttm|first|next|last|peak|entry|through|until)\b"
)
"""Labels of what is meant to be taken over a part."""
_Place = Callable[[Cell], int]


def consistency_flaws(book: Book, sheet: Sheet) -> Iterator[Flaw]:
    """Cells of a sheet that break the formula of their row or of their column."""
    for row in sheet.rows.values():
        for run in _runs(row, lambda one: one.column):
            yield from _between(book, sheet, run, "on both sides", 1)
            yield from _end(book, sheet, run)
    for column in sheet.columns.values():
        for run in _runs(column, lambda one: one.row):
            yield from _between(book, sheet, run, "above and below", _RUN_MIN)
    for cell in sheet.cells.values():
        if cell.formula is not None:
            yield from _short_range(book, sheet, cell, cell.formula)


def _runs(cells: Sequence[Cell], place: _Place) -> Iterator[Sequence[Cell]]:
    """Cells with numbers or formulas that stand side by side."""
    told = [cell for cell in cells if cell.number is not None or cell.formula is not None]
    for _, group in groupby(enumerate(told), key=lambda one: place(one[1]) - one[0]):
        run = [cell for _, cell in group]
        if len(run) > _ODD_MAX:
            yield run


def _runs_across(sheet: Sheet, cell: Cell) -> bool:
    """Whether a cell's formula goes on in its row, as that of a line of a model does.

    Two beside each other are the low and the high of a list.
    """
    near = [sheet.get(cell.row, cell.column + step) for step in (-2, -1, 1, 2)]
    alike = [one is not None and _pattern(cell, one) is not None for one in near]
    return (alike[0] and alike[1]) or (alike[1] and alike[2]) or (alike[2] and alike[3])


def _pattern(first: Cell, second: Cell) -> Sequence[bool] | None:
    """Which references move where the second is the first as copied to its place; else None."""
    if first.formula is None or second.formula is None or not first.formula.areas:
        return None  # two cells that read nothing, ="NA", are no pattern that a third could break
    down, across = second.row - first.row, second.column - first.column
    return copied(first.formula.text, second.formula.text, down, across)


def _between(
    book: Book, sheet: Sheet, run: Sequence[Cell], where: str, agreeing: int
) -> Iterator[Flaw]:
    """One or two cells that differ from equal formulas on both their sides."""
    for place, before in enumerate(run):
        for width in range(1, _ODD_MAX + 1):
            if place + width + 1 >= len(run):
                break
            odd, after = run[place + 1 : place + 1 + width], run[place + 1 + width]
            pattern = _pattern(before, after)
            if pattern is None or any(_pattern(before, one) == pattern for one in odd):
                continue
            if agreeing == 1 and not _are_alike(sheet, before, after):
                continue  # a quarter and a year
            if agreeing > 1 and _runs_across(sheet, before):
                continue
            sharing = sum(1 for one in run if _pattern(before, one) == pattern)
            if sharing + 1 < max(agreeing, width + 1):
                continue
            for cell in odd:
                # Down a column stand lines of many kinds; only what is nearly the same is a slip.
                is_meant = agreeing > 1 and cell.formula is not None and not _is_slip(before, cell)
                if not is_meant and not _has_other_lines(sheet, before, cell, pattern):
                    yield from _odd_one(book, before, cell, where)
            break


def _has_other_lines(sheet: Sheet, before: Cell, cell: Cell, pattern: Sequence[bool]) -> bool:
    """Whether two columns, or rows, hold different lines, as those of two companies do.

    A formula that reads a place which is empty on the other's line differs for a reason. What does
    not move with the formula is on no line.
    """
    if cell.formula is None or before.formula is None:
        return False
    down, across = cell.row - before.row, cell.column - before.column
    moves = iter(pattern)
    # A range is two references; it stays where both do.
    fixed = [
        area for area in before.formula.areas if sum(islice(moves, 1 if area.is_cell else 2)) == 0
    ]
    ahead = _own_places(before, before.formula, fixed, is_row=not down)
    behind = _own_places(cell, cell.formula, fixed, is_row=not down)
    return any(sheet.get(row + down, column + across) is None for row, column in ahead) or any(
        sheet.get(row - down, column - across) is None for row, column in behind
    )


def _own_places(
    cell: Cell, formula: Formula, fixed: Container[Area], *, is_row: bool
) -> Sequence[tuple[int, int]]:
    """What a formula reads on its own line across the run: its column, or its row."""
    return [
        (row, column)
        for area in formula.areas
        if not area.sheet and area not in fixed
        for row, column in area.places()
        if (column == cell.column if is_row else row == cell.row)
    ]


def _are_alike(sheet: Sheet, first: Cell, second: Cell) -> bool:
    """Whether the heads of two columns both name quarters, or both none."""
    return bool(_QUARTER.search(sheet.head(first))) == bool(_QUARTER.search(sheet.head(second)))


def _odd_one(book: Book, before: Cell, cell: Cell, where: str) -> Iterator[Flaw]:
    if cell.formula is None:
        if cell.number is not None:
            yield error(
                book, cell, "typed-over", f"a number is typed where the cells {where} have the "
                "same formula", "copy the formula across",
            )  # fmt: skip
    elif (
        not _is_other_source(before, cell)
        and cell.value not in ("NA", "NM")
        # The days of a year are 365 or 366.
        and not re.search(r"yy", cell.number_format, re.IGNORECASE)
    ):
        yield _inconsistent(book, cell, f"the one that the cells {where} share")


def _is_other_source(before: Cell, cell: Cell) -> bool:
    """Whether a cell only shows another that the formulas beside it do not read.

    A link to a line that they do read has lost a part of their formula.
    """
    assert cell.formula is not None
    assert before.formula is not None
    if not LINK.fullmatch(cell.formula.text):
        return False
    if LINK.fullmatch(before.formula.text):
        # Of two links to one line, that to another column is a slip.
        (one,), (other,) = before.formula.areas or (None,), cell.formula.areas or (None,)
        return one is None or other is None or (one.sheet, one.top) != (other.sheet, other.top)
    (shown,) = cell.formula.areas or (None,)
    return shown is None or not any(
        area.sheet == shown.sheet and shown.top == area.top for area in before.formula.areas
    )


def _end(book: Book, sheet: Sheet, run: Sequence[Cell]) -> Iterator[Flaw]:
    """The last year of a row that is a number typed behind formulas, or a formula dragged wrong.

    Behind the last formula may stand typed years, as of a rate that is computed for the past.
    """
    typed = len(list(takewhile(lambda one: one.is_typed_number, reversed(run))))
    if typed and len(run) - typed > _ODD_MAX:
        yield from _ends_in(book, sheet, run[:-typed])
    if typed <= 1:
        yield from _ends_in(book, sheet, run)


def _ends_in(book: Book, sheet: Sheet, run: Sequence[Cell]) -> Iterator[Flaw]:
    last, earlier = run[-1], run[:-1]
    pattern = _pattern(earlier[-2], earlier[-1]) if len(earlier) > 1 else None
    if pattern is None:
        return
    sharing = 1
    for one, other in pairwise(reversed(earlier)):
        if _pattern(other, one) != pattern:
            break
        sharing += 1
    if last.is_typed_number:
        if sharing >= _RUN_MIN:
            yield error(
                book, last, "typed-over", "a number is typed behind a row of one formula",
                "copy the formula across",
            )  # fmt: skip
    elif (
        last.formula is not None
        and _pattern(earlier[-1], last) != pattern
        and _is_same_kind(sheet, earlier[-1], last)
        and _is_slip(earlier[-1], last)
        and (sharing >= _RUN_MIN or not LINK.fullmatch(last.formula.text))
        and not _has_other_lines(sheet, earlier[-1], last, pattern)
        and not _reads_own_period(book, sheet, earlier[-1], last)
    ):
        yield _inconsistent(book, last, "that of the years before it")


def _is_same_kind(sheet: Sheet, before: Cell, last: Cell) -> bool:
    """Whether two columns are periods, or the last one reads other lines of its own column.

    Behind low and mid stands high; behind two companies may stand their sum.
    """
    if all(_PERIOD.search(sheet.head(one)) for one in (before, last)):
        return True
    assert before.formula is not None
    assert last.formula is not None
    own = [area.left == last.column for area in last.formula.areas if not area.sheet]
    return all(own) and skeleton(before.formula.text) == skeleton(last.formula.text)


def _reads_own_period(book: Book, sheet: Sheet, before: Cell, last: Cell) -> bool:
    """Whether it reads the same lines of its own period, in a table whose columns stand apart."""
    assert before.formula is not None
    assert last.formula is not None
    lines = [[area.top for area in one.formula.areas] for one in (before, last) if one.formula]
    if lines[0] != lines[1] or skeleton(before.formula.text) != skeleton(last.formula.text):
        return False
    reads = [book.single(last, area) for area in last.formula.areas]
    heads = {pair[0].head(pair[1]) for pair in reads if pair is not None}
    own = sheet.head(last)
    return None not in reads and all(one and (one in own or own in one) for one in heads)


def _is_slip(before: Cell, cell: Cell) -> bool:
    """Whether a formula is the other with another cell read, or with another sign."""
    assert before.formula is not None
    assert cell.formula is not None
    shapes = skeleton(before.formula.text), skeleton(cell.formula.text)
    bare, other = (re.sub(r"[+-]", "", shape) for shape in shapes)
    return bare == other


def _inconsistent(book: Book, cell: Cell, other: str) -> Flaw:
    return error(
        book, cell, "inconsistent-row", f"its formula differs from {other}",
        "copy the formula across, or say why this cell differs",
    )  # fmt: skip


def _short_range(book: Book, sheet: Sheet, cell: Cell, formula: Formula) -> Iterator[Flaw]:
    """A range that ends, or begins, inside a run of one formula that it is taken over."""
    if _PART.search(sheet.label(cell)) or _has_sibling(sheet, cell, formula):
        return
    for area in formula.areas:
        target = book.sheets.get(area.sheet or cell.sheet)
        down, across = area.bottom - area.top, area.right - area.left
        if target is None or area.function not in _OVER_ALL or (down > 0) == (across > 0):
            continue
        step = (1, 0) if down else (0, 1)
        for place, towards in (((area.bottom, area.right), 1), ((area.top, area.left), -1)):
            two = [
                target.get(place[0] + back * step[0], place[1] + back * step[1])
                for back in (-towards, 0, towards)
            ]
            inner, end, beyond = two
            if inner is None or end is None or beyond is None or beyond is cell:
                continue
            pattern = _pattern(inner, end)
            goes_on = pattern is not None and any(pattern) and _pattern(end, beyond) == pattern
            if goes_on and _are_alike(target, end, beyond):
                yield error(
                    book, cell, "sum-leaves-out",
                    f"its range stops before {beyond.name}, which goes on with the same formula",
                    "take the whole run",
                )  # fmt: skip


def _has_sibling(sheet: Sheet, cell: Cell, formula: Formula) -> bool:
    """Whether a formula beside it is the same over other cells: sums that run, or that roll."""
    sides = ((0, -1), (0, 1), (-1, 0), (1, 0))
    beside = (sheet.get(cell.row + down, cell.column + across) for down, across in sides)
    return any(
        one is not None
        and one.formula is not None
        and skeleton(one.formula.text) == skeleton(formula.text)
        for one in beside
    )

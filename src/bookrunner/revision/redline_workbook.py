"""What differs between two versions of a workbook: numbers, formulas, words, rows, sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bookrunner.revision.aligning import Pair, aligned, in_order
from bookrunner.revision.packages import Package
from bookrunner.revision.redline import ADDED, CHANGED, MOVED, REMOVED, Difference, text_difference
from bookrunner.revision.spots import Kind, Spot
from bookrunner.revision.workbook_spots_xlsx import SheetSpots, WorkbookSpots, workbook_spots

_REFERENCE = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?(?P<column>\$?[A-Z]{1,3})(?P<fixed>\$?)"
    r"(?P<row>[0-9]{1,7})(?![\w(])|\"(?:[^\"]|\"\")*\""
)
_TOLERANCE = 1e-9
_SAID_MAX = 6
_LOOK_OF_HEADER = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d{1,3}|&[BIUSXYE]')
"""Typefaces, colours and sizes in what is printed above and below a sheet."""
_LOGICAL = {"TRUE": "1", "FALSE": "0"}
"""Programs save the value of a comparison as either."""


@dataclass
class _Rows:
    """A sheet as rows of cells."""

    sheet: SheetSpots

    @cached_property
    def cells(self) -> Mapping[int, Mapping[str, Spot]]:
        found: dict[int, dict[str, Spot]] = {}
        for at in self.sheet.nodes:
            spot = self.sheet.by_cell.get(at)
            if spot is not None:
                column, row = split_cell(at)
                found.setdefault(row, {})[column] = spot
        return dict(sorted(found.items()))

    @cached_property
    def numbers(self) -> Sequence[int]:
        return tuple(self.cells)

    def signature(self, row: int) -> tuple[str, ...]:
        """What a row is called: its words, or the shape of what else it holds."""
        held = self.cells[row]
        words = tuple(spot.text for spot in held.values() if spot.kind is Kind.WORDS)
        return words[:2] or tuple(f"{column}{spot.kind.value}" for column, spot in held.items())


def split_cell(name: str) -> tuple[str, int]:
    """Column and row of ``C12``."""
    letters = name.rstrip("0123456789")
    return letters, int(name[len(letters) :] or 0)


def workbook_differences(old: Package, new: Package) -> Iterator[Difference]:
    """Sheet by sheet in the order of the later version."""
    before, after = workbook_spots(old), workbook_spots(new)
    yield from _sheets(before, after)
    rows = {
        name: (_Rows(before.sheets[name]), _Rows(sheet))
        for name, sheet in after.sheets.items()
        if name in before.sheets
    }
    pairs = {name: _aligned_rows(*both) for name, both in rows.items()}
    moves = {
        name: {
            was.numbers[left]: now.numbers[right]
            for left, right in pairs[name]
            if left is not None and right is not None
        }
        for name, (was, now) in rows.items()
    }
    for name, (was, now) in rows.items():
        yield from _rows(name, was, now, pairs[name], moves)
        yield from _others(was.sheet, now.sheet, moves[name])
    yield from _names(before, after)


def _sheets(before: WorkbookSpots, after: WorkbookSpots) -> Iterator[Difference]:
    common = [name for name in after.sheets if name in before.sheets]
    former = list(before.sheets)
    kept = in_order([former.index(name) for name in common])
    for at, name in enumerate(common):
        if at not in kept:
            was, now = former.index(name) + 1, list(after.sheets).index(name) + 1
            yield Difference(MOVED, "sheet", name, f"sheet {was}", f"sheet {now}")
    for name, sheet in after.sheets.items():
        if name not in before.sheets:
            yield Difference(ADDED, "sheet", name, "", f"{len(sheet.spots)} cells")
    for name, sheet in before.sheets.items():
        if name not in after.sheets:
            yield Difference(REMOVED, "sheet", name, f"{len(sheet.spots)} cells", "")


def _aligned_rows(was: _Rows, now: _Rows) -> Sequence[Pair]:
    return aligned(
        [was.signature(row) for row in was.numbers], [now.signature(row) for row in now.numbers]
    )


def _rows(
    name: str, was: _Rows, now: _Rows, pairs: Sequence[Pair], moves: Mapping[str, Mapping[int, int]]
) -> Iterator[Difference]:
    for left, right in pairs:
        if left is None and right is not None:
            row = now.numbers[right]
            yield Difference(ADDED, "row", f"{name}!{row}", "", _said(now.cells[row]))
        elif right is None and left is not None:
            row = was.numbers[left]
            yield Difference(REMOVED, "row", f"{name}!{row}", _said(was.cells[row]), "")
        elif left is not None and right is not None:
            old, new = was.cells[was.numbers[left]], now.cells[now.numbers[right]]
            row = now.numbers[right]
            for column in sorted(old.keys() | new.keys(), key=lambda one: (len(one), one)):
                place = f"{name}!{column}{row}"
                yield from _cell(place, old.get(column), new.get(column), name, moves)


def _said(row: Mapping[str, Spot]) -> str:
    texts = [spot.text or spot.formula for spot in row.values()]
    more = f" and {len(texts) - _SAID_MAX} cells more" if len(texts) > _SAID_MAX else ""
    return " | ".join(texts[:_SAID_MAX]) + more


def _cell(
    place: str,
    old: Spot | None,
    new: Spot | None,
    sheet: str,
    moves: Mapping[str, Mapping[int, int]],
) -> Iterator[Difference]:
    if old is None or new is None:
        spot = new or old
        assert spot is not None, "one of the two holds the cell"
        said = f"{spot.text} {spot.formula}".strip()
        kind = "formula" if spot.formula else _kind(spot)
        gone = new is None
        yield Difference(
            REMOVED if gone else ADDED, kind, place, said if gone else "", "" if gone else said
        )
        return
    if old.formula != new.formula and _moved(old.formula, sheet, moves) != new.formula:
        yield Difference(
            CHANGED, "formula", place, old.formula or old.text, new.formula or new.text
        )
    if not _same(old, new):
        kind = "number" if _is_number(old.text) and _is_number(new.text) else ""
        yield text_difference(place, old.text, new.text, kind)


def _kind(spot: Spot) -> str:
    return "words" if spot.kind is Kind.WORDS else "number"


def _moved(formula: str, sheet: str, moves: Mapping[str, Mapping[int, int]]) -> str:
    """The formula as it would read after its rows moved, so that only others are told."""

    def renumbered(match: re.Match[str]) -> str:
        if match["row"] is None:
            return match[0]
        named = match["sheet"]
        target = sheet if named is None else named[:-1].strip("'").replace("''", "'")
        row = int(match["row"])
        now = moves.get(target, {}).get(row, row)
        return f"{named or ''}{match['column']}{match['fixed']}{now}"

    return _REFERENCE.sub(renumbered, formula)


def _same(old: Spot, new: Spot) -> bool:
    if old.text == new.text or (
        old.formula == new.formula != "" and _logical(old.text) == _logical(new.text)
    ):
        return True
    if not (_is_number(old.text) and _is_number(new.text)):
        return False
    left, right = float(old.text), float(new.text)
    return abs(left - right) <= _TOLERANCE * max(abs(left), abs(right))


def _logical(text: str) -> str:
    return _LOGICAL.get(text, text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.strip().lower() not in ("nan", "inf", "-inf", "infinity")


def _others(was: SheetSpots, now: SheetSpots, moves: Mapping[int, int]) -> Iterator[Difference]:
    """Comments and what is printed above and below."""
    old = {_comment_now(key, moves): spot for key, spot in _beside(was).items()}
    new = _beside(now)
    for key in dict.fromkeys((*new, *old)):
        left, right = old.get(key), new.get(key)
        place = f"{now.name}!{key}"
        if left is None and right is not None:
            yield Difference(ADDED, right.kind.value, place, "", right.text)
        elif right is None and left is not None:
            yield Difference(REMOVED, left.kind.value, place, left.text, "")
        elif left is not None and right is not None:
            was_text, now_text = _plain(left), _plain(right)
            if was_text != now_text:
                yield text_difference(place, was_text, now_text, right.kind.value)


def _plain(spot: Spot) -> str:
    header = spot.kind is Kind.PAGE_HEADER
    return " ".join(_LOOK_OF_HEADER.sub("", spot.text).split()) if header else spot.text


def _beside(sheet: SheetSpots) -> Mapping[str, Spot]:
    others = (Kind.COMMENT, Kind.PAGE_HEADER)
    return {
        key.rpartition("!")[2]: spot for key, spot in sheet.spots.items() if spot.kind in others
    }


def _comment_now(key: str, moves: Mapping[int, int]) -> str:
    cell, mark, rest = key.partition("#")
    if not cell:
        return key
    column, row = split_cell(cell)
    return f"{column}{moves.get(row, row)}{mark}{rest}"


def _names(before: WorkbookSpots, after: WorkbookSpots) -> Iterator[Difference]:
    for name in dict.fromkeys((*after.names, *before.names)):
        old = before.names[name][0] if name in before.names else ""
        new = after.names[name][0] if name in after.names else ""
        if not name.startswith("_xlnm.") and bool(old) != bool(new):
            yield Difference(ADDED if new else REMOVED, "name", name, old, new)

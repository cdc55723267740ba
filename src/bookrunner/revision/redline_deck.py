"""What differs between two versions of a deck: slides, words, tables, charts, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bookrunner.revision.aligning import aligned, in_order
from bookrunner.revision.deck_spots_pptx import SlideSpots, deck_spots
from bookrunner.revision.packages import Package
from bookrunner.revision.redline import ADDED, MOVED, REMOVED, Difference, text_difference
from bookrunner.revision.spots import Kind, Spot

_LOOKS = (Kind.POSITION, Kind.CHART_SCALE)
_ROW = re.compile(r"(?P<table>.*)/row (?P<row>\d+)/column (?P<column>\d+)")
_SHARE_MIN = 0.5
"""Of a slide's texts that two slides must share to be one and the same under different titles."""


def deck_differences(old: Package, new: Package) -> Iterator[Difference]:
    """Slide by slide in the order of the later version."""
    before, after = deck_spots(old).slides, deck_spots(new).slides
    pairs = _paired(before, after)
    former = [left for left, _ in sorted(pairs.items(), key=lambda pair: pair[1])]
    kept = in_order(former)
    moved = {left for at, left in enumerate(former) if at not in kept}
    by_new = {right: left for left, right in pairs.items()}
    for at, slide in enumerate(after):
        left = by_new.get(at)
        where = f"slide {slide.number}"
        if left is None:
            yield Difference(ADDED, "slide", where, "", slide.title)
            continue
        if left in moved:
            yield Difference(MOVED, "slide", where, f"slide {left + 1}", f"slide {at + 1}")
        yield from _slide(where, before[left], slide)
    for at, slide in enumerate(before):
        if at not in pairs:
            yield Difference(REMOVED, "slide", f"slide {slide.number}", slide.title, "")


def _paired(before: Sequence[SlideSpots], after: Sequence[SlideSpots]) -> Mapping[int, int]:
    """Which slide is which: the same words, else the same title, else most of the same words."""
    pairs: dict[int, int] = {}
    measures: tuple[Callable[[SlideSpots, SlideSpots], bool], ...] = (
        lambda one, other: _words(one) == _words(other),
        lambda one, other: one.lasting_id == other.lasting_id and one.title == other.title,
        lambda one, other: one.title != "" and one.title == other.title,
        lambda one, other: one.lasting_id == other.lasting_id and _shared(one, other) > 0,
        lambda one, other: _shared(one, other) >= _SHARE_MIN,
    )
    for same in measures:
        taken = set(pairs.values())
        for left, one in enumerate(before):
            if left in pairs:
                continue
            for right, other in enumerate(after):
                if right not in taken and same(one, other):
                    pairs[left] = right
                    taken.add(right)
                    break
    return pairs


def _words(slide: SlideSpots) -> Mapping[str, str]:
    return {key: spot.text for key, spot in slide.spots.items() if spot.kind not in _LOOKS}


def _shared(one: SlideSpots, other: SlideSpots) -> float:
    left = {text for text in _words(one).values() if text}
    right = {text for text in _words(other).values() if text}
    return len(left & right) / max(len(left | right), 1)


def _slide(where: str, old: SlideSpots, new: SlideSpots) -> Iterator[Difference]:
    names = _names_now(old, new)
    left, right = {_named(key, names): spot for key, spot in _said(old).items()}, _said(new)
    tables = _tables(left).keys() & _tables(right).keys()
    for name in sorted(tables):
        yield from _table(f"{where}/{name}", _tables(left)[name], _tables(right)[name])
    for key in dict.fromkeys((*right, *left)):
        match = _ROW.fullmatch(key)
        if match is not None and match["table"] in tables:
            continue
        yield from _place(f"{where}/{key}", left.get(key), right.get(key))


def _names_now(old: SlideSpots, new: SlideSpots) -> Mapping[str, str]:
    """What the shapes are called today that other programs call otherwise: same id, same words."""
    before, after = _by_shape(old), _by_shape(new)
    ids = {shape_id: name for name, shape_id in new.ids.items()}
    found: dict[str, str] = {}
    same: tuple[Callable[[str, str], bool], ...] = (
        lambda was, now: ids.get(old.ids.get(was, "")) == now and was not in new.ids,
        lambda was, now: before[was] == after[now],
        lambda was, now: before[was] == {"": old.title} and after[now] == {"": new.title},
    )
    for measure in same:
        for was in [one for one in before if one not in after and one not in found]:
            free = (one for one in after if one not in before and one not in found.values())
            now = next((one for one in free if measure(was, one)), None)
            if now is not None:
                found[was] = now
    return found


def _by_shape(slide: SlideSpots) -> Mapping[str, Mapping[str, str]]:
    """The texts of each shape by what follows its name."""
    found: dict[str, dict[str, str]] = {}
    for key, spot in _said(slide).items():
        shape, _, inside = key.partition("/")
        found.setdefault(shape, {})[inside] = spot.text
    return found


def _named(key: str, names: Mapping[str, str]) -> str:
    shape, slash, inside = key.partition("/")
    return f"{names.get(shape, shape)}{slash}{inside}"


def _said(slide: SlideSpots) -> dict[str, Spot]:
    return {key: spot for key, spot in slide.spots.items() if spot.kind not in _LOOKS}


def _place(where: str, old: Spot | None, new: Spot | None) -> Iterator[Difference]:
    if old is not None and new is not None:
        if old.text != new.text:
            drawn = new.kind in (Kind.CHART_POINT, Kind.CHART_WORDS, Kind.NOTES)
            yield text_difference(where, old.text, new.text, new.kind.value if drawn else "")
        return
    spot = new or old
    if spot is not None and spot.text.strip():
        change = REMOVED if new is None else ADDED
        kind = "words" if spot.kind in (Kind.TEXT, Kind.TABLE_CELL) else spot.kind.value
        old_text, new_text = (spot.text, "") if new is None else ("", spot.text)
        yield Difference(change, kind, where, old_text, new_text)


Rows = dict[int, dict[int, Spot]]


def _tables(spots: Mapping[str, Spot]) -> Mapping[str, Rows]:
    found: dict[str, Rows] = {}
    for key, spot in spots.items():
        match = _ROW.fullmatch(key)
        if match is not None and spot.kind is Kind.TABLE_CELL:
            row = found.setdefault(match["table"], {}).setdefault(int(match["row"]), {})
            row[int(match["column"])] = spot
    return found


def _table(where: str, old: Rows, new: Rows) -> Iterator[Difference]:
    before, after = sorted(old), sorted(new)
    labels = [[_label(rows[at]) for at in order] for rows, order in ((old, before), (new, after))]
    for left, right in aligned(labels[0], labels[1]):
        if left is None and right is not None:
            at = after[right]
            yield Difference(ADDED, "row", f"{where}/row {at}", "", _row_text(new[at]))
        elif right is None and left is not None:
            at = before[left]
            yield Difference(REMOVED, "row", f"{where}/row {at}", _row_text(old[at]), "")
        elif left is not None and right is not None:
            was, now = old[before[left]], new[after[right]]
            for column in sorted(was.keys() | now.keys()):
                place = f"{where}/row {after[right]}/column {column}"
                yield from _place(place, was.get(column), now.get(column))


def _label(row: Mapping[int, Spot]) -> str:
    return next((spot.text for spot in row.values() if spot.text), "")


def _row_text(row: Mapping[int, Spot]) -> str:
    return " | ".join(spot.text for spot in row.values())

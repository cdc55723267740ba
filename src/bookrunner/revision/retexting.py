"""New words in place of old ones, in the runs they stand in, so that each keeps its looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookrunner.revision.spots import Run, Spot
from bookrunner.revision.words import Change, changes

NewText = tuple[Run, str]


def to_fresh(current: Spot, fresh: Spot) -> Sequence[NewText] | None:
    """The runs of a place with the texts of the fresh one; None where its lines are others."""
    alike = len(current.runs) == len(fresh.runs) and tuple(current.breaks) == tuple(fresh.breaks)
    if alike:
        pairs = zip(current.runs, fresh.runs, strict=True)
        return [(mine, new.text) for mine, new in pairs if mine.text != new.text]
    return replaced(current, changes(current.text, fresh.text))


def replaced(spot: Spot, wanted: Sequence[Change]) -> Sequence[NewText] | None:
    """The runs with pieces of their joined text replaced; None where a line would begin or end.

    What stands in several runs goes into the first of them.
    """
    if any("\n" in new or "\n" in spot.text[start:end] for start, end, new in wanted):
        return None
    texts = [run.text for run in spot.runs]
    if not texts:
        return None
    for start, end, new in sorted(wanted, reverse=True):
        pieces = list(_pieces(spot, start, end))
        for at, (run, begins, ends) in enumerate(pieces):
            texts[run] = texts[run][:begins] + (new if at == 0 else "") + texts[run][ends:]
    pairs = zip(spot.runs, texts, strict=True)
    return [(run, text) for run, text in pairs if run.text != text]


def _pieces(spot: Spot, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Which run, from and to, for each run that the span touches; an insertion touches one."""
    at, found = 0, False
    for number, run in enumerate(spot.runs):
        at += number in spot.breaks
        begins, ends = max(start - at, 0), min(end - at, len(run.text))
        inserts = start == end and 0 <= start - at <= len(run.text)
        if begins < ends or (inserts and not found):
            found = True
            yield number, begins, max(begins, ends)
        at += len(run.text)

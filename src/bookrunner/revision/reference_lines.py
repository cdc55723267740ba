"""Lines that mark a price on a football field: how many pieces there are depends on the price."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bookrunner.revision.deck_spots_pptx import SlideSpots
from bookrunner.revision.spans import Edit, attribute_edit, edited, parsed

_MARK = " reference l"


def is_reference(name: str) -> bool:
    """Whether a shape is a piece of such a line, or its label."""
    return _MARK in name


def line_edits(
    data: bytes, current: SlideSpots, fresh_data: bytes, fresh: SlideSpots, old: Collection[str]
) -> Sequence[Edit]:
    """Takes away the pieces that are no longer drawn and adds those that are new."""
    edits = [
        Edit(current.shapes[name].start, current.shapes[name].end, b"")
        for name in old
        if name not in fresh.shapes and name in current.shapes
    ]
    wanted = [name for name in fresh.shapes if is_reference(name) and name not in current.shapes]
    if not wanted:
        return edits
    end = data.rindex(b"</p:spTree>")
    free = 1 + max((int(held) for held in current.ids.values() if held.isdigit()), default=0)
    added = b""
    for at, name in enumerate(wanted):
        node = fresh.shapes[name]
        added += _numbered(fresh_data[node.start : node.end], free + at)
    return [*edits, Edit(end, end, added)]


def _numbered(shape: bytes, number: int) -> bytes:
    """The shape under an id of its own."""
    # A piece of a part lacks the prefixes that its root declares; only the places count here.
    properties = next(parsed(shape, "a shape").all("cNvPr"))
    edit = attribute_edit(shape, properties, "id", str(number))
    return shape if edit is None else edited(shape, [edit])

"""Who may see which entries: those outside a wall see no line from behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bookrunner.figures import Viewer, may_see
from bookrunner.governance.entries import BEGUN


@dataclass
class Action:
    """What was begun and what came of it."""

    seq: int
    at: str
    who: str
    signed_in_by: str
    operation: str
    asked: dict[str, Any]
    walls: tuple[str, ...]
    outcome: str = BEGUN
    """``begun`` when no end is written: it runs still, or was killed."""
    ended_at: str = ""
    read: dict[str, Any] = field(default_factory=dict)
    left: tuple[dict[str, Any], ...] = ()


def entries(path: Path, viewer: Viewer, *, sees_all: bool = False) -> Iterator[dict[str, Any]]:
    """The entries that the viewer may see, as they are written, oldest first.

    Args:
        sees_all: Of the control room, which stands inside every wall.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        for one in file:
            if one[-1:] != b"\n":
                return
            held = _entry(one)
            if held is None:
                # Nothing can be said of who may see it; `verify` names it.
                continue
            if sees_all or may_see(viewer, frozenset(held["walls"])):
                yield held


def actions(path: Path, viewer: Viewer, *, sees_all: bool = False) -> list[Action]:
    """The actions that the viewer may see, oldest first."""
    found: dict[int, Action] = {}
    for one in entries(path, viewer, sees_all=sees_all):
        begun = found.get(one["of"]) if one["of"] is not None else None
        if begun is not None:
            begun.outcome, begun.ended_at = one["outcome"], one["at"]
            begun.read, begun.left = one["read"], tuple(one["left"])
            continue
        found[one["seq"]] = Action(
            seq=one["seq"],
            at=one["at"],
            who=one["who"],
            signed_in_by=one["signed_in_by"],
            operation=one["operation"],
            asked=one["asked"],
            walls=tuple(one["walls"]),
            outcome=one["outcome"],
            read=one["read"],
            left=tuple(one["left"]),
        )
    return list(found.values())


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        held: dict[str, Any] = json.loads(line)
    except ValueError:
        return None
    return held if {"seq", "of", "walls", "at"} <= held.keys() else None

"""Who is asking, and the one decision whether they may see a thing behind deal walls."""

from __future__ import annotations

from dataclasses import dataclass

Walls = frozenset[str]
"""Labels of the deal walls a thing stands behind; empty means public inside the bank."""

PUBLIC: Walls = frozenset()


@dataclass(frozen=True)
class Viewer:
    """Someone who reads: a name for the record and the walls they have been brought over."""

    name: str
    walls: Walls = PUBLIC


def may_see(viewer: Viewer, walls: Walls) -> bool:
    """Whether the viewer is inside every wall the thing stands behind."""
    return walls <= viewer.walls

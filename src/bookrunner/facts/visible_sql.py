"""What a viewer may see, as a condition of SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, func, select

from bookrunner.figures import Viewer


def visible(things: Table, walls: Table, viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer is inside every wall of a row.

    The row says how many walls it has; unless that many are found among the viewer's, it stays
    hidden, so a wall that went missing hides the row from all instead of opening it.
    """
    owner = walls.c[0]
    inside = (
        select(func.count())
        .select_from(walls)
        .where(owner == things.c.id, walls.c.wall.in_(sorted(viewer.walls)))
        .scalar_subquery()
    )
    return things.c.wall_count == inside

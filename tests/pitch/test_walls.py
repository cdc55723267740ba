"""A book shows its viewer only what stands outside the walls they are outside of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bookrunner.app import Desk
from bookrunner.figures import Caller, Viewer
from bookrunner.pitch import PitchBook, write_pitch
from tests.pitch.books import OAK, home_depot

REVENUE = "hd.revenue.20230130_20240128"
SECRET = 999_999_500_000.0
"""Revenue that the filing behind the wall restates."""


def book_of(place: Desk, viewer: Viewer, out: Path) -> PitchBook:
    """Home Depot's book for a viewer."""
    seat = place.at(Caller(viewer.name, frozenset(), viewer.walls))
    return write_pitch(home_depot(seat), out, place.writers)


def test_an_insiders_ledger_carries_the_wall_on_every_number_that_rests_on_it(
    walled: Desk, tmp_path: Path
) -> None:
    book = book_of(walled, Viewer("insider", OAK), tmp_path / "out")
    records = book.record.figures
    assert records[REVENUE]["value"] == SECRET
    resting: set[str] = set()
    # Inputs stand before what uses them.
    for name, record in records.items():
        told = record["lineage"]
        if told["kind"] == "sourced":
            rests = is_restated(record)
        else:
            rests = any(below in resting for below in told.get("inputs", ()))
        if rests:
            resting.add(name)
    assert {name for name, record in records.items() if record["walls"]} == resting
    assert {tuple(records[name]["walls"]) for name in resting} == {("oak",)}
    assert len(resting) > 1_000
    assert "low.revenue.20230204_20240202" not in resting
    assert any(name.startswith("hd.dcf.share_price.") for name in resting)


def is_restated(record: Mapping[str, Any]) -> bool:
    """Whether the figure was read from the filing behind the wall."""
    citation = record["lineage"]["citation"]
    is_date_of_it = record["id"].startswith("hd.dcf.last_year_end.")
    return is_date_of_it or (citation is not None and record["id"].startswith("hd."))

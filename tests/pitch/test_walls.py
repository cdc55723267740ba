"""A book shows its viewer only what stands outside the walls they are outside of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bookrunner.app import Desk, desk
from bookrunner.figures import Viewer
from bookrunner.ingestion import ingest
from bookrunner.pitch import PitchBook, Request, pitch_inputs, valued, write_pitch
from tests.faces.asking import filing
from tests.pitch.books import PEERS, Written

OAK = frozenset({"oak"})
REVENUE = "hd.revenue.20230130_20240128"
SECRET = 999_999_500_000.0
"""Revenue that the filing behind the wall restates."""


def restatement() -> bytes:
    """A later annual report of Home Depot's own year, made up for the test."""
    return (
        filing(name="HOME DEPOT, INC.", ticker="HD", revenue="999,999.5")
        .replace(b"9999990077", b"0000354950")
        .replace(b"2023-01-01", b"2023-01-30")
        .replace(b"2023-12-31", b"2024-01-28")
        .replace(b"--12-31", b"--01-28")
        .replace(b"February 20, 2024", b"June 20, 2024")
    )


@pytest.fixture(scope="module")
def walled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A home with the sample, and one filing about Home Depot behind the wall ``oak``."""
    folder = tmp_path_factory.mktemp("walled")
    place = desk({"BOOKRUNNER_HOME": str(folder / "home")})
    path = folder / "hd-20240128.htm"
    path.write_bytes(restatement())
    report = ingest([path], place.store, place.blobs, Viewer("insider", OAK), walls=OAK, workers=1)
    assert len(report.stored) == 1, report
    return place


def book_of(place: Desk, viewer: Viewer, out: Path) -> PitchBook:
    """Home Depot's book for a viewer."""
    made = valued(pitch_inputs(place.store, viewer, Request("HD", PEERS)))
    return write_pitch(made, out, place.writers)


def test_a_filing_behind_a_wall_leaves_no_trace_in_the_book_of_an_outsider(
    walled: Desk, written: Written, tmp_path: Path
) -> None:
    """No number, count or finding differs from the book of a home without the filing."""
    book = book_of(walled, Viewer("outsider"), tmp_path / "out")
    for path, other in (
        (book.ledger, written.book.ledger),
        (book.workbook, written.book.workbook),
        (book.deck, written.book.deck),
    ):
        assert path.read_bytes() == other.read_bytes(), path.name
    assert (book.shown, book.defaults) == (written.book.shown, written.book.defaults)
    assert book.findings == written.book.findings
    assert "oak" not in book.ledger.read_text(encoding="utf-8")


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
    return citation is not None and record["id"].startswith("hd.")

"""What the ledger, its file and `why` promise beyond the scenarios."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner import ledger as room
from bookrunner.figures import (
    PURE,
    USD,
    Ambiguous,
    Citation,
    Figure,
    Finding,
    NotFound,
    Period,
    Severity,
    Source,
    Viewer,
    computed,
    sourced,
)
from bookrunner.ledger import AmbiguousFigures, Ledger, NotALedger, publish, why
from tests.office.small_model import AS_OF, model, written

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
CITED = Citation("ab" * 32, 10, 17, fact_id="f1")


def reported(key: str, value: str) -> Figure:
    source = Source("SEC EDGAR", "10-K", YEAR.end, "0000000042-25-000001", citation=CITED)
    return sourced(key, key, Decimal(value), USD, YEAR, source)


def test_a_ledger_read_back_is_the_one_written(tmp_path: Path) -> None:
    finding = Finding("pitch.industry", "not in the industry", Severity.WARNING, "NKE", CITED)
    made = replace(written(model(), tmp_path), findings=(finding,))
    room.write(made, tmp_path / "ledger.json")
    assert room.read(tmp_path / "ledger.json") == made
    first = (tmp_path / "ledger.json").read_bytes()
    room.write(written(model(), tmp_path), tmp_path / "again.json")
    room.write(written(model(), tmp_path), tmp_path / "ledger.json")
    assert (tmp_path / "ledger.json").read_bytes() == (tmp_path / "again.json").read_bytes()
    assert first != (tmp_path / "again.json").read_bytes()


def test_everything_below_a_shown_figure_is_kept() -> None:
    top = computed("a.top", "Top", reported("a.left", "1") + reported("a.right", "2"), YEAR)
    kept = Ledger.of([top], [], as_of=AS_OF)
    assert [figure_id.split(".")[1] for figure_id in kept.figures] == ["left", "right", "top"]


def test_two_figures_of_one_id_are_refused() -> None:
    with pytest.raises(AmbiguousFigures, match=r"a\.left"):
        Ledger.of([reported("a.left", "1"), reported("a.left", "2")], [], as_of=AS_OF)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": "bookrunner.ledger/1"}', '{"schema": "other/1"}']
)
def test_another_file_is_not_taken_for_a_ledger(tmp_path: Path, content: str) -> None:
    (tmp_path / "ledger.json").write_text(content)
    with pytest.raises(NotALedger):
        room.read(tmp_path / "ledger.json")
    with pytest.raises(NotFound):
        room.read(tmp_path / "absent.json")


def test_why_ends_at_the_document_a_number_was_read_in() -> None:
    made = Ledger.of([reported("a.left", "1500")], [], as_of=AS_OF)
    (step,) = why(made, "a.left.20240101_20241231").steps
    assert step.words == "SEC EDGAR, 10-K, 0000000042-25-000001"


def test_a_ledger_seen_from_outside_a_wall_says_nothing_at_all() -> None:
    """What is typed beside a figure behind a wall carries no wall, but tells of the deal."""
    source = Source("x", "y", YEAR.end)
    oak = frozenset({"oak"})
    hidden = sourced("a.hidden", "Hidden", Decimal(7), PURE, YEAR, source, walls=oak)
    open_ = sourced("a.open", "Open", Decimal(8), PURE, YEAR, source)
    both = computed("a.both", "Both", hidden + open_, YEAR)
    finding = Finding("pitch.industry", "Project Oak", Severity.WARNING, "a")
    made = Ledger.of([both], [], as_of=AS_OF, findings=[finding])
    outside = made.seen_by(Viewer("somebody", frozenset({"elm"})))
    assert (outside.figures, outside.places, outside.findings) == ({}, (), ())
    for asked in (hidden.id, open_.id, "a."):
        with pytest.raises(NotFound) as caught:
            why(outside, asked)
        assert caught.value.near == ()
    assert made.walls == oak
    assert room.ledger_json(made)["walls"] == ["oak"]
    assert len(why(made.seen_by(Viewer("insider", oak)), both.id).steps) == 3


def test_why_takes_the_beginning_of_an_id_and_asks_when_several_fit() -> None:
    made = Ledger.of([reported("a.left", "1"), reported("a.lower", "2")], [], as_of=AS_OF)
    assert why(made, "A.LE").figure_id == "a.left.20240101_20241231"
    with pytest.raises(Ambiguous, match=r"a\.lower"):
        why(made, "a.l")


def test_why_follows_a_chain_of_any_length_and_tells_shared_parts_once() -> None:
    """A thousand doublings would be 2^1000 lines if a shared part were told each time."""
    last = reported("a.first", "0")
    for step in range(1000):
        last = computed(f"a.step{step}", f"Step {step}", last + last * 1, YEAR)
    told = why(Ledger.of([last], [], as_of=AS_OF), last.id)
    assert len(told.steps) == 1001
    assert told.steps[-1].depth == 1000


def test_a_failed_writer_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(out, lambda folder: (folder / "a").write_text("old"))

    def fails(folder: Path) -> None:
        (folder / "a").write_text("new")
        raise NotFound("price", "HD")

    with pytest.raises(NotFound):
        publish(out, fails)
    assert (out / "a").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith("out")] == ["out"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".out")) == []

"""What the ledger, its file and `why` promise beyond the scenarios."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

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
from bookrunner.ledger import AmbiguousFigures, Ledger, NotALedger, WouldOverwrite, publish, why
from bookrunner.ledger.soundness import sealed
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


def changed(tmp_path: Path, change: Callable[[Any], object], *, seal: bool = True) -> Path:
    """A ledger changed by somebody; with its checksum renewed if they know how."""
    top = computed("a.top", "Top", reported("a.left", "1") + reported("a.right", "2"), YEAR)
    content = room.ledger_json(Ledger.of([top], [], as_of=AS_OF))
    change(content)
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(sealed(content) if seal else content))
    return path


def test_a_ledger_changed_after_it_was_written_says_so(tmp_path: Path) -> None:
    path = changed(tmp_path, lambda held: held["figures"][0].update(value=2.0), seal=False)
    with pytest.raises(NotALedger, match="it was changed after it was written"):
        room.read(path)
    for take in ("checksum", "walls", "findings"):
        with pytest.raises(NotALedger, match="it was changed"):
            room.read(changed(tmp_path, lambda held, key=take: held.pop(key), seal=False))  # type: ignore[misc]
    assert room.read(changed(tmp_path, lambda held: held)).figures


HOSTILE: dict[str, tuple[Callable[[Any], object], str]] = {
    "endless": (lambda held: held["figures"][0].update(exact="1e999999999"), "exact"),
    "long": (lambda held: held["figures"][0].update(exact="9" * 4_000), "exact"),
    "huge": (lambda held: held["figures"][0].update(value=10**400), "value"),
    "infinite": (lambda held: held["figures"][0].update(value=float("inf")), "no number"),
    "truth": (lambda held: held["figures"][0].update(value=True), "value"),
    "word": (lambda held: held["figures"][0].update(value="many"), "value"),
    "kind": (lambda held: held["figures"][0]["lineage"].update(kind="magic"), "kind"),
    "kinds": (lambda held: held["figures"][0]["lineage"].update(kind=["sourced"]), "kind"),
    "no lineage": (lambda held: held["figures"][0].pop("lineage"), "lineage"),
    "no words": (lambda held: held["figures"][2]["lineage"].pop("words"), "words"),
    "orphan": (lambda held: held["figures"].pop(0), "input"),
    "circle": (lambda held: held["figures"][2]["lineage"]["inputs"].append("a.top"), "input"),
    "twice": (lambda held: held["figures"].append(held["figures"][0]), "two figures"),
    "wall": (lambda held: held["figures"][0].update(walls=["oak"]), "walls"),
    "day": (lambda held: held["figures"][0].update(period_end="2024-13-01"), "period_end"),
    "span": (
        lambda held: held["figures"][0]["lineage"]["citation"].update(start=-5),
        "citation",
    ),
    "place": (
        lambda held: held["figures"][0].update(
            standings=[{"file": "deck", "place": "p", "text": "t", "exponent": 10**9, "order": 0}]
        ),
        "exponent",
    ),
    "figures": (lambda held: held.update(figures={"a": 1}), "figures"),
    "finding": (lambda held: held.update(findings=["oops"]), "finding 1"),
    "state": (lambda held: held.update(state="final"), "state"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_ledger_of_impossible_values_is_refused_with_the_reason(
    tmp_path: Path, case: str
) -> None:
    change, reason = HOSTILE[case]
    with pytest.raises(NotALedger, match=reason):
        room.read(changed(tmp_path, change))


def test_a_file_nested_deeper_than_any_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text("[" * 100_000)
    with pytest.raises(NotALedger, match="nested"):
        room.read(tmp_path / "ledger.json")


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


def release(words: str, *, schema: str = "bookrunner.ledger/1") -> Callable[[Path], None]:
    """A writer of two files and a ledger of which nothing but its schema matters here."""

    def writer(folder: Path) -> None:
        for name in ("a", "z"):
            (folder / name).write_text(words)
        (folder / "ledger.json").write_text(json.dumps({"schema": schema, "words": words}))

    return writer


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_a_release_replaces_an_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(out, release("old"))
    publish(out, release("new"))
    assert contents(out)["a"] == contents(out)["z"] == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_in_the_way_of_one_file_leaves_all_files_as_they_were(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(out, release("old"))
    (out / "z").unlink()
    (out / "z").mkdir()
    before = contents(out)
    with pytest.raises(WouldOverwrite, match="z would be written over"):
        publish(out, release("new"))
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("ledger", [None, "mine", "[]", '{"schema": 1}', "[" * 100_000])
def test_files_that_are_no_earlier_release_are_not_written_over(
    tmp_path: Path, ledger: str | None
) -> None:
    (tmp_path / "a").write_text("a banker's own")
    if ledger is not None:
        (tmp_path / "ledger.json").write_text(ledger)
    with pytest.raises(WouldOverwrite, match="choose another folder"):
        publish(tmp_path, release("new"))
    assert (tmp_path / "a").read_text() == "a banker's own"
    assert not (tmp_path / "z").exists()


@pytest.mark.parametrize("stops_at", range(6))
def test_a_move_that_fails_is_undone_with_all_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stops_at: int
) -> None:
    out = tmp_path / "out"
    publish(out, release("old"))
    before = contents(out)
    moves = iter(range(100))
    replace_file = Path.replace

    def fails_once(path: Path, target: Path) -> Path:
        if next(moves) == stops_at:
            raise PermissionError(13, "open in another program")
        return replace_file(path, target)

    monkeypatch.setattr(Path, "replace", fails_once)
    with pytest.raises(PermissionError):
        publish(out, release("new"))
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]

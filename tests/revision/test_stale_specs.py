"""The promises of specs/revision/stale.feature, on books of the sample."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk, desk
from bookrunner.figures import Caller
from bookrunner.operations.books import pitched
from bookrunner.operations.importing import imported
from bookrunner.operations.importing_shapes import ImportRequest
from bookrunner.operations.kept_books import kept_books
from bookrunner.operations.requests import PitchRequest
from bookrunner.operations.stale import stale
from bookrunner.operations.stale_shapes import StaleAnswer, StaleRequest

scenarios("revision/stale.feature")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home beside the books that were written from it."""
    place = tmp_path_factory.mktemp("stale")
    house = desk({"BOOKRUNNER_HOME": str(place / "home"), "BOOKRUNNER_WORKERS": "1"})
    for ticker in ("HD", "LOW"):
        pitched(house, PitchRequest(ticker, place / ticker, "refinancing"))
    return place


@given("a refinancing book of HD and one of LOW, written from one home", target_fixture="house")
def _(written: Path) -> Desk:
    return desk({"BOOKRUNNER_HOME": str(written / "home")})


@given("a book whose folder was deleted since")
def _(house: Desk, written: Path) -> None:
    [entry] = [
        one for one in (written / "home" / "books").glob("*.json") if "LOW" in one.read_text()
    ]
    said = json.loads(entry.read_text()) | {"folder": str(written / "gone")}
    (entry.parent / "gone.json").write_text(json.dumps(said))


@given(parsers.parse('the book of LOW stands behind the wall "{wall}"'))
def _(written: Path, wall: str) -> None:
    [entry] = [
        one
        for one in (written / "home" / "books").glob("*.json")
        if one.name != "gone.json" and "LOW" in one.read_text()
    ]
    entry.write_text(json.dumps(json.loads(entry.read_text()) | {"walls": [wall]}))


@when("a later closing price of HD is imported")
def _(house: Desk, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text("ticker,date,close,currency\nHD,2024-09-03,360.10,USD\n")
    imported(house, ImportRequest("prices", file, as_of=date(2024, 9, 3), source="desk"))


@when("I ask what is stale", target_fixture="answer")
def _(house: Desk) -> StaleAnswer:
    return stale(house, StaleRequest())


@when("someone outside asks which books there are", target_fixture="seen")
def _(house: Desk) -> list[str]:
    return [Path(one.folder).name for one in kept_books(house.at(Caller("outsider", frozenset())))]


@then("the book of HD is stale because of that price, and the book of LOW is not")
def _(answer: StaleAnswer) -> None:
    [book] = answer.stale
    assert Path(book.folder).name == "HD"
    assert any(one.new.startswith("360.10") for one in book.causes)
    assert answer.fresh == 1


@then("every stale number says where it stands and what it would be")
def _(answer: StaleAnswer) -> None:
    [book] = answer.stale
    assert len(book.stale) > 10
    for line in book.stale:
        assert line.file
        assert line.place
        assert line.old != line.new
    assert book.refresh == f"bookrunner refresh {book.folder}"


@then("the deleted book is named as not compared")
def _(answer: StaleAnswer, written: Path) -> None:
    assert [Path(one.folder).name for one in answer.unchecked] == ["gone"]
    assert answer.looked_at == 3
    shutil.rmtree(written / "gone", ignore_errors=True)
    (written / "home" / "books" / "gone.json").unlink()


@then("the book of LOW is not among them")
def _(seen: list[str]) -> None:
    assert seen == ["HD"]

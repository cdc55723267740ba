"""The promises about answers for parts of a company, as they are written in specs/answers."""

from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.search import Entry, Names
from tests.answers.part_filing import part_filing
from tests.faces.asking import Newcomer

scenarios("answers/parts.feature")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts")
    path = folder / "loomfield-2023.htm"
    path.write_bytes(part_filing())
    said = Newcomer(folder / "home").asks("ingest", path)
    assert said.code == 0, said.err
    return folder / "home"


@given(
    "the report of Loomfield for 2023, tagged by segment, place and product",
    target_fixture="newcomer",
)
def _(home: Path) -> Newcomer:
    return Newcomer(home)


@when(parsers.parse('"{asked}" is asked'), target_fixture="answer")
def _(newcomer: Newcomer, asked: str) -> dict[str, Any]:
    said = newcomer.asks("ask", asked, "--json")
    assert said.code == 0, said.err
    return dict(said.json)


@then(parsers.parse('the answer is a figure of {value:g} in "{unit}" that begins "{words}"'))
def _(answer: dict[str, Any], value: float, unit: str, words: str) -> None:
    assert answer["kind"] == "figure", answer
    assert answer["value"] == pytest.approx(value)
    assert answer["unit"] == unit
    assert answer["answer"].startswith(words)
    assert answer["citations"]


@then(parsers.parse("it cites the rows of {count:d} parts"))
def _(answer: dict[str, Any], count: int) -> None:
    assert len({one["quote"] for one in answer["citations"]}) >= count


@then("the answer is no figure")
def _(answer: dict[str, Any]) -> None:
    assert answer["kind"] != "figure", answer["answer"]


@pytest.mark.parametrize("said", ["Harrow's", "Harrow’s", "Harrows"])
def test_a_name_that_ends_as_a_possessive_is_found(said: str) -> None:
    entry = Entry(
        "a" * 64, "harrows.htm", "10-K", "9999990192", ("Harrows Corp",), (), None, 2023, None, None
    )
    assert Names([entry]).found(f"What was {said} revenue in FY2023?")
    assert not Names([entry]).found("What was Barrow's revenue in FY2023?")

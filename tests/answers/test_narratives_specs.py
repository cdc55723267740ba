"""Narratives as somebody at the command line gets them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.faces.asking import Newcomer
from tests.llm.made import KEY, row
from tests.llm.servers import Server, completion, serving
from tests.search.reports import report

TRUE = "Ashdale Mills is a defendant in a class action over the labels of its products [1]."
FALSE = "Ashdale Mills paid $450 million to settle it [1]."


scenarios("answers/narratives.feature")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A model that writes one true and one false sentence."""
    monkeypatch.setenv("HOUSE_KEY", KEY)
    with serving(completion(f"{TRUE} {FALSE}")) as server:
        yield server


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path / "home")


def kept(newcomer: Newcomer, folder: Path, wall: str = "") -> None:
    """Ashdale's report in the records."""
    path = folder / "ashdale-2022.htm"
    path.write_bytes(report("Ashdale Mills", 2022, revenue=1_000))
    behind = ("--walls", wall) if wall else ()
    said = newcomer.asks("ingest", path, *behind, walls=wall)
    assert said.code == 0, said.err


@given(
    "the report of Ashdale in the records and a model that writes one true and one false sentence"
)
def _(newcomer: Newcomer, tmp_path: Path, model: Server) -> None:
    kept(newcomer, tmp_path)
    (tmp_path / "models.json").write_text(json.dumps({"models": [row(model.url)]}))


@given(
    parsers.parse('the report of Ashdale behind the wall "{wall}" and a model for internal data')
)
def _(newcomer: Newcomer, tmp_path: Path, model: Server, wall: str) -> None:
    kept(newcomer, tmp_path, wall)
    models = [row(model.url, classifications=["public", "internal"])]
    (tmp_path / "models.json").write_text(json.dumps({"models": models}))


@when(parsers.parse('"{asked}" is asked of the records'), target_fixture="answer")
def _(newcomer: Newcomer, tmp_path: Path, asked: str) -> dict[str, Any]:
    return dict(newcomer.asks("ask", asked, "--json", models=str(tmp_path / "models.json")).json)


@when(parsers.parse('"{asked}" is asked inside the wall "{wall}"'), target_fixture="answer")
def _(newcomer: Newcomer, tmp_path: Path, asked: str, wall: str) -> dict[str, Any]:
    file = str(tmp_path / "models.json")
    return dict(newcomer.asks("ask", asked, "--json", models=file, walls=wall).json)


@then("the answer is a narrative with the true sentence alone, cited")
def _(answer: dict[str, Any]) -> None:
    assert answer["kind"] == "narrative", answer
    assert "defendant in a class action" in answer["answer"]
    assert "450" not in answer["answer"]
    assert "defendant in a class action" in answer["citations"][0]["quote"]


@then("a finding says that the false one was withheld")
def _(answer: dict[str, Any]) -> None:
    assert any("450" in one["message"] for one in answer["findings"]), answer["findings"]


@then("the model hears nothing, and the answer is the extract")
def _(answer: dict[str, Any], model: Server) -> None:
    assert model.heard == []
    assert answer["kind"] == "extract"
    assert "defendant in a class action" in answer["citations"][0]["quote"]

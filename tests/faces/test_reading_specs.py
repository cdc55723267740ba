"""specs/faces/reading.feature, on the command line."""

import json
from pathlib import Path
from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.documents import parse
from tests.faces.asking import Newcomer, Said, filing

scenarios("faces/reading.feature")

DOCUMENT = parse(filing(), name="zztw-20231231.htm")


@given("a home with one ingested filing", target_fixture="said")
def _(newcomer: Newcomer, filings: Path) -> list[Said]:
    assert newcomer.asks("ingest", str(filings)).code == 0
    return []


@given(
    parsers.parse('a home with one ingested filing behind the wall "{wall}"'), target_fixture="said"
)
def _(newcomer: Newcomer, filings: Path, wall: str) -> list[Said]:
    assert newcomer.asks("ingest", filings, "--walls", wall, walls=wall).code == 0
    return []


@when(parsers.parse('I ask "{line}"'))
def _(newcomer: Newcomer, said: list[Said], line: str) -> None:
    said.append(newcomer.asks(*line.split()))


@when("I read it by its digest")
def _(newcomer: Newcomer, said: list[Said]) -> None:
    said.append(newcomer.asks("read", DOCUMENT.digest))


@when(parsers.parse("I read it from character {start:d}"), target_fixture="read")
def _(newcomer: Newcomer, start: int) -> dict[str, Any]:
    said = newcomer.asks(
        "read", DOCUMENT.digest[:12], "--start", str(start), "--length", "100000", "--json"
    )
    held: dict[str, Any] = json.loads(said.out)
    return held


@then(parsers.parse('the answer names "{form}" and the beginning of its digest'))
def _(said: list[Said], form: str) -> None:
    assert form in said[-1].out
    assert DOCUMENT.digest[:16] in said[-1].out


@then("the words are those of the text at that span")
def _(read: dict[str, Any]) -> None:
    assert read["start"] == 4
    assert read["text"] == DOCUMENT.text[read["start"] : read["end"]]
    assert read["total"] == len(DOCUMENT.text)


@then("its tables stand as grids of cells")
def _(read: dict[str, Any]) -> None:
    [table] = [one for one in DOCUMENT.tables if one.start == read["tables"][0]["start"]]
    assert read["tables"][0]["rows"][0] == [cell.text for cell in table.rows[0]]


@then(parsers.parse('nothing said names "{word}"'))
def _(said: list[Said], word: str) -> None:
    assert word not in said[-1].out + said[-1].err


@then(parsers.parse("it ends with exit code {code:d}"))
def _(said: list[Said], code: int) -> None:
    assert said[-1].code == code

"""The promises about the quality of a company's numbers, at the command line."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.faces.asking import Newcomer, Said, filing

scenarios("faces/quality.feature")


@dataclass
class World:
    newcomer: Newcomer
    folder: Path
    said: Said | None = None

    @property
    def answer(self) -> Any:
        assert self.said is not None
        assert self.said.code == 0, self.said.out
        return self.said.json


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(Newcomer(tmp_path / "home"), tmp_path)


def ingest(world: World, content: bytes) -> None:
    path = world.folder / "zztw-20231231.htm"
    path.write_bytes(content)
    assert world.newcomer.asks("ingest", path).code == 0


@given("a home with the 10-K of Testwick Stores")
def _(world: World) -> None:
    ingest(world, filing())


@given("a home with a 10-K of Testwick Stores whose revenue is tagged a thousand times too large")
def _(world: World) -> None:
    # Three numbers of its table agree on millions before one can be told to be wrong.
    more = b"".join(
        b'<tr><td>Row</td><td><ix:nonFraction name="us-gaap:%s" contextRef="y" unitRef="usd" '
        b'decimals="-5" scale="6" format="ixt:num-dot-decimal">12.5</ix:nonFraction></td></tr>' % n
        for n in (b"GrossProfit", b"OperatingExpenses", b"OperatingIncomeLoss")
    )
    content = filing().replace(b"</table>", more + b"</table>")
    wrong = content.replace(
        b'scale="6" format="ixt:num-dot-decimal"\n >1,250.5', b'scale="9">1250.5'
    )
    assert wrong != content
    ingest(world, wrong)


@given("one of its rows is deleted from the database")
def _(world: World) -> None:
    with sqlite3.connect(world.newcomer.home / "bookrunner.db") as database:
        gone = (
            "DELETE FROM facts WHERE concept = 'us-gaap:CostOfRevenue' AND filing IN "
            "(SELECT id FROM filings WHERE cik = '9999990077')"
        )
        assert database.execute(gone).rowcount == 1
    database.close()


@when("the quality of Testwick is asked for")
def _(world: World) -> None:
    world.said = world.newcomer.asks("quality", "ZZTW", "--json")


@then("its records are as filed")
def _(world: World) -> None:
    assert [one["record"] for one in world.answer["filings"]] == ["as filed"]


@then("its records differ from the file as received")
def _(world: World) -> None:
    assert [one["record"] for one in world.answer["filings"]] == ["differs"]
    assert world.answer["verdict"] == "errors"


@then("nothing of it is doubted")
def _(world: World) -> None:
    assert [one["doubted"] for one in world.answer["filings"]] == [0]
    assert world.answer["counts"]["error"] == 0


@then(parsers.parse("an error names {concept}"))
def _(world: World, concept: str) -> None:
    [one] = world.answer["filings"]
    assert one["doubted"] == 1
    assert any(concept in f["message"] and f["severity"] == "error" for f in one["findings"])


@then("the line of revenue carries the same error")
def _(world: World) -> None:
    asked = ("facts", "ZZTW", "--line", "revenue", "--period", "FY2023", "--json")
    said = world.newcomer.asks(*asked).json
    assert "quality.scale" in {finding["code"] for finding in said["findings"]}

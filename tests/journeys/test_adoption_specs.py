"""The promises of specs/journeys/adoption.feature."""

import csv
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from tests.faces.asking import Newcomer, Said

scenarios("journeys/adoption.feature")

PREMIUM = "market.equity_risk_premium"


@dataclass
class Banker:
    """Somebody with a folder, who pitches Home Depot."""

    newcomer: Newcomer
    folder: Path
    said: Said = field(default_factory=lambda: Said(-1, "", ""))

    @property
    def listed(self) -> Path:
        return self.folder / "assumptions.csv"

    def pitches(self, *options: object) -> None:
        asked = ("pitch", "HD", "--peers", "LOW,WMT", "--out", self.folder / "out")
        self.said = self.newcomer.asks(*asked, *options, "--json")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    return Newcomer(tmp_path_factory.mktemp("banker") / "home")


@given("a home with the sample", target_fixture="banker")
def _(home: Newcomer, tmp_path: Path) -> Banker:
    return Banker(home, tmp_path)


@when("a banker asks for a checked book")
def _(banker: Banker) -> None:
    banker.pitches("--checked")


@then("it is refused with the number of defaults, some of their names and how to adopt them")
def _(banker: Banker) -> None:
    error = banker.said.json["error"]
    assert (banker.said.code, error["kind"]) == (6, "StaysDraft")
    counted = r"\d+ defaults are adopted by nobody \([a-z_.]+(, [a-z_.]+){3} and \d+ more\)"
    assert re.search(counted, error["message"])
    for words in ("--assumptions FILE.csv", "assumption,value,owner,reason,date"):
        assert words in error["message"]


@then("no file is written")
def _(banker: Banker) -> None:
    assert list(banker.folder.iterdir()) == []


@when("a banker has the defaults listed")
def _(banker: Banker) -> None:
    banker.pitches("--write-assumptions", banker.listed)
    answer = banker.said.json
    assert (answer["state"], answer["defaults"]) == ("draft", len(rows(banker.listed)))
    assert answer["assumptions"] == str(banker.listed)


@when("fills in owner and date, and the house view of the equity risk premium")
def _(banker: Banker) -> None:
    found = rows(banker.listed)
    assert all(row["reason"] and not row["owner"] and not row["date"] for row in found)
    for row in found:
        row |= {"owner": "Ann Banker", "date": "2024-09-02"}
        if row["assumption"] == PREMIUM:
            row["value"] = "0.0575"
    with banker.listed.open("w", encoding="utf-8", newline="") as file:
        filled = csv.DictWriter(file, found[0])
        filled.writeheader()
        filled.writerows(found)


@when("asks for a checked book with the list")
def _(banker: Banker) -> None:
    banker.pitches("--checked", "--assumptions", banker.listed)


@then("the book is checked and no assumption is without an owner")
def _(banker: Banker) -> None:
    answer = banker.said.json
    assert (answer["state"], answer["defaults"]) == ("checked", 0)
    ledger = json.loads(Path(answer["ledger"]).read_text(encoding="utf-8"))
    assert ledger["state"] == "checked"
    assert "default" not in {figure["lineage"]["kind"] for figure in ledger["figures"]}


@then("why names the owner of the equity risk premium, and its value")
def _(banker: Banker) -> None:
    told = banker.newcomer.asks("why", f"{PREMIUM}.20240830").out
    assert "= 0.0575" in told
    assert "assumed: Ann Banker on 2024-09-02" in told


@then("the list that was filled in is never written over")
def _(banker: Banker) -> None:
    before = banker.listed.read_bytes()
    banker.pitches("--write-assumptions", banker.listed)
    assert banker.said.json["error"]["kind"] == "FileInTheWay"
    assert banker.listed.read_bytes() == before


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a list of assumptions."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

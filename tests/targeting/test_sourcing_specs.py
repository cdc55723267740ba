import importlib
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.targeting import definitions
from bookrunner.targeting.sourcing import read_words
from tests.faces.asking import Newcomer, Said, filing

scenarios("targeting/sourcing.feature")

VALVES = "We design and make industrial valves and actuators for refineries in many countries."
BREAD = "We bake bread, rolls and cakes close to grocers, and wedding cakes for weddings to order."


@dataclass
class World:
    newcomer: Newcomer
    folder: Path
    day: str = "2024-08-30"
    said: list[Said] = field(default_factory=list)

    def looks_for(self, words: str, *more: str) -> None:
        self.said.append(self.newcomer.asks("source", words, "--as-of", self.day, "--json", *more))

    @property
    def answer(self) -> Any:
        assert self.said[-1].code == 0, self.said[-1].err + self.said[-1].out
        return self.said[-1].json

    @property
    def found(self) -> list[str]:
        return [one["company"]["ticker"] for one in self.answer["results"]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sourcing") / "home"


@pytest.fixture
def world(home: Path, tmp_path: Path) -> World:
    return World(Newcomer(home), tmp_path)


@pytest.fixture
def phrasings(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(repository / "benchmarks" / "quality"))
    sys.modules.pop("sourcing", None)
    return importlib.import_module("sourcing")


def report(name: str, ticker: str, cik: str, sentence: str) -> bytes:
    """A 10-K whose Item 1 says the sentence; without one it has no Item 1."""
    page = filing(name=name, ticker=ticker).decode().replace("9999990077", cik)
    told = "".join(f"<p>{sentence} Plant {n} opened early.</p>" for n in range(14))
    item = f"<p>Item 1. Business</p>{told}<p>Item 1A. Risk Factors</p><p>Much may go wrong.</p>"
    return page.replace("<p>Item 8. Fin", f"{item if sentence else ''}<p>Item 8. Fin").encode()


@given(
    "annual reports of a maker of valves, of a bakery, and of a carrier without a part on its "
    "business"
)
def _(world: World, tmp_path: Path) -> None:
    world.newcomer = Newcomer(tmp_path / "home")
    for name, ticker, cik, sentence in (
        ("Alder Flow", "ZZAF", "9999990101", VALVES),
        ("Cedar Baking", "ZZCB", "9999990103", BREAD),
        ("Dune Freight", "ZZDF", "9999990104", ""),
    ):
        path = world.folder / f"{ticker}.htm"
        path.write_bytes(report(name, ticker, cik, sentence))
        said = world.newcomer.asks("ingest", path)
        assert said.code == 0, said.err


@when(parsers.re(r'"(?P<words>[^"]*)" is looked for$'))
def _(world: World, words: str) -> None:
    world.looks_for(words)


@when(parsers.re(r'"(?P<words>[^"]*)" is looked for where "(?P<where>[^"]*)"'))
def _(world: World, words: str, where: str) -> None:
    world.looks_for(words, "--where", where)


@then(parsers.parse('the text is "{text}" and the condition "{where}"'))
def _(world: World, text: str, where: str) -> None:
    reading = world.answer["reading"]
    assert reading["text"] == [text]
    assert reading["where"] == world.answer["where"] == where
    assert reading["not_understood"] == []
    assert where in world.answer["edit"]


@then(parsers.parse('the condition on "{feature}" is "{sign}" {value:g} in "{unit}"'))
def _(world: World, feature: str, sign: str, value: float, unit: str) -> None:
    told = next(o for o in world.answer["reading"]["conditions"] if o["feature"] == feature)
    assert (told["operator"], told["values"], told["unit"]) == (sign, [value], unit)
    assert told["words"] == "net leverage above 3x"


@then("all phrasings of the halves for tuning and held out are read exactly")
def _(phrasings: Any) -> None:
    rows = [*phrasings.rows("tuning"), *phrasings.rows("held")]
    assert len(rows) >= 60
    for words, text, where, unread in rows:
        told = read_words(words, definitions())
        assert phrasings.is_right(told, text, where, unread), (words, told)


@then(
    "each word of each phrasing stands exactly once in text, conditions, not understood or "
    "passed over"
)
def _(phrasings: Any) -> None:
    count = 0
    for words, *_ in phrasings.rows():
        told = read_words(words, definitions())
        parts = [*told.text, *told.text_not, *told.passed_over]
        parts += [one.words for one in told.conditions]
        parts += [one.words for one in told.not_understood]
        assert Counter(re.findall(r"\w+", " ".join(parts))) == Counter(re.findall(r"\w+", words))
        count += 1
    assert count >= 80


@then(parsers.parse('"{unread}" was not understood, for "{why}"'))
def _(world: World, unread: str, why: str) -> None:
    told = world.answer["reading"]["not_understood"]
    assert [one["words"] for one in told] == [unread]
    assert why in told[0]["why"]
    assert any(unread in one["message"] for one in world.answer["findings"])


@then("only the maker of valves is found, by words of its report that stand where the answer says")
def _(world: World) -> None:
    assert world.found == ["ZZAF"]
    (proof,) = world.answer["results"][0]["evidence"]
    assert "valves" in proof["quote"]
    read = world.newcomer.asks("text", world.folder / "ZZAF.htm")
    assert read.out[proof["start"] : proof["end"]] == proof["quote"]


@then(parsers.parse("its revenue is {value:d} with an id that is explained"))
def _(world: World, value: int) -> None:
    (figure,) = world.answer["results"][0]["figures"]
    assert (figure["feature"], figure["value"]) == ("revenue", value)
    assert world.newcomer.asks("why", figure["id"], "--json").code == 0


@then("the bakery is outside, and the carrier is not assessed for want of a report on its business")
def _(world: World) -> None:
    lacks = {one["company"]["ticker"]: one["lacks"] for one in world.answer["not_assessed"]}
    assert "ZZCB" not in lacks
    assert lacks["ZZDF"] == ["an annual report that says what it does (Item 1)"]


@then("nobody is found")
def _(world: World) -> None:
    assert world.answer["reading"]["text_not"] == ["weddings"]
    assert world.found == []
    world.looks_for("companies that bake bread")
    assert world.found == ["ZZCB"]


@then(parsers.parse('"{ticker}" is not assessed and lacks "{label}"'))
def _(world: World, ticker: str, label: str) -> None:
    lacks = {one["company"]["ticker"]: one["lacks"] for one in world.answer["not_assessed"]}
    assert label in lacks[ticker]


@then("the counts add up to the companies known and nobody with a missing feature is found")
def _(world: World) -> None:
    counts = world.answer["counts"]
    parts = ("left", "outside", "not_assessed", "found")
    assert counts["known"] == sum(counts[part] for part in parts) > 30
    assert counts["not_assessed"] == len(world.answer["not_assessed"]) > 0
    assert world.found
    for one in world.answer["results"]:
        values = {value["feature"]: value["value"] for value in one["figures"]}
        assert values["net_leverage"] > 3
        assert values["coverage"] < 8


@then("its condition given back finds the same companies in the same order")
def _(world: World) -> None:
    before = world.found
    assert len(before) > 2
    world.looks_for("", "--where", world.answer["where"])
    assert world.found == before


@then(parsers.parse('"{where}" given in place of it finds some of them only'))
def _(world: World, where: str) -> None:
    before = world.found
    world.looks_for("net leverage above 2x", "--where", where)
    assert world.answer["reading"]["where"] == "net_leverage > 2"
    assert world.answer["where"] == where
    assert 0 < len(world.found) < len(before)
    assert set(world.found) < set(before)


@then(parsers.parse('it is refused with "{words}"'))
def _(world: World, words: str) -> None:
    assert world.said[-1].code > 1
    assert words in world.said[-1].json["error"]["message"]

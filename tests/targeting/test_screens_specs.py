from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.faces.asking import Newcomer, Said

scenarios("targeting/screens.feature")

BROKEN = {
    "no driver": 'title = "T"\nquestion = "Q"\n',
    "an unknown key": 'title = "T"\nquestion = "Q"\nspeed = 1\n',
    "a weight of 0": 'title = "T"\nquestion = "Q"\n[[drivers]]\nfeature = "debt"\nweight = 0\n'
    'none = 0\nfull = 1\nwhy = "w"\n',
    "an unknown feature": 'title = "T"\nquestion = "Q"\n[[drivers]]\nfeature = "ebidta"\n'
    'weight = 1\nnone = 0\nfull = 1\nwhy = "w"\n',
    "broken TOML": "title = \n",
}


@dataclass
class World:
    newcomer: Newcomer
    folder: Path
    file: Path | None = None
    said: list[Said] = field(default_factory=list)

    def asks(self, *arguments: object) -> Said:
        said = self.newcomer.asks(*arguments)
        self.said.append(said)
        return said

    @property
    def answer(self) -> Any:
        assert self.said[-1].code == 0, self.said[-1].err
        return self.said[-1].json

    def named(self, ticker: str) -> Any:
        return next(one for one in self.answer["results"] if one["company"]["ticker"] == ticker)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("screens") / "home"


@pytest.fixture
def world(home: Path, tmp_path: Path) -> World:
    return World(Newcomer(home), tmp_path)


@given(parsers.parse('a copy of "{name}" in which "{old}" is made "{new}"'))
def _(world: World, name: str, old: str, new: str) -> None:
    world.file = world.folder / "own.toml"
    assert world.asks("screen", name, "--copy", world.file).code == 0
    text = world.file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    world.file.write_text(text.replace(old, new), encoding="utf-8")


@given(parsers.parse("a screen file with {words}"))
def _(world: World, words: str) -> None:
    world.file = world.folder / "own.toml"
    world.file.write_text(BROKEN[words], encoding="utf-8")


@given(
    parsers.parse(
        'the bank\'s coverage has A. Lind for "{ticker}", with the conflict "{conflict}" and on '
        "the restricted list"
    )
)
def _(world: World, ticker: str, conflict: str, tmp_path: Path) -> None:
    world.newcomer = Newcomer(tmp_path / "home")
    table = world.folder / "coverage.csv"
    table.write_text(
        "ticker,banker,contact,last_met,conflict,restricted,note\n"
        f'{ticker},A. Lind,"CFO, B. Marsh",2024-06-14,{conflict},yes,\n',
        encoding="utf-8",
    )
    assert world.asks("import", "coverage", table, "--as-of", "2024-08-01").code == 0


@when(parsers.re(r'"(?P<name>\S+)" is screened as of (?P<day>\S+)'))
def _(world: World, name: str, day: str) -> None:
    world.asks("screen", name, "--as-of", day, "--count", 50, "--json")


@when(parsers.re(r"the (copy|file) is screened as of (?P<day>\S+)"))
def _(world: World, day: str) -> None:
    world.asks("screen", world.file, "--as-of", day, "--count", 50, "--json")


@when(parsers.re(r'"(?P<name>\S+)" is screened as of (?P<day>\S+) where "(?P<where>.*)"'))
def _(world: World, name: str, day: str, where: str) -> None:
    world.asks("screen", name, "--as-of", day, "--where", where, "--count", 50, "--json")


@then(
    parsers.parse(
        'the first name is "{ticker}" and "{feature}" speaks for it with {above:d} over {below:d}'
    )
)
def _(world: World, ticker: str, feature: str, above: int, below: int) -> None:
    # The J. M. Smucker Co., 0000091419-24-000054: cash 62.0, short-term borrowings 591.0 and
    # current portion of long-term debt 999.3, in millions.
    first = world.answer["results"][0]
    assert first["company"]["ticker"] == ticker
    driver = next(one for one in first["drivers"] if one["feature"] == feature)
    assert driver["value"]["value"] == pytest.approx(above / below, rel=1e-12)


@then("each driver of the first name is explained down to reports by its id")
def _(world: World) -> None:
    for driver in world.answer["results"][0]["drivers"]:
        said = world.newcomer.asks("why", driver["value"]["id"], "--json")
        assert said.code == 0, said.err
        figures = {step["number"]["id"]: step["number"] for step in said.json["steps"]}
        assert figures[driver["value"]["id"]]["value"] == pytest.approx(driver["value"]["value"])
        assert any("0000091419-24-000054" in one["origin"] for one in figures.values())


@then("the counts add up to the companies known")
def _(world: World) -> None:
    counts = world.answer["counts"]
    parts = ("left", "outside", "not_assessed", "without_points", "with_points")
    assert counts["known"] == sum(counts[part] for part in parts) > 30
    assert counts["not_assessed"] == len(world.answer["not_assessed"]) > 0
    assert counts["with_points"] == len(world.answer["results"]) > 0


@then(parsers.parse('"{ticker}" is not assessed, for it lacks "{label}"'))
def _(world: World, ticker: str, label: str) -> None:
    told = {one["company"]["ticker"]: one["lacks"] for one in world.answer["not_assessed"]}
    assert label in told[ticker]


@then(parsers.parse('"{ticker}" is not among the names'))
def _(world: World, ticker: str) -> None:
    assert ticker not in [one["company"]["ticker"] for one in world.answer["results"]]


@then(parsers.parse('each name has "{feature}" above {least:d}'))
def _(world: World, feature: str, least: int) -> None:
    assert world.answer["results"]
    for name in world.answer["results"]:
        values = [one["value"] for one in name["drivers"]] + name["silent"]
        assert next(one for one in values if one["feature"] == feature)["value"] > least


@then(parsers.parse('its test is "{status}" and says "{words}"'))
def _(world: World, status: str, words: str) -> None:
    assert world.answer["test"]["status"] == status
    assert words in world.answer["test"]["words"]


@then(
    parsers.parse(
        'its definition is another, and the score of "{ticker}" is lower than by "{name}"'
    )
)
def _(world: World, ticker: str, name: str) -> None:
    own, definition = world.named(ticker), world.answer["definition"]
    world.asks("screen", name, "--as-of", "2024-08-30", "--json")
    assert own["score"] < world.named(ticker)["score"]
    assert definition != world.answer["definition"]


@then(parsers.parse('"{ticker}" is restricted, has that conflict, and is covered by "{banker}"'))
def _(world: World, ticker: str, banker: str) -> None:
    one = world.named(ticker)
    assert one["restricted"] is True
    assert one["conflicts"] == ["advises the bidder"]
    assert [line["banker"] for line in one["coverage"]] == [banker]
    assert one["coverage"][0]["origin"].startswith("coverage.csv, ")


@then(parsers.parse('"{ticker}" has nothing in the records'))
def _(world: World, ticker: str) -> None:
    one = world.named(ticker)
    assert one["coverage"] is one["conflicts"] is one["restricted"] is None


@then(parsers.parse('it is refused with "{words}"'))
def _(world: World, words: str) -> None:
    assert world.said[-1].code > 1
    assert words in world.said[-1].json["error"]["message"]


@given(
    parsers.parse(
        'the bank\'s measures say that one holder has 12% of "{ticker}" from {day}, and a measure '
        '"{other}"'
    )
)
def _(world: World, ticker: str, day: str, other: str, tmp_path: Path) -> None:
    world.newcomer = Newcomer(tmp_path / "home")
    table = world.folder / "measures.csv"
    table.write_text(
        f"ticker,measure,value,date\n{ticker},holder_stake,0.12,{day}\n"
        f"{ticker},days_since_lock_up,200,{day}\n{ticker},{other},3,{day}\n",
        encoding="utf-8",
    )
    assert world.asks("import", "measures", table).code == 0


@then(
    parsers.parse(
        '"{feature}" of "{ticker}" is {value:g} and is explained by the cell "{cell}" of "{file}"'
    )
)
def _(world: World, feature: str, ticker: str, value: float, cell: str, file: str) -> None:
    drivers = world.named(ticker)["drivers"]
    told = next(one["value"] for one in drivers if one["feature"] == feature)
    assert told["value"] == value
    why = world.newcomer.asks("why", told["id"], "--json").json["steps"][0]
    assert cell in why["number"]["origin"]
    assert file in why["number"]["origin"]


@then(parsers.parse('a finding names "{words}"'))
def _(world: World, words: str) -> None:
    assert any(words in one["message"] for one in world.answer["findings"])


@then(parsers.parse('as of {day} "{ticker}" is not assessed'))
def _(world: World, day: str, ticker: str) -> None:
    world.asks("screen", "block", "--as-of", day, "--json")
    assert ticker in [one["company"]["ticker"] for one in world.answer["not_assessed"]]

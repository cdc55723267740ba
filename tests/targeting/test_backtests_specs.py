import dataclasses
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import Company
from bookrunner.targeting import Backtest, Panel, Trials, alarms, backtest, definitions, read_screen
from bookrunner.targeting.measures import average_precision, precision_at, separation
from bookrunner.targeting.series import Series
from bookrunner.targeting.trials import trials_of_panel
from tests.faces.asking import Newcomer, Said

scenarios("targeting/backtests.feature")

NAMES = ("leverage", "growth", "coverage")
YEARS = range(2010, 2018)
FIRST = date(2010, 1, 1).toordinal()


def drawn(*, doubled: bool = False) -> Trials:
    """Three features, each of which holds a part of what decides the outcome, a year later."""
    chance = np.random.default_rng(11)
    count = 300 * len(YEARS)
    parts = chance.normal(size=(3, count))
    luck = chance.normal(size=count) * 0.8
    days = np.repeat([date(year, 3, 1).toordinal() for year in YEARS], 300)
    rows = np.tile(np.arange(count), 2) if doubled else np.arange(count)
    return Trials(
        company=np.tile(np.arange(300), len(YEARS))[rows],
        day=days[rows] + np.where(np.arange(len(rows)) >= count, 40, 0),
        sector=np.array(["A", "B", "C"])[rows % 3],
        score=(50 + 10 * parts.sum(axis=0))[rows],
        of_driver=parts[:, rows],
        features={name: part[rows] for name, part in zip(NAMES, parts, strict=True)},
        label=(parts.sum(axis=0) + luck > 2.6)[rows],
        horizon_days=365,
        unassessed=0,
        more_is_more=(True, True, True),
    )


@dataclass
class World:
    newcomer: Newcomer
    folder: Path
    trials: Trials | None = None
    tests: list[Backtest] = field(default_factory=list)
    file: Path = Path()
    said: list[Said] = field(default_factory=list)

    @property
    def test(self) -> Backtest:
        if not self.tests:
            assert self.trials is not None
            self.tests.append(backtest(self.trials))
        return self.tests[-1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backtests") / "home"


@pytest.fixture
def world(home: Path, tmp_path: Path) -> World:
    return World(Newcomer(home), tmp_path)


@then("the average precision of the order 1 0 1 1 0 is (1 + 2/3 + 3/4) / 3")
def _() -> None:
    labels = np.array([True, False, True, True, False])
    told = average_precision(np.array([5.0, 4, 3, 2, 1]), labels)
    assert told == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


@then("names of equal score share the places that they have together")
def _() -> None:
    labels = np.array([True, False, False, True])
    assert average_precision(np.ones(4), labels) == pytest.approx(0.5)
    assert precision_at(np.ones(4), labels, 2) == pytest.approx(0.5)


@then("precision at 2 of the scores 3 2 2 1 with outcomes 1 1 0 0 is (1 + 1/2) / 2")
def _() -> None:
    labels = np.array([True, True, False, False])
    assert precision_at(np.array([3.0, 2, 2, 1]), labels, 2) == pytest.approx(0.75)
    assert np.isnan(precision_at(np.array([1.0]), labels[:1], 2))


@then("the separation of 5 4 3 2 with outcomes 1 0 1 0 is 3 of 4 pairs")
def _() -> None:
    labels = np.array([True, False, True, False])
    assert separation(np.array([5.0, 4, 3, 2]), labels) == pytest.approx(0.75)


@given("2400 trials over eight years in which the score holds the outcome in part")
def _(world: World) -> None:
    world.trials = drawn()


@then(
    "the test shows that it works, with 95% bounds of PR-AUC above chance and above the best "
    "single rule"
)
def _(world: World) -> None:
    told = world.test
    assert told.reasons == []
    assert told.pr_auc.low > told.base_rate
    assert told.over_rule.low > 0
    assert told.shuffled_at_least == 0
    # The first year has none before it, the second none an embargo and a horizon before.
    assert [group.name for group in told.years] == [str(year) for year in YEARS][2:]
    assert told.n == 6 * 300
    assert told.calibration[-1].positives > told.calibration[0].positives


@given("the same trials with their labels shuffled within years")
def _(world: World) -> None:
    trials = drawn()
    chance = np.random.default_rng(5)
    label = trials.label.copy()
    for day in np.unique(trials.day):
        label[trials.day == day] = chance.permutation(label[trials.day == day])
    world.trials = dataclasses.replace(trials, label=label)


@then("the test does not show that it works, and PR-AUC lies within a quarter of chance")
def _(world: World) -> None:
    told = world.test
    assert told.reasons
    assert told.pr_auc.value == pytest.approx(told.shuffled_pr_auc, rel=0.25)
    assert told.shuffled_pr_auc == pytest.approx(told.base_rate, rel=0.25)
    assert told.shuffled_at_least > 0.025


@given("the same trials with the outcome planted in one feature after the other")
def _(world: World) -> None:
    world.trials = drawn()
    assert alarms(world.trials) == []


@then("every test alarms and names the feature")
def _(world: World) -> None:
    assert world.trials is not None
    noise = np.random.default_rng(3).normal(size=len(world.trials.day)) * 0.2
    for name in NAMES:
        features = {**world.trials.features, name: world.trials.label + noise}
        planted = dataclasses.replace(world.trials, features=features)
        (alarm,) = alarms(planted)
        assert alarm.startswith(f"{name} alone tells the outcome")
    assert alarm in backtest(planted).reasons


@given("the same trials in which one rule is perfect, but only in the year tested")
def _(world: World) -> None:
    trials = drawn()
    is_last = trials.day == trials.day.max()
    planted = np.where(is_last, trials.label * 9.0, -trials.features["growth"])
    world.trials = dataclasses.replace(trials, features={**trials.features, "growth": planted})


@then("that rule is not chosen for that year")
def _(world: World) -> None:
    assert world.test.years[-1].rule in ("leverage", "coverage")


@given("the same trials, each told twice")
def _(world: World) -> None:
    world.trials = drawn(doubled=True)


@then("the test has as many names as before")
def _(world: World) -> None:
    assert world.test.n == 6 * 300


def written(path: Path, *, years: range, outcomes_of_a_hundred: int) -> Path:
    """Companies whose debt alone decides: the most indebted lose their grade."""
    rows = ["company,date,sector,rating,debt_to_capital,operating_margin,return_on_assets,outcome"]
    for year in years:
        for company in range(100):
            is_next = company >= 100 - outcomes_of_a_hundred
            # Any one ratio is as high among others; together they are not.
            debt = 0.65 if is_next or company % 2 else 0.35
            rating = 10 if is_next or company % 3 else 7
            margin = 0.01 if is_next or company % 5 else 0.12
            rows.append(f"{company},{year}-03-01,S,{rating},{debt},{margin},0.02,{int(is_next)}")
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@given(parsers.parse('a file of trials for "fallen-angel", of which few had the outcome'))
def _(world: World) -> None:
    world.file = written(world.folder / "few.csv", years=range(2010, 2016), outcomes_of_a_hundred=2)


@given(parsers.parse('a file of trials for "fallen-angel" that the screen orders well'))
def _(world: World) -> None:
    path = world.folder / "well.csv"
    world.file = written(path, years=range(2010, 2018), outcomes_of_a_hundred=12)


@when("it is tested and the screen is run")
def _(world: World) -> None:
    said = world.newcomer.asks("backtest", "fallen-angel", "--trials", world.file, "--json")
    assert said.json["test"]["status"] == "not shown to work"
    world.said = [said, world.newcomer.asks("screen", "fallen-angel", "--json")]


@then('the screen says "not shown to work" with n and the years of the test')
def _(world: World) -> None:
    test = world.said[1].json["test"]
    assert test == world.said[0].json["test"]
    assert test["n"] == 300
    assert test["positives"] == 6
    assert test["period"] == "2013-03-01 to 2015-03-01"
    assert "fewer than 30" in test["words"]


@then('a changed copy of the screen says "not tested"')
def _(world: World) -> None:
    copy = world.folder / "own.toml"
    world.newcomer.asks("screen", "fallen-angel", "--copy", copy)
    copy.write_text(copy.read_text(encoding="utf-8") + "\n# own\n", encoding="utf-8")
    assert world.newcomer.asks("screen", copy, "--json").json["test"]["status"] == "not tested"


@then('its test is "shown to work", and with limits told "not shown to work" for them')
def _(world: World) -> None:
    asked = ("backtest", "fallen-angel", "--trials", world.file, "--json")
    told = world.newcomer.asks(*asked).json
    assert told["test"]["status"] == "shown to work", told["reasons"]
    limited = world.newcomer.asks(*asked, "--limits", "survivors only").json
    assert limited["test"]["status"] == "not shown to work"
    assert limited["reasons"] == ["survivors only"]
    assert limited["pr_auc"] == told["pr_auc"]


@when(parsers.parse('"{name}" is tested on the sample'))
def _(world: World, name: str) -> None:
    world.said = [world.newcomer.asks("backtest", name, "--json")]


@then("it is not shown to work, for there are 0 outcomes")
def _(world: World) -> None:
    told: Any = world.said[0].json
    assert told["test"]["status"] == "not shown to work"
    assert told["positives"] == 0
    assert any(reason.startswith("0 outcomes") for reason in told["reasons"])
    assert told["pr_auc"]["value"] is None


@given("a company whose event came 100 days after a quarter")
def _() -> None:
    """Built below."""


@then("it is an outcome of that quarter, of the two before and of the one after")
def _() -> None:
    known = definitions()
    file = (
        'title = "T"\nquestion = "Q"\n[[drivers]]\nfeature = "debt"\nweight = 1\nnone = 0\n'
        'full = 1\nwhy = "w"\n[outcome]\nwords = "o"\nwithin_months = 12\nforms = ["X"]\n'
    )
    screen = read_screen("t", file.encode(), known)
    assert screen.outcome is not None
    days = np.arange(FIRST, FIRST + 1200, 30)
    values = np.full((len(days), len(known.items)), np.nan)
    values[:, [*known.items].index("debt")] = 1.0
    panel = Panel(
        [Company("0000000001", "One")], np.array([0]), np.zeros(len(days), dtype=np.int64), days,
        [*known.items], values, days, {},
    )  # fmt: skip
    quarter = FIRST + 6 * 91
    events = Series.of([(0, quarter + 100, 1.0)])
    trials = trials_of_panel(panel, screen, screen.outcome, events, known)
    positive = [int(day - FIRST) // 91 for day in trials.day[trials.label]]
    # Days 100, 191, 282 and 9 after the quarters 6, 5, 4 and 7; 373 after 3 is beyond 365.
    assert positive == [4, 5, 6, 7]


FAULTS = {
    "no outcome": "company,date,rating\n1,2015-01-01,9\n",
    "an unknown column": "company,date,speed,outcome\n1,2015-01-01,9,0\n",
    "a day that is none": "company,date,rating,outcome\n1,2015-02-30,9,0\n",
    "an outcome of maybe": "company,date,rating,outcome\n1,2015-02-01,9,maybe\n",
}


@given(parsers.parse("a file of trials with {fault}"))
def _(world: World, fault: str) -> None:
    world.file = world.folder / "faulty.csv"
    world.file.write_text(FAULTS[fault], encoding="utf-8")


@then(parsers.parse('its test is refused with "{words}"'))
def _(world: World, words: str) -> None:
    said = world.newcomer.asks("backtest", "fallen-angel", "--trials", world.file, "--json")
    assert said.code > 1
    assert words in said.json["error"]["message"]

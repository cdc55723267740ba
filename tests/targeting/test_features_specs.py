import dataclasses
import math
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk, desk
from bookrunner.facts import Basis, Company, Fact, Filing, Kind, statements
from bookrunner.figures import USD, Period, Viewer, instant
from bookrunner.targeting import Leak, Panel, definitions, leaks, read_panel
from bookrunner.targeting.items import Item, KnownNumbers, Told, concepts
from bookrunner.targeting.panel import report_rows
from bookrunner.targeting.prices import price_column
from bookrunner.targeting.records import money_of, plain, without_doubted
from bookrunner.targeting.series import Series

scenarios("targeting/features.feature")

KNOWN = definitions()
REVENUE = "us-gaap:Revenues"
UNITS = {"money", "percent", "multiple", "months", "days", "price", "rating", "count", "code"}


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def told(start: str, end: str, known: str, value: float, place: int = 0) -> Told:
    return Told(REVENUE, ordinal(start), ordinal(end), ordinal(known), value, place)


@dataclass
class World:
    told: list[Told] = field(default_factory=list)
    desk: Desk | None = None
    panel: Panel | None = None
    facts: dict[str, Sequence[Told]] = field(default_factory=dict)
    found: Sequence[Leak] = ()

    def reads(self) -> None:
        assert self.desk is not None
        self.panel = read_panel(self.desk.store, self.desk.imports, self.desk.viewer, KNOWN)
        rows = self.desk.store.all_facts(self.desk.viewer, concepts([*KNOWN.items.values()]))
        for cik, of_company in groupby(rows, key=lambda row: row.cik):
            held = without_doubted(of_company)
            self.facts[cik] = list(plain(held, money_of(held)))

    def frame(self, day: str) -> object:
        items = [*KNOWN.items.values()]
        days, ends, values = report_rows(self.told, items)
        panel = Panel(
            companies=[Company("0000000001", "One")],
            sectors=np.array([0]),
            row_company=np.zeros(len(days), dtype=np.int64),
            row_known=np.array(days),
            items=[item.name for item in items],
            values=np.array(values),
            period_end=np.array(ends),
            series={},
        )
        return panel.on(ordinal(day), KNOWN)


@pytest.fixture(scope="module")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("features") / "home"


@pytest.fixture
def world() -> World:
    return World()


@given(
    "a company whose revenue of 2022 is told as 900 on 2023-02-20, as 880 on 2024-02-19, and of "
    "2023 as 1000 on that day"
)
def _(world: World) -> None:
    world.told = [
        told("2022-01-01", "2022-12-31", "2023-02-20", 900),
        told("2022-01-01", "2022-12-31", "2024-02-19", 880),
        told("2023-01-01", "2023-12-31", "2024-02-19", 1000),
    ]


@then("its revenue is 900 on 2023-12-31 and 1000 on 2024-02-19")
def _(world: World) -> None:
    assert world.frame("2023-12-31")["revenue"][0] == 900  # type: ignore[index]
    assert world.frame("2024-02-18")["revenue"][0] == 900  # type: ignore[index]
    assert world.frame("2024-02-19")["revenue"][0] == 1000  # type: ignore[index]


@then("its revenue growth is missing on 2023-12-31 and is 1000 over 880 less 1 on 2024-02-19")
def _(world: World) -> None:
    assert math.isnan(world.frame("2023-12-31")["growth"][0])  # type: ignore[index]
    assert world.frame("2024-02-19")["growth"][0] == pytest.approx(1000 / 880 - 1)  # type: ignore[index]


@given(
    "a company whose year 2023 is told as 1000, whose half year of 2023 as 450 and that of 2024 "
    "as 520"
)
def _(world: World) -> None:
    world.told = [
        told("2023-01-01", "2023-12-31", "2024-02-19", 1000, 0),
        told("2023-01-01", "2023-06-30", "2024-08-05", 450, 1),
        told("2024-01-01", "2024-06-30", "2024-08-05", 520, 2),
        told("2024-04-01", "2024-06-30", "2024-08-05", 270, 3),
    ]


@then("its revenue of twelve months is 1070, made of three facts")
def _(world: World) -> None:
    numbers = KnownNumbers()
    numbers.add(world.told)
    amount = numbers.item(Item("revenue", "Revenue", "revenue"))
    assert amount is not None
    assert amount.value == 1070
    assert amount.terms == ((1, 0), (1, 2), (-1, 1))


@given("the sample's records")
def _(world: World, sample_home: Path) -> None:
    world.desk = desk({**os.environ, "BOOKRUNNER_HOME": str(sample_home)})
    world.reads()


@given(
    "the sample's records with the next report of each company moved to the day before its "
    "acceptance date"
)
def _(world: World, sample_home: Path) -> None:
    world.desk = desk({**os.environ, "BOOKRUNNER_HOME": str(sample_home)})
    world.reads()
    assert world.panel is not None
    values = world.panel.values
    is_last = np.diff(world.panel.row_company, append=-1) != 0
    early = np.where(is_last[:, None], values, np.roll(values, -1, axis=0))
    world.panel = dataclasses.replace(world.panel, values=early)


@when(
    "the features of 300 random companies and days are made of the panel and of the facts known "
    "then"
)
def _(world: World) -> None:
    assert world.panel is not None
    chance = random.Random(6)
    first, last = ordinal("2021-06-01"), ordinal("2026-06-01")
    rows = [
        (chance.randrange(len(world.panel.companies)), chance.randint(first, last))
        for _ in range(300)
    ]
    world.found = leaks(world.panel, KNOWN, lambda cik: world.facts.get(cik, ()), rows)


@then("none differs, and no fact behind one was accepted after its day")
def _(world: World) -> None:
    assert world.found == []


@then("some differ")
def _(world: World) -> None:
    assert len(world.found) > 100


@given('a report of "Zinnia Mills" behind the wall "larch"')
def _(world: World, tmp_path: Path) -> None:
    home = {**os.environ, "BOOKRUNNER_HOME": str(tmp_path / "home")}
    world.desk = desk(home)
    year = Period(date(2023, 1, 1), date(2023, 12, 31))
    filing = Filing(
        digest="a" * 64, cik="0009999991", form="10-K", accession="0009999991-24-000001",
        period_end=year.end, accepted_at=date(2024, 2, 19), walls=frozenset({"larch"}),
    )  # fmt: skip
    fact = Fact(
        cik=filing.cik, concept=REVENUE, value=Decimal(1000), unit=USD, period=year,
        accession=filing.accession, form="10-K", accepted_at=filing.accepted_at,
        document=filing.digest, walls=filing.walls,
    )  # fmt: skip
    world.desk.store.save(filing, Company(filing.cik, "Zinnia Mills", sic="2834"), [fact])


@then(
    "the panel of a viewer outside knows one company less, and its features are as without the "
    "report"
)
def _(world: World) -> None:
    assert world.desk is not None
    store, imports = world.desk.store, world.desk.imports
    outside = read_panel(store, imports, Viewer("out"), KNOWN)
    inside = read_panel(store, imports, Viewer("in", frozenset({"larch"})), KNOWN)
    assert len(inside.companies) == len(outside.companies) + 1
    assert len(inside.values) == len(outside.values) + 1
    assert "Zinnia Mills" not in [company.name for company in outside.companies]


@then("every feature has a label, a unit, a source and a lag, and a formula of features before it")
def _() -> None:
    before: set[str] = set()
    for name, feature in KNOWN.features.items():
        assert feature.label
        assert feature.lag
        assert feature.unit in UNITS
        if feature.tree is not None:
            assert set(feature.tree.names()) <= before
        before.add(name)


@given("any rows of companies and days")
def _() -> None:
    """Drawn below."""


@then("for every company and day the joined row is the one that a search by hand finds")
def _() -> None:
    @settings(deadline=None)
    @for_all(
        st.lists(st.tuples(st.integers(0, 5), st.integers(1, 30), st.floats(-5, 5)), max_size=40),
        st.integers(0, 31),
    )
    def same(rows: list[tuple[int, int, float]], day: int) -> None:
        series = Series.of(rows)
        for company, at in enumerate(series.at(6, day)):
            by_hand = [one for one in sorted(rows, key=lambda one: one[1])
                       if one[0] == company and one[1] <= day]  # fmt: skip
            assert (at < 0) == (not by_hand)
            if by_hand:
                assert (series.day[at], series.value[at]) == (by_hand[-1][1], by_hand[-1][2])

    same()


@then(
    parsers.parse(
        "of the lines that both tell for a fiscal year at least {least:d} of 100 are equal, and "
        "revenue, cash and assets always"
    )
)
def _(world: World, least: int) -> None:
    assert world.desk is not None
    same, differing = 0, []
    for company in world.desk.store.companies(world.desk.viewer):
        made = statements(
            company, world.desk.store.facts(company.cik, world.desk.viewer), basis=Basis.ANNUAL
        )
        if not made.periods:
            continue
        last = made.periods[-1]
        numbers = KnownNumbers()
        known = world.facts.get(company.cik, ())
        numbers.add([one for one in known if one.end <= last.end.toordinal()])
        if numbers.period_end != last.end.toordinal():
            continue
        for item in KNOWN.items.values():
            if not item.line or item.years_back or item.kind is Kind.COVER_SHARES:
                continue
            at = last if item.kind is Kind.FLOW else instant(last.end)
            figure, amount = made.get(item.line, at), numbers.item(item)
            if figure is None or amount is None or not isinstance(figure.value, float):
                continue
            if math.isclose(figure.value, amount.value, rel_tol=1e-9):
                same += 1
            else:
                differing.append(item.name)
    assert same > 400
    assert 100 * same >= least * (same + len(differing))
    assert not {"revenue", "cash", "assets"} & set(differing)


def closes() -> list[tuple[int, int, float]]:
    price, rows = 100.0, []
    for day in range(300):
        rows.append((0, 1000 + 2 * day, price))
        price *= 1.01 if day % 2 == 0 else 0.99
    return rows


def of_prices(rows: list[tuple[int, int, float]]) -> list[float]:
    names = ("price_to_high", "return_12m", "volatility")
    last = rows[-1][1]
    return [float(price_column(name, Series.of(rows), 1, last, days_max=10)[0]) for name in names]


@given("300 daily closes that rise from 100 by 1% and fall by 1% in turn")
def _() -> None:
    """Built by ``closes``."""


@then("high, return and volatility are those of the closes of the year")
def _() -> None:
    # Trading days stand three in two apart, so that 300 of them reach back over a year.
    rows = [(company, 1000 + (day - 1000) // 2 * 3 // 2, value) for company, day, value in closes()]
    last = rows[-1][1]
    start = max(at for at, row in enumerate(rows) if row[1] <= last - 365)
    year = np.array([value for _, _, value in rows[start:]])
    high, change, volatility = of_prices(rows)
    assert high == pytest.approx(year[-1] / year.max())
    assert change == pytest.approx(year[-1] / year[0] - 1)
    assert volatility == pytest.approx(np.diff(np.log(year)).std(ddof=1) * math.sqrt(252))


@then("with a close cut to a half in the year none of the three is told")
def _() -> None:
    rows = [(company, 1000 + (day - 1000) // 2 * 3 // 2, value) for company, day, value in closes()]
    halved = [(company, day, value / 2 if at > 200 else value)
              for at, (company, day, value) in enumerate(rows)]  # fmt: skip
    assert all(math.isnan(one) for one in of_prices(halved))

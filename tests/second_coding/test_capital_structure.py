"""Capitalisation and maturity wall of the engine against their second coding."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bookrunner.credit import CapitalStructure, capital_structure
from bookrunner.figures import Figure
from bookrunner.valuation import default_policy
from tests.credit.companies import note
from tests.second_coding import refinancing as again
from tests.second_coding.basics import Value
from tests.second_coding.compare import differences
from tests.valuation.companies import VALUATION_DATE, company, figure

CASES = 100


@dataclass
class Case:
    """One company's notes, both ways."""

    made: CapitalStructure
    layers: list[again.Layer]
    debt: float
    ebitda: float
    equity: float


def case(dice: random.Random) -> Case:
    """One to eight notes, some of them matured, of a company with any debt and EBITDA."""
    debt, ebitda = round(10 ** dice.uniform(1, 5), 2), round(10 ** dice.uniform(1, 4), 2)
    equity = round(10 ** dice.uniform(1, 5), 2)
    layers = [
        again.Layer(
            round(debt * dice.uniform(0.01, 0.2), 2),
            VALUATION_DATE + timedelta(days=dice.randint(-300 if place else 1, 9_000)),
            round(dice.uniform(0, 0.1), 4),
        )
        for place in range(dice.randint(1, 8))
    ]
    notes = [
        note(f"note{place}", str(one.principal), str(one.coupon), one.maturity)
        for place, one in enumerate(layers)
    ]
    target = company(changes={"total_debt": str(debt), "ebitda": str(ebitda)})
    worth = figure("tgt.test.market_equity", str(equity), target.money, target.latest.period)
    made = capital_structure(target, default_policy(VALUATION_DATE), notes, None, worth)
    return Case(made, layers, debt, ebitda, equity)


def second(both: Case) -> dict[str, Value]:
    """What the second coding says."""
    on = VALUATION_DATE
    ahead = [one for one in both.layers if one.maturity >= on]
    told = sum(one.principal for one in both.layers)
    through = again.cumulative([told, both.debt - told], both.ebitda)
    whole = both.debt + both.equity
    found: dict[str, Value] = {
        "through_notes": through[0],
        "through_all": through[1],
        "notes_share": told / whole,
        "rest_share": (both.debt - told) / whole,
        "coupon_of_notes": again.weighted_coupon(both.layers),
        "coupon_ahead": again.weighted_coupon(ahead),
        "life": again.weighted_life(ahead, on),
        "outstanding": sum(one.principal for one in ahead),
    }
    soon = again.due_by(ahead, on.replace(year=on.year + 2))
    if soon:
        found["soon"] = soon / sum(one.principal for one in ahead)
    for year, due in again.wall(ahead, on).items():
        last = min(year, on.year + 10)
        before = found.get(f"due_{last}", 0.0)
        assert not isinstance(before, str)
        found[f"due_{last}"] = before + due
    return found


def engine(both: Case) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    notes, rest = both.made.layers
    wall = both.made.wall
    assert wall is not None
    found: dict[str, Figure | None] = {
        "through_notes": notes.multiple,
        "through_all": rest.multiple,
        "notes_share": notes.share,
        "rest_share": rest.share,
        "coupon_of_notes": notes.coupon,
        "coupon_ahead": wall.coupon,
        "life": wall.life,
        "outstanding": wall.outstanding,
    }
    if wall.near is not None:
        found["soon"] = wall.near
    return {**found, **{f"due_{one.year}": one.amount for one in wall.years}}


def _compare(cases: int) -> None:
    dice = random.Random(20241005)
    apart = []
    for place in range(cases):
        both = case(dice)
        made, other = engine(both), second(both)
        assert made.keys() == other.keys()
        found = differences(made, other, both.debt)
        if found:
            apart.append((place, both.layers, found))
    assert not apart, (len(apart), apart[:3])


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_structures() -> None:
    _compare(1_000)

"""Credit statistics and capacity for debt of the engine against their second coding."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

import pytest

from bookrunner.credit import CreditStatistics, credit_statistics
from bookrunner.credit.capacity import debt_capacity
from bookrunner.figures import Figure
from bookrunner.valuation import Adoptions, default_policy
from tests.second_coding import credit as again
from tests.second_coding.basics import NA, Value
from tests.second_coding.companies import adopt, company
from tests.second_coding.compare import differences

RATIOS = {
    "debt_ebitda": "debt_multiple",
    "net_debt_ebitda": "net_debt_multiple",
    "coverage": "cover_multiple",
    "coverage_after_capex": "cover_after_capex_multiple",
    "ffo_debt": "ffo_to_debt",
    "rcf_net_debt": "rcf_to_net_debt",
    "fcf_debt": "fcf_to_debt",
    "debt_capital": "debt_to_capital",
}
LIGHTS = {
    "debt_ebitda": (2.5, 4.0),
    "net_debt_ebitda": (2.0, 3.5),
    "coverage": (4.0, 2.5),
    "debt_capital": (0.4, 0.6),
}
CASES = 300


@dataclass
class Case:
    """One company, both ways."""

    made: CreditStatistics
    again: dict[str, Value]
    size: float


def case(dice: random.Random) -> Case | None:
    """One random company by both; None where it reports no debt."""
    one = company(dice, "TGT")
    if "total_debt" not in one.last:
        return None
    cost, rate = round(dice.uniform(0.1, 0.3), 3), round(dice.uniform(0.01, 0.1), 3)
    rows = {"credit.agency.lease_cost_share": cost, "credit.agency.lease_interest_rate": rate}
    policy = default_policy(date(2024, 6, 28), Adoptions(adopt(rows)))
    made = credit_statistics(one.inputs, policy)
    last, sheet = one.last, one.sheet
    second = again.Credit(
        ebitda=last["ebitda"],
        capex=last["capex"],
        interest=last["interest_expense"],
        tax=last["income_tax"],
        dividends=sheet.get("dividends_paid"),
        free_cash_flow=last["free_cash_flow"],
        debt=last["total_debt"],
        finance_leases=last.get("finance_leases", 0.0),
        operating_leases=last.get("operating_leases", 0.0),
        lease_cost_share=cost,
        lease_interest_rate=rate,
        pension=sheet.get("pension_liability", 0.0),
        preferred=last.get("preferred", 0.0),
        cash=last["cash"] + last.get("short_term_investments", 0.0),
        total_equity=last["total_equity"],
        downgrade_leverage=3.0,
    )
    found: dict[str, Value] = {}
    for view, values in (
        ("company", again.as_reported(second)),
        ("agency", again.agency_style(second)),
    ):
        found.update({f"{view}_{name}": value for name, value in values.items()})
    found.update(again.capacity(second.debt, second.ebitda, second.cash))
    return Case(made, found, last["revenue"])


def engine(made: CreditStatistics) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    found: dict[str, Figure | None] = {}
    for view, block in (("company", made.company), ("agency", made.agency)):
        found[f"{view}_debt"] = block.debt
        found[f"{view}_net_debt"] = block.net_debt
        found[f"{view}_ebitda"] = block.ebitda
        found[f"{view}_interest"] = block.interest
        by_key = {one.key.rsplit(".", 1)[-1]: one for one in block.ratios}
        for name, key in RATIOS.items():
            if key in by_key:
                found[f"{view}_{name}"] = by_key[key]
    room = debt_capacity(made, None)
    return {**found, "room": room.room, "firepower": room.firepower}


def _compare(cases: int) -> None:
    dice = random.Random(20240831)
    compared = 0
    while compared < cases:
        both = case(dice)
        if both is None:
            continue
        compared += 1
        apart = differences(engine(both.made), both.again, both.size)
        assert not apart, (compared, apart)
        shown = {one.key for one in (*both.made.company.ratios, *both.made.agency.ratios)}
        for view in ("company", "agency"):
            for name, key in RATIOS.items():
                is_shown = any(one.endswith(f"{view}.{key}") for one in shown)
                assert is_shown or both.again[f"{view}_{name}"] == NA


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_companies() -> None:
    _compare(1_000)


@pytest.mark.parametrize("name", LIGHTS)
def test_the_colours_are_those_of_the_second_coding(name: str) -> None:
    dice = random.Random(20240831)
    compared = 0
    while compared < 50:
        both = case(dice)
        if both is None:
            continue
        compared += 1
        figure = engine(both.made)[f"company_{name}"]
        value, limit = both.again[f"company_{name}"], both.made.limit(RATIOS[name])
        assert figure is not None
        assert limit is not None
        wanted = "" if isinstance(value, str) else again.colour(value, *LIGHTS[name])
        assert limit.colour(figure) == wanted

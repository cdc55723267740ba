"""Past deals of the engine against their second coding, on random tables."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bookrunner.figures import Figure
from bookrunner.imports import BankFile, BankRow, ImportedRow, ImportedValue
from bookrunner.transactions import Precedents, precedent_terms
from bookrunner.transactions import precedents as engine_precedents
from bookrunner.valuation import Adoptions, bridge, comps, default_policy
from tests.second_coding import precedents as again
from tests.second_coding.basics import STATISTICS, Value
from tests.second_coding.companies import Drawn, adopt, company
from tests.second_coding.compare import differences
from tests.second_coding.comps import implied

CASES = 60
VALUED = date(2024, 6, 28)
FILE = BankFile("precedents", "0" * 64, "deals.csv", "Example Bank", VALUED)
COLUMNS = {
    "ev_revenue": "ev_revenue_ltm",
    "ev_ebitda": "ev_ebitda_ltm",
    "ev_ntm_ebitda": "ev_ebitda_ntm",
    "ev_ebitda_with_synergies": "ev_ebitda_synergies",
    "premium": "premium_1d",
    "premium_week": "premium_1w",
    "premium_average": "premium_30d",
    "premium_high": "premium_52w",
    "synergies_of_costs": "synergies_cost_share",
}
KEYS = dict(zip(STATISTICS, ("max", "p75", "median", "mean", "p25", "min"), strict=True))
BUCKETS = {"recent": "3", "middle": "5", "older": "1000"}
FIELDS = {
    "share_bought": "acquired",
    "offer_price": "offer_price",
    "diluted_shares": "diluted_shares",
    "equity_value": "equity_value",
    "net_debt": "net_debt",
    "enterprise_value": "enterprise_value",
    "ltm_revenue": "ltm_revenue",
    "ltm_ebitda": "ltm_ebitda",
    "ntm_ebitda": "ntm_ebitda",
    "synergies": "synergies",
    "unaffected": "unaffected_price",
    "unaffected_week": "price_1w",
    "unaffected_average": "vwap_30d",
    "unaffected_high": "high_52w",
    "stated_premium": "premium_1d",
    "stated_average_premium": "premium_30d",
}


@dataclass
class Case:
    """One page, both ways."""

    made: Precedents
    again: dict[str, Value]
    size: float


def _deal(dice: random.Random) -> again.Deal:
    """A past deal; each value is stated or not."""
    price, size = round(10 ** dice.uniform(0, 2.5), 2), 10 ** dice.uniform(1, 5)
    values = {
        "share_bought": dice.choice([1.0, 1.0, 0.5, 0.51, 0.2]),
        "offer_price": price,
        "diluted_shares": round(size / price, 3),
        "equity_value": round(size * dice.uniform(0.9, 1.1), 2),
        "net_debt": round(size * dice.uniform(-1.5, 1), 2),
        "enterprise_value": round(size * dice.uniform(0.5, 2), 2),
        "ltm_revenue": round(size * dice.uniform(0.01, 2), 2),
        "ltm_ebitda": round(size * dice.uniform(-0.05, 0.3), 2),
        "ntm_ebitda": round(size * dice.uniform(-0.05, 0.3), 2),
        "synergies": round(size * dice.uniform(0, 0.1), 2),
        "unaffected": round(price * dice.uniform(0.4, 1.1), 2),
        "unaffected_week": round(price * dice.uniform(0.4, 1.1), 2),
        "unaffected_average": round(price * dice.uniform(0.4, 1.1), 2),
        "unaffected_high": round(price * dice.uniform(0.8, 2), 2),
        "stated_premium": round(dice.uniform(-0.2, 1), 3),
        "stated_average_premium": round(dice.uniform(-0.2, 1), 3),
    }
    kept = {key: value for key, value in values.items() if dice.random() < 0.75}
    age = dice.choice([0, 365, 3 * 365, 3 * 365 + 1, 5 * 365, 3650, 3651, dice.randint(0, 4500)])
    return replace(
        again.Deal(VALUED - timedelta(days=age)),
        withdrawn=dice.random() < 0.1,
        left_out=dice.random() < 0.1,
        **kept,  # type: ignore[arg-type]
    )


def _row(place: int, deal: again.Deal) -> BankRow:
    said = {
        "target": f"Target {place}",
        "acquirer": "Buyer",
        "announced": deal.announced.isoformat(),
        "status": "withdrawn" if deal.withdrawn else "closed",
        "unit": "USD",
        "left_out": "not like it" if deal.left_out else "",
    }
    for name, column in FIELDS.items():
        value = getattr(deal, name)
        if value is not None:
            said[column] = format(Decimal(str(value)), "f")
    values = {key: ImportedValue(text, f"Deals!{key}") for key, text in said.items() if text}
    return BankRow(FILE, ImportedRow(place, values))


def case(dice: random.Random) -> Case:
    """One random table by both."""
    target: Drawn = company(dice, "TGT")
    deals = [_deal(dice) for _ in range(dice.randint(1, 15))]
    policy = default_policy(VALUED, Adoptions(adopt({})))
    levels = comps(target.inputs, [], policy).levels
    upper, lower = levels
    made = engine_precedents(
        bridge(target.inputs, policy),
        [_row(place, deal) for place, deal in enumerate(deals)],
        policy,
        precedent_terms(target.inputs, policy),
        (upper, lower),
    )
    found = again.table(deals, VALUED)
    for place, deal in enumerate(deals):
        found.update({f"{place}_{name}": value for name, value in again.row(deal).items()})
    claims = target.claims().net()
    for name, line in (("ev_ebitda", "ebitda"), ("ev_revenue", "revenue")):
        for key in ("lower_quartile", "median", "upper_quartile"):
            worth = implied(found[f"{name}_{key}"], target.last[line], claims, target.shares)
            found[f"implied_{name}_{key}"] = worth["per_share"]
    for key in ("lower_quartile", "median", "upper_quartile"):
        premium = found[f"premium_{key}"]
        found[f"implied_premium_{key}"] = (
            premium if isinstance(premium, str) else target.price * (1 + premium)
        )
    return Case(made, found, 1.0)


def engine(made: Precedents) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    found: dict[str, Figure | None] = {}
    for deal in made.deals:
        place = deal.stated.target.removeprefix("Target ")
        found[f"{place}_equity_value"] = deal.equity_value
        found[f"{place}_enterprise_value"] = deal.enterprise_value
        found.update({f"{place}_{name}": deal.cells[key] for name, key in COLUMNS.items()})
    for name, key in COLUMNS.items():
        if name in (*again.MULTIPLES, *again.PREMIA):
            found.update({f"{name}_{row}": made.statistic(KEYS[row], key) for row in KEYS})
    for bucket, until in zip(made.buckets, BUCKETS.values(), strict=True):
        for name in ("ev_revenue", "ev_ebitda", "premium"):
            found[f"{name}_median_to_{until}"] = bucket.medians[COLUMNS[name]]
    for one in made.implied:
        name = next(name for name, key in COLUMNS.items() if key == one.key)
        for row, point in zip(
            ("lower_quartile", "median", "upper_quartile"), one.points, strict=True
        ):
            found[f"implied_{name}_{row}"] = point.share_price
    return found


def _compare(cases: int) -> None:
    dice = random.Random(20240831)
    for compared in range(1, cases + 1):
        both = case(dice)
        apart = differences(engine(both.made), both.again, both.size)
        assert not apart, (compared, apart)


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_tables() -> None:
    _compare(1_000)

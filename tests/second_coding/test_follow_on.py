"""Follow-ons, rights, bought deals and at-the-market of the engine against their second coding."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from bookrunner.figures import Figure, computed
from bookrunner.offerings import (
    FollowOn,
    OtherWays,
    RightsIssue,
    follow_on,
    offer_terms,
    other_ways,
    rights_issue,
)
from bookrunner.valuation import Adoptions, default_policy
from tests.second_coding import follow_on as again
from tests.second_coding.basics import NM, Value
from tests.second_coding.companies import Drawn, adopt, company
from tests.second_coding.compare import differences

CASES = 100


@dataclass
class Case:
    """One offering, both ways."""

    one: Drawn
    made: FollowOn
    rights: RightsIssue
    ways: OtherWays
    adopted: Mapping[str, float]


def case(dice: random.Random) -> Case:
    """Any terms, on any company."""
    one = company(dice, "TGT")
    adopted = {
        "size_share": round(dice.uniform(0.01, 0.4), 3),
        "primary_share": round(dice.choice([1, dice.uniform(0.05, 1)]), 2),
        "gross_spread_share": round(dice.uniform(0, 0.08), 4),
        "expenses_share": round(dice.uniform(0, 0.02), 4),
        "greenshoe_share": round(dice.uniform(0, 0.15), 3),
        "repays_debt_share": round(dice.uniform(0, 1), 2),
        "marginal_tax_rate": round(dice.uniform(0, 0.4), 3),
        "rights_discount_share": round(dice.uniform(0, 0.6), 2),
        "discount_rate": round(dice.uniform(0, 0.25), 3),
        "daily_volume": max(1.0, round(one.shares.basic * dice.uniform(0.001, 0.05), 2)),
        "shelf_capacity": round(1 + one.price * one.shares.basic * dice.uniform(0, 1), 2),
        "public_float": round(10 ** dice.uniform(6, 9), 0),
        "volatility_rate": round(dice.uniform(0.1, 1.2), 3),
        "backstop_sigmas_exponent": round(dice.uniform(0.5, 3), 3),
        "backstop_days_count": dice.randint(1, 5),
        "participation_share": round(dice.uniform(0.02, 0.3), 2),
        "at_the_market_fee_share": round(dice.uniform(0, 0.03), 3),
    }
    rows = adopt({f"follow_on.{key}": value for key, value in adopted.items()})
    policy = default_policy(date(2024, 1, 31), Adoptions(rows))
    made = follow_on(one.inputs, policy, offer_terms(one.inputs, policy))
    found = Case(one, made, rights_issue(made, policy), other_ways(made, policy), adopted)
    policy.adoptions.require_known()
    return found


def second(both: Case) -> dict[str, Value]:
    """What the second coding says."""
    one, told, last = both.one, both.adopted, both.one.last
    offer = again.Offer(
        close=one.price,
        shares=one.shares,
        size_share=told["size_share"],
        discount=told["discount_rate"],
        primary_share=told["primary_share"],
        greenshoe=told["greenshoe_share"],
        spread=told["gross_spread_share"],
        expenses_share=told["expenses_share"],
        average_volume=told["daily_volume"],
        net_income=last["net_income"],
        interest=last["interest_expense"],
        debt=last.get("total_debt", 0.0),
        tax_rate=told["marginal_tax_rate"],
        repays=told["repays_debt_share"],
        net_debt=again.net_debt(one.claims()),
        ebitda=last["ebitda"],
    )
    deal = again.sized(offer)
    base, shoe = again.effects(offer, greenshoe=False), again.effects(offer, greenshoe=True)
    found: dict[str, Value] = {**deal, **base}
    found |= {f"{name}_shoe": shoe[name] for name in ("net", "dilution")}
    money = deal["size"] * offer.primary_share
    found["shelf_left"] = again.shelf_left(
        told["shelf_capacity"], deal["size"], offer.primary_share, offer.greenshoe
    )
    third = again.baby_shelf(told["public_float"])
    found["baby_shelf"] = NM if third is None else third
    issue = again.rights(one.price, one.shares.basic, money, told["rights_discount_share"])
    found |= {f"rights_{name}": value for name, value in issue.items()}
    stood, exposed = again.backstop(
        deal["price"],
        deal["base_shares"],
        told["backstop_sigmas_exponent"],
        told["volatility_rate"],
        told["backstop_days_count"],
    )
    market = again.at_the_market(
        money,
        one.price,
        told["daily_volume"],
        told["participation_share"],
        told["at_the_market_fee_share"],
    )
    return {
        **found,
        "backstop": stood,
        "exposure": exposed,
        "market_days": market["days"],
        "market_net": market["net"],
    }


def engine(both: Case) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    made, rights, ways = both.made, both.rights, both.ways
    offer = made.offer
    assert offer is not None
    assert ways.bought is not None
    assert ways.market is not None
    return {
        "size": made.size,
        "price": offer.price,
        "base_shares": offer.base_shares,
        "expenses": offer.expenses,
        "old_diluted": offer.old_shares,
        "volume_days": made.volume_days,
        "new_shares": offer.primary_shares,
        "gross": computed_gross(offer.gross, offer.secondary),
        "spread_paid": offer.spread,
        "net": offer.net,
        "dilution": offer.dilution,
        "all_in_cost": offer.all_in,
        "eps_before": offer.eps_before,
        "eps_after": offer.eps_after,
        "eps_effect": offer.eps_effect,
        "leverage": offer.leverage_after,
        "net_shoe": offer.net_with_greenshoe,
        "dilution_shoe": offer.dilution_with_greenshoe,
        "shelf_left": made.shelf_left,
        "baby_shelf": made.baby_shelf,
        "rights_terp": rights.ex_rights,
        "rights_subscription": rights.subscription,
        "rights_new_shares": rights.new_shares,
        "rights_right": rights.right,
        "backstop": ways.bought.price,
        "exposure": ways.bought.exposure,
        "market_days": ways.market.days,
        "market_net": ways.market.net,
    }


def computed_gross(gross: Figure, secondary: Figure) -> Figure:
    """Proceeds of new shares alone."""
    return computed("gross_of_new", "Gross proceeds of new shares", gross - secondary, gross.period)


def _compare(cases: int) -> None:
    dice = random.Random(20241002)
    apart = []
    for place in range(cases):
        both = case(dice)
        made, other = engine(both), second(both)
        assert made.keys() == other.keys()
        found = differences(made, other, both.one.last["revenue"])
        if found:
            apart.append((place, both.adopted, found))
    assert not apart, (len(apart), apart[:3])


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_offerings() -> None:
    _compare(1_000)

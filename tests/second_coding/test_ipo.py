"""First offerings of the engine against their second coding."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from bookrunner.figures import Figure
from bookrunner.offerings import Ipo, NothingToPrice
from tests.offerings.ipos import holder, offering
from tests.second_coding import ipo as again
from tests.second_coding.basics import Value
from tests.second_coding.companies import Drawn, company
from tests.second_coding.compare import differences, told
from tests.second_coding.shares import ShareCount
from tests.valuation.models import compared

CASES = 30


@dataclass
class Case:
    """One first offering, both ways."""

    one: Drawn
    made: Ipo
    offer: again.Offer
    held: Mapping[str, float]
    gives: Mapping[str, float]
    adopted: Mapping[str, float]


def case(dice: random.Random) -> Case:
    """Any terms and holders, on any company that is worth more than it owes."""
    while True:
        found = _case(dice)
        if found is not None:
            return found


def _case(dice: random.Random) -> Case | None:
    one = company(dice, "TGT")
    target = replace(one.inputs, price=None, is_listed=False)
    last = one.last
    split = dice.choice([1, 1, 2, 0.5, 1.75])
    adopted = {
        "ipo_discount_share": round(dice.uniform(0, 0.3), 3),
        "size_share": round(dice.uniform(0.05, 0.5), 3),
        "primary_share": round(dice.uniform(0.1, 1), 2),
        "greenshoe_share": round(dice.uniform(0, 0.15), 3),
        "underwriting_discount_share": round(dice.uniform(0.01, 0.08), 4),
        "expenses": round(last["revenue"] * dice.uniform(0, 0.02), 2),
        "half_range_share": round(dice.uniform(0.02, 0.12), 3),
        "increment_price": dice.choice([1, 0.5, 0.25]),
        "split_factor": split,
        "repays_debt_share": round(dice.uniform(0, 1), 2),
        "marginal_tax_rate": round(dice.uniform(0, 0.4), 3),
        "net_tangible_book_value": round(last["revenue"] * dice.uniform(-0.2, 1), 2),
    }
    unit = last["revenue"] / 40
    held = {
        f"holder{place}": round(unit * dice.uniform(0.2, 3), 2)
        for place in range(dice.randint(1, 5))
    }
    gives = {
        name: round(count * dice.uniform(0.01, 0.5), 2)
        for name, count in held.items()
        if dice.random() < 0.4
    }
    options = [
        (round(unit * dice.uniform(0.01, 0.3), 2), dice.choice([0, round(dice.uniform(1, 60), 2)]))
        for _ in range(dice.randint(0, 3))
    ]
    rows = [holder(name, f"{n}", sells=f"{gives.get(name, '')}") for name, n in held.items()]
    rows += [
        holder(f"options{place}", f"{count}", strike=f"{strike}")
        for place, (count, strike) in enumerate(options)
    ]
    try:
        made = offering({key: str(value) for key, value in adopted.items()}, rows, target)
    except NothingToPrice:
        return None
    multiple = told(compared(target).statistic("median", "ev_ebitda_ltm"))
    assert isinstance(multiple, float)
    outstanding = sum(held.values()) * split
    offer = again.Offer(
        peers_multiple=multiple,
        dcf_enterprise_value=None,
        peers_weight=0.5,
        metric=last["ebitda"],
        net_claims=one.claims().net(),
        discount=adopted["ipo_discount_share"],
        spread=adopted["underwriting_discount_share"],
        expenses=adopted["expenses"],
        base_share=adopted["size_share"],
        primary_share=adopted["primary_share"],
        over_allotment=adopted["greenshoe_share"],
        shares=ShareCount(outstanding, 0.0, [(n * split, k / split) for n, k in options]),
        outstanding=outstanding,
        increment=adopted["increment_price"],
        half_range=adopted["half_range_share"],
    )
    after_split = {name: count * split for name, count in held.items()}
    return Case(one, made, offer, after_split, gives or after_split, adopted)


def second(both: Case) -> dict[str, Value]:
    """What the second coding says."""
    offer, last, adopted = both.offer, both.one.last, both.adopted
    found = again.priced(offer)
    base = found["base_shares"]
    assert isinstance(base, float)
    debt = last.get("total_debt")
    for end in ("low", "midpoint", "high"):
        price = found[end]
        assert not isinstance(price, str)
        one = again.at_price(offer, price, base, greenshoe=False)
        shoe = again.at_price(offer, price, base, greenshoe=True)
        found |= {f"{end}_{name}": value for name, value in one.items()}
        found |= {f"{end}_shoe_{name}": shoe[name] for name in SHOE}
        net, out = one["net_proceeds"], one["outstanding_after"]
        equity = one["equity_value"]
        assert not isinstance(net, str)
        assert not isinstance(out, str)
        assert not isinstance(equity, str)
        each, lost = again.tangible_per_share(adopted["net_tangible_book_value"], net, out, price)
        found |= {f"{end}_book": each, f"{end}_book_dilution": lost}
        repaid = max(min(net * adopted["repays_debt_share"], debt), 0.0) if debt else 0.0
        found[f"{end}_price_earnings"] = again.price_earnings(
            equity,
            last["net_income"],
            repaid,
            last["interest_expense"],
            debt or 0.0,
            adopted["marginal_tax_rate"],
        )
        if debt is not None:
            found[f"{end}_leverage"] = again.leverage_after(debt, last["cash"], net, last["ebitda"])
    secondary, out = found["midpoint_secondary_shares"], found["midpoint_outstanding_after"]
    assert not isinstance(secondary, str)
    assert not isinstance(out, str)
    owned = again.holders_after(both.held, both.gives, secondary, out)
    return {**found, **{f"owned_{name}": share for name, share in owned.items()}}


SHOE = ("net_proceeds", "dilution", "outstanding_after", "free_float")


def engine(both: Case) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    made = both.made
    priced = made.pricing
    found: dict[str, Figure | None] = {
        "fair_multiple": priced.fair.multiple,
        "fair_equity": priced.fair.equity_value,
        "offer_value": priced.value,
        "net_proceeds": priced.net_money,
        "offer_value_before": priced.before_money,
        "indicated": priced.price,
        "midpoint": priced.middle,
        "low": priced.low,
        "high": priced.high,
        "base_shares": made.sold.base,
    }
    for end, offer in zip(("low", "midpoint", "high"), made.offers, strict=True):
        found |= {
            f"{end}_new_shares": made.sold.primary,
            f"{end}_secondary_shares": made.sold.secondary,
            f"{end}_gross_proceeds": offer.new_money,
            f"{end}_net_proceeds": offer.net,
            f"{end}_holders_spread": offer.spread_holders,
            f"{end}_discount": offer.discount,
            f"{end}_equity_value": offer.equity_value,
            f"{end}_enterprise_value": offer.enterprise_value,
            f"{end}_dilution": offer.dilution,
            f"{end}_outstanding_after": offer.outstanding_after,
            f"{end}_free_float": offer.free_float,
            f"{end}_shoe_net_proceeds": offer.net_greenshoe,
            f"{end}_shoe_dilution": offer.dilution_greenshoe,
            f"{end}_shoe_outstanding_after": offer.outstanding_after_greenshoe,
            f"{end}_shoe_free_float": offer.free_float_greenshoe,
            f"{end}_price_earnings": offer.price_earnings,
        }
        assert offer.book is not None
        found |= {
            f"{end}_book": offer.book.after_share,
            f"{end}_book_dilution": offer.book.dilution,
        }
        if offer.leverage_after is not None:
            found[f"{end}_leverage"] = offer.leverage_after
    for row in made.table.rows[:-1]:
        found[f"owned_{row.name}"] = row.after_share
    return found


def _compare(cases: int) -> None:
    dice = random.Random(20241003)
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
def test_the_engine_agrees_on_a_thousand_first_offerings() -> None:
    _compare(1_000)

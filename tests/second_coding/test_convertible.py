"""Convertibles of the engine against their second coding."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from bookrunner.figures import Figure
from bookrunner.offerings import Convert, ConvertWorth
from tests.offerings.converts import valued
from tests.second_coding import convertible as again
from tests.second_coding.basics import NM, Value
from tests.second_coding.companies import Drawn, company
from tests.second_coding.compare import differences

CASES = 40


@dataclass
class Case:
    """One convertible, both ways."""

    one: Drawn
    made: Convert
    worth: ConvertWorth
    terms: again.Terms
    adopted: Mapping[str, float]

    @property
    def is_net(self) -> bool:
        """Whether the principal is paid in cash."""
        return self.adopted["settlement_switch"] == 2


def case(dice: random.Random) -> Case:
    """Terms and levels of any market, on any company."""
    coupons = sorted(round(dice.uniform(0, 0.08), 4) for _ in range(2))
    premiums = sorted(round(dice.uniform(0.05, 0.7), 3) for _ in range(2))
    years, frequency = dice.randint(2, 7), dice.choice([1, 2])
    adopted = {
        "low_coupon_rate": coupons[0],
        "high_coupon_rate": coupons[1],
        "low_premium_share": premiums[0],
        "high_premium_share": premiums[1],
        "tenor_years": years,
        "coupons_a_year_count": frequency,
        "size_share": round(dice.uniform(0.01, 0.5), 3),
        "greenshoe_share": round(dice.uniform(0, 0.2), 3),
        "call_protection_years": round(dice.uniform(0, 7), 1),
        "call_trigger_share": round(dice.uniform(1, 2), 2),
        "put_years": dice.choice([0, 0, dice.randint(1, years - 1)]),
        "settlement_switch": dice.choice([1, 2]),
        "gross_spread_share": round(dice.uniform(0, 0.05), 4),
        "expenses_share": round(dice.uniform(0, 0.01), 4),
        "cap_premium_share": round(premiums[1] + dice.uniform(0.05, 1.5), 2),
        "repays_debt_share": round(dice.uniform(0, 1), 2),
        "marginal_tax_rate": round(dice.uniform(0, 0.4), 3),
        "equity_spread_share": round(dice.uniform(0, 0.08), 4),
        "bought_back_share": round(dice.uniform(0.1, 1), 2),
        "price_step_rate": round(dice.uniform(0.05, 0.3), 2),
        "risk_free_rate": round(dice.uniform(0.005, 0.08), 4),
        "credit_spread": round(dice.uniform(0.005, 0.12), 4),
        "volatility_rate": round(dice.uniform(0.15, 0.9), 3),
        "borrow_rate": round(dice.uniform(0, 0.03), 4),
        "dividend_yield_rate": round(dice.uniform(0, 0.05), 4),
    }
    one = company(dice, "TGT")
    made, worth = valued({key: str(value) for key, value in adopted.items()}, one.inputs)
    terms = again.Terms(
        close=one.price,
        premium=sum(premiums) / 2,
        coupon=sum(coupons) / 2,
        years=years,
        frequency=frequency,
        treasury=adopted["risk_free_rate"],
        credit=adopted["credit_spread"],
        volatility=adopted["volatility_rate"],
        dividend=adopted["dividend_yield_rate"],
        borrow=adopted["borrow_rate"],
        call_after=adopted["call_protection_years"],
        call_trigger=adopted["call_trigger_share"],
        put_at=adopted["put_years"] or None,
    )
    return Case(one, made, worth, terms, adopted)


def second(both: Case) -> dict[str, Value]:
    """What the second coding says."""
    one, terms, told = both.one, both.terms, both.adopted
    strike, tax = terms.conversion_price, told["marginal_tax_rate"]
    market_value = one.price * one.shares.diluted(one.price)
    principal = market_value * told["size_share"]
    net = principal * (1 - told["gross_spread_share"] - told["expenses_share"])
    underlying = principal / strike
    cap = one.price * (1 + told["cap_premium_share"])
    held = again.valued(terms)
    found: dict[str, Value] = {
        "conversion_price": strike,
        "ratio": held["ratio"],
        "parity": held["parity"],
        "floor": held["floor"],
        "option": held["option"],
        "value": held["value"],
        "delta": held["delta"],
        "par_coupon": held["par_coupon"],
        "own_yield_value": held["own_yield_value"],
        "principal": principal,
        "net": net,
        "underlying": underlying,
        "lattice": again.lattice(terms),
        "cap": cap,
        "capped_cost": again.capped_call(terms, cap, underlying)["cost"],
        "saving": principal * (1 - held["floor"]),
        "given": principal * held["option"],
        "break_even": again.against_straight(terms),
        "shares_instead": again.against_shares(net, one.price, told["equity_spread_share"]),
    }
    # Income after the issue: its coupon and fees over the tenor, less interest on repaid debt.
    income, debt = one.last["net_income"], one.last.get("total_debt", 0.0)
    cost = (principal * terms.coupon + (principal - net) / terms.years) * (1 - tax)
    after = income - cost
    if debt:
        repaid = min(net * told["repays_debt_share"], debt)
        after += repaid * one.last["interest_expense"] / debt * (1 - tax)
    found["income_after"] = after
    for place in range(len(both.made.ladder.rungs)):
        price = one.price * (1 + told["price_step_rate"] * place)
        old = one.shares.diluted(price)
        given = again.shares_delivered(price, strike, underlying, both.is_net)
        back = again.capped_call_shares(price, strike, cap, underlying)
        eps = again.diluted_eps(after, cost, old, underlying, price, strike, both.is_net)
        before = income / old
        found |= {
            f"old_{place}": old,
            f"delivered_{place}": given,
            f"received_{place}": back,
            f"dilution_{place}": given / (old + given),
            f"dilution_capped_{place}": (given - back) / (old + given - back),
            f"eps_{place}": eps,
            f"eps_effect_{place}": eps / before - 1 if before > 0 else NM,
        }
    for number, note in enumerate(one.shares.convertibles):
        fees = told["gross_spread_share"] + told["expenses_share"]
        for place in range(7):
            price = one.price * (1 + told["price_step_rate"] * (place - 2))
            bought = note.principal * told["bought_back_share"]
            cost_of = again.buy_back(bought, price, note.conversion_price, fees)
            found[f"bought_{number}_{place}"] = cost_of["cost"]
            found[f"exchanged_{number}_{place}"] = cost_of["new_principal"]
    return found


def engine(made: Convert, worth: ConvertWorth) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    value, debt = worth.value, worth.costs.debt
    found: dict[str, Figure | None] = {
        "conversion_price": made.into.price,
        "ratio": made.into.ratio,
        "parity": made.into.parity,
        "floor": value.floor.value,
        "option": value.worth_of_option,
        "value": value.theoretical,
        "delta": value.option.delta,
        "par_coupon": value.par_coupon,
        "own_yield_value": value.credit_strike,
        "principal": made.issue.principal,
        "net": made.issue.net,
        "underlying": made.issue.underlying,
        "lattice": worth.lattice.value,
        "cap": made.ladder.cap,
        "capped_cost": worth.capped.cost,
        "saving": debt.saving,
        "given": debt.given,
        "break_even": debt.break_even,
        "shares_instead": worth.costs.shares.count,
        "income_after": None if made.earnings is None else made.earnings.after,
    }
    for place, rung in enumerate(made.ladder.rungs):
        found |= {
            f"old_{place}": rung.old_shares,
            f"delivered_{place}": rung.delivered,
            f"received_{place}": rung.received,
            f"dilution_{place}": rung.dilution,
            f"dilution_capped_{place}": rung.dilution_capped,
            f"eps_{place}": rung.eps_after,
            f"eps_effect_{place}": rung.eps_effect,
        }
    for number, old in enumerate(made.outstanding):
        for place, (cost, new) in enumerate(zip(old.costs, old.exchanged, strict=True)):
            found[f"bought_{number}_{place}"] = cost
            found[f"exchanged_{number}_{place}"] = new
    return found


def _compare(cases: int) -> None:
    dice = random.Random(20241001)
    apart = []
    for place in range(cases):
        both = case(dice)
        made, other = engine(both.made, both.worth), second(both)
        assert made.keys() == other.keys()
        found = differences(made, other, both.one.last["revenue"])
        if found:
            apart.append((place, both.adopted, found))
    assert not apart, (len(apart), apart[:3])


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_convertibles() -> None:
    _compare(1_000)

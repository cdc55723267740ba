"""The buyout of the engine against its second coding, on random companies and terms."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date

import pytest

from bookrunner.figures import Figure
from bookrunner.transactions import Lbo, lbo_terms
from bookrunner.transactions import lbo as engine_lbo
from bookrunner.valuation import Adoptions, bridge, default_assumptions, default_policy
from bookrunner.valuation import dcf as engine_dcf
from tests.second_coding import lbo
from tests.second_coding.basics import Value
from tests.second_coding.companies import Drawn, adopt, company
from tests.second_coding.compare import differences
from tests.second_coding.test_dcf import Terms, next_end, second, terms
from tests.valuation.models import capital_cost

CASES = 60
HORIZON = 7
TARGETS = {"target_low_irr": 0.2, "target_high_irr": 0.25}
LAYERS = ("term_loan_a", "term_loan_b", "notes", "pik")
FLOATING = ("term_loan_a", "term_loan_b")


@dataclass
class Case:
    """One buyout, both ways."""

    made: Lbo
    again: dict[str, Value]
    size: float


def drawn_terms(dice: random.Random) -> dict[str, float]:
    """Terms of one buyout, within what may be adopted."""
    found: dict[str, float] = {
        "entry_selector": dice.randint(1, 2),
        "premium": round(dice.uniform(-0.2, 1.0), 3),
        "entry_ev_multiple": round(dice.uniform(4, 20), 2),
        "base_rate": round(dice.choice([0.0, dice.uniform(0.01, 0.06)]), 4),
        "revolver.margin_rate": round(dice.uniform(0.01, 0.05), 4),
        "revolver.undrawn_rate": round(dice.uniform(0, 0.01), 4),
        "revolver_multiple": round(dice.choice([0, 0.5, dice.uniform(0, 2)]), 2),
        "advisory_fee": round(dice.uniform(0, 0.05), 4),
        "financing_fee": round(dice.uniform(0, 0.05), 4),
        "fee_life_years": dice.randint(3, 10),
        "breakage": round(dice.choice([0, dice.uniform(0, 0.1)]), 3),
        "minimum_cash": round(dice.uniform(0, 0.1), 3),
        "sweep": dice.choice([1, 1, 0, 0.5]),
        "average_interest_switch": dice.randint(0, 1),
        "interest_cap": round(dice.choice([0.1, 0.3, 1.0]), 2),
        "interest_cap_ebitda_switch": dice.randint(0, 1),
        "rollover": round(dice.choice([0, dice.uniform(0, 0.4)]), 3),
        "management_pool": round(dice.choice([0, 0.1, dice.uniform(0, 0.3)]), 3),
        "exit_change_multiple": round(dice.choice([0, dice.uniform(-3, 3)]), 2),
        "exit_year_selector": dice.randint(3, 7),
        **TARGETS,
    }
    for key in LAYERS:
        most = 5 if key == "term_loan_b" else 2
        found[f"{key}.size_multiple"] = round(dice.choice([0, dice.uniform(0, most)]), 2)
        found[f"{key}.discount_rate"] = round(dice.uniform(0, 0.04), 4)
        found[f"{key}.amortisation"] = round(dice.choice([0, 0.01, dice.uniform(0, 0.2)]), 3)
        found[f"{key}.tenor_years"] = dice.randint(4, 9)
        rate_of = "margin_rate" if key in FLOATING else "coupon_rate"
        found[f"{key}.{rate_of}"] = round(dice.uniform(0.01, 0.12), 4)
        if key in FLOATING:
            found[f"{key}.floor_rate"] = round(dice.choice([0, 0.01, 0.03]), 4)
    return found


def _tranche(key: str, chosen: dict[str, float]) -> lbo.Tranche:
    def of(name: str) -> float:
        return chosen.get(f"{key}.{name}", 0.0)

    return lbo.Tranche(
        size_multiple=of("size_multiple"),
        discount_rate=of("discount_rate"),
        margin_rate=of("margin_rate"),
        floor_rate=of("floor_rate"),
        coupon_rate=None if key in FLOATING else of("coupon_rate"),
        amortisation_rate=of("amortisation"),
        tenor=of("tenor_years"),
        swept=key in FLOATING,
        paid_in_kind=key == "pik",
    )


def second_inputs(target: Drawn, of_dcf: Terms, chosen: dict[str, float]) -> lbo.LboInputs:
    """The inputs of the second coding."""
    flows = second(target, {"wacc": 0.5}, of_dcf)
    claims = target.claims(leases=of_dcf.leases, longer=of_dcf.longer)
    cash = claims.cash + claims.short_term_investments
    cash += claims.long_term_investments if of_dcf.longer else 0.0
    ends: list[date] = []
    for _ in range(flows.unreported + HORIZON):
        ends.append(next_end(ends[-1] if ends else target.ends[-1]))
    return lbo.LboInputs(
        ltm_ebitda=target.last["ebitda"],
        ltm_revenue=target.last["revenue"],
        by_premium=chosen["entry_selector"] == 1,
        price=target.price,
        premium_rate=chosen["premium"],
        entry_multiple=chosen["entry_ev_multiple"],
        shares=target.shares,
        debt=claims.debt + claims.finance_leases,
        preferred=claims.preferred,
        noncontrolling=claims.noncontrolling,
        cash=cash,
        breakage_rate=chosen["breakage"],
        advisory_rate=chosen["advisory_fee"],
        financing_fee_rate=chosen["financing_fee"],
        minimum_cash_share=chosen["minimum_cash"],
        rollover_share=chosen["rollover"],
        commitment_multiple=chosen["revolver_multiple"],
        revolver_margin_rate=chosen["revolver.margin_rate"],
        revolver_floor_rate=0.0,
        undrawn_rate=chosen["revolver.undrawn_rate"],
        base_rate=chosen["base_rate"],
        tranches=[_tranche(key, chosen) for key in LAYERS],
        fee_life_years=chosen["fee_life_years"],
        years=lbo.operating_years(flows, HORIZON),
        stub=flows.stub,
        days=[(end - of_dcf.valued_on).days for end in ends[flows.unreported :]],
        tax_rate=flows.tax_rate,
        interest_cap_share=chosen["interest_cap"],
        cap_on_ebit=chosen["interest_cap_ebitda_switch"] == 0,
        average_interest=chosen["average_interest_switch"] == 1,
        exit_change_multiple=chosen["exit_change_multiple"],
        management_share=chosen["management_pool"],
        sweep_share=chosen["sweep"],
        staying_leases=claims.operating_leases if of_dcf.leases else 0.0,
    )


def case(dice: random.Random) -> Case | None:
    """One random buyout by both; None where nothing is left to buy."""
    target = company(dice, "TGT")
    of_dcf, chosen = terms(dice, target), drawn_terms(dice)
    of_dcf.amounts["dcf.terminal_method_selector"] = 1  # no exit multiple is needed here
    inputs = second_inputs(target, of_dcf, chosen)
    if lbo.price(inputs)["equity_purchased"] <= 0:
        return None
    adopted = {f"lbo.{key}": value for key, value in chosen.items()}
    switches = {
        "policy.operating_leases_switch": int(of_dcf.leases),
        "policy.long_term_investments_switch": int(of_dcf.longer),
    }
    rows = adopt({**switches, **of_dcf.amounts, **adopted})
    policy = default_policy(of_dcf.valued_on, Adoptions(rows))
    held = bridge(target.inputs, policy)
    # A buyout takes nothing of the WACC but the tax rate.
    cost = capital_cost(replace(held, claims=replace(held.claims, debt=None)), policy, "0.3")
    assumed = default_assumptions(target.inputs, policy, years=of_dcf.years)
    flows = engine_dcf(held, cost, assumed, policy)
    made = engine_lbo(flows, lbo_terms(target.inputs, policy))
    found = lbo.lbo(inputs)
    exit_multiple = _number(found["entry_multiple"]) + inputs.exit_change_multiple
    rows_again = lbo.schedule(inputs, lbo.sources_and_uses(inputs, lbo.price(inputs)))
    for name, goal in TARGETS.items():
        for place in range(2, HORIZON):
            for way, multiple in (("held", exit_multiple), ("flat", None)):
                value = lbo.ability_to_pay(inputs, rows_again, multiple, goal, place)
                value = value if isinstance(value, str) else value / inputs.ltm_ebitda
                found[f"highest_{way}_{name}_{place}"] = value
    return Case(made, found, inputs.ltm_revenue)


def _number(value: Value) -> float:
    assert not isinstance(value, str)
    return value


def engine(made: Lbo) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    closing, entry = made.closing, made.closing.entry
    found: dict[str, Figure | None] = {
        "entry_multiple": entry.multiple,
        "enterprise_value": entry.enterprise_value,
        "offer_price": entry.offer_price,
        "equity_purchased": entry.equity,
        "advisory": closing.advisory,
        "financing_fees": closing.financing,
        "discounts": closing.discounts,
        "minimum_cash": closing.minimum_cash,
        "commitment": closing.commitment,
        "new_debt": closing.debt,
        "rollover": closing.rollover,
        "sponsor": closing.sponsor,
        "equity_share": closing.contribution,
        "total": closing.total_uses,
    }
    if closing.refinanced is not None:
        found.update(refinanced=closing.refinanced, breakage=closing.breakage)
    for number, (row, sold) in enumerate(
        zip(made.schedule, made.returns.years, strict=True), start=1
    ):
        own = {
            "interest": None,
            "fees": row.amortised,
            "interest_paid": row.cash_interest,
            "deductible": row.deductible,
            "carried": row.carried,
            "tax": row.taxes,
            "available": row.available,
            "revolver": row.revolver_closing,
            "shortfall": row.shortfall,
            "cash": row.closing_cash,
            "debt": row.debt,
            "exit_equity": sold.equity,
            "management": sold.pool,
            "proceeds": sold.proceeds,
            "multiple_of_money": sold.moic,
            "irr": sold.irr,
        }
        for layer, one in zip(closing.layers, row.layers, strict=True):
            place = LAYERS.index(layer.terms.key)
            own[f"balance_{place}"] = one.closing
            own[f"scheduled_{place}"] = one.scheduled
        found.update({f"{name}_{number}": one for name, one in own.items() if one is not None})
    chosen = int(made.terms.exit_selector.value)  # type: ignore[arg-type]
    parts = ("from_ebitda", "from_multiple", "from_net_debt", "from_fees", "from_management")
    for name, part in zip(parts, made.returns.bridge.parts, strict=True):
        found[f"{name}_{chosen}"] = part
    found[f"gain_{chosen}"] = made.returns.bridge.gain
    highest = iter(made.returns.highest)
    for name in TARGETS:
        for place in range(HORIZON):
            price = next(highest)
            if place >= 2:
                found[f"highest_held_{name}_{place}"] = price.multiple
                found[f"highest_flat_{name}_{place}"] = price.flat_multiple
    return found


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


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_buyouts() -> None:
    _compare(1_000)

"""The merger of the engine against its second coding, on random companies and terms."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from bookrunner.figures import Figure, spreadsheet_serial
from bookrunner.transactions import Merger, ability_to_pay, merge, merger_terms
from bookrunner.valuation import Adoptions, bridge, default_assumptions, default_policy, wacc
from bookrunner.valuation import dcf as engine_dcf
from tests.second_coding import merger
from tests.second_coding.basics import NM, Value
from tests.second_coding.companies import Drawn, adopt, company
from tests.second_coding.compare import differences, told
from tests.second_coding.dcf import dcf
from tests.second_coding.test_dcf import Terms, next_end, second, terms
from tests.valuation.models import market

CASES = 100
YEARS = 3
YIELD = 0.07


@dataclass
class Case:
    """One merger, both ways."""

    made: Merger
    again: dict[str, Value]
    size: float
    inputs: merger.MergerInputs


def drawn_terms(dice: random.Random, size: float) -> dict[str, float]:
    """Terms of one deal, within what may be adopted."""
    found: dict[str, float] = {
        "premium": round(dice.uniform(-0.3, 1.0), 3),
        "stock_share": round(dice.choice([0, 1, dice.random()]), 3),
        "cash_used_share": round(dice.choice([0, dice.random()]), 3),
        "refinanced_share": round(dice.choice([0, 1, dice.random()]), 3),
        "breakage": round(dice.uniform(0, 0.1), 3),
        "advisory_fee": round(dice.uniform(0, 0.05), 4),
        "financing_fee": round(dice.uniform(0, 0.05), 4),
        "fee_life_years": dice.randint(3, 10),
        "new_debt_rate": round(dice.uniform(0.01, 0.15), 4),
        "cash_rate": round(dice.uniform(0, 0.08), 4),
        "tax_rate": round(dice.uniform(0, 0.4), 3),
        "interest_cap": round(dice.choice([0.1, 0.3, 1.0]), 2),
        "interest_cap_ebitda_switch": dice.randint(0, 1),
        "synergies": round(size * dice.uniform(0, 0.1), 3),
        "cost_to_achieve_multiple": round(dice.uniform(0, 2), 2),
        "intangibles_share": round(dice.random(), 3),
        "intangibles_life_years": dice.randint(3, 20),
        "property_step_up": round(dice.uniform(0, 1), 3),
        "property_life_years": dice.randint(3, 20),
        "inventory_step_up": round(dice.uniform(0, 1), 3),
    }
    for year in range(1, YEARS + 1):
        found[f"synergy_phase_{year}"] = round(dice.random(), 2)
        found[f"integration_phase_{year}"] = round(dice.random(), 2)
    if dice.random() < 0.3:
        found["goodwill_deferred_tax"] = round(size * dice.uniform(0, 0.05), 3)
    return found


def _side(one: Drawn, of_dcf: Terms, closing: date) -> merger.Side:
    """One company by its own calendar."""
    flows = second(one, {"wacc": 0.5}, of_dcf)
    computed = dcf(flows)
    begun = one.ends[-1]
    ends: list[date] = []
    for _ in range(flows.unreported + flows.years):
        ends.append(next_end(ends[-1] if ends else begun))
    first = next(place for place, end in enumerate(ends) if end > closing)
    before = ends[first - 1] if first else begun
    places = range(first + 1, first + YEARS + 2)
    claims = one.claims(leases=of_dcf.leases, longer=of_dcf.longer)
    whole = one.sheet.get("net_income_including_noncontrolling")
    return merger.Side(
        price=one.price,
        shares=one.shares,
        ebit=[_number(computed[f"ebit_{place}"]) for place in places],
        ebitda=[_number(computed[f"ebitda_{place}"]) for place in places],
        interest=one.last["interest_expense"],
        interest_income=one.sheet.get("interest_income", 0.0),
        minorities=0.0 if whole is None else whole - one.last["net_income"],
        first_year_after_closing=(ends[first] - closing).days / (ends[first] - before).days,
        ltm_revenue=one.last["revenue"],
        ltm_ebitda=one.last["ebitda"],
        ltm_net_income=one.last["net_income"],
        tax_rate=flows.tax_rate,
        claims=claims,
    )


def second_inputs(
    acquirer: Drawn, target: Drawn, of_dcf: Terms, chosen: dict[str, float], closing: date
) -> merger.MergerInputs:
    """The inputs of the second coding."""
    held = acquirer.claims()
    cash = held.cash + held.short_term_investments
    cash += held.long_term_investments if of_dcf.longer else 0.0
    run_rate = chosen["synergies"]
    spent = run_rate * chosen["cost_to_achieve_multiple"]
    of_target = target.claims()
    return merger.MergerInputs(
        acquirer=_side(acquirer, of_dcf, closing),
        target=_side(target, of_dcf, closing),
        book=merger.Book(
            equity=target.last["total_equity"] - of_target.preferred - of_target.noncontrolling,
            goodwill=target.sheet.get("goodwill", 0.0),
            goodwill_deferred_tax=chosen.get("goodwill_deferred_tax", 0.0),
            property_plant=target.sheet.get("property_plant_equipment", 0.0),
            inventory=target.last.get("inventory", 0.0),
        ),
        premium_rate=chosen["premium"],
        stock_share=chosen["stock_share"],
        cash_used=cash * chosen["cash_used_share"],
        advisory_rate=chosen["advisory_fee"],
        refinanced_share=chosen["refinanced_share"],
        breakage_rate=chosen["breakage"],
        financing_fee_rate=chosen["financing_fee"],
        saved_rate=YIELD,
        new_debt_rate=chosen["new_debt_rate"],
        cash_rate=chosen["cash_rate"],
        tax_rate=chosen["tax_rate"],
        fee_life_years=chosen["fee_life_years"],
        run_rate_synergies=run_rate,
        synergies=[run_rate * chosen[f"synergy_phase_{year}"] for year in (1, 2, 3)],
        cost_to_achieve=[spent * chosen[f"integration_phase_{year}"] for year in (1, 2, 3)],
        intangible_share=chosen["intangibles_share"],
        intangible_life=chosen["intangibles_life_years"],
        property_share=chosen["property_step_up"],
        property_life=chosen["property_life_years"],
        inventory_share=chosen["inventory_step_up"],
        interest_cap_share=chosen["interest_cap"],
        cap_on_ebit=chosen["interest_cap_ebitda_switch"] == 0,
    )


def case(dice: random.Random) -> Case:
    """One random merger by both."""
    acquirer, target = company(dice, "ACQ"), company(dice, "TGT")
    of_dcf = terms(dice, target)
    of_dcf.years = 10
    of_dcf.amounts["dcf.terminal_method_selector"] = 1
    last = max(acquirer.ends[-1], target.ends[-1])
    of_dcf.valued_on = last + timedelta(days=dice.choice([0, 1, 90, 200, 364]))
    closing = of_dcf.valued_on + timedelta(days=dice.choice([0, 0, 30, 200, 366]))
    chosen = drawn_terms(dice, target.last["revenue"])
    inputs = second_inputs(acquirer, target, of_dcf, chosen, closing)
    adopted = {f"merger.{key}": value for key, value in chosen.items()}
    adopted["merger.closing_date"] = spreadsheet_serial(closing)
    switches = {
        "policy.operating_leases_switch": int(of_dcf.leases),
        "policy.long_term_investments_switch": int(of_dcf.longer),
    }
    policy = default_policy(
        of_dcf.valued_on, Adoptions(adopt({**switches, **of_dcf.amounts, **adopted}))
    )
    flows = []
    for one in (acquirer, target):
        held = bridge(one.inputs, policy)
        cost = wacc(held, [], market("0.3", cost_of_debt=str(YIELD)), policy)
        assumed = default_assumptions(one.inputs, policy, years=of_dcf.years)
        flows.append(engine_dcf(held, cost, assumed, policy))
    made = merge(flows[0], flows[1], merger_terms(flows[0], flows[1], policy))
    return Case(made, merger.merger(inputs), inputs.target.ltm_revenue, inputs)


def _number(value: Value) -> float:
    assert not isinstance(value, str)
    return value


def engine(made: Merger) -> dict[str, Figure | None]:
    """The engine's figures by the second coding's names."""
    paid, closing, raised = made.offer, made.funding, made.write_ups
    assert made.balance is not None
    split = made.balance.allocation
    found: dict[str, Figure | None] = {
        "offer_price": paid.price,
        "diluted_shares": paid.diluted_shares,
        "equity_value": paid.equity,
        "enterprise_value": paid.enterprise_value,
        "cash_paid": paid.cash,
        "new_shares": paid.issued,
        "exchange_ratio": paid.exchange_ratio,
        "deal_costs": closing.advisory,
        "new_debt": closing.debt,
        "financing_fees": closing.financing,
        "intangibles": raised.intangibles,
        "write_ups": raised.total,
        "deferred_tax": raised.deferred_tax,
        "identifiable": split.identifiable,
        "goodwill": split.goodwill,
        "combined_shares": made.income.shares,
        "acquirer_ownership": made.holders.acquirer,
        "target_ownership": made.holders.target,
        "return_on_price": made.earned.roic,
    }
    if closing.refinanced is not None:
        found.update(refinanced=closing.refinanced, breakage=closing.breakage)
    for number, year in enumerate(made.income.years, start=1):
        own = {
            "acquirer_income": year.acquirer.net_income,
            "target_income": year.target.net_income,
            "combined_income": year.net_income,
            "acquirer_eps": year.standalone_eps,
            "combined_eps": year.eps,
            "cash_eps": year.cash_eps,
            "accretion": year.accretion,
            "break_even_synergies": year.breakeven,
        }
        found.update({f"{name}_{number}": figure for name, figure in own.items()})
        found[f"target_gets_eps_{number}"] = made.holders.target_holder[number].gets
    names = {"Revenue, LTM": "ltm_revenue", "EBITDA, LTM": "ltm_ebitda"}
    names["Net income, LTM"] = "ltm_net_income"
    for one in made.contributions:
        if (name := names.get(one.label)) is not None:
            found[f"{name}_share"] = one.target_share
            found[f"{name}_equity_share"] = one.target_equity_share
        if one.label == "Market value":
            found["equity_value_share"] = one.target_share
    lines = {one.key: one.adjustment for one in (*made.balance.assets, *made.balance.claims)}
    found["adjust_property"] = lines.get("property_plant_equipment")
    for name in ("cash", "inventory", "intangibles", "goodwill", "debt", "equity"):
        found[f"adjust_{name}"] = lines.get(name)
    found["adjust_assets"] = made.balance.total_assets.adjustment
    found["adjust_claims"] = made.balance.total_claims.adjustment
    if made.credit:
        found["combined_debt"] = made.credit[-1].debt
        found["leverage"] = made.credit[-1].leverage
        found["leverage_with_synergies"] = made.synergised_leverage
    return {name: figure for name, figure in found.items() if figure is not None}


def _compare(cases: int) -> None:
    dice = random.Random(20240831)
    for compared in range(1, cases + 1):
        both = case(dice)
        apart = differences(engine(both.made), both.again, both.size)
        assert not apart, (compared, apart)


def test_the_engine_agrees_with_the_second_coding() -> None:
    _compare(CASES)


@pytest.mark.soak
def test_the_engine_agrees_on_a_thousand_mergers() -> None:
    _compare(1_000)


def test_the_highest_premium_leaves_earnings_per_share_level_in_the_second_coding() -> None:
    """The engine may find none where EPS bends or jumps; what it finds must be right."""
    dice = random.Random(77)
    left = 0
    for _ in range(CASES // 2):
        both = case(dice)
        premium = told(ability_to_pay(both.made).premium)
        if isinstance(premium, str) or premium is None:
            left += merger.level_premium(both.inputs, -0.98, 30.0) != NM
            continue
        again = merger.merger(replace(both.inputs, premium_rate=premium))
        after, before = again["combined_eps_2"], again["acquirer_eps_2"]
        assert after == pytest.approx(before, rel=2e-6)
    assert left <= CASES // 2 * 0.05

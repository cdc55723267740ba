"""The merger computed a second time with plain numbers, as the written standard has it."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from bookrunner.equity import OptionTranche
from bookrunner.figures import SHARES, USD_PER_SHARE, instant
from tests.transactions.mergers import listed, merged
from tests.valuation.companies import VALUATION_DATE, figure, with_equity
from tests.valuation.models import number

DEALS = 150
SHARES_EACH, BASIC, EBIT, EBITDA, INTEREST, DEBT, CASH = (
    108.0,
    100.0,
    200.0,
    250.0,
    20.0,
    400.0,
    100.0,
)
PROPERTY, INVENTORY, BOOK_EQUITY, GOODWILL = 500.0, 80.0, 500.0, 150.0
STANDALONE = (EBIT - INTEREST) * 0.75
ACQUIRER_PRICE, TARGET_PRICE = 20.0, 10.0


@dataclass
class Result:
    """What one deal comes to."""

    debt: float
    goodwill: float
    eps: list[float]
    cash_eps: list[float]
    breakeven: list[float]


def drawn(dice: random.Random) -> dict[str, float]:
    """Terms of one deal; switches and lives are whole."""
    return {
        "premium": round(dice.uniform(-0.2, 1.0), 3),
        "stock_share": round(dice.choice([0, 1, dice.random()]), 3),
        "cash_used_share": round(dice.random(), 3),
        "refinanced_share": round(dice.random(), 3),
        "breakage": round(dice.uniform(0, 0.1), 3),
        "advisory_fee": round(dice.uniform(0, 0.05), 4),
        "financing_fee": round(dice.uniform(0, 0.05), 4),
        "fee_life_years": dice.randint(3, 10),
        "new_debt_rate": round(dice.uniform(0.01, 0.15), 4),
        "cash_rate": round(dice.uniform(0, 0.08), 4),
        "tax_rate": round(dice.uniform(0, 0.4), 3),
        "interest_cap": round(dice.choice([0.1, 0.3, 1.0]), 2),
        "interest_cap_ebitda_switch": dice.randint(0, 1),
        "synergies": round(dice.uniform(0, 200), 2),
        "synergy_phase_1": 0.25,
        "synergy_phase_2": 0.5,
        "synergy_phase_3": 1,
        "cost_to_achieve_multiple": round(dice.uniform(0, 2), 2),
        "integration_phase_1": 0.75,
        "integration_phase_2": 0.25,
        "integration_phase_3": 0,
        "intangibles_share": round(dice.random(), 3),
        "intangibles_life_years": dice.randint(3, 20),
        "property_step_up": round(dice.uniform(0, 1), 3),
        "property_life_years": dice.randint(3, 20),
        "inventory_step_up": round(dice.uniform(0, 1), 3),
    }


def again(terms: dict[str, float], options: float, strike: float) -> Result:
    """The deal by the standard, without any of the engine."""
    t = terms["tax_rate"]
    price = TARGET_PRICE * (1 + terms["premium"])
    if options:
        equity = price * (BASIC + options * max(0.0, 1 - strike / price))
    else:
        equity = price * SHARES_EACH
    stock = equity * terms["stock_share"]
    refinanced = DEBT * terms["refinanced_share"]
    need = equity - stock + equity * terms["advisory_fee"] + refinanced * (1 + terms["breakage"])
    used = min(CASH * terms["cash_used_share"], need)
    debt = (need - used) / (1 - terms["financing_fee"])
    fees = debt * terms["financing_fee"]
    intangibles = equity * terms["intangibles_share"]
    property_ = PROPERTY * terms["property_step_up"]
    inventory = INVENTORY * terms["inventory_step_up"]
    write_ups = intangibles + property_ + inventory
    identifiable = BOOK_EQUITY - GOODWILL + write_ups * (1 - t)
    shares = SHARES_EACH + stock / ACQUIRER_PRICE
    result = Result(debt, equity - identifiable, [], [], [])
    carried = 0.0
    for year in range(3):
        saved = refinanced * INTEREST / DEBT
        new, lost = debt * terms["new_debt_rate"], used * terms["cash_rate"]
        amortised = fees / terms["fee_life_years"]
        net_interest = max(0.0, 2 * INTEREST - saved + new + lost + amortised)
        base = 2 * (EBITDA if terms["interest_cap_ebitda_switch"] else EBIT)
        claimed = net_interest + carried
        deductible = min(claimed, base * terms["interest_cap"])
        carried = claimed - deductible
        synergies = terms["synergies"] * terms[f"synergy_phase_{year + 1}"]
        spent = terms["synergies"] * terms["cost_to_achieve_multiple"]
        spent *= terms[f"integration_phase_{year + 1}"]
        worn = intangibles / terms["intangibles_life_years"]
        sold = inventory if year == 0 else 0.0
        plant = property_ / terms["property_life_years"]
        change = synergies + saved - new - lost - amortised - spent - worn - plant - sold
        extra = (net_interest - deductible) * t
        income = 2 * STANDALONE + change * (1 - t) - extra
        result.eps.append(income / shares)
        result.cash_eps.append((income + (worn + spent + sold) * (1 - t)) / shares)
        without = income - synergies * (1 - t)
        result.breakeven.append((STANDALONE / SHARES_EACH * shares - without) / (1 - t))
    return result


def test_the_engine_agrees_with_the_standard_computed_again() -> None:
    dice = random.Random(20240830)
    for _ in range(DEALS):
        terms = drawn(dice)
        options, strike = dice.choice([(0.0, 0.0), (20.0, 11.0), (40.0, 4.0)])
        target = listed("TGT", f"{TARGET_PRICE:.0f}")
        if options:
            at = instant(VALUATION_DATE)
            tranche = OptionTranche(
                "options",
                figure("tgt.options", str(options), SHARES, at),
                figure("tgt.strike", str(strike), USD_PER_SHARE, at),
            )
            target = with_equity(target, tranches=(tranche,))
        made = merged(target=target, changes={key: str(value) for key, value in terms.items()})
        wanted = again(terms, options, strike)
        assert made.balance is not None
        assert number(made.funding.debt) == pytest.approx(wanted.debt, abs=1e-6), terms
        assert number(made.balance.allocation.goodwill) == pytest.approx(wanted.goodwill), terms
        for place, year in enumerate(made.income.years):
            assert number(year.eps) == pytest.approx(wanted.eps[place]), terms
            assert number(year.cash_eps) == pytest.approx(wanted.cash_eps[place]), terms
            assert number(year.breakeven) == pytest.approx(wanted.breakeven[place], abs=1e-6), terms

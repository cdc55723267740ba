"""The promises on buyouts, as they are written in specs/transactions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.equity import OptionTranche
from bookrunner.figures import SHARES, USD_PER_SHARE, instant
from bookrunner.transactions import Lbo
from bookrunner.valuation import CompanyInputs, MarketDataRequired
from tests.transactions.buyouts import RATES, bought
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import number

scenarios("transactions/lbo.feature")


@given(
    "a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100",
    target_fixture="target",
)
def plain() -> CompanyInputs:
    return company()


@given("a company at 20 a share with 10 options struck at 25", target_fixture="target")
def with_options() -> CompanyInputs:
    at = instant(VALUATION_DATE)
    options = OptionTranche(
        "options",
        figure("tgt.options", "10", SHARES, at),
        figure("tgt.strike", "25", USD_PER_SHARE, at),
    )
    return with_equity(company(), tranches=(options,))


@given("a company that earns less than its interest and repayments", target_fixture="target")
def spending() -> CompanyInputs:
    return company(changes={"capex": "240"})


@given("a company that is not listed", target_fixture="target")
def private() -> CompanyInputs:
    return replace(company(), price=None, is_listed=False)


@when("it is bought at a premium of 30% with 4.5 turns of debt", target_fixture="made")
def usual(target: CompanyInputs) -> Lbo:
    return bought(target)


@then("the equity costs 2808 and sources equal uses, of which the sponsor pays 2098.91")
def plug(made: Lbo) -> None:
    closing = made.closing
    assert number(closing.entry.equity) == pytest.approx(26 * 108)
    # 2808 + debt 400 + 2% of EV 3108 + 2% of 1125 and 125 + 1% of 875 + 2% of revenue
    # - debt 1125 - cash 100
    paid = 2808 + 400 + 62.16 + 25 + 8.75 + 20 - 1125 - 100
    assert number(closing.sponsor) == pytest.approx(paid)
    assert paid == pytest.approx(2098.91)
    assert number(closing.total_sources) == pytest.approx(number(closing.total_uses), abs=0.005)


@then("10 x (1 - 25 / 26) new shares are bought beside the others")
def diluted(made: Lbo) -> None:
    assert made.closing.entry.diluted_shares is not None
    assert made.closing.entry.offer_price is not None
    assert number(made.closing.entry.offer_price) == pytest.approx(26)
    assert number(made.closing.entry.diluted_shares) == pytest.approx(100 + 10 * (1 - 25 / 26))


@when("a buyout is asked for without rates", target_fixture="refused")
def without_rates(target: CompanyInputs) -> MarketDataRequired:
    with pytest.raises(MarketDataRequired) as caught:
        bought(target, rates={})
    return caught.value


@then("it is refused, and the message names each rate and the row that gives it")
def named(refused: MarketDataRequired) -> None:
    assert all(f"lbo.{key}" in str(refused) for key in RATES)
    assert "term loan B: margin" in str(refused)


@when("it is bought without debt, fees, or a share for management", target_fixture="made")
def no_debt(target: CompanyInputs) -> Lbo:
    nothing = ("advisory_fee", "financing_fee", "management_pool", "revolver_multiple")
    none = {"term_loan_b.size_multiple": "0", "notes.size_multiple": "0", "minimum_cash": "0"}
    rates = dict.fromkeys(RATES, "0")
    return bought(target, {**none, **dict.fromkeys(nothing, "0")}, rates=rates)


@then("exit equity is the exit value and all cash earned, and the return follows from the two")
def unlevered(made: Lbo) -> None:
    earned = 0.0
    for place, year in enumerate(made.schedule):
        assert number(year.interest) == 0
        earned += number(year.available)
        sold = made.returns.years[place]
        exit_equity = number(year.year.full_ebitda) * 12.432 + earned
        assert number(sold.equity) == pytest.approx(exit_equity)
        # 2808 for the shares and 400 of debt repaid, less 100 of cash found.
        rate = (exit_equity / 3108) ** (1 / number(sold.held)) - 1
        assert number(sold.irr) == pytest.approx(rate)


@then("the flows on their dates are worth nothing at the rate of return")
def by_days(made: Lbo) -> None:
    days = {2026: date(2026, 12, 31), 2028: date(2028, 12, 31), 2030: date(2030, 12, 31)}
    for sold in made.returns.years[2::2]:
        years = (days[int(sold.label[2:6])] - VALUATION_DATE).days / 365
        worth = -number(made.closing.sponsor)
        worth += number(sold.proceeds) / (1 + number(sold.irr)) ** years
        assert worth == pytest.approx(0, abs=1e-6)


@when(
    "it is bought at the highest multiple for each target, and sold at the same exit multiple",
    target_fixture="pairs",
)
def highest(target: CompanyInputs) -> list[tuple[float, float]]:
    first = bought(target)
    sold = number(first.returns.exit_multiple)
    found = []
    for one in first.returns.highest:
        at = next(
            place for place, year in enumerate(first.returns.years) if year.label == one.label
        )
        paid = f"{number(one.multiple):.12f}"
        again = bought(
            target,
            {
                "entry_selector": "2",
                "entry_ev_multiple": paid,
                "exit_change_multiple": f"{sold - float(paid):.12f}",
            },
        )
        found.append((number(one.target), number(again.returns.years[at].irr)))
    return found


@then("the return is the target")
def earned(pairs: list[tuple[float, float]]) -> None:
    assert len(pairs) == 14
    for target, back in pairs:
        assert back == pytest.approx(target, abs=1e-8)


@when("it is bought with 7 turns of debt", target_fixture="made")
def heavy(target: CompanyInputs) -> Lbo:
    return bought(target, {"term_loan_b.size_multiple": "5", "notes.size_multiple": "2"})


@then("30% of EBITDA is deducted and the rest of the interest is carried forward")
def capped(made: Lbo) -> None:
    first = made.schedule[0]
    whole = number(first.interest) + number(first.amortised)
    assert whole > 0.3 * number(first.year.ebitda)
    assert number(first.deductible) == pytest.approx(0.3 * number(first.year.ebitda))
    assert number(first.carried) == pytest.approx(whole - number(first.deductible))
    for before, year in pairwise(made.schedule):
        claimed = number(year.interest) + number(year.amortised) + number(before.carried)
        assert number(year.deductible) + number(year.carried) == pytest.approx(claimed)


@then("the revolver is drawn in full, a check fails and a finding names the years")
def drawn(made: Lbo) -> None:
    commitment = number(made.closing.commitment)
    assert max(number(year.revolver_closing) for year in made.schedule) == pytest.approx(commitment)
    failed = [one for one in made.checks if "never below the minimum" in one.name]
    assert any(number(one.right) - number(one.left) > 1 for one in failed)
    (said,) = [one for one in made.findings if one.code == "transactions.lbo-cash-short"]
    assert made.schedule[-1].year.label in said.message


@when("it is bought with half a turn of PIK notes at 12%", target_fixture="made")
def in_kind(target: CompanyInputs) -> Lbo:
    terms = {"size_multiple": "0.5", "coupon_rate": "0.12", "discount_rate": "0"}
    return bought(target, {f"pik.{key}": value for key, value in terms.items()})


@then("the notes grow by 12% a year and by its part in the first")
def compounds(made: Lbo) -> None:
    owed, part = 0.5 * 250, number(made.schedule[0].year.part)
    for place, year in enumerate(made.schedule):
        owed *= 1 + 0.12 * (part if place == 0 else 1)
        assert number(year.layers[-1].closing) == pytest.approx(owed)
        paid = sum(number(one.interest) for one in year.layers[:-1])
        assert number(year.cash_interest) == pytest.approx(paid + number(year.revolver_interest))


@when("it is bought at 9 times EBITDA", target_fixture="made")
def by_multiple(target: CompanyInputs) -> Lbo:
    return bought(target, {"entry_ev_multiple": "9"})


@then("enterprise value is 2250, the equity 1950 and no price per share is named")
def whole(made: Lbo) -> None:
    paid = made.closing.entry
    assert number(paid.enterprise_value) == pytest.approx(2250)
    assert number(paid.equity) == pytest.approx(1950)
    assert paid.offer_price is None
    assert paid.diluted_shares is None
    assert all(one.share_price is None for one in made.returns.highest)

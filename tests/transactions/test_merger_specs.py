"""The promises on mergers, as they are written in specs/transactions."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.equity import OptionTranche
from bookrunner.figures import NM, SHARES, USD_PER_SHARE, instant
from bookrunner.transactions import Merger
from bookrunner.valuation import CompanyInputs, MarketDataRequired
from tests.transactions.mergers import PLAIN, RATES, listed, merged
from tests.valuation.companies import VALUATION_DATE, figure, with_equity
from tests.valuation.models import number

scenarios("transactions/merger.feature")

Pair = tuple[CompanyInputs, CompanyInputs]
NO_DEBT: dict[str, str | None] = {"total_debt": None, "interest_expense": None}


def earning(ticker: str, price: str, income: int, shares: str) -> CompanyInputs:
    """Without debt, taxed at a quarter: EBIT is four thirds of net income."""
    profit = str(income * 4 // 3)
    return listed(
        ticker,
        price,
        {
            **NO_DEBT,
            "operating_income": profit,
            "ebitda": str(int(profit) + 50),
            "pretax_income": profit,
            "income_tax": str(income // 3),
            "net_income": str(income),
            "basic_shares": shares,
            "diluted_shares": shares,
            "shares_outstanding": shares,
        },
    )


@given("two plain companies", target_fixture="pair")
def plain() -> Pair:
    return listed("ACQ"), listed("TGT", "10")


# Finance Interview Coach, "If Company A purchases Company B in an all-stock transaction with a 25%
# premium": 25 shares, $540 of income on 185 shares, $2.92 after $1.50.
@given(
    "an acquirer that earns 240 on 160 shares at 3, and a target that earns 300 on 15 shares at 4",
    target_fixture="pair",
)
def published() -> Pair:
    return earning("ACQ", "3", 240, "160"), earning("TGT", "4", 300, "15")


@when("it is bought for shares at a premium of 25%", target_fixture="made")
def for_shares(pair: Pair) -> Merger:
    return merged(*pair, PLAIN)


@then("25 shares are issued, earnings per share go from 1.50 to 2.92 and rise by 95%")
def accretion(made: Merger) -> None:
    assert number(made.offer.issued) == pytest.approx(25)
    for year in made.income.years:
        assert number(year.standalone_eps) == pytest.approx(1.50)
        assert number(year.eps) == pytest.approx(2.92, abs=0.005)
        assert number(year.accretion) == pytest.approx(0.95, abs=0.005)
        assert number(year.cash_eps) == pytest.approx(number(year.eps))


# Chevron's announcement of 23 October 2023: 1.0250 shares for each share of Hess, $171 a share on
# its closing price of 20 October, equity of $53 billion, about 317 million new shares.
@given(
    "the prices of Chevron and Hess when Chevron offered 171 for each share of Hess",
    target_fixture="pair",
)
def chevron() -> Pair:
    shares = {"basic_shares": "309", "diluted_shares": "309.3", "shares_outstanding": "309"}
    return listed("ACQ", "166.83"), listed("TGT", "163", shares)


@when("all is paid in shares", target_fixture="made")
def all_shares(pair: Pair) -> Merger:
    return merged(*pair, {**PLAIN, "premium": f"{171 / 163 - 1:.15f}"})


@then(
    "each share is exchanged for 1.0250 shares, 317 million shares are issued and the equity costs "
    "53 billion"
)
def exchanged(made: Merger) -> None:
    assert round(number(made.offer.exchange_ratio), 4) == 1.0250
    assert number(made.offer.issued) == pytest.approx(317, abs=0.5)
    assert number(made.offer.equity) == pytest.approx(53_000, rel=0.005)


@given("a target at 10 a share with 20 options struck at 11", target_fixture="pair")
def options() -> Pair:
    at = instant(VALUATION_DATE)
    tranche = OptionTranche(
        "options",
        figure("tgt.options", "20", SHARES, at),
        figure("tgt.strike", "11", USD_PER_SHARE, at),
    )
    return listed("ACQ"), with_equity(listed("TGT", "10"), tranches=(tranche,))


@when("it is bought at a premium of 30%", target_fixture="made")
def at_premium(pair: Pair) -> Merger:
    return merged(*pair, {"premium": "0.30"})


@then("20 x (1 - 11 / 13) new shares are bought beside the others")
def diluted(made: Merger) -> None:
    assert number(made.offer.diluted_shares) == pytest.approx(100 + 20 * (1 - 11 / 13))


@when("the one buys the other half for cash with 50 of its cash", target_fixture="made")
def half_cash(pair: Pair) -> Merger:
    return merged(*pair)


@then("new debt is 672.77 and sources equal uses")
def sources(made: Merger) -> None:
    # Equity 13 x 108 = 1404; half in cash and 1% of it as costs, less 50; fees of 1% on top.
    assert number(made.offer.equity) == pytest.approx(1404)
    assert number(made.funding.debt) == pytest.approx((702 + 14.04 - 50) / 0.99)
    assert number(made.funding.debt) == pytest.approx(672.77, abs=0.005)
    assert number(made.funding.total_sources) == pytest.approx(number(made.funding.total_uses))


@then("write-ups of 334.80 bring deferred tax of 83.70 and goodwill is 802.90")
def goodwill(made: Merger) -> None:
    assert made.balance is not None
    held = made.balance.allocation
    assert number(held.write_ups.total) == pytest.approx(0.2 * 1404 + 0.1 * 500 + 0.05 * 80)
    assert number(held.write_ups.deferred_tax) == pytest.approx(83.70)
    # Book equity 500, of which 150 is goodwill.
    assert number(held.goodwill) == pytest.approx(1404 - (500 - 150 + 334.8 - 83.7))
    assert number(held.goodwill) == pytest.approx(802.90)


@when(
    "the one buys the other with all its debt refinanced at a breakage of 2%", target_fixture="made"
)
def refinanced(pair: Pair) -> Merger:
    return merged(*pair, {"refinanced_share": "1", "breakage": "0.02", "stock_share": "0.4"})


@then("both sides of the balance sheet are equal and the target's debt is gone")
def balanced(made: Merger) -> None:
    assert made.balance is not None
    both = (made.balance.total_assets.combined, made.balance.total_claims.combined)
    assert number(both[0]) == pytest.approx(number(both[1]), abs=1e-9)
    (debt,) = [one for one in made.balance.claims if one.key == "debt"]
    fees = number(made.funding.financing)
    assert number(debt.combined) == pytest.approx(400 + number(made.funding.debt) - fees)
    assert made.funding.breakage is not None
    assert number(made.funding.breakage) == pytest.approx(8)


@when(
    "it is bought for shares, once below and once above the acquirer's price/earnings",
    target_fixture="deals",
)
def by_multiple(pair: Pair) -> tuple[Merger, Merger]:
    # The acquirer trades at 20 / 1.25 = 16 times earnings, the target at 8 times.
    below, above = (merged(*pair, {**PLAIN, "premium": one}) for one in ("0.99", "1.01"))
    return below, above


@when(
    "it is bought for debt, once below and once above the yield of its earnings",
    target_fixture="deals",
)
def by_yield(pair: Pair) -> tuple[Merger, Merger]:
    # Earnings of 135 on 1350 paid yield 10%; so does debt at 13.33% before tax of a quarter.
    debt = {**PLAIN, "stock_share": "0"}
    below, above = (merged(*pair, {**debt, "new_debt_rate": one}) for one in ("0.1333", "0.1334"))
    return below, above


@then("the first adds to earnings per share and the second takes away")
def rule(deals: tuple[Merger, Merger]) -> None:
    first, second = deals
    assert all(number(year.accretion) > 0 for year in first.income.years)
    assert all(number(year.accretion) < 0 for year in second.income.years)


@given("an acquirer that loses money", target_fixture="pair")
def losing() -> Pair:
    loss: dict[str, str | None] = {"ebitda": "-50", "operating_income": "-100"}
    return listed("ACQ", changes=loss), listed("TGT", "10")


@when("it buys the plain target", target_fixture="made")
def buys(pair: Pair) -> Merger:
    return merged(*pair)


@then("accretion and break-even synergies are NM and a finding says so")
def meaningless(made: Merger) -> None:
    for year in made.income.years:
        assert number(year.standalone_eps) < 0
        assert year.accretion.value is NM
        assert year.cash_accretion.value is NM
        assert year.breakeven.value is NM
    assert "transactions.merger-no-earnings" in {one.code for one in made.findings}


@when("the one buys the other, and again with its break-even synergies", target_fixture="pairs")
def broken_even(pair: Pair) -> list[tuple[float, float]]:
    terms = {"cost_to_achieve_multiple": "0", "premium": "1.5", "synergies": "0"}
    found = []
    first = merged(*pair, terms)
    for place, year in enumerate(first.income.years):
        needed = number(year.breakeven) / number(first.terms.phases[place])
        again = merged(*pair, {**terms, "synergies": f"{needed:.12f}"}).income.years[place]
        found.append((number(again.eps), number(again.standalone_eps)))
    return found


@then("earnings per share of that year are the acquirer's alone")
def alone(pairs: list[tuple[float, float]]) -> None:
    assert len(pairs) == 3
    for combined, own in pairs:
        assert combined == pytest.approx(own, abs=1e-9)


@when("the one buys the other for debt at 12%", target_fixture="made")
def costly(pair: Pair) -> Merger:
    terms = {"stock_share": "0", "new_debt_rate": "0.12", "interest_cap": "0.30"}
    return merged(*pair, {**PLAIN, **terms})


@then("interest over 30% of EBITDA before synergies bears tax and is carried forward")
def capped(made: Merger) -> None:
    # 12% of 1350 and twice 20 are 202 of interest; 30% of twice 250 are 150.
    carried = 0.0
    for year in made.income.years:
        assert number(year.cap.interest) == pytest.approx(202)
        assert number(year.cap.deductible) == pytest.approx(150)
        carried += 52
        assert number(year.cap.carried) == pytest.approx(carried)
        (tax,) = [one for one in year.effects if one.key == "interest_cap_tax"]
        assert number(tax.after_tax) == pytest.approx(-52 * 0.25)
        assert number(year.net_income) == pytest.approx(270 - 162 * 0.75 - 13)


@given("an acquirer that grows by 10% a year", target_fixture="pair")
def growing() -> Pair:
    return listed("ACQ", growth="1.1"), listed("TGT", "10")


@when("it buys the plain target, closing on 28 June 2024", target_fixture="made")
def closing(pair: Pair) -> Merger:
    return merged(*pair, PLAIN, on=date(2024, 6, 28))


@then("the first year is 186 days of the one fiscal year and 180 of the next")
def weighed(made: Merger) -> None:
    side = made.sides[0]
    first, second = side.fiscal[0], side.fiscal[1]
    found = number(first.net_income) * 186 / 366 + number(second.net_income) * 180 / 366
    assert number(side.years[0].net_income) == pytest.approx(found)
    assert number(first.net_income) != pytest.approx(number(second.net_income))
    assert str(side.years[0].period) == "2024-06-29 to 2025-06-28"


@when("the one buys the other without a rate of new debt", target_fixture="made")
def own_rate(pair: Pair) -> Merger:
    return merged(*pair, rates={"cash_rate": RATES["cash_rate"]})


@then("new debt costs 5%, the acquirer's interest over its debt, and a warning says so")
def told(made: Merger) -> None:
    assert number(made.terms.debt_rate) == pytest.approx(20 / 400)
    (said,) = [one for one in made.findings if one.code == "transactions.merger-new-debt-rate"]
    assert "merger.new_debt_rate" in said.message


@given("an acquirer without debt", target_fixture="pair")
def debtless() -> Pair:
    return listed("ACQ", changes=NO_DEBT), listed("TGT", "10")


@when("it buys the plain target without a rate of new debt", target_fixture="refused")
def without(pair: Pair) -> MarketDataRequired:
    with pytest.raises(MarketDataRequired) as caught:
        merged(*pair, rates={})
    return caught.value


@then("it is refused, and the message names the row that gives it")
def named(refused: MarketDataRequired) -> None:
    assert "merger.new_debt_rate" in str(refused)


@given("an acquirer without debt and a target with debt that earn the same", target_fixture="pair")
def unlike() -> Pair:
    return listed("ACQ", changes=NO_DEBT), listed("TGT", "17")


@when("the one buys the other", target_fixture="made")
def bought(pair: Pair) -> Merger:
    return merged(*pair, PLAIN)


@then("each brings half of EBITDA, and the target less than half of the equity")
def brings(made: Merger) -> None:
    (ebitda,) = [one for one in made.contributions if one.label == "EBITDA, LTM"]
    assert number(ebitda.acquirer_share) == pytest.approx(0.5)
    # Enterprises of 2160 - 100 and 17 x 108 + 300; half of both each, less what each owes net.
    mine, theirs = 2098.0 + 100, 2098.0 - 300
    assert number(ebitda.target_equity_share) == pytest.approx(theirs / (mine + theirs))
    assert number(ebitda.exchange_ratio) == pytest.approx(theirs / mine)

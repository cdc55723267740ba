"""The promises on convertibles, as written in specs/offerings."""

from __future__ import annotations

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.equity import Convertible
from bookrunner.figures import SHARES, USD, USD_PER_SHARE, Figure, instant
from bookrunner.offerings import Convert, ConvertWorth, Observed, convert, convert_worth
from bookrunner.valuation import CompanyInputs, MarketDataRequired
from tests.offerings.converts import Bond, fixed, issued, on_lattice, policy_of, valued
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import number

scenarios("offerings/convertible.feature")


@given("a company at 20 a share with 108 diluted shares", target_fixture="target")
def plain() -> CompanyInputs:
    return company()


@given("a company at 20 a share with a convertible of 50 at 16 a share", target_fixture="target")
def with_old_one() -> CompanyInputs:
    at = instant(VALUATION_DATE)
    old = Convertible(
        "Old notes",
        figure("tgt.old.principal", "50", USD, at),
        figure("tgt.old.conversion_price", "16", USD_PER_SHARE, at),
        figure("tgt.old.shares", "3.125", SHARES, at),
        settled_net=True,
    )
    return with_equity(company(), converts=(old,))


@when("a convertible of a tenth of its market value is proposed at a premium of 30%",
      target_fixture="made")  # fmt: skip
def proposed(target: CompanyInputs) -> Convert:
    return issued(target=target)


@then("it converts at 26.00, 38.4615 shares for 1,000, with a parity of 76.9% and 8.31 shares "
      "underlying")  # fmt: skip
def by_hand(made: Convert) -> None:
    assert number(made.into.price) == pytest.approx(26)
    assert number(made.into.ratio) == pytest.approx(1000 / 26)
    assert number(made.into.parity) == pytest.approx(20 / 26)
    # 108 diluted shares at 20 are worth 2,160; a tenth is 216.
    assert number(made.issue.principal) == pytest.approx(216)
    assert number(made.issue.with_greenshoe) == pytest.approx(248.4)
    assert number(made.issue.net) == pytest.approx(216 * (1 - 0.033))
    assert number(made.issue.underlying) == pytest.approx(216 / 26)
    assert [number(one.price) for one in made.at_talk] == pytest.approx([25.5, 26, 26.5])


@when("the worth of its convertible is asked for without the levels of a market",
      target_fixture="refused")  # fmt: skip
def without_market(target: CompanyInputs) -> str:
    policy = policy_of({})
    with pytest.raises(MarketDataRequired) as raised:
        convert_worth(convert(target, policy), policy, Observed())
    return str(raised.value)


@then("what is missing is named, each with the name under which it can be adopted")
def named(refused: str) -> None:
    for words in ("risk-free rate", "credit spread", "volatility", "cost of borrowing", "dividend"):
        assert words in refused
    for key in ("risk_free_rate", "credit_spread", "volatility_rate", "borrow_rate",
                "dividend_yield_rate"):  # fmt: skip
        assert f"convertible.{key}" in refused


Worth = tuple[Convert, ConvertWorth]


@when("its convertible is valued at a volatility of 35%, a spread of 300 bp and borrow of 50 bp",
      target_fixture="worth")  # fmt: skip
def at_a_market(target: CompanyInputs) -> Worth:
    return valued(target=target)


@then("the bond floor, the option and their sum are those of an independent computation")
def as_alone(worth: Worth) -> None:
    told, bond = worth[1].value, Bond()
    assert number(told.floor.value) == pytest.approx(bond.floor, rel=1e-12)
    assert number(told.theoretical) == pytest.approx(bond.value, rel=1e-12)
    for check in (*worth[0].checks, *worth[1].checks):
        assert number(check.left) == pytest.approx(number(check.right)), check.name


@then("it is said to be worth less than par, with the coupon that would make it par")
def below_par(worth: Worth) -> None:
    told = worth[1]
    assert number(told.value.theoretical) < 1
    assert number(told.value.is_worth_par) == 0
    assert [one.code for one in told.findings] == [
        "convertible.below-par",
        "convertible.no-history",
    ]
    coupon = number(told.value.par_coupon)
    again = valued(fixed(f"{coupon:.12f}", "0.3"))[1]
    assert number(again.value.theoretical) == pytest.approx(1, abs=1e-9)


@then("the lattice in the workbook is that of an independent computation on plain numbers")
def lattice(worth: Worth) -> None:
    bond = Bond(callable_after=3, trigger=1.3, is_american=True)
    assert number(worth[1].lattice.value) == pytest.approx(on_lattice(bond, 20), rel=1e-12)
    assert number(worth[1].lattice.difference) == pytest.approx(on_lattice(bond, 20) - Bond().value)


@then("at 40 a share it delivers 2.91 shares settled net and 8.31 settled in shares")
def delivered(made: Convert) -> None:
    last = made.ladder.rungs[-1]
    assert number(last.price) == pytest.approx(40)
    # 8.3077 shares of 40 are worth 332.31; less 216 of principal leaves 116.31, 2.9077 shares.
    assert number(last.delivered) == pytest.approx((216 / 26 * 40 - 216) / 40)
    assert number(last.dilution) == pytest.approx(2.9076923 / 110.9076923)
    whole = issued({"settlement_switch": "1"}).ladder.rungs[-1]
    assert number(whole.delivered) == pytest.approx(216 / 26)
    # At the conversion price itself nobody need convert.
    assert number(issued({"settlement_switch": "1"}).ladder.rungs[3].delivered) == 0


@then("up to the cap of 40 the capped call leaves no dilution, and above it some")
def capped(made: Convert) -> None:
    for rung in made.ladder.rungs:
        assert number(rung.left) == pytest.approx(0, abs=1e-12)
    lower = issued({"cap_premium_share": "0.6"}).ladder.rungs[-1]
    # The cap at 32 brings 6 of the 14 above 26.
    assert number(lower.received) == pytest.approx(216 / 26 * 6 / 40)
    assert number(lower.left) == pytest.approx(216 / 26 * 8 / 40)


@then("settled net its EPS counts no share below the conversion price, and settled in shares all "
      "of them")  # fmt: skip
def if_converted(made: Convert) -> None:
    earned, first, last = made.earnings, made.ladder.rungs[0], made.ladder.rungs[-1]
    assert earned is not None
    # Coupon 3.24 and fees of 7.128 over five years cost 3.4992 after tax; 208.872 of debt at 5%
    # saves 7.8327.
    assert number(earned.cost) == pytest.approx((3.24 + 7.128 / 5) * 0.75)
    assert number(earned.after) == pytest.approx(135 - 3.4992 + 7.8327)
    assert number(_known(first.eps_after)) == pytest.approx(139.3335 / 108)
    assert number(_known(last.eps_after)) == pytest.approx(139.3335 / 110.9076923)
    assert number(_known(first.eps_in_shares)) == pytest.approx(142.8327 / 116.3076923)


def _known(one: Figure | None) -> Figure:
    assert one is not None
    return one


@then("buying the old one back costs 62.5 at today's price and its principal at 16 a share or less")
def bought(made: Convert) -> None:
    (old,) = made.outstanding
    # 50 at 16 a share are 3.125 shares, 62.5 at 20; two steps down, at 16, par.
    assert number(old.costs[2]) == pytest.approx(62.5)
    assert number(old.costs[0]) == pytest.approx(50)
    assert number(old.over_principal[2]) == pytest.approx(12.5)
    assert number(old.exchanged[2]) == pytest.approx(62.5 / 0.967)
    assert number(old.shares) == pytest.approx(3.125)

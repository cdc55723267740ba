"""The promises on follow-on offerings and rights issues, as written in specs/offerings."""

from __future__ import annotations

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.equity import OptionTranche
from bookrunner.figures import NM, SHARES, USD_PER_SHARE, instant
from bookrunner.offerings import FollowOn, RightsIssue
from bookrunner.valuation import CompanyInputs, MarketDataRequired
from tests.offerings.deals import offered
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import number

scenarios("offerings/follow_on.feature")
Made = tuple[FollowOn, RightsIssue]
USUAL = {"discount_rate": "0.04", "primary_share": "0.75"}


@given("a company at 20 a share with 108 diluted shares", target_fixture="target")
def plain() -> CompanyInputs:
    return company()


@given("a company at 20 a share with 10 options struck at 19.5", target_fixture="target")
def with_options() -> CompanyInputs:
    at = instant(VALUATION_DATE)
    options = OptionTranche(
        "options",
        figure("tgt.options", "10", SHARES, at),
        figure("tgt.strike", "19.5", USD_PER_SHARE, at),
    )
    return with_equity(company(), tranches=(options,))


@when("a tenth of its market value is offered at a discount of 4%, three quarters of it new",
      target_fixture="made")  # fmt: skip
def usual(target: CompanyInputs) -> Made:
    return offered(target, USUAL)


@when("only holders sell", target_fixture="made")
def holders(target: CompanyInputs) -> Made:
    return offered(target, {"discount_rate": "0.04", "primary_share": "0"})


@when("an offering is asked for without a discount", target_fixture="made")
def no_discount(target: CompanyInputs) -> Made:
    return offered(target)


@when("a fifth of its market value is raised by rights at 35% below the ex-rights price",
      target_fixture="made")  # fmt: skip
def rights(target: CompanyInputs) -> Made:
    return offered(target, {"size_share": "0.2"})


@then("8.4375 new shares bring 155.68 net and dilute by 7.25%")
def by_hand(made: Made) -> None:
    offer = made[0].offer
    assert offer is not None
    # 10% of 2160 is 216; at 19.20 that is 11.25 shares, 8.4375 of them new for 162.
    assert number(offer.price) == pytest.approx(19.2)
    assert number(offer.primary_shares) == pytest.approx(8.4375)
    assert number(offer.secondary) == pytest.approx(54)
    # 162 less 3.5% (5.67) less 0.3% of 216 (0.648) is 155.682.
    assert number(offer.net) == pytest.approx(155.682)
    assert number(offer.dilution) == pytest.approx(8.4375 / 116.4375)
    # With 15% of 11.25 more: 32.4 less its spread, and no expenses again.
    assert number(offer.net_with_greenshoe) == pytest.approx(155.682 + 32.4 * 0.965)
    assert number(offer.dilution_with_greenshoe) == pytest.approx(10.125 / 118.125)
    assert number(offer.all_in) == pytest.approx(155.682 / 8.4375 / 20 - 1)


@then("no share is new, and the company only bears the fixed expenses")
def nothing_new(made: Made) -> None:
    offer = made[0].offer
    assert offer is not None
    assert number(offer.primary_shares) == 0
    assert number(offer.dilution) == 0
    assert number(offer.net) == pytest.approx(-0.648)
    assert offer.all_in.value is NM


@then("there is no proposed offer, but a ladder from 0% to 10%")
def ladder(made: Made) -> None:
    deal = made[0]
    assert deal.offer is None
    assert deal.grid is None
    told = [number(one.discount) for one in deal.ladder]
    assert told == pytest.approx([0, 0.02, 0.04, 0.06, 0.08, 0.1], abs=1e-12)


@then("no option is in the money at 19.20")
def out_of_the_money(made: Made) -> None:
    deal = made[0]
    assert deal.offer is not None
    assert number(deal.bridge.diluted_shares) == pytest.approx(100 + 10 * (1 - 19.5 / 20))
    assert number(deal.offer.old_shares) == 100


@then("the ex-rights price is 17.67 and every check agrees")
def ex_rights(made: Made) -> None:
    deal, issue = made
    # 432 raised on 100 shares: 20 - 4.32 x 0.35 / 0.65.
    assert number(issue.ex_rights) == pytest.approx(20 - 4.32 * 0.35 / 0.65)
    for check in [*deal.checks, *issue.checks]:
        assert number(check.left) == pytest.approx(number(check.right)), check.name


def test_earnings_and_debt_after_it() -> None:
    offer = offered(changes=USUAL)[0].offer
    assert offer is not None
    for one in (offer.eps_before, offer.eps_after, offer.leverage_before, offer.leverage_after):
        assert one is not None
    assert offer.eps_after is not None
    assert offer.leverage_before is not None
    assert offer.leverage_after is not None
    # Debt of 400 costs 20: 155.682 repaid saves 5% of it, three quarters after tax.
    assert number(offer.eps_after) == pytest.approx((135 + 155.682 * 0.05 * 0.75) / 116.4375)
    assert number(offer.leverage_before) == pytest.approx(300 / 250)
    assert number(offer.leverage_after) == pytest.approx((300 - 155.682) / 250)


def test_the_price_of_a_rights_issue_of_one_for_four() -> None:
    # Textbook (Brealey, Myers and Allen, rights issues): four old at 20, one new at 15 makes 19.
    # 25 new shares at 15 raise 375; 15 is 4/19 below 19.
    issue = offered(
        changes={
            "size_share": str(375 / 2160),
            "rights_discount_share": str(4 / 19),
        }
    )[1]
    assert number(issue.ex_rights) == pytest.approx(19)
    assert number(issue.subscription) == pytest.approx(15)
    assert number(issue.new_per_old) == pytest.approx(0.25)
    assert number(issue.right) == pytest.approx(1)
    assert number(issue.bonus) == pytest.approx(20 / 19)


def test_tests_of_size() -> None:
    seen = {"daily_volume": "2", "shelf_capacity": "200", "public_float": "60000000"}
    deal = offered(changes=seen)[0]
    assert deal.volume_days is not None
    assert deal.shelf_left is not None
    assert deal.baby_shelf is not None
    assert number(deal.volume_days) == pytest.approx(216 / 20 / 2)
    assert number(deal.shelf_left) == pytest.approx(200 - 216 - 32.4)
    assert number(deal.baby_shelf) == pytest.approx(20_000_000)
    large = offered(changes={"public_float": "75000000"})[0]
    assert large.baby_shelf is not None
    assert large.baby_shelf.value is NM


def test_without_a_close_there_is_no_offer() -> None:
    with pytest.raises(MarketDataRequired, match="last close"):
        offered(company(shares_price=None))


def test_a_rights_issue_that_no_positive_price_supports_is_not_meaningful() -> None:
    issue = offered(changes={"size_share": "3", "rights_discount_share": "0.9"})[1]
    assert issue.ex_rights.value is NM
    assert issue.new_shares.value is NM


@settings(max_examples=25, deadline=None)
@over(
    size=st.integers(1, 100),
    primary=st.integers(1, 100),
    discount=st.integers(0, 30),
)
def test_a_deeper_discount_never_helps(size: int, primary: int, discount: int) -> None:
    def at(percent: int) -> FollowOn:
        return offered(
            changes={
                "size_share": str(size / 100),
                "primary_share": str(primary / 100),
                "discount_rate": str(percent / 100),
            }
        )[0]

    near, far = at(discount).offer, at(discount + 5).offer
    assert near is not None
    assert far is not None
    assert number(far.dilution) > number(near.dilution)
    assert number(far.all_in) < number(near.all_in)
    assert 0 < number(near.dilution) < 1
    assert number(near.net) + number(near.spread) + number(near.expenses) + number(
        near.secondary
    ) == pytest.approx(number(near.gross))

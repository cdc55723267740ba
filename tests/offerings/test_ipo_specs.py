"""The promises on initial public offerings, as written in specs/offerings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.equity import counted_shares
from bookrunner.figures import USD, USD_PER_SHARE, Missing
from bookrunner.offerings import (
    Before,
    Ipo,
    IpoOffer,
    NothingToPrice,
    Sold,
    Stake,
    ipo_offer,
    ipo_terms,
)
from bookrunner.valuation import AdoptionOutOfRange, CompanyInputs, default_policy
from tests.offerings.ipos import AT, holder, offering, private, shares
from tests.valuation.companies import VALUATION_DATE, figure
from tests.valuation.models import number

scenarios("offerings/ipo.feature")
THOUSAND = 1000


@pytest.fixture
def holders() -> Sequence[Stake]:
    """No cap table, unless a step gives one."""
    return ()


# CAMP4 Therapeutics, prospectus of 10 October 2024 (Rule 424(b)(4), registration no. 333-282241):
# cover, Use of Proceeds, Capitalization, Dilution. Equity of 15,033 thousand pro forma of the
# conversion of preferred stock; expenses are what lies between 69,768.6 and the cash received,
# 79,276 - 12,607 = 66,669 thousand.


@given("CAMP4 Therapeutics with 12,139,459 shares and net tangible assets of 15,033 thousand",
       target_fixture="before")  # fmt: skip
def camp4() -> Before:
    return Before(
        fair_equity=figure("camp.fair", "133534049", USD, AT),
        net_claims=figure("camp.net_claims", "-12607000", USD, AT),
        book_value=figure("camp.book", "15033000", USD, AT),
    )


@when("6,820,000 new shares are sold at 11.00 with a spread of 0.77 and expenses of 3,099.6 "
      "thousand", target_fixture="offer")  # fmt: skip
def camp4_offer(before: Before) -> IpoOffer:
    terms = ipo_terms(private(), default_policy(VALUATION_DATE))
    terms = replace(terms, expenses=figure("camp.expenses", "3099600", USD, AT),
                  underwriting_discount=figure("camp.spread", "0.07", USD / USD, AT))  # fmt: skip
    base, shoe, none = shares("base", "6820000"), shares("shoe", "1023000"), shares("none", "0")
    sold = Sold(base, base, none, shoe, shoe, none)
    count = counted_shares("camp", shares("old", "12139459"), [])
    price = figure("camp.price", "11", USD_PER_SHARE, AT)
    return ipo_offer("camp.ipo", price, sold, count, before, terms)


def _with(terms: object, **changed: object) -> object:
    from dataclasses import replace

    return replace(terms, **changed)  # type: ignore[type-var]


@then("proceeds, ownership and the Dilution section are those that its prospectus states")
def as_stated(offer: IpoOffer) -> None:
    assert number(offer.gross) == 75_020_000
    assert number(offer.spread_company) == pytest.approx(5_251_400)
    assert number(offer.gross) - number(offer.spread_company) == pytest.approx(69_768_600)
    assert number(offer.net) == pytest.approx(66_669_000)
    # "approximately $77.1 million" with the option; expenses are not repeated.
    assert number(offer.net_greenshoe) == pytest.approx(66_669_000 + 1_023_000 * 10.23)
    assert round(number(offer.net_greenshoe) / 1e6, 1) == 77.1
    assert number(offer.outstanding_after) == 18_959_459
    assert round(number(offer.dilution), 3) == 0.360
    assert round(number(offer.dilution_greenshoe), 3) == 0.392
    assert offer.book is not None
    assert number(offer.book.after) == pytest.approx(81_702_000)
    assert round(number(offer.book.after_share), 2) == 4.31
    assert round(number(offer.book.dilution), 2) == 6.69
    assert round(number(offer.book.after_greenshoe), 2) == 4.61
    assert round(number(offer.book.dilution_greenshoe), 2) == 6.39


@given("a company worth 2,160 before the money by its peers", target_fixture="target")
def plain() -> CompanyInputs:
    return private()


@given("its cap table of a fund that sells, a founder who keeps, and options",
       target_fixture="holders")  # fmt: skip
def with_holders() -> Sequence[Stake]:
    return (
        holder("fund", "60", sells="20"),
        holder("founder", "40"),
        holder("options", "10", strike="5"),
        holder("units", "2", strike="0"),
    )


@when("a quarter of it is offered, three fifths new, at a discount of 12.5%",
      target_fixture="made")  # fmt: skip
def usual(target: CompanyInputs, holders: Sequence[Stake]) -> Ipo:
    return offering(holders=holders, target=target)


@when("only holders sell", target_fixture="made")
def secondary_only(target: CompanyInputs) -> Ipo:
    return offering({"primary_share": "0"}, target=target)


@then("the offer is worth 87.5% of the fair value after the money, and the old shares what is left")
def post_money(made: Ipo) -> None:
    priced = made.pricing
    # The peers' median is 9.84 EBITDA of 250, less net debt of 300.
    assert number(priced.fair.equity_value) == pytest.approx(2160)
    # V = 0.875 (2160 - 10) / (1 - 0.875 x 0.93 x 0.25 x 0.6)
    value = 0.875 * 2150 / (1 - 0.875 * 0.93 * 0.15)
    net = value * 0.15 * 0.93 - 10
    assert number(priced.value) == pytest.approx(value)
    assert number(priced.net_money) == pytest.approx(net)
    assert number(priced.value) == pytest.approx(0.875 * (2160 + net))
    assert number(priced.before_money) == pytest.approx(value * 0.85)
    assert number(priced.price) == pytest.approx(value * 0.85 / 100)
    _agree(made)


@then("no share is new, and the company only pays the fixed expenses")
def nothing_new(made: Ipo) -> None:
    offer = made.middle
    assert number(made.sold.primary) == 0
    assert number(offer.outstanding_after) == 100
    assert number(offer.dilution) == 0
    assert number(offer.net) == -10
    assert number(offer.spread_company) == 0
    # 87.5% of what is left of 2,160 after expenses of 10.
    assert number(made.pricing.value) == pytest.approx(0.875 * 2150)
    assert number(offer.holders_net) == pytest.approx(number(offer.gross) * 0.93)
    assert isinstance(made.fees.of_company.value, Missing)
    _agree(made)


@then("the fund alone sells, the founder's share falls by the dilution, and all shares are "
      "somebody's")  # fmt: skip
def diluted(made: Ipo) -> None:
    fund, founder, new = made.table.rows
    assert fund.sold is not None
    assert number(fund.sold) == pytest.approx(number(made.sold.secondary))
    assert founder.sold is None
    assert number(founder.after) == 40
    assert founder.diluted_by is not None
    out = 100 + number(made.sold.primary)
    assert number(founder.diluted_by) == pytest.approx(100 / out - 1)
    assert number(new.after) == pytest.approx(number(made.sold.base))
    assert number(made.table.after) == pytest.approx(out)
    assert number(made.table.locked) == pytest.approx(out - number(made.sold.base))
    # Options at the midpoint by the treasury-stock method; share units in full.
    price = number(made.pricing.middle)
    assert number(made.middle.old_shares) == pytest.approx(100 + 10 * (1 - 5 / price) + 2)
    # The price that the value implies solves its own equation.
    own = number(made.pricing.price)
    assert own * (102 + 10 * (1 - 5 / own)) == pytest.approx(number(made.pricing.before_money))
    _agree(made)


@then("the range is stated in whole dollars, and low, middle and high sell the same shares")
def whole_dollars(made: Ipo) -> None:
    low, middle, high = (number(one.price) for one in made.offers)
    assert (low, middle, high) == (17, 18, 19)
    assert number(made.pricing.width) == pytest.approx(2 / 19)
    base = number(made.sold.base)
    assert base == pytest.approx(number(made.pricing.base_money) / 18)
    for one in made.offers:
        assert number(one.gross) == pytest.approx(base * number(one.price))


@given("a company whose debt is above its value", target_fixture="target")
def indebted() -> CompanyInputs:
    return private({"total_debt": "5000"})


@when("an offering of it is asked for", target_fixture="refused")
def refused(target: CompanyInputs) -> str:
    with pytest.raises(NothingToPrice) as raised:
        offering(target=target)
    return str(raised.value)


@then("it is refused with what would help")
def helpful(refused: str) -> None:
    assert "does not cover the expenses" in refused
    assert "--peers" in refused


def _agree(made: Ipo) -> None:
    for check in made.checks:
        assert number(check.left) == pytest.approx(number(check.right), rel=1e-9), check.name


def test_a_company_without_earnings_is_priced_on_revenue() -> None:
    made = offering(target=private({"ebitda": "-5", "operating_income": "-55"}))
    assert made.pricing.fair.metric_word == "LTM revenue"
    # 2.46 of revenue of 1,000.
    assert number(made.pricing.fair.enterprise_value) == pytest.approx(2460)


def test_leverage_falls_by_the_net_proceeds_whatever_they_repay() -> None:
    made = offering({"repays_debt_share": "0"})
    offer = made.middle
    assert offer.leverage_before is not None
    assert offer.leverage_after is not None
    assert number(offer.leverage_before) == pytest.approx(300 / 250)
    assert number(offer.leverage_after) == pytest.approx((300 - number(offer.net)) / 250)
    assert offer.repaid is not None
    assert number(offer.repaid) == 0


def test_debt_is_repaid_no_further_than_there_is() -> None:
    offer = offering(target=private({"total_debt": "120"})).middle
    assert offer.repaid is not None
    assert number(offer.repaid) == 120
    assert offer.to_cash is not None
    assert number(offer.to_cash) == pytest.approx(number(offer.net) - 120)


def test_earnings_have_the_interest_that_is_saved() -> None:
    offer = offering().middle
    assert offer.repaid is not None
    assert offer.price_earnings is not None
    # Debt of 400 costs 20; three quarters of what is saved stays after tax.
    earned = 135 + number(offer.repaid) * 0.05 * 0.75
    assert number(offer.price_earnings) == pytest.approx(number(offer.equity_value) / earned)


def test_the_gross_spread_is_divided_twenty_twenty_sixty() -> None:
    # Ritter, Initial Public Offerings: 20% management fee, 20% underwriting fee, 60% concession.
    fees = offering().fees
    whole = number(fees.whole)
    parts = [number(one) for one in (fees.management, fees.underwriting, fees.selling)]
    assert parts == pytest.approx([whole * 0.2, whole * 0.2, whole * 0.6])
    assert number(fees.whole_greenshoe) == pytest.approx(whole * 1.15)


def test_no_over_allotment_beyond_fifteen_percent() -> None:
    with pytest.raises(AdoptionOutOfRange):
        offering({"greenshoe_share": "0.16"})


def test_without_a_cap_table_holders_are_one_row_and_it_is_said() -> None:
    made = offering()
    assert [one.name for one in made.table.rows] == ["Present holders", "New investors"]
    assert "offerings.holders-required" in {one.code for one in made.findings}
    # All of them sell in proportion, which for one row is everything that is sold.
    sold = made.table.rows[0].sold
    assert sold is not None
    assert number(sold) == pytest.approx(number(made.sold.secondary))


def test_a_split_moves_the_price_and_no_value() -> None:
    whole, halved = offering(), offering({"split_factor": "2"})
    assert number(halved.pricing.value) == pytest.approx(number(whole.pricing.value))
    assert number(halved.pricing.price) == pytest.approx(number(whole.pricing.price) / 2)


def test_a_holder_cannot_sell_more_than_it_has_unseen() -> None:
    made = offering(holders=[holder("fund", "1", sells="1"), holder("founder", "99")])
    assert "offerings.sells-too-much" in {one.code for one in made.findings}


def test_many_holders_are_shown_by_group() -> None:
    made = offering(holders=[holder(f"h{place}", "10") for place in range(12)])
    assert len(made.table.rows) == 13
    one_group = [Stake(f"h{n}", "Staff", shares(f"h{n}", "10")) for n in range(12)]
    assert [one.name for one in offering(holders=one_group).table.rows] == [
        "Staff",
        "New investors",
    ]


def test_add_backs_are_taken_out_of_the_conservative_multiple() -> None:
    made = offering({"ebitda_add_backs": "50"})
    assert made.conservative is not None
    assert number(made.conservative) == pytest.approx(number(made.middle.enterprise_value) / 200)


@settings(max_examples=20, deadline=None)
@over(
    size=st.integers(5, 60),
    primary=st.integers(0, 100),
    discount=st.integers(0, 40),
)
def test_a_larger_discount_never_helps_and_everything_ties(
    size: int, primary: int, discount: int
) -> None:
    def at(percent: int) -> Ipo:
        return offering(
            {
                "size_share": str(size / 100),
                "primary_share": str(primary / 100),
                "ipo_discount_share": str(percent / 100),
                "increment_price": "0.01",
            }
        )

    near, far = at(discount), at(discount + 5)
    assert number(far.pricing.price) < number(near.pricing.price)
    assert number(far.pricing.value) < number(near.pricing.value)
    assert 0 <= number(near.middle.dilution) < 1
    assert 0 < number(near.middle.free_float) < 1
    _agree(near)
    # After the money is before the money and the new shares' gross proceeds, at any price.
    for one in near.offers:
        assert number(one.equity_value) == pytest.approx(
            number(one.before_money) + number(one.new_money)
        )
        assert number(one.net_greenshoe) >= number(one.net)

"""Follow-on offerings and rights issues against examples and prospectuses that were published."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bookrunner.equity import OptionTranche
from bookrunner.figures import SHARES, USD_PER_SHARE, instant
from bookrunner.offerings import FollowOn, RightsIssue, follow_on, offer_terms, other_ways
from bookrunner.valuation import Adoption, Adoptions, CompanyInputs, default_policy
from tests.offerings.deals import offered
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import number


def _plain(shares: str, price: str, **changes: str) -> CompanyInputs:
    """A company with these shares outstanding and no awards."""
    counts = dict.fromkeys(("shares_outstanding", "basic_shares", "diluted_shares"), shares)
    return company(shares_price=price, changes={**counts, **changes})


def _rights(shares: str, price: str, raised: float, ex_rights: float, paid: float) -> RightsIssue:
    """The issue that raises so much at a subscription price below the ex-rights price."""
    worth = float(shares) * float(price)
    terms = {
        "size_share": f"{raised / worth:.15f}",
        "rights_discount_share": f"{1 - paid / ex_rights:.15f}",
    }
    return offered(_plain(shares, price), terms)[1]


@pytest.fixture(scope="module")
def camp4() -> FollowOn:
    """CAMP4 Therapeutics, prospectus of 10 October 2024, Rule 424(b)(4), file no. 333-282241.

    6,820,000 shares at 11.00 beside 12,139,459; spread 0.77, expenses of 3,099.6 thousand, an
    over-allotment of 1,023,000. Taken as an offering at no discount to a close of 11.00.
    """
    gross, worth = 75_020_000, 12_139_459 * 11
    return offered(
        _plain("12139459", "11"),
        {
            "discount_rate": "0",
            "size_share": f"{gross / worth:.15f}",
            "gross_spread_share": "0.07",
            "expenses_share": f"{3_099_600 / gross:.15f}",
        },
    )[0]


def test_the_cover_of_a_prospectus(camp4: FollowOn) -> None:
    assert camp4.offer is not None
    assert number(camp4.offer.primary_shares) == pytest.approx(6_820_000)
    assert number(camp4.offer.greenshoe_shares) == pytest.approx(1_023_000)
    assert number(camp4.offer.gross) == pytest.approx(75_020_000)
    assert number(camp4.offer.spread) == pytest.approx(5_251_400)


def test_the_use_of_proceeds_of_a_prospectus(camp4: FollowOn) -> None:
    assert camp4.offer is not None
    # Cash of 12,607 becomes 79,276 thousand; with the option proceeds are about 77.1 million.
    assert number(camp4.offer.net) == pytest.approx(66_669_000)
    assert round(number(camp4.offer.net_with_greenshoe) / 1e6, 1) == 77.1


def test_the_share_of_new_investors_in_a_prospectus(camp4: FollowOn) -> None:
    assert camp4.offer is not None
    assert round(number(camp4.offer.dilution), 3) == 0.360
    assert round(number(camp4.offer.dilution_with_greenshoe), 3) == 0.392
    assert number(camp4.offer.new_total) == pytest.approx(18_959_459)


def test_options_as_ias_33_counts_them() -> None:
    # IAS 33, Illustrative Example 5: profit 1,200,000 on 500,000 shares; 100,000 options at 15,
    # price 20: 25,000 shares more; earnings per share 2.29 diluted.
    at = instant(VALUATION_DATE)
    options = OptionTranche(
        "options",
        figure("tgt.options", "100000", SHARES, at),
        figure("tgt.strike", "15", USD_PER_SHARE, at),
    )
    target = with_equity(_plain("500000", "20", net_income="1200000"), tranches=(options,))
    offer = offered(target, {"discount_rate": "0"})[0].offer
    assert offer is not None
    assert number(offer.old_shares) == pytest.approx(525_000)
    assert offer.eps_before is not None
    assert round(number(offer.eps_before), 2) == 2.29


def test_the_rights_issue_of_ias_33() -> None:
    # IAS 33, Illustrative Example 4: 500 shares at 11.00, one new for five at 5.00: the ex-rights
    # value is 10.00, the factor 1.10, and 1,100 of earnings are restated to 2.00 a share.
    issue = _rights("500", "11", 500, 10, 5)
    assert number(issue.new_shares) == pytest.approx(100)
    assert number(issue.ex_rights) == pytest.approx(10)
    assert number(issue.bonus) == pytest.approx(1.1)
    assert 1100 / (500 * number(issue.bonus)) == pytest.approx(2)


def test_national_power_of_ross_westerfield_and_jaffe() -> None:
    # Corporate Finance, chapter on issuing securities: a million shares at 20, five million raised
    # at 10: two rights a share, 16.67 without, a right of 3.33.
    issue = _rights("1000000", "20", 5_000_000, 50 / 3, 10)
    assert number(issue.new_shares) == pytest.approx(500_000)
    assert 1 / number(issue.new_per_old) == pytest.approx(2)
    assert round(number(issue.ex_rights), 2) == 16.67
    assert round(number(issue.right), 2) == 3.33


def test_the_right_is_price_less_subscription_over_rights_and_one() -> None:
    # Brigham and Ehrhardt, Financial Management: R = (M - S) / (N + 1), with the shares cum rights.
    issue = _rights("1000000", "20", 5_000_000, 50 / 3, 10)
    needed = 1 / number(issue.new_per_old)
    assert number(issue.right) == pytest.approx((20 - 10) / (needed + 1))


def test_a_holder_who_takes_part_or_sells_the_rights_loses_nothing() -> None:
    # Ross, Westerfield and Jaffe, the same example: two shares worth 40 become three worth 50 for
    # 10 paid, or two worth 33.33 and rights sold for 6.67.
    issue = _rights("1000000", "20", 5_000_000, 50 / 3, 10)
    ex = number(issue.ex_rights)
    assert 3 * ex - 10 == pytest.approx(40)
    assert 2 * ex + 2 * number(issue.right) == pytest.approx(40)


def test_a_backstop_covers_a_day_of_volatility() -> None:
    # Hull, Options, Futures, and Other Derivatives, value at risk: a day's deviation is the year's
    # over the root of 252 trading days. 31.749% a year is 2% a day.
    rows = {
        f"follow_on.{key}": Adoption(Decimal(value), "A. Tester", "test", VALUATION_DATE)
        for key, value in (
            ("discount_rate", "0.05"), ("volatility_rate", "0.3174901573277509"),
            ("backstop_sigmas_exponent", "2"), ("daily_volume", "1"),
        )
    }  # fmt: skip
    policy = default_policy(VALUATION_DATE, Adoptions(rows))
    deal = follow_on(company(), policy, offer_terms(company(), policy))
    ways = other_ways(deal, policy)
    assert ways.bought is not None
    assert ways.market is not None
    assert number(ways.bought.at_risk) == pytest.approx(0.04)
    # 20 less 5% is 19; less 4% is 18.24, for 216 / 19 shares.
    assert number(ways.bought.price) == pytest.approx(18.24)
    assert number(ways.bought.exposure) == pytest.approx(216 / 19 * 18.24)
    assert number(ways.bought.margin) == pytest.approx(216 * 0.04)
    assert number(ways.bought.loss_at_risk) == pytest.approx(-216 * 0.96 * 0.04)
    # A tenth of one share a day at 20: 108 days for 216.
    assert number(ways.market.days) == pytest.approx(108)
    assert number(ways.market.net) == pytest.approx(216 * 0.97)
    assert number(ways.market.all_in) == pytest.approx(-0.03)

"""The second codings of bonds and offerings reproduce the worked examples of the methods pages."""

from datetime import date

import pytest

from tests.second_coding import bonds, convertible, follow_on, ipo, new_issue, refinancing
from tests.second_coding.shares import ShareCount

FLAT = ((1.0, 0.04), (30.0, 0.04))


def test_bond() -> None:
    # refinancing.md, Bonds: 5.75% to 15 November 2017, settled 15 February 2008 at 6.50%.
    held = bonds.price(date(2008, 2, 15), date(2017, 11, 15), 0.0575, 0.065, 2)
    assert held.clean == pytest.approx(0.94634, abs=5e-6)


def test_refinancing() -> None:
    # refinancing.md, NPV: 6% of 100, eight years left, par call a quarter before, make-whole +20.
    bond = refinancing.Bond(
        100, 0.06, date(2032, 6, 30), par_call=date(2032, 3, 30), make_whole_spread=0.002
    )
    plan = refinancing.Plan(date(2024, 6, 30), FLAT, 0.012, 0.25, 0.0065, 30)
    price = refinancing.price_paid(bond, plan.settlement, plan.curve)
    assert price == pytest.approx(1.11808, abs=5e-6)
    coupon = refinancing.new_coupon(bond, plan)
    assert refinancing.saving(bond, plan, coupon, price).npv < 0


def test_new_issue() -> None:
    # new_issue.md: Treasuries 4.20% at five years, quotes of four and six years at 90 and 110.
    fair = new_issue.fair_value([(4, 0.009), (6, 0.011)], 5)
    assert fair == pytest.approx(0.01)
    assert fair is not None
    found = new_issue.terms(5, 0.042, fair, 0.001, 0.042, 0.002, 0.006, 0.0015)
    assert (found.rate, found.coupon, found.price) == pytest.approx((0.053, 0.053, 1))
    assert found.reoffer_spread == pytest.approx(0.011)
    assert (found.net, found.all_in) == pytest.approx((0.9925, 0.05473), abs=5e-6)


def test_ipo() -> None:
    # ipo.md, Worked example.
    found = ipo.priced(
        ipo.Offer(
            10, None, 0.5, 216, 0, 0.125, 0.07, 10, 0.25, 0.6, 0.15, ShareCount(100), 100, 1, 0.05
        )
    )
    assert found["offer_value"] == pytest.approx(2142.8, abs=0.05)
    assert found["net_proceeds"] == pytest.approx(288.9, abs=0.05)
    assert found["indicated"] == pytest.approx(18.21, abs=0.005)
    assert (found["low"], found["midpoint"], found["high"]) == (17, 18, 19)


def test_follow_on_and_rights() -> None:
    # follow_on.md, Worked example.
    offer = follow_on.Offer(
        20, ShareCount(108), 0.1, 0.04, 0.75, 0.15, 0.035, 0.003, 1, 100, 10, 100, 0.25, 1, 100, 50
    )
    found = follow_on.effects(offer, greenshoe=False)
    assert (found["new_shares"], found["net"]) == pytest.approx((8.4375, 155.682))
    assert found["dilution"] == pytest.approx(8.4375 / 116.4375)
    issue = follow_on.rights(20, 4, 15, 1 - 15 / 19)
    assert (issue["terp"], issue["right"]) == pytest.approx((19, 1))


def test_convertible() -> None:
    # convertible.md, Worked example.
    terms = convertible.Terms(20, 0.3, 0.015, 5, 2, 0.04, 0.03, 0.35, 0.01, 0.005, 3)
    found = convertible.valued(terms)
    assert found["floor"] == pytest.approx(0.77129, abs=5e-6)
    assert found["option"] == pytest.approx(0.18365, abs=5e-6)
    assert found["par_coupon"] == pytest.approx(0.02584, abs=5e-6)
    assert found["own_yield_value"] == pytest.approx(0.98665, abs=5e-6)
    assert convertible.lattice(terms) == pytest.approx(0.99025, abs=5e-6)
    underlying = 216 / 26
    assert convertible.shares_delivered(40, 26, underlying, True) == pytest.approx(2.9077, abs=5e-5)
    capped = convertible.capped_call(terms, 40, underlying)
    assert capped["cost"] == pytest.approx(18.76, abs=0.005)

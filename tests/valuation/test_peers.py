"""What a reader is told about the peers."""

from dataclasses import replace
from datetime import date

from bookrunner.facts import industry
from bookrunner.figures import Finding, business_days
from bookrunner.valuation import peer_findings
from tests.valuation.companies import company, price
from tests.valuation.models import POLICY, compared, peers, policy


def found(code: str, findings: object) -> list[Finding]:
    """The findings of one code."""
    assert isinstance(findings, (list, tuple))
    return [finding for finding in findings if finding.code == f"valuation.{code}"]


def test_a_shoemaker_and_a_restaurant_are_not_in_a_shops_industry_and_another_shop_is() -> None:
    """SIC 3021 and 5812 against 5211; 5331 and 5211 are shops."""
    codes = {"LOW": "5211", "WMT": "5331", "NKE": "3021", "MCD": "5812"}
    group = [company(name, sic=sic, industry=industry(sic)) for name, sic in codes.items()]
    target = company("HD", sic="5211", industry=industry("5211"))
    told = found("peer-industry", peer_findings(target, group, POLICY))
    assert len(told) == 1
    assert told[0].message.startswith("NKE and MCD are not in the target's industry")


def test_an_unknown_industry_is_named_not_guessed() -> None:
    group = [company("NEW", sic="", industry="")]
    assert found("industry-unknown", peer_findings(company(), group, POLICY))[0].where == "NEW"


def test_fewer_than_five_peers_are_said_to_say_little() -> None:
    assert found("few-peers", peer_findings(company(), peers()[:4], POLICY))
    assert not found("few-peers", peer_findings(company(), peers(), POLICY))


def test_prices_of_different_days_and_stale_prices_are_found() -> None:
    old = replace(company("OLD"), price=price("old", "20", date(2024, 6, 24)))
    told = peer_findings(company(), [old], POLICY)
    assert found("price-dates", told)
    assert found("stale-price", told)[0].where == "OLD"


def test_a_weekend_does_not_make_a_price_stale() -> None:
    """From Friday 28 June to Tuesday 2 July 2024 lie two business days."""
    assert business_days(date(2024, 6, 28), date(2024, 7, 2)) == 2
    assert not found("stale-price", peer_findings(company(), [], policy(date(2024, 7, 2))))
    assert found("stale-price", peer_findings(company(), [], policy(date(2024, 7, 3))))


def test_accounts_that_a_newer_quarter_must_have_followed_are_stale() -> None:
    """A year to December is fresh in May and stale at the end of June."""
    assert not found("stale-accounts", peer_findings(company(), [], policy(date(2024, 5, 15))))
    assert found("stale-accounts", peer_findings(company(), [], POLICY))


def test_a_value_beyond_three_median_absolute_deviations_is_commented() -> None:
    """Peers trade at 8.1x to 14.2x; at a price of 95 the target trades at 42.2x."""
    dear = compared(company("ODD", shares_price="95"))
    told = [one for one in found("outlier", dear.findings) if "EV / EBITDA" in one.message]
    assert [one.where for one in told] == ["ODD"]


def test_margins_that_do_not_descend_are_commented() -> None:
    odd = compared(company("ODD", changes={"net_income": "300"}))
    assert found("margin-order", odd.findings)[0].where == "ODD"

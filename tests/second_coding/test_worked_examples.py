"""The second codings reproduce the worked examples of the written methods."""

from datetime import date

import pytest

from tests.second_coding import precedents
from tests.second_coding.basics import NM, statistics
from tests.second_coding.comps import calendar_year, nearest_month, next_twelve_months
from tests.second_coding.credit import capacity
from tests.second_coding.lbo import LboInputs, Tranche, Year, lbo
from tests.second_coding.merger import Book, MergerInputs, Side, merger
from tests.second_coding.shares import Claims, Convertible, ShareCount, bridge
from tests.second_coding.wacc import PeerBeta, wacc


def test_home_depots_diluted_shares() -> None:
    # docs/methods/shares.md: 10-K to 2024-01-28, accession 0000354950-24-000062, at 350.
    count = ShareCount(991_015_773, 3_386_000, ((3_085_000, 189.97),))
    assert count.diluted(350) == pytest.approx(995_812_323.14, abs=0.01)
    assert count.price_of(350 * count.diluted(350)) == pytest.approx(350, rel=1e-12)


@pytest.mark.parametrize("net_settled", [False, True])
def test_both_ways_to_settle_give_one_enterprise_value(net_settled: bool) -> None:
    # shares.md: of a convertible in the money.
    shares = ShareCount(100, convertibles=(Convertible(50, 10, net_settled),))
    found = bridge(20, shares, Claims(debt=50))
    assert found["enterprise_value"] == pytest.approx(20 * 105)
    assert found["price_back"] == pytest.approx(20)
    assert shares.price_of(-1) == NM


def test_lbo() -> None:
    # docs/methods/lbo.md, Worked example.
    shares = ShareCount(108)
    found = lbo(
        LboInputs(
            ltm_ebitda=250, ltm_revenue=1000, by_premium=True, price=20, premium_rate=0.3,
            entry_multiple=0, shares=shares, debt=400, preferred=0, noncontrolling=0, cash=100,
            breakage_rate=0, advisory_rate=0.02, financing_fee_rate=0.02, minimum_cash_share=0.02,
            rollover_share=0, commitment_multiple=0.5, revolver_margin_rate=0.03,
            revolver_floor_rate=0, undrawn_rate=0.005, base_rate=0.04,
            tranches=(
                Tranche(3.5, 0.01, margin_rate=0.035, amortisation_rate=0.01, swept=True),
                Tranche(1.0, coupon_rate=0.085),
            ),
            fee_life_years=7, years=[Year(260, 50, 60, 5)], stub=1, days=[365], tax_rate=0.25,
            interest_cap_share=0.3, cap_on_ebit=False, average_interest=False,
            exit_change_multiple=0, management_share=0.1,
        )
    )  # fmt: skip
    assert found["total"] == pytest.approx(3323.91)
    assert found["sponsor"] == pytest.approx(2098.91)
    bridge_of = sum(
        float(found[f"{name}_1"])
        for name in (
            "from_ebitda",
            "from_multiple",
            "from_net_debt",
            "from_fees",
            "from_management",
        )
    )
    assert bridge_of == pytest.approx(float(found["gain_1"]))


def test_merger() -> None:
    # docs/methods/merger.md, Worked example.
    def side(price: float) -> Side:
        return Side(
            price=price, shares=ShareCount(108), ebit=[200] * 4, ebitda=[250] * 4, interest=20,
            interest_income=0, minorities=0, first_year_after_closing=0.5, ltm_revenue=1000,
            ltm_ebitda=250, ltm_net_income=135, tax_rate=0.25, claims=Claims(debt=400, cash=100),
        )  # fmt: skip

    found = merger(
        MergerInputs(
            acquirer=side(20), target=side(10), book=Book(350, 0, 0, 500, 80), premium_rate=0.3,
            stock_share=0.5, cash_used=50, advisory_rate=0.01, refinanced_share=0,
            breakage_rate=0, financing_fee_rate=0.01, saved_rate=0.05,
            new_debt_rate=0.06, cash_rate=0.04,
            tax_rate=0.25, fee_life_years=7, run_rate_synergies=22.5,
            synergies=[22.5] * 3, cost_to_achieve=[0] * 3,
            intangible_share=0.2, intangible_life=10, property_share=0.1, property_life=10,
            inventory_share=0.05, interest_cap_share=0.3, cap_on_ebit=False,
        )
    )  # fmt: skip
    assert found["new_shares"] == pytest.approx(35.1)
    assert found["exchange_ratio"] == pytest.approx(0.325)
    assert found["target_ownership"] == pytest.approx(35.1 / 143.1)
    assert found["new_debt"] == pytest.approx(672.77, abs=0.005)
    assert found["write_ups"] == pytest.approx(334.80)
    assert found["deferred_tax"] == pytest.approx(83.70)
    assert found["adjust_assets"] == pytest.approx(float(found["adjust_claims"]))


def test_precedent() -> None:
    # docs/methods/precedents.md, Worked example.
    deal = precedents.Deal(
        date(2024, 1, 2), 1.0, offer_price=30, diluted_shares=100, net_debt=600, ltm_revenue=1800,
        ltm_ebitda=360, synergies=90, unaffected=24,
    )  # fmt: skip
    found = precedents.row(deal)
    assert [found[name] for name in ("equity_value", "enterprise_value")] == [3000, 3600]
    assert [found[name] for name in ("ev_revenue", "ev_ebitda", "ev_ebitda_with_synergies")] == [
        2,
        10,
        8,
    ]
    assert found["premium"] == pytest.approx(0.25)


def test_time() -> None:
    # Section 1: a year that ends days after a month counts to it; NTM weights within 0 and 1.
    assert nearest_month(date(2024, 2, 3)) == 1
    years = {date(2024, 6, 30): 100.0, date(2025, 6, 30): 120.0}
    assert calendar_year(2024, years) == pytest.approx(110)
    assert next_twelve_months(date(2024, 6, 30), years) == pytest.approx(120)


def test_quartiles_are_inclusive() -> None:
    # PERCENTILE.INC of 1, 2, 4, 8: quartiles 1.75 and 5.
    found = statistics([8.0, 1.0, NM, 4.0, 2.0])
    assert (found["lower_quartile"], found["median"], found["upper_quartile"]) == (1.75, 3, 5)


def test_beta_is_unlevered_and_relevered() -> None:
    # Hamada: relevering at the same leverage gives the beta back.
    found = wacc(
        risk_free_rate=0.04, equity_risk_premium=0.05, further_premium=0, cost_of_debt=0.05,
        tax_rate=0.25, debt=40, equity=60, peers=[PeerBeta(1.2, 40, 60, 0.25)],
    )  # fmt: skip
    assert found["beta"] == pytest.approx(1.2)
    assert found["wacc"] == pytest.approx(0.6 * 0.10 + 0.4 * 0.0375)


def test_capacity_for_debt() -> None:
    # docs/methods/refinancing.md: 2.5 x 24,936 - 44,111 = 18,229.
    assert capacity(44_111, 24_936, 0)["room"] == pytest.approx(18_229)

"""Multiples, statistics over peers, and what they imply for the target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.figures import NA, NM
from bookrunner.valuation import Block, comps
from tests.valuation.companies import company
from tests.valuation.models import POLICY, compared, number, policy


def test_multiples_of_the_plain_company_are_those_on_paper() -> None:
    """EV 2,460 over revenue 1,000, EBITDA 250 and EBIT 200; price 20 over earnings of 1.25."""
    cells = compared().target.cells
    assert number(cells["ev_revenue_ltm"]) == pytest.approx(2.46)
    assert number(cells["ev_ebitda_ltm"]) == pytest.approx(9.84)
    assert number(cells["ev_ebit_ltm"]) == pytest.approx(12.3)
    assert number(cells["price_earnings_ltm"]) == pytest.approx(16.0)
    assert number(cells["fcf_yield"]) == pytest.approx(130 / 2160)


def test_operating_metrics_of_the_plain_company_are_those_on_paper() -> None:
    """ROIC is 200 x (1 - 25%) over 500 of equity and 300 of net debt."""
    cells = compared().target.cells
    assert number(cells["growth_1y"]) == pytest.approx(0.10)
    assert number(cells["growth_2y"]) == pytest.approx(0.10)
    assert number(cells["gross_margin"]) == pytest.approx(0.40)
    assert number(cells["ebitda_margin"]) == pytest.approx(0.25)
    assert number(cells["capex_share"]) == pytest.approx(0.06)
    assert number(cells["leverage"]) == pytest.approx(1.2)
    assert number(cells["roic"]) == pytest.approx(150 / 800)


@pytest.mark.parametrize("ebitda", ["-5", "0", "1"])
def test_a_multiple_of_a_loss_of_nothing_or_above_fifty_is_not_meaningful(ebitda: str) -> None:
    odd = company("ODD", changes={"ebitda": ebitda})
    assert compared(odd).target.cells["ev_ebitda_ltm"].value is NM


def test_the_threshold_of_meaning_can_be_moved() -> None:
    """EV 2,460 over EBITDA of 41 is 60x."""
    rich = company("ODD", changes={"ebitda": "41"})
    assert compared(rich).target.cells["ev_ebitda_ltm"].value is NM
    wider = compared(rich, policy(changes={"multiple_max": "70"}))
    assert number(wider.target.cells["ev_ebitda_ltm"]) == pytest.approx(60.0)


def test_an_unreported_line_makes_its_multiples_not_available() -> None:
    bare = compared(company("ODD", changes={"ebitda": None, "eps_diluted": None}))
    assert bare.target.cells["ev_ebitda_ltm"].value is NA
    # Earnings per share are then net income over diluted shares: 135 / 108.
    assert number(bare.target.cells["price_earnings_ltm"]) == pytest.approx(16.0)


def test_quartiles_are_interpolated_as_spreadsheets_do() -> None:
    """EV / EBITDA at prices 16, 18, 20, 24, 30: 8.112, 8.976, 9.84, 11.568, 14.16."""
    found = compared()
    wanted = {
        "max": 14.16,
        "p75": 11.568,
        "median": 9.84,
        "mean": 10.5312,
        "p25": 8.976,
        "min": 8.112,
    }
    for key, value in wanted.items():
        assert number(found.statistic(key, "ev_ebitda_ltm")) == pytest.approx(value), key


@given(st.lists(st.sampled_from(["-10", "250", "125", "500"]), min_size=1, max_size=6))
def test_statistics_leave_out_what_is_not_meaningful(earnings: list[str]) -> None:
    peers = [
        company(f"P{place}", changes={"ebitda": value}) for place, value in enumerate(earnings)
    ]
    found = comps(company(), peers, POLICY)
    counted = [2460 / float(value) for value in earnings if float(value) > 0]
    mean = found.statistic("mean", "ev_ebitda_ltm").value
    if counted:
        assert mean == pytest.approx(sum(counted) / len(counted))
    else:
        assert mean is NA


def test_the_target_is_not_in_its_own_statistics() -> None:
    dear = compared(company(shares_price="60"))
    assert number(dear.statistic("max", "ev_ebitda_ltm")) == pytest.approx(14.16)


def test_sizes_have_no_statistics() -> None:
    found = compared()
    sizes = {column.key for column in found.columns_of(Block.SIZE)}
    assert sizes
    assert all(not sizes & set(row.cells) for row in found.statistics)


def test_the_median_multiple_implies_the_price_on_paper() -> None:
    """9.84 x 250 - 300 of net debt = 2,160 over 108 shares is 20."""
    implied = {one.column.key: one for one in compared().implied}
    point = implied["ev_ebitda_ltm"].middle
    assert point.enterprise_value is not None
    assert number(point.enterprise_value) == pytest.approx(2460.0)
    assert number(point.equity_value) == pytest.approx(2160.0)
    assert number(point.share_price) == pytest.approx(20.0)
    assert number(implied["price_earnings_ltm"].middle.share_price) == pytest.approx(20.0)


def test_a_bank_has_no_enterprise_multiples() -> None:
    bank = compared(company("BNK", sic="6021", industry="Banks"))
    assert bank.target.cells["ev_ebitda_ltm"].value is NA
    assert [one.column.key for one in bank.implied] == ["price_earnings_ltm"]
    assert "valuation.financial-company" in [finding.code for finding in bank.findings]


def test_forward_multiples_are_absent_until_estimates_are_supplied() -> None:
    found = compared()
    assert not [column.key for column in found.columns if "ntm" in column.key]
    assert "estimates" in found.notes[0]

"""From equity value to enterprise value and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.figures import NA, Severity, inputs
from bookrunner.valuation import bridge
from tests.valuation.companies import company
from tests.valuation.models import POLICY, number, policy


def test_enterprise_value_is_equity_plus_claims_less_cash() -> None:
    """20 x 108 + 400 + 30 + 50 + 20 - 100 - 40 = 2,520."""
    more = {
        "finance_leases": "30",
        "preferred": "50",
        "noncontrolling_interest": "20",
        "short_term_investments": "40",
    }
    held = bridge(company(changes=more), POLICY)
    assert number(held.equity_value) == 2160.0
    assert number(held.claims.net) == 360.0
    assert number(held.claims.net_debt) == 290.0
    assert number(held.enterprise_value) == 2520.0


def test_the_sums_rest_on_the_rows_of_the_bridge() -> None:
    """Whoever types over a row of the printed bridge moves all that follows from it."""
    more = {"finance_leases": "30", "noncontrolling_interest": "20"}
    held = bridge(company(changes=more), POLICY)
    rows = [one.figure for one in (*held.claims.added, *held.claims.deducted)]
    assert [row.key for row in rows] == [
        "tgt.bridge.total_debt",
        "tgt.bridge.finance_leases",
        "tgt.bridge.noncontrolling_interest",
        "tgt.bridge.cash",
    ]
    for whole, parts in (
        (held.claims.net, rows),
        (held.claims.net_debt, [rows[0], rows[1], rows[3]]),
        (held.claims.debt, rows[:2]),
    ):
        assert whole is not None
        assert [one.key for one in inputs(whole)] == [one.key for one in parts]


@given(
    parts=st.dictionaries(
        st.sampled_from(
            [
                "finance_leases",
                "preferred",
                "noncontrolling_interest",
                "short_term_investments",
                "operating_leases",
                "long_term_investments",
            ]
        ),
        st.integers(0, 10**6).map(str),
    ),
    leases=st.sampled_from(["0", "1"]),
)
def test_the_bridge_reverses_whatever_parts_it_has(parts: dict[str, str], leases: str) -> None:
    held = bridge(company(changes=parts), policy(changes={"operating_leases": leases}))
    assert number(held.equity_value_back) == pytest.approx(number(held.equity_value), rel=1e-12)


def test_what_is_not_reported_is_left_out_and_named() -> None:
    held = bridge(company(), POLICY)
    labels = [line.label for line in (*held.claims.added, *held.claims.deducted)]
    assert labels == ["Total debt", "Cash and cash equivalents"]
    found = [one for one in held.findings if one.code == "valuation.bridge-parts-unreported"]
    assert "Preferred stock (book); Noncontrolling interest (book)" in found[0].message
    assert found[0].severity is Severity.NOTE


def test_unreported_debt_is_a_warning() -> None:
    held = bridge(company(changes={"total_debt": None}), POLICY)
    found = [one for one in held.findings if one.code == "valuation.bridge-parts-unreported"]
    assert found[0].severity is Severity.WARNING
    assert held.claims.debt is None
    assert number(held.claims.net) == -100.0


def test_operating_leases_count_only_behind_the_switch() -> None:
    leased = company(changes={"operating_leases": "60"})
    assert number(bridge(leased, POLICY).enterprise_value) == 2460.0
    switched = bridge(leased, policy(changes={"operating_leases": "1"}))
    assert number(switched.enterprise_value) == 2520.0
    assert "valuation.lease-basis" in [finding.code for finding in switched.findings]


def test_finance_leases_inside_reported_debt_are_not_counted_twice() -> None:
    leased = replace(company(changes={"finance_leases": "30"}), debt_includes_finance_leases=True)
    assert number(bridge(leased, POLICY).enterprise_value) == 2460.0


def test_without_a_price_values_are_not_available_and_the_page_says_what_to_supply() -> None:
    held = bridge(company(shares_price=None), POLICY)
    assert held.equity_value.value is NA
    assert held.enterprise_value.value is NA
    assert number(held.claims.net) == 300.0
    found = [one for one in held.findings if one.code == "valuation.price-missing"]
    assert "--prices" in found[0].message

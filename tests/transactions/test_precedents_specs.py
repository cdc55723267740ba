"""The promises on precedent transactions, as they are written in specs/transactions."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.equity import OptionTranche
from bookrunner.figures import NA, NM, SHARES, USD_PER_SHARE, instant
from bookrunner.imports import BankFile, BankRow, ImportedRow, ImportedValue
from bookrunner.transactions import (
    Precedents,
    PrecedentsRequired,
    precedent_terms,
    precedents,
    precedents_model,
)
from bookrunner.valuation import bridge, default_policy
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import compared, number

scenarios("transactions/precedents.feature")
_FILE = BankFile("precedents", "0" * 64, "deals.csv", "Example Bank", VALUATION_DATE)
_BAD = {"APLT", "ASRT", "BITI", "BLUE", "PRGO", "AAAP", "AGN"}


def deal(target: str, announced: str = "2023-06-28", **said: str) -> BankRow:
    """A row of the table; amounts in single dollars."""
    usual = {"acquirer": "Buyer", "status": "closed", "unit": "USD", "acquired": "1"}
    row = usual | {"target": target, "announced": announced} | said
    values = {key: ImportedValue(text, f"Deals!{key}") for key, text in row.items() if text}
    return BankRow(_FILE, ImportedRow(2, values))


def made(rows: Sequence[BankRow]) -> Precedents:
    """The deals beside a company at 20 a share with options at 19.5."""
    at = instant(VALUATION_DATE)
    options = OptionTranche(
        "options",
        figure("tgt.options", "10", SHARES, at),
        figure("tgt.strike", "19.5", USD_PER_SHARE, at),
    )
    policy = default_policy(VALUATION_DATE)
    target = with_equity(company(), tranches=(options,))
    upper, lower = compared().levels
    terms = precedent_terms(target, policy)
    return precedents(bridge(target, policy), rows, policy, terms, (upper, lower))


@given("three control deals, one of a minority and one withdrawn", target_fixture="rows")
def usual() -> Sequence[BankRow]:
    return [
        deal("First", offer_price="30", diluted_shares="100", net_debt="600", ltm_revenue="1800",
             ltm_ebitda="360", synergies="90", unaffected_price="24", high_52w="32"),
        deal("Second", "2021-01-04", enterprise_value="1000", ltm_revenue="800",
             ltm_ebitda="125", premium_1d="0.35"),
        deal("Third", "2017-01-04", enterprise_value="900", ltm_revenue="900",
             premium_1d="0.15"),
        deal("Minority", acquired="0.3", enterprise_value="5000", ltm_ebitda="100"),
        deal("Withdrawn", status="withdrawn", enterprise_value="4000", ltm_ebitda="100"),
    ]  # fmt: skip


@given("no deals", target_fixture="rows")
def none() -> Sequence[BankRow]:
    return []


@when("the deals are compared", target_fixture="found")
def found(rows: Sequence[BankRow]) -> Precedents | str:
    if rows:
        return made(rows)
    with pytest.raises(PrecedentsRequired) as raised:
        made(rows)
    return str(raised.value)


@then("EV, multiples and premia of the first deal are those worked out by hand")
def by_hand(found: Precedents) -> None:
    first = next(one for one in found.deals if one.stated.target == "First")
    # 30 x 100 is 3,000; with net debt of 600, EV is 3,600.
    assert number(first.equity_value) == 3000
    assert number(first.enterprise_value) == 3600
    cells = {key: cell.value for key, cell in first.cells.items()}
    assert cells["ev_revenue_ltm"] == 2
    assert cells["ev_ebitda_ltm"] == 10
    assert cells["ev_ebitda_synergies"] == 8
    assert cells["premium_1d"] == 0.25
    assert cells["premium_52w"] == pytest.approx(-0.0625)
    assert cells["synergies_cost_share"] == pytest.approx(90 / 1440)
    assert cells["ev_ebitda_ntm"] is NA


@then("the statistics are over the three control deals only")
def statistics(found: Precedents) -> None:
    told = {key: cells["ev_ebitda_ltm"].value for key, _, cells in found.statistics}
    # 10 and 8 count; the quartiles of two lie a quarter inside (type 7).
    expected = {"max": 10, "p75": 9.5, "median": 9, "mean": 9, "p25": 8.5, "min": 8}
    assert told == pytest.approx(expected)
    assert found.statistic("median", "premium_1d").value == 0.25
    young, second, older = (one.medians["premium_1d"].value for one in found.buckets)
    assert (young, second, older) == (0.25, 0.35, 0.15)
    for check in found.checks:
        assert check.left.value == check.right.value, check.name


@then("the deal without EBITDA is listed with NA and outside that column's statistics")
def missing(found: Precedents) -> None:
    third = next(one for one in found.deals if one.stated.target == "Third")
    assert third.cells["ev_ebitda_ltm"].value is NA
    assert third.counted["ev_revenue_ltm"].value == 1
    sheets = {sheet.name for sheet in precedents_model(found).sheets}
    assert {"Precedents", "Precedent multiples", "Precedents implied"} <= sheets


@then("at the implied price the diluted shares are worth the implied equity value")
def solves(found: Precedents) -> None:
    for implied in found.implied:
        for point in implied.points:
            price = number(point.share_price)
            shares = number(found.bridge.claims.count.fixed) + 10 * max(0, 1 - 19.5 / price)
            assert price * shares == pytest.approx(number(point.equity_value))
    assert found.grid is not None
    assert found.grid.centre.output.value == pytest.approx(found.grid.base.value)


@then("it is refused with the command that imports them")
def refused(found: str) -> None:
    assert "bookrunner import precedents" in found


@given("the takeovers of the shared data without the rows its README calls bad",
       target_fixture="takeovers")  # fmt: skip
def takeovers(shared_data: Path) -> Sequence[Mapping[str, str]]:
    path = shared_data / "labels" / "biotech_buyouts" / "deals.csv"
    if not path.exists():
        pytest.skip("the takeovers of the shared data are absent")
    with path.open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["ticker"] not in _BAD]


def _half_digit(text: str) -> float:
    """Half of the last digit that is stated, and a little for the representation."""
    return 0.51 * 10.0 ** int(Decimal(text).as_tuple().exponent)


@when("their premia and equity values are recomputed", target_fixture="pairs")
def recomputed(takeovers: Sequence[Mapping[str, str]]) -> Sequence[tuple[str, float, float, float]]:
    told, pairs = {}, []
    for place, row in enumerate(takeovers):
        if not row["per_share_upfront"]:
            continue
        name = f"Takeover {place}"
        told[name] = row
    on = {
        name: deal(name, unit=row["currency"] or "USD",
                   offer_price=row["per_share_upfront"], diluted_shares=row["shares_out"],
                   unaffected_price=row["unaffected_close"])
        for name, row in told.items()
    }  # fmt: skip
    for one in made(list(on.values())).deals:
        row = told[one.stated.target]
        if row["premium_to_unaffected"] and row["unaffected_close"]:
            value = number(one.cells["premium_1d"])
            near = _half_digit(row["premium_to_unaffected"])
            if row["premium_override"] == "True":
                # Carried over from a filing, whose close may have more digits than this one.
                offer, before = float(row["per_share_upfront"]), float(row["unaffected_close"])
                near += offer / before**2 * _half_digit(row["unaffected_close"])
            pairs.append(("premium", value, float(row["premium_to_unaffected"]), near))
        if row["shares_out"] and row["implied_equity_value_m"]:
            value = number(one.equity_value) / 1e6
            pairs.append(("equity", value, float(row["implied_equity_value_m"]), 0.051))
    return pairs


@then("each equals what is stated within rounding")
def equal_all(pairs: Sequence[tuple[str, float, float, float]]) -> None:
    assert sum(kind == "premium" for kind, *_ in pairs) > 200
    assert sum(kind == "equity" for kind, *_ in pairs) > 200
    wrong = [one for one in pairs if abs(one[1] - one[2]) > one[3]]
    assert wrong == []


@settings(max_examples=15, deadline=None)
@over(st.integers(2, 400), st.integers(1, 300))
def test_premium_and_offer_tie(offer: int, before: int) -> None:
    [one] = made([deal("Only", offer_price=str(offer), unaffected_price=str(before))]).deals
    assert before * (1 + number(one.cells["premium_1d"])) == pytest.approx(offer)


@pytest.mark.parametrize("ebitda", ["-5", "0", "1"])
def test_not_meaningful_is_in_no_statistic(ebitda: str) -> None:
    # Below or at zero, and a multiple of 100, above the threshold of 50.
    found = made([deal("Only", enterprise_value="100", ltm_ebitda=ebitda)])
    assert found.deals[0].cells["ev_ebitda_ltm"].value is NM
    assert found.statistic("median", "ev_ebitda_ltm").value is NA


def test_a_deal_announced_later_is_not_known() -> None:
    with pytest.raises(PrecedentsRequired):
        made([deal("Later", "2024-07-01", enterprise_value="100")])


def test_stated_and_computed_equity_value_that_differ_are_told() -> None:
    found = made([deal("Odd", offer_price="10", diluted_shares="10", equity_value="150")])
    assert [one.code for one in found.findings] == ["precedents.stated-differs"]

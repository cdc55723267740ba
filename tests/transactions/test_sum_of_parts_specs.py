"""The promises on sums of the parts, as they are written in specs/transactions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.facts import Axis, Breakdown, BreakdownPart
from bookrunner.figures import USD, Figure, computed, total
from bookrunner.transactions import (
    SegmentsRequired,
    SumOfParts,
    sum_of_parts,
    sum_of_parts_model,
)
from bookrunner.valuation import Adoption, Adoptions, comps, default_policy
from tests.valuation.companies import VALUATION_DATE, company, figure
from tests.valuation.models import POLICY, compared, number

scenarios("transactions/sum_of_parts.feature")

TARGET = company()
COMPARED = compared(TARGET)
YEAR = TARGET.last_year.period
EBIT, SALES = "ev_ebit_fy", "ev_revenue_fy"


def segments(prefix: str, line: str, parts: Mapping[str, int], whole: Figure | None) -> Breakdown:
    """An invented year's line by segment, in the order given."""
    found = [
        BreakdownPart(
            f"{prefix}:{label}Member",
            label,
            figure(f"{prefix}.{line}.{label.lower()}", str(value), USD, YEAR),
        )
        for label, value in parts.items()
    ]
    added = computed(
        f"{prefix}.{line}.by_segment", "Sum", total([one.figure for one in found]), YEAR
    )
    return Breakdown(
        line, Axis.SEGMENT, YEAR, "us-gaap:OperatingIncomeLoss", "0009999901-24-000001",
        found, (), added, whole, foots=True, findings=(),
    )  # fmt: skip


def told(line: str, parts: Mapping[str, int], whole: int | None) -> Breakdown:
    """Of the target, in millions."""
    company_wide = None if whole is None else figure(f"tgt.{line}.whole", str(whole), USD, YEAR)
    return segments("tgt", line, parts, company_wide)


def made_of(income: Breakdown, revenue: Breakdown | None = None, **adopted: str) -> SumOfParts:
    """The parts with assumptions adopted by the last pieces of their keys."""
    rows = {
        f"tgt.sum_of_parts.{key.replace('__', '.')}": Adoption(
            Decimal(value), "A. Banker", "test", VALUATION_DATE
        )
        for key, value in adopted.items()
    }
    return sum_of_parts(COMPARED, income, default_policy(VALUATION_DATE, Adoptions(rows)), revenue)


def multiple(level: str, column: str = EBIT) -> float:
    return number(COMPARED.statistic(level, column))


@given("a company of operating income 150 with segments of 120 and 60 and a corporate cost",
       target_fixture="income")  # fmt: skip
def plain() -> Breakdown:
    return told("operating_income", {"Tools": 120, "Services": 60}, 150)


@given("a company with a segment that loses 40 on revenue of 200", target_fixture="income")
def losing() -> Breakdown:
    return told("operating_income", {"Tools": 190, "Labs": -40}, 150)


@given("a company whose report tells no total beside its segments", target_fixture="income")
def untold() -> Breakdown:
    return told("operating_income", {"Tools": 120, "Services": 60}, None)


@when("its parts are valued at the peers' multiples", target_fixture="made")
def parts(income: Breakdown) -> SumOfParts:
    revenue = told("revenue", {"Tools": 800, "Labs": 200}, 1000)
    return made_of(income, revenue if "Labs" in {one.label for one in income.parts} else None)


@when("one segment takes a premium of 50% and the company a discount of 10%",
      target_fixture="made")  # fmt: skip
def moved(income: Breakdown) -> SumOfParts:
    return made_of(income, tools__premium_share="0.5", discount_share="0.1")


@then(
    "each segment is its income at the peers' EV / EBIT, and the corporate cost is what the "
    "segments leave"
)
def by_hand(made: SumOfParts) -> None:
    tools, services = made.parts
    assert number(tools.values[1]) == pytest.approx(120 * multiple("median"))
    assert number(services.values[0]) == pytest.approx(60 * multiple("p25"))
    assert number(services.values[2]) == pytest.approx(60 * multiple("p75"))
    assert number(tools.share) == pytest.approx(0.8)
    assert number(made.between.measure) == pytest.approx(-30)
    assert number(made.between.values[1]) == pytest.approx(-30 * multiple("median"))


@then("the parts together are the company at the same multiple, and equity is what net debt leaves")
def together(made: SumOfParts) -> None:
    """With one multiple for all parts the sum is that of the whole: distributivity."""
    whole = 150 * multiple("median")
    claims = number(COMPARED.target.bridge.claims.net)
    shares = number(COMPARED.target.bridge.diluted_shares)
    middle = made.points[1]
    assert number(made.gross[1]) == pytest.approx(whole)
    assert number(middle.equity_value) == pytest.approx(whole - claims)
    assert number(middle.share_price) == pytest.approx((whole - claims) / shares)
    (table,) = sum_of_parts_model(made, "TGT").grids
    assert number(table.centre.output) == pytest.approx(number(middle.stated))
    for pair in made.checks:
        assert number(pair.left) == pytest.approx(number(pair.right))


@then("a part at the lower quartile is worth no more than at the upper")
def ordered(made: SumOfParts) -> None:
    for one in made.parts:
        assert number(one.values[0]) <= number(one.values[1]) <= number(one.values[2])


@then(
    "that segment is worth half more, the others are unchanged, and the discount takes a tenth "
    "of all"
)
def as_they_say(made: SumOfParts, income: Breakdown) -> None:
    before = made_of(income)
    assert number(made.parts[0].values[1]) == pytest.approx(1.5 * number(before.parts[0].values[1]))
    assert number(made.parts[1].values[1]) == pytest.approx(number(before.parts[1].values[1]))
    (whole,) = [made.points[1].enterprise_value]
    assert whole is not None
    assert number(whole) == pytest.approx(0.9 * number(made.gross[1]))


@then("that segment is worth its revenue at the peers' EV / Revenue")
def by_revenue(made: SumOfParts) -> None:
    tools, labs = made.parts
    assert labs.is_by_revenue
    assert not tools.is_by_revenue
    assert number(labs.values[1]) == pytest.approx(200 * multiple("median", SALES))
    assert number(tools.values[1]) == pytest.approx(190 * multiple("median"))


@then("without its revenue the loss is capitalised")
def capitalised(income: Breakdown) -> None:
    _, labs = made_of(income).parts
    assert number(labs.values[1]) == pytest.approx(-40 * multiple("median"))


@then("its sum of the parts is refused and says that the total is not told")
def refused(income: Breakdown) -> None:
    with pytest.raises(SegmentsRequired, match="the number of the whole company"):
        made_of(income)
    peerless = comps(TARGET, [], POLICY)
    with pytest.raises(SegmentsRequired, match="EV / EBIT"):
        sum_of_parts(peerless, told("operating_income", {"A": 1, "B": 2}, 3), POLICY)


def test_revenue_alone_is_valued_at_the_multiple_of_revenue() -> None:
    made = made_of(told("revenue", {"Tools": 800, "Labs": 200}, 1000))
    assert made.multiple == "EV / Revenue"
    assert number(made.gross[1]) == pytest.approx(1000 * multiple("median", SALES))


@settings(max_examples=25, deadline=None)
@over(
    st.lists(st.integers(1, 500), min_size=2, max_size=6),
    st.integers(-100, 100),
    st.decimals(Decimal(0), Decimal("0.5"), places=2),
)
def test_however_it_is_cut_the_parts_are_the_company(
    earned: list[int], corporate: int, discount: Decimal
) -> None:
    whole = sum(earned) + corporate
    if whole == 0:
        return
    income = told("operating_income", {f"S{at}": one for at, one in enumerate(earned)}, whole)
    made = made_of(income, discount_share=str(discount))
    value = made.points[1].enterprise_value
    assert value is not None
    assert number(value) == pytest.approx(whole * multiple("median") * (1 - float(discount)))

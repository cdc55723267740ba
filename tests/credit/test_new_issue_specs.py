"""The promises on indicative pricing of new bonds, as written in specs/credit."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.credit import (
    Curve,
    NewIssue,
    SpreadCurve,
    Supplied,
    bond_quotes,
    new_issue,
    new_issue_effect,
    spread_curve,
    treasury_curve,
)
from bookrunner.facts import CurvePoint
from bookrunner.figures import (
    DAYS,
    PURE,
    Figure,
    NoAnswer,
    bond_yield,
    default,
    exponential,
    instant,
    level_rate,
    price_of,
    rounded_down,
    spreadsheet_serial,
)
from bookrunner.imports import BankRow
from bookrunner.valuation import Adoption, Adoptions, MarketDataRequired, Policy, default_policy
from tests.credit.market import issue, paid, quote, row
from tests.valuation.companies import VALUATION_DATE, company

scenarios("credit/new_issue.feature")

AT = instant(VALUATION_DATE)
PAR = {1: "0.047", 2: "0.045", 3: "0.043", 5: "0.042", 7: "0.0425", 10: "0.043", 20: "0.046",
       30: "0.0455"}  # fmt: skip


def number(figure: Figure | None) -> float:
    assert figure is not None
    assert isinstance(figure.value, float), figure
    return figure.value


def pure(name: str, value: object) -> Figure:
    return default(f"x.{name}", name, Decimal(str(value)), PURE, AT, reason="test")


def day(name: str, on: date) -> Figure:
    return default(f"x.{name}", name, Decimal(spreadsheet_serial(on)), DAYS, AT, reason="test")


def treasuries() -> Curve:
    points = [
        CurvePoint(VALUATION_DATE, Decimal(years), Decimal(rate), "Test")
        for years, rate in PAR.items()
    ]
    made = treasury_curve(points)
    assert made is not None
    return made


def policy(**adopted: str) -> Policy:
    rows = {
        f"tgt.new_issue.{key}": Adoption(Decimal(value), "A. Banker", "test", VALUATION_DATE)
        for key, value in adopted.items()
    }
    return default_policy(VALUATION_DATE, Adoptions(rows))


def spreads(*pairs: tuple[float, str]) -> Sequence[BankRow]:
    return [quote(n, years, spread_bp=level) for n, (years, level) in enumerate(pairs, start=1)]


THREE = ((4.0, "90"), (6.0, "110"), (11.0, "150"))


@dataclass
class Case:
    """What happened so far."""

    supplied: Supplied = field(default_factory=Supplied)
    adopted: dict[str, str] = field(default_factory=dict)
    fitted: SpreadCurve | None = None
    made: NewIssue | None = None
    refused: str = ""

    @property
    def issue(self) -> NewIssue:
        assert self.made is not None
        return self.made


def through(rows: Sequence[BankRow], decay: str = "2") -> SpreadCurve:
    quotes, left_out = bond_quotes(
        company(), rows, treasuries(), VALUATION_DATE, pure("frequency", 2)
    )
    assert left_out == ()
    made = spread_curve("x", quotes, [one.spread for one in quotes], pure("decay", decay), AT)
    assert made is not None
    return made


def nelson_siegel(years: float, level: float, slope: float, hump: float, decay: float) -> float:
    """As Diebold and Li (2006), equation 2, write it."""
    gone = math.exp(-years / decay)
    load = (1 - gone) / (years / decay)
    return level + slope * load + hump * (load - gone)


@given("bonds of 2 to 30 years on a curve with a long end of 180, a slope of -90 and a hump of 40 "
       "basis points", target_fixture="case")  # fmt: skip
def on_a_curve() -> Case:
    lives = (2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 30.0)
    rows = spreads(*((one, f"{nelson_siegel(one, 180, -90, 40, 2):.12f}") for one in lives))
    return Case(supplied=Supplied(own=rows))


@when("the curve is fitted")
def fitted(case: Case) -> None:
    case.fitted = through(case.supplied.own)


@then("its constants are those, and no bond is off it")
def recovered(case: Case) -> None:
    assert case.fitted is not None
    fit = case.fitted.fit
    assert fit is not None
    assert [number(one) * 1e4 for one in fit.constants] == pytest.approx([180, -90, 40], abs=1e-6)
    assert [number(one) for one in fit.residuals] == pytest.approx([0] * 7, abs=1e-12)


@given("quotes of 4, 6 and 11 years at 90, 110 and 150 basis points, and concessions of 5, 10 and "
       "15", target_fixture="case")  # fmt: skip
def three() -> Case:
    return Case(Supplied(own=spreads(*THREE), issues=paid(5, 10, 15)))


@given("quotes of nobody, and concessions of 5, 10 and 15", target_fixture="case")
def no_quotes() -> Case:
    return Case(Supplied(issues=paid(5, 10, 15)))


@given("quotes of 4, 6 and 11 years at 90, 110 and 150 basis points, and no recent issue",
       target_fixture="case")  # fmt: skip
def no_issues() -> Case:
    return Case(Supplied(own=spreads(*THREE)))


@given("peers' quotes two notches better than the issuer, with 12 basis points a notch and a "
       "sector offset of 5", target_fixture="case")  # fmt: skip
def of_peers() -> Case:
    rows = [
        quote(n, years, spread_bp=level, rating="A")
        for n, (years, level) in enumerate(THREE, start=1)
    ]
    rating = row("ratings", {}, 1, agency="S&P", rating="BBB+", date="2024-01-31")
    return Case(
        Supplied(peers=[(company("peer"), rows)], issues=paid(5, 10, 15), ratings=[rating]),
        {"notch_spread": "0.0012", "sector_offset_spread": "0.0005"},
    )


@when("a new issue is priced")
def is_priced(case: Case) -> None:
    case.made = new_issue(company(), policy(**case.adopted), treasuries(), case.supplied)


@when("a new issue is asked for")
def is_asked_for(case: Case) -> None:
    with pytest.raises(MarketDataRequired) as raised:
        new_issue(company(), policy(**case.adopted), treasuries(), case.supplied)
    case.refused = str(raised.value)


@then("each yield is the Treasury, the fair value and the concession, and the re-offer spread is "
      "the yield less the benchmark")  # fmt: skip
def one_basis(case: Case) -> None:
    tenors = case.issue.tenors
    assert [one.years for one in tenors] == [3, 5, 7, 10]
    for one in tenors:
        par = float(PAR[one.years])
        assert number(one.treasury) == pytest.approx(par)
        assert number(one.middle.rate) == pytest.approx(par + number(one.fair_value) + 0.0010)
        assert number(one.low[0]) == pytest.approx(par + number(one.fair_value) + 0.0005)
        assert number(one.middle.spread) == pytest.approx(number(one.fair_value) + 0.0010)
        assert number(one.talk) == pytest.approx(number(one.middle.spread) + 0.0025)


@then("the 5Y fair value lies on the line at 100 basis points")
def on_the_line(case: Case) -> None:
    (five,) = [one for one in case.issue.tenors if one.years == 5]
    assert number(five.fair_value) == pytest.approx(0.0100)


@then("coupons and principal are worth the net proceeds at the all-in cost")
def all_in(case: Case) -> None:
    for one in case.issue.tenors:
        made = one.middle
        worth = price_of(number(made.all_in), number(made.coupon), one.years, 2)
        assert worth == pytest.approx(number(made.net), abs=1e-12)
        assert number(made.net) == pytest.approx(
            number(made.price) - number(made.fees) - 0.0015, abs=1e-12
        )
        assert number(made.coupon) <= number(made.rate) < number(made.coupon) + 0.0005
        assert number(made.all_in) > number(made.rate)


@then("the centre of the grid is the all-in cost of the lead tenor")
def centre(case: Case) -> None:
    made = case.issue
    assert made.lead_tenor.years == 10
    assert made.grid.centre.output.value == made.lead_priced.all_in.value
    assert made.lead_priced.all_in.value == made.lead_tenor.middle.all_in.value
    costs = [[number(one.output) for one in across] for across in made.grid.points]
    assert all(left < right for across in costs for left, right in pairwise(across))
    assert all(up[0] < down[0] for up, down in pairwise(costs))


@then("the concessions run from 5 over 10 in the middle to 15, of 3 issues with their dates")
def quartiles(case: Case) -> None:
    told = case.issue.concessions
    assert [number(one) * 1e4 for one in (told.low, told.middle, told.high)] == pytest.approx(
        [5, 10, 15]
    )
    assert told.count == 3
    assert (told.first, told.last) == (date(2024, 5, 29), date(2024, 6, 18))


@then("a curve of quoted bonds is said to be required")
def curve_required(case: Case) -> None:
    assert "a curve of quoted bonds is market data and was not supplied" in case.refused
    assert "import bond-quotes" in case.refused


@then("the concession of recent issues is said to be required")
def concession_required(case: Case) -> None:
    assert "the concession of recent issues" in case.refused
    assert "import new-issues" in case.refused


@then("the fair values are those of the peers and 29 basis points")
def by_notch(case: Case) -> None:
    (five,) = [one for one in case.issue.tenors if one.years == 5]
    assert case.issue.issuer.basis == "peers' bonds"
    assert number(five.fair_value) == pytest.approx(0.0129)


@then("30Y is left out and what it needs is said")
def left_out(case: Case) -> None:
    (found,) = [one for one in case.issue.findings if one.code == "credit.tenor-not-quoted"]
    assert "no quoted bond reaches 30Y" in found.message
    longer = new_issue(
        company(), policy(extension_30y_spread="0.0025"), treasuries(), case.supplied
    )
    assert number(longer.tenors[-1].fair_value) == pytest.approx(0.0175)


# ------------------------------------------------------------- textbooks and published examples


def test_yield_in_the_microsoft_help_page_of_yield() -> None:
    # YIELD: 15 February 2008 to 15 November 2016, 5.75%, 95.04287, half-yearly, 30/360: 6.5%.
    made = bond_yield(day("a", date(2008, 2, 15)), day("b", date(2016, 11, 15)),
                      pure("c", "0.0575"), pure("p", "0.9504287"), pure("f", 2))  # fmt: skip
    assert made.value == pytest.approx(0.065, abs=1e-7)


def test_rate_in_the_microsoft_help_page_of_rate() -> None:
    # RATE(4 x 12, -200, 8000): 0.77% a month, 9.24% a year.
    made = level_rate(pure("n", 48), pure("pay", 200), pure("pv", 8000), pure("fv", 0))
    assert made.value == pytest.approx(0.00770147, abs=1e-8)


def test_the_hump_loading_is_highest_at_thirty_months_with_the_decay_of_diebold_and_li() -> None:
    # Diebold and Li (2006), section 2: a decay of 0.0609 a month puts the maximum at 30 months.
    decay = 1 / 0.0609 / 12
    heights = {months: nelson_siegel(months / 12, 0, 0, 1, decay) for months in range(1, 121)}
    assert max(heights, key=heights.__getitem__) in (29, 30)
    fit = through(spreads(*((one, "100") for one in (2, 3, 5, 10))), f"{decay:.8f}").fit
    assert fit is not None
    assert number(fit.loadings[0][2]) == pytest.approx(heights[24], abs=1e-9)


def test_the_limits_of_nelson_and_siegel() -> None:
    # Nelson and Siegel (1987): the long end is b0; the short end is b0 + b1.
    assert nelson_siegel(1e-9, 180, -90, 40, 2) == pytest.approx(90, abs=1e-5)
    assert nelson_siegel(1e9, 180, -90, 40, 2) == pytest.approx(180, abs=1e-5)


def test_a_flat_curve_has_no_slope_and_no_hump() -> None:
    fit = through(spreads(*((one, "125") for one in (2, 4, 8, 15, 25)))).fit
    assert fit is not None
    assert [number(one) for one in fit.constants] == pytest.approx([0.0125, 0, 0], abs=1e-12)
    assert number(fit.error) == pytest.approx(0, abs=1e-12)


def test_a_bond_sold_at_its_coupon_without_costs_costs_its_coupon() -> None:
    # Fabozzi, Bond Markets: the yield of a par bond is its coupon.
    flat = spreads((4, "100"), (12, "100"))
    none = {f"fees_{tenor}y_share": "0" for tenor in (3, 5, 7, 10)}
    made = new_issue(company(), policy(expenses_share="0", **none), treasuries(),
                     Supplied(own=flat, issues=paid(0, 0, 0)))  # fmt: skip
    ten = made.lead_priced
    assert number(ten.coupon) == pytest.approx(0.053)
    assert number(ten.price) == pytest.approx(1)
    assert number(ten.all_in) == pytest.approx(0.053)


def test_a_price_a_yield_and_a_spread_of_one_bond_are_one_quote() -> None:
    rate = 0.042 + 0.011
    price = price_of(rate, 0.0475, 5, 2) * 100
    rows = [
        quote(1, 5, coupon="0.0475", price=f"{price:.10f}"),
        quote(2, 5, **{"yield": f"{rate}"}),
        quote(3, 5, spread_bp="110"),
    ]
    quotes, _ = bond_quotes(company(), rows, treasuries(), VALUATION_DATE, pure("f", 2))
    assert [number(one.spread) * 1e4 for one in quotes] == pytest.approx([110] * 3, abs=1e-6)
    (check,) = [one.check for one in quotes if one.check is not None]
    assert number(check.left) == pytest.approx(number(check.right), abs=1e-12)


def test_the_spread_over_sofr_of_a_swap_on_the_bonds_basis() -> None:
    # A yearly actual/360 rate s is 2 x ((1 + s x 365 / 360)^0.5 - 1) half-yearly by 30/360.
    supplied = Supplied(own=spreads(*THREE), issues=paid(5, 10, 15))
    made = new_issue(company(), policy(swap_10y_yield_rate="0.036"), treasuries(), supplied)
    same = 2 * (math.sqrt(1 + 0.036 * 365 / 360) - 1)
    swap = made.lead_tenor.swap
    assert number(swap[-1]) == pytest.approx(number(made.lead_tenor.middle.rate) - same)


def test_published_prices_have_the_published_yields(shared_data: Path) -> None:
    # Pricing term sheets of Alphabet's notes: coupon, price to the public and yield, 33 tranches.
    path = shared_data / "deal_docs" / "alphabet_notes" / "tranches.csv"
    if not path.is_file():
        pytest.skip("the deal documents are absent from the shared data folder")
    with path.open() as file:
        rows = [
            one
            for one in csv.DictReader(file)
            if one["currency"] == "USD" and one["rate_type"] == "fixed"
        ]
    assert len(rows) >= 33
    for one in rows:
        settled, matures = (date.fromisoformat(one[n]) for n in ("issue_date", "maturity_date"))
        coupon, price = (Decimal(one[n]) / 100 for n in ("coupon_pct", "issue_price_pct"))
        made = bond_yield(day("a", settled), day("b", matures), pure("c", coupon),
                          pure("p", price), pure("f", one["coupon_frequency"]))  # fmt: skip
        assert made.value == pytest.approx(float(one["issue_yield_pct"]) / 100, abs=1e-5)


# ----------------------------------------------------------------------------------- properties


def solved(lives: Sequence[float], levels: Sequence[float], decay: float) -> list[float]:
    """Least squares by elimination with pivoting on the normal equations, coded apart."""
    rows = []
    for years in lives:
        gone = math.exp(-years / decay)
        load = (1 - gone) / (years / decay)
        rows.append([1.0, load, load - gone])
    matrix = [
        [sum(one[i] * one[j] for one in rows) for j in range(3)]
        + [sum(one[i] * level for one, level in zip(rows, levels, strict=True))]
        for i in range(3)
    ]
    for place in range(3):
        best = max(range(place, 3), key=lambda one: abs(matrix[one][place]))
        matrix[place], matrix[best] = matrix[best], matrix[place]
        for below in range(place + 1, 3):
            share = matrix[below][place] / matrix[place][place]
            matrix[below] = [
                a - share * b for a, b in zip(matrix[below], matrix[place], strict=True)
            ]
    found = [0.0, 0.0, 0.0]
    for place in (2, 1, 0):
        rest = sum(matrix[place][k] * found[k] for k in range(place + 1, 3))
        found[place] = (matrix[place][3] - rest) / matrix[place][place]
    return found


_levels = st.lists(st.integers(20, 400), min_size=6, max_size=6)


@settings(max_examples=15, deadline=None)
@drawn(_levels, st.sampled_from(["1", "1.5", "2", "4"]))
def test_the_fit_is_that_of_elimination(levels: list[int], decay: str) -> None:
    lives = (2.0, 3.0, 5.0, 8.0, 12.0, 25.0)
    curve = through(spreads(*zip(lives, map(str, levels), strict=True)), decay)
    assert curve.fit is not None
    expected = solved([one.years for one in curve.quotes], [one / 1e4 for one in levels],
                      float(decay))  # fmt: skip
    assert [number(one) for one in curve.fit.constants] == pytest.approx(expected, abs=1e-9)
    for check in curve.fit.checks:
        assert number(check.left) == pytest.approx(number(check.right), rel=1e-9)


@settings(max_examples=6, deadline=None)
@drawn(st.integers(0, 40), st.integers(0, 40), st.integers(-100, 200))
def test_what_investors_ask_for_more_the_issuer_pays(nic: int, more: int, move: int) -> None:
    def cost(level: int) -> NewIssue:
        return new_issue(
            company(), policy(treasury_move_spread=f"{move / 1e4}"), treasuries(),
            Supplied(own=spreads(*THREE), issues=paid(level, level, level)),
        )  # fmt: skip

    low, high = cost(nic).lead_priced, cost(nic + more).lead_priced
    assert number(low.all_in) <= number(high.all_in)
    assert number(high.spread) - number(low.spread) == pytest.approx(more / 1e4)
    assert number(low.price) <= 1 + 1e-12
    for one in (low, high):
        assert one.all_in.unit == PURE


@settings(max_examples=5, deadline=None)
@drawn(st.integers(1, 80), st.integers(0, 100))
def test_sources_are_uses_and_debt_repaid_is_not_added(size: int, repaid: int) -> None:
    adopted = policy(size=str(size * 10_000_000), repaid_share=str(repaid / 100))
    made = new_issue(company(), adopted, treasuries(),
                     Supplied(own=spreads(*THREE), issues=paid(5, 10, 15)))  # fmt: skip
    effect = new_issue_effect(made, adopted)
    assert effect is not None
    (check,) = effect.checks
    assert number(check.left) == pytest.approx(number(check.right), rel=1e-12)
    told = {before.key.rsplit(".", 1)[-1]: (number(before), number(after))
            for before, after in effect.pairs}  # fmt: skip
    net = size * 1e7 * number(made.lead_priced.net)
    assert told["debt"][1] == pytest.approx(told["debt"][0] + size * 1e7 - net * repaid / 100)
    assert told["cash"][1] == pytest.approx(told["cash"][0] + net * (1 - repaid / 100))


# ------------------------------------------------------------------------------------ left out


@pytest.mark.parametrize(
    "values, why",
    [
        ({"spread_bp": "90", "date": "2024-06-14"}, "more than a week before"),
        ({"spread_bp": "90", "maturity": "2025-06-01"}, "matures within a year"),
        ({}, "neither price, yield nor spread"),
        ({"price": "98"}, "a price needs the coupon"),
    ],
)
def test_a_quote_that_cannot_be_used_is_named(values: dict[str, str], why: str) -> None:
    told = {"maturity": "2030-06-15", **values}
    bad = row("bond-quotes", {"instrument": "Odd", "date": "2024-06-28"}, 9, **told)
    quotes, findings = bond_quotes(
        company(), [*spreads(*THREE), bad], treasuries(), VALUATION_DATE, pure("f", 2)
    )
    assert len(quotes) == 3
    (found,) = findings
    assert "Odd is left out" in found.message
    assert why in found.message


def test_an_issue_of_last_winter_says_nothing_of_today() -> None:
    old = [issue(9, days_ago=200, reoffer_bp="150", fair_value_bp="100")]
    made = new_issue(company(), policy(), treasuries(),
                     Supplied(own=spreads(*THREE), issues=[*paid(5, 10, 15), *old]))  # fmt: skip
    assert made.concessions.count == 3


def test_operators_without_an_answer_say_so() -> None:
    with pytest.raises(NoAnswer):
        level_rate(pure("n", "2.5"), pure("pay", 1), pure("pv", 1), pure("fv", 1))
    with pytest.raises(NoAnswer):
        exponential(pure("large", 1000))
    assert rounded_down(pure("a", "-2.7")).value == -2
    # 0.0535 / 0.0005 is 106.99999999999999 in floats.
    assert rounded_down(pure("a", "0.0535") / pure("b", "0.0005")).value == 107

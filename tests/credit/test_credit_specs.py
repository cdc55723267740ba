"""The promises on credit statistics, structure and refinancing, as written in specs/credit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.credit import (
    CapitalStructure,
    CreditStatistics,
    Note,
    Refinanced,
    Refinancing,
    capital_structure,
    credit_statistics,
    refinancing,
)
from bookrunner.figures import Figure
from bookrunner.valuation import CompanyInputs, MarketDataRequired
from tests.credit.companies import flat, note, policy
from tests.valuation.companies import company

scenarios("credit/credit.feature")

SETTLED = date(2024, 6, 28)
TAX, FEES, COSTS, OVERLAP = 0.25, 0.0065, 0.005, 30


def number(figure: Figure | None) -> float:
    assert figure is not None
    assert isinstance(figure.value, float), figure
    return figure.value


def refinanced(one: Note, rate: str = "0.04", **adopted: str) -> Refinancing:
    given_ = {"new_issue_spread": "0.012", **adopted}
    return refinancing(company(), policy(**given_), [one], flat(rate))


def eight_years(**terms: str | None) -> Note:
    asked = {"spread": "0.0020", **terms}
    return note("old", "100", "0.06", date(2032, 6, 28), par_called=date(2032, 3, 28), **asked)


@dataclass
class Case:
    """What happened so far."""

    company: CompanyInputs = field(default_factory=company)
    notes: list[Note] = field(default_factory=list)
    statistics: CreditStatistics | None = None
    structure: CapitalStructure | None = None
    made: Refinancing | None = None
    net: list[float] = field(default_factory=list)

    @property
    def bond(self) -> Refinanced:
        assert self.made is not None
        return self.made.bonds[0]

    def ratio(self, view: str, name: str) -> Figure | None:
        assert self.statistics is not None
        block = getattr(self.statistics, view)
        return next((one for one in block.ratios if one.key.endswith(f".{name}")), None)


@pytest.fixture
def case() -> Case:
    return Case()


@given("a company with EBITDA of 250, debt of 400, operating leases of 60 and interest of 20")
def with_leases(case: Case) -> None:
    case.company = company(changes={"operating_leases": "60"})


@given("a company that reports no interest")
def without_interest(case: Case) -> None:
    case.company = company(changes={"interest_expense": None})


@when("its credit statistics are made")
def statistics_made(case: Case) -> None:
    case.statistics = credit_statistics(case.company, policy())


@then("debt is 1.6x EBITDA as reported and 1.76x as agencies adjust it")
def two_views(case: Case) -> None:
    assert number(case.ratio("company", "debt_multiple")) == pytest.approx(400 / 250)
    # Leases of 60 are debt; a fifth of them is the lease cost that EBITDA bore.
    assert number(case.ratio("agency", "debt_multiple")) == pytest.approx(460 / (250 + 12))


@then("EBITDA covers interest 12.5 times, which is green")
def covered(case: Case) -> None:
    cover = case.ratio("company", "cover_multiple")
    assert number(cover) == pytest.approx(12.5)
    assert case.statistics is not None
    assert cover is not None
    limit = case.statistics.limit(cover.key)
    assert limit is not None
    assert limit.colour(cover) == "green"


@then("no coverage is shown, and debt over EBITDA is")
def no_cover(case: Case) -> None:
    assert case.ratio("company", "cover_multiple") is None
    assert case.ratio("company", "ffo_to_debt") is None
    assert number(case.ratio("company", "debt_multiple")) == pytest.approx(1.6)


@given("notes of 150 due in 2026 and 200 due in 2033, of a company with debt of 400")
def two_notes(case: Case) -> None:
    case.notes = [
        note("short", "150", "0.03", date(2026, 3, 15)),
        note("long", "200", "0.05", date(2033, 3, 15)),
    ]


@when("its capital structure is made")
def structure_made(case: Case) -> None:
    case.structure = capital_structure(case.company, policy(), case.notes, None, None)


@then("the notes stand at 1.4x EBITDA and all debt at 1.6x")
def layers(case: Case) -> None:
    assert case.structure is not None
    assert [number(one.multiple) for one in case.structure.layers] == pytest.approx([1.4, 1.6])


@then("what the notes leave of the debt is a layer of its own")
def rest(case: Case) -> None:
    assert case.structure is not None
    assert number(case.structure.layers[-1].amount) == pytest.approx(50)
    assert number(case.structure.layers[-1].cumulative) == pytest.approx(400)


@then("42.9% fall due within two years and the weighted coupon is 4.143%")
def wall(case: Case) -> None:
    assert case.structure is not None
    made = case.structure.wall
    assert made is not None
    assert number(made.near) == pytest.approx(150 / 350)
    assert number(made.coupon) == pytest.approx((150 * 0.03 + 200 * 0.05) / 350)
    days = [(one.matures - SETTLED).days for one in case.notes if one.matures]
    assert number(made.life) == pytest.approx((150 * days[0] + 200 * days[1]) / 350 / 365)
    assert [(year.label, number(year.amount)) for year in made.years] == [
        ("2026", 150),
        ("2033", 200),
    ]


def test_a_note_that_matured_is_not_in_the_wall() -> None:
    gone = note("gone", "10", "0.03", date(2024, 2, 15))
    ahead = note("ahead", "20", "0.03", date(2030, 2, 15))
    made = capital_structure(company(), policy(), [gone, ahead], None, None)
    assert made.wall is not None
    assert number(made.wall.outstanding) == 20
    assert [one.code for one in made.findings] == ["credit.matured"]


@given("a 6% bond of 100 with 8 years left, a make-whole spread of 0.20% and a par call a "
       "quarter before")  # fmt: skip
def the_bond(case: Case) -> None:
    case.notes = [eight_years()]


@when("it is refinanced at 120 basis points over Treasuries of 4%")
def now(case: Case) -> None:
    case.made = refinanced(case.notes[0])


def _level(rate: float, half_years: float) -> float:
    """One a year, half-yearly, for so many half-years of which the first may be broken."""
    count = int(-(-half_years // 1))
    first = half_years - (count - 1)
    paid = [first, *([1.0] * (count - 1))]
    worth: float = sum(
        0.5 * one / (1 + rate / 2) ** (first + place) for place, one in enumerate(paid)
    )
    return worth


@then("price, saving, costs and NPV equal sums over coupons coded apart")
def formula(case: Case) -> None:
    bond, new, until = case.bond, 0.052, 15.5
    yielded = 0.042
    # Coupons stay on the days that maturity sets; the par call pays interest of a quarter.
    price = sum(0.03 / (1 + yielded / 2) ** place for place in range(1, 16))
    price += (1 + 0.015) / (1 + yielded / 2) ** until
    assert number(bond.price) == pytest.approx(price, abs=1e-10)
    assert bond.method == "make-whole"
    worth = _level(new * (1 - TAX), 16)
    saving = (0.06 - new) * 100 * (1 - TAX) * worth
    premium = (price - 1) * 100 * (1 - TAX)
    fees = FEES * 100 - TAX * FEES * 100 / 8 * worth
    shield = TAX * (COSTS * 100 - COSTS * 100 / 8 * worth)
    carry = OVERLAP / 365 * 100 * (new - 0.04) * (1 - TAX)
    base = bond.economics
    told = (base.saving, base.premium, base.fees, base.shield, base.carry, base.net)
    net = saving - premium - fees + shield - carry
    expected = (saving, premium, fees, shield, carry, net)
    assert [number(one) for one in told] == pytest.approx(expected, abs=1e-9)
    factor = 1 / (1 + new * (1 - TAX) / 2)
    before = sum(0.5 * factor**place for place in range(1, 16)) + 0.25 * factor**until
    waited = (0.06 - new) * 100 * (1 - TAX) * (worth - before)
    waited -= fees / (1 + new * (1 - TAX) / 2) ** until
    assert number(bond.wait) == pytest.approx(waited, abs=1e-9)
    longer = _level(new * (1 - TAX), 20)
    before_tax = (premium + fees - shield + carry) / (1 - TAX) / 100
    future = (new * longer + before_tax - 0.06 * worth) / (longer - worth)
    assert number(bond.future_rate) == pytest.approx(future, abs=1e-9)
    assert number(bond.paid) == pytest.approx(price * 100, abs=1e-9)


@then("the savings at the break-even coupon equal the costs")
def break_even(case: Case) -> None:
    zero = case.bond.at_break_even
    assert number(zero.saving) == pytest.approx(number(zero.costs), rel=1e-7)
    assert number(zero.net) == pytest.approx(0, abs=1e-6)
    assert number(case.bond.break_even) < number(case.bond.economics.coupon)


@given("a flat Treasury curve at 4%, make-whole spreads of 0.20% and new bonds 120 basis points "
       "above it")  # fmt: skip
def flat_curve() -> None: ...


@when("bonds with coupons from 1% to 15% are repaid at their make-whole price")
def every_coupon(case: Case) -> None:
    for percent in range(1, 16):
        one = note("old", "100", str(percent / 100), date(2032, 6, 28), spread="0.002")
        case.net.append(number(refinanced(one).net))


@then("no NPV is above zero")
def none_pays(case: Case) -> None:
    assert len(case.net) == 15
    assert max(case.net) < 0


@when("it is refinanced without a new-issue spread", target_fixture="refused")
def no_spread(case: Case) -> str:
    with pytest.raises(MarketDataRequired) as raised:
        refinancing(company(), policy(), case.notes, flat("0.04"))
    return str(raised.value)


@then("the spread is said to be required")
def required(refused: str) -> None:
    assert "spread of a new issue" in refused
    assert "tgt.refinancing.new_issue_spread" in refused


def test_without_terms_a_price_is_required() -> None:
    bare = note("bare", "100", "0.05", date(2030, 1, 15))
    with pytest.raises(MarketDataRequired, match="bookrunner import bonds"):
        refinanced(bare)


def test_a_make_whole_is_never_below_par() -> None:
    low = note("low", "100", "0.01", date(2032, 6, 28), spread="0.002")
    assert number(refinanced(low).bonds[0].price) == 1


@pytest.mark.parametrize(
    "terms, method, price",
    [
        ({"tender_price": "0.915", "call_price": "1.02"}, "tender", 0.915),
        ({"call_price": "1.02", "spread": "0.002"}, "fixed call", 1.02),
    ],
)
def test_the_price_is_that_of_the_terms(terms: dict[str, str], method: str, price: float) -> None:
    one = refinanced(eight_years(**terms)).bonds[0]
    assert one.method == method
    assert number(one.price) == pytest.approx(price)


def test_after_the_par_call_date_par_is_paid() -> None:
    one = note("old", "100", "0.06", date(2025, 6, 28), spread="0.002", par_called=date(2024, 6, 1))
    made = refinanced(one).bonds[0]
    assert (made.method, number(made.price), made.wait) == ("par call", 1, None)


def test_interest_saved_and_coverage_before_and_after() -> None:
    made = refinanced(eight_years())
    assert made.pro_forma is not None
    before, after = (number(one) for one in made.pro_forma.interest)
    assert before - after == pytest.approx((0.06 - 0.052) * 100)
    assert number(made.pro_forma.cover[1]) == pytest.approx(250 / after)


def test_the_centre_of_the_grid_is_the_model() -> None:
    made = refinanced(eight_years())
    assert number(made.grid.centre.output) == pytest.approx(number(made.net), rel=1e-12)
    spread, move = made.grid.points[3][2].output, made.grid.points[2][3].output
    assert number(spread) == pytest.approx(number(refinanced(
        eight_years(), new_issue_spread="0.0145").net))  # fmt: skip
    assert number(move) == pytest.approx(number(refinanced(
        eight_years(), treasury_move_spread="0.0025").net))  # fmt: skip


@settings(max_examples=25, deadline=None)
@drawn(st.integers(1, 40), st.integers(20, 60))
def test_a_dearer_new_issue_saves_less(spread: int, more: int) -> None:
    cheap = refinanced(eight_years(), new_issue_spread=str(spread / 10_000))
    dear = refinanced(eight_years(), new_issue_spread=str((spread + more) / 10_000))
    assert number(dear.net) < number(cheap.net)


@settings(max_examples=20, deadline=None)
@drawn(st.integers(2, 9))
def test_twice_the_principal_is_twice_the_value(times: int) -> None:
    one = note("old", "100", "0.06", date(2032, 6, 28), spread="0.002")
    many = note("old", str(100 * times), "0.06", date(2032, 6, 28), spread="0.002")
    assert number(refinanced(many).net) == pytest.approx(times * number(refinanced(one).net))
    assert number(refinanced(many).bonds[0].break_even) == pytest.approx(
        number(refinanced(one).bonds[0].break_even)
    )

"""The promises on bonds, as they are written in specs/credit."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from pytest_bdd import given, scenarios, then, when

from bookrunner.credit import (
    BondValue,
    Remaining,
    annuity,
    bond_value,
    called,
    called_annuity,
    called_value,
    interpolated,
    remaining,
)
from bookrunner.figures import (
    DAYS,
    PURE,
    Figure,
    days_30_360,
    default,
    instant,
    price_of,
    rounded_up,
    spreadsheet_serial,
    yield_of,
)

scenarios("credit/bonds.feature")

AT = instant(date(2024, 9, 3))


def pure(name: str, value: object) -> Figure:
    return default(f"x.{name}", name, Decimal(str(value)), PURE, AT, reason="test")


def day(name: str, on: date) -> Figure:
    return default(f"x.{name}", name, Decimal(spreadsheet_serial(on)), DAYS, AT, reason="test")


def left_of(start: date, end: date, frequency: int = 2) -> Remaining:
    return remaining(
        "x", "bond", day("start", start), day("end", end), pure("frequency", frequency), AT
    )


def value_of(coupon: object, rate: object, left: Remaining) -> BondValue:
    return bond_value("x", "bond", pure("coupon", coupon), pure("rate", rate), left, AT)


@dataclass
class Bond:
    coupon: str
    left: Remaining
    value: BondValue | None = None


@given("the fixed-rate dollar tranches among the deal documents of the shared data folder",
       target_fixture="rows")  # fmt: skip
def published(shared_data: Path) -> list[dict[str, str]]:
    path = shared_data / "deal_docs" / "alphabet_notes" / "tranches.csv"
    if not path.is_file():
        pytest.skip("the deal documents are absent from the shared data folder")
    with path.open() as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["currency"] == "USD" and row["rate_type"] == "fixed"
        ]
    assert len(rows) >= 33
    return rows


@when("each is priced from its coupon, yield and dates", target_fixture="apart")
def repriced(rows: list[dict[str, str]]) -> list[tuple[str, float]]:
    apart = []
    for row in rows:
        left = left_of(
            date.fromisoformat(row["issue_date"]),
            date.fromisoformat(row["maturity_date"]),
            int(row["coupon_frequency"]),
        )
        coupon, rate = (Decimal(row[name]) / 100 for name in ("coupon_pct", "issue_yield_pct"))
        clean = value_of(coupon, rate, left).clean.value
        assert isinstance(clean, float)
        apart.append((row["tranche_id"], clean * 100 - float(row["issue_price_pct"])))
    return apart


@then("every price is within 0.01 of the one stated")
def within(apart: list[tuple[str, float]]) -> None:
    assert [one for one in apart if abs(one[1]) > 0.01] == []


@given("a bond of 5 years with a coupon of 4.5%, half-yearly", target_fixture="bond")
def five_years() -> Bond:
    return Bond("0.045", left_of(date(2024, 5, 15), date(2029, 5, 15)))


@when("it is priced at a yield of 4.5%")
def at_its_coupon(bond: Bond) -> None:
    bond.value = value_of(bond.coupon, bond.coupon, bond.left)


@then("its clean price is 100 and no interest is accrued")
def at_par(bond: Bond) -> None:
    assert bond.value is not None
    assert bond.value.clean.value == pytest.approx(1, abs=1e-12)
    assert bond.value.accrued.value == 0


@when("two months have passed since the last coupon")
def two_months(bond: Bond) -> None:
    bond.left = left_of(date(2024, 7, 15), date(2029, 5, 15))
    bond.value = value_of(bond.coupon, "0.05", bond.left)


@then("interest of 0.75 is accrued and 10 coupons are left")
def accrued(bond: Bond) -> None:
    assert bond.value is not None
    assert bond.value.accrued.value == pytest.approx(0.0075)
    assert bond.left.coupons.value == 10


def test_the_price_in_the_microsoft_help_page_of_price() -> None:
    # PRICE: settlement 2008-02-15, maturity 2017-11-15, 5.75%, yield 6.50%, semi-annual, 30/360:
    # 94.63436162. YIELD: 2008-02-15 to 2016-11-15, 5.75%, price 95.04287: 6.5%.
    left = left_of(date(2008, 2, 15), date(2017, 11, 15))
    assert value_of("0.0575", "0.065", left).clean.value == pytest.approx(0.9463436162, abs=1e-9)
    shorter = left_of(date(2008, 2, 15), date(2016, 11, 15)).years.value
    assert isinstance(shorter, float)
    assert yield_of(0.9504287, 0.0575, shorter, 2) == pytest.approx(0.065, abs=1e-7)


@pytest.mark.parametrize(
    "first, last, days",
    [
        (date(2011, 1, 30), date(2011, 2, 1), 1),  # the example on the help page of DAYS360
        (date(2011, 1, 1), date(2011, 12, 31), 360),
        (date(2011, 1, 31), date(2011, 3, 31), 60),
        (date(2023, 2, 28), date(2023, 3, 31), 30),  # the end of February counts as the 30th
        (date(2024, 2, 28), date(2024, 3, 31), 33),  # and the 28th of a leap year does not
        (date(2020, 5, 15), date(2025, 5, 15), 1800),
    ],
)
def test_days_by_the_bond_basis(first: date, last: date, days: int) -> None:
    assert days_30_360(day("a", first), day("b", last)).value == days


@pytest.mark.parametrize("value, whole", [("3", 3), ("3.01", 4), ("0", 0), ("-1.2", -2)])
def test_rounded_up_is_away_from_zero(value: str, whole: int) -> None:
    assert rounded_up(pure("a", value)).value == whole


@pytest.mark.parametrize(
    "settled, end, since",
    [
        (date(2023, 12, 21), date(2038, 3, 31), 81),  # since 30 September
        (date(2023, 3, 31), date(2033, 6, 23), 98),  # since 23 December: the 31st is a day more
        (date(2023, 2, 28), date(2023, 8, 15), 13),  # since 15 February
        (date(2023, 2, 28), date(2023, 8, 31), 0),  # the day of a coupon
        (date(2024, 7, 31), date(2025, 8, 1), 180),  # the day before one
    ],
)
def test_interest_is_counted_from_the_last_coupon(settled: date, end: date, since: int) -> None:
    # By 30/360 as bonds have it: days from the last coupon to the settlement.
    accrued = value_of("0.36", "0.05", left_of(settled, end)).accrued.value
    assert accrued == pytest.approx(0.36 * since / 360, abs=1e-12)


def test_a_call_between_coupons_pays_interest_since_the_last() -> None:
    # 4.95% to 15 September 2026, taken to mature on 15 August 2026, settled 30 August 2024: coupons
    # on four days from 15 September 2024, then principal with interest for 150 days.
    left = left_of(date(2024, 8, 30), date(2026, 9, 15))
    ends = day("ends", date(2026, 9, 15))
    until = called("c", "call", ends, day("call", date(2026, 8, 15)), left, AT)
    assert until.coupons.value == 4
    value = called_value(
        "v", "call", pure("coupon", "0.0495"), pure("rate", "0.0408"), left, until, AT
    )
    factor = 1 / (1 + 0.0408 / 2)
    worth = sum(0.02475 * factor ** (15 / 180 + place) for place in range(4))
    worth += (1 + 0.0495 * 150 / 360) * factor ** (15 / 180 + 3 + 150 / 180)
    assert value.dirty.value == pytest.approx(worth, abs=1e-12)
    assert value.accrued.value == pytest.approx(0.0495 * 165 / 360)


def test_a_call_on_the_day_of_maturity_is_the_bond() -> None:
    left = left_of(date(2024, 8, 30), date(2026, 9, 15))
    end = day("call", date(2026, 9, 15))
    until = called("c", "call", end, end, left, AT)
    coupon, rate = pure("coupon", "0.0495"), pure("rate", "0.0408")
    value = called_value("v", "call", coupon, rate, left, until, AT)
    whole = bond_value("w", "bond", coupon, rate, left, AT)
    assert value.clean.value == pytest.approx(whole.clean.value, abs=1e-14)
    factor, worth = annuity("a", "bond", rate, left, AT)
    assert called_annuity(factor, left, until).value == pytest.approx(worth.value, abs=1e-14)


def test_a_call_before_the_next_coupon_pays_what_accrues_until_it() -> None:
    # Sixty days of 30/360 to the call, ninety to the next coupon: a sixth of a year at its factor.
    left, end = left_of(date(2024, 6, 15), date(2026, 3, 15)), day("end", date(2026, 3, 15))
    until = called("c", "call", end, day("call", date(2024, 8, 15)), left, AT)
    factor, _ = annuity("a", "bond", pure("rate", "0.04"), left, AT)
    expected = 60 / 360 / (1 + 0.04 / 2) ** (60 / 180)
    assert called_annuity(factor, left, until).value == pytest.approx(expected, abs=1e-14)


def test_a_rate_lies_on_the_line_between_its_neighbours() -> None:
    points = [(pure("two", 2), pure("low", "0.04")), (pure("five", 5), pure("high", "0.046"))]
    assert interpolated(pure("life", 3), *points).value == pytest.approx(0.042)


_coupons = st.integers(1, 120).map(lambda eighths: eighths / 800)
_days = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@settings(max_examples=60, deadline=None)
@drawn(_coupons, _coupons, _days, st.integers(30, 11_000), st.sampled_from([1, 2, 4]))
def test_the_closed_form_is_the_sum_over_coupons(
    coupon: float, rate: float, start: date, ahead: int, frequency: int
) -> None:
    left = left_of(start, date.fromordinal(start.toordinal() + ahead), frequency)
    years = left.years.value
    assert isinstance(years, float)
    value = value_of(coupon, rate, left)
    assert value.clean.value == pytest.approx(price_of(rate, coupon, years, frequency), abs=1e-10)
    clean = value.clean.value
    assert isinstance(clean, float)
    assert yield_of(clean, coupon, years, frequency) == pytest.approx(rate, abs=1e-7)
    higher = value_of(coupon, rate + 0.01, left).clean.value
    assert isinstance(higher, float)
    assert higher < clean


@settings(max_examples=40, deadline=None)
@drawn(_coupons, _coupons, _days, st.integers(200, 11_000))
def test_a_coupon_above_the_yield_is_worth_the_annuity_of_the_difference(
    coupon: float, rate: float, start: date, ahead: int
) -> None:
    # A bond is par at its own yield plus an annuity of what its coupon is above it.
    left = left_of(start, date.fromordinal(start.toordinal() + ahead))
    _, worth = annuity("y", "saving", pure("discount", rate), left, AT)
    clean = value_of(coupon, rate, left).clean.value
    par = value_of(rate, rate, left).clean.value
    assert isinstance(worth.value, float)
    assert isinstance(clean, float)
    assert isinstance(par, float)
    assert clean - par == pytest.approx((coupon - rate) * worth.value, abs=2e-3)

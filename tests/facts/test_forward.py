"""Twelve months ahead out of two years of estimates."""

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.facts import YearsDoNotFit, next_twelve_months
from bookrunner.figures import USD, Figure, Period, adopted
from tests.facts.reported import days


def estimate(period: Period, millions: int) -> Figure:
    return adopted(
        "aldr.revenue_estimate",
        "Revenue, estimate",
        Decimal(millions) * 1_000_000,
        USD,
        period,
        owner="J. Doe",
        reason="mean of five brokers",
        on=date(2024, 8, 30),
    )


FY1, FY2 = days("2024-02-01", "2025-01-31"), days("2025-02-01", "2026-01-31")


def ahead(on: date, first: Period = FY1, second: Period = FY2) -> Figure:
    return next_twelve_months(
        estimate(first, 1_000), estimate(second, 1_365), on, key="aldr.revenue_ntm", name="NTM"
    )


def test_twelve_months_ahead_are_weighted_by_days() -> None:
    # From 2024-08-30 to 2025-01-31 are 154 days: 1,000 x 154/365 + 1,365 x 211/365.
    made = ahead(date(2024, 8, 30))
    assert made.value == pytest.approx((1_000 * 154 + 1_365 * 211) / 365 * 1e6)
    assert made.unit == USD
    assert made.expression is not None


def test_on_the_last_day_of_a_year_the_next_counts_whole() -> None:
    assert ahead(date(2025, 1, 31)).value == pytest.approx(1_365e6)


def test_the_first_day_of_a_53_week_year_weighs_no_more_than_one() -> None:
    long, after = days("2024-01-29", "2025-02-02"), days("2025-02-03", "2026-02-01")
    assert ahead(date(2024, 1, 29), long, after).value == pytest.approx(1_000e6)


@pytest.mark.parametrize(
    "on,first,second",
    [
        (date(2025, 3, 1), FY1, FY2),
        (date(2024, 8, 30), FY1, days("2026-02-01", "2027-01-31")),
        (date(2024, 8, 30), FY1, FY1),
        (date(2024, 8, 30), days("2024-08-01", "2024-10-31"), FY2),
    ],
)
def test_years_that_do_not_fit_are_refused(on: date, first: Period, second: Period) -> None:
    with pytest.raises(YearsDoNotFit):
        ahead(on, first, second)

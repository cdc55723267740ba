"""How numbers look, and the small words of the ground floor."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.figures import (
    NA,
    NM,
    PURE,
    USD,
    Format,
    Period,
    Refused,
    Unit,
    adopted,
    instant,
    parse_unit,
    show,
    spreadsheet_serial,
)
from bookrunner.figures.values import Value


@pytest.mark.parametrize(
    "value, form, text",
    [
        (152_669e6, Format.MONEY_MM, "152,669.0"),
        (-3_240_000.0, Format.MONEY_MM, "(3.2)"),
        (0.0, Format.MONEY_MM, "-"),
        (0.33379402, Format.PERCENT1, "33.4%"),
        (-0.0451, Format.PERCENT1, "(4.5%)"),
        (0.04125, Format.PERCENT3, "4.125%"),
        (12.349, Format.MULTIPLE, "12.3x"),
        (1.005, Format.PER_SHARE, "1.01"),
        (2.675, Format.PER_SHARE, "2.68"),
        (0.0125, Format.BPS, "125"),
        (45_319.0, Format.DATE, "28-Jan-2024"),
        (NM, Format.MULTIPLE, "NM"),
        (NA, Format.MONEY_MM, "NA"),
    ],
)
def test_numbers_look_as_a_spreadsheet_shows_them(value: Value, form: Format, text: str) -> None:
    """1.005 and 2.675 are stored below their decimals; spreadsheets round them up all the same."""
    assert show(value, form) == text


def test_spreadsheet_dates_count_from_1900() -> None:
    assert spreadsheet_serial(date(2024, 1, 28)) == 45_319


@given(st.dictionaries(st.sampled_from(["USD", "shares", "days", "EUR"]), st.integers(-3, 3)))
def test_a_unit_reads_back_as_it_was_written(powers: dict[str, int]) -> None:
    unit = PURE
    for name, power in powers.items():
        unit *= Unit(((name, 1),)) ** power
    assert parse_unit(str(unit)) == unit


def test_a_year_of_53_weeks_is_a_year() -> None:
    assert Period(date(2023, 1, 29), date(2024, 2, 3)).is_year
    assert not Period(date(2023, 1, 29), date(2023, 7, 29)).is_year


def test_an_instant_has_no_length() -> None:
    assert instant(date(2024, 1, 28)).is_instant
    assert instant(date(2024, 1, 28)).days == 0


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="after its end"):
        Period(date(2024, 1, 2), date(2024, 1, 1))


@pytest.mark.parametrize("owner, reason", [("", "peers"), ("A. Banker", " ")])
def test_an_adopted_assumption_has_an_owner_and_a_reason(owner: str, reason: str) -> None:
    with pytest.raises(Refused, match="owner"):
        adopted(
            "growth",
            "Growth",
            Decimal("0.02"),
            USD,
            instant(date(2024, 1, 28)),
            owner=owner,
            reason=reason,
            on=date(2024, 2, 1),
        )

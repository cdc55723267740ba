"""Amounts of different currencies never stand side by side."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bookrunner.figures import Period, Source, parse_unit, sourced
from bookrunner.pitch.deck_pieces import in_billions, money_sign, short_name
from bookrunner.pitch.inputs import CurrenciesDiffer
from bookrunner.valuation import CompanyInputs, ReportedPeriod

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def company(label: str, money: str) -> CompanyInputs:
    unit = parse_unit(money)
    revenue = sourced(
        f"{label.lower()}.revenue",
        "Revenue",
        Decimal(2_500_000_000),
        unit,
        YEAR,
        Source("x", "y", YEAR.end),
    )
    reported = ReportedPeriod("FY2023", YEAR, {"revenue": revenue})
    return CompanyInputs(label, label, "", "", "", unit, (reported,), reported)


def test_the_refusal_names_who_reports_in_what() -> None:
    refusal = CurrenciesDiffer(company("EURX", "EUR"), [company("LOW", "USD")])
    assert "EURX reports in EUR, LOW in USD" in str(refusal)


@pytest.mark.parametrize(
    "money, text", [("USD", "$2.5 billion"), ("EUR", "€2.5 billion"), ("SEK", "SEK 2.5 billion")]
)
def test_money_in_a_sentence_bears_its_own_sign(money: str, text: str) -> None:
    assert in_billions(company("X", money).latest.figures["revenue"]).text == text


def test_a_share_price_bears_the_sign_of_its_money() -> None:
    price = replace(company("X", "GBP"), price=None).latest.figures["revenue"]
    assert money_sign(price) == "£"


def test_a_name_too_long_for_a_page_is_shortened_in_sight() -> None:
    assert short_name("A" * 300).endswith("...")
    assert len(short_name("A" * 300)) <= 60

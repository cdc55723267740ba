"""The formats of inline XBRL, against the examples and rules of their registries."""

from decimal import Decimal

import pytest

from bookrunner.documents.transformations import NotTransformable, number, words


@pytest.mark.parametrize(
    "text,fmt,value",
    [
        ("1,234.56", "ixt:num-dot-decimal", "1234.56"),
        ("1 234.5", "ixt:numdotdecimal", "1234.5"),
        (".5", "ixt:num-dot-decimal", "0.5"),
        ("1.234,56", "ixt:num-comma-decimal", "1234.56"),
        ("1 234,56", "ixt:numcommadecimal", "1234.56"),
        ("5 dollars 30 cents", "ixt:num-unit-decimal", "5.30"),
        ("—", "ixt:fixed-zero", "0"),
        ("–", "ixt:zerodash", "0"),
        ("two hundred and five", "ixt-sec:numwordsen", "205"),
        ("one million, two hundred thousand", "ixt-sec:numwordsen", "1200000"),
        ("Twenty-One", "ixt-sec:numwordsen", "21"),
        ("no", "ixt-sec:numwordsen", "0"),
        ("-12.5", "", "-12.5"),
    ],
)
def test_numbers_are_read_as_their_format_says(text: str, fmt: str, value: str) -> None:
    assert number(text, fmt) == Decimal(value)


@pytest.mark.parametrize(
    "text,fmt",
    [
        ("1,234", ""),
        ("abc", "ixt:num-dot-decimal"),
        ("(5)", "ixt:num-dot-decimal"),
        ("1.2.3", "ixt:num-dot-decimal"),
        ("", "ixt:num-dot-decimal"),
        ("some", "ixt-sec:numwordsen"),
        ("1", "ixt:unheard-of"),
        ("9" * 29, "ixt:num-dot-decimal"),
        ("x", "ixt:zerodash"),
    ],
)
def test_what_does_not_fit_its_format_is_refused(text: str, fmt: str) -> None:
    with pytest.raises(NotTransformable):
        number(text, fmt)


def test_a_format_of_emptiness_is_no_number() -> None:
    assert number("n/a", "ixt:fixed-empty") is None


@pytest.mark.parametrize(
    "text,fmt,value",
    [
        ("January 28, 2024", "ixt:date-monthname-day-year-en", "2024-01-28"),
        ("28th day of Jan. 2024", "ixt:date-day-monthname-year-en", "2024-01-28"),
        ("01/28/2024", "ixt:date-month-day-year", "2024-01-28"),
        ("28.01.24", "ixt:datedaymonthyear", "2024-01-28"),
        ("December 31", "ixt:date-monthname-day-en", "--12-31"),
        ("--12-31", "ixt:date-month-day", "--12-31"),
        ("May 2024", "ixt:date-monthname-year-en", "2024-05"),
        ("5", "ixt-sec:duryear", "P5Y"),
        ("2.5", "ixt-sec:duryear", "P2Y6M"),
        ("18", "ixt-sec:durmonth", "P18M"),
        ("90", "ixt-sec:durday", "P90D"),
        ("three years, two months", "ixt-sec:durwordsen", "P3Y2M"),
        ("three\N{NON-BREAKING HYPHEN}year", "ixt-sec:durwordsen", "P3Y"),
        ("☒", "ixt-sec:boolballotbox", "true"),
        ("☐", "ixt-sec:boolballotbox", "false"),
        ("anything", "ixt:fixed-true", "true"),
        ("The Nasdaq Stock Market LLC", "ixt-sec:exchnameen", "NASDAQ"),
        ("Large accelerated filer", "ixt-sec:entityfilercategoryen", "Large Accelerated Filer"),
        ("District of Columbia", "ixt-sec:stateprovnameen", "DC"),
    ],
)
def test_words_are_read_as_their_format_says(text: str, fmt: str, value: str) -> None:
    assert words(text, fmt) == value


@pytest.mark.parametrize(
    "text,fmt",
    [
        ("February 30, 2024", "ixt:date-monthname-day-year-en"),
        ("soon", "ixt:date-monthname-day-year-en"),
        ("May 1, 99999999999", "ixt:date-monthname-day-year-en"),
        ("Atlantis", "ixt-sec:stateprovnameen"),
        ("maybe", "ixt-sec:boolballotbox"),
        ("a while", "ixt-sec:durwordsen"),
        ("x", "ixt:unheard-of"),
    ],
)
def test_words_that_do_not_fit_are_refused(text: str, fmt: str) -> None:
    with pytest.raises(NotTransformable):
        words(text, fmt)

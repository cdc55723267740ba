"""The formats of inline XBRL, against the examples and rules of their registries."""

from decimal import Decimal

import pytest

from bookrunner.documents.errors import NotTransformable
from bookrunner.documents.transformations import number, words


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
        ("1’234’567.5", "ixt:num-dot-decimal-apos", "1234567.5"),
        ("1'234,5", "ixt:num-comma-decimal-apos", "1234.5"),
        ("1,23,45,678.90", "ixt:numdotdecimalin", "12345678.90"),
        ("1.234 Euro 5 Cent", "ixt:numunitdecimal", "1234.05"),
        ("-", "ixt:numdash", "0"),
        ("nine hundred ninety-nine thousand one", "ixt-sec:numwordsen", "999001"),
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
        ("one two", "ixt-sec:numwordsen"),
        ("twenty eleven", "ixt-sec:numwordsen"),
        ("two thousand one million", "ixt-sec:numwordsen"),
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
        ("1.1", "ixt-sec:duryear", "P1Y1M6D"),
        ("1.5", "ixt-sec:durmonth", "P1M15D"),
        ("6", "ixt-sec:durweek", "P42D"),
        ("1.5", "ixt-sec:durday", "P1DT12H"),
        ("36", "ixt-sec:durhour", "PT36H"),
        ("-2", "ixt-sec:duryear", "-P2Y"),
        ("six weeks", "ixt-sec:durwordsen", "P42D"),
        ("second quarter of 2024", "ixt-sec:datequarterend", "2024-06-30"),
        ("Q4 2023", "ixt-sec:datequarterend", "2023-12-31"),
        ("31. Dezember 2024", "ixt:date-day-monthname-year-de", "2024-12-31"),
        ("1er août 2024", "ixt:date-day-monthname-year-fr", "2024-08-01"),
        ("31 de março de 2024", "ixt:date-day-monthname-year-pt", "2024-03-31"),
        ("30. června 2024", "ixt:date-day-monthname-year-cs", "2024-06-30"),
        ("30. července 2024", "ixt:date-day-monthname-year-cs", "2024-07-30"),
        ("2024. szeptember 30.", "ixt:date-year-monthname-day-hu", "2024-09-30"),
        ("2024 m. gruodžio 31 d.", "ixt:date-year-monthname-day-lt", "2024-12-31"),
        ("31 Μαρτίου 2024", "ixt:date-day-monthname-year-el", "2024-03-31"),
        ("३१ दिसंबर २०२४", "ixt:date-day-monthname-year-hi", "2024-12-31"),
        ("31.XII.2024", "ixt:date-day-monthroman-year", "2024-12-31"),
        ("2024年3月31日", "ixt:dateyearmonthdaycjk", "2024-03-31"),
        ("令和6年3月31日", "ixt:date-jpn-era-year-month-day", "2024-03-31"),
        ("平成元年4月", "ixt:dateerayearmonthjp", "1989-04"),
        ("31/12/24", "ixt:dateslasheu", "2024-12-31"),
        ("December 2024", "ixt:datelongmonthyear", "2024-12"),
        ("NYSE Arca, Inc.", "ixt-sec:exchnameen", "NYSEArca"),
        ("NYSE American LLC", "ixt-sec:exchnameen", "NYSEAMER"),
        ("Cboe BZX Exchange, Inc.", "ixt-sec:exchnameen", "CboeBZX"),
        ("New York Stock Exchange", "ixt-sec:exchnameen", "NYSE"),
        ("Québec", "ixt-sec:stateprovnameen", "QC"),
        ("Ireland", "ixt-sec:countrynameen", "IE"),
        ("Côte d’Ivoire", "ixt-sec:countrynameen", "CI"),
        ("Ireland", "ixt-sec:edgarprovcountryen", "L2"),
        ("Cayman Islands", "ixt-sec:edgarprovcountryen", "E9"),
        ("Ontario, Canada", "ixt-sec:edgarprovcountryen", "A6"),
        ("The People’s Republic of China", "ixt-sec:edgarprovcountryen", "F4"),
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
        ("Curaçao", "ixt-sec:edgarprovcountryen"),
        ("Ruritania", "ixt-sec:countrynameen"),
        ("Stock Exchange of Ruritania", "ixt-sec:exchnameen"),
        ("the fifth quarter of 2024", "ixt-sec:datequarterend"),
        ("31 Dezembre 2024", "ixt:date-day-monthname-year-hu"),
        ("x", "ixt:unheard-of"),
    ],
)
def test_words_that_do_not_fit_are_refused(text: str, fmt: str) -> None:
    with pytest.raises(NotTransformable):
        words(text, fmt)

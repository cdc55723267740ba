"""A user's own prices: what is wrong with a file or a row is said by name."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.facts import Company
from bookrunner.figures import NotFound, Severity
from bookrunner.sample import UnusablePrices, read_prices

COMPANIES = (
    Company("0000354950", "HOME DEPOT, INC.", ticker="HD"),
    Company("0000060667", "LOWES COMPANIES INC", ticker="LOW"),
    Company("0000012927", "THE BOEING COMPANY", ticker="BA", other_tickers=("BA-PA",)),
)
HEADER = "ticker,date,close,currency,note\n"
GOOD = "HD,2024-08-30,368.50,USD,\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "mine.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_prices_are_exact_and_named_after_their_file(tmp_path: Path) -> None:
    prices = read_prices(written(tmp_path, HEADER + GOOD), COMPANIES)
    (quote,) = prices.quotes
    assert (quote.cik, quote.on, quote.currency) == ("0000354950", date(2024, 8, 30), "USD")
    assert quote.price == Decimal("368.50")
    assert quote.source == "mine.csv"


def test_spreadsheet_habits_are_read(tmp_path: Path) -> None:
    text = "\ufeffTicker, Date ,CLOSE,Currency\r\nhd,2024-08-30, 368.5 ,USD\r\n,,,\r\n"
    prices = read_prices(written(tmp_path, text), COMPANIES)
    assert [quote.price for quote in prices.quotes] == [Decimal("368.5")]
    assert prices.findings == ()


@pytest.mark.parametrize(
    "row, code",
    [
        ("HDD,2024-08-30,368.50,USD", "unknown-ticker"),
        ("Home Depot,2024-08-30,368.50,USD", "unknown-ticker"),
        (",2024-08-30,368.50,USD", "unknown-ticker"),
        ("LOW,2024-13-01,248.50,USD", "malformed-date"),
        ("LOW,30/08/2024,248.50,USD", "malformed-date"),
        ("LOW,20240830,248.50,USD", "malformed-date"),
        ("LOW,2024-08-30,-248.50,USD", "negative-price"),
        ("LOW,2024-08-30,0,USD", "zero-price"),
        ('LOW,2024-08-30,"1,248.50",USD', "thousands-separator"),
        ("LOW,2024-08-30,1 248.50,USD", "thousands-separator"),
        ("LOW,2024-08-30,n/a,USD", "malformed-price"),
        ("LOW,2024-08-30,,USD", "malformed-price"),
        ("LOW,2024-08-30,1e3,USD", "malformed-price"),
        ("LOW,2024-08-30,٣٦٨,USD", "malformed-price"),
        ("LOW,2024-08-30,NaN,USD", "malformed-price"),
        ("LOW,2024-08-30,248.50,usd", "malformed-currency"),
        ("LOW,2024-08-30,248.50,", "malformed-currency"),
        ("LOW,2024-08-30", "malformed-price"),
        ("HD,2024-08-30,370.00,USD", "contradiction"),
    ],
)
def test_a_bad_row_is_named_and_hides_no_other(tmp_path: Path, row: str, code: str) -> None:
    prices = read_prices(written(tmp_path, HEADER + GOOD + row + "\n"), COMPANIES)
    (finding,) = prices.findings
    assert finding.code == f"prices.{code}"
    assert finding.severity is Severity.ERROR
    assert finding.where == "mine.csv line 3"
    assert [quote.price for quote in prices.quotes] == [Decimal("368.50")]


def test_an_unknown_ticker_is_told_the_near_ones(tmp_path: Path) -> None:
    prices = read_prices(written(tmp_path, HEADER + GOOD + "LOWE,2024-08-30,1,USD\n"), COMPANIES)
    assert "did you mean LOW (LOWES COMPANIES INC)?" in prices.findings[0].message


def test_a_price_told_twice_the_same_is_one_price(tmp_path: Path) -> None:
    prices = read_prices(written(tmp_path, HEADER + GOOD + GOOD), COMPANIES)
    assert len(prices.quotes) == 1
    assert prices.findings == ()


@pytest.mark.parametrize(
    "content, why",
    [
        ("", "column ticker and date and close and currency"),
        ("ticker,date,price,currency\n" + GOOD, "column close"),
        (HEADER, "none of its 0 rows"),
        (HEADER + "HD,yesterday,368.50,USD\n", "'yesterday' is not a date"),
        (b"PK\x03\x04\x14\x00\xff\xfe", "not text"),
        (HEADER + '"HD,2024-08-30,368.50,USD\n', "not a CSV file"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_refused(
    tmp_path: Path, content: str | bytes, why: str
) -> None:
    with pytest.raises(UnusablePrices, match=r"mine\.csv") as refused:
        read_prices(written(tmp_path, content), COMPANIES)
    assert why in str(refused.value)
    assert "ticker, date, close, currency" in str(refused.value)


def test_a_missing_price_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="price file"):
        read_prices(tmp_path / "none.csv", COMPANIES)


def test_one_day_in_two_currencies_is_a_contradiction(tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text("ticker,date,close,currency\nHD,2024-08-30,300,USD\nHD,2024-08-30,300,EUR\n")
    made = read_prices(file, COMPANIES)
    assert [quote.currency for quote in made.quotes] == ["USD"]
    assert [finding.code for finding in made.findings] == ["prices.contradiction"]

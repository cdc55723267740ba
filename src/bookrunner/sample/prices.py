"""Closing prices from a CSV file: the sample's own, or the user's in place of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from bookrunner.facts import Company, Quote, company_asked
from bookrunner.figures import BadInput, Finding, NotFound, Severity, Unusable

COLUMNS = ("ticker", "date", "close", "currency")
"""Those that must be there; ``note`` may be, and says where a price is from."""

# No price file of a person is larger; a larger one is something else.
_BYTES_MAX = 20_000_000
_PRICE = re.compile(r"\d+(\.\d+)?")


class UnusablePrices(BadInput):
    """A price file of which nothing can be used."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(
            f"{path} cannot be used as prices: {why}; "
            f"write a CSV file with the columns {', '.join(COLUMNS)} and one price per row"
        )


@dataclass(frozen=True)
class Prices:
    """The prices of a file, and what was wrong with its other rows."""

    quotes: Sequence[Quote]
    findings: Sequence[Finding]


class _BadRow(ValueError):
    """Why a row gives no price: a finding's code and message."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def read_prices(path: Path, companies: Sequence[Company], *, source: str = "") -> Prices:
    """The closing prices in a CSV file with the columns ``ticker,date,close,currency[,note]``.

    Dates are written 2024-08-30, prices 368.50 without thousands separators, currencies as three
    letters. A row that cannot be used is a finding of severity error and hides no other row.

    Args:
        companies: Those whose tickers may stand in the file.
        source: What the prices' source note says; default the file's name.

    Raises:
        NotFound: There is no such file.
        UnusablePrices: It is not such a table, or none of its rows can be used.
    """
    rows = _table(path)
    quotes: dict[tuple[str, date], Quote] = {}
    findings: list[Finding] = []
    for line, row in rows:
        try:
            quote = _quote(row, companies, source or path.name)
        except _BadRow as problem:
            findings.append(_finding(problem, path, line))
            continue
        known = quotes.setdefault((quote.cik, quote.on), quote)
        if (known.price, known.currency) != (quote.price, quote.currency):
            twice = _BadRow("contradiction", f"{row['ticker']} has another price on {quote.on}")
            findings.append(_finding(twice, path, line))
    if not quotes:
        first = f"; the first problem: {findings[0].message}" if findings else ""
        raise UnusablePrices(path, f"none of its {len(rows)} rows holds a price{first}")
    return Prices(tuple(quotes.values()), tuple(findings))


def _finding(problem: _BadRow, path: Path, line: int) -> Finding:
    return Finding(
        f"prices.{problem.code}",
        f"{problem}; the row is left out",
        Severity.ERROR,
        where=f"{path.name} line {line}",
    )


def _table(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows that are not empty, each with its line number."""
    if not path.is_file():
        raise NotFound("price file", str(path))
    if path.stat().st_size > _BYTES_MAX:
        raise UnusablePrices(path, "it is larger than any list of prices")
    try:
        # Spreadsheets write a byte order mark before UTF-8.
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.DictReader(text.splitlines(), strict=True)
        header = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        if missing := [name for name in COLUMNS if name not in header]:
            raise UnusablePrices(path, f"the column {' and '.join(missing)} is missing")
        reader.fieldnames = header
        return [
            (reader.line_num, {name: _word(row.get(name)) for name in (*COLUMNS, "note")})
            for row in reader
            if any(_word(value) for value in row.values())
        ]
    except UnicodeDecodeError as error:
        raise UnusablePrices(path, "it is not text in UTF-8") from error
    except csv.Error as error:
        raise UnusablePrices(path, f"it is not a CSV file ({error})") from error


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _quote(row: Mapping[str, str], companies: Sequence[Company], source: str) -> Quote:
    return Quote(
        cik=_company(row["ticker"], companies).cik,
        on=_day(row["date"]),
        price=_price(row["close"]),
        currency=_currency(row["currency"]),
        source=source,
    )


def _company(ticker: str, companies: Sequence[Company]) -> Company:
    # Only tickers: a price that found its company by a part of a name may be another's.
    if not any(ticker.upper() in company.tickers for company in companies):
        near = ""
        try:
            company_asked(ticker, companies)
        except NotFound as error:
            near = f"; did you mean {' or '.join(error.near)}?" if error.near else ""
        except Unusable:
            pass
        raise _BadRow("unknown-ticker", f"no company has the ticker {ticker[:20]!r}{near}")
    return company_asked(ticker, [c for c in companies if ticker.upper() in c.tickers])


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _BadRow("malformed-date", f"{text[:20]!r} is not a date such as 2024-08-30")


def _price(text: str) -> Decimal:
    if "," in text or "'" in text or " " in text:
        raise _BadRow(
            "thousands-separator",
            f"the price {text[:20]!r} has a separator; write 1234.50 with a point for decimals",
        )
    if text.startswith("-"):
        raise _BadRow("negative-price", f"the price {text[:20]!r} is negative")
    if _PRICE.fullmatch(text) is None or not text.isascii():
        raise _BadRow("malformed-price", f"{text[:20]!r} is not a price such as 368.50")
    price = Decimal(text)
    if price == 0:
        raise _BadRow("zero-price", "the price is zero; leave the row out where there is none")
    return price


def _currency(text: str) -> str:
    if re.fullmatch(r"[A-Z]{3}", text) is None:
        raise _BadRow("malformed-currency", f"{text[:20]!r} is not a currency such as USD")
    return text

"""What a cell of a column must hold, and its one spelling in the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum

from bookrunner.facts import STANDARD_LINES, Company, company_asked
from bookrunner.figures import BookrunnerError
from bookrunner.imports.cells import Cell

_NUMBER = re.compile(r"\(?-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,12})?\)?")
_TENOR = re.compile(
    r"(\d{1,2}(?:\.\d{1,3})?)\s*(y|yr|yrs|year|years|m|mo|mos|month|months)?", re.IGNORECASE
)
_PERIOD = re.compile(r"(?:FY|CY)\s?(\d{4}|\d{2})[ABEFP]?|Q([1-4])\s(?:FY\s?)?(\d{4})[ABEFP]?", re.I)
_UNIT = re.compile(
    r"(?P<currency>[A-Z]{3})?\s*(?:in\s+)?(?P<scale>thousands?|millions?|billions?|mm|mn|m|bn|b|k)?"
    r"(?P<share>\s*(?:/|per)\s*share)?",
    re.IGNORECASE,
)
_SCALES = {"t": 3, "k": 3, "m": 6, "b": 9}


class BadCell(ValueError):
    """Why a cell gives no value."""


class ValueKind(Enum):
    """What a column holds."""

    COMPANY = "a ticker or a CIK"
    NAME = "a name"
    TEXT = "words"
    DAY = "a day, 2024-08-30"
    NUMBER = "a number, 1,234.5"
    AMOUNT = "a number not below zero"
    RATE = "a rate: 4.25% or 0.0425"
    COUNT = "a whole number"
    CURRENCY = "three letters, USD"
    TENOR = "a time: 10Y or 6M"
    PERIOD = "a period: FY2025, Q3 FY2025, or the day it ends"
    LINE = "a line: revenue, ebitda, net_income, eps_diluted, capex, ..."
    UNIT = "a unit: USD, USD million, USD/share, percent, bp, ratio"


def spelled(kind: ValueKind, cell: Cell, companies: Sequence[Company]) -> str:
    """The cell's value in its one spelling; a company as its CIK.

    Raises:
        BadCell: It holds nothing of the kind.
    """
    if cell.problem:
        raise BadCell(cell.problem)
    if cell.value is None:
        raise BadCell("it is empty")
    if kind is ValueKind.COMPANY:
        return _company(cell.words, companies)
    return _SPELLERS[kind](cell)


def unit_and_exponent(text: str) -> tuple[str, int]:
    """The unit and the power of ten that a column of units means: ``USD million`` is USD, 6.

    Raises:
        BadCell: It is no unit.
    """
    plain = text.strip()
    if plain.lower() in {"percent", "%"}:
        return "pure", -2
    if plain.lower() in {"bp", "bps", "basis points"}:
        return "pure", -4
    if plain.lower() in {"ratio", "x", "pure"}:
        return "pure", 0
    if plain.lower() in {"shares", "count"}:
        return "shares", 0
    match = _UNIT.fullmatch(plain)
    if match is None or not match["currency"]:
        raise BadCell(f"{plain[:20]!r} is no unit such as USD, USD million or USD/share")
    unit = match["currency"].upper()
    if match["share"]:
        if match["scale"]:
            raise BadCell(f"{plain[:20]!r} scales an amount per share")
        return f"{unit}/shares", 0
    return unit, _SCALES[match["scale"][0].lower()] if match["scale"] else 0


def tenor_years(text: str) -> Decimal | None:
    """``10Y``, ``6 Mo`` or ``0.5`` as years; None when it is no time."""
    match = _TENOR.fullmatch(text.strip())
    if match is None:
        return None
    number = Decimal(match[1])
    months = (match[2] or "y").lower().startswith("m")
    return number / 12 if months else number


def period_words(text: str) -> str | None:
    """``FY2025`` of ``FY25E`` or ``2025E``; the day of a day; None when it is no period.

    The letter behind a year says actual, budget, estimate, forecast or plan; the day for which the
    table holds decides what has happened.
    """
    plain = text.strip()
    if re.fullmatch(r"(?:19|20)\d\d[ABEFP]?", plain):
        return f"FY{plain[:4]}"
    match = _PERIOD.fullmatch(plain)
    if match is None:
        return day.isoformat() if (day := _day(plain)) else None
    if match[2]:
        return f"Q{match[2]} FY{match[3]}"
    year = match[1] if len(match[1]) == 4 else f"20{match[1]}"
    return f"{plain[:2].upper()}{year}"


def _company(words: str, companies: Sequence[Company]) -> str:
    # Never by a part of a name: a number that found its company so may be another's.
    fits = [c for c in companies if words.upper() in c.tickers or words.zfill(10) == c.cik]
    if len({c.cik for c in fits}) == 1:
        return fits[0].cik
    if fits:
        raise BadCell(f"{words[:20]!r} is several companies'; write the CIK")
    try:
        near = company_asked(words, companies)
    except BookrunnerError:
        raise BadCell(f"no company has the ticker or CIK {words[:20]!r}") from None
    raise BadCell(f"no company has the ticker or CIK {words[:20]!r}; {near.name} is {near.ticker}")


def _text(cell: Cell) -> str:
    words = re.sub(r"\s+", " ", cell.words)
    if len(words) > 500:
        raise BadCell("it is longer than 500 characters")
    return words


def _number(cell: Cell) -> str:
    return f"{_decimal(cell):f}"


def _amount(cell: Cell) -> str:
    number = _decimal(cell)
    if number < 0:
        raise BadCell(f"{number} is negative")
    return f"{number:f}"


def _count(cell: Cell) -> str:
    number = _decimal(cell)
    if number != number.to_integral_value() or number < 0:
        raise BadCell(f"{number} is no whole number")
    return f"{int(number)}"


def _rate(cell: Cell) -> str:
    """A fraction; a bare number of one and more may be percent or not, and is refused."""
    words = cell.words
    if isinstance(cell.value, str) and words.endswith("%"):
        return f"{_decimal(Cell(words[:-1].strip(), cell.place)) / 100:f}"
    number = _decimal(cell)
    if not cell.is_percent and abs(number) >= 1:
        raise BadCell(f"{words[:20]} may be a percentage or a fraction; write {words[:20]}%")
    return f"{number:f}"


def _decimal(cell: Cell) -> Decimal:
    if isinstance(cell.value, Decimal):
        return cell.value
    words = cell.words
    if not words.isascii() or _NUMBER.fullmatch(words) is None:
        raise BadCell(f"{words[:20]!r} is no number such as 1,234.50")
    if words.startswith("(") != words.endswith(")"):
        raise BadCell(f"{words[:20]!r} has one parenthesis")
    number = Decimal(words.strip("()").replace(",", ""))
    return -number if words.startswith("(") else number


def _currency(cell: Cell) -> str:
    if re.fullmatch(r"[A-Z]{3}", cell.words) is None:
        raise BadCell(f"{cell.words[:20]!r} is no currency such as USD")
    return cell.words


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _day_words(cell: Cell) -> str:
    day = cell.value if isinstance(cell.value, date) else _day(cell.words)
    if day is None:
        raise BadCell(f"{cell.words[:20]!r} is no day such as 2024-08-30")
    return day.isoformat()


def _tenor(cell: Cell) -> str:
    years = tenor_years(cell.words)
    if years is None or not 0 < years <= 100:
        raise BadCell(f"{cell.words[:20]!r} is no time such as 10Y or 6M")
    return f"{years.normalize():f}"


def _period(cell: Cell) -> str:
    words = cell.value.isoformat() if isinstance(cell.value, date) else cell.words
    found = period_words(words)
    if found is None:
        raise BadCell(f"{words[:20]!r} is no period such as FY2025")
    return found


def _line(cell: Cell) -> str:
    key = re.sub(r"[^a-z0-9]+", "_", cell.words.lower()).strip("_")
    key = _LINE_WORDS.get(key, key)
    if key not in _LINES:
        raise BadCell(f"{cell.words[:30]!r} is no line such as revenue or eps_diluted")
    return key


def _unit(cell: Cell) -> str:
    unit_and_exponent(cell.words)
    return cell.words


_LINES = frozenset(line.key for line in STANDARD_LINES if line.shown)
_LINE_WORDS = {
    "sales": "revenue",
    "net_sales": "revenue",
    "revenues": "revenue",
    "ebit": "operating_income",
    "operating_profit": "operating_income",
    "eps": "eps_diluted",
    "diluted_eps": "eps_diluted",
    "net_profit": "net_income",
    "capital_expenditure": "capex",
    "capital_expenditures": "capex",
    "d_a": "depreciation_and_amortisation",
    "da": "depreciation_and_amortisation",
    "depreciation_and_amortization": "depreciation_and_amortisation",
    "fcf": "free_cash_flow",
    "cash_flow_from_operations": "operating_cash_flow",
    "cost_of_goods_sold": "cost_of_revenue",
    "cogs": "cost_of_revenue",
    "selling_general_and_administrative": "selling_general_administrative",
    "sg_a": "selling_general_administrative",
    "net_working_capital": "working_capital",
    "net_working_capital_at_year_end": "working_capital",
    "debt": "total_debt",
    "debt_at_year_end": "total_debt",
    "cash_at_year_end": "cash",
    "interest": "interest_expense",
}

_SPELLERS: dict[ValueKind, Callable[[Cell], str]] = {
    ValueKind.NAME: _text,
    ValueKind.TEXT: _text,
    ValueKind.DAY: _day_words,
    ValueKind.NUMBER: _number,
    ValueKind.AMOUNT: _amount,
    ValueKind.RATE: _rate,
    ValueKind.COUNT: _count,
    ValueKind.CURRENCY: _currency,
    ValueKind.TENOR: _tenor,
    ValueKind.PERIOD: _period,
    ValueKind.LINE: _line,
    ValueKind.UNIT: _unit,
}

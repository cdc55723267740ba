"""How a value of each kind is read, whichever face it came through."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from bookrunner.figures import Unusable
from bookrunner.operations.days import require_possible


class BadValue(Unusable):
    """A value that its field cannot take; the message says how to write it."""


def text(value: str, *, required: bool) -> str:
    """Words without the blanks around them.

    Raises:
        BadValue: Nothing is left of a required one.
    """
    said = value.strip()
    if required and not said:
        raise BadValue("it must not be empty")
    return said


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order given.

    Raises:
        BadValue: There is none.
    """
    found = tuple(dict.fromkeys(part for value in values if (part := value.strip())))
    if not found:
        raise BadValue("name one at least, several parted by commas: A,B,C")
    return found


def chosen(value: str, choices: tuple[str, ...]) -> str:
    """The choice that is meant, in the case it is listed with.

    Raises:
        BadValue: It is none of them.
    """
    meant = {choice.lower(): choice for choice in choices}.get(value.strip().lower())
    if meant is None:
        raise BadValue(f"{value!r} is not one of {', '.join(choices)}")
    return meant


_IN_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_AMOUNT_MIN, _AMOUNT_MAX = Decimal("1e-9"), Decimal("1e15")


def amount(value: str) -> Decimal:
    """A positive number, digit for digit.

    Raises:
        BadValue: It is no number, may mean two, or is out of range.
    """
    said = value.strip()
    if "," in said and _IN_THOUSANDS.fullmatch(said) is None:
        # A decimal comma read as one of thousands would be a hundred times too much.
        raise BadValue(f"{value!r} may mean two numbers; write it as 1,234.50")
    try:
        number = Decimal(said.replace(",", ""))
    except InvalidOperation:
        raise BadValue(f"{value!r} is not a number; write it as 123.45") from None
    if not number.is_finite() or number <= 0:
        raise BadValue(f"{value!r} is not above zero; write it as 123.45")
    if not _AMOUNT_MIN <= number <= _AMOUNT_MAX:
        raise BadValue(f"{value!r} is out of range; write it as 123.45")
    return number


def day(value: str) -> date:
    """A day as YYYY-MM-DD.

    Raises:
        BadValue: It is none.
        ImpossibleDay: No data can reach it.
    """
    try:
        found = date.fromisoformat(value.strip())
    except ValueError:
        raise BadValue(f"{value!r} is not a day; write it as 2024-03-15") from None
    require_possible(found)
    return found

"""Whether a number in words is of the unit that a feature has, and how a condition writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.figures import Unusable
from bookrunner.targeting.sourcing_tokens import Number

_MONTH_DAYS = 30.4375
_WORDS = {
    "money": "an amount such as $500 million",
    "percent": "a percentage such as 20%",
    "multiple": "a multiple such as 3x",
    "months": "months or years",
    "days": "days, months or years",
    "rating": "a rating such as BB+",
    "price": "a price",
    "count": "a number",
}
_OF_MONEY = {"due_12m_share": "current_debt", "due_24m_share": "due_24m",
             "due_36m_share": "due_24m + due_year_3"}  # fmt: skip


class Unfit(Unusable):
    """A number that says nothing of the feature it stands with."""


def fitted(
    name: str,
    numbers: Sequence[Number],
    units: Mapping[str, str],
    months: Mapping[str, str],
) -> tuple[str, str, tuple[float, ...]]:
    """The feature, its unit and the values in it.

    Args:
        name: The feature as the words name it, or a ratio ``a / b``.
        months: What a feature is called when it is told in months.

    Raises:
        Unfit: The unit is another.
    """
    if not name:
        raise Unfit("maturities are told by year of the note: within 12, 24 or 36 months")
    first = numbers[0].unit
    if first == "money":
        name = _OF_MONEY.get(name, name)
    if first in ("months", "days") and name in months:
        name = months[name]
    unit = _unit(name, units, first)
    return name, unit, tuple(_value(name, unit, one) for one in numbers)


def _unit(name: str, units: Mapping[str, str], said: str) -> str:
    if name in units:
        return units[name]
    if " / " in name:
        return "percent" if said == "%" else "multiple"
    if " + " in name:
        return "money"
    raise Unfit(f"{name.replace('_', ' ')} is no feature by itself")


def _value(name: str, unit: str, number: Number) -> float:
    fits = {
        "money": ("money",),
        "percent": ("%",),
        "multiple": ("x", ""),
        "months": ("months",),
        "days": ("days", "months"),
        "rating": ("rating",),
        "price": ("money", ""),
        "count": ("", "money"),
    }[unit]
    if number.unit not in fits:
        raise Unfit(f"{name} is told as {_WORDS[unit]}")
    if unit == "days" and number.unit == "months":
        return float(round(number.value * _MONTH_DAYS))
    return number.value


def plain(value: float, unit: str) -> str:
    """A value as a condition writes it, without an exponent."""
    number = value * 100 if unit == "percent" else value
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return f"{text}%" if unit == "percent" else text

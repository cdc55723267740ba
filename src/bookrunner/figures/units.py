"""Units as products of named dimensions, so that dollars and shares never add up.

A unit is a sorted tuple of (name, power): USD is (("USD", 1),), USD per share is
(("USD", 1), ("shares", -1)), a ratio is (). Scale (thousands, millions) is not a unit: values
are always in single units, and scale belongs to the cell or page that shows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bookrunner.figures.errors import Unusable


class UnitMismatch(Unusable):
    """Two quantities of different units were added, compared or chosen between."""

    def __init__(self, operation: str, left: Unit, right: Unit) -> None:
        self.operation = operation
        self.left = left
        self.right = right
        super().__init__(
            f"cannot {operation} {left} and {right}; convert one of them or check the inputs"
        )


@dataclass(frozen=True)
class Unit:
    """A product of powers of base units; pure (a ratio, a rate, a multiple) when empty."""

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        merged = dict(self.powers)
        for name, power in other.powers:
            merged[name] = merged.get(name, 0) + power
        return _unit(merged)

    def __truediv__(self, other: Unit) -> Unit:
        return self * other.inverse

    def __pow__(self, exponent: int) -> Unit:
        return _unit({name: power * exponent for name, power in self.powers})

    @property
    def inverse(self) -> Unit:
        """One over this unit."""
        return _unit({name: -power for name, power in self.powers})

    @property
    def is_pure(self) -> bool:
        """Whether it is a plain number."""
        return not self.powers

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code of the money in it, or None when there is no single one."""
        codes = [name for name, power in self.powers if power and _is_currency(name)]
        return codes[0] if len(codes) == 1 else None

    def __str__(self) -> str:
        return _text(self.powers)


@lru_cache(1000)
def _text(powers: tuple[tuple[str, int], ...]) -> str:
    if not powers:
        return "pure"
    above = [_power_text(n, p) for n, p in powers if p > 0]
    below = [_power_text(n, -p) for n, p in powers if p < 0]
    text = "*".join(above) or "1"
    return f"{text}/{'/'.join(below)}" if below else text


def parse_unit(text: str) -> Unit:
    """The unit written as by ``str(unit)``: ``USD``, ``shares``, ``USD/shares``, ``pure``."""
    if text in ("pure", ""):
        return PURE
    above, *below = text.split("/")
    unit = PURE
    for part in above.split("*"):
        if part != "1":
            unit *= _parse_power(part)
    for part in below:
        unit /= _parse_power(part)
    return unit


def _parse_power(part: str) -> Unit:
    match = re.fullmatch(r"([A-Za-z][\w.:-]*)(?:\^(\d+))?", part.strip())
    if match is None:
        raise Unusable(f"{part!r} is not a unit; write for example USD, shares or USD/shares")
    return _unit({match[1]: int(match[2] or 1)})


def _power_text(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


def _is_currency(name: str) -> bool:
    return len(name) == 3 and name.isalpha() and name.isupper()


def _unit(powers: dict[str, int]) -> Unit:
    return Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))


PURE = Unit()
USD = _unit({"USD": 1})
SHARES = _unit({"shares": 1})
USD_PER_SHARE = USD / SHARES
DAYS = _unit({"days": 1})

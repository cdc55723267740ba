"""Amounts as slides print them, and when two prints are of one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.ledger.number_words import only_numbers

PERCENT, TIMES, POINTS, PLAIN, DRAWN = "%", "x", "bp", "", "drawn"
"""Units of an amount; ``drawn`` is a value of a chart, whose axis may be in any unit."""

_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[-−+])?\s?(?P<money>(?:US|C|A)?[$€£¥]|\b(?:USD|EUR|GBP)\s)?"
    r"(?P<inner>\()?(?P<minus>[-−])?(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)(?(inner)\)|)"
    r"(?P<unit>\s?(?:%|percent\b|per cent\b|x\b|bps?\b|basis points\b"
    r"|thousand\b|million\b|billion\b|trillion\b|mm\b|mn\b|bn\b|tn\b|[mkKMB]\b))?"
    r"(?P<word>[A-Za-z]*)"
)
_UNITS = {"%": PERCENT, "percent": PERCENT, "per cent": PERCENT, "x": TIMES, "bp": POINTS}
_UNITS |= {"bps": POINTS, "basis points": POINTS}
_SCALED = ("thousand", "million", "billion", "trillion", "mm", "mn", "bn", "tn", *"mkKMB")
_CELL = re.compile(r"[\s$€£¥%xX()+\-−–—.,\d*]*(?:bps?|mm|bn|[mkKMB])?[\s)*]*")
_SCALES = (0, 3, 6, 9, -3, -6, -9)
"""Powers of ten that a page may print one amount at."""
_BETWEEN = {
    (PLAIN, PLAIN): _SCALES,
    (PLAIN, DRAWN): _SCALES,
    (DRAWN, DRAWN): (2, -2, *_SCALES),
    (PERCENT, DRAWN): (0, -2),
    (POINTS, DRAWN): (0, -2, -4),
    (PERCENT, POINTS): (2,),
}


@dataclass(frozen=True)
class Amount:
    """A printed number; percents as printed, so that 5% is 5."""

    value: Decimal
    half: Decimal
    """Half of the last printed decimal; nought for a drawn value."""
    unit: str
    printed: str
    start: int = 0
    """Where it stands in its text."""
    is_money: bool = False
    is_scaled: bool = False
    """Said in thousands, millions or billions."""

    @property
    def is_count(self) -> bool:
        """Whether it may number things, days or years rather than say a figure."""
        bare = self.unit == PLAIN and not self.is_money and not self.is_scaled
        return bare and self.value == int(self.value) and abs(self.value) < 100

    @property
    def end(self) -> int:
        """Where its text goes on."""
        return self.start + len(self.printed)


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of running text; dates, periods and names of forms are none."""
    for found in _AMOUNT.finditer(only_numbers(text)):
        unit = (found["unit"] or "").strip()
        if found["word"] or _is_glued(text, found.start("digits")):
            continue  # 10Y, 3rd, B2B
        yield _amount(found, text, unit)


def cell_amount(text: str) -> Amount | None:
    """The amount that a cell prints, or None where it holds words."""
    if not any(letter.isdigit() for letter in text) or not _CELL.fullmatch(text.strip()):
        return None
    found = _AMOUNT.search(text)
    return None if found is None else _amount(found, text, (found["unit"] or "").strip())


def drawn(value: float) -> Amount:
    """A value of a chart."""
    exact = Decimal(repr(value))
    return Amount(exact, Decimal(0), DRAWN, f"{value:.6g}")


def same(one: Amount, other: Amount) -> bool:
    """Whether both may print one amount, each at its own scale and number of decimals.

    Signs are left out: a title says "fell by 3.0%" where a table prints (3.0%).
    """
    for power in _powers(one.unit, other.unit):
        scaled, shown = abs(one.value) * _ten(power), abs(other.value)
        error = (one.half * _ten(power) + other.half) * Decimal("1.0001")
        # At another scale, an amount that rounds to nothing is nobody's.
        if abs(scaled - shown) <= error and (not power or min(scaled, shown) > error):
            return True
    return False


def _powers(one: str, other: str) -> tuple[int, ...]:
    """Powers of ten by which an amount of one unit may be printed in the other."""
    if (one, other) in _BETWEEN:
        return _BETWEEN[one, other]
    if (other, one) in _BETWEEN:
        return tuple(-power for power in _BETWEEN[other, one])
    # A column in percent or in turns may say so in its head alone.
    return (0,) if one == other or {PLAIN, DRAWN} & {one, other} else ()


def _ten(power: int) -> Decimal:
    return Decimal(1).scaleb(power)


def _is_glued(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1].isalpha() or text[at - 1] == "_")


def _amount(found: re.Match[str], text: str, unit: str) -> Amount:
    value = Decimal(found["digits"].replace(",", ""))
    exponent = value.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    closes = text[found.end() : found.end() + 2].lstrip().startswith((")", "%)", "x)"))
    is_below = found["sign"] in ("-", "−") or found["minus"] or found["inner"]
    if is_below or (found["open"] and closes):
        value = -value
    return Amount(
        value,
        half,
        _UNITS.get(unit, PLAIN),
        found[0].strip("( "),
        found.start() + len(found[0]) - len(found[0].lstrip("( ")),
        bool(found["money"]),
        unit in _SCALED,
    )

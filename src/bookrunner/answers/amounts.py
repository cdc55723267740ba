"""Amounts as prose and table cells write them: value, what its last digit is worth, and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from bookrunner.ledger import only_numbers


class Kind(Enum):
    """What an amount counts."""

    MONEY = "money"
    PERCENT = "percent"
    """Of anything; the value is a fraction: 1.9% is 0.019, and so are 190 basis points."""
    TIMES = "times"
    SHARES = "shares"
    DAYS = "days"
    COUNT = "count"
    """A number without a unit, or of things."""


@dataclass(frozen=True)
class Amount:
    """A number in a text."""

    start: int
    end: int
    text: str
    value: Decimal
    """In single units, as far as the words around it say; percent undone."""
    half: Decimal
    """Half of the last digit that is written; the exact number differs by no more."""
    kind: Kind
    currency: str = ""
    """``$``, ``€`` ... as it is written; "" for none."""
    is_scaled: bool = False
    """Whether a word such as "million" stands with it."""
    in_words: bool = False

    @property
    def is_negative(self) -> bool:
        """Whether it is written below zero: a minus, or brackets around a number."""
        return self.value < 0


_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "mm": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
}
_CURRENCY = r"(?:US|C|CA|A|HK|NZ|S|R)?\$|€|£|¥|(?:USD|EUR|GBP|CAD|AUD|JPY|CHF)"
_CODES = {"USD": "$", "US$": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_AFTER = (
    r"(?:(?P<scale>\s?(?:thousand|million|billion|trillion)s?\b|\s?(?:mm|mn|bn)\b|(?<=\d)[mb]\b))?"
    r"(?:\s?(?P<unit>%|percent(?:age\s+points?)?\b|basis\s+points?\b|bps?\b|x\b|times\b"
    r"|(?:common\s+|ordinary\s+|diluted\s+)?shares\b|days\b|dollars\b|euros?\b|pounds\b))?"
)
_NUMBER = re.compile(
    rf"(?P<before>(?<![\w.,])[-−–]\s?)?(?P<open>\()?\s?(?P<currency>{_CURRENCY})?\s?"
    rf"(?P<open2>\()?(?P<minus>(?<![\d%])[-−])?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![,.]?\d)|(?<![\d,])\d+(?:\.\d+)?(?![\d]|,\d)"
    r"|(?<![\d,.])\.\d+)"
    rf"(?P<close>\s?\))?{_AFTER}",
    re.I,
)
_JOINED = re.compile(r"\s*(?:-|–|—|to|and|or)\s*", re.I)

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_WORDS = re.compile(
    rf"\b(?P<words>(?:{_WORD})(?:[-\s](?:{_WORD}|hundred|thousand|million|billion))*"
    rf"|a\s+(?:hundred|thousand|million|billion)){_AFTER}",
    re.I,
)
_FRACTION = re.compile(
    r"\b(?<!first )(?<!second )(?<!last )(?:(?P<above>one|a|two|three|four)[-\s]"
    r"(?P<below>half|thirds?|quarters?|fifths?|tenths?)"
    r"|(?P<half>half))\b(?!\s+(?:of\s+)?(?:(?:19|20)\d\d|fiscal|year\b))",
    re.I,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_HALF_OF_FRACTION = Decimal("0.005")
_LEFT = re.compile(r"\d")


def amounts(text: str) -> list[Amount]:
    """The amounts of a text in order; dates, labels of periods, forms and notes are none.

    A range gives both of its ends; the first takes the unit and scale of the second.
    """
    return _read(text)[0]


def unread(text: str) -> str:
    """The first piece that holds digits and is neither an amount nor a label; "" for none."""
    plain, found = only_numbers(text), amounts(text)
    for one in found:
        plain = plain[: one.start] + " " * (one.end - one.start) + plain[one.end :]
    match = _LEFT.search(plain)
    if match is None:
        return ""
    return next((w for w in re.findall(r"\S+", plain) if _LEFT.search(w)), match[0])


def _read(text: str) -> tuple[list[Amount], str]:
    plain = only_numbers(text)
    found = [_amount(match) for match in _NUMBER.finditer(plain) if _stands_alone(match, plain)]
    taken = [(one.start, one.end) for one in found]
    for pattern, make in ((_FRACTION, _fraction), (_WORDS, _worded)):
        for match in pattern.finditer(plain):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                made = make(match)
                if made is not None:
                    found.append(made)
                    taken.append((made.start, made.end))
    found.sort(key=lambda one: one.start)
    return _with_ranges(found, plain), plain


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Not part of a word: ``B2B``, ``5G``, ``COVID-19``."""
    first, last = match.start("number"), match.end("number")
    before = text[max(0, first - 2) : first]
    if match["currency"] is None and re.search(r"[^\W\d_]-?$", before):
        return False
    after = text[last : last + 1]
    return not (after.isalpha() and not match["scale"] and not match["unit"])


def _amount(match: re.Match[str]) -> Amount:
    digits = Decimal(match["number"].replace(",", ""))
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)
    bracketed = bool((match["open"] or match["open2"]) and match["close"])
    negative = bool(match["before"] or match["minus"] or bracketed)
    start = match.start("before") if match["before"] else match.start("number")
    if match["currency"]:
        start = min(start, match.start("currency"))
    return _scaled(
        match, start, -digits if negative else digits, Decimal(5).scaleb(exponent - 1), words=False
    )


def _scaled(
    match: re.Match[str], start: int, value: Decimal, half: Decimal, *, words: bool
) -> Amount:
    scale = (match["scale"] or "").strip().casefold().removesuffix("s") if match["scale"] else ""
    unit = re.sub(r"\s+", " ", (match["unit"] or "").casefold())
    sign = match.groupdict().get("currency") or ""
    currency = _CODES.get(sign.upper(), sign.upper())
    kind, power = Kind.MONEY if currency else Kind.COUNT, _SCALES.get(scale, 0)
    if unit == "%" or unit.startswith("percent"):
        kind, power = Kind.PERCENT, power - 2
    elif unit.startswith(("basis", "bp")):
        kind, power = Kind.PERCENT, power - 4
    elif unit in ("x", "times"):
        kind = Kind.TIMES
    elif unit.endswith("shares"):
        kind = Kind.SHARES
    elif unit == "days":
        kind = Kind.DAYS
    elif unit in ("dollars", "euro", "euros", "pounds"):
        kind, currency = Kind.MONEY, currency or {"d": "$", "e": "€", "p": "£"}[unit[0]]
    return Amount(
        start,
        match.end(),
        match.string[start : match.end()].strip(),
        value.scaleb(power),
        half.scaleb(power),
        kind,
        currency,
        is_scaled=bool(scale),
        in_words=words,
    )


def _fraction(match: re.Match[str]) -> Amount | None:
    if match["half"]:
        value = Decimal("0.5")
    else:
        above = {"one": 1, "a": 1}.get(match["above"].casefold()) or _VALUES[
            match["above"].casefold()
        ]
        below = match["below"].casefold().removesuffix("s")
        if above == 1 and below == "quarter" and match["above"].casefold() == "a":
            return None
        value = Decimal(above) / _PARTS[below]
    return Amount(
        match.start(),
        match.end(),
        match[0],
        value,
        _HALF_OF_FRACTION,
        Kind.PERCENT,
        in_words=True,
    )


def _worded(match: re.Match[str]) -> Amount | None:
    """A number in words; "one" by itself is a pronoun."""
    words = re.split(r"[-\s]+", match["words"].casefold())
    if words == ["one"] and not match["scale"] and not match["unit"]:
        return None
    total = part = Decimal(0)
    for word in words:
        if word in _VALUES:
            part += _VALUES[word]
        elif word == "a":
            part = Decimal(1)
        elif word == "hundred":
            part *= 100
        else:
            total += (part or Decimal(1)).scaleb(_SCALES[word])
            part = Decimal(0)
    made = _scaled(match, match.start(), total + part, Decimal("0.5"), words=True)
    return replace(made, is_scaled=made.is_scaled or len(words) > 1)


def _with_ranges(found: list[Amount], text: str) -> list[Amount]:
    joined = list(found)
    for place in range(len(joined) - 2, -1, -1):
        first, second = joined[place], joined[place + 1]
        between = text[first.end : second.start]
        dashed = between == " " and second.text[0] in "-–−" and not first.is_negative
        if not (_JOINED.fullmatch(between) or dashed):
            continue
        if dashed:
            second = joined[place + 1] = replace(second, value=-second.value)
        if first.is_scaled or first.kind not in (Kind.COUNT, Kind.MONEY):
            continue
        if not second.is_scaled and second.kind in (Kind.MONEY, first.kind):
            continue
        if first.kind is Kind.MONEY and second.kind is not Kind.MONEY and not second.is_scaled:
            continue
        power = _power(second)
        kind = second.kind if first.kind is Kind.COUNT else first.kind
        joined[place] = replace(
            first,
            value=first.value.scaleb(power),
            half=first.half.scaleb(power),
            kind=kind,
            currency=first.currency or second.currency,
            is_scaled=second.is_scaled,
        )
    return joined


def _power(one: Amount) -> int:
    """By what power of ten the amount's words move its digits."""
    digits = re.search(r"[\d,]*\.?\d+", one.text)
    if digits is None or not one.value:
        return 0
    plain = Decimal(digits[0].replace(",", ""))
    return (abs(one.value) / plain).adjusted() if plain else 0

"""What tagged words mean: the transformation formats of inline XBRL.

The registries are XBRL International's TR1 to TR5 (``ixt``) and the SEC's (``ixt-sec``). Formats
are told apart by their local names, which no two registries use for different things. An unknown
format is an error of ``NotTransformable``; nothing is guessed. Not read are the dates of the Indian
national calendar, which no filing with the SEC may use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from bookrunner.documents.countries import country_code, edgar_place_code
from bookrunner.documents.dates import date_rule, quarter_end
from bookrunner.documents.errors import NotTransformable
from bookrunner.documents.places import exchange_code, state_code
from bookrunner.documents.spoken import duration, duration_in_words, number_in_words


def number(text: str, fmt: str) -> Decimal | None:
    """The number that words stand for under a format; None for a format that means "empty".

    Args:
        text: The words, white space collapsed.
        fmt: The format's name with or without prefix; "" for none.

    Raises:
        NotTransformable: The format is unknown or the words do not fit it.
    """
    if not fmt:
        return _plain(text)
    rule = _NUMBERS.get(_local(fmt))
    if rule is None:
        raise NotTransformable(f"the format {fmt} is not known for numbers")
    return rule(text)


def words(text: str, fmt: str) -> str:
    """The value that words stand for under a format of non-numeric facts, as XBRL writes it.

    Raises:
        NotTransformable: The format is unknown or the words do not fit it.
    """
    if not fmt:
        return text
    name = _local(fmt)
    rule = _WORDS.get(name) or date_rule(name)
    if rule is not None:
        return rule(text)
    numeric = _NUMBERS.get(name)
    if numeric is not None:
        value = numeric(text)
        return "" if value is None else f"{value:f}"
    raise NotTransformable(f"the format {fmt} is not known")


@cache
def _local(fmt: str) -> str:
    return fmt.rpartition(":")[2].strip().lower().replace("-", "")


# Numbers

_DIGITS_MAX = 28
"""What decimal arithmetic keeps without rounding."""


def _plain(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", text) or len(text) > _DIGITS_MAX:
        raise NotTransformable(f"{text[:40]!r} is not a plain number")
    return Decimal(text)


_DIGITS = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_GROUPS = "'`´’′＇"
"""Apostrophes that part thousands in Switzerland, as the fifth registry lists them."""


def _separated(text: str, thousands: str, point: str) -> Decimal:
    bare = text
    if not _DIGITS.fullmatch(text) or point:
        bare = "".join(c for c in text if c not in thousands and not c.isspace())
    if point:
        bare = bare.replace(point, ".")
    if not _DIGITS.fullmatch(bare) or len(bare) > _DIGITS_MAX:
        raise NotTransformable(f"{text[:40]!r} is not a number of that format")
    return Decimal(bare)


def _dot_decimal(text: str) -> Decimal:
    return _separated(text, _GROUPS + ",", "")


def _comma_decimal(text: str) -> Decimal:
    if "." in text and "," in text and text.rindex(".") > text.index(","):
        raise NotTransformable(f"{text[:40]!r} does not write its decimals after a comma")
    return _separated(text, _GROUPS + ".", ",")


_UNIT_DECIMAL = re.compile(
    r"([\d.,，．'`´’′＇\s]+?)\s*[^\d.,，．'\s]+\s*(\d{1,2})(?:\s*[^\d.,'\s]+)?"
)


def _unit_decimal(text: str) -> Decimal:
    """``5 dollars 30 cents``: the second number counts hundredths."""
    match = _UNIT_DECIMAL.fullmatch(text.strip())
    if match is None:
        raise NotTransformable(f"{text[:40]!r} does not name its unit between two numbers")
    whole = re.sub(r"\D", "", match[1])
    if not whole.isdecimal() or len(whole) > _DIGITS_MAX:
        raise NotTransformable(f"{text[:40]!r} does not begin with a number")
    return Decimal(f"{whole}.{match[2].zfill(2)}")


def _zero(text: str) -> Decimal:
    del text
    return Decimal(0)


def _empty(text: str) -> None:
    del text


def _dash(text: str) -> Decimal:
    if not re.fullmatch(r"[\s\-‐‑‒–—―−]*", text):
        raise NotTransformable(f"{text[:40]!r} is not a dash")
    return Decimal(0)


# Booleans and names

_TRUE_BOXES = "☑☒✓✔✗✘×xXþýRT"
_FALSE_BOXES = "☐□▢¨oO"


def _ballot_box(text: str) -> str:
    mark = text.strip()
    if mark and mark in _TRUE_BOXES:
        return "true"
    if mark and mark in _FALSE_BOXES:
        return "false"
    raise NotTransformable(f"{text[:20]!r} is not a ballot box")


def _constant(value: str) -> Callable[[str], str]:
    return lambda _: value


def _filer_category(text: str) -> str:
    for category in (
        "Non-accelerated Filer",
        "Large Accelerated Filer",
        "Accelerated Filer",
    ):
        if _letters(category) == _letters(text).removesuffix("s"):
            return category
    raise NotTransformable(f"{text[:40]!r} is not a filer category")


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _named(look_up: Callable[[str], str], what: str) -> Callable[[str], str]:
    def rule(text: str) -> str:
        code = look_up(text)
        if not code:
            raise NotTransformable(f"{text[:60]!r} is not a known {what}")
        return code

    return rule


_NUMBERS: dict[str, Callable[[str], Decimal | None]] = {
    **dict.fromkeys(
        ("numdotdecimal", "numcommadot", "numspacedot", "numdotdecimalapos", "numdotdecimalin"),
        _dot_decimal,
    ),
    **dict.fromkeys(
        ("numcommadecimal", "numdotcomma", "numcomma", "numspacecomma", "numcommadecimalapos"),
        _comma_decimal,
    ),
    **dict.fromkeys(("numunitdecimal", "numunitdecimalapos", "numunitdecimalin"), _unit_decimal),
    "fixedzero": _zero,
    "zerodash": _dash,
    "numdash": _dash,
    "fixedempty": _empty,
    "nocontent": _empty,
    "numwordsen": number_in_words,
}

_WORDS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("fixedtrue", "booleantrue"), _constant("true")),
    **dict.fromkeys(("fixedfalse", "booleanfalse"), _constant("false")),
    **dict.fromkeys(("fixedempty", "nocontent"), _constant("")),
    "boolballotbox": _ballot_box,
    "yesnoballotbox": lambda text: "Yes" if _ballot_box(text) == "true" else "No",
    "datequarterend": quarter_end,
    "duryear": duration("Y"),
    "durmonth": duration("M"),
    "durweek": duration("W"),
    "durday": duration("D"),
    "durhour": duration("h"),
    "durwordsen": duration_in_words,
    "exchnameen": _named(exchange_code, "exchange"),
    "stateprovnameen": _named(state_code, "state or province"),
    "countrynameen": _named(country_code, "country"),
    "edgarprovcountryen": _named(edgar_place_code, "country or province"),
    "entityfilercategoryen": _filer_category,
}

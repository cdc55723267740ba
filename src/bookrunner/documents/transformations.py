"""What tagged words mean: the transformation formats of inline XBRL.

The registries are XBRL International's TR1 to TR5 (``ixt``) and the SEC's (``ixt-sec``). Formats
are told apart by their local names, which no two registries use for different things. An unknown
format is an error of ``NotTransformable``; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bookrunner.documents.places import exchange_code, state_code


class NotTransformable(ValueError):
    """The words do not fit the format, or the format is not known."""


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
    rule = _WORDS.get(_local(fmt))
    if rule is not None:
        return rule(text)
    numeric = _NUMBERS.get(_local(fmt))
    if numeric is not None:
        value = numeric(text)
        return "" if value is None else f"{value:f}"
    raise NotTransformable(f"the format {fmt} is not known")


def _local(fmt: str) -> str:
    return fmt.rpartition(":")[2].strip().lower().replace("-", "")


# Numbers

_DIGITS_MAX = 28
"""What decimal arithmetic keeps without rounding."""


def _plain(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", text) or len(text) > _DIGITS_MAX:
        raise NotTransformable(f"{text[:40]!r} is not a plain number")
    return Decimal(text)


def _separated(text: str, thousands: str, point: str) -> Decimal:
    bare = "".join(c for c in text if c not in thousands and not c.isspace())
    if point:
        bare = bare.replace(point, ".")
    if not re.fullmatch(r"(?:\d+(?:\.\d*)?|\.\d+)", bare, re.ASCII) or len(bare) > _DIGITS_MAX:
        raise NotTransformable(f"{text[:40]!r} is not a number of that format")
    return Decimal(bare)


def _dot_decimal(text: str) -> Decimal:
    return _separated(text, ",'", "")


def _comma_decimal(text: str) -> Decimal:
    if "." in text and "," in text and text.rindex(".") > text.index(","):
        raise NotTransformable(f"{text[:40]!r} does not write its decimals after a comma")
    return _separated(text, ".'", ",")


_UNIT_DECIMAL = re.compile(r"([\d.,'\s]+?)\s*[^\d.,'\s]+\s*(\d{1,2})(?:\s*[^\d.,'\s]+)?")


def _unit_decimal(text: str) -> Decimal:
    """``5 dollars 30 cents``: the second number counts hundredths."""
    match = _UNIT_DECIMAL.fullmatch(text.strip())
    if match is None:
        raise NotTransformable(f"{text[:40]!r} does not name its unit between two numbers")
    whole = re.sub(r"[.,'\s]", "", match[1])
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


_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_UNITS = tuple(_BELOW_TWENTY.split(" "))
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {"a": 1, "an": 1}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_GREAT = {
    word: 10 ** (3 * power)
    for power, word in enumerate(["thousand", "million", "billion", "trillion"], start=1)
}


def _number_words(text: str) -> Decimal:
    """``two hundred and five``; ``no`` and ``none`` are zero."""
    cleaned = re.sub(r"[-‐‑–—,\s]+", " ", text.casefold()).strip().removesuffix(".")
    if cleaned in {"no", "none", "nil", "zero", ""}:
        if not cleaned and not re.search(r"[-‐‑–—]", text):
            raise NotTransformable("there are no words where a number in words is expected")
        return Decimal(0)
    if re.fullmatch(r"\d+(?:\.\d+)?", cleaned) and " " not in text.strip():
        return _dot_decimal(text.strip())
    return Decimal(_counted(cleaned.split(" "), text))


def _counted(words_: list[str], text: str) -> int:
    total = group = 0
    seen = False
    for word in words_:
        if word in _SMALL:
            group += _SMALL[word]
        elif word in _TENS:
            group += _TENS[word]
        elif word == "hundred" and (group or not seen):
            group = max(group, 1) * 100
        elif word in _GREAT and (group or not seen):
            total += max(group, 1) * _GREAT[word]
            group = 0
        elif word != "and" or not seen:
            raise NotTransformable(f"{text[:60]!r} is not a number in words")
        seen = True
    return total + group


# Dates

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS = (
    {name: i for i, name in enumerate(_MONTHS, start=1)}
    | {name[:3]: i for i, name in enumerate(_MONTHS, start=1)}
    | {"sept": 9}
)


def _pieces(text: str) -> list[str]:
    """Digits and words of a date, ordinal endings and punctuation left out."""
    return re.findall(r"\d+|[a-z]+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.casefold()))


def _calendar(text: str, order: str) -> str:
    """A date whose pieces come in the order given by letters: d, m (number or name), y."""
    pieces = [piece for piece in _pieces(text) if piece not in {"of", "the", "day"}]
    if len(pieces) != len(order):
        raise NotTransformable(f"{text[:60]!r} is not a date of that format")
    found = dict(zip(order, pieces, strict=True))
    try:
        year = _year(found["y"]) if "y" in found else None
        month = _MONTH_NUMBERS.get(found["m"]) or int(found["m"])
        day = int(found["d"]) if "d" in found else None
        date(year or 2000, month, day or 1)
    except (ValueError, OverflowError) as error:
        raise NotTransformable(f"{text[:60]!r} is not a date of that format") from error
    if year is None:
        return f"--{month:02d}-{day:02d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def _year(text: str) -> int:
    # The registry reads two digits as of this century.
    return 2000 + int(text) if len(text) <= 2 else int(text)


def _dated(order: str) -> Callable[[str], str]:
    return lambda text: _calendar(text, order)


# Booleans, durations, names

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


def _duration(letter: str, *, time: bool = False) -> Callable[[str], str]:
    def rule(text: str) -> str:
        value = _number_words(text) if re.search(r"[a-z]", text, re.I) else _dot_decimal(text)
        return _iso_duration(value, letter, time=time)

    return rule


def _iso_duration(value: Decimal, letter: str, *, time: bool) -> str:
    """ISO 8601; parts of a year are months, and parts of a month days."""
    if letter == "Y" and value != int(value):
        years, months = divmod(value * 12, 12)
        days = (months - int(months)) * 30
        text = f"P{int(years)}Y"
        text += f"{int(months)}M" if int(months) else ""
        return text + (f"{round(days)}D" if round(days) else "")
    if letter == "M" and value != int(value):
        rest = round((value - int(value)) * 30)
        return f"P{int(value)}M" + (f"{rest}D" if rest else "")
    return f"P{'T' if time else ''}{value:f}{letter}"


_DURATION_PART = re.compile(r"([\w\s.,-]*?)\s*\b(year|month|week|day|hour)s?\b", re.IGNORECASE)


def _duration_words(text: str) -> str:
    """``two years and six months`` is P2Y6M."""
    counts: dict[str, str] = {}
    rest = re.sub(r"[-‐‑–—]", " ", text).strip()
    while match := _DURATION_PART.match(rest):
        count = re.sub(r"^[\s,]*(?:and\b)?[\s,-]*", "", match[1], flags=re.I).strip(" -")
        value = _number_words(count) if re.search(r"[a-z]", count, re.I) else _dot_decimal(count)
        if match[2].lower() in counts:
            raise NotTransformable(f"{text[:60]!r} names a unit of time twice")
        counts[match[2].lower()] = f"{value:f}"
        rest = rest[match.end() :].lstrip(" ,")
    if rest.strip(" .") or not counts:
        if re.fullmatch(r"\s*(?:no|none|zero)\s*", text, re.I):
            return "P0D"
        raise NotTransformable(f"{text[:60]!r} is not a duration in words")
    days = "".join(
        f"{counts[unit]}{unit[0].upper()}"
        for unit in ("year", "month", "week", "day")
        if unit in counts
    )
    hours = f"T{counts['hour']}H" if "hour" in counts else ""
    return f"P{days}{hours}"


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
        ("numdotdecimal", "numcommadot", "numspacedot", "numdotdecimalapos"), _dot_decimal
    ),
    **dict.fromkeys(
        ("numcommadecimal", "numdotcomma", "numcomma", "numspacecomma", "numcommadecimalapos"),
        _comma_decimal,
    ),
    "numunitdecimal": _unit_decimal,
    "fixedzero": _zero,
    "zerodash": _dash,
    "numdash": _dash,
    "fixedempty": _empty,
    "nocontent": _empty,
    "numwordsen": _number_words,
}

_WORDS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("fixedtrue", "booleantrue"), _constant("true")),
    **dict.fromkeys(("fixedfalse", "booleanfalse"), _constant("false")),
    **dict.fromkeys(("fixedempty", "nocontent"), _constant("")),
    "boolballotbox": _ballot_box,
    "yesnoballotbox": lambda text: "Yes" if _ballot_box(text) == "true" else "No",
    **dict.fromkeys(
        (
            "datemonthnamedayyearen",
            "datemonthdayyearen",
            "datelongus",
            "dateshortus",
            "datemonthdayyear",
            "dateslashus",
            "datedotus",
        ),
        _dated("mdy"),
    ),
    **dict.fromkeys(
        (
            "datedaymonthnameyearen",
            "datedaymonthyearen",
            "datelonguk",
            "dateshortuk",
            "datedaymonthyear",
            "dateslasheu",
            "datedoteu",
        ),
        _dated("dmy"),
    ),
    **dict.fromkeys(("dateyearmonthday", "dateyearmonthnamedayen"), _dated("ymd")),
    **dict.fromkeys(("datemonthnamedayen", "datemonthdayen", "datemonthday"), _dated("md")),
    **dict.fromkeys(("datedaymonthnameen", "datedaymonthen", "datedaymonth"), _dated("dm")),
    **dict.fromkeys(("datemonthnameyearen", "datemonthyearen", "datemonthyear"), _dated("my")),
    **dict.fromkeys(("dateyearmonthnameen", "dateyearmonthen", "dateyearmonth"), _dated("ym")),
    "duryear": _duration("Y"),
    "durmonth": _duration("M"),
    "durweek": _duration("W"),
    "durday": _duration("D"),
    "durhour": _duration("H", time=True),
    "durwordsen": _duration_words,
    "exchnameen": _named(exchange_code, "exchange"),
    "stateprovnameen": _named(state_code, "state or province"),
    "entityfilercategoryen": _filer_category,
}

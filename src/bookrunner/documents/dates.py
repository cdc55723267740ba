"""Dates in words as XBRL's registries of formats read them, in any of their languages."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date

from bookrunner.documents.errors import NotTransformable

_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_EN = {name: month for month, name in enumerate(_ENGLISH, start=1)}
_EN |= {name[:3]: month for name, month in _EN.items()} | {"sept": 9}

# How the names of the months begin, without accents; bars part forms of one month.
_STEMS = {
    "bg": "ян фев мар апр маи юни юли авг сеп окт ное дек",
    "cs": "led|ledn uno|unor bre|brez dub kve cerv|cvn cervenc|cvc srp zar rij lis pro",
    "cy": "ion chwe maw|faw ebr mai|fai meh|feh gor|ngor aws med|fed hyd tach|dach|nhach|thach "
    "rhag|rag",
    "da": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "de": "jan|jaen feb mar|maer apr mai jun jul aug sep okt nov dez",
    "el": "ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "et": "jaan veebr marts apr mai juuni juuli aug sept okt nov dets",
    "fi": "tam hel maa huh tou kes hei elo syy lok mar jou",
    "fr": "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवम्बर|नवंबर दिसम्बर|दिसंबर",
    "hr": "sij velj ozu tra svi lip srp kol ruj lis stu pro",
    "hu": "jan feb marc apr maj jun jul aug szept okt nov dec",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "lt": "sau vas kov bal geg bir lie rugp|rgp rugs|rgs spa|spl lap gru|grd",
    "lv": "janv febr marts apr maijs jun jul aug sept okt nov dec",
    "nl": "jan feb maa|mrt apr mei jun jul aug sep okt nov dec",
    "no": "jan feb mar apr mai jun jul aug sep okt nov des",
    "pl": "sty lut mar kwi maj cze lip sie wrz paz lis gru",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "ro": "ian feb mar apr mai iun iul aug sep oct noi|nov dec",
    "sk": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "sl": "jan feb mar apr maj jun jul avg sep okt nov dec",
}
_LANGUAGES = {"dk": "da", "sv": "da", "in": "hi"}
"""Names that the registries have used for a language, or whose months begin alike."""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}

# The third registry writes ``datedaymonthyearen``, the fourth ``date-day-monthname-year-en``.
_FORMAT = re.compile(
    r"date(?P<order>(?:day|month(?:name|roman)?|year)+)(?P<language>cjk|[a-z]{2})?"
)
_FIRST_REGISTRY = {
    "datelongus": ("mdy", "en"),
    "dateshortus": ("mdy", "en"),
    "datelonguk": ("dmy", "en"),
    "dateshortuk": ("dmy", "en"),
    "dateslashus": ("mdy", ""),
    "datedotus": ("mdy", ""),
    "dateslasheu": ("dmy", ""),
    "datedoteu": ("dmy", ""),
    "datelongdaymonthuk": ("dm", "en"),
    "dateshortdaymonthuk": ("dm", "en"),
    "datelongmonthdayus": ("md", "en"),
    "dateshortmonthdayus": ("md", "en"),
    "dateslashdaymontheu": ("dm", ""),
    "dateslashmonthdayus": ("md", ""),
    "datelongyearmonth": ("ym", "en"),
    "dateshortyearmonth": ("ym", "en"),
    "datelongmonthyear": ("my", "en"),
    "dateshortmonthyear": ("my", "en"),
    "dateerayearmonthdayjp": ("ymd", "jp"),
    "datejpnerayearmonthday": ("ymd", "jp"),
    "dateerayearmonthjp": ("ym", "jp"),
    "datejpnerayearmonth": ("ym", "jp"),
}
_PIECE = re.compile(r"\d+|[^\d\s.,;:/()\-‐‑‒–—]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)


def date_rule(name: str) -> Callable[[str], str] | None:
    """The rule of a date format by its local name without hyphens; None when it is none.

    The rule answers ``2024-01-28``, ``2024-01`` or ``--01-28``.
    """
    order, language = _FIRST_REGISTRY.get(name, ("", ""))
    if not order:
        match = _FORMAT.fullmatch(name)
        if match is None:
            return None
        letters = re.findall(r"day|month|year", match["order"])
        order = "".join(letter[0] for letter in letters)
        language = match["language"] or ("roman" if "monthroman" in name else "")
        language = _LANGUAGES.get(language, language)
        if order not in {"dm", "md", "my", "ym", "dmy", "mdy", "ymd", "ydm"}:
            return None
        if language not in {"", "en", "cjk", "roman", *_STEMS}:
            return None
    return lambda text: _calendar(text, order, language)


def quarter_end(text: str) -> str:
    """``the second quarter of 2024`` ends on 2024-06-30."""
    found = re.search(r"(?<!\d)(\d{4})(?!\d)", text)
    rest = text[: found.start()] + " " + text[found.end() :] if found else ""
    quarter = re.search(r"first|second|third|fourth|last|(?<!\d)[1-4](?!\d)", rest, re.IGNORECASE)
    if found is None or quarter is None:
        raise NotTransformable(f"{text[:60]!r} does not name a quarter of a year")
    numbers = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    said = quarter[0].casefold()
    year, month = int(found[1]), 3 * (numbers.get(said) or int(said))
    if not year:
        raise NotTransformable(f"{text[:60]!r} does not name a year")
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _calendar(text: str, order: str, language: str) -> str:
    """A date whose pieces come in the order given by letters: d, m (number or name), y."""
    problem = f"{text[:60]!r} is not a date of that format"
    era = 0
    if language == "jp":
        era = next((start for name, start in _ERAS.items() if name[0] in text), -1)
        if era < 0:
            raise NotTransformable(f"{text[:60]!r} names no era")
        text = text.replace("元", "1")
    named = language not in {"", "cjk", "jp"}
    pieces = _PIECE.findall(_ORDINAL.sub("", text))
    numbers = [piece for piece in pieces if piece.isdecimal()]
    months = [m for m in (_month(p, language) for p in pieces if not p.isdecimal()) if m]
    # English dates are also written in numbers under these formats.
    if named and not months and language == "en":
        named = False
    if len(numbers) != len(order) - named or len(months) != named:
        raise NotTransformable(problem)
    found = dict(zip(order.replace("m", "") if named else order, numbers, strict=True))
    try:
        year = _year(found["y"], era) if "y" in found else None
        month = months[0] if named else int(found["m"])
        day = int(found["d"]) if "d" in found else None
        date(year or 2000, month, day or 1)
    except (ValueError, OverflowError) as error:
        raise NotTransformable(problem) from error
    if year is None:
        return f"--{month:02d}-{day:02d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def _year(text: str, era: int) -> int:
    # The registry reads two digits as of this century.
    return era + int(text) if era or len(text) > 2 else 2000 + int(text)


def _month(word: str, language: str) -> int:
    """The number of the month that a word names; 0 when it names none."""
    if language in {"", "cjk", "jp"}:
        return 0
    plain = word.casefold()
    if language == "en":
        return _EN.get(plain, 0)
    if language == "roman":
        return _ROMAN.index(plain) + 1 if plain in _ROMAN else 0
    if language != "hi":  # whose vowels are marks too
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", plain) if not "\u0300" <= c <= "\u036f"
        )
    fits = [
        (len(stem), month)
        for month, forms in enumerate(_STEMS[language].split(), start=1)
        for stem in forms.split("|")
        if plain.startswith(stem)
    ]
    return max(fits, default=(0, 0))[1]

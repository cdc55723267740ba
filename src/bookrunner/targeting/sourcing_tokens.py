"""The words of a search for companies, parted into features, numbers and comparisons."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bookrunner.credit.rating_scale import place_of

_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18, "twenty": 20, "twenty-four": 24,
           "thirty-six": 36, "a": 1, "an": 1}  # fmt: skip
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mm": 1e6, "mn": 1e6, "m": 1e6,
           "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12}  # fmt: skip
_COUNT = "|".join(sorted((one for one in _COUNTS if len(one) > 2), key=len, reverse=True))
_TIME = r"(?:days?|weeks?|months?|years?)"
_NUMBER = re.compile(
    rf"(?P<money>\$|us\$|usd\s)?\s*(?P<digits>\d[\d,]*(?:\.\d+)?|(?:{_COUNT})(?=[\s-]+"
    rf"(?:{_TIME}|times|percent|million|billion)\b))"
    r"(?:[\s-]*(?P<scale>thousand|million|billion|trillion|bn|mn|mm|tn|[mbk])(?![a-z&]))?"
    rf"(?:[\s-]*(?P<unit>x|times|%|per\s?cent|bps|basis\spoints|us\sdollars|dollars?|usd|{_TIME})"
    r"(?![a-z]))?(?P<plus>\+)?(?![\w])",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:an?|one)\s+(?P<unit>day|week|month|year)\b|(?<=[plnm][aeo][sx]t\s)"
                  r"(?P<last>day|week|month|year)\b", re.IGNORECASE)  # fmt: skip
_SPAN = re.compile(
    r"(?:(?P<between>between)|(?P<from>from))?\s*(?P<low>\$?\d[^\s–]*(?:\s(?:million|billion|%))?)"
    r"\s*(?P<sign>and|to|-|–)\s*(?=\$?\d)",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"(?:AAA|AA[+-]?|A[+-]|BBB[+-]?|BB[+-]?|B[+-]|CCC[+-]?|CC|Aaa|Aa[1-3]|A[1-3]|Baa[1-3]|Ba[1-3]"
    r"|B[1-3]|Caa[1-3]|Ca|[AB])(?![\w+])"
)
_LENGTH = rf"(?:(?P<count>\d+|{_COUNT}|an?)\s+(?P<time>months?|years?)|(?<=next\s)(?P<year>year))"
_DUE = re.compile(
    r"(?:(?:(?:(?:long-term|total)\s+)?(?:debt|bonds?|notes?|loans?|principal|borrowings)\s+)?"
    r"(?:that\s+|which\s+)?(?:falls?\s+due|falling\s+due|coming\s+due|is\s+due|due|maturing|"
    r"matures?)|maturit(?:y|ies)(?:\s+walls?)?)\s+(?:within|in|over|inside|during)\s+(?:the\s+)?"
    rf"(?:next\s+|coming\s+)?{_LENGTH}\b",
    re.IGNORECASE,
)
_COMPARISONS: Mapping[str, tuple[str, ...]] = {
    ">": ("above", "over", "more than", "greater than", "higher than", "exceeding", "exceeds",
          "in excess of", "north of", "larger than", "bigger than", "longer than", "faster than",
          ">"),
    ">=": ("at least", "no less than", "not less than", "not below", "not under", "no lower than",
           "not lower than", "a minimum of", "minimum of", "no fewer than", "at or above",
           ">=", "≥"),
    "<": ("below", "under", "less than", "lower than", "fewer than", "smaller than", "shorter than",
          "south of", "beneath", "slower than", "sub", "<"),
    "<=": ("at most", "up to", "no more than", "not more than", "not above", "not over",
           "no higher than", "not exceeding", "a maximum of", "maximum of", "within", "inside",
           "within the last", "within the past", "in the last", "in the past", "during the last",
           "during the past", "over the last", "over the past", "at or below", "<=",
           "≤"),
    "==": ("exactly", "equal to", "of exactly", "=", "=="),
    "~": ("around", "about", "roughly", "approximately", "circa", "nearly", "~"),
}  # fmt: skip
_AFTER: Mapping[str, tuple[str, ...]] = {
    ">=": ("or more", "or higher", "or above", "or better", "or over", "and above", "and up",
           "or longer", "and more"),
    "<=": ("or less", "or lower", "or below", "or worse", "or fewer", "or under", "and below",
           "and less", "or shorter"),
}  # fmt: skip
_NEGATIONS = ("not", "no", "without", "excluding", "except", "other than", "but not", "non",
              "neither", "nor")  # fmt: skip
_ANDS = (",", ";", "and", "but", "with", "as well as", "plus", "while", "where")
_VAGUE = ("cheap", "expensive", "attractive", "large", "largest", "small", "smallest", "big",
          "biggest", "top", "best", "worst", "strong", "weak", "healthy", "struggling",
          "distressed", "stressed", "high", "low", "good", "poor", "solid", "fast-growing",
          "fast growing", "slow-growing", "overlevered", "over-levered", "highly leveraged",
          "highly levered", "undervalued", "overvalued", "mid-sized", "small caps", "mid caps",
          "large caps", "small cap", "mid cap", "large cap", "leading", "soon", "recently",
          "highest", "lowest")  # fmt: skip
_PASSED_WORDS = """
    a an the of is are was were be that which whose who have has having had in at on for to by as
    its their his it they this these than from do does there ratio ratios company companies firm
    firms business businesses name names maker makers manufacturer manufacturers producer
    producers operator operators supplier suppliers provider providers developer developers miner
    miners issuer issuers borrower borrowers player players group groups agencies agency ago find
    show list me us all any some currently now outstanding us-listed stocks stock make makes making
    produce produces carrying carry live sell sells selling
"""
PASSED = frozenset(_PASSED_WORDS.split())
"""Words that carry neither a condition nor what a company does."""
_WORD = re.compile(r"[\w&'’$€£%.+/-]*[\w&$€£%+]", re.UNICODE)


@dataclass(frozen=True)
class Number:
    """A number with its unit as the words have it."""

    value: float
    unit: str
    """``x``, ``%``, ``money``, ``days``, ``months``, ``rating``, or empty."""


@dataclass(frozen=True)
class Token:
    """A stretch of the words and what it is."""

    kind: str
    """``feature``, ``flag``, ``sector``, ``due``, ``number``, ``span``, ``compare``, ``after``,
    ``not``, ``and``, ``or``, ``vague``, ``pass`` or ``word``."""
    start: int
    end: int
    value: Any = None


@dataclass(frozen=True)
class Vocabulary:
    """The phrases of ``sourcing.toml``, ready to be looked for."""

    phrases: Sequence[tuple[re.Pattern[str], str, Any]]
    pairs: Mapping[tuple[str, str], str]
    alone: Mapping[str, str]
    months: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The words that come with the program."""
    file = resources.files("bookrunner.targeting") / "sourcing.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    said: list[tuple[str, str, Any]] = []
    for row in told["features"]:
        said += [(words, "feature", row["feature"]) for words in row["words"]]
    for row in told["flags"]:
        said += [(words, "flag", row["condition"]) for words in row["words"]]
    for row in told["sectors"]:
        said += [(words, "sector", (row["from"], row["to"])) for words in row["words"]]
    for kind, table in (("compare", _COMPARISONS), ("after", _AFTER)):
        said += [(words, kind, sign) for sign, many in table.items() for words in many]
    for kind, many in (("not", _NEGATIONS), ("and", _ANDS), ("or", ("or",)), ("vague", _VAGUE)):
        said += [(words, kind, words) for words in many]
    phrases = [(_pattern(words, kind), kind, value) for words, kind, value in said]
    return Vocabulary(
        phrases,
        {(row["part"], row["of"]): row["feature"] for row in told["pairs"]},
        {row["feature"]: row["alone"] for row in told["features"] if "alone" in row},
        {row["feature"]: row["months"] for row in told["features"] if "months" in row},
    )


def _pattern(words: str, kind: str) -> re.Pattern[str]:
    parts = words.replace("-", " ").split()
    joined = ""
    for before, part in zip(["", *parts], parts, strict=False):
        gap = r"\s*" if "/" in (before, part) else r"[\s-]+"
        joined += (gap if before else "") + re.escape(part)
    ends_in_letter = parts[-1][-1].isalnum()
    many = r"(?:e?s)?" if kind in ("feature", "sector") and ends_in_letter else ""
    edge = r"(?!\w)" if ends_in_letter else ""
    if kind == "after":
        # "and below 5x" begins a comparison of its own.
        edge += r"(?!\s+(?:than\b|\$?\d))"
    return re.compile(joined + many + edge, re.IGNORECASE)


def tokens(words: str) -> list[Token]:
    """The tokens from left to right; together they cover every word."""
    found: list[Token] = []
    at = 0
    while at < len(words):
        if words[at].isspace() or words[at] in '.!?:()"“”…':
            at += 1
            continue
        token = _token(words, at, found)
        found.append(token)
        at = token.end
    return found


def _token(words: str, at: int, before: Sequence[Token]) -> Token:
    if match := _DUE.match(words, at):
        count = match["count"] or "1"
        months = float(_COUNTS.get(count.lower()) or count)
        months *= 12 if (match["time"] or "year").lower().startswith("year") else 1
        return Token("due", at, match.end(), int(months))
    if token := _span(words, at, before) or _grade(words, at, before):
        return token
    best: Token | None = None
    for pattern, kind, value in vocabulary().phrases:
        match = pattern.match(words, at)
        if match and (best is None or match.end() > best.end):
            best = Token(kind, at, match.end(), value)
    if best is None or best.kind in ("pass", "vague"):
        if match := _ONE.match(words, at):
            unit = match["unit"] or match["last"]
            return Token("number", at, match.end(), (_number("1", None, unit, is_money=False), ""))
        if (match := _NUMBER.match(words, at)) and match.end() > at:
            return _of_match(match, at)
    if best is not None:
        return best
    match = _WORD.match(words, at)
    end = match.end() if match else at + 1
    kind = "pass" if words[at:end].lower() in PASSED or not match else "word"
    return Token(kind, at, end)


def _of_match(match: re.Match[str], at: int) -> Token:
    number = _number(match["digits"], match["scale"], match["unit"], is_money=bool(match["money"]))
    return Token("number", at, match.end(), (number, ">=" if match["plus"] else ""))


def _span(words: str, at: int, before: Sequence[Token]) -> Token | None:
    """``between 3x and 5x``, ``from 4x to 6x``, ``3x to 5x``."""
    if re.match(r"between\s+(?=[A-Z])", words[at:]) and _of_rating(before):
        low = _GRADE.match(words, at + len("between "))
        middle = low and re.compile(r"\s+and\s+").match(words, low.end())
        high = middle and _GRADE.match(words, middle.end())
        if low and high:
            pair = [Number(float(place_of(one[0]) or 0), "rating") for one in (low, high)]
            return Token("span", at, high.end(), tuple(sorted(pair, key=lambda one: one.value)))
    match = _SPAN.match(words, at)
    if match is None or (match["between"] is None) == (match["sign"].lower() == "and"):
        return None
    if match["from"] and match["sign"].lower() != "to":
        return None
    first, last = _NUMBER.match(words, match.start("low")), _NUMBER.match(words, match.end())
    if first is None or last is None or first.end() > match.start("sign"):
        return None
    high = _of_match(last, at).value[0]
    low_number: Number = _of_match(first, at).value[0]
    if low_number.unit in ("", high.unit) and not first["scale"]:
        scale = last["scale"] and not first["scale"]
        times = _SCALES[last["scale"].lower()] if scale else 1.0
        low_number = Number(
            _in_unit(float(first["digits"].replace(",", "")), first["unit"] or last["unit"])
            * times,
            high.unit,
        )
    return Token("span", at, last.end(), (low_number, high))


def _of_rating(before: Sequence[Token]) -> bool:
    """Whether a rating was named, with nothing but a comparison since."""
    for one in reversed(before):
        if one.kind == "feature":
            return bool(one.value == "rating")
        if one.kind not in ("compare", "pass", "number"):
            return False
    return False


def _grade(words: str, at: int, before: Sequence[Token]) -> Token | None:
    if not _of_rating(before) or not (match := _GRADE.match(words, at)):
        return None
    place = place_of(match[0])
    if place is None:
        return None
    return Token("number", at, match.end(), (Number(float(place), "rating"), ""))


def _number(digits: str, scale: str | None, unit: str | None, *, is_money: bool) -> Number:
    plain = digits.replace(",", "").lower()
    value = float(_COUNTS[plain]) if plain in _COUNTS else float(plain)
    said = re.sub(r"\s", "", (unit or "").lower())
    if scale or is_money or said in ("usd", "dollar", "dollars", "usdollars"):
        return Number(value * _SCALES.get((scale or "").lower(), 1.0), "money")
    kinds = {"x": "x", "times": "x", "%": "%", "percent": "%", "bps": "%", "basispoints": "%"}
    if said in kinds:
        return Number(_in_unit(value, said), kinds[said])
    if not said:
        return Number(value, "")
    return Number(_in_unit(value, said), "months" if said[0] in "my" else "days")


def _in_unit(value: float, unit: str | None) -> float:
    """Percent as a part of one, basis points too; years in months and weeks in days."""
    said = re.sub(r"\s", "", (unit or "").lower()).removesuffix("s")
    times = {"year": 12.0, "week": 7.0, "%": 0.01, "percent": 0.01, "bp": 1e-4, "basispoint": 1e-4}
    return value * times.get(said, 1.0)

"""Which digits in running text are numbers that need a figure behind them, and which are not.

The list of what is not a number is closed: dates, labels of fiscal and calendar periods, names of
forms, accession numbers, XBRL tags, addresses, references to standards, items and notes, footnote
marks, and words that the caller names (companies with digits in their names).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d{2}"
_STANDARDS = r"(?:ASC|ASU|FASB|IFRS|IAS|SFAS|FAS|SAB|Topic|Subtopic)"
_PARTS = r"(?:Items?|Notes?|Exhibits?|Part|Rule|Section|Schedule|Form|[Pp]ages?|[Ss]lides?|p\.)"

_FORMS = (
    r"10-[KQD]T?|8-K12[BG]|8-K|20-F|40-F|6-K|11-K|S-\d{1,2}|F-\d{1,2}|N-\d[A-Z]*"
    r"|SC\s?1[34][DGE]\d?|13[DFGH](?:-HR)?|424B\d|14D-9|144A|(?:DEF|PRE)[ACMR]?\s?14[AC]"
)
_AFTER_A_YEAR = r"(?![\d%]|[.,]\d|x\b|\s?(?:million|billion|thousand|mm|bn|bps|percent|basis)\b)"

_NOT_NUMBERS = (
    r"https?://\S+|www\.\S+",
    r"\b\d{10}-\d{2}-\d{6}\b",  # accession numbers
    r"\b[a-z][a-z0-9-]*:[A-Z][A-Za-z0-9_]*",  # XBRL tags
    rf"\b{_YEAR}-\d{{2}}-\d{{2}}\b",
    rf"\b\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d{{2}})\b",
    rf"\b\d{{1,2}}[-\s]{_MONTH}[-\s,]+{_YEAR}\b",
    rf"\b{_MONTH}\s+\d{{1,2}},?\s+{_YEAR}\b",
    rf"\b{_MONTH}[-\s]+{_YEAR}\b",
    rf"\b\d{{1,2}}[-\s]{_MONTH}(?![A-Za-z])",
    rf"\b{_MONTH}\s+\d{{1,2}}\b(?![\d.,]*\d)",
    r"\b[FC]YE?\s?['’]?\d{2,4}(?:/\d{2,4})?[AEPF]?\b(?:[-–](?:[FC]Y)?\d{2,4}[AEPF]?\b)?",
    rf"\b[1-4][QH]\s?['’]?(?:{_YEAR}|\d{{2}})?[AEPF]?\b",
    rf"\b[QH][1-4](?:\s?['’]?(?:{_YEAR}|\d{{2}})[AEPF]?)?\b",
    rf"\b(?:{_FORMS})(?:/A)?\b",
    rf"\b{_STANDARDS}\s?\d+(?:-\d+)*\b",
    rf"\b{_PARTS}\s?\d+(?:\.\d+)?(?:-\d+)?[A-Za-z]?(?:\(\w\))*(?:\s?[-–&]\s?\d+[A-Z]?\b)*",
    rf"(?<![\d$€£¥.,]){_YEAR}[AEPF]?(?:\s?[-–/]\s?{_YEAR}[AEPF]?)?{_AFTER_A_YEAR}",
)
_NOT_A_NUMBER = re.compile("|".join(f"(?:{pattern})" for pattern in _NOT_NUMBERS))

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_MARK = re.compile(r"(?:^|(?<=[\n.;:]))\s*\((\d{1,2})\)(?=\s+[A-Za-z])")
_SIGN = re.compile(r"(?:^|[\s(])[-−]$")
_SHOWN = re.compile(r"(\()?\s*([-−])?[^\d()-]{0,4}?(\d[\d,]*(?:\.\d+)?)\s*(%|x)?")


@dataclass(frozen=True)
class ShownNumber:
    """A number read from text: its value as printed, percent undone, and its last decimal."""

    value: Decimal
    half_unit: Decimal
    """Half of the last decimal that is printed; a right number differs by no more."""


def loose_numbers(
    text: str, allowed: Collection[str] = (), marks: Collection[str] = ()
) -> list[str]:
    """The numbers of the text that are none of the things that need no figure, in order.

    Args:
        allowed: Words with digits that are no numbers.
        marks: Footnote marks that a note explains, without their brackets.
    """
    for word in sorted(allowed, key=len, reverse=True):
        if word:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", _blank, text)
    for mark in marks:
        text = re.sub(rf"(?<=[A-Za-z*%)])\s?\({mark}\)", _blank, text)
    return [match[0].rstrip(",") for match in _NUMBER.finditer(only_numbers(text))]


def only_numbers(text: str) -> str:
    """The text with blanks for what holds digits and is no number; offsets stay."""
    return _NOT_A_NUMBER.sub(_blank, text)


def footnote_marks(footnotes: str) -> frozenset[str]:
    """The marks that notes at the foot of a page explain: ``(1) Adjusted for ...`` gives 1."""
    return frozenset(match[1] for match in _MARK.finditer(footnotes))


def without_marks(footnotes: str) -> str:
    """The notes without the marks that open them."""
    return _MARK.sub(_blank, footnotes)


def position_of(shown: str, text: str, start: int = 0) -> int | None:
    """Where the shown number stands in the text by itself, with its own sign and unit."""
    if not shown:
        return None
    after = r"(?!\d|[.,]\d|\s?%|x\b)" if shown[-1].isdigit() else r"(?!\w)"
    before = r"(?<!\w)" if shown[0].isalpha() else r"(?<!\d)(?<!\d[.,])"
    for found in re.compile(f"{before}{re.escape(shown)}{after}").finditer(text, start):
        ahead = text[: found.start()].rstrip("$€£¥")
        # A sign before it makes it another number; a dash after a number is a range.
        if not _SIGN.search(ahead):
            return found.start()
    return None


def is_bracketed(text: str) -> bool:
    """Whether what is left of a text is brackets around nothing: a number turned negative."""
    return re.sub(r"[\s$€£¥]", "", text) == "()"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def shown_number(text: str) -> ShownNumber | None:
    """The first number of a shown text: ``$(3.2) million`` is -3.2; None when there is none.

    A dash alone is zero.
    """
    match = _SHOWN.search(text)
    if match is None:
        return ShownNumber(Decimal(0), Decimal("0.5")) if text.strip() in "-–—" else None
    value = Decimal(match[3].replace(",", ""))
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    half = Decimal(5).scaleb(exponent - 1)
    if match[1] or match[2]:
        value = -value
    if match[4] == "%":
        value, half = value.scaleb(-2), half.scaleb(-2)
    return ShownNumber(value, half)

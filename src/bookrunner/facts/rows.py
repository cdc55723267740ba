"""What the words at the head of a table row add to a tag that does not say it."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class RowMeaning(Enum):
    """A meaning that changes which line a number belongs to; its value is a short code for it."""

    EXCLUDES_AMORTIZATION = "excludes-amortization"
    """Depreciation and amortization from which that of intangible assets is left out."""

    TOTAL_REVENUE = "total-revenue"
    """All revenue of the company, net of excise taxes or interest where it says so."""
    OPERATING_INCOME = "operating-income"
    CAPITAL_EXPENDITURE = "capital-expenditure"
    """Cash paid for property, plant and equipment, software with it or not."""
    DEPRECIATION_AND_AMORTIZATION = "depreciation-and-amortization"
    LONG_TERM_DEBT = "long-term-debt"
    """Without its current portion."""
    CASH = "cash"
    """Cash and cash equivalents, and nothing else."""
    CASH_WITH_OTHER = "cash-with-other"
    """Cash and cash equivalents with those of businesses held for sale, or restricted."""
    BUYBACKS = "buybacks"
    """Cash paid for the company's own stock."""
    OF_SEGMENTS = "of-segments"
    """A number of segments, or their sum, which the whole company's differs from."""


_PROPERTY = r"(?:property|plant|equipment|capital assets|fixed assets|premises)"
_PATTERNS = {
    RowMeaning.TOTAL_REVENUE: re.compile(
        r"^(?:(?:net\W+|operating\W+)*(?:revenues?|sales)(?:,?\W+net)?"
        r"|total\W+(?:net\W+|operating\W+)*(?:revenues?|sales)(?:,?\W+net)?"
        r"(?:\W+(?:and|&)\W+other(?:\W+income)?)?"
        r"|total\W+(?:net\W+)?(?:sales|revenues?)\W+and\W+(?:operating\W+)?revenues?"
        r"|(?:total\W+)?revenues?,?\W+net\W+of\W+interest\W+expense)"
        r"(?:\W+\(?(?:notes?|see)\b.*)?\W*$",
        re.IGNORECASE,
    ),
    RowMeaning.OPERATING_INCOME: re.compile(
        r"^(?:total\W+)?(?:operating\W+(?:income|profit|earnings|loss)|"
        r"(?:income|profit|earnings|loss)\W+(?:\(?(?:loss|income)\)?\W+)?from\W+operations)"
        r"(?:\W+\(?loss(?:es)?\)?)?\W*$",
        re.IGNORECASE,
    ),
    RowMeaning.CAPITAL_EXPENDITURE: re.compile(
        r"^(?:capital\W+expenditures?"
        rf"|(?:purchases?|acquisitions?|additions?|expenditures|payments?)\W+"
        rf"(?:of|to|for)\W+(?:\w+\W+){{0,3}}{_PROPERTY}\b.*)\W*$",
        re.IGNORECASE,
    ),
    RowMeaning.DEPRECIATION_AND_AMORTIZATION: re.compile(
        r"^(?:depreciation|amortization|depletion)(?:,\W+(?:depletion|amortization|accretion))*"
        r",?\W+(?:and|&)\W+(?:amortization|depreciation|accretion)\W*$",
        re.IGNORECASE,
    ),
    RowMeaning.LONG_TERM_DEBT: re.compile(
        r"^(?:total\W+)?long\W?term\W+(?:debt|borrowings),?"
        r"(?:\W+(?:net|less|excluding)\W+(?:of\W+)?(?:the\W+)?current\W+"
        r"(?:portion|maturities|installments).*)?"
        r"(?:\W+including\W+(?:obligations\W+under\W+)?(?:capital|finance)\W+lease.*)?\W*$",
        re.IGNORECASE,
    ),
    RowMeaning.CASH: re.compile(r"^cash\W+and\W+(?:cash\W+)?equivalents\W*$", re.IGNORECASE),
    RowMeaning.CASH_WITH_OTHER: re.compile(
        r"^(?:total\W+)?cash\b.*\b(?:including|and)\b.*\b(?:held\W+for\W+sale|discontinued"
        r"|disposal\W+groups?|restricted)\b",
        re.IGNORECASE,
    ),
    RowMeaning.BUYBACKS: re.compile(
        r"^(?:(?:payments?\W+for\W+(?:the\W+)?)?(?:re)?purchases?\W+of\W+(?:the\W+)?(?:\w+\W+){0,2}"
        r"(?:common|treasury)\W+(?:stock|shares?)"
        r"|(?:share|stock)\W+repurchases?|treasury\W+(?:stock|shares)\W+(?:purchased|purchases)"
        r"|common\W+(?:stock|shares)\W+repurchased)\W*$",
        re.IGNORECASE,
    ),
    RowMeaning.OF_SEGMENTS: re.compile(r"\bsegments?\b", re.IGNORECASE),
    RowMeaning.EXCLUDES_AMORTIZATION: re.compile(
        r"exclu\w+\W+(?:of\W+)?(?:the\W+)?amortization\W+of\W+(?:\w+\W+){0,2}intangible",
        re.IGNORECASE,
    ),
}


@lru_cache(maxsize=10_000)
def row_meaning(label: str) -> RowMeaning | None:
    """What a row's words mean; None when they mean nothing more than the tag.

    Args:
        label: The words, or in their place the code of what they mean, which is all that is kept
            of a filing whose words may not be carried.
    """
    for meaning, pattern in _PATTERNS.items():
        if label == meaning.value or pattern.search(label):
            return meaning
    return None

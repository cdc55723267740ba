"""What the words at the head of a table row add to a tag that does not say it."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class RowMeaning(Enum):
    """A meaning that changes which line a number belongs to; its value is a short code for it."""

    EXCLUDES_AMORTIZATION = "excludes-amortization"
    """Depreciation and amortization from which that of intangible assets is left out."""


_PATTERNS = {
    RowMeaning.EXCLUDES_AMORTIZATION: re.compile(
        r"exclu\w+\W+(?:of\W+)?(?:the\W+)?amortization\W+of\W+(?:\w+\W+){0,2}intangible",
        re.IGNORECASE,
    )
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

"""How much an event matters to a mandate, 1 to 5, with what drove it."""

from __future__ import annotations

import re
from typing import cast

from bookrunner.monitor.event import Filed, Sign
from bookrunner.monitor.taxonomy import EVENT_TYPES, Materiality

_MOST: Materiality = 5
_LARGE = re.compile(
    r"\$\s?\d+(?:\.\d+)?\s+billion|\$\s?\d{1,3}(?:,\d{3}){3,}(?:\.\d+)?\b|[€£]\s?\d+(?:\.\d+)?\s+"
    r"billion",
    re.IGNORECASE,
)
_MONEY = frozenset(
    {"buyback", "debt_redemption", "debt_exchange", "material_agreement", "commercial_contract"}
)
"""Events that weigh more when a billion is at stake."""
_AT_ONCE = re.compile(
    r"\b(?:immediately|effective\s+(?:immediately|as\s+of\s+the\s+date))\b", re.IGNORECASE
)
_AMENDED = frozenset(
    {
        "activist_stake",
        "passive_stake",
        "tender_offer",
        "exchange_registration",
        "registration_filed",
    }
)
"""Filings whose amendments weigh less than the first."""
_ABRUPT = frozenset({"ceo_departure", "cfo_departure"})
_ASSETS = re.compile(r"\b(?:assets?|real\s+estate|propert(?:y|ies)|lease)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\bmerge|\bwholly[- ]owned|outstanding\s+(?:shares|common)", re.IGNORECASE)


def weighed(filed: Filed, item: str, sign: Sign, words: str) -> tuple[Materiality, tuple[str, ...]]:
    """The weight of an event and the reasons for it, in the order in which they count.

    Args:
        filed: The filing that tells it.
        item: The 8-K's Item; empty for other forms.
        sign: What was found.
        words: The quote.
    """
    kind = EVENT_TYPES[sign.event]
    weight: int = kind.materiality
    drivers = [f"{kind.says}: {weight}", sign.because]
    if sign.event in _MONEY and _LARGE.search(words):
        weight += 1
        drivers.append("a billion or more: +1")
    if sign.event in _ABRUPT and _AT_ONCE.search(words):
        weight += 1
        drivers.append("with immediate effect: +1")
    if sign.event == "merger_agreement" and _ASSETS.search(words) and not _WHOLE.search(words):
        weight -= 1
        drivers.append("assets, not a company: -1")
    if not item and filed.is_amendment and sign.event in _AMENDED:
        weight -= 1
        drivers.append("an amendment: -1")
    return cast("Materiality", max(1, min(_MOST, weight))), tuple(drivers)

"""What an award is, read from the words of its members, its table's headings and its row."""

from __future__ import annotations

import re
from enum import Enum


class AwardKind(Enum):
    """What holders hold, as it dilutes."""

    OPTIONS = "options"
    """Stock options and appreciation rights: shares against a strike."""
    WARRANTS = "warrants"
    RESTRICTED = "rsu"
    """Restricted stock and units that vest with time: shares for nothing."""
    PERFORMANCE = "psu"
    """Units that vest by performance or market conditions, at target."""

    @property
    def has_strike(self) -> bool:
        """Whether holders pay for the shares."""
        return self in (AwardKind.OPTIONS, AwardKind.WARRANTS)


_PURCHASE_PLAN = re.compile(r"employee stock purchase|\bespp\b|stock purchase plan", re.IGNORECASE)
_WARRANTS = re.compile(r"\bwarrants?\b", re.IGNORECASE)
_PERFORMANCE = re.compile(
    r"performance|market[- ]?(?:based|share|condition)|\bp(?:r)?sus?\b|shareholder return"
    r"|\bpbrsus?\b|\bmsus?\b",
    re.IGNORECASE,
)
_RESTRICTED = re.compile(
    r"restricted|\brs[ua]s?\b|non-?vested|unvested|deferred (?:stock|share)|phantom"
    r"|\b(?:stock|share) units?\b|time[- ]based",
    re.IGNORECASE,
)
_OPTIONS = re.compile(r"\boptions?\b|appreciation rights?|\bsars?\b", re.IGNORECASE)
_APPRECIATION = re.compile(r"appreciation rights?|\bs(?:sa|a)rs?\b", re.IGNORECASE)
_UNVESTED = re.compile(r"\b(?:non-?|un)vested\b", re.IGNORECASE)
_PRE_FUNDED = re.compile(r"pre-? ?funded|penny warrant", re.IGNORECASE)
_PLURAL = re.compile(r"\b([A-Z]+) ([A-Z]s)\b")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def member_words(name: str) -> str:
    """A member's local name as words: ``us-gaap:RestrictedStockUnitsRSUMember``."""
    local = name.rsplit(":", maxsplit=1)[-1].removesuffix("Member")
    return _PLURAL.sub(r"\1\2", " ".join(_CAMEL.split(local)))


def is_purchase_plan(words: str) -> bool:
    """Whether the words speak of an employee stock purchase plan, whose shares are not awards."""
    return _PURCHASE_PLAN.search(words) is not None


def is_appreciation_right(words: str) -> bool:
    """Whether the words speak of stock appreciation rights."""
    return _APPRECIATION.search(words) is not None


def is_unvested_options(words: str) -> bool:
    """Whether unvested awards are options, and no shares or units that vest."""
    return kinds_of(_UNVESTED.sub(" ", words)) == {AwardKind.OPTIONS} and not (
        is_appreciation_right(words)
    )


def is_pre_funded(words: str) -> bool:
    """Whether holders have paid for the shares already, but for a nominal amount."""
    return _PRE_FUNDED.search(words) is not None


def kinds_of(words: str) -> frozenset[AwardKind]:
    """The kinds that the words name; empty when they name none."""
    found = set()
    if _WARRANTS.search(words):
        found.add(AwardKind.WARRANTS)
    if _PERFORMANCE.search(words):
        found.add(AwardKind.PERFORMANCE)
    if _RESTRICTED.search(words):
        found.add(AwardKind.RESTRICTED)
    if _OPTIONS.search(words):
        found.add(AwardKind.OPTIONS)
    if AwardKind.PERFORMANCE in found and AwardKind.RESTRICTED in found and not _both(words):
        # "Performance-based restricted stock units" are one kind, not two.
        found.discard(AwardKind.RESTRICTED)
    if AwardKind.OPTIONS in found and re.search(r"performance\w* (?:stock )?options?", words, re.I):
        found.discard(AwardKind.PERFORMANCE)
    return frozenset(found)


def _both(words: str) -> bool:
    """Whether units of time and of performance are joined: ``RSUs and PSUs``."""
    return re.search(r"\band\b|,|&|/", words) is not None

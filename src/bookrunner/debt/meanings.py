"""What the rows of a debt table are, by their words and tags."""

from __future__ import annotations

import re
from enum import Enum


class Meaning(Enum):
    """What a row's amount is."""

    ITEM = "instrument"
    COSTS = "unamortised discount, premium and issuance costs"
    HEDGE = "fair value hedge adjustments"
    LEASE = "finance leases"
    CURRENT = "current portion"
    NONCURRENT = "long-term portion"
    TOTAL = "total"
    MEMO = "memorandum"
    """Beside the sum: average rates, fair values, amounts available."""


ADJUSTMENTS = frozenset({Meaning.COSTS, Meaning.HEDGE})

_CURRENT = re.compile(
    r"^(?:less|deduct)?\W*(?:amounts?\W+)?(?:\w+\W+){0,3}?(?<!non)(?<!non-)(?<!non )(?:current|"
    r"short[- ]term)\W+"
    r"(?:portions?|maturit\w+|instal\w+|obligations? and current|amounts?)|"
    r"(?<!non)(?<!non-)(?<!non )current\W+(?:portion|maturit|instal)|"
    r"(?:due|payable|maturing)\W+within\W+(?:one|1|a)\W+year|"
    r"(?:due|payable)\W+within\W+(?:the next )?(?:twelve|12)\W+months|^less\W+current\b|"
    r"^less\W+short[- ]term|^current\W+(?:debt|borrowings|portion)\b|classified as current",
    re.IGNORECASE,
)
_NOT_CURRENT = re.compile(
    r"(?:exclud\w+|net of|(?<=[\w,)] )less|excl\.?|including|(?<!debt )and|after)\W+(?:the\W+)?"
    r"(?:current|amounts? due|short[- ]term|portion)|(?:exclud|includ)\w+\W+(?:\w+\W+){0,3}(?:due|"
    r"current|matur\w+|payable)\b",
    re.IGNORECASE,
)
_NONCURRENT = re.compile(
    r"non-?\s?current|long[- ]term (?:debt|borrowings|obligations|portion|notes)\W*(?:,|less|net|"
    r"exclud|and|$)|long-term portion|due after (?:one|1) year|less current|exclud\w+ current|"
    r"net of current|^long[- ]term debt",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^\W*(?:sub-?\s?totals?|(?:grand )?totals?|aggregate|net (?:carrying|debt|long-term))\b|"
    r"\btotal\W*$|^total|, total",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"unamorti[sz]ed|(?:issuance|issue|financing|finance|origination|debt|loan)\W+(?:costs?|fees?|"
    r"expenses?)\b|\bdiscounts?\b|\bpremiums?\b|purchase (?:price|accounting)|acquisition "
    r"accounting|deferred (?:debt|loan|financ)",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"fair value (?:adjust|hedg|of (?:interest|swap|deriv))|hedg\w+|\bswaps?\b|basis adjust|"
    r"derivative|fair value(?! of)",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(
    r"\bdue\b|\d%|\bnotes?\b|\bdebentures?\b|\bbonds?\b|term loan|facilit|commercial paper|"
    r"mortgage",
    re.IGNORECASE,
)
_LEASE = re.compile(
    r"\b(?:finance|financing|capital(?:ized)?)\W+leases?|^lease (?:obligation|liabilit)", re.I
)
_MEMO = re.compile(
    r"^\W*weighted[- ]average|^\W*average (?:interest )?rate|"
    r"fair value (?:of|utilizing|hierarchy)|level "
    r"[123]\b|available (?:under|borrow|for)|unused|undrawn|^estimated fair value|"
    r"interest expense|maximum amount|average daily|letters of credit",
    re.IGNORECASE,
)
_LEADS_CURRENT = re.compile(
    r"\W*(?:less\W+)?(?:the\W+)?current (?:portion|maturit|instal)", re.IGNORECASE
)
_LEVEL = re.compile(r"level [123]\b|utilizing", re.IGNORECASE)
_COSTS_TAG = re.compile(r"Unamortized|DeferredFinanceCosts|DebtIssuanceCosts|IssuanceCosts|"
                        r"DebtDiscount|DiscountPremium")  # fmt: skip
_HEDGE_TAG = re.compile(r"Hedg|FairValueAdjustment|DerivativeLiabilit|BasisAdjustment")
_LEASE_TAG = re.compile(r"^(?:Finance|Capital)Lease(?:Liability|Obligation)")
_CURRENT_TAG = re.compile(r"(?:Debt|Notes|Borrowings|Obligations?)\w*Current(?:$|[A-Z])")
_NONCURRENT_TAG = re.compile(r"Noncurrent|ExcludingCurrent")


def meaning(label: str, concept: str = "", *, has_member: bool = False) -> Meaning:
    """What a row is, by the words at its head and the tag of its amount.

    Args:
        concept: The tag's local name; "" when it has none.
        has_member: Whether the tag names an instrument by a dimension.
    """
    words = label.strip()
    return _of_adjustment(words, concept, has_member=has_member) or _of_sum(
        words, concept, has_member=has_member
    )


def _of_adjustment(words: str, concept: str, *, has_member: bool) -> Meaning | None:
    """What stands between principal and carrying value, or beside the sum."""
    if _LEASE_TAG.search(concept) and not _CURRENT.search(words):
        return Meaning.LEASE
    if _LEADS_CURRENT.match(words):
        return Meaning.CURRENT
    if _starts_with(_COSTS, words) or (
        _COSTS_TAG.search(concept)
        and not (has_member and re.search(r"\d%|\bdue\b", words, re.IGNORECASE))
    ):
        return Meaning.COSTS
    if _starts_with(_HEDGE, words) or _HEDGE_TAG.search(concept):
        return Meaning.MEMO if _LEVEL.search(words) else Meaning.HEDGE
    return Meaning.MEMO if _MEMO.search(words) and not has_member else None


def _of_sum(words: str, concept: str, *, has_member: bool) -> Meaning:
    """An instrument, a total, or the current or long-term portion."""
    is_other = bool(re.match(r"\W*other\b", words, re.IGNORECASE))
    is_dated = bool(re.search(r"\bdue (?:19|20)|\d%", words))
    by_tag = not (_INSTRUMENT.search(words) or has_member or is_other) and bool(concept)
    rules = (
        (_CURRENT.search(words) and not _NOT_CURRENT.search(words), Meaning.CURRENT),
        (_TOTAL.search(words), Meaning.TOTAL),
        (_NOT_CURRENT.search(words), Meaning.NONCURRENT),
        (_NONCURRENT.search(words) and not is_other and not is_dated, Meaning.NONCURRENT),
        (_LEASE.search(words) and "perating lease" not in words, Meaning.LEASE),
        (by_tag and _NONCURRENT_TAG.search(concept), Meaning.NONCURRENT),
        (
            by_tag and _CURRENT_TAG.search(concept) and "ShortTerm" not in concept,
            Meaning.CURRENT,
        ),
    )
    return next((meant for holds, meant in rules if holds), Meaning.ITEM)


def _starts_with(pattern: re.Pattern[str], words: str) -> bool:
    """Whether the row is about it, rather than an instrument whose words mention it."""
    match = pattern.search(words)
    if match is None:
        return False
    before = words[: match.start()]
    if re.search(
        r"\b(?:before|exclud\w+|includ\w+|net of|less:?|and|after)\W+(?:\w+\W+){0,6}$", before, re.I
    ) and not re.match(r"\W*(?:less|and|net)\b", before, re.I):
        return False
    if re.search(
        r"\bdue\b|\d\s?%|\bnotes?\b|\bbonds?\b|\bloans?\b|facilit|debentures?", before, re.I
    ):
        return bool(re.match(r"\W*(?:less|plus|add|deduct|net|other|total)\b", before, re.I))
    return True

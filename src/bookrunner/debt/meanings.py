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
    r"(?<!non)(?<!non-)(?<!non )current\W+(?:portion|maturit|instal)|(?:due|payable|maturing)\W+within\W+(?:one|1|a)\W+year|"
    r"(?:due|payable)\W+within\W+(?:the next )?(?:twelve|12)\W+months|^less\W+current\b|"
    r"^less\W+short[- ]term|^current\W+(?:debt|borrowings|portion)\b|classified as current",
    re.IGNORECASE,
)
_NOT_CURRENT = re.compile(
    r"(?:exclud\w+|net of|(?<=[\w,)] )less|excl\.?|including|(?<!debt )and|after)\W+(?:the\W+)?(?:current|amounts? due|"
    r"short[- ]term|portion)",
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
    r"weighted[- ]average|average (?:interest )?rate|fair value (?:of|utilizing|hierarchy)|level "
    r"[123]\b|available (?:under|borrow|for)|unused|undrawn|^estimated fair value|"
    r"interest expense|maximum amount|average daily|letters of credit",
    re.IGNORECASE,
)
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
    names_one = bool(_INSTRUMENT.search(words))
    if _LEASE_TAG.search(concept) and not _CURRENT.search(words):
        return Meaning.LEASE
    if re.match(r"\W*(?:less\W+)?(?:the\W+)?current (?:portion|maturit|instal)", words, re.I):
        return Meaning.CURRENT
    if _starts_with(_COSTS, words) or (_COSTS_TAG.search(concept) and not has_member):
        return Meaning.COSTS
    if _COSTS_TAG.search(concept) and not re.search(r"\d%|\bdue\b", words):
        return Meaning.COSTS
    if _starts_with(_HEDGE, words) or _HEDGE_TAG.search(concept):
        return Meaning.MEMO if re.search(r"level [123]\b|utilizing", words, re.I) else Meaning.HEDGE
    if _MEMO.search(words) and not has_member:
        return Meaning.MEMO
    if _CURRENT.search(words) and not _NOT_CURRENT.search(words):
        return Meaning.CURRENT
    if _TOTAL.search(words):
        return Meaning.TOTAL
    is_other = re.match(r"\W*other\b", words, re.IGNORECASE)
    if _NOT_CURRENT.search(words) or (
        not is_other
        and _NONCURRENT.search(words) and not re.search(r"\bdue (?:19|20)|\d%", words)
    ):
        return Meaning.NONCURRENT
    if _LEASE.search(words) and not re.search(r"operating lease", words, re.IGNORECASE):
        return Meaning.LEASE
    if not names_one and not has_member and concept and not is_other:
        if _NONCURRENT_TAG.search(concept):
            return Meaning.NONCURRENT
        if _CURRENT_TAG.search(concept) and "ShortTerm" not in concept:
            return Meaning.CURRENT
    return Meaning.ITEM


def _starts_with(pattern: re.Pattern[str], words: str) -> bool:
    """Whether the row is about it, rather than an instrument whose words mention it."""
    match = pattern.search(words)
    if match is None:
        return False
    before = words[: match.start()]
    if re.search(r"\b(?:before|exclud\w+|includ\w+|net of|less:?|and|after)\W+(?:\w+\W+){0,6}$",
                 before, re.I) and not re.match(r"\W*(?:less|and|net)\b", before, re.I):
        return False
    if re.search(r"\bdue\b|\d\s?%|\bnotes?\b|\bbonds?\b|\bloans?\b|facilit|debentures?", before, re.I):
        return bool(re.match(r"\W*(?:less|plus|add|deduct|net|other|total)\b", before, re.I))
    return True

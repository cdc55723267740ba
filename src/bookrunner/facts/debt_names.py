"""Whether a row of the liabilities is debt by its name."""

from __future__ import annotations

import re

from bookrunner.facts.filings import Fact

_DEBT = re.compile(
    r"\b(?:debt|borrowings?|notes?|loans?|debentures?|bonds?|commercial\W+paper|mortgages?"
    r"|credit\W+(?:facilit(?:y|ies)|lines?|agreements?)|lines?\W+of\W+credit|revolv(?:er|ing)"
    r"|overdrafts?)\b",
    re.IGNORECASE,
)
# Rows that use the words and are no debt, or are part of another row.
_OTHER = re.compile(
    r"\b(?:accounts|trade|receivables?|derivatives?|warrants?|embedded|deposits?|tax(?:es)?|polic"
    r"(?:y|ies)|pensions?|postretirement|retirement|benefits?|guarantees?|customers?|servicing|escrow"
    r"|commitments?|deferred|held\W+for\W+sale|discontinued|disposal|issuance\W+costs?|other\W+than"
    r"|conversion\W+(?:feature|option)|unamortized|discount)\b|^\W*(?:accrued|interest)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\(?\b(?:see\W+)?notes?\W+(?:\d+|[A-Z])\b[^)]*\)?", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]*")


def is_debt(row: Fact) -> bool:
    """Whether the words of a row, or where they say nothing its tag, call it debt."""
    words = _REFERENCE.sub(" ", row.label)
    tag = " ".join(_WORD.findall(row.concept.split(":")[-1]))
    if _OTHER.search(words) or _OTHER.search(tag):
        return False
    return bool(_DEBT.search(words) or _DEBT.search(tag))

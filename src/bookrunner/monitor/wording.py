"""Which words tell which event, sentence by sentence, where an Item's number leaves it open.

A sentence that only recalls what was told before is background and starts no event of a deal.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bookrunner.monitor.rules import RULES, Rule

BACKGROUND = re.compile(
    r"\bas\s+(?:previously|earlier)\s+(?:announced|disclosed|reported)|\bpreviously\s+(?:announced|"
    r"disclosed|reported),|\bhad\s+previously\b",
    re.IGNORECASE,
)
"""A sentence that recalls what was told before."""
PLEDGES = frozenset({"merger_agreement", "debt_offering", "equity_offering", "credit_agreement"})
"""What a sentence of background signs is no news."""
NEWS_OF_DEAL = next(rule for rule in RULES if rule.event == "deal_update")


def told(
    words: str, *, only: Collection[str] | None = None, is_background: bool = False
) -> Rule | None:
    """The first rule that fits the words of a sentence.

    Args:
        only: The events that count; default all.
        is_background: Whether the sentence recalls what was told before.
    """
    for rule in RULES:
        if only is not None and rule.event not in only:
            continue
        if is_background and rule.event in PLEDGES:
            continue
        if rule.words.search(words):
            return rule
    return None

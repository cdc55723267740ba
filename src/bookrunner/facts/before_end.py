"""Numbers that were told before the period they are for had ended: none is a result."""

from __future__ import annotations

from datetime import timedelta

from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import CONCEPTS

# Reports filed overseas on the day a period ends may carry the date of the day before.
_SLACK = timedelta(days=1)


def is_before_its_end(fact: Fact) -> bool:
    """Whether a consolidated number of the statements was known before its period had ended.

    Filings rightly tag what lies ahead (prices of agreed purchases, assumptions for next year,
    outlooks by member); such numbers stand in no statement and are no results.
    """
    return (
        fact.accepted_at is not None
        and not fact.dimensions
        and fact.concept in CONCEPTS
        and not fact.concept.startswith("dei:")
        and fact.period.end > fact.accepted_at + _SLACK
    )

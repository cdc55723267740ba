"""Whether two reports of one number can both be right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bookrunner.facts.filings import Fact

_SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9))
_NEAR = Decimal("0.02")


def history_doubt(fact: Fact, told: Sequence[Fact]) -> str:
    """Why another report of the same number makes one doubt it; empty when none does.

    A restatement moves a number; it does not turn its sign around and leave its digits, nor make
    it a thousand times as large.

    Args:
        told: The same concept, period, unit and part of the company, in this and other reports.
    """
    for other in told:
        if other.accession == fact.accession or not other.value or not fact.value:
            continue
        if other.value == -fact.value:
            return (
                f"history: {fact.concept} is {fact.value:f} here and {other.value:f} in "
                f"{other.accession or 'another report'}: one of the signs is wrong"
            )
        ratio = abs(fact.value / other.value)
        for scale in _SCALES:
            if abs(ratio / scale - 1) < _NEAR or abs(ratio * scale - 1) < _NEAR:
                return (
                    f"history: {fact.concept} is {fact.value:f} here and {other.value:f} in "
                    f"{other.accession or 'another report'}: one of them is scaled wrongly"
                )
    return ""

"""Shares outstanding as cover pages tell them."""

from __future__ import annotations

from decimal import Decimal

from bookrunner.facts.lines import (
    StandardLine,
    Tagged,
)
from bookrunner.facts.workings.bench import Bench, Found
from bookrunner.facts.workings.share_basis import ShareBasis
from bookrunner.figures import (
    Period,
    Severity,
    total,
)


def cover_shares(bench: Bench, shares: ShareBasis, line: StandardLine, at: Period) -> Found | None:
    """The number of the cover page, or the sum of its classes; None where it disputes itself."""
    rule = line.rules[0]
    assert isinstance(rule, Tagged)
    facts = bench.numbers.cover(rule.concepts[0], at.end)
    if not facts or _is_disputed(bench, line, rule.concepts[0], at):
        return None
    shares.tell_of_cover(line, facts[0], at)
    if len(facts) == 1 and not facts[0].dimensions:
        return Found(bench.sourced(line, facts[0]), facts[0].concept, facts[0])
    classes = [bench.sourced(line, fact) for fact in facts]
    bench.find(
        "facts.share-classes",
        f"shares outstanding add up {len(facts)} classes as if each share were worth the same",
        at,
        Severity.NOTE if len(facts) > 1 else Severity.WARNING,
    )
    words = f"sum of {len(facts)} classes of {rule.concepts[0]}"
    return bench.computed(line, total(classes), facts[0].period, words)


def _is_disputed(bench: Bench, line: StandardLine, concept: str, at: Period) -> bool:
    """Whether the cover page tells two numbers for one thing; told of either way."""
    disputes = bench.numbers.cover_disputes(concept, at.end)
    for one, other in disputes:
        bench.find(
            "facts.contradiction",
            f"{line.label}: the cover page says {one.value:f} and {other.value:f}; the line is "
            "left out",
            at,
            Severity.ERROR,
        )
    whole = bench.numbers.cover(concept, at.end)
    classes = bench.numbers.cover_beside(concept, at.end)
    added = sum((fact.value for fact in classes), Decimal(0))
    if classes and not disputes and added != whole[0].value:
        bench.find(
            "facts.cover-shares",
            f"{line.label}: the cover page says {whole[0].value:f} for the whole, and for "
            f"{len(classes)} classes that add up to {added:f}; the whole is taken",
            at,
        )
    return bool(disputes)

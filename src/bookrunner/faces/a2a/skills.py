"""What the agent is for, in four skills, each a group of operations of the table."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.operations import Operation


@dataclass(frozen=True)
class Skill:
    """A row of the card."""

    id: str
    name: str
    description: str
    tags: tuple[str, ...]
    examples: tuple[str, ...]
    operations: tuple[str, ...]


SKILLS: tuple[Skill, ...] = (
    Skill(
        "targeting",
        "Targeting",
        "Whom to call and why: screens with what speaks for each name, buyers of a company, and "
        "back-tests that say whether a screen is shown to work.",
        ("screening", "buyers", "origination"),
        ("screen refinancing", "buyers SJM", "backtest fallen-angel"),
        ("screen", "buyers", "backtest"),
    ),
    Skill(
        "pitch",
        "Pitch preparation",
        "Pitch books, documents and valuations in which every number is sourced, computed by a "
        "visible formula, or an assumption with an owner; what is stale in a written book, review "
        "and release. What writes asks for a confirmation when it was asked for in words.",
        ("pitch book", "valuation", "documents"),
        ("pitch HD follow-on", "comps HD against LOW, TGT", "refresh folders/ID"),
        (
            "pitch",
            "demo",
            "sample",
            "document",
            "comps",
            "dcf",
            "refresh",
            "review",
            "release",
            "verify",
            "audit",
            "lint",
            "template",
            "redline",
        ),
    ),
    Skill(
        "monitoring",
        "Monitoring",
        "What happened: events from filings with the words that tell them, the deal tape, alerts "
        "of new filings, and what changed between two filings.",
        ("events", "deals", "alerts"),
        ("what happened since 2026-01-01", "tape dcm", "alerts"),
        (),
    ),
    Skill(
        "research",
        "Research",
        "Questions answered with a figure or the words that say it, cited; companies, statements, "
        "debt, segments and shares as filed, and where a number comes from.",
        ("questions", "financial statements", "search"),
        ("What was Home Depot's revenue in fiscal 2024?", "debt HD", "statements HD"),
        (
            "ask",
            "search",
            "companies",
            "filings",
            "read",
            "diff",
            "facts",
            "statements",
            "shares",
            "segments",
            "debt",
            "quality",
            "why",
            "parse",
            "text",
            "deal",
            "fetch",
            "ingest",
            "import",
            "imported",
            "vendors",
            "fetch-vendor",
            "index",
            "models",
            "doctor",
        ),
    ),
)
_LAST = "monitoring"
"""The skill of operations that no other names: the watch has the most of them."""


def skill_of(operation: Operation) -> Skill:
    """The skill that an operation belongs to; each operation belongs to one."""
    found = next((row for row in SKILLS if operation.name in row.operations), None)
    return found or next(row for row in SKILLS if row.id == _LAST)

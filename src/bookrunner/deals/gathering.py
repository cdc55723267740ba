"""Terms as they are gathered: each with its span, the first of equals, contradictions said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.deals.amounts import count, currency, day, number, tidy
from bookrunner.deals.terms import Term, TermValue
from bookrunner.documents import unwrapped
from bookrunner.figures.findings import Finding, Severity

SEVERAL = frozenset(
    {
        "bookrunner",
        "agent",
        "co_manager",
        "placement_agent",
        "acquirer_advisor",
        "target_advisor",
        "acquirer_counsel",
        "target_counsel",
        "underwriter",
        "lead_manager",
        "premium",
        "merger_sub",
        "securities_offered",
        "offeror",
        "registration_number",
        "base_prospectus_date",
    }
)
"""Terms of which a deal may have several without contradicting itself."""


@dataclass(frozen=True)
class Rule:
    """A phrase that states a term; its group ``v`` is the value."""

    name: str
    phrase: re.Pattern[str]
    unit: str
    """``money``, ``money/shares``, ``shares``, ``percent``, ``days``, ``date`` or "" for words."""


class Gathering:
    """What was found in one text so far."""

    def __init__(self, text: str, where: str) -> None:
        self.text = unwrapped(text)
        """What the rules read: the canonical text with the lines of its paragraphs joined."""
        self.original = text
        self.where = where
        self.terms: list[Term] = []
        self.findings: list[Finding] = []

    def add(
        self, name: str, value: TermValue, unit: str, span: tuple[int, int], tranche: str = ""
    ) -> None:
        """Keep a term once; the same value stated again adds nothing."""
        start, end = self._within_words(span)
        term = Term(name, value, unit, start, end, self.original[start:end], tranche)
        known = [t for t in self.terms if (t.name, t.tranche) == (name, tranche)]
        if any(_same(t.value, value) and t.unit == unit for t in known):
            return
        self.terms.append(term)

    def match(self, rule: Rule, found: re.Match[str], tranche: str = "") -> None:
        """Keep what a rule's phrase states."""
        self.state(rule.name, found["v"], rule.unit, found.span(), tranche)

    def state(
        self, name: str, words: str, unit: str, span: tuple[int, int], tranche: str = ""
    ) -> None:
        """Keep the term that the words state; a day or count that cannot be is left out."""
        try:
            value, unit = read(words, unit)
        except (ValueError, KeyError):
            return
        self.add(name, value, unit, span, tranche)

    def first(self, rules: Iterable[Rule], start: int, end: int) -> None:
        """For each rule its first match between two offsets, unless the term is known."""
        for rule in rules:
            if self.has(rule.name):
                continue
            found = rule.phrase.search(self.text, start, end)
            if found:
                self.match(rule, found)

    def every(self, rules: Iterable[Rule], start: int, end: int) -> None:
        """Each value that each rule's phrase states between two offsets."""
        for rule in rules:
            for found in rule.phrase.finditer(self.text, start, end):
                self.match(rule, found)

    def has(self, name: str, tranche: str | None = None) -> bool:
        """Whether the term is known, of that class or of any."""
        return any(t.name == name and tranche in (None, t.tranche) for t in self.terms)

    def value(self, name: str, tranche: str = "") -> Decimal | None:
        """A number that is known and not contradicted; a percentage is none."""
        values = [
            t.value
            for t in self.terms
            if (t.name, t.tranche) == (name, tranche) and t.unit != "percent"
        ]
        if len(values) == 1 and isinstance(values[0], Decimal):
            return values[0]
        return None

    def note(self, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        """Say something about the deal's terms."""
        self.findings.append(Finding(f"deals.{code}", message, severity, self.where))

    def contradictions(self) -> None:
        """Say which terms are stated with different values."""
        stated: dict[tuple[str, str, str], list[Term]] = {}
        for term in self.terms:
            stated.setdefault((term.name, term.tranche, term.unit), []).append(term)
        for (name, tranche, _), terms in stated.items():
            if len(terms) > 1 and name not in SEVERAL:
                of = f" of {tranche}" if tranche else ""
                said = " and ".join(f"{term.value}" for term in terms)
                self.note("contradictory", f"{name}{of} is stated as {said}; check which holds")

    def _within_words(self, span: tuple[int, int]) -> tuple[int, int]:
        start, end = span
        words = self.text[start:end]
        return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def read(words: str, unit: str) -> tuple[TermValue, str]:
    """The value and unit of the words of a term.

    Raises:
        ValueError: They are a day that is none.
        KeyError: They are a count in words that are not known.
    """
    if unit.startswith("money"):
        return number(words), currency(words) + unit.removeprefix("money")
    if unit == "date":
        return day(words), unit
    if unit in {"shares", "percent", "days", "units", "ADS", "business days", "bps", "years"}:
        return (count(words) if "days" in unit else number(words)), unit
    return tidy(words), unit


def _same(left: TermValue, right: TermValue) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    return left == right

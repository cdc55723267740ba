"""Convertible debt of a report: what is owed, what it converts into, and how it is settled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bookrunner.documents import Document
from bookrunner.equity.dilution import Convertible
from bookrunner.equity.kinds import member_words
from bookrunner.equity.tagged_awards import DAYS_APART_MAX
from bookrunner.facts import Company, Fact, source
from bookrunner.figures import (
    SHARES,
    Figure,
    Finding,
    Operand,
    Severity,
    Unit,
    computed,
    natural,
    sourced,
)

PRICE = "us-gaap:DebtInstrumentConvertibleConversionPrice1"
RATIO = "us-gaap:DebtInstrumentConvertibleConversionRatio1"
FACE = "us-gaap:DebtInstrumentFaceAmount"
_GROSS = ("us-gaap:DebtInstrumentCarryingAmount", "us-gaap:LongTermDebtGross", FACE)
_CARRIED = (
    "us-gaap:ConvertibleDebt",
    "us-gaap:ConvertibleNotesPayable",
    "us-gaap:ConvertibleLongTermNotesPayable",
    "us-gaap:ConvertibleDebtNoncurrent",
    "us-gaap:ConvertibleNotesPayableNoncurrent",
    "us-gaap:LongTermDebt",
    "us-gaap:LongTermDebtNoncurrent",
    "us-gaap:LongTermNotesPayable",
)
CONCEPTS = frozenset({PRICE, RATIO, *_GROSS, *_CARRIED})
"""The tags that convertibles are read from."""

LEFT_OUT = frozenset({"equity.conversion-price-missing", "equity.convert-principal-missing"})
"""The findings that tell of a convertible that is not counted."""

_AXIS = "us-gaap:DebtInstrumentAxis"
_PER_THOUSAND_MIN = 1
_CONVERSION = re.compile(r"conver(?:sion|t)|exchang(?:e|eable) (?:of the )?notes", re.IGNORECASE)
# Notes of a subsidiary that become shares of its parent are called exchangeable.
_CONVERTIBLE = re.compile(r"convertible|exchangeable", re.IGNORECASE)
_NET = re.compile(
    r"(?:pay|settle|satisfy|deliver)[^.;]{0,120}principal[^.;]{0,100}\bin cash\b"
    r"|\bcash\b[^.;]{0,60}up to the (?:aggregate )?principal amount"
    r"|principal (?:amount|portion)[^.;]{0,80}(?:settled|paid|payable) in cash",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"cash,?\s+shares of[^.;]{0,120}?\bor (?:a|any) combination|combination of cash and shares",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20[2-5]\d(?=\b|[A-Z])|(?<=Due)20[2-5]\d")
_CAPPED = re.compile(r"\bcapped call", re.IGNORECASE)


def convertibles(
    company: Company,
    facts: Sequence[Fact],
    balance_date: date,
    document: Document | None,
) -> tuple[Sequence[Convertible], Sequence[Finding]]:
    """The convertibles outstanding at the balance date, and what could not be told.

    Args:
        facts: Of one report only.
        document: For how conversion is settled, which is not tagged; None where it is not kept.
    """
    reader = _Reader(company, facts, balance_date, document)
    return reader.convertibles(), tuple(reader.findings)


class _Reader:
    def __init__(
        self, company: Company, facts: Sequence[Fact], on: date, document: Document | None
    ) -> None:
        self._company = company
        self._facts = facts
        self._on = on
        self._document = document
        self._where = company.ticker or company.name
        self.findings: list[Finding] = []

    def convertibles(self) -> Sequence[Convertible]:
        terms = self._terms()
        found = [
            made
            for place, (member, term) in enumerate(terms.items(), start=1)
            if (made := self._convertible(place, member, term)) is not None
        ]
        if found and self._document is not None and _CAPPED.search(self._document.text):
            self._find(
                "capped-call",
                "capped calls are bought against the convertibles; they are a memo here and do "
                "not lower the count",
                Severity.NOTE,
            )
        return tuple(found)

    def _terms(self) -> dict[str, Fact]:
        """By instrument the newest conversion price, else the newest rate."""
        known = [f for f in self._facts if f.concept in (PRICE, RATIO) and f.value > 0]
        found: dict[str, Fact] = {}
        for fact in sorted(known, key=lambda f: (f.concept != PRICE, -f.period.end.toordinal())):
            member = dict(fact.dimensions).get(_AXIS, "")
            found.setdefault(member, fact)
        members = {
            member: None
            for fact in self._facts
            if _CONVERTIBLE.search(member := dict(fact.dimensions).get(_AXIS, ""))
        }
        if "" in found:
            # One price for all: it is that of the one convertible that is still owed.
            lone = found.pop("")
            owed = [member for member in members if self._owed(member) is not None]
            if not found:
                found[owed[0] if len(owed) == 1 else ""] = lone
        for member in members:
            if member not in found and self._owed(member) is not None:
                self._find(
                    "conversion-price-missing",
                    f"{member_words(member)}: no conversion price is tagged; it stays debt at any "
                    "price",
                )
        return found

    def _convertible(self, place: int, member: str, term: Fact) -> Convertible | None:
        name = member_words(member) if member else "Convertible debt"
        owed = self._owed(member)
        if owed is None:
            self._find(
                "convert-principal-missing",
                f"{name} converts at {term.value:f}, but no amount of it is tagged at "
                f"{self._on}; it is not counted",
            )
            return None
        fact, is_principal = owed
        if fact.value == 0:
            return None
        if not is_principal:
            self._find(
                "convert-carrying",
                f"of {name} only the carrying amount of {fact.value:,f} is tagged at {self._on}; "
                "it stands in for the principal",
            )
        key = f"{self._company.prefix}.convertible_{place}"
        principal = self._sourced(f"{key}.principal", f"Principal, {name}", fact, fact.unit)
        price, shares = self._conversion(key, name, term, principal)
        settled_net, words = self._settlement(name)
        return Convertible(name, principal, price, shares, settled_net, words)

    def _conversion(
        self, key: str, name: str, term: Fact, principal: Figure
    ) -> tuple[Figure, Figure]:
        money = principal.unit
        label, at = f"Conversion price, {name}", principal.period
        if term.concept == PRICE:
            price = self._sourced(f"{key}.conversion_price", label, term, money / SHARES)
            shares: Operand = principal / price
        else:
            thousand = natural(1000) if term.value >= _PER_THOUSAND_MIN else natural(1)
            rate = self._sourced(
                f"{key}.conversion_rate", f"Conversion rate, {name}", term, SHARES / money
            )
            price = computed(f"{key}.conversion_price", label, thousand / rate, at)
            shares = principal * rate / thousand
        return price, computed(f"{key}.shares", f"Shares on conversion, {name}", shares, at)

    def _owed(self, member: str) -> tuple[Fact, bool] | None:
        """The amount at the balance date, and whether it is the principal."""
        for tags, is_principal in ((_GROSS, True), (_CARRIED, False)):
            for tag in tags:
                known = [
                    fact
                    for fact in self._facts
                    if fact.concept == tag
                    and fact.unit.currency == str(fact.unit)
                    and self._is_of(fact, member)
                    and abs((fact.period.end - self._on).days) <= DAYS_APART_MAX
                ]
                values = {fact.value for fact in known}
                if len(values) == 1:
                    return known[0], is_principal
        return None

    def _is_of(self, fact: Fact, member: str) -> bool:
        told = dict(fact.dimensions).get(_AXIS, "")
        if not member:
            return not fact.dimensions and "Convertible" in fact.concept
        extra = [axis for axis, _ in fact.dimensions if axis != _AXIS]
        # The kind of debt beside the instrument says nothing new of it.
        return told == member and all(axis.endswith("TypeAxis") for axis in extra)

    def _settlement(self, name: str) -> tuple[bool, str]:
        """Whether the principal is paid in cash, in the report's words where it says."""
        said = _conversion_sentences(self._document)
        # Of several series a sentence that names its year is the one that counts.
        year = _YEAR.search(name)
        own = [one for one in said if year is not None and year[0] in one]
        settled = [one for one in own if _NET.search(one) or _CHOICE.search(one)]
        settled = settled or [one for one in said if _NET.search(one) or _CHOICE.search(one)]
        nets = [_NET.search(one) is not None for one in settled]
        if nets and len(set(nets)) > 1:
            self._find(
                "convert-settlement",
                f"the report speaks both of cash for the principal and of a choice; {name} is "
                f"taken to be settled {'net' if nets[0] else 'in shares'}, as it says first",
            )
        if nets and nets[0]:
            return True, "principal in cash, the excess in cash or shares"
        if nets:
            self._find(
                "convert-settlement",
                f"{name} may be settled in cash, shares or both; above its conversion price it is "
                "counted as shares and not as debt",
                Severity.NOTE,
            )
            return False, "cash, shares or both, as the company chooses"
        self._find(
            "convert-settlement",
            f"how {name} is settled was not found; above its conversion price it is counted as "
            "shares and not as debt",
        )
        return False, ""

    def _sourced(self, key: str, name: str, fact: Fact, unit: Unit) -> Figure:
        return sourced(
            key,
            name,
            fact.value,
            unit,
            fact.period,
            source(fact, self._where),
            walls=fact.walls,
        )

    def _find(self, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        self.findings.append(Finding(f"equity.{code}", message, severity, where=self._where))


def _conversion_sentences(document: Document | None) -> Sequence[str]:
    if document is None:
        return ()
    sentences = re.split(r"(?<=[.;])\s+|\n", document.text)
    return [one for one in sentences if _CONVERSION.search(one)]

"""What else may become shares, by a report's words and tags, and is in no count.

Listed warrants, convertible preferred stock, earn-out shares and partnership units seldom stand in
a table with a number and a strike. Whatever of them a report speaks of and nothing was counted of
is told, so that no diluted count passes for complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.documents import Document
from bookrunner.equity.kinds import AwardKind, member_words
from bookrunner.equity.tagged_awards import DAYS_APART_MAX
from bookrunner.facts import Company, Fact
from bookrunner.figures import SHARES, Finding, Severity

_PREFERRED = (
    "us-gaap:PreferredStockSharesOutstanding",
    "us-gaap:TemporaryEquitySharesOutstanding",
)
_PREFERRED_TERMS = re.compile(r":(?:Convertible)?PreferredStock\w*Conver(?:sion|tible|ted)")
_PREFERRED_NAME = re.compile(
    r"\bconvertible\s+(?:perpetual\s+|participating\s+|redeemable\s+|exchangeable\s+)*preferred"
    r"|preferred (?:stock|shares)[^.;]{0,60}\bconvertible into",
    re.IGNORECASE,
)
_WARRANT_VALUE = re.compile(r":(?:WarrantsAndRightsOutstanding|\w*WarrantLiabilit(?:y|ies)\w*)$")
_CONVERTIBLE_VALUE = re.compile(
    r"^us-gaap:(?:Convertible(?:Debt|Notes|LongTermNotes|Subordinated)|SecuredConvertible"
    r"|SeniorConvertible)(?!\w*(?:Proceeds|Fair))"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s+(?:million|thousand)|\d{4,})"
_WARRANTS_SAID = re.compile(
    rf"{_NUMBER}\s+(?:[\w-]+\s+){{0,4}}?warrants\b[^.;\n]{{0,120}}?\b(?:outstanding|unexercised)\b"
    rf"|\boutstanding\s+(?:[\w-]+\s+){{0,3}}?warrants\b[^.;\n]{{0,80}}?{_NUMBER}"
    rf"|\bwarrants\s+(?:[\w-]+\s+){{0,4}}?(?:to\s+(?:purchase|acquire)|exercisable\s+for)\s+"
    rf"[^.;\n]{{0,60}}?{_NUMBER}[^.;\n]{{0,120}}?\b(?:outstanding|unexercised)\b",
    re.IGNORECASE,
)
_EARN_OUT = re.compile(
    r"\b(?:earn-?\s?out|contingent consideration|sponsor vesting|founder vesting)\s+shares\b",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\b(?:LLC|OP|OpCo|partnership|Holdings|common|paired)\s+(?:interests|units)\b[^.;\n]{0,240}?"
    r"\b(?:exchange(?:able|d)?|redeem(?:able|ed)?)\b[^.;\n]{0,200}?\bfor\b[^.;\n]{0,120}?"
    r"\b(?:shares?\s+of\b[^.;\n]{0,40}\b(?:class\s+a|common)|one-for-one)",
    re.IGNORECASE,
)
_QUOTE_MAX = 160


@dataclass(frozen=True)
class Counted:
    """What a count holds already."""

    kinds: frozenset[AwardKind]
    converts: int
    """Convertibles counted, or told of as not counted."""
    cover: frozenset[Decimal]
    """The counts of the classes on the cover."""


def claims_left_out(
    company: Company,
    facts: Sequence[Fact],
    balance_date: date,
    document: Document | None,
    counted: Counted,
) -> Sequence[Finding]:
    """The findings about what may become shares and is not counted.

    Args:
        facts: Of one report only.
        document: Of that report; None where its words are not kept.
    """
    near = [fact for fact in facts if abs((fact.period.end - balance_date).days) <= DAYS_APART_MAX]
    where = company.ticker or company.name
    told: list[tuple[str, str, Severity]] = []
    if AwardKind.WARRANTS not in counted.kinds:
        told += _warrants(near, document)
    told += _preferred(facts, near, document, counted.cover)
    if not counted.converts:
        told += _convertibles(near)
    told += _earn_outs(document)
    told += _units(document, len(counted.cover))
    return tuple(Finding(f"equity.{code}", text, how, where=where) for code, text, how in told)


_Told = Iterator[tuple[str, str, Severity]]


def _warrants(near: Sequence[Fact], document: Document | None) -> _Told:
    evidence = ""
    if document is not None:
        titles = [f for f in document.facts if f.concept == "dei:Security12bTitle"]
        listed = [f.text for f in titles if re.search(r"\bwarrants?\b", f.text, re.IGNORECASE)]
        said = _WARRANTS_SAID.search(document.text)
        if listed:
            evidence = f'the cover lists "{_quoted(listed[0])}"'
        elif said is not None:
            evidence = f'the report says "{_quoted(said[0])}"'
    valued = [f for f in near if _WARRANT_VALUE.search(f.concept) and f.value > 0]
    if not evidence and valued:
        evidence = f"warrants are carried at {valued[0].value:,f} {valued[0].unit}"
    if evidence:
        text = f"{evidence}, but no warrants with a number and a price were read; none are counted"
        yield "warrants-left-out", text, Severity.WARNING


def _preferred(
    facts: Sequence[Fact],
    near: Sequence[Fact],
    document: Document | None,
    on_cover: frozenset[Decimal],
) -> _Told:
    terms = [f for f in facts if _PREFERRED_TERMS.search(f.concept)]
    is_said = document is not None and _PREFERRED_NAME.search(document.text) is not None
    seen = set(on_cover)
    for fact in near:
        members = ", ".join(member_words(member) for _, member in fact.dimensions)
        is_convertible = "convertible" in members.casefold() or bool(terms) or is_said
        is_held = fact.concept in _PREFERRED and fact.value > 0 and fact.unit == SHARES
        if not is_held or not is_convertible or fact.value in seen:
            continue
        seen.add(fact.value)
        text = (
            f"{fact.value:,f} shares of {members or 'preferred stock'} are outstanding and may "
            "convert; the shares they convert into are not counted, and they stay a claim before "
            "common stock"
        )
        yield "preferred-left-out", text, Severity.WARNING


def _convertibles(near: Sequence[Fact]) -> _Told:
    for fact in near:
        if _CONVERTIBLE_VALUE.search(fact.concept) and fact.value > 0 and fact.unit.currency:
            text = (
                f"convertible debt of {fact.value:,f} {fact.unit} is on the balance sheet and no "
                "conversion price could be read; it stays debt at any price"
            )
            yield "converts-left-out", text, Severity.WARNING
            return


def _earn_outs(document: Document | None) -> _Told:
    said = None if document is None else _EARN_OUT.search(document.text)
    if said is not None:
        text = (
            f"the report speaks of {said[0].casefold()}; those not issued yet, or that vest at a "
            "share price, are not counted"
        )
        yield "earn-out-left-out", text, Severity.WARNING


def _units(document: Document | None, classes: int) -> _Told:
    said = None if document is None else _UNITS.search(document.text)
    if said is None:
        return
    if classes > 1:
        text = (
            "units of a subsidiary may be exchanged for shares; they are counted by the class on "
            "the cover that goes with them, and not again"
        )
        yield "units-in-classes", text, Severity.NOTE
        return
    text = (
        "units of a subsidiary may be exchanged for shares and are not counted: "
        f'"{_quoted(said[0])}"'
    )
    yield "units-left-out", text, Severity.WARNING


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _QUOTE_MAX else plain[: _QUOTE_MAX - 3] + "..."

"""Liquidity: cash, investments and undrawn commitments, less what the facilities already back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bookrunner.debt.facility_words import no_paper_said, undrawn_said
from bookrunner.debt.pen import Pen
from bookrunner.debt.table import DebtTable, Liquidity
from bookrunner.debt.terms import DebtKind
from bookrunner.documents import Document, InlineFact
from bookrunner.figures import Figure, Finding, Severity, Unit, total

_CASH = ("CashAndCashEquivalentsAtCarryingValue", "Cash", "CashAndDueFromBanks")
_CASH_RESTRICTED = ("CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",)
_INVESTMENTS = (
    "MarketableSecuritiesCurrent",
    "ShortTermInvestments",
    "AvailableForSaleSecuritiesDebtSecuritiesCurrent",
    "OtherShortTermInvestments",
    "DebtSecuritiesCurrent",
)
_UNDRAWN = ("LineOfCreditFacilityRemainingBorrowingCapacity",)
_COMMITTED = ("LineOfCreditFacilityMaximumBorrowingCapacity",)
_COMMITTED_NOW = ("LineOfCreditFacilityCurrentBorrowingCapacity",)
_DRAWN = (
    "LineOfCredit",
    "LongTermLineOfCredit",
    "LineOfCreditFacilityFairValueOfAmountOutstanding",
    "LinesOfCreditCurrent",
)
_LETTERS = ("LettersOfCreditOutstandingAmount",)
_NOT_COMMITTED = re.compile(
    r"LetterOfCredit|LettersOfCredit|Swing|Sublimit|SubFacilit|Bridge|Accordion|Uncommitted|"
    r"CommercialPaper|Foreign|Subsequent|Incremental|Securitiz|Expired|Terminated",
    re.IGNORECASE,
)
_NONE_DRAWN = re.compile(
    r"\b(?:no|not (?:have )?any|nothing|none)\b[^.;]{0,90}\b(?:outstanding|drawn|borrow\w*)|"
    r"\b(?:undrawn|unused|not drawn|had not borrowed|no borrowings)\b",
    re.IGNORECASE,
)


def liquidity(document: Document, pen: Pen, currency: str, made: DebtTable) -> Liquidity:
    """The parts of liquidity that the report tells, and their sum; what it does not is missing."""
    unit = Unit(((currency, 1),))
    now = [
        f
        for f in document.facts
        if f.period.end == made.on and f.unit == unit and f.value is not None
    ]
    found = Liquidity()
    cash = _plain(now, _CASH) or _plain(_on_balance_sheet(document, now), _CASH_RESTRICTED)
    invested = _plain(now, _INVESTMENTS)
    found.parts["cash"] = _figure(cash, "cash", "Cash and cash equivalents", pen, unit)
    found.parts["short_term_investments"] = _figure(
        invested, "short_term_investments", "Short-term investments", pen, unit
    )
    undrawn = _undrawn(now, document, pen, unit)
    found.parts["undrawn_facilities"] = (
        undrawn if undrawn is not None else _undrawn_said(document, pen, unit, currency)
    )
    letters = _plain(now, _LETTERS)
    found.parts["letters_of_credit"] = _figure(
        letters, "letters_of_credit", "Letters of credit outstanding", pen, unit
    )
    paper = [t.amount for t in made.tranches if t.kind is DebtKind.COMMERCIAL_PAPER]
    amounts = [amount for amount in paper if amount is not None]
    found.parts["commercial_paper"] = amounts[0] if len(amounts) == 1 else None
    if not amounts:
        found.parts["commercial_paper"] = _paper(document, pen, unit)
    if len(amounts) > 1:
        found.parts["commercial_paper"] = pen.computed(
            "commercial_paper", "Commercial paper", total(amounts)
        )
    _sum(found, pen, made)
    return found


def _undrawn_said(document: Document, pen: Pen, unit: Unit, currency: str) -> Figure | None:
    said = undrawn_said(document, pen.on, currency)
    if said is None:
        return None
    return pen.sourced("liquidity|undrawn_said", "Undrawn: as the report says in words",
                       said.value, unit, said.start, said.end)  # fmt: skip


def _paper(document: Document, pen: Pen, unit: Unit) -> Figure | None:
    """Commercial paper that stands in no row of its own: as tagged, or said to be none."""
    fact = paper_at(document, pen.on, unit)
    if fact is not None and fact.value is not None:
        return pen.sourced("liquidity|commercial_paper", "Commercial paper outstanding",
                           fact.value, unit, fact.start, fact.end, fact)  # fmt: skip
    said = no_paper_said(document, pen.on)
    if said is None:
        return None
    return pen.sourced("liquidity|commercial_paper", "Commercial paper outstanding: none",
                       said.value, unit, said.start, said.end)  # fmt: skip


def paper_at(document: Document, on: date, unit: Unit) -> InlineFact | None:
    """Commercial paper outstanding as the report tags it, which may be none."""
    told = [
        fact for fact in document.facts
        if fact.concept == "us-gaap:CommercialPaper" and fact.period.end == on
        and fact.unit == unit and fact.value is not None
        and all(axis.endswith("ShortTermDebtTypeAxis") for axis, _ in fact.dimensions)
    ]  # fmt: skip
    return min(told, key=lambda fact: len(fact.dimensions), default=None)


def _sum(found: Liquidity, pen: Pen, made: DebtTable) -> None:
    parts = found.parts
    cash = parts["cash"]
    for name, words in (
        ("cash", "cash"),
        ("undrawn_facilities", "the undrawn amount of committed facilities"),
    ):
        if parts[name] is None:
            found.findings.append(
                Finding(
                    f"debt.liquidity-without-{name.replace('_', '-')}",
                    f"liquidity: the report does not state {words}; it is left out, not zero",
                    Severity.WARNING,
                    where=str(made.on),
                )
            )
    if cash is None:
        return
    sum_ = total([cash])
    for name in ("short_term_investments", "undrawn_facilities"):
        part = parts[name]
        if part is not None:
            sum_ = sum_ + part
    undrawn = parts["undrawn_facilities"]
    if undrawn is not None:
        for name in ("letters_of_credit", "commercial_paper"):
            part = parts[name]
            # Remaining capacity as tagged is after letters of credit already.
            if part is not None and not (name == "letters_of_credit" and _is_remaining(undrawn)):
                sum_ = sum_ - part
    found.total = pen.computed(
        "liquidity",
        "Liquidity: cash, short-term investments and undrawn facilities less letters of credit and "
        "commercial paper they back",
        sum_,
    )


def _is_remaining(undrawn: Figure) -> bool:
    """Whether what is undrawn was tagged as remaining, which is after letters of credit."""
    return undrawn.is_input and undrawn.name.startswith("Undrawn")


def _on_balance_sheet(document: Document, now: Sequence[InlineFact]) -> list[InlineFact]:
    """The facts in the table that holds the total of assets."""
    assets = next((f for f in now if f.concept == "us-gaap:Assets" and not f.dimensions), None)
    if assets is None:
        return []
    table = next((t for t in document.tables if t.start <= assets.start < t.end), None)
    return [f for f in now if table is not None and table.start <= f.start < table.end]


def _plain(facts: Sequence[InlineFact], names: Sequence[str]) -> InlineFact | None:
    for name in names:
        for fact in facts:
            if fact.concept == f"us-gaap:{name}" and not fact.dimensions and fact.value:
                return fact
    return None


def _figure(fact: InlineFact | None, key: str, name: str, pen: Pen, unit: Unit) -> Figure | None:
    if fact is None or fact.value is None:
        return None
    return pen.sourced(f"liquidity|{key}", name, fact.value, unit, fact.start, fact.end, fact)


def _undrawn(now: Sequence[InlineFact], document: Document, pen: Pen, unit: Unit) -> Figure | None:
    """Capacity tagged as remaining; else what is committed less what is drawn, per facility."""
    remaining = {fact.dimensions: fact for fact in reversed(_facilities(now, _UNDRAWN))}
    committed = _facilities(now, _COMMITTED) or _facilities(now, _COMMITTED_NOW)
    drawn = {fact.dimensions: fact for fact in now if _local(fact) in _DRAWN}
    committed += _signed_before(document, drawn, committed, unit)
    limits = sum((_value(fact) for fact in committed), Decimal(0))
    # A remaining amount without a facility's name is all that remains, if it is of their size.
    covers_all = () in remaining and _value(remaining[()]) * 2 >= limits
    figures = [
        pen.sourced(f"liquidity|remaining|{n}", f"Undrawn: {_named(fact)}", _value(fact), unit,
                    fact.start, fact.end, fact)
        for n, fact in enumerate(remaining.values(), start=1)
    ]  # fmt: skip
    for number, fact in enumerate(committed, start=1):
        used = drawn.get(fact.dimensions)
        if covers_all or fact.dimensions in remaining:
            continue
        if used is None and not _says_none(document, fact):
            continue
        limit = pen.sourced(f"liquidity|committed|{number}", f"Committed: {_named(fact)}",
                            _value(fact), unit, fact.start, fact.end, fact)  # fmt: skip
        if used is None or not used.value:
            figures.append(limit)
            continue
        part = pen.sourced(f"liquidity|drawn|{number}", f"Drawn: {_named(used)}",
                           _value(used), unit, used.start, used.end, used)  # fmt: skip
        figures.append(
            pen.computed(f"liquidity|undrawn|{number}", "Committed less drawn", limit - part)
        )
    if not figures:
        return None
    if len(figures) == 1:
        return figures[0]
    return pen.computed("liquidity|undrawn", "Undrawn committed facilities", total(figures))


def _signed_before(
    document: Document,
    drawn: dict[tuple[tuple[str, str], ...], InlineFact],
    known: Sequence[InlineFact],
    unit: Unit,
) -> list[InlineFact]:
    """Facilities whose limit is tagged at the day of signing, for which draws are told now."""
    dimensions = {fact.dimensions for fact in known}
    found: dict[object, InlineFact] = {}
    for fact in document.facts:
        if _local(fact) not in _COMMITTED or fact.unit != unit or not fact.value:
            continue
        used = drawn.get(fact.dimensions)
        if used is None or fact.dimensions in dimensions or not fact.dimensions:
            continue
        if any(_NOT_COMMITTED.search(member) for _, member in fact.dimensions):
            continue
        if fact.period.end <= used.period.end:
            before = found.get(fact.dimensions)
            if before is None or before.period.end < fact.period.end:
                found[fact.dimensions] = fact
    return list(found.values())


def _facilities(now: Sequence[InlineFact], names: Sequence[str]) -> list[InlineFact]:
    """Each facility once: the undimensioned total where there is one, else one per member."""
    found = [
        fact
        for fact in now
        if _local(fact) in names
        and fact.value
        and not any(_NOT_COMMITTED.search(member) for _, member in fact.dimensions)
    ]
    whole = [fact for fact in found if not fact.dimensions]
    if whole:
        return [max(whole, key=_value)]
    least = min((len(fact.dimensions) for fact in found), default=0)
    by_member: dict[object, InlineFact] = {}
    for fact in found:
        if len(fact.dimensions) == least:
            by_member.setdefault(fact.dimensions, fact)
    return _parts_only(list(by_member.values()))


def _parts_only(found: list[InlineFact]) -> list[InlineFact]:
    """Without a facility that is the sum of the others."""
    whole = sum((_value(fact) for fact in found), Decimal(0))
    if len(found) > 2:
        for fact in found:
            if _value(fact) * 2 == whole:
                return [fact]
    return found


def _says_none(document: Document, fact: InlineFact) -> bool:
    """Whether the paragraph around a facility, or the next, says that nothing is drawn."""
    end = document.text.find("\n", fact.end)
    after = document.text.find("\n", end + 1) if end >= 0 else -1
    words = document.text[fact.start : after if after > 0 else fact.end + 1500]
    return bool(_NONE_DRAWN.search(words[:2500]))


def _value(fact: InlineFact) -> Decimal:
    return fact.value if fact.value is not None else Decimal(0)


def _named(fact: InlineFact) -> str:
    members = [member.rsplit(":", maxsplit=1)[-1].removesuffix("Member")
               for _, member in fact.dimensions]  # fmt: skip
    return ", ".join(" ".join(re.findall(r"[A-Z0-9][a-z0-9]*", m)) or m for m in members) or (
        "committed facilities"
    )


def _local(fact: InlineFact) -> str:
    return fact.concept.rsplit(":", maxsplit=1)[-1]

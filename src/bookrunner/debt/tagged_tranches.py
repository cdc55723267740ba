"""Tranches told in words only: instruments by their tags, where these add up."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from bookrunner.debt.balance_sheet import Face, FaceRow
from bookrunner.debt.member_tags import fill_from_tags
from bookrunner.debt.pen import Pen
from bookrunner.debt.table import Tranche
from bookrunner.debt.terms import currency_in, kind_of, maturity_in, rank_in
from bookrunner.debt.tying import rows_of
from bookrunner.documents import Document, InlineFact
from bookrunner.figures import Unit

_AXES = ("DebtInstrumentAxis", "LongtermDebtTypeAxis")
_AMOUNT = re.compile(
    r"^(?:LongTermDebt(?:Noncurrent)?|DebtInstrumentCarryingAmount|NotesPayable|SeniorNotes|"
    r"Convertible(?:NotesPayable|Debt|LongTermNotesPayable)(?:Noncurrent)?|SecuredDebt|UnsecuredDebt|"
    r"LoansPayable|LongTermLineOfCredit|DebtLongtermAndShorttermCombinedAmount|"
    r"LongTermDebtAndCapitalLeaseObligations|OtherLongTermDebt|SubordinatedDebt)$"
)


def tranches_of_tags(
    document: Document, face: Face, pen: Pen, currency: str
) -> tuple[list[Tranche], tuple[FaceRow, ...]]:
    """The instruments of one tag whose amounts are rows of the balance sheet, and those rows.

    Both are empty where no tag's instruments add up.
    """
    unit = Unit(((currency, 1),))
    groups: dict[tuple[str, str], dict[str, InlineFact]] = defaultdict(dict)
    for fact in document.facts:
        name = fact.concept.rsplit(":", maxsplit=1)[-1]
        if fact.period.end != pen.on or fact.unit != unit or not fact.value:
            continue
        if len(fact.dimensions) != 1 or not _AMOUNT.match(name):
            continue
        axis, member = fact.dimensions[0]
        if axis.rsplit(":", maxsplit=1)[-1] in _AXES:
            groups[(name, axis)].setdefault(member, fact)
    best: tuple[Decimal, list[InlineFact], tuple[FaceRow, ...]] | None = None
    for members in groups.values():
        value = sum((fact.value or Decimal(0) for fact in members.values()), Decimal(0))
        rows = rows_of(value, face)
        if rows is not None and (best is None or (value, len(members)) > (best[0], len(best[1]))):
            best = value, list(members.values()), rows
    if best is None:
        return [], ()
    made = [_tranche(fact, pen, unit, currency) for fact in best[1]]
    if len(made) == 1 and made[0].coupon is None and made[0].maturity_years is None:
        return [], ()  # one name for all of it says no more than the balance sheet
    return made, best[2]


def _tranche(fact: InlineFact, pen: Pen, unit: Unit, currency: str) -> Tranche:
    member = fact.dimensions[0][1].rsplit(":", maxsplit=1)[-1].removesuffix("Member")
    name = _words(member)
    assert fact.value is not None, "facts without a value were left out"
    one = Tranche(
        instrument=name,
        kind=kind_of(name),
        rank=rank_in(name),
        currency=currency_in(name) or currency,
        origin="tags",
        accession=pen.filing.accession,
    )
    one.carrying = pen.sourced(
        f"{name}|carrying", f"{name}, amount", fact.value, unit, fact.start, fact.end, fact
    )
    due = maturity_in(name) if re.search(r"\bdue\b", name, re.IGNORECASE) else None
    if due is not None and not due.is_range:
        one.maturity_years = (due.first, due.last)
        one.spans["maturity"] = pen.span(fact.start, fact.end)
    fill_from_tags(one, fact, pen)
    return one


def _words(member: str) -> str:
    """``A2026ConvertibleNotes`` as ``2026 Convertible Notes``."""
    bare = re.sub(r"^A(?=\d)", "", member)
    return " ".join(re.findall(r"\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+", bare)) or member

"""Debt told by type only: commercial paper, notes, loans and leases that a quarterly report names.

A quarterly report need not repeat the annual report's table. What it still tells stands in the
carrying values beside fair values (ASC 825-10-50-10), in its note on leases, and in tagged words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from bookrunner.debt.balance_sheet import NO_DEBT_WORDS, Face, FaceRow
from bookrunner.debt.pen import Pen
from bookrunner.debt.schedule import Schedule
from bookrunner.debt.sheet import Role
from bookrunner.debt.table import Tranche
from bookrunner.debt.terms import DebtKind, kind_of, rank_in
from bookrunner.debt.tying import is_short_term
from bookrunner.documents import Document, InlineFact
from bookrunner.figures import Figure, Unit, total

_TYPES = re.compile(
    r"^(?:CommercialPaper|SeniorNotes|NotesPayable|SecuredDebt|UnsecuredDebt|"
    r"Convertible(?:NotesPayable|Debt|LongTermNotesPayable)|SubordinatedDebt|LoansPayable|"
    r"LoansPayableToBank|MediumTermNotes|JuniorSubordinatedNotes|OtherLongTermDebt|LongTermDebt|"
    r"DebtInstrumentCarryingAmount|LongTermLineOfCredit|LineOfCredit|FinanceLeaseLiability|"
    r"CapitalLeaseObligations|DebtLongtermAndShorttermCombinedAmount|ShortTermBorrowings)$"
)
_FAIR = re.compile(r"^(?:LongTermDebt|DebtInstrument)FairValue$")
_TYPE_AXES = frozenset(
    {"LongtermDebtTypeAxis", "ShortTermDebtTypeAxis", "DebtInstrumentAxis", "CreditFacilityAxis"}
)
_VALUE_AXES = frozenset({"FairValueByMeasurementBasisAxis", "FairValueByMeasurementFrequencyAxis"})
_LEASES = ("FinanceLeaseLiabilityCurrent", "FinanceLeaseLiabilityNoncurrent")
_LESS_LEASES = re.compile(r"exclud\w+\W+(?:\w+\W+){0,2}leases?\b", re.IGNORECASE)
_CANDIDATES_MAX = 14
_ROWS_MAX = 8
_ROUNDED = Decimal("0.004")
"""Of an amount: what words that round to 0.1 billion may leave beside the balance sheet."""
_TYPES_MAX = 4
_REST_MAX = Decimal("0.25")
"""Of the debt; where more is left over the parts are not what it consists of."""


@dataclass(frozen=True)
class Told:
    """A type of debt with its amount at the balance sheet date."""

    label: str
    kind: DebtKind
    value: Decimal
    cites: tuple[tuple[int, int, InlineFact | None], ...]
    """Where it stands; several where it is their sum."""
    values: tuple[Decimal, ...]

    @property
    def slack(self) -> Decimal:
        """Half of what its last printed digit stands for: 50 million for 1.8 billion."""
        return sum((_step(fact) for _, _, fact in self.cites), Decimal(0)) / 2


def _step(fact: InlineFact | None) -> Decimal:
    if fact is None:
        return Decimal(10**6)
    decimals = len(fact.text.strip().partition(".")[2])
    return Decimal(1).scaleb(fact.exponent - decimals)


def by_type(
    document: Document, schedules: Sequence[Schedule], shown: Face, pen: Pen, currency: str
) -> tuple[list[Tranche], tuple[FaceRow, ...]]:
    """The types of debt told and the rows of the balance sheet that they make up.

    Types that add up to the debt beside rows of short-term debt are taken first. Else those that
    leave less than a quarter of it, else commercial paper inside a row of short-term debt: what is
    left is a row with a formula and the origin ``remainder``. Both are empty where the
    report tells no more than the balance sheet.
    """
    unit = Unit(((currency, 1),))
    found = _news(_told(document, schedules, pen, unit), shown)
    # Short-term debt in a row of its own is told already.
    long = Face(tuple(row for row in shown.rows if not is_short_term(row)), shown.sheet)
    chosen = _whole(found, long)
    if chosen:
        return [_tranche(one, pen, unit, currency) for one in chosen], long.rows
    has_short = len(long.rows) < len(shown.rows)
    chosen, rows = _parts(found, long, has_short=has_short), long.rows
    if not chosen:
        chosen, rows = _part_of_row(found, shown)
    if not chosen:
        return [], ()
    made = [_tranche(one, pen, unit, currency) for one in chosen]
    made.append(_rest(made, rows, pen, unit, currency))
    return made, rows


def leases_at(document: Document, pen: Pen, unit: Unit) -> Told | None:
    """Finance lease liabilities as tagged: whole, else the current and the long-term part."""
    now = {
        _local(fact): fact
        for fact in document.facts
        if fact.period.end == pen.on and fact.unit == unit and not fact.dimensions and fact.value
    }
    whole = now.get("FinanceLeaseLiability") or now.get("CapitalLeaseObligations")
    parts = [whole] if whole is not None else [now[name] for name in _LEASES if name in now]
    if not parts or (whole is None and len(parts) < len(_LEASES)):
        return None
    values = tuple(fact.value or Decimal(0) for fact in parts)
    return Told(
        "Finance leases",
        DebtKind.FINANCE_LEASE,
        sum(values, Decimal(0)),
        tuple((fact.start, fact.end, fact) for fact in parts),
        values,
    )


def figure_of(one: Told, pen: Pen, unit: Unit) -> Figure:
    """Its amount, cited; a formula where it is the sum of two parts."""
    figures = [
        pen.sourced(f"{one.label}|carrying", f"{one.label}, carrying value", value, unit,
                    start, end, fact)
        for value, (start, end, fact) in zip(one.values, one.cites, strict=True)
    ]  # fmt: skip
    if len(figures) == 1:
        return figures[0]
    return pen.computed(f"{one.label}|sum", f"{one.label}, carrying value", total(figures))


def _told(
    document: Document, schedules: Sequence[Schedule], pen: Pen, unit: Unit
) -> list[Told]:  # fmt: skip
    leases = leases_at(document, pen, unit)
    found: list[Told] = [] if leases is None else [leases]
    for fact in document.facts:
        if fact.period.end != pen.on or fact.unit != unit or not fact.value:
            continue
        if fact.period.is_instant and _is_type(fact):
            label = _label(document, fact)
            if NO_DEBT_WORDS.search(label):
                continue
            found.append(
                Told(label, _kind(label, fact), abs(fact.value),
                     ((fact.start, fact.end, fact),), (abs(fact.value),))
            )  # fmt: skip
    for one in schedules:
        if not any(sheet.columns(Role.FAIR_VALUE) for sheet in one.sheets):
            continue
        for entry in one.items:
            cell, value = entry.amount, abs(entry.value)
            label = entry.label.strip()
            if value and not NO_DEBT_WORDS.search(label):
                found.append(
                    Told(label, _kind(label, cell.fact), value,
                         ((cell.start, cell.end, cell.fact),), (value,))
                )  # fmt: skip
    return found


def _is_type(fact: InlineFact) -> bool:
    name = _local(fact)
    axes = [(axis.rsplit(":", maxsplit=1)[-1], member) for axis, member in fact.dimensions]
    if not {axis for axis, _ in axes} <= _TYPE_AXES | _VALUE_AXES:
        return False
    is_estimate = any("EstimateOfFairValue" in member for _, member in axes)
    if _FAIR.match(name):
        return any("CarryingReportedAmount" in member for _, member in axes)
    return bool(_TYPES.match(name)) and not is_estimate


def _label(document: Document, fact: InlineFact) -> str:
    """The words of its row; else those of its dimension or its tag."""
    start = document.text.rfind("\n", 0, fact.start) + 1
    head, tab, _ = document.text[start : fact.start].partition("\t")
    names = re.search(r"[A-Za-z]{3}", head) and not re.match(
        r"\W*(?:total\W*$|balance)", head, re.I
    )
    if tab and names and len(head) < 160:
        return re.sub(r"\s+", " ", head).strip()
    members = [
        member.rsplit(":", maxsplit=1)[-1].removesuffix("Member")
        for axis, member in fact.dimensions
        if axis.rsplit(":", maxsplit=1)[-1] in _TYPE_AXES
    ]
    words = members[0] if members else _local(fact)
    return " ".join(re.findall(r"\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+", words)) or words


def _kind(label: str, fact: InlineFact | None) -> DebtKind:
    name = _local(fact) if fact is not None else ""
    words = " ".join(re.findall(r"[A-Z][a-z]+|[A-Z]+(?![a-z])", name))
    without = re.sub(r"exclud\w+.*", "", label, flags=re.IGNORECASE)
    named = kind_of(without)
    return named if named is not DebtKind.OTHER else kind_of(words)


def _news(found: Sequence[Told], shown: Face) -> list[Told]:
    """Each amount once, largest first, without those that only repeat the balance sheet."""
    kept: dict[Decimal, Told] = {}
    for one in found:
        known = kept.get(one.value)
        if known is None or (known.kind is DebtKind.OTHER and one.kind is not DebtKind.OTHER):
            kept[one.value] = one
    fresh = [one for one in kept.values() if one.value <= shown.value and _adds(one, shown)]
    return sorted(fresh, key=lambda one: one.value, reverse=True)[:_CANDIDATES_MAX]


def _adds(one: Told, shown: Face) -> bool:
    """Whether an amount is no row of the balance sheet, nor a sum of them, but for rounding."""
    rows = [row.value for row in shown.rows][:_ROWS_MAX]
    unit = shown.sheet.unit if shown.sheet is not None else Decimal(0)
    sums = (
        sum(chosen, Decimal(0))
        for count in range(1, len(rows) + 1)
        for chosen in combinations(rows, count)
    )
    return all(abs(value - one.value) > one.slack + unit for value in sums)


def _whole(found: Sequence[Told], shown: Face) -> list[Told]:
    """The types, one of each kind, that add up to the balance sheet's debt."""
    best: list[Told] = []
    unit = shown.sheet.unit if shown.sheet is not None else Decimal(0)
    for count in range(2, _TYPES_MAX + 1):
        for chosen in combinations(found, count):
            value = sum((one.value for one in chosen), Decimal(0))
            apart = abs(value - shown.value)
            slack = min(sum((one.slack for one in chosen), unit * count), _ROUNDED * shown.value)
            if len({one.kind for one in chosen}) < count or apart > slack:
                continue
            if not best or apart < abs(sum(one.value for one in best) - shown.value):
                best = list(chosen)
    return best


def _parts(found: Sequence[Told], long: Face, *, has_short: bool) -> list[Told]:
    """The largest type that names no single instrument, with what cannot be inside it.

    Commercial paper is beside long-term debt unless a row of its own holds it; leases are where the
    balance sheet says that its debt holds them, or the type that it does not.
    """
    whole = long.value
    main = next((one for one in found if _is_main(one) and one.value <= whole), None)
    if main is None or not whole:
        return []
    beside = set() if has_short else {DebtKind.COMMERCIAL_PAPER}
    if _LESS_LEASES.search(main.label) or any(
        re.search("lease", f"{row.concept} {row.label}", re.IGNORECASE) for row in long.rows
    ):
        beside.add(DebtKind.FINANCE_LEASE)
    chosen, added = [main], main.value
    for one in found:
        if one.kind in beside and added + one.value <= whole:
            chosen.append(one)
            added += one.value
            beside.discard(one.kind)
    return chosen if (whole - added) / whole <= _REST_MAX else []


def _is_main(one: Told) -> bool:
    """Whether it is a sort of debt, rather than one note, short-term debt or leases."""
    is_sort = one.kind in (DebtKind.NOTES, DebtKind.OTHER, DebtKind.TERM_LOAN)
    return is_sort and not re.search(r"\d\s?%|\bdue\s+\w*\s?(?:19|20)\d\d", one.label)


def _part_of_row(
    found: Sequence[Told], shown: Face
) -> tuple[list[Told], tuple[FaceRow, ...]]:  # fmt: skip
    """Commercial paper that is most of a row of short-term debt, and that row."""
    for one in found:
        if one.kind is not DebtKind.COMMERCIAL_PAPER:
            continue
        holding = [row for row in shown.rows if _may_hold_paper(row) and row.value > one.value]
        if len(holding) == 1 and one.value * 2 > holding[0].value:
            return [one], (holding[0],)
    return [], ()


def _may_hold_paper(row: FaceRow) -> bool:
    return row.is_current and not re.search(
        r"current (?:portion|maturit|instal)|long[- ]term|leases?\b", row.label, re.IGNORECASE
    )


def _tranche(one: Told, pen: Pen, unit: Unit, currency: str) -> Tranche:
    made = Tranche(
        instrument=one.label,
        kind=one.kind,
        rank=None if one.kind is DebtKind.FINANCE_LEASE else rank_in(one.label),
        currency=currency,
        carrying=figure_of(one, pen, unit),
        origin="type",
        accession=pen.filing.accession,
    )
    start, end, _ = one.cites[0]
    made.spans["instrument"] = pen.span(start, end)
    return made


def _rest(
    told: Sequence[Tranche], faces: Sequence[FaceRow], pen: Pen, unit: Unit, currency: str
) -> Tranche:
    """What the balance sheet shows beyond the types told."""
    rows = [
        pen.sourced(f"face_of_types|{row.label}", row.label, row.value, unit,
                    row.cell.start, row.cell.end, row.cell.fact)
        for row in faces
    ]  # fmt: skip
    amounts = [one.carrying for one in told if one.carrying is not None]
    without_leases = any(_LESS_LEASES.search(one.instrument) for one in told)
    is_told = any(one.kind is DebtKind.FINANCE_LEASE for one in told)
    label = "Debt that the report tells by no type"
    if without_leases and not is_told:
        label = "Finance leases and other debt that the report tells by no amount"
    return Tranche(
        instrument=label,
        kind=DebtKind.OTHER,
        rank=None,
        currency=currency,
        carrying=pen.computed("rest_of_types", label, total(rows) - total(amounts)),
        origin="remainder",
        accession=pen.filing.accession,
    )


def _local(fact: InlineFact) -> str:
    return fact.concept.rsplit(":", maxsplit=1)[-1]

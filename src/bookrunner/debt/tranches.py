"""Rows of a debt table as tranches: what the words, columns and tags of each row say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bookrunner.debt.balance_sheet import FaceRow
from bookrunner.debt.days import When, when
from bookrunner.debt.meanings import Meaning
from bookrunner.debt.member_tags import fill_from_tags
from bookrunner.debt.pen import Pen
from bookrunner.debt.schedule import Entry, Schedule
from bookrunner.debt.sheet import Cell, Role, scaled
from bookrunner.debt.table import Adjustment, Tranche
from bookrunner.debt.terms import (
    DebtKind,
    Rate,
    currency_in,
    floating_in,
    kind_of,
    rank_in,
    rate_in,
    terms,
)
from bookrunner.documents import InlineFact
from bookrunner.figures import Figure, Finding, Severity, Unit, total

_NOUN = re.compile(
    r"notes?\b|debentures?|bonds?\b|loans?\b|facilit|commercial paper|borrowings?|debt|leases?|"
    r"obligations|revolv|mortgage|certificates|securities|credit|paper|DDTL|denominated",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?:\s*(?:\(\w{1,2}\)|\[\w{1,2}\]|\*+)[,;]?)+$")
_SUPERSCRIPT = re.compile(r"((?:19|20)\d\d)\d$")
_STATED = re.compile(r"InterestRateStated|InterestRatePaymentInCash")
_AVERAGE = re.compile(r"AverageInterestRate|InterestRateEffective|InterestRateDuring|"
                      r"WeightedAverage")  # fmt: skip
_BASIS = re.compile(r"BasisSpread")


def tranches_of(schedule: Schedule, pen: Pen, currency: str) -> list[Tranche]:
    """The instruments and leases of a table that have an amount, in its order."""
    unit = Unit(((currency, 1),))
    return [
        _tranche(entry, pen, unit, currency, is_principal=_is_principal(entry, schedule))
        for entry in schedule.items
        if entry.value
    ]


def adjustments_of(schedule: Schedule, pen: Pen, currency: str) -> list[Adjustment]:
    """The rows between principal and carrying value."""
    unit = Unit(((currency, 1),))
    found: list[Adjustment] = []
    for entry in schedule.adjustments:
        if not entry.value:
            continue
        label = re.sub(r"^less:?\s+", "", clean(entry.label) or clean(entry.section), flags=re.I)
        kind = "fair value hedge" if entry.meaning is Meaning.HEDGE else "costs"
        figure = pen.sourced(
            f"adjustment|{label}", label, entry.value, unit,
            entry.amount.start, entry.amount.end, entry.amount.fact,
        )  # fmt: skip
        found.append(Adjustment(label, kind, figure))
    return found


def from_face(row: FaceRow, pen: Pen, currency: str) -> Tranche:
    """Debt that stands on the balance sheet and that no table breaks down."""
    figure = pen.sourced(
        f"balance_sheet|{row.label}", clean(row.label), row.value, Unit(((currency, 1),)),
        row.cell.start, row.cell.end, row.cell.fact,
    )  # fmt: skip
    made = Tranche(
        instrument=clean(row.label),
        kind=kind_of(row.label),
        rank=rank_in(row.label),
        currency=currency,
        carrying=figure,
        origin="balance sheet",
        accession=pen.filing.accession,
    )
    made.spans["instrument"] = pen.span(row.line.start, row.line.end)
    return made


def clean(label: str) -> str:
    """A row's words without footnote marks."""
    return _SUPERSCRIPT.sub(r"\1", _MARKS.sub("", label.strip()).strip().rstrip(":;,")).strip()


def _is_principal(entry: Entry, schedule: Schedule) -> bool:
    """Whether a table with one column of amounts shows them before discounts and costs."""
    sheet = entry.sheet
    carrying = [*sheet.columns(Role.CARRYING), *sheet.columns(Role.AMOUNT)]
    if sheet.columns(Role.PRINCIPAL):
        return not carrying
    costs = any(e.meaning is Meaning.COSTS and e.value for e in schedule.adjustments)
    said = any(
        re.search(r"carrying|book value", sheet.heads[n].words, re.IGNORECASE) for n in carrying
    )
    return (costs and not said) or bool(re.search(r"\bprincipal\b", entry.label, re.IGNORECASE))


def _tranche(entry: Entry, pen: Pen, unit: Unit, currency: str, *, is_principal: bool) -> Tranche:
    label = clean(entry.label)
    name = _name(entry, label)
    # "Other" and leases under a heading are not what the heading names.
    apart = entry.meaning is Meaning.LEASE or re.match(r"other\b", label, re.IGNORECASE)
    words = entry.label if apart else _all_words(entry)
    said = terms(_SUPERSCRIPT.sub(r"\1", entry.label.rstrip()))
    kind = kind_of(entry.label)
    if entry.meaning is Meaning.LEASE:
        kind = DebtKind.FINANCE_LEASE
    elif kind is DebtKind.OTHER:
        kind = kind_of(words)
    one = Tranche(
        instrument=name,
        kind=kind,
        rank=None if kind is DebtKind.FINANCE_LEASE else rank_in(entry.label) or rank_in(words),
        currency=currency_in(entry.label) or currency_in(words) or currency,
        group=clean(entry.section),
        accession=pen.filing.accession,
    )
    one.spans["instrument"] = pen.span(entry.line.start, entry.line.end)
    _amounts(one, entry, pen, unit, name, is_principal=is_principal)
    _rates(one, entry, pen, name)
    _maturity(one, entry, pen, said.maturity)
    fill_from_tags(one, entry.amount.fact, pen)
    return one


def _name(entry: Entry, label: str) -> str:
    """The instrument's name; a row that is only a date or a rate is named by its heading too."""
    if not label:
        return clean(entry.section) or "Debt without a name"
    if _NOUN.search(label) or not entry.section or re.match(r"other\b", label, re.IGNORECASE):
        return label
    return f"{clean(entry.section)} {label}"


def _all_words(entry: Entry) -> str:
    cells = [cell.text for cell in entry.line.cells.values() if cell.number is None]
    return " ".join((entry.label, entry.section, *cells))


def _amounts(
    one: Tranche, entry: Entry, pen: Pen, unit: Unit, name: str, *, is_principal: bool
) -> None:
    base = pen.sourced(
        f"{name}|{'principal' if is_principal else 'carrying'}",
        f"{name}, {'principal' if is_principal else 'carrying value'}",
        entry.value, unit, entry.amount.start, entry.amount.end, entry.amount.fact,
    )  # fmt: skip
    if is_principal:
        one.principal = base
        return
    one.carrying = base
    cell = entry.principal
    if cell is not None and cell.number is not None and cell is not entry.amount:
        one.principal = pen.sourced(
            f"{name}|principal", f"{name}, principal", scaled(cell, entry.sheet.exponent),
            unit, cell.start, cell.end, cell.fact,
        )  # fmt: skip


def _amount(entry: Entry, pen: Pen, unit: Unit, key: str, words: str) -> Figure:
    """The row's amount; where its current and long-term parts stand apart, their sum."""
    cell = entry.amount
    if not entry.more:
        return pen.sourced(key, words, entry.value, unit, cell.start, cell.end, cell.fact)
    parts = [
        pen.sourced(f"{key}_part", f"{words}, in part", scaled(part, entry.sheet.exponent), unit,
                    part.start, part.end, part.fact)
        for part in (cell, *entry.more)
    ]  # fmt: skip
    return pen.computed(key, words, total(parts))


def _rates(one: Tranche, entry: Entry, pen: Pen, name: str) -> None:
    """Coupon, margin and effective rate from the columns, then from the row's words."""
    effective = _cell(entry, Role.EFFECTIVE)
    if effective is not None:
        one.effective_rate = _rate_figure(effective, pen, f"{name}|effective_rate", name)
    cell = _cell(entry, Role.COUPON)
    if cell is not None:
        _coupon_of_cell(one, cell, pen, name)
    if one.coupon is None and one.coupon_range is None and one.benchmark is None:
        _coupon_of_words(one, entry, pen, name)


def _coupon_of_cell(one: Tranche, cell: Cell, pen: Pen, name: str) -> None:
    floating = floating_in(cell.text)
    if floating is not None:
        one.benchmark = floating.benchmark
        one.spans["benchmark"] = pen.span(cell.start, cell.end)
        if floating.margin is not None:
            one.margin = pen.rate(
                f"{name}|margin", f"{name}, margin", floating.margin, cell.start, cell.end
            )
        return
    rate = rate_in(_with_percent(cell))
    if rate is not None and rate.is_range:
        one.coupon_range = (rate.low, rate.high)
        one.spans["coupon"] = pen.span(cell.start, cell.end)
        return
    one.coupon = _rate_figure(cell, pen, f"{name}|coupon", name)


def _with_percent(cell: Cell) -> str:
    """A rate's words where the heading of its column says percent for all of them."""
    return cell.text if "%" in cell.text or cell.number is not None else f"{cell.text}%"


def _rate_figure(cell: Cell, pen: Pen, key: str, name: str) -> Figure | None:
    fact = cell.fact
    ranged = rate_in(_with_percent(cell))
    if ranged is not None and ranged.is_range:
        return None
    what = f"{name}, {key.rsplit('|', maxsplit=1)[-1].replace('_', ' ')}"
    if fact is not None and fact.value is not None and abs(fact.value) < 1:
        return pen.rate(key, what, fact.value, cell.start, cell.end, fact)
    if ranged is not None:
        return pen.rate(key, what, ranged.low, cell.start, cell.end)
    if cell.number is not None and cell.number and 0 < cell.number < 40:
        return pen.rate(key, what, cell.number / 100, cell.start, cell.end)
    return None


def _coupon_of_words(one: Tranche, entry: Entry, pen: Pen, name: str) -> None:
    label, start = entry.label, entry.line.start
    floating = floating_in(label)
    if floating is not None:
        one.benchmark = floating.benchmark
        one.spans["benchmark"] = pen.span(start + floating.start, start + floating.end)
        tagged = _tagged(entry, _BASIS)
        if floating.margin is not None:
            one.margin = pen.rate(
                f"{name}|margin", f"{name}, margin", floating.margin,
                start + floating.start, start + floating.end,
                tagged if tagged is not None and tagged.value == floating.margin else None,
            )  # fmt: skip
        return
    rate = rate_in(label)
    if rate is None:
        return
    if rate.is_range:
        one.coupon_range = (rate.low, rate.high)
        one.spans["coupon"] = pen.span(start + rate.start, start + rate.end)
        return
    _single(one, entry, pen, name, rate)


def _single(one: Tranche, entry: Entry, pen: Pen, name: str, rate: Rate) -> None:
    start, end = entry.line.start + rate.start, entry.line.start + rate.end
    average = _tagged(entry, _AVERAGE)
    if re.match(r"\W*(?:as of|at|on)\b", entry.label[rate.end :], re.IGNORECASE):
        # A rate that has a date floats.
        one.effective_rate = pen.rate(
            f"{name}|rate", f"{name}, rate at the balance sheet date", rate.low, start, end
        )
        return
    stated = _tagged(entry, _STATED)
    if stated is None and average is not None and average.value == rate.low:
        one.effective_rate = pen.rate(
            f"{name}|average_rate", f"{name}, average rate", rate.low, start, end, average
        )
        return
    if re.search(r"floating|variable", entry.label, re.IGNORECASE):
        one.benchmark = one.benchmark or "floating"
        if one.effective_rate is None:
            one.effective_rate = pen.rate(
                f"{name}|rate", f"{name}, rate at the balance sheet date", rate.low, start, end
            )
        return
    fact = stated if stated is not None and stated.value == rate.low else None
    one.coupon = pen.rate(f"{name}|coupon", f"{name}, coupon", rate.low, start, end, fact)
    if stated is not None and stated.value is not None and fact is None:
        values = [f.value for f in entry.line.facts if _STATED.search(f.concept)]
        if rate.low not in values:
            one.findings.append(
                Finding(
                    "debt.coupon-tag",
                    f"{name}: the words say {rate.low * 100:f}%, the tag "
                    f"{stated.value * 100:f}%; the words are taken",
                    Severity.WARNING,
                    where=one.instrument,
                )
            )


def _tagged(entry: Entry, pattern: re.Pattern[str]) -> InlineFact | None:
    facts: Sequence[InlineFact] = entry.line.facts
    return next((fact for fact in facts if fact.numeric and pattern.search(fact.concept)), None)


def _maturity(one: Tranche, entry: Entry, pen: Pen, said: When | None) -> None:
    cell = _cell(entry, Role.MATURITY, words=True)
    found = when(cell.text) if cell is not None else None
    if found is not None and cell is not None:
        start, end = cell.start + found.start, cell.start + found.end
    elif said is not None:
        found = said
        start, end = entry.line.start + found.start, entry.line.start + found.end
    else:
        return
    if not found.is_range:
        one.maturity = found.on
        one.maturity_month = found.month
    one.maturity_years = (None if found.is_limit else found.first, found.last)
    one.spans["maturity"] = pen.span(start, end)
    issued = _cell(entry, Role.ISSUED, words=True)
    if issued is not None:
        one.issued = issued.text
        one.spans["issued"] = pen.span(issued.start, issued.end)


def _cell(entry: Entry, role: Role, *, words: bool = False) -> Cell | None:
    """The row's cell of a role; a rate of the balance sheet date only."""
    for place in entry.sheet.columns(role):
        cell = entry.line.cells.get(place)
        if cell is not None and (words or cell.number is None or cell.number != Decimal(0)):
            return cell
    return None

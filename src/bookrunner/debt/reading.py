"""A report's debt, read: tranches that foot to its balance sheet, its wall, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.debt.balance_sheet import Face, face
from bookrunner.debt.by_type import by_type
from bookrunner.debt.liquidity import liquidity
from bookrunner.debt.maturities import Due, Stated, stated_maturities
from bookrunner.debt.meanings import Meaning
from bookrunner.debt.measures import measure
from bookrunner.debt.notes import debt_blocks, debt_schedules
from bookrunner.debt.pen import Pen
from bookrunner.debt.schedule import Schedule
from bookrunner.debt.sheet import Facts
from bookrunner.debt.table import Adjustment, DebtTable, Tranche, WallRow
from bookrunner.debt.tagged_tranches import tranches_of_tags
from bookrunner.debt.terms import DebtKind, kind_of
from bookrunner.debt.tranches import adjustments_of, clean, from_face, tranches_of
from bookrunner.debt.tying import Tied, tied
from bookrunner.debt.wall import checked_wall, wall_of_tranches
from bookrunner.documents import Document
from bookrunner.facts import Company, Filing
from bookrunner.figures import Figure, Finding, Severity, Unit, total

FOOTS_WITHIN = Decimal("0.005")
"""Of the balance sheet's debt."""


def debt_table(company: Company, filing: Filing, document: Document) -> DebtTable:
    """The debt table of one annual or quarterly report.

    Everything the report does not say is missing from it, with a finding that says so.
    """
    facts = Facts(document)
    on = balance_date(document, filing)
    shown = face(document, facts, on)
    exponent = shown.sheet.exponent if shown.sheet is not None else 0
    currency = _currency(document, shown)
    made = DebtTable(company, filing, on, currency)
    pen = Pen(company, filing, document, on)
    schedules = debt_schedules(document, facts, on, exponent=exponent)
    chosen = tied(schedules, shown)
    _fill(made, chosen, shown, pen, document, schedules)
    stated = stated_maturities(document, facts, on, exponent=exponent)
    _wall(made, stated, pen)
    _ranks(made, chosen, document, pen)
    made.liquidity = liquidity(document, pen, currency, made)
    measure(made, pen)
    return made


def balance_date(document: Document, filing: Filing) -> date:
    """The date of the report's own balance sheet: that of its tagged assets, else its period's."""
    told = filing.period_end
    ends = [
        fact.period.end
        for fact in document.facts
        if fact.concept in ("us-gaap:Assets", "us-gaap:LiabilitiesAndStockholdersEquity")
        and not fact.dimensions
        and fact.value is not None
    ]
    latest = max(ends, default=None)
    if latest is not None and (told is None or abs(latest - told) <= timedelta(days=10)):
        return latest
    assert told is not None or latest is not None, "a report without any date is not chosen"
    return told if told is not None else latest  # type: ignore[return-value]


def _currency(document: Document, shown: Face) -> str:
    for row in shown.rows:
        if row.cell.fact is not None and row.cell.fact.unit is not None:
            return row.cell.fact.unit.currency or "USD"
    if shown.sheet is not None and shown.sheet.table.currency:
        return shown.sheet.table.currency
    units = [fact.unit for fact in document.facts if fact.unit is not None and fact.unit.currency]
    return (units[0].currency or "USD") if units else "USD"


def _fill(
    made: DebtTable, chosen: Tied, shown: Face, pen: Pen, document: Document,
    schedules: Sequence[Schedule],
) -> None:  # fmt: skip
    unit = Unit(((made.currency, 1),))
    made.balance_sheet = [
        pen.sourced(
            f"face|{row.label}", clean(row.label), row.value, unit,
            row.cell.start, row.cell.end, row.cell.fact,
        )
        for row in shown.rows
    ]  # fmt: skip
    if not shown.rows:
        _without_debt(made, shown, document)
    for schedule in chosen.schedules:
        made.tranches += tranches_of(schedule, pen, made.currency)
        made.adjustments += adjustments_of(schedule, pen, made.currency)
        _unfooted(made, schedule)
    if chosen.schedules:
        made.tranches += [from_face(row, pen, made.currency) for row in chosen.others]
        _rest_of_row(made, chosen, pen)
        if not chosen.exact:
            _close_with_tags(made, chosen, shown, pen, document)
        _costs_between(made, pen)
        _current(made, chosen, pen)
    elif shown.rows:
        _without_table(made, shown, pen, document, schedules)
    foot(made, pen)


def _without_table(
    made: DebtTable, shown: Face, pen: Pen, document: Document, schedules: Sequence[Schedule]
) -> None:
    """Instruments told in words, by their tags; else types; else the balance sheet's rows."""
    made.tranches, covered = tranches_of_tags(document, shown, pen, made.currency)
    if made.tranches:
        others = [row for row in shown.rows if row not in covered]
        made.tranches += [from_face(row, pen, made.currency) for row in others]
        _find(
            made,
            "debt.from-tags",
            "no table of the report breaks its debt down; its instruments are those tagged in "
            "words, which add up to the balance sheet",
            Severity.NOTE,
        )
        return
    made.tranches, covered = by_type(document, schedules, shown, pen, made.currency)
    if made.tranches:
        others = [row for row in shown.rows if row not in covered]
        made.tranches += [from_face(row, pen, made.currency) for row in others]
        _by_type_only(made)
    else:
        made.tranches = [from_face(row, pen, made.currency) for row in shown.rows]
        _find(
            made,
            "debt.no-table",
            "no table of the report breaks its debt down; it tells only the rows of its balance "
            f"sheet, which are shown: {_listed(made)}",
            Severity.WARNING,
        )


def _listed(made: DebtTable) -> str:
    return "; ".join(
        f"{one.instrument}: {one.carrying.value:,.0f}"
        for one in made.tranches
        if one.carrying is not None and isinstance(one.carrying.value, float)
    )


def _by_type_only(made: DebtTable) -> None:
    leaves = any(one.origin == "remainder" for one in made.tranches)
    _find(
        made,
        "debt.by-type",
        f"the report tells debt only by type: {_listed(made)}"
        + ("; the last is what remains of the balance sheet" if leaves else ""),
        Severity.WARNING if leaves else Severity.NOTE,
    )


def _without_debt(made: DebtTable, shown: Face, document: Document) -> None:
    if shown.sheet is None:
        _find(made, "debt.no-balance-sheet", "no balance sheet was found in the report",
              Severity.ERROR)  # fmt: skip
        return
    words = "none of the rows of its balance sheet is debt"
    said = re.search(
        r"[^.\n]{0,120}\b(?:no|not have any) (?:outstanding )?(?:debt|borrowings|indebtedness)\b"
        r"[^.\n]{0,80}",
        document.text,
        re.IGNORECASE,
    )
    if said:
        words += f"; the report says: {' '.join(said[0].split())[:200]}"
    _find(made, "debt.none-reported", f"no debt reported: {words}", Severity.NOTE)


def _unfooted(made: DebtTable, schedule: Schedule) -> None:
    for entry, apart in schedule.unfooted:
        if abs(apart) > FOOTS_WITHIN * abs(entry.value):
            _find(
                made,
                "debt.total-apart",
                f"the rows above {clean(entry.label) or 'a total'!r} differ from it by "
                f"{apart:,.0f}",
                Severity.WARNING,
            )


def _rest_of_row(made: DebtTable, chosen: Tied, pen: Pen) -> None:
    """Short-term debt in the row that also holds the current portion of the table."""
    row = chosen.within
    current = chosen.schedules[0].current
    if row is None or current is None:
        return
    unit = Unit(((made.currency, 1),))
    whole = next(f for f, r in zip(made.balance_sheet, _faces(chosen, made), strict=False) if r)
    part = pen.sourced(
        "current_portion_in_row", "Current portion of long-term debt", abs(current.value), unit,
        current.amount.start, current.amount.end, current.amount.fact,
    )  # fmt: skip
    label = f"{clean(row.label)}, other than the current portion of long-term debt"
    one = Tranche(
        label, kind_of(row.label), None, made.currency,
        carrying=pen.computed(f"{row.label}|rest", label, whole - part),
        origin="balance sheet", accession=pen.filing.accession,
    )  # fmt: skip
    one.spans["instrument"] = pen.span(row.line.start, row.line.end)
    made.tranches.append(one)


def _faces(chosen: Tied, made: DebtTable) -> list[bool]:
    """For each figure of the balance sheet whether it is the row that holds the current portion."""
    row = chosen.within
    return [
        row is not None and figure.exact == row.value and figure.name == clean(row.label)
        for figure in made.balance_sheet
    ]


_TAGS_BETWEEN = re.compile(
    r"^(?:DebtInstrumentUnamortized|UnamortizedDebtIssuance|DeferredFinanceCosts|"
    r"DebtInstrumentFairValueAdj|HedgeAccountingAdj|FinanceLeaseLiability$|"
    r"DebtAndFinanceLease|UnamortizedDebt|DebtIssuanceCosts)"
)


def _close_with_tags(
    made: DebtTable, chosen: Tied, shown: Face, pen: Pen, document: Document
) -> None:
    """An adjustment that the report tells in words outside the table, where it closes the gap."""
    gap = shown.value - chosen.value
    slack = abs(shown.value) * Decimal("0.0004")
    if abs(gap) <= slack:
        return
    for fact in document.facts:
        if fact.value is None or fact.dimensions or fact.period.end != made.on or not fact.value:
            continue
        name = fact.concept.rsplit(":", maxsplit=1)[-1]
        if not _TAGS_BETWEEN.search(name) or fact.unit is None or not fact.unit.currency:
            continue
        if abs(abs(fact.value) - abs(gap)) <= slack:
            label = " ".join(re.findall(r"[A-Z][a-z]*", name))
            value = abs(fact.value) if gap > 0 else -abs(fact.value)
            figure = pen.sourced(f"adjustment|{name}", label, value, Unit(((made.currency, 1),)),
                                 fact.start, fact.end, fact)  # fmt: skip
            made.adjustments.append(Adjustment(label, "costs", figure))
            return


def _costs_between(made: DebtTable, pen: Pen) -> None:
    """Where every note has principal and carrying value: the costs between, as a formula."""
    pairs = [(t.principal, t.carrying) for t in made.tranches if t.origin == "table"]
    both = [(p, c) for p, c in pairs if p is not None and c is not None]
    if len(both) < 2 or made.adjustments or len(both) + 3 < len(pairs):
        return
    figure = pen.computed(
        "costs_between",
        "Unamortised discount, premium and costs",
        total([c for _, c in both]) - total([p for p, _ in both]),
    )
    made.adjustments.append(
        Adjustment("Carrying value less principal of the rows that show both", "costs", figure,
                   counted=False)
    )  # fmt: skip


def _current(made: DebtTable, chosen: Tied, pen: Pen) -> None:
    entry = next((one.current for one in chosen.schedules if one.current is not None), None)
    if entry is None or entry.meaning is not Meaning.CURRENT:
        return
    made.current_portion = pen.sourced(
        "current_portion", clean(entry.label), abs(entry.value), Unit(((made.currency, 1),)),
        entry.amount.start, entry.amount.end, entry.amount.fact,
    )  # fmt: skip


def foot(made: DebtTable, pen: Pen) -> None:
    """Add the tranches and adjustments up and compare them with the balance sheet."""
    amounts: list[Figure] = [t.amount for t in made.tranches if t.amount is not None]
    amounts += [one.amount for one in made.adjustments if one.counted]
    if made.balance_sheet:
        made.balance_sheet_debt = pen.computed(
            "balance_sheet_debt", "Debt on the balance sheet", total(made.balance_sheet)
        )
    if amounts:
        made.total = pen.computed("total", "Total debt by tranche", total(amounts))
    if made.total is None or made.balance_sheet_debt is None:
        return
    made.difference = pen.computed(
        "difference",
        "Balance sheet debt less the sum of tranches and adjustments",
        made.balance_sheet_debt - made.total,
    )
    apart, whole = made.difference.value, made.balance_sheet_debt.value
    assert isinstance(apart, float), "sums of numbers are numbers"
    assert isinstance(whole, float), "sums of numbers are numbers"
    origins = {one.origin for one in made.tranches}
    if origins == {"balance sheet"} or "remainder" in origins:
        return  # the balance sheet against itself proves nothing
    made.foots = abs(apart) <= float(FOOTS_WITHIN) * abs(whole)
    if not made.foots:
        _find(
            made,
            "debt.does-not-foot",
            f"tranches and adjustments differ from the balance sheet's debt by {apart:,.0f} "
            f"({apart / whole:.1%})",
            Severity.WARNING,
        )


def _wall(made: DebtTable, stated: Stated | None, pen: Pen) -> None:
    unit = Unit(((made.currency, 1),))
    if stated is None:
        made.wall = wall_of_tranches(made, pen)
        return
    for problem in stated.problems:
        _find(made, "debt.maturity-tags", f"maturities: {problem}", Severity.WARNING)
    source = "tags" if stated.tagged else "table"
    made.wall = [
        WallRow(due.year, due.label, _due_figure(due, pen, unit), source) for due in stated.rows
    ]
    checked_wall(made, stated, pen)


def _due_figure(due: Due, pen: Pen, unit: Unit) -> Figure:
    name = "Due thereafter" if due.is_thereafter else f"Due in the fiscal year {due.year}"
    return pen.sourced(f"due|{due.year}", name, due.value, unit, due.start, due.end, due.fact)


_UNSECURED = re.compile(
    r"senior,? (?:and )?unsecured|unsecured,? (?:and )?senior|unsecured and unsubordinated|"
    r"general unsecured|senior and unsecured",
    re.IGNORECASE,
)


def _ranks(made: DebtTable, chosen: Tied, document: Document, pen: Pen) -> None:
    """Notes of no stated rank take that which the note's text states once for all of them."""
    spans = [span for block in debt_blocks(document) for span in block.spans]
    if not spans:
        spans = [(max(0, s.start - 6000), s.start + 12_000) for s in chosen.schedules]
    found = next(
        (
            (match.start(), match.end())
            for start, end in spans
            for match in [_UNSECURED.search(document.text, start, end)]
            if match
        ),
        None,
    )
    if found is None:
        return
    for one in made.tranches:
        is_other = re.match(r"other\b", one.instrument, re.IGNORECASE)
        if one.kind is DebtKind.NOTES and one.rank in (None, "senior") and not is_other:
            one.rank = "senior unsecured"
            one.spans["rank"] = pen.span(*found)


def _find(made: DebtTable, code: str, message: str, severity: Severity) -> None:
    where = f"{made.company.ticker or made.company.name} {made.on}"
    made.findings.append(Finding(code, message, severity, where=where))


__all__ = ["FOOTS_WITHIN", "balance_date", "debt_table", "foot"]

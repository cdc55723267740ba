"""The annual report's tranches rolled forward to a quarter that lists none of its own.

Carried forward: every row of the annual report that the quarter does not change. Taken off: notes
that fell due, or that the quarter's words say were repaid. Put on: notes that its words or tags, or
8-Ks and prospectuses since, say were issued. Stated anew: commercial paper, leases and rows of the
balance sheet. What the cash flow shows beyond these is a row of its own, by no instrument.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bookrunner.debt.balance_sheet import Face, FaceRow, face
from bookrunner.debt.by_type import figure_of, leases_at
from bookrunner.debt.flows import Flows, flows
from bookrunner.debt.liquidity import liquidity, paper_at
from bookrunner.debt.measures import measure
from bookrunner.debt.pen import Pen
from bookrunner.debt.reading import foot
from bookrunner.debt.repaid import fallen_due, owed, paid_in_year, said_repaid
from bookrunner.debt.sheet import Facts
from bookrunner.debt.table import Adjustment, DebtTable, Tranche
from bookrunner.debt.terms import DebtKind, kind_of
from bookrunner.debt.tranches import clean, from_face
from bookrunner.debt.tying import is_short_term
from bookrunner.documents import Document, InlineFact
from bookrunner.figures import Figure, Finding, Severity, Unit, total

CARRIED = "annual report"
SINCE = "issued since the annual report"
_CURRENT = re.compile(
    r"^current (?:portion|maturit|instal)\w*|long[- ]term debt due within|"
    r"^(?:debt )?due within (?:one|1) year",
    re.IGNORECASE,
)
_DISCOUNT_MAX = Decimal("0.03")
"""Of new notes: what their proceeds may fall short of principal by, as discount and costs."""
_MORE_MAX = Decimal("1.05")
"""Notes taken off over what was paid, as when they are of another currency."""


@dataclass
class _Changes:
    """What was done to the annual report's rows, for the finding that tells it."""

    repaid: list[Tranche] = field(default_factory=list)
    issued: list[Tranche] = field(default_factory=list)
    restated: list[str] = field(default_factory=list)
    before: list[Figure] = field(default_factory=list)
    """Short-term debt of the annual report that the quarter states anew, and
    ``after`` what it states."""
    after: list[Figure] = field(default_factory=list)


def rolled_forward(
    annual: DebtTable, quarter: DebtTable, document: Document, issues: Sequence[Tranche], pen: Pen
) -> DebtTable:
    """The quarter's debt by the annual report's instruments.

    Args:
        annual: A table that foots, of the fiscal year before the quarter.
        quarter: The same company's quarter, whose report lists no instruments.
        document: The quarter's report.
        issues: Notes that it, 8-Ks and prospectuses between the two dates say were issued.
        pen: Of the quarter's report.
    """
    unit = Unit(((quarter.currency, 1),))
    shown = face(document, Facts(document), quarter.on)
    made = DebtTable(quarter.company, quarter.filing, quarter.on, quarter.currency)
    made.balance_sheet = list(quarter.balance_sheet)
    made.adjustments = list(annual.adjustments)
    paid = flows(document, annual.on, quarter.on, unit)
    done = _Changes()
    kept = _restated(annual, shown, document, pen, unit, made, done)
    kept = _without_repaid(kept, annual, document, quarter, paid, done)
    done.issued = _believed(issues, annual, quarter, paid, unit)
    made.tranches = [replace(one, origin=CARRIED) for one in kept] + [
        replace(one, origin=SINCE) for one in done.issued
    ] + made.tranches  # fmt: skip
    _by_no_instrument(made, paid, done, pen, unit)
    _told(made, annual, done)
    foot(made, pen)
    made.current_portion = _current(quarter)
    made.wall = list(quarter.wall)
    made.liquidity = liquidity(document, pen, made.currency, made)
    measure(made, pen)
    if not made.wall:
        _annual_wall(made, annual)
    return made


def _current(quarter: DebtTable) -> Figure | None:
    """The one row of the balance sheet that is the current portion."""
    rows = [figure for figure in quarter.balance_sheet if _CURRENT.search(figure.name)]
    return rows[0] if len(rows) == 1 else None


def _annual_wall(made: DebtTable, annual: DebtTable) -> None:
    """Where the quarter states no maturities: those of the annual report, said to be that."""
    if not annual.wall:
        return
    made.wall = [replace(row, source=CARRIED) for row in annual.wall]
    made.findings.append(
        Finding(
            "debt.wall-of-annual-report",
            f"the maturities are those of {annual.on}, before what was issued and repaid since",
            Severity.WARNING,
            where=str(made.on),
        )
    )


def _restated(
    annual: DebtTable, shown: Face, document: Document, pen: Pen, unit: Unit,
    made: DebtTable, done: _Changes,
) -> list[Tranche]:  # fmt: skip
    """Put in what the quarter itself states; return the annual rows that it does not replace."""
    short = [row for row in shown.rows if is_short_term(row)]
    replaced = [one for one in annual.tranches if one.origin == "balance sheet"]
    paper = paper_at(document, pen.on, unit)
    if short or paper is not None:
        replaced += [
            one for one in annual.tranches
            if one.kind is DebtKind.COMMERCIAL_PAPER and one not in replaced
        ]  # fmt: skip
    rows = short + [row for row in shown.rows if row not in short and _was_a_row(row, replaced)]
    made.tranches += [from_face(row, pen, made.currency) for row in rows]
    has_paper = any(one.kind is DebtKind.COMMERCIAL_PAPER for one in replaced)
    if not short and paper is not None and has_paper and paper.value:
        made.tranches.append(_paper_tranche(paper, pen, unit, made.currency))
    done.after += [one.carrying for one in made.tranches if one.carrying is not None]
    done.before += [one.amount for one in replaced if one.amount is not None]
    _leases(annual, document, pen, unit, made, replaced, rows)
    done.restated = [one.instrument for one in made.tranches]
    return [one for one in annual.tranches if one not in replaced]


def _was_a_row(row: FaceRow, replaced: Sequence[Tranche]) -> bool:
    words = clean(row.label).lower()
    return any(one.instrument.lower() == words for one in replaced)


def _leases(
    annual: DebtTable, document: Document, pen: Pen, unit: Unit,
    made: DebtTable, replaced: list[Tranche], rows: Sequence[FaceRow],
) -> None:  # fmt: skip
    held = [one for one in annual.tranches if one.kind is DebtKind.FINANCE_LEASE]
    listed = [one for one in held if one not in replaced]
    told = leases_at(document, pen, unit)
    if not listed or told is None or any(kind_of(r.label) is DebtKind.FINANCE_LEASE for r in rows):
        return
    replaced += listed
    one = Tranche(told.label, DebtKind.FINANCE_LEASE, None, made.currency,
                  carrying=figure_of(told, pen, unit), origin="tags",
                  accession=pen.filing.accession)  # fmt: skip
    start, end, _ = told.cites[0]
    one.spans["instrument"] = pen.span(start, end)
    made.tranches.append(one)


def _paper_tranche(fact: InlineFact, pen: Pen, unit: Unit, currency: str) -> Tranche:
    assert fact.value is not None, "a nil amount was left out"
    figure = pen.sourced("commercial_paper|carrying", "Commercial paper", fact.value, unit,
                         fact.start, fact.end, fact)  # fmt: skip
    one = Tranche("Commercial paper", DebtKind.COMMERCIAL_PAPER, None, currency, carrying=figure,
                  origin="tags", accession=pen.filing.accession)  # fmt: skip
    one.spans["instrument"] = pen.span(fact.start, fact.end)
    return one


def _without_repaid(
    kept: Sequence[Tranche], annual: DebtTable, document: Document, quarter: DebtTable,
    paid: Flows, done: _Changes,
) -> list[Tranche]:  # fmt: skip
    gone = fallen_due(kept, annual.on, quarter.on)
    gone += [
        one for one in said_repaid(kept, document, annual.on, quarter.on) if one not in gone
    ]  # fmt: skip
    if paid.repaid is not None and not paid.hold_short:
        assert paid.repaid.value is not None, "a nil flow was left out"
        whole = abs(paid.repaid.value)
        if sum((owed(one) for one in gone), Decimal(0)) > whole * _MORE_MAX:
            # More than was paid: the words mean something else than a repayment.
            gone = fallen_due(kept, annual.on, quarter.on)
        left = whole - sum((owed(one) for one in gone), Decimal(0))
        gone += paid_in_year([one for one in kept if one not in gone], quarter.on, left)
    done.repaid = gone
    return [one for one in kept if one not in gone]


def _believed(
    issues: Sequence[Tranche], annual: DebtTable, quarter: DebtTable, paid: Flows, unit: Unit
) -> list[Tranche]:
    """New notes in the report's currency, if no more of them than cash came in for."""
    listed = {
        (one.coupon.exact, one.maturity_years[1])
        for one in annual.tranches
        if one.coupon is not None and one.maturity_years is not None
    }
    new: dict[object, Tranche] = {}
    for one in issues:
        if one.coupon is None or one.maturity_years is None or one.principal is None:
            continue
        key = (one.coupon.exact, one.maturity_years[1])
        if key not in listed and one.principal.unit == unit:
            new.setdefault(key, one)
    added = sum((owed(one) for one in new.values()), Decimal(0))
    if paid.issued is None or paid.issued.value is None:
        # Without proceeds the quarter's own words may tell of days after its balance sheet.
        return [one for one in new.values() if one.accession != quarter.filing.accession]
    room = abs(paid.issued.value) * (1 + _DISCOUNT_MAX)
    return list(new.values()) if added <= room else []


def _by_no_instrument(
    made: DebtTable, paid: Flows, done: _Changes, pen: Pen, unit: Unit
) -> None:  # fmt: skip
    """Rows for what the cash flow shows beyond the instruments that were put on and taken off."""
    issued = _flow(paid.issued, "issued", "Debt issued since the fiscal year's end", pen, unit)
    repaid = _flow(paid.repaid, "repaid", "Debt repaid since the fiscal year's end", pen, unit)
    on = [one.nominal for one in done.issued if one.nominal is not None]
    off = [one.nominal for one in done.repaid if one.nominal is not None]
    if paid.hold_short:
        if issued is not None and repaid is not None:
            _net(made, issued, repaid, on, off, done, paid, pen, unit)
        return
    if issued is not None:
        rest = issued - total(on) if on else total([issued])
        figure = pen.computed("rolled|issued", "Issued, by no instrument", rest)
        less = isinstance(figure.value, float) and figure.value < 0
        label = "Discount and costs of notes issued" if less else "Issued since, by no instrument"
        _add(made, label, figure)
    if repaid is not None:
        rest = total(off) - repaid if off else -repaid
        figure = pen.computed("rolled|repaid", "Repaid, by no instrument", rest)
        more = isinstance(figure.value, float) and figure.value > 0
        label = "Fell due, not among what was repaid" if more else "Repaid since, by no instrument"
        _add(made, label, figure)


def _net(
    made: DebtTable, issued: Figure, repaid: Figure, on: list[Figure], off: list[Figure],
    done: _Changes, paid: Flows, pen: Pen, unit: Unit,
) -> None:  # fmt: skip
    """As one row where issues and repayments hold short-term debt, whose change is told apart."""
    rest = issued - repaid
    short = _flow(paid.short_net, "short_net", "Net change in short-term debt", pen, unit)
    if short is not None:
        rest = rest + short
    for less in (on, done.after):
        if less:
            rest = rest - total(less)
    for more in (off, done.before):
        if more:
            rest = rest + total(more)
    _add(made, "Issued and repaid since, by no instrument",
         pen.computed("rolled|net", "Issued less repaid, by no instrument", rest))  # fmt: skip


def _flow(fact: InlineFact | None, key: str, name: str, pen: Pen, unit: Unit) -> Figure | None:
    if fact is None or fact.value is None:
        return None
    return pen.sourced(f"flow|{key}", name, fact.value, unit, fact.start, fact.end, fact)


def _add(made: DebtTable, label: str, figure: Figure) -> None:
    if figure.value:
        made.adjustments.append(Adjustment(label, "roll-forward", figure))


def _told(made: DebtTable, annual: DebtTable, done: _Changes) -> None:
    rolled = [one.label for one in made.adjustments if one.kind == "roll-forward"]
    parts = [
        ("issued since", [one.instrument for one in done.issued]),
        ("repaid since", [one.instrument for one in done.repaid]),
        ("as the quarter states", done.restated),
        ("from the cash flow", rolled),
    ]
    words = "; ".join(f"{what}: {', '.join(names)}" for what, names in parts if names)
    made.findings.append(
        Finding(
            "debt.rolled-forward",
            f"the {made.filing.form} lists no instruments: those of the {annual.filing.form} at "
            f"{annual.on} ({annual.filing.accession}) are carried forward at their amounts of that "
            f"day" + (f"; {words}" if words else ""),
            Severity.WARNING,
            where=str(made.on),
        )
    )

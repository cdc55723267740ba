"""Debt that the balance sheet shows in rows of its own, beside the tags that usually mean debt."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bookrunner.facts.debt_names import is_debt
from bookrunner.facts.faces import Liabilities
from bookrunner.facts.filings import Fact
from bookrunner.facts.lines import LINES_BY_KEY, StandardLine, Tagged
from bookrunner.facts.vintages import rounding
from bookrunner.facts.workings.bench import Bench, Found
from bookrunner.figures import Figure, Missing, Period, Sourced, Term, Unit, instant, total

DEBT_LINES = frozenset({"current_debt", "long_term_debt"})
_ROWS_MAX = 10


class DebtBeside:
    """Adds to a line of debt the rows of debt on the face that it does not hold.

    Rows of a balance sheet are each other's neighbours and not each other's parts, but for totals.
    So a row that is debt by its name, and neither the line's own nor a part of it, is more debt.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def joined(self, line: StandardLine, found: Found | None, period: Period) -> Found | None:
        """The line with the rows beside it; what rules found where there are none."""
        at = instant(period.end)
        inputs = [] if found is None else _inputs(found.figure)
        liabilities = self._face(inputs, period, at)
        if liabilities is None:
            return found
        unit = self._bench.unit(line.kind)
        debt = self._rows(line, liabilities, unit, period)
        if found is None:
            return self._of_rows(line, debt, period) if debt else None
        if not debt or isinstance(found.figure.value, Missing):
            return found
        own = [row for row in liabilities.rows if any(_is_of(row, one) for one in inputs)]
        is_part = any(row in own for one in debt for row in _parts(one, liabilities.rows))
        if len(own) < len(inputs) or is_part:
            return self._by_face(line, found, debt, liabilities, period)
        held = [row for one in own for row in (one, *_parts(one, liabilities.rows))]
        rest = [row for row in debt if row.value and row not in held and not _is_retold(row, own)]
        return self._added(line, found, rest, period) if rest else found

    def _by_face(
        self,
        line: StandardLine,
        found: Found,
        debt: Sequence[Fact],
        liabilities: Liabilities,
        period: Period,
    ) -> Found:
        """What was found, where the rows of the balance sheet say the same; else the rows.

        Notes round, and tell wholes with and without what stands in other lines; a row may be a
        part of a total below it.
        """
        rows = [
            row
            for row in debt
            if not any(
                row in _parts(one, liabilities.rows) or _is_retold(row, [one]) for one in debt
            )
        ]
        added = sum((row.value for row in rows), Decimal(0))
        if added == Decimal(str(found.figure.value)):
            return found
        self._bench.find(
            "facts.debt-beside",
            f"{line.label}: the rows of the balance sheet that are debt by name are taken, "
            f"{_named(rows)}; {found.explanation} is {found.figure.value:,.0f}",
            period,
        )
        return self._sum_of(line, rows, period)

    def shows_none(self, period: Period) -> bool:
        """Whether the balance sheet is there, and none of its liabilities is debt by name."""
        face = self._face((), period, instant(period.end))
        return face is not None and bool(face.rows) and not any(map(is_debt, face.rows))

    def _face(self, inputs: Sequence[Figure], period: Period, at: Period) -> Liabilities | None:
        """The balance sheet of the report that the line was read in, or that tells the assets."""
        documents = {
            figure.lineage.source.citation.document
            for figure in inputs
            if isinstance(figure.lineage, Sourced) and figure.lineage.source.citation is not None
        }
        if not inputs:
            assets = self._bench.found("total_assets", period)
            if assets is not None and assets.fact is not None:
                documents = {assets.fact.document}
        if len(documents) != 1:
            return None
        return self._bench.faces.liabilities(documents.pop(), at)

    def _rows(
        self, line: StandardLine, liabilities: Liabilities, unit: Unit, period: Period
    ) -> Sequence[Fact]:
        """The rows of debt on the line's side of the balance sheet.

        A balance sheet that is not classified has one side, which is long-term but for the rows
        that current debt was read from.
        """
        rows = [row for row in liabilities.rows if row.unit == unit and is_debt(row)]
        if any(row.concept in _TOTALS and not row.dimensions for row in rows):
            return ()
        is_current = line.key == "current_debt"
        if liabilities.is_classified:
            return [row for row in rows if liabilities.is_current(row) == is_current]
        if is_current:
            return ()
        current = self._bench.found("current_debt", period)
        taken = [] if current is None else _inputs(current.figure)
        return [row for row in rows if not any(_is_of(row, one) for one in taken)]

    def _of_rows(self, line: StandardLine, rows: Sequence[Fact], period: Period) -> Found:
        self._bench.find(
            "facts.derived-line",
            f"{line.label}: no usual tag of the line is used; it is the rows of the balance sheet "
            f"that are debt by name: {_named(rows)}",
            period,
        )
        return self._sum_of(line, rows, period)

    def _sum_of(self, line: StandardLine, rows: Sequence[Fact], period: Period) -> Found:
        if len(rows) == 1:
            return Found(self._bench.sourced(line, rows[0]), rows[0].concept, rows[0])
        # Rows may share a tag, and each has a figure of its own.
        figures = [self._bench.sourced(line, row, f"row_{place}") for place, row in enumerate(rows)]
        words = " + ".join(row.concept for row in rows)
        return self._bench.computed(line, total(figures), period, words)

    def _added(
        self, line: StandardLine, found: Found, rows: Sequence[Fact], period: Period
    ) -> Found:
        added: Term = found.figure
        for place, row in enumerate(rows):
            added = added + self._bench.sourced(line, row, f"beside_{place}")
        self._bench.find(
            "facts.debt-beside",
            f"{line.label}: the balance sheet shows debt beside {found.explanation}, and it is "
            f"added: {_named(rows)}",
            period,
        )
        words = " + ".join((found.explanation, *(row.concept for row in rows)))
        return self._bench.computed(line, added, period, words)


def _inputs(figure: Figure) -> Sequence[Figure]:
    """The reported figures that a figure is made of, each once."""
    found: dict[str, Figure] = {}
    waiting: list[Term] = [figure]
    while waiting:
        term = waiting.pop()
        if isinstance(term, Figure) and term.is_input:
            found.setdefault(term.id, term)
        else:
            below = term.expression if isinstance(term, Figure) else term
            waiting.extend(getattr(below, "operands", ()))
    return list(found.values())


def _is_of(row: Fact, figure: Figure) -> bool:
    lineage = figure.lineage
    return isinstance(lineage, Sourced) and lineage.source.citation == row.citation


def _is_retold(row: Fact, own: Sequence[Fact]) -> bool:
    """Whether a member's number is a part of the company's own of the same tag."""
    return bool(row.dimensions) and any(
        one.concept == row.concept and not one.dimensions for one in own
    )


def _parts(whole: Fact, rows: Sequence[Fact]) -> Sequence[Fact]:
    """The rows right above a total that add up to it."""
    place = rows.index(whole)
    added, slack = Decimal(0), rounding(whole)
    for first in range(place - 1, max(-1, place - 1 - _ROWS_MAX), -1):
        added += rows[first].value
        slack += rounding(rows[first])
        if first < place - 1 and abs(added - whole.value) <= slack:
            return rows[first:place]
    return ()


def _named(rows: Sequence[Fact]) -> str:
    return "; ".join(f"{row.label} ({row.concept}, {row.value:,f})" for row in rows)


_TOTALS = frozenset(
    concept
    for rule in LINES_BY_KEY["reported_total_debt"].rules
    if isinstance(rule, Tagged)
    for concept in rule.concepts
)

"""Revenue and operating income by segment, product and geography."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.app import Desk
from bookrunner.facts import (
    Breakdown,
    BreakdownPart,
    Fact,
    Statements,
    breakdowns,
    statements,
)
from bookrunner.figures import Figure, Missing, NotFound, Period, Sourced
from bookrunner.ledger import Ledger
from bookrunner.operations.line_shapes import Cited
from bookrunner.operations.segments_shapes import (
    SegmentPart,
    Segments,
    SegmentsRequest,
    SegmentTable,
)
from bookrunner.operations.told import company_line, remarks

_LINES = ("revenue", "operating_income")


def answered(desk: Desk, request: SegmentsRequest) -> Segments:
    """A company's breakdowns of the period asked for, or of the newest year that has one.

    Raises:
        NotFound: No such company or period, or no report kept breaks it down.
    """
    company = desk.store.company(request.company, desk.viewer, as_of=request.as_of)
    facts = desk.store.facts(company.cik, desk.viewer, as_of=request.as_of)
    made = statements(company, facts, as_of=request.as_of)
    period, found = _found(made, facts, request)
    figures = {figure.id: figure for one in found for figure in _figures(one)}
    desk.keep_line(Ledger.of(list(figures.values()), (), as_of=period.end))
    return Segments(
        company=company_line(company),
        period=made.label(period),
        period_start=period.start,
        period_end=period.end,
        as_of=request.as_of,
        breakdowns=tuple(_table(one) for one in found),
        findings=remarks(finding for one in found for finding in one.findings),
    )


def _found(
    made: Statements, facts: Sequence[Fact], request: SegmentsRequest
) -> tuple[Period, Sequence[Breakdown]]:
    if request.period:
        periods = [made.period(request.period, "revenue")]
    else:
        periods = list(reversed(made.periods))
    for period in periods:
        if found := breakdowns(made.company, facts, _LINES, period):
            return period, found
    raise NotFound(
        "segments of",
        made.company.ticker or made.company.name,
        hint="no report that is kept breaks revenue or operating income down"
        + (f" for {request.period}" if request.period else ""),
    )


def _figures(one: Breakdown) -> list[Figure]:
    told = [part.figure for part in (*one.parts, *one.left_out)]
    return [*told, one.sum, *([] if one.consolidated is None else [one.consolidated])]


def _table(one: Breakdown) -> SegmentTable:
    return SegmentTable(
        line=one.line,
        axis=one.axis.name.lower(),
        tag=one.concept,
        unit=str(one.sum.unit),
        accession=one.accession,
        parts=tuple(_part(part) for part in one.parts),
        left_out=tuple(_part(part) for part in one.left_out),
        sum=_value(one.sum),
        sum_id=one.sum.id,
        consolidated=None if one.consolidated is None else _value(one.consolidated),
        foots=one.foots,
    )


def _part(part: BreakdownPart) -> SegmentPart:
    lineage = part.figure.lineage
    citation = lineage.source.citation if isinstance(lineage, Sourced) else None
    return SegmentPart(
        member=part.member,
        label=part.label,
        value=_value(part.figure),
        exact=part.figure.exact,
        is_between=part.is_between,
        citation=None
        if citation is None
        else Cited(citation.document, citation.start, citation.end, citation.fact_id or ""),
        id=part.figure.id,
    )


def _value(figure: Figure) -> float:
    assert not isinstance(figure.value, Missing), "reported numbers and their sums are there"
    return figure.value

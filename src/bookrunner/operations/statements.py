"""Standardised statements as plain values, with what was restated."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.app import Desk
from bookrunner.facts import Basis, Company, StandardLine, Statements, Vintage, statements
from bookrunner.facts import Statement as Kind
from bookrunner.figures import Figure, NotFound, Period, Sourced
from bookrunner.operations.requests import StatementsRequest
from bookrunner.operations.responses import (
    Cell,
    Column,
    Statement,
    StatementLine,
    StatementsAnswer,
)
from bookrunner.operations.told import company_line, number, plain, remarks

_BASES = {"annual": Basis.ANNUAL, "quarterly": Basis.QUARTERLY, "ltm": Basis.LTM}
_VINTAGES = {"latest": Vintage.LATEST, "first": Vintage.AS_FIRST_REPORTED}
_KINDS = {"income": Kind.INCOME, "balance": Kind.BALANCE, "cash": Kind.CASH_FLOW}


def answered(desk: Desk, request: StatementsRequest) -> StatementsAnswer:
    """The newest periods of a company's statements.

    Raises:
        NotFound: No such company, or no statement of it covers such a period.
    """
    company = desk.store.company(request.company, desk.viewer, as_of=request.as_of)
    facts = desk.store.facts(company.cik, desk.viewer, as_of=request.as_of)
    basis, vintage = _BASES[request.basis], _VINTAGES[request.vintage]
    made = statements(company, facts, basis=basis, vintage=vintage, as_of=request.as_of)
    first = None
    if vintage is Vintage.LATEST:
        first = statements(
            company, facts, basis=basis, vintage=Vintage.AS_FIRST_REPORTED, as_of=request.as_of
        )
    periods = made.periods[-request.periods :]
    if not periods:
        _refuse(company, request, is_empty=not facts)
    kinds = list(_KINDS.values()) if request.statement == "all" else [_KINDS[request.statement]]
    told = tuple(one for kind in kinds if (one := _statement(kind, made, first, periods)).lines)
    if not told:
        _refuse(company, request, is_empty=False)
    labels = {made.label(period) for period in periods}
    shown = [f for f in made.findings if any(f.where.endswith(label) for label in labels)]
    return StatementsAnswer(
        company=company_line(company),
        basis=request.basis,
        vintage=request.vintage,
        currency=_currency(told),
        columns=tuple(Column(made.label(p), p.start, p.end) for p in periods),
        statements=told,
        findings=remarks(shown),
    )


def _refuse(company: Company, request: StatementsRequest, *, is_empty: bool) -> None:
    named = company.ticker or company.name
    other = "annual" if request.basis != "annual" else "quarterly"
    hint = f"try --basis {other}, or ingest a filing that holds them"
    if is_empty:
        hint = "no filing of it is kept; ingest one"
    if request.as_of:
        hint = f"nothing of the kind was known on {request.as_of}; try a later day"
    raise NotFound(f"{request.basis} statements of", named, hint=hint)


def _statement(
    kind: Kind,
    made: Statements,
    first: Statements | None,
    periods: Sequence[Period],
) -> Statement:
    lines = (_line(line, made, first, periods) for line in made.lines if line.statement is kind)
    return Statement(kind.value, tuple(line for line in lines if any(line.cells)))


def _line(
    line: StandardLine,
    made: Statements,
    first: Statements | None,
    periods: Sequence[Period],
) -> StatementLine:
    cells = tuple(_cell(line.key, made, first, period) for period in periods)
    return StatementLine(line.key, line.label, cells)


def _cell(key: str, made: Statements, first: Statements | None, period: Period) -> Cell | None:
    figure = made.get(key, period)
    if figure is None:
        return None
    before = first.get(key, period) if first is not None else None
    restated = before is not None and before.value != figure.value
    return Cell(
        number=number(figure),
        explanation=made.explanation(key, period),
        accession=_accession(figure),
        restated=restated,
        first_reported=plain(before.value) if before is not None and restated else None,
    )


def _accession(figure: Figure) -> str:
    return figure.lineage.source.accession if isinstance(figure.lineage, Sourced) else ""


def _currency(told: tuple[Statement, ...]) -> str:
    """The money of the first amount; a company's statements are all in one."""
    units = [
        cell.number.unit
        for statement in told
        for line in statement.lines
        for cell in line.cells
        if cell is not None and len(cell.number.unit) == 3
    ]
    return units[0] if units else ""

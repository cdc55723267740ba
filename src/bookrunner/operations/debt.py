"""A company's debt table as plain values, kept where `why` looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bookrunner.app import Desk
from bookrunner.debt import FOOTS_WITHIN, DebtTable, Span, Tranche, company_debt
from bookrunner.documents import Document, parse
from bookrunner.facts import Basis, Company, Filing, statements
from bookrunner.figures import Figure, Finding, NotFound, Severity, Sourced, instant
from bookrunner.ledger import Ledger
from bookrunner.operations.debt_shapes import (
    Cited,
    DebtAdjustment,
    DebtAnswer,
    DebtDue,
    DebtFiling,
    DebtLiquidity,
    DebtRequest,
    DebtTranche,
)
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.responses import Number
from bookrunner.operations.told import company_line, number, remarks
from bookrunner.storage import BlobCorrupt

_Words = Callable[[str, int, int], str]

_NUMBERS = (
    "principal",
    "carrying",
    "coupon",
    "margin",
    "effective_rate",
    "committed",
    "conversion_price",
    "conversion_rate",
)


def debt(desk: Desk, request: DebtRequest) -> DebtAnswer:
    """The debt of a company's newest report that breaks it down.

    Raises:
        NotFound: No such company, or no report of it is kept.
        BlobCorrupt: Its reports are kept, but their files are damaged.
    """
    company = desk.store.company(request.company, desk.viewer)
    reader = _Reader(desk)
    filings = desk.store.filings(desk.viewer, company.cik)
    try:
        made = company_debt(company, filings, reader.read, as_of=request.as_of)
    except NotFound:
        if reader.damaged:
            raise reader.damaged[0] from None
        raise
    made.findings += [
        Finding("debt.file-damaged", str(damaged), Severity.WARNING) for damaged in reader.damaged
    ]
    _compare(desk, made, request.as_of)
    return _answer(company, made, request, reader.words)


def _compare(desk: Desk, made: DebtTable, as_of: date | None) -> None:
    """Say so where the standardised statements have another total of debt at that day."""
    own = made.balance_sheet_debt
    if own is None or not isinstance(own.value, float):
        return
    company = made.company
    known = desk.store.facts(company.cik, desk.viewer, as_of=as_of)
    basis = Basis.QUARTERLY if made.filing.form.startswith("10-Q") else Basis.ANNUAL
    told = statements(company, known, basis=basis, as_of=as_of)
    figure = told.get("total_debt", instant(made.on))
    if figure is None or not isinstance(figure.value, float):
        return
    leases = sum(
        row.value
        for row in made.balance_sheet
        if isinstance(row.value, float) and re.search(r"\bleases?\b", row.name, re.IGNORECASE)
    )
    slack = float(FOOTS_WITHIN) * own.value
    if min(abs(own.value - figure.value), abs(own.value - leases - figure.value)) <= slack:
        return
    made.findings.append(
        Finding(
            "debt.statements-differ",
            f"the standardised statements have total debt of {figure.value:,.0f}, the rows of debt "
            f"on the balance sheet come to {own.value:,.0f}",
            Severity.WARNING,
            where=str(made.on),
        )
    )


def figures_of(desk: Desk, company: Company) -> Ledger:
    """The figures of a company's debt table in a ledger of their own, for `why`.

    Raises:
        NotFound: As ``debt``.
    """
    filings = desk.store.filings(desk.viewer, company.cik)
    made = company_debt(company, filings, _Reader(desk).read)
    return Ledger.of(made.figures, (), as_of=made.on)


class _Reader:
    """Reads stored filings again, each once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: dict[str, Document] = {}
        self.damaged: list[BlobCorrupt] = []

    def read(self, filing: Filing) -> Document:
        if filing.digest not in self._read:
            try:
                held = self._desk.blobs.get(filing.digest)
            except BlobCorrupt as damaged:
                self.damaged.append(damaged)
                raise
            self._read[filing.digest] = parse(held, name=filing.name)
        return self._read[filing.digest]

    def words(self, digest: str, start: int, end: int) -> str:
        document = self._read.get(digest)
        return "" if document is None else document.text[start:end]


def _answer(company: Company, made: DebtTable, request: DebtRequest, words: _Words) -> DebtAnswer:
    findings = [*made.findings, *made.liquidity.findings]
    return DebtAnswer(
        company=company_line(company),
        as_of=request.as_of or made.filing.accepted_at or made.on,
        filing=DebtFiling(made.filing.form, made.filing.accession, made.on, made.filing.digest),
        currency=made.currency,
        tranches=tuple(_tranche(one, words) for one in made.tranches),
        adjustments=tuple(
            DebtAdjustment(one.label, one.kind, number(one.amount), one.counted)
            for one in made.adjustments
        ),
        current_portion=_optional(made.current_portion),
        total=_optional(made.total),
        balance_sheet=tuple(number(figure) for figure in made.balance_sheet),
        balance_sheet_debt=_optional(made.balance_sheet_debt),
        difference=_optional(made.difference),
        foots=made.foots,
        wall=tuple(
            DebtDue(row.year, row.label, _exact(row.amount), row.source, _cited(row.amount, words))
            for row in made.wall
        ),
        liquidity=DebtLiquidity(
            _optional(made.liquidity.total),
            {name: _optional(part) for name, part in made.liquidity.parts.items()},
        ),
        weighted_coupon=_optional(made.weighted_coupon),
        weighted_life=_optional(made.weighted_life),
        due_within_24_months=_optional(made.due_within_24_months),
        pro_forma=tuple(_tranche(one, words) for one in made.pro_forma),
        findings=remarks(findings),
    )


def _tranche(one: Tranche, words: _Words) -> DebtTranche:
    figures = {name: getattr(one, name) for name in _NUMBERS}
    cited: dict[str, Cited] = {
        name: _cited(figure, words) for name, figure in figures.items() if figure is not None
    }
    cited |= {name: _of_span(span, one) for name, span in one.spans.items() if name not in cited}
    numbers = {name: None if figure is None else _exact(figure) for name, figure in figures.items()}
    years = one.maturity_years
    single = years[1] if years is not None and years[0] == years[1] else None
    low_high = one.coupon_range
    return DebtTranche(
        instrument=one.instrument,
        kind=one.kind.value,
        rank=one.rank,
        currency=one.currency,
        principal=numbers["principal"],
        carrying=numbers["carrying"],
        amount_currency=str(one.amount.unit) if one.amount is not None else one.currency,
        coupon=numbers["coupon"],
        coupon_range=(
            None if low_high is None else (ExactNumber(low_high[0]), ExactNumber(low_high[1]))
        ),
        margin=numbers["margin"],
        benchmark=one.benchmark,
        effective_rate=numbers["effective_rate"],
        issued=one.issued,
        maturity=one.maturity,
        maturity_year=single,
        maturity_years=years,
        committed=numbers["committed"],
        call=one.call,
        conversion_price=numbers["conversion_price"],
        conversion_rate=numbers["conversion_rate"],
        group=one.group,
        origin=one.origin,
        accession=one.accession,
        citations=cited,
        findings=remarks(one.findings),
    )


def _exact(figure: Figure) -> ExactNumber:
    if figure.exact is not None:
        return ExactNumber(figure.exact)
    assert isinstance(figure.value, float), "sums of numbers are numbers"
    return ExactNumber(repr(figure.value))


def _optional(figure: Figure | None) -> Number | None:
    return None if figure is None else number(figure)


def _cited(figure: Figure, words: _Words) -> Cited:
    if not isinstance(figure.lineage, Sourced) or figure.lineage.source.citation is None:
        return Cited(figure.id, "", None, "", "", "")
    source = figure.lineage.source
    at = source.citation
    assert at is not None
    return Cited(
        figure.id,
        at.document,
        (at.start, at.end),
        source.accession,
        source.concept,
        words(at.document, at.start, at.end),
    )


def _of_span(span: Span, one: Tranche) -> Cited:
    return Cited("", span.document, (span.start, span.end), one.accession, "", span.words)

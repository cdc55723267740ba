"""The deal that one document states, read without the records."""

from __future__ import annotations

from decimal import Decimal

from bookrunner.app import Desk
from bookrunner.deals import Computed, Term, deal
from bookrunner.operations.deal_shapes import ComputedTerm, DealRequest, StatedDeal, StatedTerm
from bookrunner.operations.parsing import identity, read_document
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.told import remarks


def stated(desk: Desk, request: DealRequest) -> StatedDeal:  # noqa: ARG001 - no records are needed
    """The deal's terms with their spans and quotes.

    Raises:
        BadInput: The file cannot be read as a filing; the error says why.
    """
    document = read_document(request.file)
    read = deal(document)
    return StatedDeal(
        document=identity(document),
        kind=read.kind,
        terms=tuple(map(_term, read.terms)),
        computed=tuple(map(_computed, read.computed)),
        findings=remarks((*document.findings, *read.findings)),
    )


def _term(term: Term) -> StatedTerm:
    value = ExactNumber(term.value) if isinstance(term.value, Decimal) else term.value
    return StatedTerm(
        name=term.name,
        value=value,
        unit=term.unit or None,
        span=(term.start, term.end),
        quote=term.quote,
        tranche=term.tranche or None,
    )


def _computed(figure: Computed) -> ComputedTerm:
    return ComputedTerm(
        name=figure.name,
        value=ExactNumber(figure.value),
        unit=figure.unit,
        formula=figure.formula,
        tranche=figure.tranche or None,
    )

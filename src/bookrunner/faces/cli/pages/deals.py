"""The page of ``deal``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.deal_shapes import StatedDeal, StatedTerm

_QUOTE_MAX = 60


def stated(answer: StatedDeal, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """The deal's kind, its terms, then those of each tranche, with the words they were read in."""
    screen = Screen()
    document = answer.document
    kind = "states no deal" if answer.kind == "none" else answer.kind.replace("_", " ")
    company = document.company or _issuer(answer) or "an unnamed company"
    screen.line(f"{company}: {document.form}, {kind}", "bold")
    tranches = dict.fromkeys(term.tranche for term in answer.terms)
    for tranche in sorted(tranches, key=lambda name: (name is not None, name or "")):
        screen.line()
        if tranche is not None:
            screen.line(tranche, "bold")
        _terms(screen, [term for term in answer.terms if term.tranche == tranche])
    if answer.computed:
        screen.line()
        screen.line("Computed from the terms", "bold")
        rows = [
            Row((figure.name.replace("_", " "), _value(figure.value), figure.unit, figure.formula))
            for figure in answer.computed
        ]
        head = [Column("Figure"), Column("Value"), Column("Unit"), Column("Formula", wraps=True)]
        screen.words(head, rows)
    screen.line()
    screen.line(said(len(answer.terms), "term"), "dim")
    remarks(screen, answer.findings, notes=False)


def _issuer(answer: StatedDeal) -> str:
    """Who the words say offers, where the document's header names nobody."""
    return next((str(term.value) for term in answer.terms if term.name == "issuer"), "")


def _terms(screen: Screen, terms: Sequence[StatedTerm]) -> None:
    rows = [
        Row((term.name.replace("_", " "), _value(term.value), _unit(term.unit), _quote(term.quote)))
        for term in terms
    ]
    columns = [
        Column("Term"),
        Column("Value", wraps=True),
        Column("Unit"),
        Column("Stated as", wraps=True),
    ]
    screen.words(columns, rows)


def _value(value: Decimal | date | str) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def _unit(unit: str | None) -> str:
    return "" if unit in {None, "date"} else str(unit)


def _quote(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _QUOTE_MAX else words[: _QUOTE_MAX - 4] + " ..."

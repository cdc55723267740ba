"""Figures as JSON values: one object per figure, joined by ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bookrunner.figures.citations import Citation
from bookrunner.figures.figure import (
    Adopted,
    Computed,
    Constant,
    Default,
    Expression,
    Figure,
    Source,
    Sourced,
    Term,
)
from bookrunner.figures.values import Missing
from bookrunner.figures.walk import inputs
from bookrunner.figures.words import explain


def figure_json(figure: Figure) -> dict[str, Any]:
    """What the figure is and where it comes from; its inputs are named by id, not nested."""
    return {
        "id": figure.id,
        "version": figure.version,
        "name": figure.name,
        "value": str(figure.value) if isinstance(figure.value, Missing) else figure.value,
        "exact": None if figure.exact is None else str(figure.exact),
        "unit": str(figure.unit),
        "period_start": figure.period.start.isoformat() if figure.period.start else None,
        "period_end": figure.period.end.isoformat(),
        "case": figure.case,
        "walls": sorted(figure.walls),
        "lineage": _lineage_json(figure),
    }


def _lineage_json(figure: Figure) -> dict[str, Any]:
    lineage = figure.lineage
    if isinstance(lineage, Sourced):
        return {"kind": "sourced", **_source_json(lineage.source)}
    if isinstance(lineage, Adopted):
        return {
            "kind": "adopted",
            "owner": lineage.owner,
            "reason": lineage.reason,
            "on": lineage.on.isoformat(),
            "quantity": lineage.quantity.value,
        }
    if isinstance(lineage, Default):
        return {"kind": "default", "reason": lineage.reason, "quantity": lineage.quantity.value}
    assert isinstance(lineage, Computed)
    return {
        "kind": "computed",
        "words": explain(figure),
        "inputs": [below.id for below in inputs(figure)],
        "formula": _postfix(lineage.expression),
    }


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "system": source.system,
        "document": source.document,
        "subject": source.subject,
        "as_of": source.as_of.isoformat(),
        "accession": source.accession,
        "concept": source.concept,
        "url": source.url,
        "accepted_at": source.accepted_at.isoformat() if source.accepted_at else None,
        "licence": source.licence,
        "citation": citation_json(source.citation),
    }


def citation_json(citation: Citation | None) -> dict[str, Any] | None:
    """A citation as JSON values; ``citation_of`` reads it back."""
    if citation is None:
        return None
    return {
        "document": citation.document,
        "start": citation.start,
        "end": citation.end,
        "fact_id": citation.fact_id,
        "page": citation.page,
        "box": list(citation.box) if citation.box else None,
    }


def citation_of(held: Mapping[str, Any] | None) -> Citation | None:
    """The citation that ``citation_json`` wrote.

    Raises:
        KeyError, TypeError: It is no such object.
    """
    if held is None:
        return None
    box = held["box"]
    return Citation(
        held["document"],
        held["start"],
        held["end"],
        held["fact_id"],
        held["page"],
        None if box is None else (box[0], box[1], box[2], box[3]),
    )


def _postfix(expression: Expression) -> list[Any]:
    """The formula in postfix order, flat so that no depth can harm a reader.

    A string is a figure's id, a number a natural constant, ``{"missing": ..}`` a literal NM or NA,
    and ``{"apply": name, "count": n}`` an operator over the last ``n`` values.
    """
    written: list[Any] = []
    stack: list[tuple[Term, bool]] = [(expression, False)]
    while stack:
        term, done = stack.pop()
        if isinstance(term, Figure):
            written.append(term.id)
        elif isinstance(term, Constant):
            missing = isinstance(term.value, Missing)
            written.append({"missing": str(term.value)} if missing else term.value)
        elif isinstance(term, Expression) and done:
            written.append({"apply": term.operator, "count": len(term.operands)})
        elif isinstance(term, Expression):
            stack.append((term, True))
            stack.extend((operand, False) for operand in reversed(term.operands))
    return written

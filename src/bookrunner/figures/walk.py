"""Walks over lineages without the call stack, so that a chain of any length can be followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bookrunner.figures.figure import Expression, Figure, Quantity, Term


def inputs(figure: Figure) -> tuple[Figure, ...]:
    """The figures that a computed figure's formula names, in order; none for an input."""
    found: dict[str, Figure] = {}
    stack: list[Term] = [figure.expression] if figure.expression is not None else []
    while stack:
        term = stack.pop()
        if isinstance(term, Figure):
            found.setdefault(term.id, term)
        elif isinstance(term, Expression):
            stack.extend(reversed(term.operands))
    return tuple(found.values())


def lineage(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Everything the figures rest on and they themselves, inputs before what uses them."""
    ordered: dict[str, Figure] = {}
    stack: list[tuple[Figure, bool]] = [(figure, False) for figure in reversed(tuple(figures))]
    while stack:
        figure, ready = stack.pop()
        if figure.id in ordered:
            continue
        if ready:
            ordered[figure.id] = figure
            continue
        stack.append((figure, True))
        stack.extend((below, False) for below in reversed(inputs(figure)))
    return tuple(ordered.values())


def defaults(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The assumptions that the figures rest on and nobody has adopted, in the order met."""
    return tuple(figure for figure in lineage(figures) if figure.is_default)


def amounts_by_default(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The defaults that are amounts, so that moving them by 10% means something."""
    return tuple(
        figure
        for figure in defaults(figures)
        if getattr(figure.lineage, "quantity", None) is not Quantity.SWITCH
    )


def conflicts(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Ids under which two different figures stand in the lineages; a model must have none."""
    versions: dict[str, set[str]] = {}
    seen: set[int] = set()
    stack = list(figures)
    while stack:
        figure = stack.pop()
        if id(figure) in seen:
            continue
        seen.add(id(figure))
        versions.setdefault(figure.id, set()).add(figure.version)
        stack.extend(_direct(figure))
    return tuple(sorted(name for name, found in versions.items() if len(found) > 1))


def _direct(figure: Figure) -> list[Figure]:
    """The figures right below, each object once, twins of one id kept apart."""
    found: dict[int, Figure] = {}
    stack: list[Term] = [figure.expression] if figure.expression is not None else []
    while stack:
        term = stack.pop()
        if isinstance(term, Figure):
            found[id(term)] = term
        elif isinstance(term, Expression):
            stack.extend(term.operands)
    return list(found.values())

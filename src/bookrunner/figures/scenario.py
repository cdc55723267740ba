"""The model with some of its figures replaced: grids, cases, and what moves when defaults move.

Nothing is evaluated differently: everything between the replaced figures and the targets is made
anew as figures of its own case, which a workbook lays out like any others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.figures.figure import Expression, Figure, Term, computed
from bookrunner.figures.walk import lineage


def replaced(
    targets: Sequence[Figure], replacements: Mapping[Figure, Figure], case: str
) -> dict[Figure, Figure]:
    """The targets, and all figures between, with some figures replaced by others.

    Args:
        replacements: From a figure of the model to what stands in its place.
        case: Names the scenario in the ids of what is made anew.

    Returns:
        From each figure that changed to its counterpart, in the order of computation: the replaced
        ones and everything that rests on them. A target that rests on none of them is not there.
    """
    by_id = {old.id: new for old, new in replacements.items()}
    twins: dict[str, Figure] = {}
    changed: dict[Figure, Figure] = {}
    for figure in lineage(targets):
        if figure.id in by_id:
            twins[figure.id] = by_id[figure.id]
        elif figure.expression is not None:
            expression = _rebuilt(figure.expression, twins)
            if expression is figure.expression:
                continue
            own_case = f"{figure.case}_{case}" if figure.case else case
            twins[figure.id] = computed(
                figure.key, figure.name, expression, figure.period, case=own_case
            )
        else:
            continue
        changed[figure] = twins[figure.id]
    return changed


def _rebuilt(expression: Expression, twins: Mapping[str, Figure]) -> Expression:
    """The expression over the twins; the same object when none occurs in it."""
    made: dict[int, Term] = {}
    stack: list[Term] = [expression]
    while stack:
        term = stack[-1]
        if id(term) in made:
            stack.pop()
        elif isinstance(term, Expression):
            pending = [operand for operand in term.operands if id(operand) not in made]
            if pending:
                stack.extend(pending)
                continue
            operands = tuple(made[id(operand)] for operand in term.operands)
            same = all(new is old for new, old in zip(operands, term.operands, strict=True))
            made[id(term)] = term if same else Expression(term.operator, operands)
            stack.pop()
        else:
            made[id(term)] = twins.get(term.id, term) if isinstance(term, Figure) else term
            stack.pop()
    result = made[id(expression)]
    assert isinstance(result, Expression)
    return result

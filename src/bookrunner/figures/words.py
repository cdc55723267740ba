"""A figure in words: its formula over the names of its inputs, or where it was read."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures.figure import (
    Adopted,
    Computed,
    Constant,
    Default,
    Expression,
    Figure,
    Sourced,
    Term,
)

_BINARY = {
    "add": ("+", 1),
    "subtract": ("-", 1),
    "multiply": ("x", 2),
    "divide": ("/", 2),
    "ratio": ("/", 2),
    "power": ("^", 3),
    "greater": (">", 0),
    "at_least": (">=", 0),
    "equal": ("=", 0),
}
_CALLED = {
    "sum": "sum",
    "largest": "largest",
    "smallest": "smallest",
    "average": "average",
    "median": "median",
    "highest": "highest",
    "lowest": "lowest",
    "percentile": "percentile",
    "internal_rate_of_return": "internal rate of return",
    "present_value": "present value",
    "weighted_sum": "weighted sum",
    "days_30_360": "days by 30/360 from and to",
    "rounded_up": "rounded up",
    "rounded_down": "rounded down",
    "exponential": "e to the power of",
    "natural_log": "natural logarithm of",
    "normal_cumulative": "standard normal distribution up to",
    "level_rate": "rate of level payments",
    "bond_yield": "yield at a price",
    "not_below_zero": "not below zero",
    "choose": "choose",
    "both": "all of",
    "either": "any of",
    "negated": "not",
    "is_positive": "is positive",
    "negate": "minus",
    "if": "if",
}

SPOKEN = frozenset(_BINARY) | frozenset(_CALLED)
_NAMED_MAX = 8


def explain(figure: Figure) -> str:
    """One line: the formula by names, the source, or who assumes it and why."""
    lineage = figure.lineage
    if isinstance(lineage, Sourced):
        return str(lineage.source)
    if isinstance(lineage, Adopted):
        return f"assumed by {lineage.owner} on {lineage.on.isoformat()}: {lineage.reason}"
    if isinstance(lineage, Default):
        return f"default, adopted by nobody: {lineage.reason}"
    assert isinstance(lineage, Computed)
    return formula_words(lineage.expression)


def formula_words(expression: Expression) -> str:
    """The formula with the names of the figures, ``Gross profit / Revenue``."""
    texts: dict[int, tuple[str, int]] = {}
    stack: list[Term] = [expression]
    while stack:
        term = stack[-1]
        if isinstance(term, Expression) and id(term) not in texts:
            pending = [operand for operand in term.operands if id(operand) not in texts]
            if pending:
                stack.extend(pending)
                continue
            texts[id(term)] = _spoken(term, [texts[id(operand)] for operand in term.operands])
        elif isinstance(term, Figure):
            texts[id(term)] = (_named(term), 9)
        elif isinstance(term, Constant):
            number = term.value if isinstance(term.value, float) else None
            texts[id(term)] = (f"{number:g}" if number is not None else str(term.value), 9)
        stack.pop()
    return texts[id(expression)][0]


def _spoken(term: Expression, parts: Sequence[tuple[str, int]]) -> tuple[str, int]:
    if term.operator in _BINARY:
        sign, binding = _BINARY[term.operator]
        left, right = parts
        return f"{_within(left, binding)} {sign} {_within(right, binding + 1)}", binding
    names = [text for text, _ in parts]
    if term.operator == "if":
        return f"if {names[0]} then {names[1]}, otherwise {names[2]}", 0
    if term.operator == "sum" and len(names) == 1:
        return parts[0]
    if len(names) > _NAMED_MAX:
        names = [*names[:3], f"... {len(names) - 4} more ...", names[-1]]
    return f"{_CALLED[term.operator]}({', '.join(names)})", 9


def _within(part: tuple[str, int], binding: int) -> str:
    text, own = part
    return text if own >= binding else f"({text})"


def _named(figure: Figure) -> str:
    return f"{figure.name} [{figure.period}]"

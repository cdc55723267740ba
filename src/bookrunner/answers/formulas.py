"""Formulas over standard lines, as the project's own table or a question writes them.

    (current_assets - inventory) / current_liabilities
    cost_of_revenue / average(inventory)

``average(x)`` is the mean of the year's close and the one before, ``change(x)`` the one less the
other, ``prior(x)`` the one before. Numbers may only be constants of nature, as in any figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bookrunner.figures import Unusable

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z_]+)|([-+*/()]))")
FUNCTIONS = ("average", "change", "prior")


class NotAFormula(Unusable):
    """Words that make no formula."""


@dataclass(frozen=True)
class Number:
    """A natural constant."""

    value: float


@dataclass(frozen=True)
class Line:
    """A standard line, or a measure by its name."""

    key: str


@dataclass(frozen=True)
class Operation:
    """+ - * / over two formulas."""

    sign: str
    left: Formula
    right: Formula


@dataclass(frozen=True)
class Call:
    """``average``, ``change`` or ``prior`` of a formula."""

    name: str
    of: Formula


Formula = Number | Line | Operation | Call


def parse(text: str) -> Formula:
    """The formula that the text writes.

    Raises:
        NotAFormula: It is none.
    """
    tokens = _tokens(text)
    formula, rest = _sum(tokens)
    if rest:
        raise NotAFormula(f"{text!r} goes on after a formula with {rest[0]!r}")
    return formula


def lines_of(formula: Formula) -> list[str]:
    """The lines it is made of, each once, in its order."""
    found: dict[str, None] = {}

    def walk(one: Formula) -> None:
        if isinstance(one, Line):
            found.setdefault(one.key)
        elif isinstance(one, Operation):
            walk(one.left)
            walk(one.right)
        elif isinstance(one, Call):
            walk(one.of)

    walk(formula)
    return list(found)


def replaced(formula: Formula, of: Callable[[str], Formula | None]) -> Formula:
    """The formula with lines replaced by the formulas that stand for them."""
    if isinstance(formula, Line):
        other = of(formula.key)
        return replaced(other, of) if other is not None else formula
    if isinstance(formula, Operation):
        return Operation(formula.sign, replaced(formula.left, of), replaced(formula.right, of))
    if isinstance(formula, Call):
        return Call(formula.name, replaced(formula.of, of))
    return formula


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    place = 0
    text = text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise NotAFormula(f"{text!r} is no formula at {text[place : place + 20]!r}")
        found.append(match[0].strip())
        place = match.end()
    return found


def _sum(tokens: Sequence[str]) -> tuple[Formula, Sequence[str]]:
    left, rest = _product(tokens)
    while rest and rest[0] in "+-":
        right, after = _product(rest[1:])
        left, rest = Operation(rest[0], left, right), after
    return left, rest


def _product(tokens: Sequence[str]) -> tuple[Formula, Sequence[str]]:
    left, rest = _factor(tokens)
    while rest and rest[0] in "*/":
        right, after = _factor(rest[1:])
        left, rest = Operation(rest[0], left, right), after
    return left, rest


def _factor(tokens: Sequence[str]) -> tuple[Formula, Sequence[str]]:
    if not tokens:
        raise NotAFormula("a formula ends too early")
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        inner, rest = _sum(rest)
        return inner, _closed(rest)
    if first in FUNCTIONS:
        if not rest or rest[0] != "(":
            raise NotAFormula(f"{first} needs its formula in brackets")
        inner, rest = _sum(rest[1:])
        return Call(first, inner), _closed(rest)
    if first[0].isdigit():
        return Number(float(first)), rest
    if first[0].isalpha():
        return Line(first), rest
    raise NotAFormula(f"a formula cannot begin with {first!r}")


def _closed(tokens: Sequence[str]) -> Sequence[str]:
    if not tokens or tokens[0] != ")":
        raise NotAFormula("a bracket is not closed")
    return tokens[1:]

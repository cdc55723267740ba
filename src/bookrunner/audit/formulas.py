"""A formula as its parts: what it reads, with which sign, which numbers stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils.cell import column_index_from_string

_REFERENCE = re.compile(r"(?<![A-Za-z_.])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\d(A-Za-z_])")
_CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})")
_AREA = re.compile(
    r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!)?"
    r"(?P<first>\$?[A-Z]{1,3}\$?\d{1,7})(?::(?P<last>\$?[A-Z]{1,3}\$?\d{1,7}))?"
)
LINK = re.compile(r"=\+?(?:(?:'[^']+'|[^'!+*/()-]+)!)?\$?[A-Z]{1,3}\$?\d+")
"""A formula that only shows another cell."""
NATURAL = frozenset(
    {0.0, 1.0, 2.0, 4.0, 12.0, 52.0, 100.0, 360.0, 365.0, 1000.0, 10_000.0, 1e6, 1e8, 0.5}
)
"""Numbers that mean counting, time or units (10,000 basis points, 1e8 of their squares)."""


@dataclass(frozen=True)
class Area:
    """Cells that a formula reads, rows and columns counted from 1."""

    sheet: str
    """Empty for the formula's own sheet."""
    top: int
    left: int
    bottom: int
    right: int
    sign: int
    """-1 where it is taken off what the formula adds up."""
    function: str
    """The innermost function around it, in capitals; empty outside of any."""

    @property
    def is_cell(self) -> bool:
        """Whether it is a single cell."""
        return self.top == self.bottom and self.left == self.right

    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of each cell; of whole columns the first few thousand rows."""
        for row in range(self.top, min(self.bottom, self.top + 5000) + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


@dataclass(frozen=True)
class Formula:
    """What a formula reads and does."""

    text: str
    areas: Sequence[Area]
    numbers: Sequence[float]
    """Typed into it, without those that stand in arguments of look-up and rounding functions."""
    plugs: Sequence[float]
    """Of them, those that are added or taken off at the outermost level."""
    functions: frozenset[str]
    has_power: bool
    has_external: bool
    has_error: bool
    is_quotient: bool
    """Whether its outermost operator divides, or a guard stands around such a division."""


_SETTINGS = frozenset({"ROUND", "ROUNDUP", "ROUNDDOWN", "INDEX", "MATCH", "VLOOKUP", "HLOOKUP",
                       "CHOOSE", "XLOOKUP", "OFFSET", "MROUND", "TEXT", "LEFT", "RIGHT", "MID",
                       "DATE", "EDATE", "EOMONTH", "YEARFRAC", "PERCENTILE", "PERCENTILE.INC",
                       "QUARTILE", "QUARTILE.INC", "LARGE", "SMALL", "XIRR", "IRR",
                       "AGGREGATE", "SUBTOTAL", "IFERROR", "IF"})  # fmt: skip
"""Functions whose own arguments are settings or cases, not amounts of a model."""


@lru_cache(maxsize=200_000)
def parsed(text: str) -> Formula:
    """The parts of a formula.

    Raises:
        Exception: It cannot be read; a stranger's formula may be anything.
    """
    reader = _Reader()
    tokens = [token for token in Tokenizer(text).items if token.type != Token.WSPACE]
    for place, token in enumerate(tokens):
        reader.take(token, tokens[place + 1].value if place + 1 < len(tokens) else "")
    divides = "/" in reader.outermost or ("/" in text and bool(reader.functions & _GUARDS))
    return Formula(
        text=text,
        areas=tuple(reader.areas),
        numbers=tuple(reader.numbers),
        plugs=tuple(reader.plugs),
        functions=frozenset(reader.functions),
        has_power="^" in text,
        has_external=reader.has_external,
        has_error=reader.has_error,
        is_quotient=divides and not {"+", "-"} & set(reader.outermost),
    )


_GUARDS = frozenset({"IF", "IFERROR"})


class _Reader:
    """Reads tokens from left to right, knowing brackets, functions and signs."""

    def __init__(self) -> None:
        self.areas: list[Area] = []
        self.numbers: list[float] = []
        self.plugs: list[float] = []
        self.functions: set[str] = set()
        self.outermost: list[str] = []
        self.has_external = self.has_error = False
        # The sign and the function of each level of brackets.
        self._levels: list[tuple[int, str]] = [(1, "")]
        self._sign = 1
        self._before = ""

    def take(self, token: Token, following: str) -> None:
        """The next token, and the words of the one behind it."""
        is_bracket = token.type in (Token.FUNC, Token.PAREN)
        if is_bracket and token.subtype == Token.OPEN:
            self._open(token)
        elif is_bracket:
            if len(self._levels) > 1:
                self._levels.pop()
            self._before = ")"
        elif token.type == Token.SEP:
            self._sign, self._before = self._levels[-1][0], ""
        elif token.type in (Token.OP_IN, Token.OP_PRE):
            self._operator(token)
        elif token.type == Token.OPERAND:
            self._operand(token, following)
            self._before = "operand"

    def _open(self, token: Token) -> None:
        name = self._levels[-1][1]
        if token.type == Token.FUNC:
            name = token.value.rstrip("(").upper().removeprefix("_XLFN.").lstrip("@")
            self.functions.add(name)
        self._levels.append((self._sign, name))
        self._before = ""

    def _operator(self, token: Token) -> None:
        if token.type == Token.OP_IN and len(self._levels) == 1:
            self.outermost.append(token.value)
        if token.value in ("+", "-") and (token.type == Token.OP_IN or not self._before):
            self._sign = self._levels[-1][0] * (-1 if token.value == "-" else 1)
        self._before = token.value

    def _operand(self, token: Token, following: str) -> None:
        function = self._levels[-1][1]
        if token.subtype == Token.RANGE:
            self.has_external |= "[" in token.value
            area = _area(token.value, self._sign, function)
            if area is not None:
                self.areas.append(area)
        elif token.subtype == Token.ERROR:
            self.has_error = True
        elif token.subtype == Token.NUMBER and function not in _SETTINGS:
            value = float(token.value)
            self.numbers.append(value)
            stands_alone = self._before in ("+", "-") and following in ("", "+", "-")
            if stands_alone and len(self._levels) == 1:
                self.plugs.append(value)


def _area(text: str, sign: int, function: str) -> Area | None:
    found = _AREA.fullmatch(text)
    if found is None:
        return None
    top, left = _place(found["first"])
    bottom, right = _place(found["last"]) if found["last"] else (top, left)
    sheet = (found["quoted"] or found["plain"] or "").replace("''", "'")
    return Area(
        sheet,
        min(top, bottom),
        min(left, right),
        max(top, bottom),
        max(left, right),
        sign,
        function,
    )


def _place(text: str) -> tuple[int, int]:
    found = _CELL.fullmatch(text)
    assert found is not None
    return int(found[4]), column_index_from_string(found[2])


_Reference = tuple[int, int]
"""Row and column."""


@lru_cache(maxsize=200_000)
def _shape(text: str) -> tuple[str, tuple[_Reference, ...]]:
    """The formula with a mark for each reference, and the references."""
    found: list[_Reference] = []

    def marked(match: re.Match[str]) -> str:
        found.append((int(match[4]), column_index_from_string(match[2])))
        return "#"

    return _REFERENCE.sub(marked, text), tuple(found)


def skeleton(text: str) -> str:
    """The formula with a mark for each reference: ``=#*(1+#)``."""
    return _shape(text)[0]


def copied(first: str, second: str, down: int, across: int) -> Sequence[bool] | None:
    """For each reference whether it moved, where the second formula is the first copied elsewhere.

    References may move with the copy or stay, whether or not they are anchored. None: no copy.
    """
    (one, theirs), (other, ours) = _shape(first), _shape(second)
    if one != other or len(theirs) != len(ours):
        return None
    moved: list[bool] = []
    for here, there in zip(theirs, ours, strict=True):
        if here != there and there != (here[0] + down, here[1] + across):
            return None
        moved.append(here != there)
    return tuple(moved)

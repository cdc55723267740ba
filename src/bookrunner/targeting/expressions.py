"""The small language of features, screens and conditions: parsed into a tree, never run as code.

    expression := and ("or" and)*          comparison := sum (("<"|"<="|">"|">="|"=="|"!=") sum)?
    and        := not ("and" not)*         sum        := product (("+"|"-") product)*
    not        := "not" not | comparison   product    := sign (("*"|"/") sign)*
    sign       := "-" sign | atom          atom       := number | name | call | "(" expression ")"
    call       := name "(" expression ("," expression)* ")"

Numbers may end in ``%``. Calls are of ``min``, ``max``, ``abs``, ``missing``, ``sector_median``.
A comparison with something missing is neither true nor false but unknown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from bookrunner.figures import NotFound, Unusable

FUNCTIONS = {"min": 2, "max": 2, "abs": 1, "missing": 1, "sector_median": 1}
"""The functions and how many operands each takes."""
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign><=|>=|==|!=|[-+*/<>(),]))"
)
_LENGTH_MAX = 2_000
_DEPTH_MAX = 50
_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


class BadExpression(Unusable):
    """A condition or formula that cannot be read."""

    def __init__(self, text: str, place: int, problem: str) -> None:
        self.text = text
        self.place = place
        super().__init__(
            f"cannot read {text[:80]!r} at character {place + 1}: {problem}; write conditions such "
            'as "net_leverage > 3 and due_24m_share >= 25%"'
        )


class UnknownFeature(NotFound):
    """A condition names something that is no feature."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        near = get_close_matches(name.lower(), sorted(known), n=3, cutoff=0.5)
        super().__init__(
            "feature", name, near=near, hint="`bookrunner screen --features` lists them"
        )


@dataclass(frozen=True)
class Node:
    """One operation, with its operands; a leaf is a number or a name."""

    operator: str
    """``number``, ``name``, ``+``, ``and``, ``<``, ``min``, ..."""
    operands: tuple[Node, ...] = ()
    number: float = 0.0
    name: str = ""

    def names(self) -> Iterator[str]:
        """The names that it uses, in the order in which they stand, repeated where they are."""
        if self.operator == "name":
            yield self.name
        for operand in self.operands:
            yield from operand.names()


def parsed(text: str, known: Collection[str]) -> Node:
    """The tree of an expression.

    Args:
        known: The names it may use.

    Raises:
        BadExpression: It breaks the grammar, is too long or too deep.
        UnknownFeature: It uses another name.
    """
    if len(text) > _LENGTH_MAX:
        raise BadExpression(text, _LENGTH_MAX, f"it is longer than {_LENGTH_MAX:,} characters")
    reader = _Reader(text)
    node = reader.either(0)
    reader.require_end()
    for name in node.names():
        if name not in known:
            raise UnknownFeature(name, known)
    return node


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[tuple[str, str, int]] = []
        place = 0
        while text[place:].strip():
            match = _TOKEN.match(text, place)
            if match is None:
                start = len(text) - len(text[place:].lstrip())
                raise BadExpression(text, start, f"{text[start]!r} is none of its signs")
            kind = str(match.lastgroup)
            self._tokens.append((kind, match[kind], match.start(kind)))
            place = match.end()
        self._at = 0

    def either(self, depth: int) -> Node:
        if depth > _DEPTH_MAX:
            raise BadExpression(self._text, self._place, "it is nested too deeply")
        node = self._all(depth)
        while self._takes("or"):
            node = Node("or", (node, self._all(depth)))
        return node

    def require_end(self) -> None:
        if self._at < len(self._tokens):
            raise BadExpression(self._text, self._place, f"{self._word!r} is not expected here")

    def _all(self, depth: int) -> Node:
        node = self._not(depth)
        while self._takes("and"):
            node = Node("and", (node, self._not(depth)))
        return node

    def _not(self, depth: int) -> Node:
        if depth > _DEPTH_MAX:
            raise BadExpression(self._text, self._place, "it is nested too deeply")
        if self._takes("not"):
            return Node("not", (self._not(depth + 1),))
        node = self._sum(depth)
        if self._word in _COMPARISONS:
            sign = self._next()
            node = Node(sign, (node, self._sum(depth)))
            if self._word in _COMPARISONS:
                raise BadExpression(self._text, self._place, "join two comparisons with `and`")
        return node

    def _sum(self, depth: int) -> Node:
        node = self._product(depth)
        while self._word in ("+", "-"):
            node = Node(self._next(), (node, self._product(depth)))
        return node

    def _product(self, depth: int) -> Node:
        node = self._signed(depth)
        while self._word in ("*", "/"):
            node = Node(self._next(), (node, self._signed(depth)))
        return node

    def _signed(self, depth: int) -> Node:
        if depth > _DEPTH_MAX:
            raise BadExpression(self._text, self._place, "it is nested too deeply")
        if self._takes("-"):
            return Node("negate", (self._signed(depth + 1),))
        return self._atom(depth + 1)

    def _atom(self, depth: int) -> Node:
        if self._at == len(self._tokens):
            raise BadExpression(self._text, self._place, "it ends too early")
        kind, word, place = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            scale = 0.01 if word.endswith("%") else 1.0
            return Node("number", number=float(word.rstrip("%")) * scale)
        if word == "(":
            node = self.either(depth)
            self._require(")")
            return node
        if kind != "name" or word in ("and", "or", "not"):
            raise BadExpression(self._text, place, f"{word!r} is not expected here")
        if self._word != "(":
            return Node("name", name=word)
        if word not in FUNCTIONS:
            raise BadExpression(
                self._text, place, f"{word!r} is no function; there are {', '.join(FUNCTIONS)}"
            )
        return self._call(word, place, depth)

    def _call(self, function: str, place: int, depth: int) -> Node:
        self._require("(")
        operands = [self.either(depth)]
        while self._takes(","):
            operands.append(self.either(depth))
        self._require(")")
        if len(operands) != FUNCTIONS[function]:
            raise BadExpression(
                self._text, place, f"{function} takes {FUNCTIONS[function]} and not {len(operands)}"
            )
        return Node(function, tuple(operands))

    @property
    def _word(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    @property
    def _place(self) -> int:
        return self._tokens[self._at][2] if self._at < len(self._tokens) else len(self._text)

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _takes(self, word: str) -> bool:
        if self._word != word:
            return False
        self._at += 1
        return True

    def _require(self, word: str) -> None:
        if not self._takes(word):
            raise BadExpression(self._text, self._place, f"{word!r} is missing")

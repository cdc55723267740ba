"""What a banker asks for in words, read as a text search and conditions over features.

The reading is by a grammar, and the same words always give the same reading. Each word ends up in
exactly one place: a condition, the text, what was passed over, or what was not understood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bookrunner.figures import Unusable
from bookrunner.targeting.definitions import Definitions
from bookrunner.targeting.sourcing_reading import Condition, Reading, Unread
from bookrunner.targeting.sourcing_tokens import Number, Token, tokens, vocabulary
from bookrunner.targeting.sourcing_units import Unfit, fitted

_WORDS_MAX = 1_000
_FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "=="}
_ADOPTS = frozenset({"strong", "weak", "healthy", "attractive", "good", "poor", "solid"})
"""Words of praise that take the words after them along."""


class NothingAsked(Unusable):
    """A search for companies without words and without a condition."""

    def __init__(self) -> None:
        super().__init__(
            'say what to look for, such as "makers of insulin pumps with net leverage above 3x", '
            "or give a condition with --where"
        )


class TooManyWords(Unusable):
    """Longer than any request in words is."""

    def __init__(self, count: int) -> None:
        super().__init__(f"the words have {count:,} characters; at most {_WORDS_MAX:,} are read")


def read_words(words: str, definitions: Definitions) -> Reading:
    """The reading of the words.

    Raises:
        TooManyWords: They are longer than any such request.
    """
    if len(words) > _WORDS_MAX:
        raise TooManyWords(len(words))
    return _Reader(words, tokens(words), definitions).read()


@dataclass
class _Pending:
    """A feature that was named, and its place."""

    token: int
    name: str


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, words: str, told: Sequence[Token], definitions: Definitions) -> None:
        self._words, self._tokens = words, told
        self._units: Mapping[str, str] = {
            name: one.unit for name, one in definitions.features.items()
        }
        self._at = 0
        self._is_negated = False
        self._joined = "and"
        self._text: list[tuple[str, bool]] = []
        self._run: list[int] = []
        self._conditions: list[Condition] = []
        self._unread: list[Unread] = []
        self._passed: list[str] = []

    def read(self) -> Reading:
        while self._at < len(self._tokens):
            getattr(self, f"_{self._kind(self._at)}")()
        self._end_run()
        return Reading(
            tuple(text for text, is_out in self._text if not is_out),
            tuple(text for text, is_out in self._text if is_out),
            tuple(self._conditions),
            tuple(self._unread),
            tuple(self._passed),
        )

    # What a token starts.

    def _feature(self) -> None:
        self._end_run()
        name = self._name(self._at)
        after = self._skip(self._at + 1)
        negated = False
        if self._kind(after) == "not" and self._kind(self._skip(after + 1)) in ("compare", "span"):
            negated, after = True, self._skip(after + 1)
        if self._kind(after) in ("compare", "span", "number"):
            self._with_number(_Pending(self._at, name), after, negated=negated)
        else:
            self._by_itself(name)

    _due = _feature

    def _flag(self) -> None:
        self._end_run()
        self._add_text_condition(self._tokens[self._at].value, self._at, self._at + 1)

    def _sector(self) -> None:
        self._end_run()
        low, high = self._tokens[self._at].value
        is_one = low == high
        self._add(
            Condition(
                "sic",
                "==" if is_one else "between",
                (float(low),) if is_one else (float(low), float(high)),
                "code",
                self._said(self._at, self._at + 1),
            ),
            self._at + 1,
        )

    def _compare(self) -> None:
        """A comparison before its feature: ``more than $500 million of revenue``."""
        number = self._skip(self._at + 1)
        if self._kind(number) != "number":
            self._tell(self._at, self._at + 1, "a comparison without a number")
            return
        self._number_first(self._at)

    def _number(self) -> None:
        self._number_first(self._at)

    _span = _number

    def _after(self) -> None:
        self._tell(self._at, self._at + 1, "a comparison without a number")

    def _not(self) -> None:
        self._end_run()
        self._is_negated = True
        self._pass()

    def _and(self) -> None:
        word = self._said(self._at, self._at + 1).lower()
        if word == "and" and self._run and self._kind(self._at + 1) in ("word", "pass"):
            self._run.append(self._at)
            self._at += 1
            return
        self._end_run()
        self._joined, self._is_negated = "and", False
        if word not in (",", ";"):
            self._passed.append(self._said(self._at, self._at + 1))
        self._at += 1

    def _or(self) -> None:
        if self._run and self._kind(self._at + 1) == "word":
            self._run.append(self._at)
            self._at += 1
            return
        self._end_run()
        self._joined = "or"
        self._passed.append(self._said(self._at, self._at + 1))
        self._at += 1

    def _vague(self) -> None:
        """Praise without a number: what is large or cheap to one is not to another."""
        first = self._at
        while self._run and self._is_count(self._run[-1]):
            first = self._run.pop()
        self._end_run()
        word = self._said(self._at, self._at + 1).lower()
        end = self._at + 1
        while self._kind(end) == "vague":
            end += 1
        if self._kind(end) == "feature" and not self._has_number(end):
            end += 1
        elif word in _ADOPTS:
            while self._kind(end) == "word":
                end += 1
        self._tell(first, end, "no number says how much; write a comparison")

    def _pass(self) -> None:
        if self._run:
            self._run.append(self._at)
        else:
            self._passed.append(self._said(self._at, self._at + 1))
        self._at += 1

    def _word(self) -> None:
        self._run.append(self._at)
        self._at += 1

    # Conditions with a number.

    def _with_number(self, of: _Pending, at: int, *, negated: bool = False) -> None:
        """``net leverage above 3x``, then ``and below 5x``."""
        first = of.token
        while True:
            self._compared(of, first, at, negated=negated)
            again = end = self._at
            while self._kind(again) in ("and", "or", "pass"):
                again += 1
            follows = self._kind(again) in ("compare", "span")
            if again == end or not follows or self._owner(again) is not None:
                return
            kinds = {self._kind(one) for one in range(end, again)}
            self._joined = "or" if "or" in kinds else "and"
            self._passed.append(self._said(end, again))
            first, at, negated = again, again, False

    def _compared(self, of: _Pending, first: int, at: int, *, negated: bool) -> None:
        """One comparison after its feature."""
        sign, numbers, end = self._numbers(at)
        name = of.name
        if not numbers:
            self._tell(first, end, f"{name}: a comparison without a number")
            return
        other = self._skip(end)
        part_of = self._name(other) if self._kind(other) in ("feature", "due") else ""
        pair = vocabulary().pairs.get((name, part_of))
        if pair and not self._has_number(other):
            name, end = pair, other + 1
        elif part_of == "high" and name == "price" and numbers[0].unit == "%":
            # So far below the high is that much less than all of it.
            name, end = "price_to_high", other + 1
            numbers = [Number(1 - one.value, "%") for one in numbers]
            sign = _FLIPPED.get(sign, sign)
        elif self._is_ratio(name, part_of, numbers[0]) and not self._has_number(other):
            name, end = f"{name} / {part_of}", other + 1
        self._conclude(name, sign, numbers, first, end, negated=negated)

    def _is_ratio(self, name: str, part_of: str, number: Number) -> bool:
        of_money = self._units.get(name) == self._units.get(part_of) == "money"
        return bool(part_of) and of_money and number.unit in ("%", "x")

    def _number_first(self, first: int) -> None:
        sign, numbers, end = self._numbers(first)
        owner = self._owner(first)
        if owner is None:
            self._no_feature(first, end)
            return
        self._end_run()
        self._conclude(self._name(owner), sign, numbers, first, owner + 1)

    def _owner(self, first: int) -> int | None:
        """The feature that follows a comparison with its number; None where none does."""
        _, numbers, end = self._numbers(first)
        at = self._skip(end)
        is_named = self._kind(at) in ("feature", "due") and not self._has_number(at)
        return at if numbers and is_named else None

    def _numbers(self, at: int) -> tuple[str, list[Number], int]:
        """Sign, numbers and the place after them, from a comparison, number or span on."""
        if self._kind(at) == "span":
            return "between", list(self._tokens[at].value), at + 1
        sign = ""
        if self._kind(at) == "compare":
            sign, at = self._tokens[at].value, self._skip(at + 1)
        if self._kind(at) != "number":
            return sign, [], at
        number, plus = self._tokens[at].value
        at += 1
        if self._kind(at) == "after":
            plus, at = self._tokens[at].value, at + 1
        return sign or plus, [number], at

    def _conclude(
        self,
        name: str,
        sign: str,
        numbers: Sequence[Number],
        first: int,
        end: int,
        *,
        negated: bool = False,
    ) -> None:
        words = self._said(first, end)
        if sign in ("", "~"):
            # Words such as "or more" may stand after the feature: "10x leverage or more".
            if self._kind(end) != "after":
                self._tell(first, end, "no comparison: say above, below, at least or between")
                return
            sign, words, end = self._tokens[end].value, self._said(first, end + 1), end + 1
        try:
            feature, unit, values = fitted(name, numbers, self._units, vocabulary().months)
        except Unfit as error:
            self._tell(first, end, str(error))
            return
        if feature == "rating":
            # The best rating has the lowest place.
            sign = _FLIPPED.get(sign, sign)
        self._add(Condition(feature, sign, values, unit, words, is_negated=negated), end)

    def _by_itself(self, name: str) -> None:
        end = self._at + 1
        if self._kind(self._at) == "due":
            feature = {"due_24m_share": "due_24m", "due_12m_share": "current_debt"}.get(name, name)
            if not name:
                self._tell(self._at, end, _NO_HORIZON)
                return
            self._add(Condition(feature, ">", (0.0,), self._units[feature],
                                self._said(self._at, end)), end)  # fmt: skip
        elif alone := vocabulary().alone.get(name):
            self._add_text_condition(alone, self._at, end)
        else:
            self._tell(self._at, end, f"{name}: nothing says how much")

    def _add_text_condition(self, told: str, first: int, end: int) -> None:
        feature, sign, value = told.split()
        unit = self._units[feature]
        self._add(Condition(feature, sign, (float(value),), unit, self._said(first, end)), end)

    def _add(self, one: Condition, end: int) -> None:
        negated = one.is_negated != self._is_negated
        joined = self._joined if self._conditions else "and"
        self._conditions.append(replace(one, is_negated=negated, joined=joined))
        self._joined, self._is_negated = "and", False
        self._at = end

    # Words.

    def _no_feature(self, first: int, end: int) -> None:
        """A number of something that is no feature: ``market share above 20%``."""
        why = "no feature of these words; `bookrunner screen --features` lists them"
        if self._run and self._kind(first) == "compare":
            first = self._run[0]
            self._run = []
        else:
            self._end_run()
            while self._kind(end) in ("word", "pass"):
                end += 1
        self._tell(first, end, why)

    def _tell(self, first: int, end: int, why: str) -> None:
        if self._run and self._run[-1] >= first:
            self._run = []
        self._end_run()
        self._unread.append(Unread(self._said(first, end), why))
        self._joined, self._is_negated = "and", False
        self._at = max(end, self._at + 1)

    def _end_run(self) -> None:
        run, self._run = self._run, []
        while run and self._kind(run[-1]) != "word":
            self._passed.append(self._said(run[-1], run[-1] + 1))
            run.pop()
        if run:
            self._text.append((self._said(run[0], run[-1] + 1), self._is_negated))
            self._is_negated = False

    # Looking.

    def _kind(self, at: int) -> str:
        return self._tokens[at].kind if 0 <= at < len(self._tokens) else ""

    def _name(self, at: int) -> str:
        token = self._tokens[at]
        if token.kind == "due":
            return _DUE_BY.get(token.value, "")
        return str(token.value)

    def _skip(self, at: int) -> int:
        while self._kind(at) == "pass":
            at += 1
        return at

    def _has_number(self, at: int) -> bool:
        """Whether a comparison follows a feature, and is its own."""
        after = self._skip(at + 1)
        return self._kind(after) in ("compare", "span") and self._owner(after) is None

    def _is_count(self, at: int) -> bool:
        return self._said(at, at + 1).lower() in ("two", "three", "five", "ten", "twenty")

    def _said(self, first: int, end: int) -> str:
        return self._words[self._tokens[first].start : self._tokens[end - 1].end]


_DUE_BY = {12: "due_12m_share", 24: "due_24m_share", 36: "due_36m_share"}
_NO_HORIZON = "maturities are told by year of the note: within 12, 24 or 36 months"

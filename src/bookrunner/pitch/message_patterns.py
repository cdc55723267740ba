"""A message with slots for its figures, read into what each of its words does.

Nothing here judges; see ``messages_checked``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from bookrunner.answers.vocabulary import root
from bookrunner.pitch.message_words import (
    BE,
    BREAKS,
    FREE,
    JOINS,
    LINKS,
    LOOSE,
    MOBILE,
    MOVES,
    PASTS,
    RELATIVES,
    SAME,
    SCOPES,
    TELLING_LINKS,
    UNITS,
)

TOKEN = re.compile(r"\{\d+\}|[^\W_]+(?:[’'.&-][^\W_]+)*[’']?|[^\s]")
SLOT = re.compile(r"\{(\d+)\}")
POSSESSIVE = re.compile(r"[’']s?$")
CLOSES = frozenset(",;:()")
_COMMA, _BREAK = 4, 3
"""How many words further a number is behind a comma, and behind a word that opens a new phrase."""


@dataclass(frozen=True)
class Token:
    """A word, sign or slot, and its place."""

    text: str
    at: int

    @property
    def slot(self) -> str:
        """The slot as it is written; "" for a word."""
        return self.text if SLOT.fullmatch(self.text) else ""

    @property
    def low(self) -> str:
        """Small, without a possessive's ending."""
        return POSSESSIVE.sub("", self.text.casefold())

    @property
    def is_word(self) -> bool:
        """Whether it is a word, or a label that begins with a digit."""
        return not self.slot and self.text[0].isalnum()

    @property
    def meaning(self) -> str:
        """One for all forms of a word."""
        if re.search(r"\d", self.text):
            return self.text
        made = root(self.low)
        return SAME.get(made, made)


class Pattern:
    """A pattern, read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [Token(one, at) for at, one in enumerate(TOKEN.findall(text))]

    @cached_property
    def slots(self) -> list[str]:
        """In order."""
        return [one.slot for one in self.tokens if one.slot]

    @cached_property
    def links(self) -> dict[str, str]:
        """The joining word directly before each slot; the ends of a range say so."""
        found: dict[str, str] = {}
        is_moving = bool({one.meaning for one in self.tokens if one.is_word} & MOVES)
        for one in self.tokens:
            before = self._at(one.at - 1)
            if not one.slot or before is None or before.low not in LINKS:
                continue
            first = self._at(one.at - 2)
            link = before.low
            if first is not None and first.slot and not is_moving and link in ("to", "and"):
                opens = self._at(first.at - 1)
                is_between = opens is not None and opens.low == "between"
                if (link == "and") == is_between:
                    found[first.slot], link = "low", "high"
            if link in TELLING_LINKS or link == "high":
                found[one.slot] = link
        return found

    @cached_property
    def units(self) -> dict[str, tuple[str, ...]]:
        """The words of unit directly behind each slot."""
        found = {}
        for one in self.tokens:
            if one.slot:
                run: list[str] = []
                at = one.at + 1
                while (after := self._at(at)) is not None and after.low in UNITS:
                    run.append(after.low)
                    at += 1
                found[one.slot] = tuple(run)
        return found

    @cached_property
    def meant(self) -> list[Token]:
        """The words that carry meaning, in order."""
        return [one for one in self.tokens if one.is_word and not self._is_joining(one)]

    def _is_joining(self, one: Token) -> bool:
        if one.low in FREE:
            return True
        after = self._at(one.at + 1)
        return one.low in TELLING_LINKS and after is not None and bool(after.slot)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each meaning stands there."""
        return Counter(one.meaning for one in self.meant)

    @cached_property
    def beside(self) -> dict[str, frozenset[str]]:
        """Beside which slots each meaning stands."""
        found: dict[str, set[str]] = {}
        for one in self.meant:
            far = {other.slot: self._distance(one.at, other.at) for other in self.tokens
                   if other.slot}  # fmt: skip
            least = min(far.values(), default=0)
            near = {slot for slot, distance in far.items() if distance == least}
            found.setdefault(one.meaning, set()).update(near)
        return {meaning: frozenset(slots) for meaning, slots in found.items()}

    def _distance(self, one: int, other: int) -> int:
        between = self.tokens[min(one, other) + 1 : max(one, other)]
        cost = len(between) + 1
        for token in between:
            cost += _COMMA if token.text in CLOSES else _BREAK if token.low in BREAKS else 0
        return cost

    @cached_property
    def scopes(self) -> Counter[tuple[str, tuple[str, ...]]]:
        """What each word of scope, and each "of" behind a number, applies to."""
        found: Counter[tuple[str, tuple[str, ...]]] = Counter()
        for one in self.tokens:
            before = self._at(one.at - 1)
            after_number = one.low == "of" and before is not None and bool(before.slot)
            linked = self._at(one.at + 1)
            if linked is not None and linked.slot and one.low in TELLING_LINKS:
                continue
            if one.low in SCOPES or after_number:
                found[SAME.get(root(one.low), root(one.low)), self._scope(one.at)] += 1
        return found

    def _scope(self, at: int) -> tuple[str, ...]:
        held: list[str] = []
        for one in self.tokens[at + 1 :]:
            if one.slot:
                return (*sorted(held), one.slot)
            if one.text in CLOSES or one.low in SCOPES:
                break
            if one in self.meant:
                held.append(one.meaning)
        return tuple(sorted(held))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbours of which the first makes another thing of the second: net debt, LTM EBITDA."""
        found = set()
        for one, other in zip(self.tokens, self.tokens[1:], strict=False):
            both = one in self.meant and other in self.meant
            is_of_one = both and not re.search(r"[’']s?$", one.text)
            if is_of_one and not {one.meaning, other.meaning} & (MOBILE | LOOSE):
                found.add((one.meaning, other.meaning))
        return frozenset(found)

    @cached_property
    def turned(self) -> frozenset[tuple[str, str]]:
        """Neighbours as "value of equity" has them."""
        return frozenset(
            (last.meaning, first.meaning)
            for first, link, last in zip(
                self.tokens, self.tokens[1:], self.tokens[2:], strict=False
            )
            if link.low == "of" and first in self.meant and last in self.meant
        )

    @cached_property
    def ratios(self) -> Counter[tuple[str, str]]:
        """What stands on both sides of each stroke."""
        found: Counter[tuple[str, str]] = Counter()
        for one in self.tokens:
            before, after = self._at(one.at - 1), self._at(one.at + 1)
            if one.text == "/":
                found[before.meaning if before else "", after.meaning if after else ""] += 1
        return found

    @cached_property
    def passive(self) -> frozenset[str]:
        """What is done to somebody."""
        found = set()
        for one, other in zip(self.tokens, self.tokens[1:], strict=False):
            if one.low in BE and (other.low.endswith("ed") or other.low in PASTS):
                found.add(other.meaning)
        return frozenset(found)

    @cached_property
    def acts(self) -> frozenset[tuple[str, str, str]]:
        """Who does what to whom, as far as neighbours in one clause say it."""
        found = set()
        for one, verb, other in zip(self.meant, self.meant[1:], self.meant[2:], strict=False):
            between = self.tokens[one.at : other.at]
            if verb.meaning in MOBILE and not any(
                token.slot or token.text in CLOSES for token in between
            ):
                found.add((one.meaning, verb.meaning, other.meaning))
        return frozenset(found)

    @cached_property
    def past(self) -> frozenset[str]:
        """What is told in a form of the past."""
        return frozenset(
            one.meaning for one in self.meant if one.low in PASTS or one.low.endswith("ed")
        )

    @cached_property
    def rests(self) -> dict[str, str]:
        """Of each slot behind a bare "on", the slot before it: what rests on that number."""
        found, last = {}, ""
        for one in self.tokens:
            before = self._at(one.at - 1)
            if one.slot and last and before is not None and before.low == "on":
                found[one.slot] = last
            last = one.slot or last
        return found

    @cached_property
    def sides(self) -> dict[str, bool]:
        """Of each label with digits, whether it follows the slot that it stands beside."""
        at = {one.slot: one.at for one in self.tokens if one.slot}
        return {
            one.meaning: one.at > at[slot]
            for one in self.meant
            if re.search(r"\d", one.text)
            for slot in self.beside[one.meaning]
            if slot in at
        }

    @cached_property
    def clauses(self) -> dict[str, frozenset[str]]:
        """Of each meaning, the slots of the clauses, between semicolons, in which it stands."""
        found: dict[str, set[str]] = {}
        held: list[Token] = []
        for one in [*self.tokens, Token(";", len(self.tokens))]:
            if one.text in (";", ":"):
                slots = {other.slot for other in held if other.slot}
                for other in held:
                    if other in self.meant:
                        found.setdefault(other.meaning, set()).update(slots)
                held = []
            else:
                held.append(one)
        return {meaning: frozenset(slots) for meaning, slots in found.items()}

    @cached_property
    def joined(self) -> frozenset[tuple[str, str, str]]:
        """Two meanings with the joining word between them: return on paid."""
        found, link, last = set(), "", ""
        for one in self.tokens:
            if one in self.meant:
                if link and last and last not in MOBILE:
                    found.add((last, link, one.meaning))
                link, last = "", one.meaning
            elif one.slot or one.text in CLOSES:
                link, last = "", ""
            elif one.low in JOINS:
                link = one.low
        return frozenset(found)

    @cached_property
    def related(self) -> int:
        """How many relative clauses tell more than the figure that follows: which is {2}."""
        return sum(
            one.low in RELATIVES and not any(two.slot for two in self.tokens[one.at : one.at + 3])
            for one in self.tokens
        )

    @cached_property
    def framing(self) -> str:
        """The one period of the pattern where it opens or ends it, and so is of all of it."""
        held = [one for one in self.meant if re.search(r"\d", one.text)]
        if len(held) != 1 or held[0].at not in (0, 1, len(self.tokens) - 1):
            return ""
        return held[0].meaning

    def _at(self, place: int) -> Token | None:
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

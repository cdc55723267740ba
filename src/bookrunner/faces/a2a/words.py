"""Words as a request, by rules that anybody can follow: the same words are the same request.

First the name of an operation, with what it needs after it: `pitch HD follow-on`. Then a question,
which is answered from the documents. Everything else is asked back; nothing is guessed, and no word
is left out of account.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookrunner.operations import Kind, Operation, Parameter
from bookrunner.operations.forms import asked_remotely


@dataclass(frozen=True)
class Asked:
    """A request."""

    operation: str
    given: Mapping[str, Any]
    in_words: bool = True
    """Whether it was read from words, which can be misread."""


@dataclass(frozen=True)
class Unclear:
    """What cannot be made a request of, and what is missing."""

    says: str
    operation: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Greeting:
    """Nothing is asked but what the agent can do."""


_GREETING = re.compile(
    r"(hello|hi|hey|greetings|good (morning|afternoon|evening)|help|"
    r"what can you do|what do you do)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"(please|kindly|can you|could you|would you|i (want|need|would like)( to)?|run|show( me)?|"
    r"give me|list|write|make|prepare|create|do|start|me|to|with|an?|the|new)\s+(?=\S)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|"
    r"can|could|will|would|should)\b",
    re.IGNORECASE,
)
_BUYERS = re.compile(r"who (?:could|would|might|can) (?:buy|acquire) (.+)", re.IGNORECASE)
_HAPPENED = re.compile(
    r"what(?:'s| has| is)? (?:happened|happening|new|changed)\b(.*)", re.IGNORECASE
)
_HAPPENINGS = ("brief", "events")
"""Who tells what happened, the better first."""

_DAY = r"(\d{4}-\d{2}-\d{2})"
_AS_OF = re.compile(rf"\b(?:as of|as at)\s+{_DAY}", re.IGNORECASE)
_SINCE = re.compile(rf"\b(?:since|after|from)\s+{_DAY}", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:top|first|limit|at most)\s+(\d{1,6})\b", re.IGNORECASE)
_PEERS = re.compile(
    r"\b(?:against|with peers|peers|compared (?:with|to)|versus|vs\.?)\s+(.+)$", re.IGNORECASE
)
_FILE = re.compile(r"\b(?:uploads/[0-9a-f]{32}|folders/[0-9a-f]{32}(?:/[^/\\\s]{1,200})?)")
_TICKER_AND_LINE = re.compile(r"([A-Z][A-Z0-9.-]{0,9})\s+(.+)")
_PERIOD = re.compile(r"\b((?:FY|Q[1-4]\s?|H[12]\s?)?(?:19|20)\d\d|LTM)\b", re.IGNORECASE)
_FILLERS = re.compile(
    r"^(?:(?:for|of|about|on|at|in|to|into|the|an?|book|screen|company|named|called)\b[\s,]*|[\s,;:]+)"
    r"|(?:[\s,]*\b(?:for|of|about|on|at|book|screen|company|please)|[\s,;:.!?]+|'s)$",
    re.IGNORECASE,
)
_FILE_KINDS = (Kind.FILE, Kind.PLACES, Kind.WRITTEN)
_WORDS_KINDS = (Kind.TEXT, Kind.TEXTS, Kind.SCREEN)
_SUBJECTS = ("company", "companies", "search", "question")
"""Fields that a word without any sign of its field is meant for, where none has a place."""


def understood(words: str, offered: Sequence[Operation]) -> Asked | Unclear | Greeting:
    """What is asked for, of what is offered."""
    said = " ".join(words.split())
    greeted = _GREETING.match(said)
    asks = said[greeted.end() :].lstrip(" ,.!:;-") if greeted else said
    found = _named(asks, offered) or _question(asks, offered)
    if isinstance(found, (Asked, Unclear)) and not (greeted and isinstance(found, Unclear)):
        return found
    if greeted:
        return Greeting()
    names = ", ".join(sorted(row.name for row in offered))
    return Unclear(
        "It is not clear what to do. Begin with an operation and what it is about, as in `pitch HD "
        "follow-on`; ask a question; or send a data part {operation, request}. There are: "
        f"{names or 'none'}."
    )


def filled(operation: Operation, given: Mapping[str, Any], words: str) -> Asked | Unclear:
    """A request that lacked something, with what the words add."""
    said = " ".join(words.split())
    missing = _first_missing(operation, given)
    if missing is not None and missing.kind is Kind.TEXTS:
        return Asked(operation.name, {**given, missing.name: _listed(_PEERS.sub(r"\1", said))})
    found = fields(operation, said, given)
    if isinstance(found, str):
        return Unclear(found, operation.name, given)
    return Asked(operation.name, found)


def fields(
    operation: Operation, words: str, given: Mapping[str, Any] | None = None
) -> dict[str, Any] | str:
    """The fields that the words name, beside those given; or why they cannot be told."""
    return _Fields(operation, given or {}).read(words)


class _Fields:
    """Takes from the words what is recognised, until nothing is left."""

    def __init__(self, operation: Operation, given: Mapping[str, Any]) -> None:
        self._operation = operation
        self._rows = {row.name: row for row in asked_remotely(operation)}
        self._given = dict(given)

    def read(self, words: str) -> dict[str, Any] | str:
        if "question" in self._rows:
            return {**self._given, "question": words}
        left = self._one(words, _AS_OF, "as_of")
        left = self._one(left, _SINCE, "since")
        left = self._number(left)
        left = self._peers(left)
        left = self._files(left)
        left = self._choices(left)
        return self._subject(_stripped(left))

    def _free(self, name: str) -> bool:
        return name in self._rows and name not in self._given

    def _one(self, words: str, pattern: re.Pattern[str], name: str) -> str:
        found = pattern.search(words)
        if not found or not self._free(name):
            return words
        self._given[name] = found[1]
        return words[: found.start()] + words[found.end() :]

    def _number(self, words: str) -> str:
        found = _COUNT.search(words)
        name = next((name for name in ("count", "limit") if self._free(name)), "")
        if not found or not name:
            return words
        self._given[name] = int(found[1])
        return words[: found.start()] + words[found.end() :]

    def _peers(self, words: str) -> str:
        found = _PEERS.search(words)
        if not found or not self._free("peers"):
            return words
        self._given["peers"] = _listed(found[1])
        return words[: found.start()]

    def _files(self, words: str) -> str:
        for found in _FILE.findall(words):
            row = next(
                (r for r in self._rows.values() if r.kind in _FILE_KINDS and self._free(r.name)),
                None,
            )
            if row is None:
                break
            self._given[row.name] = [found] if row.kind is Kind.PLACES else found
            words = words.replace(found, " ", 1)
        return words

    def _choices(self, words: str) -> str:
        for row in self._rows.values():
            if row.kind is Kind.FLAG and self._free(row.name):
                words, count = re.subn(
                    rf"\b{row.name.replace('_', '[ _-]')}\b", " ", words, flags=re.I
                )
                if count:
                    self._given[row.name] = True
            if not row.choices or not self._free(row.name):
                continue
            for choice in sorted(filter(None, row.choices), key=len, reverse=True):
                spelt = re.escape(choice).replace(r"\-", "[ -]")
                found = re.search(rf"(?<![\w.-])(?:{row.name} )?{spelt}(?![\w-])", words, re.I)
                if found:
                    self._given[row.name] = choice
                    words = words[: found.start()] + " " + words[found.end() :]
                    break
        return " ".join(words.split())

    def _subject(self, words: str) -> dict[str, Any] | str:
        if not words:
            return self._given
        if self._free("line") and self._free("company"):
            return self._line(words)
        row = self._place()
        if row is None:
            return f"`{self._operation.name}` does not know what to do with {words!r}"
        value: Any = words
        if row.kind is Kind.TEXTS:
            value = _listed(words)
        elif row.kind is Kind.SCREEN:
            value = words.lower().replace(" ", "-")
        return {**self._given, row.name: value}

    def _line(self, words: str) -> dict[str, Any]:
        found = _TICKER_AND_LINE.fullmatch(words)
        if not found:
            return {**self._given, "company": words}
        line, period = found[2], _PERIOD.search(found[2])
        if period and self._free("period"):
            self._given["period"] = period[1]
            line = line[: period.start()] + line[period.end() :]
        line = _stripped(line)
        return {**self._given, "company": found[1], **({"line": line} if line else {})}

    def _place(self) -> Parameter | None:
        rows = [
            row
            for row in self._rows.values()
            if row.kind in _WORDS_KINDS and not row.choices and self._free(row.name)
        ]
        placed = [row for row in rows if row.positional or row.required]
        meant = [row for name in _SUBJECTS for row in rows if row.name == name]
        alone = rows if len(rows) == 1 else []
        return next(iter([*placed, *meant, *alone]), None)


def _named(words: str, offered: Sequence[Operation]) -> Asked | Unclear | None:
    """A request that begins with an operation's name."""
    left = words
    while True:
        first, _, rest = left.partition(" ")
        name = first.strip(".,:;!?").lower()
        row = next((row for row in offered if row.name == name), None)
        if row is not None:
            # "Why is it so?" is a question, "why" and one word asks for a figure's sources.
            is_question = _QUESTION.fullmatch(name) and " " in rest.strip()
            return None if is_question else _of(row, rest)
        polite = _POLITE.match(left)
        if not polite:
            return _after_its_choice(left, offered)
        left = left[polite.end() :]


def _of(operation: Operation, words: str) -> Asked | Unclear:
    found = fields(operation, words.strip())
    if isinstance(found, str):
        return Unclear(f"{found}; say it otherwise, or send a data part", operation.name)
    return Asked(operation.name, found)


def _after_its_choice(words: str, offered: Sequence[Operation]) -> Asked | Unclear | None:
    """A request whose operation is named behind one of its choices: `one-pager document for HD`."""
    for row in offered:
        before, name, after = words.partition(f" {row.name} ")
        choices = {c.replace("-", " ") for p in asked_remotely(row) for c in p.choices if c}
        if name and before.lower().replace("-", " ") in choices:
            return _of(row, f"{before} {after}")
    return None


def _question(words: str, offered: Sequence[Operation]) -> Asked | None:
    by_name = {row.name: row for row in offered}
    buyers = _BUYERS.match(words)
    if buyers and "buyers" in by_name:
        found = fields(by_name["buyers"], buyers[1])
        return Asked("buyers", found) if isinstance(found, dict) else None
    happened = _HAPPENED.match(words)
    for name in _HAPPENINGS if happened else ():
        found = fields(by_name[name], happened[1]) if happened and name in by_name else ""
        if isinstance(found, dict):
            return Asked(name, found)
    if "ask" in by_name and (words.endswith("?") or _QUESTION.match(words)):
        return Asked("ask", {"question": words})
    return None


def _first_missing(operation: Operation, given: Mapping[str, Any]) -> Parameter | None:
    return next((row for row in missing_of(operation, given)), None)


def missing_of(operation: Operation, given: Mapping[str, Any]) -> Sequence[Parameter]:
    """The required fields that are not given."""
    return [
        row for row in asked_remotely(operation) if row.required and given.get(row.name) is None
    ]


def _listed(words: str) -> list[str]:
    parts = re.split(r",|;|\band\b|&", words)
    return [part for raw in parts if (part := _stripped(raw))]


def _stripped(words: str) -> str:
    left = words.strip()
    while True:
        shorter = _FILLERS.sub("", left).strip()
        if shorter == left:
            return left
        left = shorter

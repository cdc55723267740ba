"""Hides names and patterns before a request leaves, and puts them back into what returns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from bookrunner.llm.configuration import Redaction
from bookrunner.llm.model import Message, Request

_BETWEEN = r"[\s\u00ad\u200b-\u200d\u2060_-]*"
# A code name is the same name over a line's end, with a hyphen, or written as one word.


@dataclass
class Hidden:
    """What was hidden in one request, by the placeholder that stands for it."""

    by_placeholder: dict[str, str] = field(default_factory=dict)
    _by_words: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def inside_json(self) -> dict[str, str]:
        """The same for a reply in JSON, whose texts a quote or a line's end would break."""
        return {
            made: json.dumps(words, ensure_ascii=False)[1:-1]
            for made, words in self.by_placeholder.items()
        }

    def placeholder(self, label: str, words: str, taken: str) -> str:
        """The placeholder of these words: the same for the same words, and not in ``taken``."""
        known = (label, re.sub(r"[\W_]+", "", words).casefold())
        if known not in self._by_words:
            number = 1
            while (made := f"[[{label}-{number}]]") in self.by_placeholder or made in taken:
                number += 1
            self._by_words[known] = made
            self.by_placeholder[made] = words
        return self._by_words[known]


def hide(request: Request, redaction: Redaction) -> tuple[Request, Hidden]:
    """The request as it may be sent, and what it hides."""
    rules = _rules(redaction)
    hidden = Hidden()
    taken = "\n".join(message.content for message in request.messages)

    def without(text: str) -> str:
        parts = [text]
        for label, pattern in rules:
            # Every second part is a placeholder, which no later rule may tear.
            parts = [
                piece
                for number, part in enumerate(parts)
                for piece in (_split(part, label, pattern) if number % 2 == 0 else (part,))
            ]
        return "".join(parts)

    def _split(text: str, label: str, pattern: re.Pattern[str]) -> Iterator[str]:
        end = 0
        for found in pattern.finditer(text):
            if found[0]:
                yield text[end : found.start()]
                yield hidden.placeholder(label, found[0], taken)
                end = found.end()
        yield text[end:]

    messages = tuple(Message(one.role, without(one.content)) for one in request.messages)
    stop = tuple(without(text) for text in request.stop)
    schema = _each_text(request.schema, without) if request.schema is not None else None
    assert schema is None or isinstance(schema, dict)
    return replace(request, messages=messages, stop=stop, schema=schema), hidden


@cache
def _rules(redaction: Redaction) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Names first, the longest before those it contains, then patterns."""
    names = [
        _BETWEEN.join(map(re.escape, words))
        for name in sorted(redaction.names, key=len, reverse=True)
        if (words := re.findall(r"\w+|[^\w\s]", name))
    ]
    if not names:
        return redaction.patterns
    any_name = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE)
    return (("NAME", any_name), *redaction.patterns)


def _each_text(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(str(key)): _each_text(part, change) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(part, change) for part in value]
    return value


class Restorer:
    """Replaces texts in a stream, also where a piece ends in the middle of one."""

    def __init__(self, replacements: Mapping[str, str]) -> None:
        self._replacements = replacements
        longest_first = sorted(replacements, key=len, reverse=True)
        self._any = re.compile(
            "|".join(map(re.escape, longest_first)) if longest_first else r"(?!)"
        )
        self._held = ""

    def feed(self, piece: str) -> str:
        """What can be given on now; the rest is held until it is clear what it is."""
        text, end = self._held + piece, 0
        given: list[str] = []
        for found in self._any.finditer(text):
            given += [text[end : found.start()], self._replacements[found[0]]]
            end = found.end()
        rest = text[end:]
        cut = len(rest) - self._begun(rest)
        self._held = rest[cut:]
        return "".join([*given, rest[:cut]])

    def end(self) -> str:
        """What is left when the stream is over."""
        left, self._held = self._held, ""
        return left

    def _begun(self, text: str) -> int:
        """Length of the longest end of the text with which something hidden may begin."""
        longest = max(map(len, self._replacements), default=1) - 1
        for length in range(min(longest, len(text)), 0, -1):
            if any(one.startswith(text[-length:]) for one in self._replacements):
                return length
        return 0

"""Server-sent events, as the HTML standard defines them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from bookrunner.llm.wire import unreadable

_LINE_END = re.compile(r"\r\n|\n|\r")
_LINE_MAX = 1_000_000


def events(chunks: Iterator[bytes]) -> Iterator[str]:
    """The data of each event; one that is not ended by an empty line is dropped.

    Raises:
        Failed: The bytes are no UTF-8, or a line does not end.
    """
    data: list[str] = []
    for line in _lines(chunks):
        if not line:
            if data:
                yield "\n".join(data)
            data = []
            continue
        name, _, value = line.partition(":")
        if name == "data":
            data.append(value.removeprefix(" "))


def _lines(chunks: Iterator[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    held = ""
    for chunk in chunks:
        try:
            held += decoder.decode(chunk)
        except UnicodeDecodeError:
            raise unreadable("bytes that are no text") from None
        if len(held) > _LINE_MAX:
            raise unreadable("a line without an end")
        # A CR at the end may be the first half of a CRLF.
        cut = len(held) - 1 if held.endswith("\r") else len(held)
        *lines, left = _LINE_END.split(held[:cut])
        held = left + held[cut:]
        yield from lines
    if held.endswith("\r"):
        yield held[:-1]

"""AWS's binary event stream: framed messages with headers and two checksums each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from bookrunner.llm.wire import unreadable

_PRELUDE = 12
_MESSAGE_MAX = 1_000_000
# AWS allows more, but a piece of a reply is small.
_SIZES = {0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16}
_TEXT = 7


def messages(chunks: Iterator[bytes]) -> Iterator[tuple[dict[str, str], bytes]]:
    """Each message's text headers and its payload; a half message at the end is dropped.

    Raises:
        Failed: A checksum or length is wrong.
    """
    held = b""
    for chunk in chunks:
        held += chunk
        while len(held) >= _PRELUDE:
            total, head, checksum = struct.unpack(">III", held[:_PRELUDE])
            if zlib.crc32(held[:8]) != checksum or not head + 16 <= total <= _MESSAGE_MAX:
                raise unreadable("a broken stream")
            if len(held) < total:
                break
            message, held = held[:total], held[total:]
            (whole,) = struct.unpack(">I", message[-4:])
            if zlib.crc32(message[:-4]) != whole:
                raise unreadable("a broken stream")
            yield _headers(message[_PRELUDE : _PRELUDE + head]), message[_PRELUDE + head : -4]


def _headers(said: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    try:
        while at < len(said):
            size = said[at]
            name = said[at + 1 : at + 1 + size].decode("utf-8")
            at += 1 + size
            kind = said[at]
            at += 1
            if kind in {6, _TEXT}:
                (size,) = struct.unpack(">H", said[at : at + 2])
                if kind == _TEXT:
                    found[name] = said[at + 2 : at + 2 + size].decode("utf-8")
                at += 2 + size
            else:
                at += _SIZES[kind]
    except (IndexError, KeyError, ValueError, struct.error):
        raise unreadable("a broken stream") from None
    return found

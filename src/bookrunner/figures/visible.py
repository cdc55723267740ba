"""Texts of others on a terminal: what it would obey instead of showing is shown as its code."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")


def visible(text: str) -> str:
    """The text with control, direction and zero-width characters written as ``<U+001B>``.

    Line ends and tabs stay, and so do soft hyphens, which filings use and nothing obeys.
    """
    if text.isascii() and text.isprintable():
        return text
    for c in _unseen(text):
        text = text.replace(c, f"<U+{ord(c):04X}>")
    return text


def escaped_in_json(text: str) -> str:
    """JSON in which they stand as escapes, so that the text is the same and the terminal is safe.

    Args:
        text: As a JSON writer left it: what is below a blank is escaped already.
    """
    if text.isascii():
        return text
    for c in _unseen(text):
        text = text.replace(c, _escape(c))
    return text


def _unseen(text: str) -> list[str]:
    """The characters to be told by their code, each once: a long text holds few different ones."""
    return [c for c in set(text) if _is_unseen(c)]


def _is_unseen(c: str) -> bool:
    if c in _KEPT or c == "\u00ad":
        return False
    return unicodedata.category(c) in ("Cc", "Cf")


def _escape(c: str) -> str:
    units = c.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))

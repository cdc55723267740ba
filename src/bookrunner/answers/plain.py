"""What a model wrote as plain text: nothing in it can be fetched, followed, run or hidden."""

from __future__ import annotations

import html
import re
import unicodedata

from bookrunner.figures import Finding, Severity

_REMOVED = (
    ("image", re.compile(r"!\s*\[[^\]]*\]\s*(?:\([^)]*\)?|\[[^\]]*\])")),
    (
        "image",
        re.compile(r"<\s*(?:img|picture|svg|object|embed|iframe|video|audio)\b[^>]*>?", re.I),
    ),
    ("script", re.compile(r"<\s*(script|style)\b.*?(?:<\s*/\s*\1\s*>|$)", re.I | re.S)),
    ("HTML comment", re.compile(r"<!--.*?(?:-->|$)", re.S)),
    ("link", re.compile(r"^\s{0,3}\[[^\]\n]+\]:\s*\S.*$", re.M)),
)
_LINK = re.compile(
    r"\[([^\]\n]*)\]\s*\((?:[^()\n]|\([^()\n]*\))*\)?|\[([^\]\n]*[^\]\d\s,F][^\]\n]*)\]\s*\[[^\]\n]*\]"
)
_AUTOLINK = re.compile(r"<\s*[a-z][a-z0-9+.-]*:[^>\s]*>?", re.I)
_TAG = re.compile(r"<\s*[/!?]?\s*[a-z][^<>]*>?", re.I)
_URL = re.compile(
    r"(?:\b(?:https?|ftp|file|data|javascript|vbscript|mailto|tel|ws|wss|blob|about):\S+)"
    r"|(?<![\w:])//[\w-]+(?:\.[\w-]+)+\S*|\bwww\.\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"
    r"|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}\b(?:[:/?#]\S*)?"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?(?:/\S*)?",
    re.I,
)
TAKEN = "\ufffc"
"""Stands where something was taken out; a sentence that holds it is not what was written."""
_ROUNDS_MAX = 8
_KEPT_CONTROLS = "\n\t"


def plain(text: str, names: tuple[str, ...] = ()) -> tuple[str, tuple[Finding, ...]]:
    """The text without links, images, HTML, addresses and what cannot be seen, and what was there.

    Where something was taken out of it stands ``TAKEN``.

    Args:
        names: Names that look like addresses and are none, of companies in evidence.
    """
    found: dict[str, str] = {}
    shown = _without_unseen(text, found)
    for _ in range(_ROUNDS_MAX):
        # What is taken away may bring two halves together.
        before = shown
        shown = _without_markup(html.unescape(shown), names, found)
        if shown == before:
            break
    else:
        shown = re.sub(r"[<>\[\]()!]", " ", shown)
    return shown, tuple(
        Finding(
            "answers.markup",
            f"{what} in what the model wrote is never shown and was taken out: "
            f"{visible_piece(piece)}",
            Severity.WARNING,
        )
        for what, piece in found.items()
    )


def visible_piece(text: str) -> str:
    """At most sixty characters of a text to be told of, harmless to show."""
    told = "".join(c if c.isprintable() else " " for c in text)
    told = re.sub(r"(?<=\w)[:.](?=[\w/])", " ", re.sub(r"[<>\[\]()!]", " ", told))
    told = re.sub(r"\s+", " ", told.replace("/", " ")).strip()
    return f'"{told[:60]}"'


def _without_unseen(text: str, found: dict[str, str]) -> str:
    kept = []
    for c in text:
        if c in _KEPT_CONTROLS:
            kept.append(c)
        elif unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Cn"):
            found.setdefault("characters that cannot be seen", f"U+{ord(c):04X}")
            kept.append(" " if c in "\r\x0b\x0c\x85" else "")
        elif (digit := unicodedata.decimal(c, None)) is not None:
            kept.append(str(digit))
        else:
            kept.append(c)
    return unicodedata.normalize("NFKC", "".join(kept))


def _taken(match: re.Match[str]) -> str:
    words = (match[1] or match[2] or "") if match.re is _LINK else ""
    return f" {TAKEN}{words} "


def _without_markup(text: str, names: tuple[str, ...], found: dict[str, str]) -> str:
    for what, pattern in _REMOVED:
        for match in pattern.finditer(text):
            found.setdefault(f"a {what}" if what != "image" else "an image", match[0])
        text = pattern.sub(f" {TAKEN} ", text)
    for what, pattern in (("a link", _LINK), ("a link", _AUTOLINK), ("HTML", _TAG)):
        for match in pattern.finditer(text):
            found.setdefault(what, match[0])
        text = pattern.sub(_taken, text)

    def address(match: re.Match[str]) -> str:
        told = match[0].rstrip(".,;")
        if any(told.casefold() in name.casefold() for name in names):
            return match[0]
        found.setdefault("an address", match[0])
        return f" {TAKEN} "

    return _URL.sub(address, text)

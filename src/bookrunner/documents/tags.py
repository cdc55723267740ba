"""A document as a flat series of tags and the text after each, whichever parser read it.

The tags of a filing repeat: of some thirty thousand in a megabyte only one in ten is new. So each
distinct tag is understood once, and what walks over the series looks at ready answers. Well-formed
XHTML is cut into tags here directly, with XML's rules checked on the way; whatever is not entirely
regular (``Irregular``) is left to libxml2, whose tree becomes the same series.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from html.entities import html5

from bookrunner.documents.errors import TooDeep

DEPTH_MAX = 1000
"""Real filings nest fewer than 100 elements; libxml2 stops at 2048."""

INLINE_NAMESPACES = (
    "http://www.xbrl.org/2013/inlineXBRL",
    "http://www.xbrl.org/2008/inlineXBRL",
)
INSTANCE_NAMESPACE = "http://www.xbrl.org/2003/instance"


class Irregular(ValueError):
    """The text is not well-formed XML, or uses what filings do not; libxml2 has the last word."""


class Kind(IntEnum):
    """What a tag means for the text."""

    INLINE = 0
    BLOCK = auto()
    BREAK = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    PREFORMATTED = auto()
    FACT = auto()
    CONTINUATION = auto()
    EXCLUDE = auto()
    SKIPPED = auto()


_CELL, _SKIPPED = Kind.CELL, Kind.SKIPPED
"""Looked up once, as every new tag asks for them."""

_BLOCKS = (
    "address article aside blockquote body caption center dd div dl dt fieldset footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p section tbody tfoot thead ul"
)
_HTML_KINDS = {
    **dict.fromkeys(_BLOCKS.split(), Kind.BLOCK),
    "br": Kind.BREAK,
    "table": Kind.TABLE,
    "tr": Kind.ROW,
    "td": Kind.CELL,
    "th": Kind.CELL,
    "pre": Kind.PREFORMATTED,
    **dict.fromkeys(("head", "script", "style", "title", "template", "noscript"), Kind.SKIPPED),
}
_INLINE_XBRL_KINDS = {
    "nonfraction": Kind.FACT,
    "nonnumeric": Kind.FACT,
    "fraction": Kind.FACT,
    "continuation": Kind.CONTINUATION,
    "exclude": Kind.EXCLUDE,
    "header": Kind.SKIPPED,
}
_COUNT = re.compile(r"\s*(\d{1,12})")
_COUNTS = {str(count): count for count in range(1, 31)}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@dataclass(frozen=True)
class Prefixes:
    """By which prefixes the HTML parser, which knows no namespaces, tells elements apart."""

    inline: frozenset[str]
    instance: frozenset[str]


class Element:
    """What a name of elements means; all tags of that name share it."""

    __slots__ = ("kind", "local", "name", "resource")

    def __init__(self, name: str, space: str | None, prefixes: Prefixes | None = None) -> None:
        """``space`` is the namespace, "" for none; None where the parser knows of none."""
        self.name = name
        """As written, with its prefix."""
        prefix, _, local = name.rpartition(":")
        self.local = local.lower()
        if space is None:
            assert prefixes is not None, "without namespaces there are prefixes to go by"
            inline = prefix.lower() in prefixes.inline
            resource = prefix.lower() in prefixes.instance
        else:
            inline = space in INLINE_NAMESPACES
            resource = space == INSTANCE_NAMESPACE
        self.resource = resource and self.local in {"context", "unit"}
        if inline:
            self.kind = _INLINE_XBRL_KINDS.get(self.local, Kind.INLINE)
        elif space is None and prefix:
            self.kind = Kind.INLINE
        else:
            self.kind = _HTML_KINDS.get(self.local, Kind.INLINE)


class Tag:
    """One tag as written; tags that are written alike may be one object."""

    __slots__ = (
        "attributes",
        "closes",
        "column_span",
        "hidden",
        "kind",
        "local",
        "name",
        "opens",
        "resource",
        "row_span",
    )

    def __init__(
        self,
        element: Element,
        attributes: dict[str, str],
        *,
        opens: bool = True,
        closes: bool = False,
    ) -> None:
        self.name = element.name
        """As written, with its prefix."""
        self.local = element.local
        """Without prefix, in lower case."""
        self.kind = element.kind
        self.attributes = attributes
        """By name without prefix, in lower case."""
        self.opens = opens
        self.closes = closes
        """An empty element's tag opens and closes."""
        self.resource = opens and element.resource
        """Whether a context or a unit of XBRL begins."""
        self.hidden = opens and (
            element.kind is _SKIPPED or ("style" in attributes and _hides(attributes["style"]))
        )
        """Whether a browser does not show what it holds."""
        self.row_span = self.column_span = 1
        if element.kind is _CELL:
            if "rowspan" in attributes:
                self.row_span = _span_count(attributes["rowspan"])
            if "colspan" in attributes:
                self.column_span = _span_count(attributes["colspan"])


def _hides(style: str) -> bool:
    return "none" in style.lower() and _HIDDEN_STYLE.search(style) is not None


def _span_count(text: str) -> int:
    if text in _COUNTS:
        return _COUNTS[text]
    match = _COUNT.match(text)
    return max(1, int(match[1])) if match else 1


@dataclass(frozen=True)
class Tags:
    """The series: ``texts[i]`` stands after ``tags[i]``."""

    tags: Sequence[Tag]
    texts: Sequence[str]
    """As written, entities and all."""
    ends: Sequence[int]
    """For a tag that opens, the place of the one that closes it."""
    parents: Sequence[int]
    """The place of the tag inside which a tag or its closing stands; -1 for the root."""

    special: Sequence[int]
    """The places of tags that hide what they hold, or begin a context or a unit."""
    has_empty: bool
    """Whether there are tags that both open and close, other than of breaks and rules."""

    def inside(self, place: int) -> str:
        """All text of the element whose tag opens at that place."""
        if self.ends[place] == place + 1:
            return resolved(self.texts[place])
        return resolved("".join(self.texts[place : self.ends[place]]))


# Characters by reference

_REFERENCE = re.compile(r"&(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[^\W\d][\w.:-]{0,80});")
_XML_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class _Characters(dict[str, str]):
    """What stands between ``&`` and ``;``, and the characters meant."""

    def __missing__(self, name: str) -> str:
        if name.startswith("#"):
            code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
            if code < 0x20 and code not in {9, 10, 13}:
                raise Irregular("a control character by reference")
            if 0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF} or code > 0x10FFFF:
                raise Irregular("no character by reference")
            found = chr(code)
        else:
            # A name that HTML does not know stays the words it is; nothing is looked up.
            found = _XML_NAMED.get(name) or html5.get(f"{name};") or f"&{name};"
            if len(self) > 10_000:  # a file may hold any number of names of its own
                return found
        self[name] = found
        return found


_CHARACTERS = _Characters()


def resolved(text: str) -> str:
    """The text with its references to characters replaced."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda match: _CHARACTERS[match[1]], text)


def require_references(text: str) -> None:
    """Each ampersand of the text refers to a character.

    Raises:
        Irregular: One does not.
    """
    for reference in {part[: part.find(";") + 1] for part in text.split("&")[1:]}:
        match = _REFERENCE.fullmatch(f"&{reference}")
        if match is None:
            raise Irregular("an ampersand that refers to nothing")
        _CHARACTERS[match[1]]


def series(tags: Sequence[Tag], texts: Sequence[str], name: str) -> Tags:
    """The tags with what belongs to what.

    Raises:
        Irregular: A tag closes what it did not open, or there is more than one root.
        TooDeep: Elements are nested deeper than ``DEPTH_MAX``.
    """
    ends = [0] * len(tags)
    parents = [-1] * len(tags)
    inside: list[int] = []
    special: list[int] = []
    has_empty = False
    parent = -1
    for place, tag in enumerate(tags):
        if not tag.opens:
            if parent < 0 or tags[parent].name != tag.name:
                raise Irregular("a tag closes what is not open")
            ends[parent] = place
            inside.pop()
            # What closes stands where the tag that it belongs to stands.
            parents[place] = parent = parents[parent]
            continue
        if parent < 0 and place:
            raise Irregular("more than one root")
        parents[place] = parent
        if tag.hidden or tag.resource:
            special.append(place)
        if tag.closes:
            ends[place] = place
            has_empty = has_empty or tag.local not in {"br", "hr", "img"}
        else:
            inside.append(place)
            parent = place
            if len(inside) > DEPTH_MAX:
                raise TooDeep(name, DEPTH_MAX)
    if inside:
        raise Irregular("an element is not closed")
    return Tags(tags, texts, ends, parents, special, has_empty)

"""XML read with the bytes that each element takes, so that a change touches nothing beside itself.

A library that parses and writes a part anew changes quotes, prefixes and blanks that nobody asked
it to change. Here a part stays the bytes it is, and an edit replaces the span of one text or one
attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from bookrunner.figures import BadInput

_DEPTH_MAX = 400


class NotXml(BadInput):
    """A part of a package is not the XML that it should be."""

    def __init__(self, part: str, why: str) -> None:
        self.part = part
        super().__init__(f"{part} cannot be read: {why}")


@dataclass(slots=True)
class Node:
    """An element and where it stands."""

    name: str
    """Without its namespace."""
    attributes: dict[str, str]
    start: int
    inner: int = -1
    """Where its content begins; -1 for ``<a/>``."""
    inner_end: int = -1
    end: int = -1
    text: str = ""
    """Its own characters, without those of the elements in it."""
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Every element of the name below it, in reading order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def child(self, *path: str) -> Node | None:
        """The first element at a path of names."""
        node: Node | None = self
        for name in path:
            if node is None:
                return None
            node = next((child for child in node.children if child.name == name), None)
        return node

    def value(self, *path: str) -> str:
        """The text of the element at a path; empty when there is none."""
        node = self.child(*path)
        return "" if node is None else node.text


@dataclass(frozen=True, order=True)
class Edit:
    """New bytes in place of those of a span."""

    start: int
    end: int
    content: bytes


def parsed(data: bytes, part: str) -> Node:
    """The root of a part.

    Raises:
        NotXml: It is not well-formed UTF-8 XML, or declares entities of its own.
    """
    reader = _Reader(data, part)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.opened
    parser.EndElementHandler = reader.closed
    parser.CharacterDataHandler = reader.said
    parser.StartDoctypeDeclHandler = reader.refused
    parser.XmlDeclHandler = reader.declared
    reader.parser = parser
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place
    except expat.ExpatError as error:
        raise NotXml(part, str(error)) from None
    if reader.root is None:
        raise NotXml(part, "it holds no element")
    return reader.root


class _Reader:
    parser: expat.XMLParserType

    def __init__(self, data: bytes, part: str) -> None:
        self.data, self.part = data, part
        self.root: Node | None = None
        self.open: list[Node] = []
        self.texts: list[list[str]] = []

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:  # noqa: ARG002
        if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise NotXml(self.part, f"it is written in {encoding}, not in UTF-8")

    def refused(self, *_: object) -> None:
        raise NotXml(self.part, "it declares a document type, which Office never does")

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        node = Node(_local(name), {_local(key): held for key, held in attributes.items()}, at)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        if len(self.open) >= _DEPTH_MAX:
            raise NotXml(self.part, "it is nested too deep")
        self.open.append(node)
        self.texts.append([])

    def said(self, text: str) -> None:
        self.texts[-1].append(text)

    def closed(self, name: str) -> None:  # noqa: ARG002 - expat gives it
        node = self.open.pop()
        node.text = "".join(self.texts.pop())
        opening_end = tag_end(self.data, node.start)
        if self.data.endswith(b"/>", node.start, opening_end):
            node.end = opening_end
            return
        node.inner, node.inner_end = opening_end, self.parser.CurrentByteIndex
        node.end = self.data.index(b">", node.inner_end) + 1


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def tag_end(data: bytes, start: int) -> int:
    """Where the tag that begins at a place ends; a ``>`` inside quotes ends nothing."""
    match = _TAG.match(data, start)
    assert match is not None, "expat has read this tag"
    return match.end()


_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


def text_edit(data: bytes, node: Node, text: str) -> Edit:
    """Puts a text in place of an element's content."""
    content = escape(text).encode("utf-8")
    if node.inner >= 0:
        return Edit(node.inner, node.inner_end, content)
    opening = data[node.start : node.end]
    name = re.match(rb"<([^\s/>]+)", opening)
    assert name is not None, "expat has read this tag"
    tag = opening[: opening.rindex(b"/")].rstrip()
    return Edit(node.start, node.end, tag + b">" + content + b"</" + name[1] + b">")


def attribute_edit(data: bytes, node: Node, name: str, value: str) -> Edit | None:
    """Puts a value in place of an attribute's; None where the element lacks it."""
    tag = data[node.start : tag_end(data, node.start)]
    pattern = rb"""\s(?:[\w.-]+:)?""" + re.escape(name.encode()) + rb"""\s*=\s*("[^"]*"|'[^']*')"""
    match = re.search(pattern, tag)
    if match is None:
        return None
    content = escape(value, {'"': "&quot;", "'": "&apos;"}).encode("utf-8")
    return Edit(node.start + match.start(1) + 1, node.start + match.end(1) - 1, content)


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made, which must not overlap."""
    ordered: Sequence[Edit] = sorted(set(edits))
    pieces, at = [], 0
    for edit in ordered:
        assert edit.start >= at, "two edits overlap"
        pieces += [data[at : edit.start], edit.content]
        at = edit.end
    return b"".join([*pieces, data[at:]])

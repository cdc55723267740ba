"""Well-formed XHTML cut into tags without building a tree; what is not regular is refused.

Everything that XML asks of a document without a DTD is checked: one root, tags that match, names,
attributes that are quoted and given once, prefixes that are declared, references to characters that
exist. What filings do not use (sections of CDATA, prefixes that change their meaning) is refused
too, so that the parser of libxml2 decides on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from bookrunner.documents.tags import (
    Element,
    Irregular,
    Tag,
    Tags,
    require_references,
    resolved,
    series,
)

_COMMENT = re.compile(r"<!--(?:[^-]|-(?!-))*-->")
_INSTRUCTION = re.compile(r"<\?(?![xX][mM][lL]\s)[A-Za-z_][^<>?]*\?>")
_DOCTYPE = re.compile(r"\s*<!DOCTYPE\s[^<>\[]*>")
_NAME = r"[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?"
_OPENING = re.compile(rf"""({_NAME})((?:\s+{_NAME}\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)""")
_CLOSING = re.compile(rf"/({_NAME})\s*")
_BEGINNING = re.compile(_NAME)
_PLAIN_ATTRIBUTE = re.compile(rf''' ({_NAME})="([^"]*)"''')
_ATTRIBUTE = re.compile(rf"""({_NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HEAD = re.compile(rf"({_NAME})\s+({_NAME})\s*=\s*")
_ASSIGNED = re.compile(rf"\s+({_NAME})\s*=\s*")
_EMPTY = {"": False, "/": True, " /": True}
"""By what stands behind a tag's last value, whether the element is empty."""
_ADDRESS = re.compile(r"(?:https?://[a-zA-Z0-9.-]+(?:/[a-zA-Z0-9_./#~-]*)?)")
_DECLARES = re.compile(r"xmlns(?::.*)?")
_NO_BRACKETS = bytes(set(range(256)) - set(b"<>"))
_SPACES = str.maketrans("\t\n\r", "   ")


def xhtml(body: str, name: str) -> tuple[Tags, dict[str, str]]:
    """The series of tags, and the namespaces declared anywhere by their prefixes.

    Raises:
        Irregular: It is no well-formed XML, or has what only libxml2 can judge.
        TooDeep: Elements are nested too deep.
    """
    if "\x0c" in body or any(True for _ in _places(body, "]]>", 0)):
        raise Irregular("what only a parser of XML can judge")
    require_references(body)
    body = _without(_INSTRUCTION, "<?", _without(_COMMENT, "<!--", body))
    doctype = _DOCTYPE.match(body)
    body = body[doctype.end() :] if doctype else body
    before, written, texts = _cut(body)
    if before.strip():
        raise Irregular("text before the root")
    known = _Known()
    tags = [known[tag] for tag in written]
    if not texts or texts[-1].strip():
        raise Irregular("no tag at all, or text behind the root")
    return series(tags, texts, name), known.declared


def _without(pattern: re.Pattern[str], beginning: str, body: str) -> str:
    """The text without what matches; it is looked for only where it may begin, as it is rare."""
    kept: list[str] = []
    done = 0
    for place in _places(body, beginning, 1):
        match = pattern.match(body, place) if place >= done else None
        if match is not None:
            kept.append(body[done:place])
            done = match.end()
    return "".join((*kept, body[done:])) if kept else body


def _places(body: str, sign: str, rare: int) -> Iterator[int]:
    """Where a sign stands; quickest by the one of its characters that markup hardly uses."""
    place = body.find(sign[rare])
    while place >= 0:
        if body.startswith(sign, place - rare):
            yield place - rare
        place = body.find(sign[rare], place + 1)


def _cut(body: str) -> tuple[str, list[str], list[str]]:
    """What stands before the first tag, the tags without brackets, and the text after each."""
    brackets = body.encode(errors="replace").translate(None, _NO_BRACKETS)
    if brackets == b"<>" * (len(brackets) // 2):
        before, *parts = body.replace("<", ">").split(">")
        return before, parts[::2], parts[1::2]
    # A bracket inside an attribute cuts a tag in two, and what is left of it is not regular.
    before, *pieces = body.split("<")
    cut = [piece.partition(">") for piece in pieces]
    if {bracket for _, bracket, _ in cut} != {">"}:
        raise Irregular("a tag that does not end")
    return before, [tag for tag, _, _ in cut], [text for _, _, text in cut]


_Shape: TypeAlias = tuple[Element, tuple[str, ...], bool]


class _Known(dict[str, Tag]):
    """Tags by how they are written; a new one is understood when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.declared: dict[str, str] = {}
        """Namespaces by prefix, "" for the default, declared anywhere."""
        self._of_root: dict[str, str] = {}
        self._elements: dict[str, Element] = {}
        self._keys = _Keys(self)
        self._shapes = _Shapes(self, self._keys)

    def __missing__(self, written: str) -> Tag:
        if written.startswith("/"):
            closing = _CLOSING.fullmatch(written)
            if closing is None:
                raise Irregular("a closing tag that XML does not allow")
            tag = Tag(self.element(closing[1], {}), {}, opens=False, closes=True)
        else:
            tag = self._opening(written)
        self[written] = tag
        return tag

    def _opening(self, written: str) -> Tag:
        # Most tags are new by the values alone; what stands around those has been met before.
        parts = written.split('"')
        shape = self._shapes[tuple(parts[::2])]
        if shape is None or not len(parts) % 2:
            return self._unusual(written)
        element, names, empty = shape
        attributes = dict(zip(names, parts[1::2], strict=True))
        return self._tag(element, attributes, written, empty=empty)

    def _unusual(self, written: str) -> Tag:
        """An opening tag without attributes, or not written as most are."""
        name, pairs, empty = _parts(written)
        here: dict[str, str] = {}
        if "xmlns" in written:
            here = {key[6:]: value for key, value in pairs if _DECLARES.fullmatch(key)}
            declared = len(pairs)
            pairs = [pair for pair in pairs if not _DECLARES.fullmatch(pair[0])]
            if len(pairs) + len(here) != declared:
                raise Irregular("a prefix declared twice")
            self._declare(here)
            for key, _ in pairs:
                self.space("" if key.startswith("xml:") else key, here)
            attributes = {key.rpartition(":")[2].lower(): value for key, value in pairs}
        else:
            keys = self._keys
            attributes = {keys[key]: value for key, value in pairs}
        if len(attributes) != len(pairs):
            raise Irregular("an attribute given twice")
        return self._tag(self.element(name, here), attributes, written, empty=empty)

    def _tag(
        self, element: Element, attributes: dict[str, str], written: str, *, empty: bool
    ) -> Tag:
        if "&" in written or "\n" in written or "\t" in written or "\r" in written:
            for key, value in attributes.items():
                attributes[key] = resolved(value.translate(_SPACES))
        return Tag(element, attributes, closes=empty)

    def element(self, name: str, here: Mapping[str, str]) -> Element:
        """What elements of a name mean; ``here`` are the prefixes that the tag itself declares."""
        found = self._elements.get(name)
        if found is None or here:
            found = Element(name, self.space(name, here))
            if not here:
                self._elements[name] = found
        return found

    def _declare(self, here: dict[str, str]) -> None:
        if not self:
            self._of_root.update(here)
        for prefix, space in here.items():
            if not _ADDRESS.fullmatch(space):
                raise Irregular("a namespace that may be no address")
            # A prefix that changes its meaning on the way needs a parser that keeps count.
            outer = self._of_root.get(prefix, "" if not prefix else space)
            if outer != space or self.declared.setdefault(prefix, space) != space:
                raise Irregular("a namespace declared anew")

    def space(self, name: str, here: Mapping[str, str]) -> str:
        """The namespace of a name; "" for none."""
        prefix = name.rpartition(":")[0]
        found = here.get(prefix) or self._of_root.get(prefix)
        if found is None and prefix:
            raise Irregular("a prefix that is not declared where it is used")
        return found or ""


class _Keys(dict[str, str]):
    """The names of attributes as written, and without prefix in lower case."""

    def __init__(self, known: _Known) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, key: str) -> str:
        if not key.startswith("xml:"):
            self._known.space(key, {})
        local = key.rpartition(":")[2].lower()
        self[key] = local
        return local


class _Shapes(dict[tuple[str, ...], _Shape | None]):
    """By what stands around a tag's values: element, names, whether it is empty; else None."""

    def __init__(self, known: _Known, keys: _Keys) -> None:
        super().__init__()
        self._known = known
        self._keys = keys

    def __missing__(self, around: tuple[str, ...]) -> _Shape | None:
        self[around] = found = self._shape(around)
        return found

    def _shape(self, around: tuple[str, ...]) -> _Shape | None:
        head, *between, last = around if len(around) > 1 else ("", "")
        begun = _HEAD.fullmatch(head)
        if begun is None or last not in _EMPTY or any("xmlns" in part for part in around):
            return None
        element = self._known.element(begun[1], {})
        names = [self._keys[begun[2]]]
        for part in between:
            match = _ASSIGNED.fullmatch(part)
            if match is None:
                return None
            names.append(self._keys[match[1]])
        if len(set(names)) < len(names):
            return None
        return element, tuple(names), _EMPTY[last]


def _parts(written: str) -> tuple[str, list[tuple[str, str]], bool]:
    """Name and attributes of an opening tag, and whether it is that of an empty element."""
    beginning = _BEGINNING.match(written)
    if beginning is None:
        raise Irregular("a tag that XML does not allow")
    name = beginning[0]
    pairs = _PLAIN_ATTRIBUTE.findall(written)
    # Where one blank stands before each attribute and none elsewhere, lengths tell that no
    # character was left over.
    length = len(name) + 4 * len(pairs) + sum(map(len, chain.from_iterable(pairs)))
    if length == len(written):
        return name, pairs, False
    if length + 1 == len(written) and written.endswith("/"):
        return name, pairs, True
    match = _OPENING.fullmatch(written)
    if match is None:
        raise Irregular("a tag that XML does not allow")
    pairs = [(key, one or other) for key, one, other in _ATTRIBUTE.findall(match[2])]
    return name, pairs, bool(match[3])

"""HTML text to a series of tags, safely: no entities of the file's own, no network, no deep nests.

Inline XBRL is XHTML and is read as XML, which alone keeps names and empty elements exact. What is
not well-formed is read by the forgiving HTML parser, with a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from bookrunner.documents.errors import DeclaresEntities, NotAFiling, TooDeep, WrongKind
from bookrunner.documents.tags import (
    DEPTH_MAX,
    INLINE_NAMESPACES,
    INSTANCE_NAMESPACE,
    Element,
    Irregular,
    Prefixes,
    Tag,
    Tags,
    series,
)
from bookrunner.documents.xhtml import xhtml
from bookrunner.figures.findings import Finding, Severity

_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,500}\?>")
_ENTITY_DECLARED = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]{0,2000}\[", re.IGNORECASE)
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([^\W\d][\w.:-]{0,80});")
_PREFIXES = re.compile(r"""xmlns:([\w.-]{1,100})\s*=\s*["']([^"'<>]{1,500})["']""")
_EMPTY_PREFIXED = re.compile(
    r"<([A-Za-z][\w.-]{0,60}:[A-Za-z][\w.-]{0,100})((?:\s[^<>]{0,4000})?)/>"
)
_MARKUP = re.compile(
    r"<(?:html|body|div|p|font|center|span|br|hr|h[1-6]|title|head|a|tr|td)\b[^>]{0,2000}>",
    re.IGNORECASE,
)
_HTML_ROOTS = {"html", "body", "div", "p", "table", "font", "center", "span"}


@dataclass(frozen=True)
class Markup:
    """The tags of a document and the namespace prefixes it declares."""

    tags: Tags
    prefixes: dict[str, str]
    """Prefix to namespace, as declared anywhere in the document."""
    findings: tuple[Finding, ...]


def has_markup(text: str) -> bool:
    """Whether the text is HTML rather than plain text that may hold EDGAR's few table tags."""
    tags = _MARKUP.findall(text[:200_000])
    return len(tags) >= 3 or bool(re.search(r"<html\b|<body\b", text[:20_000], re.IGNORECASE))


def markup(text: str, name: str) -> Markup:
    """The tags of an HTML text.

    Raises:
        DeclaresEntities, TooDeep, WrongKind, NotAFiling: see there.
    """
    if _ENTITY_DECLARED.search(text, 0, 100_000):
        raise DeclaresEntities(name)
    body = _DECLARATION.sub("", text, count=1).lstrip()
    try:
        tags, prefixes = xhtml(body, name)
    except Irregular:
        return _by_libxml2(body, name)
    _require_html(tags.tags[0].local, name)
    return Markup(tags, prefixes, ())


def local_name(tag: object) -> str:
    """The element's name without namespace or prefix, in lower case."""
    if not isinstance(tag, str):
        return ""
    name = tag.rpartition("}")[2] if tag.startswith("{") else tag.rpartition(":")[2]
    return name.lower()


def _by_libxml2(body: str, name: str) -> Markup:
    prefixes = {match[1]: match[2] for match in _PREFIXES.finditer(body)}
    encoded = _numeric_entities(body).encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(encoded, _xml_parser())
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error):
            raise TooDeep(name, DEPTH_MAX) from error
        return _forgiving(body, prefixes, str(error), name)
    _require_html(local_name(root.tag), name)
    return Markup(_of_tree(root, None, name), prefixes, ())


def _of_tree(root: etree._Element, prefixes: Prefixes | None, name: str) -> Tags:
    """The series of an element tree; ``prefixes`` where its parser knew no namespaces."""
    tags: list[Tag] = []
    texts: list[str] = []
    elements: dict[str, Element] = {}
    opening: dict[object, Tag] = {}
    closing: dict[str, Tag] = {}
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        named = node.tag
        if not isinstance(named, str):  # an entity has a function for a name
            if event == "end" and texts:
                texts[-1] += _escaped(node.tail)
            continue
        if event == "start":
            depth += 1
            if depth > DEPTH_MAX:
                raise TooDeep(name, DEPTH_MAX)
            key = named, *node.items()
            tag = opening.get(key)
            if tag is None:
                element = elements.get(named)
                if element is None:
                    element = elements[named] = _element(named, prefixes)
                told = {local_name(str(k)): str(value) for k, value in node.items()}
                tag = opening[key] = Tag(element, told)
                closing[named] = Tag(element, {}, opens=False, closes=True)
            text = node.text
        else:
            depth -= 1
            tag = closing[named]
            text = node.tail if depth else None
        tags.append(tag)
        texts.append(text.replace("&", "&amp;") if text and "&" in text else text or "")
    return series(tags, texts, name)


def _element(tag: str, prefixes: Prefixes | None) -> Element:
    if prefixes is not None:
        return Element(tag, None, prefixes)
    space, _, local = tag.removeprefix("{").rpartition("}")
    return Element(local, space)


def _escaped(text: str | None) -> str:
    """As it would be written, which is how a series has its texts."""
    return text.replace("&", "&amp;") if text else ""


def _numeric_entities(text: str) -> str:
    """Named characters of HTML as XML knows them: ``&nbsp;`` becomes ``&#160;``.

    A name that HTML does not know stays the words it is; nothing is looked up.
    """
    if "&" not in text:
        return text

    def numeric(match: re.Match[str]) -> str:
        character = html5.get(match[1] + ";")
        return "".join(f"&#{ord(c)};" for c in character) if character else f"&amp;{match[1]};"

    return _NAMED_ENTITY.sub(numeric, text)


def _xml_parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=False,
        encoding="utf-8",
    )


def _forgiving(body: str, prefixes: dict[str, str], problem: str, name: str) -> Markup:
    # An empty element of XML (<ix:nonFraction/>) must not swallow what follows it in HTML.
    encoded = _EMPTY_PREFIXED.sub(r"<\1\2></\1>", body).encode("utf-8", errors="replace")
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    try:
        root = etree.fromstring(encoded, parser)
    except etree.LxmlError as error:
        raise NotAFiling(name, "it holds no readable HTML") from error
    if root is None:
        raise NotAFiling(name, "it holds no readable HTML")
    inline = any(space in INLINE_NAMESPACES for space in prefixes.values())
    finding = Finding(
        "documents.not-well-formed",
        f"read by the forgiving HTML parser, as it is not well-formed XHTML ({problem[:120]})",
        # Old HTML never was XHTML; inline XBRL must be, so there something may have been lost.
        Severity.WARNING if inline else Severity.NOTE,
        where=name,
    )
    return Markup(_of_tree(root, _known_by_prefix(prefixes), name), prefixes, (finding,))


def _known_by_prefix(prefixes: dict[str, str]) -> Prefixes:
    """What the HTML parser, which keeps prefixes as part of the name, has to go by."""
    inline = (p.lower() for p, space in prefixes.items() if space in INLINE_NAMESPACES)
    instance = (p.lower() for p, space in prefixes.items() if space == INSTANCE_NAMESPACE)
    return Prefixes(
        frozenset(inline) or frozenset({"ix"}), frozenset(instance) or frozenset({"xbrli"})
    )


def _require_html(local: str, name: str) -> None:
    if local not in _HTML_ROOTS:
        raise WrongKind(name, f"an XML document <{local}>, not HTML")

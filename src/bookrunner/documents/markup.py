"""HTML text to an element tree, safely: no entities of the file's own, no network, no deep nests.

Inline XBRL is XHTML and is read as XML, which alone keeps names and empty elements exact. What is
not well-formed is read by the forgiving HTML parser, with a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from bookrunner.documents.errors import DeclaresEntities, NotAFiling, TooDeep, WrongKind
from bookrunner.figures.findings import Finding, Severity

DEPTH_MAX = 1000
"""Real filings nest fewer than 100 elements; libxml2 stops at 2048."""

INLINE_NAMESPACES = (
    "http://www.xbrl.org/2013/inlineXBRL",
    "http://www.xbrl.org/2008/inlineXBRL",
)
INSTANCE_NAMESPACE = "http://www.xbrl.org/2003/instance"

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
    """An element tree and the namespace prefixes it declares."""

    root: etree._Element
    well_formed: bool
    prefixes: dict[str, str]
    """Prefix to namespace, as declared anywhere in the document."""
    findings: tuple[Finding, ...]


def has_markup(text: str) -> bool:
    """Whether the text is HTML rather than plain text that may hold EDGAR's few table tags."""
    tags = _MARKUP.findall(text[:200_000])
    return len(tags) >= 3 or bool(re.search(r"<html\b|<body\b", text[:20_000], re.IGNORECASE))


def markup(text: str, name: str) -> Markup:
    """The element tree of an HTML text.

    Raises:
        DeclaresEntities, TooDeep, WrongKind, NotAFiling: see there.
    """
    if _ENTITY_DECLARED.search(text, 0, 100_000):
        raise DeclaresEntities(name)
    body = _DECLARATION.sub("", text, count=1).lstrip()
    encoded = _numeric_entities(body).encode("utf-8", errors="replace")
    prefixes = {match[1]: match[2] for match in _PREFIXES.finditer(body)}
    try:
        root = etree.fromstring(encoded, _xml_parser())
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error):
            raise TooDeep(name, DEPTH_MAX) from error
        return _forgiving(body, prefixes, str(error), name)
    _require_html(root, name)
    return Markup(root, well_formed=True, prefixes=prefixes, findings=())


def local_name(tag: object) -> str:
    """The element's name without namespace or prefix, in lower case."""
    if not isinstance(tag, str):
        return ""
    name = tag.rpartition("}")[2] if tag.startswith("{") else tag.rpartition(":")[2]
    return name.lower()


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
    return Markup(root, well_formed=False, prefixes=prefixes, findings=(finding,))


def _require_html(root: etree._Element, name: str) -> None:
    local = local_name(root.tag)
    if local not in _HTML_ROOTS:
        raise WrongKind(name, f"an XML document <{local}>, not HTML")

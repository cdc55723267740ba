"""New contents for single cells of a sheet, each as the bytes of its element."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from bookrunner.revision.spans import Edit, Node, tag_end

_TYPE = re.compile(rb"""\st\s*=\s*("[^"]*"|'[^']*')""")
_STYLE = re.compile(rb"""\ss\s*=\s*("[^"]*"|'[^']*')""")
_FORMULA = re.compile(rb"<((?:\w+:)?)f\b.*?</\1f>|<(?:\w+:)?f\b[^>]*/>", re.DOTALL)


def cell_edit(
    data: bytes,
    node: Node,
    text: str,
    kind: str,
    *,
    formula: str | None = None,
    style: int | None = None,
) -> Edit:
    """The cell with another content, its formula and looks kept where none are given.

    Args:
        formula: The new one, empty for none; None keeps the one that is there.
        kind: ``n`` for a number, ``b`` for a truth, ``str`` for a formula's words, ``words`` for
            typed ones.
    """
    opening = data[node.start : tag_end(data, node.start)]
    name = re.match(rb"<([^\s/>]+)", opening)
    assert name is not None, "expat has read this tag"
    prefix = name[1][:-1]
    head = _TYPE.sub(b"", opening.rstrip(b">").rstrip(b"/").rstrip())
    if style is not None:
        head = _STYLE.sub(b"", head) + f' s="{style}"'.encode()
    body = data[node.inner : node.inner_end] if node.inner >= 0 else b""
    kept = _FORMULA.search(body)
    held = b"" if kept is None else kept[0]
    if formula is not None:
        held = _element(prefix, "f", formula.removeprefix("=")) if formula else b""
    head += _head_type(kind)
    content = held + _content(prefix, text, kind)
    return Edit(node.start, node.end, head + b">" + content + b"</" + name[1] + b">")


def _head_type(kind: str) -> bytes:
    written = {"n": "", "b": ' t="b"', "str": ' t="str"', "words": ' t="inlineStr"', "e": ' t="e"'}
    return written[kind].encode()


def _content(prefix: bytes, text: str, kind: str) -> bytes:
    if kind == "words":
        words = escape(text).encode("utf-8")
        space = b' xml:space="preserve"' if text != text.strip() else b""
        inner = b"<" + prefix + b"t" + space + b">" + words + b"</" + prefix + b"t>"
        return b"<" + prefix + b"is>" + inner + b"</" + prefix + b"is>"
    if kind == "b":
        text = "1" if text == "TRUE" else "0"
    return _element(prefix, "v", text)


def _element(prefix: bytes, name: str, text: str) -> bytes:
    tag = prefix + name.encode()
    return b"<" + tag + b">" + escape(text).encode("utf-8") + b"</" + tag + b">"


def kind_of(cell: Node) -> str:
    """The kind of content that a cell holds, as ``cell_edit`` takes it."""
    held = cell.attributes.get("t", "n")
    return {"s": "words", "inlineStr": "words"}.get(held, held)

"""Edits planted in a filing's markup, and the same words in other markup."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

Node = Any
"""An element of the markup, which the tests take apart without a care for its type."""

_BLOCKS = ("div", "p", "td", "li")
_WORDS_MIN = 14
_FILLERS = ("notwithstanding", "principally", "materially", "considerably", "predominantly")
_NEW = (
    "We have received a written notice from the administrative agent that it reserves all rights "
    "under the facility following our failure to deliver a compliance certificate by day {0}."
)


@dataclass(frozen=True)
class Planted:
    """An edit: its kind, words that went, words that came."""

    kind: str
    old: str
    new: str


class NoPlace(Exception):
    """The filing has no passage that can carry the edit."""


def tree_of(content: bytes) -> Node:
    """The markup as a browser reads it."""
    return html.document_fromstring(content, parser=html.HTMLParser(huge_tree=True))


def bytes_of(tree: Node) -> bytes:
    """The markup again."""
    made: bytes = etree.tostring(tree, method="html", encoding="utf-8")
    return made


def words_of(node: Node) -> str:
    """The words of a node, white space collapsed."""
    return " ".join("".join(node.itertext()).split())


def paragraphs(tree: Node) -> Sequence[Node]:
    """Blocks whose words all stand in one text node, long enough to carry an edit, each once."""
    seen: dict[str, int] = {}
    found = []
    for node in tree.iter(*_BLOCKS):
        if any(below is not node for below in node.iter(*_BLOCKS, "table")):
            continue
        hidden = any("none" in (up.get("style") or "").replace(" ", "").partition("display:")[2][:4]
                     for up in (node, *node.iterancestors()))  # fmt: skip
        if hidden or any(
            ":" in str(up.tag) and "header" in str(up.tag) for up in node.iterancestors()
        ):
            continue
        words = words_of(node)
        seen[words] = seen.get(words, 0) + 1
        if len(words.split()) >= _WORDS_MIN and _longest(node) is not None:
            found.append(node)
    return [one for one in found if seen[words_of(one)] == 1]


def _longest(node: Node) -> tuple[Node, str] | None:
    """Where the longest run of plain text of a node hangs, if it is long enough."""
    held = []
    for each in node.iter():
        if isinstance(each.tag, str) and each.text and len(each.text.split()) >= _WORDS_MIN:
            held.append((len(each.text), each, "text"))
        if each is not node and each.tail and len(each.tail.split()) >= _WORDS_MIN:
            held.append((len(each.tail), each, "tail"))
    if not held:
        return None
    _, owner, where = max(held, key=lambda one: one[0])
    return owner, where


def change_word(node: Node, chance: random.Random) -> Planted:
    owner, where = _longest(node) or _none()
    text = getattr(owner, where)
    words = list(re.finditer(r"\b[a-z]{5,}\b", text))
    if not words:
        raise NoPlace
    one = chance.choice(words)
    other = chance.choice([filler for filler in _FILLERS if filler != one[0]])
    setattr(owner, where, text[: one.start()] + other + text[one.end() :])
    return Planted("reworded", one[0], other)


def drop_negation(node: Node, chance: random.Random) -> Planted:
    owner, where = _longest(node) or _none()
    text = getattr(owner, where)
    found = re.search(r"\b(?:not|no) ", text)
    if found is None:
        raise NoPlace
    setattr(owner, where, text[: found.start()] + text[found.end() :])
    return Planted("reworded", found[0].strip(), "")


def change_number(node: Node, chance: random.Random) -> Planted:
    owner, where = _longest(node) or _none()
    text = getattr(owner, where)
    found = [m for m in re.finditer(r"(?<![\d.,])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\d,])", text)
             if not re.fullmatch(r"(?:19|20)\d\d", m[0])]  # fmt: skip
    if not found:
        raise NoPlace
    one = chance.choice(found)
    digit = chance.randrange(len(one[0]))
    while not one[0][digit].isdigit():
        digit = chance.randrange(len(one[0]))
    other = str((int(one[0][digit]) + chance.randint(1, 8)) % 10)
    if digit == 0 and other == "0":
        other = "9" if one[0][0] != "9" else "8"
    changed = one[0][:digit] + other + one[0][digit + 1 :]
    setattr(owner, where, text[: one.start()] + changed + text[one.end() :])
    return Planted("reworded", one[0], changed)


def drop_sentence(node: Node, chance: random.Random) -> Planted:
    owner, where = _longest(node) or _none()
    text = getattr(owner, where)
    ends = [m.end() for m in re.finditer(r"[a-z]{3}\. (?=[A-Z][a-z])", text)]
    if len(ends) < 2:
        raise NoPlace
    gone = text[ends[0] : ends[1]]
    setattr(owner, where, text[: ends[0]] + text[ends[1] :])
    return Planted("reworded", gone.strip(), "")


def drop_paragraph(node: Node, chance: random.Random) -> Planted:
    words = words_of(node)
    parent = node.getparent()
    if parent is None or node.tag == "td" or (node.tail and node.tail.strip()):
        raise NoPlace
    parent.remove(node)
    return Planted("removed", words, "")


def add_paragraph(node: Node, chance: random.Random) -> Planted:
    parent = node.getparent()
    if parent is None or node.tag == "td":
        raise NoPlace
    words = _NEW.format(chance.randint(3, 28))
    new = etree.Element(node.tag)
    new.text = words
    new.tail, node.tail = node.tail, "\n"
    parent.insert(parent.index(node) + 1, new)
    return Planted("added", "", words)


def move_paragraph(node: Node, chance: random.Random) -> Planted:
    tree = node.getroottree().getroot()
    places = [one for one in paragraphs(tree) if one.tag == node.tag and one is not node]
    order = list(tree.iter())
    rank = {id(one): at for at, one in enumerate(order)}
    apart = min(200, len(order) // 3)
    far = [one for one in places if abs(rank[id(one)] - rank[id(node)]) > apart]
    parent = node.getparent()
    if not far or parent is None or node.tag == "td":
        raise NoPlace
    target = chance.choice(far)
    if target.getparent() is None or target.tag == "td" or target in node.iterancestors():
        raise NoPlace
    words = words_of(node)
    parent.remove(node)
    other = target.getparent()
    other.insert(other.index(target) + 1, node)
    return Planted("moved", words, words)


Edit = Callable[[Node, random.Random], Planted]
EDITS: Sequence[Edit] = (
    change_word, drop_negation, change_number, drop_sentence, drop_paragraph, add_paragraph,
    move_paragraph,
)  # fmt: skip


def _none() -> tuple[Node, str]:
    raise NoPlace


def other_markup(content: bytes, chance: random.Random) -> bytes:
    """The same words with other white space, quotation marks, spans and attributes."""
    tree = tree_of(content)
    for node in list(tree.iter()):
        if not isinstance(node.tag, str):
            continue
        if node.tag in ("td", "tr", "div", "p", "span", "font"):
            node.attrib.pop("class", None)
            if "display" not in (node.get("style") or ""):
                node.set("style", f"margin:{chance.randint(0, 9)}px")
        if node.tag not in ("span", "font", "p", "div", "td", "b", "i"):
            continue
        text = node.text
        if text and len(text.split()) > 3 and chance.random() < 0.3:
            cut = text.index(" ", len(text) // 3) if " " in text[len(text) // 3 :] else 0
            if cut:
                piece = etree.Element("span", {"style": "color:#000"})
                piece.text = text[cut:]
                node.text = text[:cut]
                node.insert(0, piece)
        if node.text:
            node.text = _respaced(node.text, chance)
        if node.tail:
            node.tail = _respaced(node.tail, chance)
    return bytes_of(tree)


def _respaced(text: str, chance: random.Random) -> str:
    if chance.random() < 0.5:
        text = text.replace("\u2019", "'").replace("\u201c", '"').replace("\u201d", '"')
    return re.sub(r"(?<=\S) (?=\S)", lambda _: chance.choice((" ", " ", "\n", "\u00a0")), text)

"""The looks of a fresh workbook's cells among those of a workbook that somebody may have saved.

Cells name their looks by number, and each file counts its own. A look that the current file lacks
is added behind its others, so that no other cell changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookrunner.revision.packages import Package
from bookrunner.revision.parts import main_part, targets, tree
from bookrunner.revision.spans import Edit, Node, attribute_edit, edited

_PARTS = (
    ("fontId", "fonts", "font"),
    ("fillId", "fills", "fill"),
    ("borderId", "borders", "border"),
)
_OWN_FORMATS = 164
"""Formats below are every program's own."""


def styles_part(package: Package) -> str:
    """The part of a workbook that lists its looks; empty when it has none."""
    related = targets(package, main_part(package, "workbook")).values()
    return next((part for kind, part in related if kind == "styles" and part in package), "")


@dataclass
class _List:
    """A list of looks in the current file, with what is added to it."""

    node: Node
    items: dict[str, int]
    added: list[bytes] = field(default_factory=list)

    def place(self, known: str, content: bytes) -> int:
        """Where the item stands, added when it is new."""
        if known not in self.items:
            self.items[known] = len(self.items) if not self.items else max(self.items.values()) + 1
            self.added.append(content)
        return self.items[known]


class Styles:
    """Finds the number of a fresh look in the current file."""

    def __init__(self, current: Package, fresh: Package) -> None:
        self.part = styles_part(current)
        self._current, self._fresh_part = current, styles_part(fresh)
        self._data = current.part(self.part)
        self._fresh_data = fresh.part(self._fresh_part)
        self.same = self._data == self._fresh_data
        self._mine = tree(current, self.part)
        self._new = tree(fresh, self._fresh_part)
        self._known: dict[int, int] = {}
        self._formats = _formats(self._mine)
        self._fresh_formats = _formats(self._new)
        self._added_formats: list[bytes] = []
        self._lists = {
            name: self._listed(name, item)
            for name, item in (
                *((name, item) for _, name, item in _PARTS),
                ("cellXfs", "xf"),
                ("dxfs", "dxf"),
            )
        }

    def _listed(self, name: str, item: str) -> _List | None:
        node = self._mine.child(name)
        if node is None:
            return None
        items: dict[str, int] = {}
        for at, one in enumerate(child for child in node.children if child.name == item):
            known = self._look(one) if name == "cellXfs" else _plain(one)
            items.setdefault(known, at)
        # A list may hold one look twice; the next free number counts them all.
        items.setdefault("\0end", len([one for one in node.children if one.name == item]) - 1)
        return _List(node, items)

    def _look(self, xf: Node) -> str:
        """A cell's look in words, whatever the numbers of its pieces."""
        return self._told(xf, self._mine, self._formats)

    @staticmethod
    def _told(xf: Node, root: Node, formats: Mapping[str, str]) -> str:
        pieces = [_plain(_item(root, name, xf.attributes.get(key, "0"))) for key, name, _ in _PARTS]
        number = xf.attributes.get("numFmtId", "0")
        alignment = xf.child("alignment")
        pieces += [formats.get(number, number), "" if alignment is None else _plain(alignment)]
        return "|".join(pieces)

    def cell(self, fresh: int) -> int:
        """The current file's number of a cell's look."""
        if self.same:
            return fresh
        if fresh not in self._known:
            self._known[fresh] = self._placed(_item(self._new, "cellXfs", str(fresh)))
        return self._known[fresh]

    def _placed(self, xf: Node) -> int:
        listed = self._lists["cellXfs"]
        assert listed is not None, "a workbook lists the looks of its cells"
        look = self._told(xf, self._new, self._fresh_formats)
        if look in listed.items:
            return listed.items[look]
        content = self._fresh_data[xf.start : xf.end]
        values = {"numFmtId": self._format(xf.attributes.get("numFmtId", "0")), "xfId": "0"}
        for key, name, _ in _PARTS:
            values[key] = str(
                self._piece(name, _item(self._new, name, xf.attributes.get(key, "0")))
            )
        return listed.place(look, _with(content, xf, values))

    def _piece(self, name: str, node: Node) -> int:
        listed = self._lists[name]
        assert listed is not None, f"a workbook lists its {name}"
        return listed.place(_plain(node), self._fresh_data[node.start : node.end])

    def _format(self, number: str) -> str:
        code = self._fresh_formats.get(number)
        if code is None:
            return number
        known = {held: key for key, held in self._formats.items()}
        if code not in known:
            free = str(max([_OWN_FORMATS - 1, *(int(key) for key in self._formats)]) + 1)
            self._formats = {**self._formats, free: code}
            node = next(
                one for one in self._new.all("numFmt") if one.attributes.get("numFmtId") == number
            )
            content = self._fresh_data[node.start : node.end]
            self._added_formats.append(_with(content, node, {"numFmtId": free}))
            return free
        return known[code]

    def conditional(self, fresh: int) -> int:
        """The current file's number of a look that a condition gives."""
        listed = self._lists["dxfs"]
        if self.same or listed is None:
            return fresh
        return self._piece("dxfs", _item(self._new, "dxfs", str(fresh)))

    def changed(self) -> bytes | None:
        """The part with the looks that were added; None when there are none."""
        edits: list[Edit] = []
        for listed in self._lists.values():
            if listed is not None and listed.added:
                edits += _grown(self._data, listed.node, listed.added)
        formats = self._mine.child("numFmts")
        if self._added_formats and formats is not None:
            edits += _grown(self._data, formats, self._added_formats)
        return edited(self._data, edits) if edits else None


def _grown(data: bytes, node: Node, added: list[bytes]) -> list[Edit]:
    count = str(len(node.children) + len(added))
    edits = [attribute_edit(data, node, "count", count)]
    at = node.inner_end if node.inner >= 0 else node.end
    edits.append(Edit(at, at, b"".join(added)))
    return [one for one in edits if one is not None]


def _formats(root: Node) -> Mapping[str, str]:
    return {
        one.attributes.get("numFmtId", ""): one.attributes.get("formatCode", "")
        for one in root.all("numFmt")
    }


def _item(root: Node, name: str, number: str) -> Node:
    held = root.child(name)
    at = int(number) if number.isdigit() else 0
    items = [] if held is None else held.children
    return items[at] if at < len(items) else Node("none", {}, 0, end=0)


def _plain(node: Node) -> str:
    """An element in words, whatever its quotes and the order of its attributes."""
    inside = "".join(_plain(child) for child in node.children)
    return f"<{node.name} {sorted(node.attributes.items())}>{inside}{node.text.strip()}"


def _with(content: bytes, node: Node, values: Mapping[str, str]) -> bytes:
    moved = Node(node.name, node.attributes, 0)
    edits = [attribute_edit(content, moved, key, value) for key, value in values.items()]
    return edited(content, [one for one in edits if one is not None])

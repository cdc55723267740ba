"""A workbook's cells, comments and page headers as places that say something."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.formula.translate import Translator

from bookrunner.figures import quoted_sheet
from bookrunner.revision.packages import Package
from bookrunner.revision.parts import main_part, targets, tree
from bookrunner.revision.spans import Node
from bookrunner.revision.spots import Kind, Run, Spot

_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_LOGICAL = re.compile(r'"(?:[^"]|"")*"|\b(TRUE|FALSE)\(\)')
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass
class SheetSpots:
    """One sheet."""

    name: str
    part: str
    spots: dict[str, Spot] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    """The element of each cell, by its name: ``C12``."""

    @cached_property
    def by_cell(self) -> Mapping[str, Spot]:
        """The cells alone, by name."""
        return {
            at: spot
            for at in self.nodes
            if (spot := self.spots.get(f"{quoted_sheet(self.name)}!{at}")) is not None
        }

    @property
    def has_shared(self) -> bool:
        """Whether cells repeat the formula of another, as Excel saves what was filled down."""
        formulas = (node.child("f") for node in self.nodes.values())
        return any(one is not None and one.attributes.get("t") == "shared" for one in formulas)

    @property
    def formulas_digest(self) -> str:
        """Of every formula with its cell: the way the sheet is built."""
        built = hashlib.sha256()
        for key, spot in self.spots.items():
            if spot.formula:
                built.update(f"{key}={spot.formula}\n".encode())
        return built.hexdigest()[:16]


@dataclass
class WorkbookSpots:
    """A workbook."""

    package: Package
    main: str
    sheets: dict[str, SheetSpots]
    names: dict[str, tuple[str, Node]]
    """Defined names with where they point and their element."""
    strings: Sequence[str]

    @property
    def spots(self) -> Mapping[str, Spot]:
        """Of all sheets."""
        return {key: spot for sheet in self.sheets.values() for key, spot in sheet.spots.items()}


def workbook_spots(package: Package) -> WorkbookSpots:
    """Every cell that holds anything, with comments and headers.

    Raises:
        NotAPackage: The file is none, or damaged.
        NotXml: A part is no XML of Office.
    """
    main = main_part(package, "workbook")
    root = tree(package, main)
    related = targets(package, main)
    strings = _strings(package, related)
    sheets = {}
    for one in (root.child("sheets") or root).all("sheet"):
        kind, part = related.get(one.attributes.get("id", ""), ("", ""))
        name = one.attributes.get("name", "")
        if kind == "worksheet":
            sheets[name] = _sheet(package, name, part, strings)
    names = {
        one.attributes.get("name", ""): (one.text, one)
        for one in (root.child("definedNames") or Node("", {}, 0)).all("definedName")
    }
    return WorkbookSpots(package, main, sheets, names, strings)


def _strings(package: Package, related: Mapping[str, tuple[str, str]]) -> Sequence[str]:
    part = next((part for kind, part in related.values() if kind == "sharedStrings"), "")
    if part not in package:
        return ()
    return [_string(item) for item in tree(package, part).children if item.name == "si"]


def _string(item: Node) -> str:
    """Its words without the readings that stand above them in Japanese."""
    return "".join(
        child.text if child.name == "t" else child.value("t")
        for child in item.children
        if child.name in ("t", "r")
    )


def _sheet(package: Package, name: str, part: str, strings: Sequence[str]) -> SheetSpots:
    root = tree(package, part)
    sheet = SheetSpots(name, part)
    front = f"{quoted_sheet(name)}!"
    shared: dict[str, Translator] = {}
    for row_at, row in enumerate(root.all("row"), start=1):
        number = int(row.attributes.get("r", row_at))
        for column_at, cell in enumerate(one for one in row.children if one.name == "c"):
            at = cell.attributes.get("r") or f"{_letters(column_at)}{number}"
            sheet.nodes[at] = cell
            held = cell_text(cell, strings)
            formula = cell.child("f")
            if not held and formula is None:
                continue
            kind = _kind(cell)
            sheet.spots[front + at] = Spot(
                front + at,
                kind,
                (Run(part, cell, held or ""),),
                formula="" if formula is None else _formula(formula, at, shared),
            )
    for key, spot in (*_comments(package, part, front), *_headers(root, part, front)):
        sheet.spots[key] = spot
    return sheet


def _formula(node: Node, at: str, shared: dict[str, Translator]) -> str:
    """The formula of a cell; one that is shared stands in its first cell alone."""
    if node.attributes.get("t") == "shared":
        index = node.attributes.get("si", "")
        if node.text:
            shared[index] = Translator(f"={node.text}", at)
        elif index in shared:
            return str(shared[index].translate_formula(at))
    return f"={_LOGICAL.sub(_without_brackets, node.text)}"


def _without_brackets(match: re.Match[str]) -> str:
    """``FALSE()`` of LibreOffice is Excel's ``FALSE``; what stands in quotes stays."""
    return match[1] or match[0]


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _kind(cell: Node) -> Kind:
    if cell.child("f") is not None:
        return Kind.FORMULA
    return Kind.INPUT if cell.attributes.get("t", "n") == "n" else Kind.WORDS


def cell_text(cell: Node, strings: Sequence[str]) -> str | None:
    """What a cell shows, a number with all its digits; None when it is empty."""
    kind = cell.attributes.get("t", "n")
    if kind == "inlineStr":
        inside = cell.child("is")
        return None if inside is None else _string(inside)
    value = cell.child("v")
    if value is None:
        return None
    if kind == "s":
        at = int(value.text) if value.text.strip().isdigit() else -1
        return strings[at] if 0 <= at < len(strings) else None
    if kind == "b":
        return "TRUE" if value.text.strip() == "1" else "FALSE"
    return value.text


def _comments(package: Package, part: str, front: str) -> Iterator[tuple[str, Spot]]:
    for kind, target in targets(package, part).values():
        if kind != "comments" or target not in package:
            continue
        for comment in tree(package, target).all("comment"):
            key = f"{front}{comment.attributes.get('ref', '')}#comment"
            runs = tuple(Run(target, one, one.text) for one in comment.all("t"))
            if runs:
                yield key, Spot(key, Kind.COMMENT, runs)


def _headers(root: Node, part: str, front: str) -> Iterator[tuple[str, Spot]]:
    held = root.child("headerFooter")
    for one in () if held is None else held.children:
        if one.name in _HEADERS and one.text:
            key = f"{front}#{one.name}"
            yield key, Spot(key, Kind.PAGE_HEADER, (Run(part, one, one.text),))


def cell_of(reference: str, at: int = 0) -> tuple[str, str]:
    """Sheet and name of the cell ``at`` places below the first of ``Sheet1!$B$2:$B$5``."""
    sheet, _, cells = reference.rpartition("!")
    match = _CELL.match(cells)
    if match is None:
        return "", ""
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    return name, f"{match[1]}{int(match[2]) + at}"

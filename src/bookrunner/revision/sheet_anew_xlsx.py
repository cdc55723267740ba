"""A sheet written anew as a whole, under the looks, words and relations of the current file."""

from __future__ import annotations

from collections.abc import Iterator

from bookrunner.revision.cells_xlsx import cell_edit
from bookrunner.revision.packages import Package
from bookrunner.revision.parts import targets, tree
from bookrunner.revision.spans import Edit, Node, attribute_edit, edited
from bookrunner.revision.styles_xlsx import Styles
from bookrunner.revision.workbook_spots_xlsx import SheetSpots, WorkbookSpots, cell_text

_BESIDE = ("comments", "vmlDrawing")
"""What goes with a sheet: the comments, and where their boxes stand."""


def sheet_anew(
    current: WorkbookSpots, mine: SheetSpots, fresh: WorkbookSpots, new: SheetSpots, styles: Styles
) -> dict[str, bytes] | None:
    """The parts of the sheet with the fresh contents; None where the file has no place for them."""
    own, other = _beside(current.package, mine.part), _beside(fresh.package, new.part)
    if own.keys() != other.keys():
        return None
    data = fresh.package.part(new.part)
    root = tree(fresh.package, new.part)
    edits = [*_cells(data, new, fresh, styles), *_looks(data, root, styles)]
    drawing = root.child("legacyDrawing")
    if drawing is not None:
        edit = attribute_edit(data, drawing, "id", own["vmlDrawing"][0])
        edits += [] if edit is None else [edit]
    parts = {mine.part: edited(data, edits)}
    for kind, (_, part) in own.items():
        parts[part] = fresh.package.part(other[kind][1])
    return parts


def _beside(package: Package, part: str) -> dict[str, tuple[str, str]]:
    return {
        kind: (relation, target)
        for relation, (kind, target) in targets(package, part).items()
        if kind in _BESIDE
    }


def _cells(data: bytes, sheet: SheetSpots, book: WorkbookSpots, styles: Styles) -> Iterator[Edit]:
    """Words stand in the cells themselves, since each file counts its shared words its own way."""
    for node in sheet.nodes.values():
        look = node.attributes.get("s")
        style = None if look is None or styles.same else styles.cell(int(look))
        if node.attributes.get("t") == "s":
            yield cell_edit(data, node, cell_text(node, book.strings) or "", "words", style=style)
        elif style is not None and look != str(style):
            edit = attribute_edit(data, node, "s", str(style))
            if edit is not None:
                yield edit


def _looks(data: bytes, root: Node, styles: Styles) -> Iterator[Edit]:
    """The looks of rows, columns and conditions."""
    if styles.same:
        return
    for name, key in (("row", "s"), ("col", "style"), ("cfRule", "dxfId")):
        for node in root.all(name):
            held = node.attributes.get(key)
            if held is not None:
                number = styles.conditional if name == "cfRule" else styles.cell
                edit = attribute_edit(data, node, key, str(number(int(held))))
                if edit is not None:
                    yield edit

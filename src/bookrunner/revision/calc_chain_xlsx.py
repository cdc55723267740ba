"""The order of calculation that Excel keeps: it may name no cell that holds no formula any more.

A cell that is missing from it is found when the file is opened; one too many is called damage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bookrunner.revision.packages import Package
from bookrunner.revision.parts import targets, tree
from bookrunner.revision.spans import Edit, Node, edited, parsed


def trimmed_chain(package: Package, main: str, changed: Mapping[str, bytes]) -> dict[str, bytes]:
    """The part with the chain, without cells of changed sheets that lost their formula.

    Args:
        main: The workbook's own part.
        changed: The new content of parts.
    """
    related = targets(package, main)
    chain = next((part for kind, part in related.values() if kind == "calcChain"), "")
    if chain not in package:
        return {}
    formulas = {}
    for sheet in tree(package, main).all("sheet"):
        part = related.get(sheet.attributes.get("id", ""), ("", ""))[1]
        if part in changed:
            number = sheet.attributes.get("sheetId", "")
            formulas[number] = frozenset(_formulas(parsed(changed[part], part)))
    data = package.part(chain)
    edits = list(_trims(data, tree(package, chain), formulas))
    return {chain: edited(data, edits)} if edits else {}


def _formulas(root: Node) -> Iterator[str]:
    for cell in root.all("c"):
        if cell.child("f") is not None:
            yield cell.attributes.get("r", "")


def _trims(data: bytes, chain: Node, formulas: Mapping[str, frozenset[str]]) -> Iterator[Edit]:
    sheet = written = ""
    for cell in chain.children:
        # A cell that names no sheet is of the one before, which may be cut out.
        sheet = cell.attributes.get("i", sheet)
        if sheet in formulas and cell.attributes.get("r", "") not in formulas[sheet]:
            yield Edit(cell.start, cell.end, b"")
            continue
        if "i" not in cell.attributes and written != sheet:
            at = data.index(b" ", cell.start)
            yield Edit(at, at, f' i="{sheet}"'.encode())
        written = sheet

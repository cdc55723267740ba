"""Whether a workbook file keeps the house rules, read from the file alone."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from bookrunner.figures import Finding, Severity, is_natural
from bookrunner.figures.formula_excel import FUNCTIONS
from bookrunner.ledger.reading_xlsx import ReadCell, ReadWorkbook, read_workbook
from bookrunner.office.source_comments import OPENINGS

CHECK_FUNCTIONS = frozenset({"ABS", "ISERROR", "_XLFN.ISFORMULA"})
"""What the Checks sheet uses beside the functions of figures."""

_VOLATILE = frozenset({"OFFSET", "INDIRECT"})


def audit(path: Path, *, named: Collection[str] = ()) -> Sequence[Finding]:
    """What breaks a rule; nothing when the file keeps them all.

    Args:
        named: Ids of figures that must have a defined name because another file shows them.
    """
    workbook = read_workbook(path)
    found: list[Finding] = []
    for cell in workbook.cells.values():
        found += _formula_findings(cell) if cell.formula else _typed_findings(cell)
    found += _name_findings(workbook, named)
    found += _structure_findings(path)
    return found


def _formula_findings(cell: ReadCell) -> Iterator[Finding]:
    where = f"{cell.sheet}!{cell.name}"
    if cell.value is None:
        yield _error("no_cached_value", f"{where}: the formula has no value cached", where)
    if _is_error(cell):
        yield _error("error_cell", f"{where} shows {cell.value}", where)
    for token in Tokenizer(cell.formula).items:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            name = token.value.rstrip("(").upper()
            if name in _VOLATILE:
                yield _error("volatile", f"{where} uses {name}, which hides what it reads", where)
            elif name not in FUNCTIONS | CHECK_FUNCTIONS:
                yield _error("function", f"{where} uses {name}, which is not in the table", where)
        elif token.type == Token.OPERAND and token.subtype == Token.NUMBER:
            if not is_natural(float(token.value)):
                yield _error(
                    "bare_number",
                    f"{where} has the number {token.value} typed into its formula "
                    f"{cell.formula}; give it a cell with a source",
                    where,
                )
        elif token.type == Token.OP_POST:
            yield _error("bare_number", f"{where} has a percentage typed into its formula", where)
        elif token.type == Token.OPERAND and token.subtype == Token.ERROR:
            yield _error("broken_reference", f"{where} refers to nothing: {cell.formula}", where)
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE and "[" in token.value:
            yield _error("external_link", f"{where} reads another file: {token.value}", where)


def _typed_findings(cell: ReadCell) -> Iterator[Finding]:
    where = f"{cell.sheet}!{cell.name}"
    if _is_error(cell):
        yield _error("error_cell", f"{where} shows {cell.value}", where)
    if not isinstance(cell.value, float):
        return
    if not cell.comment:
        yield _error(
            "no_source", f"{where} holds the typed number {cell.value:g} without a comment", where
        )
    elif not cell.comment.startswith(tuple(f"{opening}: " for opening in OPENINGS)):
        yield _error(
            "no_source",
            f"{where}: the comment on the typed number {cell.value:g} is no {', '.join(OPENINGS)}",
            where,
        )


def _is_error(cell: ReadCell) -> bool:
    return isinstance(cell.value, str) and cell.value in _ERROR_VALUES


_ERROR_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)


def _name_findings(workbook: ReadWorkbook, named: Collection[str]) -> Iterator[Finding]:
    for name in sorted(named):
        place = workbook.names.get(name.lower())
        if place is None:
            yield _error("no_name", f"no cell is named {name}, which another file shows", name)
        elif place not in workbook.cells:
            yield _error("no_name", f"the name {name} points at an empty cell", name)


def _structure_findings(path: Path) -> Iterator[Finding]:
    with zipfile.ZipFile(path) as package:
        parts = package.namelist()
    if any(part.startswith("xl/externalLinks/") for part in parts):
        yield _error("external_link", "the file holds links to other files", path.name)
    book = openpyxl.load_workbook(path)
    if book.calculation.iterate:
        yield _error("iteration", "iterative calculation is on", path.name)
    for name, defined in book.defined_names.items():
        if "#REF!" in (defined.attr_text or ""):
            yield _error("broken_reference", f"the name {name} refers to nothing", name)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            yield _error("hidden_sheet", f"the sheet {sheet.title} is hidden", sheet.title)
        for merged in sheet.merged_cells.ranges:
            where = f"{sheet.title}!{merged.coord}"
            yield _error("merged_cells", f"{where} is merged", where)
    book.close()


def _error(code: str, message: str, where: str) -> Finding:
    return Finding(f"office.{code}", message, Severity.ERROR, where)

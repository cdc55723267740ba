"""A second opinion on every formula: LibreOffice recalculates the file, and both are compared."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import CellCoordinatesException

from bookrunner.figures import Finding, Placement, Severity, Unusable, cell_name
from bookrunner.ledger.reading_xlsx import CellValue, ReadCell, ReadWorkbook, read_workbook

TOLERANCE = 1e-6
TIMEOUT_SECONDS = 180.0

_ERRORS = ("#", "Err:")
_ADDING = frozenset("+-")
_RANGE_CELLS_MAX = 100_000

# LibreOffice trusts the values in a file unless its profile says to recalculate always (0).
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Settings of a profile that recalculates whatever it opens."""

Recalculated = Mapping[str, Mapping[str, CellValue]]
"""Values by sheet, then by cell (``C12``)."""


class RecalculationFailed(Unusable):
    """LibreOffice did not give the file back."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"LibreOffice could not recalculate {path}: {why}")


@dataclass(frozen=True)
class Comparison:
    """How many formula cells were compared, and where values differ."""

    formula_count: int
    findings: Sequence[Finding]


def recalculate(
    path: Path, soffice: Path, *, timeout_seconds: float = TIMEOUT_SECONDS
) -> Recalculated:
    """Every cell's value after LibreOffice has computed all formulas anew; the file is untouched.

    Raises:
        RecalculationFailed: It took too long, crashed or wrote nothing.
    """
    with tempfile.TemporaryDirectory(prefix="bookrunner-recalculation-") as name:
        folder = Path(name)
        settings = folder / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        _convert(path, soffice, folder, timeout_seconds)
        made = folder / "out" / f"{path.stem}.xlsx"
        if not made.is_file():
            raise RecalculationFailed(path, "it wrote no file")
        values: dict[str, dict[str, CellValue]] = {}
        for (sheet, cell), read in read_workbook(made).cells.items():
            values.setdefault(sheet, {})[cell] = read.value
        return values


def compare(path: Path, recalculated: Recalculated) -> Comparison:
    """Compares the value cached in every formula cell with the recalculated one.

    They may differ by 1e-6 of the value, or of the largest number added or subtracted, because a
    difference near zero has no relative error of its own. An error cell is always a finding.
    """
    workbook = read_workbook(path)
    formulas = [cell for cell in workbook.cells.values() if cell.formula]
    findings = [
        finding
        for cell in formulas
        if (finding := _difference(cell, recalculated, workbook)) is not None
    ]
    return Comparison(len(formulas), findings)


def _convert(path: Path, soffice: Path, folder: Path, timeout_seconds: float) -> None:
    profile = (folder / "profile").as_uri()
    command = [
        str(soffice),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(path.resolve()),
    ]
    with subprocess.Popen(  # noqa: S603 - the program is the one the caller names
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=timeout_seconds)
        except subprocess.TimeoutExpired:
            # The launcher has a child that would live on.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise RecalculationFailed(path, f"it took over {timeout_seconds:g} seconds") from None
    if process.returncode != 0:
        raise RecalculationFailed(path, said.decode(errors="replace").strip()[-300:])


def _difference(
    cell: ReadCell, recalculated: Recalculated, workbook: ReadWorkbook
) -> Finding | None:
    where = f"{cell.sheet}!{cell.name}"
    computed = recalculated.get(cell.sheet, {}).get(cell.name)
    if isinstance(computed, str) and computed.startswith(_ERRORS):
        return _finding(
            "office.error_cell", f"{where} recalculates to {computed}: {cell.formula}", where
        )
    if cell.value is None:
        return _finding("office.no_cached_value", f"{where} holds no value yet", where)
    if not _same(cell, computed, workbook):
        return _finding(
            "office.recalculation_differs",
            f"{where} holds {cell.value} but recalculates to {computed}: {cell.formula}",
            where,
        )
    return None


def _same(cell: ReadCell, computed: CellValue, workbook: ReadWorkbook) -> bool:
    held = cell.value
    if isinstance(held, bool) or isinstance(computed, bool):
        return _truth(held) is not None and _truth(held) == _truth(computed)
    if isinstance(held, float) and isinstance(computed, float):
        if abs(held - computed) <= TOLERANCE * max(abs(held), abs(computed)):
            return True
        operands = largest_operand(cell, workbook)
        return operands is not None and abs(held - computed) <= TOLERANCE * operands
    return held == computed


def _truth(value: CellValue) -> bool | None:
    """TRUE and FALSE, which some programs write as numbers under a format."""
    if isinstance(value, bool):
        return value
    return bool(value) if value in (0.0, 1.0) else None


def largest_operand(cell: ReadCell, workbook: ReadWorkbook) -> float | None:
    """The largest number that the formula reads, when it adds or subtracts; None otherwise."""
    tokens = Tokenizer(cell.formula).items
    adds = any(
        (token.type == Token.OP_IN and token.value in _ADDING)
        or (token.type == Token.FUNC and token.value.upper() in ("SUM(", "SUMPRODUCT(", "NPV("))
        for token in tokens
    )
    if not adds:
        return None
    read = [
        abs(value)
        for token in tokens
        if token.type == Token.OPERAND and token.subtype == Token.RANGE
        for place in _cells_of(token.value, cell.sheet)
        if isinstance(value := _value_at(workbook, place), float)
    ]
    return max(read, default=None)


def _value_at(workbook: ReadWorkbook, place: tuple[str, str]) -> CellValue:
    held = workbook.cells.get(place)
    return None if held is None else held.value


def _cells_of(reference: str, own_sheet: str) -> Iterator[tuple[str, str]]:
    sheet, _, cells = reference.rpartition("!")
    name = sheet.strip("'").replace("''", "'") or own_sheet
    try:
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    except (ValueError, CellCoordinatesException):
        return  # a defined name
    if None in (left, top, right, bottom):
        return
    assert left is not None and top is not None  # noqa: PT018
    assert right is not None and bottom is not None  # noqa: PT018
    if (right - left + 1) * (bottom - top + 1) > _RANGE_CELLS_MAX:
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield name, cell_name(Placement(name, row - 1, column - 1))


def _finding(code: str, message: str, where: str) -> Finding:
    return Finding(code, message, Severity.ERROR, where)

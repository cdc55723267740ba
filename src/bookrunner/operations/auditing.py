"""Workbooks audited, ours or a stranger's."""

from __future__ import annotations

import shutil
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.audit import audit_workbook
from bookrunner.figures import Severity
from bookrunner.office.recalculate_libreoffice import (
    Recalculated,
    RecalculationFailed,
    recalculate,
)
from bookrunner.operations.auditing_shapes import Audited, AuditedFlaw, AuditRequest


def audited(desk: Desk, request: AuditRequest) -> Audited:
    """What is wrong in a workbook, told by cell.

    Where formulas have kept no values, LibreOffice computes them on a copy, if it is there.

    Raises:
        NotAWorkbook: The file cannot be read as one.
    """
    soffice = shutil.which(desk.settings.soffice)

    def calculate(path: Path) -> Recalculated:
        try:
            return recalculate(path, Path(soffice)) if soffice else {}
        except RecalculationFailed:
            return {}  # the audit then says itself that there are no values

    found = audit_workbook(request.file, calculate)
    return Audited(
        file=str(request.file),
        sheets=found.sheets,
        cells=found.cells,
        formulas=found.formulas,
        counts={one.name.lower(): found.count(one) for one in (Severity.ERROR, Severity.WARNING)},
        flaws=tuple(
            AuditedFlaw(
                flaw.severity.name.lower(), flaw.rule, flaw.where, flaw.label, flaw.why, flaw.fix
            )
            for flaw in found.flaws
        ),
    )

"""Workbooks audited, ours or a stranger's."""

from __future__ import annotations

from bookrunner.app import Desk
from bookrunner.audit import audit_workbook
from bookrunner.figures import Severity
from bookrunner.operations.auditing_shapes import Audited, AuditedFlaw, AuditRequest


def audited(desk: Desk, request: AuditRequest) -> Audited:  # noqa: ARG001 - the file alone is read
    """What is wrong in a workbook, told by cell.

    Raises:
        NotAWorkbook: The file cannot be read as one.
    """
    found = audit_workbook(request.file)
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

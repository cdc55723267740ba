"""What is wrong in a workbook, ours or a stranger's, told by cell with why and what to do."""

from bookrunner.audit.auditing import Audit, audit_workbook
from bookrunner.audit.flaws import Flaw
from bookrunner.audit.sheets import NotAWorkbook

__all__ = ["Audit", "Flaw", "NotAWorkbook", "audit_workbook"]

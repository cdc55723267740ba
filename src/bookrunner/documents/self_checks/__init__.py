"""What a report says against its own numbers: its tags against its tables, and each other."""

from bookrunner.documents.self_checks.flaws import Flaw
from bookrunner.documents.self_checks.report_checks import report_flaws

__all__ = ["Flaw", "report_flaws"]

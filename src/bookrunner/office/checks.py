"""Whether a workbook's checks hold, and whether it may be called checked."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Finding, Missing, Refused, Severity, show
from bookrunner.office.workbook import Check, Workbook

_NAMED_MAX = 8


class NotCheckable(Refused):
    """A workbook with failing checks or unadopted defaults was to be called checked."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        named = "; ".join(finding.message for finding in self.findings[:_NAMED_MAX])
        more = len(self.findings) - _NAMED_MAX
        rest = f"; and {more} more" if more > 0 else ""
        super().__init__(f"the workbook stays a draft: {named}{rest}")


def holds(check: Check) -> bool:
    """Whether both sides agree within the tolerance, or are missing in the same way."""
    left, right = check.left.value, check.right.value
    if isinstance(left, Missing) or isinstance(right, Missing):
        return left is right
    return abs(left - right) <= check.tolerance * max(abs(left), abs(right))


def turns_verdict(check: Check) -> bool:
    """Whether the file fails when the check does; what only warns is listed and leaves it whole."""
    return check.severity >= Severity.ERROR


def can_be_checked(workbook: Workbook) -> Sequence[Finding]:
    """What stands between the workbook and the state ``checked``; nothing when it may have it."""
    failed = [
        Finding(
            "office.check_failed",
            f"the check {check.name!r} does not hold: {show(check.left.value, check.form)} "
            f"against {show(check.right.value, check.form)}",
            Severity.ERROR,
            check.name,
        )
        for check in workbook.checks
        if turns_verdict(check) and not holds(check)
    ]
    unadopted = [
        Finding(
            "office.unadopted_default",
            f"nobody has adopted the default {figure.name} ({figure.id})",
            Severity.ERROR,
            figure.id,
        )
        for figure in workbook.unadopted()
    ]
    return [*failed, *unadopted]


def require_can_be_checked(workbook: Workbook) -> None:
    """Lets a workbook pass to the state ``checked``.

    Raises:
        NotCheckable: A check fails, or a default is adopted by nobody.
    """
    findings = can_be_checked(workbook)
    if findings:
        raise NotCheckable(findings)

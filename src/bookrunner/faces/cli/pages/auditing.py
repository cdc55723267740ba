"""The page of ``audit``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.auditing_shapes import Audited, AuditedFlaw

_SHOWN_MAX = 5


def audited(answer: Audited, flags: Mapping[str, bool]) -> None:
    """The verdict, then each rule that was broken with its cells, the worst first."""
    screen = Screen()
    counted = ", ".join(said(count, severity) for severity, count in answer.counts.items() if count)
    screen.line(f"{answer.file}: {counted or 'nothing found'}", "bold")
    screen.line(
        f"{said(answer.sheets, 'sheet')}, {said(answer.cells, 'cell')}, "
        f"{said(answer.formulas, 'formula')} read"
    )
    by_rule: dict[tuple[str, str], list[AuditedFlaw]] = defaultdict(list)
    for flaw in answer.flaws:
        by_rule[flaw.severity, flaw.rule].append(flaw)
    for (severity, rule), flaws in by_rule.items():
        screen.line()
        screen.line(f"{severity}: {rule} ({len(flaws)})", "bold")
        shown = flaws if flags["all"] else flaws[:_SHOWN_MAX]
        for flaw in shown:
            label = f" [{flaw.label}]" if flaw.label else ""
            screen.line(f"  {flaw.cell or 'the file'}{label}: {flaw.why}")
        if len(shown) < len(flaws):
            screen.line(f"  and {len(flaws) - len(shown)} more with --all", "dim")
        screen.line(f"  fix: {flaws[0].fix}", "dim")

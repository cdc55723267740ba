"""The page of ``lint``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.linting_shapes import Linted, LintedFlaw

_SHOWN_MAX = 5


def linted(answer: Linted, flags: Mapping[str, bool]) -> None:
    """The verdict, then each rule that was broken with its slides, the worst first."""
    screen = Screen()
    counted = ", ".join(said(count, severity) for severity, count in answer.counts.items() if count)
    screen.line(f"{answer.file}: {counted or 'nothing found'}", "bold")
    screen.line(f"{said(answer.slides, 'slide')}, {said(answer.exhibits, 'exhibit')} read")
    by_rule: dict[tuple[str, str], list[LintedFlaw]] = defaultdict(list)
    for flaw in answer.flaws:
        by_rule[flaw.severity, flaw.rule].append(flaw)
    for (severity, rule), flaws in by_rule.items():
        screen.line()
        screen.line(f"{severity}: {rule} ({len(flaws)})", "bold")
        shown = flaws if flags["all"] else flaws[:_SHOWN_MAX]
        for flaw in shown:
            screen.line(f"  {_place(flaw)}: {flaw.why}")
        if len(shown) < len(flaws):
            screen.line(f"  and {len(flaws) - len(shown)} more with --all", "dim")
        screen.line(f"  fix: {flaws[0].fix}", "dim")


def _place(flaw: LintedFlaw) -> str:
    where = f"slide {flaw.slide}" if flaw.slide else "the file"
    place = f"{where}, {flaw.shape}" if flaw.shape else where
    return f"{place} [{flaw.what}]" if flaw.what and flaw.what != flaw.shape else place

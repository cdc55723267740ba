"""The page of ``diff``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.comparing_shapes import DiffNumber, FilingChange, FilingDiff
from bookrunner.operations.parsing_shapes import ParsedDocument

_SHOWN_MAX = 20
_TEXT_MAX = 320
_WORDS_MAX = 6
_CONTEXT = 90


def diffed(answer: FilingDiff, flags: Mapping[str, bool]) -> None:
    """How much changed, then the passages that matter first with words struck and added."""
    screen = Screen()
    names = f"{_name(answer.a)} -> {_name(answer.b)}"
    if answer.same:
        screen.line(f"{names}: the same words", "bold")
        return
    counted = ", ".join(f"{count:,} {kind}" for kind, count in answer.counts.items())
    screen.line(f"{names}: {said(len(answer.changes), 'passage')} changed", "bold")
    screen.line(counted)
    told = [one for one in answer.changes if flags["all"] or not one.rolled_forward]
    shown = told if flags["all"] else told[:_SHOWN_MAX]
    for one in shown:
        _passage(screen, one)
    if len(shown) < len(answer.changes):
        screen.line()
        screen.line(f"and {len(answer.changes) - len(shown):,} more with --all", "dim")
    remarks(screen, [one for one in answer.findings if one.severity != "note"])


def _name(one: ParsedDocument) -> str:
    period = f" for {one.period_end}" if one.period_end else ""
    return f"{one.company or 'a filing'} {one.form}{period}"


def _passage(screen: Screen, one: FilingChange) -> None:
    screen.line()
    screen.line(f"[{one.weight}] {one.kind}: {one.section or 'before the first heading'}", "bold")
    why = "; ".join(one.reasons[2:] if one.section else one.reasons[1:])
    if why:
        screen.line(f"  {why}", "dim")
    if not one.words:
        sign = {"added": "+", "removed": "-"}.get(one.kind, "=")
        screen.line(f"  {sign} {_short(one.after.quote or one.before.quote)}")
        return
    screen.line(f"  {_short(one.after.quote)[:_CONTEXT]}", "dim")
    for each in one.words[:_WORDS_MAX]:
        if each.old:
            screen.line(f"  - {_short(each.old)}")
        if each.new:
            screen.line(f"  + {_short(each.new)}")
    if len(one.words) > _WORDS_MAX:
        screen.line(f"  and {len(one.words) - _WORDS_MAX} more in this passage", "dim")
    for number in one.numbers:
        if number.change:
            screen.line(f"  {_number(number)}")


def _number(one: DiffNumber) -> str:
    unit = f" {one.unit}" if one.unit else ""
    return f"{one.old} -> {one.new}{unit} ({one.change:+.1%})"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _TEXT_MAX else f"{plain[:_TEXT_MAX]}..."

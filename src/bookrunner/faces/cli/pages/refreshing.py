"""The pages of ``refresh`` and ``redline``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.refreshing_shapes import (
    AnewLine,
    RedlineAnswer,
    RedlineLine,
    RefreshAnswer,
    StaleLine,
    WordsLine,
)

_OWN = ("refresh.typed-over",)
_SHOWN_MAX = 8
_TEXT_MAX = 160


def refreshed(answer: RefreshAnswer, flags: Mapping[str, bool]) -> None:
    """Why it is stale, what changes where, what waits for a person, and what was not touched."""
    screen = Screen()
    by_hand = len(answer.changed_by_hand)
    if not (answer.stale or answer.words or answer.anew or answer.made_anew):
        told = f"; {said(by_hand, 'place')} changed by hand" if by_hand else ""
        screen.line(f"{answer.folder}: nothing is stale{told}", "bold")
        return
    screen.line(
        f"{answer.folder}: {said(len(answer.stale), 'stale number')}, "
        f"{said(len(answer.words), 'text')}; {answer.as_of} -> {answer.fresh_as_of}",
        "bold",
    )
    moved = [one for one in answer.causes if one.old != one.new]
    _section(
        screen,
        "changed inputs",
        [f"{one.name}: {one.old or '-'} -> {one.new} ({one.why})" for one in moved],
        flags,
    )
    same = len(answer.causes) - len(moved)
    if same:
        screen.line(f"  and {said(same, 'input')} of another source with the value it had", "dim")
    _anew(screen, answer.anew)
    for action, numbers in _by_action(answer.stale).items():
        _section(screen, f"numbers: {action}", [_number(one) for one in numbers], flags)
    for action, words in _by_action(answer.words).items():
        _section(screen, f"words: {action}", [_words(one) for one in words], flags)
    if answer.made_anew:
        named = ", ".join(one.page for one in answer.made_anew)
        screen.line()
        screen.line(f"written anew as a whole, untouched by hand: {named}")
    _verdict(screen, answer)
    remarks(screen, [one for one in answer.findings if one.severity == "error" or one.code in _OWN])


_Line = TypeVar("_Line", StaleLine, WordsLine)


def _by_action(lines: Sequence[_Line]) -> Mapping[str, Sequence[_Line]]:
    found: dict[str, list[_Line]] = defaultdict(list)
    for one in lines:
        found[one.action].append(one)
    return found


def _section(screen: Screen, title: str, lines: Sequence[str], flags: Mapping[str, bool]) -> None:
    if not lines:
        return
    screen.line()
    screen.line(f"{title} ({len(lines)})", "bold")
    shown = lines if flags["all"] else lines[:_SHOWN_MAX]
    for line in shown:
        screen.line(f"  {line}")
    if len(shown) < len(lines):
        screen.line(f"  and {len(lines) - len(shown)} more with --all", "dim")


def _anew(screen: Screen, lines: Sequence[AnewLine]) -> None:
    if lines:
        screen.line()
        screen.line("to be made anew rather than half edited", "bold")
        for one in lines:
            screen.line(f"  {one.file} {one.page}: {one.why}")


def _number(one: StaleLine) -> str:
    instead = f"; it shows {_short(one.shows)}" if one.shows else ""
    return f"{one.place} ({one.kind}): {one.name} {one.old} -> {one.new}{instead}"


def _words(one: WordsLine) -> str:
    new = f" -> {_short(one.new)}" if one.new else ""
    why = f" ({one.why})" if one.why else ""
    return f"{one.place} ({one.kind}): {_short(one.old)}{new}{why}"


def _short(text: str) -> str:
    plain = " / ".join(text.split("\n"))
    return plain if len(plain) <= _TEXT_MAX else f"{plain[:_TEXT_MAX]}..."


def _verdict(screen: Screen, answer: RefreshAnswer) -> None:
    screen.line()
    changed, kept = len(answer.parts_changed), len(answer.parts_untouched)
    if answer.applied:
        typed_over = any(one.code == "refresh.typed-over" for one in answer.findings)
        same = answer.recalculated and not typed_over
        checked = "; LibreOffice recalculates the same" if same else ""
        screen.line(
            f"applied: {said(changed, 'part')} changed, {said(kept, 'part')} byte for byte as "
            f"before{checked}",
            "bold",
        )
    elif answer.anew:
        screen.line("nothing would be changed", "bold")
    else:
        screen.line(
            f"nothing was written; --apply would change {said(changed, 'part')} and leave "
            f"{said(kept, 'part')} byte for byte",
            "bold",
        )
    by_hand = len(answer.changed_by_hand)
    if by_hand:
        screen.line(f"changed by hand since it was written: {said(by_hand, 'place')}")
    if answer.waiting:
        screen.line(f"waiting for a person: {said(len(answer.waiting), 'place')}")


def redlined(answer: RedlineAnswer, flags: Mapping[str, bool]) -> None:
    """How much differs, then each change by kind."""
    screen = Screen()
    if answer.same:
        screen.line(f"{answer.old} and {answer.new} say the same", "bold")
        return
    screen.line(f"{answer.old} -> {answer.new}: {said(len(answer.changes), 'change')}", "bold")
    grouped: dict[str, list[RedlineLine]] = defaultdict(list)
    for one in answer.changes:
        grouped[f"{one.kind} {one.change}"].append(one)
    for title, lines in grouped.items():
        _section(screen, title, [_change(one) for one in lines], flags)


def _change(one: RedlineLine) -> str:
    if one.old and one.new:
        return f"{one.place}: {_short(one.old)} -> {_short(one.new)}"
    return f"{one.place}: {_short(one.old or one.new)}"

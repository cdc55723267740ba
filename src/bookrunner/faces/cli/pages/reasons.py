"""The page of ``why``: a tree from a number down to the words in the filing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.faces.cli.screen import Screen
from bookrunner.operations.responses import Number, Step, Why

_PLACES_MAX = 4
_KINDS = {
    "sourced": "reported",
    "computed": "computed",
    "adopted": "assumed",
    "default": "assumed by default",
}


def why(answer: Why, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One figure to a step, what it rests on indented below it."""
    screen = Screen()
    for step in answer.steps:
        _step(screen, step)
    screen.line()
    screen.line(f"found in {answer.origin}", "dim")


def _step(screen: Screen, step: Step) -> None:
    number = step.number
    indent = "  " * step.depth
    style = "bold" if step.depth == 0 else ""
    screen.line(f"{indent}{number.name} = {value_text(number)}  [{number.id}]", style)
    inner = indent + "    "
    if step.repeated:
        screen.line(f"{inner}as above", "dim")
        return
    screen.line(f"{inner}{_period_text(number)}; {_KINDS[number.kind]}: {number.origin}", "dim")
    if step.url:
        screen.line(f"{inner}{step.url}", "dim")
    if step.words is not None:
        words = step.words
        also = "" if words.same_filing else "also in "
        screen.line(
            f"{inner}{also}{words.document}, characters {words.start} to {words.end}: "
            f"...{words.before}[{words.words}]{words.after}..."
        )
    if step.shown_at:
        screen.line(f"{inner}shown at {_places(step.shown_at)}", "dim")


def _places(places: Sequence[str]) -> str:
    more = len(places) - _PLACES_MAX
    also = f" and {more} more places" if more > 0 else ""
    return ", ".join(places[:_PLACES_MAX]) + also


def value_text(number: Number) -> str:
    """The value in single units, a reported one digit for digit."""
    if isinstance(number.value, str):
        return number.value
    unit = "" if number.unit == "pure" else f" {number.unit}"
    if number.exact is not None:
        return f"{number.exact:,f}{unit}"
    # Six digits say what a rate or a price is; of large amounts single units do.
    text = f"{number.value:,.6g}" if abs(number.value) < 1e6 else f"{number.value:,.0f}"
    return f"{text}{unit}"


def _period_text(number: Number) -> str:
    if number.period_start is None:
        return f"at {number.period_end}"
    return f"{number.period_start} to {number.period_end}"

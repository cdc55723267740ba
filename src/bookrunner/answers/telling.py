"""A computed figure in the words, unit and digits that were asked for."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.answers.computing import Computation
from bookrunner.answers.measures import Shown
from bookrunner.answers.planning import Plan, Task
from bookrunner.figures import Figure, explain

_SCALES = {3: "thousand", 6: "million", 9: "billion"}
_MILLION = 6


@dataclass(frozen=True)
class Told:
    """What is said of a figure."""

    words: str
    value: float
    unit: str
    period: str
    formula: str


def told(plan: Plan, done: Computation, company: str) -> Told:
    """The answer to a plan in words."""
    figure = done.figure
    shown = Shown.PERCENT if plan.task in (Task.GROWTH, Task.COMPOUND_GROWTH) else plan.shown
    value, unit = _scaled(figure, shown, plan)
    if plan.in_basis_points and unit == "%" and plan.task is Task.DIFFERENCE:
        value, unit = value * 100, "bps"
    whens = [when for when, _ in done.each]
    period = str(whens[-1]) if len(whens) == 1 else f"{whens[0]} to {whens[-1]}"
    words = f"{figure.name} of {company}: {_shown(value, unit, plan.decimals)}"
    if plan.task is Task.VALUE:
        words = f"{plan.name} of {company} in {period}: {_shown(value, unit, plan.decimals)}"
    elif plan.task is Task.TREND and len(done.each) > 1:
        words = _trend(plan, done, company)
    elif len(done.each) > 1:
        words += f" ({_series(plan, done)})"
    return Told(words[0].upper() + words[1:] + ".", value, unit, period, explain(figure))


def _trend(plan: Plan, done: Computation, company: str) -> str:
    first, last = done.each[0][1], done.each[-1][1]
    assert isinstance(first.value, float)
    assert isinstance(last.value, float)
    if last.value == first.value:
        went = "did not change"
    else:
        went = "rose" if last.value > first.value else "fell"
    moved = ""
    if plan.shown is Shown.MONEY and first.value > 0 and last.value != first.value:
        moved = f" by {abs(last.value / first.value - 1):.1%}"
    return f"{plan.name} of {company} {went}{moved}: {_series(plan, done)}"


def _series(plan: Plan, done: Computation) -> str:
    parts = []
    for when, figure in done.each:
        value, unit = _scaled(figure, plan.shown, plan)
        parts.append(f"{_shown(value, unit, plan.decimals)} in {when}")
    return ", ".join(parts)


def _scaled(figure: Figure, shown: Shown, plan: Plan) -> tuple[float, str]:
    """The value in the unit that was asked for; money in single units if none was."""
    assert isinstance(figure.value, float)
    value = figure.value
    if shown is Shown.PERCENT:
        return value * 100, "%"
    if shown is Shown.TIMES:
        return value, "x"
    if shown is Shown.DAYS:
        return value, "days"
    currency = str(figure.unit)
    if shown is Shown.PER_SHARE or plan.exponent is None:
        return value, currency
    return value / 10**plan.exponent, f"{currency} {_SCALES[plan.exponent]}"


def _shown(value: float, unit: str, decimals: int | None) -> str:
    if unit == "%":
        return f"{value:,.{1 if decimals is None else decimals}f}%"
    if unit == "x":
        return f"{value:,.{2 if decimals is None else decimals}f}x"
    if unit == "bps":
        return f"{value:,.{0 if decimals is None else decimals}f} bps"
    if unit == "days":
        return f"{value:,.{1 if decimals is None else decimals}f} days"
    if abs(value) >= 10**_MILLION and " " not in unit:
        return f"{unit} {value / 10**_MILLION:,.{1 if decimals is None else decimals}f} million"
    currency, _, scale = unit.partition(" ")
    digits = f"{value:,.{2 if decimals is None else decimals}f}"
    return f"{currency} {digits.removesuffix('.00')} {scale}".rstrip()

"""A plan over a company's lines: the figure that answers it, with its formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bookrunner.answers.formulas import Call, Formula, Line, Number, Operation, lines_of
from bookrunner.answers.lines import LineSource
from bookrunner.answers.measures import DERIVED
from bookrunner.answers.periods import When
from bookrunner.answers.planning import Plan, Task
from bookrunner.figures import (
    BookrunnerError,
    Figure,
    Missing,
    Operand,
    Period,
    average,
    computed,
    natural,
    ratio,
)


class NotStated(BookrunnerError):
    """A line that the documents do not state for a period; the answer is that it is not there."""

    def __init__(self, key: str, when: When) -> None:
        self.key = key
        self.when = when
        super().__init__(f"{key.replace('_', ' ')} is not stated for {when} in these documents")


@dataclass(frozen=True)
class Computation:
    """What came of a plan."""

    figure: Figure
    """That answers: the value, average, change or latest value."""
    each: tuple[tuple[When, Figure], ...]
    """The measure for each year, earliest first."""


def compute(plan: Plan, source: LineSource, whens: Sequence[When]) -> Computation:
    """The figure that the plan asks for.

    Args:
        whens: Those to compute the measure for, settled, earliest first.

    Raises:
        NotStated: A line of it is not stated.
    """

    def measure(when: When) -> Figure:
        made = _evaluated(plan.formula, when, source)
        if isinstance(made, Figure):
            return made
        period = _latest_period(plan.formula, when, source)
        return computed(f"answer.{_slug(plan.name)}", f"{plan.name} {when}", made, period)

    each = tuple((when, measure(when)) for when in whens)
    last = each[-1][1]
    if plan.task is Task.AVERAGE:
        mean = average([figure for _, figure in each])
        name = f"average {plan.name} {whens[0]} to {whens[-1]}"
        figure = computed(f"answer.average_{_slug(plan.name)}", name, mean, last.period)
    elif plan.task in (Task.GROWTH, Task.COMPOUND_GROWTH) and len(each) > 1:
        first = each[0][1]
        grown: Operand = ratio(last, first)
        if plan.task is Task.COMPOUND_GROWTH:
            grown = grown ** (1 / _count(whens[-1].year - whens[0].year))
        name = f"change in {plan.name} from {whens[0]} to {whens[-1]}"
        figure = computed(f"answer.change_{_slug(plan.name)}", name, grown - 1, last.period)
    elif plan.task is Task.DIFFERENCE and len(each) > 1:
        name = f"change in {plan.name} from {whens[0]} to {whens[-1]}"
        figure = computed(f"answer.change_{_slug(plan.name)}", name, last - each[0][1], last.period)
    else:
        figure = last
    return Computation(figure, each)


def _count(years: int) -> Operand:
    """A whole number as a sum of ones, since only constants of nature may be typed."""
    total: Operand = natural(1)
    for _ in range(years - 1):
        total = total + 1
    return total


def _evaluated(formula: Formula, when: When, source: LineSource) -> Operand:
    if isinstance(formula, Number):
        return formula.value
    if isinstance(formula, Line):
        return _line(formula.key, when, source)
    if isinstance(formula, Call):
        return _called(formula, when, source)
    assert isinstance(formula, Operation)
    left = _evaluated(formula.left, when, source)
    right = _evaluated(formula.right, when, source)
    signs: dict[str, Callable[[], Operand]] = {
        "+": lambda: left + right,
        "-": lambda: left - right,
        "*": lambda: left * right,
        "/": lambda: ratio(left, right),
    }
    return signs[formula.sign]()


def _called(call: Call, when: When, source: LineSource) -> Operand:
    before = _evaluated(call.of, when.prior, source)
    if call.name == "prior":
        return before
    now = _evaluated(call.of, when, source)
    return average([now, before]) if call.name == "average" else now - before


def _line(key: str, when: When, source: LineSource) -> Operand:
    found = source.line(key, when)
    if found is not None and not isinstance(found.value, Missing):
        return found
    if key in DERIVED:
        return _evaluated(DERIVED[key], when, source)
    raise NotStated(key, when)


def _latest_period(formula: Formula, when: When, source: LineSource) -> Period:
    """The period of the formula's last line."""
    for key in lines_of(formula):
        found = source.line(key, when)
        if found is not None:
            return found.period
    raise NotStated(lines_of(formula)[0], when)


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name.casefold()).strip("_")

"""Yes and no by a stated test: healthy, capital-intensive, stable, improved.

A judgement is answered only where a common test of it over figures exists. The answer says the
test, so that a reader who draws the line elsewhere sees where it was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from bookrunner.answers.figuring import figure_answer
from bookrunner.answers.library import Answer, Kind, Library
from bookrunner.answers.planning import Plan, Task, plan
from bookrunner.search import Entry, Question, question

_YES_NO = re.compile(r"^\W*(?:is|are|was|were|does|do|did|has|have|had|can|could)\b", re.I)
_LIQUID = re.compile(r"\b(quick|current) ratio\b", re.I)
_HEALTHY = re.compile(
    r"\b(?:healthy|adequate|strong|reasonabl\w+|sufficient|sound|comfortabl\w+|liquid|"
    r"(?:above|over|at least|more than) (?:1(?:\.0+)?x?|one))(?![\w.])",
    re.I,
)
_INTENSIVE = re.compile(r"\b(?:capital|asset)[- ](?:intensive|heavy)\b", re.I)
_STEADY = re.compile(r"\b(?:stable|steady|consistent)\b|\bnot? fluctuat\w+", re.I)
_MARGIN = re.compile(
    r"\b(gross|operating|net(?: income| profit)?|ebitda) (?:profit )?margins?\b", re.I
)
_UP = re.compile(
    r"\b(?:increas\w+|r[io]se|risen|gr[eo]wn?|higher|expand\w*|go(?:ne)? up|went up)\b", re.I
)
_DOWN = re.compile(
    r"\b(?:decreas\w+|declin\w+|drop\w*|f[ae]ll(?:en)?|lower|contract\w*|shr[aiu]nk|go(?:ne)? down|"
    r"went down)\b",
    re.I,
)
_BETTER = re.compile(r"\bimprov\w+|\bget better\b", re.I)
_WORSE = re.compile(r"\b(?:worsen\w*|deteriorat\w+|get worse)\b", re.I)
_MORE_IS_BETTER = re.compile(
    r"\b(?:margin|turnover|quick ratio|current ratio|return on|cash flow|revenue|income|profit|"
    r"earnings|coverage)\b",
    re.I,
)
_LESS_IS_BETTER = re.compile(
    r"\b(?:days (?:sales|inventory)|conversion cycle|debt|leverage|cost of|expenses?)\b", re.I
)
_MOVES = re.compile(
    r"\bhow (?:did|has|have|does|do)\b.{3,80}\b(?:chang\w+|compare[sd]?|"
    r"move[sd]?|develop\w*|evolve[sd]?)\b|"
    r"\bget (?:any )?(?:better|worse)\b|\b(?:any|a) (?:drop|rise|fall|change|decline|increase)\b",
    re.I,
)
HEALTHY_RATIO = 1.0
"""Liquid means of short term no less than what falls due as soon."""
INTENSIVE_SPENDING, INTENSIVE_PROPERTY = 10.0, 33.0
"""Percent: capital expenditures of revenue, or net property, plant and equipment of assets."""
LOW_RETURN = 0.05
"""Return on assets under which a business that spends little on plant may still need many."""
STEADY_POINTS = 2.0
"""By how many percentage points a steady margin moves at the most from one year to the next."""
_STEADY_YEARS = 3


class _Asks(Protocol):
    """A figure for a question of one measure, of the time that was asked for or of years."""

    def __call__(
        self, words: str, task: Task = Task.VALUE, years: Sequence[int] = ()
    ) -> Answer | None: ...


@dataclass(frozen=True)
class _Judged:
    answer: Answer
    holds: bool
    test: str


def judged(
    asked: Question, names: Sequence[str], entries: Sequence[Entry], library: Library
) -> Answer | None:
    """The answer by a test; None where the question asks for no judgement that has one."""
    if _YES_NO.search(asked.words) is None and _INTENSIVE.search(asked.words) is None:
        return None

    def figure(words: str, task: Task = Task.VALUE, years: Sequence[int] = ()) -> Answer | None:
        made = plan(question(f"{words}{_when(asked, years)}?"), names)
        if made is None:
            return None
        found = figure_answer(replace(made, task=task), entries, library)
        return found if found is not None and found.kind is Kind.FIGURE else None

    made: _Judged | None = None
    if _INTENSIVE.search(asked.words):
        made = _intensive(
            figure("What was the capex as a % of revenue"),
            figure("What was the PP&E to total assets: defined as net PP&E / total assets"),
            figure("What was the return on assets"),
        )
    elif (ratio := _LIQUID.search(asked.words)) and _HEALTHY.search(asked.words):
        found = figure(f"What was the {ratio[1].lower()} ratio")
        if found is not None and found.value is not None:
            test = f"a {ratio[1].lower()} ratio of at least {HEALTHY_RATIO:.1f}x"
            made = _Judged(found, found.value >= HEALTHY_RATIO, test)
    elif (margin := _MARGIN.search(asked.words)) and _STEADY.search(asked.words):
        made = _steady(margin[0], asked, figure)
    if made is None:
        return None
    said = f"{'Yes' if made.holds else 'No'}, by the test of {made.test}. {made.answer.words}"
    return replace(made.answer, words=said)


def _intensive(
    spending: Answer | None, property_held: Answer | None, returned: Answer | None
) -> _Judged | None:
    if spending is None or spending.value is None:
        return None
    test = f"capital expenditures of at least {INTENSIVE_SPENDING:.0f}% of revenue"
    holds = spending.value >= INTENSIVE_SPENDING
    if property_held is None or property_held.value is None:
        return _Judged(spending, holds, test)
    share = property_held.value if property_held.unit == "%" else property_held.value * 100
    test += f", or net property, plant and equipment of {INTENSIVE_PROPERTY:.0f}% of total assets"
    both = replace(
        spending,
        words=f"{spending.words} Net property, plant and equipment is {share:.1f}% of assets.",
        formula=f"{spending.formula}; {property_held.formula}",
        citations=tuple(dict.fromkeys((*spending.citations, *property_held.citations))),
        findings=(*spending.findings, *property_held.findings),
    )
    holds = holds or share >= INTENSIVE_PROPERTY
    if not holds and (returned is None or returned.value is None or returned.value < LOW_RETURN):
        # Assets of other kinds may be many and earn little: the measures do not agree.
        return None
    return _Judged(both, holds, test)


def _steady(margin: str, asked: Question, figure: _Asks) -> _Judged | None:
    years = asked.years
    if len(years) == 1:
        years = tuple(range(years[0] - _STEADY_YEARS + 1, years[0] + 1))
    each = [figure(f"What was the {margin}", Task.VALUE, (year,)) for year in _all(years)]
    values = [one.value for one in each if one is not None and one.value is not None]
    told = figure(f"Did the {margin} increase", Task.TREND, _all(years))
    if len(values) < 2 or len(values) < len(each) or told is None:
        return None
    moves = [abs(after - before) for before, after in pairwise(values)]
    test = f"no change of more than {STEADY_POINTS:.0f} percentage points from year to year"
    return _Judged(told, max(moves) <= STEADY_POINTS, test)


def _all(years: Sequence[int]) -> tuple[int, ...]:
    return tuple(range(min(years), max(years) + 1)) if years else ()


def _when(asked: Question, years: Sequence[int]) -> str:
    if years:
        return " for " + " and ".join(f"FY{year}" for year in years)
    if asked.quarters:
        year, number = asked.quarters[-1]
        year = year if year is not None else (asked.years[-1] if asked.years else None)
        return f" for Q{number} FY{year}" if year is not None else ""
    if asked.days:
        return f" as of {asked.days[-1]:%B %d, %Y}"
    return f" for FY{asked.years[-1]}" if asked.years else ""


def as_trend(made: Plan, words: str) -> Plan:
    """The plan as one of a direction, where the words ask how something moved between two times."""
    moves = made.task is Task.VALUE and len(made.whens) > 1 and _MOVES.search(words) is not None
    if not moves:
        return made
    changes = re.search(r"\bhow (?:did|has|have|does|do)\b.{3,80}\bchang", words, re.I)
    return replace(made, task=Task.DIFFERENCE if changes else Task.TREND)


def direction_verdict(words: str, made: Plan, found: Answer) -> str:
    """Yes or no to whether it rose, fell, improved or worsened; "" where that is not asked."""
    if made.task is not Task.TREND or _YES_NO.search(words) is None:
        return ""
    rose = re.search(r" rose(?: by [\d.,]+%)?: ", found.words) is not None
    if not rose and not re.search(r" fell(?: by [\d.,]+%)?: ", found.words):
        return ""
    better = _MORE_IS_BETTER.search(made.name) is not None
    worse = _LESS_IS_BETTER.search(made.name) is not None
    said = [bool(p.search(words)) for p in (_UP, _DOWN, _BETTER, _WORSE)]
    if sum(said) != 1 or ((said[2] or said[3]) and better == worse):
        return ""
    meant_rise = said[0] or (said[2] and better) or (said[3] and worse)
    return "Yes. " if rose is meant_rise else "No. "

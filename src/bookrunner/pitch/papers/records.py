"""What documents tell of a company beside its valuation: more years, quarters and segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookrunner.facts import Basis, Breakdown, FactStore, Statements, breakdowns, statements
from bookrunner.figures import Figure, Finding, Viewer, computed
from bookrunner.figures import inputs as inputs_of
from bookrunner.pitch.inputs import PitchInputs
from bookrunner.valuation import ReportedPeriod

YEARS, QUARTERS = 5, 12
_BROKEN_DOWN = ("revenue", "operating_income")


@dataclass(frozen=True)
class Records:
    """The history of a company, as known on the valuation date."""

    years: Sequence[ReportedPeriod]
    """Up to five fiscal years, the oldest first, then the last twelve months where newer."""
    quarters: Sequence[ReportedPeriod]
    """Up to twelve, the oldest first; empty where no report tells a quarter."""
    segments: Sequence[Breakdown]
    """Of the newest fiscal year that any report breaks down."""
    findings: Sequence[Finding] = ()
    filed: Sequence[Figure] = ()
    """What the shown figures of some lines link to: see ``evened``."""


def records(store: FactStore, viewer: Viewer, inputs: PitchInputs) -> Records:
    """The history that is kept of the target of a valuation."""
    target = inputs.target
    years = list(target.years[-YEARS:])
    if target.latest is not target.last_year:
        years.append(target.latest)
    if not target.cik:
        return Records(years, (), ())
    on = inputs.valuation_date
    known = store.facts(target.cik, viewer, as_of=on)
    made = statements(inputs.company, known, as_of=on).at(Basis.QUARTERLY)
    quarters = [_reported(made, at) for at in range(len(made.periods))][-QUARTERS:]
    quarters = [one for one in quarters if one.get("revenue") is not None]
    segments: Sequence[Breakdown] = ()
    for year in reversed(target.years[-YEARS:]):
        segments = breakdowns(inputs.company, known, _BROKEN_DOWN, year.period)
        if segments:
            break
    filed: list[Figure] = []
    return Records(
        evened(target.prefix, years, filed),
        evened(target.prefix, quarters, filed),
        segments,
        tuple(finding for one in segments for finding in one.findings),
        filed,
    )


def evened(
    prefix: str, periods: Sequence[ReportedPeriod], filed: list[Figure]
) -> Sequence[ReportedPeriod]:
    """The periods with each line either of one formula across, or of links only.

    A row in which a typed number stands between two formulas reads as a slip. So a line of which
    some periods are reported and others derived is told by links to its figures as they are;
    those are added to ``filed``.
    """
    own = [one for one in periods if one.label.startswith(("FY", "Q"))]
    keys = dict.fromkeys(key for one in own for key in one.figures)
    uneven = [
        key
        for key in keys
        if len({_shape(figure) for one in own if (figure := one.get(key)) is not None}) > 1
    ]
    # Line by line, as a reader looks for one.
    filed += [figure for key in uneven for one in own if (figure := one.get(key)) is not None]
    return [
        replace(
            one,
            figures={
                key: _linked(prefix, key, figure) if key in uneven and one in own else figure
                for key, figure in one.figures.items()
            },
        )
        for one in periods
    ]


def _shape(figure: Figure) -> tuple[object, ...]:
    """How a figure is made, the same for figures whose formulas are copies of each other."""
    below = inputs_of(figure)
    if figure.expression is not None and any(one.period != figure.period for one in below):
        return (figure.period,)  # of other periods: no two of them are copies
    return tuple(one.key for one in below)


def _linked(prefix: str, key: str, figure: Figure) -> Figure:
    return computed(f"{prefix}.pack.{key}", figure.name, figure, figure.period)


def _reported(made: Statements, at: int) -> ReportedPeriod:
    period = made.periods[at]
    told = {line.key: made.get(line.key, period) for line in made.lines}
    figures = {key: figure for key, figure in told.items() if figure is not None}
    return ReportedPeriod(made.label(period), period, figures)

"""A screen over the records: who comes out, why, and what is known against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np

from bookrunner.app import Desk
from bookrunner.figures import Figure, Finding, NotFound, Severity, Unusable
from bookrunner.imports import COVERAGE, MEASURES
from bookrunner.ledger import Ledger
from bookrunner.operations.backtests import kept_test
from bookrunner.operations.coverage import coverage_line
from bookrunner.operations.days import require_possible
from bookrunner.operations.learned import learned
from bookrunner.operations.screen_values import ValueTeller, shown
from bookrunner.operations.screens_shapes import (
    CounterEvidence,
    CoverageLine,
    FeatureLine,
    NotAssessed,
    ScreenAnswer,
    ScreenCounts,
    ScreenDriver,
    ScreenLine,
    ScreenRequest,
    Target,
)
from bookrunner.operations.told import company_line, remarks
from bookrunner.storage import write_whole
from bookrunner.targeting import (
    Definitions,
    Frame,
    Screen,
    Screened,
    definitions,
    newest_day,
    parsed,
    read_panel,
    screen,
    screened,
    shipped,
)

_POINTS_TOLD = 1.0
"""The fewest points of a driver whose turn would change anybody's mind."""


class ScreenRefused(Unusable):
    """A screen that cannot be run as it was asked."""


def answered(desk: Desk, request: ScreenRequest) -> ScreenAnswer:
    """The names that a screen finds on a day; without a name the screens there are.

    Raises:
        NotFound: No such screen or file.
        BadScreen, BadExpression, UnknownFeature: A definition or condition cannot be read.
        ImpossibleDay: Nothing can have been known on that day.
    """
    known = definitions()
    if request.features:
        return _empty(features=_features(known))
    if not request.name:
        return _empty(screens=tuple(_line(desk, name, known) for name in shipped()))
    chosen = screen(request.name, known)
    if request.copy is not None:
        if request.copy.exists():
            raise ScreenRefused(f"{request.copy} is there already; name another file")
        write_whole(request.copy, chosen.text)
        return _empty(written=request.copy)
    where = parsed(request.where, known.features) if request.where.strip() else None
    if request.as_of is not None:
        require_possible(request.as_of)
    panel = read_panel(desk.store, desk.imports, desk.viewer, known)
    day = request.as_of.toordinal() if request.as_of else newest_day(panel)
    if not day:
        raise NotFound("report", "of any company", hint="ingest filings first")
    frame = panel.on(day, known)
    found = screened(chosen, frame, known, where)
    return _told(desk, request, chosen, frame, found, known)


def _told(
    desk: Desk,
    request: ScreenRequest,
    chosen: Screen,
    frame: Frame,
    found: Screened,
    known: Definitions,
) -> ScreenAnswer:
    as_of = date.fromordinal(frame.as_of)
    panel = frame.panel
    coverage = _coverage(desk)
    findings: list[Finding] = []
    targets: list[Target] = []
    figures: list[Figure] = []
    names = [int(at) for at in found.ranking[: request.count]]
    scores, told_of_learned = learned(desk, chosen, frame, known, names)
    for rank, at in enumerate(names, 1):
        teller = ValueTeller(desk, panel.companies[at], as_of, frame, at, known)
        one = _target(rank, at, chosen, frame, found, teller, coverage)
        targets.append(replace(one, learned=scores.get(at)))
        figures += teller.figures
        findings += teller.findings
    desk.keep_line(Ledger.of(figures, (), as_of=as_of))
    is_listed = frame.is_known & ~frame.has_left
    unassessed = np.flatnonzero(is_listed & ~found.is_outside & ~found.is_assessed)
    with_points = len(found.ranking)
    counts = ScreenCounts(
        known=int(frame.is_known.sum()),
        left=int((frame.is_known & frame.has_left).sum()),
        outside=int(found.is_outside.sum()),
        not_assessed=len(unassessed),
        without_points=int(found.is_assessed.sum()) - with_points,
        with_points=with_points,
    )
    return ScreenAnswer(
        screen=chosen.name,
        title=chosen.title,
        question=chosen.question,
        as_of=as_of,
        where=request.where.strip(),
        definition=chosen.digest,
        test=kept_test(desk, chosen.digest),
        learned=told_of_learned,
        counts=counts,
        results=tuple(targets),
        not_assessed=tuple(_not_assessed(int(at), frame, found, known) for at in unassessed),
        screens=(),
        features=(),
        written=None,
        findings=remarks([*findings, *_about(coverage), *_unused(desk, known)]),
    )


def _target(
    rank: int,
    at: int,
    chosen: Screen,
    frame: Frame,
    found: Screened,
    teller: ValueTeller,
    coverage: dict[str, tuple[CoverageLine, ...]],
) -> Target:
    company = frame.panel.companies[at]
    points = found.of_driver[:, at]
    is_told = ~np.isnan(points)
    weights = sum(d.weight for d, told in zip(chosen.drivers, is_told, strict=True) if told)
    drivers, silent, missing = [], [], []
    for driver, one in zip(chosen.drivers, points, strict=True):
        value = teller.value(driver.feature)
        if np.isnan(one):
            missing.append(f"{value.label}: {value.shown}")
        elif one > 0:
            gone = shown(driver.none, value.unit)
            drivers.append(
                ScreenDriver(
                    driver.feature, driver.why, 100 * driver.weight * one / weights, value, gone
                )
            )
        else:
            silent.append(value)
    drivers.sort(key=lambda one: -one.points)
    against = [
        CounterEvidence(one.says, tuple(map(teller.value, one.features)))
        for one in chosen.against
        if frame.truth(one.when)[at] == 1
    ]
    of_bank = coverage.get(company.cik)
    known_since = date.fromordinal(int(frame.known_since[at]))
    end = int(frame.panel.period_end[frame.rows[at]])
    return Target(
        rank=rank,
        company=company_line(company),
        score=float(found.points[at]),
        told=f"{int(is_told.sum())} of {len(points)}",
        period_end=date.fromordinal(end) if end else None,
        known_since=known_since,
        drivers=tuple(drivers),
        silent=tuple(silent),
        against=tuple(against),
        missing=tuple(missing),
        would_change=(
            *(
                f"{one.value.label} at {one.goes_at} instead of {one.value.shown} would take "
                f"{one.points:.0f} of its {found.points[at]:.0f} points"
                for one in drivers[:2]
                if one.points >= _POINTS_TOLD
            ),
            *chosen.mind,
        ),
        coverage=of_bank,
        restricted=None if of_bank is None else any(one.restricted for one in of_bank),
        conflicts=None
        if of_bank is None
        else tuple(one.conflict for one in of_bank if one.conflict),
        learned=None,
    )


def _not_assessed(at: int, frame: Frame, found: Screened, known: Definitions) -> NotAssessed:
    company = company_line(frame.panel.companies[at])
    if frame.is_silent[at]:
        since = date.fromordinal(int(frame.known_since[at]))
        return NotAssessed(company, f"its newest report is of {since}", ())
    lacks = tuple(
        known.features[name].label
        for name, lack in zip(found.wanted, found.lacks[:, at], strict=True)
        if lack
    )
    return NotAssessed(company, "what the screen needs is not told", lacks)


def _coverage(desk: Desk) -> dict[str, tuple[CoverageLine, ...]]:
    told: dict[str, list[CoverageLine]] = {}
    for found in desk.imports.rows(COVERAGE, desk.viewer):
        told.setdefault(found.row.text("ticker"), []).append(coverage_line(found))
    return {cik: tuple(lines) for cik, lines in told.items()}


def _about(coverage: dict[str, tuple[CoverageLine, ...]]) -> Sequence[Finding]:
    if coverage:
        return ()
    return (
        Finding(
            "targeting.no-coverage",
            "the records say nothing of contacts and conflicts; `bookrunner import coverage` "
            "brings them, and without them nobody is known to be free to call",
            Severity.WARNING,
        ),
    )


def _unused(desk: Desk, known: Definitions) -> Sequence[Finding]:
    """A measure that the bank brought under a name that no feature has."""
    rows = desk.imports.rows(MEASURES, desk.viewer)
    names = {row.row.text("measure"): row.file.name for row in rows}
    used = {name for name, one in known.features.items() if one.source == "measures"}
    return [
        Finding(
            "targeting.unknown-measure",
            f"the measure {name!r} is none that screens know and is not used; there are "
            f"{', '.join(sorted(used))}",
            Severity.WARNING,
            where=file,
        )
        for name, file in sorted(names.items())
        if name not in used
    ]


def _line(desk: Desk, name: str, known: Definitions) -> ScreenLine:
    one = screen(name, known)
    return ScreenLine(name, one.title, one.question, kept_test(desk, one.digest))


def _features(known: Definitions) -> tuple[FeatureLine, ...]:
    return tuple(
        FeatureLine(one.name, one.label, one.unit, one.formula, one.source, one.lag)
        for one in known.features.values()
    )


_empty = partial(
    ScreenAnswer,
    screen="",
    title="",
    question="",
    as_of=None,
    where="",
    definition="",
    test=None,
    learned="",
    counts=None,
    results=(),
    not_assessed=(),
    screens=(),
    features=(),
    written=None,
    findings=(),
)

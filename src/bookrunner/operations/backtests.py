"""The back-test of a screen, and what is kept of it for the screen's own page."""

from __future__ import annotations

import hashlib
import json
import math
import random
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.figures import Finding, NotFound, Severity
from bookrunner.operations.backtest_shapes import (
    BacktestAnswer,
    BacktestGroup,
    BacktestRequest,
    CalibrationBin,
    Measured,
)
from bookrunner.operations.screens_shapes import ScreenTest
from bookrunner.operations.told import remarks
from bookrunner.storage import write_whole
from bookrunner.targeting import (
    Backtest,
    Definitions,
    Group,
    Interval,
    Panel,
    Screen,
    Trials,
    backtest,
    definitions,
    events_of,
    leaks,
    read_panel,
    screen,
    trials_of_file,
    trials_of_panel,
)
from bookrunner.targeting.backtests import EMBARGO_DAYS
from bookrunner.targeting.items import Told, concepts
from bookrunner.targeting.records import money_of, plain, without_doubted

_LOOKED_AT = 200
UNTESTED = ScreenTest(
    "not tested",
    "not shown to work: no back-test of this definition has been run",
    None,
    None,
    "",
    None,
    None,
)


def tested(desk: Desk, request: BacktestRequest) -> BacktestAnswer:
    """The test of a screen on the records, or on trials that the bank brings.

    Raises:
        NotFound: No such screen or file, or the screen says of no outcome.
        BadScreen, BadTrials: A file cannot be used.
    """
    known = definitions()
    chosen = screen(request.name, known)
    if chosen.outcome is None:
        raise NotFound("outcome of the screen", chosen.name, hint="its file needs [outcome]")
    findings: list[Finding] = []
    limits = [request.limits.strip()] if request.limits.strip() else []
    if request.trials is not None:
        trials, source = trials_of_file(request.trials, chosen, known), request.trials.name
    else:
        panel = read_panel(desk.store, desk.imports, desk.viewer, known)
        events = events_of(chosen.outcome, desk.store, desk.imports, desk.viewer, panel)
        trials = trials_of_panel(panel, chosen, chosen.outcome, events, known)
        source = "records"
        limits += leaked(desk, panel, known)
        findings.append(
            Finding(
                "targeting.outcomes-as-kept",
                "an outcome counts where its form or rating is kept; who filed one that was never "
                "ingested counts as without",
                Severity.WARNING,
            )
        )
    told = backtest(trials)
    reasons = (*limits, *told.reasons)
    answer = _answer(chosen, source, trials, told, reasons, findings)
    _keep(desk, answer)
    return answer


def kept_test(desk: Desk, digest: str) -> ScreenTest:
    """What the last test of this very definition by this viewer showed."""
    path = _path(desk, digest)
    try:
        return ScreenTest(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return UNTESTED


def _keep(desk: Desk, answer: BacktestAnswer) -> None:
    path = _path(desk, answer.definition)
    write_whole(path, json.dumps(asdict(answer.test), allow_nan=False))


def _path(desk: Desk, digest: str) -> Path:
    # A test on records behind walls is for those only who are inside the same walls.
    seen = hashlib.sha256("\n".join([digest, *sorted(desk.viewer.walls)]).encode()).hexdigest()
    return desk.settings.home / "targeting" / f"{seen[:32]}.json"


def leaked(desk: Desk, panel: Panel, known: Definitions) -> list[str]:
    """Whether rows of the panel hold what was accepted later; looked for in every test."""
    if not len(panel.row_known):
        return []
    told: dict[str, list[Told]] = {}
    rows = desk.store.all_facts(desk.viewer, concepts([*known.items.values()]))
    for cik, of_company in groupby(rows, key=lambda row: row.cik):
        held = without_doubted(of_company)
        told[cik] = list(plain(held, money_of(held)))
    chance = random.Random(_LOOKED_AT)  # noqa: S311 - which rows are looked at is no secret
    first, last = int(panel.row_known.min()), int(panel.row_known.max())
    drawn = [
        (chance.randrange(len(panel.companies)), chance.randint(first, last))
        for _ in range(_LOOKED_AT)
    ]
    found = leaks(panel, known, lambda cik: told.get(cik, ()), drawn)
    return [f"{one.item} of {one.cik} holds what was accepted later" for one in found[:3]]


def _answer(
    chosen: Screen,
    source: str,
    trials: Trials,
    told: Backtest,
    reasons: tuple[str, ...],
    findings: list[Finding],
) -> BacktestAnswer:
    assert chosen.outcome is not None
    first, last = (date.fromordinal(day) if day else None for day in (told.first, told.last))
    period = f"{first} to {last}" if first else ""
    n_words = f"{told.n:,} company-years, {told.positives} outcomes, {period or 'no period'}"
    is_shown = not reasons
    test = ScreenTest(
        status="shown to work" if is_shown else "not shown to work",
        words=f"tested on {n_words} ({source})"
        if is_shown
        else f"not shown to work: {'; '.join(reasons)} ({n_words}, {source})",
        n=told.n,
        positives=told.positives,
        period=period,
        precision_at_20=_number(told.precision_at_20.value),
        base_rate=_number(told.base_rate),
    )
    return BacktestAnswer(
        screen=chosen.name,
        definition=chosen.digest,
        outcome=chosen.outcome.words,
        source=source,
        test=test,
        reasons=reasons,
        n=told.n,
        positives=told.positives,
        first=first,
        last=last,
        horizon_days=trials.horizon_days,
        embargo_days=EMBARGO_DAYS,
        unassessed=told.unassessed,
        base_rate=_number(told.base_rate),
        precision_at_20=measured_line(told.precision_at_20),
        precision_at_50=measured_line(told.precision_at_50),
        lift_at_20=measured_line(told.lift_at_20),
        pr_auc=measured_line(told.pr_auc),
        best_rule_pr_auc=_number(told.rule_pr_auc),
        pr_auc_over_best_rule=measured_line(told.over_rule),
        shuffled_pr_auc=_number(told.shuffled_pr_auc),
        shuffled_at_least=_number(told.shuffled_at_least),
        calibration=tuple(
            CalibrationBin(one.low, one.high, one.n, one.positives, one.positives / one.n)
            for one in told.calibration
        ),
        years=tuple(map(group_line, told.years)),
        sectors=tuple(map(group_line, told.sectors)),
        alarms=tuple(told.alarms),
        findings=remarks(findings),
    )


def group_line(one: Group) -> BacktestGroup:
    """A year or sector as plain values."""
    return BacktestGroup(
        one.name,
        one.n,
        one.positives,
        one.positives / one.n if one.n else None,
        _number(one.pr_auc),
        _number(one.precision_at_20),
        one.rule,
        _number(one.rule_pr_auc),
    )


def measured_line(one: Interval) -> Measured:
    """A measure as plain values."""
    return Measured(_number(one.value), _number(one.low), _number(one.high))


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value

"""Learned scores: trained, looked at, promoted by a second person, taken back."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any

from bookrunner.app import Desk
from bookrunner.figures import NotFound, Unusable
from bookrunner.modelrisk import (
    ColumnOf,
    Registry,
    Trained,
    Version,
    drifts,
    replayed,
    train,
)
from bookrunner.operations.backtest_shapes import BacktestGroup, Measured
from bookrunner.operations.backtests import group_line, leaked, measured_line
from bookrunner.operations.scorers_shapes import (
    DriftLine,
    PromoteRequest,
    ReplayLine,
    RollBackRequest,
    RolledBack,
    ScorerCard,
    Scorers,
    ScorersRequest,
    ScorerStep,
    TrainRequest,
)
from bookrunner.storage import write_whole
from bookrunner.targeting import (
    Definitions,
    Screen,
    Trials,
    definitions,
    events_of,
    newest_day,
    read_panel,
    screen,
    screened,
    trials_of_file,
    trials_of_panel,
)

_CODE = ("bookrunner.modelrisk", "bookrunner.targeting")


class NobodyNamed(Unusable):
    """A step that nobody answers for."""

    def __init__(self) -> None:
        super().__init__("name who answers for it with --by")


def registry_of(desk: Desk) -> Registry:
    """The learned scores of those inside the caller's walls."""
    seen = hashlib.sha256("\n".join(sorted(desk.viewer.walls)).encode()).hexdigest()[:16]
    return Registry(desk.settings.home / "modelrisk" / seen, write_whole)


def trained(desk: Desk, request: TrainRequest) -> ScorerCard:
    """The card of the new candidate.

    Raises:
        NotFound: No such screen or file, or the screen says of no outcome.
        TooFewOutcomes: Nothing can be learned from the trials.
        BadTrials, BadScreen: A file cannot be used.
    """
    known = definitions()
    chosen = screen(request.screen, known)
    if chosen.outcome is None:
        raise NotFound("outcome of the screen", chosen.name, hint="its file needs [outcome]")
    limits = [request.limits.strip()] if request.limits.strip() else []
    if request.trials is not None:
        trials, source = trials_of_file(request.trials, chosen, known), request.trials.name
    else:
        panel = read_panel(desk.store, desk.imports, desk.viewer, known)
        events = events_of(chosen.outcome, desk.store, desk.imports, desk.viewer, panel)
        trials = trials_of_panel(panel, chosen, chosen.outcome, events, known)
        source = "records"
        limits += leaked(desk, panel, known)
    made = train(trials, request.kind)
    by, at = _named(request.by), _now()
    document = _document(chosen, known, made, trials, source, limits, by, at)
    registry = registry_of(desk)
    return _card(registry, registry.add(document, by, at))


def looked_at(desk: Desk, request: ScorersRequest) -> Scorers:
    """All learned scores, one card, the drift of one, or a prediction made again.

    Raises:
        NotFound: There is no such version or prediction.
        BadModel: What is kept was changed.
    """
    registry = registry_of(desk)
    if request.what == "list":
        return Scorers(tuple(_card(registry, one) for one in registry.versions()), (), None)
    if request.what == "replay":
        return Scorers((), (), _replay(registry, request.name))
    version = registry.version(request.name)
    card = (_card(registry, version),)
    if request.what == "card":
        return Scorers(card, (), None)
    return Scorers(card, _drift(desk, request, version), None)


def promoted(desk: Desk, request: PromoteRequest) -> ScorerCard:
    """The card after the step.

    Raises:
        NotFound: There is no such version.
        NotPromoted: It is not better than one rule in every year tested, or its test is unsound.
        SamePerson: Its maker asks.
    """
    registry = registry_of(desk)
    registry.version(request.version)
    return _card(
        registry, registry.promote(request.version, request.to, _named(request.by), _now())
    )


def rolled_back(desk: Desk, request: RollBackRequest) -> RolledBack:
    """What counts now; nothing is trained or built for it.

    Raises:
        NotFound: No learned score of the screen is active.
    """
    begun = time.monotonic()
    gone, now = registry_of(desk).roll_back(request.screen, _named(request.by), _now())
    return RolledBack(request.screen, gone, now, round(time.monotonic() - begun, 3))


def _named(by: str) -> str:
    if not by.strip():
        raise NobodyNamed
    return by.strip()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _document(
    chosen: Screen,
    known: Definitions,
    made: Trained,
    trials: Trials,
    source: str,
    limits: list[str],
    by: str,
    at: str,
) -> dict[str, Any]:
    assert chosen.outcome is not None
    columns = columns_of(known, made.names)
    test = made.test
    first, last = (date.fromordinal(int(of(trials.day))) for of in (min, max))
    return {
        "screen": chosen.name,
        "model": made.scorer.document(),
        "columns": [asdict(one) for one in columns],
        "reference": made.reference,
        "card": {
            "kind": made.scorer.kind,
            "purpose": chosen.question,
            "outcome": chosen.outcome.words,
            "owner": by,
            "created_at": at,
            "source": source,
            "period": f"{first} to {last}",
            "n": made.n,
            "positives": made.positives,
            "data_hash": made.data,
            "features_hash": _digest("\n".join(one.key for one in columns)),
            "code_hash": code_hash(),
            "definition": chosen.digest,
            "tested": test.n,
            "tested_positives": test.positives,
            "base_rate": _number(test.base_rate),
            "pr_auc": asdict(measured_line(test.pr_auc)),
            "best_rule_pr_auc": _number(test.rule_pr_auc),
            "pr_auc_over_best_rule": asdict(measured_line(test.over_rule)),
            "precision_at_20": asdict(measured_line(test.precision_at_20)),
            "folds": [asdict(group_line(one)) for one in test.years],
            "limits": limits,
            "against": [*limits, *made.against],
        },
    }


def columns_of(known: Definitions, names: tuple[str, ...]) -> tuple[ColumnOf, ...]:
    """The columns of features as they are defined now."""
    told = [known.features[name] for name in names]
    return tuple(ColumnOf(one.name, one.label, one.formula, one.source) for one in told)


def code_hash() -> str:
    """SHA-256 of all code and definitions that train and score."""
    told = hashlib.sha256()
    for package in _CODE:
        for one in sorted(resources.files(package).iterdir(), key=lambda file: file.name):
            if one.name.endswith((".py", ".toml")):
                told.update(one.name.encode() + b"\0" + one.read_bytes())
    return told.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _card(registry: Registry, version: Version) -> ScorerCard:
    card: Mapping[str, Any] = version.card
    plain = (
        "kind", "purpose", "outcome", "owner", "created_at", "source", "period", "n", "positives",
        "data_hash", "features_hash", "code_hash", "definition", "tested", "tested_positives",
        "base_rate", "best_rule_pr_auc",
    )  # fmt: skip
    return ScorerCard(
        version=version.id,
        screen=version.screen,
        state=version.state,
        approver=version.approver,
        features=tuple(one.key for one in version.columns),
        folds=tuple(BacktestGroup(**one) for one in card["folds"]),
        limits=tuple(card["limits"]),
        against=version.against,
        steps=tuple(
            ScorerStep(one["state"], one["by"], one["at"]) for one in registry.history(version.id)
        ),
        **{name: card[name] for name in plain},
        pr_auc=Measured(**card["pr_auc"]),
        pr_auc_over_best_rule=Measured(**card["pr_auc_over_best_rule"]),
        precision_at_20=Measured(**card["precision_at_20"]),
    )


def _drift(desk: Desk, request: ScorersRequest, version: Version) -> tuple[DriftLine, ...]:
    known = definitions()
    names = [one.name for one in version.columns]
    chosen = screen(version.screen, known)
    if request.trials is not None:
        columns = dict(trials_of_file(request.trials, chosen, known).features)
    else:
        panel = read_panel(desk.store, desk.imports, desk.viewer, known)
        day = newest_day(panel)
        if not day:
            raise NotFound("report", "of any company", hint="ingest filings first")
        frame = panel.on(day, known)
        told = screened(chosen, frame, known).is_assessed
        columns = {name: frame[name][told] for name in names}
    return tuple(
        DriftLine(one.feature, one.psi, one.threshold, one.n, one.m, one.bins, one.p, one.is_alarm)
        for one in drifts(version.reference, columns)
    )


def _replay(registry: Registry, asked: str) -> ReplayLine:
    told = replayed(registry, asked)
    one = told.prediction
    is_shown = one.state == "active"
    score = one.value if is_shown else None
    return ReplayLine(one.id, one.version, one.company, one.day, is_shown, score, told.is_same)

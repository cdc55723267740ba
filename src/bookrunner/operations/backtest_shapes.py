"""What ``backtest`` is asked for and answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import Remark
from bookrunner.operations.screens_shapes import ScreenTest


@dataclass(frozen=True)
class BacktestRequest:
    """How a screen would have done."""

    name: str = asked(
        Kind.SCREEN,
        "A screen's name, or the path of a file that defines one.",
        positional=True,
        example="NAME",
    )
    trials: Path | None = asked(
        Kind.FILE,
        "A CSV file of company, date, sector, features by name and outcome (0 or 1), in place of "
        "the records.",
        default=None,
        example="FILE.csv",
    )
    limits: str = asked(
        Kind.TEXT,
        "What makes the trials unsound, in words; the screen is then not shown to work whatever "
        "the figures.",
        default="",
        example="WORDS",
    )


@dataclass(frozen=True)
class Measured:
    """A measure with the bounds that 95 of 100 resamples of companies keep; null for none."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class BacktestGroup:
    """The test within one year or sector."""

    name: str
    n: int
    positives: int
    base_rate: float | None
    pr_auc: float | None
    precision_at_20: float | None
    best_rule: str
    """The single driver chosen on what was known an embargo before the year; empty for sectors."""
    best_rule_pr_auc: float | None


@dataclass(frozen=True)
class CalibrationBin:
    """A fifth of the names by score: how often the outcome came."""

    score_from: float
    score_to: float
    n: int
    positives: int
    rate: float


@dataclass(frozen=True)
class BacktestAnswer:
    """The test of one version of a screen."""

    screen: str
    definition: str
    outcome: str
    source: str
    """``records`` or the file's name."""
    test: ScreenTest
    reasons: tuple[str, ...]
    """Why it is not shown to work."""
    n: int
    positives: int
    first: date | None
    last: date | None
    horizon_days: int
    embargo_days: int
    unassessed: int
    base_rate: float | None
    precision_at_20: Measured
    precision_at_50: Measured
    lift_at_20: Measured
    pr_auc: Measured
    best_rule_pr_auc: float | None
    pr_auc_over_best_rule: Measured
    shuffled_pr_auc: float | None
    """The mean over 400 shuffles of the labels within years; chance."""
    shuffled_at_least: float | None
    """The share of shuffles that did as well."""
    calibration: tuple[CalibrationBin, ...]
    years: tuple[BacktestGroup, ...]
    sectors: tuple[BacktestGroup, ...]
    alarms: tuple[str, ...]
    """Features that seem to know the outcome, and rows that hold later reports."""
    findings: tuple[Remark, ...]

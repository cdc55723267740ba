"""What the operations on learned scores are asked for and answer."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookrunner.operations.backtest_shapes import BacktestGroup, Measured
from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class ScorersRequest:
    """A look at learned scores."""

    what: str = asked(
        Kind.TEXT,
        "List them, show the card of one, its drift since training, or replay a prediction.",
        default="list",
        positional=True,
        choices=("list", "card", "drift", "replay"),
    )
    name: str = asked(
        Kind.TEXT, "Of a card and of drift a version, of a replay a prediction's id.", default="",
        positional=True, example="ID",
    )  # fmt: skip
    trials: Path | None = asked(
        Kind.FILE,
        "For drift: a CSV file of trials in place of the companies of the records.",
        default=None,
        example="FILE.csv",
    )


@dataclass(frozen=True)
class TrainRequest:
    """A score to be learned."""

    screen: str = asked(
        Kind.SCREEN, "The screen whose drivers and outcome it learns.", positional=True,
        example="NAME",
    )  # fmt: skip
    by: str = asked(Kind.PERSON, "Who answers for it.", example="NAME")
    kind: str = asked(
        Kind.TEXT, "The kind of scorer.", default="logistic", choices=("logistic", "boosted")
    )
    trials: Path | None = asked(
        Kind.FILE,
        "A CSV file of trials, as `backtest` takes it, in place of the records.",
        default=None,
        example="FILE.csv",
    )
    limits: str = asked(
        Kind.TEXT,
        "What makes the trials unsound, in words; the score is then never promoted.",
        default="",
        example="WORDS",
    )


@dataclass(frozen=True)
class PromoteRequest:
    """A learned score to be tried unseen, or shown."""

    version: str = asked(Kind.TEXT, "The version.", positional=True, example="ID")
    by: str = asked(
        Kind.PERSON, "Who approves it; another person than who trained it.", example="NAME"
    )
    to: str = asked(
        Kind.TEXT,
        "Shadow: scored and logged, never shown. Active: shown, if better on every time fold.",
        default="active",
        choices=("shadow", "active"),
    )


@dataclass(frozen=True)
class RollBackRequest:
    """A learned score to be taken back at once."""

    screen: str = asked(Kind.TEXT, "The screen's name.", positional=True, example="NAME")
    by: str = asked(Kind.PERSON, "Who takes it back.", example="NAME")


@dataclass(frozen=True)
class ScorerStep:
    """What was done with a version."""

    state: str
    by: str
    at: str


@dataclass(frozen=True)
class ScorerCard:
    """The card of one version."""

    version: str
    """The first 16 digits of the SHA-256 of its file."""
    screen: str
    kind: str
    state: str
    purpose: str
    outcome: str
    owner: str
    approver: str
    created_at: str
    source: str
    period: str
    n: int
    """Company-years that it learned from."""
    positives: int
    features: tuple[str, ...]
    data_hash: str
    features_hash: str
    code_hash: str
    definition: str
    """SHA-256 of the screen's file; it scores no other."""
    tested: int
    """Company-years of the years tested, each scored by what was known before it."""
    tested_positives: int
    base_rate: float | None
    pr_auc: Measured
    best_rule_pr_auc: float | None
    pr_auc_over_best_rule: Measured
    precision_at_20: Measured
    folds: tuple[BacktestGroup, ...]
    limits: tuple[str, ...]
    against: tuple[str, ...]
    """What keeps it from being shown; empty where nothing does."""
    steps: tuple[ScorerStep, ...]


@dataclass(frozen=True)
class DriftLine:
    """One feature then and now."""

    feature: str
    psi: float
    threshold: float
    """At which it alarms for these numbers of rows, before Holm's step-down."""
    n: int
    m: int
    bins: int
    p: float
    alarm: bool


@dataclass(frozen=True)
class ReplayLine:
    """A score made again."""

    id: str
    version: str
    company: str
    day: str
    shown: bool
    """Whether the score was shown when it was made; a shadow's never is."""
    score: float | None
    """Null for a shadow's."""
    same: bool
    """To the last bit."""


@dataclass(frozen=True)
class Scorers:
    """Learned scores, or what was asked of one."""

    scorers: tuple[ScorerCard, ...]
    drift: tuple[DriftLine, ...]
    replay: ReplayLine | None


@dataclass(frozen=True)
class RolledBack:
    """What counts now."""

    screen: str
    retired: str
    active: str
    """Empty where the screen's rules go on alone."""
    seconds: float
    """From the request to the change, written."""

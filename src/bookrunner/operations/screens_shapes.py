"""What ``screen`` is asked for and answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked
from bookrunner.operations.responses import CompanyLine, Remark


@dataclass(frozen=True)
class ScreenRequest:
    """Companies to call, by a screen."""

    name: str = asked(
        Kind.SCREEN,
        "A screen's name, or the path of a file that defines one; without it all are listed.",
        default="",
        positional=True,
        example="NAME",
    )
    as_of: date | None = asked(
        Kind.DATE,
        "Only what was known at the close of this day; default: the day of the newest price.",
        default=None,
    )
    where: str = asked(
        Kind.TEXT,
        'A further condition over features: "net_leverage > 3 and due_24m_share >= 25%".',
        default="",
        example="EXPR",
    )
    count: int = asked(Kind.NUMBER, "How many names to show.", default=20)
    features: bool = asked(
        Kind.FLAG, "List the features that screens and conditions may use.", default=False
    )
    copy: Path | None = asked(
        Kind.NEW_FILE, "Write the screen's file here, to be changed and run by its path.",
        default=None, example="FILE.toml",
    )  # fmt: skip


@dataclass(frozen=True)
class ScreenTest:
    """What a back-test of this very definition showed."""

    status: str
    """``shown to work``, ``not shown to work`` or ``not tested``; only the first is a promise."""
    words: str
    n: int | None
    """Company-dates of the test; null without one."""
    positives: int | None
    period: str
    precision_at_20: float | None
    base_rate: float | None


@dataclass(frozen=True)
class FeatureValue:
    """A feature of one company on the day."""

    feature: str
    label: str
    value: float | None
    """In single units, shares as fractions; null where it is missing."""
    shown: str
    """As a page shows it."""
    unit: str
    id: str
    """For ``bookrunner why``; empty where it is not made of this company's records alone."""
    origin: str
    """Where it comes from: the formula, or report and tag."""


@dataclass(frozen=True)
class ScreenDriver:
    """What speaks for a name."""

    feature: str
    why: str
    points: float
    """What it adds to the score of 0 to 100."""
    value: FeatureValue
    goes_at: str
    """The value from which on it would say nothing."""


@dataclass(frozen=True)
class CounterEvidence:
    """What speaks against a name."""

    says: str
    values: tuple[FeatureValue, ...]


@dataclass(frozen=True)
class CoverageLine:
    """Who covers a company, as the bank's records have it."""

    banker: str
    contact: str
    last_met: str
    conflict: str
    restricted: bool
    note: str
    origin: str
    """The file and cell."""


@dataclass(frozen=True)
class LearnedScore:
    """What the active learned score says; its card is at ``scorers card VERSION``."""

    version: str
    score: float
    """The chance of the outcome as it was learned, from 0 to 1."""
    prediction: str
    """For ``bookrunner scorers replay``."""


@dataclass(frozen=True)
class Target:
    """One name that came out."""

    rank: int
    company: CompanyLine
    score: float
    """0 to 100 by the rules of the screen; no probability, and worth what its test says."""
    told: str
    """How many of the drivers are told: ``4 of 5``."""
    period_end: date | None
    known_since: date
    """When the newest of its reports was accepted."""
    drivers: tuple[ScreenDriver, ...]
    """Those that add something, the most first."""
    silent: tuple[FeatureValue, ...]
    """Drivers that are told and say nothing."""
    against: tuple[CounterEvidence, ...]
    missing: tuple[str, ...]
    """Drivers that are not told, and why."""
    would_change: tuple[str, ...]
    """What would change the mind."""
    coverage: tuple[CoverageLine, ...] | None
    """Null where the bank's records say nothing of it."""
    restricted: bool | None
    conflicts: tuple[str, ...] | None
    learned: LearnedScore | None
    """Null unless one was promoted."""


@dataclass(frozen=True)
class NotAssessed:
    """A name that lacks what the screen needs."""

    company: CompanyLine
    reason: str
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class ScreenCounts:
    """How many companies were known, and where each of them went; the last five add up to it."""

    known: int
    left: int
    """No longer listed or reporting on the day."""
    outside: int
    """Not of the screen's universe or condition."""
    not_assessed: int
    without_points: int
    """Assessed, and nothing speaks for it."""
    with_points: int


@dataclass(frozen=True)
class ScreenLine:
    """A screen that can be run."""

    name: str
    title: str
    question: str
    test: ScreenTest


@dataclass(frozen=True)
class FeatureLine:
    """A feature as its definition says."""

    name: str
    label: str
    unit: str
    formula: str
    source: str
    lag: str


@dataclass(frozen=True)
class ScreenAnswer:
    """The names of a screen; or the screens, or the features."""

    screen: str
    title: str
    question: str
    as_of: date | None
    where: str
    definition: str
    """SHA-256 of the screen's file; a test is of one version of it."""
    test: ScreenTest | None
    learned: str
    """In words: the test of the learned score shown, or why none is; empty where none was made."""
    counts: ScreenCounts | None
    results: tuple[Target, ...]
    not_assessed: tuple[NotAssessed, ...]
    screens: tuple[ScreenLine, ...]
    features: tuple[FeatureLine, ...]
    written: Path | None
    findings: tuple[Remark, ...]

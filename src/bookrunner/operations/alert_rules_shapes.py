"""What the operations on alert rules and alerts are asked for and answer."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class AlertRulesRequest:
    """The rules that look."""

    name: str = asked(
        Kind.TEXT, "Only this rule; default: all.", default="", positional=True, example="NAME"
    )


@dataclass(frozen=True)
class AddAlertRuleRequest:
    """A rule to follow from now on."""

    file: Path = asked(
        Kind.FILE,
        "The rule, a file as docs/guides/alerts.md has them; its name is the rule's.",
        positional=True,
        example="FILE.toml",
    )
    name: str = asked(
        Kind.TEXT, "The rule's name; default: that of the file.", default="", example="NAME"
    )
    walls: tuple[str, ...] = asked(
        Kind.WALLS,
        "Deal walls behind which the rule and its alerts stand, parted by commas.",
        default=(),
        example="WALL",
    )


@dataclass(frozen=True)
class RemoveAlertRuleRequest:
    """A rule that is to look no further."""

    name: str = asked(Kind.TEXT, "The rule's name.", positional=True, example="NAME")


@dataclass(frozen=True)
class MarkAlertRequest:
    """What somebody says of an alert."""

    number: int = asked(
        Kind.NUMBER, "The alert's number, as `alerts` has it.", positional=True, example="NUMBER"
    )
    acknowledge: bool = asked(Kind.FLAG, "Somebody has taken note.", default=False)
    thumb: str = asked(
        Kind.TEXT, "Whether it was worth telling: up or down.", default="",
        choices=("", "up", "down"),
    )  # fmt: skip
    reason: str = asked(Kind.TEXT, "Why it was, or was not.", default="", example="WORDS")


@dataclass(frozen=True)
class AlertRuleLine:
    """A rule."""

    name: str
    title: str
    on: str
    """``events``, ``figure`` or ``screen``."""
    says: str
    """Its conditions in words."""
    owner: str
    added_at: str
    walls: tuple[str, ...]
    digest: str
    text: str
    """The file."""


@dataclass(frozen=True)
class AlertRules:
    """The rules, by name."""

    rules: tuple[AlertRuleLine, ...]


@dataclass(frozen=True)
class AlertThumb:
    """What one person thinks of an alert."""

    person: str
    verdict: str
    reason: str


@dataclass(frozen=True)
class RaisedLine:
    """An alert that a rule raised."""

    number: int
    rule: str
    on: str
    company: str
    cik: str
    says: str
    form: str
    item: str
    event: str
    """Empty for a figure, a screen, or a filing whose kind the list does not say."""
    materiality: int
    """1 to 5; 0 where nothing is weighed."""
    drivers: tuple[str, ...]
    accession: str
    document: str
    """The digest by which `read` opens the filing; empty where only the list is known."""
    span: tuple[int, int] | None
    quote: str
    figure: str
    """The id that `why` takes; empty for what no figure is of."""
    seen_at: str
    """When the list first showed the filing."""
    raised_at: str
    corrects: str
    """The accession of the filing that this one overrides."""
    overridden_by: str
    acknowledged_by: str
    acknowledged_at: str
    thumbs: tuple[AlertThumb, ...]
    walls: tuple[str, ...]


@dataclass(frozen=True)
class SuppressedLine:
    """What a rule watched and did not tell."""

    rule: str
    reason: str
    count: int


@dataclass(frozen=True)
class MarkedAlert:
    """The alert as it stands now."""

    alert: RaisedLine

"""What ``template`` can be asked, and what it answers."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookrunner.operations.operation import Kind, asked

ACTIONS = ("check",)


@dataclass(frozen=True)
class TemplateRequest:
    """A presentation to be looked at as a template."""

    action: str = asked(
        Kind.TEXT,
        "What to do with it: check.",
        positional=True,
        choices=ACTIONS,
        example="check",
    )
    file: Path = asked(
        Kind.FILE,
        "A presentation (.pptx, .potx), anybody's, without marks for us.",
        positional=True,
        example="FILE.pptx",
    )


@dataclass(frozen=True)
class Area:
    """A rectangle in inches from the upper left corner of the page."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class TemplatePlaceholder:
    """A placeholder of a layout; no area where it takes its place from the master."""

    kind: str
    name: str
    area: Area | None


@dataclass(frozen=True)
class TemplateLayout:
    """One layout, and what decks take it for: cover, body, divider, or nothing."""

    name: str
    master: int
    used_for: tuple[str, ...]
    placeholders: tuple[TemplatePlaceholder, ...]


@dataclass(frozen=True)
class TemplateFill:
    """One kind of page, tried in the template."""

    page: str
    fits: bool
    why: str
    """What does not fit; empty where all does."""


@dataclass(frozen=True)
class TemplateChecked:
    """What the file offers as a template, and what it can and cannot hold."""

    file: str
    width: float
    height: float
    """Of a page, in inches."""
    masters: int
    layouts: tuple[TemplateLayout, ...]
    heading_font: str
    text_font: str
    colours: tuple[str, ...]
    """Of the theme, as RRGGBB."""
    safe_area: Area
    """Between title and footer of a body page, where exhibits go."""
    fills: tuple[TemplateFill, ...]
    remarks: tuple[str, ...]
    """What is not taken over, and what is made up for."""

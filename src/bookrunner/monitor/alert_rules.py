"""Rules of what somebody wants to be told, each a small file that people read and change."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from bookrunner.figures import BadInput
from bookrunner.monitor.taxonomy import EVENT_TYPES

EVENTS, FIGURE, SCREEN = "events", "figure", "screen"
BASES = ("annual", "quarterly", "ltm")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_ITEM = re.compile(r"\d{1,2}(?:\.\d{2})?")
_KEYS: Mapping[str, frozenset[str]] = {
    EVENTS: frozenset({"forms", "items", "events", "materiality"}),
    FIGURE: frozenset({"line", "basis", "above", "below", "changes_by_percent"}),
    SCREEN: frozenset({"screen", "top", "tells"}),
}
_COMMON = frozenset({"title", "on", "companies", "list"})
_TELLS = ("enters", "leaves")
_BYTES_MAX = 20_000
_TOP_MAX = 1000


class BadAlertRule(BadInput):
    """A file that defines no rule."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(
            f"{name} defines no alert rule: {problem}; docs/guides/alerts.md has rules to copy"
        )


@dataclass(frozen=True)
class AlertRule:
    """What is to be told of; empty conditions let everything pass."""

    name: str
    title: str
    on: str
    """``events``, ``figure`` or ``screen``."""
    companies: tuple[str, ...]
    """Tickers, CIKs or names."""
    list: str
    """The name of a list that was imported, or of a banker; "" for none."""
    forms: tuple[str, ...]
    """Without ``/A``: an amendment goes with its form."""
    items: tuple[str, ...]
    events: tuple[str, ...]
    """Names of ``EVENT_TYPES``."""
    materiality: int
    """At least; 0 lets what has no weight pass too."""
    line: str
    basis: str
    above: Decimal | None
    below: Decimal | None
    changes_by_percent: Decimal | None
    screen: str
    top: int
    tells: tuple[str, ...]
    text: str
    digest: str
    """Of the file's bytes."""

    @property
    def is_by_item(self) -> bool:
        """Whether each Item of a filing is an alert of its own."""
        return bool(self.items or self.events or self.materiality)


def alert_rule(name: str, data: bytes) -> AlertRule:
    """The rule that a file's bytes define.

    Raises:
        BadAlertRule: They break the form, or name an event, Item or condition that is none.
    """
    if not _NAME.fullmatch(name):
        raise BadAlertRule(name, "its name must be of small letters, digits and hyphens, up to 60")
    if len(data) > _BYTES_MAX:
        raise BadAlertRule(name, "it is longer than any rule")
    try:
        text = data.decode("utf-8")
        told = tomllib.loads(text)
    except ValueError as error:
        raise BadAlertRule(name, f"it is not TOML ({error})") from error
    try:
        made = _made(name, told, text, hashlib.sha256(data).hexdigest())
    except KeyError as error:
        raise BadAlertRule(name, f"{error.args[0]!r} is missing") from error
    except (TypeError, ValueError, ArithmeticError) as error:
        raise BadAlertRule(name, str(error)) from error
    _require_condition(made)
    return made


def _made(name: str, told: Mapping[str, Any], text: str, digest: str) -> AlertRule:
    on = _text(told["on"])
    if on not in _KEYS:
        raise ValueError(f"on = {on!r} is none of {', '.join(_KEYS)}")
    unknown = sorted(set(told) - _COMMON - _KEYS[on])
    if unknown:
        known = ", ".join(sorted(_COMMON | _KEYS[on]))
        raise ValueError(f"{unknown[0]!r} is none of {known}")
    return AlertRule(
        name=name,
        title=_text(told["title"]),
        on=on,
        companies=_texts(told, "companies"),
        list=_text(told.get("list", "")),
        forms=tuple(form.upper().removesuffix("/A") for form in _texts(told, "forms")),
        items=_items(told),
        events=_events(told),
        materiality=_whole(told, "materiality", 0, 5),
        line=_text(told.get("line", "")),
        basis=_basis(told),
        above=_number(told, "above"),
        below=_number(told, "below"),
        changes_by_percent=_number(told, "changes_by_percent"),
        screen=_text(told.get("screen", "")),
        top=_whole(told, "top", 20, _TOP_MAX) if on == SCREEN else 0,
        tells=_tells(told),
        text=text,
        digest=digest,
    )


def _require_condition(rule: AlertRule) -> None:
    if rule.companies and rule.list:
        raise BadAlertRule(rule.name, "it names companies and a list; keep one of them")
    if rule.on == FIGURE:
        asked = (rule.above, rule.below, rule.changes_by_percent)
        if not rule.line or not any(one is not None for one in asked):
            raise BadAlertRule(
                rule.name, "on a figure it needs a line, and above, below or changes_by_percent"
            )
        if rule.changes_by_percent is not None and rule.changes_by_percent <= 0:
            raise BadAlertRule(rule.name, "changes_by_percent must be above 0")
    if rule.on == SCREEN and not rule.screen:
        raise BadAlertRule(rule.name, "on a screen it needs the screen's name")


def _items(told: Mapping[str, Any]) -> tuple[str, ...]:
    items = _texts(told, "items")
    for item in items:
        if not _ITEM.fullmatch(item):
            raise ValueError(f"{item!r} is no Item of an 8-K, such as 2.02")
    return items


def _events(told: Mapping[str, Any]) -> tuple[str, ...]:
    events = _texts(told, "events")
    for event in events:
        if event not in EVENT_TYPES:
            near = get_close_matches(event, EVENT_TYPES, n=2)
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            raise ValueError(f"{event!r} is no kind of event{meant}")
    return events


def _basis(told: Mapping[str, Any]) -> str:
    basis = _text(told.get("basis", "annual"))
    if basis not in BASES:
        raise ValueError(f"basis = {basis!r} is none of {', '.join(BASES)}")
    return basis


def _tells(told: Mapping[str, Any]) -> tuple[str, ...]:
    tells = _texts(told, "tells") or _TELLS
    for one in tells:
        if one not in _TELLS:
            raise ValueError(f"tells {one!r}; it can tell who enters and who leaves")
    return tells


def _whole(told: Mapping[str, Any], key: str, default: int, most: int) -> int:
    value = told.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{key} must be a whole number up to {most}")
    return value


def _number(told: Mapping[str, Any], key: str) -> Decimal | None:
    value = told.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(f"{key} must be a number")
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{key} must be a number")
    return number


def _texts(told: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = told.get(key, [])
    if not isinstance(values, list):
        raise TypeError(f"{key} must be a list of texts")
    return tuple(_text(one) for one in values)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value.strip()

"""A screen as its file defines it: whom it asks about, what speaks for a name and what against."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any

from bookrunner.figures import BadInput, NotFound
from bookrunner.targeting.definitions import Definitions
from bookrunner.targeting.expressions import Node, UnknownFeature, parsed


class BadScreen(BadInput):
    """A file that defines no screen."""

    def __init__(self, where: str, problem: str) -> None:
        self.where = where
        super().__init__(
            f"{where} defines no screen: {problem}; copy one that works with "
            "`bookrunner screen refinancing --copy FILE.toml`"
        )


@dataclass(frozen=True)
class Driver:
    """A feature that speaks for a name."""

    feature: str
    weight: float
    none: float
    """Where it says nothing, and beyond."""
    full: float
    """Where it says all that it can, and beyond; below ``none`` where less is more."""
    why: str
    when_not_meaningful: float | None = None
    """Its points where the ratio has no meaning, as a runway of who uses no cash."""


@dataclass(frozen=True)
class Against:
    """What speaks against a name."""

    when: Node
    says: str
    features: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What was to come true, for the back-test."""

    words: str
    within_months: int
    forms: tuple[str, ...] = ()
    """Any of these filed is the outcome."""
    rating_crosses: str = ""
    """``up`` into investment grade or ``down`` out of it."""


@dataclass(frozen=True)
class Screen:
    """One way to look for companies to call."""

    name: str
    title: str
    question: str
    universe: Node | None
    universe_words: str
    requires: tuple[str, ...]
    drivers: tuple[Driver, ...]
    against: tuple[Against, ...]
    mind: tuple[str, ...]
    outcome: Outcome | None
    digest: str
    """Of the file's bytes; a test is of one version of the file."""
    text: str


def shipped() -> Sequence[str]:
    """The names of the screens that come with the program."""
    folder = resources.files("bookrunner.targeting") / "screens"
    return sorted(one.name.removesuffix(".toml") for one in folder.iterdir()
                  if one.name.endswith(".toml"))  # fmt: skip


def screen(asked: str, definitions: Definitions) -> Screen:
    """The screen of that name, or of the file at that path.

    Raises:
        NotFound: There is neither.
        BadScreen: The file breaks the form.
        UnknownFeature, BadExpression: It names what is no feature, or a condition breaks.
    """
    if asked in shipped():
        file = resources.files("bookrunner.targeting") / "screens" / f"{asked}.toml"
        return read_screen(asked, file.read_bytes(), definitions)
    path = Path(asked)
    if path.suffix == ".toml":
        if not path.is_file():
            raise NotFound("screen file", asked)
        return read_screen(path.stem, path.read_bytes(), definitions)
    near = get_close_matches(asked.lower(), shipped(), n=2, cutoff=0.4)
    hint = f"there are {', '.join(shipped())}, or give the path of a file that ends in .toml"
    raise NotFound("screen", asked, near=near, hint=hint)


_KEYS = frozenset({"title", "question", "universe", "requires", "drivers", "against", "mind",
                   "outcome"})  # fmt: skip


def read_screen(name: str, data: bytes, definitions: Definitions) -> Screen:
    """The screen that a file's bytes define; see ``screen``."""
    try:
        text = data.decode("utf-8")
        told = tomllib.loads(text)
    except ValueError as error:
        raise BadScreen(name, f"it is not TOML ({error})") from error
    unknown = sorted(set(told) - _KEYS)
    if unknown:
        raise BadScreen(name, f"{unknown[0]!r} is none of {', '.join(sorted(_KEYS))}")
    known = definitions.features
    try:
        universe = told.get("universe", "")
        made = Screen(
            name=name,
            title=_text(told["title"]),
            question=_text(told["question"]),
            universe=parsed(_text(universe), known) if universe else None,
            universe_words=universe,
            requires=_features(told.get("requires", []), known),
            drivers=tuple(_driver(row, known) for row in told["drivers"]),
            against=tuple(_against(row, known) for row in told.get("against", [])),
            mind=tuple(_text(one) for one in told.get("mind", {}).get("says", [])),
            outcome=_outcome(told.get("outcome")),
            digest=hashlib.sha256(data).hexdigest(),
            text=text,
        )
    except KeyError as error:
        raise BadScreen(name, f"{error.args[0]!r} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise BadScreen(name, str(error)) from error
    if not made.drivers:
        raise BadScreen(name, "it has no driver")
    return made


def _driver(row: Mapping[str, Any], known: Mapping[str, Any]) -> Driver:
    (feature,) = _features([row["feature"]], known)
    meaningless = row.get("when_not_meaningful")
    driver = Driver(
        feature,
        float(row["weight"]),
        float(row["none"]),
        float(row["full"]),
        _text(row["why"]),
        None if meaningless is None else float(meaningless),
    )
    if driver.weight <= 0 or driver.none == driver.full:
        raise ValueError(f"the driver {feature} needs a weight above 0, and none other than full")
    return driver


def _against(row: Mapping[str, Any], known: Mapping[str, Any]) -> Against:
    return Against(
        parsed(_text(row["when"]), known),
        _text(row["says"]),
        _features(row.get("features", []), known),
    )


def _outcome(row: Mapping[str, Any] | None) -> Outcome | None:
    if row is None:
        return None
    return Outcome(
        _text(row["words"]),
        int(row["within_months"]),
        tuple(_text(form) for form in row.get("forms", [])),
        _text(row.get("rating_crosses", "")),
    )


def _features(names: Sequence[Any], known: Mapping[str, Any]) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise UnknownFeature(str(name), known)
    return tuple(names)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value

"""What a refresh finds and what it does about it, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from bookrunner.revision.packages import PartChange
from bookrunner.revision.spots import Kind


class Action(Enum):
    """What becomes of a stale place."""

    CHANGE = "change"
    """The new takes the old one's place."""
    PERSON = "for a person"
    """Its words say what is no longer so; it is changed only when asked."""
    BY_HAND = "overwritten by hand"
    """A person put something else there; it stays unless asked."""
    GONE = "gone"
    """A person took the place away."""
    OWN = "in a person's own words"
    """An old number that a person wrote beside what the book says; it is told, never changed."""
    FOLLOWS = "follows"
    """A formula that rests on what a person typed; it recomputes when the file is opened."""


@dataclass(frozen=True)
class StaleNumber:
    """One number at one place that is no longer what the records say."""

    file: str
    place: str
    kind: Kind
    figure: str
    name: str
    old: str
    new: str
    why: str
    action: Action
    shows: str = ""
    """What stands there now, where a person changed it."""


@dataclass(frozen=True)
class StaleWords:
    """A sentence, label or note whose words change with the numbers."""

    file: str
    place: str
    kind: Kind
    old: str
    new: str
    action: Action
    why: str = ""


@dataclass(frozen=True)
class MadeAnew:
    """A page or sheet whose structure changes."""

    file: str
    page: str
    why: str


@dataclass
class Found:
    """What one file's comparison gives."""

    numbers: list[StaleNumber] = field(default_factory=list)
    words: list[StaleWords] = field(default_factory=list)
    anew: list[MadeAnew] = field(default_factory=list)
    """What a refresh cannot do: the pages to be made anew."""
    replaced: list[MadeAnew] = field(default_factory=list)
    """Pages and sheets untouched by hand that are written anew as a whole."""
    typed: set[str] = field(default_factory=set)
    """Cells whose number or formula a person put there and that stay."""
    parts: dict[str, bytes] = field(default_factory=dict)
    """The new content of each part that changes."""
    kept: dict[str, str] = field(default_factory=dict)
    """The old digest of places that stay stale, so that the next refresh finds them again."""


@dataclass(frozen=True)
class Proof:
    """Every part of both files, with its hash, and which of them changed."""

    parts: Sequence[PartChange]

    @property
    def changed(self) -> Sequence[PartChange]:
        """Those that are not as they were."""
        return [one for one in self.parts if one.changed]

    @property
    def untouched(self) -> Sequence[PartChange]:
        """Those that are byte for byte as they were."""
        return [one for one in self.parts if not one.changed]


@dataclass(frozen=True)
class Asked:
    """What a person allows beyond numbers that nobody touched."""

    sentences: bool = False
    """Also write the new sentences."""
    overwrite: bool = False
    """Also write over what a person put in a stale number's place."""

"""Old ledger, new ledger, and the numbers that each place showed and is to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bookrunner.ledger import Ledger, Place
from bookrunner.revision.causes import Causes


@dataclass(frozen=True)
class Shown:
    """A number at a place, before and after."""

    figure: str
    name: str
    old: str
    new: str
    why: str


@dataclass
class Ledgers:
    """What was written and what would be written now."""

    old: Ledger
    new: Ledger

    @cached_property
    def causes(self) -> Causes:
        """Which inputs changed."""
        return Causes(self.old, self.new)

    def pairs(self, place: str) -> Sequence[Shown]:
        """The numbers of a place whose text or value changes, in the order they stand in."""
        before, after = self._old.get(place, ()), self._new.get(place, ())
        found = []
        for was, is_now in zip(before, after, strict=False):
            held = self.old.figures[was.figure_id]["value"]
            value = self.new.figures[is_now.figure_id]["value"]
            if was.text != is_now.text or held != value:
                name = self.new.figures[is_now.figure_id]["name"]
                why = self.causes.words(is_now.figure_id)
                found.append(Shown(is_now.figure_id, name, was.text, is_now.text, why))
        return found

    def texts(self, place: str) -> Sequence[tuple[str, str]]:
        """Every number of a place, old and new."""
        before, after = self._old.get(place, ()), self._new.get(place, ())
        return [(was.text, now.text) for was, now in zip(before, after, strict=False)]

    def moved(self, places: Sequence[str]) -> Sequence[tuple[str, Shown]]:
        """Numbers of a sheet that is written anew: by figure, wherever each stands now."""
        former: dict[str, str] = {}
        for place in self.old.places:
            if place.file == "workbook":
                former.setdefault(place.figure_id, place.text)
        found = []
        for where in places:
            for now in self._new.get(where, ()):
                was = former.get(now.figure_id)
                if was is not None and was != now.text:
                    name = self.new.figures[now.figure_id]["name"]
                    why = self.causes.words(now.figure_id)
                    found.append((where, Shown(now.figure_id, name, was, now.text, why)))
        return found

    @cached_property
    def recoloured(self) -> frozenset[str]:
        """The workbook's places of inputs that are of another sort now: a default, adopted."""
        kinds = {key: record["lineage"]["kind"] for key, record in self.old.figures.items()}
        return frozenset(
            place.place
            for place in self.new.places
            if place.file == "workbook"
            and (now := self.new.figures[place.figure_id]["lineage"]["kind"]) != "computed"
            and kinds.get(place.figure_id, now) != now
        )

    @cached_property
    def _old(self) -> Mapping[str, Sequence[Place]]:
        return _by_place(self.old)

    @cached_property
    def _new(self) -> Mapping[str, Sequence[Place]]:
        return _by_place(self.new)


def _by_place(ledger: Ledger) -> Mapping[str, Sequence[Place]]:
    found: dict[str, list[Place]] = {}
    for place in ledger.places:
        found.setdefault(place.place, []).append(place)
    return found

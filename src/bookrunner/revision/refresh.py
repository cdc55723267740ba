"""A book refreshed: what is stale in its files, and the files with only that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bookrunner.ledger import Ledger
from bookrunner.revision.causes import Cause
from bookrunner.revision.comparing import Ledgers
from bookrunner.revision.deck_spots_pptx import DeckSpots, deck_spots
from bookrunner.revision.packages import Package, part_changes
from bookrunner.revision.refresh_deck import DeckRefresh
from bookrunner.revision.refresh_workbook import WorkbookRefresh
from bookrunner.revision.spots import Kind
from bookrunner.revision.stale import (
    Action,
    Asked,
    Found,
    MadeAnew,
    Proof,
    StaleNumber,
    StaleWords,
)
from bookrunner.revision.workbook_spots_xlsx import WorkbookSpots, workbook_spots
from bookrunner.revision.written import Written, WrittenSlide


@dataclass(frozen=True)
class Files:
    """The two files of a book."""

    deck: bytes
    workbook: bytes


@dataclass(frozen=True)
class Slides:
    """Where slides stand that were written under other numbers."""

    now: Mapping[int, int]
    """The number of a slide today by the one it was written under; removed ones are missing."""
    names: Mapping[str, str]
    """What a shape is called today, by ``slide 5/Table 1`` as written; only renamed ones."""

    def place_now(self, place: str) -> str | None:
        """A place as the file has it today; None where somebody has removed it."""
        number, _, rest = place.removeprefix("slide ").partition("/")
        now = self.now.get(int(number))
        if now is None:
            return None
        shape, slash, inside = rest.partition("/")
        shape = self.names.get(f"slide {number}/{shape}", shape)
        return f"slide {now}/{shape}{slash}{inside}"


@dataclass(frozen=True)
class Refresh:
    """What is stale, and the files as they would be."""

    before: Files
    deck: Found
    workbook: Found
    causes: Sequence[Cause]
    written: Written
    """The base of the refresh after this one."""
    slides: Slides
    touched: frozenset[str]
    """Places that a person has changed or added, as the files have them today."""

    @property
    def numbers(self) -> Sequence[StaleNumber]:
        """Every stale number."""
        return (*self.deck.numbers, *self.workbook.numbers)

    @property
    def words(self) -> Sequence[StaleWords]:
        """Every sentence, label and note that changes with them."""
        return (*self.deck.words, *self.workbook.words)

    @property
    def anew(self) -> Sequence[MadeAnew]:
        """Pages and sheets that must be made anew; with any of them nothing is edited."""
        return (*self.deck.anew, *self.workbook.anew)

    @property
    def typed(self) -> frozenset[str]:
        """Cells of the workbook whose number or formula is a person's."""
        return frozenset(self.workbook.typed)

    @property
    def replaced(self) -> Sequence[MadeAnew]:
        """Pages and sheets that nobody has touched and that are written anew as a whole."""
        return (*self.deck.replaced, *self.workbook.replaced)

    @property
    def waits(self) -> frozenset[str]:
        """Places that stay stale until a person decides."""
        held = (Action.PERSON, Action.BY_HAND, Action.FOLLOWS, Action.GONE)
        numbers = {one.place for one in self.numbers if one.action in held}
        return frozenset(numbers | {one.place for one in self.words if one.action in held})

    @cached_property
    def after(self) -> Files:
        """The files with the stale places changed, all other parts as they are stored."""
        if self.anew:
            return self.before
        return Files(
            Package("pitch.pptx", self.before.deck).with_parts(self.deck.parts),
            Package("pitch.xlsx", self.before.workbook).with_parts(self.workbook.parts),
        )

    @property
    def unrelated_bytes(self) -> int:
        """How many bytes changed of parts in which nothing is stale; nought, or it is a mistake."""
        meant = {*self.deck.parts, *self.workbook.parts}
        return sum(one.bytes for one in self.proof.changed if one.part not in meant)

    @cached_property
    def proof(self) -> Proof:
        """Every part before and after."""
        return Proof(
            (
                *part_changes("pitch.pptx", self.before.deck, self.after.deck),
                *part_changes("pitch.xlsx", self.before.workbook, self.after.workbook),
            )
        )


def written_in(deck: Path, workbook: Path) -> Written:
    """What two files say."""
    return Written.of(
        deck_spots(Package(deck.name, deck.read_bytes())),
        workbook_spots(Package(workbook.name, workbook.read_bytes())),
    )


def refresh(before: Files, old: Ledger, fresh: Files, new: Ledger, asked: Asked) -> Refresh:
    """Compares the files as they are with what was written and with what would be written now.

    Args:
        before: The files as they are, with whatever people changed in them.
        old: Their ledger, which records what they said when they were written.
        fresh: The same book written now.
        new: Its ledger.

    Raises:
        NotRefreshable: The ledger does not record what the files said.
        NotAPackage: A file is damaged.
    """
    base = Written.of_json(old.book.get("written"))
    ledgers = Ledgers(old, new)
    fresh_deck = deck_spots(Package("pitch.pptx", fresh.deck))
    fresh_workbook = workbook_spots(Package("pitch.xlsx", fresh.workbook))
    mine = deck_spots(Package("pitch.pptx", before.deck))
    deck = DeckRefresh(base, mine, fresh_deck, ledgers, asked).run()
    own = workbook_spots(Package("pitch.xlsx", before.workbook))
    workbook = WorkbookRefresh(base, own, fresh_workbook, ledgers, asked).run()
    written = Written.of(fresh_deck, fresh_workbook)
    return Refresh(
        before,
        deck,
        workbook,
        tuple(ledgers.causes.changed.values()),
        replace(
            written,
            slides=_remade_slides(base, written, deck),
            deck=_with(written.deck, deck.kept),
            workbook=_with(written.workbook, workbook.kept),
        ),
        _slides(base, mine),
        frozenset(_touched(base, mine, own)),
    )


def _remade_slides(base: Written, fresh: Written, deck: Found) -> Mapping[int, WrittenSlide]:
    """The slides as they were, with the shapes of those that are written anew."""
    anew = {int(one.page.removeprefix("slide ")) for one in deck.replaced}
    return {
        number: replace(slide, shapes=fresh.slides[number].shapes) if number in anew else slide
        for number, slide in base.slides.items()
    }


def _slides(base: Written, mine: DeckSpots) -> Slides:
    lasting = {slide.lasting_id: slide for slide in mine.slides}
    now, names = {}, {}
    for number, slide in base.slides.items():
        held = lasting.get(slide.lasting_id)
        if held is None:
            continue
        now[number] = held.number
        called = {lasting_id: name for name, lasting_id in held.ids.items()}
        for name, shape_id in slide.shapes.items():
            known = name if name in held.shapes else called.get(shape_id, name)
            if held.called.get(known, known) != name:
                names[f"slide {number}/{name}"] = held.called.get(known, known)
    return Slides(now, names)


_LOOKS = (Kind.POSITION, Kind.CHART_SCALE)


def _touched(base: Written, deck: DeckSpots, workbook: WorkbookSpots) -> Iterator[str]:
    numbers = {slide.lasting_id: number for number, slide in base.slides.items()}
    for slide in deck.slides:
        for key, spot in slide.spots.items():
            was = base.deck.get(f"slide {numbers.get(slide.lasting_id)}/{key}")
            if was != spot.digest and spot.kind not in _LOOKS:
                shape, slash, inside = key.partition("/")
                yield f"slide {slide.number}/{slide.called.get(shape, shape)}{slash}{inside}"
    for key, spot in workbook.spots.items():
        if base.workbook.get(key) != spot.digest:
            yield key


def _with(digests: Mapping[str, str], kept: Mapping[str, str]) -> Mapping[str, str]:
    return {**digests, **kept}
